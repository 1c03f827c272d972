"""The editors' guides, followed from zero: each command that they name is run, in a fresh copy of the project."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from tests.browser.test_live import LEFT_OUT
from tests.building import ROOT

GUIDES = {name: (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("editors.en.md", "editors.vi.md")}
_COMMAND = re.compile(r"`\./inv ([^`]+)`|^\./inv (.+)$", re.MULTILINE)
# Named in passing: elsewhere in the guides each stands with what belongs behind it.
MENTIONED = {"new", "i18n.add", "fix"}
# A word in capitals stands for what the editor has.
MEANT = {"ADDRESS": "data/schedule.json", "ĐỊA-CHỈ": "data/schedule.json"}
# What the guides let a reader complete.
COMPLETED = {"i18n.accept": "i18n.accept pages/about"}
# It runs the tests themselves.
NOT_RUN = {"check"}
# They serve until Ctrl+C.
SERVING = ("live", "edit")


def _commands(guide: str) -> list[str]:
    found = (match[1] or match[2] for match in _COMMAND.finditer(GUIDES[guide]))
    named = [
        COMPLETED.get(command, command) for command in dict.fromkeys(found) if command not in MENTIONED | NOT_RUN
    ]
    # What only the other language says again is run once.
    other = _commands("editors.en.md") if guide == "editors.vi.md" else []
    return [command for command in named if command not in other]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Return a fresh copy of the project as a repository of git, with a place to publish to."""
    copy = Path(shutil.copytree(ROOT, tmp_path / "project", ignore=shutil.ignore_patterns(*LEFT_OUT)))
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "remote")], check=True)
    identity = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org")
    for command in (
        ("git", "init", "-q", "-b", "main"),
        ("git", "add", "-A"),
        ("git", *identity, "commit", "-q", "-m", "Begin"),
        ("git", "config", "user.name", "Editor"),
        ("git", "config", "user.email", "editor@example.org"),
        ("git", "remote", "add", "origin", str(tmp_path / "remote")),
    ):
        subprocess.run(command, cwd=copy, check=True)
    return copy


def _start(clone: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "invoke", *words],
        cwd=clone, env={**os.environ, "EVENTSITE_ADMIN": "decap"}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def _run(clone: Path, words: list[str]) -> tuple[int, str]:
    with _start(clone, *words) as process:
        said = process.communicate(timeout=120)[0]
    return process.returncode, said


def _serve(clone: Path, words: list[str]) -> tuple[int, str]:
    """Start what serves, ask for its home page, and end it as Ctrl+C does."""
    with _start(clone, *words, "--port", "0") as process:
        said, address = "", ""
        assert process.stdout is not None
        for line in process.stdout:
            said += line
            if match := re.search(r"http://[\d.]+:\d+/", line):
                address = match[0]
                break
        try:
            assert address, said
            with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 -- our own server
                assert b"<main" in answer.read()
        finally:
            process.send_signal(signal.SIGINT)
            said += process.communicate(timeout=60)[0]
    return process.returncode, said


@pytest.mark.timeout(600)
@pytest.mark.parametrize("guide", GUIDES)
def test_command_of_the_guide_does_what_it_is_named_for(guide: str, clone: Path) -> None:
    """Whoever types what the guide says, from the first line to the last, meets no error."""
    failed = []
    for command in _commands(guide):
        words = [MEANT.get(word, word) for word in shlex.split(command)]
        code, said = (_serve if words[0] in SERVING else _run)(clone, words)
        if code or "Traceback" in said:
            failed.append((command, code, said[-1500:]))
    assert failed == []
    assert len(_commands(guide)) >= (25 if guide == "editors.en.md" else 5)
