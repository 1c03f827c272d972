"""Every form of a day and a time, pinned: another version of Babel or another machine changes none."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.building import ROOT

from eventsite.i18n import dates

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = dt.date(2017, 11, 25)


@pytest.mark.parametrize(
    ("form", "vi", "en"),
    [
        (dates.day, "25/11/2017", "25 Nov 2017"),
        (dates.weekday, "Thứ Bảy, 25/11/2017", "Saturday, 25 November 2017"),
        (dates.tile, "Thứ Bảy, 25/11", "Saturday, 25 November"),
        (dates.chip, "T7, 25/11", "Sat 25 Nov"),
        (dates.full, "ngày 25 tháng 11 năm 2017", "25 November 2017"),
    ],
)
def test_day_in_words(form: object, vi: str, en: str) -> None:
    """Each form of a day in both languages."""
    assert callable(form)
    assert (form(DAY, "vi"), form(DAY, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2017, 1, 5), "ngày 05 tháng 01 năm 2017"),
        (dt.date(2017, 2, 28), "ngày 28 tháng 02 năm 2017"),
        (dt.date(2017, 3, 9), "ngày 09 tháng 3 năm 2017"),
        (dt.date(2017, 12, 31), "ngày 31 tháng 12 năm 2017"),
    ],
)
def test_full_day_follows_decree_30(day: dt.date, expected: str) -> None:
    """Days below 10 and the months 1 and 2 have a leading zero, other months have none."""
    assert dates.full(day, "vi") == expected


def test_sunday_is_written_as_in_state_documents() -> None:
    """Chủ nhật has a small n."""
    assert dates.weekday(dt.date(2017, 11, 26), "vi") == "Chủ nhật, 26/11/2017"


@pytest.mark.parametrize(
    ("first", "last", "vi", "en"),
    [
        ((2017, 11, 25), (2017, 11, 25), "25/11/2017", "25 November 2017"),
        ((2017, 11, 25), (2017, 11, 27), "25–27/11/2017", "25–27 November 2017"),
        ((2017, 11, 30), (2017, 12, 2), "30/11 – 02/12/2017", "30 November – 2 December 2017"),
        ((2017, 12, 31), (2018, 1, 1), "31/12/2017 – 01/01/2018", "31 December 2017 – 1 January 2018"),
    ],
)
def test_span_of_days_is_as_short_as_can_be(
    first: tuple[int, int, int], last: tuple[int, int, int], vi: str, en: str
) -> None:
    """What both days share is said once."""
    span = dt.date(*first), dt.date(*last)
    assert (dates.days(*span, "vi"), dates.days(*span, "en")) == (vi, en)


def test_times_are_those_of_the_zone() -> None:
    """Hours are shown on a 24-hour clock in the zone that they carry."""
    start = dt.datetime(2017, 11, 25, 8, 30, tzinfo=VIETNAM)
    end = dt.datetime(2017, 11, 25, 14, 5, tzinfo=VIETNAM)
    assert (dates.times(start, end, "vi"), dates.times(start, None, "en")) == ("08:30–14:05", "08:30")


@pytest.mark.parametrize(
    ("zone", "vi", "en"),
    [
        ("Asia/Ho_Chi_Minh", "Giờ Việt Nam (UTC+7)", "Vietnam Time (UTC+7)"),
        ("Europe/Amsterdam", "Giờ Hà Lan (UTC+1)", "Netherlands Time (UTC+1)"),
        ("Asia/Kolkata", "Giờ Ấn Độ (UTC+5:30)", "India Time (UTC+5:30)"),
        ("America/New_York", "Giờ Hoa Kỳ (New York) (UTC−5)", "United States (New York) Time (UTC−5)"),
        ("UTC", "UTC", "UTC"),
    ],
)
def test_zone_is_named_with_its_offset(zone: str, vi: str, en: str) -> None:
    """The zone is said in words, with its distance from UTC on that day."""
    moment = dt.datetime(2017, 11, 25, 12, tzinfo=ZoneInfo(zone))
    found = dates.zone(moment, "vi"), dates.zone(moment, "en")
    assert found == (vi, en)


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("GMT", "UTC+0"),
        ("Etc/GMT", "UTC+0"),
        ("Etc/GMT-7", "UTC+7"),
        ("Etc/GMT+3", "UTC−3"),
        ("Factory", "UTC+0"),
        ("UTC", "UTC"),
        ("Etc/UTC", "UTC"),
    ],
)
def test_zone_without_a_place_is_its_offset(zone: str, expected: str) -> None:
    """No page speaks of an unknown region: where a zone belongs to no country only its offset is said."""
    moment = dt.datetime(2017, 11, 25, 12, tzinfo=ZoneInfo(zone))
    assert {dates.zone(moment, language) for language in ("vi", "en", "nl")} == {expected}


def test_zone_by_its_old_name_keeps_its_place() -> None:
    """An alias of a zone with a place is said as that zone."""
    assert dates.zone(dt.datetime(2017, 11, 25, 12, tzinfo=ZoneInfo("Asia/Saigon")), "en") == "Vietnam Time (UTC+7)"


def test_language_without_patterns_has_cldr_ones() -> None:
    """A third language is dated by Babel until it gets patterns of its own."""
    assert dates.days(DAY, dt.date(2017, 11, 27), "nl") == "25 nov 2017 – 27 nov 2017"


@pytest.mark.parametrize("locale", ["C", "vi_VN.UTF-8", "de_DE.UTF-8"])
def test_every_form_is_the_golden_files_whatever_the_machine(locale: str) -> None:
    """All forms of all months equal dates.golden.txt, with the machine's locale set to C or to another country's."""
    here = Path(__file__).parent
    environment = {
        **os.environ,
        "LC_ALL": locale,
        "LANG": locale,
        "PYTHONUTF8": "0",
        "PYTHONPATH": str(ROOT / "plugins"),
    }
    command = [sys.executable, str(here / "all_dates.py")]
    said = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=60).stdout
    assert said.decode() == (here / "dates.golden.txt").read_text(encoding="utf-8")
