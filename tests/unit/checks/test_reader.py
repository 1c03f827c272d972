"""The reader of pages sees what BeautifulSoup sees on well-formed pages, and what a browser sees on others."""

import pickle
from collections import Counter
from html import escape
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st
from tests.building import Built

from eventsite.checks import BuiltPage, read_page

ADDRESS = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src", "iframe": "src"}
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]


def _expected(name: str, source: bytes) -> BuiltPage:
    """Read the page as BeautifulSoup understands it."""
    soup = BeautifulSoup(source, "html.parser", from_encoding="utf-8")
    # What stands inside one is not there until a script takes it out.
    for template in soup.find_all("template"):
        template.decompose()
    ids = [str(tag["id"]) for tag in soup.find_all(id=True)]
    targets = [
        (tag.name, str(tag[ADDRESS[tag.name]])) for tag in soup.find_all(list(ADDRESS)) if _leads_somewhere(tag)
    ]
    current = soup.select_one("header a[aria-current=page]")
    address = current.get("href") if current else None
    faults = (*_head(soup), *_headings(soup), *_repeated(ids), *_inline_code(soup))
    return BuiltPage(name, frozenset(ids), tuple(dict.fromkeys(targets)), address and str(address), faults)


def _leads_somewhere(tag: Tag) -> bool:
    elsewhere = tag.name == "link" and ("canonical" in tag.get_attribute_list("rel") or tag.get("hreflang"))
    return tag.has_attr(ADDRESS[tag.name]) and not elsewhere


def _head(soup: BeautifulSoup) -> list[str]:
    description = soup.find("meta", attrs={"name": "description"})
    main = soup.find("main")
    has = {
        "the page says no language": soup.html and soup.html.get("lang"),
        "the page has no title": soup.title and soup.title.get_text(strip=True),
        "the page has no description": description and str(description.get("content", "")).strip(),
        "the page is empty": main and main.get_text(strip=True),
    }
    return [message for message, value in has.items() if not value]


def _headings(soup: BeautifulSoup) -> list[str]:
    levels = [int(tag.name[1]) for tag in soup.find_all(HEADINGS)]
    ones = levels.count(1)
    jumps = [(before, after) for before, after in pairwise(levels) if after > before + 1]
    return [f"the page has {ones} first-level headings instead of one"] * (ones != 1) + [
        f"a heading of level {after} follows one of level {before}" for before, after in jumps[:1]
    ]


def _repeated(ids: list[str]) -> list[str]:
    return [f"the id `{name}` is there {count} times" for name, count in sorted(Counter(ids).items()) if count > 1]


def _inline_code(soup: BeautifulSoup) -> list[str]:
    style = soup.find("style") or soup.find(style=True)
    data = {"application/ld+json", "application/json"}
    script = any(not tag.get("src") and tag.get("type") not in data for tag in soup.find_all("script"))
    handlers = [(tag.name, name) for tag in soup.find_all(True) for name in tag.attrs if name.startswith("on")]
    return (
        ["the page has a style inside it"] * bool(style)
        + ["the page has a script inside it"] * script
        + [f"<{tag}> has the event handler {name}" for tag, name in handlers]
    )


# Well-formed pages: what HTML allows inside one another, closed and quoted.
WORDS = st.text(alphabet="aBạ 9<>&\"'/#%.-\u00a0\n", max_size=6)
IDS = st.sampled_from(["a", "b", "c", "phần-1", "x&y", ""])
ADDRESSES = st.sampled_from(
    ["/", "/a/", "/a/#b", "#c", "../x?y=1&z=2", "https://x.example/?a=<b>", "mailto:a@b.c", ""]
)


