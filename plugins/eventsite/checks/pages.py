"""The built pages, each parsed once, of which only what the checks need is kept: a site may have thousands."""

import re
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from .document import Document, is_within, parse
from .html import html_faults, identifiers

# The attribute that holds the address of what the element leads to or loads.
ADDRESS = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src", "iframe": "src"}


# The addresses in a list of sizes, each with its width or density behind it.
_SIZES = re.compile(r"(?:^|,)\s*([^\s,]\S*[^\s,])")


class BuiltPage(NamedTuple):
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


def read_page(name: str, source: bytes) -> BuiltPage:
    """Return what the checks need of the page `name` with this UTF-8 source; no source is refused."""
    page = parse(source)
    return BuiltPage(
        name,
        ids=frozenset(map(sys.intern, identifiers(page))),
        targets=tuple(dict.fromkeys(_targets(page))),
        current=_current(page),
        faults=tuple(html_faults(page)),
    )


def read_pages(root: Path) -> Mapping[str, BuiltPage]:
    """Return every HTML file below `root` by its name, sorted."""
    pages = {}
    for path in sorted(root.rglob("*.html")):
        name = path.relative_to(root).as_posix()
        pages[name] = read_page(name, path.read_bytes())
    return pages


def _targets(page: Document) -> Iterator[tuple[str, str]]:
    for tag, attributes, _ in page.elements:
        attribute = ADDRESS.get(tag)
        if attribute is None or attribute not in attributes:
            continue
        # The canonical address and hreflang are those of the public host, which this build may not be.
        if tag == "link" and (attributes.get("hreflang") or _is_canonical(attributes)):
            continue
        yield _target(tag, attributes[attribute] or "")
    for tag, attributes, _ in (*page.named("source"), *page.named("img")):
        for address in _SIZES.findall(attributes.get("srcset") or ""):
            yield _target(tag, address)


def _is_canonical(attributes: Mapping[str, str | None]) -> bool:
    return "canonical" in (attributes.get("rel") or "").lower().split()


@lru_cache(maxsize=1 << 16)
def _target(tag: str, address: str) -> tuple[str, str]:
    """Return one and the same pair for all pages: most links are the menu's, and thousands of pages are kept."""
    return sys.intern(tag), sys.intern(address)


def _current(page: Document) -> str | None:
    for _, attributes, node in page.named("a"):
        if attributes.get("aria-current") == "page" and is_within(node, "header"):
            return (attributes["href"] or "") if "href" in attributes else None
    return None
