"""What the bytes of a feed become, for each of the formats and for everything that is none."""

import copy
import datetime as dt
import io
import json
import random
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.feeds import render_schedule

from eventsite.errors import ScheduleError
from eventsite.model import PARTS, STATES, Person, Room, Schedule, Session, Slot, Text, Track
from eventsite.schedule.formats import parse_schedule
from eventsite.schedule.formats.fields import Reading, identity
from eventsite.schedule.formats.strict import read_json
from eventsite.schedule.formats.times import agenda_day, moment, order, slot_from
from eventsite.schedule.formats.words import language_tag, line, lines, slug

SHARED = Path(__file__).parents[3].parent / "shared"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
READING = Reading(ZONE, 4, "vi")
PRIVATE = "SENTINEL-7f3a"
EPOCH = dt.datetime(2017, 11, 25, tzinfo=dt.UTC)
FAST = settings(deadline=None, database=None, max_examples=60)

samples = pytest.mark.skipif(not (SHARED / "schedules").is_dir(), reason="the real samples are not here")
suite = pytest.mark.skipif(not (SHARED / "testdata").is_dir(), reason="the test material is not here")

EVENTSITE: dict[str, Any] = {
    "format": "eventsite-schedule/1",
    "version": 3,
    "retrieved": "2017-11-20T02:00:00Z",
    "internal": PRIVATE,
    "rooms": [{"id": "a", "name": {"en": "Hall A", "vi": "Hội trường A"}, "venue": "wtc", "pin": PRIVATE}],
    "tracks": [{"id": 7, "name": "Hackathon", "owner": PRIVATE}],
    "people": [{"id": "an", "name": "An Lê", "biography": {"vi": "Một\r\nhai"}, "email": PRIVATE}],
    "sessions": [
        {
            "id": "late",
            "title": {"vi": "Tiệc"},
            "date": "2017-11-25",
            "start": "2017-11-26T00:30:00",
            "end": "2017-11-26T01:30:00+07:00",
            "notes": PRIVATE,
        },
        {
            "id": 12,
            "title": "Hackathon",
            "subtitle": {"en": "48 hours"},
            "type": {"vi": "Cuộc thi", "en": "Contest"},
            "abstract": {"en": "Come."},
            "date": "2017-11-25",
            "until": "2017-11-27",
            "part": "morning",
            "room": "a",
            "track": 7,
            "people": ["an", "elsewhere", "an"],
            "state": "cancelled",
            "languages": ["vi", "EN", "?"],
            "sample": True,
            "phone": PRIVATE,
        },
        {"id": "some-day", "title": {"en": "Not yet known"}},
    ],
}

PRETALX: dict[str, Any] = {
    "version": "0.4",
    "schedule_id": PRIVATE,
    "timezone": PRIVATE,
    "event_start": PRIVATE,
    "event_end": PRIVATE,
    "rooms": [{"id": 5, "name": {"en": "Room B1", "vi": "Phòng B1"}, "description": PRIVATE}],
    "tracks": [{"id": 4, "name": "Science", "description": PRIVATE, "color": PRIVATE}],
    "speakers": [
        {"code": "AN1", "name": "An Lê", "avatar": PRIVATE, "avatar_thumbnail_tiny": PRIVATE, "email": PRIVATE},
        {"code": "HID", "name": PRIVATE},
    ],
    "talks": [
        {
            "code": "T1",
            "id": PRIVATE,
            "title": "Dữ liệu mở",
            "abstract": "Tóm tắt",
            "speakers": ["AN1"],
            "track": 4,
            "room": 5,
            "start": "2017-11-27T08:00:00+07:00",
            "duration": 45,
            "content_locale": "vi",
            "updated": PRIVATE,
            "do_not_record": PRIVATE,
            "internal_notes": PRIVATE,
            "answers": [{"question": PRIVATE, "answer": PRIVATE}],
        },
        {
            "id": 9,
            "title": {"en": "Coffee", "vi": "Cà phê"},
            "start": "2017-11-27T03:59:00+07:00",
            "end": "2017-11-27T04:30:00+07:00",
            "room": 5,
            "speakers": ["AN1"],
            "slot_type": PRIVATE,
        },
        {"code": "T2", "title": "Off", "state": "withdrawn", "start": "2017-11-27T09:00:00+07:00"},
        {
            "code": "T3",
            "title": PRIVATE,
            "state": "submitted",
            "speakers": ["HID"],
            "start": "2017-11-27T09:00:00+07:00",
        },
    ],
}

