"""The swap of folders: real folders, real processes, real kills."""

import os
import random
import sys
import time
from multiprocessing.synchronize import Event as EventType
from pathlib import Path

import pytest
from tests.unit.build.killing import FORK, killed_at_the_end

from eventsite.build import swap
from eventsite.build.swap import build_lock, fresh_folder, recover, take_place
from eventsite.errors import EventsiteError

FILES = 12


def build(output: Path, text: str) -> None:
    """Build a site of some files, each with the same text, and put it in the place of `output`."""
    fresh = fresh_folder(output)
    for number in range(FILES):
        (fresh / f"{number}.html").write_text(text, encoding="utf-8")
    take_place(fresh, output)


def texts(output: Path) -> set[str]:
    """Return the different texts in the site, which has to have all of its files."""
    names = sorted(path.name for path in output.iterdir())
    assert names == sorted(f"{number}.html" for number in range(FILES))
    return {path.read_text(encoding="utf-8") for path in output.iterdir()}


def build_for_ever(output: Path, begun: EventType) -> None:
    """Build with a text of rising numbers until killed."""
    number = int(texts(output).pop())
    while True:
        begun.set()
        number += 1
        build(output, str(number))


@pytest.fixture
def two_renames(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a system that cannot exchange folders."""
    monkeypatch.setattr(swap, "_exchange", lambda *_: False)


@pytest.mark.parametrize("system", ["exchange", "two renames"])
def test_take_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    """The new build is in the place of the old one, and nothing else is left; so at the first build."""
    if system == "two renames":
        monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    output = tmp_path / "output"
    for text in ("old", "new"):
        build(output, text)
        assert texts(output) == {text}
        assert os.listdir(tmp_path) == ["output"]  # noqa: PTH208


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges folders")
def test_exchange_on_linux(tmp_path: Path) -> None:
    """Linux does exchange the folders here, so the other tests are about that."""
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    (one / "a").touch()
    assert swap._exchange(one, other)
    assert (list(one.iterdir()), list(other.iterdir())) == ([], [other / "a"])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the folder may be missing for a moment")
def test_swap_killed_at_any_moment(tmp_path: Path) -> None:
    """After kill -9 at 40 random moments, and at each moment before them, the output is one whole build."""
    output = tmp_path / "output"
    build(output, "0")
    chance = random.Random(20)
    for _ in range(40):
        before = texts(output)
        with killed_at_the_end(build_for_ever, output):
            deadline = time.monotonic() + chance.uniform(0, 0.02)
            while time.monotonic() < deadline:
                assert output.is_dir()
        assert len(texts(output)) == 1
        assert int(texts(output).pop()) >= int(before.pop())
    assert int(texts(output).pop()) > 10
    build(output, "end")
    assert os.listdir(tmp_path) == ["output"]  # noqa: PTH208


@pytest.mark.usefixtures("two_renames")
def test_two_renames_killed_at_any_moment(tmp_path: Path) -> None:
    """Where folders cannot be exchanged, the output is one whole build after each kill and recovery."""
    output = tmp_path / "output"
    build(output, "0")
    chance = random.Random(21)
    for _ in range(20):
        with killed_at_the_end(build_for_ever, output):
            time.sleep(chance.uniform(0, 0.02))
        recover(output)
        assert len(texts(output)) == 1
    build(output, "end")
    assert os.listdir(tmp_path) == ["output"]  # noqa: PTH208


def test_recover(tmp_path: Path) -> None:
    """A build that was moved away and not replaced comes back; one that was replaced does not."""
    output, old = tmp_path / "output", tmp_path / ".output-old"
    old.mkdir()
    (old / "a").touch()
    recover(output)
    assert (list(output.iterdir()), old.exists()) == ([output / "a"], False)
    old.mkdir()
    recover(output)
    assert (list(output.iterdir()), old.exists()) == ([output / "a"], True)


def test_recover_without_any_build(tmp_path: Path) -> None:
    """Before the first build there is nothing to recover."""
    recover(tmp_path / "output")
    assert list(tmp_path.iterdir()) == []


def test_fresh_folder_removes_leftovers_of_the_dead(tmp_path: Path) -> None:
    """What dead builds left is removed, what a running one writes is not, nor what only looks alike."""
    dead = FORK.Process(target=int)
    dead.start()
    dead.join()
    kept = [f".output-new-{os.getppid()}", ".output-new-x", ".other-new-1", "output"]
    for name in (*kept, f".output-new-{dead.pid}", f".output-new-{os.getpid()}", ".output-old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a").touch()
    fresh = fresh_folder(tmp_path / "output")
    assert fresh == tmp_path / f".output-new-{os.getpid()}"
    assert list(fresh.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*kept, fresh.name])


def test_relative_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative output is found from the current folder, also in a folder that is still to be made."""
    monkeypatch.chdir(tmp_path)
    with build_lock(Path("site/output")):
        build(Path("site/output"), "new")
    assert texts(tmp_path / "site/output") == {"new"}


def test_output_that_somebody_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The output can be the current folder of a process."""
    output = tmp_path / "output"
    build(output, "old")
    monkeypatch.chdir(output)
    build(output, "new")
    assert texts(output) == {"new"}


def test_output_that_cannot_be_replaced(tmp_path: Path) -> None:
    """A link, a file, a repository and a folder without a name are refused, and stay."""
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path)
    (tmp_path / "repo/.git").mkdir(parents=True)
    (tmp_path / ".repo-old").mkdir()
    told = []
    for name in ("file", "link", "repo", "repo/.."):
        for action in (fresh_folder, recover, lambda output: take_place(tmp_path / "repo", output)):
            with pytest.raises(EventsiteError) as error:
                action(tmp_path / name)
        told.append(str(error.value))
    assert told == [
        f"{tmp_path}/file is a file, and the output folder would take its place; move it away.",
        f"{tmp_path}/link is a symbolic link; remove it, or name the folder that it points to.",
        f"{tmp_path}/repo is a git repository; name a folder that holds nothing but the built site.",
        f"{tmp_path}/repo/.. cannot be the output folder; name a folder of its own, such as output.",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == [".repo-old", "file", "link", "repo"]


@pytest.mark.usefixtures("two_renames")
def test_take_place_without_a_new_build(tmp_path: Path) -> None:
    """When the new folder cannot be moved, the old build is back in its place."""
    output = tmp_path / "output"
    build(output, "old")
    with pytest.raises(EventsiteError) as error:
        take_place(tmp_path / "missing", output)
    assert str(error.value) == (
        f"The new build cannot take the place of {output}, which is as it was: No such file or directory."
    )
    assert texts(output) == {"old"}


def test_build_lock_held(tmp_path: Path) -> None:
    """A second build waits for its time, and then says who is in the way."""
    output = tmp_path / "output"
    with build_lock(output):
        start = time.monotonic()
        with pytest.raises(EventsiteError) as error, build_lock(output, patience=0.2):
            pytest.fail("two builds at once")
        assert time.monotonic() - start >= 0.2
    assert str(error.value) == f"Another build of {output} still runs after 0.2 s; wait, or end it."
    with build_lock(output, patience=0), build_lock(tmp_path / "other", patience=0):
        pass


def build_locked(output: Path, text: str) -> None:
    """Build five times, each under the lock."""
    for _ in range(5):
        with build_lock(output):
            recover(output)
            build(output, text)


def test_build_lock_many(tmp_path: Path) -> None:
    """Builds of several processes come one after the other, and none gets in another one's way."""
    output = tmp_path / "output"
    processes = [FORK.Process(target=build_locked, args=(output, str(number))) for number in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    assert len(texts(output)) == 1


def hold_lock(output: Path, begun: EventType) -> None:
    """Take the lock and never give it back."""
    with build_lock(output):
        begun.set()
        time.sleep(60)


def test_build_lock_of_a_killed_build(tmp_path: Path) -> None:
    """The lock of a build that was killed is free."""
    with killed_at_the_end(hold_lock, tmp_path / "output"):
        assert (tmp_path / ".output-lock").is_file()
    with build_lock(tmp_path / "output", patience=0):
        pass


def test_build_lock_in_a_file(tmp_path: Path) -> None:
    """Where the lock cannot be written, no build starts."""
    (tmp_path / "file").touch()
    with pytest.raises(EventsiteError) as error, build_lock(tmp_path / "file/output"):
        pytest.fail("no lock")
    assert str(error.value) == (
        f"{tmp_path}/file/.output-lock cannot be written, so no build can start: File exists."
    )
