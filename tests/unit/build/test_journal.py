"""Changed files that join a built folder: real folders, real processes, real kills."""

import json
import os
import random
import shutil
import tempfile
import time
from functools import partial
from itertools import count
from multiprocessing.synchronize import Event as EventType
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.build.killing import FORK, killed_at_the_end, killed_before_step

from eventsite.build.journal import commit
from eventsite.build.swap import build_lock, fresh_folder, recover, stage_folder, take_place
from eventsite.errors import EventsiteError

Files = dict[str, str]

OLD = {"index.html": "1", "vi/hội.html": "1", "a": "file", "b/1": "1", "b/2/3": "1", "gone/x/y": "1", "same": "1"}
NEW = {"index.html": "2", "vi/hội.html": "2", "a/1": "2", "a/2": "2", "b": "file", "fresh/x/y": "2", "same": "1"}


def write(folder: Path, files: Files) -> None:
    """Write the files below the folder."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def tree(folder: Path) -> dict[str, str | None]:
    """Return the texts of all files below the folder, and None for each folder."""
    return {
        path.relative_to(folder).as_posix(): None if path.is_dir() else path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
    }


def whole(files: Files) -> dict[str, str | None]:
    """Return what `tree` tells where only these files were written."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), files)
        return tree(Path(folder))


def change(output: Path, old: Files, new: Files) -> None:
    """Turn the old build into the new one."""
    staged = stage_folder(output)
    write(staged, {name: text for name, text in new.items() if old.get(name) != text})
    commit(staged, output, old.keys() - new.keys())


def interrupted(output: Path, old: Files, new: Files) -> None:
    """Leave what a kill right after the journal was made leaves: all is staged and nothing moved."""
    write(output, old)
    journal = output.parent / ".output-journal"
    for step in count():
        assert killed_before_step(step, partial(change, output, old, new))
        if journal.exists():
            assert tree(output) == whole(old)
            return
        recover(output)


def names(folder: Path) -> list[str]:
    """Return what is in the folder."""
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("durable", [True, False])
def test_commit(tmp_path: Path, durable: bool) -> None:
    """Staged files replace or join the others, removed ones go with the folders they leave empty."""
    output = tmp_path / "output"
    write(output, {"a": "1", "b/c": "1", "ngày/đi": "1", "x/y/z": "1", "x/k": "1"})
    staged = stage_folder(output)
    write(staged, {"a": "2", "ngày/đến": "2"})
    commit(staged, output, ["b/c", "x/y/z", "not/there"], durable=durable)
    assert tree(output) == whole({"a": "2", "ngày/đi": "1", "ngày/đến": "2", "x/k": "1"})
    assert names(tmp_path) == ["output"]


def test_commit_without_changes(tmp_path: Path) -> None:
    """Nothing staged and nothing removed leaves the output as it is."""
    output = tmp_path / "output"
    write(output, OLD)
    commit(stage_folder(output), output, [])
    assert tree(output) == whole(OLD)
    assert names(tmp_path) == ["output"]


def test_commit_removes_everything(tmp_path: Path) -> None:
    """When all files go, the output stays as an empty folder."""
    output = tmp_path / "output"
    write(output, OLD)
    commit(stage_folder(output), output, list(OLD))
    assert (names(tmp_path), names(output)) == (["output"], [])


def test_commit_of_a_file_that_is_also_removed(tmp_path: Path) -> None:
    """What is staged stays."""
    output = tmp_path / "output"
    write(output, {"a/b": "1"})
    staged = stage_folder(output)
    write(staged, {"a/b": "2"})
    commit(staged, output, ["a/b"])
    assert tree(output) == whole({"a/b": "2"})


