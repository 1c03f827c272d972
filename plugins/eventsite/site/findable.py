"""What a search can find: the public pages of a language, what is looked for on each, and what results show of it."""

from collections.abc import Iterable, Iterator

from ..content.documents import Document, source_of
from ..content.kinds import Dated, Edition, Page, Person, Rules
from ..exports.search import Entry, Shown, plain
from ..i18n.alternates import PUBLIC
from ..model import Session, Text
from .agenda import name_of, place, when
from .context import SiteContext
from .frame import page_title
from .parts import day_words
from .urls import is_listed

KINDS = {
    "people": "people", "sessions": "sessions", "news": "news", "press": "news", "pages": "documents",
    "rules": "documents", "editions": "documents",
}  # fmt: skip
"""Kind of a page → what the search calls it; other pages, such as those of days, are not found."""


def findable(site: SiteContext, language: str) -> tuple[str, ...]:
    """Return the pages that a search in the language finds: what is public and translated, in the graph's order."""
    return tuple(
        name
        for name, page in site.graph.items()
        if name.partition("/")[0] in KINDS
        and language in page
        and page[language].state in PUBLIC
        and is_listed(name, site.layouts)
        and name != site.layouts.get("search")
        and is_searchable(site, name)
    )


def is_searchable(site: SiteContext, name: str) -> bool:
    """Return whether the editors let the page be found; of what only a feed knows they say nothing."""
    twins = site.documents.get(name)
    return source_of(twins).fields.searchable if twins else True


def documents_of(site: SiteContext, name: str) -> tuple[str, ...]:
    """Return the documents that say what is found of a page: its own, and those of partners on theirs."""
    return (name, *site.orders.get("partners", ())) if name == site.layouts.get("partners") else (name,)


def kind_of(name: str) -> str:
    """Return what the search calls the page."""
    return KINDS[name.partition("/")[0]]


def title_of(site: SiteContext, name: str, language: str) -> str:
    """Return the title under which the page is found, which is not the shorter one of a menu."""
    document = site.document(name, language)
    return document.fields.heading if document else page_title(site, name, language).words


def entry(site: SiteContext, name: str, language: str) -> Entry:
    """Return what is looked for on the page."""
    document = site.document(name, language)
    facts = [*_facts(site, name, language)]
    if document:
        facts.append(document.fields.summary)
    text = _text(site, name, document, language)
    return Entry(title_of(site, name, language), " ".join(fact for fact in facts if fact), text)


def _facts(site: SiteContext, name: str, language: str) -> Iterator[str]:
    kind, _, key = name.partition("/")
    document = site.document(name, language)
    if kind == "sessions":
        yield from _session_facts(site, site.sessions[key], language)
    elif document and isinstance(document.fields, Person):
        fields = document.fields
        yield from (*fields.roles, fields.organisation or "", fields.part or "")
    elif document and isinstance(document.fields, Page):
        yield document.fields.menu_title or ""
        yield from _listed(site, name, language)


def _session_facts(site: SiteContext, session: Session, language: str) -> Iterator[str]:
    _, track = site.tracks.get(session.track or "", (-1, None))
    where = place(site, session.room, language)
    yield from (session.subtitle.in_(language).words, session.type.in_(language).words)
    yield name_of(track, language).words if track else ""
    yield where.words if where else ""
    yield from (site.people[key].name for key in session.people if key in site.people)


def _listed(site: SiteContext, name: str, language: str) -> Iterator[str]:
    """Yield the names of what stands on a page and has none of its own."""
    if name == site.layouts.get("partners"):
        twins = (site.document(partner, language) for partner in site.orders.get("partners", ()))
        yield from (twin.fields.heading for twin in twins if twin)
    if name == site.layouts.get("venues"):
        yield from (words.in_(language).words for venue in site.event.venues for words in (venue.name, venue.area))


def _text(site: SiteContext, name: str, document: Document | None, language: str) -> str:
    if document and document.has_text:
        return plain(site.html(document))
    kind, _, key = name.partition("/")
    if kind == "sessions":
        return _fed(site, site.sessions[key].abstract, language)
    return _fed(site, site.people[key].biography, language) if kind == "people" else ""


def _fed(site: SiteContext, text: Text, language: str) -> str:
    words = text.in_(language).words
    return plain(site.shelf.feed_html(words)) if words else ""


def shown(site: SiteContext, name: str, language: str) -> Shown:
    """Return what a result shows of the page."""
    document = site.document(name, language)
    session = site.sessions[name.partition("/")[2]] if name.startswith("sessions/") else None
    summary = document.fields.summary if document else ""
    text = _text(site, name, document, language)
    title = title_of(site, name, language)
    is_sample = session.sample if session else document is not None and document.fields.sample
    marks = {"cancelled": session is not None and session.state == "cancelled", "sample": is_sample}
    return Shown(
        url=site.url(name, language),
        title=f"{_honorific(document)}{title}",
        language=session.title.in_(language).language if session and not document else "",
        kind=kind_of(name),
        note=_joined(_note(site, session, document, language)),
        text=_joined((summary, text), " "),
        marks=tuple(mark for mark, is_set in marks.items() if is_set),
    )


def _honorific(document: Document | None) -> str:
    fields = document.fields if document else None
    return f"{fields.honorific} " if isinstance(fields, Person) and fields.honorific else ""


def _note(site: SiteContext, session: Session | None, document: Document | None, language: str) -> Iterator[str]:
    if session:
        slot, where = when(session.slot, language), place(site, session.room, language)
        yield _joined((slot.days, slot.times), ", ")
        yield where.words if where else ""
    elif document:
        yield from _document_note(site, document, language)


def _document_note(site: SiteContext, document: Document, language: str) -> Iterator[str]:
    fields = document.fields
    if isinstance(fields, Person):
        yield fields.roles[0]
        yield fields.organisation or ""
    elif isinstance(fields, Dated | Edition | Rules):
        day = fields.date if isinstance(fields, Dated) else fields.start if isinstance(fields, Edition) else None
        yield day_words(site, day, language).words if day else ""


def _joined(parts: Iterable[str], sign: str = " · ") -> str:
    return sign.join(part for part in parts if part)
