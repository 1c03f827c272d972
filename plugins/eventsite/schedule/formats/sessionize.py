"""Sessionize's view "All": https://sessionize.com/api/v2/<id>/view/All, JSON.

Source: files of real events. Only the fields named here are read, and the answers to an organiser's questions never.
Track, type and language are categories like any other, known by their titles. A language is what is spoken in a
session; what its words are written in is not told.
A session is public when its status is Accepted, or when the feed has none (older ones). "Informed" and "confirmed"
say whether a speaker was written to and answered, https://sessionize.com/playbook/informing-and-confirming; sessions
that the organisers add themselves, such as keynotes, are on the agenda without the one or the other: neither is read.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...model import Person, Room, Schedule, Session, Text, Track
from .fields import Reading, identities, identity, label, language, prose, row, rows, state, text, top_rows, unique
from .strict import Json, Row
from .times import distinct, moment, slot_from
from .words import fold_name

KEYS = ("sessions", "speakers", "rooms", "categories")

# Titles of categories, the more telling first; a title may say several, as "トピック / Topic" does.
_TRACK = ("track", "tracks", "session track", "トラック", "topic", "topics", "primary topic", "chủ đề", "トピック")
_TYPE = (
    "session format", "session type", "format", "type", "session formats", "session types", "formats", "types",
    "loại phiên", "loại hoạt động", "loại", "hình thức", "sessionformat", "vortragsart", "type de session",
    "セッション形式", "セッション種別", "形式", "会议形式", "會議形式",
)  # fmt: skip
_LANGUAGE = ("language", "languages", "session language", "ngôn ngữ", "sprache", "langue", "言語", "语言", "語言")
_NAMES = {
    "en": ("english", "tiếng anh", "englisch", "英語", "英语", "英文", "anglais"),
    "vi": ("vietnamese", "tiếng việt", "vietnamesisch", "ベトナム語", "越南语", "越南語", "vietnamien"),
    "de": ("german", "tiếng đức", "deutsch", "ドイツ語", "德语", "德語", "allemand"),
    "ja": ("japanese", "tiếng nhật", "japanisch", "日本語", "日语", "日語", "日文", "japonais"),
    "zh": ("chinese", "tiếng trung", "tiếng hoa", "chinesisch", "中国語", "中文", "汉语", "漢語", "chinois"),
    "fr": ("french", "tiếng pháp", "französisch", "フランス語", "法语", "法語", "français"),
}
_CODES = {name: code for code, names in _NAMES.items() for name in names}
_BETWEEN = re.compile(r"[/|,;:()\[\]&+·–—]+| - ")


@dataclass(frozen=True, slots=True)
class Categories:
    """What the items of an event's categories say, by id: the name of a track or type, the codes of languages."""

    tracks: dict[str, Text]
    types: dict[str, Text]
    languages: dict[str, tuple[str, ...]]


def detect(data: Json) -> bool:
    """Return whether the data has sessions, and the lists that Sessionize alone has beside them."""
    return isinstance(data, dict) and data.keys() >= {"sessions", "speakers", "categories"}


def parse(data: Json, reading: Reading) -> Schedule:
    """Return the schedule; raises ScheduleError when one of its lists is none.

    Ids are those of the feed, numbers as strings. A session that has no time yet has no slot.
    """
    data = row(data)
    listed = ((item.get("title"), item.get("items")) for item in top_rows(data, "categories") if not _of_people(item))
    known = read_categories(listed, reading)
    items = top_rows(data, "sessions", required=True)
    sessions = [
        one for item in items if (one := read_session(item, identities(item.get("categoryItems")), known, reading))
    ]
    return Schedule(
        rooms=unique(rooms_of(top_rows(data, "rooms"), reading)),
        tracks=tuple(Track(id=key, name=name) for key, name in known.tracks.items()),
        people=unique(_people(data, sessions, reading)),
        sessions=distinct(sessions),
    )


def read_categories(listed: Iterable[tuple[Json, Json]], reading: Reading) -> Categories:
    """Return what is known of tracks, types and languages from categories, each a title and its items."""
    titled = [({fold_name(part) for part in _parts(title, reading)}, rows(items)) for title, items in listed]
    tracks, types = (_names(titled, wanted, reading) for wanted in (_TRACK, _TYPE))
    return Categories(tracks, types, {key: _codes(item, reading) for key, item in _items(titled, _LANGUAGE)})


