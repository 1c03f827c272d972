"""The scripts' files: their words in each language come from the catalogs, and their address tells what is in them."""

import json
import re
import shutil
from pathlib import Path

import pytest
from tests.building import ROOT

from eventsite.site.scripts import read_scripts


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """Return a copy of the theme, to be edited."""
    return Path(shutil.copytree(ROOT / "theme", tmp_path / "theme", ignore=shutil.ignore_patterns("static", "css")))


def _file(files: dict[str, str], name: str) -> str:
    return next(text for path, text in files.items() if path.endswith(f"/{name}"))


def _words(text: str) -> dict[str, str]:
    return json.loads(text.partition("export const words = ")[2].rstrip(";\n"))


def test_words_of_another_language_are_those_of_the_offer(theme: Path) -> None:
    """A page can say its offer in Vietnamese or English; no other word is there, and English needs none."""
    _, files = read_scripts(theme, ("vi", "en"))
    vietnamese = _words(_file(files, "words.vi.js"))
    assert vietnamese["Read in English"] == "Đọc bản tiếng Việt"
    assert "Jump to now" not in vietnamese
    assert _words(_file(files, "words.en.js")) == {}


def test_page_has_the_words_of_its_scripts(theme: Path) -> None:
    """The words of what the scripts import, now or later, are among them; those of other scripts are not."""
    scripts = read_scripts(theme, ("vi", "en"))[0]
    said = json.loads(scripts["vi"].page("live-programme").words)
    assert said["Updated at {time}"] == "Cập nhật lúc {time}"
    # patch.js, which live-programme.js imports, says this.
    assert said["Back on"] == "Vẫn diễn ra"
    assert "Jump to now" not in said
    assert "End the rehearsal" in json.loads(scripts["vi"].page("rehearsal").words)
    assert scripts["en"].page("live-programme").words == ""


def test_page_names_all_that_its_scripts_import_once(theme: Path) -> None:
    """Modules of modules are asked for at once; what is asked for later, such as a schedule server's, is not."""
    scripts = read_scripts(theme, ("vi",))[0]["vi"]
    page = scripts.page("live-programme", "not-found")
    names = [url.rpartition("/")[2] for url in page.imported]
    assert sorted(names) == [
        "clock.js", "elements.js", "patch.js", "programme.js", "reader.js", "sessions.js", "when.js", "words.js",
    ]  # fmt: skip
    assert [url.rpartition("/")[2] for url in page.sources] == [
        "language-switch.js", "live-programme.js", "not-found.js",
    ]  # fmt: skip
    assert "language-switch" not in str(scripts.page("wall-screen", switch=False))


def test_modules_are_as_they_were_written_without_their_comments(theme: Path) -> None:
    """Every module of the theme is there beside the words: each line as it was, and empty where it was a comment."""
    _, files = read_scripts(theme, ("vi",))
    modules = {path.name: path.read_text("utf-8") for path in (theme / "js").glob("*.js")}
    expected = {
        name: ["" if line.lstrip().startswith(("//", "/**")) else line for line in text.split("\n")]
        for name, text in modules.items()
    }
    multiple = re.compile(r"/\*\*$")
    whole = {name for name, text in modules.items() if not any(multiple.search(line) for line in text.split("\n"))}
    assert {name: _file(files, name).split("\n") for name in whole} == {name: expected[name] for name in whole}
    assert len(files) == len(modules) + 1


def test_what_only_looks_like_a_comment_stays(theme: Path) -> None:
    """An address within a line, and a comment behind code, stay where they are."""
    code = 'const place = "https://example.org/"; // Why.\nconst half = 4 /** 2 */ / 2;\n'
    (theme / "js" / "own.js").write_text(f"// A comment.\n{code}  /** Another. */\n", encoding="utf-8")
    assert _file(read_scripts(theme, ("vi",))[1], "own.js") == f"\n{code}\n"


def test_direction_is_the_languages(theme: Path) -> None:
    """A language that runs from right to left says so to the scripts."""
    _, files = read_scripts(theme, ("vi", "ar"))
    found = [_file(files, f"words.{code}.js").splitlines()[0] for code in ("vi", "ar")]
    assert found == ['export const direction = "ltr";', 'export const direction = "rtl";']


@pytest.mark.parametrize("name", ["js/reader.js", "translations/vi/LC_MESSAGES/messages.po"])
def test_folder_changes_with_what_is_in_it(theme: Path, name: str) -> None:
    """A changed module or word gives another address, since browsers keep the old one for ever."""
    before = read_scripts(theme, ("vi",))[0]["vi"].address
    path = theme / name
    path.write_text(
        path.read_text("utf-8").replace("Đọc bản", "Xem bản")
        + ("\n# new\n" if name.endswith("po") else "\nexport const isNew = true;\n")
    )
    assert read_scripts(theme, ("vi",))[0]["vi"].address != before


def test_fuzzy_word_is_left_out(theme: Path) -> None:
    """A guess of a translation is not shown; the reader gets the English word."""
    path = theme / "translations/vi/LC_MESSAGES/messages.po"
    text = path.read_text("utf-8").replace(
        '#: js/language-offer.js\nmsgid "No, thanks"', '#: js/language-offer.js\n#, fuzzy\nmsgid "No, thanks"'
    )
    path.write_text(text, encoding="utf-8")
    _, files = read_scripts(theme, ("vi",))
    assert "No, thanks" not in _words(_file(files, "words.vi.js"))
