"""What a name says of its language."""

import pytest

from eventsite.i18n.languages import spoken_in


@pytest.mark.parametrize(
    ("name", "language"),
    [("Cổng thông tin điện tử tỉnh Bình Dương", "vi"), ("Nhân Dân", ""), ("BTV (m.btv.org.vn)", ""), ("Café", "")],
)
def test_name_is_vietnamese_by_its_letters(name: str, language: str) -> None:
    """Letters that other languages have too say nothing."""
    assert spoken_in(name) == language
