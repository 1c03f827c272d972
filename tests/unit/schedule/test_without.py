"""What is left of a schedule when some of its sessions are left out."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventsite.model import Event, Person, Room, Schedule, Session, Slot, Text, Track
from eventsite.schedule.without import around, without

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST, LAST = dt.date(2017, 11, 25), dt.date(2017, 11, 27)
DAY = dt.timedelta(days=1)
FAST = settings(deadline=None, database=None, max_examples=60)
EVENT = Event(
    name=Text({"vi": "Hội nghị"}), short_name=Text(), tagline=Text(), place=Text(), notice=Text(),
    start=FIRST, end=LAST, zone=ZONE, languages=("vi", "en"),
)  # fmt: skip


def session(key: str, **parts: Any) -> Session:
    """Return a session that is called by its id."""
    return Session(id=key, title=Text({"vi": key}), **parts)


ROOMS = tuple(Room(id=key, name=Text({"vi": f"Phòng {key}"})) for key in ("1", "2", "empty"))
TRACKS = tuple(Track(id=key, name=Text({"vi": f"Chủ đề {key}"})) for key in ("1", "2", "empty"))
PEOPLE = tuple(Person(id=key, name=f"Người {key}") for key in ("an", "binh", "chi", "dung"))
WHOLE = Schedule(
    version="0.3",
    published=dt.datetime(2017, 11, 20, 9, 0, tzinfo=ZONE),
    retrieved=dt.datetime(2017, 11, 20, 10, 0, tzinfo=ZONE),
    rooms=ROOMS,
    tracks=TRACKS,
    people=PEOPLE,
    sessions=(
        session("A", room="1", track="1", people=("an",)),
        session("B", room="2", track="2", people=("an", "binh")),
        session("C", people=("chi",)),
    ),
)


def ids(schedule: Schedule) -> list[list[str]]:
    """Return the ids of the sessions, rooms, tracks and people."""
    parts = (schedule.sessions, schedule.rooms, schedule.tracks, schedule.people)
    return [[item.id for item in items] for items in parts]


def test_without_any() -> None:
    """Without nothing, or only what it does not have, a schedule is what it was."""
    assert without(WHOLE, frozenset()) is WHOLE
    assert without(WHOLE, {"a", "elsewhere", ""}) is WHOLE
    assert without(Schedule(), {"A"}) == Schedule()


def test_without_one() -> None:
    """With a session goes what it alone names; what others name or nobody does stays, as do version and times."""
    found = without(WHOLE, {"B", "elsewhere"})
    assert ids(found) == [["A", "C"], ["1", "empty"], ["1", "empty"], ["an", "chi", "dung"]]
    assert (found.version, found.published, found.retrieved) == (WHOLE.version, WHOLE.published, WHOLE.retrieved)
    assert found.sessions == (WHOLE.sessions[0], WHOLE.sessions[2])


def test_without_what_names_nothing() -> None:
    """A session without a room or track takes none with it."""
    assert ids(without(WHOLE, {"C"})) == [
        ["A", "B"], ["1", "2", "empty"], ["1", "2", "empty"], ["an", "binh", "dung"],
    ]  # fmt: skip


def test_without_all() -> None:
    """Without all of its sessions a schedule has only what none of them named."""
    assert ids(without(WHOLE, {"A", "B", "C"})) == [[], ["empty"], ["empty"], ["dung"]]


keys = st.sampled_from(["1", "2", "3"])
sessions = st.builds(
    Session,
    id=st.sampled_from(["A", "B", "C", "D"]),
    title=st.just(Text({"vi": "x"})),
    room=st.none() | keys,
    track=st.none() | keys,
    people=st.lists(keys, unique=True).map(tuple),
)
schedules = st.builds(
    Schedule,
    rooms=st.just(tuple(Room(id=key, name=Text()) for key in "123")),
    tracks=st.just(tuple(Track(id=key, name=Text()) for key in "123")),
    people=st.just(tuple(Person(id=key, name=key) for key in "123")),
    sessions=st.lists(sessions, max_size=4, unique_by=lambda one: one.id).map(tuple),
)


@FAST
@given(schedules, st.frozensets(st.sampled_from(["A", "B", "C", "D"])))
def test_without_any_sessions(schedule: Schedule, gone: frozenset[str]) -> None:
    """Nothing that a session names which stays is lost; nothing that only others named is left; once is enough."""
    found = without(schedule, gone)
    assert found.sessions == tuple(one for one in schedule.sessions if one.id not in gone)
    lost = [one for one in schedule.sessions if one.id in gone]
    for part, named in (
        ("rooms", lambda one: {one.room}),
        ("tracks", lambda one: {one.track}),
        ("people", lambda one: set(one.people)),
    ):
        stay = set[str]().union(*(named(one) for one in found.sessions))
        went = set[str]().union(*(named(one) for one in lost))
        before = [item.id for item in getattr(schedule, part)]
        assert [item.id for item in getattr(found, part)] == [key for key in before if key in stay or key not in went]
    assert without(found, gone) == found


def on(first: dt.date, last: dt.date | None = None, **parts: Any) -> Slot:
    """Return the slot of whole days, or of times on them."""
    return Slot(first=first, last=last or first, **parts)


@pytest.mark.parametrize(
    ("slot", "is_near"),
    [
        (None, True),
        (on(FIRST), True),
        (on(FIRST - 60 * DAY), True),
        (on(FIRST - 61 * DAY), False),
        (on(LAST + 60 * DAY), True),
        (on(LAST + 61 * DAY), False),
        (on(FIRST - 60 * DAY, LAST + 60 * DAY), True),
        # A slip in the last day alone would give the site hundreds of days, too.
        (on(LAST, LAST + 61 * DAY), False),
        (on(FIRST - 61 * DAY, FIRST), False),
        (on(dt.date(2107, 11, 25)), False),
        (on(dt.date(2107, 11, 25), start=dt.datetime(2107, 11, 25, 8, tzinfo=ZONE)), False),
        (on(dt.date.min, dt.date.max), False),
    ],
)
def test_around_of_a_session(slot: Slot | None, *, is_near: bool) -> None:
    """Up to sixty days before and after the event a session stays; what has no time yet stays too."""
    schedule = Schedule(sessions=(session("A", slot=slot),))
    found, told = around(schedule, EVENT)
    if is_near or slot is None:
        assert (found, told) == (schedule, [])
    else:
        days = f"from {slot.first} to {slot.last}"
        hint = "more than 60 days from the event; the site leaves it out"
        assert (found, told) == (Schedule(), [f"schedule: A is {days}, {hint}"])


def test_around_of_a_whole_schedule() -> None:
    """What is far goes with what it alone names, each with a sentence, in the order of the schedule."""
    far = on(FIRST.replace(year=2016))
    near = on(FIRST)
    schedule = Schedule(
        rooms=ROOMS,
        tracks=TRACKS,
        people=PEOPLE,
        sessions=(
            session("Z", slot=far, room="1", track="1", people=("an", "chi")),
            session("B", slot=near, room="2", track="2", people=("an",)),
            session("A", slot=far, room="2", people=("binh",)),
        ),
    )
    found, told = around(schedule, EVENT)
    assert ids(found) == [["B"], ["2", "empty"], ["2", "empty"], ["an", "dung"]]
    assert [line.partition(" is ")[0] for line in told] == ["schedule: Z", "schedule: A"]


def test_around_of_a_schedule_that_is_near() -> None:
    """Where nothing is far the schedule is what it was, and nothing is told."""
    schedule = Schedule(rooms=ROOMS, sessions=(session("A", slot=on(FIRST)), session("B")))
    found, told = around(schedule, EVENT)
    assert (found is schedule, told) == (True, [])
