"""The schedule JSON of frab and c3voc, version 1, as frab, pretalx and others write it.

Source: https://c3voc.de/schedule/schema.json; real feeds break it in many ways, so little is required.
Only the fields named here are read.
Rooms, tracks and types are words in one language; the feed does not say in which. An item tells its own.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ...model import Person, Room, Schedule, Session, Track
from .fields import Reading, identity, joined, kind, label, language, prose, row, rows, state, text, top_rows, unique
from .named import NameIds, id_of, name_ids
from .strict import Json, Row
from .times import after, day, distinct, moment, slot_from
from .words import slug

KEYS = ("schedule.version", "schedule.conference", "schedule.conference.days")


@dataclass(frozen=True, slots=True)
class _Placed:
    """An item, and where it stands: the agenda day and the name of the room that it is listed under."""

    day: dt.date | None
    room: str
    item: Row


def detect(data: Json) -> bool:
    """Return whether the data is a schedule of a conference; version 2 has its events in one flat list."""
    schedule = row(row(data).get("schedule"))
    return isinstance(schedule.get("conference"), dict) and "events" not in schedule


def parse(data: Json, reading: Reading) -> Schedule:
    """Return the schedule; raises ScheduleError when one of its lists is none.

    The id of a room or track is its slug if the feed gives one, else made of its name.
    The id of a session is its code, number or guid; the day on whose list it stands is its agenda day.
    """
    schedule = row(row(data).get("schedule"))
    conference = row(schedule.get("conference"))
    placed = list(_placed(conference))
    rooms = name_ids(top_rows(conference, "rooms"), (one.room for one in placed), reading)
    tracks = name_ids(top_rows(conference, "tracks"), (one.item.get("track") for one in placed), reading)
    kept = [(session, one.item) for one in placed if (session := _session(one, rooms, tracks, reading))]
    return Schedule(
        version=label(schedule.get("version")),
        rooms=tuple(Room(id=key, name=name) for key, name in rooms.values()),
        tracks=tuple(Track(id=key, name=name) for key, name in tracks.values()),
        people=unique(person for _, item in kept for person in _persons(item, reading)),
        sessions=distinct(session for session, _ in kept),
    )


def _placed(conference: Row) -> Iterator[_Placed]:
    for listed in top_rows(conference, "days", required=True):
        for room, items in row(listed.get("rooms")).items():
            for item in rows(items):
                yield _Placed(day(listed.get("date")), label(room), item)


def _session(placed: _Placed, rooms: NameIds, tracks: NameIds, reading: Reading) -> Session | None:
    item = placed.item
    told = language(item.get("language"))
    session_id = identity(item.get("code")) or identity(item.get("id")) or identity(item.get("guid"))
    title, public = text(item.get("title"), reading, told), state(item.get("state"))
    start = moment(item.get("date"), reading)
    if not (session_id and title and public and start):
        return None
    end = moment(item.get("end"), reading) or after(start, item.get("duration"))
    abstract, description = (prose(item.get(key), reading, told) for key in ("abstract", "description"))
    return Session(
        id=session_id,
        title=title,
        slot=slot_from(start, end, reading, placed.day),
        subtitle=text(item.get("subtitle"), reading, told),
        type=kind(item.get("type"), reading),
        abstract=joined(abstract, description, reading),
        room=id_of(rooms, placed.room, reading),
        track=id_of(tracks, item.get("track"), reading),
        people=tuple(dict.fromkeys(person.id for person in _persons(item, reading))),
        state=public,
        languages=(told,) if told else (),
    )


def _persons(item: Row, reading: Reading) -> Iterator[Person]:
    for one in rows(item.get("persons")):
        name = label(one.get("public_name")) or label(one.get("name"))
        if not name:
            continue
        person_id = identity(one.get("code")) or identity(one.get("id"))
        # Never the guid: c3voc makes it from the e-mail address.
        yield Person(id=person_id or slug(name), name=name, biography=prose(one.get("biography"), reading))
