"""A day with many rooms on a wide screen: the rooms' names and the times stay in view, by keyboard too."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from eventsite.build.server import serve
from tests.building import Built

ROOMS = 9
Build = Callable[..., Built]


@pytest.fixture
def page(browser: Browser, build: Build, content: Path) -> Iterator[Page]:
    """Return the page of a day with nine rooms from eight to six, on a desk."""
    sessions = [
        {"id": f"S{hour}-{room}", "title": {"vi": f"Bài {hour}-{room}", "en": f"Talk {hour}-{room}"},
         "start": f"2017-11-25T{hour:02}:00:00+07:00", "end": f"2017-11-25T{hour:02}:50:00+07:00", "room": f"room-{room}",
         "type": {"vi": "Hội thảo", "en": "Workshop"} if room % 2 else {"vi": "Tham luận", "en": "Talk"}}
        for hour in range(8, 18) for room in range(ROOMS)
    ]  # fmt: skip
    rooms = [
        {"id": f"room-{number}", "name": {"vi": f"Phòng {number}", "en": f"Room {number}"}} for number in range(ROOMS)
    ]
    data = {"format": "eventsite-schedule/1", "rooms": rooms, "sessions": sessions}
    (content / "data" / "schedule.json").write_text(json.dumps(data), encoding="utf-8")
    event = content / "event.yml"
    event.write_text(event.read_text(encoding="utf-8").replace("columns: track", "columns: room"), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1440, "height": 800}, locale="en-GB")
    page = context.new_page()
    with serve(build().root, "127.0.0.1", 0, reload=False) as server:
        page.goto(f"{server.url}en/agenda/2017-11-25/", wait_until="networkidle")
        yield page
    context.close()


def test_rooms_and_times_stay_in_view(page: Page) -> None:
    """Scrolled to its end, the day still shows its rooms at the top and its times at the side; the page itself does not scroll sideways."""
    region = page.get_by_role("region", name="Programme of Saturday, 25 November 2017")
    region.evaluate(
        "place => { place.scrollIntoView({ behavior: 'instant' }); place.scrollTop = place.scrollHeight; place.scrollLeft = place.scrollWidth; }"
    )
    box = region.bounding_box()
    room = page.get_by_role("columnheader", name=f"Room {ROOMS - 1}").bounding_box()
    time = page.get_by_role("rowheader", name="17:00").bounding_box()
    assert box is not None and room is not None and time is not None
    assert abs(room["y"] - box["y"]) < 3
    assert abs(time["x"] - box["x"]) < 3
    expect(page.get_by_role("link", name=f"Talk 17-{ROOMS - 1}")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == 1440
    assert Axe().run(page).response["violations"] == []


def test_day_scrolls_by_keyboard(page: Page) -> None:
    """The day can have the focus, and the arrow keys move it."""
    region = page.get_by_role("region", name="Programme of Saturday, 25 November 2017")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    page.wait_for_function("place => place.scrollTop > 0 && place.scrollLeft > 0", arg=region.element_handle())
    assert region.evaluate("place => place.scrollTop > 0 && place.scrollLeft > 0")


def test_sessions_are_told_apart_by_their_type(page: Page) -> None:
    """The filter offers the types in the page's words, with their counts, and leaves the sessions of one."""
    page.get_by_text("Filters", exact=True).click()
    choice = page.get_by_label("Type", exact=True)
    assert choice.locator("option").all_inner_texts() == ["All (90)", "Talk (50)", "Workshop (40)"]
    choice.select_option("Hội thảo")
    expect(page.get_by_role("search").get_by_role("status")).to_have_text("40 of 90 sessions")
    expect(page.get_by_role("link", name="Talk 8-1", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Talk 8-2", exact=True)).to_be_hidden()


def test_phone_shows_the_day_as_a_list(page: Page) -> None:
    """On a phone nothing scrolls sideways: the sessions stand one below another under their time."""
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    first, second = (page.get_by_role("link", name=f"Talk 8-{room}", exact=True).bounding_box() for room in (0, 1))
    assert first is not None and second is not None
    assert first["x"] == second["x"]
    assert first["y"] < second["y"]
