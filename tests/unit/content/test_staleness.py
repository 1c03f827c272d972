"""Staleness: a translation is stale when the source's words changed, and not when only their dress did."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventsite.content.staleness import BlockChange, blocks, changes, source_digest, word_count

FIELDS = {"title": "Khai mạc hội nghị", "roles": ("Chủ tịch", "Trưởng ban"), "menu-title": None}
BODY = """Hội nghị khai mạc lúc 8 giờ, xem [chương trình](ref:pages/agenda "Ba ngày") và
[bản đồ](https://example.org/a_(b)?x=1).

## Địa điểm

- Trung tâm Hội nghị
- ![Sân trường](../images/eiu.jpg)

[nguồn]: https://example.org/old
<a href="https://example.org/old">Nguồn</a>
"""
NOW = source_digest(FIELDS, BODY)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ref:pages/agenda", "ref:pages/programme#day-1"),
        ("https://example.org/a_(b)?x=1", "https://example.org/c"),
        ("../images/eiu.jpg", "{static}/images/eiu-2.jpg"),
        ("[nguồn]: https://example.org/old", "[nguồn]: https://example.org/new"),
        ('href="https://example.org/old"', "href='https://example.org/new'"),
        (" và\n[bản", "\nvà [bản"),
        ("Trung tâm Hội nghị\n", "Trung tâm\n  Hội nghị\n"),
        ("\n\n##", "\n\n\n\n##"),
    ],
)
def test_digest_is_the_same_after_a_change_that_no_translator_sees(old: str, new: str) -> None:
    """Other link targets and other line breaks raise no alarm."""
    assert old in BODY
    assert source_digest(FIELDS, BODY.replace(old, new)) == NOW


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("8 giờ", "9 giờ"),
        ("chương trình", "lịch"),
        ("Ba ngày", "Hai ngày"),
        ("## Địa", "### Địa"),
        ("Sân trường", "Cổng trường"),
        ("Hội nghị khai", "Hội nghi khai"),
        ("\n## Địa điểm\n", ""),
    ],
)
def test_digest_changes_with_the_words(old: str, new: str) -> None:
    """A word, a link's words or title, a heading's level, an image's words: each is something to translate."""
    assert old in BODY
    assert source_digest(FIELDS, BODY.replace(old, new)) != NOW


@pytest.mark.parametrize(
    "fields",
    [
        FIELDS | {"title": "Bế mạc hội nghị"},
        FIELDS | {"roles": ("Trưởng ban", "Chủ tịch")},
        FIELDS | {"roles": ("Chủ tịchTrưởng ban",)},
        FIELDS | {"summary": "Một câu."},
        {"heading": "Khai mạc hội nghị", "roles": ("Chủ tịch", "Trưởng ban")},
    ],
)
def test_digest_changes_with_a_translated_field(fields: dict[str, object]) -> None:
    """Fields count by name, value and order."""
    assert source_digest(fields, BODY) != NOW


def test_digest_does_not_see_fields_without_words() -> None:
    """A field that nobody has filled in makes no difference, so a new one makes no translation stale."""
    assert source_digest(FIELDS | {"subtitle": None, "notes": ()}, BODY) == NOW


@given(st.text(max_size=200))
def test_digest_is_twelve_digits_however_letters_are_composed(body: str) -> None:
    """Any text has a digest, the same for its composed and decomposed form."""
    composed, apart = (unicodedata.normalize(form, body) for form in ("NFC", "NFD"))
    digest = source_digest({}, composed)
    assert digest == source_digest({}, apart)
    assert len(digest) == 12
    assert int(digest, 16) >= 0


def test_changes_are_told_block_by_block() -> None:
    """What was changed, added and removed is told in the text's order; what was only wrapped anew is not told."""
    before = "Một hai\nba.\n\nBốn năm.\n\nSáu bảy.\n\nTám."
    after = "Một\nhai ba.\n\nBốn sáu.\n\nTám.\n\nChín."
    assert list(changes(before, after)) == [
        BlockChange("changed", "Bốn năm.", "Bốn sáu."),
        BlockChange("removed", "Sáu bảy.", ""),
        BlockChange("added", "", "Chín."),
    ]


@given(
    st.lists(st.text(alphabet="ab c\n", max_size=20), max_size=6),
    st.lists(st.text(alphabet="ab c\n", max_size=20), max_size=6),
)
def test_changes_lead_from_the_old_text_to_the_new(old: list[str], new: list[str]) -> None:
    """There are changes exactly where the digest differs or blocks were divided otherwise, and never empty ones."""
    before, after = "\n\n".join(old), "\n\n".join(new)
    found = list(changes(before, after))
    assert all(change.before or change.after for change in found)
    if source_digest({}, before) != source_digest({}, after):
        assert found
    bare = [["".join(block.split()) for block in blocks(text)] for text in (before, after)]
    assert bool(found) == (bare[0] != bare[1])


def test_words_are_counted_without_addresses() -> None:
    """A translator is paid for words: fields and text count, targets of links do not."""
    assert word_count({"title": "Khai mạc", "roles": ("Chủ tịch",), "place": None}, "Xem [lịch](ref:a/b-c).") == 6
