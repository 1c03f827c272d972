"""What the published site told search engines that it has, and which of that a new site no longer answers."""

import re
from collections.abc import Callable, Iterable
from html import unescape
from pathlib import Path
from urllib.parse import unquote

INDEX = "sitemap.xml"
Read = Callable[[str], bytes | None]
"""Returns a published file by its path below the site's root; None where there is none."""

_PLACE = re.compile(r"<loc>([^<]*)</loc>")
_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def published_addresses(read: Read) -> list[str]:
    """Return the addresses in all sitemaps of the published site, each as a path below its root, in their order.

    The site may have stood under another name or path than the new one.
    """
    found: dict[str, None] = {}
    for place in _places(read(INDEX)):
        above, _, name = place.rpartition("/")
        inside = (url for url in _places(read(unquote(name))) if url.startswith(f"{above}/"))
        found |= dict.fromkeys(unquote(url.removeprefix(above)) for url in inside)
    return list(found)


def _places(sitemap: bytes | None) -> list[str]:
    return [unescape(place).strip() for place in _PLACE.findall((sitemap or b"").decode(errors="replace"))]


def file_at(path: str) -> str:
    """Return the file below the site's root that answers at an address."""
    return (path + "index.html" if path.endswith("/") else path).lstrip("/")


def unanswered(addresses: Iterable[str], root: Path) -> list[str]:
    """Return the addresses at which the built site has nothing: no page, and no word of what became of it."""
    return [path for path in addresses if not (root / file_at(path)).is_file()]


def heading(page: bytes | None) -> str:
    """Return the words of the page's first heading, or nothing."""
    match = _HEADING.search((page or b"").decode(errors="replace"))
    return " ".join(unescape(_TAG.sub(" ", match[1])).split()) if match else ""
