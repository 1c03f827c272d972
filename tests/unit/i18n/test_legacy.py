"""Old Vietnamese encodings: text from Word files before Unicode is recognised and can be read; other text is not touched."""

import json
import subprocess
import unicodedata
from pathlib import Path

import pytest
from tests.building import SHARED, needs_shared

from eventsite.i18n.legacy import legacy_encoding, repaired
from eventsite.i18n.syllables import is_syllable, tone_placements, with_tone_moved

ROOT = Path(__file__).parents[3]
SAID = (
    "Hội nghị thành phố thông minh tỉnh Bình Dương diễn ra trong ba ngày, với sự tham dự của nhiều đại biểu quốc tế"
)
IN_TCVN3 = (
    "Héi nghÞ thµnh phè th«ng minh tØnh B×nh D­¬ng diÔn ra trong ba ngµy, víi sù tham dù cña nhiÒu ®¹i biÓu quèc tÕ"
)
IN_VNI = (
    "Hoäi nghò thaønh phoá thoâng minh tænh Bình Döông dieãn ra trong ba ngaøy, vôùi söï tham döï cuûa nhieàu ñaïi "
    "bieåu quoác teá"
)


@pytest.mark.parametrize(("name", "text"), [("TCVN3", IN_TCVN3), ("VNI", IN_VNI)])
def test_old_encoding_is_recognised_and_read(name: str, text: str) -> None:
    """What an old Word file gives is named, and its repair is the sentence that was meant."""
    assert legacy_encoding(text) == name
    assert repaired(text, name) == SAID


def test_viscii_is_recognised_and_read() -> None:
    """The bytes that the system's own converter writes for VISCII, taken for Latin-1, come back as they were."""
    made = subprocess.run(
        ["iconv", "-f", "UTF-8", "-t", "VISCII"], input=SAID.encode(), capture_output=True, check=True
    )
    text = made.stdout.decode("latin-1")
    assert legacy_encoding(text) == "VISCII"
    assert repaired(text, "VISCII") == SAID


@pytest.mark.parametrize(
    "text",
    [
        SAID,
        "Hoà bình và phát triển",
        "Có cá và lá",
        "Jürgen Müller, Zürich; Søren Kierkegaard, København; François Noël",
        "El niño y la mañana; Curaçao; naïve déjà-vu à la carte",
        "« Bonjour » – 3×4, 10 µm, 20 µs, © 2017 Lego®",
        "Straße, schöner Größe, für Übung",
        "på måndag är det så",
        "",
    ],
)
def test_other_text_is_no_old_encoding(text: str) -> None:
    """Unicode Vietnamese and the names of other languages raise no alarm."""
    assert legacy_encoding(text) is None


def test_shipped_content_is_no_old_encoding() -> None:
    """No line of what this project ships raises an alarm."""
    lines = [
        line for path in (ROOT / "content").rglob("*.md") for line in path.read_text(encoding="utf-8").split("\n")
    ]
    assert len(lines) > 1000
    assert [line for line in lines if legacy_encoding(line)] == []


@pytest.mark.parametrize("word", ["nghiêng", "quyết", "khuya", "gì", "giêng", "Đường", "ưu", "yêu", "thuở", "xoong"])
def test_syllable_is_known_by_its_spelling(word: str) -> None:
    """What Vietnamese spelling allows is a syllable, in either form of composition."""
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", ["", "Eindhoven", "smart", "nghx", "áà", "ướng̀", "wifi", "zalo", "abc"])
def test_other_words_are_no_syllables(word: str) -> None:
    """Words of other languages and two tones on a syllable are none."""
    assert not is_syllable(word)


def test_tone_placement_is_found_where_there_are_two_ways() -> None:
    """Only an open oa, oe or uy has two ways; quý, hoàn and toán have one."""
    text = "Hòa bình, hoà nhập, sức khỏe, khoẻ, thủy lợi, thuỷ sản; quý hoàn toán, quả, của, mùa"
    assert list(tone_placements(text)) == [
        ("Hòa", True), ("hoà", False), ("khỏe", True), ("khoẻ", False), ("thủy", True), ("thuỷ", False),
    ]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [("hòa", "hoà"), ("KHỎE", "KHOẺ"), ("thủy", "thuỷ"), ("Úy", "Uý")])
def test_tone_moves_to_the_other_vowel_and_back(old: str, new: str) -> None:
    """The repair gives the same syllable in the other way, and given that, the first again."""
    assert with_tone_moved(old) == new
    assert with_tone_moved(new) == old


@needs_shared("testdata/vi")
def test_names_are_syllables() -> None:
    """Every given name is made of syllables, and of places' names all but those of other peoples' languages."""
    names, places = (
        {
            word
            for entry in json.loads((SHARED / f"testdata/vi/{file}").read_bytes())
            for word in entry["name"].split()
        }
        for file in ("given-names.json", "places.json")
    )
    # The list writes the Icelandic letter that looks like Đ.
    assert [name for name in names if not is_syllable(name.replace("Ð", "Đ"))] == []
    strange = {word for word in places if word.isalpha() and not is_syllable(word)}
    assert strange >= {"Pleiku", "Krông", "Biang"}
    assert len(strange) < len(places) / 10
