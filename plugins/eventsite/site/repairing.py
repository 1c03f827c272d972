"""The disk's side of the repairs: the content is read, put right and written, each file as a whole or not at all."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from ..build.write import put
from ..errors import EventsiteError, say
from ..pictures.repair import name_after, repaired, true_name
from ..repairs.plan import Change, Decide, Picture, Plan, plan
from .reader import OTHER_FOLDERS, shown

_FACTS = ("event.yml", "sources.yml")
_FILES = ("images", "documents")
# A system that hides endings lets a text editor add one that nobody sees.
_DOCUMENT_ENDINGS = (".md", ".md.txt")


def repaired_content(root: Path, decide: Decide, *, dry_run: bool = False) -> Plan:
    """Put right what can be put right below the content folder, and return what was done and what is left.

    `decide` is asked where words change or an original is lost. With `dry_run` nothing is written.
    Raises EventsiteError where a file has come in the way meanwhile.
    """
    texts = {shown(root, path): path.read_bytes() for path in _own(root, _texts(root))}
    files = {shown(root, path): path for path in _own(root, _files(root))}
    made = plan(texts, files, _pictures(root, files), decide)
    if dry_run:
        return made
    for change in made.changes:
        _write(root, change)
    return made.with_new_paths()


def _texts(root: Path) -> Iterator[Path]:
    yield from (root / name for name in _FACTS)
    for folder in sorted(root.iterdir()):
        if folder.is_dir() and folder.name not in OTHER_FOLDERS:
            yield from (path for path in sorted(folder.rglob("*")) if _is_document(path.name))


def _is_document(name: str) -> bool:
    return name.lower().endswith(_DOCUMENT_ENDINGS) and not name.startswith((".", "_"))


def _files(root: Path) -> Iterator[Path]:
    for name in _FILES:
        yield from (path for path in sorted((root / name).rglob("*")) if not path.name.startswith("."))


def _pictures(root: Path, files: Mapping[str, Path]) -> dict[str, Picture]:
    """Return what becomes of each picture that can be better."""
    kept = _kept_by_git(root)
    found = {}
    for path, file in files.items():
        if path.startswith(f"{root.name}/images/"):
            source = file.read_bytes()
            right = true_name(source, path)
            content, done = repaired(source, right) or (None, [])
            if content is not None or right != path:
                found[path] = Picture(content, name_after(right) if content else right, tuple(done), path in kept)
    return found


def _kept_by_git(root: Path) -> set[str]:
    """Return the files that git has as they are now; none where the content is in no repository."""
    known = _git(root, "ls-files", "-z", "--", ".")
    changed = _git(root, "ls-files", "-z", "--modified", "--deleted", "--", ".")
    new = _git(root, "diff", "--cached", "--name-only", "--relative", "-z", "--", ".")
    return {f"{root.name}/{name}" for name in known - changed - new}


def _git(root: Path, *arguments: str) -> set[str]:
    """Return the names that git says, none where it fails."""
    run = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    return set(os.fsdecode(run.stdout).split("\0")) - {""}


def _own(root: Path, paths: Iterator[Path]) -> Iterator[Path]:
    """Yield what are files of the content folder itself; a link would lead the repair elsewhere."""
    inside = root.resolve()
    for path in paths:
        if path.is_file() and not path.is_symlink() and path.resolve() == inside / path.relative_to(root):
            yield path


def _write(root: Path, change: Change) -> None:
    old, new = (root / Path(path).relative_to(root.name) for path in (change.path, change.new_path))
    if new != old and new.exists() and not new.samefile(old):
        raise EventsiteError(say("{path} is there already; nothing was written over it.", path=change.new_path))
    if change.content is not None:
        put(old, change.content)
    if new != old:
        new.parent.mkdir(parents=True, exist_ok=True)
        old.rename(new)
        _remove_empty(old.parent, root)


def _remove_empty(folder: Path, root: Path) -> None:
    """Remove folders that nothing is in any more, up to those that the content always has."""
    with suppress(OSError):
        while folder.parent not in {root, root.parent}:
            folder.rmdir()
            folder = folder.parent
