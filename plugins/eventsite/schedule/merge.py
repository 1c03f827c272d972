"""One programme from the schedule and the content: editorial words win, the schedule's time, room and state win."""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from typing import TypeVar

from ..content.documents import Document, Documents, Twins
from ..content.kinds import Person as PersonFields
from ..content.kinds import Session as SessionFields
from ..content.markdown import heading_id, plain_text
from ..content.mistakes import nearest
from ..errors import Problem
from ..model import Event, Part, Person, Room, Schedule, Session, Slot, Text, Track

Named = TypeVar("Named", Room, Track)


def session_key(session_id: str) -> str:
    """Return the key of the content file that belongs to a schedule's session: `DWZQGC` → `dwzqgc`."""
    return heading_id(session_id, "-")


def merge_schedule(
    schedule: Schedule, event: Event, documents: Documents, broken: Set[str] = frozenset()
) -> tuple[Schedule, list[Problem]]:
    """Return the whole programme, and what the content's sessions name that does not exist.

    `broken` are documents that could not be read; to name one of them is no second mistake.
    Rooms and tracks of event.yml come first and keep their names; people with a page are known by its key.
    """
    rooms = _merge_named(event.rooms, schedule.rooms)
    tracks = _merge_named(event.tracks, schedule.tracks)
    people, person_ids = _merge_people(schedule.people, documents)
    sessions = {session_key(session.id): _known(session, rooms, tracks, person_ids) for session in schedule.sessions}
    problems: list[Problem] = []
    for name, twins in documents.items():
        kind, _, key = name.partition("/")
        if kind == "sessions":
            problems += _unknown_names(_source(twins), rooms, tracks, documents.keys() | broken)
            sessions[key] = _merge_session(key, sessions.get(key), twins, event)
    ordered = sorted(sessions.values(), key=sort_key)
    return replace(schedule, rooms=rooms, tracks=tracks, people=people, sessions=tuple(ordered)), problems


# A part of the day stands where it usually begins, just before that clock time;
# an item of which only the day is known comes last.
_PART_MINUTES: dict[Part | None, int] = {
    "all-day": -2, "morning": 8 * 60 - 1, "afternoon": 12 * 60 - 1, "evening": 18 * 60 - 1, None: 48 * 60,
}  # fmt: skip


def sort_key(session: Session) -> tuple[dt.date, int, int, str, str]:
    """Order sessions by day, then by the time within it, then as editors order them, then by id."""
    slot = session.slot
    if slot is None:
        return dt.date.max, 0, session.order, "", session.id
    return slot.first, row_minutes(slot), session.order, slot.last.isoformat(), session.id


def row_minutes(slot: Slot) -> int:
    """Return where in its day a slot is listed, in minutes from midnight; below 0 for the whole day."""
    if slot.start:
        days_late = (slot.start.date() - slot.first).days
        return days_late * 24 * 60 + slot.start.hour * 60 + slot.start.minute
    return _PART_MINUTES[slot.part]


def _source(twins: Twins) -> Document:
    return next(iter(twins.values()))


def _merge_named(ours: Iterable[Named], theirs: Iterable[Named]) -> tuple[Named, ...]:
    merged: dict[str, Named] = {item.id: item for item in theirs}
    first = {item.id: item for item in ours}
    return tuple((first | {key: item for key, item in merged.items() if key not in first}).values())


def fold_name(name: str) -> str:
    """Return a name as it is compared: NFC, one space, no case."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _merge_people(theirs: Iterable[Person], documents: Documents) -> tuple[tuple[Person, ...], dict[str, str]]:
    """Return all people, those with a page first, and the schedule's id → our id."""
    people: dict[str, Person] = {}
    by_name: dict[str, str] = {}
    for name, twins in documents.items():
        kind, _, key = name.partition("/")
        if kind == "people":
            fields = _source(twins).as_(PersonFields)
            people[key] = Person(id=key, name=fields.name)
            by_name[fold_name(fields.name)] = key
    ids = {key: key for key in people}
    for person in theirs:
        key = ids.get(person.id) or by_name.get(fold_name(person.name)) or person.id
        ids[person.id] = key
        people[key] = replace(people.get(key, person), id=key, biography=person.biography)
    return tuple(people.values()), ids


def _known(
    session: Session, rooms: tuple[Room, ...], tracks: tuple[Track, ...], person_ids: Mapping[str, str]
) -> Session:
    """Return the session with plain words for titles and only those rooms, tracks and people that exist."""
    return replace(
        session,
        title=_plain(session.title),
        subtitle=_plain(session.subtitle),
        room=session.room if session.room in {room.id for room in rooms} else None,
        track=session.track if session.track in {track.id for track in tracks} else None,
        people=tuple(dict.fromkeys(person_ids[person] for person in session.people if person in person_ids)),
    )


def _plain(text: Text) -> Text:
    return Text({language: plain_text(words) for language, words in text.by_language.items()})


def _merge_session(key: str, theirs: Session | None, twins: Twins, event: Event) -> Session:
    fields = _source(twins).as_(SessionFields)
    ours = {language: document.as_(SessionFields) for language, document in twins.items()}
    base = theirs or Session(id=key, title=Text())
    return replace(
        base,
        title=Text({language: item.title for language, item in ours.items()}).over(base.title),
        subtitle=Text({language: item.subtitle or "" for language, item in ours.items()}).over(base.subtitle),
        slot=base.slot or _slot(fields, event),
        room=base.room or fields.room,
        track=fields.track or base.track,
        people=fields.people or base.people,
        languages=fields.languages or base.languages,
        sample=fields.sample or base.sample,
        order=fields.order,
    )


def _slot(fields: SessionFields, event: Event) -> Slot | None:
    if fields.date is None:
        return None
    return Slot(
        first=fields.date,
        last=fields.until or fields.date,
        start=_moment(fields.date, fields.start, event),
        end=_moment(fields.until or fields.date, fields.end, event),
        part=fields.part,
    )


def _moment(day: dt.date, clock: str | None, event: Event) -> dt.datetime | None:
    if clock is None:
        return None
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), tzinfo=event.zone)


def _unknown_names(
    document: Document, rooms: tuple[Room, ...], tracks: tuple[Track, ...], names: Set[str]
) -> list[Problem]:
    fields = document.as_(SessionFields)
    people = {name.partition("/")[2] for name in names if name.startswith("people/")}
    asked = [
        ("room", [fields.room] if fields.room else [], {room.id for room in rooms}, "content/event.yml"),
        (
            "track",
            [fields.track] if fields.track else [],
            {track.id for track in tracks},
            "content/event.yml",
        ),
        ("people", fields.people, people, "content/people"),
    ]
    return [
        document.problem(field, f"`{name}` does not exist in {where}", nearest(name, known))
        for field, names, known, where in asked
        for name in names
        if name not in known
    ]
