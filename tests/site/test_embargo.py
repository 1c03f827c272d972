"""What is under embargo, scheduled or expired is in no byte of the public site, to the second, in any time zone."""

import datetime as dt
import logging
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from eventsite.errors import ContentError
from eventsite.publish.ghpages import publish
from eventsite.site.run import build
from tests.building import Built
from tests.comparing import Tree, cold, difference, free_environment, run, set_clock, start, tree
from tests.rich_event import IMAGE, File, RichEvent, make_project, rich_event

MARKER = b"zqx"
DAY = dt.datetime(2017, 11, 27)
SECOND = dt.timedelta(seconds=1)
# The document of each kind that has every field of it, but those that say when it is public.
FIELDS = {
    "pages": {"title": "Zqxpage", "menu-title": "Zqxmenu", "parent": "about", "sources": ["s1"], "order": 3},
    "people": {
        "name": "Zqxan Zqxnguyen", "honorific": "Zqxdr", "roles": ["Zqxrole"], "organisation": "Zqxbody",
        "part": "Zqxpart", "group": "speaker",
    },
    "sessions": {
        "title": "Zqxtalk", "subtitle": "Zqxsubtitle", "type": "Zqxtype", "message": "Zqxmessage", "people": ["zqx"],
        "date": "2017-11-25", "start": "15:00", "end": "16:00", "room": "hall",
    },
    "press": {"title": "Zqxpress", "place": "Zqxplace", "date": "2017-11-20"},
    "news": {"title": "Zqxnews", "date": "2017-11-20"},
    "rules": {"title": "Zqxrules", "version": "Zqx1", "effective": "2017-11-01"},
    "editions": {"title": "Zqxedition", "year": 2015, "start": "2015-11-25"},
    "partners": {"name": "Zqxpartner", "category": "host"},
}  # fmt: skip
SHARED = {
    "date", "parent", "sources", "order", "group", "people", "start", "end", "room", "effective", "year", "category",
    "version",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Build without the machine's settings, on a machine whose clock shows another zone than any event's."""
    free_environment(monkeypatch)
    monkeypatch.setenv("TZ", "America/St_Johns")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def marked_event(zone: str = "Asia/Ho_Chi_Minh", kinds: tuple[str, ...] = tuple(FIELDS), **times: str) -> RichEvent:
    """Return an event with a marked document of each of these kinds, which has these times in the source's file."""
    event = rich_event(press=5, news=2)
    event.facts["time-zone"] = zone
    for kind in kinds:
        twins = {}
        for language in ("vi", "en"):
            shared = SHARED | ({"name"} if kind == "people" else set())
            own = {name: value for name, value in FIELDS[kind].items() if language == "vi" or name not in shared}
            own |= {"summary": f"Zqxsummary-{kind}-{language}."}
            if kind != "partners":
                own["slug"] = f"zqx-{kind}-{language}"
            text = f"Zqxtext-{kind} ![Zqxalt]({{static}}/images/zqx/{kind}.png) [a]({{static}}/documents/zqx-{kind}.txt)"
            twins[language] = File(own, f"{text}\n\n## Zqxheading")
        given = times if kind in {"press", "news"} else {k: v for k, v in times.items() if k not in {"date"}}
        twins["vi"].fields |= given
        event.documents[f"{kind}/zqx"] = twins
        event.files[f"content/images/zqx/{kind}.png"] = IMAGE
        event.files[f"content/documents/zqx-{kind}.txt"] = b"Zqxbytes"
    if "sessions" in kinds:
        event.schedule["people"].append({"id": "zqxperson", "name": "Zqxspeaker"})
        event.schedule["sessions"].append(
            {
                "id": "zqx", "title": {"vi": "Zqxfeed", "en": "Zqxfeed"}, "start": "2017-11-25T15:00:00+07:00",
                "people": ["zqxperson"], "abstract": {"vi": "Zqxabstract"},
            }
        )  # fmt: skip
    return event


def at(event: RichEvent, when: dt.datetime) -> RichEvent:
    """Let the event's clock show this moment."""
    event.clock = ("SOURCE_DATE_EPOCH", str(int(when.timestamp())))
    return event


def made(project: Path, event: RichEvent) -> Tree:
    """Build what the event is now, with what the last build has kept, and return the output."""
    event.write(project)
    set_clock(event)
    build(project / "pelicanconf.py", project / "output")
    return tree(project / "output")


def marked(found: Tree) -> list[str]:
    """Return the files that have the marker in their bytes or in their names, in capitals or not."""
    return sorted(name for name, content in found.items() if MARKER in content.lower() or MARKER in name.encode())


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "America/New_York", "Pacific/Kiritimati"])
@pytest.mark.parametrize("field", ["publish-at", "embargo-until", "date"])
def test_document_appears_to_the_second(tmp_path: Path, field: str, zone: str) -> None:
    """A second before its time nothing of it is anywhere; at its time all of it is, as if it had none."""
    kinds = tuple(FIELDS) if field == "publish-at" else ("press", "news")
    due = DAY.replace(hour=8, tzinfo=ZoneInfo(zone))
    # A bare day begins at midnight, and a bare time is one in the event's zone.
    value = {"date": "2017-11-27", "publish-at": "2017-11-27T08:00", "embargo-until": due.astimezone(dt.UTC).isoformat()}
    due = due.replace(hour=0) if field == "date" else due
    event = marked_event(zone, kinds, **{field: value[field]})
    make_project(tmp_path / "project", event)
    before = made(tmp_path / "project", at(event, due - SECOND))
    assert marked(before) == []
    assert before["documents/plan.txt"] == b"A plan.\n"
    after = made(tmp_path / "project", at(event, due))
    assert difference(after, cold(event, tmp_path / "cold")) == {}
    plain = marked_event(zone, kinds, **({"date": value["date"]} if field == "date" else {}))
    plain.clock = event.clock
    assert difference(after, cold(plain, tmp_path / "cold")) == {}
    assert [f"documents/zqx-{kind}.txt" in after for kind in kinds] == [True] * len(kinds)
    assert b"Zqxtext-press" in after["thong-cao/2017/zqx-press-vi/index.html"]


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "America/New_York", "Pacific/Kiritimati"])
def test_document_expires_to_the_second(tmp_path: Path, zone: str) -> None:
    """A second before it expires it is public; at that moment nothing of it is left in any file."""
    due = DAY.replace(tzinfo=ZoneInfo(zone))
    event = marked_event(zone, expires="2017-11-27")
    make_project(tmp_path / "project", event)
    before = made(tmp_path / "project", at(event, due - SECOND))
    assert "documents/zqx-partners.txt" in before
    assert b"Zqxpartner" in before["doi-tac/index.html"]
    after = made(tmp_path / "project", at(event, due))
    assert marked(after) == []
    assert difference(after, cold(event, tmp_path / "cold")) == {}


