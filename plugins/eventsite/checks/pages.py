"""The built pages, parsed once for all checks."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page of the site; `name` is its file below the root."""

    name: str
    soup: BeautifulSoup

    @property
    def ids(self) -> frozenset[str]:
        """Every id on the page."""
        return frozenset(str(tag["id"]) for tag in self.soup.find_all(id=True))


def read_pages(root: Path) -> Mapping[str, BuiltPage]:
    """Return every HTML file below `root` by its name, sorted."""
    pages = {}
    for path in sorted(root.rglob("*.html")):
        name = path.relative_to(root).as_posix()
        pages[name] = BuiltPage(name, BeautifulSoup(path.read_bytes(), "html.parser", from_encoding="utf-8"))
    return pages
