"""What the last build saw and made, so that the next one knows what has changed since.

A file's stamp (time, size, inode) stands for its bytes, as in git. A stamp as young as the look at it proves nothing,
since the file could change again within the same tick of the clock; it is kept as unsure, so that the file counts as
changed next time.
"""

import datetime as dt
import os
import pickle
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import Problem, Said
from .write import put

Stamp = tuple[int, int, int]
"""Time of the last change in ns, size in bytes, inode."""

UNSURE: Stamp = (0, -1, 0)
_TICK = 50_000_000  # ns; file systems' clocks move in steps of up to 10 ms
_COARSE_TICK = 2_000_000_000  # ns; FAT's steps, and others' of a second
_SECOND = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One build: `key` names the settings and everything installed, `build` the build itself, `output` its folder.

    `sources` and `outputs` are stamps by path; `outputs` are below the output folder. `digests` are those of the
    sources' bytes, where they are sure to be the ones that the build read. The site is right for clocks from `since`
    to before `until` (seconds of the epoch). `warnings` are said again when nothing has changed.
    `step` counts the small builds after that one, and `pending` are the sources that changed since. `summary` is a
    line about the site that is said with every build; `next_due` is when the clock changes the site, `due` what of
    it, for people, and `advice` what is worth a look in the sources. A `volatile` site is made from something that is
    none of the sources and has to be asked each time.
    """

    key: str
    build: str
    output: str
    sources: Mapping[str, Stamp]
    outputs: Mapping[str, Stamp]
    since: float
    until: float
    pages: int
    digests: Mapping[str, str] = field(default_factory=dict)
    step: int = 0
    pending: frozenset[str] = frozenset()
    warnings: tuple[str, ...] = field(default=())
    volatile: bool = False
    summary: Said | None = None
    next_due: dt.datetime | None = None
    due: tuple[str, ...] = ()
    advice: tuple[Problem, ...] = ()


def stamps(root: Path, is_source: Callable[[str], bool] = lambda name: True) -> dict[str, Stamp]:
    """Return the stamps of all files below `root` by their path from it; `is_source` is asked for each name."""
    found: dict[str, Stamp] = {}
    waiting = [(str(root), "")]
    seen: set[tuple[int, int]] = set()
    newest = time.time_ns()
    while waiting:
        folder, below = waiting.pop()
        for entry in _entries(folder):
            if not is_source(entry.name):
                continue
            if _is_folder(entry, seen):
                waiting.append((entry.path, f"{below}{entry.name}/"))
            else:
                found[below + entry.name] = _stamp(entry, newest)
    return found


def _entries(folder: str) -> "list[os.DirEntry[str]]":
    try:
        return list(os.scandir(folder))
    except OSError:
        return []


def _is_folder(entry: "os.DirEntry[str]", seen: set[tuple[int, int]]) -> bool:
    """Return whether to go down into the entry; into what a link names only once, since links can lead in circles."""
    try:
        if not entry.is_dir():
            return False
        if not entry.is_symlink():
            return True
        status = entry.stat()
    except OSError:
        return False
    place = status.st_dev, status.st_ino
    is_new = place not in seen and not Path(entry.path).parent.resolve().is_relative_to(Path(entry.path).resolve())
    seen.add(place)
    return is_new


def stamps_of(root: Path, names: Iterable[str]) -> dict[str, Stamp]:
    """Return the stamps of the named files below `root`; a missing one has none."""
    found = {}
    base = f"{root}{os.sep}"
    for name in names:
        try:
            status = os.stat(base + name)  # noqa: PTH116 -- ten thousand paths are joined faster as strings
        except OSError:
            continue
        found[name] = status.st_mtime_ns, status.st_size, status.st_ino
    return found


def changed(before: Mapping[str, Stamp], after: Mapping[str, Stamp]) -> set[str]:
    """Return the paths that are new, gone, changed or unsure."""
    gone = before.keys() - after.keys()
    return {path for path, stamp in after.items() if before.get(path) != stamp or stamp == UNSURE} | gone


def _stamp(entry: "os.DirEntry[str]", now: int) -> Stamp:
    try:
        status = _status(entry)
    except OSError:
        return UNSURE
    age = now - status.st_mtime_ns
    tick = _TICK if status.st_mtime_ns % _SECOND else _COARSE_TICK
    return UNSURE if age < tick else (status.st_mtime_ns, status.st_size, status.st_ino)


def _status(entry: "os.DirEntry[str]") -> os.stat_result:
    """Return what is known of the file; of a link that leads nowhere, what is known of the link itself."""
    try:
        return entry.stat()
    except OSError:
        return entry.stat(follow_symlinks=False)


def save(path: Path, value: object) -> None:
    """Write the value, whole or not at all."""
    body = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    put(path, zlib.crc32(body).to_bytes(4, "little"), body)


def load(path: Path) -> object | None:
    """Return the value; None where there is none, or only a damaged one."""
    try:
        content = path.read_bytes()
        if zlib.crc32(memoryview(content)[4:]) != int.from_bytes(content[:4], "little"):
            return None
        return pickle.loads(memoryview(content)[4:])  # type: ignore[no-any-return]  # noqa: S301 -- our own file
    except (
        OSError,
        ValueError,
        pickle.UnpicklingError,
        AttributeError,
        ImportError,
        EOFError,
        IndexError,
        TypeError,
    ):
        return None
