"""Watching the sources: real files, and the real watcher of the system."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue

import pytest

from eventsite.build.server import serve
from eventsite.build.watch import _source_filter, watch
from eventsite.errors import EventsiteError

SOON = 10.0  # seconds in which a change has to be seen; it takes about 0.2
QUIET = 0.2  # seconds after which nothing more is expected


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the watcher wait less than it does for people."""
    monkeypatch.setattr("eventsite.build.watch._QUIET", 40)
    monkeypatch.setattr("eventsite.build.watch._TICK", 50)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with content, a setting and a built site, in a hidden folder."""
    project = tmp_path / ".hidden/site"
    for name in ("content/pages/a.md", "theme/base.html", "pelicanconf.py", "output/index.html"):
        write(project / name)
    return project


def write(path: Path) -> None:
    """Write a file that is new each time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{text}x", encoding="utf-8")


class Watched:
    """A project that is watched: its builds and reloads come in by queues."""

    def __init__(self, answer: Callable[[], bool]) -> None:
        self.builds: Queue[None] = Queue()
        self.reloads: Queue[None] = Queue()
        self.answer = answer

    def rebuild(self, _: set[Path]) -> bool:
        """Tell of a build and give the answer of the test."""
        self.builds.put(None)
        return self.answer()

    def reload(self) -> None:
        """Tell of a reload."""
        self.reloads.put(None)

    def settle(self) -> int:
        """Return how many builds come until no more do."""
        count = 0
        while True:
            try:
                self.builds.get(timeout=QUIET)
            except Empty:
                return count
            count += 1

    def built(self) -> int:
        """Wait for a build and return how many came."""
        self.builds.get(timeout=SOON)
        return 1 + self.settle()


@contextmanager
def watching(paths: list[Path], output: Path, answer: Callable[[], bool] = lambda: True) -> Iterator[Watched]:
    """Watch the paths in a thread, which ends with the block."""
    watched = Watched(answer)
    stop = threading.Event()
    thread = threading.Thread(target=watch, args=(paths, watched.rebuild, output, watched.reload, stop))
    thread.start()
    try:
        # The watcher tells nobody when it has begun: changes are made until one is seen.
        begin = paths[0] / "begin.md" if paths[0].is_dir() else paths[0]
        write(begin)
        while not watched.settle():
            write(begin)
        watched.reloads.queue.clear()
        yield watched
    finally:
        stop.set()
        thread.join(SOON)
    assert not thread.is_alive()


def sources(project: Path) -> list[Path]:
    """Return what is watched of the project."""
    return [project / "content", project / "theme", project / "pelicanconf.py"]


def test_change_builds_and_reloads(project: Path) -> None:
    """A change of a source, old or new, leads to a build and a reload."""
    with watching(sources(project), project / "output") as watched:
        for name in ("content/pages/a.md", "content/new/b.md", "theme/base.html", "pelicanconf.py"):
            write(project / name)
            assert watched.built() == watched.reloads.qsize()
            watched.reloads.queue.clear()


def test_replaced_and_removed_files(project: Path) -> None:
    """A file that an editor replaces by a new one is seen each time, and so is one that is removed."""
    with watching(sources(project), project / "output") as watched:
        for name in ("pelicanconf.py", "pelicanconf.py", "theme/base.html"):
            write(project / "draft")
            (project / "draft").replace(project / name)
            assert watched.built() >= 1
        for name in ("content/pages/a.md", "pelicanconf.py"):
            (project / name).unlink()
            assert watched.built() >= 1


