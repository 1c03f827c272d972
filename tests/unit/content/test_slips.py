"""What a text asks for and would not get is told at its line."""

import pytest

from eventsite.content.markdown import MarkdownRenderer
from eventsite.content.slips import check_cards, check_slips, without_code

RENDERER = MarkdownRenderer()


def _told(text: str) -> list[str]:
    return [
        f"{problem.place.line}: {problem.message}; {problem.hint}"
        for problem in check_slips("x.md", without_code(text), 10)
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("> [!NOET]\n> x", "10: `[!NOET]` is not a kind of callout; did you mean `NOTE`?"),
        ("a\n\n> [!lưu]\n> x", "12: `[!lưu]` is not a kind of callout; did you mean `LƯU Ý`?"),
        ("a\n• b", "11: `•` makes no list; begin the line with a hyphen and a space, as in `- words`"),
        ("https://youtu.be/aaaaaaaaaaa", "10: the video has no title; write [its title](https://youtu.be/aaaaaaaaaaa)"),
        ("<https://vimeo.com/1>", "10: the video has no title; write [its title](https://vimeo.com/1)"),
        ("[a](b) {.button}", "10: a space stands between the link and its braces; write the braces right behind the link"),
        ("[a](b){.buton}", "10: `.buton` has no effect here; did you mean `.button`?"),
        ("**a**{.button}", "10: `.button` has no effect here; write it right behind a link: [words](ref:…){.button}"),
        ('[a](b){style="x"}', "10: `style` is removed from the text; remove it; what the site looks like belongs to the theme"),
        ("## a {onclick=x}", "10: `onclick` is removed from the text; remove it; what the site looks like belongs to the theme"),
        ("a\n{: align=right }", "11: `align` is removed from the text; remove it; what the site looks like belongs to the theme"),
        ('x\n\n<p style="a">b</p>', "12: `style` is removed from the text; remove it; what the site looks like belongs to the theme"),
        ('<a\n href="ref:x"\n target=_blank>b</a>', "10: `target` is removed from the text; remove it; what the site looks like belongs to the theme"),
        ("a <center>", "10: `<center>` is removed from the text; remove it; for the sign itself write &lt;"),
        ("a <key>", "10: `<key>` is removed from the text; remove it; for the sign itself write &lt;"),
        ("[a](file:///c:/x)", "10: a file on your own computer, which nobody else can open; put it into content/images/ or "
            "content/documents/, and write images/… or {static}/documents/…"),
    ],
)  # fmt: skip
def test_slip_is_told_at_its_line(text: str, problem: str) -> None:
    """Each slip gives just one problem, which says where it is and what to write."""
    assert _told(text) == [problem]


@pytest.mark.parametrize(
    "text",
    [
        "> [!NOTE]\n> x", "```\n> [!X]\n<b style=a>\n• a\n```", "`<b style=a>` and `[a](b){.x}`", "    <b style=a>",
        "a < b and c > d", "1 <2 and 3> 2", "<https://example.org/?a=1>", "<me@example.org>", "## a {#b}", "{a: b}",
        "[a](b){#c title='d'}", "[a](ref:pages/x){.button}", "[a]({static}/documents/x.pdf){.card}", "x {.y}",
        '<a href="ref:x" title="b">c</a><br><img src="a" alt="b">', "see https://youtu.be/aaaaaaaaaaa there",
        "https://example.org/", "[a](mailto:x@example.org) [b](tel:+84) [c](#d) [e](/f:g)", '<div class="a" markdown="1">',
    ],
)  # fmt: skip
def test_what_has_its_effect_is_not_told(text: str) -> None:
    """What stays on the page, and what stands in code, is no slip."""
    assert _told(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[a](ref:people/x){.card}\n[b](ref:sessions/y){.card}", []),
        ("- [a](ref:people/x){.button} words", []),
        ("see [a](ref:people/x){.card}", ["the card of `ref:people/x` stands within other words"]),
        ("[a](ref:people/x){.card}\n[b](ref:people/y)", ["the card of `ref:people/x` stands within other words"]),
        ("[](ref:people/x){.card}", ["the card of `ref:people/x` has no words"]),
        ("[a](ref:partners/x){.card}", ["`ref:partners/x` has no card"]),
        ("[a](https://example.org/){.card}", ["`https://example.org/` has no card"]),
    ],
)
def test_card_that_cannot_be_shown_is_told(text: str, told: list[str]) -> None:
    """A card stands alone, leads to a page of this site, and has words for where there are no cards."""
    assert [str(message) for _, message, _ in check_cards(RENDERER.editors_html(text))] == told


def test_code_is_left_out_and_columns_stay() -> None:
    """Code within a line keeps its width, and what is indented below an item of a list is text."""
    text = "a `b` c\n\n    code\n\n- item\n\n    text\n\nend\n\n    code\n````\n```\n# x\n````\nlast"
    assert without_code(text) == [
        "a ``` c", "", "", "", "- item", "", "    text", "", "end", "", "", "", "", "", "", "last",
    ]  # fmt: skip
