"""Calendars keep to RFC 5545, and two programs that know nothing of each other read in them what was meant."""

import datetime as dt
import os
import re
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

import ics
import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Timezone

from eventsite.exports.ical import CalendarHead, Entry, ZoneYears, render_calendar, render_entry, zones_of

PLUGINS = Path(__file__).parents[3] / "plugins"
SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")
BERLIN = ZoneInfo("Europe/Berlin")
ST_JOHNS = ZoneInfo("America/St_Johns")
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
STAMP = dt.datetime(2017, 11, 1, 12, tzinfo=dt.UTC)
HEAD = CalendarHead(name="Ngày hội", zone="Asia/Ho_Chi_Minh")
# Letters with marks, signs beyond the first plane, and all that iCalendar escapes or that ends a value or a parameter.
HARD = "Tiếng Việt, «nghĩa»; \"trích\" 'a' C:\\Temp \\\\\\ 100% 👩‍🏫🇻🇳 a:b=c,d;e\nDòng hai\n\nDòng bốn – hết"
# What a person can type: every sign but control signs, halves of signs, and the line ends that no keyboard has.
PRINTABLE = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")) | st.sampled_from('\n\t\\,;:"^'))
Told = dict[str, object]


def _entry(**fields: object) -> Entry:
    given_fields = {
        "uid": "khai-mac@a.org", "title": "Khai mạc", "stamp": STAMP, "start": dt.datetime(2017, 11, 25, 8, tzinfo=SAIGON),
    } | fields  # fmt: skip
    return Entry(**given_fields)


def _file(*entries: Entry) -> bytes:
    return render_calendar(HEAD, map(render_entry, entries), zones_of(entries))


def _lines(content: bytes) -> list[str]:
    """Return the lines as they were before they were folded."""
    text = content.decode()
    assert text.endswith("\r\n")
    return text.removesuffix("\r\n").replace("\r\n ", "").split("\r\n")


def _expected(entry: Entry, end: dt.date) -> Told:
    return {
        "uid": entry.uid, "title": entry.title, "description": entry.description, "location": entry.location,
        "url": entry.url, "categories": sorted(entry.categories), "sequence": entry.sequence,
        "status": "CANCELLED" if entry.cancelled else "CONFIRMED", "stamp": entry.stamp, "modified": entry.modified,
        "start": _instant(entry.start), "end": _instant(end),
    }  # fmt: skip


def _instant(value: dt.date) -> dt.date:
    """Return a time in UTC; a day as it is."""
    return value.astimezone(dt.UTC) if isinstance(value, dt.datetime) else value


def _by_icalendar(content: bytes) -> list[Told]:
    """Return what the icalendar library reads; it says by its types which entries are days."""
    calendar = Calendar.from_ical(content)
    calendar.validate()
    assert [component.errors for component in calendar.walk()] == [[] for _ in calendar.walk()]
    return [
        {
            "uid": str(event["UID"]), "title": str(event.get("SUMMARY", "")),
            "description": str(event.get("DESCRIPTION", "")), "location": str(event.get("LOCATION", "")),
            "url": str(event.get("URL", "")), "categories": sorted(map(str, event.categories)),
            "sequence": event.sequence, "status": str(event["STATUS"]), "stamp": event.DTSTAMP,
            "modified": event.LAST_MODIFIED, "start": _instant(event.start), "end": _instant(event.end),
        }
        for event in calendar.events
    ]  # fmt: skip


def _by_ics(content: bytes) -> list[Told]:
    """Return what the ics library reads, which knows no sequence and keeps the line for others."""
    events = sorted(ics.Calendar(content.decode()).events, key=lambda event: event.uid)
    return [
        {
            "uid": event.uid, "title": event.name or "", "description": event.description or "",
            "location": event.location or "", "url": event.url or "", "categories": sorted(event.categories),
            "sequence": int(*[line.value for line in event.extra if line.name == "SEQUENCE"]), "status": event.status,
            "stamp": event.created.datetime, "modified": event.last_modified and event.last_modified.datetime,
            "start": event.begin.date() if event.all_day else _instant(event.begin.datetime),
            "end": event.end.date() if event.all_day else _instant(event.end.datetime),
        }
        for event in events
    ]  # fmt: skip


