"""The theme's words are all translated, and its templates hold no code and no unmarked text."""

import re
import string
import unicodedata
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from bs4.element import Doctype
from fontTools.ttLib import TTFont

from eventsite.i18n.extract import extract, missing, render, updated
from eventsite.site.translation import read_content
from tests.building import ROOT

THEME = ROOT / "theme"
TEMPLATES = sorted((THEME / "templates").rglob("*.html"))
# The QR library is minified and shows no words.
SCRIPTS = [path for path in sorted((THEME / "js").glob("*.js")) if path.name != "lean-qr.js"]
CATALOGS = sorted((THEME / "translations").glob("*/LC_MESSAGES/messages.po"))
# A language that is being prepared need not be complete.
PREPARING = read_content(ROOT / "content").event.preparing
FINISHED = [path for path in CATALOGS if path.parent.parent.name not in PREPARING]
FONTS = sorted((THEME / "static" / "fonts").glob("*.woff2"))
# Signs between words, which are no words; the license's name is one in every language.
NOT_WORDS = re.compile(r"[\s·–/,.:…|<>()\-]*")


def _catalog(path: Path):
    with path.open("rb") as source:
        return read_po(source, locale=path.parent.parent.name)


@pytest.mark.parametrize("path", FINISHED, ids=lambda path: path.parent.parent.name)
def test_catalog_is_complete(path: Path) -> None:
    """Every word of the interface has a translation that is not a guess, in each language that readers are led to."""
    assert missing(updated(_catalog(path), extract(THEME))) == []


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parent.parent.name)
def test_catalog_is_up_to_date(path: Path) -> None:
    """Collecting the words again would change nothing in the file."""
    assert render(updated(_catalog(path), extract(THEME))).decode() == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parent.parent.name)
def test_catalog_keeps_placeholders(path: Path) -> None:
    """A translation has just the placeholders of its original, in the plural's forms too."""
    translated = [message for message in _catalog(path) if message.id and any(_words(message.string))]
    wrong = [
        message.id
        for message in translated
        if {_placeholders(words) for words in _words(message.string)} - {_placeholders(w) for w in _words(message.id)}
    ]
    assert wrong == []


def _words(message: str | tuple[str, ...] | list[str]) -> list[str]:
    return [message] if isinstance(message, str) else list(message)


def _placeholders(words: str) -> tuple[str, ...]:
    return tuple(sorted(re.findall(r"%\(\w+\)s|\{\w+\}", words)))


def _visible(source: str) -> str:
    """Return the template without Jinja's own parts and what stands in translation blocks."""
    source = re.sub(r"{#.*?#}", "", source, flags=re.DOTALL)
    source = re.sub(r"{%-?\s*trans\b.*?endtrans\s*-?%}", "", source, flags=re.DOTALL)
    return re.sub(r"{[{%].*?[}%]}", "", source, flags=re.DOTALL)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_template_has_no_words_outside_translation(path: Path) -> None:
    """Every visible word, labels included, can be translated."""
    soup = BeautifulSoup(_visible(path.read_text(encoding="utf-8")), "html.parser")
    words = [text for text in soup.find_all(string=True) if not isinstance(text, Doctype)]
    labels = [
        tag[name] for name in ("aria-label", "alt", "title", "placeholder") for tag in soup.find_all(**{name: True})
    ]
    assert [text for text in [*map(str, words), *labels] if not NOT_WORDS.fullmatch(text)] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_script_has_no_words_outside_translation(path: Path) -> None:
    """Every text of several words, or with a capital, in a script stands in a call of gettext."""
    source = re.sub(r"(?m)^\s*//.*$|/\*.*?\*/|\bError\(.*\)", "", path.read_text(encoding="utf-8"))
    # What is put together from values is no words either.
    source = re.sub(r"\$\{[^{}]*\}", "", source)
    texts = re.findall(r"""(gettext\()?(["'`])((?:(?!\2).)*)\2""", source)
    found = [words for call, _, words in texts if not call and re.search(r"[A-Z][a-z]|[a-z] [a-z]", words)]
    assert [words for words in found if not _is_code(words)] == []


def _is_code(words: str) -> bool:
    """Return whether these are selectors, a module's path, names of classes, or one name of an option."""
    names = all(re.fullmatch(r"[a-z][a-z0-9]*([_-]+[a-z0-9]*)*", word) for word in words.split())
    is_option = re.fullmatch(r"[a-z]+([A-Z][a-z]+)+", words) is not None
    return bool(re.match(r"[.#\[]|\./|-//", words)) or is_option or (names and bool(re.search("__|--", words)))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_template_has_no_inline_code(path: Path) -> None:
    """No template holds a style, an event handler or a script without a file: the security policy forbids them."""
    source = path.read_text(encoding="utf-8")
    assert (
        re.findall(
            r"<style|\sstyle=|<script(?![^>]*\b(?:src=|type=\"application/(?:ld\+)?json\"))|\son[a-z]+=|javascript:",
            source,
        )
        == []
    )


def test_every_macro_is_used() -> None:
    """No macro stands in the theme that no template calls."""
    sources = {path: path.read_text(encoding="utf-8") for path in TEMPLATES}
    macros = [name for source in sources.values() for name in re.findall(r"{% macro (\w+)", source)]
    calls = " ".join(sources.values())
    assert [name for name in macros if len(re.findall(rf"\b{name}\(", calls)) < 2] == []


def test_colours_stand_in_the_tokens_only() -> None:
    """No style sheet but tokens.css names a colour of the screen; paper is black and white."""
    others = [path for path in sorted((THEME / "css").glob("*.css")) if path.name not in {"tokens.css", "ink.css"}]
    found = {
        path.name: re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", path.read_text(encoding="utf-8")) for path in others
    }
    assert {name: colours for name, colours in found.items() if colours} == {}


def test_styles_know_no_left_and_right() -> None:
    """Every side is named by the direction of reading, so that a language from right to left mirrors the page."""
    sided = re.compile(
        r"(?<![\w-])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-)?(?:left|right)(?:-[a-z]+)*\s*:"
        r"|(?:text-align|float|clear)\s*:\s*(?:left|right)|(?<![\w-])(?:width|height|top|bottom)\s*:"
    )
    found = {path.name: sided.findall(path.read_text("utf-8")) for path in sorted((THEME / "css").glob("*.css"))}
    assert {name: sides for name, sides in found.items() if sides} == {}


def _vietnamese() -> str:
    """Return the 134 letters that Vietnamese has beside those of ASCII: every vowel with every tone, and đ."""
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    letters = ["đ", *(unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in tones)]
    return "".join(letter + letter.upper() for letter in letters if not letter.isascii())


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.name)
def test_font_covers_the_vietnamese_alphabet(path: Path) -> None:
    """Each weight has all letters in both cases, the digits, and the signs of the texts."""
    letters = _vietnamese()
    assert len(letters) == len(set(letters)) == 134
    with TTFont(path) as font:
        covered = font.getBestCmap()
    wanted = letters + string.ascii_letters + string.digits + string.punctuation + " \u00a0“”‘’–—…·•§©«»₫€"
    assert [sign for sign in wanted if ord(sign) not in covered] == []


def test_font_files_are_small() -> None:
    """Both font files are there, and small enough for a phone."""
    sizes = {path.name: path.stat().st_size for path in FONTS}
    assert list(sizes) == ["be-vietnam-pro-400.woff2", "be-vietnam-pro-700.woff2"]
    assert max(sizes.values()) < 20_000
