"""Builds again after each change of the sources, and has the browser reload when the build went well."""

import logging
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import watchfiles

from ..errors import EventsiteError

log = logging.getLogger(__name__)

_QUIET = 5  # milliseconds without a change, after which a build starts
_PATIENCE = 100  # milliseconds; a build starts after these even if the changes go on
_TICK = 250  # milliseconds between two looks at the single files

_NOT_SOURCES = {"__pycache__", "node_modules"}
_EDITORS_OWN = (".pyc", ".swp", ".swx", "~")


def watch(
    paths: Sequence[Path],
    rebuild: Callable[[set[Path]], bool],
    output: Path,
    reload: Callable[[], None] | None = None,
    stop: threading.Event | None = None,
) -> None:
    """Call `rebuild` with the changed paths after each change below `paths`, until `stop` is set or Ctrl+C comes.

    `paths` are folders, watched with everything in them, and single files. The `output` of the builds, hidden
    names and caches are not sources. Where `rebuild` returns True, `reload` is called; where it raises, the
    error is logged and the next change is waited for. Changes during a build lead to another one.
    """
    paths = [_existing(path) for path in paths]
    folders = [path for path in paths if path.is_dir()]
    # The system watches a file's inode, and many editors save by putting a new file in its place, so a single
    # file would be watched until its first save only. Looking at a handful of them costs nothing.
    files = [path for path in paths if not path.is_dir()]
    seen = _stamps(files)
    is_source = _source_filter(folders, output.resolve())
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
        stamps = _stamps(files)
        changed = {Path(name) for _, name in changes}
        changed |= {file for file, now, before in zip(files, stamps, seen, strict=True) if now != before}
        seen = stamps
        if changed and _succeeds(partial(rebuild, changed)) and reload:
            reload()


def _existing(path: Path) -> Path:
    if not path.exists():
        message = f"{path} does not exist, so its changes cannot be watched."
        raise EventsiteError(message)
    return path.resolve()


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


def _stamps(files: Sequence[Path]) -> list[tuple[int, int, int] | None]:
    """Return what changes of each file when it is saved; None for one that is missing just now."""
    return [_stamp(file) for file in files]


def _stamp(file: Path) -> tuple[int, int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def _succeeds(rebuild: Callable[[], bool]) -> bool:
    """Return what `rebuild` returns, or False after logging what it raised."""
    try:
        return rebuild()
    except EventsiteError as error:
        log.error("%s", error)  # no traceback: the message is written for people
    except (Exception, SystemExit):  # Pelican ends a build by SystemExit
        log.exception("The build failed.")
    return False
