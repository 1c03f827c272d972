"""The scripts' files: their words in each language come from the catalogs, and their address tells what is in them."""

import json
import shutil
from pathlib import Path

import pytest
from tests.building import ROOT

from eventsite.site.scripts import scripts


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """Return a copy of the theme, to be edited."""
    return Path(shutil.copytree(ROOT / "theme", tmp_path / "theme", ignore=shutil.ignore_patterns("static", "css")))


def _words(text: str) -> dict[str, str]:
    return json.loads(text.partition("export const words = ")[2].rstrip(";\n"))


def test_words_are_the_catalogs(theme: Path) -> None:
    """Vietnamese has a word for every English one of the scripts; English needs none; no other word is there."""
    folder, files = scripts(theme, ("vi", "en"))
    vietnamese = _words(files[f"{folder}/words.vi.js"])
    assert vietnamese["Read in English"] == "Đọc bản tiếng Việt"
    assert "Skip to the content" not in vietnamese
    assert _words(files[f"{folder}/words.en.js"]) == {}


def test_modules_are_as_they_were_written_without_their_comments(theme: Path) -> None:
    """Every module of the theme is there beside the words: each line as it was, and empty where it was a comment."""
    folder, files = scripts(theme, ("vi",))
    modules = {path.name: path.read_text("utf-8") for path in (theme / "js").glob("*.js")}
    expected = {
        name: ["" if line.lstrip().startswith(("//", "/**")) else line for line in text.split("\n")]
        for name, text in modules.items()
    }
    assert {name: files[f"{folder}/{name}"].split("\n") for name in modules} == expected
    assert len(files) == len(modules) + 1


def test_what_only_looks_like_a_comment_stays(theme: Path) -> None:
    """An address within a line, and a comment behind code, stay where they are."""
    code = 'const place = "https://example.org/"; // Why.\nconst half = 4 /** 2 */ / 2;\n'
    (theme / "js" / "own.js").write_text(f"// A comment.\n{code}  /** Another. */\n", encoding="utf-8")
    folder, files = scripts(theme, ("vi",))
    assert files[f"{folder}/own.js"] == f"\n{code}\n"


def test_direction_is_the_languages(theme: Path) -> None:
    """A language that runs from right to left says so to the scripts."""
    folder, files = scripts(theme, ("vi", "ar"))
    found = [files[f"{folder}/words.{code}.js"].splitlines()[0] for code in ("vi", "ar")]
    assert found == ['export const direction = "ltr";', 'export const direction = "rtl";']


@pytest.mark.parametrize("name", ["js/reader.js", "translations/vi/LC_MESSAGES/messages.po"])
def test_folder_changes_with_what_is_in_it(theme: Path, name: str) -> None:
    """A changed module or word gives another address, since browsers keep the old one for ever."""
    before = scripts(theme, ("vi",))[0]
    path = theme / name
    path.write_text(
        path.read_text("utf-8").replace("Đọc bản", "Xem bản")
        + ("\n# new\n" if name.endswith("po") else "\nexport const isNew = true;\n")
    )
    assert scripts(theme, ("vi",))[0] != before


def test_fuzzy_word_is_left_out(theme: Path) -> None:
    """A guess of a translation is not shown; the reader gets the English word."""
    path = theme / "translations/vi/LC_MESSAGES/messages.po"
    text = path.read_text("utf-8").replace(
        '#: js/language-offer.js\nmsgid "No, thanks"', '#: js/language-offer.js\n#, fuzzy\nmsgid "No, thanks"'
    )
    path.write_text(text, encoding="utf-8")
    folder, files = scripts(theme, ("vi",))
    assert "No, thanks" not in _words(files[f"{folder}/words.vi.js"])
