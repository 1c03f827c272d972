"""Calendars for phones: the whole programme, and each day, track, room, person and session, in each language."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from urllib.parse import urlsplit

from ..exports.ical import CalendarHead, Entry, render_calendar, render_entry, zones_of
from ..exports.sentences import part_of_day
from ..i18n import dates
from ..model import Deadline, Session, Slot
from ..schedule.merge import session_key
from .agenda import name_of, place
from .context import SiteContext
from .ledger import version
from .urls import root

Maker = Callable[[SiteContext], bytes]
Chosen = Callable[[SiteContext], Iterable[Session]]
"""Which sessions a calendar has."""


def _(words: str) -> str:
    """Mark words that are collected for the translators; what they are in a language, `say` knows."""
    return words


SAMPLE = _("Sample data: this item is invented, for illustration only.")


def calendar_path(site: SiteContext, language: str, name: str) -> str:
    """Return the path of a calendar below the site's root; `name` is `schedule`, `days/<day>`, `rooms/<id>` …."""
    return f"{root(language, site.event)}ical/{name}.ics"


def calendars(site: SiteContext) -> dict[str, Maker]:
    """Return the name below the root of every calendar, and what makes it."""
    files: dict[str, Maker] = {}
    for language in site.event.languages:
        for name, chosen in _choices(site).items():
            path = calendar_path(site, language, name)
            files[path[1:]] = partial(_calendar, language=language, name=name, chosen=chosen)
        if site.event.deadlines:
            path = calendar_path(site, language, "deadlines")
            files[path[1:]] = partial(_deadlines, language=language)
    return files


def _choices(site: SiteContext) -> dict[str, Chosen]:
    found: dict[str, Chosen] = {"schedule": lambda site: site.sessions.values()}
    found |= {f"days/{day}": partial(_of_day, day=day) for day in site.days}
    found |= {f"tracks/{session_key(track)}": partial(_of_track, track=track) for track in site.tracks}
    found |= {f"rooms/{session_key(room)}": partial(_of_room, room=room) for room in site.rooms}
    found |= {f"people/{session_key(key)}": partial(_of_person, key=key) for key in site.by_person}
    found |= {f"sessions/{key}": partial(_one, key=key) for key in site.sessions}
    return found


def _of_day(site: SiteContext, day: dt.date) -> Iterable[Session]:
    return site.on_day.get(day, ())


def _of_track(site: SiteContext, track: str) -> Iterable[Session]:
    return (session for session in site.sessions.values() if session.track == track)


def _of_room(site: SiteContext, room: str) -> Iterable[Session]:
    return (session for session in site.sessions.values() if session.room == room)


def _of_person(site: SiteContext, key: str) -> Iterable[Session]:
    return site.by_person.get(key, ())


def _one(site: SiteContext, key: str) -> Iterable[Session]:
    return (site.sessions[key],)


def _calendar(site: SiteContext, language: str, name: str, chosen: Chosen) -> bytes:
    entries = [_entry(site, session, language) for session in chosen(site) if session.slot]
    return _render(site, language, name, entries)


def _deadlines(site: SiteContext, language: str) -> bytes:
    return _render(site, language, "deadlines", [_due(site, item, language) for item in site.event.deadlines])


def _render(site: SiteContext, language: str, name: str, entries: list[Entry]) -> bytes:
    event = site.event
    path = calendar_path(site, language, name)
    head = CalendarHead(
        name=_title(site, language, name),
        zone=event.zone.key,
        description=event.name.in_(language).words,
        language=language,
        url=site.absolute(site.graph[site.layouts["home"]][language].path) if site.config.site_url else "",
        source=site.absolute(path) if site.config.site_url else "",
    )
    return render_calendar(head, map(render_entry, entries), zones_of(entries))


def _title(site: SiteContext, language: str, name: str) -> str:
    """Return what a calendar is called: the event, and what of it the calendar has."""
    event = site.event.short_name.in_(language).words
    part = _part_title(site, language, name)
    return f"{event}: {part}" if part else event


def _part_title(site: SiteContext, language: str, name: str) -> str:
    kind, _, key = name.partition("/")
    if kind == "days":
        return dates.tile(dt.date.fromisoformat(key), language)
    if kind == "deadlines":
        _ = site.say(language)
        return _("Deadlines")
    named: Mapping[str, str] = {}
    if kind == "tracks":
        named = {session_key(track.id): name_of(track, language).words for _, track in site.tracks.values()}
    elif kind == "rooms":
        named = {session_key(room.id): name_of(room, language).words for room in site.rooms.values()}
    elif kind == "people":
        named = {session_key(person.id): person.name for person in site.people.values()}
    elif kind == "sessions":
        return site.sessions[key].title.in_(language).words
    return named.get(key, "")


def _entry(site: SiteContext, session: Session, language: str) -> Entry:
    """Return the session as an entry of a calendar; its version counts the changes of its time, place and title."""
    assert session.slot is not None
    key = session_key(session.id)
    changes = site.ledger.get(key, ())
    where = place(site, session.room, language)
    start, end = _times(session.slot)
    return Entry(
        uid=f"{key}@{_host(site)}",
        title=_session_title(site, session, language),
        start=start,
        end=end,
        description=_description(site, session, language),
        location=where.words if where else "",
        url=site.absolute(site.graph[f"sessions/{key}"][language].path) if _has_page(site, key) else "",
        language=session.title.in_(language).language,
        stamp=changes[0].seen if changes else _since(site),
        modified=changes[0].seen if changes else None,
        sequence=version(changes),
        cancelled=session.state == "cancelled",
    )


def _has_page(site: SiteContext, key: str) -> bool:
    return bool(site.config.site_url) and f"sessions/{key}" in site.graph


def _session_title(site: SiteContext, session: Session, language: str) -> str:
    """Return the title; many calendars show no state, so a cancelled session says it there too."""
    _ = site.say(language)
    title = session.title.in_(language).words
    return _("Cancelled: {title}").format(title=title) if session.state == "cancelled" else title


def _description(site: SiteContext, session: Session, language: str) -> str:
    _ = site.say(language)
    lines = [
        session.message.in_(language).words,
        session.subtitle.in_(language).words,
        part_of_day(session.slot, _).capitalize() if session.slot and not session.slot.start else "",
        ", ".join(site.people[key].name for key in session.people if key in site.people),
        _(SAMPLE) if session.sample else "",
    ]
    return "\n".join(line for line in lines if line)


def _times(slot: Slot) -> tuple[dt.date, dt.date | None]:
    if slot.start:
        return slot.start, slot.end
    return slot.first, slot.last


def _due(site: SiteContext, deadline: Deadline, language: str) -> Entry:
    _ = site.say(language)
    sample = _(SAMPLE) if deadline.sample else ""
    return Entry(
        uid=f"deadline-{deadline.id}@{_host(site)}",
        title=deadline.title.in_(language).words,
        start=deadline.due,
        description=sample,
        language=deadline.title.in_(language).language,
        stamp=_since(site),
    )


def _since(site: SiteContext) -> dt.datetime:
    """Return when the programme was first known; the first day where nobody has noted that."""
    return site.began or dt.datetime.combine(site.event.start, dt.time(), tzinfo=site.event.zone)


def _host(site: SiteContext) -> str:
    return urlsplit(site.config.site_url).hostname or "localhost"
