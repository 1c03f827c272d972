"""The views of the programme's pages: agenda, days, sessions, people, venues."""

import datetime as dt
from collections.abc import Iterable

from ..content.documents import Document
from ..content.kinds import Person
from ..i18n import dates
from ..model import Phrase, Session, Text
from ..schedule.merge import file_key
from . import people_views, views
from .agenda import SessionCard, agenda, name_of, session_card, unscheduled
from .bodies import body
from .changes import calendar_link, change_entries, moment_words
from .context import SiteContext
from .figures import portrait
from .filters import filters
from .frame import frame, page_title
from .parts import day_words, document_frame, initials, link, person_card, sources
from .shared import Link
from .text_views import NO_BODY, Body, BodyPart

# With more sessions than this, the page of all days only leads to each of them.
MOST_SESSIONS = 1500


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
        now=now(site, language),
        filters=() if big else _filters(site, day, language),
        all_days=tuple(
            views.DayLink(
                iso=other.isoformat(),
                url=site.url(f"days/{other}", language),
                title=dates.chip(other, language),
                current="page" if other == day else "",
            )
            for other in site.days
        ),
        agenda=Link(url=site.url(name, language), title=page_title(site, name, language)),
        single=day is not None,
        unscheduled=unscheduled(site, language) if day is None else (),
        # Two where the clocks change during the event.
        zone=" / ".join(dict.fromkeys(dates.zone(noon, language) for noon in noons)),
        version=site.programme["version"],
        retrieved=moment_words(site, site.programme["retrieved"], language) if site.programme["retrieved"] else None,
        stale=site.programme["stale"],
        missing=site.programme["missing"],
        calendar=calendar_link(site, language, f"days/{day}" if day else "schedule", page.title),
        calendars=() if day else _calendars(site, language),
        changes=_layout_link(site, "changes", language),
        my_agenda=_layout_link(site, "my-agenda", language),
        changes_count=len(site.recent),
        print=_layout_link(site, "programme-sheet", language),
        data=_data(site, language),
    )


def now(site: SiteContext, language: str) -> views.Now:
    """Return what the bar of now and next says before and after the event."""
    return views.Now(begins=dates.tile(site.days[0], language), archive=_layout_link(site, "archive", language))


def _filters(site: SiteContext, day: dt.date | None, language: str) -> tuple[views.Filter, ...]:
    if day is not None:
        return filters(site, site.on_day.get(day, ()), (), language)
    return filters(site, site.sessions.values(), site.days, language)


def _calendars(site: SiteContext, language: str) -> tuple[views.CalendarLink, ...]:
    """Return the calendars of the tracks, or of the rooms where the agenda's columns are rooms."""
    if site.event.columns == "track":
        named = [(f"tracks/{file_key(track.id)}", name_of(track, language)) for _, track in site.tracks.values()]
    else:
        named = [(f"rooms/{file_key(room.id)}", name_of(room, language)) for room in site.rooms.values()]
    return tuple(calendar_link(site, language, name, title) for name, title in named)


def _layout_link(site: SiteContext, layout: str, language: str) -> Link | None:
    """Return the link to the page that has the layout, or None where none has."""
    name = site.layouts.get(layout)
    return link(site, name, language, page_title(site, name, language)) if name else None


def _data(site: SiteContext, language: str) -> tuple[tuple[str, str], ...]:
    if language in site.event.preparing:
        return ()
    below = f"{site.config.base}/api/"
    files = {"CSV": f"schedule.{language}.csv", "JSON": f"schedule.{language}.json", "c3voc JSON": "schedule.json"}
    return tuple((name, below + file) for name, file in files.items())


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


def deadlines(site: SiteContext, language: str) -> tuple[views.DeadlineEntry, ...]:
    """Return the days and moments until which something must be done."""
    return tuple(
        views.DeadlineEntry(
            date=moment_words(site, item.due, language)
            if isinstance(item.due, dt.datetime)
            else day_words(site, item.due, language),
            title=item.title.in_(language),
            sample=item.sample,
        )
        for item in site.event.deadlines
    )


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
        changes=change_entries(site, site.ledger.get(key, ()), language),
        calendar=calendar_link(site, language, f"sessions/{key}", shown.title) if session.slot else None,
        sources=sources(site, document.fields.sources, language) if document else (),
    )


def _feed_body(site: SiteContext, text: Text, language: str) -> Body:
    """Return the feed's own text, in the page's language or else the one it has."""
    said = {code: words for code, words in text.by_language.items() if words.strip()}
    code = language if language in said else next(iter(said), "")
    return Body((BodyPart(html=site.shelf.feed_html(said[code])),), code) if said else NO_BODY


def person_page(site: SiteContext, name: str, key: str, language: str) -> people_views.PersonView:
    """Return the view of a person, whom the content, the schedule or both may know."""
    document = site.document(name, language)
    person = site.people[key]
    fields = document.as_(Person) if document else None
    sessions = site.by_person.get(key, ())
    if document:
        page = document_frame(site, document, language)
    else:
        page = frame(site, name, language, title=Phrase(person.name, ""), description=Phrase(person.name, ""))
    return people_views.PersonView(
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
        portrait=portrait(site, document, large=True),
        sessions=_with_page(site, sessions, language),
        calendar=calendar_link(site, language, f"people/{file_key(key)}", Phrase(person.name, ""))
        if sessions
        else None,
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
