"""Events of an iCalendar file, as a last resort: it tells less of a programme than any other format.

Source: RFC 5545. What `data` is, `calendar_file.py` says.
Only the properties named here are read: no attendees, organizers, comments and X-properties.
Rooms and tracks are known by name.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ...model import Room, Schedule, Session, Slot, State, Track
from .fields import Reading, identity, label, language, prose, row, state, text, top_rows
from .named import NameIds, id_of, name_ids
from .strict import Json, Row
from .times import after, day, distinct, moment, slot_from, spans

KEYS = ("vcalendar", "vcalendar.properties", "vcalendar.components")

_DAY_LETTERS = len("2017-11-25")
_PROPERTY_PARTS = 3  # name, parameters, value


@dataclass(frozen=True, slots=True)
class _Event:
    """A VEVENT for the public: of each property the value, and the language that it says it is in."""

    uid: str
    state: State
    values: Row
    languages: dict[str, str]

    @property
    def category(self) -> Json:
        told = self.values.get("CATEGORIES")
        return next(filter(None, map(label, told)), None) if isinstance(told, list) else None


def detect(data: Json) -> bool:
    """Return whether the data is a calendar."""
    return isinstance(row(data).get("vcalendar"), dict)


def parse(data: Json, reading: Reading) -> Schedule:
    """Return the schedule; raises ScheduleError when the calendar has no list of components.

    The id of a session is the whole UID. A day without a time is the whole day. The track is the first category.
    Of what is repeated only the first time is read; RRULE, RDATE and EXDATE are not.
    A time with an event of its own (RECURRENCE-ID) is a session of its own, with that time in its id; the event of
    the first time stands for the first time.
    """
    events = list(_events(top_rows(row(row(data).get("vcalendar")), "components", required=True)))
    rooms = name_ids([], (event.values.get("LOCATION") for event in events), reading)
    tracks = name_ids([], (event.category for event in events), reading)
    singled = _singled(events, reading)
    return Schedule(
        rooms=tuple(Room(id=key, name=name) for key, name in rooms.values()),
        tracks=tuple(Track(id=key, name=name) for key, name in tracks.values()),
        sessions=distinct(
            session for key, event in singled if (session := _session(key, event, rooms, tracks, reading))
        ),
    )


def _events(components: list[Row]) -> Iterator[_Event]:
    for component in components:
        values: Row = {}
        languages: dict[str, str] = {}
        for name, parameters, value in _properties(component):
            if name not in values:
                values[name], languages[name] = value, language(parameters.get("LANGUAGE"))
        uid, public = identity(values.get("UID")), _state(values)
        if component.get("name") == "VEVENT" and uid and public:
            yield _Event(uid, public, values, languages)


def _state(values: Row) -> State | None:
    """Return the public state of an event; None for one that is not for the public."""
    # A class that is not known is to be held for private (RFC 5545, section 3.8.1.3).
    if label(values.get("CLASS")).upper() not in ("", "PUBLIC"):
        return None
    told = values.get("STATUS")
    return "confirmed" if label(told).upper() == "TENTATIVE" else state(told)


def _properties(component: Row) -> Iterator[tuple[str, Row, Json]]:
    listed = component.get("properties")
    for one in listed if isinstance(listed, list) else []:
        if isinstance(one, list) and len(one) == _PROPERTY_PARTS and isinstance(one[0], str):
            yield one[0], row(one[1]), one[2]


def _singled(events: list[_Event], reading: Reading) -> Iterator[tuple[str, _Event]]:
    """Yield each event with the id of its session, without those whose first time has an event of its own."""
    series = [event for event in events if "RECURRENCE-ID" not in event.values]
    starts = {event.uid: _when(event.values.get("DTSTART"), reading) for event in series}
    single = [(event, when) for event in events if (when := _when(event.values.get("RECURRENCE-ID"), reading))]
    replaced = {event.uid for event, when in single if when == starts.get(event.uid)}
    yield from ((event.uid, event) for event in series if event.uid not in replaced)
    for event, when in single:
        yield event.uid if when == starts.get(event.uid) else f"{event.uid}-{when:%Y%m%dT%H%M}", event


def _session(key: str, event: _Event, rooms: NameIds, tracks: NameIds, reading: Reading) -> Session | None:
    told, values = event.languages, event.values
    title = text(values.get("SUMMARY"), reading, told.get("SUMMARY", ""))
    slot = _slot(values, reading)
    if not (title and slot):
        return None
    return Session(
        id=key,
        title=title,
        slot=slot,
        abstract=prose(values.get("DESCRIPTION"), reading, told.get("DESCRIPTION", "")),
        room=id_of(rooms, values.get("LOCATION"), reading),
        track=id_of(tracks, event.category, reading),
        state=event.state,
    )


def _slot(values: Row, reading: Reading) -> Slot | None:
    start = _when(values.get("DTSTART"), reading)
    if isinstance(start, dt.datetime):
        return slot_from(start, moment(values.get("DTEND"), reading) or after(start, values.get("DURATION")), reading)
    return _whole_days(start, values) if start else None


def _whole_days(first: dt.date, values: Row) -> Slot:
    midnight = dt.datetime.combine(first, dt.time(), dt.UTC)
    end = _whole_day(values.get("DTEND")) or (after(midnight, values.get("DURATION")) or midnight).date()
    last = end - dt.timedelta(days=1)  # the end is the first day that is no longer part of it
    return Slot(first=first, last=last if spans(first, last) else first, part="all-day")


def _when(value: Json, reading: Reading) -> dt.date | None:
    """Return the time, or the day that is told without one."""
    return moment(value, reading) or _whole_day(value)


def _whole_day(value: Json) -> dt.date | None:
    return day(value) if isinstance(value, str) and len(value) == _DAY_LETTERS else None
