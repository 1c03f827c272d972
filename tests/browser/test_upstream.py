"""`live-url`: an open agenda takes times and rooms from the schedule server itself, which may be newer than the site."""

import datetime as dt
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from eventsite.build.server import serve
from tests.browser.hall import minute, visitor
from tests.building import SHARED, Built, needs_shared

WIDGET = "schedules/pretalx-2026.2-bdsc17-v0.2-widget.json"
FRAB = "schedules/pretalx-2026.2-bdsc17-v0.2-frab-schedule.json"
Build = Callable[..., Built]


class Upstream:
    """Another people's server, which lets any site's pages read its schedule; `text` is what it says."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.asked = 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked += 1
                body = outer.text.encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Access-Control-Allow-Origin", "*")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}/schedule.json"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture(params=[WIDGET, FRAB])
def upstream(request: pytest.FixtureRequest) -> Iterator[Upstream]:
    """Return a server with a real pretalx's schedule, in each of its two formats."""
    server = Upstream((SHARED / request.param).read_text(encoding="utf-8"))
    yield server
    server.server.shutdown()
    server.server.server_close()


def _move(data: dict[str, Any], code: str, start: str) -> str:
    """Return the schedule with a talk at another time, in either format."""
    if "talks" in data:
        talk = next(talk for talk in data["talks"] if talk["code"] == code)
        length = dt.datetime.fromisoformat(talk["end"]) - dt.datetime.fromisoformat(talk["start"])
        talk["start"], talk["end"] = start, (dt.datetime.fromisoformat(start) + length).isoformat()
        return json.dumps(data)
    for day in data["schedule"]["conference"]["days"]:
        for events in day["rooms"].values():
            for event in events:
                if event.get("code") == code:
                    event["date"] = start
    return json.dumps(data)


@needs_shared(WIDGET)
def test_open_agenda_follows_the_schedule_server(
    browser: Browser, build: Build, content: Path, upstream: Upstream
) -> None:
    """A talk that moved on the server moves on the open page within a minute, without a new build of the site.

    An answer that is empty, or knows too few of the sessions, changes nothing.
    """
    event = content / "event.yml"
    event.write_text(event.read_text(encoding="utf-8") + f"live-url: {upstream.address}\n", encoding="utf-8")
    feed = json.loads((SHARED / WIDGET).read_text(encoding="utf-8"))
    talk = next(talk for talk in feed["talks"] if talk["code"])
    start = dt.datetime.fromisoformat(talk["start"])
    site = build(EVENTSITE_SCHEDULE_URL=str(SHARED / WIDGET))
    with serve(site.root, "127.0.0.1", 0, reload=False) as server, visitor(browser, start) as page:
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text))
        page.goto(f"{server.url.rstrip('/')}/en/agenda/", wait_until="networkidle")
        when = page.locator(f'.agenda [data-id="{talk["code"]}"] .session-card__when')
        before = when.inner_text()
        assert upstream.asked > 0
        good = upstream.text
        few = {**feed, "talks": [talk | {"start": talk["start"].replace("T08", "T07")}]}
        for text in ("", "[]", '{"talks": [], "rooms": []}', good[:200], json.dumps(few)):
            upstream.text = text
            minute(page, "/schedule.json")
            assert when.inner_text() == before
        later = (start + dt.timedelta(hours=1, minutes=7)).isoformat()
        upstream.text = _move(json.loads(good), talk["code"], later)
        minute(page, "/schedule.json")
        expect(when).to_contain_text(f"{dt.datetime.fromisoformat(later):%H:%M}–")
        expect(page.locator(".live__news")).to_contain_text(f"now at {dt.datetime.fromisoformat(later):%H:%M}")
        upstream.text = ""
        minute(page, "/schedule.json")
        expect(when).to_contain_text(f"{dt.datetime.fromisoformat(later):%H:%M}–")
        assert refused == []


def test_only_the_host_of_live_url_may_be_asked(build: Build, content: Path) -> None:
    """The policy of the pages names that host and no other; without `live-url` none but the site's own."""
    assert "connect-src 'self';" in str(build().soup("/en/agenda/").find("meta", attrs={"http-equiv": True}))
    event = content / "event.yml"
    text = event.read_text(encoding="utf-8")
    event.write_text(text + "live-url: https://talks.example.org/summit/widget.json\n", encoding="utf-8")
    policy = str(build().soup("/en/agenda/").find("meta", attrs={"http-equiv": True}))
    assert "connect-src 'self' https://talks.example.org;" in policy
