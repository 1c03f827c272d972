"""What c3voc's schedule JSON of version 2 becomes."""

import datetime as dt
import json
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
from eventsite.schedule.formats.fields import Reading
from eventsite.schedule.formats.voc2 import KEYS, detect, parse

FIXTURE: dict[str, Any] = {
    "$schema": PRIVATE,
    "generator": {"name": PRIVATE, "version": PRIVATE, "url": PRIVATE},
    "schedule": {
        "version": "2.1",
        "base_url": PRIVATE,
        "conference": {
            "acronym": PRIVATE,
            "title": PRIVATE,
            "description": {"vi": PRIVATE},
            "start": PRIVATE,
            "end": PRIVATE,
            "time_zone_name": PRIVATE,
            "logo": {"url": PRIVATE},
            "url": PRIVATE,
            "languages": ["vi", "en"],
            "defaults": {"theme": PRIVATE, "language": "vi"},
            "meta": {"contact": PRIVATE},
            "tracks": [{"guid": PRIVATE + "t", "slug": "science", "name": "Khoa học", "color": PRIVATE}],
            "rooms": [
                {
                    "guid": PRIVATE + "a",
                    "slug": "hall-a",
                    "name": "Hội trường A",
                    "type": PRIVATE,
                    "stream_id": PRIVATE,
                    "description": {"en": PRIVATE},
                    "url": PRIVATE,
                    "parent": {"guid": PRIVATE, "name": PRIVATE},
                },
                {"guid": PRIVATE + "b", "name": {"en": "Hall B", "vi": "Hội trường B"}},
            ],
            "days": [
                {"index": 1, "date": "2017-11-26", "start": "2017-11-26T06:00", "end": "2017-11-27T06:00:00+07:00"},
                {"index": 2, "date": "2017-11-27", "start": "2017-11-26T23:00:00Z", "end": "2017-11-27T20:00"},
            ],
        },
        "persons": [
            {
                "guid": PRIVATE + "1",
                "name": "An Lê",
                "biography": {"en": "Writes.", "vi": "Viết."},
                "email": PRIVATE,
                "avatar": {"url": PRIVATE},
                "url": PRIVATE,
                "links": [{"url": PRIVATE}],
            },
            {"guid": PRIVATE + "2", "name": PRIVATE, "biography": PRIVATE},
            {"guid": PRIVATE + "3", "name": "Bình Trần", "biography": "Không nói."},
        ],
        "events": [
            {
                "guid": PRIVATE,
                "code": "C1",
                "slug": PRIVATE,
                "url": PRIVATE,
                "logo": {"url": PRIVATE},
                "type": "TALK",
                "title": "Late",
                "subtitle": "talk",
                "language": "en",
                "abstract": {"en": "One.", "vi": "Một."},
                "description": "Two.",
                "start": "2017-11-27T05:00:00+07:00",
                "end": "2017-11-27T05:45:00+07:00",
                "room": {"guid": PRIVATE + "a", "name": PRIVATE, "slug": PRIVATE},
                "track": {"slug": "science"},
                "participants": [
                    {"guid": PRIVATE + "1", "name": "An Lê", "role": PRIVATE, "email": PRIVATE},
                    {"guid": PRIVATE + "4", "name": "An Lê"},
                    "Bình Trần",
                ],
                "links": [{"url": PRIVATE, "title": PRIVATE}],
                "attachments": [{"url": PRIVATE, "title": PRIVATE}],
                "state": "DELAYED",
                "notes": PRIVATE,
                "answers": [PRIVATE],
            },
            {
                "type": "BREAK",
                "title": "Cà phê",
                "start": "2017-11-26T09:30:00",
                "duration": "PT1H30M",
                "room": "Đại sảnh",
                "participants": [{"guid": PRIVATE, "name": PRIVATE}],
            },
            {
                "guid": "g-meta",
                "type": "META",
                "title": "Doors",
                "start": "2017-11-26T09:00:00",
                "end": None,
                "room": {"guid": PRIVATE + "b"},
            },
            {
                "guid": "g-off",
                "type": "WORKSHOP",
                "title": {"en": "Off", "vi": "Huỷ"},
                "subtitle": None,
                "start": "2017-11-27T02:00:00Z",
                "state": "CANCELED",
                "room": None,
                "track": "Khoa học",
                "participants": None,
            },
            {
                "code": "D1",
                "type": "TALK",
                "title": PRIVATE,
                "start": "2017-11-27T09:00:00",
                "state": "DRAFT",
                "room": PRIVATE,
                "track": {"slug": PRIVATE, "name": PRIVATE},
                "participants": [{"guid": PRIVATE + "2", "name": PRIVATE}, PRIVATE],
            },
        ],
    },
}


