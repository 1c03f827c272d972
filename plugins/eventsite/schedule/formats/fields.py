"""Lenient readers that every format shares: one JSON value in, one clean value of the model out.

A value of the wrong type reads like a missing one; whether an item can do without it, its format decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from ...errors import ScheduleError
from ...model import State, Text
from . import words
from .strict import Json, Row

_LONGEST_ID = 200
_STATES: dict[str, State] = {
    "": "confirmed",
    "accepted": "confirmed",
    "confirmed": "confirmed",
    "canceled": "cancelled",
    "cancelled": "cancelled",
    "withdrawn": "cancelled",
}
# What programs write where nobody said of what kind a session is.
_NO_KIND = ("other", "session", "meta")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a feed does not say of itself: the event's zone, the hour its days start, its first language."""

    zone: ZoneInfo
    day_starts: int
    source_language: str


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


_Item = TypeVar("_Item", bound=_Identified)


def row(value: Json) -> Row:
    """Return the object, or an empty one."""
    return value if isinstance(value, dict) else {}


def rows(value: Json) -> list[Row]:
    """Return the objects of a list; everything else in it is left out."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def top_rows(data: Row, key: str, *, required: bool = False) -> list[Row]:
    """Return the objects of one of the lists that make up a feed.

    Raises ScheduleError when it is something else than a list, or missing though `required`:
    then the whole feed is not what it seems to be, and no item of it can be trusted.
    """
    value = data.get(key)
    if isinstance(value, list) or (value is None and not required):
        return rows(value)
    raise ScheduleError(f'"{key}" in the JSON is not a list')


def identity(value: Json) -> str | None:
    """Return an id as a string, whether it is a string or a number in the feed; None when it is neither."""
    if isinstance(value, str):
        found = words.line(value)
    elif isinstance(value, float) and isfinite(value):
        found = str(int(value)) if value.is_integer() else str(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        found = str(value)
    else:
        return None
    return found if 0 < len(found) <= _LONGEST_ID else None


def identities(value: Json) -> tuple[str, ...]:
    """Return the ids of a list in its order, each once."""
    found = map(identity, value) if isinstance(value, list) else ()
    return tuple(dict.fromkeys(one for one in found if one))


def label(value: Json) -> str:
    """Return a name or version of one line that no one translates; empty when there is none."""
    if isinstance(value, str):
        return words.line(value)
    return identity(value) or ""


def language(value: Json) -> str:
    """Return the language code that a feed tells; empty when it tells none."""
    return words.language_tag(value) if isinstance(value, str) else ""


def text(value: Json, reading: Reading, told: str = "") -> Text:
    """Return words of one line: {"vi": …, "en": …}, or a plain string in the language `told`."""
    return _text({told: value} if isinstance(value, str) else value, reading, prose=False)


def prose(value: Json, reading: Reading, told: str = "") -> Text:
    """Return words of several lines (Markdown), in one language or several as `text` does."""
    return _text({told: value} if isinstance(value, str) else value, reading, prose=True)


def kind(value: Json, reading: Reading, told: str = "") -> Text:
    """Return what kind of session it is in the feed's words, as `text` does; constants become words, or nothing."""
    said = text(value, reading, told).by_language
    return Text({code: one.replace("_", " ") for code, one in said.items() if one not in _NO_KIND})


def joined(abstract: Text, description: Text, reading: Reading) -> Text:
    """Return both texts with a blank line between them; the same text told twice only once."""
    both = [dict(abstract.by_language), dict(description.by_language)]
    parts = {key: [said[key] for said in both if key in said] for key in both[0] | both[1]}
    return _in_order({key: "\n\n".join(dict.fromkeys(told)) for key, told in parts.items()}, reading)


def state(value: Json) -> State | None:
    """Return the public state of a session; None for one that is not, or not yet, for the public.

    A missing state means confirmed. An unknown one is not public: that a draft shows would be worse than that
    a session is missed.
    """
    if value is None:
        return "confirmed"
    return _STATES.get(value.strip().lower()) if isinstance(value, str) else None


def unique(items: Iterable[_Item]) -> tuple[_Item, ...]:
    """Return the items in their order, of those with one id only the first."""
    found: dict[str, _Item] = {}
    for item in items:
        found.setdefault(item.id, item)
    return tuple(found.values())


def _text(value: Json, reading: Reading, *, prose: bool) -> Text:
    clean = words.lines if prose else words.line
    found: dict[str, str] = {}
    for key, said in row(value).items():
        if isinstance(said, str) and (shown := clean(said)):
            found.setdefault(words.language_tag(key), shown)
    return _in_order(found, reading)


def _in_order(found: dict[str, str], reading: Reading) -> Text:
    """Return words in the order of preference: the site prefers its own first language to the feed's."""
    if reading.source_language in found:
        found = {reading.source_language: found[reading.source_language]} | found
    return Text(found)
