"""Alphabetical order: letters, then tones, syllable by syllable; and people by the last word of their names."""

import itertools
import random
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventsite.i18n.collation import ALPHABET, alphabet, index_letter, name_key, sort_key

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\N{COMBINING GRAVE ACCENT}", "\N{COMBINING HOOK ABOVE}", "\N{COMBINING TILDE}",
         "\N{COMBINING ACUTE ACCENT}", "\N{COMBINING DOT BELOW}")  # fmt: skip


def _toned(vowel: str, tone: str) -> str:
    return unicodedata.normalize("NFC", vowel + tone)


def _shuffled(items: Sequence[str]) -> list[str]:
    return random.Random(1).sample(items, len(items))


def test_letters_have_the_order_of_the_vietnamese_alphabet() -> None:
    """Ă, â, đ, ê, ô, ơ and ư are letters of their own, behind those that they look like."""
    assert sorted(_shuffled(ALPHABET), key=sort_key) == list(ALPHABET)


@pytest.mark.parametrize("vowel", VOWELS)
def test_tones_have_their_order_within_a_letter(vowel: str) -> None:
    """The order is none, huyền, hỏi, ngã, sắc, nặng, and the next letter comes after all of them."""
    expected = [_toned(vowel, tone) for tone in TONES]
    assert sorted(_shuffled(expected), key=sort_key) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["tuân thủ", "tuần chay"],
        ["Hà Nam", "Hà Tĩnh", "Hạ Hòa", "Hạ Long", "Hải Dương"],
        ["da", "dự", "đa", "đá"],
        ["ma", "mà", "mả", "mã", "má", "mạ", "mang", "măng", "mâng"],
        ["25/11", "5G", "Bình Dương"],
        ["hội nghị", "Hội nghị", "hội thảo"],
        ["Mulder", "Muller", "Müller"],
        ["", "a"],
    ],
)
def test_words_are_compared_syllable_by_syllable(expected: list[str]) -> None:
    """Each list is in dictionary order, from whatever order it comes."""
    for order in itertools.permutations(expected):
        assert sorted(order, key=sort_key) == expected


@given(st.lists(st.text(alphabet=ALPHABET + "ạảãáàêệôộơợưự ABCĐ-'", max_size=12), max_size=6))
def test_order_does_not_depend_on_how_letters_are_composed(words: list[str]) -> None:
    """Decomposed words, as macOS and some keyboards write them, stand where composed ones do."""
    apart = [unicodedata.normalize("NFD", word) for word in words]
    whole = [unicodedata.normalize("NFC", word) for word in words]
    assert [unicodedata.normalize("NFC", word) for word in sorted(apart, key=sort_key)] == sorted(whole, key=sort_key)


def test_people_are_ordered_by_given_name() -> None:
    """The last word decides, tones and all, and only then the words before it."""
    expected = ["Hoàng Ái An", "Nguyễn Thị Ánh", "Đặng Thị Ăn", "Lê Văn Ân", "Mai Hùng Dũng", "Trần Văn Nam",
                "Trần Việt Nam", "Mary Ann Schreurs"]  # fmt: skip
    assert sorted(_shuffled(expected), key=name_key) == expected


@pytest.mark.parametrize(
    ("words", "letter"),
    [("đường", "Đ"), ("Ánh", "A"), ("Ăn", "Ă"), ("Ân", "Â"), ("êm", "Ê"), ("Ơn", "Ơ"), ("ưu", "Ư"), ("Ổn", "Ô"),
     ("Zacharilla", "Z"), ("Öberg", "O"), ("5G", "#"), ("", "#"), ("…", "#"), ("日本", "#")],
)  # fmt: skip
def test_index_letter_is_the_first_letter_without_its_tone(words: str, letter: str) -> None:
    """A tone is no letter; ă, â, đ, ê, ô, ơ and ư have entries of their own, and what is no letter has one in common."""
    assert index_letter(words) == letter
    assert index_letter(unicodedata.normalize("NFD", words)) == letter


@pytest.mark.parametrize(
    ("languages", "letters"),
    [
        (["vi", "en"], "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY"),
        (["nl", "en"], "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ],
)
def test_alphabet_is_the_events(languages: list[str], letters: str) -> None:
    """An event in Vietnamese has the 29 letters of its alphabet, any other the 26 of English."""
    assert "".join(alphabet(languages)) == letters
