"""Real feeds become whole agendas in both languages without a change of code."""

import html
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.building import SHARED, Built, needs_shared

from eventsite.checks import check_site

Build = Callable[..., Built]


def _titles(feed: Path) -> set[str]:
    """Return the titles of a feed's sessions, counted apart from the project's own parsers."""
    data = json.loads(feed.read_text(encoding="utf-8"))
    if "talks" in data:
        found = [talk["title"] for talk in data["talks"]]
    else:
        days = data["schedule"]["conference"]["days"]
        found = [event["title"] for day in days for events in day["rooms"].values() for event in events]
    plain = (" ".join(re.sub(r"</?[a-z]+>", "", html.unescape(_words(title))).split()) for title in found)
    return set(plain)


def _words(title: object) -> str:
    return title if isinstance(title, str) else str(next(iter(title.values())))


def _shown(site: Built, path: str) -> set[str]:
    headings = site.soup(path).select("table article h3 a")
    return {" ".join(heading.get_text().split()) for heading in headings}


def _event(content: Path, start: str, end: str, zone: str) -> None:
    """Make the tiny event one that knows nothing of its programme but its days and zone."""
    path = content / "event.yml"
    text = path.read_text(encoding="utf-8").replace("2017-11-25", start).replace("2017-11-26", end)
    path.write_text(
        text.replace("Asia/Ho_Chi_Minh", zone).replace("columns: track", "columns: room"), encoding="utf-8"
    )
    for kind in ("sessions", "people", "news"):
        shutil.rmtree(content / kind)


@pytest.mark.parametrize(
    ("feed", "start", "end", "zone"),
    [
        ("pretalx-2026.2-bdsc17-widget.json", "2017-11-25", "2017-11-27", "Asia/Ho_Chi_Minh"),
        ("pretalx-2026.2-bdsc17-v0.2-widget.json", "2017-11-25", "2017-11-27", "Asia/Ho_Chi_Minh"),
        ("pretalx-2026.2-bdsc17-frab-schedule.json", "2017-11-25", "2017-11-27", "Asia/Ho_Chi_Minh"),
        ("pretalx-2026.2-bdsc17-v0.2-frab-schedule.json", "2017-11-25", "2017-11-27", "Asia/Ho_Chi_Minh"),
        ("pretalx-2026.2-democon-widget.json", "2026-11-20", "2026-11-24", "UTC"),
        ("pretalx-2026.2-democon-frab-schedule.json", "2026-11-20", "2026-11-24", "UTC"),
        ("frab-json__cccamp2019__frab.json", "2019-08-21", "2019-08-25", "Europe/Berlin"),
        ("frab-json__democon__pretalx-demo-event.json", "2026-11-20", "2026-11-24", "UTC"),
    ],
)
@needs_shared("schedules")
def test_real_feed_becomes_a_whole_agenda(
    build: Build, content: Path, feed: str, start: str, end: str, zone: str
) -> None:
    """Every session of the feed stands in both agendas with a page of its own, and the site has no fault."""
    _event(content, start, end, zone)
    path = SHARED / "schedules" / feed
    site = build(EVENTSITE_SCHEDULE_URL=str(path))
    assert _shown(site, "/chuong-trinh/") == _titles(path)
    assert _shown(site, "/en/agenda/") == _titles(path)
    assert check_site(site.root)[0] == []


@needs_shared("schedules")
def test_feed_names_follow_the_page_language(build: Build, content: Path) -> None:
    """Rooms and tracks that the feed has in two languages are shown in the page's own."""
    _event(content, "2017-11-25", "2017-11-27", "Asia/Ho_Chi_Minh")
    site = build(EVENTSITE_SCHEDULE_URL=str(SHARED / "schedules" / "pretalx-2026.2-bdsc17-widget.json"))
    vietnamese, english = site.soup("/chuong-trinh/").get_text(), site.soup("/en/agenda/").get_text()
    assert ("Hội trường A" in vietnamese, "Hall A" in vietnamese) == (True, False)
    assert ("Hội trường A" in english, "Hall A" in english) == (False, True)


def test_feed_html_is_harmless(build: Build, content: Path, tmp_path: Path) -> None:
    """Markup in a feed's titles is text, in its abstracts is cleaned, and its images and scripts are gone."""
    session = {
        "id": "X1",
        "title": {"vi": "<img src=x onerror=alert(1)>Tấn công", "en": "<script>alert(1)</script>Attack & more"},
        "abstract": {
            "vi": "**Đậm** <script>alert(2)</script> <img src='https://evil.example/p.gif'> [x](javascript:alert(3))"
        },
        "start": "2017-11-25T15:00:00+07:00",
    }
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps({"format": "eventsite-schedule/1", "sessions": [session]}), encoding="utf-8")
    site = build(EVENTSITE_SCHEDULE_URL=str(feed))
    page = site.soup("/chuong-trinh/x1/")
    assert page.select("main script, main img, main a[href^=javascript]") == []
    assert page.find("strong", string="Đậm") is not None
    assert check_site(site.root)[0] == []
    assert "evil.example" not in "".join(str(site.soup(path)) for path in site.pages())
