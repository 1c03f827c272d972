"""Faults in the letters of Vietnamese text, which its readers see at once and a hurried editor does not.

They are pastes in old encodings, letters in two parts, Ð for Đ, misspelt names, two ways to place a tone, and
sums of money with another language's points and commas.
Each rule looks at one line and proposes the repaired words; none of them changes anything.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ..errors import Place, Problem, Said, say
from .languages import known
from .legacy import legacy_encoding, repaired
from .numbers import number
from .syllables import is_syllable, tone_placements, with_tone_moved

_LONGEST = 90
# Sums of money: elsewhere a long number may be a telephone's, and a point or comma a decimal one.
_AMOUNT = re.compile(
    r"(?<![\d.,])(?:\d{5,}|\d{1,3}(?:[.,]\d{3})+)(?=[ \N{NO-BREAK SPACE}](?:đồng|VND|VNĐ|USD|EUR|euros?)\b)"
)
_UNICODE = re.compile("[ăđĩũơưĂĐĨŨƠƯẠ-ỹ]")
_ETH = re.compile(r"\b\w*[Ðð]\w*", re.UNICODE)


def check_text(path: str, text: str, spelling: Mapping[str, str]) -> list[Problem]:
    """Return what is wrong with a file's text as it is on the disk, with the words repaired in each hint.

    Old encodings are told by `check_encoding`.

    `spelling` maps names as they are often misspelt to their right form.
    """
    wrong = _misspelt(spelling)
    language = path.removesuffix(".md").rpartition(".")[2]
    problems = []
    for row, line in enumerate(text.split("\n"), start=1):
        found: list[Fault] = [*_faults(line, spelling, wrong), *(_amounts(line, language) if known(language) else ())]
        problems += [Problem(path, Place(row, at + 1), "", message, hint, advice=True) for at, message, hint in found]
    return problems


def check_encoding(path: str, text: str) -> list[Problem]:
    """Return a problem for each line that is in an old encoding, which no reader can read.

    Lines with letters that only Unicode has, and those of plain ASCII, are not looked at closer.
    """
    if text.isascii():
        return []
    return [
        _outdated(path, row, unicodedata.normalize("NFC", line), name)
        for row, line in enumerate(text.split("\n"), start=1)
        if not line.isascii() and not _UNICODE.search(line)
        if (name := legacy_encoding(unicodedata.normalize("NFC", line)))
    ]


def _outdated(path: str, row: int, line: str, name: str) -> Problem:
    hint = say("replace it by: {words} – or run `./inv fix`", words=_short(repaired(line, name)))
    return Problem(path, Place(row), "", say("the text is in the old encoding {encoding}", encoding=name), hint)


def check_tones(texts: Mapping[str, str]) -> list[Problem]:
    """Return a problem for each syllable whose tone is placed otherwise than in most of the texts (by path).

    Both ways are right Vietnamese, so only a mixture is a fault: readers see carelessness, and search finds half.
    """
    composed = {path: unicodedata.normalize("NFC", text) for path, text in texts.items()}
    counts = Counter(is_first for text in composed.values() for _, is_first in tone_placements(text))
    usual = counts[True] >= counts[False]
    problems = []
    for path, text in composed.items():
        for row, line in enumerate(text.split("\n"), start=1):
            for word, is_first in tone_placements(line):
                if is_first != usual:
                    message = say("the tone of `{word}` is placed otherwise than in most of the content", word=word)
                    place = Place(row, line.find(word) + 1)
                    problems.append(Problem(path, place, "", message, _write(with_tone_moved(word)), advice=True))
    return problems


Fault = tuple[int, Said, Said]  # where in the line, from 0, what is wrong, and how to put it right


def _faults(line: str, spelling: Mapping[str, str], wrong: re.Pattern[str] | None) -> Iterator[Fault]:
    composed = unicodedata.normalize("NFC", line)
    if legacy_encoding(composed):
        return
    if composed != line:
        words = _short(", ".join(_apart(line)))
        hint = say("type the words again, or paste them from here: {words}", words=words)
        yield 0, say("letters are written in two parts (Unicode NFD)"), hint
    for match in _ETH.finditer(composed):
        word = match[0]
        right = word.replace("Ð", "Đ").replace("ð", "đ")
        if is_syllable(right):
            wrong_letter, letter = word[_eth(word)], right[_eth(word)]
            message = say(
                "`{word}` has the Icelandic letter {wrong} for {right}", word=word, wrong=wrong_letter, right=letter
            )
            yield match.start(), message, _write(right)
    for match in wrong.finditer(composed) if wrong else ():
        yield match.start(), say("`{word}` is misspelt", word=match[0]), _write(spelling[match[0]])


def _amounts(line: str, language: str) -> Iterator[Fault]:
    for match in _AMOUNT.finditer(line):
        right = number(int(re.sub("[.,]", "", match[0])), language)
        if match[0] != right:
            message = say("the sum {amount} is not written as in this language", amount=match[0])
            yield match.start(), message, _write(right)


def _write(right: str) -> Said:
    return say("write {right}", right=right)


def _misspelt(spelling: Mapping[str, str]) -> re.Pattern[str] | None:
    """Return what finds any of the misspelt names, as whole words."""
    names = sorted(spelling, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b") if names else None


def _apart(line: str) -> Iterable[str]:
    """Return the words of the line that are not composed, each composed and once."""
    composed = (
        unicodedata.normalize("NFC", word) for word in line.split() if not unicodedata.is_normalized("NFC", word)
    )
    return dict.fromkeys(composed)


def _eth(word: str) -> int:
    return next(place for place, sign in enumerate(word) if sign in "Ðð")


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
