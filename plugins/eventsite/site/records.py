"""What is kept of every file that was made, to know later whether it would be made the same again."""

import hashlib
from dataclasses import dataclass, field
from typing import NamedTuple

from ..checks import BuiltPage
from ..pictures.card import Card

PageName = tuple[str, str]
"""A page's name in the graph, and its language."""


def file_digest(content: bytes) -> str:
    """Return the digest of a file's bytes, which browsers can make too."""
    return hashlib.sha256(content).hexdigest()[:32]


# Tuples, since ten thousand of them are read for each build, and a tuple is read several times faster.
class PageRecord(NamedTuple):
    """What a page was made from: `reads` of the context, the `fingerprint` of view and template; and its bytes.

    `card` is the file of the picture that social networks show of it, or empty.
    """

    file: str
    template: str
    reads: tuple[str, ...]
    fingerprint: str
    digest: str
    card: str = ""


class FileRecord(NamedTuple):
    """What a file that is no page was made from, and the digest of its bytes."""

    reads: tuple[str, ...]
    digest: str


@dataclass(slots=True)
class Records:
    """The records of the files of a site, or of those that a build made.

    `pages` are by name, `facts` (what the checks know of a page) by file, `files` the text files that are no pages.
    `written` are the files whose bytes are other than before. `cards` are those of the pages that were looked at, by
    their files; they are drawn at the end and kept no longer.
    """

    pages: dict[PageName, PageRecord] = field(default_factory=dict)
    facts: dict[str, BuiltPage] = field(default_factory=dict)
    files: dict[str, FileRecord] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    cards: dict[str, Card] = field(default_factory=dict)

    def add(self, other: "Records") -> None:
        """Put the other's records in the place of these."""
        self.pages |= other.pages
        self.facts |= other.facts
        self.files |= other.files
        self.written += other.written
        self.cards |= other.cards

    @property
    def names(self) -> set[str]:
        """The names of all files."""
        return self.facts.keys() | self.files.keys()