def feed(*events: dict[str, Any], persons: Any = None, **conference: Any) -> Schedule:
    """Return the schedule of events, each of which has a title and a start if it does not tell its own."""
    filled = [{"guid": f"g{n}", "title": "T", "start": "2017-11-26T09:00:00"} | one for n, one in enumerate(events)]
    schedule = {"version": "1", "conference": conference, "events": filled, "persons": persons}
    return parse({"schedule": schedule}, READING)


def test_voc2_full() -> None:
    """Every field that is read arrives; a draft, and the person whom only it names, stay out."""
    monday = dt.date(2017, 11, 27)
    assert parse(FIXTURE, READING) == Schedule(
        version="2.1",
        rooms=(
            Room(id="hall-a", name=Text({"": "Hội trường A"})),
            Room(id="hoi-truong-b", name=Text({"vi": "Hội trường B", "en": "Hall B"})),
            Room(id="dai-sanh", name=Text({"": "Đại sảnh"})),
        ),
        tracks=(Track(id="science", name=Text({"": "Khoa học"})),),
        people=(
            Person(id="an-le", name="An Lê", biography=Text({"vi": "Viết.", "en": "Writes."})),
            Person(id="binh-tran", name="Bình Trần", biography=Text({"": "Không nói."})),
            Person(id="an-le-2", name="An Lê"),
        ),
        sessions=(
            Session(
                id="g-meta",
                title=Text({"vi": "Doors"}),
                slot=Slot(first=SUNDAY, last=SUNDAY, start=at("2017-11-26T09:00")),
                room="hoi-truong-b",
                service=True,
            ),
            Session(
                id="break-ca-phe",
                title=Text({"vi": "Cà phê"}),
                slot=Slot(first=SUNDAY, last=SUNDAY, start=at("2017-11-26T09:30"), end=at("2017-11-26T11:00")),
                room="dai-sanh",
                service=True,
            ),
            Session(
                id="C1",
                title=Text({"en": "Late"}),
                slot=Slot(first=SUNDAY, last=SUNDAY, start=at("2017-11-27T05:00"), end=at("2017-11-27T05:45")),
                subtitle=Text({"en": "talk"}),
                type=Text({"en": "talk"}),
                abstract=Text({"vi": "Một.", "en": "One.\n\nTwo."}),
                room="hall-a",
                track="science",
                people=("an-le", "an-le-2", "binh-tran"),
                languages=("en",),
            ),
            Session(
                id="g-off",
                title=Text({"vi": "Huỷ", "en": "Off"}),
                slot=Slot(first=monday, last=monday, start=at("2017-11-27T09:00")),
                type=Text({"en": "workshop"}),
                track="science",
                state="cancelled",
            ),
        ),
    )


def test_voc2_with_private_fields() -> None:
    """Nothing that is not meant for the public gets into the schedule, a guid made of an e-mail address included."""
    assert PRIVATE not in repr(parse(FIXTURE, READING))


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ("CONFIRMED", "confirmed"),
        ("ACCEPTED", "confirmed"),
        ("DELAYED", "confirmed"),
        ("delayed", "confirmed"),
        (None, "confirmed"),
        ("CANCELED", "cancelled"),
        ("WITHDRAWN", "cancelled"),
    ],
)
def test_voc2_public_state(told: str | None, state: str) -> None:
    """A delayed event takes place, a withdrawn one is cancelled."""
    assert only(feed({"state": told})).state == state


