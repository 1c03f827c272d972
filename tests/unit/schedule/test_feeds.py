"""Which programme a build uses on each kind of day of its feeds."""

import datetime as dt
import json
import logging
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.building import SHARED, needs_shared
from tests.feeds import render_schedule

from eventsite.errors import ScheduleError
from eventsite.model import Change, Event, Feed, Room, Schedule, Session, Slot, Text, Told, Version
from eventsite.schedule import feeds as room
from eventsite.schedule.feeds import Current, Pulled, current_schedule, is_elsewhere, pull, reading_of
from eventsite.schedule.state import FeedState, load_state, reader_of, render_state, save_state, source_of

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = dt.date(2017, 11, 25)
EVENT = Event(
    name=Text({"vi": "Hội nghị"}), short_name=Text(), tagline=Text(), place=Text(), notice=Text(),
    start=DAY, end=DAY + dt.timedelta(2), zone=ZONE, languages=("vi", "en"),
)  # fmt: skip
MONDAY = dt.datetime(2017, 11, 20, 2, 0, tzinfo=dt.UTC)
TUESDAY = MONDAY + dt.timedelta(days=1)
# What nobody outside may see: it stands where the server's token stands.
HIDDEN = "hunter2-hunter2"

TALK: dict[str, Any] = {"code": "A", "title": "Khai mạc", "start": "2017-11-25T08:00:00+07:00"}
GOOD_FEED: dict[str, Any] = {"talks": [TALK], "rooms": []}
OTHER_TITLE: dict[str, Any] = {"talks": [TALK | {"title": "Bế mạc"}], "rooms": []}
SNAPSHOT = {
    "format": "eventsite-schedule/1",
    "retrieved": "2017-11-01T10:30:00+07:00",
    "sessions": [{"id": "old", "title": "Cũ", "date": "2017-11-25"}],
}
START = dt.datetime(2017, 11, 25, 8, 0, tzinfo=ZONE)
OPENING = Session(id="A", title=Text({"": "Khai mạc"}), slot=Slot(first=DAY, last=DAY, start=START))
CLOSING = replace(OPENING, title=Text({"": "Bế mạc"}))
OLD = Session(id="old", title=Text({"": "Cũ"}), slot=Slot(first=DAY, last=DAY))
GOOD = Schedule(retrieved=MONDAY.astimezone(ZONE), sessions=(OPENING,))
KEPT = Schedule(retrieved=dt.datetime(2017, 11, 1, 10, 30, tzinfo=ZONE), sessions=(OLD,))
# What the one feed's session is called in the programme.
IDS = {"live": {"A": "A"}}
SNAPSHOT_USED = "using the snapshot of 2017-11-01 10:30"
COPY_USED = "using the last good copy of 2017-11-20 09:00"
ACCEPT = "`./inv schedule.pull --accept` takes it all the same"


class House:
    """A project's folders with a feed in a file: what a test changes and asks."""

    def __init__(self, root: Path) -> None:
        self.content, self.folder, self.file = root / "content", root / "feeds", root / "feed.json"
        self.snapshot = self.content / "data" / "schedule.json"

    @property
    def feed(self) -> Feed:
        """The feed in the file."""
        return Feed(id="live", address=str(self.file))

    @property
    def copy(self) -> Path:
        """Where the feed's last good copy is kept."""
        return self.folder / "live.json"

    def write(self, path: Path, data: Any) -> None:
        """Write JSON, or text that is none."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")

    def whole(self, *feeds: Feed, now: dt.datetime = MONDAY, accept: bool = False, keeping: bool = True) -> Current:
        """Ask for the programme, and return everything that there is to say of it."""
        return current_schedule(feeds, self.content, self.folder, EVENT, now, accept=accept, keeping=keeping)

    def current(self, *feeds: Feed, now: dt.datetime = MONDAY, accept: bool = False) -> Current:
        """Ask for the programme, from the file without any other feed; what came of each feed is left out."""
        return replace(self.whole(*(feeds or (self.feed,)), now=now, accept=accept), feeds=())

    def kept(self, feed: Feed) -> FeedState | None:
        """Return what is kept of a feed."""
        return load_state(self.folder / f"{feed.id}.json", source_of(feed.address), reading_of(EVENT))


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Give folders with a snapshot and a good feed."""
    house = House(tmp_path)
    house.write(house.file, GOOD_FEED)
    house.write(house.snapshot, SNAPSHOT)
    return house


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask the server itself, whatever proxy this machine has."""
    monkeypatch.setenv("NO_PROXY", "*")


def state(house: House, schedule: Schedule, *changes: Change) -> FeedState:
    """Return what is to be kept of the feed, which was first read on Monday."""
    began = MONDAY.astimezone(ZONE)
    reader = reader_of(reading_of(EVENT))
    source = source_of(str(house.file))
    return FeedState(
        source=source, schedule=schedule, began=began, changes=changes, versions=counted(changes), reader=reader
    )


def counted(changes: Sequence[Change]) -> dict[str, Version]:
    """Return the versions after changes of titles."""
    return {
        one.session: Version(
            sum(other.session == one.session for other in changes),
            max(other.seen for other in changes if other.session == one.session),
        )
        for one in changes
    }


def good(schedule: Schedule, *changes: Change, ids: Mapping[str, Mapping[str, str]] = IDS) -> Current:
    """Return what a good feed gives that was first read on Monday, whose titles changed since."""
    return Current(schedule, "feed", changes=changes, began=MONDAY, versions=counted(changes), ids=ids)


def bad(
    *warnings: str,
    schedule: Schedule = GOOD,
    changes: tuple[Change, ...] = (),
    ids: Mapping[str, Mapping[str, str]] = IDS,
) -> Current:
    """Return what is used instead of a feed that was good on Monday, with the warnings."""
    return Current(schedule, "last-good", warnings, changes, began=MONDAY, versions=counted(changes), ids=ids)


RETITLED = Change(
    session="A",
    kind="title",
    seen=TUESDAY,
    title=CLOSING.title,
    before=Told(title=OPENING.title),
    after=Told(title=CLOSING.title),
)
TUESDAYS = Schedule(retrieved=TUESDAY.astimezone(ZONE), sessions=(CLOSING,))


def test_current_with_a_good_feed(house: House) -> None:
    """A good feed is used, dated now in the event's zone, and kept whole with nothing beside it."""
    found = house.current()
    assert found == good(GOOD)
    assert [when.tzinfo for when in (found.schedule.retrieved, found.began) if when] == [ZONE, ZONE]
    assert house.copy.read_text(encoding="utf-8") == render_state(state(house, GOOD))
    assert list(house.folder.iterdir()) == [house.copy]


