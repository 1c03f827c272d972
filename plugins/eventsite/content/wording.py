"""What a reader would stumble over in a text: links that say nothing, wrong days of the week, unusable addresses.

Nothing here stops a build but an address that no program can use; the rest is advice, for a person has to judge it.
"""

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ..errors import Place, Problem, Said, say

LONGEST_TITLE = 120

_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\(<?([^()<>\s]*(?:\([^()]*\)[^()\s]*)?)>?[^)]*\)")
_EMPTY_WORDS = {
    "xem tại đây", "tại đây", "ở đây", "đây", "bấm vào đây", "nhấn vào đây", "click vào đây", "xem thêm",
    "xem chi tiết", "chi tiết", "link", "liên kết", "tải về tại đây", "click here", "here", "this link", "read more",
    "more", "this page", "see here", "details",
}  # fmt: skip
_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]*@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
# Short numbers are those of the fire brigade and of hotlines; behind a sign stands what is dialled afterwards.
_PHONE = re.compile(r"\+?[0-9]{3,15}(?:[,;pw].*)?")

_DAYS = {
    "thứ hai": 0, "thứ ba": 1, "thứ tư": 2, "thứ năm": 3, "thứ sáu": 4, "thứ bảy": 5, "chủ nhật": 6,
    "thứ 2": 0, "thứ 3": 1, "thứ 4": 2, "thứ 5": 3, "thứ 6": 4, "thứ 7": 5,
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip
_NAMES = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_DATE = (
    r"(?:(?P<d1>\d{1,2})[/.-](?P<m1>\d{1,2})[/.-](?P<y1>\d{4})"
    r"|(?P<d2>\d{1,2}) tháng (?P<m2>\d{1,2}),? năm (?P<y2>\d{4})"
    rf"|(?P<d3>\d{{1,2}}) (?P<m3>{'|'.join(_MONTHS)}),? (?P<y3>\d{{4}})"
    rf"|(?P<m4>{'|'.join(_MONTHS)}) (?P<d4>\d{{1,2}}),? (?P<y4>\d{{4}}))(?!\d)"
)
# At the beginning of a text, as in `Bình Dương, ngày 24/11/2017 –` and `(Bình Dương, 24/11/2017)`.
_PLACE = r"(?:[^\W\d_][^\d,()]{1,40},\s*){0,2}"
_DATELINE = re.compile(
    rf"[\s*_(]*{_PLACE}(?:ngày )?(?P<date>{_DATE})(?:\)|[*_.\s]{{0,4}}[–—-](?!\s*\d))", re.IGNORECASE
)
_DAY_AND_DATE = re.compile(rf"\b(?P<day>{'|'.join(_DAYS)}),?\s*(?:ngày )?{_DATE}", re.IGNORECASE)
# Written so it may as well be "the second", "the third": a day of the week has a capital or a figure.
_MAY_COUNT = re.compile(r"thứ [^\W\d]+")
_COUNTED = re.compile(r"\b(?:lần|phiên|kỳ|khóa|khoá|giải|hạng)\s+$", re.IGNORECASE)


def check_title(title: str) -> tuple[Said, Said, bool] | None:
    """Return what is wrong with a title, how to put it right, and whether that is mere advice."""
    if not any(unicodedata.category(sign)[0] in "LN" for sign in title):
        message = say("`{title}` has neither a letter nor a digit", title=title)
        return (
            message,
            say("write the title in words; signs and emoji are read aloud, and search does not find them"),
            False,
        )
    if len(title) > LONGEST_TITLE:
        message = say("the title has {count} characters", count=len(title))
        hint = say("write at most {most}; phones and search engines cut longer ones off", most=LONGEST_TITLE)
        return message, hint, True
    return None


def check_wording(path: str, lines: Sequence[str], first_line: int, language: str) -> list[Problem]:
    """Return what a reader would stumble over in the text's lines, of which code is left out."""
    found = []
    for number, line in enumerate(lines, start=first_line):
        if "](" in line:
            found += [Problem(path, Place(number, at + 1), "", *said) for at, said in _links(line)]
        if "20" in line or "19" in line:
            found += [Problem(path, Place(number, at + 1), "", *said) for at, said in _weekdays(line, language)]
    return found


_Words = tuple[Said, Said, bool]  # what is wrong, how to put it right, and whether that is mere advice


def _links(line: str) -> Iterator[tuple[int, _Words]]:
    for link in _LINK.finditer(line):
        words, address = link[1], link[2]
        if " ".join(re.findall(r"\w+", words.lower())) in _EMPTY_WORDS:
            hint = say(
                "let the link's words say where it leads: many readers hear links without the text around them"
            )
            yield link.start(), (say("the link says only `{words}`", words=words), hint, True)
        scheme, _, rest = address.partition(":")
        if scheme.lower() == "mailto" and not _may_be_written_to(rest):
            hint = say("write it as name@example.org")
            yield link.start(2), (say("`{address}` is not an e-mail address", address=rest), hint, False)
        if scheme.lower() == "tel" and not _PHONE.fullmatch(re.sub(r"[ ().-]|%20", "", rest)):
            hint = say("write it with the country's number and digits only, as tel:+842743822222")
            yield link.start(2), (say("`{number}` is not a telephone number", number=rest), hint, False)


def _may_be_written_to(address: str) -> bool:
    """Return whether every address is whole; a letter without one, as `?subject=…`, is for the writer to send."""
    names, question, _ = address.partition("?")
    return bool(question and not names) or all(_EMAIL.fullmatch(name.strip()) for name in names.split(","))


def _weekdays(line: str, language: str) -> Iterator[tuple[int, _Words]]:
    for match in _DAY_AND_DATE.finditer(line):
        name = match["day"]
        if (_MAY_COUNT.fullmatch(name) and name.islower()) or _COUNTED.search(line, 0, match.start()):
            continue
        day = _day(match)
        if language == "en" and day != (other := _month_first(match)) and other and _is_on(other, name):
            continue
        if day is None:
            hint = say("correct the date")
            yield match.start(), (say("there is no such day as in `{words}`", words=match[0]), hint, True)
        elif not _is_on(day, name):
            right = _NAMES.get(language, _NAMES["en"])[day.weekday()]
            hint = say("write {weekday}, or correct the date", weekday=right)
            yield match.start(), (say("`{words}` is another day of the week", words=match[0]), hint, True)


def _is_on(day: dt.date, name: str) -> bool:
    return day.weekday() == _DAYS[" ".join(name.lower().split())]


def _month_first(match: re.Match[str]) -> dt.date | None:
    """Return the day that figures mean to an American."""
    if not match["y1"]:
        return None
    try:
        return dt.date(int(match["y1"]), int(match["d1"]), int(match["m1"]))
    except ValueError:
        return None


def check_dateline(path: str, text: str, first_line: int, date: dt.date) -> list[Problem]:
    """Return advice where the text begins with a dateline of another day than the release's."""
    match = _DATELINE.match(text.partition("\n")[0])
    day = _day(match) if match else None
    written = date.date() if isinstance(date, dt.datetime) else date
    if match is None or day is None or day == written:
        return []
    message = say(
        "the text is dated {words}, and the field `date` says {date}", words=match["date"], date=written.isoformat()
    )
    hint = say("correct one of the two; the site writes the dateline by itself, so the text needs none")
    return [Problem(path, Place(first_line, match.start("date") + 1), "", message, hint, advice=True)]


def _day(match: re.Match[str]) -> dt.date | None:
    parts = next((match[f"y{n}"], match[f"m{n}"], match[f"d{n}"]) for n in "1234" if match[f"y{n}"])
    year, month, day = parts
    try:
        return dt.date(int(year), int(month) if month.isdigit() else _MONTHS.index(month.lower()) + 1, int(day))
    except ValueError:
        return None


_HEADING = re.compile(r"<h([2-6])\b")


def heading_jumps(text_html: str, above: int) -> Iterable[tuple[int, int, int]]:
    """Yield for each heading that skips a level its position among those of its level, the level before, its own.

    `above` is the level of the heading that the text stands under.
    """
    before = above
    counts: Counter[int] = Counter()
    for level in map(int, _HEADING.findall(text_html)):
        if level > before + 1:
            yield counts[level], before, level
        counts[level] += 1
        before = level
