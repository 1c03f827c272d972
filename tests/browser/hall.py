"""A visitor in the hall: the real site with a programme that changes while its pages are open."""

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from eventsite.build.server import serve
from tests.building import Built

Row = dict[str, Any]
# Monday morning, with guests being received and the plenary to come.
MORNING = dt.datetime.fromisoformat("2017-11-27T08:10:00+07:00")
AGENDA = {"vi": "/chuong-trinh/", "en": "/en/agenda/"}


class Hall:
    """A served copy of the site, whose programme a test may change."""

    def __init__(self, root: Path, address: str) -> None:
        self.root = root
        self.address = address

    def programme(self, language: str) -> Row:
        """Return the programme as the site publishes it now."""
        return json.loads((self.root / f"api/schedule.{language}.json").read_text(encoding="utf-8"))

    def publish(self, language: str, *changes: Row, text: str | None = None) -> None:
        """Publish the programme with some fields of sessions changed (None removes one), or other words altogether."""
        path = self.root / f"api/schedule.{language}.json"
        if text is not None:
            path.write_text(text, encoding="utf-8")
            return
        data = self.programme(language)
        for change in changes:
            known = next((row for row in data["sessions"] if row["id"] == change["id"]), None)
            if known is None:
                data["sessions"].append(known := {})
            known.update(change)
            for name in [name for name, value in change.items() if value is None]:
                del known[name]
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def minute(page: Page, path: str = "/api/schedule.") -> None:
    """Let a minute pass on the visitor's clock, and wait until the answer to its question was read."""
    with page.expect_event("requestfinished", lambda request: path in request.url):
        page.clock.run_for(60_100)
    # What waits for the answer's last byte goes on in the meantime.
    page.evaluate(
        "() => new Promise((done) => { const c = new MessageChannel(); c.port1.onmessage = done; c.port2.postMessage(0); })"
    )


@contextmanager
def hall(site: Built, folder: Path) -> Iterator[Hall]:
    """Serve a copy of the site."""
    root = Path(shutil.copytree(site.root, folder / "hall"))
    with serve(root, "127.0.0.1", 0, reload=False) as server:
        yield Hall(root, server.url.rstrip("/"))


@contextmanager
def visitor(browser: Browser, moment: dt.datetime = MORNING, **options: Any) -> Iterator[Page]:
    """Return the page of a visitor with a phone, whose clock stands at the moment and goes on only when told."""
    defaults = {"viewport": {"width": 360, "height": 740}, "locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}
    context = browser.new_context(**(defaults | options))
    page = context.new_page()
    page.clock.install(time=moment)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []
