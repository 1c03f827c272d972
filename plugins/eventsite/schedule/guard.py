"""The schedule that a build uses: a bad day of the feed's server never costs the site its programme.

A feed that is down, broken or empty is replaced by its last good copy, else by the snapshot in the content.
"""

import datetime as dt
import hashlib
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from ..errors import ScheduleError
from ..model import Schedule
from .formats import parse_schedule
from .formats.eventsite import render_schedule
from .formats.fields import Reading


@dataclass(frozen=True, slots=True)
class Current:
    """A schedule and where it comes from; `warning` is one line when that is not where it should."""

    schedule: Schedule
    origin: Literal["feed", "last-good", "snapshot", "none"]
    warning: str | None = None


def current_schedule(
    source: str | None,
    snapshot: Path,
    cache: Path,
    *,
    zone: ZoneInfo,
    day_starts: int,
    source_language: str,
    now: dt.datetime,
) -> Current:
    """Return the best schedule there is: the feed, else its last good copy, else the snapshot, else none.

    `source` is an http(s) address or a path, None when there is no feed; `now` is aware.
    A good feed is kept in the folder `cache` for the next time; a feed without any session is not good.
    Raises ScheduleError when the snapshot is there but cannot be read: it is a file of the content.
    """
    reading = Reading(zone, day_starts, source_language)
    if source is None:
        return _snapshot(snapshot, reading, None)
    from .fetch import fetch  # noqa: PLC0415 -- slow import, and most builds have no feed

    copy = cache / f"{hashlib.sha256(source.encode()).hexdigest()[:16]}.json"
    try:
        schedule = replace(_parse(fetch(source), reading), retrieved=now.astimezone(zone))
        if not schedule.sessions:
            raise ScheduleError("the feed has no sessions")
    except ScheduleError as error:
        if kept := _last_good(copy, reading):
            return Current(kept, "last-good", _using(error, kept, "last good copy"))
        return _snapshot(snapshot, reading, error)
    # A feed that says the same as before has the age of its last change, so that nothing changes on the site.
    kept = _last_good(copy, reading)
    if kept and replace(kept, retrieved=schedule.retrieved) == schedule:
        return Current(kept, "feed")
    return Current(schedule, "feed", _keep(schedule, copy))


def _parse(body: bytes, reading: Reading) -> Schedule:
    return parse_schedule(body, reading.zone, reading.day_starts, reading.source_language)


def _last_good(copy: Path, reading: Reading) -> Schedule | None:
    """Return the copy; None when there is none, or nothing in it that can be used."""
    try:
        kept = _parse(copy.read_bytes(), reading)
    except (OSError, ScheduleError):
        return None
    return kept if kept.sessions else None


def _snapshot(path: Path, reading: Reading, error: ScheduleError | None) -> Current:
    try:
        schedule = _parse(path.read_bytes(), reading)
    except FileNotFoundError:
        nothing = f"schedule: {error}; there is no copy to use instead"
        return Current(Schedule(), "none", nothing if error else None)
    except OSError as unread:
        raise ScheduleError(f"{path}: cannot be read: {unread.strerror}") from unread
    except ScheduleError as unread:
        raise ScheduleError(f"{path}: {unread}") from unread
    return Current(schedule, "snapshot", _using(error, schedule, "snapshot") if error else None)


def _using(error: ScheduleError, schedule: Schedule, what: str) -> str:
    of = f" of {schedule.retrieved:%Y-%m-%d %H:%M}" if schedule.retrieved else ""
    return f"schedule: {error}; using the {what}{of}"


def _keep(schedule: Schedule, copy: Path) -> str | None:
    """Write the copy, whole or not at all; return a warning when that fails: the build can go on without."""
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=copy.parent, prefix=".part-") as parts:
            part = Path(parts) / copy.name
            part.write_text(render_schedule(schedule), encoding="utf-8", newline="\n")
            part.replace(copy)
    except OSError as error:
        return f"schedule: the good copy cannot be kept in {copy.parent}: {error.strerror}"
    return None
