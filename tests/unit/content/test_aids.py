"""Callouts, quotations, captions, notes, and lists without an empty line: what staff write becomes safe HTML."""

from html.parser import HTMLParser

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from eventsite.content.aids import CALLOUTS, callout_kind, dress
from eventsite.content.markdown import MarkdownRenderer

RENDERER = MarkdownRenderer()


def _soup(text: str) -> BeautifulSoup:
    return BeautifulSoup(RENDERER.editors_html(text), "html.parser")


@pytest.mark.parametrize(("word", "kind"), list(CALLOUTS.items()))
def test_callout_is_named_in_either_language(word: str, kind: str) -> None:
    """Each word, however it is cased, makes a note of its kind with the words after it."""
    for written in (word, word.lower(), word.title()):
        assert RENDERER.editors_html(f"> [!{written}]\n> Words.") == (
            f'<div class="callout callout--{kind}" role="note">\n<p class="callout__title"></p>\n<p>Words.</p>\n</div>'
        )


def test_callout_kind_is_known_with_any_accents() -> None:
    """A word typed with combining accents is the same word; another word is none."""
    assert callout_kind("lu\u031bu ý".upper()) == "note"
    assert callout_kind("NOTES") is None


def test_callout_holds_blocks() -> None:
    """Words may follow on the same line or the next, and lists and paragraphs belong to the callout."""
    same = RENDERER.editors_html("> [!TIP] Words.\n> - a\n> - b\n>\n> More.")
    assert same == RENDERER.editors_html("> [!TIP]\n>\n> Words.\n>\n> - a\n> - b\n>\n> More.")
    (callout,) = BeautifulSoup(same, "html.parser").find_all("div")
    assert [tag.name for tag in callout.find_all(recursive=False)] == ["p", "p", "ul", "p"]


def test_callouts_below_each_other_are_two() -> None:
    """An empty line ends a callout, and a quotation."""
    soup = _soup("> [!NOTE]\n> a\n\n> [!TIP]\n> b\n\n> c")
    assert [tag.get("class", [tag.name])[-1] for tag in soup.find_all(["div", "blockquote"])] == [
        "callout--note", "callout--tip", "blockquote",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["> [!OTHER]\n> x", "`> [!NOTE]`", "```\n> [!NOTE]\n> x\n```", "[!NOTE] x", "> x [!NOTE]", "- [!NOTE] x"]
)
def test_what_is_no_callout_stays(text: str) -> None:
    """Another word, code, and brackets elsewhere make none."""
    assert "callout" not in RENDERER.editors_html(text)


@pytest.mark.parametrize(
    "text", ["> Words.\n> — Name, *role*", "> Words.\n>\n> — Name, *role*", "> Words.\n> -- Name, *role*"]
)
def test_quotation_has_its_source(text: str) -> None:
    """A last line that begins with a dash says who said it, outside the quotation."""
    assert RENDERER.editors_html(text) == (
        '<figure class="quote">\n<blockquote>\n<p>Words.</p>\n</blockquote>\n'
        "<figcaption>— Name, <em>role</em></figcaption>\n</figure>"
    )


@pytest.mark.parametrize("text", ["> Words — Name", "> — Name", "> — Name\n> words", "Words.\n— Name", "> `\n> — x`"])
def test_quotation_without_a_source_stays(text: str) -> None:
    """A dash within a line, a quotation of nothing but a source, and a paragraph make no figure."""
    assert "<figure" not in RENDERER.editors_html(text)


def test_table_has_a_caption() -> None:
    """A line above the table names it, with an empty line between them or without, in either language."""
    table = "| a | b |\n|---|---|\n| 1 | 2 |"
    made = {
        RENDERER.editors_html(f"{word}: Giờ *mở*{end}{table}") for word in ("Table", "Bảng") for end in ("\n", "\n\n")
    }
    assert len(made) == 1
    soup = BeautifulSoup(made.pop(), "html.parser")
    assert soup.find("p") is None
    assert soup.table.caption.decode_contents() == "Giờ <em>mở</em>"
    assert soup.table.find(True) is soup.table.caption


def test_notes_have_ids_once_and_names() -> None:
    """Every id stands once, and every link within the text leads to one."""
    soup = _soup("a[^1] b[^1] c[^x]\n\n[^1]: One.\n[^x]: Two.\n\n    More.")
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids)) == 5
    assert {link["href"].removeprefix("#") for link in soup.find_all("a")} <= set(ids)
    assert soup.find(class_="footnote")["role"] == "doc-endnotes"
    assert soup.find("hr") is None


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Words:\n- a\n- b", ["p", "ul"]),
        ("Words:\n* a\n* b", ["p", "ul"]),
        ("Words:\n1. a\n2. b", ["p", "ol"]),
        ("One.\nTwo:\n+ a\n\nThree.", ["p", "ul", "p"]),
        ("Words:\n| a | b |\n|---|---|\n| 1 | 2 |", ["p", "table"]),
        ("In\n2017. Not a list.", ["p"]),
        ("a\n-b", ["p"]),
        ("a\n*b* c", ["p"]),
        ("a\n-", ["h2"]),
        ("a | b\n- | -\nc | d", ["table"]),
        ("a\n    - b", ["p"]),
    ],
)
def test_list_needs_no_empty_line(text: str, blocks: list[str]) -> None:
    """A list or table begins right below words, as on GitHub; what only looks like one stays text."""
    assert [tag.name for tag in _soup(text).find_all(recursive=False)] == blocks


def test_list_below_an_item_is_within_it() -> None:
    """Hyphens below a numbered step belong to the step, and the numbers go on."""
    assert [tag.name for tag in _soup("1. a\n- b\n- c\n2. d").find_all(True)] == ["ol", "li", "ul", "li", "li", "li"]


def test_link_keeps_the_class_of_a_button_only() -> None:
    """`{.button}` makes a button; no other class comes through, from braces or from HTML."""
    soup = _soup(
        '[a](ref:x){.button} [b](ref:x){.other} <a class="button evil" href="ref:x">c</a> <p class="button">d</p>'
    )
    assert [tag.get("class") for tag in soup.find_all("a")] == [["button"], [], ["button"]]
    assert {tag.get("class") for tag in soup.find_all("p")} == {None}


class _Nesting(HTMLParser):
    """Which tags are open, and which were closed where another one was."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"hr", "br", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


PIECES = st.sampled_from(
    ["> ", ">", "\n", "\n\n", "[!NOTE]", "[!x]", "— a", "-- b", "- c", "1. d", "words", "Table: x", "|a|b|\n|-|-|\n", "    ",
     "<div>", "</div>", "<blockquote>", "</p>", "[a](b){.card}", "[^1]", "[^1]: n", "`", "```"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_text_stays_balanced(text: str) -> None:
    """Whatever stands where, every tag is closed in its place: a browser mends nothing."""
    made = RENDERER.editors_html(text)
    reader = _Nesting()
    reader.feed(made)
    assert (reader.open, reader.wrong) == ([], [])
    # What is dressed already stays as it is.
    assert dress(made) == made
