"""What is told of the difference between two versions of a feed, and what stays of what was withdrawn."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventsite.model import (
    CHANGE_KINDS,
    STATES,
    Change,
    Person,
    Room,
    Schedule,
    Session,
    Slot,
    Text,
    Told,
    Track,
    Version,
)
from eventsite.schedule.formats.times import order
from eventsite.schedule.ledger import carry_over, changes, is_over, versions

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = dt.date(2017, 11, 25)
SEEN = dt.datetime(2017, 11, 20, 9, 0, tzinfo=ZONE)
FAST = settings(deadline=None, database=None, max_examples=60)

TITLE = Text({"vi": "Khai mạc", "en": "Opening"})
ROOMS = (Room(id="a", name=Text({"vi": "Hội trường A"})), Room(id="b", name=Text({"vi": "Phòng B"})))
HALL, SIDE = (room.name for room in ROOMS)
PEOPLE = (Person(id="an", name="An Lê"), Person(id="binh", name="Bình Trần"))


def at(hour: int, minute: int = 0) -> Slot:
    """Return the slot that starts at a clock time."""
    return Slot(first=DAY, last=DAY, start=dt.datetime(2017, 11, 25, hour, minute, tzinfo=ZONE))


OPENING = Session(id="A", title=TITLE, slot=at(8), room="a", people=("an",))
CLOSING = Session(id="Z", title=Text({"vi": "Bế mạc"}), slot=at(17), room="b", track="talks", people=("binh",))


def version(*sessions: Session, **parts: Any) -> Schedule:
    """Return a version of the feed with the sessions in two rooms, of two people."""
    return Schedule(sessions=sessions, **({"rooms": ROOMS, "people": PEOPLE} | parts))


def told(before: Schedule, after: Schedule) -> list[Change]:
    """Return what is told of a new version, as the site does it."""
    return changes(before, carry_over(before, after, SEEN), SEEN)


def change(kind: Any, before: Told = Told(), after: Told = Told(), title: Text = TITLE, session: str = "A") -> Change:  # noqa: B008 -- frozen
    """Return the change that is expected of the opening."""
    return Change(session=session, kind=kind, seen=SEEN, title=title, before=before, after=after)


PLACED = Told(slot=at(8), room=HALL)


def test_changes_of_a_new_session() -> None:
    """What was not there before is new, with its time and room."""
    assert told(version(), version(OPENING)) == [change("new", after=PLACED)]


def test_changes_of_a_new_session_that_nothing_is_known_of() -> None:
    """A new session may have no time and no room yet."""
    assert told(version(), version(replace(OPENING, slot=None, room=None))) == [change("new")]


def test_changes_of_a_move() -> None:
    """Another time is a move; the room stands beside it, before and after."""
    after = version(replace(OPENING, slot=at(9)))
    expected = change("moved", before=PLACED, after=Told(slot=at(9), room=HALL))
    assert told(version(OPENING), after) == [expected]


@pytest.mark.parametrize(
    "slot",
    [
        replace(at(8), end=dt.datetime(2017, 11, 25, 9, tzinfo=ZONE)),
        replace(at(8), last=DAY + dt.timedelta(1)),
        Slot(first=DAY, last=DAY, part="morning"),
        None,
    ],
)
def test_changes_of_a_time_in_part(slot: Slot | None) -> None:
    """An end, a last day, a part of the day instead of a time, and no time at all are other times too."""
    expected = change("moved", before=PLACED, after=Told(slot=slot, room=HALL))
    assert told(version(OPENING), version(replace(OPENING, slot=slot))) == [expected]


def test_changes_of_a_move_into_another_room() -> None:
    """A move that changes the room too is one change, not two."""
    after = version(replace(OPENING, slot=at(9), room="b"))
    expected = change("moved", before=PLACED, after=Told(slot=at(9), room=SIDE))
    assert told(version(OPENING), after) == [expected]


def test_changes_of_a_move_back() -> None:
    """Going there and back again are two moves, each the other way round."""
    here, there = version(OPENING), version(replace(OPENING, slot=at(9), room="b"))
    assert [(one.before, one.after) for one in told(there, here)] == [
        (two.after, two.before) for two in told(here, there)
    ]


def test_changes_of_a_room() -> None:
    """Another room at the same time is told as the room alone, by its names."""
    after = version(replace(OPENING, room="b"))
    assert told(version(OPENING), after) == [change("room", before=Told(room=HALL), after=Told(room=SIDE))]


@pytest.mark.parametrize(
    ("room", "name"), [(None, Text()), ("nowhere", Text({"": "nowhere"})), ("bare", Text({"": "bare"}))]
)
def test_changes_of_a_room_without_a_name(room: str | None, name: Text) -> None:
    """A room that the feed does not name is told by its id; no room at all by nothing."""
    before, after = (
        version(OPENING),
        version(replace(OPENING, room=room), rooms=(*ROOMS, Room(id="bare", name=Text()))),
    )
    assert told(before, after) == [change("room", before=Told(room=HALL), after=Told(room=name))]
    assert told(after, before) == [change("room", before=Told(room=name), after=Told(room=HALL))]


def test_changes_of_a_room_with_a_new_id() -> None:
    """A room that has another id and the same name is the same room."""
    after = version(replace(OPENING, room="7"), rooms=(Room(id="7", name=HALL),))
    assert told(version(OPENING), after) == []


def test_changes_of_a_room_with_a_new_name() -> None:
    """A room that is called something else is still where it was: nobody has to go elsewhere."""
    after = version(OPENING, rooms=(replace(ROOMS[0], name=Text({"vi": "Hội trường lớn"})), ROOMS[1]))
    assert told(version(OPENING), after) == []


def test_changes_of_a_title() -> None:
    """Another title is told with both, and the change bears the new one."""
    new = Text({"vi": "Lễ khai mạc", "en": "Opening"})
    after = version(replace(OPENING, title=new))
    expected = change("title", before=Told(title=TITLE), after=Told(title=new), title=new)
    assert told(version(OPENING), after) == [expected]


def test_changes_of_people() -> None:
    """Who speaks is told by name, before and after, in the feed's order."""
    after = version(replace(OPENING, people=("binh", "an", "chi")))
    expected = change("people", before=Told(people=("An Lê",)), after=Told(people=("Bình Trần", "An Lê", "chi")))
    assert told(version(OPENING), after) == [expected]
    assert told(after, version(OPENING)) == [change("people", before=expected.after, after=expected.before)]


