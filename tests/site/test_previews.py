"""What social networks show of a page that somebody sends: right on every public page, in both languages."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from PIL import Image
from tests.building import Built

SITE = "https://summit.example.org"


@pytest.fixture(scope="module")
def pages(site: Built) -> dict[str, BeautifulSoup]:
    """Return every page by its address."""
    return {path: site.soup(path) for path in site.pages()}


def _is_public(page: BeautifulSoup) -> bool:
    return not page.select("meta[name=robots][content=noindex]")


def _words(element: Tag | None) -> str:
    return element.get_text(strip=True).replace("\N{NO-BREAK SPACE}", " ") if element else ""


def _told(page: BeautifulSoup) -> dict[str, str]:
    """Return the page's words for social networks by their names, each once."""
    found = [
        (str(item.get("property") or item.get("name")), str(item["content"]))
        for item in page.select("meta[property], meta[name^=twitter]")
        if not str(item.get("property")).startswith("og:locale")
    ]
    assert len(dict(found)) == len(found)
    return dict(found)


def test_every_public_page_says_what_networks_ask_for(pages: dict[str, BeautifulSoup]) -> None:
    """Title, sentence, address, site and picture, with its size and words; the sentence is not the title."""
    for path, page in pages.items():
        if not _is_public(page):
            continue
        told = _told(page)
        assert {key: value for key, value in told.items() if not value.strip()} == {}, path
        assert told["og:url"] == SITE + path
        assert told["og:description"] != told["og:title"]
        assert re.fullmatch(rf"{SITE}/social/[0-9a-f]{{24}}\.png", told["og:image"])
        picture = [told[f"og:image:{name}"] for name in ("type", "width", "height")]
        assert picture == ["image/png", "1200", "630"]
        assert told["og:title"] in told["og:image:alt"], path
        assert told["twitter:card"] == "summary_large_image"


def test_title_does_not_repeat_the_site(pages: dict[str, BeautifulSoup]) -> None:
    """The site's name is told apart, and not in the title once more; the home page's title is the event's own."""
    for path, page in pages.items():
        if _is_public(page) and path not in {"/", "/en/"}:
            told = _told(page)
            for form in page.select("h1 .honorific, h1 small, h1 span"):
                form.extract()
            assert told["og:title"] == _words(page.h1), path
            assert told["og:site_name"] in {
                "Hội nghị Thành phố thông minh Bình Dương năm 2017",
                "Binh Duong Smart City Summit 2017",
            }


def test_kinds_are_those_of_the_pages(pages: dict[str, BeautifulSoup]) -> None:
    """News and press releases are articles with their day, people are profiles, all else is the site's."""
    for path, page in pages.items():
        if not _is_public(page):
            continue
        told = _told(page)
        day = page.select_one(".dateline time")
        assert told.get("article:published_time") == (day["datetime"] if day else None)
        assert (told["og:type"] == "article") == bool(day)
        assert (told["og:type"] == "profile") == (
            '"@type":"Person","@id":"' + told["og:url"] + '#person","name":' in str(page.head)
        ), path


def test_other_pages_say_nothing(pages: dict[str, BeautifulSoup]) -> None:
    """What search engines are not to know has no preview either."""
    assert [path for path, page in pages.items() if not _is_public(page) and _told(page)] == []


def test_pictures_are_those_that_public_pages_name(site: Built, pages: dict[str, BeautifulSoup]) -> None:
    """Each page's picture is there, small and of the right size, and no other one is."""
    named = {_told(page)["og:image"].removeprefix(f"{SITE}/") for page in pages.values() if _is_public(page)}
    files = {path.relative_to(site.root).as_posix() for path in (site.root / "social").iterdir()}
    assert files == named
    for name in files:
        path = site.root / name
        with Image.open(path) as image:
            assert (image.format, image.size) == ("PNG", (1200, 630))
        assert path.stat().st_size < 100_000


def test_pictures_can_be_switched_off(build: Callable[..., Built]) -> None:
    """Then pages have their words alone, and a small card is asked for; without an address there is no preview."""
    site = build(SITEURL=SITE)
    told = _told(site.soup("/"))
    assert (told["og:title"], told["twitter:card"], told.get("og:image")) == (
        site.soup("/").h1.get_text(strip=True),
        "summary",
        None,
    )
    assert not (site.root / "social").exists()
    assert _told(build().soup("/")) == {}


def test_picture_that_could_not_say_the_notice_is_not_drawn(build: Callable[..., Built], content: Path) -> None:
    """Where the fonts lack its letters the page has words alone, as no picture may leave the notice out."""
    path = content / "event.yml"
    path.write_text(
        f"{path.read_text(encoding='utf-8')}notice: {{vi: للعرض فقط., en: A sample.}}\n", encoding="utf-8"
    )
    site = build(SITEURL=SITE, EVENTSITE_SOCIAL_IMAGES=True)
    cards = [(_told(site.soup(path))["twitter:card"], "og:image" in _told(site.soup(path))) for path in ("/", "/en/")]
    assert cards == [("summary", False), ("summary_large_image", True)]


def test_pictures_of_a_small_event_are_drawn_and_kept(build: Callable[..., Built], tmp_path: Path) -> None:
    """A second build has the same pictures from the cache, bit for bit."""
    first, second = (build(SITEURL=SITE, EVENTSITE_SOCIAL_IMAGES=True).root / "social" for _ in range(2))
    pictures = {path.name: path.read_bytes() for path in first.iterdir()}
    assert pictures
    assert {path.name: path.read_bytes() for path in second.iterdir()} == pictures
    assert (tmp_path / "cache-of-tests/social.sqlite").exists()
