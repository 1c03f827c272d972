"""What Sessionize's view "All" becomes."""

import json
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
from eventsite.schedule.formats.fields import Reading
from eventsite.schedule.formats.sessionize import KEYS, detect, parse

FIXTURE: dict[str, Any] = {
    "sessions": [
        {
            "id": "101",
            "title": "Open data",
            "description": "One.\r\nTwo.",
            "startsAt": "2017-11-26T08:00:00",
            "endsAt": "2017-11-26T08:45:00",
            "isServiceSession": False,
            "isPlenumSession": False,
            "speakers": ["aa-1", "aa-2", "aa-1"],
            "categoryItems": [11, 22, 24, 31, 51],
            "questionAnswers": [{"questionId": 1, "answerValue": PRIVATE}],
            "roomId": 7,
            "liveUrl": PRIVATE,
            "recordingUrl": PRIVATE,
            "status": "Accepted",
            "isInformed": True,
            "isConfirmed": True,
            "ownerEmail": PRIVATE,
        },
        {
            "id": "late-1",
            "title": "Closing",
            "description": None,
            "startsAt": "2017-11-26T18:00:00Z",
            "endsAt": None,
            "isPlenumSession": True,
            "speakers": [],
            "categoryItems": [12, 23],
            "roomId": 7,
            "status": "Accepted",
            "isInformed": False,
            "isConfirmed": False,
        },
        {
            "id": "break-1",
            "title": "Coffee",
            "startsAt": "2017-11-26T10:00:00",
            "endsAt": "2017-11-26T10:30:00",
            "isServiceSession": True,
            "isPlenumSession": True,
            "speakers": None,
            "categoryItems": None,
            "roomId": None,
            "status": None,
        },
        {"id": "later", "title": "Not yet planned", "startsAt": None, "endsAt": None, "status": "Accepted"},
        {
            "id": "105",
            "title": PRIVATE,
            "startsAt": "2017-11-26T09:00:00",
            "speakers": ["hid-1", "aa-1"],
            "status": "Nominated",
        },
    ],
    "speakers": [
        {
            "id": "aa-1",
            "firstName": PRIVATE,
            "lastName": PRIVATE,
            "fullName": "An Lê",
            "bio": "Writes.\r\nSings.",
            "tagLine": PRIVATE,
            "profilePicture": PRIVATE,
            "isTopSpeaker": False,
            "links": [{"title": PRIVATE, "url": PRIVATE, "linkType": PRIVATE}],
            "sessions": [101, 105],
            "categoryItems": [41],
            "questionAnswers": [{"questionId": 2, "answerValue": PRIVATE}],
            "email": PRIVATE,
        },
        {"id": "aa-2", "firstName": "Bình", "lastName": "Sample", "fullName": "", "bio": None, "sessions": [101]},
        {"id": "aa-3", "fullName": "Chi Sample", "sessions": []},
        {"id": "hid-1", "fullName": PRIVATE, "sessions": [105]},
        {"id": "hid-2", "fullName": PRIVATE, "sessions": [105]},
    ],
    "questions": [{"id": 1, "question": PRIVATE, "questionType": PRIVATE, "sort": 1}],
    "categories": [
        {"id": 4, "title": "Language", "type": "speaker", "items": [{"id": 41, "name": "German"}]},
        {"id": 3, "title": "Level", "type": "session", "items": [{"id": 31, "name": PRIVATE, "sort": 1}]},
        {
            "id": 1,
            "title": "Chủ đề / Topic",
            "type": "session",
            "items": [{"id": 11, "name": "Khoa học", "sort": 1}, {"id": 12, "name": "City", "sort": 2}],
        },
        {"id": 5, "title": "Session format", "type": "session", "items": [{"id": 51, "name": "Hands-on", "sort": 1}]},
        {
            "id": 2,
            "title": "Ngôn ngữ / Language",
            "type": "session",
            "items": [
                {"id": 22, "name": "Tiếng Việt / Vietnamese"},
                {"id": 23, "name": "English & 日本語"},
                {"id": 24, "name": "Mixed"},
            ],
        },
    ],
    "rooms": [{"id": 7, "name": "Hall A", "sort": 0, "capacity": PRIVATE}, {"id": 8, "name": "Hall B"}],
}


