"""What the tests of the reader's own agenda share: setting stars, and a programme that changes."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Locator, Page, Route, expect

AGENDA = {"vi": "/chuong-trinh/", "en": "/en/agenda/"}
MINE = {"vi": "/lich-cua-toi/", "en": "/en/my-agenda/"}
SCHEDULE = "**/api/schedule.*.json"
Change = Callable[[dict[str, dict[str, Any]]], None]


def set_stars(page: Page, address: str, *titles: str, language: str = "vi") -> None:
    """Star sessions on the agenda."""
    page.goto(address + AGENDA[language])
    for title in titles:
        button = page.get_by_role("button", name=f"{'Đánh dấu' if language == 'vi' else 'Star'}: {title}").first
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")


def open_mine(page: Page, address: str, language: str = "vi") -> None:
    """Open the reader's agenda and wait for the programme."""
    with page.expect_response(SCHEDULE):
        page.goto(address + MINE[language])


def entry(page: Page, title: str) -> Locator:
    """Return the session's entry in the reader's agenda."""
    return page.locator("my-agenda li").filter(has=page.get_by_role("heading", name=title, exact=True))


def titles(page: Page) -> Locator:
    """Return the titles of the sessions in the reader's agenda."""
    return page.locator("my-agenda").get_by_role("heading", level=3)


def change_schedule(page: Page, change: Change) -> None:
    """From now on serve the programme as `change` leaves its sessions, which are given by their ids."""
    for language in MINE:
        path = f"/api/schedule.{language}.json"
        schedule = page.request.get(urljoin(page.url, path)).json()
        sessions = {session["id"]: session for session in schedule["sessions"]}
        change(sessions)
        schedule["sessions"] = list(sessions.values())
        page.route(f"**{path}", partial(_serve, body=json.dumps(schedule)))


def _serve(route: Route, body: str) -> None:
    route.fulfill(body=body, content_type="application/json")


def keep_stars(page: Page, stars: dict[str, dict[str, str]]) -> None:
    """Keep stars as if they had been set in the past."""
    page.evaluate("stars => localStorage.setItem('eventsite.stars:', JSON.stringify(stars))", stars)
