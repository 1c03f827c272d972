"""Which numbers a page of a list leads on to, and the names of such pages."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from eventsite.site.lists import shown_numbers
from eventsite.site.urls import PAGE_LENGTH, list_page_name, list_page_of, page_count


def test_numbers_of_a_short_list_are_all_there() -> None:
    """Up to seven pages, every page names all of them."""
    assert [shown_numbers(number, 7) for number in (1, 4, 7)] == [
        [1, 2, 3, 0, 7],
        [1, 2, 3, 4, 5, 6, 7],
        [1, 0, 5, 6, 7],
    ]


def test_numbers_of_a_long_list_are_the_near_ones_and_both_ends() -> None:
    """In the middle of 42 pages: the first, two before, two after and the last."""
    assert shown_numbers(20, 42) == [1, 0, 18, 19, 20, 21, 22, 0, 42]
    assert shown_numbers(5, 42) == [1, 2, 3, 4, 5, 6, 7, 0, 42]


@given(st.integers(1, 500).flatmap(lambda count: st.tuples(st.integers(1, count), st.just(count))))
def test_numbers_lead_everywhere_in_few_steps(place: tuple[int, int]) -> None:
    """From any page the ends and the neighbours are named once, in order, and no sign stands for a single page."""
    number, count = place
    shown = shown_numbers(number, count)
    numbers = [other for other in shown if other]
    assert numbers == sorted(set(numbers))
    assert {1, max(1, number - 1), number, min(count, number + 1), count} <= set(numbers)
    assert [after - before for before, after in pairwise(numbers) if 1 < after - before < 3] == []
    assert shown.count(0) == sum(after - before > 1 for before, after in pairwise(numbers))
    assert len(shown) <= 9


@given(st.integers(0, 2000))
def test_pages_hold_every_entry_and_none_is_empty(entries: int) -> None:
    """The last page is needed, and with it there is room for all; a list without entries has one page."""
    count = page_count(entries)
    assert (count - 1) * PAGE_LENGTH < max(entries, 1) <= count * PAGE_LENGTH


@given(st.from_regex(r"pages/[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True), st.integers(1, 999))
def test_name_of_a_page_tells_its_list_and_number(name: str, number: int) -> None:
    """The name of a list's page gives its list and number back."""
    assert list_page_of(list_page_name(name, number)) == (name, number)