def with_session(**fields: Any) -> Any:
    """Return the fixture with one session alone, some of its fields changed."""
    return FIXTURE | {"sessions": [FIXTURE["sessions"][0] | fields]}


def test_parse_fixture() -> None:
    """Every public field of the view arrives; what is only nominated does not, nor do the people of it alone."""
    assert parse(FIXTURE, READING) == Schedule(
        rooms=(Room(id="7", name=Text({"": "Hall A"})), Room(id="8", name=Text({"": "Hall B"}))),
        tracks=(Track(id="11", name=Text({"": "Khoa học"})), Track(id="12", name=Text({"": "City"}))),
        people=(
            Person(id="aa-1", name="An Lê", biography=Text({"": "Writes.\nSings."})),
            Person(id="aa-2", name="Bình Sample"),
            Person(id="aa-3", name="Chi Sample"),
        ),
        sessions=(
            Session(
                id="101",
                title=Text({"": "Open data"}),
                slot=Slot(first=SUNDAY, last=SUNDAY, start=at("2017-11-26T08:00"), end=at("2017-11-26T08:45")),
                type=Text({"": "Hands-on"}),
                abstract=Text({"": "One.\nTwo."}),
                room="7",
                track="11",
                people=("aa-1", "aa-2"),
                languages=("vi",),
            ),
            Session(
                id="break-1",
                title=Text({"": "Coffee"}),
                slot=Slot(first=SUNDAY, last=SUNDAY, start=at("2017-11-26T10:00"), end=at("2017-11-26T10:30")),
                service=True,
            ),
            Session(
                id="late-1",
                title=Text({"": "Closing"}),
                slot=Slot(first=SUNDAY, last=SUNDAY, start=at("2017-11-27T01:00")),
                room="7",
                track="12",
                languages=("en", "ja"),
                plenary=True,
            ),
            Session(id="later", title=Text({"": "Not yet planned"})),
        ),
    )


def test_parse_private_fields() -> None:
    """Nothing of a field that is not on the list of public ones gets into the schedule."""
    assert (json.dumps(FIXTURE).count(PRIVATE) > 15, PRIVATE in repr(parse(FIXTURE, READING))) == (True, False)


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        (None, True),
        ("Accepted", True),
        ("accepted", True),
        ("Nominated", False),
        ("Waitlisted", False),
        ("Accept_Queue", False),
        ("Decline_Queue", False),
        ("Declined", False),
        ("Withdrawn", False),
        ("something new", False),
        (1, False),
    ],
)
def test_parse_status(status: Any, shown: bool) -> None:
    """Only what is accepted, or of a feed without a status, is for the public."""
    assert bool(parse(with_session(status=status), READING).sessions) is shown


@pytest.mark.parametrize("informed", [True, False, None])
@pytest.mark.parametrize("confirmed", [True, False, None])
def test_parse_unconfirmed_session(informed: bool | None, confirmed: bool | None) -> None:
    """Whether a speaker was written to and has answered changes nothing."""
    data = with_session(isInformed=informed, isConfirmed=confirmed)
    assert parse(data, READING) == parse(with_session(), READING)


@pytest.mark.parametrize(
    ("titles", "track"),
    [
        (["Track"], "1"),
        (["TRACKS"], "1"),
        (["トピック / Topic"], "1"),
        (["Chủ đề (Topic)"], "1"),
        (["Topic", "Track"], "2"),
        (["Level", "Topic"], "2"),
        (["Track record"], None),
        (["Format"], None),
        ([None], None),
        ([{"en": "Track"}], "1"),
    ],
)
def test_parse_title_of_a_track_category(titles: list[Any], track: str | None) -> None:
    """The tracks are the items of the category with the most telling title, in whichever language it is."""
    categories = [{"title": title, "items": [{"id": n, "name": f"T{n}"}]} for n, title in enumerate(titles, 1)]
    schedule = parse(with_session(categoryItems=[1, 2]) | {"categories": categories}, READING)
    assert ([one.id for one in schedule.tracks], schedule.sessions[0].track) == ([track] if track else [], track)


