"""The exports of Indico: an event (/export/event/ID.json?detail=contributions or sessions) and its timetable.

Sources: docs/source/http-api/exporters of github.com/indico/indico, and there indico/modules/events/api.py and
indico/modules/events/timetable/legacy.py, which write the two.
Only the fields named here are read: with a manager's key the exports have addresses and lists of who is allowed what.
Rooms and tracks are known by name; the language of the words is not told.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ...model import Person, Room, Schedule, Session, Track
from .fields import Reading, identity, label, prose, row, rows, text, unique
from .named import NameIds, id_of, name_ids
from .strict import Json, Row
from .times import after, distinct, moment, slot_from
from .words import slug

KEYS = ("_type", "count", "complete", "results", "ts", "url")


@dataclass(frozen=True, slots=True)
class _Item:
    """What becomes a session: its id, and the title of the block of contributions that it is part of."""

    id: str
    row: Row
    block: Json = None
    service: bool = False

    @property
    def place(self) -> str:
        return label(self.row.get("room")) or label(self.row.get("location"))

    @property
    def track(self) -> str:
        return label(self.row.get("track")) or label(self.row.get("session")) or label(self.block)


def detect(data: Json) -> bool:
    """Return whether the data is a result of Indico's API: a list of events, or timetables by the event's id."""
    data = row(data)
    return data.get("_type") == "HTTPAPIResult" and isinstance(data.get("results"), list | dict)


def parse(data: Json, reading: Reading) -> Schedule:
    """Return the schedule; an event without contributions and blocks, but with a start, is one session itself.

    A block (Indico's session) is a session if it has no contributions.
    The ids are the same in both exports: c and the contribution's number, s and the block's, b and the break's.
    With several events in one export the event's id stands before them.
    The room is the place where no room is told; the track is the block where no track is told.
    Only contributions have a type that the organisers named; an event's is one of Indico's constants.
    """
    results = row(data).get("results")
    items = list(_timetables(results) if isinstance(results, dict) else _events(rows(results)))
    rooms = name_ids([], (item.place for item in items), reading)
    tracks = name_ids([], (item.track for item in items), reading)
    kept = [(session, item) for item in items if (session := _session(item, rooms, tracks, reading))]
    return Schedule(
        rooms=tuple(Room(id=key, name=name) for key, name in rooms.values()),
        tracks=tuple(Track(id=key, name=name) for key, name in tracks.values()),
        people=unique(person for _, item in kept for person in _people(item.row)),
        sessions=distinct(session for session, _ in kept),
    )


def _events(events: list[Row]) -> Iterator[_Item]:
    for event in events:
        event_id = identity(event.get("id"))
        prefix = f"{event_id}-" if len(events) > 1 else ""
        parts = list(_parts(event, prefix))
        yield from parts
        if not parts and event_id:
            yield _Item(event_id, event)


def _parts(event: Row, prefix: str) -> Iterator[_Item]:
    blocks = rows(event.get("sessions"))
    inner = [part for block in blocks for part in rows(block.get("contributions"))]
    for contribution in [*rows(event.get("contributions")), *inner]:
        if number := identity(contribution.get("id")):
            yield _Item(f"{prefix}c{number}", contribution)
    for block in blocks:
        if not rows(block.get("contributions")) and (number := identity(block.get("id"))):
            yield _Item(f"{prefix}s{number}", block)


def _timetables(results: Row) -> Iterator[_Item]:
    for event_id, days in results.items():
        prefix = f"{event_id}-" if len(results) > 1 else ""
        # A block that lasts past midnight is in both days; sessions that are there twice become one.
        for entries in row(days).values():
            yield from _entries(row(entries), prefix)


def _entries(entries: Row, prefix: str, block: Json = None) -> Iterator[_Item]:
    for key, value in entries.items():
        entry = row(value)
        inner = row(entry.get("entries")) if block is None else {}
        yield from _entries(inner, prefix, label(entry.get("title")))
        parts = [part for part in map(row, inner.values()) if part]
        if all(map(_is_break, parts)) and (entry_id := _entry_id(key, entry)):
            service = _is_break(entry)
            yield _Item(prefix + entry_id, entry, None if service else block, service)


def _is_break(entry: Row) -> bool:
    return entry.get("entryType") == "Break"


def _entry_id(key: str, entry: Row) -> str | None:
    """Return the id that the event's export gives rise to as well; else the timetable's own."""
    contribution = identity(entry.get("friendlyId")) or identity(entry.get("contributionId"))
    if entry.get("entryType") == "Contribution" and contribution:
        return f"c{contribution}"
    if entry.get("entryType") == "Session" and (block := identity(entry.get("sessionSlotId"))):
        return f"s{block}"
    return identity(entry.get("id")) or identity(key)


def _session(item: _Item, rooms: NameIds, tracks: NameIds, reading: Reading) -> Session | None:
    told, group = item.row, row(item.row.get("session"))  # of a block all blocks that have its title
    title, start = text(group.get("title") or told.get("title"), reading), _moment(told.get("startDate"), reading)
    if not (title and start):
        return None
    end = _moment(told.get("endDate"), reading) or after(start, told.get("duration"))
    return Session(
        id=item.id,
        title=title,
        slot=slot_from(start, end, reading),
        subtitle=text(told.get("slotTitle"), reading),
        type=text(told.get("type") if told.get("_type") == "Contribution" else None, reading),
        abstract=prose(told.get("description") or group.get("description"), reading),
        room=id_of(rooms, item.place, reading),
        track=id_of(tracks, item.track, reading),
        people=tuple(dict.fromkeys(person.id for person in _people(told))),
        service=item.service,
    )


def _people(item: Row) -> Iterator[Person]:
    for one in [*rows(item.get("speakers")), *rows(item.get("presenters"))]:
        # The full name has the family name first and a comma after it.
        first = label(one.get("first_name")) or label(one.get("firstName"))
        last = label(one.get("last_name")) or label(one.get("familyName"))
        name = f"{first} {last}".strip() or label(one.get("fullName")) or label(one.get("name"))
        if name:
            yield Person(id=identity(one.get("person_id")) or slug(name), name=name)


def _moment(value: Json, reading: Reading) -> dt.datetime | None:
    told = row(value)
    there = replace(reading, zone=_zone(label(told.get("tz"))) or reading.zone)
    found = moment(f"{label(told.get('date'))}T{label(told.get('time'))}", there)
    return found.astimezone(reading.zone) if found else None


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
