"""What schedule.xml of pentabarf, frab and pretalx becomes."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.feeds import (
    FAST,
    PRIVATE,
    READING,
    SAMPLES,
    SUNDAY,
    assert_read_or_refused,
    at,
    junk,
    only,
    samples,
    spoiled,
)

from eventsite.errors import ScheduleError
from eventsite.model import Person, Room, Schedule, Session, Slot, Text, Track
from eventsite.schedule.formats import frab
from eventsite.schedule.formats.decode import decode
from eventsite.schedule.formats.fields import Reading
from eventsite.schedule.formats.frab_xml import KEYS, detect, parse

XML = f"""<?xml version='1.0' encoding='utf-8' ?>
<!-- {PRIVATE} -->
<schedule>
  <generator name="{PRIVATE}" system="{PRIVATE}" version="{PRIVATE}" />
  <url>{PRIVATE}</url>
  <version>1.1</version>
  <conference>
    <title>{PRIVATE}</title>
    <acronym>{PRIVATE}</acronym>
    <start>{PRIVATE}</start>
    <end>{PRIVATE}</end>
    <base_url>{PRIVATE}</base_url>
    <time_zone_name>{PRIVATE}</time_zone_name>
    <track name="Khoa học" slug="4-science" color="{PRIVATE}" />
  </conference>
  <day index='1' date='2017-11-26' start='2017-11-26T04:00:00+07:00' end='2017-11-27T03:59:00+07:00'>
    <room name='Đại sảnh' guid='{PRIVATE}'>
      <event guid='{PRIVATE}' id='72'>
        <room>{PRIVATE}</room>
        <title>Late</title>
        <subtitle>talk</subtitle>
        <type>lightning_talk</type>
        <date>2017-11-27T00:30:00+07:00</date>
        <start>{PRIVATE}</start>
        <duration>01:30</duration>
        <abstract>
          One.
        </abstract>
        <slug>{PRIVATE}</slug>
        <track>Khoa học</track>
        <logo>{PRIVATE}</logo>
        <persons><person id='1' guid='{PRIVATE}' email='{PRIVATE}'>An Lê</person><person id='2'/></persons>
        <language>en</language>
        <description>Two.</description>
        <recording><license>{PRIVATE}</license><optout>true</optout></recording>
        <links><link href="{PRIVATE}">{PRIVATE}</link></links>
        <attachments><attachment href="{PRIVATE}">{PRIVATE}</attachment></attachments>
        <video_download_url>{PRIVATE}</video_download_url>
        <url>{PRIVATE}</url>
        <feedback_url>{PRIVATE}</feedback_url>
        <origin_url>{PRIVATE}</origin_url>
        <answers><answer>{PRIVATE}</answer></answers>
        <notes>{PRIVATE}</notes>
      </event>
    </room>
    <room name='Phòng A'>
      <event guid='{PRIVATE}' id='73' code='C1'>
        <title>Cây &lt;b&gt;&amp;&lt;/b&gt; nước</title>
        <date>2017-11-26T01:00:00Z</date>
        <duration>1:00</duration>
        <persons><person>An Lê</person></persons>
      </event>
      <event id='74' code='C2'>
        <title>{PRIVATE}</title>
        <date>2017-11-26T08:00:00+07:00</date>
        <state>draft</state>
        <persons><person id='{PRIVATE}'>{PRIVATE}</person></persons>
      </event>
      <event id='75'><title/><date>2017-11-26T08:00:00+07:00</date></event>
      <event id='76'><title>No time</title></event>
    </room>
    <room name='Phòng trống'/>
  </day>
