"""Signs that nobody sees and that word processors leave behind, and letters in two parts."""

import re
import unicodedata

from ..content.typography import bound_spaces
from ..i18n.legacy import VIETNAMESE

_NO_BREAK = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_CAPITALS = "A-Z" + "".join(sorted(sign for sign in VIETNAMESE if sign.isupper()))
# Soft hyphen, zero-width space, word joiner, zero-width no-break space.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
# Joiners make one sign of two in emoji and in scripts of other languages; between Latin letters they do nothing.
_JOINER = re.compile(r"(?<=[A-Za-z\u00c0-\u024f\u1e00-\u1eff])[\u200c\u200d]+(?=[A-Za-z\u00c0-\u024f\u1e00-\u1eff])")
_BETWEEN = re.compile(rf"(?<=[^\W\d_]|[,;.!?:)”’\"])[ {_NO_BREAK}]*[{_NO_BREAK}][ {_NO_BREAK}]*(?=[^\W\d_]|[(“‘\"])")
_IN_NAME = re.compile(rf"(?P<before>\b[{_CAPITALS}]\w*)[{_NO_BREAK}](?=[{_CAPITALS}])")
_AT_START = re.compile(rf"^([ \t]*)[{_NO_BREAK}][ \t{_NO_BREAK}]*", re.MULTILINE)
_AT_END = re.compile(rf"[ \t{_NO_BREAK}]*[{_NO_BREAK}][ \t{_NO_BREAK}]*$", re.MULTILINE)
_ITEM = re.compile(r"(?:[-*+]|\d+\.) ")


def composed(text: str) -> str:
    """Return the text in NFC: each letter with its accents is one sign."""
    return unicodedata.normalize("NFC", text)


def without_unseen(text: str) -> str:
    """Return the text without signs that have no width, but for joiners that join."""
    return _JOINER.sub("", _UNSEEN.sub("", text))


def plain_between(text: str, language: str) -> str:
    """Return the text with plain spaces between words.

    No-break spaces stay where the typography of the language wants them, and where somebody may have meant them:
    beside figures and signs, and in names, which are two capitalised words.
    """
    plain = text.translate(dict.fromkeys(map(ord, _NO_BREAK), " "))
    wanted = bound_spaces(plain, language)
    kept = wanted | {match.end("before") for match in _IN_NAME.finditer(text)}
    return _BETWEEN.sub(lambda match: match[0] if match.start() in kept else " ", text)


def plain_at_edges(text: str) -> str:
    """Return Markdown without no-break spaces at the start and the end of its lines, which pretend an indent."""
    text = _AT_END.sub("", text)
    return _AT_START.sub(lambda match: _indent(match, text), text)


def _indent(match: re.Match[str], text: str) -> str:
    """Return spaces before an item of a list, which say how deep it is, and nothing before other words."""
    signs = match[0].expandtabs(4)
    return " " * len(signs) if _ITEM.match(text, match.end()) else match[1]
