"""The same site with other words: what most edits are, and made from the last build's site without gathering it anew.

Only documents and templates may have changed, and only in what moves no page: no address, no language, no state.
Everything else is left to `prepare`, mistakes too, since it tells them all.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from typing import Any

from ..build.cache import cache_file
from ..content.documents import Document, Twins, document_ids, source_of, static_files
from ..content.kinds import Dated, Edition, Page, Person
from ..errors import Problem, in_order
from ..i18n.alternates import Alternates, State
from ..model import Event, Session
from ..pictures.look import Flaw
from ..schedule.merge import check_session, known_names, merge_session, session_key, sort_key
from ..settings import Config, read_config
from .assemble import appearances, children, document_state, neighbours, orders, prepared, valid
from .context import SiteContext
from .embargo import contradictions
from .frame import common_facts
from .health import build_id
from .library import Entry, Library, read_library
from .links import Places, linked_files
from .names import check_documents
from .pictures import FOLDER, SitePicture, composed, notes, used_by
from .prepare import Prepared
from .publication import beginning, expiry, standing
from .search import indexed
from .sources import DOCUMENTS

# So many changed documents are gathered anew sooner.
MOST = 100
_NO_DOCUMENTS = ("theme/templates/", "overrides/")


def revise(
    prepared: Prepared, settings: Mapping[str, Any], clock: dt.datetime, changed: Set[str], *, asking: bool
) -> Prepared | None:
    """Return what `prepare` would return, or None where the changed files need more than other words.

    `changed` are names of `sources.source_stamps`. With `asking` the feeds are asked, which only `prepare` does.
    """
    config = read_config(settings, clock)
    site = prepared.site
    if (asking and site.is_fed) or not site.since <= config.now < site.until or len(changed) > MOST:
        return None
    paths = {path for path in changed if path.startswith("content/") and path.endswith(".md")}
    pictures = {path for path in changed - paths if path.startswith(f"content/{FOLDER}/")}
    if not all(path.startswith(_NO_DOCUMENTS) for path in changed - paths - pictures):
        return None
    entries = _read(prepared, config, paths)
    if entries is None or not all(_is_alike(prepared, config, name, entry) for name, entry in entries.items()):
        return None
    library = replace(prepared.library, entries={**prepared.library.entries, **entries})
    seen = _seen(site, {path.removeprefix("content/") for path in pictures})
    revised = _revised(replace(site, pictures=seen), library, config, entries.keys()) if seen is not None else None
    return replace(prepared, library=library, site=revised) if revised else None


def _seen(site: SiteContext, names: Set[str]) -> Mapping[str, SitePicture] | None:
    """Return the pictures with the changed ones as they are now; None where one is gone or cannot be shown.

    Those that no document shows change nothing.
    """
    shown = composed(names) & site.pictures.keys()
    found = site.gallery.look(shown, {})
    if not shown:
        return site.pictures
    if any(name not in found or isinstance(found[name].found, Flaw) for name in shown):
        return None
    changed = {name: replace(site.pictures[name], seen=seen) for name, seen in found.items()}
    return {name: changed.get(name, one) for name, one in site.pictures.items()}


def _read(prepared: Prepared, config: Config, paths: Set[str]) -> dict[str, Entry] | None:
    """Return the changed documents; None where a file has come or gone, or one has a mistake."""
    known = prepared.library.entries
    names = document_ids(paths)
    if not names <= known.keys():
        return None
    mine = {twin.path for name in names for twin in known[name].twins.values()}
    below = f"{config.content.name}/"
    if not {below + path.removeprefix("content/") for path in paths} <= mine:
        return None
    try:
        files = {path: (config.content.parent / path).read_bytes() for path in sorted(mine)}
    except OSError:
        return None
    cache = cache_file(prepared.cache / DOCUMENTS)
    found = read_library(files, prepared.site.event.languages, cache, prepared.code, prepared.library)
    return None if any(not problem.advice for problem in found.problems) else dict(found.entries)


def _is_alike(prepared: Prepared, config: Config, name: str, entry: Entry) -> bool:
    """Return whether nothing but words and orders differs: the page stays where it is, and as public as it is."""
    before = prepared.library.entries[name].twins
    site = prepared.site
    if name not in site.documents or before.keys() != entry.twins.keys():
        return False
    return all(
        _place(twin) == _place(before[language])
        and _standing(entry.twins, language, site, config) == _standing(before, language, site, config)
        # Which files are public follows from what leads to them.
        and static_files(twin) == static_files(before[language])
        and set(used_by(twin)) == set(used_by(before[language]))
        # Links of others may lead to a heading, and addresses are known only where all pages are.
        and set(before[language].anchors) <= set(twin.anchors)
        and {target.name for target in twin.addresses} <= {target.name for target in before[language].addresses}
        for language, twin in entry.twins.items()
    )


def _place(document: Document) -> tuple[object, ...]:
    """Return everything of a document that decides where pages stand and who appears on them."""
    fields = document.fields
    if isinstance(fields, Page):
        return fields.slug, fields.aliases, fields.layout, fields.parent
    if isinstance(fields, Person):
        return fields.slug, fields.aliases, fields.name
    return fields.slug, fields.aliases, fields.date.year if isinstance(fields, Dated) else None


def _standing(twins: Twins, language: str, site: SiteContext, config: Config) -> State | None:
    return standing(twins[language], twins, site.event, config.now)


def _revised(site: SiteContext, library: Library, config: Config, names: Iterable[str]) -> SiteContext | None:
    """Return the site with the changed documents, or None where something that they name is not there."""
    changed = {name: library.entries[name] for name in names}
    documents = replace(site.documents, entries=library.entries)
    hidden = library.entries.keys() - documents.keys()
    # The same files as before are linked to, and those are there.
    static = {file for entry in changed.values() for twin in entry.twins.values() for file in linked_files(twin)}
    places = Places(
        site.graph, static, hidden, site.expired, frozenset(), site.layouts, fed=site.is_fed, documents=documents
    )
    problems, _ = check_documents(changed, documents, site.event, places)
    problems += contradictions({name: documents[name] for name in changed}, site.event)
    sessions = _sessions(site, documents, [name for name in changed if name.startswith("sessions/")])
    if problems or sessions is None:
        return None
    texts = {**site.texts, **{name: entry.version for name, entry in changed.items()}}
    health = {**site.health, "build": build_id(site.inputs, texts)}
    revised = replace(
        site,
        documents=documents,
        advice=_advice(site, config, changed),
        texts=texts,
        health=health,
        graph=_graph(site, documents, changed, config),
    )
    if sessions is not site.sessions:
        venues = {room.id: room.venue for room in site.rooms.values()}
        revised = replace(revised, sessions=sessions, **appearances(sessions, venues))
    if any(_rank(site.documents[name], site.event) != _rank(documents[name], site.event) for name in changed):
        order = orders(documents, site.event, site.people)
        since, until, due = valid(library, site.event, config.now, site.ledger)
        revised = replace(
            revised,
            orders=order,
            neighbours=neighbours(order),
            children=children(documents),
            since=since,
            until=until,
            due=due,
        )
    common = {language: common_facts(revised, language) for language in site.event.languages}
    return indexed(replace(revised, common=common), site, changed.keys())


def _advice(site: SiteContext, config: Config, changed: Mapping[str, Entry]) -> tuple[Problem, ...]:
    """Return the advice on all documents and pictures, that on the changed documents and on pictures anew."""
    content = config.content.name
    paths = {twin.path for entry in changed.values() for twin in entry.twins.values()}
    kept = (p for p in site.advice if p.path not in paths and not p.path.startswith(f"{content}/{FOLDER}/"))
    found = [problem for entry in changed.values() for problem in entry.problems]
    return tuple(in_order([*kept, *found, *notes(content, site.pictures.values())]))


def _graph(
    site: SiteContext, documents: Mapping[str, Twins], names: Iterable[str], config: Config
) -> Mapping[str, Alternates]:
    """Return the graph in which the changed documents' translations are stale that have become so, or are no more."""
    graph = dict(site.graph)
    for name in names:
        if name in graph:
            states = {code: document_state(documents[name], code, site.event, config.now) for code in graph[name]}
            states = prepared(states, site.event)
            graph[name] = {code: page._replace(state=states[code]) for code, page in graph[name].items()}
    return graph if graph != site.graph else site.graph


