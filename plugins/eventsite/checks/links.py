"""Every link that stays on the site leads to a file and, where it names one, to an id on that page."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from urllib.parse import quote, unquote, urljoin, urlsplit

from ..errors import START, Problem, say
from .pages import BuiltPage

# webcal: what calendar programs subscribe to.
SCHEMES = {"http", "https", "mailto", "tel", "webcal"}
# Addresses from the site's root as the theme writes nearly all: nothing to decode, to join or to leave out.
PLAIN = re.compile(r"((?:/[\w~-][\w.~-]*)+/?|/)(?:#([\w.~-]+))?", re.ASCII)


def check_links(pages: Mapping[str, BuiltPage], files: Set[str], only: Iterable[str]) -> list[Problem]:
    """Return a problem for each link of the pages `only` whose file or id does not exist."""
    addresses = _Addresses(pages, files)
    right = addresses.right
    faults: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for name in only:
        for tag, address in pages[name].targets:
            # Nearly all links of a large site end here, so this comes before any call.
            if address in right:
                continue
            if message := addresses.fault(pages[name], address):
                faults[tag, address, message].append(name)
    return [_problem(*fault, names) for fault, names in faults.items()]


def _problem(tag: str, address: str, message: str, names: list[str]) -> Problem:
    """Return one problem for a fault, however many pages have it."""
    others = len(set(names)) - 1
    also = f" (and on {others} more page{'s' if others > 1 else ''})" if others else ""
    hint = say("correct the link, or add what it leads to")
    return Problem(names[0], START, f"<{tag}>", say("{fault}", fault=f"{address}: {message}{also}"), hint)


class _Addresses:
    """What is wrong with the addresses that pages lead to, found out once for all pages that they mean the same on.

    The site may stand under a path on its host: the home page's own address, which every page links, tells it.
    `right` are the addresses that were found right, whatever page they stand on.
    """

    def __init__(self, pages: Mapping[str, BuiltPage], files: Set[str]) -> None:
        home = pages.get("index.html")
        self._base = ((home.current if home else None) or "").rstrip("/")
        self._pages = pages
        self._files = files
        self._wrong: dict[str, str] = {}
        self._by_folder: dict[tuple[str, str], str] = {}
        self.right: set[str] = set()

    def fault(self, page: BuiltPage, address: str) -> str:
        """Return what is wrong with the address on this page, or nothing."""
        if address in self._wrong:
            return self._wrong[address]
        if address.startswith("#") and unquote(address[1:]) in page.ids:
            return ""
        if plain := PLAIN.fullmatch(address):
            return self._keep(address, self._missing(plain[1], plain[2] or ""))
        try:
            parts = urlsplit(address)
        except ValueError:  # brackets around what is no IPv6 address
            return self._keep(address, "the address cannot be read")
        if parts.scheme or parts.netloc:
            allowed = parts.scheme in SCHEMES
            return self._keep(address, "" if allowed else f"the scheme `{parts.scheme}` is not allowed")
        if parts.path.startswith("/"):
            return self._keep(address, self._missing_whole(urljoin("/", address)))
        return self._relative_fault(page, address, parts.path)

    def _keep(self, address: str, message: str) -> str:
        if message:
            self._wrong[address] = message
        else:
            self.right.add(address)
        return message

    def _relative_fault(self, page: BuiltPage, address: str, path: str) -> str:
        here = f"{self._base}/{quote(page.name.removesuffix('index.html'))}"
        if not path:  # the page itself, which may be one of several in its folder
            return self._missing_whole(urljoin(here, address))
        key = here.rpartition("/")[0], address
        if key not in self._by_folder:
            self._by_folder[key] = self._missing_whole(urljoin(here, address))
        return self._by_folder[key]

    def _missing_whole(self, address: str) -> str:
        whole = urlsplit(address)
        return self._missing(whole.path, unquote(whole.fragment))

    def _missing(self, path: str, fragment: str) -> str:
        """Return what the site does not have of what this address asks for."""
        if not path.startswith(self._base + "/"):
            return "the link leaves the site's own path"
        name = unquote(path[len(self._base) + 1 :])
        name += "index.html" if not name or name.endswith("/") else ""
        if name not in self._pages:
            return "" if name in self._files else "there is no such file"
        return "" if not fragment or fragment in self._pages[name].ids else f"the page has no id `{fragment}`"
