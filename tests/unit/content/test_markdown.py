"""Text becomes safe HTML, for editors and for feeds."""

import json
import re
import unicodedata

import pytest
from bs4 import BeautifulSoup
from tests.building import SHARED, needs_shared

from eventsite.content.figures import pictures
from eventsite.content.markdown import (
    FEED_TEXT_LIMIT,
    MarkdownRenderer,
    heading_id,
    plain_text,
    resolve_targets,
    targets,
)

RENDERER = MarkdownRenderer()


TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def test_heading_ids_keep_the_letter_d() -> None:
    """A heading's id is ASCII and loses no letter of the alphabet."""
    assert RENDERER.editors_html("## Đăng ký, điều lệ") == '<h2 id="dang-ky-dieu-le">Đăng ký, điều lệ</h2>'


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Ẳ Ỗ Ỵ", "a-o-y"), ("Đường Ước", "duong-uoc"), ("08:00–08:30", "08-00-08-30"), ("東京", ""), ("", "")],
)
def test_heading_id_is_ascii(words: str, expected: str) -> None:
    """Letters lose their marks, everything else becomes one hyphen; nothing is left of other scripts."""
    assert heading_id(words, "-") == expected


def test_targets_are_found_and_resolved() -> None:
    """References and files keep their written target until a page's language is known."""
    html = RENDERER.editors_html(
        "[a](ref:pages/x#y) [b]({static}/documents/c.pdf) ![e](images/e.jpg) [d](https://example.org/ref:z)"
    )
    assert targets(html) == ["ref:pages/x#y", "{static}/documents/c.pdf"]
    resolved = resolve_targets(html, {"ref:pages/x#y": "/en/x/#y", "{static}/documents/c.pdf": "/documents/c.pdf"})
    assert [tag.get("href") or tag.get("src") for tag in BeautifulSoup(resolved, "html.parser").find_all(["a", "img"])] == [
        "/en/x/#y", "/documents/c.pdf", "{static}/images/e.jpg", "https://example.org/ref:z",
    ]  # fmt: skip


def test_table_cells_carry_their_headings() -> None:
    """Each cell knows its column's heading, and each heading says that it is a column's."""
    table = BeautifulSoup(RENDERER.editors_html("|Năm|Việc|\n|--|--|\n|2017|A & B|"), "html.parser").table
    assert [(cell["data-label"], cell.get_text()) for cell in table.find_all("td")] == [
        ("Năm", "2017"),
        ("Việc", "A & B"),
    ]
    assert [head["scope"] for head in table.find_all("th")] == ["col", "col"]


@pytest.mark.parametrize(
    "table", ["|A|\n|--|\n|x|", '|"A"|\n|--|\n|x|', "|A|\n|--|\n|x|\n{.y}", "<table><tr><td>x</td></tr></table>"]
)
def test_quotation_marks_of_a_text_with_a_table_stay_within_theirs(table: str) -> None:
    """A table changes nothing in what a picture above it says, nor in where a link leads."""
    text = '![the "large" hall](images/a.jpg "so &quot; href=&quot;ref:pages/b")  [w](ref:pages/x "a &quot; href=&quot;ref:pages/y")'
    html = RENDERER.editors_html(f"{text}\n\n{table}")
    assert [(picture.alt, picture.title) for picture in pictures(html)] == [
        ('the "large" hall', 'so " href="ref:pages/b'),
    ]
    assert targets(html) == ["ref:pages/x"]


def test_feed_text_has_no_first_headings_images_or_ids() -> None:
    """A feed's headings are bold paragraphs, its half addresses are words, and nothing is loaded from elsewhere."""
    html = RENDERER.feed_html("# Big\n\n![x](https://evil.example/p.gif)\n\n<p id='main' style='x'>T</p>")
    soup = BeautifulSoup(html, "html.parser")
    assert soup.find_all(["h1", "h2", "h3", "h4"]) == []
    assert soup.strong.get_text() == "Big"
    assert [tag for tag in soup.find_all(True) if tag.name == "img" or tag.get("id") or tag.get("style")] == []


def test_endless_feed_text_is_plain() -> None:
    """A text that would keep the parser busy for minutes is shown as it is, escaped."""
    text = "[a" * 5_000 + "<script>"
    assert RENDERER.feed_html(text) == f"<p>{text.replace('<', '&lt;').replace('>', '&gt;')}</p>"
    assert RENDERER.feed_html("x" * (FEED_TEXT_LIMIT + 1)).startswith("<p>xxx")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ('Công trình <b>&</b> "đô thị"', 'Công trình & "đô thị"'),
        ("a < b and c > d", "a < b and c > d"),
        ("&amp;c", "&c"),
        ("<b></b>", "<b></b>"),
        ("I <3 maps", "I <3 maps"),
    ],
)
def test_plain_text_takes_tags_away_and_keeps_signs(words: str, expected: str) -> None:
    """Titles are words: tags go, a lone sign stays, and a title never becomes empty."""
    assert plain_text(words) == expected


@needs_shared("testdata/xss-live.json")
def test_attack_texts_are_harmless() -> None:
    """No payload of the collected attacks leaves a script, a handler or a dangerous address, whoever wrote it."""
    payloads = json.loads((SHARED / "testdata" / "xss-live.json").read_text(encoding="utf-8"))["payloads"]
    assert len(payloads) > 500
    bad = []
    for line in payloads:
        for html in (RENDERER.feed_html(line), RENDERER.editors_html(line)):
            soup = BeautifulSoup(html, "html.parser")
            for tag in soup.find_all(True):
                address = str(tag.get("href") or tag.get("src") or "").strip().lower()
                scheme = address.split(":")[0] if ":" in address.split("/")[0] else ""
                if tag.name in {"script", "style", "iframe", "svg", "math", "object", "embed", "form"}:
                    bad.append((tag.name, line))
                if any(name.startswith("on") for name in tag.attrs) or scheme not in {
                    "", "http", "https", "mailto", "tel", "ref",
                }:  # fmt: skip
                    bad.append((address, line))
    assert bad == []


def _letters() -> list[str]:
    """Return the 134 letters that Vietnamese has beside those of ASCII."""
    vowels = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES]
    small = [letter for letter in ["đ", *vowels] if not letter.isascii()]
    return [*small, *(letter.upper() for letter in small)]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_heading_id_has_every_vietnamese_letter(form: str) -> None:
    """Each of the 134 letters, however composed, is its ASCII letter in an id; none is lost, đ least of all."""
    letters = _letters()
    assert len(set(letters)) == 134
    plain = [unicodedata.normalize("NFD", letter)[0].lower().replace("đ", "d") for letter in letters]
    assert [heading_id(unicodedata.normalize(form, f"x{letter}y"), "-") for letter in letters] == [
        f"x{letter}y" for letter in plain
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Phiên bản 1.0", "phien-ban-1-0"), ("08:00–08:30: Đón khách", "08-00-08-30-don-khach"), ("TP.HCM", "tp-hcm")],
)
def test_heading_id_keeps_figures_apart(words: str, expected: str) -> None:
    """Signs between figures become hyphens, so that 1.0 is not 10 and two times are not one number."""
    assert heading_id(words, "-") == expected


def test_heading_has_the_id_that_its_author_gives() -> None:
    """`{#id}` behind a heading is its id, whatever the words."""
    rendered = MarkdownRenderer().editors_html("## Cách đăng ký {#register}\n\n## Khác")
    assert re.findall(r'<h2 id="([^"]*)">([^<]*)<', rendered) == [("register", "Cách đăng ký"), ("khac", "Khác")]
