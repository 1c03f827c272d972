"""The checks of a built site see what they are for."""

from pathlib import Path

import pytest

from eventsite.checks import check_site
from eventsite.checks.pages import BuiltPage, read_page, read_pages

PAGE = """<!doctype html><html lang="vi"><head><title>T</title><meta name="description" content="D"></head>
<body><header><a href="/" aria-current="page">H</a></header><main><h1 id="top">T</h1><p>Words</p>{}</main></body></html>"""


def _site(root: Path, **pages: str) -> Path:
    (root / "index.html").write_text(PAGE.format(""), encoding="utf-8")
    for name, source in pages.items():
        (root / f"{name}.html").write_text(source, encoding="utf-8")
    return root


def _messages(root: Path) -> list[str]:
    return [str(problem.message) for problem in check_site(root)[0]]


def test_whole_site_has_no_fault(tmp_path: Path) -> None:
    """Links to pages, files, ids and other hosts are right."""
    (tmp_path / "a b.txt").write_text("x", encoding="utf-8")
    links = (
        '<a href="/#top">1</a><a href="index.html">2</a><a href="/a%20b.txt">3</a><a href="https://x.example">4</a>'
    )
    assert (
        _messages(_site(tmp_path, page=PAGE.format(links + '<a href="#top">5</a><a href="mailto:a@b.c">6</a>'))) == []
    )


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ('<a href="/nowhere/">x</a>', "/nowhere/: there is no such file"),
        ('<a href="/#nothing">x</a>', "/#nothing: the page has no id `nothing`"),
        ('<img src="/x.png" alt="">', "/x.png: there is no such file"),
        ('<a href="javascript:x">x</a>', "javascript:x: the scheme `javascript` is not allowed"),
        ('<a href="https://[example.org">x</a>', "https://[example.org: the address cannot be read"),
        ('<img src="//[x" alt="">', "//[x: the address cannot be read"),
        ("<h1>Two</h1>", "the page has 2 first-level headings instead of one"),
        ("<h3>Jump</h3>", "a heading of level 3 follows one of level 1"),
        ('<p id="top">x</p>', "the id `top` is there 2 times"),
        ('<p style="color:red">x</p>', "the page has a style inside it"),
        ("<script>x</script>", "the page has a script inside it"),
        ('<script type="module">x</script>', "the page has a script inside it"),
        ('<p onclick="x">x</p>', "<p> has the event handler onclick"),
    ],
)
def test_fault_in_the_matter_is_found(tmp_path: Path, part: str, message: str) -> None:
    """A single fault gives a single message."""
    assert _messages(_site(tmp_path, page=PAGE.format(part))) == [message]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (' lang="vi"', "", "the page says no language"),
        ("<title>T</title>", "<title> </title>", "the page has no title"),
        (' content="D"', ' content=""', "the page has no description"),
        ('<h1 id="top">T</h1><p>Words</p>', '<h1 id="top"></h1>', "the page is empty"),
    ],
)
def test_fault_in_the_frame_is_found(tmp_path: Path, old: str, new: str, message: str) -> None:
    """What the head or the main part lacks is told."""
    assert _messages(_site(tmp_path, page=PAGE.format("").replace(old, new))) == [message]


def test_fault_on_many_pages_is_told_once(tmp_path: Path) -> None:
    """A link that the theme puts on every page is one fault, with the number of pages."""
    broken = PAGE.format('<a href="/gone/">x</a>')
    assert _messages(_site(tmp_path, a=broken, b=broken, c=broken)) == [
        "/gone/: there is no such file (and on 2 more pages)"
    ]


def test_page_keeps_what_the_checks_need(tmp_path: Path) -> None:
    """Of a page stay plain values and nothing of the parsed tree; a link that is there twice is kept once."""
    links = '<a href="/x/">1</a><a href="/x/">2</a><img src="/a.png" alt=""><a>no address</a>'
    page = read_pages(_site(tmp_path, page=PAGE.format(links)))["page.html"]
    targets = (("a", "/"), ("a", "/x/"), ("img", "/a.png"))
    assert page == BuiltPage("page.html", frozenset({"top"}), targets, current="/", faults=())
    kept = [page.name, *page.ids, *(part for target in page.targets for part in target), page.current]
    assert {type(value) for value in kept} == {str}


def test_site_without_home_page_is_a_fault(tmp_path: Path) -> None:
    """An output without a home page, as when the plugin was not loaded, is never right."""
    assert _messages(tmp_path) == ["the site has no home page"]


def test_every_size_of_a_picture_is_a_link() -> None:
    """The addresses in a list of sizes are looked for like any other."""
    source = b"""<!doctype html><html lang="vi"><title>X</title><main><h1>X</h1><picture>
    <source type="image/avif" srcset="/a-480.avif 480w, /a-800.avif 800w"><source srcset="/a.webp">
    <img src="/a.jpg" srcset="/a-2x.jpg 2x,/a,b.jpg 3x" alt="" width="1" height="1"></picture></main></html>"""
    addresses = {address for tag, address in read_page("index.html", source).targets if tag in {"img", "source"}}
    assert addresses == {"/a.jpg", "/a-480.avif", "/a-800.avif", "/a.webp", "/a-2x.jpg", "/a,b.jpg"}
