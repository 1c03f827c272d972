"""A real Chromium on the real site, served as the preview serves it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from eventsite.build.server import serve
from tests.browser.chromium import ARGUMENTS, BrowserMissing, executable
from tests.building import Built


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a running Chromium; without one the tests fail, and are never skipped."""
    path = executable()
    if path is None:
        raise BrowserMissing("No Chromium is installed; ./inv test installs one.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(site: Built) -> Iterator[str]:
    """Return the address under which the real site is served."""
    with serve(site.root, "127.0.0.1", 0, reload=False) as server:
        yield server.url.rstrip("/")
