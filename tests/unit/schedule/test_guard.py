"""Which schedule a build uses on each kind of day of the feed."""

import datetime as dt
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from eventsite.errors import ScheduleError
from eventsite.model import Schedule, Session, Slot, Text
from eventsite.schedule.formats.eventsite import render_schedule
from eventsite.schedule.guard import Current, current_schedule

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = dt.datetime(2017, 11, 20, 2, 0, tzinfo=dt.UTC)
TUESDAY = MONDAY + dt.timedelta(days=1)
FEED: dict[str, Any] = {
    "talks": [{"code": "A", "title": "Khai mạc", "start": "2017-11-25T08:00:00+07:00"}],
    "rooms": [],
}
SNAPSHOT = {
    "format": "eventsite-schedule/1",
    "retrieved": "2017-11-01T10:30:00+07:00",
    "sessions": [{"id": "old", "title": "Cũ", "date": "2017-11-25"}],
}
OPENING = Session(
    id="A",
    title=Text({"": "Khai mạc"}),
    slot=Slot(
        first=dt.date(2017, 11, 25),
        last=dt.date(2017, 11, 25),
        start=dt.datetime(2017, 11, 25, 8, 0, tzinfo=ZONE),
    ),
)
OLD = Session(
    id="old",
    title=Text({"": "Cũ"}),
    slot=Slot(first=dt.date(2017, 11, 25), last=dt.date(2017, 11, 25)),
)
GOOD = Schedule(retrieved=MONDAY.astimezone(ZONE), sessions=(OPENING,))
KEPT = Schedule(retrieved=dt.datetime(2017, 11, 1, 10, 30, tzinfo=ZONE), sessions=(OLD,))


class House:
    """A project's folders with a feed in a file: what a test changes and asks."""

    def __init__(self, root: Path) -> None:
        self.feed, self.snapshot, self.cache = root / "feed.json", root / "snapshot.json", root / "cache"

    @property
    def copy(self) -> Path:
        """Where the last good copy is kept."""
        return self.cache / f"{hashlib.sha256(str(self.feed).encode()).hexdigest()[:16]}.json"

    def write(self, path: Path, data: Any) -> None:
        """Write JSON, or text that is none."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")

    def current(self, now: dt.datetime = MONDAY, *, source: str | None = "feed") -> Current:
        """Ask for the schedule, with the feed's file for the word "feed"."""
        address = str(self.feed) if source == "feed" else source
        return current_schedule(
            address, self.snapshot, self.cache, zone=ZONE, day_starts=4, source_language="vi", now=now
        )


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Give folders with a snapshot and a good feed."""
    house = House(tmp_path)
    house.write(house.feed, FEED)
    house.write(house.snapshot, SNAPSHOT)
    return house


def test_current_with_a_good_feed(house: House) -> None:
    """A good feed is used, dated now in the event's zone, and kept whole with nothing beside it."""
    assert house.current() == Current(GOOD, "feed")
    assert house.copy.read_text(encoding="utf-8") == render_schedule(GOOD)
    assert list(house.cache.iterdir()) == [house.copy]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<!doctype html>", "the answer is HTML, not JSON"),
        ("", "the answer is empty"),
        ({"talks": [], "rooms": []}, "the feed has no sessions"),
        ({"talks": [{"code": "A", "title": "x"}], "rooms": []}, "the feed has no sessions"),
        ({"talks": 1, "rooms": []}, '"talks" in the JSON is not a list'),
        ({"format": "eventsite-schedule/1", "sessions": []}, "the feed has no sessions"),
    ],
)
def test_current_with_a_bad_feed_after_a_good_one(house: House, body: Any, reason: str) -> None:
    """A feed that went bad is replaced by its last good copy, which stays as it was, and its age is told."""
    house.current()
    kept = house.copy.read_bytes()
    house.write(house.feed, body)
    warning = f"schedule: {reason}; using the last good copy of 2017-11-20 09:00"
    assert house.current(TUESDAY) == Current(GOOD, "last-good", warning)
    assert house.copy.read_bytes() == kept


def test_current_with_a_feed_that_comes_back(house: House) -> None:
    """The next good day ends the warning."""
    house.current()
    house.write(house.feed, "")
    house.current()
    house.write(house.feed, FEED)
    assert house.current(TUESDAY) == Current(GOOD, "feed")


def test_current_with_a_feed_that_changed(house: House) -> None:
    """A feed that says something new is dated now; one that says the same keeps its date, so the site stays as it is."""
    house.current()
    assert house.current(TUESDAY) == Current(GOOD, "feed")
    house.write(house.feed, {"talks": [FEED["talks"][0] | {"title": "Bế mạc"}], "rooms": []})
    closing = replace(OPENING, title=Text({"": "Bế mạc"}))
    again = Schedule(retrieved=TUESDAY.astimezone(ZONE), sessions=(closing,))
    assert house.current(TUESDAY) == Current(again, "feed")


