"""The renderer leaves work out, and its HTML stays what Python-Markdown, nh3 and BeautifulSoup make of the text.

What the project adds to Markdown (content/interrupting.py, content/aids.py) is added to the tools here too: their own
tests say what it does, and these that nothing else differs.
"""

import markdown
import nh3
import pytest
from bs4 import BeautifulSoup
from bs4.dammit import EntitySubstitution
from bs4.formatter import HTMLFormatter
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.extensions.toc import TocExtension
from tests.building import ROOT

from eventsite.content.aids import dress
from eventsite.content.inline import SIGNS
from eventsite.content.interrupting import Interrupting
from eventsite.content.markdown import (
    EDITOR_ATTRIBUTES,
    EDITOR_CLASSES,
    EDITOR_TAGS,
    SCHEMES,
    MarkdownRenderer,
    heading_id,
)

RENDERER = MarkdownRenderer()
LIBRARY = markdown.Markdown(
    extensions=["extra", "sane_lists", TocExtension(slugify=heading_id), Interrupting()], output_format="html"
)
ROLES = {
    "table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "th": "columnheader", "td": "cell",
}  # fmt: skip

SPANS = [
    *["*a*", "**b c**", "***x***", "_em_", "__st__", "*a **b** c*", "**a *b* c**", "**a*", "*a**", "a*b*c", "a_b_c"],
    *["*", "**", "_", "__", "`co|de`", "``a`b``", "`", "`a\\`", "[`]`](x)", "\\*", "\\", "\\\\", "\\|", "\\`", "\\["],
    *["[a](b)", '[a b](http://x.y/?a=1&b=2 "ti\'tle")', "[x](<a b> 'q')", "[a]( b )", "[a](b(c)d)", "[a]()", "[](b)"],
    *["[a](b 'c\" d)", "[a](\\*)", "[a][r]", "[r]", "[r][]", "[", "](", "]:", "[^", "![", "![a][", "\\![a](b)"],
    *["![i](j.png)", '![i](j "t")', "![r]", "![alt][r]", "<http://a.b/c>", "<https://x.y/*a*>", "<me@x.org>"],
    *["<b>x</b>", "<br>", "<br/>", '<i title="&quot;">y</i>', '<a title="t" href="ref:x">l</a>', "<span>", "</span>"],
    *["<!-- c -->", "<p>", "</p>", "<div>", "</div>", "<td>", "<h2>", "</h2>", "<script>x</script>", "<", ">"],
    *["&amp;", "&nbsp;", "&#65;", "&#65 ", "&copy", "&", "Q&A", "&#2;42&#3;", '"', "'", "{.c}", "{#i}", "{", "}"],
    *['{: title="x" }', "AB", "HTML", "[^1]", "[^n]", "[TOC]", "ref:pages/x", "#", "##", "-", "+", "1.", ":", "=", "~"],
    *["Đường phố", "mười sáu", "Bình Dương, 2017.", "e-mail", "²", "①", "ﬁ", "İ", "|", "(", ")", "!", "^"],
    *["  \n", "\n", "\n    ", "\n> ", " ", "  ", "\t", "\r", "\u00a0", "\u2028", "\x85", "\x0b", "\x0c", "\x1c"],
    *["\x00", "\x02", "\x03", "\x02klzzwxh:0000\x03", "\x02wzxhzdk:0\x03"],
]  # fmt: skip
BLOCKS = [
    *["## H", "# H1 #", "### Đăng ký *x* &amp;", "## \\# x", "##", "####### x", "## a # b", "##x##  ", "## Dup"],
    *["Title\n===", "Title\n---", "---", "* * *", "## H {#own}", '## H { data-toc-label="X" }'],
    *['## H { data-toc-label="<i>x</i>" }', "# A\ntext\n## B"],
    *["- a\n- b\n- c", "* a\n* b", "+ a\n- b\n* c", "1. a\n2. b", "3. a\n4. b", "1. a\n- b", "* a\n\n* b\n* c"],
    *["- a\n    - b\n    - c", "- a\n\n    para\n\n- b", "1. x\n    * y\n        1. z", "- # h\n  text", "- a\nlazy"],
    *["|A|B|\n|-|-|\n|c|d|", "A | B\n--- | ---\nc | `x|y`\n\\| | e", "|A|\n|-|\n|b|", "|a|b|\n|--|--|", "a|b\n-|-"],
    '| *a* b | "q" | <br> |\n|:--|:-:|--:|\n| x & y | ![i](j) |\n',
    '| &nbsp; | x  y |\n|--|--|\n| [l](m "t") | z {colspan=2} |',
    *["text\n- a\n- b", "text\n1. a\n2. b", "text\n2017. a", "text\na | b\n- | -\nc | d", "> text\n> - a", "- a\n1. b\n2. c"],
    *["> [!NOTE]\n> words\n> - a", "> words\n> — source", "Table: x\n\n| a | b |\n|---|---|\n| c | d |"],
    *["```\ncode | x\n```", "```python\n*a*\n```", "~~~ {.x #y}\na\n~~~", "```\nunclosed", "    code\n    more"],
    *["> quote\n> more", "> - a\n> - b", "> ## h\n> x", "> |a|b|\n> |-|-|\n> |c|d|", "> a\n\n> b", "- |x|y|\n    |-|-|\n    |1|2|"],
    *["Term\n: Def", "Term\n:   Def\n\n    more", ": x", "[^1]: Note *x*", "[^n]: Note\n    more\n\n    para"],
    *["*[AB]: Abbrev", "*[HTML]: Hyper", '[r]: http://ref.x/ "Title"', "[r]: <x y>", "///Footnotes Go Here///"],
    *["para one\npara two", "line  \nbreak", "para\n{: #pid .c}", "- li {: #l}", "  - a", "   ## x", "[TOC]"],
    *['<div markdown="1">\n*x*\n\n## h\n</div>', "<div>\n*x*\n</div>", '<p markdown="span">*x* `y`</p>', "<hr>"],
    *["<pre>\n\n</pre>", '<div class="a  b">x</div>', '<h3 id="own">raw</h3>', "<p>a</p>  <p>b</p>", "<!-- c -->"],
    *["<table><tr><td>raw</table>", "<table><tfoot><tr><td>x</table>", "<template><td>x</td></template>"],
    "<table><thead><tr><th>A<th>B</thead><tbody><tr><td>1<td> <b>2</b></table>",
    '<section markdown="block">\n\n|a|b|\n|-|-|\n|c|d|\n\n</section>',
    "<table>\n<thead>\n<tr><th>a</th></tr>\n</thead>\n<tbody>\n<tr><td><table><tr><td>n</td></tr></table></td></tr>\n"
    "</tbody></table>",
]  # fmt: skip
JOINTS = ["\n\n", "\n", "\n\n\n", "\n \n", "  \n", "\n\n    ", "\n> ", "\n- "]
LINE = st.lists(st.sampled_from(SPANS), min_size=1, max_size=9).map(" ".join)
SIGNS_ONLY = st.text("*_`[]()!<>&\\|#-+:={}\"'^~ \n\tabĐữ19", min_size=1, max_size=30)
BLOCK = st.one_of(st.sampled_from(BLOCKS), LINE, st.builds("".join, st.lists(st.sampled_from(SPANS))), SIGNS_ONLY)
TEXT = st.lists(st.tuples(st.sampled_from(JOINTS), BLOCK), min_size=1, max_size=8).map(
    lambda parts: "".join(joint + block for joint, block in parts).removeprefix(parts[0][0])
)


