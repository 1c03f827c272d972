"""Links, emphasis and what else stands within a line, looked for only where it can be.

The library does the work; what is left out here is only what would have found nothing.
"""

import re
from typing import cast
from xml.etree.ElementTree import Element

import markdown
from markdown.inlinepatterns import DelimiterProcessor, LinkInlineProcessor, ReferenceInlineProcessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import STX, Registry

# What an inline pattern returns: an element and where its source begins and ends.
_Found = tuple[Element | str | None, int | None, int | None]


class PlainLink(LinkInlineProcessor):
    """Reads a link without brackets, quotation marks and spaces in it at once."""

    PLAIN = re.compile(rf"\[([^\[\]]*)\]\(([^\s()<>'\"{STX}]*)\)")

    def handleMatch(self, m: re.Match[str], data: str) -> _Found:  # type: ignore[override]
        """Return the link that begins at the match."""
        plain = self.PLAIN.match(data, m.start())
        if plain is None:
            return super().handleMatch(m, data)
        element = Element("a", href=plain[2])
        element.text = plain[1]
        return element, *plain.span()


class Emphasis(DelimiterProcessor):
    """Reads `*words*` and `**words**` with no further sign in them at once."""

    PLAIN = re.compile(r"(?<!\*)(\*\*?)(?![\s*])([^*_]*[^\s*_])\1(?!\*)")

    def __init__(self, md: markdown.Markdown) -> None:
        """Take `*` and `_` as the library does."""
        super().__init__("*", "strong,em", md)
        self.add("_", "strong,em", smart=True)

    def handleMatch(self, m: re.Match[str], data: str) -> _Found:  # type: ignore[override]
        """Return the emphasis that begins at the match."""
        # What the library has found in this text before comes first.
        plain = None if self.regions else self.PLAIN.match(data, m.start())
        if plain is None:
            return super().handleMatch(m, data)
        element = Element("strong" if plain[1] == "**" else "em")
        element.text = plain[2]
        return element, *plain.span()


_LINE_BREAK = "  \n"
# What an inline pattern cannot match without; emphasis alone has two signs and is always tried.
SIGNS = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[^",
    "reference": "[",
    "link": "](",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": _LINE_BREAK,
    "html": "<",
    "entity": "&",
}
_ANY_SIGN = re.compile(rf"[{STX}`\\\[<&*_]")


class Inline(InlineProcessor):
    """Shows the library only the texts that hold a sign, and tries only the patterns whose sign they hold."""

    def __init__(self, md: markdown.Markdown) -> None:
        """Give each of the parser's patterns its sign."""
        super().__init__(md)
        signs = [""] * len(md.inlinePatterns)
        for name, sign in SIGNS.items():
            signs[md.inlinePatterns.get_index_for_name(name)] = sign
        self.patterns = list(zip(md.inlinePatterns, signs, strict=True))

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Return the tree with the patterns applied to its texts."""
        plain, signed = [], []
        for element in tree.iter():
            if text := element.text:
                if _ANY_SIGN.search(text) or _LINE_BREAK in text:
                    signed.append(text)
                else:
                    plain.append((element, text))
                    element.text = None
            if element.tail:
                signed.append(element.tail)
        if signed:
            self._choose("\n".join(signed))
            super().run(tree, ancestors)
        for element, text in plain:
            element.text = text
        return tree

    def _choose(self, text: str) -> None:
        chosen = [
            pattern
            for pattern, sign in self.patterns
            if sign in text and (self.md.references or not isinstance(pattern, ReferenceInlineProcessor))
        ]
        self.inlinePatterns = cast("Registry[InlineProcessor]", chosen)