def test_many_changes(project: Path) -> None:
    """Changes that come together lead to few builds."""
    with watching(sources(project), project / "output") as watched:
        for number in range(100):
            write(project / f"content/pages/{number}.md")
        assert watched.built() < 5


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("content/a.md", True),
        ("content/output/a.md", True),
        ("content", True),
        ("notes.md", True),
        ("output/index.html", False),
        ("output", False),
        (".output-new-1/index.html", False),
        (".cache/feed.json", False),
        (".venv/lib/a.py", False),
        ("content/.git/index", False),
        ("content/.a.md.swp", False),
        ("content/a.md~", False),
        ("plugins/__pycache__/a.cpython-311.pyc", False),
        ("node_modules/a.js", False),
        ("../a.md", False),
    ],
)
def test_source(project: Path, name: str, expected: bool) -> None:
    """The output, caches, hidden files and what editors leave are no sources; a project may be hidden itself."""
    is_source = _source_filter([project], project / "output")
    assert is_source((project / name).resolve()) is expected


def test_build_below_the_sources(project: Path) -> None:
    """A build whose output is below a watched folder does not start the next one."""

    def build() -> bool:
        write(project / "output/index.html")
        write(project / ".output-new-7/index.html")
        return True

    with watching([project], project / "output", build) as watched:
        write(project / "content/pages/a.md")
        assert watched.built() == 1


def test_failed_build(project: Path) -> None:
    """A build that returns False leaves the browser alone."""
    with watching(sources(project), project / "output", lambda: False) as watched:
        write(project / "content/pages/a.md")
        assert (watched.built() >= 1, watched.reloads.qsize()) == (True, 0)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (EventsiteError("1 problem in the content."), "1 problem in the content."),
        (RuntimeError("x"), "The build failed."),
        (SystemExit(1), "The build failed."),
    ],
)
def test_error_in_build(project: Path, caplog: pytest.LogCaptureFixture, error: BaseException, told: str) -> None:
    """A build that raises is told, does not reload, and the next change builds again."""

    def fail() -> bool:
        raise error

    with caplog.at_level(logging.ERROR), watching(sources(project), project / "output", fail) as watched:
        write(project / "content/pages/a.md")
        assert (watched.built() >= 1, watched.reloads.qsize()) == (True, 0)
    assert {record.getMessage() for record in caplog.records} == {told}


def test_change_during_build(project: Path) -> None:
    """What changes while a build runs is built after it."""
    go = threading.Event()
    go.set()
    with watching(sources(project), project / "output", lambda: go.wait(SOON)) as watched:
        for name in ("pelicanconf.py", "theme/base.html"):
            go.clear()
            write(project / "content/pages/a.md")
            assert watched.built() == 1
            write(project / name)
            go.set()
            assert watched.built() >= 1


def test_only_files(project: Path) -> None:
    """Single files alone can be watched too."""
    with watching([project / "pelicanconf.py"], project / "output") as watched:
        write(project / "pelicanconf.py")
        assert watched.built() >= 1


def test_missing_path(project: Path) -> None:
    """A path that does not exist is named at the start."""
    with pytest.raises(EventsiteError) as error:
        watch([project / "contents"], lambda _: True, project / "output")
    assert str(error.value) == f"{project}/contents does not exist, so its changes cannot be watched."


def test_server_reloads(project: Path) -> None:
    """A page that is open in the browser hears of the build."""
    with serve(project / "output", "127.0.0.1", 0, reload=True) as server:
        events = server.events(None)
        assert next(events) == "retry: 1000\nid: 0\n\n"
        stop = threading.Event()
        arguments = (sources(project), lambda _: True, project / "output", server.reload, stop)
        thread = threading.Thread(target=watch, args=arguments)
        thread.start()
        writer = threading.Thread(
            target=lambda: [write(project / "pelicanconf.py") for _ in iter(lambda: stop.wait(QUIET), True)]
        )
        writer.start()
        assert next(events) == "id: 1\ndata: reload\n\n"
        stop.set()
        thread.join(SOON)
        writer.join(SOON)


def test_without_reload(project: Path) -> None:
    """Where nothing is served, builds go on without a reload."""
    stop = threading.Event()

    def build(_: set[Path]) -> bool:
        stop.set()
        return True

    thread = threading.Thread(target=watch, args=(sources(project), build, project / "output", None, stop))
    thread.start()
    while not stop.wait(QUIET):
        write(project / "theme/base.html")
    thread.join(SOON)
    assert not thread.is_alive()
