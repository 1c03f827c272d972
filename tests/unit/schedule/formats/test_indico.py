"""What the exports of Indico become: an event and a timetable."""

import datetime as dt
import json
from dataclasses import replace
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
    ZONE,
    assert_read_or_refused,
    at,
    junk,
    samples,
    spoiled,
)

from eventsite.model import Person, Room, Schedule, Session, Slot, Text, Track
from eventsite.schedule.formats.indico import KEYS, detect, parse


def when(clock: str, date: str = "2017-11-25", tz: Any = "Asia/Ho_Chi_Minh") -> dict[str, Any]:
    """Return a time as Indico tells it."""
    return {"date": date, "time": clock, "tz": tz}


def person(first: str, last: str, **more: Any) -> dict[str, Any]:
    """Return a speaker of an event's export, with everything that a manager would see."""
    return {
        "_type": "ContributionParticipation",
        "first_name": first,
        "last_name": last,
        "fullName": f"{last}, {first}",
        **dict.fromkeys(("id", "affiliation", "emailHash", "email", "phone", "address", "db_id", "fax"), PRIVATE),
        **more,
    }


UNREAD = dict.fromkeys(
    [
        "_fossil",
        "url",
        "note",
        "material",
        "folders",
        "allowed",
        "keywords",
        "references",
        "code",
        "board_number",
        "address",
        "roomFullname",
        "db_id",
        "type",
        "color",
        "textColor",
        "conveners",
        "sessionConveners",
        "attachments",
        "pdf",
        "sessionCode",
        "inheritLoc",
        "conference",
        "authors",
        "primaryauthors",
        "coauthors",
        "subContributions",
    ],
    PRIVATE,
)
TALK: dict[str, Any] = {
    **UNREAD,
    "_type": "Contribution",
    "id": "1",
    "friendly_id": 1,
    "type": "Tham luận",
    "title": "Dữ liệu <b>mở</b>",
    "description": "<p>Một</p>\r\nhai",
    "startDate": when("09:00:00"),
    "endDate": when("09:45:00"),
    "duration": 30,
    "room": "Phòng A",
    "location": PRIVATE,
    "track": "Khoa học",
    "session": PRIVATE,
    "speakers": [
        person("An", "Lê", person_id=17),
        person("", "", fullName="Bình Sample"),
        person("An", "Lê", person_id=17),
    ],
}
IN_BLOCK = {
    "id": 2,
    "title": {"en": "Late", "vi": "Muộn"},
    "startDate": when("17:30:00", tz="UTC"),
    "duration": 90,
    "room": None,
    "location": "Đại sảnh",
    "session": "Hội thảo",
    "speakers": None,
}
EVENT: dict[str, Any] = {
    "count": 1,
    "_type": "HTTPAPIResult",
    "complete": True,
    "url": PRIVATE,
    "ts": 1,
    "additionalInfo": PRIVATE,
    "results": [
        {
            **UNREAD,
            "_type": "Conference",
            "id": "12",
            "title": PRIVATE,
            "description": PRIVATE,
            "startDate": when("08:00:00"),
            "endDate": when("18:00:00"),
            "timezone": PRIVATE,
            "location": PRIVATE,
            "room": PRIVATE,
            "creator": person(PRIVATE, PRIVATE),
            "chairs": [person(PRIVATE, PRIVATE)],
            "visibility": {"name": PRIVATE},
            "contributions": [
                TALK,
                {"id": "3", "title": PRIVATE, "startDate": None, "speakers": [person(PRIVATE, PRIVATE)]},
                None,
            ],
            "sessions": [
                {
                    **UNREAD,
                    "_type": "SessionSlot",
                    "id": 50,
                    "title": PRIVATE,
                    "startDate": when("17:00:00"),
                    "session": {"title": PRIVATE},
                    "contributions": [IN_BLOCK],
                },
                {
                    **UNREAD,
                    "_type": "SessionSlot",
                    "id": 51,
                    "title": "Xưởng: Git",
                    "slotTitle": "Git",
                    "description": "",
                    "startDate": when("14:00:00"),
                    "endDate": when("16:00:00"),
                    "room": "Phòng A",
                    "session": {**UNREAD, "id": "9", "title": "Xưởng", "description": "Cùng làm"},
                    "contributions": [],
                },
            ],
        }
    ],
}
SESSIONS = (
    Session(
        id="c1",
        title=Text({"": "Dữ liệu <b>mở</b>"}),
        slot=Slot(
            first=SATURDAY,
            last=SATURDAY,
            start=dt.datetime(2017, 11, 25, 9, tzinfo=ZONE),
            end=dt.datetime(2017, 11, 25, 9, 45, tzinfo=ZONE),
        ),
        type=Text({"": "Tham luận"}),
        abstract=Text({"": "<p>Một</p>\nhai"}),
        room="phong-a",
        track="khoa-hoc",
        people=("17", "binh-sample"),
    ),
    Session(
        id="s51",
        title=Text({"": "Xưởng"}),
        slot=Slot(
            first=SATURDAY,
            last=SATURDAY,
            start=dt.datetime(2017, 11, 25, 14, tzinfo=ZONE),
            end=dt.datetime(2017, 11, 25, 16, tzinfo=ZONE),
        ),
        subtitle=Text({"": "Git"}),
        abstract=Text({"": "Cùng làm"}),
        room="phong-a",
    ),
    Session(
        id="c2",
        title=Text({"vi": "Muộn", "en": "Late"}),
        slot=Slot(
            first=SATURDAY,
            last=SATURDAY,
            start=dt.datetime(2017, 11, 26, 0, 30, tzinfo=ZONE),
            end=dt.datetime(2017, 11, 26, 2, tzinfo=ZONE),
        ),
        room="dai-sanh",
        track="hoi-thao",
    ),
)
ENTRY = {
    **UNREAD,
    "entryType": "Contribution",
    "id": "c701",
    "uniqueId": "c701",
    "contributionId": 4711,
    "friendlyId": 1,
    **{key: TALK[key] for key in ("title", "description", "startDate", "endDate", "room", "location")},
    "presenters": [
        {
            "firstName": "An",
            "familyName": "Lê",
            "name": PRIVATE,
            "email": PRIVATE,
            "emailHash": PRIVATE,
            "affiliation": PRIVATE,
        },
        {"firstName": "", "familyName": "", "name": "Bình Sample", "displayOrderKey": PRIVATE},
    ],
}
COFFEE = {
    **UNREAD,
    "entryType": "Break",
    "id": "b702",
    "title": "Cà phê",
    "startDate": when("09:45:00"),
    "duration": 15.0,
    "location": None,
    "room": "",
}
BLOCK = {
    **UNREAD,
    "entryType": "Session",
    "id": "s703",
    "sessionId": 9,
    "sessionSlotId": 50,
    "title": "Hội thảo",
    "slotTitle": PRIVATE,
    "startDate": when("23:30:00"),
    "endDate": when("02:00:00", "2017-11-26"),
    "entries": {
        "c704": {
            "entryType": "Contribution",
            "id": "c704",
            "contributionId": 4712,
            "friendlyId": 2,
            "sessionSlotId": 50,
            "title": IN_BLOCK["title"],
            "startDate": IN_BLOCK["startDate"],
            "duration": 90.0,
            "location": "Đại sảnh",
            "room": "",
        }
    },
}
WORKSHOP = {
    **UNREAD,
    "entryType": "Session",
    "id": "s705",
    "sessionSlotId": 51,
    "title": "Xưởng",
    "slotTitle": "Git",
    "description": "Cùng làm",
    "startDate": when("14:00:00"),
    "endDate": when("16:00:00"),
    "room": "Phòng A",
    "entries": {"b706": {**COFFEE, "id": "b706", "startDate": when("15:00:00")}},
}
TIMETABLE: dict[str, Any] = {
    "count": 1,
    "_type": "HTTPAPIResult",
    "url": PRIVATE,
    "results": {
        "12": {
            "20171125": {"c701": ENTRY, "b702": COFFEE, "s703": BLOCK, "s705": WORKSHOP, "c9": None},
            "20171126": {"s703": BLOCK},
        }
    },
}
BREAKS = tuple(
    Session(
        id=key,
        title=Text({"": "Cà phê"}),
        slot=Slot(first=SATURDAY, last=SATURDAY, start=start, end=start + dt.timedelta(minutes=15)),
        service=True,
    )
    for key, start in (
        ("b702", dt.datetime(2017, 11, 25, 9, 45, tzinfo=ZONE)),
        ("b706", dt.datetime(2017, 11, 25, 15, tzinfo=ZONE)),
    )
)


