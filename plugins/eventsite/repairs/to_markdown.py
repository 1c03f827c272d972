"""From clean HTML to the Markdown of the editors' guide."""

import copy
import re
from typing import Any

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from .word_html import mark_line_starts

MARK = "\ue5fe"
_SIGN = re.compile(r"[\\`*\[\]{}]")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_TAG_LIKE = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY_LIKE = re.compile(r"&(?=#?\w+;)")
# What begins a list, a heading, a quotation, a line below a heading, a definition or code.
_START = re.compile(rf"{MARK}(?:(\d+)([.)])(?=\s|$)|([-+](?=[\s-]|$)|[#>])|([=:~|]))?")
_NEXT_LINE = re.compile(r"(?<=\n)(?=[^\n])")
_CELL_BREAKS = "ul, ol, table, br, pre, p + p, [colspan], [rowspan]"
_KEPT = {"colspan", "rowspan", "href", "src", "alt"}


def as_markdown(soup: BeautifulSoup) -> str:
    """Return the Markdown; what a table of Markdown cannot hold stays a table of HTML."""
    marked = copy.copy(soup)
    mark_line_starts(marked, MARK)
    text = _Converter(heading_style="atx", bullets="-", sub_symbol="<sub>", sup_symbol="<sup>").convert_soup(marked)
    text = _START.sub(_escaped, str(text))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _escaped(match: re.Match[str]) -> str:
    number, behind, sign, other = match.groups(default="")
    if number:
        return f"{number}\\{behind}"
    return f"\\{sign}" if sign else f"&#{ord(other)};" if other else ""


class _Converter(MarkdownConverter):
    """Markdownify with the escapes that Python-Markdown understands, and no others."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Return words in which no sign means anything to Markdown."""
        text = _SIGN.sub(r"\\\g<0>", text)
        text = _UNDERSCORE.sub(r"\_", text)
        text = _TAG_LIKE.sub("&lt;", _ENTITY_LIKE.sub("&amp;", text))
        return text.replace("|", "\\|") if parent_tags & {"td", "th"} else text

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return an item, with what is below it as far in as Python-Markdown wants it."""
        words = (text or "").strip()
        if not words:
            return "\n"
        parent = el.parent
        sign = "-"
        if parent is not None and parent.name == "ol":
            sign = f"{int(str(parent.get('start') or 1)) + len(el.find_previous_siblings('li'))}."
        return f"{sign} {re.sub(_NEXT_LINE, '    ', words)}\n"

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return the table as Markdown, or as plain HTML where cells are joined or hold more than a line."""
        if el.select_one(_CELL_BREAKS):
            return f"\n\n{_plain_table(el)}\n\n"
        return str(super().convert_table(el, text, parent_tags))  # type: ignore[misc]


def _plain_table(table: Tag) -> str:
    made: Any = copy.copy(table)
    for tag in [made, *made.find_all(True)]:
        tag.attrs = {name: value for name, value in tag.attrs.items() if name in _KEPT}
    for paragraph in made.find_all(["p", "div"]):
        if len(paragraph.parent.find_all(["p", "div"])) == 1:
            paragraph.unwrap()
    return re.sub(r"\s*\n\s*", "\n", str(made)).replace(MARK, "")
