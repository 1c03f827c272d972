"""The agenda while it is open: changes come within a minute, are told once, and what cannot be believed changes nothing."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.hall import AGENDA, Hall, hall, minute, visitor
from tests.building import Built

MINUTE = 60_100
MOVED = {"id": "press-conference-2", "start": "2017-11-27T10:30:00+07:00"}
CANCELLED = {"id": "plenary-registration", "state": "cancelled"}
TOLD = {
    "vi": ["08:11 · “Đón tiếp đại biểu” đã bị hủy.", "08:11 · “Họp báo lần 2” đổi thời gian: 10:30, Thứ Hai, 27/11."],
    "en": ["08:11 · “Registration” is cancelled.",
           "08:11 · “Second press conference”: now at 10:30, Monday, 27 November."],
}  # fmt: skip


@pytest.fixture
def place(site: Built, tmp_path: Path) -> Iterator[Hall]:
    """Return a served copy of the site."""
    with hall(site, tmp_path) as served:
        yield served


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a visitor's page."""
    with visitor(browser) as page:
        yield page


def _card(page: Page, identifier: str) -> Locator:
    return page.locator(f'.agenda [data-id="{identifier}"]')


def _open(page: Page, place: Hall, path: str) -> None:
    page.goto(place.address + path, wait_until="networkidle")
    expect(page.locator(".live__state")).to_contain_text("08:10")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_moved_and_cancelled_sessions_are_told_and_shown(page: Page, place: Hall, language: str) -> None:
    """Within one minute a moved session stands at its new time, a cancelled one is marked, and both are spoken of once."""
    _open(page, place, AGENDA[language])
    star = _card(page, "press-conference-2").locator("session-star button")
    star.click()
    place.publish(language, MOVED, CANCELLED)
    minute(page)
    news = page.locator(".live__news")
    expect(news.get_by_role("listitem")).to_have_text(TOLD[language])
    expect(page.locator("live-programme").get_by_role("status")).to_have_text("".join(TOLD[language]))
    expect(star).to_have_attribute("aria-pressed", "true")
    assert Axe().run(page).response["violations"] == []
    moved = _card(page, "press-conference-2")
    expect(moved.locator("xpath=ancestor::tr").locator("th")).to_have_text("10:30")
    expect(moved.locator(".session-card__when")).to_have_text("10:30")
    expect(moved.locator(".badge--change")).to_have_count(1)
    cancelled = _card(page, "plenary-registration")
    expect(cancelled.locator(".badge--alert")).to_have_count(1)
    assert "line-through" in cancelled.get_by_role("heading").locator("a").evaluate(
        "link => getComputedStyle(link).textDecorationLine"
    )
    minute(page)
    expect(page.locator(".live__state")).to_contain_text("08:12")
    expect(news.get_by_role("listitem")).to_have_text(TOLD[language])


@pytest.mark.parametrize("answer", ["", "{}", '{"format":"eventsite-schedule/1","sessions":[]}', "<html>", "null"])
def test_refused_or_empty_answer_changes_nothing(page: Page, place: Hall, answer: str) -> None:
    """The page stays as it was and says that it is of the time before; it recovers with the next good answer."""
    _open(page, place, AGENDA["en"])
    before = page.locator(".agenda").all_inner_texts()
    good = (place.root / "api/schedule.en.json").read_text(encoding="utf-8")
    place.publish("en", text=answer)
    minute(page)
    state = page.locator(".live__state")
    expect(state).to_have_text("No connection; this is as of 08:10 (1 min ago).")
    assert page.locator(".agenda").all_inner_texts() == before
    place.publish("en", text=good)
    page.clock.run_for(2 * MINUTE)
    expect(state).to_contain_text("Updated at 08:1")


def test_lost_network_is_asked_less_and_less(page: Page, place: Hall) -> None:
    """After failures the pause doubles, up to a quarter of an hour."""
    _open(page, place, AGENDA["vi"])
    asked: list[str] = []
    page.route("**/api/schedule.vi.json", lambda route: (asked.append(route.request.url), route.abort())[1])
    for _ in range(60):
        page.clock.run_for(MINUTE)
        page.wait_for_timeout(10)
    assert 5 <= len(asked) <= 9


def test_old_feed_says_how_old_it_is(page: Page, place: Hall) -> None:
    """Where the site itself lost its feed, the page tells since when, in words of the page."""
    data = place.programme("vi") | {"stale": True, "retrieved": "2017-11-27T07:45:00+07:00"}
    place.publish("vi", text=json.dumps(data))
    page.goto(place.address + AGENDA["vi"], wait_until="networkidle")
    expect(page.locator(".live__state")).to_have_text(
        "Không kết nối được với nguồn chương trình; nội dung cập nhật lúc 07:45 (25 phút trước)."
    )


