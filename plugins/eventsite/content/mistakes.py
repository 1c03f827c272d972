"""Pydantic's findings, said for editors: the line, what is wrong, and how to write it right."""

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..errors import Place, Problem, Said, say
from .frontmatter import Data

# More names than this are no help in a hint.
MANY = 24
# Less alike names are others: speakers is no slip for partners.
ALIKE = 0.7
# A value that is shown in a message.
LONGEST = 60
_TIME_HINT = say("write a day as 2017-11-25, and a time behind it as in 2017-11-25T08:00")
DATE_HINT = say("write the date as year-month-day, for example 2017-11-25")
LIST_HINT = say("write each item on a line of its own that begins with a dash, or [a, b]")


def problems_of(path: str, data: Data, error: ValidationError, model: type[BaseModel]) -> list[Problem]:
    """Return one problem for each field that the model refused, at the field's value."""
    found: dict[tuple[str, Place], Problem] = {}
    details = error.errors(include_url=False)
    misspelt = {_meant(detail, model) for detail in details if detail["type"] == "extra_forbidden"}
    # What is there under a misspelt name is not missing besides.
    for detail in (item for item in details if item["type"] != "missing" or item["loc"] not in misspelt):
        where = _where(detail["loc"], data)
        name = ".".join(str(part) for part in where) or "front matter"
        is_unknown = detail["type"] == "extra_forbidden"
        place = data.names[where] if is_unknown and where in data.names else data.place(where)
        message, hint = _words(detail, str(where[-1]) if where else "", model)
        # A union reports each of its members; the first says enough.
        found.setdefault((name, place), Problem(path, place, name, message, hint))
    return list(found.values())


def _meant(detail: ErrorDetails, model: type[BaseModel]) -> tuple[str | int, ...]:
    *above, name = detail["loc"]
    return (*above, *_close(str(name), _names(_model_at(model, above))))


def _where(loc: Sequence[str | int], data: Data) -> tuple[str | int, ...]:
    """Return the part of pydantic's location that exists in the file, without its names of union members."""
    known: tuple[str | int, ...] = ()
    for part in loc:
        if (*known, part) in data.places or not known:
            known = (*known, part)
        elif isinstance(part, str) and part.replace("-", "").isalpha() and part.islower() and "[" not in part:
            missing = (*known, part)
            return missing if part not in {"date", "datetime", "str", "int"} else known
    return known


class Refused(ValueError):
    """Raised by validators of our own: what is wrong with a value, and how to put it right."""

    def __init__(self, message: Said, hint: Said) -> None:
        """Take both in words for editors."""
        self.message = message
        self.hint = hint
        super().__init__(f"{message}; {hint}")


def _words(detail: ErrorDetails, name: str, model: type[BaseModel]) -> tuple[Said, Said]:
    kind = detail["type"]
    value = _short(detail["input"])
    context: Mapping[str, Any] = detail.get("ctx", {})
    if kind == "missing":
        return say("the field is missing"), say("add a line that begins with `{name}:`", name=name)
    if kind == "extra_forbidden" and not name.isprintable():
        hint = say("type the name again, or run `./inv fix`")
        return say("an invisible sign stands in the field's name"), hint
    if kind == "extra_forbidden":
        return say("there is no such field"), nearest(name, _names(_model_at(model, detail["loc"][:-1])))
    if kind == "literal_error":
        hint = say("write one of: {values}", values=context["expected"].replace(" or ", ", ").replace("'", ""))
        return say("`{value}` is not one of the allowed values", value=value), hint
    if kind == "value_error" and isinstance(refused := context["error"], Refused):
        return say("`{value}` cannot be used here: {reason}", value=value, reason=refused.message), refused.hint
    if kind == "string_pattern_mismatch" and not value:
        return _KINDS["string_too_short"]
    if kind == "string_pattern_mismatch":
        return say("`{value}` cannot be used here", value=value), _PATTERN_HINTS.get(name, _SLUG_HINT)
    if kind.startswith("date"):
        return say("`{value}` is not a date", value=value), _date_hint(value)
    for start, (message, hint) in _KINDS.items():
        if kind.startswith(start):
            return say(message.words, value=value), say(hint.words, **context)
    reason = say("`{value}` cannot be used here ({reason})", value=value, reason=detail["msg"])
    return reason, say("compare with the field table in the editors' guide")


