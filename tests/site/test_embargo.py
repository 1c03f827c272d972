"""What is under embargo, scheduled or expired is in no byte of the public site, to the second, in any time zone."""

import datetime as dt
import os
import subprocess
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from tests.building import Built
from tests.comparing import Tree, cold, difference, free_environment, set_clock, start, tree
from tests.rich_event import IMAGE, File, RichEvent, make_project, rich_event

from eventsite.publish.ghpages import publish
from eventsite.site.run import build as build_site

MARKER = b"zqx"
SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = dt.datetime(2017, 11, 27, tzinfo=SAIGON)
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
    event = rich_event(press=5, news=4)
    event.facts["time-zone"] = zone
    for kind in kinds:
        twins = {}
        for language in ("vi", "en"):
            shared = SHARED | ({"name"} if kind == "people" else set())
            own = {name: value for name, value in FIELDS[kind].items() if language == "vi" or name not in shared}
            own |= {"summary": f"Zqxsummary-{kind}-{language}."}
            if kind != "partners":
                own["slug"] = f"zqx-{kind}-{language}"
            text = f"Zqxtext-{kind} ![Zqxalt]({{static}}/images/zqx/zqx-{kind}.png) [a]({{static}}/documents/zqx-{kind}.txt)"
            twins[language] = File(own, f"{text}\n\n## Zqxheading")
        given = times if kind in {"press", "news"} else {k: v for k, v in times.items() if k not in {"date"}}
        twins["vi"].fields |= given
        event.documents[f"{kind}/zqx"] = twins
        event.files[f"content/images/zqx/zqx-{kind}.png"] = IMAGE
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
    build_site(project / "pelicanconf.py", project / "output")
    return tree(project / "output")


def marked(found: Tree) -> list[str]:
    """Return the files that have the marker in their bytes or in their names, in capitals or not."""
    return sorted(name for name, content in found.items() if MARKER in content.lower() or MARKER in name.encode())


TIMES = {
    # In three ways of writing: a moment in another zone, a bare day, and a time without a zone, which is in the event's.
    "press": {"embargo-until": "{utc}"},
    "news": {"date": "2017-11-27"},
}


def timed_event(zone: str) -> tuple[RichEvent, dt.datetime, dt.datetime]:
    """Return a marked event, when all that is marked appears, and when all of it expires."""
    due = DAY.replace(tzinfo=ZoneInfo(zone))
    event = marked_event(zone)
    for kind in FIELDS:
        times = TIMES.get(kind, {"publish-at": "2017-11-27T00:00"})
        fields = {name: value.format(utc=due.astimezone(dt.UTC).isoformat()) for name, value in times.items()}
        event.documents[f"{kind}/zqx"]["vi"].fields |= {**fields, "expires": "2017-11-29T08:30:15"}
    # Its way back says the other page's title for menus.
    times = {"publish-at": "2017-11-27", "expires": "2017-11-29T08:30:15"}
    below = {"title": "Zqxbelow", "summary": "Zqxsummary.", "slug": "zqx-below", "parent": "zqx"}
    event.documents["pages/zqx-below"] = {"vi": File({**below, **times}, "Zqxtext")}
    return event, due, due + dt.timedelta(days=2, hours=8, minutes=30, seconds=15)


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "America/New_York", "Pacific/Kiritimati"])
def test_document_appears_and_expires_to_the_second(tmp_path: Path, zone: str) -> None:
    """A second before its time nothing of it is in any byte; then all of it is, until the moment at which it expires.

    It holds for every kind and every field, and for builds that make only what changed.
    """
    event, due, end = timed_event(zone)
    project = tmp_path / "project"
    make_project(project, event)
    before = made(project, at(event, due - SECOND))
    assert marked(before) == []
    assert before["documents/plan.txt"] == b"A plan.\n"

    public = made(project, at(event, due))
    assert difference(public, cold(event, tmp_path / "cold")) == {}
    assert {f"documents/zqx-{kind}.txt" for kind in FIELDS} <= public.keys()
    pictures = {name.partition(".")[0] for name in public if name.startswith("images/")}
    assert {f"images/zqx-{kind}" for kind in FIELDS} <= pictures
    text = b"\n".join(public.values()).lower()
    assert [word for word in _words() if word.encode() not in text] == []

    assert difference(made(project, at(event, end - SECOND)), public) == {}
    after = made(project, at(event, end))
    # What is left of its pages says that they are gone, and nothing else.
    assert [name for name, content in after.items() if MARKER in content.lower()] == []
    gone = marked(after)
    assert gone
    assert set(gone) <= {name for name in marked(public) if name.endswith("/index.html")}
    assert {b'content="noindex"' in after[name] for name in gone} == {True}
    assert difference(after, cold(event, tmp_path / "cold")) == {}


