"""Bytes of a feed in, `Schedule` out: the content shows the format, not the address or the file's name.

Each format is a module with `detect(data)`, which looks and never raises, `parse(data, reading)`, and `KEYS`, what a
file of the format has at its top. `decode.py` says what `data` is.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ...errors import ScheduleError
from ...model import Schedule
from . import (
    eventsite,
    frab,
    frab_xml,
    gridsmart,
    ical,
    indico,
    konopas,
    open_event,
    pretalx,
    pretalx_api,
    sessionize,
    voc2,
)
from .decode import decode
from .fields import Reading
from .strict import Json, describe


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a schedule."""

    name: str
    keys: tuple[str, ...]
    detect: Callable[[Json], bool]
    parse: Callable[[Json, Reading], Schedule]


FORMATS = tuple(
    Format(name, module.KEYS, module.detect, module.parse)
    for name, module in (
        ("eventsite", eventsite),
        ("pretalx widget", pretalx),
        ("pretalx API", pretalx_api),
        ("frab/c3voc v1", frab),
        ("frab/c3voc XML", frab_xml),
        ("c3voc v2", voc2),
        ("Sessionize All", sessionize),
        ("Sessionize GridSmart", gridsmart),
        ("Open Event", open_event),
        ("Indico", indico),
        ("KonOpas/ConClár", konopas),
        # The last, since it says least.
        ("iCalendar", ical),
    )
)


def parse_schedule(body: bytes, reading: Reading) -> Schedule:
    """Return the schedule that a feed's bytes tell, in whichever of the known formats.

    Times are aware in the reading's zone; a time before its `day_starts` belongs to the agenda of the day before.
    Sessions are sorted by slot, then id; rooms, tracks and people are in the feed's order; ids are unique.
    Words in several languages have the reading's `source_language` first.
    A single item that cannot be read is left out.
    Raises ScheduleError, with one line and nothing else, for whatever else is wrong with the bytes.
    """
    data = decode(body)
    return format_of(data).parse(data, reading)


def format_of(data: Json) -> Format:
    """Return the format that the data is in; raises ScheduleError that says what it has and what it comes near to."""
    for known in FORMATS:
        if known.detect(data):
            return known
    near = nearest(data)
    hint = f"; nearest is {near.name}, which has {', '.join(near.keys)}" if near else ""
    raise ScheduleError(f"the feed is in no known format; {describe(data)}{hint}")


def nearest(data: Json) -> Format | None:
    """Return the format of whose keys the data has most, in proportion; None where it has none of any."""
    shares = {known.name: sum(has(data, key) for key in known.keys) / len(known.keys) for known in FORMATS}
    best = max(FORMATS, key=lambda known: shares[known.name])
    return best if shares[best.name] else None


def has(data: Json, key: str) -> bool:
    """Return whether the data has a key, such as `schedule.days`, or `[].date` of the first item of a list."""
    for part in key.split("."):
        if part == "[]":
            data = data[0] if isinstance(data, list) and data else None
        elif isinstance(data, dict) and part in data:
            data = data[part]
        else:
            return False
    return True
