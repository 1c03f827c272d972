"""What Sessionize's view "GridSmart" becomes."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.feeds import FAST, PRIVATE, READING, SUNDAY, assert_read_or_refused, at, junk, only, spoiled

from eventsite.errors import ScheduleError
from eventsite.model import Person, Room, Schedule, Session, Slot, Text, Track
from eventsite.schedule.formats import sessionize
from eventsite.schedule.formats.gridsmart import KEYS, detect, parse

PLENUM: dict[str, Any] = {
    "id": "p-1",
    "title": "Opening",
    "description": "All of us.",
    "startsAt": "2017-11-26T08:00:00",
    "endsAt": "2017-11-26T08:30:00",
    "isServiceSession": False,
    "isPlenumSession": True,
    "speakers": [{"id": "aa-2", "name": "Bình Sample"}],
    "categories": [],
    "roomId": 7,
    "room": PRIVATE,
    "status": "Accepted",
    "isInformed": False,
    "isConfirmed": False,
}
TALK: dict[str, Any] = {
    "id": "101",
    "title": "Open data",
    "description": "One.\r\nTwo.",
    "startsAt": "2017-11-26T09:00:00",
    "endsAt": "2017-11-26T09:45:00",
    "isServiceSession": False,
    "isPlenumSession": False,
    "speakers": [{"id": "aa-1", "name": "An Lê", "email": PRIVATE}],
    "categories": [
        {"id": 3, "name": "Level", "categoryItems": [{"id": 31, "name": PRIVATE}], "sort": 0},
        {"id": 1, "name": "Track", "categoryItems": [{"id": 11, "name": "Khoa học"}], "sort": 1},
        {"id": 2, "name": "Language", "categoryItems": [{"id": 22, "name": "Vietnamese"}], "sort": 2},
    ],
    "questionAnswers": [{"questionId": 1, "answerValue": PRIVATE}],
    "roomId": 7,
    "room": PRIVATE,
    "liveUrl": PRIVATE,
    "recordingUrl": PRIVATE,
    "status": "Accepted",
    "isInformed": True,
    "isConfirmed": True,
}
LATE: dict[str, Any] = {
    "id": "late-1",
    "title": "Films",
    "startsAt": "2017-11-27T05:00:00",
    "endsAt": None,
    "speakers": None,
    "categories": [{"id": 1, "name": "Track", "categoryItems": [{"id": 12, "name": "City"}]}],
    "status": None,
}
BREAK: dict[str, Any] = {
    "id": "break-1",
    "title": "Coffee",
    "startsAt": "2017-11-26T10:00:00",
    "endsAt": "2017-11-26T10:30:00",
    "isServiceSession": True,
    "isPlenumSession": True,
    "speakers": [],
    "categories": [],
    "roomId": None,
}
HIDDEN: dict[str, Any] = {
    "id": "105",
    "title": PRIVATE,
    "startsAt": "2017-11-26T09:00:00",
    "speakers": [{"id": "hid-1", "name": PRIVATE}],
    "categories": [{"id": 1, "name": "Track", "categoryItems": [{"id": 13, "name": PRIVATE}]}],
    "status": "Declined",
}
FIXTURE: Any = [
    {
        "date": "2017-11-26T00:00:00",
        "isDefault": False,
        "rooms": [
            {"id": 7, "name": "Hall A", "sessions": [PLENUM, TALK, BREAK, HIDDEN], "hasOnlyPlenumSessions": False},
            {"id": 8, "name": "Hall B", "sessions": [PLENUM, LATE], "hasOnlyPlenumSessions": False},
        ],
        "timeSlots": [
            {"slotStart": PRIVATE, "rooms": [{"id": 9, "name": PRIVATE, "index": 0, "session": {"title": PRIVATE}}]}
        ],
    },
    {
        "date": "2017-11-27T00:00:00",
        "rooms": [{"id": 7, "name": "Hall A", "sessions": []}],
        "timeSlots": [],
    },
]


def grid(*sessions: Any) -> Any:
    """Return a day with these sessions in one room."""
    return [{"date": "2017-11-26T00:00:00", "rooms": [{"id": 7, "name": "Hall A", "sessions": list(sessions)}]}]


def test_parse_fixture() -> None:
    """Every public field of the view arrives, the day on whose list a session stands is its own."""
    assert parse(FIXTURE, READING) == Schedule(
        rooms=(Room(id="7", name=Text({"": "Hall A"})), Room(id="8", name=Text({"": "Hall B"}))),
        tracks=(Track(id="11", name=Text({"": "Khoa học"})), Track(id="12", name=Text({"": "City"}))),
        people=(Person(id="aa-2", name="Bình Sample"), Person(id="aa-1", name="An Lê")),
        sessions=(
            Session(
                id="p-1",
                title=Text({"": "Opening"}),
                slot=Slot(first=SUNDAY, last=SUNDAY, start=at("2017-11-26T08:00"), end=at("2017-11-26T08:30")),
                abstract=Text({"": "All of us."}),
                room="7",
                people=("aa-2",),
                plenary=True,
            ),
            Session(
                id="101",
                title=Text({"": "Open data"}),
                slot=Slot(first=SUNDAY, last=SUNDAY, start=at("2017-11-26T09:00"), end=at("2017-11-26T09:45")),
                abstract=Text({"": "One.\nTwo."}),
                room="7",
                track="11",
                people=("aa-1",),
                languages=("vi",),
            ),
            Session(
                id="break-1",
                title=Text({"": "Coffee"}),
                slot=Slot(first=SUNDAY, last=SUNDAY, start=at("2017-11-26T10:00"), end=at("2017-11-26T10:30")),
                service=True,
            ),
            Session(
                id="late-1",
                title=Text({"": "Films"}),
                slot=Slot(first=SUNDAY, last=SUNDAY, start=at("2017-11-27T05:00")),
                room="8",
                track="12",
            ),
        ),
    )


def test_parse_private_fields() -> None:
    """Nothing of a field that is not on the list of public ones gets into the schedule."""
    assert (json.dumps(FIXTURE).count(PRIVATE) > 12, PRIVATE in repr(parse(FIXTURE, READING))) == (True, False)


def test_parse_both_views() -> None:
    """The sessions of the view "All" are the same ones: ids, rooms, tracks, languages and times."""
    items = {11: "Khoa học", 12: "City", 22: "Vietnamese", 31: "Level"}
    categories = [
        {"id": 1, "title": "Track", "items": [{"id": one, "name": items[one]} for one in (11, 12)]},
        {"id": 2, "title": "Language", "items": [{"id": 22, "name": items[22]}]},
    ]
    sessions = [
        one
        | {
            "speakers": [speaker["id"] for speaker in one["speakers"]],
            "categoryItems": [item["id"] for category in one["categories"] for item in category["categoryItems"]],
        }
        for one in (TALK, PLENUM, BREAK, HIDDEN)
    ]
    whole = {"sessions": sessions, "speakers": [], "categories": categories, "rooms": []}
    both = parse(grid(PLENUM, TALK, BREAK, HIDDEN), READING).sessions
    assert both == sessionize.parse(whole, READING).sessions


@pytest.mark.parametrize("rooms", [1, 2, 3])
def test_parse_plenum_session(rooms: int) -> None:
    """A plenum session that names no room is one session without, under however many rooms it is listed."""
    listed = [{"id": n, "name": f"Hall {n}", "sessions": [PLENUM | {"roomId": None}]} for n in range(rooms)]
    schedule = parse([{"date": "2017-11-26", "rooms": listed}], READING)
    assert ([(one.id, one.room) for one in schedule.sessions], len(schedule.rooms)) == ([("p-1", None)], rooms)


@pytest.mark.parametrize(("own", "room"), [(8, "8"), ("8", "8"), (0, "0"), (None, "7")])
def test_parse_room_of_a_session(own: Any, room: str) -> None:
    """A session is in the room that it names itself, else in the one that it is listed under."""
    assert [one.room for one in parse(grid(TALK | {"roomId": own}), READING).sessions] == [room]


def test_parse_id_that_takes_place_twice() -> None:
    """A break with one id at two times is two sessions."""
    again = BREAK | {"startsAt": "2017-11-26T15:00:00", "endsAt": "2017-11-26T15:30:00"}
    assert [one.id for one in parse(grid(BREAK, again), READING).sessions] == ["break-1", "break-1-2"]


@pytest.mark.parametrize("date", ["2017-11-26T00:00:00", "2017-11-26T00:00:00Z", "2017-11-26", None, 5])
def test_parse_date_of_a_day(date: Any) -> None:
    """A day is told with or without a time and an offset; without a day the session's start tells it."""
    session = only(parse([{"date": date, "rooms": grid(TALK)[0]["rooms"]}], READING))
    assert session.slot and session.slot.first == SUNDAY


