"""A schedule without some of its sessions, and without what only they had."""

import datetime as dt
from collections.abc import Iterable, Set
from dataclasses import replace

from ..model import Event, Schedule, Session

_FAR = dt.timedelta(days=60)


def without(schedule: Schedule, ids: Set[str]) -> Schedule:
    """Return the schedule without the sessions that have these ids.

    Rooms, tracks and people whom only such sessions name go with them; those that no session names stay.
    """
    sessions = tuple(session for session in schedule.sessions if session.id not in ids)
    if len(sessions) == len(schedule.sessions):
        return schedule
    dropped = _named(session for session in schedule.sessions if session.id in ids)
    kept = _named(sessions)
    rooms, tracks, people = (gone - stays for gone, stays in zip(dropped, kept, strict=True))
    return replace(
        schedule,
        rooms=tuple(room for room in schedule.rooms if room.id not in rooms),
        tracks=tuple(track for track in schedule.tracks if track.id not in tracks),
        people=tuple(person for person in schedule.people if person.id not in people),
        sessions=sessions,
    )


def _named(sessions: Iterable[Session]) -> tuple[set[str | None], set[str | None], set[str | None]]:
    """Return the ids of the rooms, tracks and people that the sessions name."""
    rooms: set[str | None] = set()
    tracks: set[str | None] = set()
    people: set[str | None] = set()
    for session in sessions:
        rooms.add(session.room)
        tracks.add(session.track)
        people.update(session.people)
    return rooms, tracks, people


def around(schedule: Schedule, event: Event) -> tuple[Schedule, list[str]]:
    """Return the schedule without what is far from the event, and a sentence for each session that is left out.

    A slip in a year would give the site a page for each of hundreds of days.
    """
    first, last = event.start - _FAR, event.end + _FAR
    far = {
        session.id: session.slot
        for session in schedule.sessions
        if session.slot and (session.slot.first < first or session.slot.last > last)
    }
    hint = f"more than {_FAR.days} days from the event; the site leaves it out"
    told = [f"schedule: {key} is from {slot.first} to {slot.last}, {hint}" for key, slot in far.items()]
    return without(schedule, far.keys()), told
