"""The schedule XML of pentabarf, frab and pretalx: schedule.xml, the twin of the JSON that `frab` reads.

Source: https://c3voc.de/schedule/schema.xsd; real files are older and newer than it, so little is required.
The XML becomes that JSON, so that there is one reading of both; only the fields named here are handed on.
What differs: the XML lists rooms under each day only, and older files tell a clock time without a date.
"""

import datetime as dt
from collections.abc import Iterator

from ...errors import ScheduleError
from ...model import Schedule
from . import frab
from .fields import Reading, label, row, rows
from .strict import Json, Row
from .times import day, moment

KEYS = ("xml",)

_IDS = ("code", "id", "guid")
_WORDS = ("title", "subtitle", "type", "track", "language", "abstract", "description", "duration", "state")


def detect(data: Json) -> bool:
    """Return whether the data is an XML document named schedule, of a conference or of days."""
    root = row(row(data).get("xml"))
    return root.get("tag") == "schedule" and any(_children(root, tag) for tag in ("conference", "day"))


def parse(data: Json, reading: Reading) -> Schedule:
    """Return the schedule; raises ScheduleError when the document has no day.

    The id of a session is its code, number or guid; that of a room or track is made of its name, since the XML has
    no short name of a room.
    A start without a date stands on its day's list; before the hour that days start, it is after midnight.
    """
    root = row(row(data).get("xml"))
    days = _children(root, "day")
    if not days:
        raise ScheduleError("the XML has no day in its schedule")
    conference: Row = {
        "rooms": [{"name": name} for one in days for name, _ in _rooms(one)],
        "tracks": [_track(one) for about in _children(root, "conference") for one in _children(about, "track")],
        "days": [_day(one, reading) for one in days],
    }
    return frab.parse({"schedule": {"version": _said(root, "version"), "conference": conference}}, reading)


def _track(element: Row) -> Row:
    return {"name": _attribute(element, "name") or _text(element), "slug": _attribute(element, "slug")}


def _day(element: Row, reading: Reading) -> Row:
    listed: dict[str, list[Json]] = {}
    for name, events in _rooms(element):
        listed.setdefault(name, []).extend(_event(one, element, reading) for one in events)
    return {"date": _attribute(element, "date"), "rooms": dict(listed)}


def _rooms(element: Row) -> Iterator[tuple[str, list[Row]]]:
    for room in _children(element, "room"):
        yield label(_attribute(room, "name")), _children(room, "event")


def _event(element: Row, on: Row, reading: Reading) -> Row:
    persons = [one for listed in _children(element, "persons") for one in _children(listed, "person")]
    ids: Row = {name: _attribute(element, name) for name in _IDS}
    words: Row = {name: _said(element, name) for name in _WORDS}
    return ids | words | {"date": _start(element, on, reading), "persons": [_person(one) for one in persons]}


def _person(element: Row) -> Row:
    """Return the person; the guid is left out, since c3voc makes it of the e-mail address."""
    return {
        "code": _attribute(element, "code"),
        "id": _attribute(element, "id"),
        "public_name": _text(element),
    }


def _start(element: Row, on: Row, reading: Reading) -> str | None:
    told, clock, listed = _said(element, "date"), _said(element, "start"), day(_attribute(on, "date"))
    if moment(told, reading) or not clock or not listed:
        return told
    clock = clock.zfill(5)
    late = clock < f"{reading.day_starts:02}:00"
    return f"{listed + dt.timedelta(days=1) if late else listed}T{clock}"


def _children(element: Row, tag: str) -> list[Row]:
    return [one for one in rows(element.get("children")) if one.get("tag") == tag]


def _attribute(element: Row, name: str) -> Json:
    return row(element.get("attributes")).get(name)


def _said(element: Row, tag: str) -> str | None:
    """Return the words of the first child of that name; None when there is no such child."""
    return next((_text(one) for one in _children(element, tag)), None)


def _text(element: Row) -> str:
    text = element.get("text")
    return text.strip() if isinstance(text, str) else ""
