"""What a folder in the Open Event format, and an answer of eventyay, become."""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.feeds import (
    FAST,
    PRIVATE,
    READING,
    SAMPLES,
    SATURDAY,
    ZONE,
    assert_read_or_refused,
    at,
    junk,
    only,
    samples,
    spoiled,
)

from eventsite.errors import ScheduleError
from eventsite.model import Person, Room, Schedule, Session, Slot, Text, Track
from eventsite.schedule.fetch import fetch
from eventsite.schedule.formats.decode import decode
from eventsite.schedule.formats.open_event import KEYS, detect, parse

FIXTURE: dict[str, Any] = {
    "files": {
        "event.json": {
            "id": 1,
            "name": PRIVATE,
            "email": PRIVATE,
            "timezone": "Europe/Berlin",
            "ticket-url": PRIVATE,
        },
        "meta.json": {"root_url": PRIVATE},
        "forms.json": [{"session_form": PRIVATE}],
        "sponsors.json": [{"name": PRIVATE}],
        "session_types.json": [
            {"id": 1, "name": {"en": "Talk", "vi": "Tham luận"}, "length": PRIVATE},
            {"id": 2, "name": PRIVATE, "length": PRIVATE},
        ],
        "microlocations.json": [
            {"id": 7, "name": {"en": "Room A", "vi": "Phòng A"}, "floor": 3, "room": PRIVATE, "latitude": 1.0},
            {"id": "8", "name": "Hall B"},
            {"id": 9, "name": None},
        ],
        "tracks.json": [
            {
                "id": 4,
                "name": "Khoa học",
                "color": PRIVATE,
                "description": PRIVATE,
                "location": PRIVATE,
                "sessions": [{"id": 3, "title": PRIVATE}],
            }
        ],
        "speakers.json": [
            {
                "id": 1,
                "name": "An Lê",
                "short-biography": "Ngắn",
                "long-biography": "Một\r\nhai",
                "sessions": [{"id": 1, "title": PRIVATE}],
                **dict.fromkeys(
                    (
                        "email",
                        "mobile",
                        "phone",
                        "photo-url",
                        "country",
                        "organisation",
                        "position",
                        "website",
                        "twitter",
                        "city",
                        "heard-from",
                        "speaking-experience",
                        "complex-field-values",
                    ),
                    PRIVATE,
                ),
            },
            {"id": 2, "name": "Bình Sample", "short-biography": "Short", "long-biography": ""},
            {"id": 3, "name": PRIVATE, "sessions": [{"id": 3, "title": PRIVATE}]},
            {"id": 4, "name": PRIVATE, "sessions": []},
        ],
        "sessions.json": [
            {
                "id": 1,
                "title": "Dữ liệu <b>mở</b>",
                "subtitle": "Phụ đề",
                "short-abstract": "Ngắn",
                "long-abstract": "Một\r\nhai",
                "starts-at": "2017-11-25T09:00:00+07:00",
                "ends-at": "2017-11-25T09:45:00+07:00",
                "session-type": {"id": 1, "name": PRIVATE, "length": PRIVATE},
                "track": {"id": "4", "name": PRIVATE},
                "microlocation": {"id": "7", "name": PRIVATE},
                "language": "vi",
                "speakers": [{"id": 1, "name": PRIVATE, "organisation": PRIVATE}, {"id": "2"}, {"id": 1}],
                "state": "accepted",
                **dict.fromkeys(
                    (
                        "comments",
                        "slides-url",
                        "audio-url",
                        "video-url",
                        "signup-url",
                        "level",
                        "submitted-at",
                        "average-rating",
                        "feedbacks",
                        "creator-id",
                        "submission-modifier",
                        "complex-field-values",
                    ),
                    PRIVATE,
                ),
            },
            {
                "id": "2",
                "title": {"en": "Off", "vi": "Huỷ"},
                "short-abstract": "Short",
                "long-abstract": "",
                "starts-at": "2017-11-25T02:00:00Z",
                "track": None,
                "language": "Klingon",
                "speakers": None,
                "state": "canceled",
            },
            {
                "id": 3,
                "title": PRIVATE,
                "starts-at": "2017-11-25T09:00:00+07:00",
                "microlocation": {"id": 99, "name": PRIVATE},
                "track": {"id": 99, "name": PRIVATE},
                "speakers": [{"id": 3, "name": PRIVATE}, {"id": 98, "name": PRIVATE}],
                "state": "rejected",
            },
            {"id": 4, "title": PRIVATE, "starts-at": None, "state": "confirmed"},
            "no session",
        ],
    }
}
EXPECTED = Schedule(
    rooms=(Room(id="7", name=Text({"vi": "Phòng A", "en": "Room A"})), Room(id="8", name=Text({"": "Hall B"}))),
    tracks=(Track(id="4", name=Text({"": "Khoa học"})),),
    people=(
        Person(id="1", name="An Lê", biography=Text({"": "Một\nhai"})),
        Person(id="2", name="Bình Sample", biography=Text({"": "Short"})),
    ),
    sessions=(
        Session(
            id="1",
            title=Text({"vi": "Dữ liệu <b>mở</b>"}),
            slot=Slot(
                first=SATURDAY,
                last=SATURDAY,
                start=dt.datetime(2017, 11, 25, 9, tzinfo=ZONE),
                end=dt.datetime(2017, 11, 25, 9, 45, tzinfo=ZONE),
            ),
            subtitle=Text({"vi": "Phụ đề"}),
            type=Text({"vi": "Tham luận", "en": "Talk"}),
            abstract=Text({"vi": "Một\nhai"}),
            room="7",
            track="4",
            people=("1", "2"),
            languages=("vi",),
        ),
        Session(
            id="2",
            title=Text({"vi": "Huỷ", "en": "Off"}),
            slot=Slot(first=SATURDAY, last=SATURDAY, start=dt.datetime(2017, 11, 25, 9, tzinfo=ZONE)),
            abstract=Text({"": "Short"}),
            state="cancelled",
        ),
    ),
)
API: dict[str, Any] = {
    "data": [
        {
            "type": "session",
            "id": "1",
            "attributes": {
                "title": "Dữ liệu <b>mở</b>",
                "subtitle": "Phụ đề",
                "short-abstract": "Ngắn",
                "long-abstract": "Một\r\nhai",
                "starts-at": "2017-11-25T02:00:00+00:00",
                "ends-at": "2017-11-25T02:45:00+00:00",
                "language": "vi",
                "state": "confirmed",
                "deleted-at": None,
                **dict.fromkeys(
                    ("comments", "is-mail-sent", "slides-url", "complex-field-values", "rating-count"), PRIVATE
                ),
            },
            "relationships": {
                "microlocation": {"links": {"self": PRIVATE}, "data": {"type": "microlocation", "id": "7"}},
                "track": {"data": {"type": "track", "id": "4"}},
                "session-type": {"data": {"type": "session-type", "id": "1"}},
                "speakers": {"data": [{"type": "speaker", "id": "1"}, {"type": "speaker", "id": "2"}]},
                "creator": {"data": {"type": "user", "id": "5"}},
                "event": {"links": {"self": PRIVATE}},
            },
            "links": {"self": PRIVATE},
        },
        {
            "type": "session",
            "id": 2,
            "attributes": {
                "title": {"en": "Off", "vi": "Huỷ"},
                "short-abstract": "Short",
                "starts-at": "2017-11-25T02:00:00+00:00",
                "state": "withdrawn",
            },
        },
        {
            "type": "session",
            "id": "3",
            "attributes": {"title": PRIVATE, "starts-at": "2017-11-25T02:00:00+00:00", "state": "pending"},
            "relationships": {"speakers": {"data": [{"type": "speaker", "id": "3"}]}},
        },
        {
            "type": "session",
            "id": "4",
            "attributes": {
                "title": PRIVATE,
                "starts-at": "2017-11-25T02:00:00+00:00",
                "deleted-at": "2017-11-01T00:00:00",
            },
        },
        {"type": "session", "id": "5", "attributes": None},
        {"type": "ticket", "id": "6", "attributes": {"title": PRIVATE, "starts-at": "2017-11-25T02:00:00+00:00"}},
    ],
    "included": [
        {
            "type": "speaker",
            "id": "1",
            "attributes": {"name": "An Lê", "long-biography": "Một\r\nhai", "email": PRIVATE, "mobile": PRIVATE},
        },
        {"type": "speaker", "id": "3", "attributes": {"name": PRIVATE}},
        {"type": "user", "id": "5", "attributes": {"name": PRIVATE, "email": PRIVATE}},
        {"type": "microlocation", "id": "7", "attributes": {"name": {"en": "Room A", "vi": "Phòng A"}}},
        {"type": "track", "id": "4", "attributes": {"name": "Khoa học", "color": PRIVATE}},
        {
            "type": "session-type",
            "id": "1",
            "attributes": {"name": {"en": "Talk", "vi": "Tham luận"}, "length": PRIVATE},
        },
    ],
}