def _at(zone: dt.tzinfo, month: int, day: int, hour: int, minute: int = 0, fold: int = 0) -> dt.datetime:
    return dt.datetime(2017, month, day, hour, minute, tzinfo=zone, fold=fold)


TIMES = {
    "saigon": (_at(SAIGON, 11, 25, 8), _at(SAIGON, 11, 25, 9, 30)),
    "saigon, over midnight": (_at(SAIGON, 12, 31, 23), dt.datetime(2018, 1, 1, 1, tzinfo=SAIGON)),
    "utc": (_at(dt.UTC, 11, 25, 8), _at(dt.UTC, 11, 25, 9)),
    "utc by name": (_at(ZoneInfo("UTC"), 11, 25, 8), _at(ZoneInfo("UTC"), 11, 25, 9)),
    "an offset without a zone": (_at(dt.timezone(7 * HOUR), 11, 25, 8), _at(dt.timezone(7 * HOUR), 11, 25, 9)),
    "berlin, winter": (_at(BERLIN, 1, 5, 8), _at(BERLIN, 1, 5, 9)),
    "berlin, summer": (_at(BERLIN, 7, 5, 8), _at(BERLIN, 7, 5, 9)),
    "berlin, into summer": (_at(BERLIN, 3, 26, 1, 30), _at(BERLIN, 3, 26, 3, 30)),
    "berlin, into winter": (_at(BERLIN, 10, 29, 2, 30), _at(BERLIN, 10, 29, 3, 30)),
    "berlin, from the first hour to the second": (_at(BERLIN, 10, 29, 2, 30), _at(BERLIN, 10, 29, 2, 10, fold=1)),
    "berlin, the second hour": (_at(BERLIN, 10, 29, 2, 30, fold=1), _at(BERLIN, 10, 29, 2, 45, fold=1)),
    "st johns, into summer": (_at(ST_JOHNS, 3, 12, 1), _at(ST_JOHNS, 3, 12, 4)),
    "st johns, into winter": (_at(ST_JOHNS, 11, 4, 20), _at(ST_JOHNS, 11, 5, 5)),
}


@pytest.mark.parametrize(("start", "end"), TIMES.values(), ids=TIMES)
def test_times_are_the_same_instants_to_two_programs(start: dt.datetime, end: dt.datetime) -> None:
    """Both read the very instants at which an entry starts and ends, whatever the clocks do meanwhile."""
    entry = _entry(start=start, end=end)
    expected = [_expected(entry, end)]
    assert (_by_icalendar(_file(entry)), _by_ics(_file(entry))) == (expected, expected)


@pytest.mark.parametrize(
    ("start", "line"),
    [
        (_at(SAIGON, 11, 25, 8), "DTSTART;TZID=Asia/Ho_Chi_Minh:20171125T080000"),
        (_at(dt.UTC, 11, 25, 8), "DTSTART:20171125T080000Z"),
        (_at(ZoneInfo("UTC"), 11, 25, 8), "DTSTART:20171125T080000Z"),
        (_at(dt.timezone(7 * HOUR), 11, 25, 8), "DTSTART:20171125T010000Z"),
        (_at(BERLIN, 10, 29, 2, 30), "DTSTART;TZID=Europe/Berlin:20171029T023000"),
        (_at(BERLIN, 10, 29, 2, 30, fold=1), "DTSTART:20171029T013000Z"),
    ],
)
def test_time_is_local_where_its_zone_can_tell_it(start: dt.datetime, line: str) -> None:
    """Times are the clock's in a zone with a name; others, and the second of two equal hours, are in UTC."""
    assert [found for found in _lines(render_entry(_entry(start=start))) if found.startswith("DTSTART")] == [line]


