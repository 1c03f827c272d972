"""What the last build saw: stamps that stand for bytes, and files that are whole or not there."""

import os
import pickle
import time
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.build.killing import killed_before_step

from eventsite.build.manifest import UNSURE, Manifest, Stamp, changed, load, save, stamps, stamps_of

NS = 1_000_000_000
LONG_AGO = 1_500_000_000 * NS + 123_456_789
KNOWN: Stamp = (LONG_AGO, 5, 1)
STAMPS = st.dictionaries(
    st.sampled_from("abcdef"), st.sampled_from([KNOWN, (LONG_AGO + 1, 5, 1), (LONG_AGO, 6, 1), (LONG_AGO, 5, 2)])
)
VALUES = ["text", [1, 2], {"a": b"bytes"}, "x" * 1_000_000, False, 0]
MANIFEST = Manifest(
    key="k", build="b", output="/site", sources={"a": KNOWN}, outputs={"b": KNOWN}, since=1.5, until=2.5, pages=3,
    warnings=("w",),
)  # fmt: skip


def made(path: Path, time_ns: int = LONG_AGO, text: str = "text") -> Stamp:
    """Make a file that was last changed then, and return its true stamp."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(time_ns, time_ns))
    status = path.stat()
    return status.st_mtime_ns, status.st_size, status.st_ino


def sure(root: Path) -> bool:
    """Return whether the stamp of the only file stands for its bytes."""
    (stamp,) = stamps(root).values()
    return not changed({"a": stamp}, {"a": stamp})


def checked(body: bytes) -> bytes:
    """Return a file's content with the right checksum before it."""
    return zlib.crc32(body).to_bytes(4, "little") + body


def test_stamps_of_a_tree(tmp_path: Path) -> None:
    """Every file of every folder has its stamp, by its path from the root; folders have none."""
    paths = ["a", "b/c", "b/d/e/f", "b/d/e/g", "z/a"]
    expected = {path: made(tmp_path / path) for path in paths}
    (tmp_path / "empty/folder").mkdir(parents=True)
    assert stamps(tmp_path) == expected


def test_stamps_of_nothing(tmp_path: Path) -> None:
    """A folder that is missing, empty or a file has no files in it."""
    (tmp_path / "empty").mkdir()
    made(tmp_path / "file")
    assert [stamps(tmp_path / name) for name in ("missing", "empty", "file")] == [{}, {}, {}]


def test_stamps_ask_for_each_name(tmp_path: Path) -> None:
    """Files and folders that are no sources are left out, the folders with all that is in them."""
    for path in ("a.md", "a.md~", "b/c.md", "b/c.txt", "b.md/c.md", "out/b/a.md"):
        made(tmp_path / path)
    asked: list[str] = []

    def is_source(name: str) -> bool:
        asked.append(name)
        return name != "out" and not name.endswith((".txt", "~"))

    assert set(stamps(tmp_path, is_source)) == {"a.md", "b/c.md", "b.md/c.md"}
    assert sorted(asked) == ["a.md", "a.md~", "b", "b.md", "c.md", "c.md", "c.txt", "out"]


@pytest.mark.parametrize("name", ["two words", "Bình Dương", "a:b", "-n", "new\nline", os.fsdecode(b"\xff\xfe")])
def test_stamps_of_odd_names(tmp_path: Path, name: str) -> None:
    """Any name that the file system takes is a path, and can be asked for by it and be saved."""
    expected = {f"{name}/{name}": made(tmp_path / name / name)}
    assert stamps(tmp_path) == expected
    assert stamps_of(tmp_path, [f"{name}/{name}", "missing"]) == expected
    save(tmp_path / "saved", expected)
    assert load(tmp_path / "saved") == expected


def test_stamps_of_links_are_those_of_what_they_lead_to(tmp_path: Path) -> None:
    """A link's stamp is its target's, also of a file elsewhere; a linked folder's files are below the link."""
    expected = made(tmp_path / "elsewhere/file")
    root = tmp_path / "root"
    root.mkdir()
    (root / "link").symlink_to(tmp_path / "elsewhere/file")
    (root / "folder").symlink_to(tmp_path / "elsewhere")
    before = stamps(root)
    assert before == {"link": expected, "folder/file": expected}
    made(tmp_path / "elsewhere/file", text="other text")
    assert changed(before, stamps(root)) == {"link", "folder/file"}


def test_link_that_leads_nowhere_has_a_stamp_of_its_own(tmp_path: Path) -> None:
    """A link that leads to nothing is as it was until it leads elsewhere or to something."""
    root = tmp_path / "root"
    made(root / "a")
    for name, target in {"gone": tmp_path / "missing", "through": root / "a/b", "itself": root / "itself"}.items():
        (root / name).symlink_to(target)
        os.utime(root / name, ns=(LONG_AGO, LONG_AGO), follow_symlinks=False)
    before = stamps(root)
    assert set(before) == {"a", "gone", "through", "itself"}
    assert changed(before, stamps(root)) == set()
    made(tmp_path / "missing")
    (root / "itself").unlink()
    (root / "itself").symlink_to(tmp_path / "nowhere")
    assert changed(before, stamps(root)) == {"gone", "itself"}
    (tmp_path / "missing").unlink()
    assert changed(before, stamps(root)) == {"itself"}


