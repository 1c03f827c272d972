"""One programme from the schedule and the content: editorial words win, the schedule's time, room and state win."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from typing import TypeVar

from ..content.documents import Document, Documents, Twins
from ..content.kinds import Person as PersonFields
from ..content.kinds import Session as SessionFields
from ..content.markdown import heading_id, plain_text
from ..content.mistakes import nearest
from ..errors import START, Problem, say
from ..model import Event, Part, Person, Room, Schedule, Session, Slot, Text, Track
from .formats.words import fold_name, line
from .join import same_names

Named = TypeVar("Named", Room, Track)


def session_key(session_id: str) -> str:
    """Return the key of the page and content file of a schedule's session: `DWZQGC` → `dwzqgc`.

    An id with other signs than letters of the alphabet, digits and hyphens gets a digest, so that two ids never
    share a key.
    """
    key = heading_id(session_id, "-")
    return key if key == session_id.lower() else f"{key}-{_digest(session_id)}".lstrip("-")


def file_key(identifier: str) -> str:
    """Return the name of a file for a room, track or person, as no other has: `hall-a` stays, `A` gets a digest."""
    key = session_key(identifier)
    return key if key == identifier else f"{key}-{_digest(identifier)}"


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def merge_schedule(
    schedule: Schedule, event: Event, documents: Documents, broken: Set[str] = frozenset()
) -> tuple[Schedule, list[Problem]]:
    """Return the whole programme, and what the content's sessions name that does not exist.

    `broken` are documents that could not be read; to name one of them is no second mistake.
    Rooms and tracks of event.yml come first and keep their names; people with a page are known by its key.
    """
    schedule = _named_as_ours(schedule, event)
    rooms = _merge_named(event.rooms, schedule.rooms)
    tracks = _merge_named(event.tracks, schedule.tracks)
    people, person_ids = _merge_people(schedule.people, documents)
    known = known_names(rooms, tracks, documents.keys() | broken)
    sessions: dict[str, Session] = {}
    for session in schedule.sessions:
        # Two ids that differ in their capitals alone would share a page.
        taken = session_key(session.id) in sessions
        unique = replace(session, id=f"{session.id.lower()}-{_digest(session.id)}") if taken else session
        sessions[session_key(unique.id)] = _known(unique, known, person_ids)
    problems: list[Problem] = []
    for name, twins in documents.items():
        kind, _, key = name.partition("/")
        if kind == "sessions":
            problems += check_session(twins, event, known)
            sessions[key] = merge_session(key, sessions.get(key), twins, event)
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


def _named_as_ours(schedule: Schedule, event: Event) -> Schedule:
    """Return the schedule in which a room or track that has the name of one in event.yml has its id, too."""
    rooms, tracks = same_names(event.rooms, schedule.rooms), same_names(event.tracks, schedule.tracks)
    if not rooms and not tracks:
        return schedule
    return replace(
        schedule,
        rooms=tuple(room for room in schedule.rooms if room.id not in rooms),
        tracks=tuple(track for track in schedule.tracks if track.id not in tracks),
        sessions=tuple(
            replace(
                session,
                room=rooms.get(session.room or "", session.room),
                track=tracks.get(session.track or "", session.track),
            )
            for session in schedule.sessions
        ),
    )


def _merge_named(ours: Iterable[Named], theirs: Iterable[Named]) -> tuple[Named, ...]:
    merged: dict[str, Named] = {item.id: item for item in theirs}
    first = {item.id: item for item in ours}
    return tuple((first | {key: item for key, item in merged.items() if key not in first}).values())


def _merge_people(theirs: Iterable[Person], documents: Documents) -> tuple[tuple[Person, ...], dict[str, str]]:
    """Return all people, those with a page first, and the schedule's id → our id.

    A name joins a person of the schedule with one of the content only where each side has it once.
    """
    people = {
        name.partition("/")[2]: Person(id=name.partition("/")[2], name=_source(twins).as_(PersonFields).name)
        for name, twins in documents.items()
        if name.startswith("people/")
    }
    theirs = tuple(theirs)
    by_name = _unique_names(people.values())
    unique = _unique_names(theirs)
    ids = {key: key for key in people}
    for person in theirs:
        name = fold_name(person.name)
        key = person.id if person.id in people else by_name.get(name) if name in unique else None
        ids[person.id] = key or person.id
        people[key or person.id] = replace(
            people.get(key or "", person), id=key or person.id, biography=person.biography
        )
    return tuple(people.values()), ids


def _unique_names(people: Iterable[Person]) -> dict[str, str]:
    """Return name → id of the people whose name nobody else has."""
    people = tuple(people)
    counts = Counter(fold_name(person.name) for person in people)
    return {fold_name(person.name): person.id for person in people if counts[fold_name(person.name)] == 1}


def _known(session: Session, known: Mapping[str, Set[str]], person_ids: Mapping[str, str]) -> Session:
    """Return the session with plain words for titles and only those rooms, tracks and people that exist."""
    return replace(
        session,
        title=plain(session.title),
        subtitle=plain(session.subtitle),
        type=plain(session.type),
        room=session.room if session.room in known["room"] else None,
        track=session.track if session.track in known["track"] else None,
        people=tuple(dict.fromkeys(person_ids[person] for person in session.people if person in person_ids)),
    )


def plain(text: Text) -> Text:
    """Return words of one line without markup and without what cannot be seen, which entities may have brought."""
    return Text({language: line(plain_text(words)) for language, words in text.by_language.items()})


def merge_session(key: str, theirs: Session | None, twins: Twins, event: Event) -> Session:
    """Return a session that the content has, and the schedule too where `theirs` is given."""
    fields = _source(twins).as_(SessionFields)
    ours = {language: document.as_(SessionFields) for language, document in twins.items()}
    base = theirs or Session(id=key, title=Text())
    return replace(
        base,
        title=Text({language: item.title for language, item in ours.items()}).over(base.title),
        subtitle=Text({language: item.subtitle or "" for language, item in ours.items()}).over(base.subtitle),
        type=Text({language: item.type or "" for language, item in ours.items()}).over(base.type),
        slot=base.slot or _slot(fields, event),
        room=base.room or fields.room,
        track=fields.track or base.track,
        people=fields.people or base.people,
        languages=fields.languages or base.languages,
        interpretation=dict(sorted(fields.interpretation.items())) or base.interpretation,
        message=Text({language: item.message or "" for language, item in ours.items()}).over(base.message),
        state=base.state if theirs else fields.state,
        plenary=fields.plenary or base.plenary,
        sample=fields.sample or base.sample,
        order=fields.order,
    )


def _slot(fields: SessionFields, event: Event) -> Slot | None:
    if fields.date is None:
        return None
    start = _moment(fields.date, fields.start, event)
    end = _moment(fields.until or fields.date, fields.end, event)
    return Slot(first=fields.date, last=fields.until or fields.date, start=start, end=end, part=fields.part)


def _moment(day: dt.date, clock: str | None, event: Event) -> dt.datetime | None:
    """Return a clock time of an agenda day; before the hour at which days start it is the next calendar day."""
    if clock is None:
        return None
    time = dt.time.fromisoformat(clock)
    late = dt.timedelta(days=1 if time.hour < event.day_starts else 0)
    return dt.datetime.combine(day + late, time, tzinfo=event.zone)


def _ends_before_it_starts(document: Document, event: Event) -> list[Problem]:
    slot = _slot(document.as_(SessionFields), event)
    if slot and slot.start and slot.end and slot.end <= slot.start:
        message = say("the session ends before it starts")
        return [document.problem("end", message, say("correct one of the two times"))]
    return []


def known_names(rooms: Iterable[Room], tracks: Iterable[Track], documents: Set[str]) -> dict[str, Set[str]]:
    """Return what a session's fields may name; `documents` are the `kind/key` of all that there are."""
    people = {name.partition("/")[2] for name in documents if name.startswith("people/")}
    return {"room": {room.id for room in rooms}, "track": {track.id for track in tracks}, "people": people}


