"""Which new versions of a feed are not believed, each rule at its limits."""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

import pytest

from eventsite.model import Event, Schedule, Session, Slot, State, Text
from eventsite.schedule.guard import doubts

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST, LAST = dt.date(2017, 11, 25), dt.date(2017, 11, 27)
EVENT = Event(
    name=Text({"vi": "Hội nghị"}), short_name=Text(), tagline=Text(), place=Text(), notice=Text(),
    start=FIRST, end=LAST, zone=ZONE, languages=("vi", "en"),
)  # fmt: skip
NOON = dt.datetime(2017, 11, 20, 12, 0, tzinfo=ZONE)
# All that is tested here is still to come, but where a test says otherwise.
BEFORE = dt.datetime(2017, 11, 1, tzinfo=ZONE)


def session(
    key: object,
    *,
    room: str | None = None,
    state: State = "confirmed",
    service: bool = False,
    slot: Slot | None = None,
) -> Session:
    """Return a session, whose time is not known unless it is given."""
    return Session(id=str(key), title=Text({"vi": f"Bài {key}"}), room=room, state=state, service=service, slot=slot)


def schedule(*sessions: Session, version: str = "", published: dt.datetime | None = None) -> Schedule:
    """Return a version of a feed."""
    return Schedule(version=version, published=published, sessions=sessions)


def numbered(keys: Iterable[int], room: str | None = None) -> Schedule:
    """Return a version with a session for each number."""
    return schedule(*(session(key, room=room) for key in keys))


def on(first: dt.date, last: dt.date) -> Slot:
    """Return the slot of whole days."""
    return Slot(first=first, last=last)


def dropped(before: int, after: int, most: int = 30) -> list[str]:
    """Return the doubts when of so many sessions only the last so many are left."""
    event = Event(
        name=EVENT.name, short_name=Text(), tagline=Text(), place=Text(), notice=Text(),
        start=FIRST, end=LAST, zone=ZONE, languages=("vi",), most_dropped=most,
    )  # fmt: skip
    return doubts(numbered(range(before - after, before)), numbered(range(before)), event, BEFORE)


def test_doubts_of_the_first_version() -> None:
    """Where nothing is kept there is nothing to compare: one session without a time is enough."""
    assert doubts(schedule(session("A")), None, EVENT, BEFORE) == []


def test_doubts_of_the_same_version_again() -> None:
    """What was believed once is believed again."""
    same = schedule(session("A", slot=on(FIRST, FIRST)), version="0.1", published=NOON)
    assert doubts(same, same, EVENT, BEFORE) == []


@pytest.mark.parametrize("kept", [None, numbered(range(10)), schedule()])
def test_doubts_of_a_version_without_sessions(kept: Schedule | None) -> None:
    """A feed without any session is never good, and this is the only reason that is told."""
    assert doubts(schedule(version="9"), kept, EVENT, BEFORE) == ["the feed has no sessions"]


@pytest.mark.parametrize(
    ("before", "after", "most", "told"),
    [
        (10, 7, 30, []),
        (10, 6, 30, ["4 of 10 sessions are gone, which is more than 30 %"]),
        (4, 3, 30, []),
        (4, 2, 30, ["2 of 4 sessions are gone, which is more than 30 %"]),
        (3, 1, 30, []),
        (100, 70, 30, []),
        (100, 69, 30, ["31 of 100 sessions are gone, which is more than 30 %"]),
        (1000, 699, 30, ["301 of 1000 sessions are gone, which is more than 30 %"]),
        (5, 5, 0, []),
        (5, 4, 0, ["1 of 5 sessions are gone, which is more than 0 %"]),
        (5, 1, 100, []),
    ],
)
def test_doubts_of_a_version_that_drops_sessions(before: int, after: int, most: int, told: list[str]) -> None:
    """Exactly the percentage of the event passes and one session more does not; fewer than four say nothing."""
    assert dropped(before, after, most) == told


def test_doubts_of_a_version_with_other_sessions() -> None:
    """It is the kept sessions that count, not the number: as many new ones make up for none."""
    told = ["2 of 4 sessions are gone, which is more than 30 %"]
    assert doubts(numbered([2, 3, 4, 5, 6, 7]), numbered(range(4)), EVENT, BEFORE) == told


def test_doubts_of_what_was_cancelled_before() -> None:
    """What the kept version has cancelled already, as carry_over leaves it, does not count as gone again."""
    gone = [session(f"gone {n}", state="cancelled") for n in range(9)]
    kept = schedule(*numbered(range(4)).sessions, *gone)
    assert doubts(numbered([1, 2, 3]), kept, EVENT, BEFORE) == []


