"""A spare of the built site: the same files under a second name, so that a lost output folder is back at once.

They are hard links, which cost neither room nor writing; a file system without them has no spare, and the site is
made again. The spare is only ever used when every file in it is as the manifest of its build says.
"""

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from .manifest import Stamp, stamps, stamps_of
from .swap import fresh_folder, take_place


def keep_spare(output: Path, spare: Path, outputs: Mapping[str, Stamp]) -> None:
    """Make `spare` the same files as `output`, which has the stamps `outputs`; where it cannot be, there is none."""
    there = stamps_of(spare, outputs)
    changed = [name for name, stamp in outputs.items() if there.get(name) != stamp]
    update_spare(output, spare, changed, stamps(spare).keys() - outputs.keys())


def update_spare(output: Path, spare: Path, changed: Iterable[str], removed: Iterable[str]) -> None:
    """Make the changed files of `spare` the same as those of `output`, and take the removed ones out of it."""
    try:
        for name in removed:
            (spare / name).unlink(missing_ok=True)
        for name in changed:
            (spare / name).unlink(missing_ok=True)
            _link(output, spare, name)
    except OSError:
        shutil.rmtree(spare, ignore_errors=True)


def bring_back(spare: Path, output: Path, outputs: Mapping[str, Stamp]) -> dict[str, Stamp] | None:
    """Put the spare where `output` was and return the files' stamps; None where the spare is not that site.

    `outputs` are the stamps of the site's files. Time and size must be the same; the inode is another after a
    way over an archive, as between two machines of a publishing service.
    """
    there = stamps_of(spare, outputs)
    if not outputs or any(there.get(name, ())[:2] != stamp[:2] for name, stamp in outputs.items()):
        return None
    fresh = fresh_folder(output)
    try:
        for name in outputs:
            _link(spare, fresh, name)
        take_place(fresh, output)
    except OSError:
        return None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return stamps_of(output, outputs)


def _link(source: Path, target: Path, name: str) -> None:
    # Strings and plain calls, since a site may have ten thousand files.
    old, new = f"{source}{os.sep}{name}", f"{target}{os.sep}{name}"
    try:
        os.link(old, new)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(new), exist_ok=True)  # noqa: PTH103, PTH120
        os.link(old, new)
