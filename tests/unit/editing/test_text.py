"""The text of a web editor, put into the one that was there."""

import pytest

from eventsite.editing.text import merged_text

OLD = """\
Lời mở đầu, a_b và [x].

- một
    - hai
- ba

1. a
1. b

| A | B |
|---|:-:|
| 1 | 2 |

***

*[UBND]: Ủy ban nhân dân

Cuối."""

# The same, as an editor of formatted text writes it.
SAME = """\
Lời mở đầu, a\\_b và \\[x].

*   một
    *   hai
*   ba

1.  a
2.  b

| A   | B   |
| --- | --- |
| 1   | 2   |

- - -

\\*\\[UBND]: Ủy ban nhân dân

Cuối."""


def test_text_that_means_the_same_stays() -> None:
    """Bullets, numbers, escapes, padded and aligned tables and rules are as their author wrote them."""
    assert merged_text(OLD, SAME) == OLD


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Cuối.", "Cuối cùng.", "Cuối cùng."),
        ("*   ba", "*   bốn", "*   bốn"),
        ("| 1   | 2   |", "| 1   | 3   |", "| 1   | 3   |"),
        ("    *   hai\n", "", ""),
        ("Cuối.", "Thêm.\n\nCuối.", "Thêm.\n\nCuối."),
    ],
)
def test_changed_line_alone_is_new(before: str, after: str, expected: str) -> None:
    """A line that was changed, added or removed leaves all others as they were."""
    written = {"*   ba": "- ba", "| 1   | 2   |": "| 1 | 2 |", "    *   hai\n": "    - hai\n"}.get(before, before)
    assert merged_text(OLD, SAME.replace(before, after)) == OLD.replace(written, expected)


def test_words_are_never_taken_for_the_same() -> None:
    """An accent, a capital, a digit, an indent and a level of heading are a difference."""
    for old, new in [
        ("Cuối", "Cuôi"),
        ("a", "A"),
        ("1. a", "1. b"),
        ("- a", "    - a"),
        ("## a", "### a"),
        ("", "a"),
    ]:
        assert merged_text(old, new) == new
