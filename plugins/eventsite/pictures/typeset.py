"""Words in lines: how wide they are, where a line ends, and where each letter stands.

Widths and kerning come from a table beside the font and are the same for every size, machine and library.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

THOUSAND = 1000
CUT = "…"


@dataclass(frozen=True, slots=True)
class Measures:
    """A font's measures in thousandths of its size: of a line, of each letter, and what kerning adds to pairs."""

    ascent: int
    descent: int
    widths: Mapping[str, int]
    kerning: Mapping[tuple[str, str], int]
    known: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    def places(self, words: str) -> Iterator[tuple[str, int]]:
        """Yield each letter that the font has, and how far from the beginning of the line it stands."""
        yield from ((letter, place) for letter, place, _ in self._placed(words))

    def width(self, words: str) -> int:
        """Return how wide a line is."""
        known = self.known.get(words)
        if known is None:
            known = self.known[words] = max((place + width for _, place, width in self._placed(words)), default=0)
        return known

    def _placed(self, words: str) -> Iterator[tuple[str, int, int]]:
        place, before = 0, ""
        for letter in words:
            width = self.widths.get(letter)
            if width is not None:
                place += self.kerning.get((before, letter), 0)
                yield letter, place, width
                place, before = place + width, letter


def read_measures(table: bytes) -> Measures:
    """Return the measures in a file that `theme/make_fonts.py` wrote."""
    data = json.loads(table)
    pairs = {
        (left, right): int(move)
        for left, moves in data["kerning"].items()
        for move, rights in moves.items()
        for right in rights
    }
    return Measures(data["ascent"], data["descent"], data["widths"], pairs)


def line_count(font: Measures, words: str, width: float) -> int:
    """Return how many lines the words need."""
    return len(_lines(font, _words(font, words, width), width))


def wrapped(font: Measures, words: str, width: float) -> list[str]:
    """Return the words in as few lines as they need, which are then of about the same width.

    A word that is wider than a line is broken wherever it must be.
    """
    pieces = _words(font, words, width)
    lines = _lines(font, pieces, width)
    if len(lines) <= 1:
        return lines
    # The narrowest width that still gives so many lines leaves none of them nearly empty.
    low, high = width / len(lines), width
    while high - low > width / 100:
        middle = (low + high) / 2
        if len(_lines(font, pieces, middle)) > len(lines):
            low = middle
        else:
            high = middle
    return _lines(font, pieces, high)


def shortened(font: Measures, words: str, width: float, most: int) -> list[str]:
    """Return the words in at most so many lines; what does not fit is left out, with a sign for it."""
    lines = _lines(font, _words(font, words, width), width)
    if len(lines) <= most:
        return wrapped(font, words, width)
    kept = lines[:most]
    last = kept[-1]
    while last and font.width(last + CUT) > width:
        last = last.rpartition(" ")[0] or last[:-1]
    return [*kept[:-1], last.rstrip(" ,;:.–-") + CUT]


def _lines(font: Measures, pieces: list[str], width: float) -> list[str]:
    space = font.widths.get(" ", 0)
    lines: list[list[str]] = []
    used = 0
    for piece in pieces:
        own = font.width(piece)
        if lines and used + space + own <= width:
            lines[-1].append(piece)
            used += space + own
        else:
            lines.append([piece])
            used = own
    return [" ".join(line) for line in lines]


def _words(font: Measures, words: str, width: float) -> list[str]:
    return [piece for word in words.split(" ") if word for piece in _pieces(font, word, width)]


def _pieces(font: Measures, word: str, width: float) -> Iterator[str]:
    """Yield the word, or the parts of one that is wider than a line."""
    if font.width(word) <= width:
        yield word
        return
    piece = ""
    for letter in word:
        if piece and font.width(piece + letter) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece
