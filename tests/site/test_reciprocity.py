"""Between languages every link is mutual: hreflang, sitemaps and the switch say the same of every page."""

import json
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from tests.building import ROOT, Built
from tests.comparing import free_environment, set_clock
from tests.rich_event import File, RichEvent, make_project, rich_event

from eventsite.site.run import build

XML = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
Languages = dict[str, str]


def _preparing(event: RichEvent) -> None:
    event.facts["preparing"] = ["ar"]


def _public(event: RichEvent) -> None:
    event.facts["languages"].append("ar")
    for name in ("name", "short-name", "tagline", "place"):
        event.facts[name]["ar"] = "أيام الاختبار"
    for number, twins in enumerate(event.documents.values()):
        if number % 3 and "en" in twins:
            fields = {name: value for name, value in twins["en"].fields.items() if name != "status"}
            twins["ar"] = File(fields, twins["en"].body)


def _hidden(event: RichEvent) -> None:
    event.facts["untranslated"] = {"press": "hide", "news": "hide"}


EVENTS: dict[str, Callable[[RichEvent], None]] = {
    "two languages": lambda event: None,
    "a language prepared": _preparing,
    "three languages": _public,
    "hidden": _hidden,
}


@pytest.fixture(params=EVENTS)
def built(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Built:
    """Return the site of an event with missing, draft and stale translations, people and sessions of a feed."""
    free_environment(monkeypatch)
    event = rich_event(press=30)
    EVENTS[request.param](event)
    stale = next(name for name in event.of("news") if "en" in event.documents[name])
    event.documents[stale]["en"].fields["translated-from"] = "vi@000000000000"
    catalog = ROOT / "theme/translations/vi/LC_MESSAGES/messages.po"
    event.files["theme/translations/ar/LC_MESSAGES/messages.po"] = catalog.read_bytes()
    settings = make_project(tmp_path / "project", event)
    set_clock(event)
    build(settings, tmp_path / "project/output")
    return Built(tmp_path / "project/output")


def _absolute(link: str) -> str:
    return link if link.startswith("https:") else f"https://summit.example.org{link}"


def _hreflang(page: BeautifulSoup) -> Languages:
    return {str(item["hreflang"]): str(item["href"]) for item in page.select("head link[rel=alternate][hreflang]")}


def _structured(page: BeautifulSoup) -> dict[str, Any]:
    """Return what the page's JSON-LD tells of the page itself; {} where it has none."""
    scripts = page.select('script[type="application/ld+json"]')
    return json.loads(str(scripts[0].string))["@graph"][0] if scripts else {}


def _locales(page: BeautifulSoup) -> tuple[list[str], set[str]]:
    """Return the languages that social networks are told of: the page's own, and the others."""
    own, others = (
        [str(item["content"])[:2] for item in page.select(f'meta[property="og:locale{end}"]')]
        for end in ("", ":alternate")
    )
    return own, set(others)


def _switch(page: BeautifulSoup) -> Languages:
    return {str(item["hreflang"]): _absolute(str(item["href"])) for item in page.select(".languages a")}


def _sitemaps(site: Built) -> dict[str, Languages]:
    found = {}
    for path in sorted(site.root.glob("sitemap-*.xml")):
        tree = ElementTree.parse(path)  # noqa: S314 -- made by the build
        for url in tree.getroot().findall("s:url", XML):
            links = url.findall("x:link", XML)
            found[url.findtext("s:loc", "", XML)] = {
                str(link.get("hreflang")): str(link.get("href")) for link in links
            }
    return found


def _told(page: BeautifulSoup) -> tuple[str, str, str, list[str]]:
    """Return a page's own address and language in its JSON-LD, its source's address, and those of its translations."""
    data = _structured(page)
    source = data.get("translationOfWork", {}).get("@id", "")
    return data["url"], data["inLanguage"], source, [item["@id"] for item in data.get("workTranslation", [])]


def _expected(links: Languages, language: str) -> tuple[str, str, str, list[str]]:
    translations = [other for code, other in links.items() if code not in {"vi", "x-default"}]
    if language == "vi":
        return links["vi"], "vi", "", translations
    return links[language], language, links.get("vi", ""), []


def _prepared(pages: Iterable[str]) -> set[str]:
    """Return the pages in the language that some of the events are prepared or translated in."""
    return {address for address in pages if "/ar/" in address}


def test_languages_lead_to_each_other_on_every_page(built: Built) -> None:
    """Each page names itself and its real translations, each of which names the same; sitemaps name just these."""
    pages = {f"https://summit.example.org{path}": built.soup(path) for path in built.pages()}
    links = {address: _hreflang(page) for address, page in pages.items()}
    sitemaps = _sitemaps(built)
    noindex = {address for address, page in pages.items() if page.select("meta[name=robots][content=noindex]")}
    assert set(sitemaps) == set(pages) - noindex
    for address in sitemaps:
        language = str(pages[address].html["lang"])
        assert links[address] == sitemaps[address]
        assert links[address][language] == address
        for other in links[address].values():
            assert other in sitemaps
            assert links[other] == links[address]
        assert _locales(pages[address]) == ([language], set(links[address]) - {language, "x-default"})
        assert _told(pages[address]) == _expected(links[address], language)
    assert [address for address in noindex if _structured(pages[address])] == []
    # Screens of rooms are translations of each other, though search engines need not know them.
    screens = {address for address in noindex if links[address].get(str(pages[address].html["lang"])) == address}
    assert {address for address in pages if re.search(r"/(man-hinh|screen)/", address)} - screens <= _prepared(pages)
    assert all(links[other] == links[address] for address in screens for other in links[address].values())
    # No other page, indexed or not, names a fallback, a draft or a page of a language that is not public.
    assert {other for found in links.values() for other in found.values()} & noindex - screens == set()


def test_switch_leads_to_the_same_page(built: Built) -> None:
    """From every page the switch leads to pages that exist, are in the language that it says, and lead back."""
    pages = {f"https://summit.example.org{path}": built.soup(path) for path in built.pages()}
    instead = [pages.pop(f"https://summit.example.org/{name}.html") for name in ("404", "offline")]
    for address, page in pages.items():
        here = str(page.html["lang"])
        for language, other in _switch(page).items():
            assert pages[other].html["lang"] == language
            back = _switch(pages[other])
            assert back.get(here, address if "/ar/" in address else None) == address
        assert set(_hreflang(page)) - {"x-default", here} <= set(_switch(page))
    # The pages that stand for missing ones lead home.
    assert [_switch(page) for page in instead] == [_switch(pages["https://summit.example.org/"])] * 2


def test_language_that_is_prepared_is_led_to_by_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its pages are there, from right to left, marked for search engines; no page of another language leads there."""
    free_environment(monkeypatch)
    event = rich_event(press=4, news=4)
    _preparing(event)
    catalog = ROOT / "theme/translations/vi/LC_MESSAGES/messages.po"
    event.files["theme/translations/ar/LC_MESSAGES/messages.po"] = catalog.read_bytes()
    settings = make_project(tmp_path / "project", event)
    set_clock(event)
    build(settings, tmp_path / "project/output")
    site = Built(tmp_path / "project/output")
    prepared = [path for path in site.pages() if path.startswith("/ar/")]
    assert len(prepared) * 3 + 2 == len(site.pages())
    for path in prepared:
        page = site.soup(path)
        assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
        assert page.select("meta[name=robots][content=noindex]")
    shutil.rmtree(site.root / "ar")
    assert "/ar/" not in site.text()