@pytest.mark.parametrize("told", ["DRAFT", "SUBMITTED", "REJECTED", "DELETED", "NEW", 5, [], {"x": 1}])
def test_voc2_state_not_public(told: Any) -> None:
    """An event in any other state, known or not, is left out with its room, track and people."""
    hidden = {"state": told, "room": "R", "track": {"slug": "t", "name": "T"}, "participants": [{"name": "An Lê"}]}
    assert feed(hidden) == Schedule(version="1")


def test_voc2_person_of_hidden_and_public_event() -> None:
    """A person whom a public event names too is there, and so is one whom no event names."""
    persons = [{"guid": "1", "name": "An Lê"}, {"guid": "2", "name": "Bình Trần"}, {"guid": "3", "name": "Chi Võ"}]
    named: dict[str, Any] = {"participants": [{"guid": "1"}]}
    hidden = {"state": "DRAFT", "participants": [{"guid": "1"}, {"guid": "2"}]}
    assert [person.name for person in feed(hidden, named, persons=persons).people] == ["An Lê", "Chi Võ"]


def test_voc2_person_of_event_that_cannot_be_read() -> None:
    """Whom only an event without a time names is left out with it."""
    assert feed({"start": None, "participants": [{"name": "An Lê"}]}) == Schedule(version="1")


@pytest.mark.parametrize(
    "reference",
    [
        {"guid": "g"},
        {"slug": "hall-a"},
        {"name": "Hall A"},
        {"name": "Hội trường A"},
        {"guid": "g", "slug": "other", "name": "Other"},
        {"name": {"vi": "Hội trường A"}},
        "g",
        "hall-a",
        "Hội trường A",
    ],
)
def test_voc2_reference(reference: Any) -> None:
    """Rooms and tracks are referred to by guid, slug or name, in an object or as they are."""
    listed = [{"guid": "g", "slug": "hall-a", "name": {"vi": "Hội trường A", "en": "Hall A"}}]
    read = feed({"room": reference, "track": reference}, rooms=listed, tracks=listed)
    name = Text({"vi": "Hội trường A", "en": "Hall A"})
    assert (read.rooms, read.tracks) == ((Room(id="hall-a", name=name),), (Track(id="hall-a", name=name),))
    assert (only(read).room, only(read).track) == ("hall-a", "hall-a")


def test_voc2_reference_to_nothing() -> None:
    """A room that is not listed is known where the event tells its name, else it is none."""
    named, nameless = {"guid": "g0", "room": {"guid": "x", "name": "Sân"}}, {"guid": "g1", "room": {"guid": "y"}}
    read = feed(named, nameless)
    assert read.rooms == (Room(id="san", name=Text({"": "Sân"})),)
    assert [session.room for session in read.sessions] == ["san", None]


def test_voc2_two_rooms_of_one_name() -> None:
    """Two rooms of one name, or of names that look alike, stay apart; a room that is listed twice is one."""
    rooms = [
        {"guid": "1", "name": "Phòng A"},
        {"guid": "2", "name": "Phòng A"},
        {"name": "Phong A"},
        {"guid": "1", "name": "Phòng A"},
    ]
    read = feed({"room": {"guid": "2"}}, {"room": "Phong A"}, {"room": "Phòng A"}, rooms=rooms)
    assert [room.id for room in read.rooms] == ["phong-a", "phong-a-2", "phong-a-3"]
    assert [session.room for session in read.sessions] == ["phong-a-2", "phong-a-3", "phong-a"]