@pytest.mark.parametrize(
    ("first", "last", "after"),
    [
        (dt.date(2017, 11, 25), None, dt.date(2017, 11, 26)),
        (dt.date(2017, 11, 25), dt.date(2017, 11, 25), dt.date(2017, 11, 26)),
        (dt.date(2017, 11, 25), dt.date(2017, 11, 26), dt.date(2017, 11, 27)),
        (dt.date(2017, 12, 30), dt.date(2018, 1, 1), dt.date(2018, 1, 2)),
        (dt.date(2017, 11, 25), dt.date(2017, 11, 24), dt.date(2017, 11, 26)),
    ],
)
def test_days_end_before_the_day_after_the_last(first: dt.date, last: dt.date | None, after: dt.date) -> None:
    """Whole days are dates without a zone, and the end that iCalendar asks for is the first day without the entry."""
    entry = _entry(start=first, end=last)
    expected = [_expected(entry, after)]
    assert (_by_icalendar(_file(entry)), _by_ics(_file(entry))) == (expected, expected)
    assert [line for line in _lines(render_entry(entry)) if line.startswith("DT") and "VALUE" in line] == [
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}",
    ]  # fmt: skip
    assert zones_of([entry]) == ()


@pytest.mark.parametrize("end", [None, _at(SAIGON, 11, 25, 8), _at(SAIGON, 11, 25, 7), _at(dt.UTC, 11, 25, 1)])
def test_time_without_an_end_claims_none(end: dt.datetime | None) -> None:
    """Where the end is not known, or no later than the start, there is neither an end nor a duration."""
    entry = _entry(end=end)
    expected = [_expected(entry, entry.start)]
    assert (_by_icalendar(_file(entry)), _by_ics(_file(entry))) == (expected, expected)
    assert [line for line in _lines(render_entry(entry)) if line.startswith(("DTEND", "DURATION"))] == []


def test_cancelled_entry_stays_with_its_next_sequence() -> None:
    """A cancelled entry is still there under its uid, says so, and has a higher sequence than before."""
    entries = [
        _entry(uid="1@a.org", sequence=3, modified=STAMP, cancelled=True),
        _entry(uid="2@a.org", sequence=0, modified=STAMP - DAY),
    ]
    expected = [_expected(entry, entry.start) for entry in entries]
    assert [told["status"] for told in expected] == ["CANCELLED", "CONFIRMED"]
    assert (_by_icalendar(_file(*entries)), _by_ics(_file(*entries))) == (expected, expected)


def test_hard_words_are_read_as_they_were_written() -> None:
    """Vietnamese, emoji, quotes, commas, semicolons, backslashes and line ends arrive in every field that has words."""
    entry = _entry(
        title=HARD, description=f"{HARD}\n{HARD}", location=HARD, url="https://a.org/?a=1,2;3&b=%3B#c", language="vi",
        categories=("Mở, \"tự do\"; 🇻🇳", "C:\\Temp", "a\nb"),
    )  # fmt: skip
    expected = [_expected(entry, entry.start)]
    assert (_by_icalendar(_file(entry)), _by_ics(_file(entry))) == (expected, expected)


def test_backslash_before_a_letter_is_no_line_end() -> None:
    """The names of Windows folders keep their letters; the ics library cannot tell them from line ends."""
    words = "C:\\New\\nam\\\\new"
    entry = _entry(title=words, description=words, location=words, uid="C:\\New,1;2@a.org")
    assert _by_icalendar(_file(entry)) == [_expected(entry, entry.start)]


@settings(deadline=None, database=None, max_examples=60)
@given(PRINTABLE, PRINTABLE, PRINTABLE, st.lists(PRINTABLE.filter(bool), max_size=3))
def test_any_printable_words_are_read_as_they_were_written(
    title: str, description: str, location: str, categories: list[str]
) -> None:
    """Whatever a person can type, a reader of the calendar gets the same."""
    entry = _entry(title=title, description=description, location=location, categories=tuple(categories))
    assert _by_icalendar(_file(entry)) == [_expected(entry, entry.start)]


@settings(deadline=None, database=None, max_examples=60)
@given(PRINTABLE, PRINTABLE, PRINTABLE)
def test_any_printable_words_are_read_by_another_program(title: str, description: str, location: str) -> None:
    """A second program reads the same, too.

    What it gets wrong itself is left out: lines with nothing but blanks it drops, and a backslash that is followed by
    the letter N or R it takes for a line end.
    """
    entry = _entry(title=title, description=description, location=location)
    content = _file(entry)
    assume(all(line.strip() for line in content.decode().removesuffix("\r\n").split("\n")))
    assume(not re.search(r"\\[nr]", title + description + location, re.IGNORECASE))
    assert _by_ics(content) == [_expected(entry, entry.start)]


