"""Whether a translation is of the source as it is now: a digest of the source's words, and what changed in them.

The digest sees words only. Other line breaks, other link targets and another way to compose letters change nothing
for a translator, so they change no digest; a word, a heading's level or a list's order does.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_DIGITS = 12
_LINK = re.compile(r"\]\(\s*(?:<[^<>\n]*>|(?:[^\s()]|\([^\s()]*\))*)")
_DEFINITION = re.compile(r"^( {0,3}\[[^\]\n]+\]:)[ \t]*\S+", re.MULTILINE)
_ADDRESS = re.compile(r"""\b(href|src)\s*=\s*("[^"]*"|'[^']*')""", re.IGNORECASE)
_BLANK = re.compile(r"\n[ \t]*\n+")

Change = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class BlockChange:
    """A part of a text that is not as it was; `before` or `after` is empty where there was or is nothing."""

    change: Change
    before: str
    after: str


def source_digest(words: Mapping[str, object], body: str) -> str:
    """Return 12 hex digits for what a translator has to translate: the translated fields by name, and the text.

    Fields without words (None, nothing) count as absent, so a new field of the software makes no translation stale.
    """
    hashed = hashlib.sha256()
    for name in sorted(words):
        for item in _items(words[name]):
            hashed.update(f"{name}\0{_bare(item)}\0".encode())
    hashed.update(_bare(body).encode())
    return hashed.hexdigest()[:_DIGITS]


def blocks(body: str) -> list[str]:
    """Return the paragraphs, headings and lists of a Markdown text, which blank lines divide."""
    return [block.strip("\n") for block in _BLANK.split(body.strip()) if block.strip()]


def changes(before: str, after: str) -> Iterator[BlockChange]:
    """Yield what a translator has to look at, block by block, in the order of the text as it is now."""
    old, new = blocks(before), blocks(after)
    matcher = SequenceMatcher(None, [_bare(block) for block in old], [_bare(block) for block in new], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield from _pairs(old[i1:i2], new[j1:j2])


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[BlockChange]:
    common = min(len(old), len(new))
    for before, after in zip(old[:common], new[:common], strict=True):
        yield BlockChange("changed", before, after)
    for before in old[common:]:
        yield BlockChange("removed", before, "")
    for after in new[common:]:
        yield BlockChange("added", "", after)


def word_count(words: Mapping[str, object], body: str) -> int:
    """Return how many words a translator has to translate: in Vietnamese, syllables."""
    texts = [item for name in words for item in _items(words[name])]
    return sum(len(re.findall(r"\w+", _without_addresses(text))) for text in (*texts, body))


def _items(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [str(item) for item in value] if isinstance(value, Sequence) else []


def _bare(text: str) -> str:
    """Return the text without what no translator sees: white space and the targets of links."""
    return "".join(_without_addresses(text).split())


def _without_addresses(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return _ADDRESS.sub(r"\1=", _DEFINITION.sub(r"\1", _LINK.sub("](", composed)))
