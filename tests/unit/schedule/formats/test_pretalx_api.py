"""What the answers of pretalx's REST API become: a schedule, a list of slots, a list of submissions."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.feeds import (
    FAST,
    PRIVATE,
    READING,
    SAMPLES,
    SUNDAY,
    assert_read_or_refused,
    at,
    junk,
    only,
    samples,
    spoiled,
)

from eventsite.errors import ScheduleError
from eventsite.model import Person, Room, Schedule, Session, Slot, Text, Track
from eventsite.schedule.formats import pretalx
from eventsite.schedule.formats.fields import Reading
from eventsite.schedule.formats.pretalx_api import KEYS, detect, parse

HALL: dict[str, Any] = {
    "id": 3,
    "name": {"en": "Hall A", "vi": "Hội trường A"},
    "description": {"en": PRIVATE},
    "uuid": PRIVATE,
    "guid": PRIVATE,
    "capacity": PRIVATE,
    "position": 1,
    "hidden": True,
    "speaker_info": PRIVATE,
    "availabilities": [PRIVATE],
}
ROOM: dict[str, Any] = HALL | {"id": 4, "name": "Phòng B1", "position": 0}
TRACK: dict[str, Any] = {
    "id": 7,
    "name": {"en": "Science", "vi": "Khoa học"},
    "description": PRIVATE,
    "color": PRIVATE,
    "position": None,
    "requires_access_code": PRIVATE,
}
SPEAKER: dict[str, Any] = {
    "code": "AN1",
    "name": "An Lê",
    "biography": "Viết.",
    "submissions": [PRIVATE],
    "avatar_url": PRIVATE,
    "answers": [{"question": PRIVATE, "answer": PRIVATE}],
    "email": PRIVATE,
    "timezone": PRIVATE,
    "locale": PRIVATE,
    "has_arrived": PRIVATE,
    "availabilities": [PRIVATE],
    "internal_notes": PRIVATE,
}
HIDDEN_SPEAKER: dict[str, Any] = SPEAKER | {"code": PRIVATE, "name": PRIVATE}
TALK: dict[str, Any] = {
    "code": "T1",
    "title": "Dữ liệu mở",
    "speakers": [SPEAKER],
    "submission_type": {
        "id": 3,
        "name": {"en": "Talk", "vi": "Tham luận"},
        "default_duration": PRIVATE,
        "deadline": PRIVATE,
        "requires_access_code": PRIVATE,
    },
    "track": TRACK,
    "tags": [PRIVATE],
    "state": "confirmed",
    "pending_state": PRIVATE,
    "abstract": "Tóm tắt",
    "description": "Mô tả",
    "duration": 45,
    "slot_count": 1,
    "attendee_signup_required": PRIVATE,
    "attendee_signup_capacity": PRIVATE,
    "signup_status": PRIVATE,
    "content_locale": "vi",
    "do_not_record": PRIVATE,
    "is_featured": PRIVATE,
    "image": PRIVATE,
    "resources": [{"resource": PRIVATE, "description": PRIVATE}],
    "answers": [{"question": PRIVATE, "answer": PRIVATE}],
    "notes": PRIVATE,
    "internal_notes": PRIVATE,
    "access_code": PRIVATE,
    "review_code": PRIVATE,
    "anonymised_data": PRIVATE,
    "reviews": [PRIVATE],
    "assigned_reviewers": [PRIVATE],
    "median_score": PRIVATE,
    "mean_score": PRIVATE,
    "created": PRIVATE,
    "updated": PRIVATE,
    "invitations": [{"email": PRIVATE}],
}
SLOT: dict[str, Any] = {
    "id": 71,
    "room": HALL,
    "start": "2017-11-27T08:00:00+07:00",
    "end": "2017-11-27T08:45:00+07:00",
    "submission": TALK,
    "schedule": 3,
    "description": PRIVATE,
    "duration": 45,
    "is_visible": True,
    "slot_type": None,
}
BREAK: dict[str, Any] = SLOT | {
    "id": 9,
    "room": ROOM,
    "start": "2017-11-27T03:59:00+07:00",
    "end": None,
    "submission": None,
    "description": {"en": "Coffee", "vi": "Cà phê"},
    "duration": 31,
    "slot_type": "break",
}
SECRET: dict[str, Any] = TALK | {
    "code": PRIVATE,
    "title": PRIVATE,
    "track": TRACK | {"id": PRIVATE, "name": PRIVATE},
    "speakers": [HIDDEN_SPEAKER, SPEAKER],
    "state": "submitted",
}
BACKSTAGE: dict[str, Any] = HALL | {"id": PRIVATE, "name": PRIVATE}
FIXTURE: dict[str, Any] = {
    "id": PRIVATE,
    "version": "0.4",
    "published": "2017-11-20T01:00:00Z",
    "comment": PRIVATE,
    "slots": [
        SLOT,
        BREAK,
        SLOT | {"id": 72, "room": BACKSTAGE, "submission": SECRET},
        SLOT | {"id": 73, "room": BACKSTAGE, "submission": SECRET | {"state": "confirmed"}, "is_visible": False},
        BREAK | {"id": 74, "room": BACKSTAGE, "description": PRIVATE, "slot_type": "blocker"},
        SLOT | {"id": 75, "room": 5, "submission": TALK | {"code": "T2", "title": "Off", "state": "withdrawn"}},
    ],
}


def feed(*slots: Any) -> Schedule:
    """Return the schedule of slots."""
    return parse({"version": None, "published": None, "slots": list(slots)}, READING)


def as_submissions(schedule: dict[str, Any]) -> dict[str, Any]:
    """Return the same sessions as a list of submissions, each with its slots."""
    slots = schedule["slots"]
    found = [one["submission"] | {"slots": [one | {"submission": PRIVATE}]} for one in slots if one["submission"]]
    return {"count": len(found), "next": None, "previous": None, "results": found}


def test_pretalx_api_schedule_full() -> None:
    """Talks, breaks and withdrawn talks become sessions; what only organisers see does not."""
    monday = dt.date(2017, 11, 27)
    talk = Session(
        id="T1",
        title=Text({"vi": "Dữ liệu mở"}),
        slot=Slot(first=monday, last=monday, start=at("2017-11-27T08:00"), end=at("2017-11-27T08:45")),
        type=Text({"vi": "Tham luận", "en": "Talk"}),
        abstract=Text({"vi": "Tóm tắt\n\nMô tả"}),
        room="3",
        track="7",
        people=("AN1",),
        languages=("vi",),
    )
    assert parse(FIXTURE, READING) == Schedule(
        version="0.4",
        published=at("2017-11-20T08:00"),
        rooms=(
            Room(id="4", name=Text({"": "Phòng B1"})),
            Room(id="3", name=Text({"vi": "Hội trường A", "en": "Hall A"})),
        ),
        tracks=(Track(id="7", name=Text({"vi": "Khoa học", "en": "Science"})),),
        people=(Person(id="AN1", name="An Lê", biography=Text({"": "Viết."})),),
        sessions=(
            Session(
                id="break-9",
                title=Text({"vi": "Cà phê", "en": "Coffee"}),
                slot=Slot(
                    first=SUNDAY,
                    last=monday,
                    start=at("2017-11-27T03:59"),
                    end=at("2017-11-27T04:30"),
                ),
                room="4",
                service=True,
            ),
            talk,
            replace(talk, id="T2", title=Text({"vi": "Off"}), room="5", state="cancelled"),
        ),
    )


@pytest.mark.parametrize("told", [3, "3", None, {"id": 3}, {"vi": "T"}, {"name": 3}])
def test_pretalx_api_type_not_expanded(told: Any) -> None:
    """A type of which only the number is there, or none, is no type."""
    talk = TALK | {"submission_type": told}
    assert only(parse({"version": "1", "slots": [SLOT | {"submission": talk}]}, READING)).type == Text()


def test_pretalx_api_list_of_slots() -> None:
    """A list of slots tells the same as a schedule, and its version where the schedule is expanded."""
    about = {key: FIXTURE[key] for key in ("id", "version", "published", "comment")}
    slots = {"count": 6, "next": PRIVATE, "previous": PRIVATE, "results": FIXTURE["slots"]}
    expanded = slots | {"results": [slot | {"schedule": about} for slot in FIXTURE["slots"]]}
    assert parse(slots, READING) == replace(parse(FIXTURE, READING), version="", published=None)
    assert parse(expanded, READING) == parse(FIXTURE, READING)


def test_pretalx_api_list_of_submissions() -> None:
    """A list of submissions with their slots tells the same as a schedule, without the breaks."""
    whole = parse(FIXTURE, READING)
    assert parse(as_submissions(FIXTURE), READING) == replace(
        whole, version="", published=None, rooms=whole.rooms[1:], sessions=whole.sessions[1:]
    )


@pytest.mark.parametrize("data", [FIXTURE, as_submissions(FIXTURE)], ids=["schedule", "submissions"])
def test_pretalx_api_with_private_fields(data: dict[str, Any]) -> None:
    """Nothing that is not meant for the public gets into the schedule, even with an organiser's token."""
    assert PRIVATE not in repr(parse(data, READING))


