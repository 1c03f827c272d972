"""Builds that are killed, damaged or made at once: the next one has a cold build's bytes, and leaves nothing behind."""

import logging
import os
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.building import ROOT
from tests.comparing import Tree, cold, difference, free_environment, leftovers, run, set_clock, start, tree
from tests.pictures import photo
from tests.rich_event import IMAGE, RichEvent, make_project, rich_event
from tests.unit.build.killing import killed_before_step

from eventsite.site.run import build


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    free_environment(monkeypatch)


def _text(event: RichEvent) -> None:
    event.documents["news/item-1"]["vi"].body = "Đã sửa."


def _title(event: RichEvent) -> None:
    event.documents["people/person-3"]["vi"].fields["name"] = "Tên Khác"


def _template(event: RichEvent) -> None:
    event.files["theme/templates/partials/footer.html"] += b"<p>Edited</p>\n"


def _removal(event: RichEvent) -> None:
    for number in (6, 8, 9, 10):
        del event.documents[f"press/release-{number}"]


def _copied(event: RichEvent) -> None:
    event.files["content/documents/new.png"] = IMAGE


def _picture(event: RichEvent) -> None:
    event.files["content/images/hall.jpg"] = photo(320, 200)


def _session(event: RichEvent) -> None:
    event.schedule["sessions"][1]["title"] = {"vi": "Đổi tên", "en": "Renamed"}


VERSIONS: list[Callable[[RichEvent], None]] = [_text, _title, _template, _removal, _copied, _picture, _session]


@dataclass(frozen=True, slots=True)
class Project:
    """A project that is built, and versions of its event with what a cold build makes of each."""

    folder: Path
    versions: list[tuple[RichEvent, Tree]]

    @property
    def output(self) -> Path:
        """The built site."""
        return self.folder / "output"

    def build(self) -> Tree:
        """Build in this process and return the output."""
        build(self.folder / "pelicanconf.py", self.output)
        return tree(self.output)


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[RichEvent, Tree]]]:
    """Return versions of one event, the first as it was before any edit, each with a cold build's output."""
    with pytest.MonkeyPatch.context() as patch:
        free_environment(patch)
        yield _versions(tmp_path_factory.mktemp("cold"), _event())


def _event(**counts: int) -> RichEvent:
    """Return an event without pictures for social networks, which builds in other processes would really draw."""
    return rich_event(public=True, EVENTSITE_SOCIAL_IMAGES=False, **counts)


def _versions(folder: Path, event: RichEvent) -> list[tuple[RichEvent, Tree]]:
    events = [event]
    for change in VERSIONS:
        events.append(event.copy())
        change(events[-1])
    return [(version, cold(version, folder / "project")) for version in events]


def _project(folder: Path, versions: list[tuple[RichEvent, Tree]]) -> Project:
    set_clock(versions[0][0])
    made = Project(folder, versions)
    make_project(made.folder, versions[0][0])
    made.build()
    return made


@pytest.fixture
def project(tmp_path: Path, versions: list[tuple[RichEvent, Tree]]) -> Project:
    """Return a project that is built from the first version."""
    return _project(tmp_path / "project", versions)


def _wrong(project: Project, expected: Tree) -> dict[str, str]:
    """Build; return which files are not as expected, and what was left beside the output."""
    return difference(project.build(), expected) | dict.fromkeys(leftovers(project.folder), "left behind")


def _wrong_after_kills(project: Project, seed: int, kills: int) -> dict[str, str]:
    """Edit, kill a build at a random moment, now and then another one, and build, until that many were killed.

    Return what the first build that went wrong has wrong; nothing where all are right.
    """
    rng = random.Random(seed)
    longest = 1.0
    while kills > 0:
        event, expected = rng.choice(project.versions)
        event.write(project.folder)
        for _ in range(rng.choice([1, 1, 2])):
            begun = time.monotonic()
            process = start(project.folder)
            time.sleep(rng.uniform(0.1, longest))
            os.kill(process.pid, signal.SIGKILL)
            process.communicate()
            kills -= 1
            if process.returncode == 0:
                longest = max(0.3, (longest + time.monotonic() - begun) / 2)
        if wrong := _wrong(project, expected):
            return wrong
    return {}