def test_changes_of_people_in_another_order() -> None:
    """The order of the speakers is no news."""
    both = ("an", "binh")
    assert told(version(replace(OPENING, people=both)), version(replace(OPENING, people=both[::-1]))) == []


def test_changes_of_people_with_new_ids() -> None:
    """A person who has another id and the same name is the same person."""
    after = version(replace(OPENING, people=("7",)), people=(Person(id="7", name="An Lê"),))
    assert told(version(OPENING), after) == []


def test_changes_of_a_session_that_is_cancelled() -> None:
    """A session that its feed calls cancelled is told with where it would have been, and with nothing after."""
    after = version(replace(OPENING, state="cancelled", slot=at(9), room="b", people=(), title=Text({"vi": "Hủy"})))
    assert told(version(OPENING), after) == [change("cancelled", before=PLACED, title=Text({"vi": "Hủy"}))]


def test_changes_of_a_session_that_is_withdrawn() -> None:
    """A session that is missing from the new version is cancelled, by its old title, room and time."""
    after = version(rooms=(), people=())
    assert told(version(OPENING), after) == [change("cancelled", before=PLACED)]


def test_changes_of_a_session_that_stays_cancelled() -> None:
    """A cancelled session is told once, whether its feed keeps it, changes it, or withdraws it at last."""
    off = replace(OPENING, state="cancelled")
    assert told(version(off), version(off)) == []
    assert told(version(off), version(replace(off, slot=at(9), room="b", title=Text({"vi": "?"}), people=()))) == []
    assert told(version(off), version()) == []


def test_changes_of_a_session_that_was_never_seen() -> None:
    """A session that comes cancelled concerns nobody."""
    assert told(version(), version(replace(OPENING, state="cancelled"))) == []


def test_changes_of_a_session_that_comes_back() -> None:
    """A session that takes place after all is restored, with its time and room, be it by its state or by being there."""
    expected = [change("restored", after=PLACED)]
    assert told(version(replace(OPENING, state="cancelled")), version(OPENING)) == expected
    assert told(carry_over(version(OPENING), version(), SEEN), version(OPENING)) == expected


