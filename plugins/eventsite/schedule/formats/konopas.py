"""The programme of KonOpas and of its successor ConClár: JSON of items and people.

Sources: https://konopas.github.io/data-fmt and docs/conclar_file_specs.md of github.com/lostcarpark/conclar.
Read are {"program", "people"}, ConClár's {"schemaVersion", "schedule", "people"} and a bare list of items.
JavaScript that wraps them (`var program = …`) is no JSON and is not read.
Only the fields named here are read; links, which may lead to meetings, are not.
Rooms and tracks are known by name; the language of the words is not told.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...model import Person, Room, Schedule, Session, Track
from .fields import Reading, identity, label, prose, row, rows, text, top_rows, unique
from .named import id_of, name_ids
from .strict import Json, Row
from .times import after, distinct, moment, slot_from
from .words import fold_name, slug

KEYS = ("program", "people")

# The category of tags that tells the track, the first that a feed has; "" is that of a tag without a category.
_TRACK = ("track", "division", "")
_KIND = ("type", "format")
_SERVICE = {"break", "breaks", "coffee break", "lunch", "meal", "meals", "registration"}
_MODERATOR = re.compile(r" ?\(moderator\)$", re.IGNORECASE)
_LONGEST_NUMBER = 6


@dataclass(frozen=True, slots=True)
class _Tag:
    category: str
    label: str


_Tags = dict[str, _Tag]  # the value of a tag → what the feed says of it in one of its items


def detect(data: Json) -> bool:
    """Return whether the data is one of the three shapes."""
    if not isinstance(data, dict):
        return any(map(_is_item, rows(data)))
    if "schemaVersion" in data:
        return isinstance(data.get("schedule"), list)
    return "program" in data and ("people" in data or any(map(_is_item, rows(data["program"]))))


def _is_item(one: Row) -> bool:
    return "title" in one and ("datetime" in one or "time" in one) and ("mins" in one or "loc" in one)


def parse(data: Json, reading: Reading) -> Schedule:
    """Return the schedule; raises ScheduleError when one of its lists is none.

    The id of a room or track is made of its name. The first name of a place is the room; the area that follows is
    told where rooms of one name are in several areas.
    Tracks are the tags of the category Track, in a feed without these Division, else the tags without a category.
    """
    items, people = _lists(data)
    defined = _defined(items)
    category = _category(items, defined)
    shared = _shared(items)
    rooms = name_ids([], (_place(item, shared) for item in items), reading)
    tracks = name_ids([], (_labelled(item, defined, category) for item in items), reading)
    kept = []
    for item in items:
        room = id_of(rooms, _place(item, shared), reading)
        track = id_of(tracks, _labelled(item, defined, category), reading)
        if session := _session(item, room, track, defined, reading):
            kept.append((session, item))
    info = row(row(data).get("info"))
    return Schedule(
        version=label(info.get("version")),
        published=moment(info.get("published"), reading),
        rooms=tuple(Room(id=key, name=name) for key, name in rooms.values()),
        tracks=tuple(Track(id=key, name=name) for key, name in tracks.values()),
        people=unique(_people(people, (item for _, item in kept), reading)),
        sessions=distinct(session for session, _ in kept),
    )


def _lists(data: Json) -> tuple[list[Row], list[Row]]:
    """Return the items and the people."""
    if isinstance(data, list):
        return rows(data), []
    data = row(data)
    return top_rows(data, "program" if "program" in data else "schedule", required=True), top_rows(data, "people")


def _session(item: Row, room: str | None, track: str | None, defined: _Tags, reading: Reading) -> Session | None:
    session_id, title, start = identity(item.get("id")), text(item.get("title"), reading), _start(item, reading)
    if not (session_id and title and start):
        return None
    end = _time(start.date().isoformat(), item.get("end"), reading) or after(start, _minutes(item.get("mins")))
    return Session(
        id=session_id,
        title=title,
        slot=slot_from(start, end, reading),
        type=text(item.get("format") or item.get("type"), reading),
        abstract=prose(item.get("desc"), reading),
        room=room,
        track=track,
        people=tuple(dict.fromkeys(key for key, _ in _named(item))),
        service=not _SERVICE.isdisjoint(_kinds(item, defined)),
    )


def _start(item: Row, reading: Reading) -> dt.datetime | None:
    """Return the time that is told as one, or as a date and a clock time; some have both in the date."""
    date = item.get("date")
    return (
        moment(item.get("datetime"), reading)
        or _time(label(date), item.get("time"), reading)
        or moment(date, reading)
    )


def _time(date: str, value: Json, reading: Reading) -> dt.datetime | None:
    """Return a time that is told whole, or as a clock time of the date."""
    return moment(value, reading) or moment(f"{date[:10]}T{label(value).zfill(5)}", reading)


def _minutes(value: Json) -> Json:
    """Return minutes, which may be told as a string, as a number."""
    words = label(value)
    return int(words) if words.isdecimal() and len(words) <= _LONGEST_NUMBER else value


def _places(item: Row) -> tuple[str, ...]:
    told = item.get("loc")
    return tuple(filter(None, map(label, told if isinstance(told, list) else [told])))


def _shared(items: Iterable[Row]) -> set[str]:
    """Return the names that rooms in several areas have in common."""
    areas: dict[str, set[tuple[str, ...]]] = {}
    for name, *area in filter(None, map(_places, items)):
        areas.setdefault(name, set()).update([tuple(area)] if area else [])
    return {name for name, found in areas.items() if len(found) > 1}


def _place(item: Row, shared: set[str]) -> str:
    places = _places(item)
    return ", ".join(places if shared.intersection(places[:1]) else places[:1])


def _defined(items: Iterable[Row]) -> _Tags:
    """Return the tags that have a label; other items may name them by their value alone."""
    found: _Tags = {}
    for one in (tag for item in items for tag in rows(item.get("tags"))):
        value, said = identity(one.get("value")), label(one.get("label"))
        if value and said:
            found.setdefault(value, _Tag(fold_name(label(one.get("category"))), said))
    return found


def _tags(item: Row, defined: _Tags) -> Iterator[_Tag]:
    """Yield the tags of an item: {value, label, category}, "Track: Art" or "Art"."""
    listed = item.get("tags")
    for one in listed if isinstance(listed, list) else []:
        words = label(one.get("value") if isinstance(one, dict) else one)
        prefix, _, rest = (part.strip() for part in words.partition(":"))
        if words in defined:
            yield defined[words]
        elif isinstance(one, dict):
            yield _Tag(fold_name(label(one.get("category"))), label(one.get("label")))
        else:
            yield _Tag(fold_name(prefix), rest) if rest else _Tag("", words)


def _category(items: Iterable[Row], defined: _Tags) -> str:
    """Return the category whose tags are the tracks."""
    used = {tag.category for item in items for tag in _tags(item, defined) if tag.label}
    return next((category for category in _TRACK if category in used), "")


def _labelled(item: Row, defined: _Tags, category: str) -> str:
    """Return the label of an item's first tag of a category."""
    return next((tag.label for tag in _tags(item, defined) if tag.category == category and tag.label), "")