FRAB: dict[str, Any] = {
    "$schema": PRIVATE,
    "generator": {"name": PRIVATE},
    "schedule": {
        "url": PRIVATE,
        "version": "1.1",
        "conference": {
            "acronym": PRIVATE,
            "title": PRIVATE,
            "rooms": [{"name": "Phòng A", "slug": "hall-a", "guid": PRIVATE, "description": PRIVATE, "capacity": 9}],
            "tracks": [{"name": "Khoa học", "color": PRIVATE}],
            "days": [
                {
                    "index": 1,
                    "date": "2017-11-26",
                    "day_start": PRIVATE,
                    "day_end": PRIVATE,
                    "rooms": {
                        "Đại sảnh": [
                            {
                                "id": 72,
                                "guid": PRIVATE,
                                "logo": PRIVATE,
                                "date": "2017-11-27T00:30:00+07:00",
                                "start": PRIVATE,
                                "duration": "01:30",
                                "room": PRIVATE,
                                "slug": PRIVATE,
                                "url": PRIVATE,
                                "title": "Late",
                                "subtitle": "talk",
                                "track": "Khoa học",
                                "type": "Workshop",
                                "language": "en",
                                "abstract": "One.",
                                "description": "Two.",
                                "recording_license": PRIVATE,
                                "persons": [
                                    {
                                        "id": 1,
                                        "public_name": "An Lê",
                                        "name": PRIVATE,
                                        "avatar": PRIVATE,
                                        "url": PRIVATE,
                                    }
                                ],
                                "links": [{"title": PRIVATE, "url": PRIVATE}],
                                "attachments": [{"title": PRIVATE, "url": PRIVATE}],
                                "answers": [PRIVATE],
                                "feedback_url": PRIVATE,
                                "origin_url": PRIVATE,
                            }
                        ],
                        "Phòng A": [
                            {
                                "code": "C1",
                                "id": 73,
                                "guid": "g",
                                "date": "2017-11-26T08:00:00+07:00",
                                "end": "2017-11-26T09:00:00+07:00",
                                "title": "Early",
                                "track": None,
                                "persons": [{"code": "AN1", "name": "An Lê", "biography": "Writes."}],
                            },
                            {
                                "code": "C2",
                                "date": "2017-11-26T08:00:00+07:00",
                                "title": PRIVATE,
                                "state": "draft",
                                "persons": [{"code": "HID", "name": PRIVATE}],
                            },
                        ],
                    },
                }
            ],
        },
    },
}
FEEDS = {"eventsite": EVENTSITE, "pretalx": PRETALX, "frab": FRAB}


def parse(data: Any, zone: ZoneInfo = ZONE) -> Schedule:
    """Return the schedule of JSON data, for a site in Vietnamese first whose days start at four."""
    return parse_schedule(json.dumps(data).encode(), replace(READING, zone=zone))


def refusal(body: bytes) -> str:
    """Return the line with which the bytes are refused."""
    with pytest.raises(ScheduleError) as caught:
        parse_schedule(body, READING)
    return str(caught.value)


def at(text: str) -> dt.datetime:
    """Return a local time of the event."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZONE)


def test_eventsite_full() -> None:
    """Every field of our own format arrives, sorted by slot, in the event's zone."""
    late = Slot(
        first=dt.date(2017, 11, 25),
        last=dt.date(2017, 11, 25),
        start=at("2017-11-26T00:30"),
        end=at("2017-11-26T01:30"),
    )
    assert parse(EVENTSITE) == Schedule(
        version="3",
        retrieved=at("2017-11-20T09:00"),
        rooms=(Room(id="a", name=Text({"vi": "Hội trường A", "en": "Hall A"}), venue="wtc"),),
        tracks=(Track(id="7", name=Text({"": "Hackathon"})),),
        people=(Person(id="an", name="An Lê", biography=Text({"vi": "Một\nhai"})),),
        sessions=(
            Session(
                id="12",
                title=Text({"": "Hackathon"}),
                slot=Slot(first=dt.date(2017, 11, 25), last=dt.date(2017, 11, 27), part="morning"),
                subtitle=Text({"en": "48 hours"}),
                type=Text({"vi": "Cuộc thi", "en": "Contest"}),
                abstract=Text({"en": "Come."}),
                room="a",
                track="7",
                people=("an", "elsewhere"),
                state="cancelled",
                languages=("vi", "en"),
                sample=True,
            ),
            Session(id="late", title=Text({"vi": "Tiệc"}), slot=late),
            Session(id="some-day", title=Text({"en": "Not yet known"})),
        ),
    )


def test_pretalx_full() -> None:
    """A widget's talks, breaks and withdrawn talks become sessions; a submitted one and its speaker do not."""
    monday = dt.date(2017, 11, 27)
    assert parse(PRETALX) == Schedule(
        version="0.4",
        rooms=(Room(id="5", name=Text({"vi": "Phòng B1", "en": "Room B1"})),),
        tracks=(Track(id="4", name=Text({"": "Science"})),),
        people=(Person(id="AN1", name="An Lê"),),
        sessions=(
            Session(
                id="break-9",
                title=Text({"vi": "Cà phê", "en": "Coffee"}),
                slot=Slot(
                    first=dt.date(2017, 11, 26),
                    last=monday,
                    start=at("2017-11-27T03:59"),
                    end=at("2017-11-27T04:30"),
                ),
                room="5",
                service=True,
            ),
            Session(
                id="T1",
                title=Text({"vi": "Dữ liệu mở"}),
                slot=Slot(first=monday, last=monday, start=at("2017-11-27T08:00"), end=at("2017-11-27T08:45")),
                abstract=Text({"vi": "Tóm tắt"}),
                room="5",
                track="4",
                people=("AN1",),
                languages=("vi",),
            ),
            Session(
                id="T2",
                title=Text({"": "Off"}),
                slot=Slot(first=monday, last=monday, start=at("2017-11-27T09:00")),
                state="cancelled",
            ),
        ),
    )


