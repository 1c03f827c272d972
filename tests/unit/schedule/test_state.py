"""What is known of a feed goes into a file and comes out of it the same, or not at all."""

import datetime as dt
import errno
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.feeds import render_schedule

from eventsite.errors import ScheduleError
from eventsite.model import (
    CHANGE_KINDS,
    PARTS,
    STATES,
    Change,
    Person,
    Room,
    Schedule,
    Session,
    Slot,
    Text,
    Told,
    Track,
    Version,
)
from eventsite.schedule.fetch import Answer
from eventsite.schedule.formats import parse_schedule
from eventsite.schedule.formats.fields import Reading, identity
from eventsite.schedule.formats.times import order
from eventsite.schedule.formats.words import line, lines
from eventsite.schedule.state import (
    FeedState,
    change_row,
    load_state,
    parse_state,
    reader_of,
    render_state,
    save_state,
    source_of,
    state_file,
)

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
READING = Reading(ZONE, 4, "vi")
EPOCH = dt.datetime(2017, 11, 25, tzinfo=dt.UTC)
DAY = dt.date(2017, 11, 25)
SEEN = dt.datetime(2017, 11, 20, 9, 0, tzinfo=ZONE)
FAST = settings(deadline=None, database=None, max_examples=60)
BEGAN = SEEN - dt.timedelta(days=9)
SOURCE = source_of("https://example.org/feed")

OPENING = Session(
    id="A",
    title=Text({"vi": "Khai mạc"}),
    slot=Slot(first=DAY, last=DAY, start=dt.datetime(2017, 11, 25, 8, 0, tzinfo=ZONE)),
    room="a",
    people=("an",),
    interpretation={"en": "2"},
    message=Text({"vi": "Đầy"}),
)
SCHEDULE = Schedule(
    version="0.3",
    published=SEEN - dt.timedelta(hours=1),
    retrieved=SEEN,
    rooms=(Room(id="a", name=Text({"vi": "Hội trường"})),),
    people=(Person(id="an", name="An Lê"),),
    sessions=(OPENING,),
)
MOVED = Change(
    session="A",
    kind="moved",
    seen=SEEN,
    title=OPENING.title,
    before=Told(slot=Slot(first=DAY, last=DAY, part="morning"), room=Text({"": "Sân"})),
    after=Told(slot=OPENING.slot, room=Text({"vi": "Hội trường"})),
)
PEOPLE = Change(
    session="A",
    kind="people",
    seen=SEEN,
    title=OPENING.title,
    before=Told(people=("An Lê", "Bình Trần")),
    after=Told(people=("An Lê",)),
)
STATE = FeedState(
    source=SOURCE,
    schedule=SCHEDULE,
    began=BEGAN,
    changes=(MOVED, PEOPLE),
    versions={"B": Version(0, SEEN - dt.timedelta(days=1)), "A": Version(2, SEEN)},
    etag='W/"abc"',
    modified="Mon, 20 Nov 2017 01:00:00 GMT",
)
WRITTEN = """{
 "format": "eventsite-feed/1",
 "source": "09157359a856586c",
 "began": "2017-11-11T09:00:00+07:00",
 "etag": "W/\\"abc\\"",
 "modified": "Mon, 20 Nov 2017 01:00:00 GMT",
 "schedule": {
  "format": "eventsite-schedule/1",
  "version": "0.3",
  "published": "2017-11-20T08:00:00+07:00",
  "retrieved": "2017-11-20T09:00:00+07:00",
  "rooms": [
   {
    "id": "a",
    "name": {
     "vi": "Hội trường"
    }
   }
  ],
  "people": [
   {
    "id": "an",
    "name": "An Lê"
   }
  ],
  "sessions": [
   {
    "id": "A",
    "title": {
     "vi": "Khai mạc"
    },
    "date": "2017-11-25",
    "start": "2017-11-25T08:00:00+07:00",
    "room": "a",
    "people": [
     "an"
    ],
    "state": "confirmed",
    "interpretation": {
     "en": "2"
    },
    "message": {
     "vi": "Đầy"
    }
   }
  ]
 },
 "versions": {
  "A": {
   "number": 2,
   "seen": "2017-11-20T09:00:00+07:00"
  },
  "B": {
   "number": 0,
   "seen": "2017-11-19T09:00:00+07:00"
  }
 },
 "changes": [
  {
   "session": "A",
   "kind": "moved",
   "seen": "2017-11-20T09:00:00+07:00",
   "title": {
    "vi": "Khai mạc"
   },
   "before": {
    "date": "2017-11-25",
    "part": "morning",
    "room": "Sân"
   },
   "after": {
    "date": "2017-11-25",
    "start": "2017-11-25T08:00:00+07:00",
    "room": {
     "vi": "Hội trường"
    }
   }
  },
  {
   "session": "A",
   "kind": "people",
   "seen": "2017-11-20T09:00:00+07:00",
   "title": {
    "vi": "Khai mạc"
   },
   "before": {
    "people": [
     "An Lê",
     "Bình Trần"
    ]
   },
   "after": {
    "people": [
     "An Lê"
    ]
   }
  }
 ]
}
"""