@pytest.mark.parametrize(
    ("duration", "minutes"),
    [
        ("PT15M", 15),
        ("PT1H30M", 90),
        ("P1D", 1440),
        ("P1WT1M", 7 * 1440 + 1),
        ("PT90S", 1.5),
        ("PT45.5S", 0.75),
        ("01:30", 90),
        (20, 20),
    ],
)
def test_voc2_duration(duration: Any, minutes: float) -> None:
    """Without an end the duration tells it: of ISO 8601, or as version 1 tells it."""
    slot = only(feed({"duration": duration})).slot
    assert slot
    assert slot.end == at("2017-11-26T09:00") + dt.timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "duration", ["P", "PT", "PT0M", "P1Y", "-PT5M", "PT" + "9" * 5000 + "M", "soon", None, {}, []]
)
def test_voc2_duration_not_known(duration: Any) -> None:
    """What is no length of a session leaves it without an end."""
    assert only(feed({"duration": duration})).slot == Slot(first=SUNDAY, last=SUNDAY, start=at("2017-11-26T09:00"))


@pytest.mark.parametrize(
    ("conference", "language"),
    [
        ({"defaults": {"language": "vi"}, "languages": ["en"]}, "vi"),
        ({"languages": ["en"]}, "en"),
        ({"languages": ["en", "vi"]}, ""),
        ({"defaults": {"language": "?"}, "languages": None}, ""),
        ({"defaults": [], "languages": "en"}, ""),
        ({}, ""),
    ],
)
def test_voc2_default_language(conference: dict[str, Any], language: str) -> None:
    """The words of an event without a language are in the conference's own, but no one says that it is spoken."""
    session = only(feed({"title": "T", "abstract": "A"}, **conference))
    assert (session.title, session.abstract, session.languages) == (Text({language: "T"}), Text({language: "A"}), ())


def test_voc2_talk_after_midnight() -> None:
    """Without days of the conference a talk in the night stands on the list of the day before."""
    read = feed({"start": "2017-11-27T00:15:00+07:00", "end": "2017-11-27T01:00:00+07:00"})
    assert only(read).slot == Slot(
        first=SUNDAY, last=SUNDAY, start=at("2017-11-27T00:15"), end=at("2017-11-27T01:00")
    )


def test_voc2_event_longer_than_its_day() -> None:
    """An event that goes on after the conference's day has ended touches the next day, too."""
    days = [{"date": "2017-11-26", "start": "2017-11-26T06:00", "end": "2017-11-27T06:00"}]
    read = feed({"end": "2017-11-27T12:00"}, days=days)
    assert only(read).slot == Slot(
        first=dt.date(2017, 11, 26),
        last=dt.date(2017, 11, 27),
        start=at("2017-11-26T09:00"),
        end=at("2017-11-27T12:00"),
    )


def test_voc2_breaks_without_ids() -> None:
    """Breaks of one title get ids of their own; an event without an id that is no break is left out."""
    nothing = {"guid": None}
    read = feed(
        nothing,
        nothing | {"type": "BREAK", "title": "Cà phê", "start": "2017-11-26T15:00"},
        nothing | {"type": "break", "title": "Cà phê", "start": "2017-11-26T10:00"},
        nothing | {"type": "META", "title": "", "start": "2017-11-26T10:00"},
    )
    assert [(session.id, session.slot and session.slot.start, session.service) for session in read.sessions] == [
        ("break-ca-phe", at("2017-11-26T10:00"), True),
        ("break-ca-phe-2", at("2017-11-26T15:00"), True),
    ]


def test_voc2_ids() -> None:
    """A session's id is its code, else its guid, else its slug, whether a string or a number."""
    read = feed({"code": 12, "guid": "g", "slug": "s"}, {"guid": "g", "slug": "s"}, {"guid": None, "slug": "s"})
    assert [session.id for session in read.sessions] == ["12", "g", "s"]


def test_voc2_event_twice() -> None:
    """One event at two times is two sessions; twice at the same time and place it is one."""
    later = {"code": "A", "start": "2017-11-26T10:00"}
    read = feed(later, {"code": "A"}, later)
    assert [(session.id, session.slot and session.slot.start) for session in read.sessions] == [
        ("A", at("2017-11-26T09:00")),
        ("A-2", at("2017-11-26T10:00")),
    ]


