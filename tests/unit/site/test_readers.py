"""The index of who reads what gives the pages that asking every page would give."""

from hypothesis import given
from hypothesis import strategies as st

from eventsite.site.readers import Readers
from eventsite.site.records import PageRecord

NAMES = st.tuples(st.sampled_from(["pages/a", "pages/b", "press/c", "people/d"]), st.sampled_from(["vi", "en"]))
NOTES = st.lists(st.sampled_from(["documents:a", "documents:b", "orders:*", "common:vi"]), unique=True)
PAGES = st.dictionaries(NAMES, NOTES.map(lambda reads: PageRecord("f", "t", tuple(reads), "", "")))


def _asked(pages: dict[tuple[str, str], PageRecord], notes: list[str]) -> list[tuple[str, str]]:
    return sorted(name for name, record in pages.items() if set(notes) & set(record.reads))


@given(PAGES, st.lists(PAGES, max_size=4), NOTES)
def test_index_is_what_asking_every_page_gives(
    pages: dict[tuple[str, str], PageRecord], edits: list[dict[tuple[str, str], PageRecord]], notes: list[str]
) -> None:
    """After any number of edits, which read more or less than before, the readers of any notes are the same."""
    index = Readers(pages)
    for edit in edits:
        made = {name: record for name, record in edit.items() if name in pages}
        index.replace(pages, made)
        pages = pages | made
    assert index.of(notes) == _asked(pages, notes)