def _rank(twins: Twins, event: Event) -> tuple[object, ...]:
    """Return everything of a document that decides its place in lists, and from when until when it is public."""
    fields = source_of(twins).fields
    times = fields.status, beginning(fields, event.zone), expiry(fields, event.zone)
    dates = [twin.fields.date for twin in twins.values() if isinstance(twin.fields, Dated)]
    year = fields.year if isinstance(fields, Edition) else None
    return fields.order, times, dates, year, fields.group if isinstance(fields, Person) else None


def _sessions(
    site: SiteContext, documents: Mapping[str, Twins], names: Iterable[str]
) -> Mapping[str, Session] | None:
    """Return the sessions with the changed ones; None where one is in the schedule, or moves, or has a mistake."""
    sessions = site.sessions
    for name in names:
        if _fields(documents[name]) == _fields(site.documents[name]):
            continue  # only its text is another one
        key = name.partition("/")[2]
        known = known_names(site.rooms.values(), (track for _, track in site.tracks.values()), documents.keys())
        merged = merge_session(key, None, documents[name], site.event)
        before = site.sessions[key]
        # A session that a schedule has too keeps that one's id and people.
        is_ours = session_key(before.id) == before.id == key and key not in site.scheduled
        if check_session(documents[name], site.event, known) or not is_ours or sort_key(merged) != sort_key(before):
            return None
        # A room has a screen where something takes place in it.
        if (merged.slot, merged.room) != (before.slot, before.room):
            return None
        sessions = {**sessions, key: merged}
    return sessions


def _fields(twins: Twins) -> list[object]:
    return [twin.fields for twin in twins.values()]