def _words() -> list[str]:
    """Return the marked words of all fields, and of a summary, a text and an address of every kind."""
    values = [value for fields in FIELDS.values() for value in fields.values()]
    words = [word for value in values for word in (value if isinstance(value, list) else [value])]
    shown = [str(word).lower() for word in words if MARKER.decode() in str(word).lower()]
    # Partners have neither a text nor an address of their own, and show no summary.
    paged = [kind for kind in FIELDS if kind != "partners"]
    return [*shown, *(f"zqxtext-{kind}" for kind in paged), *(f"/zqx-{kind}-en/" for kind in paged)]


SLIPS = {
    "zqx space.pdf": "{static}/documents/zqx%20space.pdf",
    "zqx-root.pdf": "/documents/zqx-root.pdf",
    "zqx-beside.pdf": "../documents/zqx-beside.pdf",
    "zqx-báo.pdf": "{static}/documents/zqx-b%C3%A1o.pdf",
    "zqx-page.pdf": "{static}/documents/zqx-page.pdf#page=2",
}  # fmt: skip
"""File → another right way to write its address."""


def test_file_waits_however_its_address_is_written(tmp_path: Path) -> None:
    """Every way to write the address of a file leads there once the document is public, and hides the file until then."""
    event = marked_event(kinds=("news",), **{"publish-at": "2017-11-27T08:00"})
    event.files |= {f"content/documents/{name}": b"Zqxbytes" for name in SLIPS}
    event.documents["news/zqx"]["vi"].body += "".join(f"\n\n[a]({address})" for address in SLIPS.values())
    make_project(tmp_path / "project", event)
    assert marked(made(tmp_path / "project", at(event, DAY))) == []
    public = made(tmp_path / "project", at(event, DAY.replace(hour=8)))
    assert {f"documents/{name}" for name in SLIPS} <= public.keys()
    page = next(content.decode() for name, content in public.items() if name.endswith("/zqx-news-vi/index.html"))
    assert [f'href="{quote(f"/documents/{name}")}' in page for name in SLIPS] == [True] * len(SLIPS)
    assert 'href="/documents/zqx-page.pdf#page=2"' in page


@pytest.mark.parametrize("name", ["zqx-slip.PDF", "zqx-slíp.pdf"])
def test_slip_in_a_hidden_link_does_not_publish_its_file(tmp_path: Path, name: str) -> None:
    """Links of hidden documents are not checked yet: one in other letters than its file hides the file all the same."""
    event = marked_event(kinds=("news",), **{"publish-at": "2017-11-27T08:00"})
    event.files[f"content/documents/{unicodedata.normalize('NFD', name)}"] = b"Zqxbytes"
    event.documents["news/zqx"]["vi"].body += f"\n\n[a]({{static}}/documents/{name.lower()})"
    make_project(tmp_path / "project", event)
    assert marked(made(tmp_path / "project", at(event, DAY))) == []


def test_latest_of_several_times_counts(tmp_path: Path) -> None:
    """An embargo that was added to a document with a time to appear keeps it back until it ends."""
    times = {"publish-at": "2017-11-26", "embargo-until": "2017-11-27T08:00"}
    event = marked_event("Asia/Ho_Chi_Minh", ("press",), **times)
    make_project(tmp_path / "project", event)
    due = DAY.replace(hour=8)
    assert marked(made(tmp_path / "project", at(event, due - SECOND))) == []
    assert marked(made(tmp_path / "project", at(event, due))) != []


def test_from_scheduled_to_expired_without_a_build_between(tmp_path: Path) -> None:
    """The working copy's mark follows the clock, though the page was hidden at both builds."""
    event = marked_event("Asia/Ho_Chi_Minh", ("news",), **{"publish-at": "2017-11-26", "expires": "2017-11-27"})
    event.settings |= {"SITEURL": "", "EVENTSITE_DRAFTS": True}
    make_project(tmp_path / "project", event)
    before = made(tmp_path / "project", at(event, DAY - dt.timedelta(days=2)))
    assert b"Public from" in before[_page(before, "zqx-news-en")]
    after = made(tmp_path / "project", at(event, DAY + dt.timedelta(days=1)))
    assert b"Expired since" in after[_page(after, "zqx-news-en")]
    assert difference(after, cold(event, tmp_path / "cold")) == {}


def _page(found: Tree, slug: str) -> str:
    return next(name for name in found if name.endswith(f"/{slug}/index.html"))