# A day as it is written in Vietnam and most of Europe.
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[/.\s-]+(?P<month>\d{1,2})[/.\s-]+(?P<year>\d{4})")
_WITH_TIME = re.compile(r"\d(?:T|\s+)\d")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[/.\s-]+(?P<month>\d{1,2})[/.\s-]+(?P<day>\d{1,2})")


def _date_hint(value: str) -> Said:
    """Return how to write the date; where it is clear which day is meant, the very date."""
    match = _DAY_FIRST.fullmatch(value) or _YEAR_FIRST.fullmatch(value)
    if match is None:
        return _TIME_HINT if _WITH_TIME.search(value) else DATE_HINT
    try:
        day = dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
        return say("write {date}", date=day.isoformat())
    except ValueError:
        return say("there is no such day; write the date as year-month-day, for example 2017-11-25")


def _short(value: object) -> str:
    """Return a value as the editor wrote it, as far as it can be shown in one line."""
    words = " ".join(_plain(value).split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()}…"


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{name}: {_plain(item)}' for name, item in value.items())}}}"
    return ", ".join(map(_plain, value)) if isinstance(value, list) else str(value)


# Pydantic's names of what is wrong, or how they begin.
_KINDS: dict[str, tuple[Said, Said]] = {
    "bool": (say("`{value}` is neither true nor false"), say("write true or false")),
    "int": (say("`{value}` is not a whole number"), say("write digits only")),
    "tuple_type": (say("`{value}` is not a list"), LIST_HINT),
    "list_type": (say("`{value}` is not a list"), LIST_HINT),
    "string_type": (
        say("`{value}` is not one line of words"),
        say("write one value behind the colon, between double quotes if it begins with [ or {{"),
    ),
    "string_too_short": (say("the field is empty"), say("fill it in or remove the line")),
    "string_too_long": (say("`{value}` is too long"), say("write at most {max_length} characters")),
    "too_short": (say("the list is empty"), say("fill it in or remove the line")),
    "too_long": (say("the list is too long"), say("write at most {max_length} items")),
    "dict_type": (
        say("`{value}` stands here without a language"),
        say("write one line a language, as in `vi: …` and `en: …`"),
    ),
    "model_type": (say("`{value}` stands here without a field"), say("write fields below it, as in `id: …`")),
    "greater_than_equal": (say("`{value}` is too small"), say("write {ge} or more")),
    "less_than_equal": (say("`{value}` is too large"), say("write {le} or less")),
}
_SLUG_HINT = say("use only a–z, 0–9 and single hyphens")
_URL_HINT = say("begin the address with https://")
_CLOCK_HINT = say("write the time with two digits each, for example 08:30")
_PATTERN_HINTS = {
    "start": _CLOCK_HINT,
    "end": _CLOCK_HINT,
    "opens": _CLOCK_HINT,
    "closes": _CLOCK_HINT,
    "url": _URL_HINT,
    "licence-url": _URL_HINT,
    "security-contact": say("write it as mailto:security@example.org, or an address that begins with https://"),
    "live-url": _URL_HINT,
    "token": say("write the name of an environment variable, as SCHEDULE_TOKEN, and never the token itself"),
    "image-focus": say("write two numbers from 0 to 100, each with a per cent sign: 50% 30%"),
    "translated-from": say("remove the line; `./inv i18n.accept` writes it"),
}


def _model_at(model: type[BaseModel], loc: Sequence[str | int]) -> type[BaseModel]:
    """Return the model of the mapping at `loc`: that of a list's items below the list's name."""
    fields = {info.alias or name: info for name, info in model.model_fields.items()}
    for part in loc:
        if isinstance(part, str) and part in fields:
            for inner in get_args(fields[part].annotation):
                if isinstance(inner, type) and issubclass(inner, BaseModel):
                    return inner
    return model


def _names(model: type[BaseModel]) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()]


def _close(name: str, names: Iterable[str]) -> list[str]:
    return difflib.get_close_matches(name, names, n=1, cutoff=ALIKE)


def nearest(name: str, names: Iterable[str]) -> Said:
    """Return a hint that names the known name most like `name`, or all of them when none is near."""
    known = sorted(names)
    if close := _close(name, known):
        return say("did you mean `{name}`?", name=close[0])
    if not known or len(known) > MANY:
        return say("correct or remove it")
    return say("use one of: {names}", names=", ".join(known))
