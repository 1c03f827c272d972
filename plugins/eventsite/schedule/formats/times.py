"""Moments, days and slots: from a feed's strings to aware times in the event's zone and its agenda's days."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from ...model import Session, Slot
from .fields import Reading
from .strict import Json

_YEARS = range(1900, 2200)  # far from the ends of the calendar no sum of days can overflow
_LONGEST = dt.timedelta(days=366)  # a slot names each of its days: a slip in a year must not make a million
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])")
_CLOCK = re.compile(r"(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-9]{2})")
_PART_STARTS = {"all-day": 0, "morning": 0, "afternoon": 12, "evening": 18}  # hours


def moment(value: Json, reading: Reading) -> dt.datetime | None:
    """Return an ISO 8601 date and time as an aware time in the event's zone; without an offset it is local.

    None for anything else, a date without a time of day included.
    """
    if not isinstance(value, str) or not _DAY.match(value) or ":" not in value:
        return None
    try:
        read = dt.datetime.fromisoformat(value)
        known = read if read.tzinfo else read.replace(tzinfo=reading.zone)
        # By way of UTC, so that a local time which a clock change skips becomes one that exists.
        local = known.astimezone(dt.UTC).astimezone(reading.zone)
    except (ValueError, OverflowError):
        return None
    return local if local.year in _YEARS else None


def day(value: Json) -> dt.date | None:
    """Return the calendar day of a string that starts with YYYY-MM-DD; None for anything else."""
    found = _DAY.match(value) if isinstance(value, str) else None
    try:
        read = dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
    return read if read and _YEARS.start - 1 <= read.year <= _YEARS.stop else None


def after(start: dt.datetime, minutes: Json) -> dt.datetime | None:
    """Return the end of what lasts a number of minutes, "HH:MM" or "D:HH:MM"; None when that is not told."""
    if isinstance(minutes, str):
        found = _CLOCK.fullmatch(minutes.strip())
        days, hours, rest = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
        minutes = (days * 24 + hours) * 60 + rest
    if isinstance(minutes, bool) or not isinstance(minutes, int | float):
        return None
    if not 0 < minutes <= _LONGEST / dt.timedelta(minutes=1):
        return None
    end = (start.astimezone(dt.UTC) + dt.timedelta(minutes=minutes)).astimezone(start.tzinfo)
    return end if end.year in _YEARS else None


def agenda_day(time: dt.datetime, reading: Reading) -> dt.date:
    """Return the day on whose list a time stands: before the hour that days start, the day before."""
    return (time - dt.timedelta(hours=reading.day_starts)).date()


def slot_from(start: dt.datetime, end: dt.datetime | None, reading: Reading, first: dt.date | None = None) -> Slot:
    """Return the slot of clock times; `first` is the agenda day when the feed tells it.

    An end that is not after the start, or more than a year after it, is left out.
    The last day is the agenda day of the end: a talk that ends as the day ends does not touch the next one.
    """
    first = first or agenda_day(start, reading)
    if end is None or not dt.timedelta() < end.astimezone(dt.UTC) - start.astimezone(dt.UTC) <= _LONGEST:
        return Slot(first=first, last=first, start=start)
    last = agenda_day(end - dt.timedelta(microseconds=1), reading)
    return Slot(first=first, last=last if spans(first, last) else first, start=start, end=end)


def spans(first: dt.date, last: dt.date) -> bool:
    """Return whether a slot can reach from the first day to the last: not backwards, and at most a year."""
    return dt.timedelta() <= last - first <= _LONGEST


def order(session: Session) -> tuple[bool, dt.date, dt.timedelta, str]:
    """Return the key that sorts sessions by slot, then id: those without a slot come last.

    Without clock times a session stands where its part of the day begins.
    """
    slot = session.slot
    if slot is None:
        return (True, dt.date.max, dt.timedelta(), session.id)
    if slot.start is None:
        return (False, slot.first, dt.timedelta(hours=_PART_STARTS[slot.part or "all-day"]), session.id)
    midnight = dt.datetime.combine(slot.first, dt.time())
    return (False, slot.first, slot.start.replace(tzinfo=None) - midnight, session.id)


def distinct(sessions: Iterable[Session]) -> tuple[Session, ...]:
    """Return the sessions sorted by slot, then id, each with an id of its own.

    One that takes place several times under one id keeps it the first time and is `id-2`, `id-3` … after that; one
    that is listed twice at the same time and place is there once.
    """
    found: dict[str, Session] = {}
    counts: Counter[str] = Counter()
    seen: set[tuple[str, object, str | None]] = set()
    for session in sorted(sessions, key=order):
        if (where := (session.id, session.slot, session.room)) in seen:
            continue
        seen.add(where)
        key = session.id
        while key in found:
            counts[session.id] += 1
            key = f"{session.id}-{counts[session.id] + 1}"
        found[key] = replace(session, id=key)
    return tuple(sorted(found.values(), key=order))
