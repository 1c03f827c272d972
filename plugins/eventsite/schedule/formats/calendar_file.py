"""The bytes of an iCalendar file as plain values: RFC 5545, read line by line with the icalendar library.

Lines are read one at a time, so that a bad one costs only itself.
The library's own cache of time zones is left alone: it would let one feed's zones decide over the next one's.
"""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Timezone
from icalendar.parser import Contentline, split_on_unescaped_comma, unescape_backslash
from icalendar.prop import vDDDTypes
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from ...errors import ScheduleError
from .strict import Json, Row

# Together some seconds: a congress of a thousand talks has a third of it.
_MOST_BYTES = 5_000_000
_MOST_LINES = 200_000
_DEEPEST = 20
# Of those that the file defines and no one else knows, each may take a second to work out.
_MOST_ZONES = 30
_MOST_OWN_ZONES = 5
_LONGEST_ZONE = 5_000  # letters
_LINE_ENDS = re.compile(rb"(?:\r?\n)+")
_TIMES = ("DTSTART", "DTEND", "RECURRENCE-ID")
_LISTS = ("CATEGORIES", "RESOURCES")
# Of a VTIMEZONE; a rule that is not plainly yearly could have more dates than there is time to count.
_ONSET = ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RDATE", "RRULE")
_YEARLY = re.compile(
    r"(?:(?:^|;)(?:FREQ=YEARLY|INTERVAL=1|WKST=[A-Z]{2}|BYMONTH=[0-9]{1,2}|BYDAY=[+-]?[0-9]{0,2}[A-Z]{2}"
    r"|BYMONTHDAY=-?[0-9]{1,2}(?:,-?[0-9]{1,2}){0,6}|BY(?:HOUR|MINUTE|SECOND)=[0-9]{1,2}|UNTIL=(?:19|20)[0-9]{6}T[0-9]{6}Z))+"
)


