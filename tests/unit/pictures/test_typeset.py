"""Words in lines: none is lost, none is wider than its line, and letters stand as the font's maker meant."""

from hypothesis import given
from hypothesis import strategies as st
from tests.building import ROOT

from eventsite.pictures.typeset import CUT, line_count, read_measures, shortened, wrapped

FONT = read_measures((ROOT / "theme/social/be-vietnam-pro-700.json").read_bytes())
LETTERS = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyẲỖỴ.,-0123456789"), min_size=1, max_size=30)
WORDS = st.lists(LETTERS, min_size=1, max_size=40).map(" ".join)
WIDTHS = st.integers(1_000, 40_000)


@given(WORDS, WIDTHS)
def test_lines_have_all_words_and_fit(words: str, width: int) -> None:
    """Every letter is there in its order, no line is too wide, and there are no more lines than need be."""
    lines = wrapped(FONT, words, width)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert all(FONT.width(line) <= width for line in lines)
    assert len(lines) == line_count(FONT, words, width)


@given(WORDS, WIDTHS, st.integers(1, 4))
def test_cut_words_say_so(words: str, width: int, most: int) -> None:
    """What does not fit into so many lines ends with a sign, and the lines fit."""
    lines = shortened(FONT, words, width, most)
    assert len(lines) <= most
    assert all(FONT.width(line) <= width for line in lines)
    assert (lines[-1].endswith(CUT)) == (line_count(FONT, words, width) > most)


def test_lines_are_of_about_the_same_width() -> None:
    """No line has a single word where the others could give it company."""
    assert wrapped(FONT, "một hai ba bốn năm sáu bảy", FONT.width("một hai ba bốn năm sáu")) == [
        "một hai ba bốn",
        "năm sáu bảy",
    ]


def test_kerning_draws_letters_with_marks_as_near_as_those_without() -> None:
    """A mark on the vowel does not move it away from the letter before."""
    gaps = [FONT.width(pair) - FONT.width(pair[0]) - FONT.width(pair[1]) for pair in ("Te", "Tế", "Tệ")]
    assert gaps[0] < 0
    assert gaps == [gaps[0]] * 3
    assert [place for _, place in FONT.places("Tế")] == [0, FONT.width("T") + gaps[1]]


def test_letters_that_the_font_lacks_take_no_room() -> None:
    """They are left out, and the letters around them stand as if they were not there."""
    assert list(FONT.places("a中b")) == list(FONT.places("ab"))