def test_nothing_is_asked_when_the_event_is_over(browser: Browser, place: Hall) -> None:
    """Years later the page does not ask for the programme at all, and shows no state."""
    with visitor(browser, dt.datetime(2019, 1, 1, tzinfo=dt.UTC)) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(place.address + AGENDA["en"], wait_until="networkidle")
        page.clock.run_for(3 * MINUTE)
        assert [url for url in asked if "/api/" in url] == []
        expect(page.locator(".live")).to_be_hidden()
        expect(
            page.get_by_text("The event is over. Thank you for your interest and for taking part!")
        ).to_be_visible()


def test_new_session_and_new_room_appear(page: Page, place: Hall) -> None:
    """A session that the page did not know gets a card at its time; one with another room says where it is now."""
    _open(page, place, AGENDA["en"])
    new = {
        "id": "extra",
        "title": "Open forum",
        "date": "2017-11-27",
        "start": "2017-11-27T11:15:00+07:00",
        "room": "eiu",
    }
    place.publish("en", new | {"state": "confirmed"}, {"id": "plenary-registration", "room": "eiu"})
    minute(page)
    card = _card(page, "extra")
    expect(card.get_by_role("heading")).to_have_text("Open forum")
    expect(card.locator("xpath=ancestor::tr").locator("th")).to_have_text("11:15")
    expect(card.locator(".session-card__facts")).to_contain_text("Eastern International University")
    expect(_card(page, "plenary-registration").locator(".session-card__facts")).to_contain_text(
        "Eastern International University"
    )
    expect(page.locator(".live__news").get_by_role("listitem")).to_have_count(2)


def test_session_moved_to_another_day_says_so_on_the_old_days_page(page: Page, place: Hall) -> None:
    """On a day's page a session that went to another day stays, with the new day and time on it."""
    _open(page, place, "/en/agenda/2017-11-25/")
    moved = {"id": "hackathon-briefing", "date": "2017-11-26", "start": "2017-11-26T08:30:00+07:00",
             "end": "2017-11-26T09:00:00+07:00"}  # fmt: skip
    place.publish("en", moved)
    minute(page)
    expect(_card(page, "hackathon-briefing").locator(".session-card__when")).to_have_text(
        "Sunday, 26 November, 08:30–09:00"
    )


def test_who_saves_data_is_asked_less(page: Page, place: Hall) -> None:
    """With Save-Data on, the page asks once in ten minutes and not once in one."""
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    _open(page, place, AGENDA["vi"])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for _ in range(9):
        page.clock.run_for(MINUTE)
    assert [url for url in asked if "/api/" in url] == []
    minute(page)
    assert len([url for url in asked if "/api/" in url]) == 1


def test_hidden_page_asks_for_nothing(page: Page, place: Hall) -> None:
    """While another tab is in front nothing is asked; back in view the page asks at once."""
    _open(page, place, AGENDA["vi"])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    hide = "state => { Object.defineProperty(document, 'hidden', { value: state, configurable: true }); "
    page.evaluate(hide + "document.dispatchEvent(new Event('visibilitychange')); }", True)
    for _ in range(5):
        page.clock.run_for(MINUTE)
    assert [url for url in asked if "/api/" in url] == []
    with page.expect_event("requestfinished", lambda request: "/api/schedule." in request.url):
        page.evaluate(hide + "document.dispatchEvent(new Event('visibilitychange')); }", False)


def test_session_that_loses_its_time_stops_nothing(page: Page, place: Hall) -> None:
    """It says that its time is open; what else changed is shown all the same, and the page goes on asking."""
    _open(page, place, AGENDA["en"])
    place.publish("en", {"id": "press-conference-2", "start": None, "date": None}, CANCELLED)
    minute(page)
    news = page.locator(".live__news").get_by_role("listitem")
    expect(news).to_have_text(
        ["08:11 · “Registration” is cancelled.", "08:11 · “Second press conference”: its time is open."]
    )
    expect(_card(page, "press-conference-2").locator(".session-card__when")).to_have_text("Time to be announced")
    minute(page)
    expect(page.locator(".live__state")).to_have_text("Updated at 08:12")


