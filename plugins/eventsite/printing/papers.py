"""Which pages of a built site are printed: those whose template says so with `<body data-paper="…">`."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

KINDS = ("programme", "signs", "press", "rules")
_PAPER = re.compile(rb'<html lang="(?P<language>[\w-]+)"[^>]*>.*?<body data-paper="(?P<kind>\w+)">', re.DOTALL)
_CANONICAL = re.compile(rb'<link rel="canonical" href="(?P<address>[^"]*)">')


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
    """Return the pages below `root` that are printed, by their paths; one in borrowed words is none of them."""
    return sorted(_found(root), key=lambda paper: (KINDS.index(paper.kind), paper.path))


def _found(root: Path) -> Iterator[Paper]:
    for folder, _, names in os.walk(root):
        if "index.html" not in names:
            continue
        source = (Path(folder) / "index.html").read_bytes()
        path = Path(folder).relative_to(root).as_posix() + "/"
        match = _PAPER.search(source)
        if match and not _is_borrowed(source, path):
            yield Paper(path, match["language"].decode(), match["kind"].decode())


def _is_borrowed(source: bytes, path: str) -> bool:
    """Return whether the page names another one as that which has its words."""
    match = _CANONICAL.search(source)
    return match is not None and not match["address"].endswith(f"/{path}".encode())
