"""Which pages there are, and the view of each: the site as a list of (path, template, view)."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..content.documents import Document
from ..content.kinds import Edition, News, Page, Partner, Person, PressRelease, Rules
from ..i18n import dates
from ..model import Phrase
from . import views
from .agenda import agenda, session_card, unscheduled
from .context import SiteContext
from .frame import Link, frame, page_title
from .parts import (
    NO_BODY,
    NOTHING,
    body,
    cards,
    children,
    day_words,
    document_frame,
    initials,
    link,
    milestones,
    newest,
    ordered,
    person_card,
    source_entry,
    sources,
)  # fmt: skip
from .urls import agenda_days

# How many people and news items the home page shows.
HOME_PEOPLE = 6
HOME_NEWS = 3


@dataclass(frozen=True, slots=True)
class SitePage:
    """A file of the site to be rendered: `path` is its address below the root, `view` all that its template sees."""

    path: str
    template: str
    view: views.View

    @property
    def file(self) -> str:
        """The file's path below the output folder."""
        return (self.path + "index.html" if self.path.endswith("/") else self.path).lstrip("/")


def site_pages(site: SiteContext) -> Iterator[SitePage]:
    """Yield every page in every language, in a fixed order."""
    for name, alternates in site.graph.items():
        kind, _, key = name.partition("/")
        for language, alternate in alternates.items():
            template, view = _page(site, name, kind, key, language)
            yield SitePage(alternate.path, template, view)


def _page(site: SiteContext, name: str, kind: str, key: str, language: str) -> tuple[str, views.View]:
    if name == "404":
        return "404", _not_found(site, language)
    if kind == "days":
        return "agenda", _agenda(site, language, dt.date.fromisoformat(key))
    if kind == "sessions":
        return "session", _session(site, name, key, language)
    if kind == "people":
        return "person", _person(site, name, key, language)
    document = site.document(name, language)
    assert document is not None
    if isinstance(document.fields, Page):
        template, make = _LAYOUTS[document.fields.layout]
        return template, make(site, document, language)
    if isinstance(document.fields, PressRelease | News):
        return "article", _article(site, document, language)
    return "page", _document(site, document, language)


def _not_found(site: SiteContext, language: str) -> views.NotFoundView:
    page = frame(site, "404", language, title=NOTHING, description=NOTHING)
    layouts = ("home", "agenda", "people", "news")
    names = [site.layouts[layout] for layout in layouts if layout in site.layouts]
    links = tuple(Link(url=site.url(name, language), title=page_title(site, name, language)) for name in names)
    return views.NotFoundView(page=page, links=links)


def _document(site: SiteContext, document: Document, language: str) -> views.DocumentView:
    fields = document.fields
    below = children(site, document.key) if isinstance(fields, Page) else []
    if isinstance(fields, Page) and fields.layout == "hackathon":
        below = [*below, *ordered(site, site.of_kind("rules"))]
    return views.DocumentView(
        page=document_frame(site, document, language),
        body=body(site, document, language),
        cards=cards(site, below, language),
        sources=sources(site, fields.sources, language),
        version=fields.version if isinstance(fields, Rules) else "",
        effective=day_words(site, fields.effective, language) if isinstance(fields, Rules) else None,
        days=_edition_days(fields, language) if isinstance(fields, Edition) else None,
    )


def _edition_days(fields: Edition, language: str) -> views.DateWords:
    words = dates.days(fields.start, fields.end or fields.start, language)
    return views.DateWords(iso=fields.start.isoformat(), words=words)


def _article(site: SiteContext, document: Document, language: str) -> views.ArticleView:
    fields = document.fields
    assert isinstance(fields, PressRelease | News)
    siblings = newest(site, site.of_kind(document.kind))
    place = siblings.index(document.id)

    def neighbour(position: int) -> Link | None:
        name = siblings[position] if 0 <= position < len(siblings) else None
        return link(site, name, language, page_title(site, name, language)) if name else None

    return views.ArticleView(
        page=document_frame(site, document, language),
        body=body(site, document, language),
        place=Phrase(fields.place, document.language) if isinstance(fields, PressRelease) else NOTHING,
        date=day_words(site, fields.date, language, full=True),
        summary=Phrase(fields.summary, document.language),
        sources=sources(site, fields.sources, language),
        newer=neighbour(place - 1),
        older=neighbour(place + 1),
    )