def test_commit_where_something_else_has_the_name(tmp_path: Path) -> None:
    """Files and folders that nobody removed give way to what is staged."""
    output = tmp_path / "output"
    write(output, {"folder/x/y": "stray", "file": "stray", "kept": "1"})
    (output / "link").symlink_to("nowhere")
    staged = stage_folder(output)
    write(staged, {"folder": "2", "file/x/y": "2", "link/x": "2"})
    commit(staged, output, [])
    assert tree(output) == whole({"folder": "2", "file/x/y": "2", "link/x": "2", "kept": "1"})


def test_commit_with_relative_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative output is found from the current folder."""
    monkeypatch.chdir(tmp_path)
    write(Path("output"), OLD)
    change(Path("output"), OLD, NEW)
    assert tree(tmp_path / "output") == whole(NEW)


SEGMENTS = st.sampled_from("abê")
PATHS = st.lists(SEGMENTS, min_size=1, max_size=3).map("/".join)


@st.composite
def sites(draw: st.DrawFn) -> Files:
    """Draw the files of a site, in which nothing is a file and a folder at once."""
    files: Files = {}
    for name, text in draw(st.dictionaries(PATHS, st.sampled_from("12"), max_size=8)).items():
        if not any(f"{name}/".startswith(f"{other}/") or other.startswith(f"{name}/") for other in files):
            files[name] = text
    return files


@settings(max_examples=60, deadline=None)
@given(old=sites(), new=sites(), step=st.integers(0, 60))
def test_commit_of_any_site(old: Files, new: Files, step: int) -> None:
    """Whatever changes into whatever: a kill leaves the old build or the new one, and no kill the new one."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        write(output, old)
        was_killed = killed_before_step(step, partial(change, output, old, new))
        assert recover(output)
        assert tree(output) in ([whole(old), whole(new)] if was_killed else [whole(new)])
        assert names(output.parent) == ["output"]


def test_commit_killed_at_each_step(tmp_path: Path) -> None:
    """A kill before any step leaves the old build or, once the journal has its name, the new one; and no rest."""
    journal = tmp_path / ".output-journal"
    found = []
    for step in count():
        output = tmp_path / "output"
        write(output, OLD)
        was_killed = killed_before_step(step, partial(change, output, OLD, NEW))
        counts = journal.exists()
        assert recover(output)
        assert names(tmp_path) == ["output"]
        if not was_killed:
            assert tree(output) == whole(NEW)
            break
        found.append(tree(output) == whole(NEW))
        assert found[-1] or (not counts and tree(output) == whole(OLD))
        change(output, NEW if found[-1] else OLD, {})
    assert found == sorted(found)
    assert (found.count(False) > 10, found.count(True) > 10) == (True, True)


def test_recover_killed_at_each_step(tmp_path: Path) -> None:
    """A recovery that is killed before any of its steps is completed by the next one."""
    (tmp_path / "begun").mkdir()
    interrupted(tmp_path / "begun/output", OLD, NEW)
    for step in count():
        project = tmp_path / str(step)
        shutil.copytree(tmp_path / "begun", project)
        output = project / "output"
        was_killed = killed_before_step(step, partial(recover, output))
        assert recover(output)
        assert (tree(output), names(project)) == (whole(NEW), ["output"])
        if not was_killed:
            break
    assert step > 10


def version(number: int) -> Files:
    """Return a site in which every file tells the number, and one has it as its name."""
    return {f"{number % 5}/x": f"{number}", **{f"{name}.html": f"{number}" for name in range(12)}}


def change_for_ever(output: Path, begun: EventType) -> None:
    """Change the site to rising numbers until killed."""
    number = int((output / "0.html").read_text(encoding="utf-8"))
    while True:
        begun.set()
        with build_lock(output):
            assert recover(output)
            change(output, version(number), version(number + 1))
        number += 1