def test_young_link_that_leads_nowhere_is_unsure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link that was made in the same moment could be made again without another time."""
    monkeypatch.setattr(time, "time_ns", lambda: LONG_AGO)
    (tmp_path / "a").symlink_to(tmp_path / "missing")
    os.utime(tmp_path / "a", ns=(LONG_AGO, LONG_AGO), follow_symlinks=False)
    assert not sure(tmp_path)


def test_link_to_a_folder_above_ends(tmp_path: Path) -> None:
    """Links in a circle do not keep a build from seeing the files, nor from ending."""
    made(tmp_path / "b/a")
    (tmp_path / "b/up").symlink_to(tmp_path)
    (tmp_path / "b/here").symlink_to(tmp_path / "b")
    found = stamps(tmp_path)
    assert (found["b/a"], len(found) < 100) == (made(tmp_path / "b/a"), True)


def test_stamps_of_named_files(tmp_path: Path) -> None:
    """Named files have the stamps that a look at the whole tree gives; missing ones have none."""
    expected = {path: made(tmp_path / path) for path in ("a", "b/c")}
    made(tmp_path / "b/d")
    assert stamps_of(tmp_path, ["a", "b/c", "b/missing", "missing/c", "a/c"]) == expected
    assert stamps_of(tmp_path, []) == {}


@pytest.mark.parametrize(
    "change",
    [
        lambda path: made(path, text="other text"),
        lambda path: made(path, text="TEXT", time_ns=LONG_AGO + 1),
        lambda path: made(path, time_ns=LONG_AGO - NS),
        lambda path: (made(path.with_name("new")), path.with_name("new").replace(path)),
        lambda path: path.unlink(),
        lambda path: (path.unlink(), made(path / "below")),
    ],
    ids=["size", "time", "earlier", "another file", "gone", "folder"],
)
def test_change_of_a_file_is_seen(tmp_path: Path, change: Callable[[Path], object]) -> None:
    """Another size, time or file in the same place is a change of this path and of no other."""
    for name in ("a", "b"):
        made(tmp_path / name)
    before = stamps(tmp_path)
    change(tmp_path / "a")
    assert {path.partition("/")[0] for path in changed(before, stamps(tmp_path))} == {"a"}
    assert changed(before, before) == set()


def test_changed_names_what_is_new_gone_changed_or_unsure() -> None:
    """Each path that may differ is named, and no other."""
    other = (LONG_AGO, 6, 1)
    before = {"same": KNOWN, "gone": KNOWN, "gone unsure": UNSURE, "changed": KNOWN, "unsure": KNOWN, "was": UNSURE}
    after = {"same": KNOWN, "new": KNOWN, "new unsure": UNSURE, "changed": other, "unsure": UNSURE, "was": KNOWN}
    assert changed(before, after) == {
        "gone", "gone unsure", "new", "new unsure", "changed", "unsure", "was",
    }  # fmt: skip
    assert changed({}, {}) == set()


def test_unsure_is_changed_after_loading(tmp_path: Path) -> None:
    """What was unsure when it was saved is so wherever it is read again."""
    save(tmp_path / "saved", {"a": UNSURE, "b": KNOWN})
    before = load(tmp_path / "saved")
    assert isinstance(before, dict)
    assert changed(before, {"a": UNSURE, "b": KNOWN}) == {"a"}
    assert changed(before, before) == {"a"}


@given(STAMPS, STAMPS)
def test_changed_is_every_difference(before: dict[str, Stamp], after: dict[str, Stamp]) -> None:
    """Without unsure files the paths are those whose stamps differ, the same in both directions."""
    differing = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert changed(before, after) == changed(after, before) == differing


@pytest.mark.parametrize("age", [-3600, -1, -0.001, 0, 0.001, 0.009])
def test_file_as_young_as_the_look_is_unsure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, age: float) -> None:
    """A file that was changed in the same moment, or after now, could change again without another time."""
    monkeypatch.setattr(time, "time_ns", lambda: LONG_AGO)
    made(tmp_path / "a", LONG_AGO - int(age * NS))
    assert not sure(tmp_path)


@pytest.mark.parametrize("age", [0.2, 1, 5, 3600])
def test_file_older_than_the_look_is_sure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, age: float) -> None:
    """A file that was there a moment before the look is known by its stamp."""
    monkeypatch.setattr(time, "time_ns", lambda: LONG_AGO)
    expected = made(tmp_path / "a", LONG_AGO - int(age * NS))
    assert (sure(tmp_path), stamps(tmp_path)) == (True, {"a": expected})


@pytest.mark.parametrize(("age", "is_sure"), [(-1.0, False), (0.3, False), (1.0, False), (1.9, False), (2.1, True)])
def test_whole_seconds_may_be_a_coarse_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, age: float, is_sure: bool
) -> None:
    """A time of a whole second may come from a clock with steps of two seconds, so it takes two seconds to be sure."""
    whole = LONG_AGO // NS * NS
    monkeypatch.setattr(time, "time_ns", lambda: whole + int(age * NS))
    made(tmp_path / "a", whole)
    assert sure(tmp_path) is is_sure


def test_write_after_the_look_is_seen(tmp_path: Path) -> None:
    """However soon after the look a file is written, the next look finds it changed."""
    for number in range(100):
        (tmp_path / "a").write_text(f"{number:03}", encoding="utf-8")
        before = stamps(tmp_path)
        with (tmp_path / "a").open("r+", encoding="utf-8") as file:
            file.write("new")
        assert changed(before, stamps(tmp_path)) == {"a"}


@pytest.mark.parametrize("value", [MANIFEST, *VALUES], ids=lambda value: str(value)[:12])
def test_load_returns_what_was_saved(tmp_path: Path, value: object) -> None:
    """A value comes back equal, from a folder that is made for it; the file is the only one there."""
    path = tmp_path / "some/folder/saved"
    save(path, "before")
    save(path, value)
    assert load(path) == value
    assert list(path.parent.iterdir()) == [path]


def test_save_killed_at_any_step(tmp_path: Path) -> None:
    """After kill -9 before any step the value is the old one or the new one, whole."""
    path = tmp_path / "saved"
    seen, number = set(), 0
    save(path, "old" * 1000)
    while killed_before_step(number, partial(save, path, "new" * 1000)):
        seen.add(load(path))
        number += 1
    assert (seen, load(path)) == ({"old" * 1000}, "new" * 1000)


def test_save_of_what_cannot_be_saved_changes_nothing(tmp_path: Path) -> None:
    """When saving fails, the old value is there and nothing else."""
    path = tmp_path / "saved"
    save(path, "old")
    with pytest.raises((pickle.PicklingError, AttributeError, TypeError)):
        save(path, lambda: None)
    assert (load(path), list(tmp_path.iterdir())) == ("old", [path])


def test_save_in_the_place_of_a_folder_leaves_nothing(tmp_path: Path) -> None:
    """Where the file cannot take its place, no part of it stays beside it."""
    (tmp_path / "saved/folder").mkdir(parents=True)
    with pytest.raises(OSError, match="saved"):
        save(tmp_path / "saved", "new")
    assert [path.name for path in tmp_path.iterdir()] == ["saved"]


def test_load_of_a_missing_file(tmp_path: Path) -> None:
    """Where there is no file there is no value; so where a folder is, or the folder is a file."""
    save(tmp_path / "file", "text")
    (tmp_path / "folder").mkdir()
    assert [load(tmp_path / name) for name in ("missing", "folder", "file/missing")] == [None, None, None]


def test_load_of_a_cut_off_file(tmp_path: Path) -> None:
    """Without its end, whatever is missing, a file has no value; nor with more than its end."""
    path = tmp_path / "saved"
    save(path, MANIFEST)
    content = path.read_bytes()
    for length in range(len(content)):
        path.write_bytes(content[:length])
        assert load(path) is None
    path.write_bytes(content + b"x")
    assert load(path) is None


def test_load_of_a_damaged_file(tmp_path: Path) -> None:
    """A single byte that changed is enough, anywhere."""
    path = tmp_path / "saved"
    save(path, MANIFEST)
    content = path.read_bytes()
    for place, byte in enumerate(content):
        path.write_bytes(content[:place] + bytes([byte ^ 1]) + content[place + 1 :])
        assert load(path) is None


@pytest.mark.parametrize("module", ["eventsite.build.no_such_module", "eventsite.build.manifest"])
def test_load_of_a_foreign_pickle(tmp_path: Path, module: str) -> None:
    """Values of modules and classes that this version does not have are no values."""
    (tmp_path / "saved").write_bytes(checked(f"c{module}\nNoSuchClass\n.".encode()))
    assert load(tmp_path / "saved") is None


@pytest.mark.parametrize("body", [b"", b"text", b"\x80\x05.", b"\x80\xff.", b"(((", b"\x80\x05K", b"cos\nno_such\n."])
def test_load_of_what_is_no_pickle(tmp_path: Path, body: bytes) -> None:
    """Bytes with the right sum that are no pickle are no value."""
    (tmp_path / "saved").write_bytes(checked(body))
    assert load(tmp_path / "saved") is None
