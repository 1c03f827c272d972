"""Each room's screen, the signs for its door and the programme on paper, as they are built."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from tests.building import Built
from tests.comparing import free_environment, set_clock, tree
from tests.pictures import codes, drawn
from tests.rich_event import make_project, rich_event

from eventsite.checks import check_site
from eventsite.site.run import build as build_site

Build = Callable[..., Built]
HOST = "https://summit.example.org"
SIGNS = {"vi": "title: Bảng treo cửa\nslug: bang-cua\nlayout: door-signs\n", "en": "title: Door signs\n"}
PAPER = {"vi": "title: Bản in\nslug: ban-in\nlayout: programme-sheet\nparent: agenda\n", "en": "title: Printed\n"}


@pytest.fixture
def paper(content: Path) -> Path:
    """Return the tiny event's content with a page of door signs and one of the programme on paper."""
    for key, pages in (("door-signs", SIGNS), ("printed", PAPER)):
        for language, fields in pages.items():
            text = f"---\n{fields}summary: Summary {language}.\n---\nHow to print.\n"
            (content / "pages" / f"{key}.{language}.md").write_text(text, encoding="utf-8")
    return content


def _schedule(content: Path, change: Callable[[list[dict]], None]) -> None:
    path = content / "data" / "schedule.json"
    schedule = json.loads(path.read_text(encoding="utf-8"))
    change(schedule["sessions"])
    path.write_text(json.dumps(schedule), encoding="utf-8")


def _hreflang(page: BeautifulSoup) -> dict[str, str]:
    return {link["hreflang"]: link["href"] for link in page.select("link[rel=alternate][hreflang]")}


def _code(page: BeautifulSoup | object, selector: str = "svg.qr") -> list[str]:
    (drawing,) = page.select(selector)  # type: ignore[union-attr]
    assert drawing["role"] == "img"
    assert drawing["aria-label"]
    size = int(drawing["viewbox"].split()[2])
    return codes(drawn(drawing.select("path")[1]["d"], size))


def _text(tag: object) -> str:
    return re.sub(r"\s+", " ", tag.get_text(" ", strip=True))  # type: ignore[attr-defined]


def test_every_room_in_use_has_a_screen_in_every_language(build: Build) -> None:
    """The addresses are each language's own; both pages name each other, and neither is for search engines."""
    site = build(SITEURL=HOST)
    assert [path for path in site.pages() if "/man-hinh/" in path or "/screen/" in path] == [
        "/en/screen/hall/", "/man-hinh/hall/",
    ]  # fmt: skip
    links = {"vi": f"{HOST}/man-hinh/hall/", "en": f"{HOST}/en/screen/hall/", "x-default": f"{HOST}/man-hinh/hall/"}
    for path, language, room, agenda in (
        ("/man-hinh/hall/", "vi", "Hội trường", "/chuong-trinh/"),
        ("/en/screen/hall/", "en", "Hall", "/en/agenda/"),
    ):
        page = site.soup(path)
        assert page.html["lang"] == language
        assert _hreflang(page) == links
        assert page.select("meta[name=robots]")[0]["content"] == "noindex"
        assert _text(page.h1) == room
        assert agenda in [link["href"] for link in page.select(".wall__foot a")]
        assert page.select(".site-header, .site-footer, .menu, script[src$='language-offer.js']") == []
    for sitemap in site.root.glob("sitemap-*.xml"):
        assert not re.search("man-hinh|screen", sitemap.read_text(encoding="utf-8"))
    assert check_site(site.root)[0] == []


def test_screen_without_script_is_the_rooms_programme(build: Build, content: Path) -> None:
    """All that takes place in the room stands there by days, an item of several days on each; nothing else does."""

    def change(sessions: list[dict]) -> None:
        sessions[4] |= {"room": "hall"}
        sessions[5] |= {"room": "hall"}
        sessions.append({"id": "F1", "title": "Later", "room": "hall"})

    _schedule(content, change)
    page = build().soup("/en/screen/hall/")
    found = [
        (_text(section.h2), [_text(title) for title in section.select("h3")]) for section in page.select(".wall__days section")
    ]  # fmt: skip
    assert found == [
        ("Saturday, 25 November 2017", ["Exhibition", "Opening ceremony", "Talk one"]),
        ("Sunday, 26 November 2017", ["Exhibition", "Free afternoon"]),
        ("Time to be announced", ["Later"]),
    ]
    hours = [_text(when) for when in page.select("section")[2].select(".session-card__when")]
    assert hours == ["25–26 November 2017", "08:00–08:30", "09:00–10:00"]


