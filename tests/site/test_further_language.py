"""A further language from the first command on: built and reachable for its translators, invisible to everybody else."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.building import Built
from tests.comparing import free_environment, set_clock
from tests.rich_event import make_project, rich_event


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project of two languages."""
    free_environment(monkeypatch)
    event = rich_event(public=True)
    set_clock(event)
    return make_project(tmp_path / "project", event).parent


def _inv(project: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "invoke", "--search-root", str(project), *words]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def test_language_is_added_by_one_command(project: Path) -> None:
    """`./inv i18n.add nl` is enough for pages in Dutch, to which nothing leads and which search engines leave out."""
    added = _inv(project, "i18n.add", "nl")
    assert (added.returncode, added.stderr) == (0, "")
    assert "Nederlands (nl, ltr) is being prepared" in added.stdout
    built = _inv(project, "build")
    assert (built.returncode, built.stderr) == (0, "")
    site = Built(project / "output")
    dutch = [path for path in site.pages() if path.startswith("/nl/")]
    others = [path for path in site.pages() if not path.startswith("/nl/")]
    assert len(dutch) == len([path for path in others if path.startswith("/en/")])
    assert [
        path for path in dutch if site.soup(path).find("meta", {"name": "robots", "content": "noindex"}) is None
    ] == []
    assert {site.soup(path).html["lang"] for path in dutch} == {"nl"}
    assert [path for path in others if "/nl/" in str(site.soup(path))] == []
    files = [
        path
        for path in (project / "output").rglob("*")
        if path.is_file() and path.suffix in {".xml", ".json", ".txt"}
    ]
    assert [path.name for path in files if b"/nl/" in path.read_bytes()] == []


def test_language_has_its_rows_in_the_status(project: Path) -> None:
    """The status tells what there is to translate, and the checks pass as long as the language is being prepared."""
    assert _inv(project, "i18n.add", "nl").returncode == 0
    status = _inv(project, "i18n.status", "--json")
    rows = [row for row in json.loads(status.stdout)["rows"] if row["language"] == "nl"]
    assert sum(row["missing"] for row in rows) > 10
    assert sum(row["words"] for row in rows) > 50
    assert _inv(project, "i18n.check").returncode == 0


def test_language_is_not_public_before_its_interface_is_translated(project: Path) -> None:
    """Moved among the public languages too early, the language fails the check, with the number of words to do."""
    assert _inv(project, "i18n.add", "nl").returncode == 0
    event = project / "content/event.yml"
    text = event.read_text(encoding="utf-8").replace("preparing: [nl]", "preparing: []")
    text = text.replace('languages: ["vi", "en"]', "languages: [vi, en, nl]")
    event.write_text(text, encoding="utf-8")
    assert "name: the words in `nl` are missing" in _inv(project, "i18n.check").stderr
    named = re.sub(r"^((?:name|short-name|tagline|place): .*)}$", r'\1, "nl": "Dagen"}', text, flags=re.MULTILINE)
    event.write_text(named, encoding="utf-8")
    checked = _inv(project, "i18n.check")
    assert checked.returncode == 2
    assert re.search(r"^nl: \d{2,} words of the interface are not translated$", checked.stderr, re.MULTILINE)


@pytest.mark.parametrize(
    ("code", "message"), [("xx", "xx is not a language code"), ("en", "en is a language of the event already")]
)
def test_language_that_cannot_be_added(project: Path, code: str, message: str) -> None:
    """A code that is none, or is there already, changes nothing."""
    before = (project / "content/event.yml").read_bytes()
    refused = _inv(project, "i18n.add", code)
    assert (refused.returncode, (project / "content/event.yml").read_bytes()) == (2, before)
    assert message in refused.stderr
