"""The built pages, each parsed once, of which only what the checks need is kept: a site may have thousands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from .html import html_faults


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """What the checks need of a page; `name` is its file below the root.

    `targets` are what the page leads to or loads: the tag and the address, each pair once, in the page's order.
    `current` is the address of the header's link to the page itself, and None where it has none.
    `faults` are what is wrong with the page's own HTML.
    """

    name: str
    ids: frozenset[str]
    targets: tuple[tuple[str, str], ...]
    current: str | None
    faults: tuple[str, ...]


def read_pages(root: Path) -> Mapping[str, BuiltPage]:
    """Return every HTML file below `root` by its name, sorted."""
    pages = {}
    for path in sorted(root.rglob("*.html")):
        name = path.relative_to(root).as_posix()
        pages[name] = _read(name, path.read_bytes())
    return pages


def _read(name: str, source: bytes) -> BuiltPage:
    soup = BeautifulSoup(source, "html.parser", from_encoding="utf-8")
    current = soup.select_one("header a[aria-current=page]")
    page = BuiltPage(
        name,
        ids=frozenset(str(tag["id"]) for tag in soup.find_all(id=True)),
        targets=tuple(dict.fromkeys(_targets(soup))),
        current=_address(current) if current else None,
        faults=tuple(html_faults(soup)),
    )
    soup.decompose()  # its parts hold each other, so it would wait for the garbage collector
    return page


def _targets(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    for tag in soup.find_all(["a", "link", "img", "script", "source", "iframe"]):
        relation = tag.get_attribute_list("rel")
        # The canonical address and hreflang are those of the public host, which this build may not be.
        if tag.name == "link" and ("canonical" in relation or tag.get("hreflang")):
            continue
        target = _address(tag)
        if target is not None:
            yield tag.name, target


def _address(tag: Tag) -> str | None:
    value = tag.get("href") if tag.name in {"a", "link"} else tag.get("src")
    return None if value is None else str(value)
