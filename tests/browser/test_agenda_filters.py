"""The agenda's filters: choices with counts, words with or without accents, in the address, by keyboard alone."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.hall import Hall, hall, visitor
from tests.building import Built


@pytest.fixture(scope="module")
def place(site: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """Return a served copy of the site, of which these tests change nothing."""
    with hall(site, tmp_path_factory.mktemp("filters")) as served:
        yield served


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a visitor's page."""
    with visitor(browser) as page:
        yield page


def _open(page: Page, place: Hall, path: str) -> None:
    page.goto(place.address + path, wait_until="networkidle")
    expect(page.get_by_role("search")).to_be_visible()


def _shown(page: Page) -> list[str]:
    cards = page.locator(".agenda .session-card:visible")
    return list(dict.fromkeys(cards.evaluate_all("cards => cards.map(card => card.dataset.id)")))


def _found(page: Page) -> list[str]:
    return page.locator(".filters__found a").all_inner_texts()


def test_choice_leaves_what_fits_with_its_count(page: Page, place: Hall) -> None:
    """Choosing a track hides all other sessions, and the days without any; the count says how many are left."""
    _open(page, place, "/en/agenda/")
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Track", exact=True).select_option("hackathon")
    assert _shown(page) == [
        "hackathon", "hackathon-check-in", "hackathon-briefing", "hackathon-mentoring", "hackathon-demos",
    ]  # fmt: skip
    expect(page.get_by_role("search").get_by_role("status")).to_have_text("5 of 13 sessions")
    days = page.locator(".day:visible .day__title").all_inner_texts()
    assert days == ["Saturday, 25 November 2017", "Sunday, 26 November 2017"]


def test_options_tell_how_many_sessions_they_would_leave(page: Page, place: Hall) -> None:
    """With a track chosen the days count only its sessions, while the tracks count as if none were chosen."""
    _open(page, place, "/en/agenda/?track=hackathon")
    expect(page.get_by_label("Day", exact=True)).to_be_visible()
    days = page.get_by_label("Day", exact=True).locator("option").all_inner_texts()
    assert days == [
        "All (5)", "Thursday, 23 November (0)", "Saturday, 25 November (4)", "Sunday, 26 November (2)",
        "Monday, 27 November (0)",
    ]  # fmt: skip
    assert page.get_by_label("Track", exact=True).locator("option").first.inner_text() == "All (13)"


@pytest.mark.parametrize(("query", "found"), [
    ("hop bao", ["Họp báo lần 1", "Họp báo lần 2"]),
    ("họp báo", ["Họp báo lần 1", "Họp báo lần 2"]),
    ("HỌP", ["Họp báo lần 1", "Họp báo lần 2"]),
    ("xyz", []),
])  # fmt: skip
def test_words_are_found_with_and_without_accents(page: Page, place: Hall, query: str, found: list[str]) -> None:
    """What is typed without accents finds words that have them; the results stand in one list with their days."""
    _open(page, place, "/chuong-trinh/")
    page.get_by_role("searchbox").fill(query)
    expect(page.get_by_role("search").get_by_role("status")).to_have_text(f"{len(found)}/13 hoạt động")
    assert _found(page) == found
    assert page.locator(".day:visible").count() == 0


def test_exact_accents_come_first(page: Page, place: Hall) -> None:
    """Someone who typed an accent sees what has it before what has it not, whatever the hour."""
    _open(page, place, "/chuong-trinh/")
    cards = page.locator(".agenda .session-card__title a")
    cards.nth(0).evaluate("link => { link.textContent = 'Dương liễu'; }")
    cards.nth(1).evaluate("link => { link.textContent = 'Đường phố'; }")
    page.get_by_role("searchbox").fill("đường")
    expect(page.locator(".filters__found a").first).to_have_text("Đường phố")
    found = _found(page)
    # The others are found by the name of their place, Bình Dương.
    assert found[1] == "Dương liễu"
    assert len(found) > 2


def test_nothing_found_offers_to_drop_each_wish(page: Page, place: Hall) -> None:
    """With no session left each wish can be dropped by a button of its own, and the focus goes to its field."""
    _open(page, place, "/en/agenda/?track=hackathon&day=2017-11-27")
    none = page.locator(".filters__none")
    expect(none).to_contain_text("No session fits all of these.")
    assert none.get_by_role("button").all_inner_texts() == [
        "Drop: Monday, 27 November", "Drop: Hackathon",
    ]  # fmt: skip
    assert Axe().run(page).response["violations"] == []
    none.get_by_role("button").first.click()
    expect(page.get_by_label("Day", exact=True)).to_be_focused()
    expect(none).to_be_hidden()
    assert len(_shown(page)) == 5


def test_wishes_stand_in_the_address_and_go_along_to_the_other_language(page: Page, place: Hall) -> None:
    """The address restores the same view; the language switch keeps it; showing all clears it."""
    _open(page, place, "/en/agenda/?track=hackathon")
    page.get_by_role("searchbox").fill("demo")
    page.wait_for_url("**/en/agenda/?track=hackathon&q=demo")
    page.locator(".languages a[hreflang=vi]").click()
    page.wait_for_url("**/chuong-trinh/?*")
    expect(page.get_by_role("searchbox")).to_have_value("demo")
    expect(page.locator("select[name=track]")).to_have_value("hackathon")
    page.get_by_role("button", name="Hiện tất cả").click()
    expect(page.get_by_role("searchbox")).to_have_value("")
    page.wait_for_url("**/chuong-trinh/")
    assert len(_shown(page)) == 13


def test_filters_work_by_keyboard_alone(page: Page, place: Hall) -> None:
    """From the search box Tab leads to the filters, Enter opens them, an arrow chooses; the count is spoken."""
    _open(page, place, "/en/agenda/")
    page.get_by_role("searchbox").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Day", exact=True)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("search").get_by_role("status")).to_have_text("1 of 13 sessions")
    assert _shown(page) == ["press-conference-1"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/chuong-trinh/?track=hackathon", "/en/agenda/?q=hackathon"])
def test_filtered_agenda_has_no_violations(browser: Browser, place: Hall, path: str, scheme: str) -> None:
    """Axe finds nothing with a choice made, with results listed, and with the bar of now open."""
    with visitor(browser, color_scheme=scheme) as page:
        _open(page, place, path)
        page.locator(".now summary").click()
        assert Axe().run(page).response["violations"] == []


@pytest.mark.parametrize("query", ["place", "language"])
def test_names_of_facts_are_not_found(page: Page, place: Hall, query: str) -> None:
    """The words that only name a fact to screen readers are no words of a session."""
    _open(page, place, f"/en/agenda/?q={query}")
    assert _found(page) == []


def test_value_that_is_not_offered_asks_for_nothing(page: Page, place: Hall) -> None:
    """An old link with a track that there is no more shows everything, and no empty box."""
    _open(page, place, "/en/agenda/?track=gone")
    expect(page.locator("select[name=track]")).to_have_value("")
    assert len(_shown(page)) == 13