def _home(site: SiteContext, document: Document, language: str) -> views.HomeView:
    fields = document.as_(Page)
    event = site.event
    people = [name.partition("/")[2] for name in ordered(site, site.of_kind("people"))]
    speakers = [key for key in people if _group(site, key) == "speaker"]
    return views.HomeView(
        page=document_frame(site, document, language),
        body=body(site, document, language),
        tagline=event.tagline.in_(language),
        dates=dates.days(event.start, event.end, language),
        start=event.start.isoformat(),
        highlights=cards(site, fields.highlights, language),
        milestones=milestones(site, language),
        days=agenda(site, event.days, language) if "agenda" in site.layouts else (),
        people=tuple(person_card(site, key, language) for key in speakers[:HOME_PEOPLE]),
        people_url=_layout_url(site, "people", language),
        news=cards(site, _all_news(site)[:HOME_NEWS], language),
        news_url=_layout_url(site, "news", language),
        agenda_url=_layout_url(site, "agenda", language),
    )


def _layout_url(site: SiteContext, layout: str, language: str) -> str:
    return site.url(site.layouts[layout], language) if layout in site.layouts else ""


def _group(site: SiteContext, key: str) -> str:
    """Return "speaker" or "guest"; a person that only the schedule knows speaks in it."""
    document = site.document(f"people/{key}", site.event.source_language)
    return document.as_(Person).group if document else "speaker"


def _all_news(site: SiteContext) -> list[str]:
    return newest(site, site.of_kind("news") + site.of_kind("press"))


def _agenda_page(site: SiteContext, document: Document, language: str) -> views.AgendaView:
    return _agenda(site, language, None)


def _agenda(site: SiteContext, language: str, day: dt.date | None) -> views.AgendaView:
    name = site.layouts["agenda"]
    document = site.document(name, language)
    assert document is not None
    all_days = agenda_days(site.event, site.schedule)
    page = document_frame(site, document, language)
    if day is not None:
        weekday = Phrase(dates.weekday(day, language), language)
        description = Phrase(f"{page.title.words}: {weekday.words}. {document.fields.summary}", document.language)
        page = frame(site, f"days/{day}", language, title=weekday, description=description)
    start = dt.datetime.combine(site.event.start, dt.time(12), tzinfo=site.event.zone)
    retrieved = site.schedule.retrieved
    return views.AgendaView(
        page=page,
        sources=sources(site, document.fields.sources, language) if day is None else (),
        body=body(site, document, language) if day is None else NO_BODY,
        days=agenda(site, all_days if day is None else (day,), language),
        all_days=tuple(
            Link(
                url=site.url(f"days/{other}", language),
                title=Phrase(dates.chip(other, language), language),
                current="page" if other == day else "",
            )
            for other in all_days
        ),
        agenda=Link(url=site.url(name, language), title=page_title(site, name, language)),
        single=day is not None,
        unscheduled=unscheduled(site, language) if day is None else (),
        zone=dates.zone(start, language),
        version=site.schedule.version,
        retrieved=_retrieved(site, retrieved, language) if retrieved else None,
        stale=site.current.origin != "feed" and site.current.warning is not None,
    )


def _retrieved(site: SiteContext, retrieved: dt.datetime, language: str) -> views.DateWords:
    local = retrieved.astimezone(site.event.zone)
    words = f"{dates.time(local, language)}, {dates.day(local, language)}"
    return views.DateWords(iso=local.isoformat(timespec="minutes"), words=words)


def _session(site: SiteContext, name: str, key: str, language: str) -> views.SessionView:
    session = site.sessions[key]
    document = site.document(name, language)
    shown = session_card(site, session, language)
    if document:
        page = document_frame(site, document, language, sample=session.sample)
        text = body(site, document, language) if document.body.strip() else _feed_body(site, name, language)
    else:
        # A feed has no summary: what, when and where make the description.
        facts = (
            shown.title.words,
            shown.when.days,
            shown.when.times,
            shown.place.words if shown.place else "",
        )
        description = Phrase(" · ".join(fact for fact in facts if fact), shown.title.language)
        page = frame(site, name, language, title=shown.title, description=description, sample=session.sample)
        text = _feed_body(site, name, language)
    return views.SessionView(
        page=page,
        body=text,
        session=shown,
        day_url=site.url(f"days/{session.slot.first}", language) if session.slot else "",
        people=tuple(person_card(site, person, language) for person in session.people),
        sources=sources(site, document.fields.sources, language) if document else (),
    )


def _feed_body(site: SiteContext, name: str, language: str) -> views.Body:
    """Return the feed's own text, in the page's language or else the one it has."""
    texts = site.feed_html.get(name, {})
    code = language if language in texts else next(iter(texts), "")
    return views.Body(html=texts.get(code, ""), language=code)


