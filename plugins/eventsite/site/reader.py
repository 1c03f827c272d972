"""The disk's side of the content: which files there are, read once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import START, ContentError, Problem, say

# Folders under content/ that hold no documents.
OTHER_FOLDERS = {"data", "images", "documents"}


@dataclass(frozen=True, slots=True)
class ContentFiles:
    """The bytes of every content file by its path as editors know it (`content/people/an.vi.md`).

    `static` are the files that are copied, by their paths below the content folder, with their sizes.
    """

    event: bytes | None
    sources: bytes | None
    documents: Mapping[str, bytes]
    static: Mapping[str, int]


def read_files(root: Path) -> ContentFiles:
    """Return everything under the content folder, sorted.

    Raises ContentError when there is no such folder.
    """
    check_folder(root)
    documents = {f"{root.name}/{name}": (root / name).read_bytes() for name in _documents(root)}
    static = {
        path.relative_to(root).as_posix(): path.stat().st_size
        for name in ("images", "documents")
        for path in sorted((root / name).rglob("*"))
        if path.is_file()
    }
    return ContentFiles(_bytes(root / "event.yml"), _bytes(root / "sources.yml"), documents, static)


def check_folder(root: Path) -> None:
    """Raise ContentError when there is no content folder."""
    if not root.is_dir():
        hint = say("make the folder, or correct PATH in pelicanconf.py")
        raise ContentError([Problem(str(root), START, "", say("the content folder is missing"), hint)])


def _documents(root: Path) -> list[str]:
    """Return the documents' paths below the content folder, sorted folder by folder."""
    # Plain strings: to sort ten thousand Path objects takes longer than to read the files.
    start = len(str(root)) + 1
    found = [
        f"{folder}/{name}"[start:].replace(os.sep, "/")
        for top in root.iterdir()
        if top.is_dir() and top.name not in OTHER_FOLDERS
        for folder, _, names in os.walk(top)
        for name in names
        if name.endswith(".md") and not name.startswith((".", "_"))
    ]
    return sorted((name for name in found if (root / name).is_file()), key=lambda name: name.split("/"))


def shown(root: Path, path: Path) -> str:
    """Return the path as the editor knows it: from the content folder's own name on."""
    return (Path(root.name) / path.relative_to(root)).as_posix()


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
