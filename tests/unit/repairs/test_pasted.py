"""HTML that was pasted from Word or Google Docs: clean Markdown comes out, and no word is lost."""

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventsite.repairs.pasted import as_written, first_pasted, words_of

WORD = """\
Trước đó là **Markdown** với một [liên kết](ref:pages/faq).

<p class=MsoNormal style='margin-bottom:12.0pt;text-align:justify'><b><span lang=VI
style='font-size:14.0pt;mso-ansi-language:VI'>Thông báo</span></b><b><span lang=VI> số 5</span></b><span
lang=VI>: “mở cửa” lúc 8 giờ<o:p></o:p></span></p>

<p class=MsoNormal><o:p>&nbsp;</o:p></p>

<p class=MsoNormal>- Thời gian: sáng<br>
+ Địa điểm: 2 * 3 &lt; 7, R&amp;D, [a]_b</p>

Sau đó cũng vậy.
"""
WORD_MADE = """\
Trước đó là **Markdown** với một [liên kết](ref:pages/faq).

**Thông báo số 5**: “mở cửa” lúc 8 giờ

\\- Thời gian: sáng  
\\+ Địa điểm: 2 \\* 3 < 7, R&D, \\[a\\]\\_b

Sau đó cũng vậy.
"""  # noqa: W291 -- two spaces break a line


def _item(words: str, sign: str, level: int = 1) -> str:
    return (
        f"<p class=MsoListParagraphCxSpMiddle style='text-indent:-.25in;mso-list:l0 level{level} lfo1'>"
        f"<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>{sign}"
        f"<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>"
        f"{words}<o:p></o:p></p>\n"
    )


def test_paragraphs_of_word_become_markdown() -> None:
    """Styles and empty paragraphs go, stress and quotation marks stay, and signs mean what they meant before."""
    assert as_written(WORD) == WORD_MADE


def test_lists_of_word_become_lists() -> None:
    """Bullets, levels and numbers are a list's own; letters in front of items, which Markdown has not, are kept."""
    source = _item("Một", "·") + _item("Hai", "o", 2) + _item("Ba", "\uf0b7")
    assert as_written(source) == "- Một\n    - Hai\n- Ba\n"
    assert as_written(_item("Một", "3.") + _item("Hai", "4.")) == "3. Một\n4. Hai\n"
    assert as_written(_item("Một", "a)")).replace("\N{NO-BREAK SPACE}", " ").split() == ["a)", "Một"]


def test_table_of_word_becomes_a_table() -> None:
    """The first row is the head; a table with joined cells, which Markdown cannot write, stays plain HTML."""
    cells = "<tr><td width=10 valign=top><p class=MsoNormal><b>{}</b></p></td><td><p class=MsoNormal>{}</p></td></tr>"
    source = f"<table class=MsoTableGrid border=1>{cells.format('Giờ', 'Việc')}{cells.format('8', 'a | b')}</table>"
    assert as_written(source) == "| Giờ | Việc |\n| --- | --- |\n| **8** | a \\| b |\n"
    joined = "<table class=MsoTableGrid border=1><tr><td colspan=2 style='mso-x:y'>A</td></tr><tr><td>b</td><td>c</td></tr></table>"
    assert as_written(joined) == '<table><tr><th colspan="2">A</th></tr><tr><td>b</td><td>c</td></tr></table>\n'


def test_google_docs_become_markdown() -> None:
    """The wrapper that is bold only by its name is not; stress in styles is; headings make room for the title."""
    source = (
        '<b style="font-weight:normal;" id="docs-internal-guid-1"><h1 dir="ltr" style="line-height:1.38;"><span>Đề mục'
        '</span></h1><p dir="ltr" style="line-height:1.38;"><span style="font-weight:700;">Đậm</span>'
        '<span style="font-weight:400;font-style:italic"> nghiêng </span><a href="https://eipo.nl/"><span>EIPO</span></a>'
        '</p><br /><ul><li dir="ltr" style="list-style-type:disc;"><p dir="ltr"><span>Một</span></p></li></ul></b>'
    )
    assert as_written(source) == "## Đề mục\n\n**Đậm** *nghiêng* [EIPO](https://eipo.nl/)\n\n- Một\n"


