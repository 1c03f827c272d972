"""The reader's own time: offered only where it differs, beside the event's, with the date where that is another."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.hall import Hall, hall, minute, visitor
from tests.building import Built

NEW_YORK = "America/New_York"


@pytest.fixture(scope="module")
def place(site: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """Return a served copy of the site, of which these tests change nothing."""
    with hall(site, tmp_path_factory.mktemp("zones")) as served:
        yield served


def test_own_time_is_not_offered_in_the_events_zone(browser: Browser, place: Hall) -> None:
    """A phone in Vietnam, or in a zone with the same time, is offered nothing."""
    for zone in ("Asia/Ho_Chi_Minh", "Asia/Bangkok"):
        with visitor(browser, timezone_id=zone) as page:
            page.goto(place.address + "/en/agenda/", wait_until="networkidle")
            expect(page.get_by_role("checkbox")).to_have_count(0)


def test_own_time_stands_beside_the_events(browser: Browser, place: Hall) -> None:
    """In New York 08:30 in Vietnam is 20:30 of the day before, and says so; days stay the event's; it is remembered."""
    with visitor(browser, timezone_id=NEW_YORK) as page:
        page.goto(place.address + "/en/agenda/", wait_until="networkidle")
        days = page.locator(".day__title").all_inner_texts()
        page.get_by_role("checkbox", name="Show my time too (New York, UTC−5)").check()
        card = page.locator('[data-id="hackathon-briefing"]')
        expect(card.locator(".session-card__when")).to_have_text(
            "08:30–09:00 my time: 20:30 (Fri, 11/24)–21:00 (Fri, 11/24)"
        )
        late = page.locator('[data-id="hackathon-mentoring"] .session-card__when')
        expect(late).to_have_text("14:00–17:00 my time: 02:00–05:00")
        assert page.locator(".day__title").all_inner_texts() == days
        assert Axe().run(page).response["violations"] == []
        page.goto(place.address + "/chuong-trinh/2017-11-25/", wait_until="networkidle")
        expect(page.get_by_role("checkbox")).to_be_checked()
        expect(card.locator(".own-time")).to_have_count(1)
        page.get_by_role("checkbox").uncheck()
        expect(page.locator(".own-time")).to_have_count(0)


def test_moved_session_has_its_own_time_anew(
    browser: Browser, site: Built, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """After a live change the reader's time beside it is the new one."""
    with hall(site, tmp_path_factory.mktemp("moved")) as place, visitor(browser, timezone_id=NEW_YORK) as page:
        page.goto(place.address + "/en/agenda/2017-11-27/", wait_until="networkidle")
        page.get_by_role("checkbox").check()
        place.publish("en", {"id": "press-conference-2", "start": "2017-11-27T12:30:00+07:00"})
        minute(page)
        when = page.locator('[data-id="press-conference-2"] .session-card__when')
        expect(when).to_have_text("12:30 my time: 00:30")
        expect(page.locator("th", has_text="12:30").locator(".own-time")).to_have_text("my time: 00:30")
