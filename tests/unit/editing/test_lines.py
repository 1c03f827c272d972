"""What a web editor writes, put into the file that was there."""

import pytest

from eventsite.content.frontmatter import split_document
from eventsite.editing.lines import is_blank, merged, tidy

OLD = """---
# Mời xem trước / Please review
title: 'Lễ khai mạc: ngày đầu'
slug: le-khai-mac
version: 1.0
order: 10
summary: >-
  Một câu
  dài.
sources: [s, h]
unknown: left alone
translated-from: vi@1235f10eee0c
---

Lời thứ nhất.
"""

# As Decap writes it: other quotes, other order, no comments, the list over several lines.
SAME = """---
title: "Lễ khai mạc: ngày đầu"
summary: Một câu dài.
slug: le-khai-mac
version: 1
order: 10
sources:
  - s
  - h
unknown: left alone
translated-from: vi@1235f10eee0c
---
Lời thứ nhất.
"""


def test_file_that_says_the_same_stays_as_it_was() -> None:
    """Other quotes, folds, orders and lists are no change: every byte stays, comments and empty lines too."""
    assert merged(OLD, SAME) == OLD


def test_changed_field_changes_its_lines_alone() -> None:
    """A field with another value has the new lines in its old place, below its comment."""
    new = SAME.replace("Lễ khai mạc: ngày đầu", "Lễ bế mạc").replace("order: 10", "order: 20")
    expected = OLD.replace("'Lễ khai mạc: ngày đầu'", '"Lễ bế mạc"').replace("order: 10", "order: 20")
    assert merged(OLD, new) == expected


def test_new_field_stands_after_the_one_before_it() -> None:
    """A field that was not there stands where the editor has it."""
    new = SAME.replace("order: 10", "order: 10\nsample: true")
    assert merged(OLD, new) == OLD.replace("order: 10", "order: 10\nsample: true")


@pytest.mark.parametrize("empty", ['order: ""', "order: null", "order: []", "other: {}"])
def test_emptied_field_goes(empty: str) -> None:
    """A field that says nothing any more has no line, and neither has one that never said anything."""
    assert merged(OLD, SAME.replace("order: 10", empty)) == OLD.replace("order: 10\n", "")


def test_empty_address_of_the_home_page_stays() -> None:
    """A value that was empty before, as the home page's slug is, is not taken for one that was emptied."""
    old = '---\ntitle: Trang chủ\nslug: ""\n---\n'
    assert merged(old, "---\nslug: ''\ntitle: Trang\n---\n") == '---\ntitle: Trang\nslug: ""\n---\n'


def test_text_is_replaced_only_where_it_changed() -> None:
    """A new text comes as it is, the front matter stays byte for byte."""
    head = OLD.partition("\n\n")[0]
    assert merged(OLD, SAME.replace("Lời thứ nhất.", "Lời thứ hai.")) == f"{head}\nLời thứ hai.\n"
    assert merged(OLD, SAME.replace("Lời thứ nhất.\n", "")) == f"{head}\n"


def test_version_that_a_person_changes_is_changed() -> None:
    """`1.0` that comes back as the number 1 stays; the text "1", which somebody typed, is taken."""
    assert "version: 1.0\n" in merged(OLD, SAME)
    assert 'version: "1"\n' in merged(OLD, SAME.replace("version: 1\n", 'version: "1"\n'))


@pytest.mark.parametrize("broken", ["", "no front matter", "---\ntitle: [\n---\n", "---\na: 1\na: 2\n---\n"])
def test_file_that_cannot_be_read_is_replaced_whole(broken: str) -> None:
    """Nothing is put together from what cannot be understood, on either side."""
    assert merged(broken, SAME) == SAME
    assert merged(OLD, broken) == broken


def test_new_file_has_no_empty_fields() -> None:
    """A file that was not there gets the fields that say something."""
    assert tidy('---\ntitle: A\nslug: ""\npart: null\nsources: []\n---\nText\n') == "---\ntitle: A\n---\nText\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\n{}\n---\n", True),
        ("\n", True),
        ('---\ntitle: ""\nsources: []\n---\n\n', True),
        ("---\ntitle: A\n---\n", False),
        ("---\n{}\n---\nText\n", False),
        ("Text", False),
    ],
)
def test_blank_file_says_nothing(text: str, expected: bool) -> None:
    """A translation that nobody has begun is blank; what cannot be read is not."""
    assert is_blank(text) is expected


def test_merged_file_means_what_the_new_one_means() -> None:
    """Whatever stays of the old lines, the reader finds the new values in the file."""
    new = SAME.replace("order: 10", "order: 20").replace("  - h\n", "  - h\n  - bh\n")
    parts, _ = split_document("", merged(OLD, new).encode())
    wanted, _ = split_document("", new.encode())
    assert parts and wanted
    assert {**parts.data.values, "version": "1"} == wanted.data.values
    assert parts.body == wanted.body