MARKS = {
    "status: draft": ("Bản nháp", "Draft"),
    "publish-at: 2018-01-03T08:30": ("Công bố từ 08:30 ngày 03 tháng 01 năm 2018", "Public from 3 January 2018, 08:30"),
    "embargo-until: 2018-01-03T01:30Z": (
        "Cấm công bố trước 08:30 ngày 03 tháng 01 năm 2018", "Embargoed until 3 January 2018, 08:30",
    ),
    "expires: 2017-12-31": ("Hết hạn từ 00:00 ngày 31 tháng 12 năm 2017", "Expired since 31 December 2017, 00:00"),
}  # fmt: skip


@pytest.mark.parametrize("line", MARKS)
def test_hidden_page_says_in_the_working_copy_why(build: Callable[..., Built], content: Path, line: str) -> None:
    """The page and its card say in each language what keeps it back and until when, and search engines stay away."""
    path = content / "news/welcome.vi.md"
    path.write_text(path.read_text("utf-8").replace("---\n", f"---\n{line}\n", 1), encoding="utf-8")
    site = build()
    for language, words in zip(("", "/en"), MARKS[line], strict=True):
        lists, pages = (("/tin-tuc/", "/tin-tuc/chao-mung/"), ("/en/news/", "/en/news/welcome/"))[bool(language)]
        page = site.soup(pages)
        assert page.select_one("main .mark--draft .badge").get_text() == words
        assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
        assert [badge.get_text() for badge in site.soup(lists).select(".card .badge--standing")] == [words]


def test_no_commit_of_the_published_branch_has_what_is_not_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of all that the branch has ever had, nothing is of a document that is under embargo; at its time it is there."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    author = {"GIT_AUTHOR_NAME": "An", "GIT_AUTHOR_EMAIL": "an@example.org", "GIT_CONFIG_GLOBAL": os.devnull}
    for name, value in author.items():
        monkeypatch.setenv(name, value)
    repo, host = tmp_path / "repo", tmp_path / "host.git"
    _git(tmp_path, "init", "--quiet", "--bare", str(host))
    _git(tmp_path, "init", "--quiet", str(repo))
    _git(repo, "remote", "add", "origin", str(host))
    event = marked_event(kinds=("press", "pages"), **{"publish-at": "2017-11-27T08:00"})
    make_project(tmp_path / "project", event)
    output = tmp_path / "project" / "output"
    for when in (DAY - dt.timedelta(days=3), DAY.replace(hour=7, minute=59, second=59)):
        made(tmp_path / "project", at(event, when))
        assert publish(output, message="Publish the site", repo=repo).pushed
    assert len(_git(host, "rev-list", "gh-pages").split()) == 2
    assert MARKER not in _everything(host)

    made(tmp_path / "project", at(event, DAY.replace(hour=8)))
    assert publish(output, message="Publish the site", repo=repo).pushed
    assert MARKER in _everything(host)


def _everything(host: Path) -> bytes:
    """Return all that a repository has, in small letters: each commit, each folder with its names, each file."""
    return _git(host, "cat-file", "--batch", "--batch-all-objects").lower()


def _git(where: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", "-C", str(where), *arguments], check=True, capture_output=True).stdout


def test_build_says_when_the_next_one_is_due(tmp_path: Path) -> None:
    """It says the moment in the event's zone and what is due, also when nothing has changed; and nothing without."""
    event = marked_event(kinds=("press",), **{"embargo-until": "2017-11-27T01:00Z", "expires": "2018-03-01"})
    event.facts["milestones"] = []
    event.documents = {name: twins for name, twins in event.documents.items() if not name.startswith("press/rel")}
    settings = make_project(tmp_path / "project", event)
    found = []
    for when in (DAY, DAY.replace(hour=8), DAY.replace(year=2018, month=3, day=1)):
        set_clock(at(event, when))
        for _ in range(2):
            built = build_site(settings, tmp_path / "project/output")
            found.append((str(built.next_due), built.due))
    first, second = "2017-11-27 08:00:00+07:00", "2018-03-01 00:00:00+07:00"
    assert found == [(first, ("press/zqx",))] * 2 + [(second, ("press/zqx",))] * 2 + [("None", ())] * 2


def test_command_says_when_the_next_build_is_due(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line names what is due, but not on a service whose log anybody may read."""
    event = marked_event(kinds=("press",), **{"publish-at": "2017-11-27T08:00"})
    event.facts["milestones"] = []
    project = tmp_path / "project"
    make_project(project, event)
    set_clock(at(event, dt.datetime(2017, 11, 26, 20, tzinfo=dt.UTC)))
    found = []
    for service in ("", "true"):
        monkeypatch.setenv("CI", service)
        said, errors = start(project).communicate(timeout=300)
        assert errors == ""
        found.append([line for line in said.splitlines() if line.startswith("Next rebuild")])
    line = "Next rebuild due at 2017-11-27 08:00 (Asia/Ho_Chi_Minh)"
    assert found == [[f"{line} for press/zqx"], [line]]