def test_frab_full() -> None:
    """A frab feed's rooms and tracks get ids, a talk after midnight stays on the list's day, a draft stays out."""
    sunday = dt.date(2017, 11, 26)
    assert parse(FRAB) == Schedule(
        version="1.1",
        rooms=(
            Room(id="hall-a", name=Text({"": "Phòng A"})),
            Room(id="dai-sanh", name=Text({"": "Đại sảnh"})),
        ),
        tracks=(Track(id="khoa-hoc", name=Text({"": "Khoa học"})),),
        people=(
            Person(id="1", name="An Lê"),
            Person(id="AN1", name="An Lê", biography=Text({"": "Writes."})),
        ),
        sessions=(
            Session(
                id="C1",
                title=Text({"": "Early"}),
                slot=Slot(first=sunday, last=sunday, start=at("2017-11-26T08:00"), end=at("2017-11-26T09:00")),
                room="hall-a",
                people=("AN1",),
            ),
            Session(
                id="72",
                title=Text({"en": "Late"}),
                slot=Slot(first=sunday, last=sunday, start=at("2017-11-27T00:30"), end=at("2017-11-27T02:00")),
                subtitle=Text({"en": "talk"}),
                type=Text({"": "Workshop"}),
                abstract=Text({"en": "One.\n\nTwo."}),
                room="dai-sanh",
                track="khoa-hoc",
                people=("1",),
                languages=("en",),
            ),
        ),
    )


@pytest.mark.parametrize("name", FEEDS)
def test_feed_with_private_fields(name: str) -> None:
    """Nothing of a field that is not on the list of public ones gets into the schedule."""
    schedule = parse(FEEDS[name])
    assert (json.dumps(FEEDS[name]).count(PRIVATE) > 0, PRIVATE in repr(schedule)) == (True, False)
    assert PRIVATE not in render_schedule(schedule)


@pytest.mark.parametrize("name", FEEDS)
def test_feed_with_unknown_fields_everywhere(name: str) -> None:
    """A field that a later version adds to any object is not read."""
    feed = copy.deepcopy(FEEDS[name])
    for holder in [feed, *(node for _, node in nodes(feed) if isinstance(node, dict) and not is_names(node))]:
        holder["added_later"] = PRIVATE + "-new"
    assert repr(parse(feed)) == repr(parse(FEEDS[name]))


def is_names(node: dict[str, Any]) -> bool:
    """Return whether the keys of an object are data: languages, or names of rooms."""
    return not node.keys().isdisjoint({"vi", "en", "Phòng A"})


