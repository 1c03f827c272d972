"""What the programme of KonOpas and ConClár becomes."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.feeds import FAST, PRIVATE, READING, SUNDAY, assert_read_or_refused, at, junk, only, spoiled

from eventsite.errors import ScheduleError
from eventsite.model import Person, Room, Schedule, Session, Slot, Text, Track
from eventsite.schedule.formats.konopas import KEYS, detect, parse

FIXTURE: dict[str, Any] = {
    "program": [
        {
            "id": "1",
            "title": "Open data",
            "datetime": "2017-11-26T08:00:00+07:00",
            "mins": 45,
            "loc": ["Phòng A", "Floor 1"],
            "tags": [
                {"value": "t1", "category": "Track", "label": "Khoa học"},
                {"value": "x", "category": "Tag", "label": PRIVATE},
            ],
            "people": [
                {"id": "p1", "name": PRIVATE, "role": PRIVATE},
                {"id": "p3", "name": "Chi Sample (moderator)"},
            ],
            "desc": "<p>One</p>\r\nTwo",
            "format": "Panel",
            "links": {"signup": PRIVATE, "meeting": PRIVATE, "recording": PRIVATE},
            "notes": PRIVATE,
        },
        {
            "id": 2,
            "title": "Films",
            "date": "2017-11-27",
            "time": "1:30",
            "mins": "90",
            "loc": ["Phong A"],
            "tags": [{"value": "t1"}, "Type: Film"],
            "people": [{"id": "p2"}, "p1"],
            "desc": "",
        },
        {
            "id": "3",
            "title": "Lunch",
            "date": "2017-11-26",
            "time": "12:00",
            "end": "13:00",
            "mins": "0",
            "loc": [],
            "tags": ["Type:Meal", "Track: City"],
            "people": None,
        },
    ],
    "people": [
        {
            "id": "p1",
            "name": ["An", "Lê", "Dr.", "Jr."],
            "sortname": PRIVATE,
            "tags": [PRIVATE],
            "prog": ["1"],
            "links": {"img": PRIVATE, "twitter": PRIVATE},
            "img_256_url": PRIVATE,
            "email": PRIVATE,
            "bio": "Writes.",
        },
        {"id": "p2", "name": "Bình Sample", "bio": None},
    ],
}
ITEM: dict[str, Any] = {"id": "1", "title": "x", "datetime": "2017-11-26T08:00:00", "mins": "60", "loc": ["A"]}


def test_parse_fixture() -> None:
    """Every public field arrives; rooms whose names differ in their marks alone stay two."""
    assert parse(FIXTURE, READING) == Schedule(
        rooms=(Room(id="phong-a", name=Text({"": "Phòng A"})), Room(id="phong-a-2", name=Text({"": "Phong A"}))),
        tracks=(Track(id="khoa-hoc", name=Text({"": "Khoa học"})), Track(id="city", name=Text({"": "City"}))),
        people=(
            Person(id="p1", name="Dr. An Lê Jr.", biography=Text({"": "Writes."})),
            Person(id="p2", name="Bình Sample"),
            Person(id="p3", name="Chi Sample"),
        ),
        sessions=(
            Session(
                id="1",
                title=Text({"": "Open data"}),
                slot=Slot(first=SUNDAY, last=SUNDAY, start=at("2017-11-26T08:00"), end=at("2017-11-26T08:45")),
                type=Text({"": "Panel"}),
                abstract=Text({"": "<p>One</p>\nTwo"}),
                room="phong-a",
                track="khoa-hoc",
                people=("p1", "p3"),
            ),
            Session(
                id="3",
                title=Text({"": "Lunch"}),
                slot=Slot(first=SUNDAY, last=SUNDAY, start=at("2017-11-26T12:00"), end=at("2017-11-26T13:00")),
                track="city",
                service=True,
            ),
            Session(
                id="2",
                title=Text({"": "Films"}),
                slot=Slot(first=SUNDAY, last=SUNDAY, start=at("2017-11-27T01:30"), end=at("2017-11-27T03:00")),
                room="phong-a-2",
                track="khoa-hoc",
                people=("p2", "p1"),
            ),
        ),
    )


def test_parse_private_fields() -> None:
    """Nothing of a field that is not on the list of public ones gets into the schedule."""
    assert (json.dumps(FIXTURE).count(PRIVATE) > 12, PRIVATE in repr(parse(FIXTURE, READING))) == (True, False)


def test_parse_three_shapes() -> None:
    """ConClár's second version says the same as KonOpas's, and tells its version; a bare list has no people's texts."""
    told = {"version": "1.2", "published": "2017-11-20T01:00:00Z", "mail": PRIVATE}
    second = parse(
        {"schemaVersion": 2, "info": told, "schedule": FIXTURE["program"], "people": FIXTURE["people"]}, READING
    )
    first, bare = parse(FIXTURE, READING), parse(FIXTURE["program"], READING)
    assert (second.version, second.published) == ("1.2", at("2017-11-20T08:00"))
    assert (second.rooms, second.tracks, second.people, second.sessions) == (
        first.rooms,
        first.tracks,
        first.people,
        first.sessions,
    )
    assert (bare.sessions, [one.id for one in bare.people]) == (first.sessions, ["p1", "p3"])


