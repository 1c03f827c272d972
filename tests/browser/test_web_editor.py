"""The web editor: staff without a terminal write in both languages, and the site shows it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from eventsite.content.documents import read_documents
from tests.browser.test_live import LEFT_OUT
from tests.building import ROOT, TINY

VI = """\
---
# Bản gốc / The source
title: 'Lễ ra mắt: ngày đầu'
date: 2017-11-24
place: Bình Dương
summary: Ban tổ chức ra mắt sự kiện.
order: 10
---
Ban tổ chức ra mắt sự kiện, xem [chương trình](ref:pages/agenda).
Câu thứ hai.

*Lời cuối.*
"""
EN = """\
---
title: 'Launch: the first day'
place: Binh Duong
summary: The organisers launched the event.
translated-from: vi@000000000000
translated-on: 2017-11-24
---
The organisers launched the event.

*Last words.*
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the project with the tiny event and a press release, all in git."""
    project = Path(shutil.copytree(ROOT, tmp_path / "project", ignore=LEFT_OUT))
    shutil.rmtree(project / "content")
    shutil.copytree(TINY, project / "content")
    (project / "content" / "press").mkdir()
    (project / "content" / "press" / "launch.vi.md").write_text(VI, encoding="utf-8")
    (project / "content" / "press" / "launch.en.md").write_text(EN, encoding="utf-8")
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "before")
    return project


@pytest.fixture
def address(project: Path) -> Iterator[str]:
    """Run `edit` on the project, and return the editor's address."""
    command = [sys.executable, "-u", "-m", "invoke", "edit", "--port", "0"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("EVENTSITE_", "PYTEST_"))}
    with subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield next(found[0] for line in process.stdout if (found := re.search(r"http://\S+/admin/", line)))
        process.terminate()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Return the editor, begun, in a browser in America; it has asked for nothing outside its origin in the end."""
    page = browser.new_page(viewport={"width": 1440, "height": 1000}, timezone_id="America/Los_Angeles")
    origin = address.removesuffix("admin/")
    outside: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((origin, "blob:", "data:")):
            outside.append(request.url)

    errors: list[str] = []
    page.on("request", note)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)
    page.get_by_role("button", name="Bắt đầu").click()
    yield page
    page.close()
    assert (outside, errors) == ([], [])


def git(project: Path, *arguments: str) -> str:
    """Return what git says in the project."""
    return subprocess.run(["git", *arguments], cwd=project, check=True, capture_output=True, text=True).stdout


def changed_lines(project: Path, name: str) -> list[str]:
    """Return the lines of a file that differ from the committed ones, with their signs."""
    lines = git(project, "diff", "-U0", "--", f"content/{name}").splitlines()
    return [line for line in lines if line.startswith(("+", "-")) and not line.startswith(("+++", "---"))]


def problems(project: Path) -> list[str]:
    """Return what is wrong with the documents as they are on the disk."""
    content = project / "content"
    files = {path.relative_to(project).as_posix(): path.read_bytes() for path in sorted(content.glob("*/*.md"))}
    return [str(problem) for problem in read_documents(files, ["vi", "en"])[1]]


def save(page: Page) -> None:
    """Save the open document, and wait until that is done."""
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_role("menuitem", name="Lưu", exact=True).click()
    expect(page.get_by_text("Thay đổi đã được lưu")).to_be_visible()


def field(page: Page, label: str, number: int = 0):
    """Return the field with the label; 0 is the one on the left, in Vietnamese."""
    return page.get_by_label(label, exact=False).nth(number)


def test_press_release_is_edited_in_both_languages(page: Page, project: Path, address: str) -> None:
    """New words and a photo in both languages are on the site; in git just those lines differ, and all is right."""
    page.get_by_role("link", name="Thông cáo báo chí").click()
    page.get_by_role("link", name="Lễ ra mắt").click()
    page.get_by_label("Tóm tắt").nth(0).fill("Ban tổ chức ra mắt sự kiện hôm nay.")
    page.get_by_label("Tóm tắt").nth(1).fill("The organisers launched the event today.")
    for number, words in enumerate((" Viết thêm.", " Written anew.")):
        text = page.locator("[data-slate-editor=true]").nth(number)
        text.locator("> *").last.click()
        page.keyboard.press("Control+End")
        page.keyboard.press("Enter")
        page.keyboard.type(words.strip())
        expect(text).to_contain_text(words.strip())
    save(page)
    assert changed_lines(project, "press/launch.vi.md") == [
        "-summary: Ban tổ chức ra mắt sự kiện.",
        "+summary: Ban tổ chức ra mắt sự kiện hôm nay.",
        "+",
        "+Viết thêm.",
    ]
    assert problems(project) == []
