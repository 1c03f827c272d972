"""From the files and the schedule to the SiteContext: every mistake of the content is found before a page is made."""

import re
from collections.abc import Mapping, Sequence, Set

from ..content.documents import Documents, document_ids, read_documents
from ..content.facts import EventFile, read_event
from ..content.kinds import Page
from ..content.strays import check_strays
from ..errors import START, ContentError, Problem, in_order, say
from ..model import Event, Schedule
from ..schedule.feeds import SNAPSHOT, Current
from ..schedule.merge import merge_schedule, unknown_in_schedule
from ..schedule.without import around
from ..settings import Config
from .assemble import Parts, assemble
from .context import SiteContext
from .embargo import contradictions, premature
from .gallery import Gallery, Seen
from .library import Library, ShownDocuments
from .links import Places, check_addresses
from .names import check_documents, check_facts, expired_names
from .pictures import check_pictures, composed, cuts_of, notes, shown_pictures
from .publication import (
    Hidden,
    expired_documents,
    hidden,
    hurried,
    kept_back_files,
    lapsed,
    public_changes,
    public_documents,
    public_schedule,
    public_states,
    without_people,
)
from .reader import ContentFiles
from .scripts import Scripts
from .shelf import Shelf
from .signposts import signposts
from .social import SocialStyle
from .urls import Site, layout_pages, page_paths

# Good enough to go on with when the rest of event.yml cannot be read.
_LANGUAGES = re.compile(rb"^languages:\s*\[([a-z, ]*)", re.MULTILINE)


def event_facts(files: ContentFiles, folder: str) -> tuple[EventFile, list[Problem]]:
    """Return the event's facts and what is wrong with them; `folder` is the content folder's name for messages.

    Raises ContentError when they cannot be read, with the mistakes of all documents too.
    """
    path = f"{folder}/event.yml"
    if files.event is None:
        hint = say("write the event's name, days, time zone and languages into it")
        raise ContentError([Problem(path, START, "", say("the file is missing"), hint)])
    facts, problems = read_event(path, files.event, f"{folder}/sources.yml", files.sources)
    if facts is None:
        languages = re.findall(r"[a-z]{2,3}\b", (_LANGUAGES.search(files.event) or [b"", b""])[1].decode())
        if any(problem.field.startswith("languages") for problem in problems):
            languages = []
        found = read_documents(files.documents, languages)[1] if languages else []
        raise ContentError([*problems, *found])
    return facts, problems


def gather(  # noqa: PLR0913 -- all that a site is made from
    config: Config,
    files: ContentFiles,
    library: Library,
    facts: EventFile,
    current: Current,
    known_problems: Sequence[Problem] = (),
    *,
    stylesheets: Mapping[str, str],
    scripts: Mapping[str, Scripts],
    colours: tuple[str, str, str],
    social: SocialStyle | None,
    gallery: Gallery,
    seen: Mapping[str, Seen],
    shelf: Shelf,
    words: Mapping[str, Mapping[str, str]],
    inputs: str,
) -> SiteContext:
    """Return everything that the pages are made from; pictures that are as they were `seen` are not read again.

    Raises ContentError with every problem of every file, those that were known before included.
    """
    event = facts.event
    documents = library.documents
    problems = [*library.problems, *known_problems, *contradictions(documents, event), *check_strays(files.strays)]
    shown = documents if config.drafts else public_documents(documents, event, config.now)
    kept_back = hidden(documents, shown.keys())
    if not config.drafts:
        problems += premature(documents, shown.keys(), event, config.now)
    expired = expired_documents(documents, shown.keys(), event, config.now)
    broken = document_ids(files.documents) - documents.keys()
    schedule, found, warnings = _programme(config, current, event, shown, kept_back, expired.keys(), broken)
    problems += found
    layouts = layout_pages(shown)
    problems += _missing_layouts(layouts, config) + _repeated_layouts(layouts, shown)
    places = Site(event, shown, schedule, layouts, broken, expired)
    paths, found = page_paths(places)
    problems += [*found, *check_facts(facts, paths.keys() | broken | expired.keys())]
    problems += _untranslated(shown, documents, event, files)
    static = composed(files.static)
    fed = bool(current.feeds)
    posts, found = signposts(places, paths, facts, static, kept_back.documents, is_fed=fed)
    problems += found
    targets = Places(paths, static, kept_back.documents, expired.keys(), broken, layouts, fed, shown)
    found, more = check_documents(shown, shown, event, targets)
    problems += [*found, *check_addresses(shown, paths)]
    cuts = cuts_of(twin for twins in shown.values() for twin in twins.values())
    looks = gallery.look(cuts.keys() & static, seen)
    problems += check_pictures(shown, static, looks)
    if any(not problem.advice for problem in problems):
        raise ContentError(problems)
    pictures = shown_pictures(cuts, looks)
    return assemble(Parts(
        config=config, event=event, library=library, documents=_shown(library, shown), schedule=schedule,
        current=current, layouts=layouts, paths=paths, stylesheets=stylesheets, scripts=scripts, colours=colours,
        social=social,
        files=files.static, signposts=posts, pictures=pictures, gallery=gallery, shelf=shelf, words=words,
        inputs=inputs,
        states=public_states(current, kept_back), changes=tuple(public_changes(current.changes, kept_back)),
        expired=frozenset(expired), kept_back_files=frozenset(kept_back_files(documents, shown, files.static)),
        advice=tuple(in_order([*problems, *notes(config.content.name, pictures.values())])),
        warnings=(
            *warnings, *more, *expired_names(facts, shown, expired.keys()), *hurried(documents, event, config.now),
            *lapsed(event, config.now),
        ),
    ))  # fmt: skip