def expected_html(text: str) -> str:
    """Return what the tools make of the text when nothing is left out."""
    return dress(_safe_html(text))


def _safe_html(text: str) -> str:
    clean = nh3.clean(
        LIBRARY.reset().convert(text), tags=EDITOR_TAGS, attributes=EDITOR_ATTRIBUTES,
        allowed_classes=EDITOR_CLASSES, url_schemes=SCHEMES | {"ref"}, link_rel=None,
    )  # fmt: skip
    if "<table" not in clean:
        return clean
    soup = BeautifulSoup(clean, "html.parser")
    for table in soup.find_all("table"):
        heads = [head.get_text(strip=True) for head in table.select("thead th")]
        for row in table.select("tbody tr"):
            for head, cell in zip(heads, row.find_all("td"), strict=False):
                cell["data-label"] = head
        for head in table.select("thead th"):
            head["scope"] = "col"
    return soup.decode(formatter=DoubleQuotes(EntitySubstitution.substitute_xml, void_element_close_prefix=""))


class DoubleQuotes(HTMLFormatter):
    """BeautifulSoup changes to single quotation marks around double ones; what reads the HTML later knows but one."""

    def attribute_value(self, value: str) -> str:
        return super().attribute_value(value).replace('"', "&quot;")


@settings(max_examples=400, deadline=None)
@given(TEXT)
def test_any_text_is_the_tools_html(text: str) -> None:
    """Whatever an editor writes, the HTML is the tools' own to the last byte."""
    assert RENDERER.editors_html(text) == expected_html(text)


@pytest.mark.parametrize("text", BLOCKS)
def test_each_form_of_block_is_the_tools_html(text: str) -> None:
    """Every form of block stays what it was, with plain paragraphs around it and its definitions used."""
    whole = f"Trước AB [r] [^1]\n\n{text}\n\nSau *x*, [a](b) and HTML [^n]"
    assert RENDERER.editors_html(whole) == expected_html(whole)


def test_all_content_is_the_tools_html() -> None:
    """The site's own documents, one after another in one renderer, are the tools' HTML."""
    paths = sorted((ROOT / "content").rglob("*.md"))
    bodies = {path.name: path.read_text(encoding="utf-8").split("---\n", 2)[-1] for path in paths}
    assert bodies
    assert {name: RENDERER.editors_html(body) for name, body in bodies.items()} == {
        name: expected_html(body) for name, body in bodies.items()
    }


def test_every_inline_pattern_of_the_library_has_its_sign() -> None:
    """A new version of the library with a further pattern is noticed: its texts would be passed over."""
    assert len(LIBRARY.inlinePatterns) == len(SIGNS) + len(["em_strong"])
    assert [name for name in SIGNS if name not in LIBRARY.inlinePatterns] == []
