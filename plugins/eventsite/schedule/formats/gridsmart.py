"""Sessionize's view "GridSmart": https://sessionize.com/api/v2/<id>/view/GridSmart, a list of days in JSON.

Source: files of real events. Only the fields named here are read.
The sessions are those of the view "All", read as there and with the same ids; this view has the breaks in any case,
and of a speaker only the name. The day's `timeSlots` have the same sessions once more and are not read.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...errors import ScheduleError
from ...model import Person, Schedule, Track
from .fields import Reading, identities, identity, label, rows, top_rows, unique
from .sessionize import is_public, read_categories, read_session, rooms_of
from .strict import Json, Row
from .times import day, distinct

# Of each day in the list.
KEYS = ("[].date", "[].rooms", "[].timeSlots")


@dataclass(frozen=True, slots=True)
class _Listed:
    """A session as it is listed: its agenda day, and its fields with the room under which it stands."""

    day: dt.date | None
    item: Row


def detect(data: Json) -> bool:
    """Return whether the data is a list with a day that has rooms."""
    return any("date" in one and isinstance(one.get("rooms"), list) for one in rows(data))


def parse(data: Json, reading: Reading) -> Schedule:
    """Return the schedule; raises ScheduleError when it is no list, or the rooms of a day are none.

    The day on whose list a session stands is its agenda day.
    A plenum session, which may be listed under several rooms, is one session, with a room only if it names one.
    """
    if not isinstance(data, list):
        raise ScheduleError("the JSON is not a list of days")
    listed = list(_listed(rows(data)))
    known = read_categories((pair for one in listed for pair in _categories(one.item)), reading)
    kept = [
        (session, one.item)
        for one in listed
        if (session := read_session(one.item, _picked(one.item), known, reading, one.day))
    ]
    return Schedule(
        rooms=unique(room for one in rows(data) for room in rooms_of(top_rows(one, "rooms"), reading)),
        tracks=tuple(Track(id=key, name=name) for key, name in known.tracks.items()),
        people=unique(person for _, item in kept for person in _people(item)),
        sessions=distinct(session for session, _ in kept),
    )


def _listed(days: Iterable[Row]) -> Iterator[_Listed]:
    for one in days:
        for room in top_rows(one, "rooms"):
            for item in rows(room.get("sessions")):
                if is_public(item):
                    yield _Listed(day(one.get("date")), {**item, "roomId": _room(item, room)})


def _room(item: Row, listed: Row) -> Json:
    """Return the room that the session names, which is the surer one, else that under which it is listed."""
    own = item.get("roomId")
    return listed.get("id") if own is None and item.get("isPlenumSession") is not True else own


def _categories(item: Row) -> Iterator[tuple[Json, Json]]:
    for category in rows(item.get("categories")):
        yield category.get("name"), category.get("categoryItems")


def _picked(item: Row) -> tuple[str, ...]:
    return identities([one.get("id") for _, items in _categories(item) for one in rows(items)])


def _people(item: Row) -> Iterator[Person]:
    for one in rows(item.get("speakers")):
        key, name = identity(one.get("id")), label(one.get("name"))
        if key and name:
            yield Person(id=key, name=name)
