"""Several feeds as one programme, in which everything is what it was in its own feed."""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventsite.model import Change, Person, Room, Schedule, Session, Text, Track, Version
from eventsite.schedule.join import Joined, join, same_names
from eventsite.schedule.state import FeedState

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SEEN = dt.datetime(2017, 11, 20, 9, 0, tzinfo=ZONE)
HOUR = dt.timedelta(hours=1)
FAST = settings(deadline=None, database=None, max_examples=60)


def room(key: str, **names: str) -> Room:
    """Return a room with its names by language."""
    return Room(id=key, name=Text(names))


def session(key: str, **parts: Any) -> Session:
    """Return a session that is called by its id."""
    return Session(id=key, title=Text({"vi": key}), **parts)


def change(key: str, seen: dt.datetime = SEEN) -> Change:
    """Return a change of a session."""
    return Change(session=key, kind="new", seen=seen, title=Text({"vi": key}))


def known(
    schedule: Schedule, changes: Iterable[Change] = (), versions: Mapping[str, Version] | None = None
) -> FeedState:
    """Return the state of a feed."""
    return FeedState(source="", schedule=schedule, began=SEEN, changes=tuple(changes), versions=versions or {})


def joined_all(*schedules: Schedule) -> Joined:
    """Return all that is to say of the feeds "one", "two", "three" together."""
    names = ("one", "two", "three")
    return join({name: known(schedule) for name, schedule in zip(names, schedules, strict=False)})


def joined(*schedules: Schedule) -> Schedule:
    """Return the schedules of the feeds "one", "two", "three" as one."""
    return joined_all(*schedules).schedule


ONE = Schedule(
    version="0.3",
    published=SEEN,
    retrieved=SEEN + HOUR,
    rooms=(room("1", vi="Hội trường A", en="Hall A"), room("2", vi="Phòng B")),
    tracks=(Track(id="1", name=Text({"en": "Science"})),),
    people=(Person(id="an", name="An Lê"), Person(id="binh", name="Bình Trần")),
    sessions=(session("A", room="1", track="1", people=("an",)), session("B", room="2", people=("an", "binh"))),
)


def test_join_of_no_feeds() -> None:
    """Nothing is nothing."""
    assert join({}) == Joined(Schedule(), (), {}, {})


def test_join_of_one_feed() -> None:
    """One feed stays as it is, and its ledger is turned so that the newest stands first."""
    ledger, versions = [change("A"), change("B", SEEN + HOUR)], {"B": Version(3, SEEN)}
    assert join({"one": known(ONE, ledger, versions)}) == Joined(
        ONE, (change("B", SEEN + HOUR), change("A")), versions, {"one": {"A": "A", "B": "B"}}
    )


def test_join_of_feeds_that_have_nothing_in_common() -> None:
    """Ids that do not clash stay as they are, the first feed's things first."""
    two = Schedule(
        version="7",
        published=SEEN - HOUR,
        rooms=(room("9", vi="Sân"),),
        tracks=(Track(id="9", name=Text({"vi": "Nhạc"})),),
        people=(Person(id="chi", name="Chi"),),
        sessions=(session("Z", room="9", track="9", people=("chi",)),),
    )
    assert joined(ONE, two) == Schedule(
        version="0.3 / 7",
        published=SEEN,
        retrieved=SEEN + HOUR,
        rooms=(*ONE.rooms, *two.rooms),
        tracks=(*ONE.tracks, *two.tracks),
        people=(*ONE.people, *two.people),
        sessions=(*ONE.sessions, *two.sessions),
    )


def test_join_of_ids_that_clash() -> None:
    """An id of the first feed stands for something else in the second: there it gets the feed's name before it."""
    two = Schedule(
        rooms=(room("1", vi="Sân"),),
        tracks=(Track(id="1", name=Text({"vi": "Nhạc"})),),
        people=(Person(id="an", name="An Phạm"),),
        sessions=(session("A", room="1", track="1", people=("an",)),),
    )
    found = joined(ONE, two)
    assert found.rooms == (*ONE.rooms, room("two-1", vi="Sân"))
    assert found.tracks == (*ONE.tracks, Track(id="two-1", name=Text({"vi": "Nhạc"})))
    assert found.people == (*ONE.people, Person(id="two-an", name="An Phạm"))
    moved = replace(two.sessions[0], id="two-A", room="two-1", track="two-1", people=("two-an",))
    assert found.sessions == (*ONE.sessions, moved)


