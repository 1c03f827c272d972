"""What cards are drawn with: the theme's own files and colours, and only letters that its fonts have."""

import shutil
import unicodedata
from pathlib import Path

import pytest
from tests.building import ROOT

from eventsite.site.social import SocialStyle, read_style

CSS = (ROOT / "theme/css/tokens.css").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def style() -> SocialStyle:
    """Return the style of the project's theme."""
    found = read_style(ROOT / "theme", CSS)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("words", "spelled"),
    [
        (unicodedata.normalize("NFD", "Hội nghị Ẳ Ỗ Ỵ"), "Hội nghị Ẳ Ỗ Ỵ"),
        ("Khai mạc 🎉 lúc 8 giờ", "Khai mạc lúc 8 giờ"),
        ("Bình\u00a0Dương \n 20\u00ad17\u200b ", "Bình\u00a0Dương 2017"),
        ("Łódź", "Łódź"),
        ("東京", ""),
        ("Nguyễn Ж", ""),
        ("🎉", ""),
        ("Smart City ٢٠١٧", ""),
        ("CO₂", "CO₂"),
    ],
)
def test_words_are_spelled_in_letters_that_the_font_has(style: SocialStyle, words: str, spelled: str) -> None:
    """Marks are joined to their letters, other signs are left out, and a word with a missing letter or digit is not cut up."""
    assert style.spelled(words) == spelled


def test_style_is_another_one_with_other_colours(style: SocialStyle) -> None:
    """A theme that changes a colour of its cards gets new ones."""
    other = read_style(ROOT / "theme", CSS.replace("--gold: #e0b45c", "--gold: #e0b45d"))
    assert other is not None
    assert other.digest != style.digest


def test_theme_without_all_that_is_needed_has_no_cards(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Without the folder nothing is said; without a file of it, or a colour, a warning tells."""
    assert read_style(tmp_path, CSS) is None
    assert caplog.messages == []
    shutil.copytree(ROOT / "theme/social", tmp_path / "social")
    assert read_style(tmp_path, ":root { --night: #000 }") is None
    (tmp_path / "social/be-vietnam-pro-700.json").unlink()
    assert read_style(tmp_path, CSS) is None
    assert len(caplog.messages) == 2