def test_parse_event() -> None:
    """Contributions, those of a block too, and a block without any are the sessions, with their public fields."""
    assert parse(EVENT, READING) == Schedule(
        rooms=(Room(id="phong-a", name=Text({"": "Phòng A"})), Room(id="dai-sanh", name=Text({"": "Đại sảnh"}))),
        tracks=(Track(id="khoa-hoc", name=Text({"": "Khoa học"})), Track(id="hoi-thao", name=Text({"": "Hội thảo"}))),
        people=(Person(id="17", name="An Lê"), Person(id="binh-sample", name="Bình Sample")),
        sessions=SESSIONS,
    )


def test_parse_timetable() -> None:
    """The timetable gives the same sessions under the same ids, and the breaks, but no types."""
    talk, workshop, late = SESSIONS
    read = parse(TIMETABLE, READING)
    assert read.sessions == (
        replace(talk, track=None, type=Text(), people=("an-le", "binh-sample")),
        BREAKS[0],
        workshop,
        BREAKS[1],
        late,
    )
    assert [room.id for room in read.rooms] == ["phong-a", "dai-sanh"]
    assert read.tracks == (Track(id="hoi-thao", name=Text({"": "Hội thảo"})),)
    assert read.people == (Person(id="an-le", name="An Lê"), Person(id="binh-sample", name="Bình Sample"))