def test_current_says_what_came_of_each_feed(house: House) -> None:
    """Each feed's state and outcome are there for those who report on them."""
    house.write(house.content / "b.json", GOOD_FEED)
    other, down = Feed(id="b", address="b.json"), Feed(id="c", address="c.json")
    house.whole(house.feed, other)
    house.write(house.file, OTHER_TITLE)
    reason = f"{house.content / 'c.json'} cannot be read: No such file or directory"
    assert house.whole(house.feed, other, down, now=TUESDAY).feeds == (
        Pulled(feed=house.feed, state=state(house, TUESDAYS, RETITLED), outcome="new"),
        Pulled(feed=other, state=house.kept(other), outcome="same"),
        Pulled(feed=down, state=None, outcome="failed", reason=reason),
    )


BAD_FEEDS = [
    ("<!doctype html>", "the answer is HTML, not JSON"),
    ("", "the answer is empty"),
    ({"talks": [], "rooms": []}, "the feed has no sessions"),
    ({"talks": [{"code": "A", "title": "x"}], "rooms": []}, "the feed has no sessions"),
    ({"talks": 1, "rooms": []}, '"talks" in the JSON is not a list'),
    ({"format": "eventsite-schedule/1", "sessions": []}, "the feed has no sessions"),
]


@pytest.mark.parametrize("accept", [False, True])
@pytest.mark.parametrize(("body", "reason"), BAD_FEEDS)
def test_current_with_a_bad_feed_after_a_good_one(house: House, body: Any, reason: str, *, accept: bool) -> None:
    """A feed that went bad is replaced by its last good copy, which stays as it was, and its age is told.

    That all is to be accepted does not make it better.
    """
    house.current()
    kept = house.copy.read_bytes()
    house.write(house.file, body)
    assert house.current(now=TUESDAY, accept=accept) == bad(f"schedule: live: {reason}; {COPY_USED}")
    assert house.copy.read_bytes() == kept


def test_current_with_a_feed_that_comes_back(house: House) -> None:
    """The next good day ends the warning."""
    house.current()
    house.write(house.file, "")
    house.current()
    house.write(house.file, GOOD_FEED)
    assert house.current(now=TUESDAY) == good(GOOD)


def test_current_with_a_feed_that_says_the_same(house: House) -> None:
    """A feed that says the same as before keeps its date and its file, so that the site stays as it is."""
    house.current()
    before = house.copy.stat()
    assert house.current(now=TUESDAY) == good(GOOD)
    after = house.copy.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_current_with_a_feed_that_is_only_released_again(house: House) -> None:
    """A time of release alone is no news either."""
    schedule = {"format": "eventsite-schedule/1", "sessions": [{"id": "A", "title": "x"}]}
    for published in ("2017-11-19T09:00:00+07:00", "2017-11-21T09:00:00+07:00"):
        house.write(house.file, schedule | {"published": published})
        found = house.current(now=TUESDAY)
    assert found.schedule.published == dt.datetime(2017, 11, 19, 9, 0, tzinfo=ZONE)


def test_current_with_a_feed_that_changed(house: House) -> None:
    """A feed that says something new is dated now, and what became another is told and kept."""
    house.current()
    house.write(house.file, OTHER_TITLE)
    assert house.current(now=TUESDAY) == good(TUESDAYS, RETITLED)
    assert house.kept(house.feed) == state(house, TUESDAYS, RETITLED)


def test_current_with_a_feed_that_changes_back(house: House) -> None:
    """Every change stays in the ledger, the newest first on the site and last in the file."""
    house.current()
    house.write(house.file, OTHER_TITLE)
    house.current(now=TUESDAY)
    house.write(house.file, GOOD_FEED)
    wednesday = TUESDAY + dt.timedelta(days=1)
    back = replace(RETITLED, seen=wednesday, title=OPENING.title, before=RETITLED.after, after=RETITLED.before)
    again = replace(GOOD, retrieved=wednesday.astimezone(ZONE))
    assert house.current(now=wednesday) == good(again, back, RETITLED)
    assert house.kept(house.feed) == state(house, again, RETITLED, back)


def test_current_with_a_fraction_of_a_second(house: House) -> None:
    """What this build says is what the next one reads: times are whole seconds."""
    house.current()
    house.write(house.file, OTHER_TITLE)
    first = house.current(now=TUESDAY + dt.timedelta(microseconds=123_456))
    assert first == good(TUESDAYS, RETITLED)
    assert house.current(now=TUESDAY) == first


def test_current_with_a_session_that_is_withdrawn(house: House) -> None:
    """A session that its feed withdrew stays in its place, cancelled, until it comes back; each is told once."""
    first = TALK | {"code": "B", "start": "2017-11-25T07:00:00+07:00"}
    both = {"talks": [first, TALK], "rooms": []}
    house.write(house.file, both)
    house.current()
    house.write(house.file, GOOD_FEED)
    for when in (TUESDAY, TUESDAY + dt.timedelta(1)):
        found = house.current(now=when)
        assert [(one.id, one.state) for one in found.schedule.sessions] == [("B", "cancelled"), ("A", "confirmed")]
        assert [(one.session, one.kind) for one in found.changes] == [("B", "cancelled")]
        assert found.schedule.retrieved == TUESDAY
    house.write(house.file, both)
    found = house.current(now=TUESDAY + dt.timedelta(2))
    assert [(one.id, one.state) for one in found.schedule.sessions] == [("B", "confirmed"), ("A", "confirmed")]
    assert [(one.session, one.kind) for one in found.changes] == [("B", "restored"), ("B", "cancelled")]