def nodes(node: Any, way: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    """Return every value below one, with the way to it."""
    if not isinstance(node, dict | list):
        return []
    pairs = list(node.items() if isinstance(node, dict) else enumerate(node))
    return [((*way, key), value) for key, value in pairs] + [
        found for key, value in pairs for found in nodes(value, (*way, key))
    ]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
junk = json_values | st.sampled_from(
    [
        "9999-12-31T23:59:59-23:59",
        "0001-01-01T00:00:00+23:59",
        "2017-11-25",
        "2199-12-31T23:59:00-12:00",
        "2016-02-30T25:00",
        10**400,
        1e308,
        "1" * 5000,
        "999:99:99",
        "\ud800",
        "x\u202e\u200by",
        {"vi": 1, "en": None, "": "x"},
        "á" * 300,
        -1,
        True,
    ]
)


def outcome(body: bytes, zone: ZoneInfo = ZONE) -> tuple[Schedule | None, list[str]]:
    """Return the schedule, or None for a refusal, and what is wrong with the one or the other."""
    try:
        schedule = parse_schedule(body, replace(READING, zone=zone))
    except ScheduleError as error:
        said = str(error)
        return None, [] if len(said.splitlines()) == 1 and said.isprintable() else [f"not one line: {said!r}"]
    wrong = unsound(schedule, zone)
    if parse_schedule(render_schedule(schedule).encode(), replace(READING, zone=zone)) != schedule:
        wrong.append("another one when written and read again")
    return schedule, wrong


def unsound(schedule: Schedule, zone: ZoneInfo) -> list[str]:
    """Return what is not as every schedule promises: unique ids, order, titles, public states, days and zones."""
    wrong = [] if list(schedule.sessions) == sorted(schedule.sessions, key=order) else ["order"]
    for items in (schedule.rooms, schedule.tracks, schedule.people, schedule.sessions):
        ids = [item.id for item in items]
        if ids != list(dict.fromkeys(ids)) or not all(ids):
            wrong.append(f"ids: {ids}")
    for session in schedule.sessions:
        if not session.title or session.state not in STATES:
            wrong.append(f"title or state: {session}")
        slot = session.slot
        if slot and not (slot.first <= slot.last and {t.tzinfo for t in (slot.start, slot.end) if t} <= {zone}):
            wrong.append(f"days or zone: {session}")
    return wrong


@FAST
@given(st.binary() | st.binary().map(lambda body: b"\xff\xfe" + body) | st.text().map(str.encode))
def test_feed_of_arbitrary_bytes(body: bytes) -> None:
    """Whatever the bytes, they are refused in one line."""
    assert outcome(body) == (None, [])


@FAST
@given(junk)
def test_feed_of_arbitrary_json(data: Any) -> None:
    """Whatever the JSON, it is read or refused in one line."""
    assert outcome(json.dumps(data).encode())[1] == []


@FAST
@given(st.dictionaries(st.sampled_from(["talks", "rooms", "sessions", "schedule", "format", "speakers"]), junk))
def test_feed_of_known_keys_with_arbitrary_values(data: Any) -> None:
    """Keys of a known format with any values are read or refused in one line."""
    conference = {"schedule": {"conference": data | {"days": [{"rooms": data}]}}}
    ours = {**data, "format": "eventsite-schedule/1"}
    assert [outcome(json.dumps(feed).encode())[1] for feed in (data, conference, ours)] == [[], [], []]


@pytest.mark.parametrize("name", FEEDS)
@FAST
@given(data=st.data(), zone=st.sampled_from([ZONE, ZoneInfo("America/St_Johns"), ZoneInfo("Pacific/Apia")]))
def test_feed_with_fields_broken(name: str, data: st.DataObject, zone: ZoneInfo) -> None:
    """A feed with some fields removed, nulled or of another type is read or refused in one line."""
    feed = copy.deepcopy(FEEDS[name])
    for _ in range(data.draw(st.integers(1, 4))):
        if not (ways := [way for way, _ in nodes(feed)]):
            break
        *way, last = data.draw(st.sampled_from(ways))
        holder = feed
        for step in way:
            holder = holder[step]
        if data.draw(st.booleans()):
            del holder[last]
        else:
            holder[last] = copy.deepcopy(data.draw(st.none() | junk))
    assert outcome(json.dumps(feed).encode(), zone)[1] == []


@pytest.mark.parametrize("name", FEEDS)
def test_feed_with_one_bad_item(name: str) -> None:
    """An item without a title or a readable time is left out; the others stay."""
    good = parse(FEEDS[name])
    feed = copy.deepcopy(FEEDS[name])
    items: list[Any] = {
        "eventsite": lambda: feed["sessions"],
        "pretalx": lambda: feed["talks"],
        "frab": lambda: feed["schedule"]["conference"]["days"][0]["rooms"]["Phòng A"],
    }[name]()
    key = "date" if name == "frab" else "start"
    ways = {"id": "bad-1", "code": "bad-1", key: "2017-11-26T08:00:00+07:00"}
    items += [ways | {"title": " \u200b"}, ways | {"title": "x", key: "soon"}, None, [], "x"]
    assert parse(feed) == good


@pytest.mark.parametrize("name", FEEDS)
def test_feed_with_one_id_twice(name: str) -> None:
    """A session that takes place twice is there twice: the first time under its id, then as id-2."""
    feed = copy.deepcopy(FEEDS[name])
    twin = {"id": "late", "code": "T1", "title": "Twin", "start": "2017-11-01T08:00"}
    if name == "frab":
        twin = {"code": "C1", "title": "Twin", "date": "2017-11-01T08:00"}
        feed["schedule"]["conference"]["days"].append({"date": "2017-11-01", "rooms": {"Phòng A": [twin]}})
    else:
        feed["sessions" if name == "eventsite" else "talks"].append(twin)
    key = "C1" if name == "frab" else str(twin["id" if name == "eventsite" else "code"])
    ids = [session.id for session in parse(FEEDS[name]).sessions]
    assert [session.id for session in parse(feed).sessions] == [key, *(f"{key}-2" if i == key else i for i in ids)]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "the answer is empty"),
        (b"\xef\xbb\xbf \n", "the answer is empty"),
        (b"\n<!DOCTYPE html><title>502</title>", "the answer is HTML, not JSON"),
        (b"<?xml version='1.0'?><schedule>", "the XML is broken, or has a document type"),
        (b'{"a": "\xff"}', "the answer is not UTF-8 text"),
        (b"\xff\xfe{", "the answer is not UTF-16 text"),
        (b'{\n"a": }', "the JSON is broken at line 2: Expecting value"),
        (b'{"a": 1} x', "the JSON is broken at line 1: Extra data"),
        (b'{"a": NaN}', "the JSON has NaN, which is not a JSON number"),
        (b'{"a": -Infinity}', "the JSON has -Infinity, which is not a JSON number"),
        (b'{"a\\n\\u202e": 1, "a\\n\\u202e": 2}', 'the JSON has the key "a" twice in one object'),
        (b"[" * 100_000, "the JSON is nested too deeply"),
        (b'{"a":' * 100_000, "the JSON is nested too deeply"),
        (b"[" + b"1" * 5000 + b"]", "the JSON has a number that is too long"),
    ],
)
def test_feed_that_is_no_json(body: bytes, message: str) -> None:
    """What is no strict JSON is refused with what it is instead."""
    assert refusal(body) == message


# The bytes before the data of an archive's first file, which is called by this name.
NAME = "feed.json"
BEFORE_DATA = 30 + len(NAME)
PACKINGS = {
    "stored": zipfile.ZIP_STORED, "deflate": zipfile.ZIP_DEFLATED, "bzip2": zipfile.ZIP_BZIP2, "lzma": zipfile.ZIP_LZMA,
}  # fmt: skip


def zipped(packing: str) -> bytes:
    """Return an archive with one feed in it."""
    talks = [{"code": str(number), "title": f"Bài {number}"} for number in range(200)]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", PACKINGS[packing]) as archive:
        archive.writestr(NAME, json.dumps({"talks": talks, "rooms": []}))
    return file.getvalue()


def central(body: bytes) -> int:
    """Return where the entry of the first file stands in the list at the archive's end."""
    return body.rindex(b"PK\x01\x02")


def with_bytes(body: bytes, place: int, new: bytes) -> bytes:
    """Return the bytes with others in a place."""
    return body[:place] + new + body[place + len(new) :]