def test_tags_within_a_paragraph_go() -> None:
    """Markdown around them and within them is what it was."""
    source = 'Một <span style="color:red">**hai** và <b>ba </b></span><font face="Arial">*bốn*</font>.\n'
    assert as_written(source) == "Một **hai** và **ba** *bốn*.\n"


@pytest.mark.parametrize(
    "text",
    [
        "Một <b>hai</b> <sup>3</sup>, <https://eipo.nl/>.\n",
        '<div class="facts">\n<p>Một</p>\n</div>\n',
        "```\n<p class=MsoNormal>mã<o:p></o:p></p>\n```\n",
        "Hãy viết `<o:p>` như vậy.\n",
    ],
)
def test_html_that_nobody_pasted_stays(text: str) -> None:
    """What editors write by hand, and code, is not touched."""
    assert as_written(text) == text
    assert first_pasted(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "<p class=MsoNormal><img src='file:///C:/a.png'>Một</p>\n",
        "<p class=MsoNormal><iframe src='https://example.org/'></iframe>Một</p>\n",
        "<div class=MsoNormal>không có kết thúc\n",
    ],
)
def test_what_would_be_lost_stays(text: str) -> None:
    """A picture on somebody's computer, a frame and HTML that is cut off are left to a person."""
    assert as_written(text) == text
    assert first_pasted(text) is not None


WORDS = st.text(st.sampled_from("aàĐộ1 *_`[](){}<>&|#+-=:.!~\\\"'“”\u00a0"), min_size=1, max_size=12)


@st.composite
def pasted(draw: st.DrawFn) -> str:
    """Return a text with paragraphs, lists and tables of Word among Markdown."""
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        words = html.escape(draw(WORDS), quote=False)
        bold = f"<b>{html.escape(draw(WORDS), quote=False)}</b>"
        shapes = [
            f"<p class=MsoNormal><span lang=VI>{words}</span>{bold}<i>{words}</i><o:p></o:p></p>",
            f"<p class=MsoNormal>{words}<br>{bold}</p>",
            _item(words, draw(st.sampled_from(["·", "1.", "2.", "a)", "o"])), draw(st.integers(1, 3))),
            f"<table class=MsoTableGrid><tr><td>{words}</td><td>{bold}</td></tr><tr><td>{bold}</td><td>x</td></tr></table>",
            "\n\nMột đoạn *Markdown*.\n\n",
        ]
        parts.append(draw(st.sampled_from(shapes)))
    return "\n".join(parts) + "\n"


@given(pasted())
@settings(max_examples=200, deadline=None)
def test_no_word_of_a_paste_is_lost(text: str) -> None:
    """Whatever the words are, they come out again, or the text stays; a second run changes nothing."""
    made = as_written(text)
    assert as_written(made) == made
    if made != text:
        assert first_pasted(made) is None
        signs = "·o12a).-"  # those of lists, which are not words there
        assert _bare(words_of(made), signs) == _bare(words_of(text), signs)


def _bare(words: list[str], signs: str) -> str:
    return "".join(sign for word in words for sign in word if sign not in signs)


@pytest.mark.parametrize(
    ("text", "is_pasted"),
    [
        ('Chuyên đề <span lang="en">open data</span> buổi chiều.', False),
        ('Chuyên đề <span lang="en-US">open data</span> buổi chiều.', True),
        ("Chuyên đề <span lang=VI>dữ liệu mở</span> buổi chiều.", True),
        ('Chuyên đề <span lang="en" style="color:red">open data</span> buổi chiều.', True),
    ],
)
def test_language_of_a_phrase_is_no_paste(text: str, is_pasted: bool) -> None:
    """What an editor says of a foreign phrase stays; what a word processor says of every word goes."""
    assert (first_pasted(text) is not None) is is_pasted
