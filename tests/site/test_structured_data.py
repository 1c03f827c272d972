"""What search engines and social networks are told of every page of the real site is what the page says."""

import json
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from tests.building import Built
from tests.vocabulary import faults

Node = dict[str, Any]
DATES = {"startDate", "endDate", "datePublished"}


@pytest.fixture(scope="module")
def pages(site: Built) -> dict[str, BeautifulSoup]:
    """Return every page that search engines may know, by its address."""
    found = {path: site.soup(path) for path in site.pages()}
    return {path: page for path, page in found.items() if not page.select("meta[name=robots][content=noindex]")}


def _graph(page: BeautifulSoup) -> list[Node]:
    [script] = page.select('script[type="application/ld+json"]')
    data = json.loads(str(script.string))
    assert faults(data) == []
    nodes: list[Node] = data["@graph"]
    return nodes


def _of(page: BeautifulSoup, kind: str) -> list[Node]:
    return [node for node in _graph(page) if node["@type"] == kind]


def _dates(value: Any) -> set[str]:
    if isinstance(value, list):
        return {date for item in value for date in _dates(item)}
    if not isinstance(value, dict):
        return set()
    own = {date for name, date in value.items() if name in DATES}
    return own | {date for name, inner in value.items() if name != "superEvent" for date in _dates(inner)}


def _shown(page: BeautifulSoup) -> set[str]:
    """Return the days and times that a page shows."""
    times = {str(item["datetime"]) for item in page.select("time[datetime]")}
    return times | {
        str(item[name])
        for name in ("data-start", "data-end", "data-date", "data-until")
        for item in page.select(f"[{name}]")
    }


def test_every_public_page_has_one_block_in_the_words_of_schema_org(pages: dict[str, BeautifulSoup]) -> None:
    """Each page tells of itself first, by its own address and in its language; every term is schema.org's."""
    for path, page in pages.items():
        first = _graph(page)[0]
        canonical = page.select_one("link[rel=canonical]")
        assert canonical is not None
        assert (first["url"], first["inLanguage"]) == (canonical["href"], page.html["lang"]), path


def test_other_pages_have_no_block(site: Built, pages: dict[str, BeautifulSoup]) -> None:
    """What search engines are not to know tells them nothing."""
    others = set(site.pages()) - set(pages)
    assert {path for path in others if site.soup(path).select('script[type="application/ld+json"]')} == set()


def test_dates_are_those_of_the_page(pages: dict[str, BeautifulSoup]) -> None:
    """Each date that is told stands on the page too; the whole event's days are those of its home page."""
    whole = {"2017-11-25", "2017-11-27"}
    wrong = {path: _dates(_graph(page)) - _shown(page) - whole for path, page in pages.items()}
    assert {path: dates for path, dates in wrong.items() if dates} == {}


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("/", ["WebPage", "Event", "WebSite"]),
        ("/en/agenda/", ["WebPage", "Event", "Place", "Place"]),
        ("/chuong-trinh/2017-11-26/", ["WebPage", "Event", "Place", "Place"]),
        ("/chuong-trinh/hoi-nghi-toan-the/", ["WebPage", "Event"]),
        ("/en/speakers/nienke-trooster/", ["ProfilePage", "Person"]),
        ("/dien-gia/", ["CollectionPage"]),
        ("/hoi-dap/", ["FAQPage"]),
        ("/en/faq/", ["FAQPage"]),
        ("/lien-he/", ["WebPage"]),
    ],
)
def test_page_tells_of_what_it_is_about(pages: dict[str, BeautifulSoup], path: str, kinds: list[str]) -> None:
    """Each kind of page has the things of its kind, and leads to the first as its main one."""
    graph = _graph(pages[path])
    assert [node["@type"] for node in graph] == kinds
    main = graph[0].get("mainEntity")
    assert kinds[0] == "FAQPage" or main == ({"@id": graph[1]["@id"]} if len(kinds) > 1 else None)


def test_agenda_has_each_session_of_the_programme_once(pages: dict[str, BeautifulSoup]) -> None:
    """The sessions of the agenda lead to their pages, where the same event is told in full as a part of the whole."""
    [whole] = _of(pages["/chuong-trinh/"], "Event")
    parts = {part["@id"]: part for part in whole["subEvent"]}
    sessions = {
        path: _of(page, "Event")[0]
        for path, page in pages.items()
        if page.select(".session-facts") and page.html["lang"] == "vi"
    }
    assert {node["@id"] for node in sessions.values()} == set(parts)
    for node in sessions.values():
        part = parts[node["@id"]]
        assert (part["name"], part["startDate"]) == (node["name"], node["startDate"])
        assert part.get("location", {}).get("@id") == node.get("location", {}).get("@id")
        assert node["superEvent"]["@id"] == whole["@id"]


def test_invented_matter_is_told_as_such(pages: dict[str, BeautifulSoup]) -> None:
    """A page is marked as a sample exactly where what it tells of is."""
    for path, page in pages.items():
        marked = any("disambiguatingDescription" in node for node in _graph(page))
        if not page.select(".agenda"):
            assert marked == bool(page.select(".intro .badge--sample")), path


def test_only_attested_bodies_hold_the_event(pages: dict[str, BeautifulSoup]) -> None:
    """The home page names the host and the co-organiser, and neither logos nor offers."""
    [event] = _of(pages["/en/"], "Event")
    assert [body["name"] for body in event["organizer"]] == [
        "Binh Duong Provincial People's Committee",
        "Consulate General of the Netherlands in Ho Chi Minh City",
    ]
    text = "".join(json.dumps(_graph(page)) for page in pages.values())
    assert re.findall(r'"(?:logo|offers|price)"', text) == []


def test_press_release_is_news_of_its_day(pages: dict[str, BeautifulSoup]) -> None:
    """Headline, day and place are those of the page, which names no author."""
    page = pages["/en/press-releases/2017/binh-duong-ready/"]
    [article] = _of(page, "NewsArticle")
    day = page.select_one(".dateline time")
    heading = page.h1
    assert day and heading
    assert (article["datePublished"], article["headline"]) == (day["datetime"], heading.get_text(strip=True))
    assert {"author", "publisher", "dateModified"} & set(article) == set()
