"""One programme: the content's words, the schedule's time."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from eventsite.content.documents import Document, read_documents
from eventsite.model import Event, Person, Room, Schedule, Session, Slot, Text, Track
from eventsite.schedule.merge import merge_schedule, row_minutes, session_key, sort_key

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = dt.date(2017, 11, 25)
EVENT = Event(
    name=Text({"vi": "Hội nghị"}), short_name=Text(), tagline=Text(), place=Text(), notice=Text(),
    start=DAY, end=DAY + dt.timedelta(2), zone=ZONE, languages=("vi", "en"),
    rooms=(Room(id="hall", name=Text({"vi": "Hội trường"})),), tracks=(Track(id="talks", name=Text({"vi": "Tham luận"})),),
)  # fmt: skip


def _documents(**files: str) -> dict[str, dict[str, Document]]:
    sources = {f"content/{name.replace('__', '/')}.vi.md": text.encode() for name, text in files.items()}
    documents, problems = read_documents(sources, ("vi", "en"))
    assert problems == []
    return documents


def _at(hour: int, minute: int = 0) -> Slot:
    return Slot(first=DAY, last=DAY, start=dt.datetime(2017, 11, 25, hour, minute, tzinfo=ZONE))


FEED = Schedule(
    rooms=(Room(id="7", name=Text({"": "B1"})), Room(id="hall", name=Text({"": "Feed's name"}))),
    people=(Person(id="X9", name="Đỗ  Thị út"), Person(id="Y1", name="Rob")),
    sessions=(
        Session(
            id="AB12", title=Text({"en": "<b>Feed</b> title", "vi": "Tên"}), slot=_at(9), room="7", track="none",
            people=("X9", "Y1", "gone"), state="cancelled",
        ),
    ),
)  # fmt: skip
PERSON = "---\nname: Đỗ Thị Út\nroles: [Trưởng phòng]\nsummary: S\n---\n"
SESSION = "---\ntitle: Tên hay\nsummary: S\ndate: 2017-11-26\nstart: 10:00\nroom: hall\ntrack: talks\nsample: true\n---\nChữ"


def test_content_wins_words_and_feed_wins_time_room_and_state() -> None:
    """Title, track and mark are the editors'; day, room and state are the feed's, and missing words too."""
    merged, problems = merge_schedule(FEED, EVENT, _documents(sessions__ab12=SESSION, people__ut=PERSON))
    assert problems == []
    session = merged.sessions[0]
    assert session.title == Text({"vi": "Tên hay", "en": "Feed title"})
    assert (session.slot, session.room, session.track) == (_at(9), "7", "talks")
    assert (session.state, session.sample) == ("cancelled", True)


def test_type_of_the_content_wins_in_its_language() -> None:
    """The editors say in each language what kind of session it is; where they do not, the feed does, without markup."""
    told = Text({"en": "<i>Talk</i>", "vi": "Bài"})
    feed = replace(
        FEED, sessions=(replace(FEED.sessions[0], type=told), Session(id="z", title=Text({"": "Z"}), type=told))
    )
    text = SESSION.replace("room: hall", "type: Tham luận")
    merged, _ = merge_schedule(feed, EVENT, _documents(sessions__ab12=text))
    assert {session.id: session.type for session in merged.sessions} == {
        "AB12": Text({"vi": "Tham luận", "en": "Talk"}),
        "z": Text({"en": "Talk", "vi": "Bài"}),
    }


def test_people_of_the_feed_are_those_of_the_content_by_name() -> None:
    """A speaker with a page is known by its key, however the feed spells the space and case; unknown ids vanish."""
    merged, _ = merge_schedule(FEED, EVENT, _documents(people__ut=PERSON))
    assert [person.id for person in merged.people] == ["ut", "Y1"]
    assert merged.people[0].name == "Đỗ Thị Út"
    assert merged.sessions[0].people == ("ut", "Y1")


def test_rooms_of_the_event_keep_their_names() -> None:
    """A room in event.yml stands first with its own name; the feed's others follow."""
    merged, _ = merge_schedule(FEED, EVENT, {})
    assert [(room.id, room.name.in_("vi").words) for room in merged.rooms] == [("hall", "Hội trường"), ("7", "B1")]


