"""The names that content gives to other content: menus, sources, highlights, links. Each must lead somewhere."""

from collections.abc import Iterable, Set
from pathlib import PurePosixPath

from ..content.documents import Document, Documents, source_of
from ..content.facts import EventFile
from ..content.kinds import Page, Session
from ..content.mistakes import nearest
from ..errors import Problem, say
from ..model import Event
from .links import Places, check_links
from .urls import INSTEAD

# Pages that have no card, so they cannot be highlights.
_NO_CARDS = {"days", "people", "partners", "lists", *INSTEAD}


def check_facts(facts: EventFile, names: Set[str]) -> list[Problem]:
    """Return a problem for each page in a menu, and each document of a milestone, that is not among `names`."""
    event = facts.event
    pages = {name.partition("/")[2] for name in names if name.startswith("pages/")}
    problems = [
        facts.problem(where, say("there is no page `{key}`", key=key), nearest(PurePosixPath(key).name, pages))
        for where, key in (
            *((("menu", position), key) for position, key in enumerate(event.menu)),
            *((("footer", position), key) for position, key in enumerate(event.footer)),
            (("contact",), event.contact),
        )
        if key and key not in pages
    ]
    problems += [
        facts.problem(
            ("milestones",), say("there is no document `{name}`", name=item.page), nearest(item.page, names)
        )
        for item in event.milestones
        if item.page and item.page not in names
    ]
    return problems


def expired_names(facts: EventFile, documents: Documents, expired: Set[str]) -> list[str]:
    """Return a warning for each place that names a document that has expired, and is without it now.

    A page below one that has expired is none of them: it stays where it is.
    """
    event = facts.event
    named = [
        *((f"event.yml, {menu}", f"pages/{key}") for menu in ("menu", "footer") for key in getattr(event, menu)),
        *(("event.yml, milestones", item.page) for item in event.milestones),
        *(("event.yml, gone", item.page) for item in event.gone),
        ("event.yml, contact", f"pages/{event.contact}"),
    ]
    for twins in documents.values() if expired else ():
        document = source_of(twins)
        fields = document.fields
        if isinstance(fields, Page):
            named += [(f"{document.path}, highlights", name) for name in fields.highlights]
        elif isinstance(fields, Session):
            named += [(f"{document.path}, people", f"people/{key}") for key in fields.people]
    return [
        f"{place}: {name} has expired and is left out; remove it there" for place, name in named if name in expired
    ]


def check_documents(
    names: Iterable[str], documents: Documents, event: Event, places: Places
) -> tuple[list[Problem], list[str]]:
    """Return what the documents `names` name that is not there, and warnings where a feed is to blame."""
    problems: list[Problem] = []
    warnings: list[str] = []
    known = {source.id for source in event.sources}
    for name in names:
        twins = documents[name]
        document = next(iter(twins.values()))
        problems += [
            document.problem("sources", say("`{id}` is not in sources.yml", id=source), nearest(source, known))
            for source in document.fields.sources
            if source not in known
        ]
        if isinstance(document.fields, Page) and document.fields.highlights:
            problems += _check_highlights(document, document.fields.highlights, documents, places)
        for twin in twins.values():
            found, more = check_links(twin, places)
            problems += found
            warnings += more
    return problems, warnings


def _check_highlights(
    document: Document, highlights: Iterable[str], documents: Documents, places: Places
) -> list[Problem]:
    names = places.paths.keys() | places.broken | places.expired
    cards = {name for name in names if name.partition("/")[0] not in _NO_CARDS} | documents.keys()
    return [
        document.problem("highlights", say("there is no document `{name}`", name=name), nearest(name, cards))
        for name in highlights
        if name not in cards or name.startswith("partners/")
    ]
