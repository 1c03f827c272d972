"""What the events of an iCalendar file become."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.feeds import (
    FAST,
    PRIVATE,
    READING,
    SAMPLES,
    SATURDAY,
    SUITE,
    assert_read_or_refused,
    at,
    junk,
    only,
    samples,
    spoiled,
    suite,
)

from eventsite.errors import ScheduleError
from eventsite.model import Room, Schedule, Session, Slot, Text, Track
from eventsite.schedule.formats import pretalx
from eventsite.schedule.formats.calendar_file import read_calendar
from eventsite.schedule.formats.decode import decode
from eventsite.schedule.formats.ical import KEYS, detect, parse

FILES = sorted(SUITE.rglob("*.ics"))

ICS = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:{PRIVATE}
X-WR-CALNAME:{PRIVATE}
METHOD:PUBLISH
BEGIN:VEVENT
UID:event-one-AB12@example.org
DTSTAMP:20171101T000000Z
DTSTART;TZID=Asia/Ho_Chi_Minh:20171125T090000
DTEND;TZID=Asia/Ho_Chi_Minh:20171125T094500
SUMMARY;LANGUAGE=vi:Dữ liệu\\, <b>mở</b>
DESCRIPTION;LANGUAGE=vi:Một\\nhai
LOCATION:Phòng A
CATEGORIES:Khoa học,{PRIVATE}
CATEGORIES:{PRIVATE}
CLASS:PUBLIC
STATUS:CONFIRMED
ORGANIZER;CN={PRIVATE}:mailto:{PRIVATE}
ATTENDEE;CN={PRIVATE}:mailto:{PRIVATE}
CONTACT:{PRIVATE}
COMMENT:{PRIVATE}
URL:{PRIVATE}
ATTACH:{PRIVATE}
GEO:1.0;2.0
RESOURCES:{PRIVATE}
REQUEST-STATUS:2.0;{PRIVATE}
CONFERENCE:{PRIVATE}
X-ALT-DESC:{PRIVATE}
X-SENTINEL-7f3a:{PRIVATE}
SUMMARY:{PRIVATE}
BEGIN:VALARM
DESCRIPTION:{PRIVATE}
END:VALARM
BEGIN:VEVENT
UID:{PRIVATE}
DTSTART:20171125T020000Z
SUMMARY:{PRIVATE}
END:VEVENT
END:VEVENT
BEGIN:VEVENT
UID:two
DTSTART:20171125T173000Z
DURATION:PT1H30M
SUMMARY:Late
STATUS:CANCELLED
LOCATION:Phong A
CLASS:
END:VEVENT
BEGIN:VEVENT
UID:three
DTSTART;VALUE=DATE:20171125
DTEND;VALUE=DATE:20171128
SUMMARY:Hackathon
STATUS:TENTATIVE
END:VEVENT
BEGIN:VEVENT
UID:private
DTSTART:20171125T020000Z
SUMMARY:{PRIVATE}
LOCATION:{PRIVATE}
CATEGORIES:{PRIVATE}
CLASS:PRIVATE
END:VEVENT
BEGIN:VEVENT
UID:confidential
DTSTART:20171125T020000Z
SUMMARY:{PRIVATE}
CLASS:confidential
END:VEVENT
BEGIN:VEVENT
UID:unknown-class
DTSTART:20171125T020000Z
SUMMARY:{PRIVATE}
CLASS:X-STAFF
END:VEVENT
BEGIN:VEVENT
UID:unknown-status
DTSTART:20171125T020000Z
SUMMARY:{PRIVATE}
LOCATION:{PRIVATE}
STATUS:DRAFT
END:VEVENT
BEGIN:VTODO
UID:todo
DTSTART:20171125T020000Z
SUMMARY:{PRIVATE}
END:VTODO
BEGIN:VJOURNAL
UID:journal
DTSTART:20171125T020000Z
SUMMARY:{PRIVATE}
END:VJOURNAL
END:VCALENDAR
"""
FIXTURE: Any = decode(ICS.encode())


def events(*texts: str, zone: str = "") -> Schedule:
    """Return the schedule of a calendar with these events, each with an UID and a title unless it tells its own."""
    whole = [
        "BEGIN:VEVENT\n"
        + text
        + ("" if "UID:" in text else f"\nUID:{number}")
        + ("" if "SUMMARY:" in text else "\nSUMMARY:T")
        + "\nEND:VEVENT\n"
        for number, text in enumerate(texts)
    ]
    return parse(decode(f"BEGIN:VCALENDAR\n{zone}{''.join(whole)}END:VCALENDAR\n".encode()), READING)