def cut(body: bytes) -> bytes:
    """Return an archive whose file ends half-way, of which the lists tell the new size."""
    size = int.from_bytes(body[18:22], "little")
    half = BEFORE_DATA + size // 2
    short, start = (size // 2).to_bytes(4, "little"), central(body)
    entry = with_bytes(body[start:], 20, short)
    place = len(entry) - 22 + 16
    return with_bytes(body[:half], 18, short) + with_bytes(entry, place, half.to_bytes(4, "little"))


DAMAGES = {
    "a letter of a title": ("stored", lambda body: body.replace(b"talks", b"walks")),
    "its check sum": ("deflate", lambda body: with_bytes(body, central(body) + 16, b"\0\0\0\0")),
    "deflate cut off": ("deflate", cut),
    "no deflate": ("deflate", lambda body: with_bytes(body, BEFORE_DATA, b"\xff" * 20)),
    "bzip2 cut off": ("bzip2", cut),
    "no bzip2": ("bzip2", lambda body: with_bytes(body, BEFORE_DATA, b"\xff" * 20)),
    "lzma cut off": ("lzma", cut),
    "no lzma": ("lzma", lambda body: with_bytes(body, BEFORE_DATA + 9, b"\xff" * 20)),
    "lzma of no known properties": ("lzma", lambda body: with_bytes(body, BEFORE_DATA + 4, b"\xff" * 5)),
    "its size": ("stored", lambda body: with_bytes(body, central(body) + 20, b"\0\0\x10\0" * 2)),
    "an unknown packing": ("deflate", lambda body: with_bytes(body, central(body) + 10, b"\x63\0")),
    "a password": ("deflate", lambda body: with_bytes(body, central(body) + 8, b"\1\0")),
    "another name": ("deflate", lambda body: with_bytes(body, 30, b"x")),
    "no list": ("stored", lambda body: body[: central(body)]),
    "the end of its list": ("stored", lambda body: body[:-5]),
}


@pytest.mark.parametrize("packing", PACKINGS)
def test_feed_in_a_zip_that_is_whole(packing: str) -> None:
    """Each packing is read: only what is in the archive may be no feed."""
    assert refusal(zipped(packing)).startswith("the feed is in no known format; it has the keys files")


@pytest.mark.parametrize("damage", DAMAGES)
def test_feed_in_a_damaged_zip(damage: str) -> None:
    """Whatever of an archive is damaged, it is refused in one line."""
    packing, spoil = DAMAGES[damage]
    whole = zipped(packing)
    damaged = spoil(whole)
    assert damaged != whole
    assert refusal(damaged) == "the zip file is broken"


@pytest.mark.parametrize("packing", PACKINGS)
def test_feed_in_a_zip_with_bytes_changed(packing: str) -> None:
    """Any bytes of an archive may be others: nothing is raised but a refusal."""
    whole, chance = zipped(packing), random.Random(packing)
    for _ in range(300):
        body = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            body[chance.randrange(4, len(body))] = chance.randrange(256)
        assert outcome(bytes(body)) == (None, [])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"detail": "Not found", "b\nc": 1}, "it has the keys detail, b c"),
        ({str(n): n for n in range(10)}, "it has the keys 0, 1, 2, 3, 4, 5, 6, 7, …"),
        ({"k" * 99: 1}, f"it has the keys {'k' * 30}…"),
        ({}, "it is an empty object"),
        ([{"talks": []}], "it is a list"),
        ("talks", "it is a single value"),
        (
            {"talks": []},
            "it has the keys talks; nearest is pretalx widget, which has talks, rooms, tracks, speakers",
        ),
        (
            {"sessions": [], "rooms": [], "speakers": 0, "x": 0},
            "it has the keys sessions, rooms, speakers, x; "
            "nearest is Sessionize All, which has sessions, speakers, rooms, categories",
        ),
        (
            [{"date": "2017-11-25", "timeSlots": []}],
            "it is a list; nearest is Sessionize GridSmart, which has [].date, [].rooms, [].timeSlots",
        ),
    ],
)
def test_feed_of_no_known_format(data: Any, why: str) -> None:
    """JSON of another format is refused with what was there and the known format that it comes nearest to."""
    assert refusal(json.dumps(data).encode()) == f"the feed is in no known format; {why}"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"format": "eventsite-schedule/1"}, '"sessions" in the JSON is not a list'),
        ({"format": "eventsite-schedule/1", "sessions": [], "rooms": {}}, '"rooms" in the JSON is not a list'),
        ({"format": "eventsite-schedule/2"}, "this program reads eventsite-schedule/1, not a later format"),
        ({"talks": {}, "rooms": []}, '"talks" in the JSON is not a list'),
        ({"talks": [], "rooms": [], "speakers": "x"}, '"speakers" in the JSON is not a list'),
        ({"schedule": {"conference": {}}}, '"days" in the JSON is not a list'),
        ({"schedule": {"conference": {"days": [], "tracks": 1}}}, '"tracks" in the JSON is not a list'),
    ],
)
def test_feed_with_wrong_top_level(data: Any, message: str) -> None:
    """A feed whose lists are none is refused as a whole."""
    assert refusal(json.dumps(data).encode()) == message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_feed_in_other_encodings(encoding: str) -> None:
    """A byte order mark and UTF-16 with one change nothing."""
    body = json.dumps(PRETALX, ensure_ascii=False).encode(encoding)
    assert parse_schedule(body, READING) == parse(PRETALX)


@pytest.mark.parametrize(
    ("state", "kept"),
    [
        (None, "confirmed"),
        ("Confirmed", "confirmed"),
        ("accepted", "confirmed"),
        ("canceled", "cancelled"),
        ("cancelled", "cancelled"),
        ("withdrawn", "cancelled"),
        ("rejected", None),
        ("submitted", None),
        ("draft", None),
        ("pending", None),
        ("something new", None),
        (1, None),
    ],
)
def test_state_of_a_talk(state: object, kept: str | None) -> None:
    """Only states that are known to be public show; cancelled, in each spelling, stays to be seen."""
    talk = {"code": "A", "title": "x", "start": "2017-11-27T08:00:00+07:00", "state": state}
    found = parse({"talks": [talk], "rooms": []}).sessions
    assert [session.state for session in found] == ([kept] if kept else [])