@pytest.mark.parametrize(
    ("fields", "start"),
    [
        ({"datetime": "2017-11-26T08:00:00"}, "2017-11-26T08:00"),
        ({"datetime": "2017-11-26T01:00:00Z"}, "2017-11-26T08:00"),
        ({"datetime": "2017-11-26T02:00:00.000+01:00"}, "2017-11-26T08:00"),
        ({"date": "2017-11-26", "time": "08:00"}, "2017-11-26T08:00"),
        ({"date": "2017-11-26", "time": "8:00"}, "2017-11-26T08:00"),
        ({"date": "2017-11-26", "time": "08:00:00"}, "2017-11-26T08:00"),
        ({"date": "2017-11-26T01:00:00+00:00"}, "2017-11-26T08:00"),
        ({"datetime": None, "date": "2017-11-26", "time": "08:00"}, "2017-11-26T08:00"),
        ({"date": "2017-11-26"}, None),
        ({"time": "08:00"}, None),
        ({"datetime": "soon"}, None),
        ({"date": 20171126, "time": 800}, None),
    ],
)
def test_parse_start(fields: dict[str, Any], start: str | None) -> None:
    """A start is one field or two, local or with an offset; without one the item is left out."""
    found = parse([{"id": "1", "title": "x", "mins": 5, **fields}], READING).sessions
    assert [one.slot.start for one in found if one.slot] == ([at(start)] if start else [])


@pytest.mark.parametrize(
    ("fields", "end"),
    [
        ({"mins": "90"}, "09:30"),
        ({"mins": 90}, "09:30"),
        ({"mins": 90.0}, "09:30"),
        ({"mins": "1:30"}, "09:30"),
        ({"mins": "5", "end": "09:30"}, "09:30"),
        ({"mins": "5", "end": "2017-11-26T02:30:00Z"}, "09:30"),
        ({"mins": 0}, None),
        ({"mins": "0"}, None),
        ({"mins": ""}, None),
        ({"mins": "9" * 5000}, None),
        ({"mins": None}, None),
        ({"mins": -5}, None),
        ({"mins": "0", "end": "07:00"}, None),
    ],
)
def test_parse_end(fields: dict[str, Any], end: str | None) -> None:
    """An end is told as minutes or as a time; 0 minutes are an unknown end."""
    slot = only(parse([ITEM | fields], READING)).slot
    assert slot and slot.end == (at(f"2017-11-26T{end}") if end else None)


@pytest.mark.parametrize(
    ("tags", "track"),
    [
        (["Track:Art", "Division:Main"], "art"),
        (["Division:Main", "track: Art"], "art"),
        (["Type:Panel", "Division:Main"], "main"),
        (["Some track", "Another track"], "some-track"),
        (["Type:Panel", "Some track"], "some-track"),
        ([{"value": "1", "label": "Some track"}], "some-track"),
        ([{"category": "Track", "label": "Art"}], "art"),
        (["Type:Panel"], None),
        ([], None),
        (None, None),
        ("Art", None),
        ([None, 3.5, [], {}, {"value": {}}, "Track:"], "3-5"),
    ],
)
def test_parse_tags(tags: Any, track: str | None) -> None:
    """The track is a tag of the category Track, else of Division, else one without a category."""
    assert only(parse([ITEM | {"tags": tags}], READING)).track == track


def test_parse_plain_tags_beside_tracks() -> None:
    """Where the feed has tracks somewhere, an item with plain tags alone has none."""
    items = [ITEM | {"tags": ["Track:Art"]}, ITEM | {"id": "2", "tags": ["Recorded"]}]
    schedule = parse(items, READING)
    assert ([one.id for one in schedule.tracks], [one.track for one in schedule.sessions]) == (["art"], ["art", None])


