"""The change ledger: what became another between two versions of a feed, and what stays of what it withdrew."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from typing import TypeVar

from ..model import Change, ChangeKind, Person, Room, Schedule, Session, Text, Told, Track, Version

Item = TypeVar("Item", Room, Track, Person)
# Changes of these make another version of a calendar's entry (RFC 5545, section 3.8.7.4).
_OTHER_VERSION: frozenset[ChangeKind] = frozenset({"moved", "room", "title", "cancelled", "restored"})


def changes(before: Schedule, after: Schedule, seen: dt.datetime) -> list[Change]:
    """Return what is new, moved, renamed, cancelled or restored in `after`, in the order of its sessions.

    `after` is what `carry_over` made of the new version, so that a withdrawn session is there, cancelled.
    Breaks are not told of, nor is a session that was cancelled before anyone saw it.
    """
    old = {session.id: session for session in before.sessions}
    was, now = _Names(before), _Names(after)
    told = (session for session in after.sessions if not session.service)
    return [change for session in told for change in _of_session(old.get(session.id), session, was, now, seen)]


def versions(kept: Mapping[str, Version], found: Iterable[Change]) -> dict[str, Version]:
    """Return the version of each session that ever changed, which only rises, whatever becomes of the changes."""
    counted = dict(kept)
    for change in found:
        before = counted.get(change.session)
        number = (before.number if before else 0) + (change.kind in _OTHER_VERSION)
        counted[change.session] = Version(number, change.seen)
    return counted


def carry_over(before: Schedule, after: Schedule, now: dt.datetime) -> Schedule:
    """Return the new version with the sessions that it withdrew: cancelled, where they were.

    They were published once, and people made plans with them. What is over stays as it was: some feeds list only what
    is still to come. Rooms, tracks and people that only such sessions have stay too. `now` is in the event's zone.
    """
    here = {session.id for session in after.sessions}
    gone = [
        session if is_over(session, now) else replace(session, state="cancelled")
        for session in before.sessions
        if session.id not in here and not session.service
    ]
    if not gone:
        return after
    rooms = {session.room for session in gone}
    tracks = {session.track for session in gone}
    people = {person for session in gone for person in session.people}
    return replace(
        after,
        rooms=(*after.rooms, *_lost(before.rooms, after.rooms, rooms)),
        tracks=(*after.tracks, *_lost(before.tracks, after.tracks, tracks)),
        people=(*after.people, *_lost(before.people, after.people, people)),
        sessions=(*after.sessions, *gone),
    )


def is_over(session: Session, now: dt.datetime) -> bool:
    """Return whether a session has ended by `now`, in the event's zone: at its end, or with the last of its days."""
    slot = session.slot
    if slot is None:
        return False
    if slot.end and slot.end.date() >= slot.last:
        return slot.end <= now
    return slot.last < now.date()


def _lost(before: Iterable[Item], after: Iterable[Item], named: Set[str | None]) -> list[Item]:
    here = {item.id for item in after}
    return [item for item in before if item.id in named and item.id not in here]


class _Names:
    """The words of a schedule's rooms and people by their ids."""

    def __init__(self, schedule: Schedule) -> None:
        self._rooms: dict[str, Text] = {room.id: room.name or Text({"": room.id}) for room in schedule.rooms}
        self._people: dict[str, str] = {person.id: person.name for person in schedule.people}

    def room(self, session: Session) -> Text:
        return self._rooms.get(session.room or "", Text({"": session.room} if session.room else {}))

    def people(self, session: Session) -> tuple[str, ...]:
        return tuple(self._people.get(person, person) for person in session.people)


def _is_renamed(old: Text, new: Text) -> bool:
    """Return whether a language has other words than before; that one more has any is no new title."""
    both = old.by_language.keys() & new.by_language.keys()
    return old != new and (not both or any(old.by_language[code] != new.by_language[code] for code in both))


def _of_session(old: Session | None, new: Session, was: _Names, now: _Names, seen: dt.datetime) -> Iterator[Change]:
    def change(kind: ChangeKind, before: Told = Told(), after: Told = Told()) -> Change:  # noqa: B008 -- frozen
        return Change(session=new.id, kind=kind, seen=seen, title=new.title, before=before, after=after)

    placed = Told(slot=new.slot, room=now.room(new))
    if old is None:
        if new.state != "cancelled":
            yield change("new", after=placed)
        return
    if new.state != old.state:
        yield (
            change("cancelled", before=Told(slot=old.slot, room=was.room(old)))
            if new.state == "cancelled"
            else (change("restored", after=placed))
        )
    # Of what does not take place, nobody needs to know where it does not.
    if new.state == "cancelled":
        return
    if new.slot != old.slot:
        yield change("moved", Told(slot=old.slot, room=was.room(old)), placed)
    elif was.room(old) != now.room(new) and new.room != old.room:
        yield change("room", Told(room=was.room(old)), Told(room=now.room(new)))
    if _is_renamed(old.title, new.title):
        yield change("title", Told(title=old.title), Told(title=new.title))
    if set(was.people(old)) != set(now.people(new)):
        yield change("people", Told(people=was.people(old)), Told(people=now.people(new)))
