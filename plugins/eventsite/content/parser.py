"""Python-Markdown without the work that a text cannot need; the HTML is the library's to the last byte.

Each of the library's processors looks for signs of its own (`[`, `*`, `|` ...), and most texts hold few of them.
What is left out here is only what would have found nothing.
"""

import html
import re
from collections.abc import Callable
from functools import lru_cache
from typing import cast
from xml.etree.ElementTree import Element

import markdown
from markdown.blockprocessors import BlockProcessor, ParagraphProcessor
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.tables import TableExtension, TableProcessor
from markdown.extensions.toc import (
    TocExtension,
    TocTreeprocessor,
    remove_fnrefs,
    render_inner_html,
    strip_tags,
    unique,
)
from markdown.inlinepatterns import LINK_RE
from markdown.preprocessors import NormalizeWhitespace, Preprocessor
from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import BLOCK_LEVEL_ELEMENTS, ETX, STX, Registry

from .inline import Emphasis, Inline, PlainLink
from .interrupting import Interrupting
from .serializer import to_html


def editors_parser(slugify: Callable[[str, str], str]) -> markdown.Markdown:
    """Return a parser with the extensions `extra`, `sane_lists`, `toc` and Interrupting.

    `slugify` makes the headings' ids.
    """
    extensions: list[str | Extension] = ["extra", "sane_lists", _Toc(slugify=slugify), Interrupting(), _Lean()]
    return _Parser(extensions=extensions, output_format="html")


class _Parser(markdown.Markdown):
    lines: list[str]
    output_formats = {"html": to_html}  # noqa: RUF012 -- the library's own name and form

    @staticmethod
    @lru_cache(maxsize=256)
    def is_block_level(tag: object) -> bool:
        return isinstance(tag, str) and tag.lower().rstrip("/") in BLOCK_LEVEL_ELEMENTS


class _Lean(Extension):
    """Puts the processors of this module in place of the library's; comes after all other extensions."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        before, blocks, after = md.preprocessors, md.parser.blockprocessors, md.treeprocessors
        before.register(_Whitespace(md), "normalize_whitespace", 30)
        before.register(_IfText(before["fenced_code_block"], "```", "~~~"), "fenced_code_block", 25)
        before.register(_IfText(before["html_block"], "<", "&"), "html_block", 20)
        blocks.register(_PlainParagraph(md.parser), "plain_paragraph", 110)
        blocks.register(_Table(md.parser, TableExtension().getConfigs()), "table", 75)
        # A registry makes a new list for every block of a text.
        md.parser.blockprocessors = cast("Registry[BlockProcessor]", tuple(blocks))
        md.inlinePatterns.register(PlainLink(LINK_RE, md), "link", 160)
        md.inlinePatterns.register(Emphasis(md), "em_strong", 60)
        after.register(Inline(md), "inline", 20)
        after.register(_AttributeLists(md), "attr_list", 8)
        after.register(_Unescape(md), "unescape", 0)


class _Whitespace(NormalizeWhitespace):
    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if "\n " in text or any(sign in text for sign in (STX, ETX, "\r", "\t")):
            return super().run(lines)
        return [*lines, "", ""]


class _IfText(Preprocessor):
    """Runs a preprocessor only on a text with one of its signs."""

    def __init__(self, inner: Preprocessor, *signs: str) -> None:
        super().__init__(inner.md)
        self.inner = inner
        self.signs = signs

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return self.inner.run(lines) if any(sign in text for sign in self.signs) else lines


class _AttributeLists(AttrListTreeprocessor):
    def run(self, doc: Element) -> None:
        if _may_hold(self.md, "{"):
            super().run(doc)


class _Unescape(UnescapeTreeprocessor):
    def run(self, root: Element) -> None:
        if _may_hold(self.md, "\\"):
            super().run(root)


def _may_hold(parser: markdown.Markdown, sign: str) -> bool:
    """Tell whether the text has the sign, or raw HTML, which stands elsewhere and may have it too."""
    text = "\n".join(cast(_Parser, parser).lines)
    return sign in text or STX in text


class _PlainParagraph(ParagraphProcessor):
    """Takes a block whose lines all begin with a letter: it can be nothing but a paragraph."""

    LINES = re.compile(r"[^\W\d_].*(?:\n[^\W\d_].*)*")

    def test(self, parent: Element, block: str) -> bool:
        return self.LINES.fullmatch(block) is not None


class _Table(TableProcessor):
    def test(self, parent: Element, block: str) -> bool:
        return "|" in block and super().test(parent, block)


class _Ids(TocTreeprocessor):
    """Gives headings their ids; a table of contents is made only where the text asks for one."""

    HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
    MARKUP = re.compile(f"[{STX}<>&]")

    def run(self, doc: Element) -> None:
        headings = []
        for element in doc.iter():
            if element.text and self.marker in element.text:
                return super().run(doc)
            if element.tag in self.HEADINGS:
                headings.append(element)
        used = {element.attrib["id"] for element in doc.iter() if "id" in element.attrib}
        counters: dict[str, int] = {}
        for heading in headings:
            heading.attrib.pop("data-toc-label", None)
            if "id" not in heading.attrib:
                heading.set("id", unique(self.slugify(self._words(heading), self.sep), used, counters))
        return None

    def _words(self, heading: Element) -> str:
        text = heading.text or ""
        if len(heading) or self.MARKUP.search(text):
            return html.unescape(strip_tags(render_inner_html(remove_fnrefs(heading), self.md)))
        return " ".join(text.split())


class _Toc(TocExtension):
    TreeProcessorClass = _Ids
