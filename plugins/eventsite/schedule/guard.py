"""Whether a new version of a feed is to be believed: what has never happened to a good one speaks against it."""

import datetime as dt
import re

from ..model import Event, Schedule, Session
from .ledger import is_over

# Fewer sessions or rooms say nothing: of two, one may well move.
_ENOUGH = 4
# 1.0 is no later than 1.
_NUMBERS = re.compile(r"v?(\d+(?:\.\d+)*?)(?:\.0+)*", re.IGNORECASE)


def doubts(new: Schedule, kept: Schedule | None, event: Event, now: dt.datetime) -> list[str]:
    """Return why a feed's new version is not to be believed, each in half a sentence; empty for a good one.

    `kept` is the version that was believed last, as `carry_over` left it: what it has cancelled does not count, nor
    what is over. `now` is in the event's zone.
    """
    found = [*_dates(new, event)]
    if not new.sessions:
        return ["the feed has no sessions"]
    if kept is not None:
        found += [*_drop(new, kept, event.most_dropped, now), *_rooms(new, kept), *_age(new, kept)]
    return found


def _live(schedule: Schedule) -> dict[str, Session]:
    return {s.id: s for s in schedule.sessions if s.state != "cancelled" and not s.service}


def _dates(new: Schedule, event: Event) -> list[str]:
    slots = [session.slot for session in new.sessions if session.slot]
    if not slots or any(slot.first <= event.end and event.start <= slot.last for slot in slots):
        return []
    first, last = min(slot.first for slot in slots), max(slot.last for slot in slots)
    return [f"its sessions are from {first} to {last}, and the event is from {event.start} to {event.end}"]


def _drop(new: Schedule, kept: Schedule, most: int, now: dt.datetime) -> list[str]:
    before = {key: session for key, session in _live(kept).items() if not is_over(session, now)}
    # What says that it is cancelled is not gone.
    gone = len(before.keys() - {session.id for session in new.sessions})
    if len(before) < _ENOUGH or gone * 100 <= most * len(before):
        return []
    return [f"{gone} of {len(before)} sessions are gone, which is more than {most} %"]


def _rooms(new: Schedule, kept: Schedule) -> list[str]:
    before, after = _live(kept), _live(new)
    both = [(before[key].room, after[key].room) for key in before.keys() & after.keys() if before[key].room]
    if len(both) < _ENOUGH or any(was == now for was, now in both):
        return []
    return [f"all {len(both)} sessions have another room than before"]


def _age(new: Schedule, kept: Schedule) -> list[str]:
    if new.published and kept.published and new.published < kept.published:
        return [f"it was released on {new.published:%Y-%m-%d %H:%M}, before the version that is published"]
    was, now = _numbers(kept.version), _numbers(new.version)
    if was and now and now < was:
        return [f"its version is {new.version}, and {kept.version} is published"]
    return []


def _numbers(version: str) -> tuple[int, ...]:
    found = _NUMBERS.fullmatch(version.strip())
    return tuple(int(part) for part in found[1].split(".")) if found and len(found[1]) < 40 else ()  # noqa: PLR2004