def test_commit_killed_at_any_moment(tmp_path: Path) -> None:
    """After kill -9 at 60 random moments and a recovery, the output is one build, and nothing else is left."""
    output = tmp_path / "output"
    write(output, version(0))
    chance = random.Random(22)
    for _ in range(60):
        with killed_at_the_end(change_for_ever, output):
            time.sleep(chance.uniform(0, 0.02))
        with build_lock(output):
            assert recover(output)
        number = int((output / "0.html").read_text(encoding="utf-8"))
        assert tree(output) == whole(version(number))
        assert names(tmp_path) == [".output-lock", "output"]
    assert number > 10


def change_locked(output: Path) -> None:
    """Change the site to the next number five times."""
    for _ in range(5):
        with build_lock(output):
            assert recover(output)
            number = int((output / "0.html").read_text(encoding="utf-8"))
            change(output, version(number), version(number + 1))


def test_commits_of_several_processes(tmp_path: Path) -> None:
    """Changes of several processes come one after the other, and none is lost."""
    output = tmp_path / "output"
    write(output, version(0))
    processes = [FORK.Process(target=change_locked, args=(output,)) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    assert tree(output) == whole(version(20))


def test_recover_where_staged_files_are_gone(tmp_path: Path) -> None:
    """When somebody has removed the staged files, the output is not trusted until a whole build replaces it."""
    output = tmp_path / "output"
    interrupted(output, OLD, NEW)
    for staged in tmp_path.glob(".output-new-*"):
        (staged / "index.html").unlink()
    assert [recover(output), recover(output)] == [False, False]
    for action in (stage_folder, lambda output: commit(tmp_path, output, [])):
        with pytest.raises(EventsiteError) as error:
            action(output)
        assert str(error.value) == (
            f"{output} is not a whole build that changed files could join; build it as a whole."
        )
    fresh = fresh_folder(output)
    write(fresh, NEW)
    take_place(fresh, output)
    assert recover(output)
    assert (tree(output), names(tmp_path)) == (whole(NEW), ["output"])


def test_recover_where_the_output_is_gone(tmp_path: Path) -> None:
    """The changed files alone do not become the output when somebody has removed it."""
    output = tmp_path / "output"
    interrupted(output, {"a": "1", "b": "1"}, {"a": "2", "b": "1"})
    (output / "a").unlink()
    (output / "b").unlink()
    output.rmdir()
    assert not recover(output)
    assert names(tmp_path) == [".output-journal"]
    assert not recover(output)


def test_recover_removes_nothing_once_files_are_moved(tmp_path: Path) -> None:
    """A name that is to be removed can mean a file that was moved, where the case of letters does not count."""
    output = tmp_path / "output"
    interrupted(output, {"About": "1"}, {"about": "2"})
    (staged,) = tmp_path.glob(".output-new-*")
    (output / "About").unlink()
    (staged / "about").rename(output / "about")
    (output / "About").hardlink_to(output / "about")  # what such a system shows under the other name
    assert recover(output)
    assert tree(output) == whole({"About": "2", "about": "2"})


@pytest.mark.parametrize(
    "content",
    [
        "", "{", "[]", "{}", "\0", '{"version": 2, "staged": ".output-new-1", "moves": {}, "removed": []}',
        '{"version": 1, "staged": "content", "moves": {}, "removed": []}',
        '{"version": 1, "staged": ".output-new-1/../content", "moves": {}, "removed": []}',
        '{"version": 1, "staged": ".output-new-1", "moves": {"../a": [1, 1]}, "removed": []}',
        '{"version": 1, "staged": ".output-new-1", "moves": {}, "removed": ["../content/a"]}',
        '{"version": 1, "staged": ".output-new-1", "moves": {}, "removed": ["/etc/a"]}',
        '{"version": 1, "staged": ".output-new-1", "moves": [], "removed": []}',
        '{"version": 1, "staged": ".output-new-1", "moves": {}, "removed": [1]}',
    ],
)  # fmt: skip
def test_recover_with_a_damaged_journal(tmp_path: Path, content: str) -> None:
    """A journal that `commit` cannot have written touches nothing, and the output is not trusted."""
    output = tmp_path / "output"
    write(output, OLD)
    write(tmp_path / "content", {"a": "source"})
    (tmp_path / ".output-journal").write_text(content, encoding="utf-8")
    assert not recover(output)
    assert (tree(output), tree(tmp_path / "content")) == (whole(OLD), {"a": "source"})
    assert names(tmp_path) == [".output-journal", "content", "output"]


def test_journal_holds_what_is_to_be_done(tmp_path: Path) -> None:
    """The journal names the staged folder, the files to move with their sizes, and those to remove."""
    output = tmp_path / "output"
    interrupted(output, {"a": "1", "b": "1"}, {"a": "mới"})
    (staged,) = tmp_path.glob(".output-new-*")
    time_of_change = (staged / "a").stat().st_mtime_ns
    assert json.loads((tmp_path / ".output-journal").read_bytes()) == {
        "version": 1,
        "staged": staged.name,
        "moves": {"a": [5, time_of_change]},
        "removed": ["b"],
    }


@pytest.mark.parametrize("name", ["../content/a", "/etc/a", "", "a//b", "a/../b", "a\0"])
def test_commit_of_a_removal_outside(tmp_path: Path, name: str) -> None:
    """What is not in the output is not removed, and nothing else is done."""
    output = tmp_path / "output"
    write(output, OLD)
    staged = stage_folder(output)
    write(staged, {"index.html": "2"})
    with pytest.raises(EventsiteError) as error:
        commit(staged, output, ["same", name])
    assert str(error.value) == f"{name} cannot be removed from {output}: it is not the path of a file in it."
    assert tree(output) == whole(OLD)


def test_commit_without_an_output(tmp_path: Path) -> None:
    """Before the first build there is nothing to change."""
    with pytest.raises(EventsiteError):
        stage_folder(tmp_path / "output")
    assert names(tmp_path) == []


def test_commit_when_the_journal_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full before the journal is whole, the output is and stays as it was."""
    output = tmp_path / "output"
    write(output, OLD)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(EventsiteError) as error:
        patch.setattr(os, "fsync", full)
        change(output, OLD, NEW)
    assert str(error.value) == (
        f"The changed files cannot be put into {output}, which is as it was: No space left on device."
    )
    assert recover(output)
    assert (tree(output), names(tmp_path)) == (whole(OLD), ["output"])


def test_commit_when_a_file_cannot_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A move that fails is told with its file and reason, and the next recovery completes the change."""
    output = tmp_path / "output"
    write(output, OLD)
    replace = os.replace

    def refuse(source: str | Path, target: str | Path) -> None:
        if str(target) == f"{output}/fresh/x/y":
            raise PermissionError(13, "Permission denied", str(source), None, str(target))
        replace(source, target)

    with monkeypatch.context() as patch, pytest.raises(EventsiteError) as error:
        patch.setattr(os, "replace", refuse)
        change(output, OLD, NEW)
    assert str(error.value) == (
        f"A change of {output} is not complete: {output}/fresh/x/y: Permission denied. The next build completes it; "
        f"if it cannot, remove {output} and {tmp_path}/.output-journal, and build again."
    )
    assert recover(output)
    assert (tree(output), names(tmp_path)) == (whole(NEW), ["output"])


def test_commit_of_files_that_change_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When somebody else writes into the moved files, the commit says so and the output is not trusted."""
    output = tmp_path / "output"
    write(output, OLD)
    replace = os.replace

    def meddle(source: str | Path, target: str | Path) -> None:
        replace(source, target)
        if str(target) == f"{output}/index.html":
            Path(target).write_text("meddled", encoding="utf-8")

    with monkeypatch.context() as patch, pytest.raises(EventsiteError) as error:
        patch.setattr(os, "replace", meddle)
        change(output, OLD, NEW)
    assert str(error.value) == (
        f"Changed files of {output} were changed on their way; the next build has to be a whole one."
    )
    assert not recover(output)
