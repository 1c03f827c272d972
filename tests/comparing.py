"""Built trees held against each other: what differs, what was written again, what was left behind."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from eventsite.pictures.card import Card, Press
from eventsite.site.records import file_digest
from eventsite.site.run import build
from tests.rich_event import RichEvent, make_project

Tree = dict[str, bytes]
Stamps = dict[str, tuple[int, int]]


def free_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what the environment says to a build; it works alone, unless a test says otherwise."""
    for name in list(os.environ):
        if name.startswith("EVENTSITE_") or name in {"SITEURL", "SOURCE_DATE_EPOCH"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("EVENTSITE_WORKERS", "1")
    # A drawing takes longer than a page; that it is right and always the same is proved without a site.
    monkeypatch.setattr(Press, "draw", _drawn)
    # Both are set by set_clock, and taken away again with this.
    monkeypatch.setenv("EVENTSITE_NOW", "")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    # Python's own cache of the settings' code cannot tell two versions of one second and one size apart.
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")


def _drawn(_: Press, card: Card, photo: bytes = b"") -> bytes:
    return f"{card.file} {file_digest(photo)}".encode()


def set_clock(event: RichEvent) -> None:
    """Let builds in this process, and those that it starts, believe the event's clock."""
    os.environ |= {"EVENTSITE_NOW": "", "SOURCE_DATE_EPOCH": ""} | dict([event.clock])


def tree(root: Path) -> Tree:
    """Return all files below the folder; a folder without any has its name with a slash."""
    found = {}
    for folder, folders, names in os.walk(root):
        below = Path(folder).relative_to(root)
        found |= {(below / name).as_posix(): (Path(folder) / name).read_bytes() for name in names}
        if not names and not folders:
            found[f"{below.as_posix()}/"] = b""
    return found


def stamps(root: Path) -> Stamps:
    """Return what tells a file from another one of the same bytes: inode and time of change."""
    status = {path.relative_to(root).as_posix(): path.stat() for path in root.rglob("*") if path.is_file()}
    return {name: (found.st_ino, found.st_mtime_ns) for name, found in status.items()}


def cold(event: RichEvent, folder: Path) -> Tree:
    """Return what a build without any cache makes of the event, in another folder."""
    shutil.rmtree(folder, ignore_errors=True)
    set_clock(event)
    settings = make_project(folder, event)
    build(settings, folder / "output")
    return tree(folder / "output")


def difference(found: Tree, expected: Tree) -> dict[str, str]:
    """Return the names of the files that differ, and how; empty where the trees are the same."""
    names = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
    return {
        name: "missing" if name not in found else "left over" if name not in expected else "differs" for name in names
    }


def leftovers(project: Path) -> list[str]:
    """Return what builds have left beside the output besides their lock and their caches."""
    return sorted(path.name for path in project.glob(".output*") if path.name != ".output-lock")


def start(project: Path, task: str = "build", *options: str, **variables: str) -> "subprocess.Popen[str]":
    """Start `./inv build`, or another task, in a process of its own, with these variables in its environment."""
    command = [sys.executable, "-m", "invoke", "--search-root", str(project), task, *options]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=project, text=True, env=os.environ | variables, **pipes)


def run(project: Path) -> list[str]:
    """Run `./inv build`, which must succeed; return the lines that it said on stderr."""
    process = start(project)
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return errors.splitlines()


def unwanted() -> None:
    """Stand for a build in a new process, where none is wanted."""
    raise AssertionError("a new process was asked to build")
