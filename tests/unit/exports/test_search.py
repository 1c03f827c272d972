"""The search index: what is found of a page, how it is cut into pieces, and how a piece follows an edit."""

import json
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.feeds import FAST

from eventsite.exports.search import (
    FACTS,
    TEXT,
    TITLE,
    Entry,
    Shown,
    changed,
    collect,
    counts,
    cut,
    merged,
    piece_count,
    piece_of,
    places,
    plain,
    render_group,
    render_overview,
    render_piece,
    title_length,
    words_after,
    words_of,
)

WORDS = st.lists(st.sampled_from(["hoa", "hòa", "Hoá", "đại", "dai", "2017", "l’eau"]), max_size=6).map(" ".join)
ENTRIES = st.lists(st.builds(Entry, title=WORDS, facts=WORDS, text=WORDS), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<h2>Một</h2>\n<p>hai</p><p>ba</p>", "Một hai ba"),
        ("<p>hack<b>a</b>thon <a href='x'>và</a>\u00a0hơn</p>", "hackathon và hơn"),
        ("<p>a &amp; b &lt;i&gt;</p>", "a & b <i>"),
        ("", ""),
    ],
)
def test_plain_words_of_html(html: str, words: str) -> None:
    """Paragraphs part words, stress does not, and signs are themselves."""
    assert plain(html) == words


def test_places_of_words() -> None:
    """Each word is known as it is written, in lower case, with all the places where it stands."""
    entry = Entry("Đại học", "Hội trường A", "Trường đại học, A.")
    assert places(entry) == {
        "đại": TITLE | TEXT, "học": TITLE | TEXT, "hội": FACTS, "trường": FACTS | TEXT, "a": FACTS | TEXT,
    }  # fmt: skip


def test_pieces_have_distances() -> None:
    """A piece has the words of one fold together, and of each entry the distance to the one before."""
    entries = [Entry("Hòa", "", ""), Entry("", "", "hoa"), Entry("", "", "hòa")]
    (piece,) = cut(collect(enumerate(entries)), 1)
    assert piece == {"hoa": {"hoa": [1 << 3 | TEXT], "hòa": [TITLE, 2 << 3 | TEXT]}}
    assert counts(piece) == {"hoa": 3}


def test_number_of_a_piece_is_the_crc_of_the_word() -> None:
    """The browser finds the piece by the CRC-32 of the word's UTF-8."""
    assert [piece_of(word, 8) for word in ("đại", "a")] == [crc32(word.encode()) % 8 for word in ("đại", "a")]


@pytest.mark.parametrize(("entries", "pieces"), [(0, 1), (7, 1), (15, 1), (16, 2), (70, 8), (5000, 512)])
def test_pieces_grow_with_the_site(entries: int, pieces: int) -> None:
    """There are a power of two of them, one for eight entries or more."""
    assert piece_count(entries) == pieces


@FAST
@given(ENTRIES)
def test_shares_make_the_same_index(entries: list[Entry]) -> None:
    """What several processes read is the same as what one reads."""
    numbered = list(enumerate(entries))
    shares = [collect(numbered[start::3]) for start in range(3)]
    assert cut(merged(shares), 4) == cut(collect(numbered), 4)


@FAST
@given(ENTRIES, st.data())
def test_edit_of_an_entry_makes_the_same_piece_as_a_new_index(entries: list[Entry], data: st.DataObject) -> None:
    """A piece in which one entry was changed has the bytes of one that is made from the changed entries."""
    number = data.draw(st.integers(0, len(entries) - 1))
    edited = [*entries]
    edited[number] = data.draw(st.builds(Entry, title=WORDS, facts=WORDS, text=WORDS))
    (before,), (after,) = (cut(collect(enumerate(some)), 1) for some in (entries, edited))
    read = json.loads(render_piece(before))
    assert render_piece(changed(read, number, places(entries[number]), places(edited[number]))) == render_piece(after)


COUNTED = st.dictionaries(st.sampled_from(["a", "ba", "b", "đ", "hoa"]), st.integers(1, 9))


@FAST
@given(COUNTED, COUNTED, COUNTED)
def test_words_follow_an_edit(others: dict[str, int], before: dict[str, int], after: dict[str, int]) -> None:
    """Words whose numbers changed make the same list as all words anew, also where some went or came."""
    others = {word: number for word, number in others.items() if word not in before | after}
    assert words_after(words_of(others | before), before, after) == words_of(others | after)


def test_overview_tells_of_every_entry_and_word() -> None:
    """Of each entry it has the kind and how many words the title has, of each word roughly how frequent it is."""
    lengths = "".join(map(title_length, ["Lê Văn Chín", "Đại học"]))
    text = render_overview("1a", "ps", lengths, words_of({"hoc": 9, "dai": 1}))
    assert json.loads(text) == {
        "version": "1a", "group": 8, "kinds": "ps", "lengths": "32", "words": "dai hoc", "levels": "14",
    }  # fmt: skip


def test_group_has_what_results_show() -> None:
    """The parts of each entry stand in the order that the browser takes them in."""
    entry = Shown("/a/", "A", "", "people", "B", "C", ("sample",))
    assert json.loads(render_group([entry])) == [["/a/", "A", "", "people", "B", "C", ["sample"]]]