def test_frab_names_with_one_slug() -> None:
    """Rooms whose names differ in their marks only stay two rooms; one written in NFD and NFC stays one."""
    item = {"title": "x", "date": "2017-11-26T08:00:00+07:00"}
    rooms = {"Phòng A": [item | {"id": 1}], "Phong A": [item | {"id": 2}], "💡": [item | {"id": 3}]}
    listed = [{"name": unicodedata.normalize("NFD", "Phòng A")}]
    schedule = parse({"schedule": {"conference": {"rooms": listed, "days": [{"rooms": rooms}]}}})
    expected = ["phong-a", "phong-a-2", slug("💡")]
    assert [room.id for room in schedule.rooms] == expected
    assert [session.room for session in schedule.sessions] == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2017-11-27T08:00:00", "2017-11-27T08:00:00+07:00"),
        ("2017-11-27 08:00", "2017-11-27T08:00:00+07:00"),
        ("2017-11-27T01:00:00Z", "2017-11-27T08:00:00+07:00"),
        ("2017-11-27T08:00:00+09:00", "2017-11-27T06:00:00+07:00"),
        ("2017-11-27", None),
        ("08:00", None),
        ("2017-W48-1T08:00", None),
        ("1899-12-31T08:00", None),
        ("0001-01-01T00:00:00+14:00", None),
        (1511744400, None),
    ],
)
def test_moment_in_many_spellings(value: Any, expected: str | None) -> None:
    """A time is aware in the event's zone, whatever zone the feed tells it in; a bare day is no time."""
    found = moment(value, READING)
    assert (found and found.isoformat()) == expected


def test_moment_that_a_clock_change_skips() -> None:
    """A local time that does not exist becomes the one that clocks show then."""
    berlin = Reading(ZoneInfo("Europe/Berlin"), 4, "de")
    assert str(moment("2019-03-31T02:30", berlin)) == "2019-03-31 03:30:00+02:00"


@pytest.mark.parametrize(("hour", "day"), [("03:59", 25), ("04:00", 26), ("00:00", 25), ("23:59", 26)])
def test_agenda_day_at_night(hour: str, day: int) -> None:
    """Before the hour that days start, a time belongs to the day before."""
    assert agenda_day(at(f"2017-11-26T{hour}"), READING) == dt.date(2017, 11, day)


@pytest.mark.parametrize(
    ("end", "last"),
    [
        ("2017-11-26T01:00", 25),
        ("2017-11-26T04:00", 25),
        ("2017-11-26T04:01", 26),
        ("2017-11-27T17:00", 27),
        ("2017-11-25T08:00", None),
        ("2017-11-24T08:00", None),
        ("2018-11-27T08:00", None),
    ],
)
def test_slot_from_a_start_to_an_end(end: str, last: int | None) -> None:
    """A slot reaches to the agenda day of its end; an end that cannot be one is left out."""
    start, day = at("2017-11-25T08:00"), dt.date(2017, 11, 25)
    expected = Slot(first=day, last=day.replace(day=last or 25), start=start, end=at(end) if last else None)
    assert slot_from(start, at(end), READING) == expected


def test_render_of_a_day_that_its_end_does_not_tell() -> None:
    """A session that runs on past the hour that days start, yet is listed on one day only, stays there."""
    day = dt.date(2017, 11, 25)
    slot = Slot(first=day, last=day, start=at("2017-11-25T22:00"), end=at("2017-11-26T06:00"))
    schedule = Schedule(sessions=(Session(id="party", title=Text({"vi": "Tiệc"}), slot=slot),))
    assert parse(json.loads(render_schedule(schedule))) == schedule


@pytest.mark.parametrize(
    ("value", "expected"),
    [(" A1 ", "A1"), (72, "72"), (72.0, "72"), (0, "0"), ("", None), (None, None), (True, None), ([], None)],
)
def test_identity_of_strings_and_numbers(value: Any, expected: str | None) -> None:
    """An id is one string, whether the feed writes it as a string or as a number."""
    assert identity(value) == expected


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("a\u202eb\u200b\ufeffc\u0000", "abc"),
        (" one\r\n\ttwo\u2028three ", "one two three"),
        ("Tie\u0302\u0301ng", "Tiếng"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("pass\u200dword", "password"),
        ("👩\u200d💻 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ☠️", "👩\u200d💻 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ☠️"),
        ("hidden\U000e0041\U000e0042", "hidden"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a" + "\u0316\u0301" * 100_000, "á" + "\u0316" * 15 + "\u0301" * 14),
    ],
)
def test_line_with_what_no_one_sees(told: str, shown: str) -> None:
    """Words are NFC, in one line, without what hides or reorders them, and with what emoji need."""
    assert line(told) == shown


@FAST
@given(st.text() | st.text(alphabet="a😀\u200d\u200b\u0301\u0316 \n\r\u2028\U000e0041می\ufe0f"))
def test_line_and_lines_twice(words: str) -> None:
    """Cleaning what is clean changes nothing, so that a copy of a copy is the copy."""
    assert (line(line(words)), lines(lines(words))) == (line(words), lines(words))