</schedule>
"""
FIXTURE: dict[str, Any] = decode(XML.encode())  # type: ignore[assignment]


def one_event(event: str, day: str = "<day date='2017-11-26'>") -> Schedule:
    """Return the schedule of a document with one event in a room on the 26th."""
    xml = f"<schedule>{day}<room name='A'><event id='1'><title>T</title>{event}</event></room></day></schedule>"
    return parse(decode(xml.encode()), READING)


def test_frab_xml_full() -> None:
    """Every field that is read arrives, a draft and its speaker stay out, and items that cannot be read as well."""
    assert parse(FIXTURE, READING) == Schedule(
        version="1.1",
        rooms=(
            Room(id="dai-sanh", name=Text({"": "Đại sảnh"})),
            Room(id="phong-a", name=Text({"": "Phòng A"})),
            Room(id="phong-trong", name=Text({"": "Phòng trống"})),
        ),
        tracks=(Track(id="4-science", name=Text({"": "Khoa học"})),),
        people=(Person(id="1", name="An Lê"), Person(id="an-le", name="An Lê")),
        sessions=(
            Session(
                id="C1",
                title=Text({"": "Cây <b>&</b> nước"}),
                slot=Slot(first=SUNDAY, last=SUNDAY, start=at("2017-11-26T08:00"), end=at("2017-11-26T09:00")),
                room="phong-a",
                people=("an-le",),
            ),
            Session(
                id="72",
                title=Text({"en": "Late"}),
                slot=Slot(first=SUNDAY, last=SUNDAY, start=at("2017-11-27T00:30"), end=at("2017-11-27T02:00")),
                subtitle=Text({"en": "talk"}),
                type=Text({"": "lightning talk"}),
                abstract=Text({"en": "One.\n\nTwo."}),
                room="dai-sanh",
                track="4-science",
                people=("1",),
                languages=("en",),
            ),
        ),
    )


def test_frab_xml_with_private_fields() -> None:
    """Nothing that is not meant for the public gets into the schedule."""
    assert PRIVATE not in repr(parse(FIXTURE, READING))


def test_frab_xml_same_data_as_json() -> None:
    """The XML and the JSON of the same programme give the same schedule."""
    item = {
        "code": "C1",
        "date": "2017-11-26T08:00:00+07:00",
        "duration": "00:30",
        "title": "Early",
        "language": "vi",
        "track": "Khoa học",
        "type": "Tham luận",
        "persons": [{"id": 5, "public_name": "An Lê"}],
    }
    conference = {"days": [{"date": "2017-11-26", "rooms": {"Phòng A": [item]}}]}
    xml = """<schedule><version>2</version><conference/><day date='2017-11-26'><room name='Phòng A'><event code='C1'>
        <date>2017-11-26T08:00:00+07:00</date><duration>00:30</duration><title>Early</title>
        <language>vi</language><track>Khoa học</track><type>Tham luận</type><persons><person id='5'>An Lê</person></persons>
        </event></room></day></schedule>"""
    expected = frab.parse({"schedule": {"version": "2", "conference": conference}}, READING)  # type: ignore[dict-item]
    assert parse(decode(xml.encode()), READING) == expected
    assert len(expected.sessions) == 1


@pytest.mark.parametrize(
    ("clock", "start"),
    [
        ("09:30", "2017-11-26T09:30"),
        ("9:30", "2017-11-26T09:30"),
        ("04:00", "2017-11-26T04:00"),
        ("03:59", "2017-11-27T03:59"),
        ("00:00:00", "2017-11-27T00:00"),
    ],
)
def test_frab_xml_without_date(clock: str, start: str) -> None:
    """A clock time without a date is on the list's day, and in the night after it before the hour that days start."""
    assert only(one_event(f"<start>{clock}</start>")).slot == Slot(first=SUNDAY, last=SUNDAY, start=at(start))


def test_frab_xml_date_without_time() -> None:
    """A date alone is no time: the clock time tells it."""
    read = one_event("<date>2017-11-26</date><start>09:30</start><duration>00:45</duration>")
    assert only(read).slot == Slot(
        first=SUNDAY, last=SUNDAY, start=at("2017-11-26T09:30"), end=at("2017-11-26T10:15")
    )


@pytest.mark.parametrize("event", ["", "<start>09:30</start>", "<date>soon</date>", "<start>later</start>"])
def test_frab_xml_without_any_time(event: str) -> None:
    """An event whose day or time is not told is left out."""
    assert one_event(event, "<day>").sessions == ()


def test_frab_xml_without_day_date() -> None:
    """Without the date of the list, the event's own date and the hour that days start tell the agenda's day."""
    read = one_event("<date>2017-11-27T01:00:00+07:00</date>", "<day index='1'>")
    assert only(read).slot == Slot(first=SUNDAY, last=SUNDAY, start=at("2017-11-27T01:00"))


def test_frab_xml_naive_times_in_zone_with_clock_change() -> None:
    """A time without an offset is local, on either side of a clock change."""
    reading = Reading(ZoneInfo("Europe/Berlin"), 4, "vi")
    events = "".join(
        f"<event id='{n}'><title>T</title><date>{date}</date></event>"
        for n, date in enumerate(["2017-10-29T01:30:00", "2017-10-29T12:00:00", "2017-10-29T12:00:00Z"])
    )
    xml = f"<schedule><day date='2017-10-29'><room name='A'>{events}</room></day></schedule>"
    starts = [session.slot.start for session in parse(decode(xml.encode()), reading).sessions if session.slot]
    assert [start.isoformat() for start in starts if start] == [
        "2017-10-29T01:30:00+02:00",
        "2017-10-29T12:00:00+01:00",
        "2017-10-29T13:00:00+01:00",
    ]


def test_frab_xml_same_room_twice_on_a_day() -> None:
    """A room that a day lists twice is one room with the sessions of both."""
    event = "<room name='A'><event id='{0}'><title>T{0}</title><start>09:00</start></event></room>"
    xml = f"<schedule><day date='2017-11-26'>{event.format(1)}{event.format(2)}</day></schedule>"
    read = parse(decode(xml.encode()), READING)
    assert [room.id for room in read.rooms] == ["a"]
    assert [(session.id, session.room) for session in read.sessions] == [("1", "a"), ("2", "a")]


