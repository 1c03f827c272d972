"""Alphabetical order as readers of Vietnamese look things up, for any words in Latin script.

Words are compared syllable by syllable, as Vietnamese dictionaries do: `tuân thủ` comes before `tuần chay`, and all
of `Hà …` before any `Hạ …`. Within a syllable the letters decide first (a ă â, d đ, e ê, o ô ơ, u ư are letters of
their own), then the tones (none, huyền, hỏi, ngã, sắc, nặng). Capitals count only where all else is the same.
For single syllables this is the order of CLDR's `vi`, in which other languages' Latin letters keep their places.

Source: Vietnam Lexicography Centre, rules of alphabetical order, 4.3; CLDR, collation/vi.xml.
"""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANKS = {letter: rank for rank, letter in enumerate(f"0123456789{ALPHABET}")}
_QUALITIES = {"\N{COMBINING BREVE}", "\N{COMBINING CIRCUMFLEX ACCENT}", "\N{COMBINING HORN}"}
_TONES = {
    mark: number
    for number, mark in enumerate(
        (
            "\N{COMBINING GRAVE ACCENT}",
            "\N{COMBINING HOOK ABOVE}",
            "\N{COMBINING TILDE}",
            "\N{COMBINING ACUTE ACCENT}",
            "\N{COMBINING DOT BELOW}",
        ),
        start=1,
    )
}
# Letters that Unicode does not take apart, and where CLDR's root order has them.
WHOLE = str.maketrans({"ø": "o\N{COMBINING LONG STROKE OVERLAY}", "ł": "l\N{COMBINING LONG STROKE OVERLAY}",
                        "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})  # fmt: skip
_BETWEEN = re.compile(r"[^\w\u0300-\u036f]+|_+")

Key = tuple[tuple[tuple[tuple[int, ...], tuple[int, ...]], ...], tuple[bool, ...], str]


def sort_key(words: str) -> Key:
    """Return what `sorted` needs to put words into alphabetical order; equal words, however composed, are equal."""
    composed = unicodedata.normalize("NFC", words)
    syllables = [syllable for syllable in _BETWEEN.split(composed) if syllable]
    capitals = tuple(letter.isupper() for syllable in syllables for letter in syllable)
    return tuple(_syllable_key(syllable.lower()) for syllable in syllables), capitals, composed


def name_key(name: str) -> Key:
    """Return what `sorted` needs to order people by the last word of their names, then by the words before it.

    That is the given name of a Vietnamese, by which people are addressed and listed, and the family name of most
    others.
    """
    before, _, last = unicodedata.normalize("NFC", name).strip().rpartition(" ")
    return sort_key(f"{last} {before}")


def alphabet(languages: Collection[str]) -> list[str]:
    """Return the letters that an index shows even where nothing stands under them, as capitals in their order.

    The Vietnamese alphabet has no F, J, W and Z, and seven letters that no other language here has.
    """
    own = set(ALPHABET) - set("fjwz") if "vi" in languages else {letter for letter in ALPHABET if letter.isascii()}
    return [letter.upper() for letter in ALPHABET if letter in own]


def index_letter(words: str) -> str:
    """Return the capital under which the words stand in an index: `Đ` for `đường`, "#" where no letter is first."""
    syllables, _, _ = sort_key(words)
    rank = syllables[0][0][0] if syllables and syllables[0][0] else -1
    letters = [letter for letter in ALPHABET if _RANKS[letter] == rank]
    return letters[0].upper() if letters else "#"


@lru_cache(maxsize=1 << 14)
def _syllable_key(syllable: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the ranks of the syllable's letters, and those of its tones and other marks, letter by letter."""
    letters: list[int] = []
    marks: list[int] = []
    for sign in syllable.translate(WHOLE):
        apart = unicodedata.normalize("NFD", sign)
        base, found = apart[0], apart[1:]
        qualities = [mark for mark in found if mark in _QUALITIES]
        letter = unicodedata.normalize("NFC", base + "".join(qualities))
        if letter not in _RANKS:
            letter, qualities = base, []
        if unicodedata.combining(base):
            marks.append(_mark(base))
            continue
        # Letters of other scripts follow ours.
        letters.append(_RANKS.get(letter, len(_RANKS) + ord(letter)))
        marks += [0, *(_mark(mark) for mark in found if mark not in qualities)]
    return tuple(letters), tuple(marks)


def _mark(mark: str) -> int:
    return _TONES.get(mark, len(_TONES) + ord(mark))
