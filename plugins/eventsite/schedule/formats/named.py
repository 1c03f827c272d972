"""Rooms and tracks that a feed knows by name alone: ids made of the names, apart where two of them look alike."""

from collections import Counter
from collections.abc import Iterable

from ...model import Text
from .fields import Reading, identity, text
from .strict import Json, Row
from .words import slug

NameIds = dict[str, tuple[str, Text]]
"""The name in the feed → the id that is made for it, and the words."""


def name_ids(listed: Iterable[Row], used: Iterable[Json], reading: Reading) -> NameIds:
    """Return ids for all names, first those that the feed lists, then those that only items use.

    Two names may give one slug ("Phòng A", "Phong A"): the second gets a number, so that they stay apart.
    """
    found: NameIds = {}
    taken: Counter[str] = Counter()
    for one in [*listed, *({"name": name} for name in used)]:
        words = text(one.get("name"), reading)
        name = words.in_("").words
        if name and name not in found:
            found[name] = (_free(identity(one.get("slug")) or slug(name), taken), words)
    return found


def _free(wanted: str, taken: Counter[str]) -> str:
    free = wanted
    while free in taken:
        taken[wanted] += 1
        free = f"{wanted}-{taken[wanted]}"
    taken[free] = 1
    return free


def id_of(names: NameIds, value: Json, reading: Reading) -> str | None:
    """Return the id of a name; None where there is none."""
    name = text(value, reading).in_("").words
    return names[name][0] if name in names else None
