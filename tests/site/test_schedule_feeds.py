"""Real feeds become whole agendas in both languages without a change of code."""

import html
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from tests.building import SHARED, Built, needs_shared

from eventsite.checks import check_site

Build = Callable[..., Built]


def _titles(feed: Path) -> set[str]:
    """Return the titles of a feed's sessions, counted apart from the project's own parsers."""
    if feed.is_dir():
        found = [talk["title"] for talk in json.loads((feed / "sessions.json").read_text(encoding="utf-8"))]
    elif feed.suffix == ".xml":
        found = [node.text for node in ElementTree.parse(feed).iterfind(".//event/title")]  # noqa: S314 -- a sample
    elif feed.suffix == ".ics":
        unfolded = re.sub(r"\r?\n[ \t]", "", feed.read_bytes().decode("utf-8"))
        found = [line.replace("\\,", ",") for line in re.findall(r"^SUMMARY[^:]*:(.*?)\r?$", unfolded, re.MULTILINE)]
    else:
        found = list(_json_titles(json.loads(feed.read_text(encoding="utf-8"))))
    plain = (" ".join(re.sub(r"</?[a-z]+>", "", html.unescape(_words(title))).split()) for title in found)
    return set(plain)


def _json_titles(data: Any) -> Iterator[Any]:
    if "talks" in data:
        yield from (talk["title"] for talk in data["talks"])
    elif "slots" in data:
        yield from (
            slot["submission"]["title"] if slot["submission"] else slot["description"] for slot in data["slots"]
        )
    elif "sessions" in data:
        yield from (session["title"] for session in data["sessions"])
    elif "additionalInfo" in data or isinstance(data.get("results"), dict):
        days = next(iter(data["results"].values())).values()
        yield from (entry["title"] for day in days for entry in day.values())
    elif "results" in data:
        for event in data["results"]:
            parts = [
                *event.get("contributions", []),
                *(c for s in event.get("sessions", []) for c in s["contributions"]),
            ]
            yield from (part["title"] for part in parts or [event])
    elif "events" in data["schedule"]:
        yield from (event["title"] for event in data["schedule"]["events"])
    else:
        days = data["schedule"]["conference"]["days"]
        yield from (event["title"] for day in days for events in day["rooms"].values() for event in events)


def _words(title: Any) -> str:
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
        ("pretalx-2026.2-democon-widget.json", "2026-11-13", "2026-11-15", "UTC"),
        ("pretalx-2026.2-democon-frab-schedule.json", "2026-11-13", "2026-11-15", "UTC"),
        ("frab-json__cccamp2019__frab.json", "2019-08-21", "2019-08-25", "Europe/Berlin"),
        ("frab-json__democon__pretalx-demo-event.json", "2020-12-14", "2020-12-16", "UTC"),
        ("pretalx-2026.2-bdsc17-schedule.xml", "2017-11-25", "2017-11-27", "Asia/Ho_Chi_Minh"),
        ("pretalx-2026.2-democon-schedule.xml", "2026-11-13", "2026-11-15", "UTC"),
        ("pretalx-2026.2-bdsc17-api-schedule-latest-expanded.json", "2017-11-25", "2017-11-27", "Asia/Ho_Chi_Minh"),
        ("pretalx-2026.2-democon-api-schedule-latest-expanded.json", "2026-11-13", "2026-11-15", "UTC"),
        ("pretalx-2026.2-bdsc17.ics", "2017-11-25", "2017-11-27", "Asia/Ho_Chi_Minh"),
        ("pretalx-2026.2-democon.ics", "2026-11-13", "2026-11-15", "UTC"),
        ("schedule-v2__38c3__hub-excerpt.json", "2024-12-27", "2024-12-30", "Europe/Berlin"),
        ("sessionize-all__global-azure-linz-2020.json", "2020-04-24", "2020-04-25", "Europe/Vienna"),
        ("sessionize-all__global-azure-linz-2025.json", "2025-05-10", "2025-05-10", "Europe/Vienna"),
        ("sessionize-all__droidkaigi-2018-testdata__ja-en.json", "2018-02-08", "2018-02-09", "Asia/Tokyo"),
        ("open-event__fossasia-2010-hcmc", "2010-11-12", "2010-11-14", "Asia/Ho_Chi_Minh"),
        ("indico-export__docs-example-event-0.json", "2011-06-23", "2011-06-24", "Europe/Zurich"),
        ("indico-export__docs-example-event-1.json", "2011-06-23", "2011-06-24", "Europe/Zurich"),
        ("indico-export__docs-example-event-2.json", "2011-06-23", "2011-06-24", "Europe/Zurich"),
        ("indico-export__docs-example-timetable.json", "2013-04-29", "2013-04-29", "Europe/Zurich"),
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


