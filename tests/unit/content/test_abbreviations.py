"""The first use of an abbreviation says what it stands for, and nothing else of the text changes."""

import pytest

from eventsite.content.abbreviations import explain

MEANINGS = {
    "UBND": "Ủy ban nhân dân",
    "R&D": 'research & "development"',
    "TP.HCM": "Thành phố Hồ Chí Minh",
    "TP": "thành phố",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>UBND tỉnh, UBND</p>", '<p><abbr class="first" title="Ủy ban nhân dân">UBND</abbr> tỉnh, UBND</p>'),
        (
            "<p>R&amp;D</p>",
            '<p><abbr class="first" title="research &amp; &quot;development&quot;">R&amp;D</abbr></p>',
        ),
        (
            "<p>TP.HCM, TP</p>",
            '<p><abbr class="first" title="Thành phố Hồ Chí Minh">TP.HCM</abbr>, '
            '<abbr class="first" title="thành phố">TP</abbr></p>',
        ),
        (
            "<h2>UBND</h2><pre><code>UBND <b>x</b> UBND</code></pre><p><code>UBND</code> <em>UBND</em></p>",
            "<h2>UBND</h2><pre><code>UBND <b>x</b> UBND</code></pre><p><code>UBND</code> "
            '<em><abbr class="first" title="Ủy ban nhân dân">UBND</abbr></em></p>',
        ),
    ],
)
def test_first_use_is_explained(text: str, expected: str) -> None:
    """Only the first whole word outside headings and code, the longest where several begin alike."""
    assert explain(text, MEANINGS) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<p>HUBND UBNDX x-UBND UBND-y UBND1</p>", '<p><a href="ref:UBND" title="UBND">x</a></p>',
        "<p>Ủy ban nhân dân (UBND)</p>", "<p>ủy ban\nnhân dân (UBND)</p>", '<abbr title="own">UBND</abbr>', "",
        "<h2 id=\"x\">UBND</h2><table><caption>UBND</caption><tr><th>UBND</th></tr></table>",
    ],
)  # fmt: skip
def test_text_without_need_stays(text: str) -> None:
    """Parts of words, attributes, and a text that says the meaning itself stay as they are."""
    assert explain(text, MEANINGS) == text