def without(document: dict[str, Any], *keys: str) -> dict[str, Any]:
    """Return the document without some of its keys."""
    return {key: value for key, value in document.items() if key not in keys}


def edited(change: Callable[[Any], Any]) -> bytes:
    """Return the written state after a change of its JSON."""
    document = json.loads(WRITTEN)
    return json.dumps(change(document) or document).encode()


def parse(body: bytes | str, source: str = SOURCE) -> FeedState:
    """Return the state that the bytes tell."""
    return parse_state(body if isinstance(body, bytes) else body.encode(), source, READING)


def test_render_of_a_state() -> None:
    """The file is one that people can read: what it has, in which order, under which names."""
    assert render_state(STATE) == WRITTEN
    assert parse(WRITTEN) == STATE


def test_render_of_a_state_for_the_public() -> None:
    """What is published has nothing of the server's answer, but the versions too, and is read back as such."""
    document = json.loads(render_state(STATE, private=False))
    assert document == without(json.loads(WRITTEN), "etag", "modified")
    assert list(document["versions"]) == ["A", "B"]
    assert parse(render_state(STATE, private=False)) == replace(STATE, etag="", modified="")


def test_render_of_a_state_that_has_little() -> None:
    """A server that says nothing of its answer leaves no empty fields; versions and changes are always there."""
    bare = FeedState(source=SOURCE, schedule=Schedule(sessions=(OPENING,)), began=BEGAN)
    assert render_state(bare) == render_state(bare, private=False)
    assert (list(json.loads(render_state(bare))), parse(render_state(bare))) == (
        ["format", "source", "began", "schedule", "versions", "changes"],
        bare,
    )


def test_change_row_of_each_side() -> None:
    """A side that has nothing is left out, and of a side only what the change concerns is there."""
    row = change_row(Change(session="A", kind="cancelled", seen=SEEN, title=OPENING.title, before=MOVED.before))
    assert row == {
        "session": "A",
        "kind": "cancelled",
        "seen": "2017-11-20T09:00:00+07:00",
        "title": {"vi": "Khai mạc"},
        "before": {"date": "2017-11-25", "part": "morning", "room": "Sân"},
    }


def test_state_as_a_question() -> None:
    """What the server said of its last answer is what it is asked with, unless something else reads it now."""
    kept = replace(STATE, reader="this")
    assert kept.known_to("this") == Answer(None, 'W/"abc"', "Mon, 20 Nov 2017 01:00:00 GMT")
    assert kept.known_to("that") == Answer(None)


def test_reader_of_other_facts_of_the_event() -> None:
    """Another zone, another hour at which days start, another first language: each reads the same answer anew."""
    readers = [
        Reading(ZONE, 4, "vi"), Reading(ZoneInfo("UTC"), 4, "vi"), Reading(ZONE, 5, "vi"), Reading(ZONE, 4, "en"),
    ]  # fmt: skip
    assert len({reader_of(reading) for reading in readers}) == 4
    assert reader_of(readers[0]) == reader_of(Reading(ZONE, 4, "vi"))


