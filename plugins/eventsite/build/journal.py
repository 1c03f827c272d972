"""Changed files join a built folder as one change, which a kill -9 at any moment cannot leave half made.

    with build_lock(output):
        if recover(output):
            staged = stage_folder(output)
            ...                             # write the changed files into staged, at their paths in output
            commit(staged, output, removed)

`commit` lists what is to be done in a journal, `.output-journal` next to `output`. From the moment at which
the journal has its name the change counts as made: every step can be repeated, so after a kill `recover`
completes them. A kill before that moment leaves `output` as it was.

What a reader may rely on: each file is whole at any moment, and `output` is one whole build whenever a
command of this project reads it, because every such command recovers first, under the lock. Others that
read while a commit runs, or between a kill and the next command, can find files of both builds.

Where the files are not those of the journal any more, or the journal cannot be read, nobody knows what
`output` is; a journal then stays as the mark of that until a whole build takes the place of `output`.
A kill is not a power cut: only the journal is forced to the disk, not the files that it names.
"""

import json
import os
import re
import shutil
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ..errors import EventsiteError

_VERSION = 1


@dataclass(frozen=True, slots=True)
class _Change:
    """What a journal says; all names are posix paths below the staged folder and the output alike.

    `moves` has the size in bytes and the time of change in nanoseconds of each staged file: a move keeps both,
    so they tell later whether the file in the output is the one that was staged.
    """

    version: int
    staged: str
    moves: dict[str, list[int]]
    removed: list[str]


def commit(staged: Path, output: Path, removed: Collection[str], *, durable: bool = True) -> None:
    """Move all files below `staged` into `output`, and remove from it the files `removed`, as one change.

    `staged` comes from `stage_folder` and is gone afterwards; `removed` are posix paths relative to `output`,
    of which those that are staged or not there count for nothing. Folders that this leaves empty go too, and a
    staged file or its folder takes the place of whatever else has its name. Without `durable` the journal is
    not forced to the disk, which a kill does not need. The caller holds the lock and has recovered.

    Raises EventsiteError, which says whether `output` is as it was or the next build completes the change.
    """
    output = output.parent.resolve() / output.name
    check_joinable(output)
    for name in removed:
        if not _is_inside(name):
            message = f"{name} cannot be removed from {output}: it is not the path of a file in it."
            raise EventsiteError(message)
    try:
        moves = _stamps(staged)
        change = _Change(_VERSION, staged.name, moves, sorted(set(removed).difference(moves)))
        _write(_journal(output), change, durable=durable)
    except OSError as error:
        message = f"The changed files cannot be put into {output}, which is as it was: {_told(error)}."
        raise EventsiteError(message) from error
    with _completed_later(output):
        if not _complete(change, output):
            message = f"Changed files of {output} were changed on their way; the next build has to be a whole one."
            raise EventsiteError(message)


def check_joinable(output: Path) -> None:
    """Raise EventsiteError where there is no whole build that changed files could join."""
    if output.is_symlink() or not output.is_dir() or _journal(output).exists():
        message = f"{output} is not a whole build that changed files could join; build it as a whole."
        raise EventsiteError(message)


def roll_forward(output: Path) -> bool:
    """Complete the change that a kill has interrupted; return whether `output` is one whole build now.

    Where it is not, the answer stays the same until `forget`. Without a journal there is nothing to complete.
    Raises EventsiteError if a file cannot be moved or the journal not be read; the next call goes on from there.
    """
    journal = _journal(output)
    with _completed_later(output):
        _unfinished(journal).unlink(missing_ok=True)
        try:
            text = journal.read_bytes()
        except FileNotFoundError:
            return True
        change = _read(text, output)
        return change is not None and _complete(change, output)


def forget(output: Path) -> None:
    """Remove the journal, because a whole build has taken the place of `output`.

    One that cannot be removed costs another whole build, and no error after this one has succeeded.
    """
    with suppress(OSError):
        _journal(output).unlink(missing_ok=True)


def _journal(output: Path) -> Path:
    return output.parent / f".{output.name}-journal"


def _unfinished(journal: Path) -> Path:
    return journal.with_name(f"{journal.name}-new")


