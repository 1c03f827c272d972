"""Days and times in words, by Babel with the project's own patterns: no locale of the machine is asked.

The Vietnamese patterns are those of state documents (Decree 30/2020/NĐ-CP, appendix I: "ngày 27 tháng 11 năm
2017", with a leading 0 for days below 10 and for January and February), which CLDR's are not.
"""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from babel.core import get_global
from babel.dates import format_date, format_time, get_timezone_location


@dataclass(frozen=True, slots=True)
class Patterns:
    """One language's patterns, in CLDR's letters.

    `day` is for lists, `weekday` for headings, `full` for sentences, `tile` for a day of the event, whose year is
    known, and `chip` for the same where there is little room.
    """

    day: str
    weekday: str
    full: str
    tile: str
    chip: str
    time: str = "HH:mm"


PATTERNS: dict[str, Patterns] = {
    "vi": Patterns(
        day="dd/MM/y",
        weekday="EEEE, dd/MM/y",
        full="'ngày' dd 'tháng' {month} 'năm' y",
        tile="EEEE, dd/MM",
        chip="EEEEEE, dd/MM",
    ),
    "en": Patterns(day="d MMM y", weekday="EEEE, d MMMM y", full="d MMMM y", tile="EEEE, d MMMM", chip="EEE d MMM"),
}


def patterns(language: str) -> Patterns:
    """Return the language's patterns; for a language without own ones, CLDR's names of its formats."""
    return PATTERNS.get(
        language, Patterns(day="medium", weekday="full", full="long", tile="full", chip="medium", time="short")
    )


def _format(day: dt.date, pattern: str, language: str) -> str:
    # Times of two zones can be equal, so only the day itself is remembered.
    return _format_day(dt.date(day.year, day.month, day.day), pattern, language)


@lru_cache(maxsize=4096)
def _format_day(day: dt.date, pattern: str, language: str) -> str:
    # Decree 30: months 1 and 2 are written 01 and 02, the others as they are.
    pattern = pattern.replace("{month}", "MM" if day.month <= 2 else "M")  # noqa: PLR2004
    words = format_date(day, pattern, locale=language)
    # CLDR writes "Chủ Nhật"; state documents and the press write "Chủ nhật".
    return words.replace("Chủ Nhật", "Chủ nhật") if language == "vi" else words


def day(value: dt.date, language: str) -> str:
    """Return a day for lists: `25/11/2017`, `25 Nov 2017`."""
    return _format(value, patterns(language).day, language)


def weekday(value: dt.date, language: str) -> str:
    """Return a day for headings: `Thứ Bảy, 25/11/2017`, `Saturday, 25 November 2017`."""
    return _format(value, patterns(language).weekday, language)


def tile(value: dt.date, language: str) -> str:
    """Return a day without its year: `Thứ Bảy, 25/11`, `Saturday, 25 November`."""
    return _format(value, patterns(language).tile, language)


def chip(value: dt.date, language: str) -> str:
    """Return a day where there is little room: `T7, 25/11`, `Sat 25 Nov`."""
    return _format(value, patterns(language).chip, language)


def full(value: dt.date, language: str) -> str:
    """Return a day in full: `ngày 25 tháng 11 năm 2017`, `25 November 2017`."""
    return _format(value, patterns(language).full, language)


def time(value: dt.datetime, language: str) -> str:
    """Return a time of day in the event's zone: `08:30`."""
    return _format_time(dt.time(value.hour, value.minute), language)


@lru_cache(maxsize=4096)
def _format_time(value: dt.time, language: str) -> str:
    return format_time(value, patterns(language).time, locale=language)


def moment(value: dt.datetime, language: str) -> str:
    """Return a moment in the event's zone: `08:30 ngày 25 tháng 11 năm 2017`, `25 November 2017, 08:30`."""
    if language == "vi":
        return f"{time(value, language)} {full(value, language)}"
    return f"{full(value, language)}, {time(value, language)}"


def days(first: dt.date, last: dt.date, language: str) -> str:
    """Return a span of days, as short as it can be said: `25–27/11/2017`, `25–27 November 2017`."""
    if first == last:
        return day(first, language) if language == "vi" else full(first, language)
    if language == "vi":
        return _vietnamese_days(first, last)
    if language == "en":
        return _english_days(first, last)
    return f"{day(first, language)} – {day(last, language)}"


def _vietnamese_days(first: dt.date, last: dt.date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%d}–{last:%d/%m/%Y}"
    if first.year == last.year:
        return f"{first:%d/%m} – {last:%d/%m/%Y}"
    return f"{first:%d/%m/%Y} – {last:%d/%m/%Y}"


def _english_days(first: dt.date, last: dt.date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{full(last, 'en')}"
    if first.year == last.year:
        return f"{format_date(first, 'd MMMM', locale='en')} – {full(last, 'en')}"
    return f"{full(first, 'en')} – {full(last, 'en')}"


def times(start: dt.datetime, end: dt.datetime | None, language: str) -> str:
    """Return the hours of a session: `08:30–09:15`, or only its start."""
    if end is None:
        return time(start, language)
    return f"{time(start, language)}–{time(end, language)}"


def zone(moment: dt.datetime, language: str) -> str:
    """Return the zone in words and its distance from UTC: `Giờ Việt Nam (UTC+7)`, `Vietnam Time (UTC+7)`.

    UTC is only `UTC`, and a zone of which CLDR knows no country (GMT, Etc/GMT-7) only its distance: `UTC+7`.
    """
    name = str(moment.tzinfo)
    if name in {"UTC", "Etc/UTC"}:
        return "UTC"
    territory = get_global("zone_territories").get(get_global("zone_aliases").get(name, name))
    if territory in {None, "ZZ", "001"}:
        return offset(moment)
    return f"{get_timezone_location(moment, locale=language)} ({offset(moment)})"


def offset(moment: dt.datetime) -> str:
    """Return the zone's distance from UTC: `UTC+7`, `UTC+5:30`."""
    minutes = int((moment.utcoffset() or dt.timedelta()).total_seconds()) // 60
    sign = "+" if minutes >= 0 else "−"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
