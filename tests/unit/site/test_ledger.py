"""The change ledger in the site's own names, and what of it is new."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from eventsite.content.documents import Documents, read_documents
from eventsite.model import CHANGE_KINDS, Change, Person, Room, Session, Slot, Text, Told
from eventsite.schedule.merge import session_key
from eventsite.site.ledger import RECENT, is_told, ledger, moments, newest, recent_changes

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SEEN = dt.datetime(2017, 11, 20, 9, 0, tzinfo=ZONE)
HOUR = dt.timedelta(hours=1)
SECOND = dt.timedelta(seconds=1)
SLOT = Slot(first=dt.date(2017, 11, 25), last=dt.date(2017, 11, 25), part="morning")
ROOMS = {"hall": Room(id="hall", name=Text({"vi": "Hội trường", "en": "Hall"}))}
PEOPLE = {"an": Person(id="an", name="An Lê"), "binh": Person(id="binh", name="Bình Trần")}


def change(kind: Any, before: Told = Told(), after: Told = Told(), **parts: Any) -> Change:  # noqa: B008 -- frozen
    """Return a change of the session `talk`, unless the parts say otherwise."""
    return Change(
        **{
            "session": "talk",
            "kind": kind,
            "seen": SEEN,
            "title": Text({"vi": "Nước"}),
            "before": before,
            "after": after,
        }
        | parts
    )


def documents(**titles: Mapping[str, str]) -> Documents:
    """Return the content's sessions with the titles that an editor wrote, by their keys and languages."""
    files = {
        f"content/sessions/{key}.{language}.md": f"---\ntitle: {title}\nsummary: S\n---\n".encode()
        for key, by_language in titles.items()
        for language, title in by_language.items()
    }
    found, problems = read_documents(files, ["vi", "en"])
    assert problems == []
    return found


def resolved(*changes: Change, content: Documents | None = None, keys: tuple[str, ...] = ("talk",)) -> dict[str, Any]:
    """Return the ledger of a site that has these sessions."""
    sessions = {key: Session(id=key, title=Text({"vi": "Nước"})) for key in keys}
    return ledger(changes, sessions, ROOMS, PEOPLE, content or {})


def only(*changes: Change, content: Documents | None = None) -> Change:
    """Return the only change of the only session."""
    ((one,),) = resolved(*changes, content=content).values()
    return one


def test_ledger_of_no_changes() -> None:
    """A session that never changed is not in the ledger."""
    assert resolved() == {}


def test_ledger_by_session() -> None:
    """Changes stand with their sessions in the order that they come in, by the keys of the sessions' pages."""
    later, first, other = change("room"), change("new"), change("people", session="DWZQGC")
    dotted = change("moved", session="a.b")
    found = resolved(later, other, first, dotted, keys=("talk", "dwzqgc", session_key("a.b")))
    assert found == {"talk": (later, first), "dwzqgc": (other,), session_key("a.b"): (dotted,)}
    assert session_key("a.b") != "a-b"


def test_ledger_of_a_session_that_the_site_does_not_show() -> None:
    """What is told of sessions that have no page is nobody's business."""
    assert resolved(change("new"), change("new", session="elsewhere"), keys=("other",)) == {}


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (Text({"": "hall"}), ROOMS["hall"].name),
        (Text({"": "yard"}), Text({"": "yard"})),
        (Text({"vi": "Sân"}), Text({"vi": "Sân"})),
        (Text({"vi": "hall"}), Text({"vi": "hall"})),
        (Text(), Text()),
    ],
)
@pytest.mark.parametrize("kind", CHANGE_KINDS)
def test_ledger_of_a_room(kind: Any, told: Text, shown: Text) -> None:
    """A room that the feed knew by its id alone has the site's name, before and after; any other its own."""
    found = only(change(kind, Told(slot=SLOT, room=told), Told(slot=SLOT, room=told)))
    assert (found.before, found.after) == (Told(slot=SLOT, room=shown), Told(slot=SLOT, room=shown))


def test_ledger_of_people() -> None:
    """People whom the feed knew by their ids alone have their names, in their order; others are who they are."""
    found = only(change("people", Told(people=("binh", "Chi Phạm")), Told(people=("An Lê", "an", "dung"))))
    assert (found.before.people, found.after.people) == (("Bình Trần", "Chi Phạm"), ("An Lê", "An Lê", "dung"))


def test_ledger_of_titles_with_markup() -> None:
    """Titles are plain words, as on the session's page, whatever the feed has around them."""
    was, new = (
        Text({"vi": "<b>Nước</b> &amp; đất", "en": "Water"}),
        Text({"vi": "Nước &lt;3", "en": "a\u200b&#8203;b"}),
    )
    found = only(change("title", Told(title=was), Told(title=new), title=new))
    assert found.before.title == Text({"vi": "Nước & đất", "en": "Water"})
    assert found.after.title == Text({"vi": "Nước <3", "en": "ab"})
    assert found.title == found.after.title


OTHER = (Text({"vi": "Nước", "en": "Water"}), Text({"vi": "Đất", "en": "Soil"}))


