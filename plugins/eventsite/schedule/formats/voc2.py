"""The schedule JSON of c3voc, version 2 (alpha-3): one flat list of events that refer to rooms, tracks and persons.

Source: https://c3voc.de/schema/schedule2 (voc/schedule : validator/json/schema2.json); it is not final.
Only the fields named here are read. The type is a constant, whose English words are kept: `LIGHTNING_TALK`.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ...model import Person, Room, Schedule, Session, Slot, State, Text, Track
from .fields import (
    Reading,
    identities,
    identity,
    joined,
    kind,
    label,
    language,
    prose,
    row,
    rows,
    state,
    text,
    top_rows,
)
from .strict import Json, Row
from .times import after, day, distinct, moment, slot_from
from .words import slug

KEYS = ("schedule.version", "schedule.conference", "schedule.events")

_SERVICE = ("BREAK", "META")
_DURATION = re.compile(
    r"P(?:([0-9]{1,3})W)?(?:([0-9]{1,3})D)?(?:T(?:([0-9]{1,4})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,8})(?:\.[0-9]+)?S)?)?"
)
_Key = tuple[str, str]  # guid, slug or name, and its value
_MINUTES = (7 * 24 * 60, 24 * 60, 60, 1, 1 / 60)  # in a week, day, hour, minute, second


class _Named:
    """Rooms, tracks or people, which the feed refers to by guid, slug or name; `names` has them by their id.

    The id is the slug, else made of the name: c3voc makes a person's guid of the e-mail address.
    """

    def __init__(self, listed: Iterable[Json], reading: Reading) -> None:
        self.names: dict[str, Text] = {}
        self._reading = reading
        self._ids: dict[_Key, str] = {}
        self._guids: dict[str, str] = {}  # id → guid
        for one in listed:
            self._add(one)

    def find(self, value: Json) -> str | None:
        """Return the id of what a value refers to; what has another guid is another, whatever its name."""
        guid = identity(row(value).get("guid"))
        for key in self._keys(value):
            found = self._ids.get(key)
            if found and (guid is None or self._guids.get(found, guid) == guid):
                return found
        return None

    def _add(self, value: Json) -> None:
        found, name = self.find(value), self._name(value)
        if found is None and name:
            found = self._free(identity(row(value).get("slug")) or slug(name.in_("").words))
            self.names[found] = name
        if found is None:
            return
        for key in self._keys(value):
            self._ids.setdefault(key, found)
        if guid := identity(row(value).get("guid")):
            self._guids.setdefault(found, guid)

    def _keys(self, value: Json) -> list[_Key]:
        """Return what may refer to the value; of a plain string no one knows which of the three it is."""
        told = [(kind, value.get(kind) if isinstance(value, dict) else value) for kind in ("guid", "slug")]
        ids = [(kind, found) for kind, one in told if (found := identity(one))]
        return ids + [("name", words) for words in self._name(value).by_language.values()]

    def _name(self, value: Json) -> Text:
        return text(value.get("name") if isinstance(value, dict) else value, self._reading)

    def _free(self, wanted: str) -> str:
        free, number = wanted, 1
        while free in self.names:
            number += 1
            free = f"{wanted}-{number}"
        return free


@dataclass(frozen=True, slots=True)
class _Day:
    date: dt.date
    start: dt.datetime
    end: dt.datetime


@dataclass(frozen=True, slots=True)
class _Known:
    """What the events of a feed refer to, and the language of those that do not tell theirs."""

    rooms: _Named
    tracks: _Named
    people: _Named
    days: tuple[_Day, ...]
    language: str


def detect(data: Json) -> bool:
    """Return whether the data is a schedule with a conference and, unlike version 1, events of its own."""
    schedule = row(row(data).get("schedule"))
    return isinstance(schedule.get("conference"), dict) and "events" in schedule


def parse(data: Json, reading: Reading) -> Schedule:
    """Return the schedule; raises ScheduleError when one of its lists is none.

    The id of a session is its code, guid or slug; a break without any is "break-" and its title.
    A session stands on the agenda of the day of the conference that it starts within, if there is one.
    """
    schedule = row(row(data).get("schedule"))
    events, persons = top_rows(schedule, "events", required=True), top_rows(schedule, "persons")
    known = _known(schedule, events, persons, reading)
    sessions = [session for item in events if (session := _session(item, known, reading))]
    return Schedule(
        version=label(schedule.get("version")),
        rooms=tuple(Room(id=key, name=name) for key, name in known.rooms.names.items()),
        tracks=tuple(Track(id=key, name=name) for key, name in known.tracks.names.items()),
        people=tuple(_people(events, persons, sessions, known.people, reading)),
        sessions=distinct(sessions),
    )


def _known(schedule: Row, events: list[Row], persons: list[Row], reading: Reading) -> _Known:
    conference = row(schedule.get("conference"))
    public = [item for item in events if _public(item)]
    named = [one for item in events for one in _participants(item)]
    return _Known(
        rooms=_Named([*top_rows(conference, "rooms"), *(item.get("room") for item in public)], reading),
        tracks=_Named([*top_rows(conference, "tracks"), *(item.get("track") for item in public)], reading),
        people=_Named([*persons, *named], reading),
        days=tuple(_days(conference, reading)),
        language=_language(conference),
    )


def _days(conference: Row, reading: Reading) -> Iterator[_Day]:
    for one in rows(conference.get("days")):
        date, start, end = day(one.get("date")), moment(one.get("start"), reading), moment(one.get("end"), reading)
        if date and start and end:
            yield _Day(date, start, end)


def _language(conference: Row) -> str:
    told = identities(conference.get("languages"))
    return language(row(conference.get("defaults")).get("language")) or (language(told[0]) if len(told) == 1 else "")


def _session(item: Row, known: _Known, reading: Reading) -> Session | None:
    spoken, what = language(item.get("language")), label(item.get("type"))
    service, told = what.upper() in _SERVICE, spoken or known.language
    title, public, start = text(item.get("title"), reading, told), _public(item), moment(item.get("start"), reading)
    session_id = _id(item, title, service=service)
    if not (session_id and title and public and start):
        return None
    abstract, description = (prose(item.get(key), reading, told) for key in ("abstract", "description"))
    return Session(
        id=session_id,
        title=title,
        slot=_slot(item, start, known.days, reading),
        subtitle=text(item.get("subtitle"), reading, told),
        type=Text() if service else _type(what, reading),
        abstract=joined(abstract, description, reading),
        room=known.rooms.find(item.get("room")),
        track=known.tracks.find(item.get("track")),
        people=() if service else _found(known.people, _participants(item)),
        state=public,
        service=service,
        languages=(spoken,) if spoken else (),
    )


def _type(said: str, reading: Reading) -> Text:
    """Return the type in the words of its constant, else in those that the feed has instead of one."""
    return kind(said.lower(), reading, "en") if said.isupper() else kind(said, reading)


def _slot(item: Row, start: dt.datetime, days: Iterable[_Day], reading: Reading) -> Slot:
    end = moment(item.get("end"), reading) or after(start, _minutes(item.get("duration")))
    listed = next((one for one in days if one.start <= start < one.end), None)
    if listed is None:
        return slot_from(start, end, reading)
    slot = slot_from(start, end, reading, listed.date)
    # The conference says when its day ends, whatever the hour that ours start.
    return replace(slot, last=listed.date) if slot.end and slot.end <= listed.end else slot


def _public(item: Row) -> State | None:
    """Return the public state of an event; a delayed one has its new times already."""
    told = item.get("state")
    return "confirmed" if label(told).upper() == "DELAYED" else state(told)


def _id(item: Row, title: Text, *, service: bool) -> str | None:
    told = next(filter(None, (identity(item.get(key)) for key in ("code", "guid", "slug"))), None)
    return told or (f"break-{slug(title.in_('').words)}" if service and title else None)


def _minutes(value: Json) -> Json:
    """Return an ISO 8601 duration ("PT1H30M") as a number of minutes; anything else as it is."""
    found = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return value
    return sum(int(part or 0) * minutes for part, minutes in zip(found.groups(), _MINUTES, strict=True))


def _participants(item: Row) -> list[Json]:
    found = item.get("participants")
    return found if isinstance(found, list) else []


def _found(people: _Named, named: Iterable[Json]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for one in named if (key := people.find(one))))


def _people(
    events: list[Row], persons: list[Row], sessions: list[Session], people: _Named, reading: Reading
) -> Iterator[Person]:
    """Yield everyone but those whom only events name that are not for the public: they would tell of them."""
    named = {key for item in events for key in _found(people, _participants(item))}
    hidden = named - {key for session in sessions for key in session.people}
    told = {people.find(one): prose(one.get("biography"), reading) for one in reversed(persons)}
    for key, name in people.names.items():
        if key not in hidden:
            yield Person(id=key, name=name.in_(reading.source_language).words, biography=told.get(key, Text()))