def test_doubts_of_breaks_that_are_gone() -> None:
    """Breaks and lunches come and go: they neither count as gone nor among all."""
    breaks = [session(f"break {n}", service=True) for n in range(9)]
    assert doubts(numbered([1, 2, 3]), schedule(*numbered(range(4)).sessions, *breaks), EVENT, BEFORE) == []
    assert doubts(numbered([2]), schedule(*numbered(range(3)).sessions, *breaks), EVENT, BEFORE) == []


def moved(*rooms: tuple[str | None, str | None]) -> list[str]:
    """Return the doubts when sessions go from rooms to rooms."""
    before = schedule(*(session(n, room=was) for n, (was, _) in enumerate(rooms)))
    after = schedule(*(session(n, room=now) for n, (_, now) in enumerate(rooms)))
    return doubts(after, before, EVENT, BEFORE)


@pytest.mark.parametrize(
    ("rooms", "told"),
    [
        ([("a", "b")] * 4, ["all 4 sessions have another room than before"]),
        ([("a", None)] * 5, ["all 5 sessions have another room than before"]),
        ([("a", "b")] * 3, []),
        ([("a", "b")] * 9 + [("c", "c")], []),
        ([("a", "b")] * 3 + [(None, "b")] * 9, []),
        ([("a", "b")] * 4 + [(None, None)], ["all 4 sessions have another room than before"]),
        ([(None, "a")] * 9, []),
        ([("a", "b"), ("b", "a")] * 2, ["all 4 sessions have another room than before"]),
    ],
)
def test_doubts_of_a_version_that_changes_rooms(rooms: list[tuple[str | None, str | None]], told: list[str]) -> None:
    """All rooms at once do not change; one that stays, fewer than four, or rooms given at last speak for it."""
    assert moved(*rooms) == told


def test_doubts_of_rooms_without_those_that_are_cancelled() -> None:
    """A cancelled session or a break that keeps its room does not show that the rooms are right."""
    stays = [session("off", room="a", state="cancelled"), session("lunch", room="a", service=True)]
    before, after = numbered(range(4), "a").sessions, numbered(range(4), "b").sessions
    told = ["all 4 sessions have another room than before"]
    assert doubts(schedule(*after, *stays), schedule(*before, *stays), EVENT, BEFORE) == told


DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("slot", "passes"),
    [
        (on(FIRST, FIRST), True),
        (on(LAST, LAST), True),
        (on(FIRST - DAY, FIRST), True),
        (on(LAST, LAST + DAY), True),
        (on(FIRST - DAY, LAST + DAY), True),
        (on(FIRST - DAY, FIRST - DAY), False),
        (on(LAST + DAY, LAST + DAY), False),
        (None, True),
    ],
)
def test_doubts_of_dates(slot: Slot | None, *, passes: bool) -> None:
    """A feed of other days is of another event; one day in common, or no day at all, is enough."""
    told = doubts(schedule(session("A", slot=slot)), None, EVENT, BEFORE)
    when = "" if passes or slot is None else f"its sessions are from {slot.first} to {slot.last}"
    assert told == ([] if passes else [f"{when}, and the event is from 2017-11-25 to 2017-11-27"])


def test_doubts_of_dates_with_one_session_at_the_event() -> None:
    """What is before and after the event is its makers' business, as long as something is at the event."""
    far = on(FIRST - 300 * DAY, FIRST - 300 * DAY)
    assert doubts(schedule(session("A", slot=far), session("B", slot=on(LAST, LAST))), None, EVENT, BEFORE) == []


def test_doubts_of_dates_on_both_sides() -> None:
    """Sessions before and after the event do not overlap it, though their whole span does."""
    new = schedule(session("A", slot=on(FIRST - DAY, FIRST - DAY)), session("B", slot=on(LAST + DAY, LAST + DAY)))
    told = ["its sessions are from 2017-11-24 to 2017-11-28, and the event is from 2017-11-25 to 2017-11-27"]
    assert doubts(new, None, EVENT, BEFORE) == told


@pytest.mark.parametrize(
    ("new", "kept", "told"),
    [
        (NOON, NOON, []),
        (NOON + DAY, NOON, []),
        (None, NOON, []),
        (NOON, None, []),
        (
            NOON - dt.timedelta(seconds=1),
            NOON,
            ["it was released on 2017-11-20 11:59, before the version that is published"],
        ),
        (NOON.astimezone(dt.UTC), NOON, []),
    ],
)
def test_doubts_of_when_it_was_released(new: dt.datetime | None, kept: dt.datetime | None, told: list[str]) -> None:
    """A version that was released before the one that is kept is an old copy; the same time is fine."""
    found = doubts(schedule(session("A"), published=new), schedule(session("A"), published=kept), EVENT, BEFORE)
    assert found == told