def test_parse_full() -> None:
    """Every public property arrives, and what is not for the public stays out."""
    assert parse(FIXTURE, READING) == Schedule(
        rooms=(Room(id="phong-a", name=Text({"": "Phòng A"})), Room(id="phong-a-2", name=Text({"": "Phong A"}))),
        tracks=(Track(id="khoa-hoc", name=Text({"": "Khoa học"})),),
        sessions=(
            Session(
                id="three",
                title=Text({"": "Hackathon"}),
                slot=Slot(first=SATURDAY, last=dt.date(2017, 11, 27), part="all-day"),
            ),
            Session(
                id="event-one-AB12@example.org",
                title=Text({"vi": "Dữ liệu, <b>mở</b>"}),
                slot=Slot(first=SATURDAY, last=SATURDAY, start=at("2017-11-25T09:00"), end=at("2017-11-25T09:45")),
                abstract=Text({"vi": "Một\nhai"}),
                room="phong-a",
                track="khoa-hoc",
            ),
            Session(
                id="two",
                title=Text({"": "Late"}),
                slot=Slot(first=SATURDAY, last=SATURDAY, start=at("2017-11-26T00:30"), end=at("2017-11-26T02:00")),
                room="phong-a-2",
                state="cancelled",
            ),
        ),
    )


def test_parse_private_properties() -> None:
    """Nothing that is not meant for the public gets into the schedule."""
    assert PRIVATE not in repr(parse(FIXTURE, READING))


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("DTSTART:20171125T090000", "2017-11-25T09:00"),
        ("DTSTART:20171125T020000Z", "2017-11-25T09:00"),
        ("DTSTART;TZID=Europe/Berlin:20170725T090000", "2017-07-25T14:00"),
        ("DTSTART;TZID=Europe/Berlin:20171125T090000", "2017-11-25T15:00"),
        ("DTSTART;TZID=Tokyo Standard Time:20171125T110000", "2017-11-25T09:00"),
        ("DTSTART;TZID=Own:20171125T110000", "2017-11-25T09:00"),
        ("DTSTART;TZID=Nowhere:20171125T090000", "2017-11-25T09:00"),
    ],
)
def test_parse_start(line: str, start: str) -> None:
    """A time is in the zone that it tells; a floating one, and one in a zone that nobody knows, in the event's."""
    own = "BEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\nDTSTART:20000101T000000\nTZOFFSETFROM:+0900\nTZOFFSETTO:+0900\nEND:STANDARD\nEND:VTIMEZONE\n"
    session = only(events(line, zone=own))
    assert session.slot and (session.slot.start, session.slot.end) == (at(start), None)


@pytest.mark.parametrize(
    ("more", "last"),
    [
        ("", "2017-11-25"),
        ("DTEND;VALUE=DATE:20171126", "2017-11-25"),
        ("DTEND;VALUE=DATE:20171125", "2017-11-25"),
        ("DTEND;VALUE=DATE:20171124", "2017-11-25"),
        ("DTEND;VALUE=DATE:20171127", "2017-11-26"),
        ("DTEND:20171127T120000", "2017-11-25"),
        ("DTEND;VALUE=DATE:20991231", "2017-11-25"),
        ("DURATION:P1D", "2017-11-25"),
        ("DURATION:P3D", "2017-11-27"),
        ("DURATION:PT1H", "2017-11-25"),
    ],
)
def test_parse_whole_days(more: str, last: str) -> None:
    """A day without a time is a whole one; the end is the first day after it."""
    assert only(events(f"DTSTART;VALUE=DATE:20171125\n{more}")).slot == Slot(
        first=SATURDAY, last=dt.date.fromisoformat(last), part="all-day"
    )


def test_parse_repeated() -> None:
    """Of what is repeated there is the first time, and each time that has an event of its own."""
    read = events(
        "UID:a\nDTSTART:20171125T020000Z\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20171127T020000Z",
        "UID:a\nRECURRENCE-ID:20171126T020000Z\nDTSTART:20171126T040000Z\nSUMMARY:Moved",
    )
    assert told(read) == [("a", "T", "2017-11-25T09:00"), ("a-20171126T0900", "Moved", "2017-11-26T11:00")]


@pytest.mark.parametrize("first", [True, False])
def test_parse_first_time_with_an_event_of_its_own(first: bool) -> None:
    """The event of the first time stands for it, wherever in the file it is."""
    both = [
        "UID:a\nDTSTART;TZID=Asia/Ho_Chi_Minh:20171125T090000\nRRULE:FREQ=DAILY",
        "UID:a\nRECURRENCE-ID:20171125T020000Z\nDTSTART:20171125T040000Z\nSUMMARY:Moved",
    ]
    assert told(events(*(both if first else reversed(both)))) == [("a", "Moved", "2017-11-25T11:00")]


