"""Calendars for phones: the whole programme, and each day, track, room, person and session, in each language."""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple
from urllib.parse import urlsplit

from ..exports.ical import CalendarHead, Entry, render_calendar, render_entry, zones_of
from ..exports.sentences import part_of_day
from ..i18n import dates
from ..model import Deadline, Session, Slot
from ..schedule.merge import file_key, session_key
from .agenda import name_of, place
from .context import SiteContext
from .urls import root

Maker = Callable[[SiteContext], bytes]


class Choice(NamedTuple):
    """What a calendar has: which sessions, and what they are called in a language; empty for the whole programme."""

    sessions: Callable[[SiteContext], Iterable[Session]]
    title: Callable[[SiteContext, str], str]


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
    choices = _choices(site)
    for language in site.event.languages:
        for name, choice in choices.items():
            path = calendar_path(site, language, name)
            files[path[1:]] = partial(_calendar, language=language, path=path, choice=choice)
        if site.event.deadlines:
            path = calendar_path(site, language, "deadlines")
            files[path[1:]] = partial(_deadlines, language=language, path=path)
    return files


def _choices(site: SiteContext) -> dict[str, Choice]:
    found = {"schedule": Choice(lambda site: site.sessions.values(), lambda site, language: "")}
    found |= {f"days/{day}": Choice(partial(_of_day, day=day), partial(_day_title, day=day)) for day in site.days}
    for track in site.tracks:
        choice = Choice(partial(_of_track, track=track), partial(_track_title, track=track))
        found[f"tracks/{file_key(track)}"] = choice
    for room in site.rooms:
        found[f"rooms/{file_key(room)}"] = Choice(partial(_of_room, room=room), partial(_room_title, room=room))
    for key in site.by_person:
        found[f"people/{file_key(key)}"] = Choice(partial(_of_person, key=key), partial(_person_title, key=key))
    for key in site.sessions:
        found[f"sessions/{key}"] = Choice(partial(_one, key=key), partial(_one_title, key=key))
    return found


def _of_day(site: SiteContext, day: dt.date) -> Iterable[Session]:
    return site.on_day.get(day, ())


def _day_title(site: SiteContext, language: str, day: dt.date) -> str:
    return dates.tile(day, language)


def _of_track(site: SiteContext, track: str) -> Iterable[Session]:
    return site.by_track.get(track, ())


def _track_title(site: SiteContext, language: str, track: str) -> str:
    return name_of(site.tracks[track][1], language).words


def _of_room(site: SiteContext, room: str) -> Iterable[Session]:
    return site.by_room.get(room, ())


def _room_title(site: SiteContext, language: str, room: str) -> str:
    return name_of(site.rooms[room], language).words


def _of_person(site: SiteContext, key: str) -> Iterable[Session]:
    return site.by_person.get(key, ())


def _person_title(site: SiteContext, language: str, key: str) -> str:
    return site.people[key].name if key in site.people else ""


def _one(site: SiteContext, key: str) -> Iterable[Session]:
    return (site.sessions[key],)


def _one_title(site: SiteContext, language: str, key: str) -> str:
    return site.sessions[key].title.in_(language).words


def _calendar(site: SiteContext, language: str, path: str, choice: Choice) -> bytes:
    entries = [_entry(site, session, language) for session in choice.sessions(site) if session.slot]
    return _render(site, language, path, choice.title(site, language), entries)


def _deadlines(site: SiteContext, language: str, path: str) -> bytes:
    _ = site.say(language)
    entries = [_due(site, item, language) for item in site.event.deadlines]
    return _render(site, language, path, _("Deadlines"), entries)


def _render(site: SiteContext, language: str, path: str, part: str, entries: list[Entry]) -> bytes:
    event = site.event
    name = event.short_name.in_(language).words
    head = CalendarHead(
        name=f"{name}: {part}" if part else name,
        zone=event.zone.key,
        description=event.name.in_(language).words,
        language=language,
        url=site.absolute(site.graph[site.layouts["home"]][language].path) if site.config.site_url else "",
        source=site.absolute(path) if site.config.site_url else "",
    )
    return render_calendar(head, map(render_entry, entries), zones_of(entries))


def _entry(site: SiteContext, session: Session, language: str) -> Entry:
    """Return the session as an entry of a calendar; its version counts the changes of its time, place and title."""
    assert session.slot is not None
    key = session_key(session.id)
    version = site.versions.get(key)
    where = place(site, session.room, language)
    start, end = _times(session.slot)
    return Entry(
        uid=f"{key}@{calendar_host(site)}",
        title=_session_title(site, session, language),
        start=start,
        end=end,
        description=_description(site, session, language),
        location=where.words if where else "",
        url=site.absolute(site.graph[f"sessions/{key}"][language].path) if _has_page(site, key) else "",
        language=session.title.in_(language).language,
        stamp=version.seen if version else _since(site),
        modified=version.seen if version else None,
        sequence=version.number if version else 0,
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
        _hours(session.slot, language, _) if session.slot and not _has_hours(session.slot) else "",
        ", ".join(site.people[key].name for key in session.people if key in site.people),
        _(SAMPLE) if session.sample else "",
    ]
    return "\n".join(line for line in lines if line)


def _hours(slot: Slot, language: str, _: Callable[[str], str]) -> str:
    return dates.times(slot.start, slot.end, language) if slot.start else part_of_day(slot, _).capitalize()


def _has_hours(slot: Slot) -> bool:
    """Return whether an entry can say the slot's hours: those of several days are hours of each day."""
    return slot.start is not None and (slot.first == slot.last or (slot.end is not None and _ends_last(slot)))


def _ends_last(slot: Slot) -> bool:
    return slot.end is not None and slot.end.date() >= slot.last


def _times(slot: Slot) -> tuple[dt.date, dt.date | None]:
    if slot.start and _has_hours(slot):
        return slot.start, slot.end
    return slot.first, slot.last


def _due(site: SiteContext, deadline: Deadline, language: str) -> Entry:
    _ = site.say(language)
    sample = _(SAMPLE) if deadline.sample else ""
    return Entry(
        # No key of a session has this sign.
        uid=f"deadlines/{deadline.id}@{calendar_host(site)}",
        title=deadline.title.in_(language).words,
        start=deadline.due,
        description=sample,
        language=deadline.title.in_(language).language,
        stamp=_since(site),
    )


def _since(site: SiteContext) -> dt.datetime:
    """Return when the programme was first known; the first day where nobody has noted that."""
    return site.programme["began"] or dt.datetime.combine(site.event.start, dt.time(), tzinfo=site.event.zone)


def calendar_host(site: SiteContext) -> str:
    """Return what stands in the ids of all entries behind the session's key: `plenary@summit.example.org`."""
    return urlsplit(site.config.site_url).hostname or "localhost"