def test_join_of_ids_that_clash_with_new_ones() -> None:
    """The name before it does not make an id that another thing has already, in either feed."""
    one = Schedule(rooms=(room("1", vi="A"), room("two-2", vi="B"), room("2", vi="C")))
    two = Schedule(
        rooms=(room("1", vi="D"), room("two-1", vi="E"), room("2", vi="F")),
        sessions=(session("x", room="1"), session("y", room="two-1"), session("z", room="2")),
    )
    found = joined(one, two)
    assert [item.id for item in found.rooms] == ["1", "two-2", "2", "two-two-1", "two-1", "two-two-2"]
    assert [item.room for item in found.sessions] == ["two-two-1", "two-1", "two-two-2"]


@pytest.mark.parametrize(
    "name",
    [
        {"vi": "Hội trường A"}, {"en": "hall  a"}, {"": "HALL A"}, {"de": "Saal A", "en": "Hall A"},
        {"vi": unicodedata.normalize("NFD", "Hội trường A")},
    ],
)  # fmt: skip
def test_join_of_rooms_with_a_name_in_common(name: dict[str, str]) -> None:
    """One name in whatever language and case, however its letters are made, is enough; the first feed's stays."""
    found = joined(ONE, Schedule(rooms=(room("77", **name),), sessions=(session("Z", room="77"),)))
    assert found.rooms == ONE.rooms
    assert found.sessions[-1].room == "1"


def test_join_of_rooms_with_one_id_and_one_name() -> None:
    """The same room under the same id is there once."""
    found = joined(ONE, Schedule(rooms=ONE.rooms[:1], sessions=(session("Z", room="1"),)))
    assert (found.rooms, found.sessions[-1].room) == (ONE.rooms, "1")


def test_join_of_rooms_without_a_name() -> None:
    """No name in common is no name: two rooms without one stay two."""
    found = joined(Schedule(rooms=(room("1"), room("2", vi=" "))), Schedule(rooms=(room("1"), room("3", vi=" "))))
    assert [item.id for item in found.rooms] == ["1", "2", "two-1", "3"]


def test_join_of_rooms_whose_ids_are_turned() -> None:
    """Where each feed calls the other's first room its second, every session is still where it was."""
    two = Schedule(
        rooms=(room("1", vi="Phòng B"), room("2", vi="Hội trường A")),
        sessions=(session("X", room="1"), session("Y", room="2"), session("Z", room="elsewhere")),
    )
    found = joined(ONE, two)
    assert found.rooms == ONE.rooms
    assert [item.room for item in found.sessions[2:]] == ["2", "1", "elsewhere"]


def test_join_of_people_with_one_name() -> None:
    """A person whom both feeds name is one, as the first feed tells of her."""
    two = Schedule(
        people=(Person(id="an", name="Bình Trần"), Person(id="7", name="an  LÊ", biography=Text({"vi": "x"}))),
        sessions=(session("Z", people=("7", "an")),),
    )
    found = joined(ONE, two)
    assert found.people == ONE.people
    assert found.sessions[-1].people == ("an", "binh")


@pytest.mark.parametrize(
    ("ours", "theirs"), [(["An Lê", "An Lê"], ["An Lê"]), (["An Lê"], ["An Lê", "An Lê"]), (["An"] * 2, ["An"] * 2)]
)
def test_join_of_namesakes(ours: list[str], theirs: list[str]) -> None:
    """Where a feed has two of one name nobody knows which is meant: all stay whom they are."""
    one, two = (
        Schedule(people=tuple(Person(id=f"{feed}{n}", name=name) for n, name in enumerate(names)))
        for feed, names in (("a", ours), ("b", theirs))
    )
    assert joined(one, two).people == (*one.people, *two.people)


def test_join_of_changes() -> None:
    """The ledger names sessions as the programme does, the newest first, and those of one time in the feeds' order."""
    two = Schedule(sessions=(session("A"), session("Z")))
    later = SEEN + HOUR
    feeds = {
        "one": known(ONE, [change("A"), change("B", later)]),
        "two": known(two, [change("Z", SEEN - HOUR), change("A"), change("A", later)]),
    }
    assert join(feeds).changes == (
        change("B", later),
        replace(change("A", later), session="two-A"),
        change("A"),
        replace(change("A"), session="two-A"),
        change("Z", SEEN - HOUR),
    )


def test_join_of_versions_of_sessions() -> None:
    """Versions are those of the programme's sessions, by the ids that these have there; nobody gets another's."""
    two = Schedule(sessions=(session("A"), session("Z")))
    feeds = {
        "one": known(ONE, versions={"A": Version(1, SEEN)}),
        "two": known(two, versions={"A": Version(2, SEEN + HOUR), "Z": Version(0, SEEN - HOUR)}),
    }
    found = join(feeds)
    assert found.versions == {
        "A": Version(1, SEEN), "two-A": Version(2, SEEN + HOUR), "Z": Version(0, SEEN - HOUR),
    }  # fmt: skip
    assert found.ids == {"one": {"A": "A", "B": "B"}, "two": {"A": "two-A", "Z": "Z"}}


