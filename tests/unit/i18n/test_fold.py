"""Folding of words for search: the vectors that the browser's module has to meet too."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.building import ROOT
from tests.feeds import FAST

from eventsite.i18n.fold import exact, fold

VECTORS = json.loads((ROOT / "tests" / "fixtures" / "fold.json").read_text(encoding="utf-8"))["words"]
# What one sign can become at the most: a ligature of a whole Arabic sentence has 18 letters.
LONGEST = 18


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: ascii(vector["words"]))
def test_fold_of_vector(vector: dict[str, str]) -> None:
    """The words become what is written beside them, with accents and without, however they are composed."""
    words = [unicodedata.normalize(form, vector["words"]) for form in ("NFC", "NFD")]
    assert [(exact(one), fold(one)) for one in [vector["words"], *words]] == [(vector["exact"], vector["fold"])] * 3


@FAST
@given(st.text())
def test_fold_again(words: str) -> None:
    """What is folded stays as it is, and no accent is left to fold."""
    assert (exact(exact(words)), fold(fold(words)), fold(exact(words))) == (exact(words), fold(words), fold(words))
    assert exact(fold(words)) == fold(words)


@FAST
@given(st.text())
def test_length_of_folded_words(words: str) -> None:
    """Words have single spaces between them, and stay about as long as they are."""
    for folded in (exact(words), fold(words)):
        assert folded == " ".join(folded.split())
        assert folded == unicodedata.normalize("NFC", folded)
        assert len(folded) <= LONGEST * len(words)


@FAST
@given(st.text())
def test_composition_does_not_count(words: str) -> None:
    """Words in other composition are the same words, and folding keeps how many there are."""
    assert fold(unicodedata.normalize("NFD", words)) == fold(words)
    assert fold(words).count(" ") == exact(words).count(" ")
