"""A language of brackets: every word of the interface comes from the catalog, so that no other language has a gap."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from bs4 import BeautifulSoup, NavigableString
from tests.building import ROOT, Built

from eventsite.i18n.extract import extract, render, updated

Build = Callable[..., Built]
CODE = "eo"
# Longer than any European language makes them, with letters that stack.
_LETTERS = str.maketrans("aeiouyAEIOUYd", "ẩếỉộựỹẨẾỈỘỰỸđ")

_DAYS = re.compile(r"\d{4}-[A-Z][a-z]{2}-\d{2}|\w+, la \d+-a de \w+ \d{4}")


def pseudo(words: str) -> str:
    """Return words of the interface as nobody says them: in brackets, with accents, two fifths longer."""
    parts = re.split(r"(%\(\w+\)s|\{\w+\}|<[^>]+>)", words)
    accented = "".join(part if place % 2 else part.translate(_LETTERS) for place, part in enumerate(parts))
    return f"⟦{accented}{'~' * (len(words) * 2 // 5)}⟧"


def pseudo_catalog(theme: Path) -> bytes:
    """Return the catalog in which every word of the theme is translated so."""
    catalog = updated(Catalog(locale=CODE, charset="utf-8"), extract(theme))
    for message in catalog:
        if message.id:
            is_plural = isinstance(message.id, tuple)
            message.string = tuple(map(pseudo, message.id)) if is_plural else pseudo(str(message.id))
    return render(catalog)


def pseudo_site(build: Build, content: Path, tmp_path: Path) -> Built:
    """Build the tiny event with the language of brackets, which is being prepared."""
    theme = Path(shutil.copytree(ROOT / "theme", tmp_path / "theme"))
    path = theme / f"translations/{CODE}/LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(pseudo_catalog(theme))
    event = content / "event.yml"
    event.write_text(f"{event.read_text('utf-8')}\npreparing: [{CODE}]\n", encoding="utf-8")
    return build(THEME=str(theme))


def _own_words(page: BeautifulSoup) -> Iterator[str]:
    """Yield the visible words that are in the page's own language: neither borrowed, nor a name, nor a date."""
    for text in page.body.find_all(string=True):
        # Days are Babel's words and not the theme's.
        if type(text) is not NavigableString or not re.search(r"[^\W\d_]{2,}", _DAYS.sub("", text)):
            continue
        around = [text.parent, *text.parent.parents]
        if any(tag.get("lang") not in {None, CODE} for tag in around if tag.name != "html"):
            continue
        if any(tag.name == "time" or {"monogram", "languages"} & set(tag.get("class") or ()) for tag in around):
            continue
        yield str(text).strip()
    for name in ("aria-label", "alt", "title", "placeholder"):
        yield from (str(tag[name]) for tag in page.find_all(attrs={name: True}) if tag[name])


def test_every_word_of_the_interface_comes_from_the_catalog(build: Build, content: Path, tmp_path: Path) -> None:
    """On every page each word that is no content, name or date stands in brackets."""
    site = pseudo_site(build, content, tmp_path)
    pages = [path for path in site.pages() if path.startswith(f"/{CODE}/")]
    assert len(pages) > 15
    names = {"Đỗ Thị Út"}
    bare = {
        (path, words)
        for path in pages
        for words in _own_words(site.soup(path))
        if "⟦" not in words and words not in names
    }
    assert bare == set()


@pytest.mark.parametrize("words", ["Page %(number)s of %(count)s", "A <b>bold</b> word"])
def test_placeholders_survive_the_brackets(words: str) -> None:
    """A placeholder or tag that were accented would be a fault of the test and not of the theme."""
    parts = re.findall(r"%\(\w+\)s|<[^>]+>", words)
    assert [part for part in parts if part not in pseudo(words)] == []
