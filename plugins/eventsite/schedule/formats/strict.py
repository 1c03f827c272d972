"""JSON read strictly: what a careless reader would let through is said in one line instead."""

import codecs
import json
from typing import NoReturn, TypeAlias

from ...errors import ScheduleError
from .words import line

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Row: TypeAlias = dict[str, Json]

_SHOWN_KEYS = 8
_SHOWN_LETTERS = 30


def read_json(body: bytes) -> Json:
    """Return the value that the bytes spell.

    UTF-8, with or without a byte order mark, or UTF-16 with one.
    Raises ScheduleError for what RFC 8259 does not allow, for a key that stands twice in an object, and for
    nesting deeper than the interpreter can follow.
    """
    text = _decoded(body)
    start = text.lstrip()[:5]
    if not start:
        raise ScheduleError("the answer is empty")
    if start.startswith("<"):
        raise ScheduleError(f"the answer is {'XML' if start == '<?xml' else 'HTML'}, not JSON")
    try:
        value: Json = json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise ScheduleError(f"the JSON is broken at line {error.lineno}: {error.msg}") from error
    except RecursionError as error:
        raise ScheduleError("the JSON is nested too deeply") from error
    except ValueError as error:  # Python refuses to read an integer of more than 4,300 digits
        raise ScheduleError("the JSON has a number that is too long") from error
    return value


def describe(value: Json) -> str:
    """Return what the value is in a few words of one line, for an error: "it has the keys a, b, c"."""
    if isinstance(value, dict):
        keys = [_short(key) for key in value]
        more = ", …" if len(keys) > _SHOWN_KEYS else ""
        return f"it has the keys {', '.join(keys[:_SHOWN_KEYS])}{more}" if keys else "it is an empty object"
    return "it is a list" if isinstance(value, list) else "it is a single value"


def _decoded(body: bytes) -> str:
    wide = body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return body.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise ScheduleError(f"the answer is not {'UTF-16' if wide else 'UTF-8'} text") from error


def _object(pairs: list[tuple[str, Json]]) -> Row:
    """Return the pairs as a dict; two values for one key mean that one of them would be lost unseen."""
    row: Row = {}
    for key, value in pairs:
        if key in row:
            raise ScheduleError(f'the JSON has the key "{_short(key)}" twice in one object')
        row[key] = value
    return row


def _refuse_constant(name: str) -> NoReturn:
    raise ScheduleError(f"the JSON has {name}, which is not a JSON number")


def _short(key: str) -> str:
    """Return a stranger's key so that it can stand in a line for a terminal."""
    shown = "".join(char for char in line(key[: 2 * _SHOWN_LETTERS]) if char.isprintable())
    return shown if len(shown) <= _SHOWN_LETTERS else f"{shown[:_SHOWN_LETTERS]}…"
