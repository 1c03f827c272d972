"""Where in a Markdown text the HTML is, code left out."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

BLOCKS = {
    "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "hr", "html", "li", "ol", "p", "pre", "section", "style", "table", "tbody", "td", "tfoot", "th", "thead",
    "title", "tr", "ul", "xml",
}  # fmt: skip
_VOID = {"br", "col", "hr", "img", "input", "link", "meta", "wbr"}
# They end where the next one begins.
_UNCLOSED = {"p", "li"}
_CODE = (
    r"(?P<code>^ {0,3}(?P<fence>```|~~~).*?(?:^ {0,3}(?P=fence)[^\S\n]*$|\Z)"
    r"|(?P<ticks>`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)(?P=ticks)(?!`))"
)
_TAG = (
    r"(?P<comment><!--.*?-->|<!\[[^\]>]*\]>|<\?xml[^<>]*>)"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][\w-]*(?::[\w-]+)?)(?=[\s/>])(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(?P<closed>/?)>"
)
_MASK = "\ue5ff"
_TOKEN = re.compile(f"{_CODE}|{_TAG}", re.DOTALL | re.MULTILINE)


class Fragment(NamedTuple):
    """A piece of HTML in a text: from where to where, the names of its tags, and whether each is closed."""

    start: int
    end: int
    tags: frozenset[str]
    balanced: bool = True

    @property
    def is_block(self) -> bool:
        """Whether it is more than a part of a paragraph."""
        return bool(self.tags & BLOCKS)

    def with_(self, other: "Fragment") -> "Fragment":
        """Return both as one."""
        return Fragment(self.start, other.end, self.tags | other.tags, self.balanced and other.balanced)


@dataclass(slots=True)
class _Open:
    """The elements that are open at a place of the text, the first of which begins at `start`."""

    start: int = -1
    names: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)

    def take(self, match: re.Match[str]) -> bool:
        """Follow a tag; tell whether everything is closed behind it."""
        if self.start < 0:
            self.start = match.start()
        if match["comment"]:
            return not self.names
        name = match["name"].lower()
        self.tags.add(name)
        if match["end"]:
            while name in self.names and self.names.pop() != name:
                pass
        elif name not in _VOID and not match["closed"]:
            if name in _UNCLOSED and self.names[-1:] == [name]:
                self.names.pop()
            self.names.append(name)
        return not self.names


def fragments(text: str) -> list[Fragment]:
    """Return the HTML of the text in its order; pieces with nothing but space between them are one."""
    found: list[Fragment] = []
    for piece in _pieces(text):
        if found and _belong_together(found[-1], piece, text[found[-1].end : piece.start]):
            last = found.pop()
            piece = last.with_(piece)  # noqa: PLW2901 -- one with what is before it
        found.append(piece)
    return found


def _belong_together(one: Fragment, other: Fragment, between: str) -> bool:
    return not between.strip() and (one.is_block or other.is_block or "\n" not in between)


def _pieces(text: str) -> Iterator[Fragment]:
    around = _Open()
    for match in _TOKEN.finditer(text):
        if not match["code"] and around.take(match):
            yield Fragment(around.start, match.end(), frozenset(around.tags))
            around = _Open()
    if around.names:
        yield Fragment(around.start, len(text), frozenset(around.tags), balanced=False)


def beside_code(text: str, repair: Callable[[str], str]) -> str:
    """Return Markdown with what is no code repaired; `repair` sees one sign in the place of each piece of code."""
    if _MASK in text:
        return text
    code: list[str] = []

    def hide(match: re.Match[str]) -> str:
        if not match["code"]:
            return match[0]
        code.append(match[0])
        return _MASK

    words = repair(_TOKEN.sub(hide, text)).split(_MASK)
    return "".join(part for pair in zip(words, [*code, ""], strict=True) for part in pair)