def test_changes_of_a_session_that_comes_back_elsewhere() -> None:
    """One that comes back at another time is restored, and moved from where people knew it."""
    there = Told(slot=at(9), room=SIDE)
    expected = [change("restored", after=there), change("moved", before=PLACED, after=there)]
    after = version(replace(OPENING, slot=at(9), room="b"))
    assert told(carry_over(version(OPENING), version(), SEEN), after) == expected


def test_changes_of_everything_at_once() -> None:
    """Time and room, title and people of one session are a change each, in this order; then the next session's."""
    new = Text({"vi": "Lễ khai mạc"})
    after = version(replace(OPENING, slot=at(9), room="b", title=new, people=("binh",)), replace(CLOSING, room="a"))
    assert told(version(OPENING, CLOSING), after) == [
        change("moved", PLACED, Told(slot=at(9), room=SIDE), new),
        change("title", Told(title=TITLE), Told(title=new), new),
        change("people", Told(people=("An Lê",)), Told(people=("Bình Trần",)), new),
        change("room", Told(room=SIDE), Told(room=HALL), CLOSING.title, "Z"),
    ]


def test_changes_in_the_order_of_the_sessions() -> None:
    """Changes stand in the order of the new version, those that it withdrew after them."""
    extra = replace(OPENING, id="M")
    found = told(version(OPENING, CLOSING), version(extra, replace(CLOSING, slot=at(16))))
    assert [(one.session, one.kind) for one in found] == [("M", "new"), ("Z", "moved"), ("A", "cancelled")]


def test_changes_of_breaks() -> None:
    """Of breaks, whatever becomes of them, nothing is told."""
    pause = replace(OPENING, service=True)
    elsewhere = replace(pause, slot=at(9), room="b", title=Text({"vi": "Nghỉ"}), people=(), state="cancelled")
    assert told(version(), version(pause)) == []
    assert told(version(pause), version(elsewhere)) == []
    assert told(version(pause), version()) == []


def test_changes_of_what_is_not_told() -> None:
    """Abstract, track, languages, interpretation and messages may change every hour without anyone being told."""
    after = replace(
        OPENING,
        subtitle=Text({"vi": "s"}),
        abstract=Text({"vi": "a"}),
        track="talks",
        languages=("vi",),
        interpretation={"en": "2"},
        message=Text({"vi": "Đầy"}),
        sample=True,
        order=3,
    )
    assert told(version(OPENING), version(after, version="2", retrieved=SEEN, published=SEEN)) == []


TRACKS = (Track(id="talks", name=Text({"vi": "Tham luận"})), Track(id="other", name=Text({"vi": "Khác"})))


def test_carry_over_of_a_withdrawn_session() -> None:
    """It stays where it was, cancelled, with the room, track and people that the new version has no more."""
    before = version(OPENING, CLOSING, tracks=TRACKS)
    after = version(OPENING, rooms=ROOMS[:1], people=PEOPLE[:1])
    kept = carry_over(before, after, SEEN)
    gone = replace(CLOSING, state="cancelled")
    assert kept == version(OPENING, gone, rooms=ROOMS, people=PEOPLE, tracks=TRACKS[:1])


def test_carry_over_of_names_that_changed() -> None:
    """What both versions have is as the new one says it, and stands there once."""
    before = version(OPENING, CLOSING, tracks=TRACKS)
    rooms = (Room(id="b", name=Text({"vi": "Mới"})),)
    after = version(OPENING, rooms=rooms, people=(replace(PEOPLE[1], name="B."),), tracks=TRACKS[::-1])
    gone = replace(CLOSING, state="cancelled")
    assert carry_over(before, after, SEEN) == replace(after, sessions=(OPENING, gone))


def test_carry_over_of_rooms_and_people_that_no_one_has() -> None:
    """A room, track or person that no withdrawn session has is not kept: it may be gone for a reason."""
    before = version(OPENING, CLOSING, tracks=TRACKS)
    after = version(OPENING, CLOSING, rooms=(), people=(), tracks=())
    assert carry_over(before, after, SEEN) == after
    extra = replace(CLOSING, id="Y", room=None, track=None, people=())
    kept = carry_over(version(*before.sessions, extra, tracks=TRACKS), after, SEEN)
    assert kept == replace(after, sessions=(*after.sessions, replace(extra, state="cancelled")))