def test_parse_tag_named_before_it_is_told() -> None:
    """A tag that stands somewhere by its value alone is the one that is told elsewhere."""
    told = {"value": "t1", "category": "Track", "label": "Art"}
    items = [ITEM | {"tags": [one]} | {"id": str(n)} for n, one in enumerate([{"value": "t1"}, told, "t1"])]
    assert [one.track for one in parse(items, READING).sessions] == ["art", "art", "art"]


@pytest.mark.parametrize(
    ("loc", "name"),
    [
        (["A"], "A"),
        (["A", "Floor 1"], "A"),
        ("A", "A"),
        (["", "A"], "A"),
        ([], None),
        (None, None),
        ([None, {}], None),
    ],
)
def test_parse_place(loc: Any, name: str | None) -> None:
    """The room is the first name of the place."""
    rooms = parse([ITEM | {"loc": loc}], READING).rooms
    assert [room.name for room in rooms] == ([Text({"": name})] if name else [])


def test_parse_rooms_of_one_name() -> None:
    """Rooms of one name in two areas stay two rooms, with the area in their names."""
    places = [["A", "North"], ["A", "South"], ["B", "South"], ["A"]]
    schedule = parse([ITEM | {"id": str(n), "loc": place} for n, place in enumerate(places)], READING)
    assert [room.name.in_("").words for room in schedule.rooms] == ["A, North", "A, South", "B", "A"]
    assert [one.room for one in schedule.sessions] == ["a-north", "a-south", "b", "a"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (["An", "Lê", "Dr.", "Jr."], "Dr. An Lê Jr."),
        (["Lê", "", "Sir"], "Sir Lê"),
        (["An Lê"], "An Lê"),
        ("An Lê", "An Lê"),
        (["An", None, {}, [], "more"], "An"),
        ([], None),
        ({}, None),
    ],
)
def test_parse_name(name: Any, shown: str | None) -> None:
    """A name is a string, or a list of given name, family name, prefix and suffix."""
    people = parse({"program": [], "people": [{"id": 1, "name": name}]}, READING).people
    assert people == ((Person(id="1", name=shown),) if shown else ())


def test_parse_person_without_id() -> None:
    """A person who is only named has an id that is made of the name."""
    schedule = parse([ITEM | {"people": [{"name": "Bình Sample (Moderator)"}, {}, None]}], READING)
    assert schedule.people == (Person(id="binh-sample", name="Bình Sample"),)
    assert schedule.sessions[0].people == ("binh-sample",)


@pytest.mark.parametrize(
    ("fields", "service"),
    [
        ({"format": "Break"}, True),
        ({"type": "LUNCH"}, True),
        ({"tags": ["type:Meal"]}, True),
        ({"tags": [{"value": 1, "category": "Type", "label": "Registration"}]}, True),
        ({"format": "Panel"}, False),
        ({"tags": ["Break"]}, False),
        ({"title": "Break"}, False),
    ],
)
def test_parse_kind(fields: dict[str, Any], service: bool) -> None:
    """A break or a meal is what its kind says, not its title."""
    assert only(parse([ITEM | fields], READING)).service is service


def test_parse_two_items_in_one_room() -> None:
    """Items at one time in one room are both there; one that is listed twice is there once."""
    schedule = parse([ITEM, ITEM | {"id": 2}, ITEM], READING)
    assert [(one.id, one.room) for one in schedule.sessions] == [("1", "a"), ("2", "a")]


@pytest.mark.parametrize(
    "bad", [None, "x", [], {}, {"id": "9", "title": "x"}, ITEM | {"title": " "}, ITEM | {"id": {}}]
)
def test_parse_bad_item(bad: Any) -> None:
    """An item without an id, a title or a start costs only itself."""
    assert parse([bad, ITEM], READING).sessions == parse([ITEM], READING).sessions


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({"program": {}, "people": []}, "program"),
        ({"program": [], "people": "x"}, "people"),
        ({"schemaVersion": 2, "schedule": "x"}, "schedule"),
        (None, "schedule"),
    ],
)
def test_parse_list_that_is_none(data: Any, key: str) -> None:
    """A feed with something else in the place of a list is refused."""
    with pytest.raises(ScheduleError, match=f'^"{key}" in the JSON is not a list$'):
        parse(data, READING)


def test_detect_own() -> None:
    """The fixture is of this format, and has the keys that it promises."""
    assert detect(FIXTURE)
    assert FIXTURE.keys() == set(KEYS)


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
