"""Letters that were read in the wrong encoding: the words on the page become others, so a person is asked first."""

import re
import unicodedata

from ..i18n.legacy import VIETNAMESE, legacy_encoding, repaired

# What UTF-8 that was taken for Windows-1252 can have been, besides Vietnamese letters.
_SIGNS = "“”‘’–—…•·°©®€«»§×\N{NO-BREAK SPACE}éèêëàâîïôûùüçñöäåøÉÈÊÀÂÔÜÖÄÅØ"
_MEANT = set(_SIGNS) | {sign for sign in VIETNAMESE if not sign.isascii()}
# The bytes that Windows-1252 has no sign for are read as themselves.
_OF_BYTE = {bytes([code]).decode("cp1252", errors="ignore") or chr(code): code for code in range(0x80, 0x100)}
_NEXT = "".join(sign for sign, code in _OF_BYTE.items() if code < 0xC0)  # noqa: PLR2004 -- UTF-8's bytes after the first
_TWICE = re.compile(f"[\u00c2-\u00df][{re.escape(_NEXT)}]|[\u00e0-\u00ef][{re.escape(_NEXT)}]{{2}}")
_SURELY = re.compile("...|.[^“”‘’–—…•]")
_MOST_TIMES = 4


def encoded_once(text: str) -> str:
    """Return the text with UTF-8 that was read as Windows-1252 read rightly: `HÃ²a` becomes `Hòa`.

    Only what is a letter of Vietnamese or a sign of typography afterwards is taken for such.
    """
    return "\n".join(line if line.isascii() else _line_encoded_once(line) for line in text.split("\n"))


def _line_encoded_once(line: str) -> str:
    """Return the line put right, if it has more than a capital before a quotation mark or dash: `“ĐÃ”` is right."""
    for _ in range(_MOST_TIMES):
        changed = [match[0] for match in _TWICE.finditer(line) if _meant(match[0]) != match[0]]
        if not any(_SURELY.search(signs) for signs in changed):
            break
        line = _TWICE.sub(lambda match: _meant(match[0]), line)
    return line


def _meant(signs: str) -> str:
    try:
        found = bytes(_OF_BYTE[sign] for sign in signs).decode("utf-8")
    except UnicodeDecodeError:
        return signs
    # A text may have been encoded twice too often: what comes out of the first step must lead on to the second.
    return found if found in _MEANT or found in _OF_BYTE else signs


def in_unicode(text: str) -> str:
    """Return the text with what is in TCVN3, VNI or VISCII in Unicode: as a whole, or line by line."""
    if name := legacy_encoding(unicodedata.normalize("NFC", text)):
        return repaired(text, name)
    return "\n".join(_line_in_unicode(line) for line in text.split("\n"))


def _line_in_unicode(line: str) -> str:
    if line.isascii():
        return line
    name = legacy_encoding(unicodedata.normalize("NFC", line))
    return repaired(line, name) if name else line
