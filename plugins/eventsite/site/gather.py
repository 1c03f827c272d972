"""From the files and the schedule to the SiteContext: every mistake of the content is found before a page is made."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from ..content.documents import Documents, Twins, document_ids, read_documents
from ..content.facts import EventFile, read_event
from ..content.kinds import Page
from ..content.markdown import MarkdownRenderer, check_body
from ..content.mistakes import nearest
from ..errors import ContentError, Problem
from ..i18n.alternates import Alternates, State, alternates
from ..model import Event, Schedule, Session
from ..schedule.guard import Current
from ..schedule.merge import merge_schedule, session_key, unknown_in_schedule
from ..settings import Config
from .context import SiteContext
from .links import Places, foreign_images, link_targets
from .order import newest_first
from .publication import is_kept_back, public_documents, public_schedule
from .reader import ContentFiles
from .urls import Paths, Site, layout_pages, page_paths

# Good enough to go on with when the rest of event.yml cannot be read.
_LANGUAGES = re.compile(rb"^languages:\s*\[([a-z, ]*)", re.MULTILINE)


def event_facts(files: ContentFiles, folder: str) -> tuple[EventFile, list[Problem]]:
    """Return the event's facts and what is wrong with them; `folder` is the content folder's name for messages.

    Raises ContentError when they cannot be read, with the mistakes of all documents too.
    """
    path = f"{folder}/event.yml"
    if files.event is None:
        hint = "write the event's name, days, time zone and languages into it"
        raise ContentError([Problem(path, 1, "", "the file is missing", hint)])
    facts, problems = read_event(path, files.event, f"{folder}/sources.yml", files.sources)
    if facts is None:
        languages = re.findall(r"[a-z]{2,3}\b", (_LANGUAGES.search(files.event) or [b"", b""])[1].decode())
        found = read_documents(files.documents, languages)[1] if languages else []
        raise ContentError([*problems, *found])
    return facts, problems


def gather(
    config: Config,
    files: ContentFiles,
    facts: EventFile,
    current: Current,
    stylesheet: str,
    known_problems: Sequence[Problem] = (),
) -> SiteContext:
    """Return everything that the pages are made from.

    Raises ContentError with every problem of every file, those that were known before included.
    """
    event = facts.event
    documents, problems = read_documents(files.documents, event.languages)
    problems += known_problems
    shown = documents if config.drafts else public_documents(documents, event, config.now)
    hidden = {name: twins for name, twins in documents.items() if name not in shown}
    broken = document_ids(files.documents) - documents.keys()
    schedule, found = merge_schedule(public_schedule(current.schedule, hidden), event, shown, broken)
    # What the content names and a feed no longer has is no mistake of the content.
    fed = bool(config.schedule_url)
    warnings = [str(problem) for problem in found if fed and problem.field in {"room", "track"}]
    problems += [problem for problem in found if str(problem) not in warnings]
    if current.origin == "snapshot" and not fed:
        path = f"{config.content.name}/data/schedule.json"
        problems += unknown_in_schedule(path, current.schedule, schedule, documents.keys() | broken)
    layouts = layout_pages(shown)
    problems += _missing_layouts(layouts, config) + _repeated_layouts(layouts, shown)
    paths, found = page_paths(Site(event, shown, schedule, layouts, broken))
    problems += found
    html = _render(shown)
    problems += _check_bodies(shown) + foreign_images(shown, html)
    problems += _check_names(facts, shown, paths.keys() | broken)
    known = link_targets(shown, html, Places(paths, files.static, hidden.keys(), broken, layouts, fed), config, event)
    problems += known.problems
    if problems:
        raise ContentError(problems)
    sessions = {session_key(session.id): session for session in schedule.sessions}
    graph = _graph(paths, _States(shown, sessions, layouts, event, config))
    return SiteContext(
        config=config,
        event=event,
        documents=shown,
        schedule=schedule,
        current=current,
        layouts=layouts,
        graph=graph,
        by_path={page[event.source_language].path: name for name, page in graph.items()},
        sessions=sessions,
        people={person.id: person for person in schedule.people},
        html=html,
        feed_html=_render_feed(schedule),
        targets=known.by_language,
        neighbours=_neighbours(shown, event),
        stylesheet=stylesheet,
        warnings=(*warnings, *known.warnings),
    )


def _missing_layouts(layouts: Mapping[str, str], config: Config) -> list[Problem]:
    if "home" in layouts:
        return []
    path = f"{config.content.name}/pages"
    return [Problem(path, 1, "layout", "no page is the home page", "add a page with `layout: home`")]


def _repeated_layouts(layouts: Mapping[str, str], documents: Documents) -> list[Problem]:
    """Return a problem for each second page with the layout of a list: a list has one page."""
    problems = []
    for name, twins in documents.items():
        document = next(iter(twins.values()))
        layout = document.fields.layout if isinstance(document.fields, Page) else "page"
        if layout != "page" and layouts[layout] != name:
            hint = "give one of the two another layout"
            problems.append(document.problem("layout", f"{layouts[layout]} is the `{layout}` page already", hint))
    return problems


def _render(documents: Documents) -> dict[tuple[str, str], str]:
    renderer = MarkdownRenderer()
    return {
        (name, code): renderer.editors_html(twin.body)
        for name, twins in documents.items()
        for code, twin in twins.items()
    }


def _render_feed(schedule: Schedule) -> dict[str, dict[str, str]]:
    renderer = MarkdownRenderer()
    texts = [(f"sessions/{session_key(item.id)}", item.abstract) for item in schedule.sessions]
    texts += [(f"people/{item.id}", item.biography) for item in schedule.people]
    return {
        name: {code: renderer.feed_html(words) for code, words in text.by_language.items() if words.strip()}
        for name, text in texts
    }


def _check_bodies(documents: Documents) -> list[Problem]:
    return [
        problem
        for twins in documents.values()
        for twin in twins.values()
        for problem in check_body(twin.path, twin.body, twin.body_line)
    ]


def _check_names(facts: EventFile, documents: Documents, names: Set[str]) -> list[Problem]:
    """Return a problem for each name in a menu, milestone or document that nothing has."""
    event = facts.event
    pages = {name.partition("/")[2] for name in names if name.startswith("pages/")}
    problems = [
        facts.problem((menu, position), f"there is no page `{key}`", nearest(key, pages))
        for menu, keys in (("menu", event.menu), ("footer", event.footer))
        for position, key in enumerate(keys)
        if key not in pages
    ]
    problems += [
        facts.problem(("milestones",), f"there is no document `{item.page}`", nearest(item.page, names))
        for item in event.milestones
        if item.page and item.page not in names
    ]
    known = {source.id for source in event.sources}
    for twins in documents.values():
        document = next(iter(twins.values()))
        problems += [
            document.problem("sources", f"`{name}` is not in sources.yml", nearest(name, known))
            for name in document.fields.sources
            if name not in known
        ]
        shown = {other for other in names if other.partition("/")[0] not in {"days", "404", "people", "partners"}}
        shown |= documents.keys()
        highlights = document.fields.highlights if isinstance(document.fields, Page) else ()
        problems += [
            document.problem("highlights", f"there is no document `{name}`", nearest(name, shown))
            for name in highlights
            if name not in shown or name.startswith("partners/")
        ]
    return problems


@dataclass(frozen=True, slots=True)
class _States:
    """Which state each page has in each language."""

    documents: Documents
    sessions: Mapping[str, Session]
    layouts: Mapping[str, str]
    event: Event
    config: Config

    def of(self, name: str) -> dict[str, State]:
        """Return the page's states: of its document, of a feed's own words, or of the list that it belongs to."""
        kind, _, key = name.partition("/")
        if kind == "days":
            return self.of(self.layouts["agenda"])
        if twins := self.documents.get(name):
            return {language: self._of_document(twins, language) for language in self.event.languages}
        words = self.sessions[key].title.by_language if kind == "sessions" else {}
        known = {language for language in self.event.languages if words.get(language)}
        return {code: "fallback" if known and code not in known else "translated" for code in self.event.languages}

    def _of_document(self, twins: Twins, language: str) -> State:
        if language not in twins:
            return "fallback"
        return "draft" if is_kept_back(twins[language], twins, self.event, self.config.now) else "translated"


def _graph(paths: Paths, states: _States) -> dict[str, Alternates]:
    return {
        name: alternates(by_language, states.of(name), states.event.languages) for name, by_language in paths.items()
    }


def _neighbours(documents: Documents, event: Event) -> dict[str, tuple[str | None, str | None]]:
    """Return for each press release and news item the next newer and the next older of its kind."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for kind in ("press", "news"):
        names = newest_first(documents, [name for name in documents if name.startswith(f"{kind}/")], event)
        around = [None, *names, None]
        found |= {name: (around[place], around[place + 2]) for place, name in enumerate(names)}
    return found