@pytest.mark.parametrize("bad", [None, "x", [], {}, {"id": 1}, {"id": 1, "title": "x", "startsAt": "soon"}])
def test_parse_bad_session(bad: Any) -> None:
    """A session without a title, or with a time that cannot be read, costs only itself."""
    assert parse(grid(bad, TALK), READING) == parse(grid(TALK), READING)


@pytest.mark.parametrize("data", [{}, None, "x", 1, [{"date": "2017-11-26", "rooms": "x"}]])
def test_parse_top_that_is_none(data: Any) -> None:
    """What is no list of days, or a day whose rooms are no list, is refused."""
    with pytest.raises(
        ScheduleError, match=r"^(the JSON is not a list of days|\"rooms\" in the JSON is not a list)$"
    ):
        parse(data, READING)


def test_parse_day_without_rooms() -> None:
    """A day with nothing in it, and what is no day at all, cost nothing."""
    assert parse([{"date": "2017-11-25", "rooms": None}, None, 3, *FIXTURE], READING) == parse(FIXTURE, READING)


def test_detect_own() -> None:
    """The fixture is of this format, and has the keys that it promises."""
    assert detect(FIXTURE)
    assert FIXTURE[0].keys() >= {key.removeprefix("[].") for key in KEYS}


@FAST
@given(junk)
def test_parse_arbitrary_json(data: Any) -> None:
    """Whatever the JSON, it is looked at without an error, and read or refused."""
    assert_read_or_refused(detect, parse, data)


@FAST
@given(st.data())
def test_parse_broken_fields(data: st.DataObject) -> None:
    """The fixture with some values made junk is read or refused."""
    assert_read_or_refused(detect, parse, spoiled(FIXTURE, data))