@pytest.mark.parametrize(
    "title", ["Language", "Sprache", "Ngôn ngữ", "言語", "Session language", "Langue / Language"]
)
def test_parse_title_of_a_language_category(title: str) -> None:
    """A category of languages is known in each of the languages."""
    categories = [{"title": title, "items": [{"id": 1, "name": "German"}]}]
    assert only(parse(with_session(categoryItems=[1]) | {"categories": categories}, READING)).languages == ("de",)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Deutsch", ("de",)),
        ("TIẾNG ANH", ("en",)),
        ("Tiếng Việt, tiếng Anh", ("vi", "en")),
        ("中文 (Chinese)", ("zh",)),
        ("Français", ("fr",)),
        ("zh-TW", ("zh-TW",)),
        ("VI", ("vi",)),
        ("Go", ()),
        ("Mixed", ()),
        (None, ()),
    ],
)
def test_parse_name_of_a_language(name: Any, codes: tuple[str, ...]) -> None:
    """A language is told by its name in several languages or by its code; what is none of them is left out."""
    categories = [{"title": "Language", "items": [{"id": 1, "name": name}]}]
    assert only(parse(with_session(categoryItems=["1"]) | {"categories": categories}, READING)).languages == codes


def test_parse_ids_that_are_numbers_here_and_strings_there() -> None:
    """A number and a string that look the same are the same id; the number 0 is one, too."""
    data = with_session(id=101, roomId="0", categoryItems=["11"]) | {"rooms": [{"id": 0, "name": "Hall"}]}
    session = only(parse(data, READING))
    assert (session.id, session.room, session.track) == ("101", "0", "11")


def test_parse_speakers_listed_as_objects() -> None:
    """Speakers that are listed with their names are the same people."""
    data = with_session(speakers=[{"id": "aa-1", "name": PRIVATE}, {"name": "x"}, {"id": "aa-2"}])
    assert only(parse(data, READING)).people == ("aa-1", "aa-2")


def test_parse_clock_change() -> None:
    """A naive time that a clock change skips becomes one that exists; an offset is believed."""
    reading = Reading(ZoneInfo("Europe/Berlin"), 4, "de")
    data = FIXTURE | {
        "sessions": [
            {"id": 1, "title": "x", "startsAt": "2018-03-25T02:30:00"},
            {"id": 2, "title": "x", "startsAt": "2018-03-25T10:00:00+00:00"},
        ]
    }
    starts = [one.slot.start.isoformat() for one in parse(data, reading).sessions if one.slot and one.slot.start]
    assert starts == ["2018-03-25T03:30:00+02:00", "2018-03-25T12:00:00+02:00"]


def test_parse_two_sessions_in_one_room() -> None:
    """Sessions at one time in one room are both there."""
    first = FIXTURE["sessions"][0]
    data = FIXTURE | {"sessions": [first, first | {"id": "102"}]}
    assert [(one.id, one.room) for one in parse(data, READING).sessions] == [("101", "7"), ("102", "7")]


@pytest.mark.parametrize("bad", [None, "x", [], {}, {"id": 1}, {"id": 1, "title": "x", "startsAt": "soon"}])
def test_parse_bad_session(bad: Any) -> None:
    """A session without a title, or with a time that cannot be read, costs only itself."""
    assert parse(FIXTURE | {"sessions": [bad, *FIXTURE["sessions"]]}, READING) == parse(FIXTURE, READING)


def test_parse_lists_that_are_null() -> None:
    """Only the sessions must be there."""
    lists = {"speakers": None, "categories": None, "rooms": None}
    assert parse({"sessions": [], **lists}, READING) == Schedule()