def test_reader_of_other_sessions_to_forget() -> None:
    """Who forgets other sessions reads the same answer anew, in whichever order they are named."""
    forgets = [(), ("A",), ("A", "B"), ("AB",)]
    assert len({reader_of(READING, forget) for forget in forgets}) == 4
    assert (reader_of(READING, {"B", "A"}), reader_of(READING, ())) == (
        reader_of(READING, ["A", "B"]),
        reader_of(READING),
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://example.org/a", "https://example.org/a", True),
        ("https://an:hunter2@example.org/a?token=hunter2#hunter2", "https://example.org/a", True),
        ("https://example.org/a", "https://example.org/b", False),
        ("https://example.org/a", "http://example.org/a", False),
        ("data/a.json", "data/b.json", False),
        ("https://example.org/a?event=1", "https://example.org/a?event=2", False),
        ("https://example.org/a?event=1&x=2", "https://example.org/a?x=2&event=1", True),
        ("https://example.org/a?event=1&api_key=hunter2", "https://example.org/a?event=1", True),
    ],
)
def test_source_of_an_address(one: str, other: str, *, same: bool) -> None:
    """A new password is no new feed, since none is in the digits: they are public."""
    assert (source_of(one) == source_of(other)) is same
    assert len(source_of(one)) == 16
    assert set(source_of(one)) <= set("0123456789abcdef")


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d | {"new": {"deep": [1]}},
        lambda d: d["schedule"].update(new=1),
        lambda d: d["schedule"]["sessions"][0].update(new=1),
        lambda d: d["changes"][0].update(new=1),
        lambda d: d["changes"][0]["before"].update(new=1),
        lambda d: d["versions"]["A"].update(new=1),
    ],
)
def test_parse_with_unknown_keys(change: Callable[[Any], Any]) -> None:
    """What a later version of the program adds does not stop an earlier one."""
    assert parse(edited(change)) == STATE


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["changes"].append({"session": "A", "kind": "abducted", "seen": "2017-11-20T09:00:00+07:00"}),
        lambda d: d["changes"].append({"session": "A", "kind": "new"}),
        lambda d: d["changes"].append({"session": "A", "kind": "new", "seen": "2017-11-20"}),
        lambda d: d["changes"].append({"kind": "new", "seen": "2017-11-20T09:00:00+07:00"}),
        lambda d: d["changes"].append({"session": "A", "kind": ["new"], "seen": "2017-11-20T09:00:00+07:00"}),
        lambda d: d["changes"].extend([None, 1, "new", []]),
    ],
)
def test_parse_with_a_change_that_cannot_be_read(change: Callable[[Any], Any]) -> None:
    """A change of an unknown kind, or without its session or time, is left out alone."""
    assert parse(edited(change)) == STATE


@pytest.mark.parametrize("changes", [None, {}, 1, "x", True])
def test_parse_without_changes(changes: object) -> None:
    """A ledger that is none is an empty one."""
    assert parse(edited(lambda d: d | {"changes": changes})) == replace(STATE, changes=())


@pytest.mark.parametrize("versions", [None, [], 1, "x", True, {}])
def test_parse_without_versions(versions: object) -> None:
    """A file that has no versions is one of which no session changed."""
    assert parse(edited(lambda d: d | {"versions": versions})) == replace(STATE, versions={})
    assert parse(json.dumps(without(json.loads(WRITTEN), "versions"))) == replace(STATE, versions={})


SAID = {"number": 1, "seen": "2017-11-20T09:00:00+07:00"}


@pytest.mark.parametrize(
    "versions",
    [
        {"C": SAID | {"number": -1}}, {"C": SAID | {"number": "1"}}, {"C": SAID | {"number": 1.5}},
        {"C": SAID | {"number": True}}, {"C": SAID | {"number": None}}, {"C": {"number": 1}},
        {"C": SAID | {"seen": "2017-11-20"}}, {"C": SAID | {"seen": 5}}, {"C": None}, {"C": 1}, {"C": [SAID]},
        {"": SAID}, {" C": SAID}, {"C\n": SAID}, {"C" * 201: SAID},
    ],
)  # fmt: skip
def test_parse_with_a_version_that_cannot_be_read(versions: dict[str, Any]) -> None:
    """A version without its number or time, or of no id, is left out alone."""
    assert parse(edited(lambda d: d["versions"].update(versions))) == STATE


