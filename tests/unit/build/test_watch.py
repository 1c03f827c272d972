"""Watching the sources: real files, and the real watcher of the system."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue

import pytest

from eventsite.build.watch import _source_filter, watch

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
    """A project that is watched: what changed comes in by a queue."""

    def __init__(self) -> None:
        self.builds: Queue[set[Path]] = Queue()

    def settle(self) -> list[set[Path]]:
        """Return what changed, until nothing more does."""
        found = []
        while True:
            try:
                found.append(self.builds.get(timeout=QUIET))
            except Empty:
                return found

    def built(self) -> list[set[Path]]:
        """Wait for a build and return what each that came was told."""
        return [self.builds.get(timeout=SOON), *self.settle()]


@contextmanager
def watching(paths: list[Path], output: Path, build: Callable[[], object] = lambda: None) -> Iterator[Watched]:
    """Watch the paths in a thread, which ends with the block."""
    watched = Watched()
    stop = threading.Event()

    def run() -> None:
        for changed in watch(paths, output, stop):
            watched.builds.put(changed)
            build()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        # The watcher tells nobody when it has begun: changes are made until one is seen.
        begin = paths[0] / "begin.md" if paths[0].suffix == "" else paths[0]
        write(begin)
        while not watched.settle():
            write(begin)
        yield watched
    finally:
        stop.set()
        thread.join(SOON)
    assert not thread.is_alive()


def sources(project: Path) -> list[Path]:
    """Return what is watched of the project."""
    return [project / "content", project / "theme", project / "pelicanconf.py"]


def test_change_is_told(project: Path) -> None:
    """A change of a source, old or new, is told by its path."""
    with watching(sources(project), project / "output") as watched:
        for name in ("content/pages/a.md", "content/new/b.md", "theme/base.html", "pelicanconf.py"):
            write(project / name)
            # Of a new folder the system tells before it tells of what is in it.
            path = (project / name).resolve()
            assert set().union(*watched.built()) & {path, path.parent} != set()


def test_replaced_and_removed_files(project: Path) -> None:
    """A file that an editor replaces by a new one is seen each time, and so is one that is removed."""
    with watching(sources(project), project / "output") as watched:
        for name in ("pelicanconf.py", "pelicanconf.py", "theme/base.html"):
            write(project / "draft")
            (project / "draft").replace(project / name)
            assert watched.built()
        for name in ("content/pages/a.md", "pelicanconf.py"):
            (project / name).unlink()
            assert watched.built()


def test_many_changes(project: Path) -> None:
    """Changes that come together lead to few builds."""
    with watching(sources(project), project / "output") as watched:
        for number in range(100):
            write(project / f"content/pages/{number}.md")
        assert len(watched.built()) < 5


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

    def build() -> None:
        write(project / "output/index.html")
        write(project / ".output-new-7/index.html")

    with watching([project], project / "output", build) as watched:
        write(project / "content/pages/a.md")
        assert len(watched.built()) == 1


def test_change_during_build(project: Path) -> None:
    """What changes while a build runs is built after it."""
    go = threading.Event()
    go.set()
    with watching(sources(project), project / "output", lambda: go.wait(SOON)) as watched:
        for name in ("pelicanconf.py", "theme/base.html"):
            go.clear()
            write(project / "content/pages/a.md")
            assert len(watched.built()) == 1
            write(project / name)
            go.set()
            assert watched.built()


def test_only_files(project: Path) -> None:
    """Single files alone can be watched too."""
    with watching([project / "pelicanconf.py"], project / "output") as watched:
        write(project / "pelicanconf.py")
        assert watched.built()


def test_missing_paths(project: Path) -> None:
    """A folder and a file that are not there are waited for, and then watched."""
    (project / "content").rename(project / "away")
    (project / "pelicanconf.py").unlink()
    with watching(
        [project / "theme", project / "content", project / "pelicanconf.py"], project / "output"
    ) as watched:
        (project / "away").rename(project / "content")
        assert (project / "content").resolve() in set().union(*watched.built())
        for name in ("content/pages/a.md", "pelicanconf.py"):
            write(project / name)
            assert (project / name).resolve() in set().union(*watched.built())


def test_nothing_is_there(project: Path) -> None:
    """Where nothing of what is to be watched is there, the first that comes is told."""
    shutil.rmtree(project / "theme")
    with watching([project / "pelicanconf.py", project / "theme"], project / "output") as watched:
        write(project / "theme/base.html")
        assert (project / "theme").resolve() in set().union(*watched.built())


@pytest.mark.parametrize("replace", [shutil.move, lambda old, _: shutil.rmtree(old)], ids=["moved", "removed"])
def test_folder_that_goes_and_comes_back(project: Path, replace: Callable[[Path, Path], object]) -> None:
    """A watched folder that goes is told, so is the one that takes its place, and that one is watched."""
    content = (project / "content").resolve()
    with watching(sources(project), project / "output") as watched:
        replace(content, project / "away")
        assert content in set().union(*watched.built())
        write(content / "pages/a.md")
        assert content in set().union(*watched.built())
        write(content / "pages/b.md")
        assert (content / "pages/b.md") in set().union(*watched.built())


def test_folder_that_is_another_one(project: Path) -> None:
    """A folder that another one takes the place of in one step is told, and the new one is watched."""
    content = (project / "content").resolve()
    with watching(sources(project), project / "output") as watched:
        write(project / "other/pages/c.md")
        content.rename(project / "away")
        (project / "other").rename(content)
        assert content in set().union(*watched.built())
        write(content / "pages/c.md")
        assert (content / "pages/c.md") in set().union(*watched.built())