def test_parse_full() -> None:
    """Every public field arrives, numbers and strings are one id, and proposals and their speakers stay out."""
    assert parse(FIXTURE, READING) == EXPECTED


def test_parse_private_fields() -> None:
    """Nothing that is not meant for the public gets into the schedule."""
    assert json.dumps([FIXTURE, API]).count(PRIVATE) > 40
    assert PRIVATE not in repr((parse(FIXTURE, READING), parse(API, READING)))


def test_parse_underscored_keys() -> None:
    """Keys with underscores say the same as keys with dashes, and start_time the same as starts-at."""
    for start, end in (("starts_at", "ends_at"), ("start_time", "end_time")):
        spelt = (
            json.dumps(FIXTURE, ensure_ascii=False)
            .replace('"starts-at"', f'"{start}"')
            .replace('"ends-at"', f'"{end}"')
        )
        for word in ("abstract", "biography"):
            for size in ("short", "long"):
                spelt = spelt.replace(f'"{size}-{word}"', f'"{size}_{word}"')
        assert parse(json.loads(spelt), READING) == EXPECTED


def test_parse_api_answer() -> None:
    """An answer of the API gives the same sessions, with the names from what is included."""
    read = parse(API, READING)
    assert read.sessions == tuple(one for one in EXPECTED.sessions if one.id in {"1", "2"})
    assert read.rooms == (Room(id="7", name=Text({"vi": "Phòng A", "en": "Room A"})),)
    assert read.tracks == EXPECTED.tracks
    assert read.people == EXPECTED.people[:1]


