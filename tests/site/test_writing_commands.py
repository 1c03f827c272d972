"""The commands for those who write, as a person runs them: ./inv new, ./inv check.content."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.building import ROOT
from tests.comparing import free_environment, set_clock
from tests.pictures import photo
from tests.rich_event import make_project, rich_event

NEW = ["content/press/hop-bao-moi.vi.md", "content/press/hop-bao-moi.en.md"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project of two languages, whose staff read Vietnamese."""
    free_environment(monkeypatch)
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "vi")
    event = rich_event(public=False)
    set_clock(event)
    folder = make_project(tmp_path / "project", event).parent
    # The one of the event says where it was taken, which the check would tell.
    (folder / "content/images/hall.jpg").write_bytes(photo())
    shutil.copy(folder / "pelicanconf.py", folder / "publishconf.py")
    with (folder / "publishconf.py").open("a", encoding="utf-8") as conf:
        conf.write("\nEVENTSITE_DRAFTS = False\n")
    return folder


def _command(project: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "invoke", "--search-root", str(project), *words]


def _inv(project: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(_command(project, *words), cwd=project, capture_output=True, encoding="utf-8", check=False)


def test_new_document_is_printed_and_passes_the_check(project: Path) -> None:
    """The files' names are told, the comments are in the staff's language, and the content is as right as before."""
    done = _inv(project, "new", "press", "Họp báo mới")
    assert (done.returncode, done.stderr, done.stdout.splitlines()) == (0, "", NEW)
    source = (project / NEW[0]).read_text(encoding="utf-8")
    assert "# Địa danh ghi trước ngày.\nplace: (địa danh)\n" in source
    assert source.endswith("---\n(Viết phần lời ở đây.)\n")
    translation = (project / NEW[1]).read_text(encoding="utf-8")
    assert "# Địa danh ghi trước ngày.\nplace: (place)\n" in translation
    checked = _inv(project, "check.content")
    assert (checked.returncode, checked.stderr, checked.stdout) == (0, "", "Nội dung không có lỗi.\n")


def test_new_document_of_a_taken_key_says_which_is_free(project: Path) -> None:
    """The second one of a title changes no file and tells, in the staff's language, what to add to the command."""
    assert _inv(project, "new", "press", "Họp báo mới").returncode == 0
    before = (project / NEW[0]).read_bytes()
    done = _inv(project, "new", "press", "Họp báo mới")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Đã có tài liệu press/hop-bao-moi; hãy chọn mã khác, ví dụ --key hop-bao-moi-2.\n"
    assert (project / NEW[0]).read_bytes() == before
    assert _inv(project, "new", "press", "Họp báo mới", "--key", "hop-bao-moi-2", "--lang", "en").returncode == 0
    assert (project / "content/press/hop-bao-moi-2.en.md").exists()
    assert not (project / "content/press/hop-bao-moi-2.vi.md").exists()


@pytest.mark.parametrize("variable", ["VISUAL", "EDITOR"])
def test_editor_opens_in_a_terminal_only(project: Path, tmp_path: Path, variable: str) -> None:
    """In a terminal the person's editor gets both files; in a pipe, where nobody could use it, it is not started."""
    log = tmp_path / "editor.log"
    editor = tmp_path / "my editor"
    editor.write_text(f'#!/bin/sh\nfor name in "$@"; do echo "$name"; done >> "{log}"\n', encoding="utf-8")
    editor.chmod(0o755)
    environment = {**os.environ, variable: f"'{editor}' --wait"}
    command = _command(project, "new", "press", "Họp báo mới")
    done = subprocess.run(command, cwd=project, capture_output=True, check=False, env=environment)
    assert (done.returncode, log.exists()) == (0, False)
    for name in NEW:
        (project / name).unlink()
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command, cwd=project, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, close_fds=True
    )
    os.close(theirs)
    assert process.wait(timeout=60) == 0
    os.close(ours)
    assert log.read_text(encoding="utf-8").splitlines() == ["--wait", *(str(project / name) for name in NEW)]