def test_current_with_a_long_ledger(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ledger forgets its oldest changes, and what is new is told even when it is full."""
    monkeypatch.setattr(room, "MOST_CHANGES", 2)
    titles = ["Khai mạc", "Một", "Hai", "Ba"]
    for number, title in enumerate(titles):
        house.write(house.file, {"talks": [TALK | {"title": title}], "rooms": []})
        found = house.whole(house.feed, now=MONDAY + dt.timedelta(number))
        assert [one.title.in_("").words for one in found.changes][:1] == ([title] if number else [])
    assert [one.title.in_("").words for one in found.changes] == ["Ba", "Hai"]
    kept = house.kept(house.feed)
    assert kept
    assert [one.title.in_("").words for one in kept.changes] == ["Hai", "Ba"]


def test_current_with_versions_beyond_the_ledger(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Versions only rise: they count the changes that the ledger has forgotten, and those that it has no room for."""
    monkeypatch.setattr(room, "MOST_CHANGES", 2)
    for number, title in enumerate(["Khai mạc", "Một", "Hai", "Ba", "Bốn"]):
        talks = [TALK | {"title": title}, TALK | {"code": "B", "title": "Đến trưa" if number else "Đến tối"}]
        house.write(house.file, {"talks": talks, "rooms": []})
        found = house.current(now=MONDAY + dt.timedelta(number))
        a, b = (Version(n, MONDAY + dt.timedelta(n)) for n in (number, 1))
        assert found.versions == ({"A": a, "B": b} if number else {})
    assert [one.session for one in found.changes] == ["A", "A"]
    kept = house.kept(house.feed)
    assert kept
    assert (kept.versions, len(kept.changes)) == (found.versions, 2)
    assert [json.loads(house.copy.read_bytes())["versions"][key]["number"] for key in "AB"] == [4, 1]
    # A build that hears nothing new knows them from the file.
    assert house.current(now=MONDAY + dt.timedelta(9)).versions == found.versions


def test_current_with_versions_of_what_is_no_other_entry(house: House) -> None:
    """A new session and another speaker are seen, and make no other version."""
    house.current()
    house.write(house.file, {"talks": [TALK, TALK | {"code": "B"}], "rooms": []})
    assert house.current(now=TUESDAY).versions == {"B": Version(0, TUESDAY)}


def test_current_with_a_feed_that_was_never_good(house: House) -> None:
    """Without a good copy the snapshot is used, and nothing is kept of either."""
    house.file.unlink()
    reason = f"{house.file} cannot be read: No such file or directory"
    assert house.current() == Current(KEPT, "snapshot", (f"schedule: live: {reason}; {SNAPSHOT_USED}",))
    assert not house.folder.exists()


def test_current_with_a_server_that_is_not_there(house: House) -> None:
    """An address fails like a file, and the warning does not show its secrets."""
    found = house.current(Feed(id="live", address="ftp://an:hunter2@example.org/?token=hunter2"))
    reason = "the scheme ftp: is not read; give an http(s) address or a file"
    assert found.warnings == (f"schedule: live: {reason}; {SNAPSHOT_USED}",)


def test_current_with_a_snapshot_of_unknown_age(house: House) -> None:
    """A snapshot that does not say when it was read is used without a date."""
    house.write(house.file, "")
    house.write(house.snapshot, {"format": "eventsite-schedule/1", "sessions": []})
    warning = "schedule: live: the answer is empty; using the snapshot"
    assert house.current() == Current(Schedule(), "snapshot", (warning,))


@pytest.mark.parametrize("copy", ["", "{", "\udcff", "[]", render_schedule(GOOD)])
def test_current_with_a_broken_copy(house: House, copy: str) -> None:
    """A copy that cannot be used counts as none, and the next good day makes a new one."""
    house.copy.parent.mkdir(parents=True)
    house.copy.write_bytes(copy.encode(errors="surrogateescape"))
    house.write(house.file, "")
    warning = f"schedule: live: the answer is empty; {SNAPSHOT_USED}"
    assert house.current() == Current(KEPT, "snapshot", (warning,))
    house.write(house.file, GOOD_FEED)
    assert (house.current(), house.kept(house.feed)) == (good(GOOD), state(house, GOOD))


def test_current_with_the_copy_of_another_feed(house: House) -> None:
    """A good copy belongs to its address and its id: another feed does not get it."""
    house.current()
    missing = house.file.with_name("other.json")
    reason = f"{missing} cannot be read: No such file or directory"
    for name in ("live", "other"):
        found = house.current(Feed(id=name, address=str(missing)))
        assert found == Current(KEPT, "snapshot", (f"schedule: {name}: {reason}; {SNAPSHOT_USED}",))
    assert house.kept(house.feed) == state(house, GOOD)


def test_current_with_another_feed_in_its_place(house: House) -> None:
    """A feed that comes from elsewhere begins anew: nothing of it is called moved or cancelled."""
    house.current()
    house.write(house.content / "b.json", {"talks": [TALK | {"code": "B"}], "rooms": []})
    found = house.current(Feed(id="live", address="b.json"), now=TUESDAY)
    begun = TUESDAY.astimezone(ZONE)
    begins_anew = Schedule(retrieved=begun, sessions=(replace(OPENING, id="B"),))
    assert found == Current(begins_anew, "feed", began=begun, ids={"live": {"B": "B"}})


def test_current_with_nothing_left(house: House) -> None:
    """Without feed, copy and snapshot the schedule is empty, and the warning says so."""
    house.write(house.file, "")
    house.snapshot.unlink()
    warning = "schedule: live: the answer is empty; there is no copy to use instead"
    assert house.current() == Current(Schedule(), "none", (warning,))


def test_current_without_a_feed(house: House) -> None:
    """A site without a feed uses its snapshot, or none, and nothing is wrong with that."""
    assert house.whole() == Current(KEPT, "snapshot")
    house.snapshot.unlink()
    assert house.whole() == Current(Schedule(), "none")
    assert not house.folder.exists()


@pytest.mark.parametrize("has_feed", [False, True])
def test_current_with_a_broken_snapshot(house: House, *, has_feed: bool) -> None:
    """A snapshot that cannot be read is a mistake of the content and stops the build, naming the file."""
    house.write(house.file, "")
    house.write(house.snapshot, '{"format": }')
    with pytest.raises(ScheduleError) as caught:
        house.whole(*[house.feed][:has_feed])
    assert str(caught.value) == f"{house.snapshot}: the JSON is broken at line 1: Expecting value"


def test_current_with_a_folder_as_snapshot(house: House) -> None:
    """A snapshot that is no file is told with its name too."""
    house.snapshot.unlink()
    house.snapshot.mkdir()
    with pytest.raises(ScheduleError) as caught:
        house.whole()
    assert str(caught.value) == f"{house.snapshot}: cannot be read: Is a directory"


def test_current_with_a_good_feed_and_a_broken_snapshot(house: House) -> None:
    """A snapshot that is not needed is not read, be it for the feed or for its copy."""
    house.write(house.snapshot, "{")
    assert house.current() == good(GOOD)
    house.write(house.file, "")
    assert house.current() == bad(f"schedule: live: the answer is empty; {COPY_USED}")


def test_current_with_a_folder_that_cannot_be_written(house: House) -> None:
    """The build goes on with the feed when the copy cannot be kept, and says so."""
    house.write(house.folder, "a file where the folder should be")
    warning = f"schedule: live: the good copy cannot be kept in {house.folder}: File exists"
    assert house.current() == replace(good(GOOD), warnings=(warning,))


def test_current_with_a_disk_that_is_full(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy that cannot be written whole leaves the last one as it was, and nothing beside it."""
    house.current()
    kept = house.copy.read_bytes()
    house.write(house.file, OTHER_TITLE)

    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    found = house.current(now=TUESDAY)
    warning = f"schedule: live: the good copy cannot be kept in {house.folder}: No space left on device"
    assert found == replace(good(TUESDAYS, RETITLED), warnings=(warning,))
    assert (house.copy.read_bytes(), list(house.folder.iterdir())) == (kept, [house.copy])


def numbered(*numbers: int, version: str = "") -> dict[str, Any]:
    """Return a feed with a session for each number."""
    talks = [TALK | {"code": f"T{number}", "title": f"Bài {number}"} for number in numbers]
    return {"version": version, "talks": talks, "rooms": []}


def test_current_with_a_version_that_is_not_believed(house: House) -> None:
    """A version that loses too much is not used: the copy stays, the warning says why, and how to take it."""
    house.write(house.file, numbered(1, 2, 3, 4))
    before, kept = house.current(), house.copy.read_bytes()
    house.write(house.file, numbered(1, 2))
    reason = "2 of 4 sessions are gone, which is more than 30 %"
    warning = f"schedule: live: not believed: {reason}; {COPY_USED}; {ACCEPT}"
    for _ in range(2):
        assert house.current(now=TUESDAY) == replace(before, origin="last-good", warnings=(warning,))
    assert house.copy.read_bytes() == kept


def test_current_with_a_version_that_is_accepted(house: House) -> None:
    """When someone says that all is right with it, the version is used and kept, and believed from then on."""
    house.write(house.file, numbered(1, 2, 3, 4))
    house.current()
    house.write(house.file, numbered(1, 2))
    taken = house.current(now=TUESDAY, accept=True)
    states = [(one.id, one.state) for one in taken.schedule.sessions]
    assert states == [("T1", "confirmed"), ("T2", "confirmed"), ("T3", "cancelled"), ("T4", "cancelled")]
    assert [(one.session, one.kind) for one in taken.changes] == [("T3", "cancelled"), ("T4", "cancelled")]
    assert (taken.origin, taken.warnings) == ("feed", ())
    assert house.current(now=TUESDAY + dt.timedelta(1)) == taken


FAR = {"talks": [TALK | {"start": "2016-11-25T08:00:00+07:00"}], "rooms": []}


def test_current_with_an_accepted_version_that_goes_on(house: House) -> None:
    """What was accepted is that version: the next one must be believed, and that of a file too."""
    house.write(house.file, FAR)
    assert house.current(accept=True).origin == "feed"
    kept = house.copy.read_bytes()
    assert house.current(now=TUESDAY).warnings == ()
    house.write(house.file, {"talks": [FAR["talks"][0] | {"title": "Khác"}], "rooms": []})
    found = house.whole(house.feed, now=TUESDAY)
    assert (found.feeds[0].outcome, found.schedule.sessions[0].title) == ("refused", OPENING.title)
    assert house.copy.read_bytes() == kept


def released(when: str, title: str = "Khai mạc") -> dict[str, Any]:
    """Return a version of the feed with the time of its release."""
    session = {"id": "A", "title": title, "start": "2017-11-25T08:00:00+07:00"}
    return {"format": "eventsite-schedule/1", "published": when, "sessions": [session]}


def test_current_with_a_release_that_is_put_right(house: House) -> None:
    """A wrong time of release does no harm once it is put right: the same words are taken, and the next ones too."""
    house.write(house.file, released("2117-11-20T09:00:00+07:00"))
    before = house.current()
    house.write(house.file, released("2017-11-21T08:00:00+07:00"))
    found = house.whole(house.feed, now=TUESDAY)
    assert (found.feeds[0].outcome, found.changes, found.warnings) == ("same", (), ())
    right = dt.datetime(2017, 11, 21, 8, 0, tzinfo=ZONE)
    assert found.schedule == replace(before.schedule, published=right)
    kept = house.copy.read_bytes()
    assert house.whole(house.feed, now=TUESDAY).schedule == found.schedule
    assert house.copy.read_bytes() == kept
    house.write(house.file, released("2017-11-21T10:00:00+07:00", "Bế mạc"))
    found = house.whole(house.feed, now=TUESDAY)
    assert (found.feeds[0].outcome, found.warnings, found.schedule.sessions[0].title) == ("new", (), CLOSING.title)


def test_current_with_an_older_release_of_other_words(house: House) -> None:
    """An older release that says something else is an old copy still, and changes nothing of what is kept."""
    house.write(house.file, released("2017-11-20T09:00:00+07:00"))
    house.current()
    kept = house.copy.read_bytes()
    house.write(house.file, released("2017-11-19T09:00:00+07:00", "Bế mạc"))
    reason = "it was released on 2017-11-19 09:00, before the version that is published"
    assert house.current(now=TUESDAY).warnings == (f"schedule: live: not believed: {reason}; {COPY_USED}; {ACCEPT}",)
    assert house.copy.read_bytes() == kept


def test_current_with_languages_in_another_order(house: House) -> None:
    """The first language is what others fall back to: another order is a new version, and no other title."""
    for number, codes in enumerate((("en", "de"), ("de", "en"))):
        title = {code: f"Opening {code}" for code in codes}
        session = {"id": "A", "title": title, "date": "2017-11-25"}
        house.write(house.file, {"format": "eventsite-schedule/1", "sessions": [session]})
        found = house.whole(house.feed, now=MONDAY + dt.timedelta(number))
        assert list(found.schedule.sessions[0].title.by_language) == [*codes]
        assert (found.feeds[0].outcome, found.changes) == ("new", ())
    assert house.whole(house.feed, now=TUESDAY + dt.timedelta(1)).feeds[0].outcome == "same"


@pytest.mark.parametrize("has_copy", [False, True])
def test_current_in_a_rehearsal(house: House, *, has_copy: bool) -> None:
    """What is not to be kept is shown and told, and no file of it is written."""
    if has_copy:
        house.current()
        house.write(house.file, OTHER_TITLE)
    files = {path: path.read_bytes() for path in house.folder.rglob("*")}
    found = house.whole(house.feed, now=TUESDAY, keeping=False)
    expected = (
        good(TUESDAYS, RETITLED) if has_copy else replace(good(replace(GOOD, retrieved=TUESDAY)), began=TUESDAY)
    )
    assert (replace(found, feeds=()), found.feeds[0].outcome) == (expected, "new")
    assert ({path: path.read_bytes() for path in house.folder.rglob("*")}, house.folder.exists()) == (files, has_copy)


def forgetting(feed: Feed, *ids: str) -> Feed:
    """Return the feed of which these sessions are never shown."""
    return replace(feed, forget=frozenset(ids))


# The second session alone is in this room, of this track and by this speaker.
SECRET: dict[str, Any] = {
    "code": "B", "title": "Bí mật", "start": "2017-11-25T09:00:00+07:00", "room": 2, "track": 2, "speakers": ["BB"],
}  # fmt: skip
WITH_SECRET: dict[str, Any] = {
    "talks": [TALK, SECRET],
    "rooms": [{"id": 2, "name": "Phòng kín"}],
    "tracks": [{"id": 2, "name": "Chủ đề kín"}],
    "speakers": [{"code": "BB", "name": "Người Kín"}],
}
SECRETS = ("Bí mật", "Rất bí mật", "Phòng kín", "Chủ đề kín", "Người Kín", '"B"')


def assert_forgotten(house: House, found: Current) -> None:
    """Prove that nothing of the second session is in the programme, its changes and versions, nor in the file."""
    assert [one.id for one in found.schedule.sessions] == ["A"]
    assert (found.schedule.rooms, found.schedule.tracks, found.schedule.people) == ((), (), ())
    assert {one.session for one in found.changes} <= {"A"}
    assert (found.versions.keys() <= {"A"}, found.ids) == (True, IDS)
    written = house.copy.read_text(encoding="utf-8")
    assert [words for words in SECRETS if words in written or words in repr(found.schedule)] == []


def tell_secret(house: House) -> None:
    """Let the feed's second session be seen, and seen to change."""
    house.write(house.file, WITH_SECRET)
    house.current()
    house.write(house.file, WITH_SECRET | {"talks": [TALK, SECRET | {"title": "Rất bí mật"}]})
    found = house.current()
    assert ([one.session for one in found.changes], found.versions) == (["B"], {"B": Version(1, MONDAY)})


def test_current_with_a_session_to_forget(house: House) -> None:
    """What is to be forgotten is nowhere from then on, though the feed goes on to tell of it; it is not cancelled."""
    tell_secret(house)
    feed = forgetting(house.feed, "B", "elsewhere")
    found = house.whole(feed, now=TUESDAY)
    assert_forgotten(house, found)
    assert (found.warnings, found.changes) == ((), ())
    kept = house.copy.read_bytes()
    assert house.whole(feed, now=TUESDAY).feeds[0].outcome == "same"
    assert house.copy.read_bytes() == kept
    house.write(house.file, WITH_SECRET | {"talks": [TALK | {"title": "Bế mạc"}, SECRET]})
    found = house.whole(feed, now=TUESDAY)
    assert_forgotten(house, found)
    assert (found.changes, found.versions) == ((RETITLED,), counted((RETITLED,)))


def test_current_with_a_session_to_forget_from_the_first(house: House) -> None:
    """What was never to be seen is in nothing that is kept."""
    house.write(house.file, WITH_SECRET)
    assert_forgotten(house, house.whole(forgetting(house.feed, "B")))


def test_current_with_a_session_to_forget_that_was_withdrawn(house: House) -> None:
    """What the feed has withdrawn is forgotten too, and so is that it was cancelled."""
    house.write(house.file, WITH_SECRET)
    house.current()
    house.write(house.file, GOOD_FEED)
    assert [one.id for one in house.current().schedule.sessions] == ["A", "B"]
    assert_forgotten(house, house.whole(forgetting(house.feed, "B"), now=TUESDAY))


@pytest.mark.parametrize("answer", ["", "{}", FAR], ids=["empty", "unknown", "refused"])
def test_current_with_a_session_to_forget_of_a_bad_feed(house: House, answer: Any) -> None:
    """A feed that cannot be read or believed now is forgotten in part as well: its copy is what the site shows."""
    tell_secret(house)
    house.write(house.file, answer)
    found = house.whole(forgetting(house.feed, "B"), now=TUESDAY)
    assert (found.origin, len(found.warnings)) == ("last-good", 1)
    assert_forgotten(house, found)


def test_current_with_many_sessions_to_forget(house: House) -> None:
    """That sessions are gone which are to be forgotten says nothing against a version."""
    house.write(house.file, numbered(1, 2, 3, 4))
    house.current()
    found = house.current(forgetting(house.feed, "T2", "T3", "T4"), now=TUESDAY)
    assert (found.warnings, [one.id for one in found.schedule.sessions]) == ((), ["T1"])


def test_current_with_nothing_but_sessions_to_forget(house: House) -> None:
    """A feed of which all is to be forgotten has no sessions, and is told so."""
    found = house.current(forgetting(house.feed, "A"))
    assert found == Current(KEPT, "snapshot", (f"schedule: live: the feed has no sessions; {SNAPSHOT_USED}",))


def test_current_with_a_server_and_a_session_to_forget(house: House) -> None:
    """Whoever forgets or remembers a session asks the server anew, which need not have anything new."""
    with serving(with_etag(WITH_SECRET, '"a"')) as desk:
        house.current(desk.feed)
        feed = forgetting(desk.feed, "B")
        for _ in range(2):
            assert_forgotten(house, house.whole(feed, now=TUESDAY))
        found = house.whole(desk.feed, now=TUESDAY)
        assert [one.id for one in found.schedule.sessions] == ["A", "B"]
        assert [(one.session, one.kind) for one in found.changes] == [("B", "new")]
        assert desk.sent("If-None-Match") == [None, None, '"a"', None]


def test_current_with_several_feeds_and_a_session_to_forget(house: House) -> None:
    """Each feed forgets its own sessions, by the ids that they have there."""
    house.write(house.content / "b.json", {"talks": [TALK, TALK | {"code": "C"}], "rooms": []})
    found = house.current(house.feed, forgetting(Feed(id="b", address="b.json"), "A"))
    assert found.ids == {"live": {"A": "A"}, "b": {"C": "C"}}
    assert [one.id for one in found.schedule.sessions] == ["A", "C"]


def test_current_with_a_version_that_is_not_believed_for_several_reasons(house: House) -> None:
    """All reasons stand in the one line."""
    house.write(house.file, numbered(1, 2, 3, 4, version="0.2"))
    house.current()
    house.write(house.file, numbered(1, version="0.1"))
    reasons = "3 of 4 sessions are gone, which is more than 30 %; its version is 0.1, and 0.2 is published"
    assert house.current().warnings == (f"schedule: live: not believed: {reasons}; {COPY_USED}; {ACCEPT}",)


def test_current_with_a_first_version_that_is_not_believed(house: House) -> None:
    """The feed of another year is not taken for this event's, not even for want of a better one."""
    house.write(house.file, {"talks": [TALK | {"start": "2016-11-25T08:00:00+07:00"}], "rooms": []})
    reason = "its sessions are from 2016-11-25 to 2016-11-25, and the event is from 2017-11-25 to 2017-11-27"
    warning = f"schedule: live: not believed: {reason}; {SNAPSHOT_USED}; {ACCEPT}"
    assert house.current() == Current(KEPT, "snapshot", (warning,))
    assert not house.folder.exists()
    assert house.current(accept=True).origin == "feed"


def test_current_with_several_feeds(house: House) -> None:
    """Several feeds are one programme, in which the first one names things, with the changes of all."""
    house.write(
        house.content / "b.json",
        {"talks": [TALK | {"title": "Khác", "room": 1}], "rooms": [{"id": 1, "name": "Sân"}]},
    )
    other = Feed(id="b", address="b.json")
    stranger = replace(OPENING, id="b-A", title=Text({"": "Khác"}), room="1")
    whole = replace(GOOD, rooms=(Room(id="1", name=Text({"": "Sân"})),), sessions=(OPENING, stranger))
    ids = {"live": {"A": "A"}, "b": {"A": "b-A"}}
    assert house.current(house.feed, other) == good(whole, ids=ids)
    house.write(house.file, OTHER_TITLE)
    later = replace(whole, retrieved=TUESDAY.astimezone(ZONE), sessions=(CLOSING, stranger))
    assert house.current(house.feed, other, now=TUESDAY) == good(later, RETITLED, ids=ids)
    assert sorted(path.name for path in house.folder.iterdir()) == ["b.json", "live.json"]


def test_current_with_several_feeds_and_one_down(house: House) -> None:
    """One feed that is down takes nothing from the others, and its copy stands in for it alone."""
    house.write(house.content / "b.json", {"talks": [TALK | {"code": "B"}], "rooms": []})
    other = Feed(id="b", address="b.json")
    before = house.current(house.feed, other)
    house.write(house.file, OTHER_TITLE)
    (house.content / "b.json").unlink()
    reason = f"{house.content / 'b.json'} cannot be read: No such file or directory"
    found = house.current(house.feed, other, now=TUESDAY)
    whole = replace(TUESDAYS, sessions=(CLOSING, before.schedule.sessions[1]))
    ids = {"live": {"A": "A"}, "b": {"B": "B"}}
    assert found == bad(f"schedule: b: {reason}; {COPY_USED}", schedule=whole, changes=(RETITLED,), ids=ids)


def test_current_with_a_change_of_a_renamed_session(house: House) -> None:
    """Changes and versions of a session that the programme calls otherwise are told of it by that name alone."""
    house.write(house.content / "b.json", {"talks": [TALK | {"title": "Khác"}], "rooms": []})
    feeds = (house.feed, Feed(id="b", address="b.json"))
    house.current(*feeds)
    house.write(house.content / "b.json", {"talks": [TALK | {"title": "Mới"}], "rooms": []})
    found = house.current(*feeds, now=TUESDAY)
    assert [(one.session, one.kind) for one in found.changes] == [("b-A", "title")]
    assert found.versions == {"b-A": Version(1, TUESDAY)}
    kept = house.kept(feeds[1])
    assert kept
    assert kept.versions == {"A": Version(1, TUESDAY)}


def test_current_with_several_feeds_and_one_never_good(house: House) -> None:
    """A feed without a copy is missing from the programme; the snapshot, which is of all, is no part of it."""
    found = house.current(Feed(id="b", address="b.json"), house.feed)
    reason = f"{house.content / 'b.json'} cannot be read: No such file or directory"
    assert found == bad(f"schedule: b: {reason}; its part of the programme is missing")


def test_current_with_several_feeds_that_are_all_down(house: House) -> None:
    """Each feed that is down has a line of its own, in their order, and the snapshot stands in for all."""
    house.write(house.file, "")
    found = house.current(Feed(id="b", address="b.json"), house.feed)
    reason = f"{house.content / 'b.json'} cannot be read: No such file or directory"
    assert found == Current(
        KEPT,
        "snapshot",
        (f"schedule: b: {reason}; {SNAPSHOT_USED}", f"schedule: live: the answer is empty; {SNAPSHOT_USED}"),
    )


def test_current_with_a_file_of_the_content(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file's address is seen from the content, wherever the command was called; a folder's too."""
    elsewhere = house.file.parent / "elsewhere"
    house.write(elsewhere / "data" / "feed.json", OTHER_TITLE)
    monkeypatch.chdir(elsewhere)
    house.write(house.content / "data" / "feed.json", GOOD_FEED)
    assert house.current(Feed(id="live", address="data/feed.json")) == good(GOOD)
    (house.content / "none").mkdir()
    found = house.current(Feed(id="folder", address="none"))
    reason = f"{house.content / 'none'} is a folder without .json files"
    assert found.warnings == (f"schedule: folder: {reason}; {SNAPSHOT_USED}",)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("data/feed.json", False), ("feed.json", False), ("../feed.json", False), ("data", False),
        ("/srv/feed.json", True), ("https://example.org/feed", True), ("HTTP://example.org", True),
        ("ftp://example.org", True),
    ],
)  # fmt: skip
def test_is_elsewhere_of_an_address(address: str, *, expected: bool) -> None:
    """What is no file of the content changes without anyone seeing it."""
    assert is_elsewhere(Feed(id="live", address=address)) is expected


Reply = tuple[int, Mapping[str, str], bytes]


class Desk:
    """A server that answers each request as a function says, and remembers who asked for what."""

    def __init__(self, answer: Callable[[str, Mapping[str, str]], Reply]) -> None:
        self.answer, self.asked = answer, list[tuple[str, Mapping[str, str]]]()
        self.host = ""

    @property
    def feed(self) -> Feed:
        """The server's feed, with the token of the environment."""
        return Feed(id="live", address=f"http://{self.host}/feed", token="FEED_TOKEN")  # noqa: S106 -- its name

    def sent(self, name: str) -> list[str | None]:
        """Return a header of each request."""
        return [headers.get(name) for _, headers in self.asked]


@contextmanager
def serving(answer: Callable[[str, Mapping[str, str]], Reply]) -> Iterator[Desk]:
    """Run such a server on a free port of this machine."""
    desk = Desk(answer)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            desk.asked.append((self.path, dict(self.headers.items())))
            status, headers, body = desk.answer(self.path, dict(self.headers.items()))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads, server.block_on_close = True, False
    desk.host = f"127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield desk
    finally:
        server.shutdown()
        server.server_close()


def body(feed: Any) -> bytes:
    """Return a feed as bytes."""
    return json.dumps(feed).encode()


def with_etag(feed: Any, etag: str, **more: str) -> Callable[[str, Mapping[str, str]], Reply]:
    """Return what answers with the feed, or that it has not changed since."""

    def answer(_: str, headers: Mapping[str, str]) -> Reply:
        known = headers.get("If-None-Match") == etag
        return (304, {}, b"") if known else (200, {"ETag": etag} | more, body(feed))

    return answer


def far_answers() -> dict[str, Callable[[str, Mapping[str, str]], Reply]]:
    """Return the ways in which a server can say the same again: by its mark, by a new mark, or without any."""
    marks = iter(range(99))
    return {
        "the same mark": with_etag(FAR, '"a"'),
        "another mark": lambda *_: (200, {"ETag": f'"{next(marks)}"'}, body(FAR)),
        "no mark": lambda *_: (200, {}, body(FAR)),
    }


@pytest.mark.parametrize("way", ["the same mark", "another mark", "no mark"])
@pytest.mark.parametrize("has_copy", [False, True])
def test_current_with_an_accepted_version_again(house: House, way: str, *, has_copy: bool) -> None:
    """A version that was accepted once needs no belief any more, whatever still speaks against it."""
    with serving(with_etag(GOOD_FEED, '"good"')) as desk:
        if has_copy:
            house.current(desk.feed)
        desk.answer = far_answers()[way]
        found = [house.whole(desk.feed, now=TUESDAY, accept=accept) for accept in (False, True, False, False)]
        assert [one.feeds[0].outcome for one in found] == ["refused", "new", "same", "same"]
        assert [(one.origin, one.warnings) for one in found[1:]] == [("feed", ())] * 3
        assert [one.schedule for one in found[1:]] == [found[1].schedule] * 3
        assert [one.changes for one in found[2:]] == [found[1].changes] * 2


MODIFIED = "Mon, 20 Nov 2017 01:00:00 GMT"


def test_current_with_a_server_that_has_nothing_new(house: House) -> None:
    """A server that says so is believed without an answer; file and state stay as they are."""
    with serving(with_etag(GOOD_FEED, '"a"', **{"Last-Modified": MODIFIED})) as desk:
        first = house.current(desk.feed)
        kept, file = house.kept(desk.feed), house.copy.stat()
        assert kept
        assert (kept.etag, kept.modified) == ('"a"', MODIFIED)
        assert [json.loads(house.copy.read_bytes())[name] for name in ("etag", "modified")] == ['"a"', MODIFIED]
        assert (house.current(desk.feed, now=TUESDAY), first) == (good(GOOD), good(GOOD))
        again = pull(desk.feed, kept, EVENT, TUESDAY, house.content)
        assert (again.state is kept, again) == (True, Pulled(feed=desk.feed, state=kept, outcome="same"))
        assert (house.copy.stat().st_ino, house.copy.stat().st_mtime_ns) == (file.st_ino, file.st_mtime_ns)
        assert desk.sent("If-None-Match") == [None, '"a"', '"a"']
        assert desk.sent("If-Modified-Since") == [None, MODIFIED, MODIFIED]


def test_current_with_a_server_that_says_the_same_anew(house: House) -> None:
    """A new mark of the same words is kept for the next question, and nothing else changes."""
    with serving(with_etag(GOOD_FEED, '"a"')) as desk:
        house.current(desk.feed)
        before = house.kept(desk.feed)
        assert before
        desk.answer = with_etag(GOOD_FEED, '"b"')
        found = house.whole(desk.feed, now=TUESDAY)
        assert (found.schedule, found.feeds[0].outcome) == (GOOD, "same")
        assert house.kept(desk.feed) == replace(before, etag='"b"')
        house.current(desk.feed)
        assert desk.sent("If-None-Match") == [None, '"a"', '"b"']


def test_current_with_a_server_whose_version_is_not_believed(house: House) -> None:
    """Of a version that was not taken no mark is kept: it is asked for, and warned of, until it is taken."""
    with serving(with_etag(numbered(1, 2, 3, 4), '"a"')) as desk:
        house.current(desk.feed)
        desk.answer = with_etag(numbered(1), '"b"')
        outcomes = [house.whole(desk.feed).feeds[0].outcome for _ in range(2)]
        outcomes += [house.whole(desk.feed, accept=accept).feeds[0].outcome for accept in (True, False)]
        assert outcomes == ["refused", "refused", "new", "same"]
        assert desk.sent("If-None-Match") == [None, '"a"', '"a"', '"a"', '"b"']


def test_current_with_a_server_that_is_down(house: House) -> None:
    """An error of the server costs nothing but a warning."""
    with serving(with_etag(GOOD_FEED, '"a"')) as desk:
        house.current(desk.feed)
        desk.answer = lambda *_: (404, {}, b"<h1>Gone</h1>")
        warning = f"schedule: live: http://{desk.host}/feed answered 404; {COPY_USED}"
        assert house.current(desk.feed, now=TUESDAY) == bad(warning)


@pytest.fixture
def hidden(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, house: House) -> Iterator[None]:
    """Put the token into the environment; whatever the test does, it is in no log and in no file afterwards."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("FEED_TOKEN", HIDDEN)
    yield
    assert [record.getMessage() for record in caplog.records if HIDDEN in record.getMessage()] == []
    texts = [path.read_text(encoding="utf-8") for path in house.folder.rglob("*") if path.is_file()]
    assert [text for text in texts if HIDDEN in text] == []


@pytest.mark.usefixtures("hidden")
def test_current_with_a_token(house: House) -> None:
    """The token of the environment goes with the question, and into nothing that comes of it."""
    with serving(with_etag(GOOD_FEED, '"a"')) as desk:
        found = house.whole(desk.feed)
        assert (found.schedule, desk.sent("Authorization")) == (GOOD, [f"Token {HIDDEN}"])
        assert HIDDEN not in repr(found)
        assert house.copy.exists()


@pytest.mark.parametrize("value", [None, "", "  \n"])
def test_current_without_the_token(house: House, monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    """Where the environment has none, the server is asked without."""
    monkeypatch.delenv("FEED_TOKEN", raising=False)
    if value is not None:
        monkeypatch.setenv("FEED_TOKEN", value)
    with serving(lambda *_: (401, {}, b"")) as desk:
        assert house.current(desk.feed).warnings == (
            f"schedule: live: http://{desk.host}/feed answered 401; {SNAPSHOT_USED}",
        )
        assert desk.sent("Authorization") == [None]


def test_current_with_a_token_and_a_line_break(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line break after the token, as a file of secrets has it, is none of it."""
    monkeypatch.setenv("FEED_TOKEN", f" {HIDDEN}\n")
    with serving(with_etag(GOOD_FEED, '"a"')) as desk:
        assert house.current(desk.feed) == good(GOOD)
        assert desk.sent("Authorization") == [f"Token {HIDDEN}"]


def redirected(path: str) -> Callable[[str, Mapping[str, str]], Reply]:
    """Return what leads on to a path, at which there is nothing."""
    return lambda asked, _: (404, {}, b"") if asked == path else (302, {"Location": path}, b"")


INSIDE = "the answer has the token in it"
ECHOES: dict[str, tuple[Callable[[str, Mapping[str, str]], Reply], str]] = {
    "an error page": (lambda _, sent: (403, {}, sent["Authorization"].encode()), "http://{host}/feed answered 403"),
    "a page": (lambda _, sent: (200, {}, b"<p>" + sent["Authorization"].encode()), INSIDE),
    "a place to go": (redirected(f"/{HIDDEN}/x"), "http://{host}/…/x answered 404"),
    "a key": (lambda _, sent: (200, {}, body({sent["Authorization"]: 1})), INSIDE),
    "a title": (lambda *_: (200, {}, body({"talks": [TALK | {"title": HIDDEN}], "rooms": []})), INSIDE),
    "a title, escaped": (lambda *_: (200, {}, escaped({"talks": [TALK | {"title": HIDDEN}], "rooms": []})), INSIDE),
    "a key, escaped": (
        lambda *_: (200, {}, b"[" + escaped({HIDDEN: 1}).replace(b"}", b', "a": 1, "a": 2}]')),
        'the JSON has the key "a" twice in one object',
    ),
    "a key that stands twice, escaped": (
        lambda *_: (200, {}, escaped({HIDDEN: 1}).replace(b"}", b", ") + escaped({HIDDEN: 1})[1:]),
        'the JSON has the key "…" twice in one object',
    ),
    "a mark": (lambda *_: (200, {"ETag": HIDDEN}, body(GOOD_FEED)), INSIDE),
    "a time": (lambda *_: (200, {"Last-Modified": HIDDEN}, body(GOOD_FEED)), INSIDE),
}


def escaped(feed: Any) -> bytes:
    """Return a feed as bytes in which the token stands in other signs."""
    return body(feed).replace(HIDDEN.encode(), b"\\u0068" + HIDDEN[1:].encode())


@pytest.mark.parametrize("has_copy", [False, True])
@pytest.mark.parametrize("echo", ECHOES)
@pytest.mark.usefixtures("hidden")
def test_current_with_a_server_that_gives_the_token_back(house: House, echo: str, *, has_copy: bool) -> None:
    """A server that repeats the token does not get it into the warnings, the file or the site."""
    answer, reason = ECHOES[echo]
    with serving(with_etag(GOOD_FEED, '"a"')) as desk:
        if has_copy:
            house.current(desk.feed)
        desk.answer = answer
        found = house.whole(desk.feed, now=TUESDAY)
        assert HIDDEN not in repr(found)
        expected = reason.format(host=desk.host)
        assert found.warnings == (f"schedule: live: {expected}; {COPY_USED if has_copy else SNAPSHOT_USED}",)


@pytest.mark.usefixtures("hidden")
def test_current_with_a_version_that_has_the_token(house: House) -> None:
    """Nor does it by what the guard says of it."""
    with serving(lambda *_: (200, {}, body(numbered(1, version="2")))) as desk:
        house.current(desk.feed)
        far = TALK | {"start": "2016-11-25T08:00:00+07:00"}
        desk.answer = lambda *_: (200, {}, escaped({"version": f"1 {HIDDEN}", "talks": [far], "rooms": []}))
        found = house.whole(desk.feed, now=TUESDAY)
        assert (found.feeds[0].outcome, HIDDEN in repr(found)) == ("refused", False)


@pytest.mark.usefixtures("hidden")
def test_current_with_a_server_that_sends_the_token_on(house: House) -> None:
    """Another host is asked without the token."""
    with serving(with_etag(GOOD_FEED, '"b"')) as other:
        there = f"http://localhost:{other.host.rpartition(':')[2]}/feed"
        with serving(lambda *_: (302, {"Location": there}, b"")) as desk:
            assert house.current(desk.feed) == good(GOOD)
            assert (desk.sent("Authorization"), other.sent("Authorization")) == ([f"Token {HIDDEN}"], [None])


def test_current_with_a_damaged_zip(house: House) -> None:
    """An archive that was damaged on the way costs nothing but a line."""
    house.current()
    with zipfile.ZipFile(house.file, "w") as archive:
        archive.writestr("feed.json", json.dumps(GOOD_FEED))
    whole = house.file.read_bytes()
    house.file.write_bytes(whole.replace(b"talks", b"walks"))
    assert house.current(now=TUESDAY) == bad(f"schedule: live: the zip file is broken; {COPY_USED}")


@needs_shared("testdata/JSONTestSuite/test_parsing")
def test_current_with_every_kind_of_broken_json(house: House) -> None:
    """Whatever JSON a feed becomes, broken, doubtful or good, the last good copy stays, and one line says why."""
    house.current()
    kept, wrong, count = house.copy.read_bytes(), [], 0
    for path in sorted((SHARED / "testdata" / "JSONTestSuite" / "test_parsing").glob("*.json")):
        count += 1
        house.file.write_bytes(path.read_bytes())
        found = house.current(now=TUESDAY)
        line = " ".join(found.warnings)
        told = line.startswith("schedule: live: the ") and line.endswith(f"; {COPY_USED}") and line.isprintable()
        if found != bad(line) or not told or house.copy.read_bytes() != kept:
            wrong.append((path.name, found))
    assert (wrong, count > 300) == ([], True)


@needs_shared("schedules")
@pytest.mark.parametrize(
    ("kind", "rooms"),
    [
        ("widget", ({"vi": "Hội trường A", "en": "Hall A"}, {"vi": "Phòng B1", "en": "Room B1"})),
        ("frab-schedule", ({"": "Hội trường A"}, {"": "Phòng B1"})),
        (
            "api-schedule-latest-expanded",
            ({"vi": "Hội trường A", "en": "Hall A"}, {"vi": "Phòng B1", "en": "Room B1"}),
        ),
    ],
)
def test_current_with_two_real_versions(house: House, kind: str, rooms: tuple[dict[str, str], ...]) -> None:
    """Of pretalx's first two versions the ledger tells the one title, the one move and the one withdrawn session."""
    first, second = (SHARED / "schedules" / f"pretalx-2026.2-bdsc17{v}-{kind}.json" for v in ("", "-v0.2"))
    house.file.write_bytes(first.read_bytes())
    assert house.current().changes == ()
    house.file.write_bytes(second.read_bytes())
    hall, side = map(Text, rooms)
    title, new = Text({"en": "Hackathon 2017 kick-off"}), Text({"en": "Hackathon 2017: khai mạc"})

    def told(session: str, kind: Any, title: Text, before: Told, after: Told = Told()) -> Change:  # noqa: B008 -- frozen
        return Change(session=session, kind=kind, seen=TUESDAY, title=title, before=before, after=after)

    expected = (
        told("DWZQGC", "title", new, Told(title=title), Told(title=new)),
        told(
            "CQQM3Q",
            "moved",
            Text({"en": "Eindhoven and the Triple Helix model"}),
            Told(slot=on_the_last_day("09:00", "09:45"), room=hall),
            Told(slot=on_the_last_day("10:15", "11:00"), room=side),
        ),
        told(
            "NHKY98",
            "cancelled",
            Text({"vi": 'Công trình xanh <b>&</b> "đô thị" xanh'}),
            Told(slot=on_the_last_day("14:00", "14:30"), room=hall),
        ),
    )
    found = house.current(now=TUESDAY)
    assert (found.changes, found.warnings) == (expected, ())
    assert [one.id for one in found.schedule.sessions if one.state == "cancelled"] == ["NHKY98"]
    assert house.current(now=TUESDAY + dt.timedelta(1)) == found


def on_the_last_day(start: str, end: str) -> Slot:
    """Return the slot between two clock times of the event's last day."""
    day = EVENT.end
    times = (dt.datetime.combine(day, dt.time.fromisoformat(clock), ZONE) for clock in (start, end))
    return Slot(first=day, last=day, start=next(times), end=next(times))


def test_current_of_feeds_that_were_added_later(house: House) -> None:
    """What is told begins with the first feed, in whichever order they stand."""
    house.current()
    house.write(house.content / "b.json", GOOD_FEED)
    other = Feed(id="b", address="b.json")
    assert [
        house.current(*feeds, now=TUESDAY).began for feeds in ((other,), (other, house.feed), (house.feed, other))
    ] == [
        TUESDAY,
        MONDAY,
        MONDAY,
    ]


def test_current_in_another_zone(house: House) -> None:
    """A copy that was kept before the event's zone was put right is read in the new one."""
    house.current()
    house.write(house.file, "")
    berlin = replace(EVENT, zone=ZoneInfo("Europe/Berlin"))
    found = current_schedule((house.feed,), house.content, house.folder, berlin, TUESDAY)
    slot = found.schedule.sessions[0].slot
    assert slot
    assert (slot.start, slot.start and slot.start.tzinfo) == (START, berlin.zone)


def test_keep_of_what_is_known(house: House) -> None:
    """Only what differs from what is kept is written."""
    house.current()
    kept = house.kept(house.feed)
    assert kept
    house.copy.unlink()
    one = Pulled(feed=house.feed, state=kept, outcome="same")
    assert (room.keep(one, kept, house.folder), house.copy.exists()) == ([], False)
    assert (room.keep(one, None, house.folder), house.kept(house.feed)) == ([], kept)
    save_state(house.copy, replace(kept, etag="x"))
    assert house.kept(house.feed) == replace(kept, etag="x")
