"""The text of a web editor, put into the one that was there: lines that mean the same stay as they were written.

An editor that shows Markdown as formatted text writes the whole text anew: with other bullets and padded tables,
and with signs escaped that it does not know. What nobody touched must not lose the meaning that it had.
"""

import re
from difflib import SequenceMatcher

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BULLET = re.compile(r"^(\s*)[-*+]\s+")
_NUMBER = re.compile(r"^(\s*)\d+[.)]\s+")
_RULE = re.compile(r"^\s*(?:([-*_])\s*)(?:\1\s*){2,}$")
_BELOW_HEAD = re.compile(r"^[\s|:-]*-[\s|:-]*\|[\s|:-]*$")


def merged_text(old: str, new: str) -> str:
    """Return the text `new`, with the lines of `old` wherever both mean the same."""
    before, after = old.split("\n"), new.split("\n")
    matcher = SequenceMatcher(None, [_meaning(line) for line in before], [_meaning(line) for line in after], False)
    lines: list[str] = []
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        lines += before[start:end] if kind == "equal" else after[new_start:new_end]
    return "\n".join(lines)


def _meaning(line: str) -> str:
    """Return the same for lines between which an editor of formatted text makes no difference."""
    if _RULE.match(line):
        return "---"
    if _BELOW_HEAD.match(line):
        return f"|{line.strip().strip('|').count('|')}"
    line = _ESCAPED.sub(r"\1", line.rstrip().removesuffix("\\"))
    if line.lstrip().startswith("|"):
        line = "|".join(cell.strip() for cell in line.split("|"))
    line = _NUMBER.sub(r"\g<1>1. ", _BULLET.sub(r"\1- ", line))
    return line.replace("_", "*")
