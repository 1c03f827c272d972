"""Every link that stays on the site leads to a file and, where it names one, to an id on that page."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from ..errors import Problem
from .pages import BuiltPage

SCHEMES = {"http", "https", "mailto", "tel"}


def check_links(root: Path, pages: Mapping[str, BuiltPage]) -> list[Problem]:
    """Return a problem for each link or file that does not exist.

    The site may stand under a path on its host: the home page's own address, which every page links, tells it.
    """
    base = _base(pages)
    faults: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for page in pages.values():
        here = base + "/" + page.name.removesuffix("index.html")
        for tag, target in page.targets:
            if message := _fault(root, pages, base, here, target):
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
    return ((home.current if home else None) or "").rstrip("/")


def _fault(root: Path, pages: Mapping[str, BuiltPage], base: str, here: str, target: str) -> str:
    try:
        parts, whole = urlsplit(target), urlsplit(urljoin(here, target))
    except ValueError:  # brackets around what is no IPv6 address
        return "the address cannot be read"
    if parts.scheme or parts.netloc:
        return "" if parts.scheme in SCHEMES else f"the scheme `{parts.scheme}` is not allowed"
    if not whole.path.startswith(base + "/"):
        return "the link leaves the site's own path"
    name = unquote(whole.path[len(base) + 1 :])
    name += "index.html" if not name or name.endswith("/") else ""
    if name not in pages:
        return "" if (root / name).is_file() else "there is no such file"
    fragment = unquote(whole.fragment)
    return "" if not fragment or fragment in pages[name].ids else f"the page has no id `{fragment}`"
