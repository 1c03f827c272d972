"""Letters read in the wrong encoding: what was meant comes back, and nothing else is taken for such."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventsite.i18n.legacy import VIETNAMESE
from eventsite.repairs.words import encoded_once, in_unicode

SAID = "Hội nghị ở Bình Dương: “hòa bình” – đúng 8 giờ, ý, à, Ằ"


def _misread(text: str) -> str:
    """Return UTF-8 as a program shows it that takes it for Windows-1252."""
    return "".join(bytes([code]).decode("cp1252", errors="ignore") or chr(code) for code in text.encode())


@pytest.mark.parametrize("times", [1, 2])
def test_utf_8_read_as_windows_1252_is_put_right(times: int) -> None:
    """`HÃ²a` becomes `Hòa`, also where it went wrong twice and where right words stand beside."""
    text = SAID
    for _ in range(times):
        text = _misread(text)
    assert encoded_once(f"Đã đúng. {text}") == f"Đã đúng. {SAID}"


@pytest.mark.parametrize(
    "text", [SAID, "Ô’, Â–, là “à”…", "“ĐÃ”, Ã–", "Ã Â Ä", "naïve café – Größe «ça»", "50 × 3 = 150 ©"]
)
def test_right_text_is_not_encoded_again(text: str) -> None:
    """Vietnamese capitals before typographic signs are what they are."""
    assert encoded_once(text) == text


@given(st.text(st.sampled_from(sorted(VIETNAMESE) + list("abc –“”’ .,")), max_size=30))
def test_whatever_was_misread_comes_back(text: str) -> None:
    """Every Vietnamese text survives; the right one is not touched, and a second run changes nothing."""
    assert encoded_once(_misread(f"{text} ạ")) == f"{text} ạ"
    assert encoded_once(text) == text


def test_old_encodings_become_unicode_by_the_line() -> None:
    """A file whose other lines are right has only its old ones changed."""
    text = "Đại hội\nHéi nghÞ thµnh phè th«ng minh tØnh B×nh D­¬ng\n"
    assert in_unicode(text) == "Đại hội\nHội nghị thành phố thông minh tỉnh Bình Dương\n"
    assert in_unicode(in_unicode(text)) == in_unicode(text)