def test_session_of_the_content_alone_stands_at_its_own_time() -> None:
    """What the schedule does not have is taken from the front matter."""
    merged, _ = merge_schedule(Schedule(), EVENT, _documents(sessions__ab12=SESSION))
    day = dt.date(2017, 11, 26)
    assert merged.sessions[0].slot == Slot(first=day, last=day, start=dt.datetime(2017, 11, 26, 10, tzinfo=ZONE))


def test_unknown_names_are_told_unless_their_file_is_broken() -> None:
    """A room, track or person that nobody has is a mistake; a person whose file has mistakes of its own is not."""
    text = SESSION.replace("hall", "hal").replace("talks", "talk").replace("sample", "people: [ut]\nsample")
    documents = _documents(sessions__ab12=text)
    _, problems = merge_schedule(Schedule(), EVENT, documents)
    assert sorted(problem.field for problem in problems) == ["people", "room", "track"]
    _, problems = merge_schedule(Schedule(), EVENT, documents, {"people/ut"})
    assert sorted(problem.field for problem in problems) == ["room", "track"]


@pytest.mark.parametrize(
    ("slots", "order"),
    [
        ([_at(9), Slot(first=DAY, last=DAY, part="morning"), _at(7, 30)], [2, 1, 0]),
        ([Slot(first=DAY, last=DAY, part="afternoon"), _at(11, 30), _at(13)], [1, 0, 2]),
        ([Slot(first=DAY, last=DAY), Slot(first=DAY, last=DAY, part="evening"), _at(23)], [1, 2, 0]),
        ([_at(0), Slot(first=DAY, last=DAY, part="all-day")], [1, 0]),
        ([None, _at(23)], [1, 0]),
    ],
)
def test_sessions_are_ordered_by_when_they_are(slots: list[Slot | None], order: list[int]) -> None:
    """Parts of the day stand among the clock times where they begin; what has no time comes last."""
    sessions = [Session(id=str(n), title=Text(), slot=slot) for n, slot in enumerate(slots)]
    assert [int(session.id) for session in sorted(sessions, key=sort_key)] == order


def test_different_ids_never_share_a_page() -> None:
    """Ids that differ only in signs, case or script keep a session each."""
    ids = ("AB-1", "ab_1", "開会", "閉会", "ab-1")
    feed = Schedule(sessions=tuple(Session(id=name, title=Text({"": name}), slot=_at(9)) for name in ids))
    merged, _ = merge_schedule(feed, EVENT, {})
    assert sorted(session.title.in_("vi").words for session in merged.sessions) == sorted(ids)
    assert len({session_key(session.id) for session in merged.sessions}) == len(ids)


def test_namesakes_are_not_joined() -> None:
    """Two people of one name stay two, in the content as in the feed."""
    documents = _documents(people__an=PERSON, people__an2=PERSON)
    feed = Schedule(people=(Person(id="p1", name="Đỗ Thị Út"), Person(id="p2", name="Đỗ Thị Út")))
    merged, _ = merge_schedule(feed, EVENT, documents)
    assert [person.id for person in merged.people] == ["an", "an2", "p1", "p2"]


def test_content_session_after_midnight_is_on_the_next_calendar_day() -> None:
    """A start or end before the hour at which days start belongs to the night after its agenda day."""
    text = SESSION.replace("start: 10:00", "start: 22:00\nend: 00:30")
    merged, problems = merge_schedule(Schedule(), EVENT, _documents(sessions__ab12=text))
    slot = merged.sessions[0].slot
    assert problems == []
    assert slot is not None
    assert slot.end == dt.datetime(2017, 11, 27, 0, 30, tzinfo=ZONE)


def test_talk_after_midnight_stands_at_the_end_of_its_day() -> None:
    """A talk at one o'clock that belongs to the day before comes after that day's evening."""
    late = Slot(first=DAY, last=DAY, start=dt.datetime(2017, 11, 26, 1, tzinfo=ZONE))
    assert row_minutes(late) == 25 * 60
    assert row_minutes(replace(_at(23))) == 23 * 60
