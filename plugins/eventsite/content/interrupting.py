"""Where lists, tables and quotations begin and end, as people expect who come from a word processor or from GitHub.

Markdown wants an empty line before a list or table and makes one paragraph of it all without; and it joins quotations
with an empty line between them. CommonMark begins the list, and ends the quotation.
"""

import re
from xml.etree.ElementTree import Element

import markdown
from markdown.blockprocessors import BlockProcessor, BlockQuoteProcessor
from markdown.extensions import Extension

# As in CommonMark: a number begins a list within a text only if it is 1, since a line may begin with a year.
_ITEM = re.compile(r"\n(?=[ ]{0,3}(?:[*+-]|1\.)[ ]+\S)")
_TABLE = re.compile(
    r"\n(?=[^\n]*\|[^\n]*\n[ ]{0,3}(?=[^\n]*\|)\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*(?:\n|\Z))"
)


class Interrupting(Extension):
    """Lets a list or a table begin without an empty line before it, and a quotation end with one."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        """Look at what every other processor has left to be a paragraph."""
        md.parser.blockprocessors.register(_Interrupted(md.parser), "interrupted", 12)
        md.parser.blockprocessors.register(_Quote(md.parser), "quote", 20)


class _Interrupted(BlockProcessor):
    def test(self, parent: Element, block: str) -> bool:
        return _begin(block) > 0

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        begin = _begin(block)
        self.parser.parseBlocks(parent, [block[:begin]])
        blocks.insert(0, block[begin + 1 :])


class _Quote(BlockQuoteProcessor):
    def lastChild(self, parent: Element) -> None:
        """Return no quotation that this one would go on with."""


def _begin(block: str) -> int:
    """Return where the line before a list or table ends, or -1 where none begins in the block."""
    found = [match.start() for match in (_ITEM.search(block), _TABLE.search(block)) if match]
    return min(found, default=-1)
