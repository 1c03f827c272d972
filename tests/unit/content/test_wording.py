"""What a reader would stumble over in a text is told, and nothing that is right."""

import datetime as dt

import pytest

from eventsite.content.wording import check_dateline, check_wording


@pytest.mark.parametrize(
    ("language", "line", "found"),
    [
        ("en", "Sunday, 11/12/2017", []),
        ("en", "Sunday, 12/11/2017", []),
        ("en", "Saturday 11/25/2017", []),
        ("en", "Friday, 11/12/2017", ["1: `Friday, 11/12/2017` is another day of the week"]),
        ("vi", "Thứ Bảy, 11/25/2017", ["1: there is no such day as in `Thứ Bảy, 11/25/2017`"]),
        ("vi", "Hội nghị lần thứ hai, 25/11/2017", []),
        ("vi", "Viết `abc` vào Thứ hai, 25/11/2017", ["16: `Thứ hai, 25/11/2017` is another day of the week"]),
    ],
)
def test_day_of_the_week_is_held_against_the_date(language: str, line: str, found: list[str]) -> None:
    """Figures may be in the American order in English, and a number in small letters counts something."""
    problems = check_wording("x.md", [line], 1, language)
    assert [f"{problem.place.column}: {problem.message}" for problem in problems] == found


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("Bình Dương, ngày 24/11/2017 – Sáng nay", True),
        ("**(TP. Thủ Dầu Một, Bình Dương, 24/11/2017)** Sáng nay", True),
        ("24.11.2017 - Sáng nay", True),
        ("Bình Dương, ngày 25/11/2017 – Sáng nay", False),
        ("Theo Quyết định 1726 ngày 05/09/2016: về việc", False),
        ("Hội nghị ngày 26/11/2017 - ngày thứ hai", False),
        ("Từ 24/11/2017 - 26/11/2017, hội nghị", False),
        ("24/11/2017 - 26/11/2017: hội nghị", False),
    ],
)
def test_only_a_dateline_of_another_day_is_told(line: str, is_told: bool) -> None:
    """A date in the first sentence is no dateline."""
    found = check_dateline("x.md", f"{line}\n\nVà nữa.\n", 5, dt.date(2017, 11, 25))
    assert [problem.place.line for problem in found] == ([5] if is_told else [])


@pytest.mark.timeout(60)
def test_long_first_line_comes_to_an_end() -> None:
    """Whatever a paragraph begins with, looking for a dateline does not try every way through its words."""
    assert check_dateline("x.md", "một hai ba bốn " * 20_000, 1, dt.date(2017, 11, 25)) == []
