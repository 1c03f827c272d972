"""What is said to those who write the content: complete in every language, and in the one that was asked for."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from tests.building import ROOT

from eventsite.content.descriptions import descriptions
from eventsite.errors import Place, Problem, say
from eventsite.i18n.extract import extract_for_staff, missing, render, updated
from eventsite.i18n.staff import FOLDER, staff_language, staff_words

CATALOGS = sorted(FOLDER.glob("*.po"))


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
def test_catalog_has_every_word_of_the_program(path: Path) -> None:
    """Nothing that is said to staff is missing or out of date; `./inv messages` brings it up to date."""
    before = path.read_bytes()
    with path.open("rb") as source:
        catalog = updated(read_po(source, locale=path.stem), extract_for_staff(descriptions()))
    assert render(catalog) == before
    assert missing(catalog) == []


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
def test_translation_has_the_names_of_its_words(path: Path) -> None:
    """Each translation can be filled in: it has the {names} of the English words, and no others."""
    with path.open("rb") as source:
        catalog = read_po(source, locale=path.stem)
    said = {message.id for message in extract_for_staff(()) if message.id}
    assert [
        message.id
        for message in catalog
        if message.id in said and set(_names(str(message.id))) != set(_names(str(message.string)))
    ] == []


def _names(words: str) -> list[str]:
    return re.findall(r"(?<!\{)\{(\w+)\}", words)


def _said() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted((ROOT / "plugins/eventsite").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def test_words_are_written_where_they_are_said() -> None:
    """The collection finds words only as they stand in `say(…)`: a variable there would stay English for ever."""
    reused = {"message.words", "hint.words"}
    wrong = [
        place
        for place, call in _said()
        if not isinstance(call.args[0], ast.Constant) and ast.unparse(call.args[0]) not in reused
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("asked", "environment", "language"),
    [
        ("", {}, "vi"),
        ("", {"LANG": "C.UTF-8"}, "vi"),
        ("", {"LANG": "en_GB.UTF-8"}, "en"),
        ("", {"LANG": "en_GB.UTF-8", "LC_ALL": "vi_VN"}, "vi"),
        ("", {"LANG": "en", "LC_ALL": ""}, "en"),
        ("", {"LANG": "vi_VN.UTF-8", "LANGUAGE": "en:vi"}, "en"),
        ("en", {"LANG": "vi_VN.UTF-8"}, "en"),
        ("vi", {"LANG": "en_US.UTF-8"}, "vi"),
        ("", {"LANG": "nl_NL.UTF-8"}, "vi"),
    ],
)
def test_language_is_the_one_asked_for(asked: str, environment: dict[str, str], language: str) -> None:
    """`--lang` wins, then the environment's language where there are words in it, else it is Vietnamese."""
    assert staff_language(asked, environment) == language


def test_problem_is_told_in_the_language() -> None:
    """Path, place, field and value stay; the words are those of the language, those within words too."""
    hint = say("move the file; {nearest}", nearest=say("did you mean `{name}`?", name="news"))
    problem = Problem("a.md", Place(3, 7), "date", say("`{value}` is not a date", value="{31}/11"), hint)
    assert [problem.in_(staff_words(code)) for code in ("en", "vi")] == [
        "a.md:3:7: date: `{31}/11` is not a date; move the file; did you mean `news`?",
        "a.md:3:7: date: `{31}/11` không phải là ngày hợp lệ; chuyển tệp sang thư mục khác; có phải ý bạn là `news`?",
    ]
