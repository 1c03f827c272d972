"""Which pages of a built site are printed: those that say so with `<body data-paper="…">`.

A page in borrowed words does not: its own is printed.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

KINDS = ("programme", "signs", "press", "rules")
_PAPER = re.compile(rb'<html lang="(?P<language>[\w-]+)"[^>]*>.*?<body data-paper="(?P<kind>\w+)">', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Paper:
    """A page that is printed: its `path` below the site's root, which ends with a slash, its language and kind."""

    path: str
    language: str
    kind: str

    @property
    def name(self) -> str:
        """The name of the PDF file: the page's path in one word, in a folder of its language."""
        parts = [part for part in self.path.split("/") if part]
        if parts[:1] == [self.language]:
            del parts[0]
        return f"{self.language}/{'-'.join(parts)}.pdf"


def papers(root: Path) -> list[Paper]:
    """Return the pages below `root` that are printed, by their kinds and paths."""
    return sorted(_found(root), key=lambda paper: (KINDS.index(paper.kind), paper.path))


def _found(root: Path) -> Iterator[Paper]:
    for folder, _, names in os.walk(root):
        if "index.html" not in names:
            continue
        source = (Path(folder) / "index.html").read_bytes()
        path = Path(folder).relative_to(root).as_posix() + "/"
        match = _PAPER.search(source)
        if match:
            yield Paper(path, match["language"].decode(), match["kind"].decode())
