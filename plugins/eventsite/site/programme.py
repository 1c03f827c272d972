"""The views of the programme's pages: agenda, days, sessions, people, venues."""

import datetime as dt
from collections.abc import Iterable

from ..content.documents import Document
from ..content.kinds import Person
from ..i18n import dates
from ..model import Phrase, Session, Text
from . import views
from .agenda import SessionCard, agenda, session_card, unscheduled
from .context import SiteContext
from .frame import frame, page_title
from .parts import NO_BODY, body, document_frame, initials, person_card, sources
from .shared import Link

# With more sessions than this, the page of all days only leads to each of them.
MOST_SESSIONS = 400


def agenda_page(site: SiteContext, document: Document, language: str) -> views.AgendaView:
    """Return the view of the whole agenda."""
    return day_page(site, language, None)


def day_page(site: SiteContext, language: str, day: dt.date | None) -> views.AgendaView:
    """Return the view of one day of the agenda, or of all days where `day` is None."""
    name = site.layouts["agenda"]
    document = site.document(name, language)
    assert document is not None
    page = document_frame(site, document, language)
    if day is not None:
        weekday = Phrase(dates.weekday(day, language), language)
        description = Phrase(f"{page.title.words}: {weekday.words}. {document.fields.summary}", document.language)
        page = frame(site, f"days/{day}", language, title=weekday, description=description)
    big = day is None and len(site.sessions) > MOST_SESSIONS
    days = site.days if day is None else (day,)
    noons = [dt.datetime.combine(other, dt.time(12), tzinfo=site.event.zone) for other in days]
    return views.AgendaView(
        page=page,
        sources=sources(site, document.fields.sources, language) if day is None else (),
        body=body(site, document, language) if day is None else NO_BODY,
        days=() if big else agenda(site, days, language),
        counts=day_counts(site, language) if big else (),
        all_days=tuple(
            Link(
                url=site.url(f"days/{other}", language),
                title=Phrase(dates.chip(other, language), language),
                current="page" if other == day else "",
            )
            for other in site.days
        ),
        agenda=Link(url=site.url(name, language), title=page_title(site, name, language)),
        single=day is not None,
        unscheduled=unscheduled(site, language) if day is None else (),
        # Two where the clocks change during the event.
        zone=" / ".join(dict.fromkeys(dates.zone(noon, language) for noon in noons)),
        version=site.version,
        retrieved=_retrieved(site, site.retrieved, language) if site.retrieved else None,
        stale=site.stale,
        missing=site.missing,
    )


def day_counts(site: SiteContext, language: str) -> tuple[views.DayCount, ...]:
    """Return the days of a big programme with the number of their sessions."""
    return tuple(
        views.DayCount(
            url=site.url(f"days/{day}", language),
            title=dates.weekday(day, language),
            sessions=len(site.on_day.get(day, ())),
        )
        for day in site.days
    )


def _retrieved(site: SiteContext, retrieved: dt.datetime, language: str) -> views.DateWords:
    local = retrieved.astimezone(site.event.zone)
    words = f"{dates.time(local, language)}, {dates.day(local, language)}"
    return views.DateWords(iso=local.isoformat(timespec="minutes"), words=words)


def session_page(site: SiteContext, name: str, key: str, language: str) -> views.SessionView:
    """Return the view of a session, which the content, the schedule or both may know."""
    session = site.sessions[key]
    document = site.document(name, language)
    shown = session_card(site, session, language)
    if document:
        page = document_frame(site, document, language, sample=session.sample)
        text = body(site, document, language) if document.has_text else _feed_body(site, session.abstract, language)
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
        text = _feed_body(site, session.abstract, language)
    return views.SessionView(
        page=page,
        body=text,
        session=shown,
        day_url=site.url(f"days/{session.slot.first}", language) if session.slot else "",
        people=tuple(
            person_card(site, person, language) for person in session.people if f"people/{person}" in site.graph
        ),
        sources=sources(site, document.fields.sources, language) if document else (),
    )


def _feed_body(site: SiteContext, text: Text, language: str) -> views.Body:
    """Return the feed's own text, in the page's language or else the one it has."""
    said = {code: words for code, words in text.by_language.items() if words.strip()}
    code = language if language in said else next(iter(said), "")
    return views.Body(html=site.shelf.feed_html(said[code]) if said else "", language=code)


def person_page(site: SiteContext, name: str, key: str, language: str) -> views.PersonView:
    """Return the view of a person, whom the content, the schedule or both may know."""
    document = site.document(name, language)
    person = site.people[key]
    fields = document.as_(Person) if document else None
    if document:
        page = document_frame(site, document, language)
    else:
        page = frame(site, name, language, title=Phrase(person.name, ""), description=Phrase(person.name, ""))
    return views.PersonView(
        page=page,
        body=body(site, document, language)
        if document and document.has_text
        else _feed_body(site, person.biography, language),
        name=person.name,
        honorific=(fields.honorific or "") if fields else "",
        roles=fields.roles if fields else (),
        organisation=(fields.organisation or "") if fields else "",
        part=(fields.part or "") if fields else "",
        words_language=document.language if document else "",
        initials=initials(person.name),
        sessions=_with_page(site, site.by_person.get(key, ()), language),
        sources=sources(site, document.fields.sources, language) if document else (),
    )


def _with_page(site: SiteContext, sessions: Iterable[Session], language: str) -> tuple[SessionCard, ...]:
    """Return the cards of sessions; a site without an agenda has no pages for them."""
    return tuple(session_card(site, session, language) for session in sessions if "agenda" in site.layouts)


def venues_page(site: SiteContext, document: Document, language: str) -> views.VenuesView:
    """Return the view of the venues, each with what takes place there."""
    return views.VenuesView(
        page=document_frame(site, document, language),
        body=body(site, document, language),
        venues=tuple(
            views.VenueEntry(
                id=venue.id,
                name=venue.name.in_(language),
                area=venue.area.in_(language),
                sessions=_with_page(site, site.at_venue.get(venue.id, ()), language),
            )
            for venue in site.event.venues
        ),
        sources=sources(site, document.fields.sources, language),
    )