def _kinds(item: Row, defined: _Tags) -> set[str]:
    tagged = {tag.label for tag in _tags(item, defined) if tag.category in _KIND}
    return {fold_name(said) for said in tagged | {label(item.get(key)) for key in _KIND}}


def _named(item: Row) -> Iterator[tuple[str, str]]:
    """Yield the id of each of an item's people, and the name where it stands there."""
    listed = item.get("people")
    for one in listed if isinstance(listed, list) else []:
        name = _MODERATOR.sub("", _name(row(one).get("name")))
        key = identity(row(one).get("id", one))
        if key or name:
            yield key or slug(name), name


def _people(listed: Iterable[Row], items: Iterable[Row], reading: Reading) -> Iterator[Person]:
    for one in listed:
        key, name = identity(one.get("id")), _name(one.get("name"))
        if key and name:
            yield Person(id=key, name=name, biography=prose(one.get("bio"), reading))
    for key, name in (pair for item in items for pair in _named(item)):
        if name:
            yield Person(id=key, name=name)


def _name(value: Json) -> str:
    """Return a name that is told whole or in parts: given name, family name, prefix, suffix."""
    if not isinstance(value, list):
        return label(value)
    given, family, prefix, suffix = (*map(label, value[:4]), *[""] * 4)[:4]
    return " ".join(filter(None, (prefix, given, family, suffix)))
