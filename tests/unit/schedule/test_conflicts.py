"""What cannot all take place as it is planned, and what only seems so."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from eventsite.model import Acknowledged, Event, Hours, Part, Room, Schedule, Session, Slot, Text
from eventsite.schedule.conflicts import Conflict, conflicts, unused

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = dt.date(2017, 11, 27)


def event(**fields: Any) -> Event:
    """Return an event of one day."""
    words = {name: Text() for name in ("name", "short_name", "tagline", "place", "notice")}
    return Event(**words, start=DAY, end=DAY, zone=ZONE, languages=("vi",), **fields)


def at(start: str, end: str = "", day: dt.date = DAY) -> Slot:
    """Return the slot of clock times of the day."""
    times = [
        dt.datetime.combine(day, dt.time.fromisoformat(clock), tzinfo=ZONE) if clock else None
        for clock in (start, end)
    ]
    return Slot(first=day, last=day, start=times[0], end=times[1])


def part(name: Part) -> Slot:
    """Return the slot of a part of the day."""
    return Slot(first=DAY, last=DAY, part=name)


def session(key: str, slot: Slot | None, **fields: Any) -> Session:
    """Return a session."""
    return Session(id=key, title=Text({"vi": key}), slot=slot, **fields)


def found(*sessions: Session, rooms: tuple[Room, ...] = (), **fields: Any) -> list[tuple[str, tuple[str, ...], str]]:
    """Return the kind, sessions and matter of each conflict."""
    told = conflicts(Schedule(sessions=sessions, rooms=rooms), event(**fields))
    return [(item.kind, item.sessions, item.what) for item in told]


@pytest.mark.parametrize(
    ("second", "is_conflict"),
    [
        (at("09:59", "11:00"), True), (at("10:00", "11:00"), False), (at("07:00", "08:00"), False),
        (at("08:30", "09:00"), True), (at("09:00"), True), (at("10:00"), False), (part("morning"), False), (None, False),
        (at("09:00", "09:30", DAY + dt.timedelta(days=1)), False),
    ],
)  # fmt: skip
def test_two_sessions_in_one_room(second: Slot | None, is_conflict: bool) -> None:
    """They conflict if one begins before the other ends; that one follows the other at once is right."""
    sessions = session("a", at("08:00", "10:00"), room="hall"), session("b", second, room="hall")
    assert [item[0] for item in found(*sessions)] == ["room"] * is_conflict


def test_two_sessions_with_one_person() -> None:
    """Nobody is in two rooms at once."""
    sessions = (
        session("a", at("08:00", "10:00"), room="hall", people=("an", "binh")),
        session("b", at("09:00", "10:00"), room="lab", people=("binh",)),
        session("c", at("09:00", "10:00"), room="yard", people=("chi",)),
    )
    assert found(*sessions) == [("person", ("a", "b"), "binh")]


def test_cancelled_session_is_in_nobodys_way() -> None:
    """What does not take place needs no room."""
    assert (
        found(session("a", at("08:00", "10:00"), room="h", state="cancelled"), session("b", at("09:00"), room="h"))
        == []
    )


def test_session_over_several_days_leaves_its_room_to_others() -> None:
    """An exhibition stays while speeches are held in its hall."""
    slot = Slot(first=DAY, last=DAY + dt.timedelta(days=1), start=at("08:00").start, end=at("18:00").start)
    assert found(session("a", slot, room="hall"), session("b", at("09:00", "10:00"), room="hall")) == []


@pytest.mark.parametrize(
    ("slot", "is_conflict"),
    [
        (at("09:00"), True),
        (at("07:30", "08:30"), True),
        (at("12:00"), False),
        (at("14:00"), False),
        (part("morning"), False),
    ],
)
def test_session_beside_a_plenary(slot: Slot, is_conflict: bool) -> None:
    """A plenary session fills its part of the day; only what serves, as registration, may be beside it."""
    plenary = session("plenary", part("morning"), plenary=True)
    assert found(plenary, session("b", slot)) == [("plenary", ("plenary", "b"), "")] * is_conflict
    assert found(plenary, session("b", slot, service=True)) == []


def test_session_outside_the_hours() -> None:
    """A room's own hours count before the event's, and may go on after midnight."""
    rooms = (Room(id="bar", name=Text(), hours=Hours(dt.time(18), dt.time(2))), Room(id="hall", name=Text()))
    sessions = (
        session("early", at("06:59", "08:00"), room="hall"), session("right", at("08:00", "18:00"), room="hall"),
        session("late", at("17:00", "18:01")), session("party", at("20:00", "23:00"), room="bar"),
        session("noon", at("12:00", "13:00"), room="bar"),
    )  # fmt: skip
    assert found(*sessions, rooms=rooms, hours=Hours(dt.time(7), dt.time(18))) == [
        ("hours", ("early",), "hall"), ("hours", ("late",), ""), ("hours", ("noon",), "bar"),
    ]  # fmt: skip


def test_acknowledged_conflict_keeps_its_reason() -> None:
    """A conflict that event.yml knows is told with the reason; one that is none any more is told as such."""
    known = (
        Acknowledged(sessions=("b", "a"), reason="As planned."),
        Acknowledged(sessions=("a", "c"), reason="Was so."),
    )
    whole = Schedule(
        sessions=(
            session("a", at("08:00", "10:00"), room="h"),
            session("b", at("09:00"), room="h"),
            session("c", at("11:00")),
        )
    )
    assert conflicts(whole, event(acknowledged=known)) == [
        Conflict(kind="room", sessions=("a", "b"), what="h", reason="As planned.")
    ]
    assert unused(whole, event(acknowledged=known)) == [("a", "c")]
