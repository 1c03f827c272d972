"""The first use of an abbreviation in a text says what it stands for."""

import html
import re
import unicodedata
from collections.abc import Mapping

_TAG = re.compile(r"(<[^>]*>)")
_TAG_NAME = re.compile(r"</?([a-z0-9]+)")
# Where an abbreviation stays bare: code, headings, words that say it already.
_BARE = {"code", "pre", "kbd", "abbr", "h2", "h3", "h4", "h5", "h6", "caption", "th"}


def explain(text_html: str, meanings: Mapping[str, str]) -> str:
    """Return safe HTML in which the first whole-word use of each abbreviation is an `<abbr>` with its meaning.

    A text that says the meaning itself, as in "the Intelligent Community Forum (ICF)", needs none and gets none.
    """
    wanted = {
        escaped: meaning
        for short, meaning in meanings.items()
        if (escaped := html.escape(short, quote=False)) in text_html and not _says(text_html, meaning)
    }
    if not wanted:
        return text_html
    pattern = re.compile(
        rf"(?<![\w.-])(?:{'|'.join(map(re.escape, sorted(wanted, key=len, reverse=True)))})(?![\w-])"
    )
    parts = _TAG.split(text_html)
    depth = 0
    # Every second part is a tag.
    for place, part in enumerate(parts):
        if place % 2:
            name = _TAG_NAME.match(part)
            if name and name[1] in _BARE:
                depth += -1 if part.startswith("</") else 1
        elif not depth and wanted and part:
            parts[place] = pattern.sub(lambda match: _first(match[0], wanted), part)
    return "".join(parts)


def _first(short: str, wanted: dict[str, str]) -> str:
    meaning = wanted.pop(short, None)
    return f'<abbr class="first" title="{html.escape(meaning)}">{short}</abbr>' if meaning else short


def _says(text_html: str, meaning: str) -> bool:
    return _bare(html.escape(meaning, quote=False)) in _bare(text_html)


def _bare(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).lower().split())