def test_parse_private_fields() -> None:
    """Nothing that is not meant for the public gets into the schedule."""
    assert json.dumps([EVENT, TIMETABLE]).count(PRIVATE) > 100
    assert PRIVATE not in repr((parse(EVENT, READING), parse(TIMETABLE, READING)))


def export(*contributions: Any) -> Schedule:
    """Return the schedule of an event with these contributions."""
    return parse({"_type": "HTTPAPIResult", "results": [{"id": "1", "contributions": list(contributions)}]}, READING)


def timetable(entries: Any) -> Schedule:
    """Return the schedule of a timetable with these entries on one day."""
    return parse({"_type": "HTTPAPIResult", "results": {"1": {"20171125": entries}}}, READING)


@pytest.mark.parametrize(
    ("told", "start"),
    [
        (when("09:00:00"), "2017-11-25T09:00"),
        (when("09:00:00", tz="Europe/Zurich"), "2017-11-25T15:00"),
        (when("09:00:00", "2017-07-25", "Europe/Zurich"), "2017-07-25T14:00"),
        (when("02:30:00", "2017-03-26", "Europe/Zurich"), "2017-03-26T08:30"),
        (when("09:00:00", tz="UTC"), "2017-11-25T16:00"),
        *(
            (when("09:00:00", tz=tz), "2017-11-25T09:00")
            for tz in ("Nowhere/Nothing", "", None, 7, "/etc", "..", "\0", "x" * 999)
        ),
        (when("09:00"), "2017-11-25T09:00"),
        (when(""), None),
        (when("25:00:00"), None),
        ("2017-11-25T09:00:00", None),
        (None, None),
    ],
)
def test_parse_start(told: Any, start: str | None) -> None:
    """A time is in the zone that it tells, in the event's when that is not known; without one there is no session."""
    read = [one.slot and one.slot.start for one in export({"id": 1, "title": "T", "startDate": told}).sessions]
    assert read == ([at(start)] if start else [])


def test_parse_event_without_contributions() -> None:
    """An event without contributions is one session, if it has a start; with none of both it is nothing."""
    lecture = {
        "id": "12",
        "title": "Bài giảng",
        "startDate": when("18:00:00"),
        "location": "Đại sảnh",
        "contributions": [],
    }
    read = parse({"_type": "HTTPAPIResult", "results": [lecture]}, READING)
    slot = Slot(first=SATURDAY, last=SATURDAY, start=at("2017-11-25T18:00"))
    assert read.sessions == (Session(id="12", title=Text({"": "Bài giảng"}), slot=slot, room="dai-sanh"),)
    assert parse({"_type": "HTTPAPIResult", "results": [{**lecture, "startDate": None}]}, READING).sessions == ()


def test_parse_several_events() -> None:
    """With several events in one export the ids tell which event they are of."""
    events = [
        {"id": number, "contributions": [{"id": 1, "title": "T", "startDate": when("09:00:00")}]} for number in (7, 8)
    ]
    read = parse({"_type": "HTTPAPIResult", "results": events}, READING)
    assert [one.id for one in read.sessions] == ["7-c1", "8-c1"]
    days = {"20171125": {"b1": COFFEE}}
    read = parse({"_type": "HTTPAPIResult", "results": {"7": days, "8": days}}, READING)
    assert [one.id for one in read.sessions] == ["7-b702", "8-b702"]