def _person(site: SiteContext, name: str, key: str, language: str) -> views.PersonView:
    document = site.document(name, language)
    person = site.people[key]
    fields = document.as_(Person) if document else None
    if document:
        page = document_frame(site, document, language)
    else:
        page = frame(site, name, language, title=Phrase(person.name, ""), description=Phrase(person.name, ""))
    has_text = document is not None and document.body.strip()
    return views.PersonView(
        page=page,
        body=body(site, document, language) if document and has_text else _feed_body(site, name, language),
        name=person.name,
        honorific=(fields.honorific or "") if fields else "",
        roles=fields.roles if fields else (),
        organisation=(fields.organisation or "") if fields else "",
        part=(fields.part or "") if fields else "",
        words_language=document.language if document else "",
        initials=initials(person.name),
        sessions=tuple(
            session_card(site, session, language) for session in site.schedule.sessions if key in session.people
        ),
        sources=sources(site, document.fields.sources, language) if document else (),
    )


def _people(site: SiteContext, document: Document, language: str) -> views.PeopleView:
    keys = [name.partition("/")[2] for name in ordered(site, site.of_kind("people"))]
    keys += [key for key in site.people if key not in keys]
    groups = {
        group: tuple(person_card(site, key, language) for key in keys if _group(site, key) == group)
        for group in ("speaker", "guest")
    }
    return views.PeopleView(
        page=document_frame(site, document, language),
        sources=sources(site, document.fields.sources, language),
        body=body(site, document, language),
        speakers=groups["speaker"],
        guests=groups["guest"],
    )


def _list(
    names: Callable[[SiteContext], list[str]],
) -> Callable[[SiteContext, Document, str], views.ListView]:
    def make(site: SiteContext, document: Document, language: str) -> views.ListView:
        return views.ListView(
            page=document_frame(site, document, language),
            sources=sources(site, document.fields.sources, language),
            body=body(site, document, language),
            items=cards(site, names(site), language),
            cards=cards(site, children(site, document.key), language),
            milestones=milestones(site, language) if document.as_(Page).layout == "archive" else (),
        )

    return make


def _editions(site: SiteContext) -> list[str]:
    def year(name: str) -> int:
        return next(iter(site.documents[name].values())).as_(Edition).year

    return sorted(site.of_kind("editions"), key=year, reverse=True)


def _partners(site: SiteContext, document: Document, language: str) -> views.PartnersView:
    found = [twin for name in ordered(site, site.of_kind("partners")) if (twin := site.document(name, language))]
    categories = ("host", "co-organiser", "partner", "agreement")
    return views.PartnersView(
        page=document_frame(site, document, language),
        body=body(site, document, language),
        partners=tuple(
            views.PartnerEntry(
                name=Phrase(twin.fields.heading, twin.language),
                category=twin.as_(Partner).category,
                rank=categories.index(twin.as_(Partner).category),
                url=twin.as_(Partner).url or "",
                body=body(site, twin, language),
                summary=Phrase(twin.fields.summary, twin.language),
            )
            for twin in sorted(found, key=lambda twin: categories.index(twin.as_(Partner).category))
        ),
        sources=sources(site, _all_sources(document, found), language),
    )


def _all_sources(page: Document, entries: list[Document]) -> tuple[str, ...]:
    """Return the sources of a page and of what it lists, each once."""
    return tuple(dict.fromkeys(source for twin in (page, *entries) for source in twin.fields.sources))


def _venues(site: SiteContext, document: Document, language: str) -> views.VenuesView:
    venue_of = {room.id: room.venue for room in site.schedule.rooms}
    return views.VenuesView(
        page=document_frame(site, document, language),
        body=body(site, document, language),
        venues=tuple(
            views.VenueEntry(
                id=venue.id,
                name=venue.name.in_(language),
                area=venue.area.in_(language),
                sessions=tuple(
                    session_card(site, session, language)
                    for session in site.schedule.sessions
                    if session.room and venue_of.get(session.room) == venue.id
                ),
            )
            for venue in site.event.venues
        ),
        sources=sources(site, document.fields.sources, language),
    )


def _sources(site: SiteContext, document: Document, language: str) -> views.SourcesView:
    return views.SourcesView(
        page=document_frame(site, document, language),
        body=body(site, document, language),
        entries=tuple(source_entry(site, source, language) for source in site.event.sources),
    )


_LAYOUTS: dict[str, tuple[str, Callable[[SiteContext, Document, str], views.View]]] = {
    "page": ("page", _document),
    "hackathon": ("page", _document),
    "home": ("home", _home),
    "agenda": ("agenda", _agenda_page),
    "people": ("people", _people),
    "news": ("list", _list(_all_news)),
    "press": ("list", _list(lambda site: newest(site, site.of_kind("press")))),
    "archive": ("list", _list(_editions)),
    "partners": ("partners", _partners),
    "venues": ("venues", _venues),
    "sources": ("sources", _sources),
}
"""Layout → template, and what makes its view."""