def _write(journal: Path, change: _Change, *, durable: bool) -> None:
    """Write the journal so that it has its name only when it is whole."""
    unfinished = _unfinished(journal)
    with unfinished.open("wb") as file:
        file.write(json.dumps({name: getattr(change, name) for name in change.__slots__}).encode())
        if durable:
            file.flush()
            os.fsync(file.fileno())
    unfinished.replace(journal)
    if durable and sys.platform != "win32":
        # The change counts as made already: a file system that cannot force a folder to the disk is no failure.
        with suppress(OSError):
            descriptor = os.open(journal.parent, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _read(content: bytes, output: Path) -> _Change | None:
    """Return the change that a journal tells, or None where it tells none that `commit` could have written."""
    staged = rf"\.{re.escape(output.name)}-new-[0-9]+"
    try:
        change = _Change(**json.loads(content))
        is_ours = change.version == _VERSION and re.fullmatch(staged, change.staged)
        return change if is_ours and all(map(_is_inside, [*change.moves.keys(), *change.removed])) else None
    except (ValueError, TypeError, AttributeError):
        return None


def _is_inside(name: str) -> bool:
    """Return whether a name stays below the folder that it is joined to, on this system."""
    is_special = "\0" in name or (sys.platform == "win32" and ("\\" in name or ":" in name))
    return not is_special and {"", ".", ".."}.isdisjoint(name.split("/"))


def _stamps(folder: Path) -> dict[str, list[int]]:
    """Return all files below the folder, by their paths in it, with what tells each from another version."""
    found = {}
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with os.scandir(folder / below) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{below}{entry.name}/")
                else:
                    found[below + entry.name] = _stamp(entry.stat(follow_symlinks=False))
    return found


def _stamp(status: os.stat_result) -> list[int]:
    return [status.st_size, status.st_mtime_ns]


def _complete(change: _Change, output: Path) -> bool:
    """Make what is left of the change; return whether `output` is one whole build now.

    The changed files alone would not make one of an output that somebody has removed.
    """
    staged = output.parent / change.staged
    is_whole = output.is_dir()
    if is_whole:
        # Moves begin when nothing is left to remove. The removals must not be made again after that: where names
        # differ only in case and the system sees no difference, they would remove what was moved.
        if all(os.path.lexists(staged / name) for name in islice(change.moves, 1)):
            _remove(change.removed, output)
        for name in change.moves:
            _move(name, staged, output)
        is_whole = all(_stamp_of(f"{output}/{name}") == stamp for name, stamp in change.moves.items())
    if is_whole:
        _remove_staged(change, staged)
        _journal(output).unlink(missing_ok=True)
    else:
        # Nobody carries out an empty journal or takes its output for a whole build.
        _journal(output).write_bytes(b"")
        shutil.rmtree(staged, ignore_errors=True)
    return is_whole


def _stamp_of(path: str) -> list[int] | None:
    try:
        return _stamp(os.lstat(path))
    except (FileNotFoundError, NotADirectoryError):
        return None


def _remove(names: Iterable[str], output: Path) -> None:
    """Remove the files, then the folders that are empty now."""
    folders = set()
    for name in names:
        path = output / name
        folders.add(path.parent)
        try:
            path.unlink(missing_ok=True)
        except NotADirectoryError:
            continue
        except OSError:
            if not path.is_dir():  # a folder has taken the file's place already
                raise
    for folder in folders:
        _remove_empty(folder, output)


def _remove_empty(folder: Path, output: Path) -> None:
    """Remove the folder and those above it, below `output`, as far as they are empty."""
    while folder != output:
        try:
            folder.rmdir()
        except FileNotFoundError:
            pass  # removed before a kill, unlike those above it
        except OSError:
            return
        folder = folder.parent


def _move(name: str, staged: Path, output: Path) -> None:
    """Move a staged file into the output; one that is not there was moved before a kill."""
    source, target = f"{staged}/{name}", f"{output}/{name}"  # a Path of each would take longer than the move
    try:
        os.replace(source, target)  # noqa: PTH105
    except OSError:
        if os.path.lexists(source):
            _make_way(name, output)
            os.replace(source, target)  # noqa: PTH105


def _make_way(name: str, output: Path) -> None:
    """Make the folders of a file, and remove what has the name of one of them, or is a folder of its name."""
    target = output / name
    for folder in reversed(target.parents[: name.count("/")]):
        if not folder.is_dir():
            folder.unlink(missing_ok=True)
            folder.mkdir()
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)


def _remove_staged(change: _Change, staged: Path) -> None:
    """Remove the staged folder, which has only folders left."""
    folders = {name.rpartition("/")[0] for name in change.moves}
    # Deepest first and without a look inside: rmtree would take twice as long for thousands of folders.
    for folder in sorted(folders, reverse=True):
        with suppress(OSError):
            os.rmdir(f"{staged}/{folder}")  # noqa: PTH106
    shutil.rmtree(staged, ignore_errors=True)


@contextmanager
def _completed_later(output: Path) -> Iterator[None]:
    """Tell of a step that failed that the next build goes on from there, and of the way out if it cannot."""
    try:
        yield
    except OSError as error:
        message = (
            f"A change of {output} is not complete: {_told(error)}. The next build completes it; "
            f"if it cannot, remove {output} and {_journal(output)}, and build again."
        )
        raise EventsiteError(message) from error


def _told(error: OSError) -> str:
    """Return the file, if it is known, and the reason of an error of the system."""
    return ": ".join(filter(None, [error.filename2 or error.filename, error.strerror]))
