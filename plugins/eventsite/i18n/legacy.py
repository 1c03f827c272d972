"""Vietnamese text in the encodings from before Unicode, as it comes out of old Word files: found, and read.

The three that were in use give, where they are taken for Western European text, words such as `Thµnh phè` (TCVN3),
`Thaønh phoá` (VNI) and `Thành ph¯` (VISCII). Such a word is evidence only where it is no Vietnamese syllable as it
stands and is one once it is read rightly; names of other languages are none.

Sources: TCVN 5712:1993; RFC 1456 (VISCII); the table of the VNI fonts.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from .syllables import is_syllable

_LETTERS = (
    "à á ả ã ạ  ă ằ ắ ẳ ẵ ặ  â ầ ấ ẩ ẫ ậ  đ  è é ẻ ẽ ẹ  ê ề ế ể ễ ệ  ì í ỉ ĩ ị  "
    "ò ó ỏ õ ọ  ô ồ ố ổ ỗ ộ  ơ ờ ớ ở ỡ ợ  ù ú ủ ũ ụ  ư ừ ứ ử ữ ự  ỳ ý ỷ ỹ ỵ"
)
_TCVN3 = (
    "B5 B8 B6 B7 B9  A8 BB BE BC BD C6  A9 C7 CA C8 C9 CB  AE  CC D0 CE CF D1  AA D2 D5 D3 D4 D6  D7 DD D8 DC DE  "
    "DF E3 E1 E2 E4  AB E5 E8 E6 E7 E9  AC EA ED EB EC EE  EF F3 F1 F2 F4  AD F5 F8 F6 F7 F9  FA FD FB FC FE"
)
_VISCII = (
    "E0 E1 E4 E3 D5  E5 A2 A1 C6 C7 A3  E2 A5 A4 A6 E7 A7  F0  E8 E9 EB A8 A9  EA AB AA AC AD AE  EC ED EF EE B8  "
    "F2 F3 F6 F5 F7  F4 B0 AF B1 B2 B5  BD B6 BE B7 DE FE  F9 FA FC FB F8  DF D7 D1 D8 E6 F1  CF FD D6 DB DC"
)
_TCVN3_CAPITALS = dict(zip("¡¢£¤¥¦§", "ĂÂÊÔƠƯĐ", strict=True))
# VNI writes a vowel and, behind it, a sign for its tone or its shape and tone; a few letters are one sign.
_VNI_PLAIN = dict(zip("øùûõï", "\u0300\u0301\u0309\u0303\u0323", strict=True))
_VNI_CIRCUMFLEX = dict(zip("âàáåãä", ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"), strict=True))
_VNI_BREVE = dict(zip("êèéúüë", ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"), strict=True))
_VNI_WHOLE = {"ñ": "đ", "ö": "ư", "ô": "ơ", "î": "ỵ", "æ": "ỉ", "ó": "ĩ", "ò": "ị"}

VIETNAMESE = {*_LETTERS.split(), *_LETTERS.upper().split()}
_EDGES = "".join(chr(code) for code in range(0x21, 0x7F) if not chr(code).isalnum()) + "“”‘’…–—"
_BETWEEN = re.compile(r"[\s/–—-]+")
_FEWEST = 2
_SURE = 0.8


def legacy_encoding(text: str) -> str | None:
    """Return `TCVN3`, `VNI` or `VISCII` where the NFC text is in that encoding, read as Western European, else None.

    A text that has letters which only Unicode has is right, whatever else is in it.
    """
    words = {word for token in _BETWEEN.split(text) if (word := token.strip(_EDGES))}
    if any(ord(sign) > 0xFF and sign in VIETNAMESE for word in words for sign in word):  # noqa: PLR2004
        return None
    strange = {word for word in words if _is_strange(word)}
    counts = {name: sum(is_syllable(repaired(word, name)) for word in strange) for name in ENCODINGS}
    name = max(counts, key=lambda name: counts[name])
    return name if counts[name] >= max(_FEWEST, _SURE * len(strange)) else None


def repaired(text: str, encoding: str) -> str:
    """Return the text of this encoding in Unicode, NFC."""
    if encoding == "VNI":
        return unicodedata.normalize("NFC", _VNI.sub(lambda match: _vni_letter(match[0]), text))
    return unicodedata.normalize("NFC", text.translate(ENCODINGS[encoding]))


def _is_strange(word: str) -> bool:
    """Return whether the word has letters of ASCII and signs beyond it, and is not Vietnamese."""
    return not word.isascii() and bool(re.search("[A-Za-z]", word)) and not is_syllable(word)


def _single(codes: str, more: Mapping[str, str]) -> dict[int, str]:
    """Return the table of an encoding of single bytes, by the signs of Latin-1."""
    table = {ord(sign): letter for sign, letter in more.items()}
    for code, letter in zip(codes.split(), _LETTERS.split(), strict=True):
        table[int(code, 16)] = letter
    return table


@cache
def _vni_letter(signs: str) -> str:
    vowel, mark = signs[0], signs[1:].lower()
    if not mark:
        whole = _VNI_WHOLE[vowel.lower()]
        return whole.upper() if vowel.isupper() else whole
    if vowel.lower() in _VNI_WHOLE:
        return unicodedata.normalize("NFC", _vni_letter(vowel) + _VNI_PLAIN[mark])
    for marks, shape in ((_VNI_PLAIN, ""), (_VNI_CIRCUMFLEX, "\u0302"), (_VNI_BREVE, "\u0306")):
        if mark in marks:
            return unicodedata.normalize("NFC", vowel + shape + marks[mark])
    raise KeyError(signs)


_VNI = re.compile(
    "[aeo][âàáåãä]|a[êèéúüë]|[aeiouy][øùûõï]|[öô][øùûõï]|[ñöôîæóò]",
    re.IGNORECASE,
)
ENCODINGS: dict[str, dict[int, str]] = {
    "TCVN3": _single(_TCVN3, _TCVN3_CAPITALS),
    "VISCII": _single(_VISCII, {"Ð": "Đ", "´": "Ơ", "¿": "Ư"}),
    "VNI": {},
}
"""Name of an encoding → the letter of each sign; VNI has no such table, since its letters are pairs."""