@settings(deadline=None, database=None, max_examples=60)
@given(
    start=st.datetimes(dt.datetime(1971, 1, 1), dt.datetime(2037, 1, 1), timezones=st.sampled_from([SAIGON, BERLIN, ST_JOHNS])),  # noqa: DTZ001
    length=st.timedeltas(dt.timedelta(minutes=1), dt.timedelta(days=3)),
)  # fmt: skip
def test_any_time_is_read_as_it_was_written(start: dt.datetime, length: dt.timedelta) -> None:
    """Whenever an entry is, in an hour that comes twice or never, too, its instants are read to the second."""
    first = start.replace(microsecond=0).astimezone(dt.UTC)
    start, end = first.astimezone(start.tzinfo), (first + length).replace(microsecond=0).astimezone(start.tzinfo)
    entry = _entry(start=start, end=end)
    assert _by_icalendar(_file(entry)) == [_expected(entry, end)]


@settings(deadline=None, database=None, max_examples=60)
@given(st.text(), st.text())
def test_any_words_at_all_make_a_calendar_of_one_entry(words: str, address: str) -> None:
    """No words, however broken, can end their line and begin another."""
    entry = _entry(
        uid=f"1{words}", title=f"1{words}", description=words, url=f"https://a.org/{address}", categories=(words,)
    )
    names = [re.split("[;:]", line)[0] for line in _lines(render_entry(entry))]
    assert [name for name in names if name not in ("DESCRIPTION", "CATEGORIES")] == [
        "BEGIN", "UID", "DTSTAMP", "SEQUENCE", "STATUS", "DTSTART", "SUMMARY", "URL", "END",
    ]  # fmt: skip
    assert len(_by_icalendar(_file(entry))) == 1


def test_control_signs_are_dropped_and_line_ends_are_all_alike() -> None:
    """Of signs that iCalendar forbids only tabs are left, and a line may end in any way."""
    entry = _entry(
        title="a\x00b\x08\tc\x1fd\x7fe\x96f\ud800g", description="1\r\n2\r3\n4\x0b5\x0c6\x857\u20288\u20299"
    )
    content = _file(entry)
    for told in (_by_icalendar(content), _by_ics(content)):
        assert [(event["title"], event["description"]) for event in told] == [
            ("ab\tcdefg", "1\n2\n3\n4\n5\n6\n7\n8\n9")
        ]