@dataclass(frozen=True, slots=True)
class _Component:
    """A component as its lines say it: the values are still escaped."""

    name: str
    properties: list[tuple[str, Row, str]] = field(default_factory=list)
    components: list["_Component"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Zone:
    """A zone that the file defines: from each local time on, the offset of the same place holds."""

    onsets: list[dt.datetime]
    offsets: list[dt.timedelta]

    def at(self, local: dt.datetime) -> dt.tzinfo:
        return dt.timezone(self.offsets[max(bisect_right(self.onsets, local) - 1, 0)])


def read_calendar(body: bytes) -> Row:
    """Return the VCALENDAR as {"properties": […], "components": […]}; several in one file become one.

    A property is [name, parameters, value], a component {"name", "properties", "components"}; names are in capitals.
    A value is a string without its escapes, of CATEGORIES and RESOURCES a list, of DURATION a number of minutes.
    DTSTART, DTEND and RECURRENCE-ID are ISO 8601: a day, or a time, which has an offset if it is in a known zone:
    in UTC, or in one that the time zone database, Windows or the file's own VTIMEZONE knows. None is a broken one.
    Raises ScheduleError, with one line, for what is no UTF-8, breaks off, or is too large or too deep.
    """
    if len(body) > _MOST_BYTES:
        raise ScheduleError(f"the calendar has more than {_MOST_BYTES:,} bytes")
    try:
        calendars = [one for one in _components(_lines(body)) if one.name == "VCALENDAR"]
        if not calendars:
            raise ScheduleError("the file has no calendar")
        whole = _Component("VCALENDAR")
        for one in calendars:
            whole.properties.extend(one.properties)
            whole.components.extend(one.components)
        read = _row(whole, _Zones(whole.components))
    except ScheduleError:
        raise
    except Exception as error:  # the library's are many
        raise ScheduleError("the calendar is broken") from error
    return {"properties": read["properties"], "components": read["components"]}


def _lines(body: bytes) -> list[str]:
    # Unfolded before it is decoded: a line may be folded inside a letter, and blank lines may stand in the fold.
    unfolded = _LINE_ENDS.sub(b"\n", body).replace(b"\n ", b"").replace(b"\n\t", b"")
    if unfolded.count(b"\n") > _MOST_LINES:
        raise ScheduleError(f"the calendar has more than {_MOST_LINES:,} lines")
    try:
        return unfolded.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise ScheduleError("the calendar is not UTF-8 text") from error


def _components(lines: list[str]) -> list[_Component]:
    """Return the outermost components.

    An END also ends what stands in its component without an end of its own; one with a wrong name ends the innermost.
    """
    top = _Component("")
    path = [top]
    for name, parameters, value in _properties(lines):
        if name == "BEGIN":
            if len(path) > _DEEPEST:
                raise ScheduleError("the calendar is nested too deeply")
            path[-1].components.append(_Component(value.strip().upper()))
            path.append(path[-1].components[-1])
        elif name != "END":
            path[-1].properties.append((name, parameters, value))
        elif len(path) > 1:
            ended = value.strip().upper()
            depth = max((at for at, one in enumerate(path) if at and one.name == ended), default=len(path) - 1)
            del path[depth:]
    if len(path) > 1:
        raise ScheduleError("the calendar breaks off before its end")
    return top.components


def _properties(lines: list[str]) -> Iterator[tuple[str, Row, str]]:
    for line in lines:
        try:
            name, parameters, value = Contentline(line).raw_parts()  # type: ignore[no-untyped-call]
        except ValueError:
            continue
        yield name.upper(), {str(key).upper(): said for key, said in parameters.items()}, value


class _Zones:
    """The zones that the TZIDs of a file name."""

    def __init__(self, components: list[_Component]) -> None:
        zones = [one for one in components if one.name == "VTIMEZONE"]
        self._defined = {value: one for one in zones for name, _, value in one.properties if name == "TZID"}
        self._known: dict[str, ZoneInfo | _Zone | None] = {}
        self._worked_out = 0

    def at(self, tzid: Json, local: dt.datetime) -> dt.tzinfo | None:
        """Return the zone, or what stands for it at the local time; None where it is not known."""
        if not isinstance(tzid, str):
            return None
        if tzid not in self._known:
            self._known[tzid] = self._find(tzid)
            if len(self._known) > _MOST_ZONES or self._worked_out > _MOST_OWN_ZONES:
                raise ScheduleError("the calendar has too many time zones")
        found = self._known[tzid]
        return found.at(local) if isinstance(found, _Zone) else found

    def _find(self, tzid: str) -> ZoneInfo | _Zone | None:
        plain = tzid.strip("/ ")
        found: ZoneInfo | _Zone | None = _zone_info(plain) or _zone_info(WINDOWS_TO_OLSON.get(plain, ""))
        if not found and tzid in self._defined:
            self._worked_out += 1
            found = _zone(self._defined[tzid])
        parts = plain.split("/")  # "/example.org/20260101/Europe/Berlin"
        return found or _zone_info("/".join(parts[-3:])) or _zone_info("/".join(parts[-2:]))


def _zone_info(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _zone(component: _Component) -> _Zone | None:
    """Return the zone as the library reads it, until 2038; None when it cannot, or when a rule is not plain."""
    try:
        text = "\r\n".join(["BEGIN:VTIMEZONE", *_onsets(component), "END:VTIMEZONE", ""])
        # Without a TZID in its text the library keeps it out of its cache.
        zone = Timezone.from_ical(text[:_LONGEST_ZONE])
        zone.add("TZID", "own")
        times, told = zone.get_transitions() if isinstance(zone, Timezone) else ([], [])
    except Exception:  # noqa: BLE001 -- the library's are many, and without the zone the times can still be read
        return None
    after = [offset for offset, _, _ in told]
    before = after[:1] + after[:-1]
    # A local time that comes twice means the first; one that is skipped has the offset of before the change.
    onsets = [time + max(changed) for time, *changed in zip(times, before, after, strict=True)]
    return _Zone(onsets, after) if after else None


def _onsets(zone: _Component) -> Iterator[str]:
    for one in zone.components:
        told = {name: value for name, _, value in one.properties if name in _ONSET}
        if "RRULE" in told:
            if not _YEARLY.fullmatch(told["RRULE"]):
                raise ValueError
            # A rule of 1601, as Windows writes it, is the same from 1970 on.
            told["DTSTART"] = max(told["DTSTART"][:4], "1970") + told["DTSTART"][4:]
        # Whether it is daylight saving time does not matter here.
        yield from ["BEGIN:STANDARD", *(f"{name}:{value}" for name, value in told.items()), "END:STANDARD"]


def _row(component: _Component, zones: _Zones) -> Row:
    properties: list[Json] = [
        [name, parameters, _value(name, parameters, raw, zones)] for name, parameters, raw in component.properties
    ]
    components: list[Json] = [_row(one, zones) for one in component.components]
    return {"name": component.name, "properties": properties, "components": components}


def _value(name: str, parameters: Row, raw: str, zones: _Zones) -> Json:
    if name in _LISTS:
        return list(split_on_unescaped_comma(raw))
    if name == "DURATION":
        told = _told(raw)
        return told / dt.timedelta(minutes=1) if isinstance(told, dt.timedelta) else None
    return _time(raw, parameters.get("TZID"), zones) if name in _TIMES else unescape_backslash(raw)


def _time(raw: str, tzid: Json, zones: _Zones) -> str | None:
    told = _told(raw)
    if isinstance(told, dt.datetime) and told.tzinfo is None:
        told = told.replace(tzinfo=zones.at(tzid, told))
    return told.isoformat() if isinstance(told, dt.date) else None


def _told(raw: str) -> object:
    try:
        return vDDDTypes.from_ical(raw.strip())  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError):
        return None