def _attributes(**more: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    common = {"id": IDS, "class": WORDS, "style": WORDS, "onclick": WORDS, "lang": st.just("vi")}
    return st.fixed_dictionaries({}, optional=common | more)


@st.composite
def _element(draw: st.DrawFn, tag: str, inside: st.SearchStrategy[str] | None, **more: st.SearchStrategy[str]) -> str:
    """Write an element with some attributes; without `inside`, one that has no end."""
    pairs = "".join(f' {key}="{escape(value)}"' for key, value in draw(_attributes(**more)).items())
    return f"<{tag}{pairs}>" if inside is None else f"<{tag}{pairs}>{draw(inside)}</{tag}>"


TEXT = WORDS.map(escape)
CURRENT = st.sampled_from(["page", "true"])
PHRASES = st.lists(
    st.one_of(
        TEXT,
        _element("a", TEXT, href=ADDRESSES, **{"aria-current": CURRENT}),
        _element("img", None, src=ADDRESSES),
        _element("script", st.sampled_from(["", "a<b"]), src=ADDRESSES),
        _element("iframe", st.just(""), src=ADDRESSES),
        _element("picture", _element("source", None, src=ADDRESSES)),
        _element("span", TEXT),
    ),
    max_size=3,
).map("".join)
BLOCKS = st.recursive(
    st.one_of(*(_element(name, PHRASES) for name in ["p", "h1", "h2", "h3", "h4", "style"])),
    lambda inner: st.one_of(
        *(_element(name, st.lists(inner, max_size=4).map("".join)) for name in ["div", "section", "header", "main"])
    ),
    max_leaves=12,
)
LINKS = _element(
    "link", None, href=ADDRESSES, hreflang=st.sampled_from(["vi", ""]), rel=st.sampled_from(["icon", "x canonical"])
)
METAS = _element("meta", None, name=st.sampled_from(["description", "author"]), content=WORDS)
HEADS = st.lists(st.one_of(LINKS, METAS, _element("title", TEXT)), max_size=4).map("".join)
PAGES = st.builds(
    "<!doctype html><html{}><head>{}</head><body>{}</body></html>".format,
    st.sampled_from(["", ' lang="vi"', ' lang=""']),
    HEADS,
    st.lists(BLOCKS, max_size=4).map("".join),
)


@given(PAGES)
def test_well_formed_page_is_read_as_by_beautifulsoup(source: str) -> None:
    """Ids, targets, the current address and the faults are the same."""
    assert read_page("x.html", source.encode()) == _expected("x.html", source.encode())


def test_every_page_of_the_real_site_is_read_as_by_beautifulsoup(site: Built) -> None:
    """Nothing that the project's own pages have is read otherwise."""
    sources = {path.relative_to(site.root).as_posix(): path.read_bytes() for path in site.root.rglob("*.html")}
    assert {name: read_page(name, source) for name, source in sources.items()} == {
        name: _expected(name, source) for name, source in sources.items()
    }


@pytest.mark.parametrize(
    ("source", "ids", "targets"),
    [
        ("<p id=a><p id=b>", {"a", "b"}, []),
        ("<P ID=a>", {"a"}, []),
        ("<p id>", {""}, []),
        ("<p id=a id=b>", {"a"}, []),
        ("<p id='a\0b'>", {"a\ufffdb"}, []),
        ("<a href=/1><a href=/2>", set(), [("a", "/1"), ("a", "/2")]),
        ("<a href='/?a=1&copy=2'>", set(), [("a", "/?a=1&copy=2")]),
        ("<a href=' /x '>", set(), [("a", " /x ")]),
        ("<a href>", set(), [("a", "")]),
        ("<a name=x>", set(), []),
        ("<image src=/x>", set(), [("img", "/x")]),
        ("<table><a href=/x id=a></table>", {"a"}, [("a", "/x")]),
        ("<select><option id=a></select><a href=/x>", {"a"}, [("a", "/x")]),
        ("<noscript><img src=/x></noscript>", set(), [("img", "/x")]),
        ("<!-- <a href=/x id=a> -->", set(), []),
        ("<textarea><a href=/x id=a></textarea>", set(), []),
        ("<iframe src=/f><a href=/x id=a></iframe>", set(), [("iframe", "/f")]),
        ("<template><a href=/x id=a></a></template>", set(), []),
        ("<svg><a href=/x id=a /><image href=/y /></svg>", {"a"}, [("a", "/x")]),
        ("<link rel=CANONICAL href=/x><link rel=icon href=/y>", set(), [("link", "/y")]),
        ("<a href=/x", set(), []),
    ],
)
def test_odd_source_is_read_as_in_a_browser(source: str, ids: set[str], targets: list[tuple[str, str]]) -> None:
    """Where the source is not well-formed or says it in another way, HTML's own rules decide."""
    page = read_page("x.html", source.encode())
    assert (page.ids, page.targets) == (ids, tuple(targets))


WHOLE = (
    "<!doctype html><html lang=vi><head><title>T</title><meta name=description content=D></head>"
    "<body><main><h1>T</h1></main></body></html>"
)


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("<!doctype", "\ufeff<!doctype", ()),
        ("<!doctype html>", "", ()),
        ("<head>", "", ()),
        ("</main></body></html>", "", ()),
        ("name=description", "NAME=Description", ()),
        ("<title>T</title>", "", ("the page has no title",)),
        ("</h1>", "</h1><svg><title>S</title></svg>", ()),
        ("<title>T</title>", "<title>T</title><title></title>", ()),
        ("<title>", "<p>x</p><title>", ("the page has no title",)),
        ("<h1>T</h1>", "<h1></h1><script src=/x>x</script><!-- x -->&nbsp;", ("the page is empty",)),
        ("<h1>T</h1>", "<h1>T</h1><p OnClick=x>", ("<p> has the event handler onclick",)),
        ("<h1>T</h1>", "<h1>T</h1><p/style=x>", ("the page has a style inside it",)),
        ("<h1>T</h1>", "<h1>T</h1><svg><style></style></svg>", ("the page has a style inside it",)),
        ("<h1>T</h1>", "<h1>T</h1><script src>", ("the page has a script inside it",)),
        ("<h1>T", "<h1>T<h1>", ("the page has 2 first-level headings instead of one",)),
    ],
)
def test_odd_page_has_the_faults_that_a_browser_would_show(old: str, new: str, faults: tuple[str, ...]) -> None:
    """A page is judged by what its source becomes, not by how it is written."""
    assert read_page("x.html", WHOLE.replace(old, new, 1).encode()).faults == faults


def test_title_of_a_drawing_is_not_the_page_title() -> None:
    """A page whose only title stands in an SVG has none."""
    source = WHOLE.replace("<title>T</title>", "").replace("<h1>", "<svg><title>S</title></svg><h1>")
    assert read_page("x.html", source.encode()).faults == ("the page has no title",)


def test_broken_encoding_is_read_with_replacement_characters() -> None:
    """Bytes that are no UTF-8 do not stop the reader."""
    assert read_page("x.html", b"<p id='a\xff'>").ids == {"a\ufffd"}


@given(st.binary(max_size=200))
def test_no_source_is_refused(source: bytes) -> None:
    """Whatever the bytes, there is a page, which can be saved and read again."""
    page = read_page("x.html", source)
    assert pickle.loads(pickle.dumps(page)) == page  # noqa: S301


def test_equal_links_of_two_pages_are_one_object() -> None:
    """The menu's links are kept once for the whole site."""
    one, two = (read_page(name, b"<a href=/menu/>x</a>") for name in ("a.html", "b.html"))
    assert one.targets[0] is two.targets[0]