@pytest.mark.parametrize(
    ("new", "kept"),
    [
        ("0.2", "0.10"), ("v0.9", "V1.0"), ("1", "1.0.1"), (" 1 ", "2"), ("1.2", "v1.2.3"), ("0", "0.1"),
        ("1.0", "1.1"), ("0.0.9", "0.1"),
    ],
)  # fmt: skip
def test_doubts_of_an_older_version(new: str, kept: str) -> None:
    """Versions are compared number by number, whether they have a "v" or not, but never as words."""
    found = doubts(schedule(session("A"), version=new), schedule(session("A"), version=kept), EVENT, BEFORE)
    assert found == [f"its version is {new}, and {kept} is published"]
    back = doubts(schedule(session("A"), version=kept), schedule(session("A"), version=new), EVENT, BEFORE)
    assert back == []


@pytest.mark.parametrize(
    ("new", "kept"),
    [
        ("1", "1.0"), ("1.0", "1"), ("1.0.0", "v1"), ("1.10", "1.10"), ("10", "9"),
        ("", "2"), ("1", ""), ("draft 1", "2"), ("1-beta", "2"), ("0.9 Sunrise", "1.0"), ("1..0", "2"), (".9", "1"),
        ("2017-11-19", "2017-11-20"), ("1" * 50, "2" * 50), ("1", "2" * 50), ("1,0", "2,0"),
    ],
)  # fmt: skip
def test_doubts_of_versions_that_say_nothing(new: str, kept: str) -> None:
    """Equal versions are no older, and those that are no numbers cannot be compared: nothing is said then."""
    assert doubts(schedule(session("A"), version=new), schedule(session("A"), version=kept), EVENT, BEFORE) == []


def test_doubts_of_a_released_and_numbered_version() -> None:
    """Of one that is older in both ways only its release is told."""
    new = schedule(session("A"), version="1", published=NOON - DAY)
    told = ["it was released on 2017-11-19 12:00, before the version that is published"]
    assert doubts(new, schedule(session("A"), version="2", published=NOON), EVENT, BEFORE) == told


def test_doubts_for_several_reasons() -> None:
    """Every reason is told, the dates first."""
    far = on(FIRST - DAY, FIRST - DAY)
    new = schedule(*(session(n, room="b", slot=far) for n in range(4)), version="0.1")
    kept = schedule(*(session(n, room="a") for n in range(6)), version="0.2")
    assert doubts(new, kept, EVENT, BEFORE) == [
        "its sessions are from 2017-11-24 to 2017-11-24, and the event is from 2017-11-25 to 2017-11-27",
        "2 of 6 sessions are gone, which is more than 30 %",
        "all 4 sessions have another room than before",
        "its version is 0.1, and 0.2 is published",
    ]


def test_doubts_about_what_is_over() -> None:
    """In the midst of the event a feed may have only what is still to come: what is over is no loss."""
    first, last = on(FIRST, FIRST), on(LAST, LAST)
    kept = schedule(*(session(n, slot=first) for n in range(6)), *(session(n, slot=last) for n in range(6, 12)))
    new = schedule(*(session(n, slot=last) for n in range(6, 12)))
    evening = dt.datetime.combine(FIRST, dt.time(23, 59), tzinfo=ZONE)
    assert doubts(new, kept, EVENT, evening) == ["6 of 12 sessions are gone, which is more than 30 %"]
    assert doubts(new, kept, EVENT, evening + dt.timedelta(minutes=1)) == []


def test_doubts_about_what_says_that_it_is_cancelled() -> None:
    """A feed that marks all its sessions as cancelled means it."""
    cancelled = schedule(*(session(n, state="cancelled") for n in range(6)))
    assert doubts(cancelled, numbered(range(6)), EVENT, BEFORE) == []


def test_doubts_about_what_takes_place_on_several_days() -> None:
    """What ends on the evening of each of its days counts until the last of them is over."""
    evening = dt.datetime.combine(FIRST, dt.time(17), tzinfo=ZONE)
    daily = Slot(first=FIRST, last=LAST, start=evening - dt.timedelta(hours=9), end=evening)
    kept = schedule(*(session(n, slot=daily) for n in range(6)))
    new = schedule(*(session(n, slot=daily) for n in range(3)))
    told = ["3 of 6 sessions are gone, which is more than 30 %"]
    midnight = dt.datetime.combine(LAST + DAY, dt.time(), tzinfo=ZONE)
    moments = (evening + dt.timedelta(hours=1), midnight - dt.timedelta(minutes=1), midnight)
    assert [doubts(new, kept, EVENT, now) for now in moments] == [told, told, []]
