"""The preview in memory makes what a cold build makes, survives mistakes and lost caches, and keeps its promises."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.comparing import Tree, cold, difference, free_environment, leftovers, set_clock, stamps, tree, unwanted
from tests.rich_event import RichEvent, make_project, rich_event

from eventsite.errors import ContentError
from eventsite.site.live import Live
from eventsite.site.run import Job, build
from eventsite.site.state import load_state
from eventsite.site.update import update


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    free_environment(monkeypatch)


class Preview:
    """A project that is edited while its preview runs."""

    def __init__(self, folder: Path) -> None:
        self.event = rich_event(public=True)
        self.folder = folder / "project"
        self.twin = folder / "cold"
        set_clock(self.event)
        self.settings = make_project(self.folder, self.event)
        self.output = self.folder / "output"
        self.live = Live(self.settings, self.output, unwanted)
        self.live.start()

    def save(self) -> Tree:
        """Write the event as it is now, let the preview make what changed, and return the output."""
        before = self._sources()
        self.event.write(self.folder)
        after = self._sources()
        self.live.change({path for path in before.keys() | after.keys() if before.get(path) != after.get(path)})
        return tree(self.output)

    def cold(self) -> Tree:
        """Return what a cold build makes of the event as it is now."""
        return cold(self.event, self.twin)

    def _sources(self) -> dict[Path, bytes]:
        folders = [self.folder / "content", self.folder / "theme"]
        return {path: path.read_bytes() for root in folders for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def preview(tmp_path: Path) -> Preview:
    """Return a preview that runs."""
    return Preview(tmp_path)


def _title(event: RichEvent) -> None:
    event.documents["news/item-1"]["vi"].fields["title"] = "Tên khác"
    event.documents["news/item-1"]["vi"].body = "Đã sửa."


def _menu_title(event: RichEvent) -> None:
    event.documents["pages/about"]["vi"].fields["title"] = "Tên khác trong trình đơn"


def _menu(event: RichEvent) -> None:
    event.facts["menu"] = ["about"]


def _template(event: RichEvent) -> None:
    event.files["theme/templates/partials/footer.html"] += b"<p>Edited</p>\n"


def _catalog(event: RichEvent) -> None:
    name = next(name for name in event.files if name.endswith("vi/LC_MESSAGES/messages.po"))
    event.files[name] = event.files[name].replace("Không có trang nào".encode(), "Chẳng có trang nào".encode())


def _removal(event: RichEvent) -> None:
    for number in (6, 8, 9, 10):
        del event.documents[f"press/release-{number}"]


EDITS: list[Callable[[RichEvent], None]] = [_title, _template, _menu_title, _menu, _catalog, _removal, _template]


def test_preview_makes_what_a_cold_build_makes(preview: Preview) -> None:
    """After every save the output has a cold build's bytes; so it has after the preview ended and a build ran."""
    for make in EDITS:
        before = tree(preview.output)
        make(preview.event)
        after = preview.save()
        assert difference(after, before) != {}, make.__name__
        assert difference(after, preview.cold()) == {}, make.__name__
    preview.live.close()
    _title(preview.event)
    _template(preview.event)
    preview.event.write(preview.folder)
    build(preview.settings, preview.output)
    assert difference(tree(preview.output), preview.cold()) == {}
    assert leftovers(preview.folder) == []


def test_preview_after_small_builds_makes_what_a_cold_build_makes(preview: Preview) -> None:
    """A preview that begins with a state of several small builds knows what they changed."""
    preview.live.close()
    for number in range(2):
        preview.event.documents["news/item-1"]["vi"].fields["title"] = f"Tên {number}"
        _template(preview.event)
        preview.event.write(preview.folder)
        build(preview.settings, preview.output)
    preview.live = Live(preview.settings, preview.output, unwanted)
    preview.live.start()
    preview.event.documents["press/release-3"]["vi"].fields["title"] = "Tên khác"
    assert difference(preview.save(), preview.cold()) == {}


def test_template_that_is_changed_and_changed_back_leaves_nothing(preview: Preview) -> None:
    """Templates that stay loaded between saves are read again when one changes."""
    before = tree(preview.output)
    kept = preview.event.files["theme/templates/partials/footer.html"]
    _template(preview.event)
    assert difference(preview.save(), before) != {}
    preview.event.files["theme/templates/partials/footer.html"] = kept
    assert difference(preview.save(), before) == {}


def test_mistake_leaves_the_output_until_it_is_mended(preview: Preview) -> None:
    """A save with a mistake is refused and changes nothing; the next one that mends it shows both edits."""
    before = tree(preview.output)
    _title(preview.event)
    preview.event.documents["news/item-1"]["vi"].body = "[x](ref:news/nothing)"
    with pytest.raises(ContentError):
        preview.save()
    assert difference(tree(preview.output), before) == {}
    preview.event.documents["news/item-1"]["vi"].body = "Đã sửa."
    assert difference(preview.save(), preview.cold()) == {}


def test_lost_texts_are_read_again(preview: Preview) -> None:
    """Where the cache has lost the texts that a save needs, the preview begins anew instead of failing."""
    cache = preview.folder / ".cache/documents.sqlite"
    with closing(sqlite3.connect(cache)) as connection, connection:
        connection.execute("delete from entries where key like '%.%'")
    _template(preview.event)
    assert difference(preview.save(), preview.cold()) == {}
    _title(preview.event)
    assert difference(preview.save(), preview.cold()) == {}


def test_same_bytes_are_not_written_again(preview: Preview) -> None:
    """A page that is looked at again and stays the same stays the very same file."""
    before, kept = tree(preview.output), stamps(preview.output)
    _title(preview.event)
    after = preview.save()
    now = stamps(preview.output)
    same = {name for name, content in after.items() if before.get(name) == content}
    assert {name for name in now if kept.get(name) == now[name]} == same


def test_update_leaves_the_state_that_it_was_given(preview: Preview) -> None:
    """An update returns another state; the old one is the same as before, so a failed update can be made again."""
    job = Job(preview.settings, preview.output)
    known = job.known()
    assert known
    state = load_state(job.folder, known)
    assert state
    _title(preview.event)
    preview.event.write(preview.folder)
    names = {"content/news/item-1.vi.md"}
    made = update(state, job.settings, preview.output, job.clock, names, known.outputs.keys() - state.made.names)
    assert made.written
    assert (len(state.since.pages), len(state.since.facts), len(state.since.files)) == (0, 0, 0)
    assert made.state.since.pages


def test_save_does_not_wait_for_a_feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A saved text is on its page without asking the feed, which may be slow or down; the next build asks again."""
    event = rich_event(public=True)
    event.clock = ("SOURCE_DATE_EPOCH", "1511499600")
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps({key: value for key, value in event.schedule.items() if key != "retrieved"}))
    monkeypatch.setenv("EVENTSITE_SCHEDULE_URL", str(feed))
    folder = tmp_path / "project"
    set_clock(event)
    settings = make_project(folder, event)
    live = Live(settings, folder / "output", unwanted)
    live.start()
    feed.unlink()
    path = folder / "content/news/item-1.vi.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nĐã sửa 7f3a.\n", encoding="utf-8")
    live.change({path})
    text = b"".join(page.read_bytes() for page in (folder / "output").rglob("*.html"))
    assert ("Đã sửa 7f3a".encode() in text, "bản lưu gần nhất".encode() in text) == (True, False)
    live.close()
    build(settings, folder / "output")
    assert "bản lưu gần nhất" in (folder / "output/chuong-trinh/index.html").read_text(encoding="utf-8")