@pytest.mark.parametrize(
    ("told", "state"),
    [("confirmed", "confirmed"), ("accepted", "confirmed"), ("canceled", "cancelled"), ("withdrawn", "cancelled")],
)
def test_pretalx_api_public_state(told: str, state: str) -> None:
    """An accepted talk takes place, and a withdrawn one that was released is cancelled."""
    assert only(feed(SLOT | {"submission": TALK | {"state": told}})).state == state


@pytest.mark.parametrize("told", ["submitted", "rejected", "draft", "new", 5, [], {"x": 1}])
def test_pretalx_api_state_not_public(told: Any) -> None:
    """A submission in any other state, known or not, is left out with its room, track and people."""
    assert feed(SLOT | {"submission": TALK | {"state": told}}) == Schedule()


@pytest.mark.parametrize("state", ["accepted", "withdrawn"])
def test_pretalx_api_submission_without_time(state: str) -> None:
    """A submission that is in no released schedule is left out, whatever its state."""
    unplaced = SLOT | {"start": None, "end": None, "room": None}
    data = {"results": [TALK | {"state": state, "slots": slots} for slots in ([], None, [unplaced])]}
    assert detect(data)
    assert parse(data, READING) == Schedule()


def test_pretalx_api_submission_with_several_slots() -> None:
    """A submission that takes place several times is a session for each, in the order of time."""
    times = [("2017-11-27T10:00:00+07:00", 3), ("2017-11-26T10:00:00+07:00", 4), ("2017-11-27T10:00:00+07:00", 5)]
    slots = [SLOT | {"id": n, "start": start, "end": None, "room": n} for start, n in times]
    read = parse({"results": [TALK | {"slots": slots}]}, READING)
    assert [(session.id, session.room) for session in read.sessions] == [("T1", "4"), ("T1-2", "3"), ("T1-3", "5")]
    assert [person.id for person in read.people] == ["AN1"]
    assert parse({"slots": [slot | {"submission": TALK} for slot in slots]}, READING) == read


