"""Print every form of a day, a span, a time, a zone and a number in both languages: what the golden file pins."""

import datetime as dt
import sys
from itertools import pairwise
from zoneinfo import ZoneInfo

from eventsite.i18n import dates
from eventsite.i18n.numbers import number

ZONES = ["Asia/Ho_Chi_Minh", "Europe/Amsterdam", "Asia/Kolkata", "America/New_York", "UTC", "Etc/GMT-7"]
DAYS = [dt.date(2017, month, day) for month in range(1, 13) for day in (5, 17)]
ENDS = [dt.date(2017, 11, 25), dt.date(2017, 11, 27), dt.date(2017, 12, 2), dt.date(2018, 1, 1)]


def lines(language: str) -> list[str]:
    """Return the forms in one language."""
    found = []
    for day in DAYS:
        forms = (dates.day, dates.weekday, dates.tile, dates.chip, dates.full)
        found.append(" | ".join([day.isoformat(), *(form(day, language) for form in forms)]))
    found += [f"{first} {last} | {dates.days(first, last, language)}" for first, last in pairwise([ENDS[0], *ENDS])]
    for name in ZONES:
        start = dt.datetime(2017, 11, 27, 8, 5, tzinfo=ZoneInfo(name))
        hours = dates.times(start, start.replace(hour=17, minute=30), language)
        found.append(f"{name} | {hours} | {dates.zone(start, language)}")
    found += [number(value, language) for value in (0, 999, 1500, 1500000, 250000000)]
    return found


if __name__ == "__main__":
    text = "".join(f"{language} | {line}\n" for language in ("vi", "en") for line in lines(language))
    sys.stdout.buffer.write(text.encode())