def test_frab_xml_same_event_twice() -> None:
    """An event that takes place twice under one number has an id for each time."""
    event = "<event id='7'><title>T</title><start>{}</start></event>"
    xml = f"<schedule><day date='2017-11-26'><room name='A'>{event.format('10:00')}{event.format('09:00')}</room></day></schedule>"
    read = parse(decode(xml.encode()), READING)
    assert [(session.id, session.slot and session.slot.start) for session in read.sessions] == [
        ("7", at("2017-11-26T09:00")),
        ("7-2", at("2017-11-26T10:00")),
    ]


@pytest.mark.parametrize(
    ("said", "state"), [("canceled", "cancelled"), ("withdrawn", "cancelled"), ("", "confirmed")]
)
def test_frab_xml_state(said: str, state: str) -> None:
    """A state, which the standard does not have, is heeded where a file tells it."""
    assert only(one_event(f"<start>09:00</start><state>{said}</state>")).state == state


def test_frab_xml_track_named_by_its_text() -> None:
    """A track without a name attribute has the name that it encloses."""
    xml = "<schedule><conference><track>Khoa học</track></conference><day date='2017-11-26'/></schedule>"
    assert parse(decode(xml.encode()), READING) == Schedule(
        tracks=(Track(id="khoa-hoc", name=Text({"": "Khoa học"})),)
    )


def test_frab_xml_without_day() -> None:
    """A schedule without a day is refused: it may be broken off, and an empty programme would replace the good one."""
    with pytest.raises(ScheduleError, match="no day"):
        parse(decode(b"<schedule><conference/></schedule>"), READING)


def test_frab_xml_detect() -> None:
    """The module knows its own format, and its keys stand at the top of it."""
    assert detect(FIXTURE)
    assert all(key in FIXTURE for key in KEYS)


@FAST
@given(junk)
def test_frab_xml_any_value(value: Any) -> None:
    """Any value is looked at without an error."""
    assert not detect(value)
    with pytest.raises(ScheduleError):
        parse(value, READING)


@FAST
@given(st.data())
def test_frab_xml_spoiled(data: st.DataObject) -> None:
    """A document with junk in any place is read or refused."""
    assert_read_or_refused(detect, parse, spoiled(FIXTURE, data))


@samples
@pytest.mark.parametrize(
    ("event", "zone", "rooms", "people", "start", "title"),
    [
        ("bdsc17", "Asia/Ho_Chi_Minh", 3, 6, "2017-11-25T08:00:00+07:00", "Hackathon 2017 kick-off"),
        ("democon", "Europe/Berlin", 2, 32, "2026-11-13T09:00:00+01:00", None),
    ],
)
def test_frab_xml_sample(event: str, zone: str, rooms: int, people: int, start: str, title: str | None) -> None:
    """A file of pretalx gives as many sessions as it has events, with their rooms, speakers and times."""
    body = (SAMPLES / f"pretalx-2026.2-{event}-schedule.xml").read_bytes()
    read = parse(decode(body), Reading(ZoneInfo(zone), 4, "vi"))
    root = ET.fromstring(body)  # noqa: S314 -- our own sample
    first = read.sessions[0]
    assert len(read.sessions) == len(root.findall(".//event"))
    assert {session.id for session in read.sessions} == {one.get("code") for one in root.iter("event")}
    assert len(read.rooms) == rooms == len({one.get("name") for one in root.iter("room") if one.get("name")})
    assert len(read.people) == people == len({one.get("id") for one in root.iter("person")})
    assert first.slot
    assert first.slot.start
    assert first.slot.start.isoformat() == start
    assert title is None or first.title.in_("vi").words == title


@samples
@pytest.mark.parametrize("event", ["bdsc17", "democon"])
def test_frab_xml_sample_as_json_of_same_event(event: str) -> None:
    """The XML and the JSON that pretalx makes of one event tell the same, but for the ids of rooms and people."""
    xml = decode((SAMPLES / f"pretalx-2026.2-{event}-schedule.xml").read_bytes())
    json_data = json.loads((SAMPLES / f"pretalx-2026.2-{event}-frab-schedule.json").read_bytes())
    assert told(parse(xml, READING)) == told(frab.parse(json_data, READING))


def told(schedule: Schedule) -> Any:
    """Return what a schedule tells, with names instead of the ids of rooms and people."""
    rooms = {room.id: room.name.in_("vi").words for room in schedule.rooms}
    names = {person.id: person.name for person in schedule.people}
    sessions = [
        replace(
            one,
            room=rooms[one.room] if one.room else None,
            people=tuple(sorted(names[person] for person in one.people)),
        )
        for one in schedule.sessions
    ]
    return schedule.version, schedule.tracks, sorted(rooms.values()), sorted(names.values()), sessions
