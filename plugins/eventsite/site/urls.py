"""Addresses: where every page of every language stands.

The source language stands at the root, each other language under `/<code>/`.
A page's address is its parent's and its own slug; the documents of the other kinds stand under the page that lists
them (`layout: people` and so on).
"""

import datetime as dt
import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace

from ..content.documents import Document, Documents, Twins
from ..content.kinds import Dated, Page
from ..content.markdown import heading_id
from ..errors import Problem, say
from ..i18n.alternates import PUBLIC, Alternates, public
from ..model import Event, Schedule
from ..schedule.merge import file_key, session_key
from .publication import moment

# Kind → the layout of the page that its documents stand under.
HOMES = {
    "people": "people",
    "sessions": "agenda",
    "press": "press",
    "news": "news",
    "rules": "hackathon",
    "editions": "archive",
}
# Layout of a list that goes on over several pages → where SiteContext.orders has its entries.
LISTS = {"news": "articles", "press": "press", "people": "everyone"}
# Section of which there is a feed, by the layout of its page ("" is the whole) → the kinds of what is in it.
FEEDS = {"": ("news", "press"), "news": ("news",), "press": ("press",)}
# How many entries a page of such a list has, and one of the site map, which has several too.
PAGE_LENGTH = 24
MAP_LENGTH = 400
# Language → the word in the address of a list's further pages, where it is not the English one.
PAGE_WORDS = {"vi": "trang"}
# Pages that a visitor gets instead of another; each is one for all languages.
INSTEAD = ("404", "offline")
# Layouts of what the site's makers work with; search engines are told nothing of it.
STAFF = ("door-signs", "style")
# Language → the word in the address of a room's screen, where it is not the English one.
SCREEN_WORDS = {"vi": "man-hinh"}
Paths = Mapping[str, Mapping[str, str]]
"""`kind/key` → language → path below the site's root."""


@dataclass(frozen=True, slots=True)
class Site:
    """What addresses are made from.

    `layouts` maps each list's layout to its page's id; `broken` are the documents that could not be read. Pages below
    one that has `expired` stay where they are.
    """

    event: Event
    documents: Documents
    schedule: Schedule
    layouts: Mapping[str, str]
    broken: Set[str] = frozenset()
    expired: Documents = field(default_factory=dict)

    def page(self, key: str) -> Twins | None:
        """Return the page that others may stand under, by its key."""
        return self.documents.get(f"pages/{key}") or self.expired.get(f"pages/{key}")


def layout_pages(documents: Documents) -> dict[str, str]:
    """Return layout → id of the first page that has it."""
    layouts: dict[str, str] = {}
    for name, twins in documents.items():
        fields = next(iter(twins.values())).fields
        if isinstance(fields, Page) and fields.layout != "page":
            layouts.setdefault(fields.layout, name)
    return layouts


def document_in(twins: Mapping[str, Document], language: str) -> Document:
    """Return the document in `language`, else in the first language that it has."""
    return twins.get(language) or next(iter(twins.values()))


def page_paths(site: Site) -> tuple[dict[str, dict[str, str]], list[Problem]]:
    """Return the path of every page in every language, and a problem for each two pages that share one."""
    instead = INSTEAD if site.event.offline else ("404",)
    paths = {name: {site.event.source_language: f"/{name}.html"} for name in instead}
    problems: list[Problem] = []
    paths |= _day_paths(site) | _list_paths(site) | _screen_paths(site)
    for name, twins in site.documents.items():
        lost = _lost(name, site)
        problems += lost
        if not lost and not name.startswith("partners/"):
            paths[name] = {
                language: _document_path(twins, language, site)
                for language in site.event.languages
                if is_shown(name, twins, language, site.event)
            }
    taken = {path for by_language in paths.values() for path in by_language.values()}
    for name, slugs in _feed_slugs(site, taken).items():
        paths[name] = slugs
    problems += _shared_paths(paths, site)
    return paths, problems


def expired_paths(site: Site) -> dict[str, dict[str, str]]:
    """Return the path of every page that has expired, as far as its place is still known."""
    whole = replace(site, documents={**site.documents, **site.expired})
    return {
        name: {
            code: _document_path(twins, code, whole)
            for code in site.event.languages
            if is_shown(name, twins, code, site.event)
        }
        for name, twins in site.expired.items()
        if not name.startswith("partners/") and not _lost(name, whole)
    }


def is_shown(name: str, twins: Twins, language: str, event: Event) -> bool:
    """Return whether the language has a page for the document, in whatever words."""
    return language in twins or event.untranslated.get(name.partition("/")[0]) != "hide"


def root(language: str, event: Event) -> str:
    """Return the path of the language's home page: `/` or `/en/`."""
    return "/" if language == event.source_language else f"/{language}/"