def test_ledger_of_a_title_that_nobody_wrote() -> None:
    """Where the content says nothing of a session, its titles are the feed's in every language."""
    found = only(change("title", *(Told(title=title) for title in OTHER), title=OTHER[1]), content=documents())
    assert (found.before.title, found.after.title, found.title) == (*OTHER, OTHER[1])
    assert [is_told(found, language) for language in ("vi", "en")] == [True, True]


def test_ledger_of_a_title_that_an_editor_wrote() -> None:
    """In the languages in which an editor wrote the title, the feed's other one is no change."""
    content = documents(talk={"vi": "Nguồn nước"}, other={"vi": "Khác", "en": "Other"})
    found = only(change("title", *(Told(title=title) for title in OTHER), title=OTHER[1]), content=content)
    assert found.before.title == Text({"vi": "Nguồn nước", "en": "Water"})
    assert found.after.title == Text({"vi": "Nguồn nước", "en": "Soil"})
    assert found.title == found.after.title
    assert [is_told(found, language) for language in ("vi", "en")] == [False, True]


def test_ledger_of_a_title_that_an_editor_wrote_in_every_language() -> None:
    """Then no reader sees that the feed has another one, in whatever language it is."""
    content = documents(talk={"vi": "Nguồn nước", "en": "Our water"})
    for titles in (OTHER, (Text({"": "Nước"}), Text({"": "Đất"}))):
        found = only(change("title", *(Told(title=title) for title in titles), title=titles[1]), content=content)
        assert [is_told(found, language) for language in ("vi", "en")] == [False, False]
        assert [found.title.in_(language).words for language in ("vi", "en")] == ["Nguồn nước", "Our water"]


@pytest.mark.parametrize("kind", [kind for kind in CHANGE_KINDS if kind != "title"])
def test_ledger_of_another_change_of_what_an_editor_named(kind: Any) -> None:
    """Any change bears the editor's title, and tells of no titles where it is none of them."""
    found = only(change(kind, Told(slot=SLOT), Told(slot=SLOT)), content=documents(talk={"vi": "Nguồn nước"}))
    assert found == change(kind, Told(slot=SLOT), Told(slot=SLOT), title=Text({"vi": "Nguồn nước"}))
    assert is_told(found, "en")


KNOWN = {
    "a": (change("moved", seen=SEEN, session="a"), change("new", seen=SEEN - 2 * RECENT, session="a")),
    "b": (change("room", seen=SEEN + HOUR, session="b"), change("people", seen=SEEN, session="b")),
    "c": (change("new", seen=SEEN - RECENT, session="c"),),
}


def kinds(found: Mapping[str, tuple[Change, ...]]) -> dict[str, list[str]]:
    """Return the kinds of change by session."""
    return {key: [one.kind for one in changes] for key, changes in found.items()}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (SEEN - SECOND, {"c": ["new"]}),
        (SEEN, {"a": ["moved"], "b": ["people"]}),
        (SEEN + HOUR, {"a": ["moved"], "b": ["room", "people"]}),
        (SEEN + RECENT - SECOND, {"a": ["moved"], "b": ["room", "people"]}),
        (SEEN + RECENT, {"b": ["room"]}),
        (SEEN + RECENT + HOUR, {}),
    ],
)
def test_recent_changes_at_a_time(now: dt.datetime, expected: dict[str, list[str]]) -> None:
    """All changes of seven days are recent, from the moment that they were seen; what is still to come is not."""
    assert kinds(recent_changes(KNOWN, now)) == expected
    assert kinds(recent_changes(KNOWN, now.astimezone(dt.UTC))) == expected


def test_moments_of_a_ledger() -> None:
    """What is recent becomes another only at these moments, the end of each change among them."""
    told = moments(KNOWN)
    assert sorted(set(told)) == sorted(
        {one.seen for changes in KNOWN.values() for one in changes}
        | {one.seen + RECENT for changes in KNOWN.values() for one in changes}
    )
    for when in told:
        assert recent_changes(KNOWN, when - SECOND) != recent_changes(KNOWN, when)
    assert moments({}) == []


def test_newest_of_a_ledger() -> None:
    """All changes stand in one list, the newest first, those of one moment in the order of the ledger."""
    found = [(one.session, one.kind) for one in newest(KNOWN)]
    assert found == [("b", "room"), ("a", "moved"), ("b", "people"), ("c", "new"), ("a", "new")]
    assert newest({}) == []


def test_newest_in_a_language() -> None:
    """Readers of a language are told of all but titles that are the same in it; programs are told of those too."""
    was, now = Text({"vi": "Nước", "en": "Water"}), Text({"vi": "Nước", "en": "Soil"})
    retitled = change("title", Told(title=was), Told(title=now), title=now, seen=SEEN + HOUR)
    known = {"talk": (retitled, change("moved"))}
    assert [[one.kind for one in newest(known, language)] for language in ("", "vi", "en", "de")] == [
        ["title", "moved"], ["moved"], ["title", "moved"], ["moved"],
    ]  # fmt: skip


def test_is_told_of_a_title_in_one_language_more() -> None:
    """A reader who saw the first language's title, and sees his own now, sees another one."""
    was, now = Text({"vi": "Nước"}), Text({"vi": "Nước", "en": "Water"})
    found = change("title", Told(title=was), Told(title=now), title=now)
    assert [is_told(found, language) for language in ("vi", "en")] == [False, True]
    assert not is_told(replace(found, after=found.before), "en")
