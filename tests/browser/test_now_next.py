"""Now and next: right in the event's zone wherever the phone is, before, during, between and after the event."""

import datetime as dt
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hall import AGENDA, Hall, hall, visitor
from tests.building import Built

HOME = {"vi": "/", "en": "/en/"}
ZONES = ["Asia/Ho_Chi_Minh", "America/New_York"]


@pytest.fixture(scope="module")
def place(site: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """Return a served copy of the site, of which these tests change nothing."""
    with hall(site, tmp_path_factory.mktemp("now")) as served:
        yield served


def _at(words: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"2017-11-{words}:00+07:00")


def _lists(page: Page) -> list[str]:
    bar = page.get_by_role("complementary", name="Now and next")
    bar.locator("summary").click()
    return [line for line in bar.locator(".now__lists").inner_text().split("\n") if line.strip()]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("path", ["/en/", "/en/agenda/", "/en/agenda/2017-11-25/"])
def test_bar_says_what_is_on_in_the_zone_of_the_event(browser: Browser, place: Hall, zone: str, path: str) -> None:
    """On Monday at 08:10 in Vietnam the bar names the sessions of that moment and the next, wherever the phone is."""
    with visitor(browser, timezone_id=zone) as page:
        page.goto(place.address + path, wait_until="networkidle")
        assert _lists(page) == [
            "On now",
            "Registration", "until 08:30 · Binh Duong Convention and Exhibition Center",
            "Hackathon award ceremony", "Binh Duong Convention and Exhibition Center",
            "Plenary Session", "Binh Duong Convention and Exhibition Center",
            "Exhibition", "Binh Duong Convention and Exhibition Center",
            "Next: 09:00",
            "Second press conference", "09:00",
        ]  # fmt: skip


@pytest.mark.parametrize("zone", ZONES)
def test_bar_between_the_days_names_the_next_morning(browser: Browser, place: Hall, zone: str) -> None:
    """On the evening of the 24th nothing is on; the bar names the next day's first items with their day."""
    with visitor(browser, _at("24T20:00"), timezone_id=zone) as page:
        page.goto(place.address + "/en/", wait_until="networkidle")
        summary = page.get_by_role("complementary", name="Now and next").locator("summary")
        expect(summary).to_contain_text("Next: Saturday, 25 November")


@pytest.mark.parametrize(("moment", "words"), [
    ("01T08:00", "Ngày bắt đầu chương trình: Thứ Năm, 23/11."),
    ("30T08:00", "Sự kiện đã kết thúc. Xin cảm ơn quý vị đã quan tâm và tham dự! Lưu trữ"),
])  # fmt: skip
@pytest.mark.parametrize("path", [HOME["vi"], AGENDA["vi"]])
def test_before_and_after_the_event_it_is_said(
    browser: Browser, place: Hall, moment: str, words: str, path: str
) -> None:
    """Weeks before, the page says when the programme begins; afterwards it thanks and leads to the archive. No bar."""
    with visitor(browser, _at(moment)) as page:
        page.goto(place.address + path, wait_until="networkidle")
        expect(page.locator("now-next")).to_have_text(words, use_inner_text=True)
        expect(page.get_by_role("complementary")).to_have_count(0)


def test_minute_turns_and_the_bar_goes_on(browser: Browser, place: Hall) -> None:
    """At 08:30 the registration is over; an open bar stays open."""
    with visitor(browser, _at("27T08:29")) as page:
        page.goto(place.address + "/en/", wait_until="networkidle")
        assert "Registration" in _lists(page)
        page.clock.run_for(61_000)
        bar = page.get_by_role("complementary", name="Now and next")
        expect(bar.get_by_role("link", name="Registration")).to_have_count(0)
        expect(bar.get_by_role("link", name="Plenary Session")).to_be_visible()


def test_current_sessions_are_marked_and_jumped_to(browser: Browser, place: Hall) -> None:
    """Cards of now say so in words; the jump leads to the session that began last, with the keyboard too."""
    with visitor(browser) as page:
        page.goto(place.address + "/en/agenda/", wait_until="networkidle")
        marked = page.locator(".session-card--now")
        assert sorted(marked.evaluate_all("cards => cards.map(card => card.dataset.id)")) == [
            "award-ceremony", "exhibition", "plenary", "plenary-registration",
        ]  # fmt: skip
        exhibition = page.locator('.session-card--now[data-id="exhibition"]')
        assert exhibition.evaluate("card => card.closest('table').dataset.day") == "2017-11-27"
        expect(marked.first).to_contain_text("On now")
        page.get_by_role("link", name="Jump to now").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="Registration", exact=True).first).to_be_focused()


def test_jump_from_another_days_page_leads_to_today(browser: Browser, place: Hall) -> None:
    """On Saturday's page the jump goes to Monday's, straight to what is on."""
    with visitor(browser) as page:
        page.goto(place.address + "/en/agenda/2017-11-25/", wait_until="networkidle")
        page.get_by_role("link", name="Jump to now").click()
        page.wait_for_url("**/en/agenda/2017-11-27/#now")
        expect(page.locator(".agenda").get_by_role("link", name="Registration")).to_be_focused()


def test_page_is_complete_without_scripts(browser: Browser, place: Hall) -> None:
    """Without JavaScript nothing of the tools is there, and nothing of the programme is missing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(place.address + "/en/agenda/")
    for name in ("now-next", "jump-to-now", "live-programme", "zone-switch", "agenda-filters"):
        expect(page.locator(name)).to_be_hidden()
    assert page.locator(".agenda .session-card").count() == page.locator(".agenda .session-card:visible").count() > 10
    context.close()


def test_cancelled_session_is_neither_on_nor_next(
    browser: Browser, site: Built, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What is cancelled is not in the bar, and its card is not marked as on now."""
    with hall(site, tmp_path_factory.mktemp("cancelled")) as place, visitor(browser) as page:
        cancelled = [{"id": key, "state": "cancelled"} for key in ("plenary-registration", "press-conference-2")]
        place.publish("en", *cancelled)
        page.goto(place.address + "/en/agenda/", wait_until="networkidle")
        expect(page.locator(".live__news li")).to_have_count(2)
        bar = page.get_by_role("complementary", name="Now and next")
        expect(bar).not_to_contain_text("Registration")
        expect(bar).not_to_contain_text("Second press conference")
        marked = page.locator(".session-card--now").evaluate_all("cards => cards.map(card => card.dataset.id)")
        assert sorted(marked) == ["award-ceremony", "exhibition", "plenary"]