@pytest.mark.parametrize(
    ("words", "tag"),
    [("VI", "vi"), ("pt_BR", "pt-BR"), ("de-formal", "de-formal"), ("", ""), ("English", ""), ("../x", "")],
)
def test_language_tag_in_many_spellings(words: str, tag: str) -> None:
    """A language code is one that the web knows, or none."""
    assert language_tag(words) == tag


def test_text_in_order_of_preference() -> None:
    """Of words in several languages the site's first one comes first, the others in the feed's order."""
    name = {"en": "a", "de": "b", "vi": "c"}
    parsed = parse({"talks": [], "rooms": [{"id": 1, "name": name}]})
    assert [list(room.name.by_language) for room in parsed.rooms] == [["vi", "en", "de"]]


def test_text_in_another_order() -> None:
    """The first language is what others fall back to: the same words in another order are another text."""
    text = Text({"vi": "Một", "en": "One"})
    assert (text, hash(text)) == (Text({"vi": "Một", "en": "One"}), hash(Text({"vi": "Một", "en": "One"})))
    assert text != Text({"en": "One", "vi": "Một"})
    assert text != Text({"vi": "Một"})
    assert text != {"vi": "Một", "en": "One"}
    assert len({text, Text({"en": "One", "vi": "Một"}), Text(dict(text.by_language))}) == 2
    assert (Text(), hash(Text())) == (Text({}), hash(Text({})))


shown = st.text().map(line).filter(bool)
ids = st.text(max_size=20).map(identity).filter(bool)
texts = st.dictionaries(st.sampled_from(["", "vi", "en", "pt-BR"]), shown, max_size=3).map(Text)
prose = st.dictionaries(st.sampled_from(["", "vi"]), st.text().map(lines).filter(bool)).map(Text)
titles = texts.filter(bool)
times = st.timedeltas(dt.timedelta(-24_000), dt.timedelta(48_000)).map(lambda past: EPOCH + past)


@st.composite
def slots(draw: st.DrawFn, zone: ZoneInfo) -> Slot:
    """Draw a slot of clock times, of a part of the day, or of days."""
    start = draw(times).astimezone(zone)
    first = start.date() - dt.timedelta(draw(st.integers(0, 1)))
    last = first + dt.timedelta(draw(st.integers(0, 5)))
    if draw(st.booleans()):
        return Slot(first=first, last=last, part=draw(st.none() | st.sampled_from(PARTS)))
    length = draw(st.none() | st.timedeltas(dt.timedelta(microseconds=1), dt.timedelta(days=3)))
    end = (start.astimezone(dt.UTC) + length).astimezone(zone) if length else None
    return Slot(first=first, last=last, start=start, end=end)


def sessions(zone: ZoneInfo) -> st.SearchStrategy[tuple[Session, ...]]:
    """Return a strategy for sessions in order, with every field that a feed can tell."""
    session = st.builds(
        Session,
        id=ids,
        title=titles,
        slot=st.none() | slots(zone),
        subtitle=texts,
        type=texts,
        abstract=prose,
        room=st.none() | ids,
        track=st.none() | ids,
        people=st.lists(ids, unique=True, max_size=2).map(tuple),
        state=st.sampled_from(STATES),
        languages=st.lists(st.sampled_from(["vi", "en", "zh-Hant"]), unique=True).map(tuple),
        sample=st.booleans(),
    )
    found = st.lists(session, max_size=3, unique_by=lambda one: one.id)
    return found.map(lambda some: tuple(sorted(some, key=order)))


