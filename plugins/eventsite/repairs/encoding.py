"""From the bytes of a file to its text, whatever program has saved it."""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from ..errors import Said, say
from ..i18n.legacy import legacy_encoding, repaired
from ..i18n.syllables import is_syllable

# What an English or French text in Windows-1252 has beyond ASCII.
_WESTERN = set("“”‘’–—…•·©®™°€£§«» éèêëàâîïôûùüçñöäåøÉÈÀÇÖÜÄÅØ")
_FEWEST = 2
_SURE = 0.8
_WORD = re.compile(r"[^\W\d_]+")
# Beyond these an alphabet of ours has nothing: UTF-16 read in the wrong order is full of such letters.
_LAST = 0x2200
_PLAIN_CONTROLS = "\n\r\t"


class Decoded(NamedTuple):
    """A file's text, what was done to have it, and whether a person must look at it: other words come out."""

    text: str
    done: tuple[Said, ...] = ()
    asks: bool = False


def decoded(source: bytes) -> Decoded | None:
    """Return the text in the bytes; None where nobody can be certain of it."""
    if source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(source, "utf-16")
    if b"\0" in source:
        return next(filter(None, (_without_mark(source, name) for name in ("utf-16-le", "utf-16-be"))), None)
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError:
        return _old(source)
    if text.startswith("\ufeff"):
        return Decoded(text[1:], (say("byte order mark removed"),))
    return Decoded(text)


def _strictly(source: bytes, name: str) -> Decoded | None:
    try:
        return Decoded(source.decode(name), (say("UTF-16 made UTF-8"),))
    except UnicodeDecodeError:
        return None


def _without_mark(source: bytes, name: str) -> Decoded | None:
    """Return UTF-16 text without a mark of its order, if every letter is one that a text of ours can have."""
    found = _strictly(source, name)
    if found is None or any(ord(sign) >= _LAST or _is_control(sign) for sign in found.text):
        return None
    return found


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) == "Cc" and sign not in _PLAIN_CONTROLS


def _old(source: bytes) -> Decoded | None:
    """Return text in an encoding from before Unicode, if it is full of Vietnamese words once read so."""
    best = max(_readings(source), key=lambda reading: reading[0], default=None)
    if best is None:
        return None
    _, name, text = best
    return Decoded(text, (say("the old encoding {encoding} made UTF-8", encoding=name),), asks=True)


def _readings(source: bytes) -> Iterator[tuple[float, str, str]]:
    """Yield how sure each possible reading is, its encoding's name and the text."""
    western = source.decode("latin-1")
    if name := legacy_encoding(western):
        text = repaired(western, name)
        yield _sureness(text), name, text
    try:
        text = unicodedata.normalize("NFC", source.decode("cp1258"))
        if (sure := _sureness(text)) >= _SURE:
            yield sure, "Windows-1258", text
        text = source.decode("cp1252")
    except UnicodeDecodeError:
        return
    if all(sign.isascii() or sign in _WESTERN for sign in text):
        yield 0.0, "Windows-1252", text


def _sureness(text: str) -> float:
    """Return which part of the words with letters beyond ASCII are Vietnamese; 0 where there are too few."""
    words = {word for word in _WORD.findall(text) if not word.isascii()}
    right = sum(map(is_syllable, words))
    return right / len(words) if right >= _FEWEST else 0.0
