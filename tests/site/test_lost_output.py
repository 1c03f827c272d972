"""A build that finds its output gone, or its sources on another machine: the same site, without making it again."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.comparing import cold, difference, free_environment, leftovers, set_clock, stamps, tree
from tests.rich_event import RichEvent, make_project, rich_event

from eventsite.site.run import Built, build


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    free_environment(monkeypatch)


@pytest.fixture
def event() -> RichEvent:
    """Return an event whose public site is built."""
    return rich_event(public=True)


@pytest.fixture
def project(tmp_path: Path, event: RichEvent) -> Path:
    """Return the folder of a project that was built a while ago."""
    folder = tmp_path / "project"
    set_clock(event)
    make_project(folder, event)
    _touch_sources(folder, 1_500_000_000)
    _build(folder)
    return folder


def _build(project: Path) -> Built:
    return build(project / "pelicanconf.py", project / "output")


def _touch_sources(project: Path, seconds: int) -> None:
    """Give every source another time, as a fresh checkout does."""
    for folder in ("content", "theme"):
        for path in (project / folder).rglob("*"):
            os.utime(path, (seconds, seconds))


def _move_to_another_machine(project: Path) -> None:
    """Leave what a publishing service keeps: the caches as other files of the same time, the sources as new ones."""
    shutil.rmtree(project / "output")
    (project / ".cache").rename(project / "before")
    shutil.copytree(project / "before", project / ".cache")
    shutil.rmtree(project / "before")
    _touch_sources(project, 1_600_000_000)


def test_lost_output_comes_back_as_the_same_files(project: Path) -> None:
    """A build after `output/` was removed puts the very same files there, and the next one has nothing to do."""
    before = stamps(project / "output")
    shutil.rmtree(project / "output")
    assert _build(project).changed == len(before)
    assert stamps(project / "output") == before
    assert _build(project).changed == 0
    assert leftovers(project) == []


def test_lost_output_of_changed_sources_is_what_a_cold_build_makes(
    project: Path, event: RichEvent, tmp_path: Path
) -> None:
    """What changed since the lost site was built is in the one that comes back."""
    event.documents["news/item-1"]["vi"].body = "Đã sửa."
    event.write(project)
    shutil.rmtree(project / "output")
    _build(project)
    assert difference(tree(project / "output"), cold(event, tmp_path / "cold")) == {}


def test_sources_with_other_times_and_the_same_bytes_are_no_change(project: Path) -> None:
    """After a fresh checkout of what was built there is nothing to do, and no file is touched."""
    before = stamps(project / "output")
    _touch_sources(project, 1_600_000_000)
    assert _build(project).changed == 0
    assert stamps(project / "output") == before


def test_other_machine_with_the_caches_builds_the_same_site(project: Path, event: RichEvent, tmp_path: Path) -> None:
    """With the caches of the last run, a checkout on a new machine gives a cold build's bytes, edits included."""
    _move_to_another_machine(project)
    _build(project)
    assert difference(tree(project / "output"), cold(event, tmp_path / "cold")) == {}
    event.documents["people/person-3"]["vi"].fields["name"] = "Tên Khác"
    expected = cold(event, tmp_path / "cold")
    event.write(project)
    _move_to_another_machine(project)
    _build(project)
    assert difference(tree(project / "output"), expected) == {}


def _other_bytes(path: Path) -> None:
    path.unlink()
    path.write_bytes(b"not the page")


def _gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("damage", [_other_bytes, _gone])
@pytest.mark.parametrize("name", ["en/news/index.html", "documents/plan.txt", "feed.xml"])
def test_damaged_spare_is_not_used(
    project: Path, event: RichEvent, tmp_path: Path, damage: Callable[[Path], None], name: str
) -> None:
    """A spare with any other or missing file counts for nothing: the site is made again."""
    damage(project / ".cache/site" / name)
    shutil.rmtree(project / "output")
    _build(project)
    assert difference(tree(project / "output"), cold(event, tmp_path / "cold")) == {}


def test_edits_are_in_the_spare(project: Path, event: RichEvent) -> None:
    """The spare has what the output has after every build, removed pages too."""
    event.documents["news/item-1"]["vi"].body = "Đã sửa."
    event.write(project)
    _build(project)
    assert stamps(project / ".cache/site") == stamps(project / "output")
    del event.documents["press/release-6"]
    event.write(project)
    _build(project)
    assert stamps(project / ".cache/site") == stamps(project / "output")


def test_file_system_without_hard_links_has_no_spare(
    project: Path, event: RichEvent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a file cannot have two names, builds are right, cold, again and after the output was lost."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    expected = cold(event, tmp_path / "cold")
    assert not (tmp_path / "cold/.cache/site").exists()
    for address in ("https://elsewhere.example", event.settings["SITEURL"]):
        event.settings["SITEURL"] = address
        event.write(project)
        _build(project)
    assert difference(tree(project / "output"), expected) == {}
    shutil.rmtree(project / "output")
    _build(project)
    assert difference(tree(project / "output"), expected) == {}