def test_parse_api_answer_for_an_event() -> None:
    """Sessions that are included in the answer for an event are read, too."""
    event = {"type": "event", "id": "1", "attributes": {"name": PRIVATE}}
    assert parse({"data": event, "included": [*API["data"], *API["included"]]}, READING) == parse(API, READING)


def test_parse_raw_export() -> None:
    """An export that points with microlocation_id and track_id is read, without what was deleted."""
    item = {"id": 1, "title": "T", "starts_at": "2017-11-25T02:00:00+00:00", "microlocation_id": 7, "track_id": 4}
    files = {
        "sessions.json": [item, item | {"id": 2, "deleted_at": "2017-11-01T00:00:00+00:00", "title": PRIVATE}],
        "microlocations.json": [{"id": 7, "name": "A"}, {"id": 8, "name": PRIVATE, "deleted_at": "2017-11-01"}],
        "speakers.json": [{"id": 1, "name": PRIVATE}],
    }
    session = only(parse({"files": files}, READING))
    assert (session.room, session.track, session.slot and session.slot.start) == ("7", "4", at("2017-11-25T09:00"))
    assert PRIVATE not in repr(parse({"files": files}, READING))


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ("accepted", "confirmed"),
        ("confirmed", "confirmed"),
        (None, "confirmed"),
        ("canceled", "cancelled"),
        ("withdrawn", "cancelled"),
        ("rejected", None),
        ("pending", None),
        ("draft", None),
        ("anything", None),
    ],
)
def test_parse_state(told: str | None, state: str | None) -> None:
    """Only what is accepted, or was and is cancelled now, is public."""
    assert [one.state for one in files({"state": told}).sessions] == ([state] if state else [])


def files(*changes: dict[str, Any], **others: Any) -> Schedule:
    """Return the schedule of a folder with one small session for each of the changes."""
    base = {"title": "T", "starts-at": "2017-11-25T09:00:00"}
    listed: list[Any] = [{"id": number} | base | change for number, change in enumerate(changes)]
    return parse(
        {"files": {"sessions.json": listed} | {f"{key}.json": value for key, value in others.items()}}, READING
    )


@pytest.mark.parametrize(
    ("start", "read"),
    [
        ("2017-11-25T09:00:00", "2017-11-25T09:00"),
        ("2017-11-25T09:00:00+07:00", "2017-11-25T09:00"),
        ("2017-11-25T02:00:00Z", "2017-11-25T09:00"),
        ("2017-11-25T02:00:00.000000+00:00", "2017-11-25T09:00"),
    ],
)
def test_parse_times(start: str, read: str) -> None:
    """A time without an offset is local, and one without an end has none."""
    assert only(files({"starts-at": start})).slot == Slot(first=SATURDAY, last=SATURDAY, start=at(read))


def test_parse_after_midnight() -> None:
    """A talk after midnight is on the agenda of the day before."""
    assert only(files({"starts-at": "2017-11-26T00:30:00+07:00"})).slot == Slot(
        first=SATURDAY, last=SATURDAY, start=at("2017-11-26T00:30")
    )