def _one(tmp_path: Path, **fields: object) -> str:
    """Write a feed with one session and return its path."""
    session = {"id": "X1", "title": {"vi": "Bài"}, "start": "2017-11-25T15:00:00+07:00"} | fields
    path = tmp_path / "feed.json"
    path.write_text(json.dumps({"format": "eventsite-schedule/1", "sessions": [session]}), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    "abstract",
    [
        "# A\n\n## B\n\n#### C",
        "[slides](slides.pdf) [talk](/talks/1) [part](#z)",
        "- " * 600,
        "1. " * 600,
        "<a " * 6_600,
    ],
    ids=["headings", "relative links", "nested lists", "nested numbers", "open tags"],
)
def test_feed_text_never_stops_the_build(build: Build, tmp_path: Path, abstract: str) -> None:
    """Whatever a feed writes into its abstracts, the site is built and right."""
    site = build(EVENTSITE_SCHEDULE_URL=_one(tmp_path, abstract={"vi": abstract}))
    assert check_site(site.root)[0] == []


def test_session_that_the_feed_drops_leaves_its_links_at_the_list(
    build: Build, content: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A link to a session that the feed no longer has leads to the agenda, and the log says so."""
    path = content / "news" / "welcome.vi.md"
    path.write_text(path.read_text(encoding="utf-8") + "[Bài A1](ref:sessions/a1)\n", encoding="utf-8")
    site = build(EVENTSITE_SCHEDULE_URL=_one(tmp_path))
    link = site.soup("/tin-tuc/chao-mung/").find("a", string="Bài A1")
    assert link["href"] == "/chuong-trinh/"
    assert "`ref:sessions/a1` leads nowhere" in caplog.text


def test_session_that_comes_back_takes_its_address(build: Build, content: Path, tmp_path: Path) -> None:
    """A feed may bring a session to an address that leads elsewhere by now; its page is there, and the site is built."""
    path = content / "event.yml"
    path.write_text(f"{path.read_text(encoding='utf-8')}gone: [{{path: /chuong-trinh/x1/}}]\n", encoding="utf-8")
    news = content / "news" / "welcome.vi.md"
    text = news.read_text(encoding="utf-8").replace("---\n", "---\naliases: [/chuong-trinh/x1/]\n", 1)
    news.write_text(text, encoding="utf-8")
    site = build(EVENTSITE_SCHEDULE_URL=_one(tmp_path))
    assert site.soup("/chuong-trinh/x1/").h1.get_text(strip=True) == "Bài"


def test_session_in_one_language_borrows_it_in_the_other(build: Build, tmp_path: Path) -> None:
    """A feed's session without an English title is shown in Vietnamese there, says so, and is not announced as English."""
    site = build(EVENTSITE_SCHEDULE_URL=_one(tmp_path), SITEURL="https://example.org")
    page = site.soup("/en/agenda/x1/")
    assert "not available in your language yet" in page.get_text()
    assert page.h1.span["lang"] == "vi"
    assert page.find("link", rel="canonical")["href"] == "https://example.org/chuong-trinh/x1/"
    assert [link["hreflang"] for link in site.soup("/chuong-trinh/x1/").select("link[hreflang]")] == [
        "vi",
        "x-default",
    ]


def test_site_without_lists_of_people_and_agenda_is_built(build: Build, content: Path, tmp_path: Path) -> None:
    """An event that has no page for its people or agenda ignores what a feed says of them."""
    for key in ("agenda", "people"):
        for language in ("vi", "en"):
            (content / "pages" / f"{key}.{language}.md").unlink()
    for kind in ("people", "sessions"):
        shutil.rmtree(content / kind)
    event = content / "event.yml"
    event.write_text(
        event.read_text(encoding="utf-8").replace("menu: [agenda, people]", "menu: []"), encoding="utf-8"
    )
    feed = _one(tmp_path, people=["p"])
    data = json.loads(Path(feed).read_text(encoding="utf-8")) | {"people": [{"id": "p", "name": "Rob"}]}
    Path(feed).write_text(json.dumps(data), encoding="utf-8")
    assert check_site(build(EVENTSITE_SCHEDULE_URL=feed).root)[0] == []
