"""The cache: entries are whole or missing, whatever happens to its file, and damage is told."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from multiprocessing.synchronize import Event as EventType
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.build.killing import FORK, killed_at_the_end

from eventsite.build.cache import Cache, cache_file, digest

DAY = 24 * 3600
MANY = {f"{number:04}": f"value {number}".encode() for number in range(1234)}
PARTS = st.lists(st.binary(max_size=4), max_size=5)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the cache is."""
    return tmp_path / "cache.sqlite"


@pytest.fixture
def cache(path: Path) -> Iterator[Cache]:
    """Return an empty cache."""
    with closing(Cache(path)) as opened:
        yield opened


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return the level of every message since the last call, and forget them."""
    levels = [record.levelname for record in caplog.records]
    caplog.clear()
    return levels


def entries(path: Path, keys: list[str]) -> dict[str, bytes]:
    """Return what a build that starts now finds."""
    with closing(Cache(path)) as opened:
        return opened.get(keys)


def test_digest_counts_where_a_part_ends() -> None:
    """The same bytes in other parts have another digest, also where a part is empty."""
    parts = [("ab", "c"), ("a", "bc"), ("abc",), ("abc", ""), ("", "abc"), (), ("",), ("", "")]
    assert len({digest(*each) for each in parts}) == len(parts)


def test_digest_of_text_is_that_of_its_bytes() -> None:
    """Text stands for its UTF-8."""
    assert digest("Bình Dương", "x") == digest("Bình Dương".encode(), b"x")


@given(PARTS, PARTS)
def test_digest_is_the_same_only_for_the_same_parts(one: list[bytes], other: list[bytes]) -> None:
    """Different lists of parts have different digests, and equal ones the same."""
    assert (digest(*one) == digest(*other)) == (one == other)


def test_empty_cache_has_nothing(cache: Cache) -> None:
    """What was never put is not there; no keys are no entries."""
    assert (cache.get(["a"]), cache.get([])) == ({}, {})


def test_get_returns_what_was_put(cache: Cache, path: Path) -> None:
    """Many more entries than fit into one question come back, by this build and by the next."""
    cache.put(MANY)
    assert cache.get([*MANY, "other"]) == MANY
    assert entries(path, [*MANY, "other"]) == MANY
    assert entries(path, ["0007"]) == {"0007": b"value 7"}


def test_get_takes_any_iterable_of_keys(cache: Cache) -> None:
    """Keys may come from a generator, and more than once."""
    cache.put({"a": b"1", "b": b""})
    assert cache.get(key for key in ("a", "b", "a")) == {"a": b"1", "b": b""}


def test_put_takes_the_place_of_an_entry(cache: Cache) -> None:
    """The last value of a key is the one that stays; others are as they were."""
    cache.put({"a": b"1", "b": b"2"})
    cache.put({"a": b"3"})
    cache.put({})
    assert cache.get(["a", "b"]) == {"a": b"3", "b": b"2"}


@pytest.mark.parametrize(
    "damage",
    ["value = x'00ff'", "value = null", "value = 'text'", "checksum = null",
     "(value, checksum) = (select value, checksum from entries where key = '0007')"],
    ids=["other bytes", "no bytes", "text", "no sum", "another key's value"],
)  # fmt: skip
def test_damaged_entry_is_missing(cache: Cache, path: Path, caplog: pytest.LogCaptureFixture, damage: str) -> None:
    """An entry whose bytes are not those that were put is missing, with a warning; putting it again mends it."""
    cache.put(MANY)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"update entries set {damage} where key = '0600'")  # noqa: S608 -- our own words
    whole = {key: value for key, value in MANY.items() if key != "0600"}
    assert (cache.get(MANY), told(caplog)) == (whole, ["WARNING"])
    cache.put({"0600": b"again"})
    assert (cache.get(["0600"]), told(caplog)) == ({"0600": b"again"}, [])


@pytest.mark.parametrize("content", [b"no database at all\n" * 500, b"SQLite format 3\0" + b"\xff" * 5000])
def test_file_that_is_no_cache_is_made_anew(path: Path, caplog: pytest.LogCaptureFixture, content: bytes) -> None:
    """A file that is not SQLite, or only begins as such, is replaced with a warning that names it; so once."""
    path.write_bytes(content)
    with closing(Cache(path)) as cache:
        assert str(path) in caplog.text
        assert told(caplog) == ["WARNING"]
        assert cache.get(["a"]) == {}
        cache.put({"a": b"1"})
    assert (entries(path, ["a"]), told(caplog)) == ({"a": b"1"}, [])


@pytest.mark.parametrize("size", [100, 4096, 5000, 9000])
def test_cut_off_file_is_made_anew(path: Path, caplog: pytest.LogCaptureFixture, size: int) -> None:
    """A file that lost its end gives warnings and whole entries only, and takes entries again."""
    with closing(Cache(path)) as cache:
        cache.put(MANY)
    os.truncate(path, size)
    with closing(Cache(path)) as cache:
        assert cache.get(MANY).items() <= MANY.items()
        assert set(told(caplog)) == {"WARNING"}
        cache.put(MANY)
        assert (cache.get(MANY), told(caplog)) == (MANY, [])


def test_empty_file_becomes_a_cache(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A file without a byte is an empty cache and no damage."""
    path.touch()
    with closing(Cache(path)) as cache:
        cache.put({"a": b"1"})
    assert (entries(path, ["a"]), told(caplog)) == ({"a": b"1"}, [])