def test_build_after_a_kill_is_right(project: Project) -> None:
    """A kill -9 at any moment of `./inv build` costs nothing but time."""
    assert _wrong_after_kills(project, 1, 12) == {}


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("workers", ["1", "2"])
def test_build_after_very_many_kills_is_right(tmp_path: Path, workers: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for hundreds of kills, of a site so big that several processes make it."""
    versions = _versions(tmp_path, _event(press=56))
    monkeypatch.setenv("EVENTSITE_WORKERS", workers)
    assert _wrong_after_kills(_project(tmp_path / "killed", versions), 2, 150) == {}


@pytest.mark.parametrize("seed", [0, 1, pytest.param(2, marks=pytest.mark.slow)])
def test_build_after_a_kill_at_a_step_on_the_disk_is_right(project: Project, seed: int) -> None:
    """A kill -9 right before any step on the disk, early or late, leaves what the next build puts right."""
    rng = random.Random(seed)
    killed = 0
    while killed < 12:
        event, expected = rng.choice(project.versions)
        event.write(project.folder)
        killed += killed_before_step(int(10 ** rng.uniform(1.5, 3.2)), project.build)
        assert _wrong(project, expected) == {}


def _cache(project: Project) -> Path:
    return project.folder / ".cache/documents.sqlite"


def _cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _garbage(path: Path) -> None:
    path.write_bytes(b"\xa7 not what it was" * 400)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _overwrite(path: Path) -> None:
    """Put garbage over the second half, and leave the head as it is."""
    content = path.read_bytes()
    half = len(content) // 2
    path.write_bytes(content[:half] + b"\xa7" * (len(content) - half))


def _remove(path: Path) -> None:
    path.unlink()


def _one_row(path: Path) -> None:
    """Change one value of a database: a document's facts, which every build reads; not every text is on a page."""
    _change_rows(path, "rowid = (select min(rowid) from entries where key not like '%.%')")


def _every_second_row(path: Path) -> None:
    """Change many values of a database."""
    _change_rows(path, "rowid % 2 = 0")


def _change_rows(path: Path, where: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        changed = connection.execute(f"update entries set value = x'00' where {where}")  # noqa: S608 -- words of ours
        assert changed.rowcount > 0
    connection.close()


@pytest.mark.parametrize("damage", [_garbage, _remove])
def test_tampered_output_is_made_again(project: Project, damage: Callable[[Path], None]) -> None:
    """A page, a style sheet or a copied file that somebody changed or deleted is as it was after the next build."""
    expected = project.versions[0][1]
    for name in ("en/news/index.html", "documents/plan.txt", "feed.xml"):
        damage(project.output / name)
        assert difference(project.build(), expected) == {}, name


@pytest.mark.parametrize("damage", [_cut_in_half, _overwrite, _remove])
@pytest.mark.parametrize("change", [None, _text, _template])
def test_damaged_state_costs_nothing_but_time(
    project: Project, damage: Callable[[Path], None], change: Callable[[RichEvent], None] | None
) -> None:
    """With any file of the saved state cut, overwritten or gone, the build is right."""
    event, expected = project.versions[VERSIONS.index(change) + 1 if change else 0]
    state = sorted(path.name for path in (project.folder / ".cache/state").iterdir())
    for name in state:
        project.versions[0][0].write(project.folder)
        project.build()
        damage(project.folder / ".cache/state" / name)
        event.write(project.folder)
        assert difference(project.build(), expected) == {}, name


@pytest.mark.parametrize("damage", [_cut_in_half, _garbage, _overwrite, _one_row, _every_second_row])
@pytest.mark.parametrize("change", [_text, _template, _copied])
@pytest.mark.parametrize("state", ["with its state", pytest.param("without its state", marks=pytest.mark.slow)])
def test_damaged_cache_costs_time_and_one_warning(
    project: Project,
    damage: Callable[[Path], None],
    change: Callable[[RichEvent], None],
    state: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """With the documents' cache cut, overwritten or changed, the build is right; it says so at most once, in a line.

    What is damaged is seen where it is read, so the build that reads everything always says so; the next says nothing.
    """
    event, expected = project.versions[VERSIONS.index(change) + 1]
    damage(_cache(project))
    if state == "without its state":
        shutil.rmtree(project.folder / ".cache/state")
    event.write(project.folder)
    with caplog.at_level(logging.WARNING):
        assert difference(project.build(), expected) == {}
        warned = [record.getMessage() for record in caplog.records]
        assert len(warned) <= 1, warned
        assert warned or state == "with its state"
        assert all("cache" in line and "\n" not in line for line in warned)
        caplog.clear()
        project.versions[0][0].write(project.folder)
        assert difference(project.build(), project.versions[0][1]) == {}
        # A page that was not read yet may have been the damaged one.
        assert state == "with its state" or [record.getMessage() for record in caplog.records] == []


@pytest.mark.parametrize("change", [_text, _template, _copied])
def test_lost_cache_costs_nothing_but_time(project: Project, change: Callable[[RichEvent], None]) -> None:
    """With the documents' cache removed and the state kept, the build is right."""
    event, expected = project.versions[VERSIONS.index(change) + 1]
    _cache(project).unlink()
    event.write(project.folder)
    assert difference(project.build(), expected) == {}


def test_state_of_another_version_of_the_code_is_not_used(tmp_path: Path) -> None:
    """After a change of the program the site is what the new program makes of it."""
    event = _event()
    folder = tmp_path / "project"
    make_project(folder, event)
    (folder / "plugins").unlink()
    shutil.copytree(ROOT / "plugins", folder / "plugins", ignore=shutil.ignore_patterns("__pycache__"))
    set_clock(event)
    assert run(folder) == []
    assert (folder / "output/tin-tuc/trang/2/index.html").exists()
    code = folder / "plugins/eventsite/site/urls.py"
    before = code.read_text(encoding="utf-8")
    code.write_text(before.replace('"vi": "trang"', '"vi": "to"'), encoding="utf-8")
    assert run(folder) == []
    built = tree(folder / "output")
    assert "tin-tuc/to/2/index.html" in built
    shutil.rmtree(folder / ".cache")
    shutil.rmtree(folder / "output")
    assert run(folder) == []
    assert difference(built, tree(folder / "output")) == {}


def test_two_builds_at_once_are_both_right(project: Project) -> None:
    """Two builds of one project take turns: both succeed, and the output is right, cold and after edits."""
    for number, (event, expected) in enumerate(project.versions[:3]):
        event.write(project.folder)
        if number == 0:
            shutil.rmtree(project.output)
            shutil.rmtree(project.folder / ".cache")
        processes = [start(project.folder) for _ in range(2)]
        said = [process.communicate(timeout=120)[1] for process in processes]
        assert [(process.returncode, text) for process, text in zip(processes, said, strict=True)] == [(0, "")] * 2
        assert difference(tree(project.output), expected) == {}
        assert leftovers(project.folder) == []


def test_two_projects_that_share_a_cache_are_both_right(
    tmp_path: Path, versions: list[tuple[RichEvent, Tree]]
) -> None:
    """Two projects with one cache, built at once and again and again, each get their own pages."""
    set_clock(versions[0][0])
    folders = [tmp_path / "one", tmp_path / "two"]
    for turn in range(3):
        pairs = [versions[turn], versions[turn + 2]]
        for folder, (event, _) in zip(folders, pairs, strict=True):
            shared = event.copy()
            shared.settings["CACHE_PATH"] = str(tmp_path / "cache")
            shared.write(folder) if folder.exists() else make_project(folder, shared)
        processes = [start(folder) for folder in folders]
        said = [process.communicate(timeout=120)[1] for process in processes]
        assert [(process.returncode, text) for process, text in zip(processes, said, strict=True)] == [(0, "")] * 2
        for folder, (_, expected) in zip(folders, pairs, strict=True):
            assert difference(tree(folder / "output"), expected) == {}