@pytest.mark.parametrize("words", ["Việt", "a", "👩‍🏫🇻🇳", "ệ", ",;", "\\", "\n", "Hội trường\\, \n", " ", "a👩b"])
@pytest.mark.parametrize("before", range(4))
def test_long_line_is_folded_at_75_octets_between_letters(words: str, before: int) -> None:
    """No physical line has more than 75 octets, each is UTF-8 for itself, and joined they are what was written."""
    title = "x" * before + words * (3000 // len(words))
    content = render_entry(_entry(title=title))
    folded = content.removesuffix(b"\r\n").split(b"\r\n")
    assert max(map(len, folded)) <= 75
    assert [line.decode().encode() for line in folded] == folded
    assert [told["title"] for told in _by_icalendar(_file(_entry(title=title)))] == [title]
    assert max(len(line) for line in folded if line.startswith(b" ")) > 75 - 4


def test_fold_leaves_a_backslash_with_what_it_escapes() -> None:
    """Wherever a line is folded, both halves of an escaped sign are on the same physical line."""
    for before in range(80):
        content = render_entry(_entry(title="x" * before + "\n,;\\" * 60))
        lines = [line.removeprefix(b" ") for line in content.split(b"\r\n")]
        assert [line for line in lines if re.search(rb"(?<!\\)(\\\\)*\\$", line)] == []


def test_entry_has_what_the_standard_requires_in_a_set_order() -> None:
    """An entry is made of the properties that RFC 5545 has for it, each of them once, and never two ways."""
    entry = _entry(
        end=_at(SAIGON, 11, 25, 9), description="Lời chào", location="Hội trường", url="https://a.org/1/", language="vi",
        sequence=2, modified=STAMP + HOUR, categories=("Mở", "AI"),
    )  # fmt: skip
    assert render_entry(entry).decode().split("\r\n") == [
        "BEGIN:VEVENT", "UID:khai-mac@a.org", "DTSTAMP:20171101T120000Z", "LAST-MODIFIED:20171101T130000Z", "SEQUENCE:2",
        "STATUS:CONFIRMED", "DTSTART;TZID=Asia/Ho_Chi_Minh:20171125T080000", "DTEND;TZID=Asia/Ho_Chi_Minh:20171125T090000",
        "SUMMARY;LANGUAGE=vi:Khai mạc", "DESCRIPTION;LANGUAGE=vi:Lời chào", "LOCATION;LANGUAGE=vi:Hội trường",
        "URL:https://a.org/1/", "CATEGORIES:Mở,AI", "END:VEVENT", "",
    ]  # fmt: skip


def test_entry_leaves_out_what_it_does_not_have() -> None:
    """Words, addresses and times that are not there leave no empty line."""
    assert render_entry(_entry()).decode().split("\r\n") == [
        "BEGIN:VEVENT", "UID:khai-mac@a.org", "DTSTAMP:20171101T120000Z", "SEQUENCE:0", "STATUS:CONFIRMED",
        "DTSTART;TZID=Asia/Ho_Chi_Minh:20171125T080000", "SUMMARY:Khai mạc", "END:VEVENT", "",
    ]  # fmt: skip


def test_calendar_names_itself_to_old_and_new_programs() -> None:
    """The head has what RFC 5545 requires first, then RFC 7986's properties, each with the one that came before it."""
    head = CalendarHead(
        name="Ngày hội, 2017", description="Hai ngày; một nơi", language="vi", url="https://a.org/", zone="Asia/Ho_Chi_Minh",
        source="https://a.org/calendar.ics", refresh=dt.timedelta(hours=1, minutes=30),
    )  # fmt: skip
    assert _lines(render_calendar(head, [])) == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Eventsite//Eventsite//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        "NAME;LANGUAGE=vi:Ngày hội\\, 2017", "X-WR-CALNAME:Ngày hội\\, 2017",
        "DESCRIPTION;LANGUAGE=vi:Hai ngày\\; một nơi", "X-WR-CALDESC:Hai ngày\\; một nơi",
        "X-WR-TIMEZONE:Asia/Ho_Chi_Minh", "URL:https://a.org/", "SOURCE;VALUE=URI:https://a.org/calendar.ics",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H30M", "X-PUBLISHED-TTL:PT1H30M", "END:VCALENDAR",
    ]  # fmt: skip
    calendar = Calendar.from_ical(render_calendar(head, [render_entry(_entry())]))
    assert (calendar.description, calendar.url, calendar.source, calendar.refresh_interval) == (
        head.description, head.url, head.source, head.refresh,
    )  # fmt: skip


def test_calendar_has_its_zones_before_its_entries() -> None:
    """Zones stand first, by their names, once each; entries follow as they were given, byte for byte."""
    entries = [
        _entry(uid="1@a.org", start=_at(SAIGON, 11, 25, 8), end=_at(BERLIN, 11, 25, 8)),
        _entry(uid="2@a.org", start=_at(ST_JOHNS, 11, 25, 8)),
        _entry(uid="0@a.org", start=_at(BERLIN, 11, 25, 8)),
        _entry(uid="3@a.org", start=_at(dt.UTC, 11, 25, 8)),
    ]
    parts = Calendar.from_ical(_file(*entries)).subcomponents
    assert [str(part.get("TZID", part.get("UID"))) for part in parts] == [
        "America/St_Johns", "Asia/Ho_Chi_Minh", "Europe/Berlin", "1@a.org", "2@a.org", "0@a.org", "3@a.org",
    ]  # fmt: skip
    head = render_calendar(HEAD, [], zones_of(entries)).removesuffix(b"END:VCALENDAR\r\n")
    assert _file(*entries) == head + b"".join(map(render_entry, entries)) + b"END:VCALENDAR\r\n"


def test_zones_have_the_years_of_their_entries() -> None:
    """Each zone comes with the years from its first start to its last end by its own clock."""
    entries = [
        _entry(start=_at(SAIGON, 12, 31, 23), end=dt.datetime(2018, 1, 1, 1, tzinfo=SAIGON)),
        _entry(start=dt.datetime(2015, 5, 1, tzinfo=BERLIN)),
        _entry(start=dt.datetime(2016, 12, 31, 23, 30, tzinfo=dt.UTC).astimezone(BERLIN)),
        _entry(start=_at(BERLIN, 10, 29, 2, fold=1)),
    ]
    assert zones_of(entries) == (ZoneYears(SAIGON, 2017, 2018), ZoneYears(BERLIN, 2015, 2017))


