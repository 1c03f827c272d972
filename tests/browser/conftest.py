"""A real Chromium on the real site, served as the preview serves it."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

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
        _leave_out_workers(browser)
        yield browser
        browser.close()


def _leave_out_workers(browser: Browser) -> None:
    """Let pages see no service workers, unless a test asks for them: it would answer instead of the server."""
    for name in ("new_context", "new_page"):
        setattr(browser, name, partial(_without_workers, getattr(browser, name)))


def _without_workers(make: Callable[..., Any], **options: Any) -> Any:
    made = make(**options)
    if options.get("service_workers") != "allow":
        made.add_init_script("delete Navigator.prototype.serviceWorker")
    return made


@pytest.fixture(scope="session")
def address(site: Built) -> Iterator[str]:
    """Return the address under which the real site is served."""
    with serve(site.root, "127.0.0.1", 0, reload=False) as server:
        yield server.url.rstrip("/")
