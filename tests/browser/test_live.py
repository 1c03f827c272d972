"""The preview while somebody writes: save, and the browser shows it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.building import ROOT, TINY

LEFT_OUT = (".git", ".venv", "output", ".cache", "__pycache__", ".output-*", ".hypothesis")


@pytest.fixture
def live(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Path, str]]:
    """Run `live` on a copy of the project, with what the test adds to it; return the copy and the address."""
    project = Path(
        shutil.copytree(ROOT, tmp_path / "project", ignore=shutil.ignore_patterns(*LEFT_OUT, "decap", "sveltia"))
    )
    shutil.rmtree(project / "content")
    shutil.copytree(TINY, project / "content")
    command = [sys.executable, "-u", "-m", "invoke", "live", "--port", "0", *getattr(request, "param", ())]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("EVENTSITE_", "PYTEST_"))}
    environment["EVENTSITE_ADMIN"] = ""
    with subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        # The build says its own line first.
        address = next(found[0] for line in process.stdout if (found := re.search(r"http://\S+", line)))
        yield project, address
        process.terminate()


def test_saved_change_appears_without_a_key(browser: Browser, live: tuple[Path, str]) -> None:
    """After a save the open page reloads with the change; a mistake leaves the page, and its mending goes on."""
    project, address = live
    news = project / "content" / "news" / "welcome.en.md"
    before = news.read_text(encoding="utf-8")
    page = browser.new_page()
    page.goto(f"{address}en/news/welcome/")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Welcome")
    news.write_text(before.replace("title: Welcome", "title: Welcome back"), encoding="utf-8")
    expect(heading).to_have_text("Welcome back", timeout=15_000)
    news.write_text(before.replace("title: Welcome", "titel: Welcome"), encoding="utf-8")
    page.wait_for_timeout(2_500)
    expect(heading).to_have_text("Welcome back")
    news.write_text(before.replace("title: Welcome", "title: Mended"), encoding="utf-8")
    expect(heading).to_have_text("Mended", timeout=15_000)
    page.close()


@pytest.mark.parametrize("live", [("--at", "2017-11-25T09:20+07:00")], indirect=True)
def test_moment_of_the_event_is_rehearsed(browser: Browser, live: tuple[Path, str]) -> None:
    """With --at the open pages believe that time, and say so."""
    page = browser.new_page()
    page.goto(f"{live[1]}en/agenda/")
    expect(page.get_by_role("complementary", name="Rehearsal")).to_contain_text("09:20, Saturday, 25 November")
    expect(page.get_by_role("complementary", name="Now and next")).to_contain_text("Talk one")
    page.close()
