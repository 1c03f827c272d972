"""The programme as other programs know it: `api/schedule.json` in c3voc's format, version 1.

Source: https://c3voc.de/schedule/schema.json, which the result keeps to. The format knows one language, no cancelled
sessions and no session without an hour: those are in our own files (`schedule_json.py`).
"""

import datetime as dt
import hashlib
import json
import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..model import Room, Session, Track
from ..schedule.formats.words import slug
from ..schedule.merge import session_key
from .programme import Programme

_CODE = re.compile(r"[A-Z0-9]+")
_ZONE = re.compile(r"[A-Z][a-z]+/[A-Z][a-z]+|UTC$")
_LONGEST_ACRONYM = 40
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Names:
    """What the rooms, tracks and people are called in the file's language, by their ids."""

    language: str
    rooms: Mapping[str, str]
    tracks: Mapping[str, str]
    people: Mapping[str, str]


def render_voc(programme: Programme) -> str:
    """Return the text of the file, in the event's source language; the same input gives the same bytes."""
    schedule, language = programme.schedule, programme.event.source_language
    names = _Names(
        language,
        {room.id: _name(room, language) for room in schedule.rooms},
        {track.id: _name(track, language) for track in schedule.tracks},
        {person.id: person.name for person in schedule.people},
    )
    document = {
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": {"name": "eventsite", "version": "1"},
        "schedule": {
            "version": schedule.version or "1",
            "base_url": programme.address("home", language),
            "conference": _conference(programme, names),
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _conference(programme: Programme, names: _Names) -> dict[str, Any]:
    event, schedule, language = programme.event, programme.schedule, names.language
    timed = [item for item in schedule.sessions if _is_told(item)]
    used = {item.room for item in timed}
    days = enumerate(_by_day(programme, timed), 1)
    return {
        "acronym": _acronym(event.short_name.in_("en").words, event.start.year),
        "title": event.name.in_(language).words,
        "description": event.tagline.in_(language).words,
        "start": event.start.isoformat(),
        "end": event.end.isoformat(),
        "daysCount": (event.end - event.start).days + 1,
        "timeslot_duration": "00:05",
        **({"time_zone_name": event.zone.key} if _ZONE.match(event.zone.key) else {}),
        "url": programme.address("home", language),
        "meta": {"licence": programme.licence(language), "contact": programme.contact},
        "rooms": [_room(room.id, names) for room in schedule.rooms if room.id in used],
        "tracks": [{"name": name, "slug": _slug(track)} for track, name in names.tracks.items()],
        "days": [_day(programme, number, day, items, names) for number, (day, items) in days],
    }


def _is_told(session: Session) -> bool:
    return session.state == "confirmed" and session.slot is not None and session.slot.start is not None


def _by_day(programme: Programme, sessions: Iterable[Session]) -> list[tuple[dt.date, list[Session]]]:
    """Return the event's days and every other on which something begins."""
    found: dict[dt.date, list[Session]] = defaultdict(list)
    for day in programme.event.days:
        found[day] = []
    for item in sessions:
        if item.slot:
            found[item.slot.first].append(item)
    return sorted(found.items())


def _day(programme: Programme, number: int, day: dt.date, sessions: list[Session], names: _Names) -> dict[str, Any]:
    event = programme.event
    begins = dt.datetime.combine(day, dt.time(event.day_starts), tzinfo=event.zone)
    by_room: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for item in sessions:
        room = names.rooms.get(item.room or "") or event.place.in_(names.language).words
        by_room[room].append(_event(programme, item, room, names))
    return {
        "index": number,
        "date": day.isoformat(),
        "day_start": begins.isoformat(),
        "day_end": (begins + _DAY).isoformat(),
        "rooms": by_room,
    }


def _event(programme: Programme, session: Session, room: str, names: _Names) -> dict[str, Any]:
    language = names.language
    assert session.slot is not None
    assert session.slot.start is not None
    start, end = session.slot.start, session.slot.end
    return {
        "guid": _guid(programme, session.id),
        **({"code": session.id} if _CODE.fullmatch(session.id) else {}),
        "id": int(hashlib.sha256(session.id.encode()).hexdigest()[:12], 16) + 1,
        "date": start.isoformat(),
        "start": f"{start:%H:%M}",
        **({"end": end.isoformat()} if end else {}),
        "duration": _duration(end - start if end else dt.timedelta()),
        "room": room,
        "slug": _slug(session.id),
        "url": programme.session_url(session.id, language),
        "title": session.title.in_(language).words,
        "subtitle": session.subtitle.in_(language).words or None,
        "track": names.tracks.get(session.track or ""),
        "type": _type(session, language),
        "language": next(iter(session.languages), None),
        "abstract": session.abstract.in_(language).words or None,
        "persons": [_person(programme, person, names) for person in session.people],
        "links": [],
    }


def _type(session: Session, language: str) -> str:
    """Return what kind of session it is, which the format wants to be told; that it is invented goes first."""
    if session.sample:
        return "sample"
    return session.type.in_(language).words or ("break" if session.service else "session")


def _person(programme: Programme, identifier: str, names: _Names) -> dict[str, Any]:
    url = programme.address(f"people/{identifier}", names.language)
    said = {"guid": _guid(programme, f"people/{identifier}"), "name": names.people.get(identifier, identifier)}
    return said | ({"url": url} if url else {})


def _guid(programme: Programme, name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{programme.site}#{name}"))


def _room(identifier: str, names: _Names) -> dict[str, Any]:
    guid = str(uuid.uuid5(uuid.NAMESPACE_OID, identifier))
    return {"name": names.rooms[identifier], "slug": _slug(identifier), "guid": guid}


def _slug(identifier: str) -> str:
    """Return a name as the schema wants it: two signs at least, and only those of addresses."""
    key = session_key(identifier)
    return key if len(key) > 1 else f"x-{key}"


def _name(item: Room | Track, language: str) -> str:
    return item.name.in_(language).words or item.id


def _duration(length: dt.timedelta) -> str:
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    return f"{hours:02}:{minutes:02}"


def _acronym(name: str, year: int) -> str:
    letters = re.sub(r"[^a-z0-9]+", "_", slug(name))[:_LONGEST_ACRONYM].strip("_")
    return letters if letters.endswith(str(year)) else f"{letters}_{year}".lstrip("_")
