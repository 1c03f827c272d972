"""What the bytes of an iCalendar file become as plain values."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar.timezone import tzp
from tests.feeds import FAST, SUITE, suite

from eventsite.errors import ScheduleError
from eventsite.schedule.formats.calendar_file import read_calendar
from eventsite.schedule.formats.decode import decode

FILES = sorted(path for path in SUITE.rglob("*") if path.suffix in {".ics", ".jcal"})


# A zone of the file's own, with the changes of central Europe.
ZONE = """BEGIN:VTIMEZONE
TZID:Own
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:BYMONTH=3;BYDAY=-1SU;FREQ=YEARLY;BYHOUR=2;BYMINUTE=0
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""


def calendar(text: str) -> Any:
    """Return the values of a calendar with these lines in it."""
    return read_calendar(f"BEGIN:VCALENDAR\n{text}\nEND:VCALENDAR\n".encode())


def start(line: str, zones: str = "") -> Any:
    """Return the value of a line in an event."""
    (event,) = [
        one for one in calendar(f"{zones}BEGIN:VEVENT\n{line}\nEND:VEVENT")["components"] if one["name"] == "VEVENT"
    ]
    return event["properties"][0][2]


def test_read_calendar_shape() -> None:
    """Properties and components arrive in their order, names in capitals, through `decode` as well."""
    body = (
        b"\xef\xbb\xbfBEGIN:VCALENDAR\r\nversion:2.0\r\nBEGIN:vevent\r\n"
        b'SUMMARY;language=vi;X-A="a:b;c":M\xc3\r\n \xa2t\\, hai\\nba\\; b\r\n\t\xe1\xbb\x91n: n\xc4\x83m\r\n'
        b"CATEGORIES:A\\, B,C\r\nDURATION:PT1H30M\r\nDTSTART:20171125T080000Z\r\n"
        b"BEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    alarm = {"name": "VALARM", "properties": [], "components": []}
    event = {
        "name": "VEVENT",
        "properties": [
            ["SUMMARY", {"LANGUAGE": "vi", "X-A": "a:b;c"}, "Mât, hai\nba; bốn: năm"],
            ["CATEGORIES", {}, ["A, B", "C"]],
            ["DURATION", {}, 90.0],
            ["DTSTART", {}, "2017-11-25T08:00:00+00:00"],
        ],
        "components": [alarm],
    }
    whole = {"properties": [["VERSION", {}, "2.0"]], "components": [event]}
    assert read_calendar(body) == whole
    assert decode(body) == {"vcalendar": whole}


def test_read_calendar_several() -> None:
    """Several calendars in one file are read as one; what stands between them is not."""
    one = b"BEGIN:VCALENDAR\nX-N:1\nBEGIN:VEVENT\nUID:%d\nEND:VEVENT\nEND:VCALENDAR\n"
    read: Any = read_calendar(one % 1 + b"X-COMMENT:a\nBEGIN:VCARD\nEND:VCARD\n" + one % 2)
    assert [event["properties"] for event in read["components"]] == [[["UID", {}, "1"]], [["UID", {}, "2"]]]
    assert len(read["properties"]) == 2


def test_read_calendar_with_bad_lines() -> None:
    """A line that is none costs only itself, and a component without an end ends with what it is in."""
    read = calendar("BEGIN:VEVENT\nno line\nUID:1\n:\n;a=b\nX;=:\nBEGIN:VALARM\nA:b\nEND:VEVENT\nBEGIN:VTODO\nEND:")
    assert [(one["name"], len(one["components"])) for one in read["components"]] == [("VEVENT", 1), ("VTODO", 0)]
    assert read["components"][0]["properties"] == [["UID", {}, "1"]]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("DTSTART:20171125T080000", "2017-11-25T08:00:00"),
        ("DTSTART:20171125T080000Z", "2017-11-25T08:00:00+00:00"),
        ("DTSTART;VALUE=DATE:20171125", "2017-11-25"),
        ("DTSTART;TZID=Asia/Ho_Chi_Minh:20171125T080000", "2017-11-25T08:00:00+07:00"),
        ("DTSTART;TZID=/example.org/20170101/Europe/Berlin:20170725T080000", "2017-07-25T08:00:00+02:00"),
        ("DTSTART;TZID=SE Asia Standard Time:20171125T080000", "2017-11-25T08:00:00+07:00"),
        ("DTSTART;TZID=Asia/Ho_Chi_Minh:20171125T080000Z", "2017-11-25T08:00:00+00:00"),
        ("DTSTART;TZID=Nowhere:20171125T080000", "2017-11-25T08:00:00"),
        ("DTSTART;TZID=/:20171125T080000", "2017-11-25T08:00:00"),
        ("DTSTART;TZID=../../etc/passwd:20171125T080000", "2017-11-25T08:00:00"),
        ("DTSTART;TZID=Europe:20171125T080000", "2017-11-25T08:00:00"),
        ("DTSTART;TZID=A,B:20171125T080000", "2017-11-25T08:00:00"),
        ("DTSTART:20171325T080000", None),
        ("DTSTART:soon", None),
        ("DTSTART:PT1H", None),
        ("DTSTART:20171125T080000Z/PT1H", None),
        ("DURATION:P1DT1H", 1500.0),
        ("DURATION:-PT15M", -15.0),
        ("DURATION:P99999999999D", None),
        ("DURATION:20171125T080000", None),
        ("RRULE:FREQ=DAILY", "FREQ=DAILY"),
    ],
)
def test_read_calendar_value(line: str, value: Any) -> None:
    """Times are ISO 8601 with the offset of a known zone, durations are minutes, and a broken one is None."""
    assert start(line) == value


