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

    `static` are the files that are copied, by their paths below the content folder, with their sizes; `strays` are
    the paths, as editors know them, of files that lie among the documents and are none.
    """

    event: bytes | None
    sources: bytes | None
    documents: Mapping[str, bytes]
    static: Mapping[str, int]
    strays: tuple[str, ...] = ()


def read_files(root: Path) -> ContentFiles:
    """Return everything under the content folder, sorted.

    Raises ContentError when there is no such folder.
    """
    check_folder(root)
    names, others = _documents(root)
    documents = {f"{root.name}/{name}": (root / name).read_bytes() for name in names}
    static = {
        path.relative_to(root).as_posix(): path.stat().st_size
        for name in ("images", "documents")
        for path in sorted((root / name).rglob("*"))
        if path.is_file()
    }
    strays = tuple(f"{root.name}/{name}" for name in others)
    return ContentFiles(_bytes(root / "event.yml"), _bytes(root / "sources.yml"), documents, static, strays)


def check_folder(root: Path) -> None:
    """Raise ContentError when there is no content folder."""
    if not root.is_dir():
        hint = say("make the folder, or correct PATH in pelicanconf.py")
        raise ContentError([Problem(str(root), START, "", say("the content folder is missing"), hint)])


def _documents(root: Path) -> tuple[list[str], list[str]]:
    """Return the documents' paths below the content folder, sorted folder by folder, and those of other files.

    The latter are files in the folders of documents, and in the content folder itself.
    """
    # Plain strings: to sort ten thousand Path objects takes longer than to read the files.
    start = len(str(root)) + 1
    tops = [top for top in root.iterdir() if top.is_dir() and top.name not in OTHER_FOLDERS]
    found = [
        f"{folder}/{name}"[start:].replace(os.sep, "/")
        for top in tops
        for folder, _, names in os.walk(top)
        for name in names
    ]
    names = [name for name in found if _is_document(name.rpartition("/")[2])]
    documents = sorted((name for name in names if (root / name).is_file()), key=lambda name: name.split("/"))
    others = [path.name for path in root.iterdir() if path.is_file()]
    return documents, sorted([*others, *(set(found) - set(names))])


def _is_document(name: str) -> bool:
    return name.endswith(".md") and not name.startswith((".", "_"))


def shown(root: Path, path: Path) -> str:
    """Return the path as the editor knows it: from the content folder's own name on."""
    return (Path(root.name) / path.relative_to(root)).as_posix()


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
