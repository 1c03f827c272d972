"""Ends and beginnings of lines: what editors on other systems, and tabs, leave behind."""

import re

from ..content.frontmatter import read_yaml

_WRONG = re.compile("[\t\u00a0\u202f]")
_INDENT = re.compile("^[ \t\u00a0\u202f]+", re.MULTILINE)
_BEHIND_NAME = re.compile(
    "^([ \t\u00a0\u202f]*(?:- )?[\\w-]+:|[ \t\u00a0\u202f]*-)[ \t\u00a0\u202f]+(?=\\S)", re.MULTILINE
)
_WIDTHS = (2, 4, 8)
# Those of the fonts Symbol and Wingdings among them.
_BULLET = re.compile("^( {0,3})[•·▪●○◦‣\uf0a7\uf0b7\uf0d8][ \t\u00a0]+(?=\\S)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+\.) ")
_END = re.compile(r"[ \t]+$")


def unix(text: str) -> str:
    """Return the text with Unix line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")


def ended(text: str) -> str:
    """Return the text with one end of line at its end, and none in an empty one."""
    bare = text.rstrip("\n")
    return f"{bare}\n" if bare else ""


def trimmed(text: str) -> str:
    """Return Markdown without spaces at the ends of lines, but for the two that break a line within a paragraph."""
    lines = text.split("\n")
    return "\n".join(_trimmed(line, after) for line, after in zip(lines, [*lines[1:], ""], strict=True))


def _trimmed(line: str, after: str) -> str:
    bare = _END.sub("", line)
    breaks = line.endswith("  ") and bare and after.strip()
    return f"{bare}  " if breaks else bare


def listed(text: str) -> str:
    """Return Markdown with items of lists for lines that begin with a bullet, as a word processor pastes them."""
    lines: list[str] = []
    for line in text.split("\n"):
        item = _BULLET.sub(r"\1- ", line)
        before = lines[-1] if lines else ""
        if item != line and before.strip() and not _ITEM.match(before):
            lines.append("")
        lines.append(item)
    return "\n".join(lines)


def trimmed_fields(text: str) -> str:
    """Return YAML without spaces at the ends of lines."""
    return "\n".join(_END.sub("", line) for line in text.split("\n"))


def spaced(text: str) -> str:
    """Return YAML with spaces for what indents it or stands behind a name, as wide as it takes to be read.

    Where it cannot be read whatever the width, it is returned as it was.
    """
    if not _WRONG.search(text):
        return text
    narrow = _BEHIND_NAME.sub(r"\1 ", text)
    for width in _WIDTHS:
        wide = _INDENT.sub(lambda match: _wide(match[0], width), narrow)  # noqa: B023 -- called at once
        if _is_readable(wide):
            return wide
    return text


def _wide(indent: str, width: int) -> str:
    return "".join(" " * width if sign == "\t" else " " for sign in indent)


def _is_readable(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.rstrip() != "---"]
    return not read_yaml("", "\n".join(lines), list_name="items")[1]