def test_current_with_a_feed_that_was_never_good(house: House) -> None:
    """Without a good copy the snapshot is used."""
    house.feed.unlink()
    reason = f"{house.feed} cannot be read: No such file or directory"
    warning = f"schedule: {reason}; using the snapshot of 2017-11-01 10:30"
    assert house.current() == Current(KEPT, "snapshot", warning)
    assert not house.cache.exists()


def test_current_with_a_server_that_is_not_there(house: House) -> None:
    """An address fails like a file, and the warning does not show its secrets."""
    found = house.current(source="ftp://an:hunter2@example.org/?token=hunter2")
    reason = "the scheme ftp: is not read; give an http(s) address or a file"
    assert found.warning == f"schedule: {reason}; using the snapshot of 2017-11-01 10:30"


def test_current_with_a_snapshot_of_unknown_age(house: House) -> None:
    """A snapshot that does not say when it was read is used without a date."""
    house.write(house.feed, "")
    house.write(house.snapshot, {"format": "eventsite-schedule/1", "sessions": []})
    warning = "schedule: the answer is empty; using the snapshot"
    assert house.current() == Current(Schedule(), "snapshot", warning)


@pytest.mark.parametrize("copy", ["", "{", "\udcff", {"format": "eventsite-schedule/1", "sessions": []}])
def test_current_with_a_broken_copy(house: House, copy: Any) -> None:
    """A copy that cannot be used counts as none."""
    house.copy.parent.mkdir(parents=True)
    house.copy.write_bytes((copy if isinstance(copy, str) else json.dumps(copy)).encode(errors="surrogateescape"))
    house.write(house.feed, "")
    warning = "schedule: the answer is empty; using the snapshot of 2017-11-01 10:30"
    assert house.current() == Current(KEPT, "snapshot", warning)


def test_current_with_the_copy_of_another_feed(house: House) -> None:
    """A good copy belongs to its address: another feed does not get it."""
    house.current()
    other = house.feed.with_name("other.json")
    reason = f"{other} cannot be read: No such file or directory"
    warning = f"schedule: {reason}; using the snapshot of 2017-11-01 10:30"
    assert house.current(source=str(other)) == Current(KEPT, "snapshot", warning)


def test_current_with_nothing_left(house: House) -> None:
    """Without feed, copy and snapshot the schedule is empty, and the warning says so."""
    house.write(house.feed, "")
    house.snapshot.unlink()
    warning = "schedule: the answer is empty; there is no copy to use instead"
    assert house.current() == Current(Schedule(), "none", warning)


def test_current_without_a_source(house: House) -> None:
    """A site without a feed uses its snapshot, or none, and nothing is wrong with that."""
    assert house.current(source=None) == Current(KEPT, "snapshot")
    house.snapshot.unlink()
    assert house.current(source=None) == Current(Schedule(), "none")
    assert not house.cache.exists()


@pytest.mark.parametrize("source", [None, "feed"])
def test_current_with_a_broken_snapshot(house: House, source: str | None) -> None:
    """A snapshot that cannot be read is a mistake of the content and stops the build, naming the file."""
    house.write(house.feed, "")
    house.write(house.snapshot, '{"format": }')
    with pytest.raises(ScheduleError) as caught:
        house.current(source=source)
    assert str(caught.value) == f"{house.snapshot}: the JSON is broken at line 1: Expecting value"


def test_current_with_a_folder_as_snapshot(house: House) -> None:
    """A snapshot that is no file is told with its name too."""
    house.snapshot.unlink()
    house.snapshot.mkdir()
    with pytest.raises(ScheduleError) as caught:
        house.current(source=None)
    assert str(caught.value) == f"{house.snapshot}: cannot be read: Is a directory"


def test_current_with_a_good_feed_and_a_broken_snapshot(house: House) -> None:
    """A snapshot that is not needed is not read."""
    house.write(house.snapshot, "{")
    assert house.current() == Current(GOOD, "feed")


def test_current_with_a_cache_that_cannot_be_written(house: House) -> None:
    """The build goes on with the feed when the copy cannot be kept, and says so."""
    house.write(house.cache, "a file where the folder should be")
    warning = f"schedule: the good copy cannot be kept in {house.cache}: File exists"
    assert house.current() == Current(GOOD, "feed", warning)


def test_current_with_a_disk_that_is_full(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy that cannot be written whole leaves the last one as it was, and nothing beside it."""
    house.current()
    kept = house.copy.read_bytes()
    house.write(house.feed, {"talks": [FEED["talks"][0] | {"title": "Bế mạc"}], "rooms": []})

    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    found = house.current(TUESDAY)
    warning = f"schedule: the good copy cannot be kept in {house.copy.parent}: No space left on device"
    assert (found.origin, found.warning) == ("feed", warning)
    assert (house.copy.read_bytes(), list(house.copy.parent.iterdir())) == (kept, [house.copy])