def test_rooms_that_differ_in_capitals_have_a_screen_each(build: Build, content: Path) -> None:
    """The address of a room with a capital, a space or another sign is one of its own."""

    def change(sessions: list[dict]) -> None:
        sessions[1]["room"] = "Hall"
        sessions[2]["room"] = "Phòng 1/2"

    _schedule(content, change)
    schedule = json.loads((content / "data" / "schedule.json").read_text(encoding="utf-8"))
    schedule["rooms"] = [{"id": "Hall", "name": "Big hall"}, {"id": "Phòng 1/2", "name": "Phòng 1/2"}]
    (content / "data" / "schedule.json").write_text(json.dumps(schedule), encoding="utf-8")
    site = build()
    screens = [path for path in site.pages() if path.startswith("/man-hinh/")]
    assert len(screens) == 3
    assert all(re.fullmatch(r"/man-hinh/[a-z0-9-]+/", path) for path in screens)
    assert sorted(site.soup(path).find("wall-screen")["data-room"] for path in screens) == [
        "Hall",
        "Phòng 1/2",
        "hall",
    ]


def test_site_without_an_agenda_has_no_screens(build: Build, paper: Path) -> None:
    """Sessions have no pages there; the pages of paper say how to print, and have no sheets."""
    for path in [*(paper / "sessions").iterdir(), *(paper / "pages").glob("agenda.*")]:
        path.unlink()
    for path in [paper / "event.yml", *paper.rglob("*.md")]:
        text = path.read_text(encoding="utf-8").replace("agenda, ", "").replace("parent: agenda\n", "")
        path.write_text(re.sub(r".*ref:(?:sessions|days)/.*\n", "", text), encoding="utf-8")
    site = build()
    assert [path for path in site.pages() if "man-hinh" in path] == []
    for path in ("/bang-cua/", "/ban-in/"):
        page = site.soup(path)
        assert page.select(".sheet") == []
        assert "How to print." in page.get_text()


def test_screen_comes_and_goes_with_what_takes_place_in_a_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session that moves to another room by an editor's file brings that one's screen, in the very next build."""
    free_environment(monkeypatch)
    event = rich_event(press=4, news=4)
    event.facts["rooms"].append({"id": "attic", "name": {"vi": "Gác", "en": "Attic"}})
    settings = make_project(tmp_path / "project", event)
    set_clock(event)
    output = tmp_path / "project/output"
    build_site(settings, output)
    assert not (output / "man-hinh/attic/index.html").exists()
    event.documents["sessions/talk-3"]["vi"].fields["room"] = "attic"
    event.write(tmp_path / "project")
    build_site(settings, output)
    assert "talk-3" in Built(output).soup("/en/screen/attic/").select_one(".session-card h3").get_text()
    after = tree(output)
    build_site(make_project(tmp_path / "whole", event), tmp_path / "whole/output")
    assert after == tree(tmp_path / "whole/output")


def test_door_has_a_sign_for_each_day_in_both_languages(build: Build, paper: Path) -> None:
    """One sheet a room and day, the page's language first, with a code that leads to the screen in that language."""
    _schedule(paper, lambda sessions: sessions[5].update(room="hall"))
    site = build(SITEURL=HOST)
    for path, order, screen in (
        ("/bang-cua/", ["vi", "en"], "/man-hinh/hall/"),
        ("/en/door-signs/", ["en", "vi"], "/en/screen/hall/"),
    ):
        page = site.soup(path)
        sheets = page.select("article.sign")
        assert len(sheets) == 2
        heads = {"vi": "Hội trường Thứ Bảy, 25/11/2017", "en": "Hall Saturday, 25 November 2017"}
        assert [(head["lang"], _text(head)) for head in sheets[0].select("[dir=ltr]")] == [
            (code, heads[code]) for code in order
        ]
        titles = {"vi": "Lễ khai mạc", "en": "Opening ceremony"}
        entry = sheets[0].select_one("li")
        assert entry is not None
        assert _text(entry.select_one(".sheet__hours")) == "08:00–08:30"
        assert [
            (words["lang"], titles[words["lang"]] in _text(words)) for words in entry.select(".sheet__words")
        ] == [(code, True) for code in order]
        assert [_code(sheet) for sheet in sheets] == [[HOST + screen]] * 2
        assert [link["href"] for link in page.select(".files a")] == [screen]
        assert page.select("meta[name=robots]")[0]["content"] == "noindex"
        assert _hreflang(page) == {}
    afternoon = site.soup("/bang-cua/").select("article.sign")[1].select_one(".sheet__hours")
    assert _text(afternoon) == "Buổi chiều Afternoon"
    assert "bang-cua" not in (site.root / "sitemap-vi.xml").read_text(encoding="utf-8")