@pytest.mark.parametrize(
    "bad", [None, "x", {}, {"id": 2}, {"id": 2, "title": "T"}, {"title": "T", "startDate": when("09:00:00")}]
)
def test_parse_bad_contribution(bad: Any) -> None:
    """A contribution without an id, a title or a start costs only itself."""
    assert export(bad, {"id": 1, "title": "T", "startDate": when("09:00:00")}) == export(
        {"id": 1, "title": "T", "startDate": when("09:00:00")}
    )


def test_parse_two_sessions_in_one_room() -> None:
    """Two contributions at one time in one room are both there."""
    one = {"title": "T", "startDate": when("09:00:00"), "room": "A"}
    assert [(s.id, s.room) for s in export({"id": 1, **one}, {"id": 2, **one}).sessions] == [("c1", "a"), ("c2", "a")]


def test_parse_entry_without_numbers() -> None:
    """An entry of a timetable has its own id where it tells no better one."""
    entry = {"title": "T", "startDate": when("09:00:00")}
    read = timetable({"c5": {**entry, "entryType": "Contribution"}, "x": {**entry, "id": 6}})
    assert [one.id for one in read.sessions] == ["6", "c5"]


@pytest.mark.parametrize("inner", [None, [], {}, {"c1": None}, {"c1": {}}, {"b1": COFFEE}])
def test_parse_block_without_contributions(inner: Any) -> None:
    """A block in which nothing but breaks is told is a session itself."""
    block = {
        "entryType": "Session",
        "sessionSlotId": 5,
        "title": "T",
        "startDate": when("09:00:00"),
        "entries": inner,
    }
    assert "s5" in [one.id for one in timetable({"s1": block}).sessions]


@pytest.mark.parametrize("depth", [2, 400])
def test_parse_blocks_in_blocks(depth: int) -> None:
    """Blocks have no blocks in them; data that does is read without trouble."""
    entries: Any = {}
    for _ in range(depth):
        entries = {"s1": {"title": "T", "startDate": when("09:00:00"), "entries": entries}}
    assert len(timetable(entries).sessions) == 1


@pytest.mark.parametrize(
    "results", [[], {}, [None], {"1": None}, {"1": {"20171125": []}}, {"1": {"20171125": {"c1": 5}}}]
)
def test_parse_nothing(results: Any) -> None:
    """An export without anything in it is an empty schedule."""
    assert parse({"_type": "HTTPAPIResult", "results": results}, READING) == Schedule()


def test_detect_own() -> None:
    """Both exports are known by what they call themselves, with the keys that the module promises."""
    assert (detect(EVENT), detect(TIMETABLE)) == (True, True)
    assert set(KEYS) <= EVENT.keys()


@FAST
@given(junk | st.builds(lambda value: {"_type": "HTTPAPIResult", "results": value}, junk))
def test_parse_arbitrary_json(data: Any) -> None:
    """Whatever the JSON, it is looked at without an error, and read or refused."""
    assert_read_or_refused(detect, parse, data)


@FAST
@given(st.data())
def test_parse_broken_fields(data: st.DataObject) -> None:
    """The fixtures with some values made junk are read or refused."""
    assert_read_or_refused(detect, parse, spoiled(data.draw(st.sampled_from([EVENT, TIMETABLE])), data))


@samples
@pytest.mark.parametrize(
    ("name", "count", "title", "start", "place"),
    [
        ("event-0", 1, "Export Test", "2011-06-23T13:00", "CERN"),
        ("event-1", 4, "d1c1", "2011-06-23T13:00", "CERN"),
        ("event-2", 4, "d1c1", "2011-06-23T13:00", "CERN"),
        ("timetable", 1, "Contrib 1", "2013-04-29T21:00", "160-1-009"),
    ],
)
def test_parse_sample(name: str, count: int, title: str, start: str, place: str) -> None:
    """The examples of Indico's documentation give their contributions, at times that are told in Zurich's zone."""
    data = json.loads((SAMPLES / f"indico-export__docs-example-{name}.json").read_text("utf-8"))
    read = parse(data, READING)
    text = json.dumps(data)
    contributions = text.count('"_type": "Contribution"') + text.count('"_type": "ContribSchEntry"')
    assert len(read.sessions) == (contributions or 1) == count
    assert read.sessions[0].title == Text({"": title})
    assert read.sessions[0].slot and read.sessions[0].slot.start == at(start)
    assert ([room.name for room in read.rooms], read.people) == ([Text({"": place})], ())