@pytest.mark.parametrize("key", ["sessions", "speakers", "categories", "rooms"])
def test_parse_list_that_is_none(key: str) -> None:
    """A feed with something else in the place of a list is refused."""
    with pytest.raises(ScheduleError, match=f'^"{key}" in the JSON is not a list$'):
        parse(FIXTURE | {key: "x"}, READING)


def test_detect_own() -> None:
    """The fixture is of this format, and has the keys that it promises."""
    assert (detect(FIXTURE), FIXTURE.keys() >= set(KEYS)) == (True, True)


@FAST
@given(junk)
def test_parse_arbitrary_json(data: Any) -> None:
    """Whatever the JSON, it is looked at without an error, and read or refused."""
    assert_read_or_refused(detect, parse, data)


@FAST
@given(st.data())
def test_parse_broken_fields(data: st.DataObject) -> None:
    """The fixture with some values made junk is read or refused."""
    assert_read_or_refused(detect, parse, spoiled(FIXTURE, data))


@samples
@pytest.mark.parametrize(
    ("name", "zone", "first", "title"),
    [
        ("droidkaigi-2018-testdata__ja-en", "Asia/Tokyo", "2018-02-08T10:20:00+09:00", "Kotlinアンチパターン"),
        ("global-azure-linz-2020", "Europe/Vienna", "2020-04-24T09:00:00+02:00", "Stories of void"),
        ("global-azure-linz-2025", "Europe/Vienna", "2025-05-10T09:00:00+02:00", "Welcome"),
    ],
)
def test_parse_sample(name: str, zone: str, first: str, title: str) -> None:
    """A real file's sessions, rooms and speakers are all there, the first session at its local time."""
    data = json.loads((SAMPLES / f"sessionize-all__{name}.json").read_text("utf-8"))
    schedule = parse(data, Reading(ZoneInfo(zone), 4, "en"))
    counts = [len(schedule.sessions), len(schedule.rooms), len(schedule.people)]
    assert counts == [len(data["sessions"]), len(data["rooms"]), len(data["speakers"])]
    session = schedule.sessions[0]
    assert session.slot and session.slot.start
    assert (session.slot.start.isoformat(), session.title.in_("en").words) == (first, title)
    assert session.slot.start.tzinfo == ZoneInfo(zone)


@samples
def test_parse_sample_languages() -> None:
    """The languages and tracks of a bilingual event come from its categories."""
    path = SAMPLES / "sessionize-all__droidkaigi-2018-testdata__ja-en.json"
    data = json.loads(path.read_text("utf-8"))
    spoken = {3483: "ja", 3482: "en"}
    topics = {
        item["id"] for category in data["categories"] if "Topic" in category["title"] for item in category["items"]
    }
    expected = {
        raw["id"]: (
            tuple(spoken[one] for one in raw["categoryItems"] if one in spoken),
            next(str(one) for one in raw["categoryItems"] if one in topics),
        )
        for raw in data["sessions"]
    }
    assert {one.id: (one.languages, one.track) for one in parse(data, READING).sessions} == expected


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Session Type", True),
        ("Loại hoạt động / Type", True),
        ("FORMAT", True),
        ("Hình thức", True),
        ("Level", False),
        ("File type", False),
        ("", False),
    ],
)
def test_parse_type_by_title(title: str, found: bool) -> None:
    """A category is known as the type by its title, whatever its case, alone or beside that of another language."""
    category = {"id": 9, "title": title, "items": [{"id": 91, "name": "Workshop"}]}
    data = with_session(categoryItems=[91]) | {"categories": [category]}
    assert only(parse(data, READING)).type == Text({"": "Workshop"} if found else {})


@samples
def test_parse_sample_types() -> None:
    """The formats of a real event are what its category calls them."""
    path = SAMPLES / "sessionize-all__droidkaigi-2018-testdata__ja-en.json"
    data = json.loads(path.read_text("utf-8"))
    names = {item["id"]: item["name"] for item in data["categories"][0]["items"]}
    expected = {raw["id"]: [names[one] for one in raw["categoryItems"] if one in names] for raw in data["sessions"]}
    assert {one.id: [one.type.in_("").words] for one in parse(data, READING).sessions} == expected