def agenda_days(event: Event, schedule: Schedule) -> tuple[dt.date, ...]:
    """Return the days that have an agenda page: the event's, and every other day on which something takes place."""
    days = set(event.days)
    for session in schedule.sessions:
        if session.slot:
            days.update(session.slot.days)
    return tuple(sorted(days))


def _day_paths(site: Site) -> dict[str, dict[str, str]]:
    if "agenda" not in site.layouts or _lost(site.layouts["agenda"], site):
        return {}
    agenda = site.documents[site.layouts["agenda"]]
    return {
        f"days/{day}": {code: f"{_document_path(agenda, code, site)}{day}/" for code in site.event.languages}
        for day in agenda_days(site.event, site.schedule)
    }


def screen_name(room: str) -> str:
    """Return the name of the page that a room's screen shows."""
    return f"screens/{file_key(room)}"


def screen_rooms(schedule: Schedule) -> tuple[str, ...]:
    """Return the ids of the rooms that have a screen: those of the programme in which something takes place."""
    used = {session.room for session in schedule.sessions}
    return tuple(room.id for room in schedule.rooms if room.id in used)


def _screen_paths(site: Site) -> dict[str, dict[str, str]]:
    if "agenda" not in site.layouts or _lost(site.layouts["agenda"], site):
        return {}
    return {
        screen_name(room): {
            code: f"{root(code, site.event)}{SCREEN_WORDS.get(code, 'screen')}/{file_key(room)}/"
            for code in site.event.languages
        }
        for room in screen_rooms(site.schedule)
    }


def description_name(language: str) -> str:
    """Return the name below the root of what tells a browser how the site is searched in the language."""
    return f"opensearch.{language}.xml"


def is_listed(name: str, layouts: Mapping[str, str]) -> bool:
    """Return whether search engines may know the page: neither one that stands for others nor one for staff."""
    return name not in INSTEAD and not name.startswith("screens/") and not is_for_staff(name, layouts)


def is_for_staff(name: str, layouts: Mapping[str, str]) -> bool:
    """Return whether the page is no part of what the site says, but what its makers work with."""
    return name in {layouts.get(layout) for layout in STAFF}


def page_count(entries: int, length: int = PAGE_LENGTH) -> int:
    """Return how many pages a list with so many entries has: one at least."""
    return max(1, math.ceil(entries / length))


def list_page_name(name: str, number: int) -> str:
    """Return the name of a list's page: that of the list itself, or from the second on `lists/<key>/<number>`."""
    return name if number == 1 else f"lists/{name.partition('/')[2]}/{number}"


def list_page_of(name: str) -> tuple[str, int]:
    """Return which list's page this is, and its number: the reverse of `list_page_name`."""
    kind, _, rest = name.partition("/")
    key, _, number = rest.partition("/")
    return (f"pages/{key}", int(number)) if kind == "lists" else (name, 1)


def _list_paths(site: Site) -> dict[str, dict[str, str]]:
    """Return the paths of the further pages of each list; the first stands at the list's own."""
    paths = {}
    for layout, entries in _entries(site).items():
        name = site.layouts.get(layout)
        if name is None or _lost(name, site):
            continue
        above = {code: _document_path(site.documents[name], code, site) for code in site.event.languages}
        length = MAP_LENGTH if layout == "site-map" else PAGE_LENGTH
        counts = {code: page_count(found, length) for code, found in entries.items()}
        for number in range(2, max(counts.values()) + 1):
            paths[list_page_name(name, number)] = {
                code: f"{path}{PAGE_WORDS.get(code, 'page')}/{number}/"
                for code, path in above.items()
                if number <= counts[code]
            }
    return paths


def _entries(site: Site) -> dict[str, dict[str, int]]:
    """Return how many entries the lists of LISTS and the site map have, by layout and language."""
    found: dict[str, dict[str, int]] = {layout: {} for layout in (*LISTS, "site-map")}
    fed = sum(f"people/{person.id}" not in site.documents for person in site.schedule.people)
    others = _mapped_besides_documents(site)
    for code in site.event.languages:
        shown = [name for name, twins in site.documents.items() if is_shown(name, twins, code, site.event)]
        kinds = Counter(name.partition("/")[0] for name in shown)
        found["site-map"][code] = sum(is_mapped(name, site.layouts) for name in shown) + others
        found["news"][code] = kinds["news"] + kinds["press"]
        found["press"][code] = kinds["press"]
        found["people"][code] = kinds["people"] + fed
    return found


MAPPED = ("pages", "days", "sessions", "people", "news", "press", "rules", "editions")
"""The kinds of the pages that the site map names."""


def is_mapped(name: str, layouts: Mapping[str, str]) -> bool:
    """Return whether the site map names the page: the further pages of lists are reached from their first."""
    return name.partition("/")[0] in MAPPED and is_listed(name, layouts)


