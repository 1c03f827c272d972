"""The types of fields in files that editors write, and how a field is declared with all that is known of it."""

import datetime as dt
import re
import unicodedata
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from ..errors import say
from .mistakes import Refused

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Channel = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)]
Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Focus = Annotated[str, StringConstraints(pattern=r"^(\d{1,2}|100)% (\d{1,2}|100)%$")]
Mark = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}@[0-9a-f]{12}$")]

Layout = Literal[
    "page", "home", "agenda", "people", "hackathon", "news", "press", "archive", "partners", "venues",
    "sources", "people-index", "changes", "my-agenda", "door-signs", "programme-sheet", "search", "site-map",
    "style",
]  # fmt: skip

# A longer span is a slip of the keyboard: 2107 for 2017.
LONGEST_DAYS = 366
_TO_IMAGES = re.compile(r"^\s*(?:\{static\}/|(?:\.\./)+|/|content/)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


def read_day(value: object) -> object:
    """Return a day written as 2017-11-25; a bare number, which pydantic takes for seconds, is no day."""
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value if _DAY.fullmatch(value) else "")
        except ValueError as error:
            raise PydanticCustomError("date_format", "not a date") from error
    return value


def _read_day_or_time(value: object) -> object:
    """Return a day, or a time such as 2017-11-25T08:00+07:00."""
    return value if isinstance(value, str) and _MOMENT.match(value) else read_day(value)


Day = Annotated[dt.date, BeforeValidator(read_day)]
DayOrTime = Annotated[dt.datetime | dt.date, BeforeValidator(_read_day_or_time)]


def _read_image(value: object) -> object:
    """Return the name of a picture's file below `content/`, however the editor led there."""
    return _TO_IMAGES.sub("", unicodedata.normalize("NFC", value)) if isinstance(value, str) else value


ImageFile = Annotated[Words, BeforeValidator(_read_image)]


def translated(default: Any, description: str, *, start: str = "", examples: list[str] | None = None) -> Any:
    """Declare a field that every language's file has for itself; `...` means that it is required.

    The description is the hint that editors read, in the guides and where they write. `start` is what a new document
    has there; words in brackets are to be replaced, and are not published.
    """
    extra: JsonDict = {"translated": True, "start": start}
    return Field(default, description=description, examples=examples, json_schema_extra=extra)


def shared(default: Any, description: str, *, start: str = "", examples: list[str] | None = None) -> Any:
    """Declare a field that stands in the source language's file only; otherwise as `translated`."""
    extra: JsonDict = {"translated": False, "start": start}
    return Field(default, description=description, examples=examples, json_schema_extra=extra)


def not_before(last: dt.date | None, first: dt.date | None) -> dt.date | None:
    """Return the last day, which must not be before the first one, nor more than a year after it."""
    if first and last and last < first:
        raise Refused(say("it is before the first day"), say("correct one of the two days"))
    if first and last and (last - first).days > LONGEST_DAYS:
        raise Refused(say("it is more than a year after the first day"), say("correct one of the two days"))
    return last