def test_pretalx_api_known_by_id_alone() -> None:
    """Rooms, tracks and speakers that the answer has by id keep the ids, which others may explain."""
    talk = TALK | {"track": 7, "speakers": ["AN1", "BT2", "AN1", None]}
    read = feed(SLOT | {"room": 3, "submission": talk})
    assert (only(read).room, only(read).track, only(read).people) == ("3", "7", ("AN1", "BT2"))
    assert (read.rooms, read.tracks, read.people) == ((), (), ())


def test_pretalx_api_hidden_room() -> None:
    """A room that is hidden among the rooms still names where a talk is."""
    assert HALL["hidden"] is True
    assert feed(SLOT).rooms == (Room(id="3", name=Text({"vi": "Hội trường A", "en": "Hall A"})),)


def test_pretalx_api_two_sessions_in_one_room() -> None:
    """Two sessions at one time in one room are both there."""
    read = feed(SLOT, SLOT | {"submission": TALK | {"code": "T0"}})
    assert [(session.id, session.room) for session in read.sessions] == [("T0", "3"), ("T1", "3")]


def test_pretalx_api_break_without_words_or_number() -> None:
    """A break that has no description or no id is left out."""
    assert feed(BREAK | {"description": None}, BREAK | {"description": ""}, BREAK | {"id": None}) == Schedule()


def test_pretalx_api_talk_without_code() -> None:
    """A talk without a code is no break: it is left out."""
    assert feed(SLOT | {"submission": TALK | {"code": None}}) == Schedule()


