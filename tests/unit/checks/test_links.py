"""The links of a site are checked against its files and the ids of its pages."""

from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventsite.checks import BuiltPage, check_pages

NAMES = ["index.html", "404.html", "a/index.html", "a/b/index.html", "a/c.html", "ạ/index.html"]
FILES = {*NAMES, "a/x.txt", "a b.txt", "theme/site.4df4.css"}


def _pages(targets: dict[str, list[str]], base: str = "") -> dict[str, BuiltPage]:
    """Return pages that each have the id of their own name, and the links given."""
    return {
        name: BuiltPage(
            name,
            frozenset({"top", name}),
            tuple(("a", address) for address in targets.get(name, [])),
            base + "/" if name == "index.html" else None,
            (),
        )
        for name in NAMES
    }


def _messages(pages: dict[str, BuiltPage], only: list[str] | None = None) -> list[tuple[str, str]]:
    return [(problem.path, str(problem.message)) for problem in check_pages(pages, FILES, only)]


def _expected(page: BuiltPage, base: str, address: str) -> str:
    """Judge one link by itself, slowly."""
    parts, whole = urlsplit(address), urlsplit(urljoin(f"{base}/{page.name.removesuffix('index.html')}", address))
    if parts.scheme or parts.netloc:
        allowed = parts.scheme in {"http", "https", "mailto", "tel"}
        return "" if allowed else f"the scheme `{parts.scheme}` is not allowed"
    if not whole.path.startswith(base + "/"):
        return "the link leaves the site's own path"
    name = unquote(whole.path[len(base) + 1 :])
    name += "index.html" if not name or name.endswith("/") else ""
    if name not in NAMES:
        return "" if name in FILES else "there is no such file"
    fragment = unquote(whole.fragment)
    return "" if fragment in {"", "top", name} else f"the page has no id `{fragment}`"


PARTS = [
    "/",
    "/",
    "a",
    "b",
    "c.html",
    "index.html",
    "x.txt",
    "..",
    ".",
    "base",
    "#",
    "top",
    "?",
    "%20",
    "%E1%BA%A1",
    ":",
    ";",
]
ADDRESSES = st.lists(st.sampled_from(PARTS), max_size=6).map("".join)


@given(st.sampled_from(NAMES), ADDRESSES, st.sampled_from(["", "/base"]))
def test_link_is_judged_as_by_joining_it_to_its_page(name: str, address: str, base: str) -> None:
    """However an address is written, the answer is that of resolving it against its own page."""
    pages = _pages({name: [address]}, base)
    message = _expected(pages[name], base, address)
    assert _messages(pages) == ([(name, f"{address}: {message}")] if message else [])


def test_same_address_is_judged_on_each_page_that_it_means_something_else_on() -> None:
    """Relative addresses and ids are those of the page that holds them."""
    links = ["c.html", "#a/index.html", "?x#404.html"]
    faults = _messages(_pages({"404.html": links, "a/index.html": links}))
    assert faults == [
        ("404.html", "c.html: there is no such file"),
        ("404.html", "#a/index.html: the page has no id `a/index.html`"),
        ("a/index.html", "?x#404.html: the page has no id `404.html`"),
    ]


@pytest.mark.parametrize("address", ["//x.example/", "ftp://x.example/", "javascript:x", "data:,x"])
def test_other_schemes_are_not_allowed(address: str) -> None:
    """Only the web, mail and telephone are linked, and each with its scheme."""
    scheme = address.partition(":")[0] if ":" in address else ""
    assert _messages(_pages({"a/c.html": [address]})) == [
        ("a/c.html", f"{address}: the scheme `{scheme}` is not allowed")
    ]


def test_only_the_named_pages_are_told_of() -> None:
    """A build of some pages is not told of the others, whose ids it still sees."""
    pages = _pages({"a/c.html": ["/gone", "/404.html#top"], "404.html": ["/gone"]})
    assert _messages(pages, ["a/c.html", "not-there.html"]) == [("a/c.html", "/gone: there is no such file")]
    assert _messages(pages) == [("404.html", "/gone: there is no such file (and on 1 more page)")]
    assert _messages(pages, []) == []


def test_link_to_a_file_outside_the_site_is_a_fault() -> None:
    """Dots that are written as codes do not lead out of the site's folder."""
    assert _messages(_pages({"404.html": ["/%2e%2e/x.txt"]})) == [
        ("404.html", "/%2e%2e/x.txt: there is no such file")
    ]