def test_latest_of_several_times_counts(tmp_path: Path) -> None:
    """An embargo that was added to a document with a time to appear keeps it back until it ends."""
    times = {"publish-at": "2017-11-26", "embargo-until": "2017-11-27T08:00"}
    event = marked_event("Asia/Ho_Chi_Minh", ("press",), **times)
    make_project(tmp_path / "project", event)
    due = DAY.replace(hour=8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    assert marked(made(tmp_path / "project", at(event, due - SECOND))) == []
    assert marked(made(tmp_path / "project", at(event, due))) != []


def test_from_scheduled_to_expired_without_a_build_between(tmp_path: Path) -> None:
    """The working copy's mark follows the clock, though the page was hidden at both builds."""
    event = marked_event("Asia/Ho_Chi_Minh", ("news",), **{"publish-at": "2017-11-26", "expires": "2017-11-27"})
    event.settings |= {"SITEURL": "", "EVENTSITE_DRAFTS": True}
    make_project(tmp_path / "project", event)
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    before = made(tmp_path / "project", at(event, dt.datetime(2017, 11, 25, tzinfo=zone)))
    assert b"Public from" in before[_page(before, "zqx-news-en")]
    after = made(tmp_path / "project", at(event, dt.datetime(2017, 11, 28, tzinfo=zone)))
    assert b"Expired since" in after[_page(after, "zqx-news-en")]
    assert difference(after, cold(event, tmp_path / "cold")) == {}


def _page(found: Tree, slug: str) -> str:
    return next(name for name in found if name.endswith(f"/{slug}/index.html"))