def test_carry_over_of_breaks() -> None:
    """A break that is withdrawn is gone; nobody made plans with it."""
    assert carry_over(version(replace(OPENING, service=True)), version(CLOSING), SEEN) == version(CLOSING)


def test_carry_over_of_a_version_that_says_it_all() -> None:
    """Without anything withdrawn the new version is what it is: its version, its times, its order."""
    after = version(CLOSING, OPENING, version="2", retrieved=SEEN, published=SEEN)
    assert carry_over(version(OPENING), after, SEEN) == after
    assert carry_over(Schedule(), after, SEEN) == after


names = st.sampled_from(["Một", "Hai", "Ba"])
texts = st.builds(lambda words: Text({"vi": words}), names)
rooms = st.lists(
    st.builds(Room, id=st.sampled_from(["a", "b", "c"]), name=texts), max_size=3, unique_by=lambda one: one.id
).map(tuple)
people = st.lists(
    st.builds(Person, id=st.sampled_from(["x", "y", "z"]), name=names), max_size=3, unique_by=lambda one: one.id
).map(tuple)
session = st.builds(
    Session,
    id=st.sampled_from(["1", "2", "3", "4"]),
    title=texts,
    slot=st.none() | st.builds(at, st.sampled_from([8, 9])),
    abstract=texts,
    room=st.none() | st.sampled_from(["a", "b", "c"]),
    track=st.none() | st.sampled_from(["t", "u"]),
    people=st.lists(st.sampled_from(["x", "y", "z"]), unique=True, max_size=2).map(tuple),
    state=st.sampled_from(STATES),
    service=st.sampled_from([False, False, False, True]),
)
schedules = st.builds(
    Schedule,
    rooms=rooms,
    people=people,
    tracks=st.sampled_from([(), (Track(id="t", name=Text()),)]),
    sessions=st.lists(session, max_size=4, unique_by=lambda one: one.id).map(tuple),
)


def same_room(before: Schedule, was: Session, after: Schedule, now: Session) -> bool:
    """Return whether two sessions are in one room: by its id, or by its name."""
    if was.room == now.room:
        return True
    called = [
        {room.id: room.name.in_("vi").words for room in one.rooms}.get(str(key), key)
        for one, key in ((before, was.room), (after, now.room))
    ]
    return called[0] == called[1]


def speakers(schedule: Schedule, of: Session, before: Schedule | None = None) -> set[str]:
    """Return the names of a session's people; a session that is carried over from before brings its people's along."""
    here = {one.id for one in schedule.sessions}
    # A break that is gone brings nobody along: it is not carried over.
    gone = [one for one in before.sessions if one.id not in here and not one.service] if before else []
    carried = {key for one in gone for key in one.people}
    known = {person.id: person.name for person in (before.people if before else ()) if person.id in carried}
    known |= {person.id: person.name for person in schedule.people}
    return {known.get(key, key) for key in of.people}


def differing(before: Schedule, after: Schedule) -> set[tuple[str, str]]:
    """Return the id and kind of all that differs and is to be told, found apart from the program that is tested."""
    found: set[tuple[str, str]] = set()
    was, now = ({s.id: s for s in one.sessions} for one in (before, after))
    for key in {key for key, one in now.items() if not one.service} | {k for k, s in was.items() if not s.service}:
        old, new = was.get(key), now.get(key)
        if new is not None and new.service:
            continue
        if old is None and new is not None:
            found |= {(key, "new")} if new.state == "confirmed" else set()
        elif new is None or new.state == "cancelled":
            found |= {(key, "cancelled")} if old is not None and old.state == "confirmed" else set()
        elif old is not None:
            found |= {
                (key, kind)
                for kind, differs in {
                    "restored": old.state == "cancelled",
                    "moved": old.slot != new.slot,
                    "room": old.slot == new.slot and not same_room(before, old, after, new),
                    "title": old.title != new.title,
                    "people": speakers(before, old) != speakers(after, new, before),
                }.items()
                if differs
            }
    return found


@FAST
@given(schedules)
def test_changes_of_a_version_and_itself(schedule: Schedule) -> None:
    """Of what is the same, nothing is told."""
    assert changes(schedule, schedule, SEEN) == []
    assert carry_over(schedule, schedule, SEEN) == schedule