@pytest.mark.parametrize(
    ("local", "offset"),
    [
        ("20170326T015959", "+01:00"),
        ("20170326T023000", "+01:00"),
        ("20170326T030000", "+02:00"),
        ("20171029T023000", "+02:00"),
        ("20171029T030000", "+01:00"),
        ("20370701T120000", "+02:00"),
    ],
)
def test_read_calendar_zone_of_its_own(local: str, offset: str) -> None:
    """A zone that only the file defines has its changes; at them RFC 5545 decides, as it does for those of the database."""
    assert start(f"DTSTART;TZID=Own:{local}", ZONE)[19:] == offset
    assert start(f"DTSTART;TZID=Own:{local}\nEND:VEVENT\n{ZONE}BEGIN:VTODO")[19:] == offset
    assert start(f"DTSTART;TZID=Europe/Berlin:{local}")[19:] == offset


def test_read_calendar_zone_of_another_file() -> None:
    """A zone is that of its own file: neither a file before nor the library's own cache has a say."""
    assert start("DTSTART;TZID=Own:20171125T080000", ZONE) == "2017-11-25T08:00:00+01:00"
    assert start("DTSTART;TZID=Own:20171125T080000", ZONE.replace("+0100", "+0900")) == "2017-11-25T08:00:00+09:00"
    assert start("DTSTART;TZID=Own:20171125T080000") == "2017-11-25T08:00:00"
    assert tzp.timezone("Own") is None


@pytest.mark.parametrize(
    "zone",
    [
        ZONE.replace("FREQ=YEARLY", "FREQ=SECONDLY"),
        ZONE.replace("FREQ=YEARLY", "FREQ=YEARLY;COUNT=999999999"),
        ZONE.replace("FREQ=YEARLY", "FREQ=YEARLY;UNTIL=99991231T235959Z"),
        ZONE.replace("BYMINUTE=0", "BYMINUTE=0,1,2,3,4,5,6,7,8,9"),
        ZONE.replace("TZOFFSETTO:+0100\n", ""),
        ZONE.replace("+0100", "soon"),
        ZONE.replace("DTSTART:16011028T030000\n", ""),
        ZONE.replace("END:VTIMEZONE", "X-LONG:1\n" + "BEGIN:STANDARD\nEND:STANDARD\n" * 5_000 + "END:VTIMEZONE"),
        "BEGIN:VTIMEZONE\nTZID:Own\nEND:VTIMEZONE\n",
    ],
    ids=range(9),
)
def test_read_calendar_zone_that_cannot_be_read(zone: str) -> None:
    """A time in a zone whose definition is broken, or could take too long, is read as one without a zone."""
    assert start("DTSTART;TZID=Own:20171125T080000", zone) == "2017-11-25T08:00:00"


def test_read_calendar_zone_by_dates() -> None:
    """A zone may list its changes, and have one only."""
    once = "BEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\nDTSTART:20000101T000000\n{}TZOFFSETFROM:+0700\nTZOFFSETTO:+0700\nEND:STANDARD\nEND:VTIMEZONE\n"
    for more in ("", "RDATE:20010101T000000,20020101T000000\n", "RRULE:FREQ=YEARLY;BYMONTH=1\n"):
        assert start("DTSTART;TZID=Own:20171125T080000", once.format(more)) == "2017-11-25T08:00:00+07:00"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "the file has no calendar"),
        (b"BEGIN:VCARD\nEND:VCARD\n", "the file has no calendar"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n", "the calendar breaks off before its end"),
        (b"BEGIN:VCALENDAR\nSUMMARY:\xff\nEND:VCALENDAR\n", "the calendar is not UTF-8 text"),
        (b"BEGIN:VCALENDAR\n" * 30, "the calendar is nested too deeply"),
        (b"BEGIN:VCALENDAR\n" + b"A:b\n" * 200_000, "the calendar has more than 200,000 lines"),
        (b"BEGIN:VCALENDAR\n" + b"x" * 5_000_000, "the calendar has more than 5,000,000 bytes"),
    ],
    ids=range(7),
)
def test_read_calendar_refused(body: bytes, message: str) -> None:
    """What is no calendar, breaks off, or goes beyond the limits is refused in one line."""
    with pytest.raises(ScheduleError, match=f"^{message}$"):
        read_calendar(body)


