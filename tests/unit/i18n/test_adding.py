"""A further language: written into event.yml as a person would, with a catalog of the right plural forms."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from tests.building import ROOT

from eventsite.i18n.adding import add_catalog, with_language
from eventsite.i18n.extract import missing
from eventsite.i18n.languages import known

COMMENT = "# Ngôn ngữ đang dịch, chưa công khai / Languages that are being translated and not public yet\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\nlanguages: [vi, en]\nb: 2\n", f"a: 1\nlanguages: [vi, en]\n\n{COMMENT}preparing: [nl]\nb: 2\n"),
        ("languages:\n  - vi\n  - en\nb: 2\n", f"languages:\n  - vi\n  - en\n\n{COMMENT}preparing: [nl]\nb: 2\n"),
        ("languages:\n- vi\n- en\nb: 2\n", f"languages:\n- vi\n- en\n\n{COMMENT}preparing: [nl]\nb: 2\n"),
        ("preparing: [] # soon\n", "preparing: [nl] # soon\n"),
        ("languages: [vi]\npreparing: [fr, ar]\n", "languages: [vi]\npreparing: [fr, ar, nl]\n"),
        ("name: x\n", None),
    ],
)
def test_language_is_written_among_those_that_are_prepared(before: str, after: str | None) -> None:
    """The list is made or made longer; comments and all other lines stay."""
    assert with_language(before, "nl") == after


@pytest.mark.parametrize(("code", "plurals"), [("nl", 2), ("ar", 6), ("ja", 1), ("pl", 3)])
def test_catalog_has_every_word_and_the_plural_forms(tmp_path: Path, code: str, plurals: int) -> None:
    """A new catalog lacks every word; one that is there is not touched."""
    theme = Path(shutil.copytree(ROOT / "theme", tmp_path / "theme"))
    path, words = add_catalog(theme, code)
    catalog = read_po(BytesIO(path.read_bytes()), locale=code)
    assert catalog.num_plurals == plurals
    assert words == len(missing(catalog)) > 50
    path.write_bytes(b"mine")
    assert add_catalog(theme, code) == (path, words)
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("code", "is_known"),
    [("nl", True), ("yue", True), ("xx", False), ("NL", False), ("root", False), ("../x", False), ("", False)],
)
def test_language_code_is_known_to_babel(code: str, is_known: bool) -> None:
    """Only what names a language, and can end a file's name, is one."""
    assert known(code) is is_known
