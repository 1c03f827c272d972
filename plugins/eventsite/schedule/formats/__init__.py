"""Bytes of a feed in, `Schedule` out: the content shows the format, not the address or the file's name.

Each format is a module with `detect(data)`, which looks and never raises, and `parse(data, reading)`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from ...errors import ScheduleError
from ...model import Schedule
from . import eventsite, frab, pretalx
from .fields import Reading
from .strict import Json, Row, describe, read_json


@dataclass(frozen=True, slots=True)
class _Format:
    name: str
    detect: Callable[[Json], bool]
    parse: Callable[[Row, Reading], Schedule]


_FORMATS = (
    _Format("eventsite", eventsite.detect, eventsite.parse),
    _Format("pretalx widget", pretalx.detect, pretalx.parse),
    _Format("frab/c3voc v1", frab.detect, frab.parse),
)


def parse_schedule(body: bytes, zone: ZoneInfo, day_starts: int, source_language: str) -> Schedule:
    """Return the schedule that a feed's bytes tell, in whichever of the known formats.

    Times are aware in `zone`; a time before `day_starts` o'clock belongs to the agenda of the day before.
    Sessions are sorted by slot, then id; rooms, tracks and people are in the feed's order; ids are unique.
    Words in several languages have `source_language` first.
    A single item that cannot be read is left out.
    Raises ScheduleError, with one line and nothing else, for whatever else is wrong with the bytes.
    """
    data = read_json(body)
    reading = Reading(zone, day_starts, source_language)
    for known in _FORMATS:
        if isinstance(data, dict) and known.detect(data):
            return known.parse(data, reading)
    names = ", ".join(known.name for known in _FORMATS)
    raise ScheduleError(f"the JSON is none of: {names}; {describe(data)}")