def several(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return a strategy for up to two things with different ids."""
    return st.lists(strategy, max_size=2, unique_by=lambda one: one.id).map(tuple)


@FAST
@given(data=st.data(), zone=st.sampled_from([ZONE, ZoneInfo("Europe/Berlin"), ZoneInfo("UTC")]))
def test_render_and_parse_any_schedule(data: st.DataObject, zone: ZoneInfo) -> None:
    """What is written in our own format is read back equal, and written again the same."""
    schedule = Schedule(
        version=data.draw(st.just("") | shown),
        retrieved=data.draw(st.none() | times.map(lambda time: time.astimezone(zone))),
        rooms=data.draw(several(st.builds(Room, id=ids, name=texts, venue=st.none() | ids))),
        tracks=data.draw(several(st.builds(Track, id=ids, name=texts))),
        people=data.draw(several(st.builds(Person, id=ids, name=shown, biography=prose))),
        sessions=data.draw(sessions(zone)),
    )
    written = render_schedule(schedule)
    read = parse_schedule(written.encode(), Reading(zone, 4, "xx"))
    assert (read, render_schedule(read)) == (schedule, written)


def test_render_of_an_empty_schedule() -> None:
    """Empty fields are left out, but not the list that says that there are no sessions."""
    assert render_schedule(Schedule()) == '{\n "format": "eventsite-schedule/1",\n "sessions": []\n}\n'


def test_render_in_any_order_of_sessions() -> None:
    """The order in which sessions are given does not show; words stay readable."""
    schedule = parse(EVENTSITE)
    turned = Schedule(version="3", sessions=schedule.sessions[::-1])
    assert render_schedule(turned) == render_schedule(Schedule(version="3", sessions=schedule.sessions))
    assert render_schedule(schedule).count("Hội trường A") == 1


def frab_items(data: Any) -> list[Any]:
    """Return the items of a frab feed, counted apart from the program that is tested."""
    days = data["schedule"]["conference"]["days"]
    return [item for day in days for items in day["rooms"].values() for item in items]


@samples
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("frab-json__cccamp2019__frab", (79, 2, 90)),
        ("frab-json__democon__pretalx-demo-event", (36, 2, 27)),
        ("pretalx-2026.2-bdsc17-frab-schedule", (5, 3, 6)),
        ("pretalx-2026.2-bdsc17-v0.2-frab-schedule", (4, 3, 5)),
        ("pretalx-2026.2-democon-frab-schedule", (36, 2, 32)),
    ],
)
def test_frab_samples(name: str, expected: tuple[int, int, int]) -> None:
    """Of a real frab feed every session, room and person arrives, and each session's day is its list's."""
    body = (SHARED / "schedules" / f"{name}.json").read_bytes()
    data = json.loads(body)
    items, (schedule, wrong) = frab_items(data), outcome(body)
    conference = data["schedule"]["conference"]
    rooms = {room["name"] for room in conference.get("rooms", [])}
    rooms |= {room for day in conference["days"] for room in day["rooms"]}
    people = {str(one.get("code", one.get("id"))) for item in items for one in item["persons"]}
    types = [item["type"] or "" for item in items]
    assert schedule
    assert wrong == []
    assert (len(schedule.sessions), len(schedule.rooms), len(schedule.people)) == expected
    assert (len(items), len(rooms), len(people)) == expected
    assert sorted(session.type.in_("").words for session in schedule.sessions) == sorted(types)
    days = {
        str(i.get("code", i["id"])): d["date"] for d in conference["days"] for r in d["rooms"].values() for i in r
    }
    assert {s.id: str(s.slot.first) for s in schedule.sessions if s.slot} == days


@samples
@pytest.mark.parametrize(
    ("name", "expected"),
    [("bdsc17", (5, 3, 4, 6)), ("bdsc17-v0.2", (4, 3, 3, 5)), ("democon", (36, 2, 3, 32))],
)
def test_pretalx_samples(name: str, expected: tuple[int, int, int, int]) -> None:
    """Of a real widget every talk, room, track and speaker arrives."""
    body = (SHARED / "schedules" / f"pretalx-2026.2-{name}-widget.json").read_bytes()
    data, (schedule, wrong) = json.loads(body), outcome(body)
    assert schedule
    assert wrong == []
    found = (schedule.sessions, schedule.rooms, schedule.tracks, schedule.people)
    assert tuple(map(len, found)) == expected
    assert tuple(len(data[key]) for key in ("talks", "rooms", "tracks", "speakers")) == expected
    assert {session.id for session in schedule.sessions} == {talk["code"] for talk in data["talks"]}


@samples
@pytest.mark.parametrize("version", ["bdsc17", "bdsc17-v0.2"])
def test_samples_of_one_event_in_two_formats(version: str) -> None:
    """One event tells the same times, people and titles in both of its formats."""
    (widget, _), (frab, _) = (
        outcome((SHARED / "schedules" / f"pretalx-2026.2-{version}-{kind}.json").read_bytes())
        for kind in ("widget", "frab-schedule")
    )
    assert widget
    assert frab
    assert [(s.id, s.title, s.slot, s.people, s.languages) for s in widget.sessions] == [
        (s.id, s.title, s.slot, s.people, s.languages) for s in frab.sessions
    ]


@pytest.mark.parametrize("told", ["other", "session", "meta", "", None, 7, ["Talk"]])
def test_frab_type_that_says_nothing(told: Any) -> None:
    """A constant for what nobody named is no type."""
    item = {"id": 1, "title": "T", "date": "2017-11-26T08:00:00+07:00", "type": told}
    (session,) = parse({"schedule": {"conference": {"days": [{"rooms": {"A": [item]}}]}}}).sessions
    assert session.type == Text()


NO_SCHEDULES = {
    *(f"pretalx-2026.2-{event}-api-{part}.json" for event in ("bdsc17", "democon") for part in (
        "event", "rooms", "schedule-latest", "schedules", "slots", "speakers",
    )),
    "SCHEMA__c3voc-schedule-v1.schema.json", "SCHEMA__c3voc-schedule-v2-alpha3.schema.json",
}  # fmt: skip


@samples
def test_samples_of_every_format() -> None:
    """Every real file that has a programme is read, and the others are refused in one line."""
    found = {path.name: outcome(path.read_bytes()) for path in sorted((SHARED / "schedules").glob("*.json"))}
    assert {name: wrong for name, (_, wrong) in found.items() if wrong} == {}
    assert {name for name, (schedule, _) in found.items() if not schedule} == NO_SCHEDULES & found.keys()


@suite
def test_json_test_suite() -> None:
    """What must be JSON is read, what must not be is refused, and nothing crashes."""
    kept: dict[str, list[str]] = {"y": [], "n": []}
    refused: dict[str, list[str]] = {"y": [], "n": []}
    for path in sorted((SHARED / "testdata" / "JSONTestSuite" / "test_parsing").glob("*.json")):
        assert outcome(path.read_bytes()) == (None, [])
        try:
            read_json(path.read_bytes())
        except ScheduleError:
            refused.setdefault(path.name[0], []).append(path.name)
        else:
            kept.setdefault(path.name[0], []).append(path.name)
    assert (kept["n"], refused["y"]) == (
        [],
        ["y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"],
    )


@suite
def test_line_of_every_emoji() -> None:
    """Every emoji sequence stays whole."""
    found = json.loads((SHARED / "testdata" / "emoji" / "data-ordered-emoji.json").read_text(encoding="utf-8"))
    assert [line(emoji) for emoji in found] == [unicodedata.normalize("NFC", emoji) for emoji in found]
