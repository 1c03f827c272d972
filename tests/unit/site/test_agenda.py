"""The agenda of a day: rows of one time, columns where things run in parallel."""

from collections.abc import Callable
from pathlib import Path

from bs4 import Tag
from tests.building import Built

from eventsite.checks import check_site

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
    """Sessions stand in the columns of their tracks; what belongs to none of them stretches over all."""
    site = build()
    assert _rows(site, "/en/agenda/2017-11-25/") == [
        ("Several days", [["Exhibition"]]),
        ("08:00", [["Opening ceremony"], []]),
        ("09:00", [["Talk one"], ["Workshop one"]]),
        ("11:00", [["Cancelled talk"], []]),
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


def test_spoken_language_is_named_in_the_readers_own(build: Build, content: Path) -> None:
    """The language of a session is a word of the page's language, whichever language it is."""
    schedule = content / "data" / "schedule.json"
    text = schedule.read_text(encoding="utf-8").replace('"id": "A1",', '"id": "A1", "languages": ["de", "vi"],')
    schedule.write_text(text, encoding="utf-8")
    site = build()
    found = [
        " ".join(site.soup(path).find("dl").get_text().split()) for path in ("/chuong-trinh/a1/", "/en/agenda/a1/")
    ]
    assert ["Tiếng Đức, Tiếng Việt" in found[0], "German, Vietnamese" in found[1]] == [True, True]


def test_zone_is_that_of_the_day(build: Build, content: Path) -> None:
    """Where the clocks change during the event, each day names its own offset and the whole agenda both."""
    event = content / "event.yml"
    text = event.read_text(encoding="utf-8").replace("Asia/Ho_Chi_Minh", "Europe/Amsterdam")
    event.write_text(text.replace("2017-11-25", "2027-03-27").replace("2017-11-26", "2027-03-28"), encoding="utf-8")
    (content / "data" / "schedule.json").unlink()
    site = build()
    found = [
        site.soup(f"/en/agenda/{day}").find(class_="facts").get_text() for day in ("", "2027-03-27/", "2027-03-28/")
    ]
    names = ("Netherlands Time (UTC+1)", "Netherlands Time (UTC+2)")
    assert [[name in text for name in names] for text in found] == [[True, True], [True, False], [False, True]]


def test_agenda_tells_zone_version_and_age(build: Build) -> None:
    """The reader sees which zone the hours are in, which version this is, and from when."""
    text = " ".join(build().soup("/en/agenda/").get_text().split())
    assert "All times: Vietnam Time (UTC+7) · Version 1.0 · as of 09:00, 20 Nov 2017" in text


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


NOTHING = {"vi": "Chưa có hoạt động nào trong ngày này.", "en": "Nothing is planned for this day yet."}


def test_day_without_sessions_says_so(build: Build, content: Path) -> None:
    """A day of the event on which nothing is planned has a sentence, and neither a table nor a list without rows."""
    _change(content / "event.yml", "end: 2017-11-26", "end: 2017-11-27")
    site = build()
    for path, words in (("/chuong-trinh/2017-11-27/", NOTHING["vi"]), ("/en/agenda/2017-11-27/", NOTHING["en"])):
        page = site.soup(path)
        assert words in page.get_text()
        assert page.find("table") is None
    agenda = site.soup("/en/agenda/")
    assert [NOTHING["en"] in day.get_text() for day in agenda.select("section.day")] == [False, False, True]
    assert [len(card.find_all("dl")) for card in site.soup("/en/").select(".day-card")] == [1, 1, 0]
    assert check_site(site.root)[0] == []


def test_track_without_a_name_is_known_by_its_id(build: Build, content: Path) -> None:
    """A column and a card of a track without a name say its id."""
    _change(content / "event.yml", "name: {vi: Thực hành, en: Workshops}", "name: {}")
    page = build().soup("/en/agenda/2017-11-25/")
    assert [head.get_text(strip=True) for head in page.select("thead th")] == ["Time", "Talks", "workshops"]
    assert "workshops" in [track.get_text(strip=True) for track in page.select(".session-card__track")]


def test_room_without_a_name_is_known_by_its_id(build: Build, content: Path) -> None:
    """The place of a session in a room without a name is the room's id, in the agenda and on its own page."""
    _change(content / "event.yml", "name: {vi: Hội trường, en: Hall}", "name: {}")
    site = build()
    assert "Place: hall" in [" ".join(item.get_text().split()) for item in site.soup("/en/agenda/").select("li")]
    assert "hall" in [fact.get_text(strip=True) for fact in site.soup("/en/agenda/a1/").select("dd")]


def test_programme_that_cannot_be_loaded_is_no_old_copy(build: Build, content: Path, tmp_path: Path) -> None:
    """With the feed down and no copy of it the page says so, speaks of no copy, and calls no day empty."""
    (content / "data" / "schedule.json").unlink()
    for document in (content / "sessions").iterdir():
        document.unlink()
    for document in (content / "people").iterdir():
        _change(document, "ref:sessions/opening", "ref:pages/agenda")
    site = build(EVENTSITE_SCHEDULE_URL=str(tmp_path / "no-such-feed.json"))
    for path in ("/en/agenda/", "/en/agenda/2017-11-25/"):
        text = site.soup(path).get_text()
        assert "The programme cannot be loaded at the moment." in text
        assert "last good copy" not in text
        assert NOTHING["en"] not in text
    assert "Hiện chưa tải được chương trình." in site.soup("/chuong-trinh/").get_text()
    assert check_site(site.root)[0] == []


def test_programme_that_was_never_there_is_no_failure(build: Build, content: Path) -> None:
    """An event without a schedule and without a feed shows its empty days without a warning."""
    (content / "data" / "schedule.json").unlink()
    text = build().soup("/en/agenda/2017-11-26/").get_text()
    assert (NOTHING["en"] in text, "cannot be loaded" in text) == (True, False)