def _mapped_besides_documents(site: Site) -> int:
    """Return how many pages of the site map no document has: days, and what only the schedule knows."""
    known = [f"sessions/{session_key(session.id)}" for session in site.schedule.sessions]
    known += [f"people/{person.id}" for person in site.schedule.people]
    fed = (name for name in known if name not in site.documents and HOMES[name.partition("/")[0]] in site.layouts)
    return len(_day_paths(site)) + sum(1 for _ in fed)


def feed_paths(
    graph: Mapping[str, Alternates], layouts: Mapping[str, str], event: Event
) -> dict[tuple[str, str], str]:
    """Return (section, language) → path of its feed, where an item of the section is public in the language.

    The section `""` is the whole; each other one has the feed below its page.
    """
    known = {
        (alternate.language, kind)
        for name, page in graph.items()
        if (kind := name.partition("/")[0]) in FEEDS[""] and name.count("/") == 1
        for alternate in public(page)
    }
    found = {}
    for language in event.languages:
        for section, kinds in FEEDS.items():
            page = graph.get(layouts.get(section, ""), {}).get(language)
            above = root(language, event) if not section else page.path if page and page.state in PUBLIC else ""
            if above and any((language, kind) in known for kind in kinds):
                found[section, language] = f"{above}feed.xml"
    return found


def _lost(name: str, site: Site) -> list[Problem]:
    """Return why a document has no place: its parent is missing or is its own child, or no page lists its kind."""
    document = next(iter(site.documents[name].values()))
    if isinstance(document.fields, Page):
        nameless = [twin for twin in site.documents[name].values() if twin.fields.slug == ""]
        if nameless and document.fields.layout != "home":
            hint = say("write the last part of the page's address, or remove the line")
            message = say("only the home page may have an empty slug")
            return [twin.problem("slug", message, hint) for twin in nameless]
        seen = {document.key}
        parent = document.fields.parent
        while parent:
            twins = site.page(parent)
            if twins is None and f"pages/{parent}" in site.broken:
                return []
            if twins is None or parent in seen:
                message = say("`{parent}` is not a page above this one", parent=parent)
                hint = say("write the key of an existing page, or remove the line")
                return [document.problem("parent", message, hint)]
            seen.add(parent)
            parent = next(iter(twins.values())).as_(Page).parent
        return []
    if document.kind == "partners":
        return []
    if HOMES[document.kind] not in site.layouts:
        message = say("no page lists the {kind}", kind=document.kind)
        hint = say("add a page with `layout: {layout}`", layout=HOMES[document.kind])
        return [document.problem("", message, hint)]
    return []


def _document_path(twins: Mapping[str, Document], language: str, site: Site) -> str:
    document = document_in(twins, language)
    slug = document.key if document.fields.slug is None else document.fields.slug
    if isinstance(document.fields, Page):
        if document.fields.layout == "home":
            return root(language, site.event)
        parent = document.fields.parent
        twins_above = site.page(parent) if parent else None
        above = _document_path(twins_above, language, site) if twins_above else root(language, site.event)
        return f"{above}{slug}/"
    above = _document_path(site.documents[site.layouts[HOMES[document.kind]]], language, site)
    if document.kind == "press" and isinstance(document.fields, Dated):
        above += f"{moment(document.fields.date, site.event.zone).astimezone(site.event.zone).year}/"
    return f"{above}{slug}/"


def _feed_slugs(site: Site, taken: set[str]) -> dict[str, dict[str, str]]:
    """Return the paths of the sessions and people that only the schedule knows.

    A session's is its code, which does not change when the title does; a person's is the name, with the id behind
    it where two share it.
    """
    slugs: dict[str, dict[str, str]] = {}
    wanted = [("sessions", session_key(s.id), session_key(s.id)) for s in site.schedule.sessions]
    wanted += [("people", p.id, heading_id(p.name, "-")[:80].strip("-")) for p in site.schedule.people]
    for kind, key, slug in wanted:
        if f"{kind}/{key}" in site.documents or HOMES[kind] not in site.layouts:
            continue
        above = site.documents[site.layouts[HOMES[kind]]]
        for unique in (slug, f"{slug}-{heading_id(key, '-')}".strip("-"), _digest(key)):
            found = {code: f"{_document_path(above, code, site)}{unique}/" for code in site.event.languages}
            if unique and taken.isdisjoint(found.values()):
                break
        taken.update(found.values())
        slugs[f"{kind}/{key}"] = found
    return slugs


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:10]


def _shared_paths(paths: Paths, site: Site) -> list[Problem]:
    owners: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, by_language in paths.items():
        for language, path in by_language.items():
            owners[path].append((name, language))
    problems = []
    for path, names in sorted(owners.items()):
        for name, language in names[1:]:
            document = document_in(site.documents[name], language)
            other = names[0][0]
            message = say("the address {path} belongs to {other} already", path=path, other=other)
            problems.append(document.problem("slug", message, say("give one of the two another slug")))
    return problems
