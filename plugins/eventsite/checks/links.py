"""Every link that stays on the site leads to a file and, where it names one, to an id on that page."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from bs4 import Tag

from ..errors import Problem
from .pages import BuiltPage

SCHEMES = {"http", "https", "mailto", "tel"}


def check_links(root: Path, pages: Mapping[str, BuiltPage]) -> list[Problem]:
    """Return a problem for each link or file that does not exist.

    The site may stand under a path on its host: the home page's own address, which every page links, tells it.
    """
    base = _base(pages)
    ids: dict[str, frozenset[str]] = {}
    faults: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for page in pages.values():
        here = base + "/" + page.name.removesuffix("index.html")
        for tag, target in _targets(page):
            if message := _fault(root, pages, ids, base, here, target):
                faults[tag, target, message].append(page.name)
    return [_problem(*fault, names) for fault, names in faults.items()]


def _problem(tag: str, target: str, message: str, names: list[str]) -> Problem:
    """Return one problem for a fault, however many pages have it."""
    others = len(set(names)) - 1
    also = f" (and on {others} more page{'s' if others > 1 else ''})" if others else ""
    hint = "correct the link, or add what it leads to"
    return Problem(names[0], 1, f"<{tag}>", f"{target}: {message}{also}", hint)


def _base(pages: Mapping[str, BuiltPage]) -> str:
    home = pages.get("index.html")
    brand = home.soup.select_one("header a[aria-current=page]") if home else None
    return str(brand["href"]).rstrip("/") if brand else ""


def _targets(page: BuiltPage) -> Iterator[tuple[str, str]]:
    for tag in page.soup.find_all(["a", "link", "img", "script", "source", "iframe"]):
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


def _fault(
    root: Path,
    pages: Mapping[str, BuiltPage],
    ids: dict[str, frozenset[str]],
    base: str,
    here: str,
    target: str,
) -> str:
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return "" if parts.scheme in SCHEMES else f"the scheme `{parts.scheme}` is not allowed"
    address, fragment = urldefrag(urljoin(here, target))
    path = urlsplit(address).path
    if not path.startswith(base + "/"):
        return "the link leaves the site's own path"
    name = unquote(path[len(base) + 1 :])
    name += "index.html" if not name or name.endswith("/") else ""
    if name not in pages:
        return "" if (root / name).is_file() else "there is no such file"
    if not fragment:
        return ""
    known = ids.setdefault(name, pages[name].ids)
    return "" if unquote(fragment) in known else f"the page has no id `{unquote(fragment)}`"
