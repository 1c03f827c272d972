"""A build goes into a fresh folder, which then takes the place of the old one in a single step.

    with build_lock(output):
        recover(output)
        fresh = fresh_folder(output)
        ...                             # write the site into fresh
        take_place(fresh, output)

Whoever reads `output`, at any moment and after a kill -9 at any moment, finds one whole build. On Linux the
two folders are exchanged by one system call; elsewhere two renames follow each other, and `recover` mends
what a kill between them leaves behind. A build that changes only some files stages those alone: see journal.

All names next to `output` are made from its own: `.output-new-<pid>`, `.output-old`, `.output-journal` and
`.output-lock`.
"""

import ctypes
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ..errors import EventsiteError
from .journal import check_joinable, forget, roll_forward

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PATIENCE = 60.0  # seconds to wait for another build
_PAUSE = 0.05  # seconds between two looks at the lock

# From linux/fcntl.h and linux/fs.h.
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def fresh_folder(output: Path) -> Path:
    """Make an empty folder next to `output`, on the same file system, and return it.

    What builds that no longer run have left behind is removed, so `recover` comes first: a journal may need it.
    Raises EventsiteError when `output` cannot be replaced later, before any work is done for it.
    """
    output = _replaceable(output)
    _sweep(output)
    if output.exists():
        shutil.rmtree(_old(output), ignore_errors=True)
    fresh = output.parent / f"{_prefix(output)}{os.getpid()}"
    try:
        fresh.mkdir(parents=True)
    except OSError as error:
        message = f"The folder {fresh} for the new build cannot be made: {error.strerror}."
        raise EventsiteError(message) from error
    return fresh


def stage_folder(output: Path) -> Path:
    """Make a fresh folder for the changed files alone, at their paths in `output`, which `commit` moves there.

    Raises EventsiteError, before any work is done, when there is no whole build that they could join.
    """
    check_joinable(_replaceable(output))
    return fresh_folder(output)


def take_place(fresh: Path, output: Path) -> None:
    """Put `fresh` where `output` is, in one step, and remove the tree that was there.

    Raises EventsiteError, with `output` as it was, when the folders cannot be moved.
    """
    output = _replaceable(output)
    fresh = fresh.absolute()
    try:
        old = _put(fresh, output)
    except OSError as error:
        message = f"The new build cannot take the place of {output}, which is as it was: {error.strerror}."
        raise EventsiteError(message) from error
    forget(output)
    # The new build is in place: what cannot be removed now is left to the next fresh_folder.
    shutil.rmtree(old, ignore_errors=True)


def recover(output: Path) -> bool:
    """Complete or put back what a kill has interrupted; every command that reads `output` does so first.

    Return whether what `output` has, if anything, is one whole build. Where it is not, only a build that takes
    the place of all of it helps, and the answer stays the same until then. Call it under `build_lock`. Raises
    EventsiteError when a change cannot be completed, for instance because the disk is full.
    """
    output = _replaceable(output)
    is_whole = roll_forward(output)
    old = _old(output)
    if old.is_dir() and not output.exists():
        old.rename(output)
    _sweep(output)
    return is_whole


@contextmanager
def build_lock(output: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """Let one build of `output` run at a time: wait for another one, up to `patience` seconds.

    The system frees the lock when its process ends, however it ends. The lock file stays: removing it would
    let two builds hold locks on two files of one name.
    """
    output = _replaceable(output)
    with _lock_file(output) as file:
        deadline = time.monotonic() + patience
        while not _try_lock(file.fileno()):
            if time.monotonic() >= deadline:
                message = f"Another build of {output} still runs after {patience:g} s; wait, or end it."
                raise EventsiteError(message)
            time.sleep(_PAUSE)
        try:
            yield
        finally:
            _unlock(file.fileno())


def _replaceable(output: Path) -> Path:
    """Return `output` as an absolute path, or say why no build can take its place."""
    output = output.absolute()
    if output.name in {"", ".."}:
        message = f"{output} cannot be the output folder; name a folder of its own, such as output."
    elif output.is_symlink():
        message = f"{output} is a symbolic link; remove it, or name the folder that it points to."
    elif output.exists() and not output.is_dir():
        message = f"{output} is a file, and the output folder would take its place; move it away."
    elif (output / ".git").exists():
        # The whole folder is removed after the swap: a mistyped setting must not cost somebody a repository.
        message = f"{output} is a git repository; name a folder that holds nothing but the built site."
    else:
        return output.parent.resolve() / output.name
    raise EventsiteError(message)


def _old(output: Path) -> Path:
    return output.parent / f".{output.name}-old"


def _prefix(output: Path) -> str:
    return f".{output.name}-new-"


def _sweep(output: Path) -> None:
    """Remove the folders that builds of this process or of none that runs have left next to `output`."""
    prefix = _prefix(output)
    for leftover in output.parent.glob(f"{prefix}*"):
        pid = leftover.name.removeprefix(prefix)
        if pid.isdecimal() and (int(pid) == os.getpid() or not _runs(int(pid))):
            shutil.rmtree(leftover, ignore_errors=True)


def _put(fresh: Path, output: Path) -> Path:
    """Move `fresh` to `output` and return where the old tree is now, which may be nowhere."""
    old = _old(output)
    if not output.exists():
        fresh.rename(output)
        return old
    if _exchange(fresh, output):
        return fresh
    if old.exists():
        shutil.rmtree(old)
    output.rename(old)
    try:
        fresh.rename(output)
    except OSError:
        old.rename(output)
        raise
    return old


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step; return whether this system and this file system could."""
    if sys.platform != "linux":
        return False
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None)  # missing before glibc 2.28 and in old musl
    if renameat2 is None:
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)


def _runs(pid: int) -> bool:
    """Return whether a process of that number runs; on Windows, where asking would end it, say yes."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _lock_file(output: Path) -> BinaryIO:
    path = output.parent / f".{output.name}-lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("ab")
    except OSError as error:
        message = f"{path} cannot be written, so no build can start: {error.strerror}."
        raise EventsiteError(message) from error


def _try_lock(descriptor: int) -> bool:
    """Take the lock without waiting; return whether it is ours."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # flock says the one, Windows the other
        return False
    return True


def _unlock(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