def test_fault_of_one_reader_does_not_end_the_asking(page: Page, place: Hall) -> None:
    """A programme with a session that no part of the page can read is asked for again, and the next one is shown."""
    _open(page, place, AGENDA["en"])
    faults: list[str] = []
    page.evaluate("addEventListener('error', (event) => event.preventDefault())")
    page.on("pageerror", lambda error: faults.append(str(error)))
    place.publish("en", {"id": "plenary-registration", "start": "never"})
    minute(page)
    place.publish("en", {"id": "plenary-registration", "start": "2017-11-27T07:45:00+07:00"})
    minute(page)
    expect(_card(page, "plenary-registration").locator(".session-card__when")).to_contain_text("07:45–08:30")


def test_change_of_day_or_part_of_the_day_is_told(page: Page, place: Hall) -> None:
    """Of sessions without an hour, too, a new day or part of the day is said and shown."""
    _open(page, place, AGENDA["en"])
    place.publish("en", {"id": "plenary", "part": "afternoon"}, {"id": "press-conference-1", "date": "2017-11-24"})
    minute(page)
    expect(page.locator(".live__news").get_by_role("listitem")).to_have_text(
        ["08:11 · “First press conference”: now on 24/11/2017.",
         "08:11 · “Plenary Session”: now on Monday, 27 November, afternoon."]
    )  # fmt: skip
    expect(_card(page, "plenary").locator(".session-card__when")).to_have_text("Afternoon")
    minute(page)
    expect(page.locator(".live__news").get_by_role("listitem")).to_have_count(2)


def test_new_room_leaves_the_days_as_they_are(page: Page, place: Hall) -> None:
    """A session over several days that gets another room keeps its days on every card."""
    _open(page, place, AGENDA["en"])
    cards = _card(page, "exhibition").locator(".session-card__when")
    before = cards.all_inner_texts()
    place.publish("en", {"id": "exhibition", "room": "eiu"})
    minute(page)
    expect(_card(page, "exhibition").first.locator(".session-card__facts")).to_contain_text("Eastern International")
    assert cards.all_inner_texts() == before
    assert len(before) == 3


def test_new_session_can_be_starred_and_filtered(page: Page, place: Hall) -> None:
    """The card of a session that came live has a star, its people and its message; a cancelled one is struck through."""
    _open(page, place, AGENDA["en"])
    times = {"date": "2017-11-27", "start": "2017-11-27T11:15:00+07:00", "end": "2017-11-27T12:00:00+07:00"}
    person = place.programme("en")["people"][0]
    new = {"id": "extra", "title": {"nl": "Open forum"}, "track": "plenary", "people": [person["id"]],
           "message": "Bring questions.", **times}  # fmt: skip
    place.publish("en", new, {"id": "gone", "title": "Late talk", "state": "cancelled", **times})
    minute(page)
    card = _card(page, "extra")
    expect(card.get_by_role("button", name="Star: Open forum")).to_be_visible()
    assert card.locator("[lang=nl]").text_content() == "Open forum"
    expect(card).to_contain_text(person["name"])
    expect(card).to_contain_text("Bring questions.")
    expect(_card(page, "gone").locator(".badge")).to_have_text(["Cancelled"])
    expect(page.locator(".live__news").get_by_role("listitem")).to_have_text(
        ["08:11 · New: “Open forum”, 11:15–12:00, Monday, 27 November."]
    )
    minute(page)
    page.get_by_role("searchbox").fill("forum")
    expect(page.locator(".filters__found li")).to_have_count(1)


def test_older_copy_does_not_correct_a_newer_page(page: Page, place: Hall) -> None:
    """What a device kept of the programme, older than the page, changes no card; its age is told."""
    path = place.root / "api/schedule.en.json"
    old = path.read_text(encoding="utf-8").replace("2017-11-27T09:00:00+07:00", "2017-11-27T07:00:00+07:00")
    headers = {"Eventsite-Fetched": "2017-11-27T00:40:00Z", "Content-Type": "application/json"}
    page.route("**/api/schedule.en.json", lambda route: route.fulfill(body=old, headers=headers))
    page.goto(place.address + AGENDA["en"], wait_until="networkidle")
    expect(page.locator(".live__state")).to_have_text("No connection; this is as of 07:40 (30 min ago).")
    expect(_card(page, "press-conference-2").locator(".session-card__when")).to_have_text("09:00")
    expect(page.locator(".live__news").get_by_role("listitem")).to_have_count(0)


def test_moved_session_keeps_the_focus(page: Page, place: Hall) -> None:
    """Who stands on a session that moves stands on it afterwards."""
    _open(page, place, AGENDA["en"])
    link = _card(page, "press-conference-2").get_by_role("heading").get_by_role("link")
    link.focus()
    place.publish("en", MOVED)
    minute(page)
    expect(_card(page, "press-conference-2").locator("xpath=ancestor::tr").locator("th")).to_have_text("10:30")
    expect(link).to_be_focused()
