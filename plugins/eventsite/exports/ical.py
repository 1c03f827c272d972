"""Calendars for phones and desktops: iCalendar (RFC 5545, with the names and intervals of RFC 7986).

Time zones are made with the icalendar library. Lines are written here: the library needs several times as long for
an entry, and takes a backslash before an N, as in the name of a Windows folder, for a line break.
"""

import datetime as dt
import re
from bisect import bisect
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vDDDTypes, vRecur

_DAY = dt.timedelta(days=1)
_SECOND = dt.timedelta(seconds=1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# Every kind of line end; iCalendar has one.
_BREAKS = re.compile("\r\n|[\r\v\f\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]")
# What a text must not have, or UTF-8 cannot write; an editor's clipboard can bring it. Tabs may stay.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# At most 74 octets, and the space before them, that end no character in its midst. Google and Outlook stumble where
# a backslash is cut off from what it escapes, so no piece ends with one, unless there is nothing else in it.
_PIECE = re.compile(rb".{1,74}(?<!\\)(?![\x80-\xbf])|.{1,74}(?![\x80-\xbf])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event of a calendar.

    `uid` is globally unique and never changes. Words are plain text in `language`, a language tag. All but the title
    may be empty, the language where it is not known. `url` is absolute.
    `start` and `end` are both aware times, or both days, of which `end` is the last.
    Where `end` is None or no later, a day ends with itself and a time has no end: calendars then draw an hour or a
    line, each in its way, and no end is claimed that nobody knows.
    `stamp` is when this version of the entry came to be and `sequence` how many versions were before it, so that the
    same entry has the same bytes in every build; `modified` is when it last changed, None where nobody knows.
    """

    uid: str
    title: str
    start: dt.date
    stamp: dt.datetime
    end: dt.date | None = None
    description: str = ""
    location: str = ""
    url: str = ""
    language: str = ""
    sequence: int = 0
    modified: dt.datetime | None = None
    cancelled: bool = False
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarHead:
    """What a calendar says of itself.

    `url` is the address of the page that shows the same, `source` that of the calendar's file; both are absolute or
    empty. `zone` is the name of the event's time zone, and `refresh` how long a copy is good for.
    """

    name: str
    zone: str
    description: str = ""
    language: str = ""
    url: str = ""
    source: str = ""
    refresh: dt.timedelta = dt.timedelta(hours=1)


class ZoneYears(NamedTuple):
    """A time zone, and the first and the last year of which a calendar has to know its clocks."""

    zone: ZoneInfo
    first: int
    last: int


def render_entry(entry: Entry) -> bytes:
    """Return the entry's VEVENT, to stand in any number of calendars."""
    language = f";LANGUAGE={entry.language}" if entry.language else ""
    return _lines(
        ("BEGIN", "VEVENT"),
        ("UID", _text(entry.uid)),
        ("DTSTAMP", _utc(entry.stamp)),
        ("LAST-MODIFIED", _utc(entry.modified) if entry.modified else ""),
        ("SEQUENCE", str(entry.sequence)),
        ("STATUS", "CANCELLED" if entry.cancelled else "CONFIRMED"),
        _when("DTSTART", entry.start),
        _when("DTEND", _end(entry)),
        (f"SUMMARY{language}", _text(entry.title)),
        (f"DESCRIPTION{language}", _text(entry.description)),
        (f"LOCATION{language}", _text(entry.location)),
        ("URL", _address(entry.url)),
        ("CATEGORIES", ",".join(map(_text, entry.categories))),
        ("END", "VEVENT"),
    )


def zones_of(entries: Iterable[Entry]) -> tuple[ZoneYears, ...]:
    """Return the zones in whose local time entries are written, in the order of their names."""
    years: dict[ZoneInfo, set[int]] = defaultdict(set)
    for entry in entries:
        for moment in (entry.start, _end(entry)):
            if isinstance(moment, dt.datetime) and (zone := _zone(moment)):
                years[zone].add(moment.year)
    return tuple(ZoneYears(zone, min(years[zone]), max(years[zone])) for zone in sorted(years, key=str))


def render_calendar(head: CalendarHead, entries: Iterable[bytes], zones: Iterable[ZoneYears] = ()) -> bytes:
    """Return the calendar's file with entries that `render_entry` made, in the order given.

    `zones` are at least those that `zones_of` finds for the entries, each of them once.
    """
    return b"".join([_head(head), *map(_timezone, zones), *entries, b"END:VCALENDAR\r\n"])


def _head(head: CalendarHead) -> bytes:
    """Return all before the calendar's parts; what RFC 7986 brought stands beside what older programs read."""
    language = f";LANGUAGE={head.language}" if head.language else ""
    name, description, refresh = _text(head.name), _text(head.description), vDDDTypes(head.refresh).to_ical().decode()
    return _lines(
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Eventsite//Eventsite//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        (f"NAME{language}", name),
        ("X-WR-CALNAME", name),
        (f"DESCRIPTION{language}", description),
        ("X-WR-CALDESC", description),
        ("X-WR-TIMEZONE", _text(head.zone)),
        ("URL", _address(head.url)),
        ("SOURCE;VALUE=URI", _address(head.source)),
        ("REFRESH-INTERVAL;VALUE=DURATION", refresh),
        ("X-PUBLISHED-TTL", refresh),
    )


def _lines(*properties: tuple[str, str]) -> bytes:
    """Return the lines of the properties that have a value, folded so that none has more than 75 octets."""
    pieces = (_PIECE.findall(f"{name}:{value}".encode()) for name, value in properties if value)
    return b"".join(b"\r\n ".join(line) + b"\r\n" for line in pieces)


def _text(words: str) -> str:
    """Return words as a value: line ends of all kinds become one, and signs that iCalendar forbids are dropped."""
    plain = _FORBIDDEN.sub("", _BREAKS.sub("\n", words))
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _address(url: str) -> str:
    """Return an address as a value, which has no escapes."""
    return _FORBIDDEN.sub("", "".join(url.split()))


def _end(entry: Entry) -> dt.date | None:
    """Return where the entry ends, which for days is the day after the last."""
    start, end = entry.start, entry.end
    if not isinstance(start, dt.datetime):
        return max(start, end or start) + _DAY
    if isinstance(end, dt.datetime) and end.astimezone(dt.UTC) > start.astimezone(dt.UTC):
        return end
    return None


def _when(name: str, value: dt.date | None) -> tuple[str, str]:
    if not isinstance(value, dt.datetime):
        return f"{name};VALUE=DATE", f"{value:%Y%m%d}" if value else ""
    if zone := _zone(value):
        return f"{name};TZID={zone.key}", f"{value:%Y%m%dT%H%M%S}"
    return name, _utc(value)


def _utc(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _zone(moment: dt.datetime) -> ZoneInfo | None:
    """Return the zone in whose local time a moment can be written, None where only UTC can say which it is.

    Of an hour that the clock shows twice, iCalendar's local times mean the first.
    """
    zone = moment.tzinfo
    return zone if isinstance(zone, ZoneInfo) and zone.key not in (None, "UTC") and not moment.fold else None


class _Change(NamedTuple):
    """The clock is put forward or back: `onset` is what it shows then, still by the offset `before`."""

    onset: dt.datetime
    before: dt.timedelta
    after: dt.timedelta
    name: str


@cache
def _timezone(years: ZoneYears) -> bytes:
    """Return a zone's VTIMEZONE, which is right from the first to the last of the years.

    Changes that come every year are one observance with a rule; Outlook takes no notice of dates in a list.
    """
    timezone = Timezone()
    timezone.add("TZID", years.zone.key)
    alike: dict[tuple[object, ...], list[_Change]] = defaultdict(list)
    for change in _changes(years):
        alike[change[1:]].append(change)
    for changes in alike.values():
        rule = _rule([change.onset for change in changes], years)
        for change in changes[:1] if rule else changes:
            timezone.add_component(_observance(change, rule))
    return bytes(timezone.to_ical())


def _changes(years: ZoneYears) -> list[_Change]:
    """Return the zone's changes from the year before the first on.

    What held when that year began comes first, unless the clock is put back in that year: from then on all is known,
    and there is an observance of standard time, which many calendars cannot do without.
    """
    zone, first, last = years
    start = dt.datetime(first - 1, 1, 1, tzinfo=dt.UTC)
    days = [start + n * _DAY for n in range((last - first + 2) * 366 + 2)]
    changes = [_change(zone, early) for early, late in pairwise(days) if _offset(zone, early) != _offset(zone, late)]
    if not any(change.onset.year < first and change.after < change.before for change in changes):
        offset = _offset(zone, start)
        changes.insert(0, _Change(start.replace(tzinfo=None), offset, offset, f"{start.astimezone(zone):%Z}"))
    return changes


def _change(zone: ZoneInfo, start: dt.datetime) -> _Change:
    """Return the change that happens within a day from `start`."""
    before = _offset(zone, start)
    seconds = bisect(range(86_400), False, key=lambda n: _offset(zone, start + n * _SECOND) != before)
    moment = start + seconds * _SECOND
    onset = (moment + before).replace(tzinfo=None)
    return _Change(onset, before, _offset(zone, moment), f"{moment.astimezone(zone):%Z}")


def _offset(zone: ZoneInfo, moment: dt.datetime) -> dt.timedelta:
    return moment.astimezone(zone).utcoffset() or dt.timedelta()


def _observance(change: _Change, rule: vRecur | None) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if change.after > change.before else TimezoneStandard()
    for name, value in zip(("DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"), change, strict=True):
        part.add(name, value)
    if rule:
        part.add("RRULE", rule)
    return part


def _rule(onsets: Sequence[dt.datetime], years: ZoneYears) -> vRecur | None:
    """Return the rule of onsets, one a year, on a weekday counted from the end or the start of a month; else None."""
    times = {(onset.month, onset.weekday(), onset.time()) for onset in onsets}
    if len(times) > 1 or [onset.year for onset in onsets] != [*range(years.first - 1, years.last + 1)]:
        return None
    last = all(onset.day + 7 > monthrange(onset.year, onset.month)[1] for onset in onsets)
    weeks = {-1} if last else {(onset.day + 6) // 7 for onset in onsets}
    day = _WEEKDAYS[onsets[0].weekday()]
    return vRecur(FREQ="YEARLY", BYMONTH=onsets[0].month, BYDAY=f"{weeks.pop()}{day}") if len(weeks) == 1 else None
