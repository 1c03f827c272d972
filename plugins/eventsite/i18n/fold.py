"""Words as people search for them: without case and signs, with their accents or without.

`theme/js/fold.js` does the same in the browser; `tests/fixtures/fold.json` holds both to it.
Compatibility forms become plain ones (NFKD), so that full-width letters, ligatures and no-break spaces can be typed.
Only the marks of Latin, Greek and Cyrillic letters count as accents: those of other scripts are vowels and letters.
"""

import re
import unicodedata

from .collation import WHOLE

_PLAIN = WHOLE | str.maketrans({"đ": "d", "ð": "d", "þ": "th"})
_ACCENT = re.compile(r"[\u0300-\u036f]")
# Letters by their category, but used as apostrophes and primes.
_APOSTROPHE = re.compile(r"[ʹ-ʿ]")
# Of the first letters of categories: a letter or digit, then such and marks.
_WORD = re.compile(r"[LN][LMN]*")


def exact(words: str) -> str:
    """Return the words in lower case, accents kept, in NFC, with one space between them and no other signs.

    Apostrophes part words, of whatever form they are: in `l’eau` both parts can be looked for.
    """
    lower = unicodedata.normalize("NFC", unicodedata.normalize("NFKD", words).lower())
    text = _APOSTROPHE.sub("'", lower)
    categories = "".join(unicodedata.category(sign)[0] for sign in text)
    return " ".join(text[found.start() : found.end()] for found in _WORD.finditer(categories))


def fold(words: str) -> str:
    """Return the words as `exact` does, without accents: `Đường Lê Lợi` becomes `duong le loi`."""
    plain = unicodedata.normalize("NFD", exact(words)).translate(_PLAIN)
    return unicodedata.normalize("NFC", _ACCENT.sub("", plain))