def test_pretalx_api_talk_with_little() -> None:
    """A talk needs a code, a title and a start; everything else may be missing or null."""
    monday = dt.date(2017, 11, 27)
    slot = {"start": "2017-11-27T08:00:00", "submission": {"code": "T1", "title": {"en": "Open", "vi": "Mở"}}}
    nothing = {"room": None, "end": None, "duration": None, "description": None}
    expected = Schedule(
        sessions=(
            Session(
                id="T1",
                title=Text({"vi": "Mở", "en": "Open"}),
                slot=Slot(first=monday, last=monday, start=at("2017-11-27T08:00")),
            ),
        )
    )
    assert feed(slot) == expected
    assert feed(slot | nothing) == expected


def test_pretalx_api_zone() -> None:
    """Times are in the event's zone on either side of a clock change, whatever their offset."""
    reading = Reading(ZoneInfo("Europe/Berlin"), 4, "vi")
    times = ["2017-10-28T22:30:00Z", "2017-10-29T08:00:00+07:00", "2017-10-29T09:00:00"]
    data = {"version": "1", "slots": [SLOT | {"start": start} for start in times]}
    starts = [session.slot.start for session in parse(data, reading).sessions if session.slot]
    assert [start.isoformat() for start in starts if start] == [
        "2017-10-29T00:30:00+02:00",
        "2017-10-29T02:00:00+01:00",
        "2017-10-29T09:00:00+01:00",
    ]


@pytest.mark.parametrize(
    ("data", "expand"),
    [
        (
            {"version": "1", "published": None, "slots": [77, 73]},
            "slots.room,slots.submission.speakers,slots.submission.submission_type,",
        ),
        ({"version": "1", "slots": [SLOT | {"submission": "T1"}, BREAK]}, "slots.room,slots.submission.speakers"),
        (
            {"results": [SLOT | {"submission": "T1"}, BREAK]},
            "room,schedule,submission.speakers,submission.submission_type,submission.track",
        ),
        ({"results": [TALK | {"slots": [71]}, TALK | {"slots": []}]}, "slots.room,speakers,submission_type,track"),
    ],
)
def test_pretalx_api_not_expanded(data: dict[str, Any], expand: str) -> None:
    """An answer that has its sessions by id is refused, and the error says what its address lacks."""
    assert detect(data)
    with pytest.raises(ScheduleError, match=f"add expand={expand}"):
        parse(data, READING)


def test_pretalx_api_one_not_expanded() -> None:
    """Of an answer that is expanded, an item that is not costs itself only."""
    assert feed(71, SLOT, SLOT | {"submission": "T2"}, None) == feed(SLOT)


@pytest.mark.parametrize("bad", [None, {}, "x", 5])
def test_pretalx_api_slots_that_are_no_list(bad: Any) -> None:
    """A schedule whose slots are no list is refused."""
    with pytest.raises(ScheduleError, match='"slots" in the JSON is not a list'):
        parse({"version": "1", "slots": bad}, READING)


def test_pretalx_api_empty_schedule() -> None:
    """A schedule that was released without slots is an empty one."""
    assert parse({"version": "0.1", "published": None, "slots": []}, READING) == Schedule(version="0.1")


def test_pretalx_api_detect() -> None:
    """The module knows its own format in all its ways, and its keys stand at the top of a schedule."""
    assert all(map(detect, [FIXTURE, as_submissions(FIXTURE)]))
    assert FIXTURE.keys() >= set(KEYS)


@FAST
@given(junk)
def test_pretalx_api_any_value(value: Any) -> None:
    """Any value is looked at without an error."""
    assert not detect(value)
    with pytest.raises(ScheduleError):
        parse(value, READING)


@FAST
@given(st.sampled_from([FIXTURE, as_submissions(FIXTURE)]), st.data())
def test_pretalx_api_spoiled(whole: Any, data: st.DataObject) -> None:
    """An answer with junk in any place is read or refused."""
    assert_read_or_refused(detect, parse, spoiled(whole, data))


