"""The agenda of a day: rows of one time, columns where things run in parallel."""

from collections.abc import Callable
from pathlib import Path

from bs4 import Tag
from tests.building import Built

Build = Callable[..., Built]


def _rows(site: Built, path: str) -> list[tuple[str, list[list[str]]]]:
    table = site.soup(path).find("table")
    assert isinstance(table, Tag)
    return [
        (
            row.find("th").get_text(strip=True),
            [
                [title.get_text(strip=True) for title in cell.select(".session-card__title")]
                for cell in row.find_all("td")
            ],
        )
        for row in table.select("tbody tr")
    ]


def test_day_with_tracks_as_columns(build: Build) -> None:
    """Parallel sessions stand in the columns of their tracks; what stands alone stretches over all of them."""
    site = build()
    assert _rows(site, "/en/agenda/2017-11-25/") == [
        ("Several days", [["Exhibition"]]),
        ("08:00", [["Opening ceremony"]]),
        ("09:00", [["Talk one"], ["Workshop one"]]),
        ("11:00", [["Cancelled talk"]]),
    ]
    heads = [head.get_text(strip=True) for head in site.soup("/en/agenda/2017-11-25/").select("thead th")]
    assert heads == ["Time", "Talks", "Workshops"]


def test_day_without_parallel_sessions_has_one_column(build: Build) -> None:
    """A day on which nothing runs in parallel is a plain list of times."""
    site = build()
    assert _rows(site, "/chuong-trinh/2017-11-26/") == [
        ("Nhiều ngày", [["Triển lãm"]]),
        ("Buổi chiều", [["Buổi chiều tự do"]]),
    ]


def test_day_with_rooms_as_columns(build: Build, content: Path) -> None:
    """With rooms as columns every hall keeps its column all day; a session without a room stretches over the row."""
    event = content / "event.yml"
    text = event.read_text(encoding="utf-8").replace("columns: track", "columns: room")
    event.write_text(
        text.replace("tracks:", "  - id: lab\n    name: {vi: Phòng máy, en: Lab}\ntracks:"), encoding="utf-8"
    )
    schedule = content / "data" / "schedule.json"
    source = schedule.read_text(encoding="utf-8").replace('"track": "workshops"', '"room": "lab"')
    schedule.write_text(source, encoding="utf-8")
    assert _rows(build(), "/en/agenda/2017-11-25/") == [
        ("Several days", [["Exhibition"]]),
        ("08:00", [["Opening ceremony"], []]),
        ("09:00", [["Talk one"], ["Workshop one"]]),
        ("11:00", [["Cancelled talk"]]),
    ]


def test_cancelled_session_stays_and_says_so(build: Build) -> None:
    """A cancelled session is marked in the agenda, on the home page and on its own page."""
    site = build()
    card = next(card for card in site.soup("/en/agenda/").select("article") if "Cancelled talk" in card.get_text())
    assert card.find("strong").get_text(strip=True) == "Cancelled"
    assert "This session will not take place." in site.soup("/en/agenda/c1/").get_text()
    assert "Đã hủy" in site.soup("/").get_text()


def test_agenda_tells_zone_version_and_age(build: Build) -> None:
    """The reader sees which zone the hours are in, which version this is, and from when."""
    text = " ".join(build().soup("/en/agenda/").get_text().split())
    assert "All times: Vietnam Time (UTC+7) · Version 1.0 · as of 09:00, 20 Nov 2017" in text
