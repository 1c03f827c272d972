"""Several feeds as one programme: the first feed names things, and what clashes in a later one gets another id."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple, TypeVar

from ..model import Change, Person, Room, Schedule, Session, Text, Track, Version
from .formats.words import fold_name
from .state import FeedState

Named = TypeVar("Named", Room, Track)
Item = TypeVar("Item", Room, Track, Person, Session)
Ids = dict[str, str]


class Joined(NamedTuple):
    """The programme of all feeds.

    `changes` are the ledger, newest first, `versions` those of sessions by their ids in the programme, and `ids` has
    for each feed the ids that its sessions have in the programme, by their own.
    """

    schedule: Schedule
    changes: tuple[Change, ...]
    versions: dict[str, Version]
    ids: dict[str, Ids]


def join(feeds: Mapping[str, FeedState]) -> Joined:
    """Return the programme of the feeds, which are given by their ids in the order in which they count.

    Rooms and tracks are the same where they have a name in common, people where both feeds have one of that name.
    Any other id that two feeds have stands for two things: the later feed's becomes `<feed>-<id>`.
    """
    whole = Joined(Schedule(), (), {}, {})
    for name, state in feeds.items():
        whole = _with_feed(whole, name, state)
    return whole._replace(changes=tuple(sorted(whole.changes, key=lambda change: change.seen, reverse=True)))


def _with_feed(before: Joined, name: str, state: FeedState) -> Joined:
    whole, schedule = before.schedule, state.schedule
    rooms = same_names(whole.rooms, schedule.rooms)
    tracks = same_names(whole.tracks, schedule.tracks)
    people = _same_people(whole.people, schedule.people)
    sessions: Ids = {}
    _rename(name, whole.rooms, schedule.rooms, rooms)
    _rename(name, whole.tracks, schedule.tracks, tracks)
    _rename(name, whole.people, schedule.people, people)
    _rename(name, whole.sessions, schedule.sessions, sessions)
    moved = [_with_ids(session, rooms, tracks, people, sessions) for session in schedule.sessions]
    joined = Schedule(
        version=" / ".join(filter(None, [whole.version, schedule.version])),
        published=max(filter(None, [whole.published, schedule.published]), default=None),
        retrieved=max(filter(None, [whole.retrieved, schedule.retrieved]), default=None),
        rooms=(*whole.rooms, *_new(whole.rooms, schedule.rooms, rooms)),
        tracks=(*whole.tracks, *_new(whole.tracks, schedule.tracks, tracks)),
        people=(*whole.people, *_new(whole.people, schedule.people, people)),
        sessions=(*whole.sessions, *moved),
    )
    # What the feed does not have any more may be the id of another feed's session.
    changes = (replace(c, session=sessions[c.session]) for c in state.changes if c.session in sessions)
    versions = {sessions[key]: version for key, version in state.versions.items() if key in sessions}
    return Joined(
        joined, (*before.changes, *changes), before.versions | versions, before.ids | {name: sessions}
    )  # fmt: skip


def same_names(ours: Iterable[Named], theirs: Iterable[Named]) -> Ids:
    """Return their id → our id of the rooms or tracks that have a name in common, in whatever language."""
    ours = tuple(ours)
    by_name = {name: item.id for item in reversed(ours) for name in _names(item.name)}
    found = {}
    for item in theirs:
        if ids := [by_name[name] for name in _names(item.name) if name in by_name]:
            found[item.id] = ids[0]
    return found


def _names(text: Text) -> list[str]:
    return [fold_name(words) for words in text.by_language.values() if words.strip()]


def _same_people(ours: Iterable[Person], theirs: Iterable[Person]) -> Ids:
    mine, others = _once(ours), _once(theirs)
    return {person: mine[name] for name, person in others.items() if name in mine}


def _once(people: Iterable[Person]) -> dict[str, str]:
    """Return name → id of the people whose name nobody else of the feed has."""
    found: dict[str, list[str]] = {}
    for person in people:
        found.setdefault(fold_name(person.name), []).append(person.id)
    return {name: ids[0] for name, ids in found.items() if len(ids) == 1}


def _rename(feed: str, known: Iterable[Item], theirs: Iterable[Item], ids: Ids) -> None:
    """Give those an id of their own whose id stands for something else already."""
    taken, theirs = {item.id for item in known}, tuple(theirs)
    own = {item.id for item in theirs}
    for item in theirs:
        if item.id not in ids:
            free = item.id
            while free in taken or (free != item.id and free in own):
                free = f"{feed}-{free}"
            taken.add(free)
            ids[item.id] = free


def _new(known: Iterable[Item], theirs: Iterable[Item], ids: Mapping[str, str]) -> list[Item]:
    here = {item.id for item in known}
    return [replace(item, id=ids[item.id]) for item in theirs if ids[item.id] not in here]


def _with_ids(session: Session, rooms: Ids, tracks: Ids, people: Ids, sessions: Ids) -> Session:
    return replace(
        session,
        id=sessions[session.id],
        room=rooms.get(session.room or "", session.room),
        track=tracks.get(session.track or "", session.track),
        people=tuple(dict.fromkeys(people.get(person, person) for person in session.people)),
    )
