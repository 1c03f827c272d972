"""Mistakes over the page that is open: what an editor sees of them, and that no mistake ends the preview."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.building import ROOT, TINY

LEFT_OUT = shutil.ignore_patterns(".*", "output", "__pycache__", "tests", "benchmarks", "docs", "decap", "sveltia")
SOON = 20_000  # milliseconds


class Project:
    """A copy of the project with the tiny event, which is edited while its preview runs."""

    def __init__(self, folder: Path) -> None:
        self.root = Path(shutil.copytree(ROOT, folder / "project", ignore=LEFT_OUT))
        shutil.rmtree(self.root / "content")
        shutil.copytree(TINY, self.root / "content")
        self.news = self.root / "content/news/welcome.en.md"

    def edit(self, path: Path | str, old: str, new: str) -> None:
        """Save the file with other words."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a copy of the project."""
    return Project(tmp_path)


@pytest.fixture
def start(project: Project) -> Iterator[Callable[..., str]]:
    """Return what starts the preview and returns its address."""
    running: list[subprocess.Popen[str]] = []

    def begin(*options: str) -> str:
        command = [sys.executable, "-u", "-m", "invoke", "live", "--port", "0", *options]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("EVENTSITE_", "PYTEST_"))}
        process = subprocess.Popen(
            command,
            cwd=project.root,
            env=kept | {"EVENTSITE_ADMIN": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        running.append(process)
        assert process.stdout
        return next(found[0] for line in process.stdout if (found := re.search(r"http://\S+", line)))

    yield begin
    for process in running:
        process.terminate()
        assert process.stdout
        process.stdout.close()
        process.wait(30)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page of a phone."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def test_mistake_is_shown_and_goes_away(page: Page, project: Project, start: Callable[..., str]) -> None:
    """A mistake is told over the last good page with place, field and advice, in Vietnamese, until it is mended."""
    page.goto(f"{start('--lang', 'vi')}en/news/welcome/")
    project.edit(project.news, "title: Welcome", "titel: <img src=x onerror=alert(1)>")
    overlay = page.get_by_role("region", name="Nội dung có 1 lỗi; chưa ghi gì cả.")
    expect(overlay).to_be_visible(timeout=SOON)
    expect(page.get_by_role("alert")).to_have_text("Nội dung có 1 lỗi; chưa ghi gì cả.")
    expect(overlay).to_contain_text("content/news/welcome.en.md, dòng 2, cột 1 titel")
    expect(overlay).to_contain_text("Cách sửa:")
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    other = page.context.new_page()
    other.goto(page.url.replace("/en/news/welcome/", "/"))
    expect(other.get_by_role("region", name="Nội dung có 1 lỗi; chưa ghi gì cả.")).to_be_visible(timeout=SOON)
    project.edit(project.news, "titel: <img src=x onerror=alert(1)>", "title: Mended")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mended", timeout=SOON)
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(other.get_by_role("alert")).to_have_count(0, timeout=SOON)


def test_keyboard(page: Page, project: Project, start: Callable[..., str]) -> None:
    """The focus stays where it is; the first Tab leads into the overlay, and Escape or the button close it."""
    page.goto(f"{start('--lang', 'en')}en/news/welcome/")
    page.keyboard.press("Tab")
    before = page.evaluate("document.activeElement.className")
    project.edit(project.news, "title: Welcome", "titel: Welcome")
    close = page.get_by_role("button", name="Close")
    expect(close).to_be_visible(timeout=SOON)
    assert page.evaluate("document.activeElement.className") == before == "skip-link"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(close).to_be_focused()
    page.keyboard.press("Escape")
    expect(close).to_have_count(0)
    project.edit(project.news, "titel: Welcome", "titol: Welcome")
    expect(close).to_be_visible(timeout=SOON)
    close.click()
    expect(close).to_have_count(0)


def test_start_with_a_mistake(page: Page, project: Project, start: Callable[..., str]) -> None:
    """A start with a broken event.yml shows a plain page with the mistake, and the site once that is mended."""
    project.edit("content/event.yml", "languages:", "languages: [")
    page.goto(start("--lang", "en"))
    expect(page.get_by_role("alert")).to_contain_text("in the content", timeout=SOON)
    expect(page.get_by_role("region")).to_contain_text("content/event.yml, line")
    project.edit("content/event.yml", "languages: [", "languages:")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ngày hội Thử nghiệm", timeout=2 * SOON)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_preview_outlives_everything(page: Page, project: Project, start: Callable[..., str]) -> None:
    """Folders that go, broken templates, catalogs and settings: each is told, and mending it brings the page back."""
    content, theme = project.root / "content", project.root / "theme"
    page.goto(f"{start('--lang', 'en')}en/news/welcome/")
    alert = page.get_by_role("alert")

    def told(words: str) -> None:
        expect(page.get_by_role("region").filter(has=page.get_by_role("alert"))).to_contain_text(words, timeout=SOON)

    def well() -> None:
        expect(alert).to_have_count(0, timeout=2 * SOON)
        expect(page.get_by_role("heading", level=1)).to_have_text("Welcome")

    content.rename(project.root / "away")
    told("the content folder is missing")
    (project.root / "away").rename(content)
    well()
    (content / "event.yml").rename(project.root / "event.yml")
    told("content/event.yml")
    (project.root / "event.yml").rename(content / "event.yml")
    well()
    footer = theme / "templates/partials/footer.html"
    kept = footer.read_text(encoding="utf-8")
    footer.write_text("{% if %}" + kept, encoding="utf-8")
    told("theme/templates/partials/footer.html")
    footer.write_text("\n{{ nothing }}" + kept, encoding="utf-8")
    told("theme/templates/partials/footer.html, line 2")
    footer.write_text(kept, encoding="utf-8")
    well()
    catalog = theme / "translations/vi/LC_MESSAGES/messages.po"
    kept = catalog.read_text(encoding="utf-8")
    catalog.write_text(f"these are no words\n{kept}", encoding="utf-8")
    told("messages.po")
    catalog.write_text(kept, encoding="utf-8")
    well()
    theme.rename(project.root / "away")
    expect(alert).to_have_count(1, timeout=SOON)
    (project.root / "away").rename(theme)
    well()
    project.edit("pelicanconf.py", 'PATH = "content"', 'PATH = "content')
    told("pelicanconf.py")
    project.edit("pelicanconf.py", 'PATH = "content', 'PATH = "content"')
    well()
    link = content / "news/odd.en.md"
    link.symlink_to("/proc/self/mem")  # a file that nobody can read
    told("the system says")
    link.unlink()
    well()


def test_changed_text_is_put_into_the_page(page: Page, project: Project, start: Callable[..., str]) -> None:
    """A changed text comes into the page that is open, which stays where the reader is; a film or a changed menu reloads it."""
    (project.root / "content/documents").mkdir(exist_ok=True)
    (project.root / "content/documents/talk.mp4").write_bytes(b"film")
    page.goto(f"{start()}en/news/welcome/")
    page.evaluate("document.documentElement.dataset.mine = 'x'; delete document.documentElement.dataset.mine")
    page.evaluate("globalThis.mine = 1")
    text = project.news.read_text(encoding="utf-8")
    project.news.write_text(f"{text}\nA new line.\n", encoding="utf-8")
    expect(page.get_by_text("A new line.")).to_be_visible(timeout=SOON)
    assert page.evaluate("globalThis.mine") == 1
    project.news.write_text(f"{text}\nAnother line.\n", encoding="utf-8")
    expect(page.get_by_text("Another line.")).to_be_visible(timeout=SOON)
    expect(page.get_by_text("A new line.")).to_have_count(0)
    assert page.evaluate("globalThis.mine") == 1
    # A page with a film has another security policy, which only a page that is loaded obeys.
    project.news.write_text(f"{text}\n[Our film]({{static}}/documents/talk.mp4)\n", encoding="utf-8")
    expect(page.locator("video")).to_be_visible(timeout=SOON)
    assert page.evaluate("globalThis.mine") is None
    footer = project.root / "theme/templates/partials/footer.html"
    footer.write_text(f"{footer.read_text(encoding='utf-8')}<p>New foot</p>", encoding="utf-8")
    expect(page.get_by_text("New foot")).to_be_visible(timeout=SOON)
    project.news.unlink()
    expect(page.locator("video")).to_have_count(0, timeout=SOON)