def read_session(
    item: Row, picked: tuple[str, ...], known: Categories, reading: Reading, day: dt.date | None = None
) -> Session | None:
    """Return a session of any view, None when it is not public or not readable.

    `picked` are the ids of its items of categories, `day` is its agenda day where the view tells that.
    A plenum session, which is for everybody, has the room that it names, and mostly names none.
    """
    session_id, title = identity(item.get("id")), text(item.get("title"), reading)
    start = moment(item.get("startsAt"), reading)
    if not (session_id and title and is_public(item) and (start or item.get("startsAt") is None)):
        return None
    spoken = (code for one in picked for code in known.languages.get(one, ()))
    return Session(
        id=session_id,
        title=title,
        slot=slot_from(start, moment(item.get("endsAt"), reading), reading, day) if start else None,
        type=next((known.types[one] for one in picked if one in known.types), Text()),
        abstract=prose(item.get("description"), reading),
        room=identity(item.get("roomId")),
        track=next((one for one in picked if one in known.tracks), None),
        people=speakers_of(item),
        languages=tuple(dict.fromkeys(spoken)),
        service=item.get("isServiceSession") is True,
        plenary=item.get("isPlenumSession") is True and item.get("isServiceSession") is not True,
    )


def is_public(item: Row) -> bool:
    """Return whether a session is accepted, or of a feed that does not tell."""
    return state(item.get("status")) == "confirmed"


def speakers_of(item: Row) -> tuple[str, ...]:
    """Return the ids of a session's speakers, which some views list as {id, name}."""
    listed = item.get("speakers")
    return identities([row(one).get("id", one) for one in listed] if isinstance(listed, list) else None)


def rooms_of(listed: Iterable[Row], reading: Reading) -> Iterator[Room]:
    """Return the rooms that have an id and a name."""
    for item in listed:
        room_id, name = identity(item.get("id")), text(item.get("name"), reading)
        if room_id and name:
            yield Room(id=room_id, name=name)


def _of_people(category: Row) -> bool:
    return label(category.get("type")).lower() == "speaker"


def _parts(value: Json, reading: Reading) -> list[str]:
    """Return the words of a title or name one by one, where it says the same in several languages."""
    return [part for said in text(value, reading).by_language.values() for part in _BETWEEN.split(said)]


def _items(titled: list[tuple[set[str], list[Row]]], wanted: tuple[str, ...]) -> Iterator[tuple[str, Row]]:
    """Yield the items, with their ids, of the categories with the first of the wanted titles that there is."""
    title = next((title for title in wanted if any(title in titles for titles, _ in titled)), None)
    for titles, items in titled:
        for item in items:
            if title in titles and (key := identity(item.get("id"))):
                yield key, item


def _names(titled: list[tuple[set[str], list[Row]]], wanted: tuple[str, ...], reading: Reading) -> dict[str, Text]:
    found: dict[str, Text] = {}
    for key, item in _items(titled, wanted):
        if name := text(item.get("name"), reading):
            found.setdefault(key, name)
    return found


def _codes(item: Row, reading: Reading) -> tuple[str, ...]:
    """Return the codes of the languages that an item names: "Vietnamese / English", "Deutsch", "zh-TW"."""
    found = []
    for part in _parts(item.get("name"), reading):
        tag = language(part)
        found.append(_CODES.get(fold_name(part)) or (tag if tag.partition("-")[0] in _NAMES else ""))
    return tuple(dict.fromkeys(code for code in found if code))


def _people(data: Row, sessions: Iterable[Session], reading: Reading) -> Iterator[Person]:
    """Yield the speakers but those whom only sessions name that are not for the public."""
    items = top_rows(data, "sessions")
    public = {one for session in sessions for one in session.people}
    named = {one for item in items for one in speakers_of(item)}
    withheld = {identity(item.get("id")) for item in items} - {session.id for session in sessions}
    for item in top_rows(data, "speakers"):
        key, name = identity(item.get("id")), _name(item)
        only_hidden = key in named or not withheld.isdisjoint(identities(item.get("sessions")))
        if key and name and (key in public or not only_hidden):
            yield Person(id=key, name=name, biography=prose(item.get("bio"), reading))


def _name(speaker: Row) -> str:
    both = (label(speaker.get("firstName")), label(speaker.get("lastName")))
    return label(speaker.get("fullName")) or " ".join(filter(None, both))
