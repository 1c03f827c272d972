"""Sizes of files as each language writes them."""

import pytest

from eventsite.i18n.numbers import file_size


@pytest.mark.parametrize(
    ("size", "vietnamese", "english"),
    [
        (0, "1 kB", "1 kB"),
        (999, "1 kB", "1 kB"),
        (45_400, "45 kB", "45 kB"),
        (999_400, "999 kB", "999 kB"),
        (1_234_567, "1,2 MB", "1.2 MB"),
        (2_000_000, "2 MB", "2 MB"),
        (23_456_789, "23 MB", "23 MB"),
        (1_500_000_000, "1,5 GB", "1.5 GB"),
    ],
)
def test_file_size_is_in_the_language(size: int, vietnamese: str, english: str) -> None:
    """Two figures are enough, with the language's decimal sign and a space that does not break."""
    assert file_size(size, "vi").replace("\u00a0", " ") == vietnamese
    assert file_size(size, "en").replace("\u00a0", " ") == english
    assert " " not in file_size(size, "vi") + file_size(size, "en")