def test_editor_that_is_not_there_is_told(project: Path) -> None:
    """The files stay, and the command says which editor could not be started."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "VISUAL": "no-such-editor"}
    process = subprocess.Popen(
        _command(project, "new", "press", "Họp báo mới"), cwd=project, stdin=theirs, stdout=theirs,
        stderr=subprocess.PIPE, env=environment, encoding="utf-8",
    )  # fmt: skip
    os.close(theirs)
    _, errors = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 1
    assert "no-such-editor" in errors
    assert "Traceback" not in errors
    assert [name for name in NEW if not (project / name).exists()] == []


def _matcher(*arguments: str) -> dict[str, Any]:
    """Return how VS Code reads what the command prints."""
    tasks = json.loads((ROOT / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"]
    (task,) = [task for task in tasks if task["args"] == [*arguments]]
    matcher: dict[str, Any] = task["problemMatcher"]
    return matcher


def _problem_pattern() -> tuple[re.Pattern[str], dict[str, int]]:
    """Return the pattern by which VS Code finds problems in what the two tasks print, and its groups."""
    pattern = _matcher("check.content")["pattern"]
    assert _matcher("check.content", "--watch")["pattern"] == pattern
    return re.compile(pattern["regexp"]), {name: group for name, group in pattern.items() if name != "regexp"}


def test_check_tells_mistakes_so_that_vs_code_finds_them(project: Path) -> None:
    """Every line with a mistake is matched as file, line, column and words; the line that counts them is not."""
    broken = project / "content/press/broken.vi.md"
    broken.parent.mkdir(exist_ok=True)
    broken.write_text("---\ntitle: A\nsumary: B\ndate: 1/2/2017\nplace: C\n---\n# D\n\n[x](ref:news/zz)\n", "utf-8")
    done = _inv(project, "check.content", "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert not (project / "output").exists()
    pattern, groups = _problem_pattern()
    count, *lines = done.stderr.splitlines()
    assert pattern.match(count) is None
    found = [
        {name: match[group] for name, group in groups.items()} for line in lines if (match := pattern.match(line))
    ]
    assert len(found) == len(lines) > 2
    assert {item["file"] for item in found} == {"content/press/broken.vi.md"}
    assert ("3", "sumary: there is no such field; did you mean `summary`?") in [
        (item["line"], item["message"]) for item in found
    ]
    assert ("4", "7") in [(item["line"], item["column"]) for item in found]


@pytest.mark.timeout(120)
def test_watching_tells_mistakes_after_each_save(project: Path) -> None:
    """Each round stands between the two signs that VS Code looks for: right, wrong after a save, right once mended."""
    background = _matcher("check.content", "--watch")["background"]
    begins, ends = (re.compile(background[name]) for name in ("beginsPattern", "endsPattern"))
    pattern, groups = _problem_pattern()
    path = next((project / "content/news").glob("*.en.md"))
    before = path.read_text(encoding="utf-8")
    command = _command(project, "check.content", "--watch")
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None

        def next_round() -> list[str]:
            lines = []
            for line in process.stdout:
                if ends.match(line):
                    return lines
                lines.append(line.rstrip("\n"))
            raise AssertionError("the command has ended")

        assert next_round() == ["▶", "Nội dung không có lỗi."]
        path.write_text(before.replace("title:", "titel:"), encoding="utf-8")
        begin, _, *lines = next_round()
        assert begins.match(begin)
        found = [match[groups["file"]] for line in lines if (match := pattern.match(line))]
        assert (len(found), set(found)) == (len(lines), {path.relative_to(project).as_posix()})
        path.write_text(before, encoding="utf-8")
        assert next_round() == ["▶", "Nội dung không có lỗi."]
        process.terminate()


def test_check_of_the_public_site_finds_links_to_drafts(project: Path) -> None:
    """A link to a draft is no mistake in the working copy, and one on the public site."""
    assert _inv(project, "new", "press", "Họp báo mới").returncode == 0
    for language in ("vi", "en"):
        with next((project / "content/news").glob(f"*.{language}.md")).open("a", encoding="utf-8") as file:
            file.write("\n[x](ref:press/hop-bao-moi)\n")
    assert _inv(project, "check.content").returncode == 0
    public = _inv(project, "check.content", "--public", "--lang", "en")
    assert public.returncode == 2
    assert "press/hop-bao-moi" in public.stderr