def test_parse_repeated_whole_days() -> None:
    """The day of a whole day that has an event of its own is in the id."""
    read = events(
        "UID:a\nDTSTART;VALUE=DATE:20171125\nRRULE:FREQ=DAILY",
        "UID:a\nRECURRENCE-ID;VALUE=DATE:20171126\nDTSTART;VALUE=DATE:20171126\nSTATUS:CANCELLED",
    )
    assert [(one.id, one.state) for one in read.sessions] == [("a", "confirmed"), ("a-20171126T0000", "cancelled")]


def told(schedule: Schedule) -> list[tuple[str, str, str]]:
    """Return the id, title and start of each session."""
    starts = [one.slot.start.isoformat()[:16] if one.slot and one.slot.start else "" for one in schedule.sessions]
    return [(one.id, one.title.in_("").words, start) for one, start in zip(schedule.sessions, starts, strict=True)]


def test_parse_same_uid_without_recurrence() -> None:
    """Events that share an UID by mistake are told apart."""
    read = events("UID:a\nDTSTART:20171125T090000", "UID:a\nDTSTART:20171125T080000")
    assert [(key, start) for key, _, start in told(read)] == [("a", "2017-11-25T08:00"), ("a-2", "2017-11-25T09:00")]


@pytest.mark.parametrize(
    "bad",
    [
        "DTSTART:soon",
        "DTEND:20171125T090000",
        "DTSTART:20171125T090000\nSUMMARY:",
        "DTSTART:20171125T090000\nUID:",
        "DTSTART:20171125T090000\nRECURRENCE-ID:soon",
        "DTSTART:00010101T000000",
        "DTSTART;VALUE=DATE:99991231",
    ],
)
def test_parse_bad_event(bad: str) -> None:
    """An event without an UID, a title or a time that can be read costs only itself."""
    assert told(events(bad, "DTSTART:20171125T090000")) == [("1", "T", "2017-11-25T09:00")]


@pytest.mark.parametrize("components", [None, {}, "x"])
def test_parse_without_components(components: Any) -> None:
    """A calendar whose components are no list is refused, an empty one is an empty schedule."""
    with pytest.raises(ScheduleError, match=r'^"components" in the JSON is not a list$'):
        parse({"vcalendar": {"components": components}}, READING)
    assert events() == Schedule()


def test_detect_own() -> None:
    """A calendar is known, with the keys that the module promises."""
    assert detect(FIXTURE)
    assert {"vcalendar", *(f"vcalendar.{key}" for key in FIXTURE["vcalendar"])} == set(KEYS)


@FAST
@given(
    junk
    | st.builds(lambda value: {"vcalendar": {"components": [value, {"name": "VEVENT", "properties": value}]}}, junk)
)
def test_parse_arbitrary_json(data: Any) -> None:
    """Whatever the JSON, it is looked at without an error, and read or refused."""
    assert_read_or_refused(detect, parse, data)


@FAST
@given(st.data())
def test_parse_broken_fields(data: st.DataObject) -> None:
    """The fixture with some values made junk is read or refused."""
    assert_read_or_refused(detect, parse, spoiled(FIXTURE, data))


@suite
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_parse_suite(path: Path) -> None:
    """The files with which the icalendar library tests itself give at most a session an event."""
    body = path.read_bytes()
    try:
        read = parse({"vcalendar": read_calendar(body)}, READING)
    except ScheduleError as error:
        assert len(str(error).splitlines()) == 1
    else:
        assert len(read.sessions) <= body.upper().count(b"BEGIN:VEVENT")


@samples
@pytest.mark.parametrize(
    ("event", "count", "rooms", "title", "start"),
    [
        ("bdsc17", 5, 3, "Hackathon 2017 kick-off", "2017-11-25T08:00"),
        ("democon", 36, 2, "Proactive web-enabled focus group", "2026-11-13T15:00"),
    ],
)
def test_parse_sample_pretalx(event: str, count: int, rooms: int, title: str, start: str) -> None:
    """The calendars of pretalx give its talks: those of its JSON, with their times and rooms, less the breaks."""
    body = (SAMPLES / f"pretalx-2026.2-{event}.ics").read_bytes()
    read = parse(decode(body), READING)
    assert len(read.sessions) == count == body.count(b"BEGIN:VEVENT")
    assert (len(read.rooms), read.people) == (rooms, ())
    first = next(one for one in read.sessions if one.title.in_("").words.startswith(title))
    assert first.slot and first.slot.start == at(start)
    widget = pretalx.parse(json.loads((SAMPLES / f"pretalx-2026.2-{event}-widget.json").read_bytes()), READING)
    talks = {one.id: (one.slot, one.state) for one in widget.sessions if not one.service}
    assert {
        one.id.split("-")[2].split("@")[0]: (one.slot, one.state) for one in read.sessions
    }.items() <= talks.items()
