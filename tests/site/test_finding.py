"""What a search finds and the site map names: all that is public, and nothing else."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.building import Built

from eventsite.checks import check_site

Build = Callable[..., Built]
MARK = "zqx"
FINDING = {
    "search": {"vi": "title: Tìm\nslug: tim\nlayout: search", "en": "title: Search"},
    "map": {"vi": "title: Sơ đồ\nslug: so-do\nlayout: site-map", "en": "title: Map\nslug: map"},
}
NAMES = (
    "Đặng Văn Ánh",
    "Lê Thị Ân",
    "Vũ Văn An",
    "Đỗ Ước",
    "Lý Ưu",
    "Hồ Ê",
    "Bùi Em",
    "Mai Ổn",
    "Trần Ở",
    "Đinh Đôn",
)


def _page(content: Path, name: str, language: str, fields: str, text: str = "") -> None:
    path = content / f"{name}.{language}.md"
    path.write_text(f"---\n{fields}\nsummary: Words.\n---\n{text}\n", encoding="utf-8")


def _add_finding(content: Path) -> None:
    for key, fields in FINDING.items():
        for language, lines in fields.items():
            _page(content, f"pages/{key}", language, lines)


def _index(site: Built, language: str) -> str:
    """Return everything that a browser could read of the index."""
    files = sorted((site.root / "search" / language).rglob("*.json"))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def _titles(site: Built, language: str) -> list[str]:
    files = sorted((site.root / "search" / language / "pages").glob("*.json"), key=lambda file: int(file.stem))
    return [entry[1] for file in files for entry in json.loads(file.read_text(encoding="utf-8"))]


def test_site_without_a_page_for_searches_has_no_search(build: Build) -> None:
    """No page leads to a search, browsers are told of none, and there is no index."""
    site = build(SITEURL="https://example.org")
    assert not (site.root / "search").exists()
    assert list(site.root.glob("opensearch*")) == []
    found = [site.soup(path).select('.search-link, link[rel="search"]') for path in site.pages()]
    assert [links for links in found if links] == []


def test_only_what_is_public_and_translated_is_found(content: Path, build: Build) -> None:
    """Drafts, embargoes, untranslated pages, screens and what says so are not in the index, not even in one of drafts."""
    _add_finding(content)
    _page(content, "pages/draft", "vi", f"title: {MARK}a\nstatus: draft", f"{MARK}b")
    _page(content, "news/embargoed", "vi", f"title: {MARK}c\ndate: 2017-11-20\nembargo-until: 2030-01-01", f"{MARK}d")
    _page(content, "news/scheduled", "vi", f"title: {MARK}e\ndate: 2017-11-20\npublish-at: 2030-01-01", f"{MARK}f")
    _page(content, "news/expired", "vi", f"title: {MARK}g\ndate: 2017-11-20\nexpires: 2017-12-01", f"{MARK}h")
    _page(content, "pages/apart", "vi", f"title: {MARK}i\nsearchable: false", f"{MARK}j")
    _page(content, "pages/found", "vi", "title: Qwx", "qwy")
    site = build()
    assert MARK in site.soup("/draft/").get_text()
    assert MARK not in _index(site, "vi")
    # In English it would be a page in Vietnamese words.
    assert ["Qwx" in _titles(site, "vi"), "qwy" in _index(site, "vi"), "qw" in _index(site, "en")] == [
        True,
        True,
        False,
    ]
    assert [title for title in _titles(site, "vi") if title in {"Tìm", "Hội trường"}] == []


def test_every_page_leads_to_the_search(content: Path, build: Build) -> None:
    """The head of each page has a link to the search in its language, which says on its own page that it is there."""
    _add_finding(content)
    site = build(SITEURL="https://example.org")
    for path in [path for path in site.pages() if "man-hinh" not in path and "/screen/" not in path]:
        (link,) = site.soup(path).select("header .search-link")
        wanted = "/en/search/" if path.startswith("/en/") else "/tim/"
        assert [link["href"], link.get("aria-current")] == [wanted, "page" if path == wanted else None]
    (described,) = site.soup("/en/search/").select('link[rel="search"]')
    assert described["href"] == "/opensearch.en.xml"
    assert "https://example.org/en/search/?q={searchTerms}" in (site.root / "opensearch.en.xml").read_text("utf-8")
    assert check_site(site.root)[0] == []


@pytest.fixture
def map_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a page of the site map have 30 pages."""
    for module in ("urls", "finding"):
        monkeypatch.setattr(f"eventsite.site.{module}.MAP_LENGTH", 30)


def _many_people(content: Path) -> None:
    for number in range(30):
        name = NAMES[number] if number < len(NAMES) else f"Người Thứ {number}"
        for language in ("vi", "en"):
            fields = f"roles: [Role]\nname: {name}\ngroup: guest" if language == "vi" else "roles: [Role]"
            _page(content, f"people/person-{number:02}", language, fields)


@pytest.mark.usefixtures("map_in_parts")
def test_site_map_names_every_page_once(content: Path, build: Build) -> None:
    """All pages that search engines may know stand on one page of the map; only those of lists are left out."""
    _add_finding(content)
    _many_people(content)
    site = build(SITEURL="https://example.org")
    maps = [path for path in site.pages() if path.startswith("/so-do/")]
    assert len(maps) == 2
    named = [str(link["href"]) for path in sorted(maps) for link in site.soup(path).select(".site-map a")]
    listed = (site.root / "sitemap-vi.xml").read_text(encoding="utf-8")
    lists = ("/so-do/trang/", "/dien-gia/trang/")
    known = [
        path
        for path in site.pages()
        if f"<loc>https://example.org{path}</loc>" in listed and not path.startswith(lists)
    ]
    assert sorted(named) == known


@pytest.mark.usefixtures("map_in_parts")
def test_people_stand_under_their_letters(content: Path, build: Build) -> None:
    """In a long section each letter of the Vietnamese alphabet has its heading: Ă, Â, Đ, Ê, Ô, Ơ and Ư are letters."""
    _add_finding(content)
    _many_people(content)
    site = build()
    pages = [site.soup(path) for path in ("/so-do/", "/so-do/trang/2/")]
    section = [soup.select_one('section[aria-labelledby="t-people"]') for soup in pages]
    letters = [heading.get_text() for part in section if part for heading in part.find_all("h3")]
    # The names in `#` go on over the second page.
    assert letters == ["#", "#", "A", "Â", "Đ", "E", "Ê", "Ô", "Ơ", "U", "Ư"]
