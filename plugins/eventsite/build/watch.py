"""Tells of every change of the sources, whatever happens to them: folders may go and come back."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import watchfiles

_QUIET = 5  # milliseconds without a change, after which a build starts
_PATIENCE = 100  # milliseconds; a build starts after these even if the changes go on
_TICK = 250  # milliseconds between two looks at the single files

_NOT_SOURCES = {"__pycache__", "node_modules"}
_EDITORS_OWN = (".pyc", ".swp", ".swx", "~")

Stamps = dict[Path, tuple[int, ...] | None]


def watch(paths: Sequence[Path], output: Path, stop: threading.Event | None = None) -> Iterator[set[Path]]:
    """Yield the changed paths after each change below `paths`, until `stop` is set or Ctrl+C comes.

    `paths` are folders, watched with everything in them, and single files; one that is not there is waited for. A
    folder that comes, goes or is another one now is named itself, since what is in it may have changed unseen. The
    `output` of the builds, hidden names and caches are not sources. What changes while the caller works is yielded
    after it.
    """
    stop = stop or threading.Event()
    paths = [path.resolve() for path in paths]
    seen = _stamps(paths)
    missed: set[Path] = set()
    while not stop.is_set():
        folders = [path for path in paths if path.is_dir()]
        for changes in _changes(folders, output.resolve(), stop):
            now = _stamps(paths)
            moved = {path for path in paths if now[path] != seen[path]}
            seen = now
            missed |= moved | changes
            if any(path.is_dir() or path in folders for path in moved):
                # The system watches a folder that is no longer this one. It is told once the new one is watched.
                break
            if missed:
                yield missed
                missed = set()


def _changes(folders: Sequence[Path], output: Path, stop: threading.Event) -> Iterator[set[Path]]:
    """Yield what changed in the folders, often nothing; end where one of them is not there, or with `stop`."""
    is_source = _source_filter(folders, output)
    try:
        for changes in watchfiles.watch(
            *folders,
            watch_filter=lambda _, name: is_source(Path(name)),
            step=_QUIET,
            debounce=_PATIENCE,
            rust_timeout=_TICK,
            yield_on_timeout=True,
            stop_event=stop,
            raise_interrupt=False,
        ):
            yield {Path(name) for _, name in changes}
        stop.set()  # after Ctrl+C
    except FileNotFoundError:
        # A folder went away between two looks at it.
        time.sleep(_TICK / 1000)


def _source_filter(folders: Sequence[Path], output: Path) -> Callable[[Path], bool]:
    """Return the test for a path that is worth a build.

    Only what comes below the watched folder counts: a project may itself live in a hidden folder.
    """

    def is_source(path: Path) -> bool:
        if path.is_relative_to(output) or path.name.endswith(_EDITORS_OWN):
            return False
        below = [path.relative_to(folder).parts for folder in folders if path.is_relative_to(folder)]
        return any(not any(part.startswith(".") or part in _NOT_SOURCES for part in parts) for parts in below)

    return is_source


def _stamps(paths: Sequence[Path]) -> Stamps:
    """Return what changes of each file when it is saved, and of each folder when it is another one.

    The system watches a file's inode, and many editors save by putting a new file in its place, so a single file
    would be watched until its first save only. Looking at a handful of them costs nothing.
    """
    return {path: _stamp(path) for path in paths}


def _stamp(path: Path) -> tuple[int, ...] | None:
    """Return None for a path where nothing is just now."""
    try:
        status = path.stat()
    except OSError:
        return None
    if path.is_dir():
        return status.st_dev, status.st_ino
    return status.st_ino, status.st_mtime_ns, status.st_size
