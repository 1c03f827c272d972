"""Pydantic's findings, said for editors: the line, what is wrong, and how to write it right."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..errors import Problem
from .frontmatter import Data

# More names than this are no help in a hint.
MANY = 24
DATE_HINT = "write the date as year-month-day, for example 2017-11-25"


def problems_of(path: str, data: Data, error: ValidationError, model: type[BaseModel]) -> list[Problem]:
    """Return one problem for each field that the model refused, at the field's line."""
    found: dict[tuple[str, int], Problem] = {}
    for detail in error.errors(include_url=False):
        where = _where(detail["loc"], data)
        name = ".".join(str(part) for part in where) or "front matter"
        line = data.line(where)
        message, hint = _words(detail, str(where[-1]) if where else "", model)
        # A union reports each of its members; the first says enough.
        found.setdefault((name, line), Problem(path, line, name, message, hint))
    return list(found.values())


def _where(loc: Sequence[str | int], data: Data) -> tuple[str | int, ...]:
    """Return the part of pydantic's location that exists in the file, without its names of union members."""
    known: tuple[str | int, ...] = ()
    for part in loc:
        if (*known, part) in data.lines or not known:
            known = (*known, part)
        elif isinstance(part, str) and part.replace("-", "").isalpha() and part.islower() and "[" not in part:
            missing = (*known, part)
            return missing if part not in {"date", "datetime", "str", "int"} else known
    return known


def _words(detail: ErrorDetails, name: str, model: type[BaseModel]) -> tuple[str, str]:
    value = detail["input"]
    kind = detail["type"]
    context: Mapping[str, Any] = detail.get("ctx", {})
    if kind == "missing":
        return "the field is missing", f"add a line that begins with `{name}:`"
    if kind == "extra_forbidden":
        return "there is no such field", nearest(name, _names(_model_at(model, detail["loc"][:-1])))
    if kind == "literal_error":
        return f"`{value}` is not one of the allowed values", f"write {context['expected']}"
    if kind.startswith(("date", "datetime")):
        return f"`{value}` is not a date", DATE_HINT
    if kind.startswith("bool"):
        return f"`{value}` is neither true nor false", "write true or false"
    if kind.startswith("int"):
        return f"`{value}` is not a whole number", "write digits only"
    if kind in {"tuple_type", "list_type"}:
        return (
            f"`{value}` is not a list",
            "write each item on a line of its own that begins with a dash, or [a, b]",
        )
    if kind in {"string_too_short", "too_short"}:
        return "the field is empty", "fill it in or remove the line"
    if kind == "string_pattern_mismatch":
        return f"`{value}` cannot be used here", _pattern_hint(name)
    if kind == "dict_type":
        return (
            f"`{value}` stands here without a language",
            "write one line a language, as in `vi: …` and `en: …`",
        )
    if kind == "value_error":
        # Our own validators say what is wrong and what to do, with a semicolon between.
        message, _, hint = str(context["error"]).partition("; ")
        return f"`{value}` cannot be used here: {message}", hint
    return (
        f"`{value}` cannot be used here ({detail['msg']})",
        "compare with the field table in the editors' guide",
    )


def _pattern_hint(name: str) -> str:
    return {
        "slug": "use only a–z, 0–9 and single hyphens",
        "start": "write the time with two digits each, for example 08:30",
        "end": "write the time with two digits each, for example 09:15",
        "url": "begin the address with https://",
        "image-focus": "write two numbers from 0 to 100, each with a per cent sign: 50% 30%",
    }.get(name, "use only a–z, 0–9 and single hyphens")


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


def nearest(name: str, names: Iterable[str]) -> str:
    """Return a hint that names the known name most like `name`, or all of them when none is near."""
    known = sorted(names)
    close = difflib.get_close_matches(name, known, n=1)
    if close:
        return f"did you mean `{close[0]}`?"
    if not known or len(known) > MANY:
        return "correct or remove it"
    return f"use one of: {', '.join(known)}"
