"""The views of the programme's pages: agenda, days, sessions, people, venues."""

import datetime as dt

from ..content.documents import Document
from ..content.kinds import Person
from ..i18n import dates
from ..model import Phrase, Session
from . import views
from .agenda import agenda, session_card, unscheduled
from .context import SiteContext
from .frame import Link, frame, page_title
from .parts import NO_BODY, body, document_frame, group_of, initials, ordered, person_card, sources
from .urls import agenda_days


def agenda_page(site: SiteContext, document: Document, language: str) -> views.AgendaView:
    """Return the view of the whole agenda."""
    return day_page(site, language, None)


def day_page(site: SiteContext, language: str, day: dt.date | None) -> views.AgendaView:
    """Return the view of one day of the agenda, or of all days where `day` is None."""
    name = site.layouts["agenda"]
    document = site.document(name, language)
    assert document is not None
    all_days = agenda_days(site.event, site.schedule)
    page = document_frame(site, document, language)
    if day is not None:
        weekday = Phrase(dates.weekday(day, language), language)
        description = Phrase(f"{page.title.words}: {weekday.words}. {document.fields.summary}", document.language)
        page = frame(site, f"days/{day}", language, title=weekday, description=description)
    days = all_days if day is None else (day,)
    noons = [dt.datetime.combine(other, dt.time(12), tzinfo=site.event.zone) for other in days]
    retrieved = site.schedule.retrieved
    return views.AgendaView(
        page=page,
        sources=sources(site, document.fields.sources, language) if day is None else (),
        body=body(site, document, language) if day is None else NO_BODY,
        days=agenda(site, days, language),
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
        # Two where the clocks change during the event.
        zone=" / ".join(dict.fromkeys(dates.zone(noon, language) for noon in noons)),
        version=site.schedule.version,
        retrieved=_retrieved(site, retrieved, language) if retrieved else None,
        stale=site.current.origin in {"last-good", "snapshot"} and site.current.warning is not None,
        missing=site.current.origin == "none" and site.current.warning is not None,
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
        people=tuple(
            person_card(site, person, language) for person in session.people if f"people/{person}" in site.graph
        ),
        sources=sources(site, document.fields.sources, language) if document else (),
    )


def _feed_body(site: SiteContext, name: str, language: str) -> views.Body:
    """Return the feed's own text, in the page's language or else the one it has."""
    texts = site.feed_html.get(name, {})
    code = language if language in texts else next(iter(texts), "")
    return views.Body(html=texts.get(code, ""), language=code)


def person_page(site: SiteContext, name: str, key: str, language: str) -> views.PersonView:
    """Return the view of a person, whom the content, the schedule or both may know."""
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
            session_card(site, session, language) for session in on_the_agenda(site) if key in session.people
        ),
        sources=sources(site, document.fields.sources, language) if document else (),
    )


def on_the_agenda(site: SiteContext) -> tuple[Session, ...]:
    """Return the sessions that have a page: all of them, or none on a site without an agenda."""
    return site.schedule.sessions if "agenda" in site.layouts else ()


def people_page(site: SiteContext, document: Document, language: str) -> views.PeopleView:
    """Return the view of the list of people."""
    keys = [name.partition("/")[2] for name in ordered(site, site.of_kind("people"))]
    known = set(keys)
    keys += [key for key in site.people if key not in known]
    groups = {
        group: tuple(person_card(site, key, language) for key in keys if group_of(site, key) == group)
        for group in ("speaker", "guest")
    }
    return views.PeopleView(
        page=document_frame(site, document, language),
        sources=sources(site, document.fields.sources, language),
        body=body(site, document, language),
        speakers=groups["speaker"],
        guests=groups["guest"],
    )


def venues_page(site: SiteContext, document: Document, language: str) -> views.VenuesView:
    """Return the view of the venues, each with what takes place there."""
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
                    for session in on_the_agenda(site)
                    if session.room and venue_of.get(session.room) == venue.id
                ),
            )
            for venue in site.event.venues
        ),
        sources=sources(site, document.fields.sources, language),
    )
