"""No speed is bought with a wrong page: whatever was kept of earlier builds, a build makes what a cold one makes."""

import json
import multiprocessing.process
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.comparing import Tree, cold, difference, free_environment, leftovers, run, set_clock, stamps, tree
from tests.edits import edit
from tests.pictures import photo
from tests.rich_event import IMAGE, RichEvent, make_project, rich_event

from eventsite.errors import ContentError
from eventsite.site.faults import CheckError
from eventsite.site.run import build


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    free_environment(monkeypatch)


class Walk:
    """A project that is edited and built, step by step, and its twin that is built cold each time.

    `told` are the edits of each step, `failed` counts the steps that no build can make.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self.rng = random.Random(seed)
        self.event = rich_event(public=seed % 3 != 0)
        self.project, self.twin = folder / "project", folder / "cold"
        self.output = self.project / "output"
        self.settings = make_project(self.project, self.event)
        set_clock(self.event)
        build(self.settings, self.output)
        self.past = [self.event]
        self.told: list[str] = []
        self.failed = 0

    def step(self) -> dict[str, str]:
        """Edit, build, and hold what comes of it against a cold build; return what is not alike, and how."""
        event = self._edited()
        before, kept = tree(self.output), stamps(self.output)
        event.write(self.project, aged=self.rng.random() < 0.85)
        set_clock(event)
        mistake = _mistake(lambda: cold(event, self.twin))
        found = _mistake(lambda: build(self.settings, self.output))
        built = tree(self.output)
        # A mistake leaves the output as it was.
        wrong = difference(built, before if mistake else tree(self.twin / "output"))
        wrong |= dict.fromkeys(leftovers(self.project), "left behind")
        if not _alike(found, mistake):
            wrong["the build"] = f"ended with {found!r} instead of {mistake!r}"
        if mistake:
            self.failed += 1
            # It is mended by the next edits: they begin from the event as it was.
            return wrong
        if event.settings == self.event.settings:
            same = {name for name in built.keys() & before.keys() if built[name] == before[name] and name in kept}
            now = stamps(self.output)
            wrong |= {name: "written again" for name in same if now[name] != kept[name]}
        self.past.append(event)
        self.event = event
        return wrong

    def _edited(self) -> RichEvent:
        event = self.event.copy()
        if self.rng.random() < 0.05:
            event = self.rng.choice(self.past).copy()
            event.number = self.event.number
            self.told.append("back")
        else:
            self.told.append(edit(event, self.rng))
        return event


def _mistake(make: Callable[[], object]) -> Exception | None:
    try:
        make()
    except Exception as error:  # noqa: BLE001 -- whatever it is, both builds must end alike
        return error
    return None


def _alike(found: Exception | None, expected: Exception | None) -> bool:
    """Return whether two builds ended alike: with no mistake, or with the same, in the same words if they are ours."""
    same_words = str(found) == str(expected) or not isinstance(expected, ContentError | CheckError)
    return isinstance(found, type(expected)) and same_words


def walk(folder: Path, seed: int, steps: int) -> tuple[dict[str, str], Walk]:
    """Make so many steps, or as many as go well; return what is wrong after the last one, and the walk."""
    taken = Walk(folder, seed)
    wrong: dict[str, str] = {}
    while not wrong and len(taken.told) < steps:
        wrong = taken.step()
    return wrong, taken


@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (2, 3))])
def test_build_after_any_edits_makes_what_a_cold_build_makes(tmp_path: Path, seed: int) -> None:
    """After every step of random edits the whole tree has a cold build's bytes; a mistake leaves it as it was.

    A mistake is told in the same words as by a cold build. Files that stay the same are not written again.
    """
    wrong, taken = walk(tmp_path, seed, 10)
    assert wrong == {}, taken.told
    assert taken.failed < 5


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(100, 120))
def test_build_after_very_many_edits_makes_what_a_cold_build_makes(tmp_path: Path, seed: int) -> None:
    """The same for hundreds of steps."""
    wrong, taken = walk(tmp_path, seed, 30)
    assert wrong == {}, taken.told
    assert taken.failed < 15


def test_edit_of_a_draft_translation_does_not_publish_it(tmp_path: Path) -> None:
    """Where one language of a public document is a draft, an edit of the document leaves it hidden."""
    event = rich_event(public=True)
    project = tmp_path / "project"
    settings = make_project(project, event)
    set_clock(event)
    build(settings, project / "output")
    for language in ("vi", "en"):
        event.documents["press/release-3"][language].fields["title"] = f"Other {language}"
        event.write(project)
        build(settings, project / "output")
        assert difference(tree(project / "output"), cold(event, tmp_path / "cold")) == {}


@pytest.fixture
def event() -> RichEvent:
    """Return the event as the public sees it."""
    return rich_event(public=True)


@pytest.fixture
def built(tmp_path: Path, event: RichEvent) -> Path:
    """Return the folder of a project that is built."""
    set_clock(event)
    build(make_project(tmp_path / "project", event), tmp_path / "project/output")
    return tmp_path / "project"


WAYS: dict[str, dict[str, str]] = {
    "one process": {"EVENTSITE_WORKERS": "1"},
    "two forks": {"EVENTSITE_WORKERS": "2", "EVENTSITE_START_METHOD": "fork"},
    "three forks": {"EVENTSITE_WORKERS": "3", "EVENTSITE_START_METHOD": "fork"},
    "two that start afresh": {"EVENTSITE_WORKERS": "2", "EVENTSITE_START_METHOD": "spawn"},
}


@pytest.mark.parametrize("way", WAYS)
def test_processes_and_a_warm_cache_change_no_byte(
    tmp_path: Path, built: Path, event: RichEvent, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cold or with the cache of an earlier build, alone or in several processes: the same bytes."""
    expected = tree(built / "output")
    begun = _count_processes(monkeypatch)
    for name, value in WAYS[way].items():
        monkeypatch.setenv(name, value)
    # A process that starts afresh gets ten times as much to do.
    share = 1 if way == "two that start afresh" else 5
    monkeypatch.setattr("eventsite.site.render.SHARE", share)
    monkeypatch.setattr("eventsite.site.library.SHARE", share)
    assert difference(cold(event, tmp_path / "cold"), expected) == {}
    assert bool(begun) == (way != "one process")
    begun.clear()
    shutil.rmtree(built / "output")
    shutil.rmtree(built / ".cache/state")
    build(built / "pelicanconf.py", built / "output")
    assert difference(tree(built / "output"), expected) == {}
    assert bool(begun) == (way != "one process")