def _programme(
    config: Config, current: Current, event: Event, shown: Documents, kept_back: Hidden, expired: Set[str],
    broken: Set[str],
) -> tuple[Schedule, list[Problem], list[str]]:  # fmt: skip
    """Return the whole programme that may be shown, what is wrong with it, and warnings where a feed is to blame.

    What the content names and a feed no longer has is no mistake of the content.
    """
    near, strays = around(current.schedule, event)
    schedule, found = merge_schedule(public_schedule(near, kept_back), event, shown, broken | expired)
    schedule = without_people(schedule, expired)
    if current.feeds:
        excused = [problem for problem in found if problem.field in {"room", "track"}]
        rest = [problem for problem in found if problem not in excused]
        return schedule, rest, [*map(str, excused), *strays]
    if current.origin == "snapshot":
        path = f"{config.content.name}/{SNAPSHOT}"
        names = shown.keys() | kept_back.documents | broken
        found += unknown_in_schedule(path, current.schedule, schedule, names)
    return schedule, found, strays


def _shown(library: Library, documents: Documents) -> ShownDocuments:
    return ShownDocuments(library.entries, {name: tuple(twins) for name, twins in documents.items()})


def _untranslated(shown: Documents, documents: Documents, event: Event, files: ContentFiles) -> list[Problem]:
    """Return a problem for each translation that must be there and is not, or is not public yet."""
    problems = []
    for name, twins in shown.items():
        kind, _, key = name.partition("/")
        if event.untranslated.get(kind) != "require":
            continue
        source = next(iter(twins.values()))
        hint = say("write it, or let `untranslated` in event.yml say fallback for {kind}", kind=kind)
        for code in (code for code in event.languages if code not in twins and code not in event.preparing):
            path = source.path.removesuffix(f"{source.language}.md") + f"{code}.md"
            if code in documents[name]:
                message = say(
                    "the translation of {name} into `{language}`, which must be there, is not public yet",
                    name=name, language=code,
                )  # fmt: skip
                problems.append(documents[name][code].problem("", message, hint))
            elif path not in files.documents:
                file = f"{key}.{code}.md"
                message = say(
                    "the translation into `{language}`, which must be there, is missing: {file}",
                    language=code, file=file,
                )  # fmt: skip
                problems.append(source.problem("", message, hint))
    return problems


def _missing_layouts(layouts: Mapping[str, str], config: Config) -> list[Problem]:
    if "home" in layouts:
        return []
    path = f"{config.content.name}/pages"
    hint = say("add a page with `layout: home`")
    return [Problem(path, START, "layout", say("no page is the home page"), hint)]


def _repeated_layouts(layouts: Mapping[str, str], documents: Documents) -> list[Problem]:
    """Return a problem for each second page with the layout of a list: a list has one page."""
    problems = []
    for name, twins in documents.items():
        document = next(iter(twins.values()))
        layout = document.fields.layout if isinstance(document.fields, Page) else "page"
        if layout != "page" and layouts[layout] != name:
            hint = say("give one of the two another layout")
            message = say("{page} is the `{layout}` page already", page=layouts[layout], layout=layout)
            problems.append(document.problem("layout", message, hint))
    return problems