@FAST
@given(schedules, schedules)
def test_changes_of_any_two_versions(before: Schedule, after: Schedule) -> None:
    """All that differs and concerns a visitor is told, once each, and nothing else."""
    found = [(one.session, one.kind) for one in told(before, after)]
    assert sorted(found) == sorted(differing(before, after))
    assert [one.seen for one in told(before, after)] == [SEEN] * len(found)


@FAST
@given(schedules, schedules)
def test_changes_after_they_were_told(before: Schedule, after: Schedule) -> None:
    """What was told is not told again when the feed says the same another time."""
    kept = carry_over(before, after, SEEN)
    assert told(kept, after) == []


@FAST
@given(schedules, schedules)
def test_carry_over_twice(before: Schedule, after: Schedule) -> None:
    """Carried over again, into its result or into the same version from its result, nothing changes any more."""
    kept = carry_over(before, after, SEEN)
    assert (carry_over(before, kept, SEEN), carry_over(kept, after, SEEN)) == (kept, kept)
    assert len({one.id for one in kept.sessions}) == len(kept.sessions)


def known(items: Iterable[Any]) -> set[str]:
    """Return the ids."""
    return {item.id for item in items}


@FAST
@given(schedules, schedules)
def test_carry_over_of_any_two_versions(before: Schedule, after: Schedule) -> None:
    """The new version is there unchanged, and every session has of its room, track and people what its version had."""
    kept = carry_over(before, after, SEEN)
    for part in ("rooms", "tracks", "people", "sessions"):
        assert getattr(kept, part)[: len(getattr(after, part))] == getattr(after, part)
    gone = kept.sessions[len(after.sessions) :]
    assert gone == tuple(
        replace(one, state="cancelled")
        for one in before.sessions
        if not one.service and one.id not in known(after.sessions)
    )
    for one in gone:
        assert {one.room} & known(before.rooms) <= known(kept.rooms)
        assert set(one.people) & known(before.people) <= known(kept.people)
        assert {one.track} & known(before.tracks) <= known(kept.tracks)


def test_changes_of_sessions_in_another_order() -> None:
    """How a feed sorts its sessions is no news, as the site sorts them itself."""
    both = version(*sorted([OPENING, CLOSING], key=order))
    assert told(both, version(CLOSING, OPENING)) == []


def test_carry_over_of_what_is_over() -> None:
    """A feed that drops what is over cancels nothing by that; one that drops it before its end does."""
    over = dt.datetime.combine(DAY, dt.time(9), tzinfo=ZONE)
    timed = replace(OPENING, slot=replace(at(8), end=over))
    assert carry_over(version(timed), version(), over).sessions == (timed,)
    early = over - dt.timedelta(minutes=1)
    assert carry_over(version(timed), version(), early).sessions == (replace(timed, state="cancelled"),)


def test_carry_over_of_what_has_no_end() -> None:
    """A session without an end is over when its day is."""
    midnight = dt.datetime.combine(DAY + dt.timedelta(days=1), dt.time(), tzinfo=ZONE)
    assert carry_over(version(OPENING), version(), midnight).sessions == (OPENING,)
    early = midnight - dt.timedelta(minutes=1)
    assert carry_over(version(OPENING), version(), early).sessions == (replace(OPENING, state="cancelled"),)


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ({"vi": "Khai mạc"}, {"vi": "Khai mạc", "en": "Opening"}, []),
        ({"vi": "Khai mạc", "en": "Opening"}, {"vi": "Khai mạc"}, []),
        ({"vi": "Khai mạc", "en": "Opening"}, {"vi": "Khai mạc", "en": "Start"}, ["title"]),
        ({"vi": "Khai mạc"}, {"en": "Opening"}, ["title"]),
        ({"": "Khai mạc"}, {"": "Bế mạc"}, ["title"]),
        ({"vi": "Khai mạc", "en": "Opening"}, {"en": "Opening", "vi": "Khai mạc"}, []),
    ],
)
def test_title_that_gets_a_translation_is_no_other_title(
    before: dict[str, str], after: dict[str, str], kinds: list[str]
) -> None:
    """Only words that are others than before in a language are a new title."""
    old, new = replace(OPENING, title=Text(before)), replace(OPENING, title=Text(after))
    assert [change.kind for change in changes(version(old), version(new), SEEN)] == kinds