@given(at=st.integers(0), flips=st.integers(1, 255), length=st.integers(1, 64))
def test_flipped_bytes_never_give_a_wrong_entry(
    tmp_path_factory: pytest.TempPathFactory, at: int, flips: int, length: int
) -> None:
    """Whatever bytes of the file change, an entry is either as it was put or missing, and the build goes on."""
    path = tmp_path_factory.mktemp("flips") / "cache.sqlite"
    known = dict(list(MANY.items())[:300])
    with closing(Cache(path)) as cache:
        cache.put(known)
    content = bytearray(path.read_bytes())
    start = at % len(content)
    content[start : start + length] = bytes(byte ^ flips for byte in content[start : start + length])
    path.write_bytes(content)
    with closing(Cache(cache_file(path))) as cache:
        assert cache.get(known).items() <= known.items()


def test_get_while_another_process_has_the_file_keeps_it(
    cache: Cache, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that another process does not free in time is not damaged, and its entries stay."""
    cache.put({"a": b"1"})
    monkeypatch.setattr("eventsite.build.cache._PATIENCE", 0.1)
    with closing(Cache(path)) as impatient, closing(sqlite3.connect(path)) as other:
        other.execute("begin exclusive")
        assert impatient.get(["a"]) == {}
        other.rollback()
        assert impatient.get(["a"]) == {"a": b"1"}
    assert entries(path, ["a"]) == {"a": b"1"}


def test_cache_file_makes_the_folder(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Where nothing is yet, the place is the one asked for, ready for entries."""
    path = tmp_path / "some/folder/cache.sqlite"
    assert (cache_file(path), told(caplog)) == (path, [])
    assert entries(path, ["a"]) == {}


def test_cache_file_keeps_what_is_there(cache: Cache, path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A cache that is there keeps its entries."""
    cache.put({"a": b"1"})
    assert (cache_file(path), told(caplog)) == (path, [])
    assert entries(path, ["a"]) == {"a": b"1"}


def test_cache_file_removes_a_damaged_cache(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A damaged cache is removed with a warning, and its place is used."""
    path.write_bytes(b"no database at all\n" * 500)
    assert (cache_file(path), told(caplog)) == (path, ["WARNING"])
    assert (entries(path, ["a"]), told(caplog)) == ({}, [])


def test_cache_file_removes_a_cache_of_an_unknown_format(
    cache: Cache, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A byte of the head that SQLite takes for a later format is damage too, which ends with this build."""
    cache.put({"a": b"1"})
    content = bytearray(path.read_bytes())
    content[47] = 9  # the last byte of the number of the schema's format
    path.write_bytes(content)
    assert (cache_file(path), told(caplog)) == (path, ["WARNING"])
    assert (cache_file(path), told(caplog)) == (path, [])


@pytest.mark.parametrize("name", ["file/cache.sqlite", "file/folder/cache.sqlite", "folder"])
def test_cache_file_in_a_place_that_cannot_be_written(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    """Below a regular file, or where a folder is, no cache can be; another place is used, with a warning."""
    (tmp_path / "file").write_text("text", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    path = cache_file(tmp_path / name)
    assert not path.is_relative_to(tmp_path)
    assert str(tmp_path / name) in caplog.text
    assert told(caplog) == ["WARNING"]
    with closing(Cache(path)) as cache:
        cache.put({"a": b"1"})
    assert (entries(path, ["a"]), told(caplog)) == ({"a": b"1"}, [])
    assert (tmp_path / "file").read_text(encoding="utf-8") == "text"
    assert list((tmp_path / "folder").iterdir()) == []


def test_cache_files_for_one_build_are_its_own(tmp_path: Path) -> None:
    """Two builds that go without a cache do not meet in another one."""
    (tmp_path / "file").touch()
    places = {cache_file(tmp_path / "file/cache.sqlite") for _ in range(2)}
    assert len(places) == 2


def test_prune_forgets_what_no_build_asked_for(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a month without use an entry is gone; one that was used within the month stays, and so on."""
    start = time.time()
    cache.put({"old": b"1", "used": b"2"})
    for days, used in ((20, ["used"]), (31, []), (49, ["used"])):
        monkeypatch.setattr(time, "time", lambda days=days: start + days * DAY)
        cache.prune(used)
    assert cache.get(["old", "used"]) == {"used": b"2"}
    monkeypatch.setattr(time, "time", lambda: start + 78 * DAY)
    cache.prune([])
    assert cache.get(["used"]) == {"used": b"2"}
    monkeypatch.setattr(time, "time", lambda: start + 80 * DAY)
    cache.prune([])
    assert cache.get(["used"]) == {}


def test_prune_keeps_what_is_used_now(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry that comes into use again after a year of no build stays; a key that is not there is no matter."""
    cache.put(MANY)
    later = time.time() + 365 * DAY
    monkeypatch.setattr(time, "time", lambda: later)
    cache.prune([key for key in (*MANY, "missing") if key != "0007"])
    assert cache.get([*MANY, "missing"]) == {key: value for key, value in MANY.items() if key != "0007"}


def test_prune_counts_from_the_last_put(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry that was made again is as young as that."""
    start = time.time()
    cache.put({"a": b"1"})
    monkeypatch.setattr(time, "time", lambda: start + 20 * DAY)
    cache.put({"a": b"1"})
    monkeypatch.setattr(time, "time", lambda: start + 49 * DAY)
    cache.prune([])
    assert cache.get(["a"]) == {"a": b"1"}


def put_in_rounds(path: Path, name: str) -> None:
    """Put 20 times fifty entries of this process, and ask for them."""
    with closing(Cache(path)) as cache:
        for number in range(20):
            made = {f"{name}-{number}-{each}": f"{name} {number} {each}".encode() * 100 for each in range(50)}
            cache.put(made)
            assert cache.get(made) == made


def test_several_processes_write_at_once(path: Path) -> None:
    """What any of several processes put into a new file at the same time is all there."""
    processes = [FORK.Process(target=put_in_rounds, args=(path, name)) for name in "abc"]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    keys = [f"{name}-{number}-{each}" for name in "abc" for number in range(20) for each in range(50)]
    assert entries(path, keys) == {key: key.replace("-", " ").encode() * 100 for key in keys}


def write_for_ever(path: Path, begun: EventType) -> None:
    """Put generations of the same entries, each generation at once, until killed."""
    with closing(Cache(path)) as cache:
        for number in range(1, 1_000_000):
            cache.put({key: f"{number}".encode() * 1000 for key in "abcdefgh"})
            begun.set()


def test_reading_while_another_process_writes(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A reader never waits in vain, and sees entries of one put only, without a warning."""
    with killed_at_the_end(write_for_ever, path), closing(Cache(path)) as cache:
        for _ in range(200):
            found = cache.get("abcdefgh")
            assert (sorted(found), len(set(found.values()))) == (list("abcdefgh"), 1)
    assert told(caplog) == []


def test_writer_killed_at_any_moment_leaves_a_cache(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """After kill -9 the next build finds the entries of one whole put."""
    for pause in range(10):
        with killed_at_the_end(write_for_ever, path):
            time.sleep(pause / 500)
        found = entries(path, list("abcdefgh"))
        assert (sorted(found), len(set(found.values()))) == (list("abcdefgh"), 1)
    assert told(caplog) == []
