"""Strangers' words made safe to keep: NFC, visible, in lines; and short names made of them.

Removed are control characters, lone surrogates, bidirectional marks and overrides, zero-width characters and
tag characters: they hide text, reorder it, or break XML. Kept are the joiners inside emoji and inside scripts
that need them (Arabic, Indic), and the tags of a flag.
"""

import hashlib
import re
import unicodedata
from functools import cache

_LONGEST_SLUG = 80
_LINE_BREAK = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t\n]{2,}|[\t\n]")
_NOT_A_WORD = re.compile(r"[\W_]+")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{1,8})*)")

_INVISIBLE = (
    r"\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff"
    r"\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
)
# From Arabic to the Indic scripts, and emoji: only between two of these does a joiner change what is seen.
_JOINED = (
    r"\u0600-\u061b\u061d-\u180d\u180f-\u1cff"
    r"\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\U00010000-\U0001ffff"
)
_HIDDEN = re.compile(
    r"(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{2,8}\U000e007f)"
    rf"|((?<=[{_JOINED}])[\u200c\u200d](?=[{_JOINED}]))"
    rf"|[{_INVISIBLE}]"
)


# Normalising takes the square of the length of a run of marks: 200,000 of them are half a minute.
# 30 is the limit of the Stream-Safe Text Format (Unicode Standard Annex 15, section 13).
@cache
def _long_run() -> re.Pattern[str]:
    """Return what finds too long a run; made when a feed is read, since few builds read one."""
    marks = "".join(char for char in map(chr, range(0x300, 0x1E950)) if unicodedata.combining(char))
    return re.compile(rf"([{marks}]{{30}})[{marks}]+")


def line(words: str) -> str:
    """Return the words in one line: NFC, nothing invisible, single spaces, none at the ends."""
    return _SPACES.sub(" ", _visible(words)).strip()


def lines(words: str) -> str:
    r"""Return the words with their line breaks as "\n": NFC, nothing invisible, no blank lines around."""
    return _visible(words).rstrip().lstrip("\n")


def slug(words: str) -> str:
    """Return a stable short name of lower-case letters, digits and hyphens, never empty.

    Example: "Đại học Quốc tế" gives "dai-hoc-quoc-te". Words without letters give a name made of their hash.
    """
    plain = unicodedata.normalize("NFKD", words.casefold().replace("đ", "d"))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    name = unicodedata.normalize("NFC", _NOT_A_WORD.sub("-", letters).strip("-"))
    return name[:_LONGEST_SLUG].strip("-") or "x-" + hashlib.sha256(words.encode()).hexdigest()[:8]


def fold_name(name: str) -> str:
    """Return a name as it is compared: NFC, one space, no case."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def language_tag(words: str) -> str:
    """Return a language code as the web spells it ("VI" → "vi", "pt_BR" → "pt-BR"); empty if it is none."""
    found = _LANGUAGE.fullmatch(words.strip())
    return found[1].lower() + found[2].replace("_", "-") if found else ""


def _visible(words: str) -> str:
    broken = _LINE_BREAK.sub("\n", words)
    shown = _HIDDEN.sub(lambda found: found[1] or found[2] or "", broken)
    return unicodedata.normalize("NFC", _long_run().sub(r"\1", shown))