def test_sign_tells_what_is_interpreted_in_each_language(build: Build, paper: Path) -> None:
    """Spoken languages, interpretation and channel stand there in both; a cancelled session is marked in both."""
    facts = {"languages": ["vi"], "interpretation": {"en": "2"}, "state": "cancelled", "message": {"vi": "Hoãn"}}
    _schedule(paper, lambda sessions: sessions[1].update(facts))
    entry = build().soup("/en/door-signs/").select("article.sign li")[1]
    assert [_text(words) for words in entry.select(".sheet__words")] == [
        "Talk one Cancelled Hoãn Vietnamese · Interpretation into English (channel 2)",
        "Bài một Đã hủy Tiếng Việt · Phiên dịch sang tiếng Anh (kênh 2)",
    ]
    assert entry.select_one(".sheet__words span[lang=vi]").get_text() == "Hoãn"


def test_working_copy_has_no_codes_and_says_so(build: Build, paper: Path) -> None:
    """Without a public address no code is printed that leads nowhere."""
    site = build()
    for path in ("/en/door-signs/", "/en/agenda/printed/"):
        page = site.soup(path)
        assert page.select("svg") == []
        assert "no public address" in _text(page.select_one("main .mark"))
    assert "public address" not in build(SITEURL=HOST).soup("/en/door-signs/").get_text()


def test_programme_on_paper_has_every_session_of_every_day(build: Build, paper: Path) -> None:
    """The days, with an item of several days on each, in both languages; the agenda leads there, the code back."""
    site = build(SITEURL=HOST)
    page = site.soup("/chuong-trinh/ban-in/")
    days = {
        _text(day.h3): [_text(title) for title in day.select(".sheet__words--first .sheet__title")]
        for day in page.select(".leaflet__day")
    }
    assert days == {
        "Thứ Bảy, 25/11/2017 Saturday, 25 November 2017": [
            "Triển lãm", "Lễ khai mạc Dữ liệu minh họa", "Bài một", "Thực hành một", "Bài đã hủy Đã hủy",
        ],
        "Chủ nhật, 26/11/2017 Sunday, 26 November 2017": ["Triển lãm", "Buổi chiều tự do"],
    }  # fmt: skip
    assert _code(page) == [f"{HOST}/chuong-trinh/"]
    assert "Talk one" in _text(page.select(".leaflet__day")[0])
    link = site.soup("/en/agenda/").find("a", string="Print the programme")
    assert link["href"] == "/en/agenda/printed/"


def test_agenda_leads_to_paper_only_where_there_is_some(build: Build) -> None:
    """A site without such a page has no link to it."""
    assert build().soup("/en/agenda/").find("a", string="Print the programme") is None


def test_programme_of_1100_sessions_is_put_on_paper(build: Build, paper: Path) -> None:
    """A big programme is on the page as a whole, in both languages, and the page stays below a megabyte and a half."""

    def change(sessions: list[dict]) -> None:
        for number in range(1100):
            start = f"2017-11-{25 + number % 2}T{8 + number // 2 % 10:02}:00:00+07:00"
            title = {"vi": f"Bài số {number}", "en": f"Talk number {number}"}
            sessions.append({"id": f"S{number}", "title": title, "start": start, "room": "hall"})

    _schedule(paper, change)
    site = build(SITEURL=HOST)
    page = site.soup("/en/agenda/printed/")
    assert len(page.select(".sheet__entry")) == 1100 + 7
    assert (site.root / "en/agenda/printed/index.html").stat().st_size < 1_500_000
    assert len(site.soup("/en/door-signs/").select("article.sign")) == 2