def _count_processes(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    begun: list[object] = []
    begin = multiprocessing.process.BaseProcess.start

    def counted(process: multiprocessing.process.BaseProcess) -> None:
        begun.append(process)
        begin(process)

    monkeypatch.setattr(multiprocessing.process.BaseProcess, "start", counted)
    return begun


def _title(event: RichEvent) -> None:
    event.documents["news/item-1"]["vi"].fields["title"] = "Tên khác"


def _template(event: RichEvent) -> None:
    event.files["theme/templates/session.html"] += b"{# nothing to see #}\n"


def _unused_picture(event: RichEvent) -> None:
    event.files["content/images/new.png"] = IMAGE


def _picture(event: RichEvent) -> None:
    event.files["content/images/hall.jpg"] = photo(320, 200)


def _copied(event: RichEvent) -> None:
    event.files["content/documents/new.txt"] = b"New.\n"


def _setting(event: RichEvent) -> None:
    event.settings["SITENAME"] = "Another name"


def _menu(event: RichEvent) -> None:
    event.facts["menu"] = ["about"]


def _remove(event: RichEvent) -> None:
    event.documents["pages/faq"]["vi"].fields["parent"] = "about"
    del event.documents["pages/theme-1"], event.documents["press/release-4"]
    event.facts["footer"] = ["news"]


def _rename(event: RichEvent) -> None:
    event.documents["pages/other"] = event.documents.pop("pages/hackathon")


@pytest.mark.parametrize(
    "change", [_title, _template, _unused_picture, _picture, _copied, _setting, _menu, _remove, _rename]
)
def test_files_that_stay_the_same_stay_the_same_files(
    tmp_path: Path, built: Path, event: RichEvent, change: Callable[[RichEvent], None]
) -> None:
    """After an update and after a whole build, what has the same bytes has its inode and time; other files do not."""
    before, kept = tree(built / "output"), stamps(built / "output")
    change(event)
    event.write(built)
    build(built / "pelicanconf.py", built / "output")
    after, now = tree(built / "output"), stamps(built / "output")
    assert difference(after, cold(event, tmp_path / "cold")) == {}
    same = {name for name, content in after.items() if before.get(name) == content}
    assert {name for name in now if kept.get(name) == now[name]} == same


def test_removed_sources_take_their_pages_and_empty_folders_along(built: Path, event: RichEvent) -> None:
    """What is no longer made is gone, with the folders that held nothing else; so is what was copied."""
    output = built / "output"
    release = Path(next(name for name in tree(output) if name.endswith("release-9/index.html")))
    files = {"content/documents/plan.txt": "documents/plan.txt"}
    assert all((output / name).exists() for name in files.values())
    del event.documents["press/release-9"]
    event.files = {name: content for name, content in event.files.items() if name not in files}
    event.write(built)
    build(built / "pelicanconf.py", output)
    gone = [output / release.parent, *(output / name for name in files.values())]
    assert [path for path in gone if path.exists()] == []
    assert [path for path in output.rglob("*") if path.is_dir() and not any(path.iterdir())] == []


class Fed:
    """A built project that takes its schedule from a feed, which is a file."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.event = rich_event(public=True, EVENTSITE_SCHEDULE_CACHE=str(folder / "project/copies"))
        self.project = folder / "project"
        self.output = self.project / "output"
        self.feed = folder / "feed.json"
        self.schedule: dict[str, Any] = self.event.schedule
        # A time that is only told is a rehearsal, in which nothing is kept: this is noon of 24 November 2017.
        self.event.clock = ("SOURCE_DATE_EPOCH", "1511499600")
        self.write()
        monkeypatch.setenv("EVENTSITE_SCHEDULE_URL", str(self.feed))
        set_clock(self.event)
        make_project(self.project, self.event)
        self.build()

    def write(self) -> None:
        """Let the feed say what the schedule is now."""
        self.feed.write_text(json.dumps(self.schedule), encoding="utf-8")

    def build(self) -> Tree:
        """Build and return the output."""
        build(self.project / "pelicanconf.py", self.output)
        return tree(self.output)


@pytest.fixture
def fed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fed:
    """Return a built project with a feed."""
    return Fed(tmp_path, monkeypatch)


def test_change_of_the_feed_alone_changes_the_pages_that_show_it(fed: Fed, tmp_path: Path) -> None:
    """Without any change of a file of the project, a build shows what the feed says now, and writes nothing else."""
    before, kept = tree(fed.output), stamps(fed.output)
    assert fed.build() == before
    assert stamps(fed.output) == kept
    fed.schedule["sessions"][2]["title"] = {"vi": "Đổi tên", "en": "Renamed"}
    fed.write()
    after, now = fed.build(), stamps(fed.output)
    # What the site tells of changes is in the copies.
    shutil.copytree(fed.project / "copies", tmp_path / "copies")
    fed.event.settings["EVENTSITE_SCHEDULE_CACHE"] = str(tmp_path / "copies")
    assert difference(after, cold(fed.event, tmp_path / "cold")) == {}
    differing = set(difference(after, before))
    assert {name for name in now.keys() | kept.keys() if kept.get(name) != now.get(name)} == differing
    assert {"chuong-trinh/b1/index.html", "en/agenda/b1/index.html", "index.html", "api/schedule.json"} <= differing
    assert not any(name.startswith(("thong-cao", "en/press", "en/about")) for name in differing)


def test_broken_feed_leaves_the_last_good_copy_and_says_so_each_time(fed: Fed, tmp_path: Path) -> None:
    """The programme stays, marked as a copy; every build warns in one line; the mended feed is shown again."""
    good = tree(fed.output)
    fed.feed.write_text("<html>503</html>", encoding="utf-8")
    warned = [run(fed.project) for _ in range(3)]
    assert [len(lines) for lines in warned] == [1, 1, 1], warned
    assert warned[0] == warned[1] == warned[2]
    assert "using the last good copy" in warned[0][0]
    stale = tree(fed.output)
    shutil.copytree(fed.project / "copies", tmp_path / "copies")
    fed.event.settings["EVENTSITE_SCHEDULE_CACHE"] = str(tmp_path / "copies")
    assert difference(stale, cold(fed.event, tmp_path / "cold")) == {}
    assert {name for name in difference(stale, good) if not name.endswith("index.html")} == {
        "api/health.json",
        "api/schedule.en.json",
        "api/schedule.vi.json",
        "sw.js",
    }
    fed.write()
    set_clock(fed.event)
    assert difference(fed.build(), good) == {}
