"""From the files and the schedule to the SiteContext: every mistake of the content is found before a page is made."""

from collections.abc import Mapping, Set
from dataclasses import replace

from ..content.documents import Document, Documents, document_ids, read_documents
from ..content.facts import EventFile, read_event
from ..content.kinds import Page
from ..content.markdown import MarkdownRenderer, check_body
from ..content.mistakes import nearest
from ..errors import ContentError, Problem
from ..i18n.alternates import Alternates, State, alternates
from ..model import Event, Schedule
from ..schedule.guard import Current
from ..schedule.merge import merge_schedule, session_key
from ..settings import Config
from .context import SiteContext
from .links import Places, link_targets
from .publication import is_draft
from .reader import ContentFiles
from .urls import Paths, Site, layout_pages, page_paths


def event_facts(files: ContentFiles, folder: str) -> EventFile:
    """Return the event's facts; `folder` is the content folder's name for messages. Raises ContentError."""
    path = f"{folder}/event.yml"
    if files.event is None:
        hint = "write the event's name, days, time zone and languages into it"
        raise ContentError([Problem(path, 1, "", "the file is missing", hint)])
    facts, problems = read_event(path, files.event, f"{folder}/sources.yml", files.sources)
    if facts is None or problems:
        raise ContentError(problems)
    return facts


def gather(
    config: Config,
    files: ContentFiles,
    facts: EventFile,
    current: Current,
    stylesheet: str,
) -> SiteContext:
    """Return everything that the pages are made from.

    Raises ContentError with every problem of every file.
    """
    event = facts.event
    documents, problems = read_documents(files.documents, event.languages)
    shown = _public(documents, event, config)
    broken = document_ids(files.documents) - documents.keys()
    hidden = documents.keys() - shown.keys()
    schedule, found = merge_schedule(_without(current.schedule, hidden), event, shown, broken)
    layouts = layout_pages(shown)
    problems += found + _missing_layouts(layouts, config)
    paths, found = page_paths(Site(event, shown, schedule, layouts, broken))
    problems += found
    html = _render(shown)
    problems += _check_bodies(shown)
    problems += _check_names(facts, shown, paths.keys() | broken)
    places = Places(paths, files.static, hidden, broken)
    known = link_targets(shown, html, places, config, event)
    problems += known.problems
    if problems:
        raise ContentError(problems)
    graph = _graph(paths, shown, event, config)
    return SiteContext(
        config=config,
        event=event,
        documents=shown,
        schedule=schedule,
        current=current,
        layouts=layouts,
        graph=graph,
        by_path={page[event.source_language].path: name for name, page in graph.items()},
        sessions={session_key(session.id): session for session in schedule.sessions},
        people={person.id: person for person in schedule.people},
        html=html,
        feed_html=_render_feed(schedule),
        targets=known.by_language,
        stylesheet=stylesheet,
    )


def _public(documents: Documents, event: Event, config: Config) -> dict[str, dict[str, Document]]:
    """Return the documents that this build shows; a draft source keeps its translations back with it."""
    if config.drafts:
        return {name: dict(twins) for name, twins in documents.items()}
    shown: dict[str, dict[str, Document]] = {}
    for name, twins in documents.items():
        if is_draft(next(iter(twins.values())), event, config.now):
            continue
        shown[name] = {code: twin for code, twin in twins.items() if not is_draft(twin, event, config.now)}
    return shown


def _without(schedule: Schedule, hidden: Set[str]) -> Schedule:
    """Return the schedule without the sessions that the content keeps back."""
    sessions = (item for item in schedule.sessions if f"sessions/{session_key(item.id)}" not in hidden)
    return replace(schedule, sessions=tuple(sessions))


def _missing_layouts(layouts: Mapping[str, str], config: Config) -> list[Problem]:
    if "home" in layouts:
        return []
    path = f"{config.content.name}/pages"
    return [Problem(path, 1, "layout", "no page is the home page", "add a page with `layout: home`")]


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
        highlights = document.fields.highlights if isinstance(document.fields, Page) else ()
        problems += [
            document.problem("highlights", f"there is no document `{name}`", nearest(name, names))
            for name in highlights
            if name not in names
        ]
    return problems


def _graph(paths: Paths, documents: Documents, event: Event, config: Config) -> dict[str, Alternates]:
    return {
        name: alternates(by_language, _states(name, documents, event, config), event.languages)
        for name, by_language in paths.items()
    }


def _states(name: str, documents: Documents, event: Event, config: Config) -> dict[str, State]:
    """Return each language's state; pages that the generator makes by itself exist in every language."""
    twins = documents.get(name)
    if twins is None:
        return dict.fromkeys(event.languages, "translated")
    states: dict[str, State] = {}
    for language in event.languages:
        if language not in twins:
            states[language] = "fallback"
        else:
            states[language] = "draft" if is_draft(twins[language], event, config.now) else "translated"
    return states