@pytest.mark.parametrize("began", [None, "", "2017-11-11", 5, {}])
def test_parse_without_a_beginning(began: object) -> None:
    """A file that does not say when the feed was first read takes the age of its schedule."""
    assert parse(edited(lambda d: d | {"began": began})) == replace(STATE, began=SEEN)


def test_parse_of_sides_of_wrong_types() -> None:
    """What is no slot, name or list of people reads like nothing."""
    sides = {"before": {"date": 1, "room": 2, "title": [], "people": "An"}, "after": ["x"]}
    state = parse(edited(lambda d: d["changes"][0].update(sides)))
    assert state.changes == (replace(MOVED, before=Told(), after=Told()), PEOPLE)
    assert parse(edited(lambda d: d["changes"][1]["after"].update(people=[1, None, " An\nLê ", {}]))).changes == (
        MOVED,
        replace(PEOPLE, after=Told(people=("1", "An Lê"))),
    )


UNUSABLE: list[tuple[bytes, str]] = [
    (b"", "the answer is empty"),
    (b"{", "the JSON is broken at line 1: Expecting property name enclosed in double quotes"),
    (WRITTEN.encode()[:-20], "the JSON is broken at line 95: Expecting ',' delimiter"),
    (b"\xff", "the answer is not UTF-8 text"),
    (b"[]", "the copy is of another feed"),
    (b"null", "the copy is of another feed"),
    (b"{}", "the copy is of another feed"),
    (render_schedule(SCHEDULE).encode(), "the copy is of another feed"),
    (edited(lambda d: d | {"format": "eventsite-feed/2"}), "the copy is of another feed"),
    (edited(lambda d: d | {"format": None}), "the copy is of another feed"),
    (edited(lambda d: without(d, "source")), "the copy is of another feed"),
    (edited(lambda d: d | {"source": "0" * 16}), "the copy is of another feed"),
    (edited(lambda d: without(d, "schedule")), "the copy has no schedule"),
    (edited(lambda d: d | {"schedule": []}), "the copy has no schedule"),
    (edited(lambda d: d | {"schedule": {"sessions": []}}), "the copy has no schedule"),
    (
        edited(lambda d: d["schedule"].update(format="eventsite-schedule/2")),
        "this program reads eventsite-schedule/1, not a later format",
    ),
    (edited(lambda d: d["schedule"].update(sessions={})), '"sessions" in the JSON is not a list'),
    (
        edited(lambda d: d["schedule"].update(sessions=[])),
        "the copy has no sessions, or does not say when it was made",
    ),
    (
        edited(lambda d: d.pop("began") and d["schedule"].pop("retrieved") and None),
        "the copy has no sessions, or does not say when it was made",
    ),
    (
        edited(lambda d: d["schedule"].update(sessions=[{"id": "A"}])),
        "the copy has no sessions, or does not say when it was made",
    ),
]


@pytest.mark.parametrize(("body", "reason"), UNUSABLE)
def test_parse_of_what_is_no_state(tmp_path: Path, body: bytes, reason: str) -> None:
    """A broken, empty, foreign or later file is refused in one line, and counts as none when it is loaded."""
    with pytest.raises(ScheduleError) as caught:
        parse(body)
    assert str(caught.value) == reason
    path = tmp_path / "live.json"
    path.write_bytes(body)
    assert load_state(path, SOURCE, READING) is None


def test_load_of_what_is_not_there(tmp_path: Path) -> None:
    """No file, a folder instead of one, and a file instead of its folder count as none."""
    (tmp_path / "file").write_text("x")
    assert [
        load_state(path, SOURCE, READING) for path in (tmp_path / "x.json", tmp_path, tmp_path / "file" / "x")
    ] == [
        None,
        None,
        None,
    ]


