"""A file's bytes become text, whatever program saved it; where nobody can be certain, they do not."""

import subprocess
import unicodedata

import pytest

from eventsite.repairs.encoding import decoded

TEXT = "---\ntitle: Thông báo số 5\n---\nHội nghị thành phố thông minh tỉnh Bình Dương – “mở cửa”.\n"
PLAIN = TEXT.replace("–", "-").replace("“", '"').replace("”", '"')


def _said(source: bytes) -> tuple[str, list[str], bool] | None:
    found = decoded(source)
    return None if found is None else (found.text, [str(done) for done in found.done], found.asks)


def test_utf_8_is_read_and_its_mark_is_left_out() -> None:
    """Plain UTF-8 needs nothing; the mark of a Windows program is no part of the text."""
    assert _said(TEXT.encode()) == (TEXT, [], False)
    assert _said(TEXT.encode("utf-8-sig")) == (TEXT, ["byte order mark removed"], False)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read(encoding: str) -> None:
    """With a mark of its order or without, nothing is to be asked."""
    assert _said(TEXT.encode(encoding)) == (TEXT, ["UTF-16 made UTF-8"], False)


def test_windows_1258_is_read() -> None:
    """The encoding of Vietnamese Windows, in which a tone is a sign of its own, gives composed letters."""
    apart = unicodedata.normalize("NFD", TEXT)
    shaped = "".join(unicodedata.normalize("NFC", part) for part in _keeping_tones(apart))
    assert _said(shaped.encode("cp1258")) == (TEXT, ["the old encoding Windows-1258 made UTF-8"], True)


def _keeping_tones(apart: str) -> list[str]:
    """Return the text in parts, so that each tone stays by itself."""
    parts, tones = [""], "\u0300\u0301\u0303\u0309\u0323"
    # In canonical order the dot below stands before the shape of its letter.
    for letter in unicodedata.normalize("NFC", apart):
        signs = unicodedata.normalize("NFD", letter)
        shape = "".join(sign for sign in signs if sign not in tones)
        parts += [shape, "".join(sign for sign in signs if sign in tones)]
    return parts


def test_viscii_is_read() -> None:
    """What the system's own converter writes comes back."""
    made = subprocess.run(
        ["iconv", "-f", "UTF-8", "-t", "VISCII"], input=PLAIN.encode(), capture_output=True, check=True
    )
    assert _said(made.stdout) == (PLAIN, ["the old encoding VISCII made UTF-8"], True)


def test_tcvn3_is_read() -> None:
    """The bytes that the fonts .VnTime showed as Vietnamese are Vietnamese."""
    source = "Héi nghÞ thµnh phè th«ng minh tØnh B×nh D­¬ng\n".encode("latin-1")
    expected = "Hội nghị thành phố thông minh tỉnh Bình Dương\n"
    assert _said(source) == (expected, ["the old encoding TCVN3 made UTF-8"], True)


def test_western_windows_is_read_where_only_its_signs_are_there() -> None:
    """English with typographic quotation marks, as Windows saves it, is certain enough to be asked."""
    text = "It’s “open” – at the café.\n"
    assert _said(text.encode("cp1252")) == (text, ["the old encoding Windows-1252 made UTF-8"], True)


@pytest.mark.parametrize(
    "source",
    [b"\xff\xfe\x00", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", bytes(range(128, 256)), "Привет, мир".encode("cp1251")],
)
def test_other_bytes_are_no_text(source: bytes) -> None:
    """Half a letter of UTF-16, a picture, and encodings that nobody here writes are left alone."""
    assert decoded(source) is None