def check_session(twins: Twins, event: Event, known: Mapping[str, Set[str]]) -> list[Problem]:
    """Return what is wrong with a session of the content: its times, or names that nothing has."""
    document = _source(twins)
    fields = document.as_(SessionFields)
    asked = (
        ("room", (fields.room,), "content/event.yml"),
        ("track", (fields.track,), "content/event.yml"),
        ("people", fields.people, "content/people"),
    )
    return _ends_before_it_starts(document, event) + [
        document.problem(
            field, say("`{name}` does not exist in {where}", name=name, where=where), nearest(name, known[field])
        )
        for field, names, where in asked
        for name in names
        if name and name not in known[field]
    ]


def unknown_in_schedule(path: str, given: Schedule, merged: Schedule, names: Set[str]) -> list[Problem]:
    """Return a problem for each room, track or person that our own schedule file names and nobody knows.

    `names` are the `kind/key` of all documents, those that are not public included.
    """
    known = {
        "room": {room.id for room in merged.rooms},
        "track": {track.id for track in merged.tracks},
        "people": {person.id for person in given.people} | {n.partition("/")[2] for n in names if n[:7] == "people/"},
    }
    asked = [
        (session.id, field, name)
        for session in given.sessions
        for field, named in (("room", (session.room,)), ("track", (session.track,)), ("people", session.people))
        for name in named
        if name and name not in known[field]
    ]
    return [
        Problem(
            path,
            START,
            field,
            say("session `{session}`: `{name}` does not exist", session=session, name=name),
            nearest(name, known[field]),
        )
        for session, field, name in asked
    ]