def test_save_and_load(tmp_path: Path) -> None:
    """The file is the text and nothing beside it, in a folder that is made when it is missing."""
    path = state_file(tmp_path / "a" / "b", "live")
    save_state(path, STATE)
    assert path == tmp_path / "a" / "b" / "live.json"
    assert (path.read_bytes(), list(path.parent.iterdir())) == (WRITTEN.encode(), [path])
    assert load_state(path, SOURCE, READING) == STATE


def test_save_over_another(tmp_path: Path) -> None:
    """A new state takes the place of the old one in one step: who has the old file open reads on in it."""
    path = state_file(tmp_path, "live")
    save_state(path, STATE)
    with path.open(encoding="utf-8") as reader:
        save_state(path, replace(STATE, changes=()))
        assert reader.read() == WRITTEN
    assert load_state(path, SOURCE, READING) == replace(STATE, changes=())
    assert list(tmp_path.iterdir()) == [path]


def test_save_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full half-way leaves the old file as it was, and nothing of the new one."""
    path = state_file(tmp_path, "live")
    save_state(path, STATE)

    def full(self: Path, text: str, **_: object) -> int:
        self.write_bytes(text.encode()[:100])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space left on device"):
        save_state(path, replace(STATE, changes=()))
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (WRITTEN.encode(), [path])


def test_save_where_a_folder_stands(tmp_path: Path) -> None:
    """A folder in the place of the file is told as such, and nothing is left beside it."""
    path = state_file(tmp_path, "live")
    path.mkdir()
    with pytest.raises(OSError, match="Is a directory"):
        save_state(path, STATE)
    assert list(tmp_path.iterdir()) == [path]


shown = st.text().map(line).filter(bool)
ids = st.text(max_size=20).map(identity).filter(bool)
texts = st.dictionaries(st.sampled_from(["", "vi", "en", "pt-BR"]), shown, max_size=3).map(Text)
prose = st.dictionaries(st.sampled_from(["", "vi"]), st.text().map(lines).filter(bool)).map(Text)
times = st.timedeltas(dt.timedelta(-24_000), dt.timedelta(48_000)).map(lambda past: EPOCH + past)
# As every reader gives them: in the order of the codes.
channels = st.dictionaries(st.sampled_from(["vi", "en", "zh-Hant"]), st.just("") | shown).map(
    lambda told: dict(sorted(told.items()))
)
zones = st.sampled_from([ZONE, ZoneInfo("Europe/Berlin"), ZoneInfo("UTC")])


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


def several(strategy: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return a strategy for up to two things with different ids."""
    return st.lists(strategy, min_size=least, max_size=2, unique_by=lambda one: one.id).map(tuple)


def schedules(zone: ZoneInfo, least: int = 0) -> st.SearchStrategy[Schedule]:
    """Return a strategy for schedules with every field that our format has."""
    session = st.builds(
        Session,
        id=ids,
        title=texts.filter(bool),
        slot=st.none() | slots(zone),
        subtitle=texts,
        type=texts,
        abstract=prose,
        room=st.none() | ids,
        track=st.none() | ids,
        people=st.lists(ids, unique=True, max_size=2).map(tuple),
        state=st.sampled_from(STATES),
        languages=st.lists(st.sampled_from(["vi", "en", "zh-Hant"]), unique=True).map(tuple),
        interpretation=channels,
        message=texts,
        service=st.booleans(),
        sample=st.booleans(),
    )
    local = times.map(lambda time: time.astimezone(zone))
    return st.builds(
        Schedule,
        version=st.just("") | shown,
        published=st.none() | local,
        retrieved=st.none() | local,
        rooms=several(st.builds(Room, id=ids, name=texts, venue=st.none() | ids)),
        tracks=several(st.builds(Track, id=ids, name=texts)),
        people=several(st.builds(Person, id=ids, name=shown, biography=prose)),
        sessions=several(session, least).map(lambda some: tuple(sorted(some, key=order))),
    )


