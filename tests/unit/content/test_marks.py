"""The mark of a translation: written into its front matter, with every other byte as it was."""

import datetime as dt

import pytest

from eventsite.content.marks import with_mark

DAY = dt.date(2017, 11, 20)
MARK = "vi@0123456789ab"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_mark_is_the_last_of_the_front_matter(start: str, end: str) -> None:
    """The two lines come before the closing dashes, with the file's own line ends; the rest stays."""
    text = f"{start}---{end}title: A{end}---{end}{end}Words{end}---{end}translated-from: no mark{end}"
    lines = f"translated-from: {MARK}{end}translated-on: 2017-11-20{end}"
    expected = f"{start}---{end}title: A{end}{lines}---{end}{end}Words{end}---{end}translated-from: no mark{end}"
    assert with_mark(text, MARK, DAY) == expected


def test_mark_gives_way_to_the_next() -> None:
    """An older mark is replaced wherever it stood, and to mark twice changes nothing."""
    text = "---\ntranslated-on: 2016-01-01\ntitle: A\ntranslated-from: vi@ffffffffffff\nsummary: B\n---\nWords\n"
    marked = with_mark(text, MARK, DAY)
    assert marked == f"---\ntitle: A\nsummary: B\ntranslated-from: {MARK}\ntranslated-on: 2017-11-20\n---\nWords\n"
    assert with_mark(marked, MARK, DAY) == marked
