"""The search index: words and where they stand, in pieces of which a browser asks for those of the typed words.

Entries of a language are numbered from 0. A posting is the number of an entry and where the word stands there; in
a piece it is one whole number, which has the distance to the entry before in its upper bits:

    {"hoa": {"hòa": [12, 9], "hoa": [20]}, …}      folded word → words as they are written → postings

`theme/js/search-engine.js` reads all of this.
"""

import json
import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from zlib import crc32

from ..i18n.fold import exact, fold

# Where a word stands.
TEXT, FACTS, TITLE = 1, 2, 4
_PLACES = 3  # bits
# So many entries are shown by one file, and so many share the words of one piece.
GROUP = 8
_ENTRIES_A_PIECE = 8
_HIGHEST = 35  # of a digit
_WITHIN = re.compile(r"</?(?:a|abbr|b|code|em|i|mark|s|small|span|strong|sub|sup|wbr)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")

Postings = dict[str, "array[int]"]
"""Word as it is written → the postings, in the order of the entries."""
Piece = dict[str, dict[str, list[int]]]


class Entry(NamedTuple):
    """What can be found of a page: its title, facts such as people and places, and its text, all in plain words."""

    title: str
    facts: str
    text: str


class Shown(NamedTuple):
    """What a result shows: `note` has what is to know at once, `marks` are of "cancelled" and "sample"."""

    url: str
    title: str
    language: str
    kind: str
    note: str
    text: str
    marks: tuple[str, ...]


def plain(html: str) -> str:
    """Return the words of HTML, with one space between them."""
    return " ".join(unescape(_TAG.sub(" ", _WITHIN.sub("", html))).split())


def places(entry: Entry) -> dict[str, int]:
    """Return each word of the entry, as it is written, and where it stands."""
    found: dict[str, int] = {}
    for words, place in zip(entry, (TITLE, FACTS, TEXT), strict=True):
        for part in words.split():
            for word in _words(part):
                found[word] = found.get(word, 0) | place
    return found


# Texts have the same few thousand words again and again.
@lru_cache(1 << 16)
def _words(part: str) -> tuple[str, ...]:
    return tuple(exact(part).split())


@lru_cache(1 << 16)
def folded(word: str) -> str:
    """Return a word without its accents."""
    return fold(word)


def collect(entries: Iterable[tuple[int, Entry]]) -> Postings:
    """Return the postings of the entries, which must come in the order of their numbers."""
    found: Postings = {}
    for number, entry in entries:
        for word, place in places(entry).items():
            found.setdefault(word, array("I")).append(number << _PLACES | place)
    return found


def merged(shares: Sequence[Postings]) -> Postings:
    """Return the postings of several shares as one."""
    if len(shares) == 1:
        return shares[0]
    found: Postings = {}
    for share in shares:
        for word, postings in share.items():
            found.setdefault(word, array("I")).extend(postings)
    return {word: array("I", sorted(postings)) for word, postings in found.items()}


def piece_count(entries: int) -> int:
    """Return in how many pieces the words of so many entries are kept: a power of two."""
    return 1 << max(0, (entries // _ENTRIES_A_PIECE).bit_length() - 1)


def piece_of(word: str, count: int) -> int:
    """Return the number of the piece that has a folded word; the browser finds it in the same way."""
    return crc32(word.encode()) % count


def cut(postings: Postings, count: int) -> list[Piece]:
    """Return the pieces of an index."""
    pieces: list[Piece] = [{} for _ in range(count)]
    for word in sorted(postings):
        plain_word = folded(word)
        pieces[piece_of(plain_word, count)].setdefault(plain_word, {})[word] = _packed(postings[word])
    return pieces


def changed(piece: Piece, number: int, before: Mapping[str, int], after: Mapping[str, int]) -> Piece:
    """Return a piece in which the entry has the places `after` for the words that it has in `before` or `after`."""
    new = {plain_word: dict(variants) for plain_word, variants in piece.items()}
    for word in before.keys() | after.keys():
        variants = new.setdefault(folded(word), {})
        known = {one >> _PLACES: one for one in _unpacked(variants.pop(word, []))}
        known.pop(number, None)
        if word in after:
            known[number] = number << _PLACES | after[word]
        if known:
            variants[word] = _packed(known[one] for one in sorted(known))
    return {plain_word: dict(sorted(variants.items())) for plain_word, variants in new.items() if variants}


def _packed(postings: Iterable[int]) -> list[int]:
    last, packed = 0, []
    for one in postings:
        packed.append(one - (last << _PLACES))
        last = one >> _PLACES
    return packed


def _unpacked(packed: Iterable[int]) -> Iterator[int]:
    last = 0
    for one in packed:
        posting = one + (last << _PLACES)
        last = posting >> _PLACES
        yield posting


def render_piece(piece: Piece) -> str:
    """Return a piece as JSON."""
    return json.dumps(piece, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def counts(piece: Piece) -> dict[str, int]:
    """Return in how many entries each folded word of the piece stands, however it is written there."""
    return {
        word: len(variants[next(iter(variants))])
        if len(variants) == 1
        else len({one >> _PLACES for packed in variants.values() for one in _unpacked(packed)})
        for word, variants in piece.items()
    }


class Words(NamedTuple):
    """All words of an index in their order, with a space between them, and a digit for each: how many have it.

    The digit is that of the highest bit of the number, so it seldom changes with an edit.
    """

    words: str
    levels: str


def words_of(found: Mapping[str, int]) -> Words:
    """Return the words, from the number of the entries that have each."""
    in_order = sorted(found)
    return Words(" ".join(in_order), "".join(_digit(found[word].bit_length()) for word in in_order))


def words_after(known: Words, before: Mapping[str, int], after: Mapping[str, int]) -> Words:
    """Return the words of an index in which those of `before` have the numbers of `after`, or are gone."""
    levels = [{word: _digit(number.bit_length()) for word, number in counted.items()} for counted in (before, after)]
    if levels[0] == levels[1]:
        return known
    new = dict(zip(known.words.split(" "), known.levels, strict=True)) if known.words else {}
    for word in before.keys() - after.keys():
        del new[word]
    new |= levels[1]
    in_order = sorted(new)
    return Words(" ".join(in_order), "".join(new[word] for word in in_order))


def title_length(title: str) -> str:
    """Return how many words a title has, as one digit."""
    return _digit(len(exact(title).split()))


def render_overview(version: str, kinds: str, lengths: str, words: Words) -> str:
    """Return what a search reads first: of each entry its kind and how long its title is, and all words.

    The `version` changes with every word.
    """
    overview = {"version": version, "group": GROUP, "kinds": kinds, "lengths": lengths, **words._asdict()}
    return json.dumps(overview, ensure_ascii=False, separators=(",", ":")) + "\n"


def _digit(number: int) -> str:
    return "0123456789abcdefghijklmnopqrstuvwxyz"[min(number, _HIGHEST)]


def render_group(entries: Iterable[Shown]) -> str:
    """Return what the results show of the entries of one group."""
    return json.dumps([list(entry) for entry in entries], ensure_ascii=False, separators=(",", ":")) + "\n"