def changes(zone: ZoneInfo) -> st.SearchStrategy[tuple[Change, ...]]:
    """Return a strategy for ledgers; a ledger's times are of whole seconds."""
    side = st.builds(
        Told,
        slot=st.none() | slots(zone),
        room=texts,
        title=texts,
        people=st.lists(shown, max_size=2).map(tuple),
    )
    seen = times.map(lambda time: time.astimezone(zone).replace(microsecond=0))
    change = st.builds(
        Change, session=ids, kind=st.sampled_from(CHANGE_KINDS), seen=seen, title=texts, before=side, after=side
    )
    return st.lists(change, max_size=3).map(tuple)


def versions(zone: ZoneInfo) -> st.SearchStrategy[dict[str, Version]]:
    """Return a strategy for the versions of sessions; their times are of whole seconds too."""
    seen = times.map(lambda time: time.astimezone(zone).replace(microsecond=0))
    return st.dictionaries(ids, st.builds(Version, st.integers(0, 2**40), seen), max_size=3)


@FAST
@given(data=st.data(), zone=zones)
def test_render_and_parse_any_state(data: st.DataObject, zone: ZoneInfo) -> None:
    """Any state is read back from its text equal, and written again the same."""
    state = data.draw(
        st.builds(
            FeedState,
            source=st.text("0123456789abcdef", min_size=16, max_size=16),
            schedule=schedules(zone, 1),
            began=times.map(lambda time: time.astimezone(zone).replace(microsecond=0)),
            changes=changes(zone),
            versions=versions(zone),
            etag=st.just("") | shown,
            modified=st.just("") | shown,
        )
    )
    written = render_state(state)
    read = parse_state(written.encode(), state.source, Reading(zone, 4, "xx"))
    assert (read, render_state(read)) == (state, written)


@pytest.mark.parametrize("kind", CHANGE_KINDS)
def test_render_and_parse_each_kind_of_change(kind: Any) -> None:
    """No kind of change is lost, nor anything that it may tell."""
    side = Told(slot=OPENING.slot, room=Text({"": "Sân"}), title=OPENING.title, people=("An Lê",))
    ledger = (replace(MOVED, kind=kind, before=side, after=side), replace(PEOPLE, kind=kind))
    assert parse(render_state(replace(STATE, changes=ledger))).changes == ledger


@FAST
@given(data=st.data(), zone=zones)
def test_render_and_parse_any_schedule_with_every_field(data: st.DataObject, zone: ZoneInfo) -> None:
    """Our own format keeps interpretation, messages, breaks and the time of release too."""
    schedule = data.draw(schedules(zone))
    written = render_schedule(schedule)
    read = parse_schedule(written.encode(), Reading(zone, 4, "xx"))
    assert (read, render_schedule(read)) == (schedule, written)


junk = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=9,
)


def test_parse_of_channels_in_any_order() -> None:
    """Whoever names the languages of an interpretation in another order says the same, and the file is the same."""
    turned = [dict(pairs) for pairs in ([("vi", "1"), ("en", "2")], [("en", "2"), ("vi", "1")])]
    files = [edited(lambda d, told=told: d["schedule"]["sessions"][0].update(interpretation=told)) for told in turned]
    assert [list(parse(file).schedule.sessions[0].interpretation) for file in files] == [["en", "vi"]] * 2
    assert render_state(parse(files[0])) == render_state(parse(files[1]))


@FAST
@given(data=st.data())
def test_parse_with_a_field_broken(data: st.DataObject) -> None:
    """Whatever stands in one of its fields, a file is read or refused, and what is read is written again."""
    document = json.loads(WRITTEN)
    place, key = document, data.draw(st.sampled_from(list(document)))
    while isinstance(place[key], dict | list) and place[key] and data.draw(st.booleans()):
        place = place[key]
        key = data.draw(st.sampled_from(list(place) if isinstance(place, dict) else range(len(place))))
    place[key] = data.draw(junk)
    try:
        state = parse(json.dumps(document))
    except ScheduleError as error:
        assert len(str(error).splitlines()) == 1
    else:
        assert parse(render_state(state)) == state