def _zone(years: ZoneYears) -> Timezone:
    (zone,) = Calendar.from_ical(render_calendar(HEAD, [], [years])).timezones
    return zone


def _zone_lines(years: ZoneYears) -> list[str]:
    """Return what the zone adds to a calendar."""
    head = _lines(render_calendar(HEAD, []))
    lines = _lines(render_calendar(HEAD, [], [years]))
    assert (lines[: len(head) - 1], lines[-1:]) == (head[:-1], head[-1:])
    return lines[len(head) - 1 : -1]


def _offsets(zone: Timezone, until: dt.datetime) -> tuple[list[dt.datetime], list[dt.timedelta]]:
    """Return all onsets in UTC and the offset from each on, as RFC 5545 has it in section 3.6.5."""
    found: dict[dt.datetime, dt.timedelta] = {}
    for part in zone.subcomponents:
        start = part.DTSTART
        rule = part["RRULE"].to_ical().decode() if "RRULE" in part else "FREQ=YEARLY;COUNT=1"
        for onset in rrulestr(rule, dtstart=start).between(start, until, inc=True):
            found[(onset - part.TZOFFSETFROM).replace(tzinfo=dt.UTC)] = part.TZOFFSETTO
    return sorted(found), [found[onset] for onset in sorted(found)]


ZONES = [
    ("Asia/Ho_Chi_Minh", 2017, 2017),
    ("Europe/Berlin", 2017, 2017),
    ("Europe/Berlin", 2011, 2027),
    ("America/St_Johns", 2017, 2018),
    ("America/St_Johns", 2006, 2012),
    ("America/St_Johns", 2010, 2012),
    ("Europe/Dublin", 2026, 2026),
    ("Europe/Istanbul", 2015, 2018),
    ("Europe/Istanbul", 2017, 2017),
    ("Africa/Casablanca", 2016, 2019),
    ("Australia/Lord_Howe", 2026, 2027),
    ("America/Santiago", 2016, 2027),
    ("Asia/Jerusalem", 2022, 2024),
    ("Pacific/Apia", 2011, 2011),
    ("Pacific/Apia", 2011, 2012),
    ("Asia/Kathmandu", 2026, 2026),
    ("Asia/Pyongyang", 2015, 2018),
]