@samples
@pytest.mark.parametrize(
    ("name", "zone", "counts", "start", "title"),
    [
        ("bdsc17", "Asia/Ho_Chi_Minh", (5, 3, 4, 6), "2017-11-25T08:00:00+07:00", "Hackathon 2017 kick-off"),
        ("bdsc17-v0.2", "Asia/Ho_Chi_Minh", (4, 3, 3, 5), "2017-11-25T08:00:00+07:00", "Hackathon 2017: khai mạc"),
        ("democon", "Europe/Berlin", (36, 2, 3, 32), "2026-11-13T09:00:00+01:00", None),
    ],
)
def test_pretalx_api_sample(
    name: str, zone: str, counts: tuple[int, int, int, int], start: str, title: str | None
) -> None:
    """A schedule of pretalx gives as many sessions as it has slots, with their rooms, tracks and speakers."""
    data = sample(f"{name}-api-schedule-latest-expanded")
    read = parse(data, Reading(ZoneInfo(zone), 4, "vi"))
    talks = [slot["submission"] for slot in data["slots"]]
    first = read.sessions[0].slot
    assert (len(read.sessions), len(read.rooms), len(read.tracks), len(read.people)) == counts
    assert len(talks) == counts[0]
    assert len({slot["room"]["id"] for slot in data["slots"]}) == counts[1]
    assert len({talk["track"]["id"] for talk in talks}) == counts[2]
    assert len({one["code"] for talk in talks for one in talk["speakers"]}) == counts[3]
    assert first
    assert first.start
    assert first.start.isoformat() == start
    assert title is None or read.sessions[0].title.in_("vi").words == title
    assert read.version == data["version"]
    assert read.published == dt.datetime.fromisoformat(data["published"])


@samples
@pytest.mark.parametrize("name", ["bdsc17", "bdsc17-v0.2", "democon"])
def test_pretalx_api_sample_as_widget_of_same_version(name: str) -> None:
    """The API and the widget of one version tell the same, but for the descriptions and what the API has beyond."""
    ours = parse(sample(f"{name}-api-schedule-latest-expanded"), READING)
    theirs = pretalx.parse(sample(f"{name}-widget"), READING)
    used = {session.room for session in theirs.sessions}
    assert [short(session) for session in ours.sessions] == [short(session) for session in theirs.sessions]
    assert [session.abstract.in_("vi").words.split("\n\n")[0] for session in ours.sessions] == [
        session.abstract.in_("vi").words.split("\n\n")[0] for session in theirs.sessions
    ]
    assert names(ours.rooms) == names(room for room in theirs.rooms if room.id in used)
    assert sorted(names(ours.tracks)) == sorted(names(theirs.tracks))
    assert {one.id: one.name for one in ours.people} == {one.id: one.name for one in theirs.people}
    assert ours.version == theirs.version


@samples
@pytest.mark.parametrize("name", ["bdsc17", "democon"])
def test_pretalx_api_sample_of_submissions(name: str) -> None:
    """The list of submissions tells the sessions, rooms and people of the schedule of the same version."""
    schedule = parse(sample(f"{name}-api-schedule-latest-expanded"), READING)
    listed = parse(sample(f"{name}-api-submissions"), READING)
    assert (listed.sessions, listed.rooms) == (schedule.sessions, schedule.rooms)
    assert sorted(names(listed.tracks)) == sorted(names(schedule.tracks))
    assert {one.id: one for one in listed.people} == {one.id: one for one in schedule.people}


@samples
@pytest.mark.parametrize("name", ["bdsc17-api-slots", "bdsc17-api-schedule-latest", "democon-api-slots"])
def test_pretalx_api_sample_not_expanded(name: str) -> None:
    """A real answer that is not expanded is refused with the words to add to its address."""
    with pytest.raises(ScheduleError, match="add expand="):
        parse(sample(name), READING)


def sample(name: str) -> Any:
    """Return what a real file of pretalx has."""
    return json.loads((SAMPLES / f"pretalx-2026.2-{name}.json").read_bytes())


def short(session: Session) -> Session:
    """Return the session without its abstract, which the API tells at more length."""
    return replace(session, abstract=Text())


def names(items: Iterable[Room | Track]) -> list[tuple[str, str]]:
    """Return the ids and names in order; where there is one language only, the API tells it and the widget does not."""
    return [(item.id, item.name.in_("vi").words) for item in items]
