"""The folding of words in the browser: the published module against its vectors and against Python's."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from eventsite.i18n.fold import exact, fold
from tests.building import ROOT, Built

VECTORS = json.loads((ROOT / "tests" / "fixtures" / "fold.json").read_text(encoding="utf-8"))
FOLD = "async ([address, words]) => { const { exact, fold } = await import(address); return words.map((one) => [exact(one), fold(one)]); }"
RANK = "async ([address, asked]) => { const { index, ranking } = await import(address); return asked.map(({ query, text }) => ranking(query)(index(text))); }"
# Those that this Python knows; of what came later, its browser may know more.
SIGNS = [chr(code) for code in range(0x10000) if unicodedata.category(chr(code))[0] in "LMNPSZ"]
LETTERS = [sign for sign in SIGNS if unicodedata.category(sign)[0] == "L"]


@pytest.fixture(scope="module")
def module(site: Built) -> Path:
    """Return the file of the published module."""
    (path,) = site.root.glob("theme/js.*/fold.js")
    return path


@pytest.fixture(scope="module")
def ask(browser: Browser, address: str, site: Built, module: Path) -> Iterator[Any]:
    """Return a function that evaluates a script with the module's address and a value."""
    page: Page = browser.new_page()
    page.goto(f"{address}/")
    name = f"{address}/{module.relative_to(site.root).as_posix()}"
    yield lambda script, value: page.evaluate(script, [name, value])
    page.close()


def test_vectors_are_met(ask: Any) -> None:
    """Every vector's words become what is written beside them, as in Python."""
    vectors = VECTORS["words"]
    found = ask(FOLD, [vector["words"] for vector in vectors])
    assert found == [[vector["exact"], vector["fold"]] for vector in vectors]


def test_ranks_are_met(ask: Any) -> None:
    """Every query's words are found at the beginning of words, and better where its accents are there."""
    asked = VECTORS["ranks"]
    found = ask(RANK, asked)
    assert [one | {"rank": rank} for one, rank in zip(asked, found, strict=True)] == asked


def test_every_letter_is_folded_as_in_python(ask: Any) -> None:
    """Each letter of the Basic Multilingual Plane is the same."""
    assert ask(FOLD, LETTERS) == [[exact(letter), fold(letter)] for letter in LETTERS]


@settings(deadline=None, database=None, max_examples=12)
@given(st.lists(st.text(st.sampled_from(LETTERS) | st.sampled_from(SIGNS), max_size=12), min_size=100, max_size=300))
def test_any_words_are_folded_as_in_python(ask: Any, words: list[str]) -> None:
    """Letters, marks, digits and punctuation in any order become the same words."""
    assert ask(FOLD, words) == [[exact(one), fold(one)] for one in words]


def test_module_is_small(module: Path) -> None:
    """The module costs a page less than half a kilobyte."""
    assert len(brotli.compress(module.read_bytes())) < 512
