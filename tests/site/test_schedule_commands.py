"""The commands `./inv schedule.*`, as a person or a service calls them."""

import json
import os
import shutil
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from tests.comparing import free_environment, set_clock
from tests.rich_event import make_project, rich_event

from eventsite.site.watching import watch


class Desk:
    """A project with a feed in a file, and its commands."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        free_environment(monkeypatch)
        self.event = rich_event(public=True)
        self.event.clock = ("SOURCE_DATE_EPOCH", "1511499600")
        set_clock(self.event)
        self.project = make_project(folder / "project", self.event).parent
        public = Path(shutil.copy(self.project / "pelicanconf.py", self.project / "publishconf.py"))
        # A file as young as the build proves nothing by its time.
        os.utime(public, (0, 0))
        self.feed = folder / "feed.json"
        self.schedule: dict[str, Any] = {
            key: value for key, value in self.event.schedule.items() if key != "retrieved"
        }
        self.write()
        monkeypatch.setenv("EVENTSITE_SCHEDULE_URL", str(self.feed))

    def write(self) -> None:
        """Let the feed say what the schedule is now."""
        self.feed.write_text(json.dumps(self.schedule), encoding="utf-8")

    def inv(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run a command."""
        command = [sys.executable, "-m", "invoke", "--search-root", str(self.project), *words]
        environment = os.environ | {"COLUMNS": "200"}
        return subprocess.run(command, cwd=self.project, capture_output=True, text=True, check=False, env=environment)

    def rows(self, *words: str) -> tuple[int, Any]:
        """Run a command with --json; return its exit code and what it says."""
        done = self.inv(*words, "--json")
        assert done.stderr in ("", "\n")
        return done.returncode, json.loads(done.stdout)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a project with a feed."""
    return Desk(tmp_path, monkeypatch)


def test_pull_keeps_what_can_be_believed(desk: Desk) -> None:
    """A good version is kept (exit 0), a doubtful one is not (1) unless accepted (0), a broken one cannot be (2)."""
    count = len(desk.schedule["sessions"])
    code, rows = desk.rows("schedule.pull")
    assert (code, rows[0]["state"], rows[0]["sessions"], rows[0]["cancelled"]) == (0, "new", count - 1, 1)
    assert desk.rows("schedule.pull")[1][0]["state"] == "same"
    desk.schedule["sessions"] = desk.schedule["sessions"][:1]
    desk.write()
    code, rows = desk.rows("schedule.pull")
    assert (code, rows[0]["state"], rows[0]["sessions"]) == (1, "refused", count - 1)
    assert "sessions are gone, which is more than 30 %" in rows[0]["reason"]
    code, rows = desk.rows("schedule.pull", "--accept")
    assert (code, rows[0]["state"], rows[0]["sessions"], rows[0]["changes"]) == (0, "new", 1, count - 2)
    desk.feed.write_text("<html>", encoding="utf-8")
    code, rows = desk.rows("schedule.pull")
    assert (code, rows[0]["state"], rows[0]["sessions"]) == (2, "failed", 1)


def test_diff_tells_what_would_change_and_keeps_nothing(desk: Desk) -> None:
    """The changes are told in sentences of the language asked for; the next call tells them again."""
    assert desk.inv("schedule.pull").returncode == 0
    assert desk.rows("schedule.diff") == (0, [])
    desk.schedule["sessions"][1]["start"] = "2017-11-25T15:00:00+07:00"
    desk.write()
    for language, words in (("en", "New time: 15:00"), ("vi", "Thời gian mới: 15:00")):
        code, rows = desk.rows("schedule.diff", "--language", language)
        assert (code, [row["change"] for row in rows], rows[0]["sentence"][: len(words)]) == (0, ["moved"], words)


def test_status_asks_nobody(desk: Desk) -> None:
    """What is kept is told though the feed is gone, with the titles that each language has."""
    assert desk.inv("schedule.pull").returncode == 0
    desk.feed.unlink()
    code, told = desk.rows("schedule.status")
    count = len(desk.schedule["sessions"])
    assert (code, told["feeds"][0]["state"], told["feeds"][0]["sessions"]) == (0, "kept", count - 1)
    assert told["languages"] == [
        {"language": "vi", "titles": count, "of": count}, {"language": "en", "titles": count, "of": count},
    ]  # fmt: skip


def test_check_looks_into_any_feed(desk: Desk, tmp_path: Path) -> None:
    """A feed that is not of the event is told with its format, size and days, and why it would not be believed."""
    code, told = desk.rows("schedule.check", str(desk.feed))
    assert (code, told["format"], told["sessions"], told["first"]) == (0, "eventsite", 5, "2017-11-25")
    other = tmp_path / "other.json"
    other.write_text(json.dumps({"talks": [{"code": "A", "title": "x", "start": "2019-01-01T09:00"}], "rooms": []}))
    done = desk.inv("schedule.check", str(other))
    assert done.returncode == 1
    assert done.stdout == (
        f"{other}: pretalx widget: 1 sessions, 0 rooms, 0 tracks, 0 people, 2019-01-01 to 2019-01-01\n"
        "not believed: its sessions are from 2019-01-01 to 2019-01-01, and the event is from 2017-11-25 to 2017-11-26\n"
    )
    other.write_text('{"sessions": 1, "speakers": 2}')
    done = desk.inv("schedule.check", str(other))
    assert (done.returncode, "nearest is Sessionize All" in done.stdout) == (2, True)


def test_conflicts_are_told_and_acknowledged(desk: Desk) -> None:
    """Two sessions in one room fail the check until event.yml says why that is right."""
    assert desk.inv("schedule.conflicts").returncode == 0
    desk.schedule["sessions"][0]["end"] = "2017-11-25T09:00:00+07:00"
    desk.schedule["sessions"][4] |= {"start": "2017-11-25T08:30:00+07:00", "room": "hall"}
    desk.write()
    assert desk.inv("schedule.pull").returncode == 0
    done = desk.inv("schedule.conflicts")
    hint = "change one of them, or write it into `acknowledged` in content/event.yml"
    assert (done.returncode, done.stderr) == (1, f"opening and D1 are in the room hall at the same time; {hint}\n")
    event = desk.project / "content/event.yml"
    known = 'acknowledged: [{"sessions": ["D1", "opening"], "reason": "As planned."}]\n'
    event.write_text(event.read_text(encoding="utf-8") + known, encoding="utf-8")
    done = desk.inv("schedule.conflicts")
    assert (done.returncode, done.stdout) == (
        0, "acknowledged: opening and D1 are in the room hall at the same time: As planned.\n",
    )  # fmt: skip


def test_watch_makes_what_a_change_touches_and_tells_the_seconds(desk: Desk) -> None:
    """Each change of the feed is on the site after the next question; a round without a change says nothing."""
    said: list[str] = []
    desk.schedule["sessions"][3]["title"] = {"vi": "Trước", "en": "Before"}
    desk.write()
    output = desk.project / "output"
    page = output / "en/agenda/c1/index.html"

    def say(line: str) -> None:
        said.append(line)
        desk.schedule["sessions"][3]["title"] = {"vi": "Sau", "en": "Afterwards"}
        desk.write()

    watch(desk.project / "pelicanconf.py", output, 0, publish=lambda: "published", times=3, tell=say)
    assert "Afterwards" in page.read_text(encoding="utf-8")
    assert len(said) == 2
    assert said[0].endswith("after the feed was asked, published")
    changed = int(said[1].split(": ", 1)[1].split()[0])
    assert 0 < changed < len(list(output.rglob("*.html"))) / 2


def test_watch_waits_out_a_mistake(desk: Desk) -> None:
    """A mistake in the content is told, and the next round goes on."""
    said: list[str] = []
    news = next((desk.project / "content/news").glob("*.vi.md"))
    right = news.read_text(encoding="utf-8")
    news.write_text("---\nwrong\n---\n", encoding="utf-8")

    def say(line: str) -> None:
        said.append(line)
        news.write_text(right, encoding="utf-8")

    watch(desk.project / "pelicanconf.py", desk.project / "output", 0, times=2, tell=say)
    assert "problem" in said[0]
    assert "files changed" in said[1]


def _git(where: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(where), *words], check=True, capture_output=True)


@pytest.fixture
def published(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return the project after the feed changed once and the site was published on a branch."""
    for name, value in {
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "An", "GIT_COMMITTER_NAME": "An",
        "GIT_AUTHOR_EMAIL": "an@example.org", "GIT_COMMITTER_EMAIL": "an@example.org",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    _git(tmp_path, "init", "--quiet", "--bare", "host.git")
    _git(desk.project, "init", "--quiet", "--initial-branch=main")
    _git(desk.project, "remote", "add", "origin", str(tmp_path / "host.git"))
    assert desk.inv("schedule.pull").returncode == 0
    desk.schedule["sessions"][1]["room"] = "lab"
    desk.write()
    done = desk.inv("publish")
    assert (done.returncode, "Pushed to origin gh-pages" in done.stdout) == (0, True), done.stderr
    return desk


def test_lost_state_comes_back_from_the_published_branch(published: Desk) -> None:
    """A machine that starts empty knows what the site has told of changes, and makes the same site again."""
    copies = published.project / ".cache/schedule"
    before = (published.project / "output/api/changes.json").read_bytes()
    assert json.loads(before)["changes"][0]["kind"] == "room"
    shutil.rmtree(published.project / ".cache")
    shutil.rmtree(published.project / "output")
    assert not copies.exists()
    done = published.inv("schedule.restore")
    assert (done.returncode, done.stdout) == (0, "Restored what is published of the feed live.\n")
    assert published.inv("schedule.restore").stdout == ""
    done = published.inv("publish")
    assert (done.returncode, "Nothing changed; nothing was pushed" in done.stdout) == (0, True), done.stdout
    assert (published.project / "output/api/changes.json").read_bytes() == before


def test_nothing_to_restore_is_no_fault(desk: Desk) -> None:
    """A project that is no repository, or was never published, builds as before."""
    done = desk.inv("schedule.restore")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_lost_state_comes_back_from_the_site_itself(published: Desk, tmp_path: Path) -> None:
    """Where no branch can be read, the copies are taken from the site, as its visitors get it."""
    output = shutil.copytree(published.project / "output", tmp_path / "served")
    shutil.rmtree(published.project / ".cache")
    _git(published.project, "remote", "remove", "origin")
    handler = partial(SimpleHTTPRequestHandler, directory=str(output))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        settings = published.project / "publishconf.py"
        address = f'SITEURL = "http://127.0.0.1:{server.server_port}"\n'
        settings.write_text(settings.read_text(encoding="utf-8") + address, encoding="utf-8")
        done = published.inv("schedule.restore")
        server.shutdown()
    assert (done.returncode, done.stdout) == (0, "Restored what is published of the feed live.\n")
    assert published.rows("schedule.status")[1]["feeds"][0]["changes"] == 1


def test_watch_publishes_what_changed(published: Desk) -> None:
    """Each change of the feed is pushed to the branch that is served, and the line says so."""
    published.schedule["sessions"][1]["room"] = "hall"
    published.write()
    done = published.inv("schedule.watch", "--publish", "--times", "2", "--every", "0")
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    assert line.endswith("seconds after the feed was asked, published")
    tip = subprocess.run(
        ["git", "-C", str(published.project.parent / "host.git"), "show", "gh-pages:api/changes.json"],
        check=True,
        capture_output=True,
    )
    assert [change["kind"] for change in json.loads(tip.stdout)["changes"]] == ["room", "room"]
