"""The rehearsal clock: the whole site at a moment of the event, visibly marked, and never on the public site."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from eventsite.build.server import serve
from tests.building import Built

AT = "?at=2017-11-25T08:10%2B07:00"
Build = Callable[..., Built]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page of a colleague whose clock is the real one."""
    context = browser.new_context(locale="en-GB")
    yield context.new_page()
    context.close()


def _mark(page: Page):
    return page.get_by_role("complementary", name="Rehearsal")


@pytest.mark.parametrize("query", [AT, "?at=2017-11-25T08:10+07:00"])
def test_address_names_the_moment(build: Build, page: Page, query: str) -> None:
    """The page believes the address's time, says so, and goes on from there on the next page, until it is ended."""
    with serve(build().root, "127.0.0.1", 0, reload=False) as server:
        page.goto(f"{server.url}en/agenda/{query}", wait_until="networkidle")
        expect(_mark(page)).to_contain_text("Rehearsal: on this page it is 08:10, Saturday, 25 November")
        expect(page.locator(".session-card--now").get_by_role("heading")).to_have_text(
            ["Exhibition", "Opening ceremony"]
        )
        assert Axe().run(page).response["violations"] == []
        page.goto(f"{server.url}en/", wait_until="networkidle")
        expect(page.get_by_role("complementary", name="Now and next")).to_contain_text("Opening")
        expect(_mark(page)).to_be_visible()
        page.get_by_role("button", name="End the rehearsal").click()
        expect(_mark(page)).to_have_count(0)
        expect(page.get_by_text("The event is over.")).to_be_visible()


def test_preview_of_a_moment_begins_there(build: Build, page: Page) -> None:
    """What `./inv live --at` serves begins at that time on every page, and ends with the preview and not by a button."""
    site = build(EVENTSITE_NOW="2017-11-25T09:20+07:00")
    with serve(site.root, "127.0.0.1", 0, reload=False, at="2017-11-25T09:20+07:00") as server:
        page.goto(f"{server.url}en/agenda/", wait_until="networkidle")
        expect(_mark(page)).to_contain_text("09:20")
        expect(page.locator(".session-card--now")).to_have_count(3)
        expect(page.get_by_role("button", name="End the rehearsal")).to_have_count(0)
    page.evaluate("sessionStorage.clear()")
    with serve(site.root, "127.0.0.1", 0, reload=False) as server:
        page.goto(f"{server.url}en/agenda/", wait_until="networkidle")
        expect(_mark(page)).to_have_count(0)


@pytest.mark.parametrize("query", ["", "?at=nonsense"])
def test_without_a_moment_the_clock_is_the_real_one(build: Build, page: Page, query: str) -> None:
    """No mark is there, and the event is over."""
    with serve(build().root, "127.0.0.1", 0, reload=False) as server:
        page.goto(f"{server.url}en/agenda/{query}", wait_until="networkidle")
        expect(page.get_by_text("The event is over.")).to_be_visible()
        expect(_mark(page)).to_have_count(0)


def test_public_site_cannot_be_told_another_time(site: Built, address: str, page: Page) -> None:
    """The public pages do not even have the script; the address changes nothing."""
    assert "rehears" not in (site.root / "index.html").read_text(encoding="utf-8")
    page.goto(f"{address}/en/agenda/{AT}", wait_until="networkidle")
    expect(page.get_by_text("The event is over.")).to_be_visible()
    expect(page.locator(".rehearsal")).to_have_count(0)