LATER = SEEN + dt.timedelta(hours=1)


def test_versions_of_what_never_changed() -> None:
    """What never changed has no version, and what did keeps its own when nothing more is found."""
    assert versions({}, []) == {}
    kept = {"A": Version(3, SEEN)}
    assert (versions(kept, []), versions(kept, []) is kept) == (kept, False)


@pytest.mark.parametrize("kind", CHANGE_KINDS)
def test_versions_of_each_kind_of_change(kind: Any) -> None:
    """Time, room, title and state make another version; a new session and other people only another time."""
    number = 0 if kind in {"new", "people"} else 1
    assert versions({}, [change(kind)]) == {"A": Version(number, SEEN)}
    assert versions({"A": Version(5, SEEN)}, [replace(change(kind), seen=LATER)]) == {"A": Version(5 + number, LATER)}


def test_versions_of_several_changes() -> None:
    """Each change counts, each session for itself, and what is known of others stays."""
    found = [change("new"), change("moved"), change("title"), change("people"), change("room", session="Z")]
    kept = {"Z": Version(1, SEEN), "gone": Version(7, SEEN)}
    later = [replace(one, seen=LATER) for one in found]
    assert versions(kept, later) == {
        "A": Version(2, LATER), "Z": Version(2, LATER), "gone": Version(7, SEEN),
    }  # fmt: skip
    assert kept == {"Z": Version(1, SEEN), "gone": Version(7, SEEN)}


@FAST
@given(st.lists(schedules, min_size=2, max_size=4))
def test_versions_of_any_versions(feeds: list[Schedule]) -> None:
    """A version never falls, whatever a feed says next, and rises when a visitor must be told."""
    before, known_versions = feeds[0], dict[str, Version]()
    for feed in feeds[1:]:
        after = carry_over(before, feed, SEEN)
        found = changes(before, after, SEEN)
        counted = versions(known_versions, found)
        for key in known_versions | counted:
            was = known_versions[key].number if key in known_versions else 0
            told = sum(one.session == key and one.kind not in {"new", "people"} for one in found)
            assert counted[key].number == was + told
        before, known_versions = after, counted


def when(day: int, hour: int, minute: int = 0) -> dt.datetime:
    """Return a clock time of a day of the month."""
    return dt.datetime(2017, 11, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("slot", "ends"),
    [
        # With its end on the last of its days, or in the night after it: at its end.
        (replace(at(8), end=when(25, 9)), when(25, 9)),
        (replace(at(22), end=when(26, 2)), when(26, 2)),
        (replace(at(8), last=DAY + dt.timedelta(2), end=when(27, 17)), when(27, 17)),
        # With an end that tells only when a day of it ends: with its last day.
        (replace(at(8), last=DAY + dt.timedelta(2), end=when(25, 9)), when(28, 0)),
        (replace(at(8), last=DAY + dt.timedelta(2), end=when(26, 17)), when(28, 0)),
        # Without an end: with its last day.
        (at(8), when(26, 0)),
        (replace(at(8), last=DAY + dt.timedelta(2)), when(28, 0)),
        (Slot(first=DAY, last=DAY, part="morning"), when(26, 0)),
        (Slot(first=DAY, last=DAY + dt.timedelta(1)), when(27, 0)),
    ],
)
def test_is_over_of_a_session_that_ends(slot: Slot, ends: dt.datetime) -> None:
    """A session is over at its end, or when the last of its days is, and not a minute sooner."""
    session = replace(OPENING, slot=slot)
    assert is_over(session, ends)
    assert not is_over(session, ends - dt.timedelta(minutes=1))


def test_is_over_of_a_session_without_a_time() -> None:
    """What has no time yet is still to come."""
    assert not is_over(replace(OPENING, slot=None), when(30, 0))


def test_carry_over_of_a_session_over_several_days() -> None:
    """What ends at five each day is not over on its first evening: whoever comes on the second day is told."""
    slot = replace(at(8), last=DAY + dt.timedelta(2), end=when(25, 17))
    daily = replace(OPENING, slot=slot)
    assert carry_over(version(daily), version(), when(25, 18)).sessions == (replace(daily, state="cancelled"),)
    assert carry_over(version(daily), version(), when(28, 0)).sessions == (daily,)
