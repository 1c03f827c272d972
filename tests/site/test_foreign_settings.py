"""Settings that let Pelican do more than usual: other plugins, other files to copy; and links that lead nowhere."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.comparing import cold, difference, free_environment, set_clock, tree, unwanted
from tests.rich_event import IMAGE, RichEvent, make_project, rich_event

from eventsite.site.live import Live
from eventsite.site.run import build

# Writes into a page of ours what stands in a file that no build knows of. It stays connected as long as the process.
OTHER_PLUGIN = """
from pathlib import Path
from pelican import signals

HERE = Path(__file__).parent.parent

def finish(pelican):
    page = Path(pelican.output_path) / "en/news/index.html"
    if page.is_relative_to(HERE):
        note = (HERE / "note.txt").read_text(encoding="utf-8")
        page.write_text(page.read_text(encoding="utf-8") + f"<!-- {note} -->", encoding="utf-8")

def register():
    signals.finalized.connect(finish)
"""
NEWS = "news/item-1"


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    free_environment(monkeypatch)


@pytest.fixture
def noted(tmp_path: Path) -> RichEvent:
    """Return an event whose site is the work of another plugin too."""
    # A module of this process for each test.
    name = f"noting_{tmp_path.name}"
    plugin = tmp_path / "other-plugins" / f"{name}.py"
    plugin.parent.mkdir()
    plugin.write_text(OTHER_PLUGIN, encoding="utf-8")
    (tmp_path / "note.txt").write_text("one", encoding="utf-8")
    return rich_event(PLUGIN_PATHS=["plugins", str(plugin.parent)], PLUGINS=["eventsite", name])


def test_other_plugin_has_its_say_in_every_build(tmp_path: Path, noted: RichEvent) -> None:
    """Nothing is taken from the last build: not the whole site, and not its pages, where a document changed."""
    set_clock(noted)
    settings = make_project(tmp_path / "project", noted)
    output = tmp_path / "project/output"
    for note in ("one", "two"):
        (tmp_path / "note.txt").write_text(note, encoding="utf-8")
        build(settings, output)
        assert (output / "en/news/index.html").read_text(encoding="utf-8").endswith(f"</html><!-- {note} -->")
    (tmp_path / "note.txt").write_text("three", encoding="utf-8")
    noted.documents[NEWS]["en"].fields["title"] = "Other"
    noted.write(tmp_path / "project")
    build(settings, output)
    assert difference(tree(output), cold(noted, tmp_path / "cold")) == {}


def test_other_plugin_has_its_say_in_the_preview(tmp_path: Path, noted: RichEvent) -> None:
    """A save in the preview makes the whole site too."""
    set_clock(noted)
    project = tmp_path / "project"
    live = Live(make_project(project, noted), project / "output", unwanted)
    live.start()
    (tmp_path / "note.txt").write_text("two", encoding="utf-8")
    noted.documents[NEWS]["en"].fields["title"] = "Other"
    noted.write(project)
    live.change({project / f"content/{NEWS}.en.md"})
    live.close()
    assert difference(tree(project / "output"), cold(noted, tmp_path / "cold")) == {}


def _change(event: RichEvent) -> None:
    event.files["content/extra/humans.txt"] = b"Other.\n"


def _add(event: RichEvent) -> None:
    event.files["content/extra/deep/new.png"] = IMAGE


def _remove(event: RichEvent) -> None:
    del event.files["content/extra/humans.txt"]


def _change_what_is_not_copied(event: RichEvent) -> None:
    event.files["content/documents/plan.txt"] = b"Another plan.\n"


@pytest.mark.parametrize("change", [_change, _add, _remove, _change_what_is_not_copied])
def test_files_that_the_settings_have_copied_are_as_new(tmp_path: Path, change: Callable[[RichEvent], None]) -> None:
    """A change below STATIC_PATHS, whatever they are, is in the output after the next build."""
    event = rich_event(
        STATIC_PATHS=["images", "extra"], EXTRA_PATH_METADATA={"extra/humans.txt": {"path": "humans.txt"}}
    )
    event.files["content/extra/humans.txt"] = b"One.\n"
    set_clock(event)
    settings = make_project(tmp_path / "project", event)
    output = tmp_path / "project/output"
    build(settings, output)
    assert (output / "humans.txt").read_bytes() == b"One.\n"
    change(event)
    event.write(tmp_path / "project")
    build(settings, output)
    assert difference(tree(output), cold(event, tmp_path / "cold")) == {}


@pytest.mark.parametrize("place", ["content/images/gone.png", "content/news/gone.vi.txt", "theme/static/gone.png"])
def test_link_that_leads_nowhere_is_no_change(tmp_path: Path, place: str) -> None:
    """With such a link among the sources there is nothing to do twice; once it leads to a file, the file is seen."""
    event = rich_event()
    set_clock(event)
    settings = make_project(tmp_path / "project", event)
    output = tmp_path / "project/output"
    (tmp_path / "project" / place).symlink_to(tmp_path / "target")
    os.utime(tmp_path / "project" / place, ns=(10**18, 10**18), follow_symlinks=False)
    build(settings, output)
    assert build(settings, output).changed == 0
    (tmp_path / "target").write_bytes(IMAGE)
    build(settings, output)
    event.files[place] = IMAGE
    assert difference(tree(output), cold(event, tmp_path / "cold")) == {}