@pytest.mark.parametrize(
    "bad", [{"title": None}, {"title": " "}, {"starts-at": "soon"}, {"starts-at": None}, {"id": None}]
)
def test_parse_bad_session(bad: dict[str, Any]) -> None:
    """A session without an id, a title or a start costs only itself."""
    assert [one.id for one in files(bad, {}).sessions] == ["1"]


def test_parse_names_in_sessions_only() -> None:
    """Without the other files there are the rooms, tracks and people that the sessions name."""
    named = {
        "microlocation": {"id": 3, "name": "A"},
        "track": {"id": 4, "name": "B"},
        "speakers": [{"id": 5, "name": "An Lê"}],
    }
    read = files(named, {"speakers": None, "microlocation": None})
    assert read.rooms == (Room(id="3", name=Text({"": "A"})),)
    assert read.tracks == (Track(id="4", name=Text({"": "B"})),)
    assert read.people == (Person(id="5", name="An Lê"),)
    assert [(one.room, one.people) for one in read.sessions] == [("3", ("5",)), (None, ())]


def test_parse_people_told_by_speakers() -> None:
    """Where only the speakers tell their sessions, these have their people."""
    speakers = [
        {"id": 5, "name": "An Lê", "sessions": [{"id": "0"}]},
        {"id": 6, "name": PRIVATE, "sessions": [{"id": 1}]},
    ]
    read = files({}, {"state": "rejected"}, speakers=speakers)
    assert [one.people for one in read.sessions] == [("5",)]
    assert read.people == (Person(id="5", name="An Lê"),)


def test_parse_people_without_session() -> None:
    """Someone without a session is there only if no session is left out: it might be theirs."""
    speakers = [{"id": 5, "name": "An Lê", "sessions": []}]
    assert files({}, speakers=speakers).people == (Person(id="5", name="An Lê"),)
    assert files({}, {"state": "pending"}, speakers=speakers).people == ()


@pytest.mark.parametrize("name", ["sessions", "speakers", "microlocations", "tracks"])
def test_parse_file_that_is_no_list(name: str) -> None:
    """A file that is no list is refused by its name."""
    with pytest.raises(ScheduleError, match=rf'^"{name}.json" in the JSON is not a list$'):
        parse({"files": {"sessions.json": [], f"{name}.json": {}}}, READING)


def test_parse_no_sessions() -> None:
    """Files and answers without anything in them are empty schedules."""
    assert parse({"files": {"sessions.json": [], "speakers.json": None}}, READING) == Schedule()


def test_detect_own() -> None:
    """Both kinds are known, with the keys that the module promises."""
    assert (detect(FIXTURE), detect(API)) == (True, True)
    assert set(KEYS) == FIXTURE.keys() | API.keys()


@FAST
@given(
    junk
    | st.builds(lambda value: {"files": {"sessions.json": value}}, junk)
    | st.builds(lambda value: {"data": value}, junk)
)
def test_parse_arbitrary_json(data: Any) -> None:
    """Whatever the JSON, it is looked at without an error, and read or refused."""
    assert_read_or_refused(detect, parse, data)


@FAST
@given(st.data())
def test_parse_broken_fields(data: st.DataObject) -> None:
    """The fixtures with some values made junk are read or refused."""
    assert_read_or_refused(detect, parse, spoiled(data.draw(st.sampled_from([FIXTURE, API])), data))


@samples
def test_parse_sample_fossasia_2010() -> None:
    """The real folder, through fetching and unpacking, gives what its files count."""
    folder = SAMPLES / "open-event__fossasia-2010-hcmc"
    told = {path.stem: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    read = parse(decode(fetch(str(folder))), READING)
    assert {one.id for one in read.sessions} == {
        str(one["id"]) for one in told["sessions"] if one["state"] == "accepted"
    }
    assert [len(told[name]) for name in ("sessions", "microlocations", "tracks", "speakers")] == [8, 5, 4, 2]
    assert [len(part) for part in (read.sessions, read.rooms, read.tracks, read.people)] == [8, 5, 4, 2]
    first = read.sessions[0]
    assert first.title == Text({"": "Pre-Meeting"})
    assert first.slot == Slot(
        first=dt.date(2010, 11, 11),
        last=dt.date(2010, 11, 11),
        start=at("2010-11-11T20:00"),
        end=at("2010-11-11T20:30"),
    )
    assert (first.room, first.track, first.people) == ("2", "1", ("1",))
    assert {one.id: one.type.in_("").words for one in read.sessions} == {
        str(one["id"]): one["session-type"]["name"] for one in told["sessions"]
    }