def test_join_of_what_a_feed_has_no_more() -> None:
    """What is known of a session that its feed does not have is not told of another feed's session of that id."""
    two = Schedule(sessions=(session("Z"),))
    feeds = {
        "one": known(ONE, [change("A")], {"A": Version(1, SEEN)}),
        "two": known(
            two, [change("A", SEEN + HOUR), change("gone")], {"A": Version(9, SEEN), "gone": Version(4, SEEN)}
        ),
    }
    found = join(feeds)
    assert (found.changes, found.versions) == ((change("A"),), {"A": Version(1, SEEN)})


def test_join_of_ids_that_clash_among_three() -> None:
    """For every feed it is known what its sessions are called in the programme, however often an id clashes."""
    two = Schedule(sessions=(session("A"), session("two-A")))
    three = Schedule(sessions=(session("A"), session("two-A")))
    found = joined_all(ONE, two, three)
    assert found.ids == {
        "one": {"A": "A", "B": "B"},
        "two": {"A": "two-two-A", "two-A": "two-A"},
        "three": {"A": "three-A", "two-A": "three-two-A"},
    }


def test_join_of_versions_and_times() -> None:
    """Versions stand side by side where there are any; the programme is as old as its newest part."""
    feeds = (Schedule(), Schedule(version="2", retrieved=SEEN), Schedule(version="x", retrieved=SEEN - HOUR))
    assert joined(*feeds) == Schedule(version="2 / x", retrieved=SEEN)


def test_same_names_of_one_that_fits_two() -> None:
    """A name that two of ours have is the first one's; two of theirs may be one of ours."""
    ours = (room("a", vi="Một"), room("b", vi="Một", en="Two"))
    theirs = (room("1", vi="Một"), room("2", en="two"), room("3", en="Three"), room("4", en="x", vi="một"))
    assert same_names(ours, theirs) == {"1": "a", "2": "b", "4": "a"}
    assert same_names(iter(ours), iter(theirs)) == {"1": "a", "2": "b", "4": "a"}


keys = st.sampled_from(["1", "2", "two-1", "two-2", "two-two-1", "three-1"])
names = st.sampled_from(["", "Một", "MỘT", "Hai", "Ba"])


def several(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return a strategy for things with different ids."""
    return st.lists(strategy, max_size=4, unique_by=lambda one: one.id).map(tuple)


texts = st.dictionaries(st.sampled_from(["vi", "en"]), names).map(Text)
schedules = st.builds(
    Schedule,
    rooms=several(st.builds(Room, id=keys, name=texts)),
    tracks=several(st.builds(Track, id=keys, name=texts)),
    people=several(st.builds(Person, id=keys, name=names.filter(bool))),
    sessions=several(
        st.builds(
            Session,
            id=keys,
            title=texts,
            room=keys,
            track=keys,
            people=st.lists(keys, unique=True, max_size=3).map(tuple),
        )
    ),
)


def words(item: Room | Track | None) -> set[str]:
    """Return the names of a room or track, as they are compared."""
    return {name.casefold() for name in item.name.by_language.values() if name} if item else set()


def by_id(items: Iterable[Any]) -> dict[str, Any]:
    """Return the things by their ids."""
    return {item.id: item for item in items}


@FAST
@given(st.lists(schedules, max_size=3))
def test_join_of_any_feeds(feeds: list[Schedule]) -> None:
    """Ids are unique, every session is there, and leads to what it led to in its own feed."""
    whole, _, _, ids = joined_all(*feeds)
    assert [ids[name][one.id] for name, feed in zip(ids, feeds, strict=True) for one in feed.sessions] == [
        one.id for one in whole.sessions
    ]
    for part in ("rooms", "tracks", "people", "sessions"):
        items = getattr(whole, part)
        assert len(by_id(items)) == len(items)
    mine = [one for schedule in feeds for one in schedule.sessions]
    assert [one.title for one in whole.sessions] == [one.title for one in mine]
    places = [schedule for schedule in feeds for _ in schedule.sessions]
    for was, now, feed in zip(mine, whole.sessions, places, strict=True):
        for key, new, ours, theirs in (
            (was.room, now.room, whole.rooms, feed.rooms),
            (was.track, now.track, whole.tracks, feed.tracks),
        ):
            if (before := by_id(theirs).get(str(key))) is not None:
                after = by_id(ours)[str(new)]
                assert after.name == before.name or words(after) & words(before)
        speakers = by_id(feed.people)
        told = {speakers[key].name.casefold() for key in was.people if key in speakers}
        assert told <= {by_id(whole.people)[key].name.casefold() for key in now.people if key in by_id(whole.people)}
