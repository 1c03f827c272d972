"""One command builds, wholly or not at all, and the same input gives the same bytes."""

import locale
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.building import EPOCH, ROOT, TINY, Built

# The programs of the web editors are heavy, and only the editor's own tests need them.
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "output", ".cache", "__pycache__", ".output-*", ".hypothesis", "decap", "sveltia"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the project with the tiny event's content."""
    copy = Path(shutil.copytree(ROOT, tmp_path / "project", ignore=LEFT_OUT))
    shutil.rmtree(copy / "content")
    shutil.copytree(TINY, copy / "content")
    return copy


def _run(*command: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("EVENTSITE_", "PYTEST_"))
    }
    environment |= {"SOURCE_DATE_EPOCH": EPOCH, "PYTHONDONTWRITEBYTECODE": "1", "EVENTSITE_ADMIN": ""} | variables
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=120
    )


def _invoke(project: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    root = ("--search-root", str(project))
    return _run(sys.executable, "-m", "invoke", *root, *arguments, cwd=project, **variables)


def _tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()
    }


def test_build_keeps_the_words_of_the_system(build: Callable[..., Built], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever languages the machine has, reasons such as "No such file or directory" are told in English."""
    monkeypatch.setenv("LANGUAGE", "vi")
    build()
    assert (locale.setlocale(locale.LC_MESSAGES), os.strerror(2)) == ("C", "No such file or directory")


def test_build_twice_gives_the_same_bytes(project: Path, tmp_path: Path) -> None:
    """Another locale, zone, hash seed and folder change no byte."""
    other = Path(shutil.copytree(project, tmp_path / "elsewhere" / "Bản sao 2", ignore=LEFT_OUT))
    first = _invoke(project, "build", LC_ALL="C.UTF-8", TZ="Asia/Ho_Chi_Minh", PYTHONHASHSEED="1")
    second = _run(
        sys.executable, "-m", "invoke", "--search-root", str(other), "build", cwd=tmp_path,
        LC_ALL="C", TZ="America/New_York", PYTHONHASHSEED="7",
    )  # fmt: skip
    assert [(run.returncode, run.stderr) for run in (first, second)] == [(0, ""), (0, "")]
    built = _tree(project / "output")
    assert "index.html" in built
    assert _tree(other / "output") == built


def test_pelicans_own_command_builds_the_same_pages(project: Path) -> None:
    """`pelican content -s pelicanconf.py` makes what `./inv build` makes."""
    assert _invoke(project, "build").returncode == 0
    command = (sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "own", "--fatal", "warnings")
    run = _run(*command, cwd=project)
    assert run.returncode == 0
    assert _tree(project / "own") == _tree(project / "output")


FAULTS = {
    "plugin that does not import": ("plugins/eventsite/__init__.py", "import no_such_module\n"),
    "plugin that does not register": ("plugins/eventsite/__init__.py", "def register():\n    raise ValueError\n"),
    "receiver that raises": (
        "plugins/eventsite/site/plugin.py",
        "\n\ndef _generators(pelican):\n    raise ValueError\n",
    ),
    "template with an unknown name": ("theme/templates/partials/footer.html", "{{ no_such_name }}"),
    "template with a broken link": ("theme/templates/partials/footer.html", '<a href="/nowhere/">x</a>'),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_broken_code_fails_the_build_and_leaves_the_old_site(project: Path, fault: str) -> None:
    """What Pelican would only log makes the command fail; output/ stays as it was, and nothing is left beside it."""
    assert _invoke(project, "build").returncode == 0
    before = _tree(project / "output")
    name, code = FAULTS[fault]
    path = project / name
    path.write_text(path.read_text(encoding="utf-8") + code, encoding="utf-8")
    run = _invoke(project, "build")
    assert run.returncode != 0
    assert run.stderr.strip()
    assert _tree(project / "output") == before
    assert [path.name for path in project.glob(".output-new*")] == []


def test_mistake_stops_the_build_with_code_2(project: Path) -> None:
    """A mistake of the content is told without a traceback; the code says that the content is wrong."""
    (project / "content/news/welcome.vi.md").write_text("---\ntitle: x\n---\n", encoding="utf-8")
    run = _invoke(project, "build")
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert "content/news/welcome.vi.md:1:1: date: the field is missing" in run.stderr
    assert not (project / "output").exists()


def test_site_below_a_path_has_whole_links(project: Path) -> None:
    """A site that stands under a path on its host links below that path, and its check agrees."""
    run = _invoke(project, "preview", SITEURL="https://example.org/summit")
    assert (run.returncode, run.stderr) == (0, "")
    home = (project / "output/index.html").read_text(encoding="utf-8")
    assert 'href="/summit/en/"' in home
    assert 'href="https://example.org/summit/en/"' in home
    assert 'href="/en/"' not in home