@pytest.mark.parametrize("key", ["events", "persons"])
@pytest.mark.parametrize("bad", [{}, "x", 5])
def test_voc2_list_that_is_none(key: str, bad: Any) -> None:
    """A feed whose events or persons are no list is refused."""
    schedule = {"conference": {}, "events": [], key: bad}
    assert detect({"schedule": schedule})
    with pytest.raises(ScheduleError, match=f'"{key}" in the JSON is not a list'):
        parse({"schedule": schedule}, READING)


def test_voc2_nothing_but_events() -> None:
    """Lists that are null or missing, and items of the wrong type, cost only themselves."""
    read = feed(
        {"room": None, "track": 5, "participants": [None, 5, {}, {"guid": 7, "name": "An Lê"}], "abstract": None},
        persons=None,
        rooms=None,
        days=[None, {"date": 5}],
    )
    assert read.people == (Person(id="an-le", name="An Lê"),)
    assert (only(read).people, only(read).room, only(read).track) == (("an-le",), None, None)


def test_voc2_detect() -> None:
    """The module knows its own format, and its keys stand at the top of it."""
    assert detect(FIXTURE)
    assert {key.partition(".")[2] for key in KEYS} <= FIXTURE["schedule"].keys()


@FAST
@given(junk)
def test_voc2_any_value(value: Any) -> None:
    """Any value is looked at without an error."""
    assert not detect(value)
    with pytest.raises(ScheduleError):
        parse(value, READING)


@FAST
@given(st.data())
def test_voc2_spoiled(data: st.DataObject) -> None:
    """A feed with junk in any place is read or refused."""
    assert_read_or_refused(detect, parse, spoiled(FIXTURE, data))


@samples
def test_voc2_sample() -> None:
    """The excerpt of a real feed gives its events, rooms and people, and the talk after midnight its evening."""
    data = json.loads((SAMPLES / "schedule-v2__38c3__hub-excerpt.json").read_bytes())
    raw = data["schedule"]
    read = parse(data, Reading(ZoneInfo("Europe/Berlin"), 4, "vi"))
    first, late = read.sessions
    assert len(read.sessions) == len(raw["events"])
    assert [room.id for room in read.rooms] == [room["slug"] for room in raw["conference"]["rooms"]]
    assert [track.id for track in read.tracks] == [track["slug"] for track in raw["conference"]["tracks"]]
    assert [person.name for person in read.people] == [person["name"] for person in raw["persons"]]
    assert all(person.biography for person in read.people)
    assert (first.id, first.title) == ("HQCCYH", Text({"en": raw["events"][0]["title"]}))
    assert first.slot == Slot(
        first=dt.date(2024, 12, 27),
        last=dt.date(2024, 12, 27),
        start=dt.datetime(2024, 12, 27, 10, 30, tzinfo=ZoneInfo("Europe/Berlin")),
        end=dt.datetime(2024, 12, 27, 11, 0, tzinfo=ZoneInfo("Europe/Berlin")),
    )
    assert (first.room, first.track, len(first.people), first.languages) == ("saal-1", "ccc", 3, ("en",))
    assert late.slot
    assert (late.slot.first, late.slot.last) == (dt.date(2024, 12, 27), dt.date(2024, 12, 27))
    assert late.room == "saal-zigzag"
    assert [one["type"] for one in raw["events"]] == ["OTHER", "TALK"]
    assert (first.type, late.type) == (Text(), Text({"en": "talk"}))


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("LIGHTNING_TALK", {"en": "lightning talk"}),
        ("HANDS-ON", {"en": "hands-on"}),
        ("Tọa đàm", {"": "Tọa đàm"}),
        ("OTHER", {}),
        ("BREAK", {}),
        ("META", {}),
        (7, {"": "7"}),
        (None, {}),
    ],
)
def test_voc2_type(told: Any, shown: dict[str, str]) -> None:
    """A constant becomes its English words, other words stay; what is only a mark says nothing."""
    assert only(feed({"type": told})).type == Text(shown)