@pytest.mark.parametrize(("key", "first", "last"), ZONES)
def test_zone_has_the_offset_of_every_hour_of_its_years(key: str, first: int, last: int) -> None:
    """From the first to the last moment of the years, the clock is what the time zone database says."""
    zone = ZoneInfo(key)
    onsets, offsets = _offsets(_zone(ZoneYears(zone, first, last)), dt.datetime(last + 2, 1, 1))  # noqa: DTZ001
    start, end = (dt.datetime(year, 1, 1, tzinfo=zone).astimezone(dt.UTC) for year in (first, last + 1))
    moments = [start + n * HOUR / 2 for n in range((end - start) // (HOUR / 2))]
    wrong = [m for m in moments if offsets[bisect_right(onsets, m) - 1] != m.astimezone(zone).utcoffset()]
    assert (onsets[0] <= start, wrong) == (True, [])


@pytest.mark.parametrize(("key", "first", "last"), ZONES)
def test_zone_gives_other_programs_the_offset_of_every_hour(key: str, first: int, last: int) -> None:
    """A program with no database of zones has the right clock on the days around New Year and around each change."""
    zone = ZoneInfo(key)
    read = _zone(ZoneYears(zone, first, last)).to_tz(lookup_tzid=False)
    moments = [(day + n * HOUR / 2).astimezone(zone) for day in _days_of_change(zone, first, last) for n in range(48)]
    wrong = [
        moment
        for moment in moments
        if first <= moment.year <= last and read.utcoffset(moment.replace(tzinfo=read)) != moment.utcoffset()
    ]
    assert (len(moments) >= 96, wrong) == (True, [])


def _days_of_change(zone: ZoneInfo, first: int, last: int) -> Iterable[dt.datetime]:
    """Return the days of the years, from midnight in UTC, near which something happens."""
    day = dt.datetime(first, 1, 1, tzinfo=dt.UTC)
    while day.year <= last:
        near = [(day + n * DAY).astimezone(zone).utcoffset() for n in (-1, 0, 1, 2)]
        if len(set(near)) > 1 or (day.month, day.day) in {(1, 1), (12, 31)}:
            yield day
        day += DAY


def test_yearly_changes_are_one_rule_each() -> None:
    """Where the clock changes once a year each way, there are a rule for each, as Outlook needs them, and no more."""
    assert _zone_lines(ZoneYears(BERLIN, 2017, 2017)) == [
        "BEGIN:VTIMEZONE", "TZID:Europe/Berlin",
        "BEGIN:DAYLIGHT", "DTSTART:20160327T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "TZNAME:CEST",
        "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "END:DAYLIGHT",
        "BEGIN:STANDARD", "DTSTART:20161030T030000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "TZNAME:CET",
        "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "END:STANDARD",
        "END:VTIMEZONE",
    ]  # fmt: skip


def test_zone_without_changes_has_one_offset() -> None:
    """Where no clock ever changes, one observance of standard time says all."""
    assert _zone_lines(ZoneYears(SAIGON, 2017, 2018)) == [
        "BEGIN:VTIMEZONE", "TZID:Asia/Ho_Chi_Minh", "BEGIN:STANDARD", "DTSTART:20160101T000000", "TZNAME:+07",
        "TZOFFSETFROM:+0700", "TZOFFSETTO:+0700", "END:STANDARD", "END:VTIMEZONE",
    ]  # fmt: skip


@pytest.mark.parametrize(("key", "first", "last"), ZONES)
def test_zone_always_has_standard_time(key: str, first: int, last: int) -> None:
    """There is at least one observance of standard time, without which some programs know no clock at all."""
    assert len(_zone(ZoneYears(ZoneInfo(key), first, last)).standard) >= 1


SAMPLE = """
import datetime as dt, sys
from zoneinfo import ZoneInfo
from eventsite.exports.ical import CalendarHead, Entry, render_calendar, render_entry, zones_of
entries = [
    Entry(
        uid=f"{zone}-{month}@a.org", title="Khai mạc, 👩‍🏫 " * month, stamp=dt.datetime(2017, 11, 1, tzinfo=dt.UTC),
        start=dt.datetime(2017, month, 5, 8, tzinfo=ZoneInfo(zone)), end=dt.datetime(2017, month, 5, 9, tzinfo=ZoneInfo(zone)),
        language="vi", description="a;b\\n" * month, categories=("x", "y"), modified=dt.datetime(2017, 11, 1, tzinfo=dt.UTC),
    )
    for zone in ("Europe/Berlin", "UTC", "Asia/Ho_Chi_Minh", "America/St_Johns") for month in (3, 11)
]
sys.stdout.buffer.write(render_calendar(CalendarHead(name="x", zone="UTC"), map(render_entry, entries), zones_of(entries)))
"""


def test_calendar_has_the_same_bytes_in_every_process() -> None:
    """Neither the machine's time zone, its locale nor the order of hashes leaves a trace."""
    outputs = [
        subprocess.run(
            [sys.executable, "-c", SAMPLE],
            env=os.environ | {"PYTHONPATH": str(PLUGINS), "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": locale},
            capture_output=True, check=True,
        ).stdout
        for zone, seed, locale in [("UTC", "0", "C"), ("America/New_York", "1", "C.UTF-8"), ("Asia/Tokyo", "2", "C")]
    ]  # fmt: skip
    assert len(_by_icalendar(outputs[0])) == 8
    assert outputs == [outputs[0]] * 3


def test_calendar_has_the_same_bytes_twice() -> None:
    """The same entries make the same file again, whatever was made before."""
    entries = [_entry(uid=f"{n}@a.org", start=_at(BERLIN, n, 5, 8), end=_at(BERLIN, n, 5, 9)) for n in range(1, 13)]
    first = _file(*entries)
    _file(_entry(start=_at(ST_JOHNS, 1, 1, 1)), _entry(start=dt.datetime(2030, 1, 1, tzinfo=BERLIN)))
    assert _file(*entries) == first
