"""Conflicts of the programme: what cannot all take place as it is planned, unless somebody says that it can."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from ..model import Event, Hours, Part, Schedule, Session, Slot

Kind = Literal["room", "person", "plenary", "hours"]
# When a part of the day is taken to be: only a plenary session fills it.
_PARTS: dict[Part | None, tuple[int, int]] = {
    "all-day": (8, 22), "morning": (8, 12), "afternoon": (13, 17), "evening": (18, 22),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two sessions in one room or with one person at one time, one beside a plenary, or one outside opening hours.

    `what` is the id of the room or person that both need, or of the room that is closed ("" for the whole event).
    `reason` is why it is acknowledged, empty where it is not.
    """

    kind: Kind
    sessions: tuple[str, ...]
    what: str
    reason: str = ""


def conflicts(schedule: Schedule, event: Event) -> list[Conflict]:
    """Return the conflicts of what takes place, by day and time; those that event.yml acknowledges have its reason.

    Only clock times can conflict, but for a plenary session, which fills its part of the day. A session with an
    unknown end takes no time. One over several days does not take its room from others: an exhibition stays while
    speeches are held in it.
    """
    timed = [session for session in schedule.sessions if _is_timed(session)]
    found = [
        *_overlaps("room", timed, lambda session: [session.room] if session.room else []),
        *_overlaps("person", timed, lambda session: session.people),
        *_beside(timed, schedule, event),
        *_outside(timed, schedule, event),
    ]
    reasons = {frozenset(item.sessions): item.reason for item in event.acknowledged}
    return [replace(item, reason=reasons.get(frozenset(item.sessions), "")) for item in found]


def unused(schedule: Schedule, event: Event) -> list[tuple[str, ...]]:
    """Return the acknowledged sessions between which there is no conflict any more."""
    found = {frozenset(item.sessions) for item in conflicts(schedule, event)}
    return [item.sessions for item in event.acknowledged if frozenset(item.sessions) not in found]


def _is_timed(session: Session) -> bool:
    slot = session.slot
    return session.state != "cancelled" and slot is not None and slot.start is not None and slot.first == slot.last


def _overlaps(
    kind: Kind, sessions: Iterable[Session], needs: Callable[[Session], Iterable[str]]
) -> Iterator[Conflict]:
    by_need: dict[str, list[Session]] = defaultdict(list)
    for session in sessions:
        for need in needs(session):
            by_need[need].append(session)
    for need, items in by_need.items():
        items.sort(key=lambda session: _span(session.slot))
        for position, one in enumerate(items):
            for other in items[position + 1 :]:
                if _span(other.slot)[0] >= _span(one.slot)[1]:
                    break
                yield Conflict(kind=kind, sessions=(one.id, other.id), what=need)


def _beside(timed: Iterable[Session], schedule: Schedule, event: Event) -> Iterator[Conflict]:
    """Yield what begins or goes on during a plenary session, but for what serves: registration, coffee."""
    for plenary in (session for session in schedule.sessions if session.plenary and session.state != "cancelled"):
        span = _plenary_span(plenary.slot, event)
        if span is None:
            continue
        for other in timed:
            start, end = _span(other.slot)
            is_beside = start < span[1] and (end > span[0] or start == end == span[0])
            if other.id != plenary.id and not other.service and is_beside:
                yield Conflict(kind="plenary", sessions=(plenary.id, other.id), what="")


def _plenary_span(slot: Slot | None, event: Event) -> tuple[dt.datetime, dt.datetime] | None:
    if slot is None or slot.first != slot.last:
        return None
    if slot.start:
        return _span(slot)
    if slot.part not in _PARTS:
        return None
    first, last = (
        dt.datetime.combine(slot.first, dt.time(hour), tzinfo=event.zone) for hour in _PARTS[slot.part]
    )  # fmt: skip
    return first, last


def _span(slot: Slot | None) -> tuple[dt.datetime, dt.datetime]:
    assert slot is not None
    assert slot.start is not None
    return slot.start, slot.end or slot.start


def _outside(sessions: Iterable[Session], schedule: Schedule, event: Event) -> Iterator[Conflict]:
    """Yield what begins or ends while its room, or the event, is closed, or on another day than the event's."""
    hours = {room.id: room.hours for room in schedule.rooms}
    for session in sessions:
        open_ = hours.get(session.room or "") or event.hours
        if open_ and not _is_within(session.slot, open_, event):
            yield Conflict(kind="hours", sessions=(session.id,), what=session.room or "")


def _is_within(slot: Slot | None, hours: Hours, event: Event) -> bool:
    assert slot is not None
    start, end = _span(slot)
    opens = dt.datetime.combine(slot.first, hours.opens, tzinfo=event.zone)
    closes = dt.datetime.combine(slot.first, hours.closes, tzinfo=event.zone)
    # A room that closes after midnight.
    if closes <= opens:
        closes += dt.timedelta(days=1)
    return opens <= start and end <= closes