@pytest.mark.parametrize(("count", "defined"), [(31, ""), (6, ZONE)])
def test_read_calendar_with_too_many_zones(count: int, defined: str) -> None:
    """A file that names or defines more zones than any real one is refused: each takes a while to look for."""

    def events(count: int) -> str:
        times = (f"BEGIN:VEVENT\nDTSTART;TZID=Z{n}:20171125T080000\nEND:VEVENT\n" for n in range(count))
        return "".join([*(defined.replace("TZID:Own", f"TZID:Z{n}") for n in range(count)), *times])

    assert calendar(events(count - 1))
    with pytest.raises(ScheduleError, match=r"^the calendar has too many time zones$"):
        calendar(events(count))


@pytest.mark.parametrize(
    "body",
    [
        b"\r\n" * 2_000_000,
        b"\r\n " * 1_500_000,
        b"SUMMARY:" + b"\\n" * 1_000_000,
        b'SUMMARY;A="' + b'";"' * 500_000 + b":x",
        b"SUMMARY;A=\\" + b" " * 2_000_000 + b":x",
        b"CATEGORIES:" + b"a," * 1_000_000,
        b"BEGIN:A\nEND:A\n" * 50_000,
        "".join(
            f"BEGIN:VTIMEZONE\nTZID:Z{n}\n"
            + "BEGIN:DAYLIGHT\nDTSTART:00010101T000000\nRRULE:FREQ=YEARLY;BYMONTHDAY=1,2,3,4,5,6,7\nTZOFFSETFROM:+0100\n"
            "TZOFFSETTO:+0200\nEND:DAYLIGHT\n"
            * 30
            + f"END:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID=Z{n}:20171125T080000\nEND:VEVENT\n"
            for n in range(2)
        ).encode(),
    ],
    ids=range(8),
)
def test_read_calendar_made_to_take_long(body: bytes) -> None:
    """No few megabytes take longer than some seconds."""
    before = time.process_time()
    read_calendar(b"BEGIN:VCALENDAR\n" + body + b"\nEND:VCALENDAR\n")
    assert time.process_time() - before < 20


@FAST
@given(st.binary() | st.text().map(str.encode))
def test_read_calendar_arbitrary_bytes(body: bytes) -> None:
    """Whatever the bytes, they are read or refused in one line."""
    assert_read_or_refused(b"BEGIN:VCALENDAR\n" + body + b"\nEND:VCALENDAR\n")


@FAST
@given(st.data())
def test_read_calendar_broken_fields(data: st.DataObject) -> None:
    """A calendar with some bytes replaced by others is read or refused in one line."""
    text = f"BEGIN:VCALENDAR\n{ZONE}BEGIN:VEVENT\nDTSTART;TZID=Own:20171125T080000\nDURATION:PT1H\nCATEGORIES:A,B\nEND:VEVENT\nEND:VCALENDAR\n"
    body = bytearray(text.encode())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    assert_read_or_refused(bytes(body))


@suite
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_read_calendar_suite(path: Path) -> None:
    """The files with which the icalendar library tests itself are read or refused in one line."""
    assert_read_or_refused(path.read_bytes())


@suite
def test_read_calendar_suite_times() -> None:
    """The times of a real file in a zone of its own are those that its zone tells."""
    read: Any = read_calendar((SUITE / "tests/calendars/issue_156_RDATE_with_PERIOD_TZID_khal_2.ics").read_bytes())
    values = {name: value for name, _, value in read["components"][-1]["properties"]}
    assert (values["DTSTART"], values["RECURRENCE-ID"]) == ("2021-11-01T16:00:00+01:00", "2021-11-01T15:00:00+00:00")


def assert_read_or_refused(body: bytes) -> None:
    """Read the bytes; what comes of it is JSON, and an error is a ScheduleError of one line."""
    try:
        json.dumps(read_calendar(body))
    except ScheduleError as error:
        assert len(str(error).splitlines()) == 1
