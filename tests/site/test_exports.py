"""What search engines and news readers get of a built site: the public pages and items, and nothing else."""

from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from tests.building import Built

from eventsite.checks import check_site
from eventsite.publish import refuse_unfit

Build = Callable[..., Built]

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
HOST = "https://example.org"


def _xml(site: Built, name: str) -> Element:
    return fromstring((site.root / name).read_bytes())  # noqa: S314 -- our own file


def _sitemap(site: Built, language: str) -> dict[str, Element]:
    urls = _xml(site, f"sitemap-{language}.xml").findall(f"{SITEMAP}url")
    return {url.findtext(f"{SITEMAP}loc", "").removeprefix(HOST): url for url in urls}


def _titles(site: Built, name: str) -> list[str]:
    return [entry.findtext(f"{ATOM}title", "") for entry in _xml(site, name).findall(f"{ATOM}entry")]


def _news(content: Path, key: str, date: str, status: str = "published", languages: str = "vi en") -> None:
    for language in languages.split():
        shared = f"date: {date}\n" if language == "vi" else ""
        text = f"---\n{shared}title: {key} {language}\nsummary: Words.\nstatus: {status}\n---\n"
        (content / "news" / f"{key}.{language}.md").write_text(text, encoding="utf-8")


def _add(path: Path, line: str) -> None:
    """Write a line more into the fields of a document."""
    path.write_text(path.read_text(encoding="utf-8").replace("---\n", f"---\n{line}\n", 1), encoding="utf-8")


def _listed(site: Built) -> list[str]:
    """Return the pages for search engines: neither error pages nor the screens of rooms."""
    return [path for path in site.pages() if not path.endswith(".html") and "/hall/" not in path]


def test_sitemaps_have_every_page_but_error_pages_and_screens(build: Build) -> None:
    """Each page that search engines may show is in its language's sitemap, with the links that the page has itself."""
    site = build(SITEURL=HOST)
    found = _sitemap(site, "vi") | _sitemap(site, "en")
    assert sorted(found) == _listed(site)
    for path, url in found.items():
        links = {link.get("hreflang"): link.get("href") for link in url.findall(LINK)}
        shown = site.soup(path).select("link[rel=alternate][hreflang]")
        assert links == {link["hreflang"]: link["href"] for link in shown}


def test_index_and_robots_name_the_sitemaps(build: Build) -> None:
    """From robots.txt search engines come to the index, and from there to each language."""
    site = build(SITEURL=HOST)
    places = [place.text for place in _xml(site, "sitemap.xml").iter(f"{SITEMAP}loc")]
    assert places == [f"{HOST}/sitemap-vi.xml", f"{HOST}/sitemap-en.xml"]
    assert (site.root / "robots.txt").read_text(encoding="utf-8").splitlines()[-1] == f"Sitemap: {HOST}/sitemap.xml"


def test_many_pages_take_several_sitemaps(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file has no more addresses than the limit; the index names all files, and together they have every page."""
    monkeypatch.setattr("eventsite.site.files.MOST_ADDRESSES", 8)
    site = build(SITEURL=HOST)
    places = [str(place.text) for place in _xml(site, "sitemap.xml").iter(f"{SITEMAP}loc")]
    numbers = ("", "-2", "-3")
    assert places == [f"{HOST}/sitemap-{language}{number}.xml" for language in ("vi", "en") for number in numbers]
    found = [_sitemap(site, place.removeprefix(f"{HOST}/sitemap-").removesuffix(".xml")) for place in places]
    assert max(map(len, found)) == 8
    assert sorted(path for urls in found for path in urls) == _listed(site)


def test_sitemap_tells_the_age_only_of_what_says_it(build: Build, content: Path) -> None:
    """Dated items, what names when it became public or was translated, and lists of items; no other page claims one."""
    _news(content, "hourly", "2017-11-25T08:00")
    _add(content / "pages" / "agenda.vi.md", "publish-at: 2017-10-02")
    _add(content / "sessions" / "opening.en.md", "translated-on: 2017-11-26")
    site = build(SITEURL=HOST)
    urls = _sitemap(site, "en")
    ages = {path: url.findtext(f"{SITEMAP}lastmod") for path, url in urls.items()}
    assert {path: age for path, age in ages.items() if age} == {
        "/en/news/hourly/": "2017-11-25T08:00:00+07:00", "/en/news/welcome/": "2017-11-20",
        "/en/news/": "2017-11-25T08:00:00+07:00", "/en/": "2017-11-25T08:00:00+07:00",
        "/en/agenda/": "2017-10-02", "/en/agenda/opening/": "2017-11-26",
    }  # fmt: skip
    index = [place.findtext(f"{SITEMAP}lastmod") for place in _xml(site, "sitemap.xml")]
    assert index == ["2017-11-25T08:00:00+07:00", "2017-11-26"]


def test_page_without_a_translation_is_in_no_sitemap(build: Build, content: Path) -> None:
    """A borrowed text is listed in its own language only, without a translation that it does not have."""
    (content / "news" / "welcome.en.md").unlink()
    site = build(SITEURL=HOST)
    assert "/en/news/chao-mung/" not in _sitemap(site, "en")
    links = _sitemap(site, "vi")["/tin-tuc/chao-mung/"].findall(LINK)
    assert [link.get("hreflang") for link in links] == ["vi", "x-default"]


def test_drafts_are_in_no_sitemap_and_no_feed(build: Build, content: Path) -> None:
    """Even a build that shows drafts and items of tomorrow tells no search engine or reader of them."""
    _news(content, "draft", "2017-11-21", status="draft")
    _news(content, "tomorrow", "2018-01-02")
    site = build(SITEURL=HOST, EVENTSITE_DRAFTS=True)
    assert "/en/news/draft/" in site.pages()
    names = ("sitemap-vi.xml", "sitemap-en.xml", "feed.xml", "en/feed.xml")
    text = "".join((site.root / name).read_text(encoding="utf-8") for name in names)
    assert [word for word in ("draft", "tomorrow") if word in text] == []


def test_feed_has_the_newest_items_of_its_language(build: Build, content: Path) -> None:
    """Each language's feed has its own newest twenty, newest first; what is not translated is not in it."""
    for number in range(1, 25):
        _news(content, f"item-{number:02}", f"2017-10-{number:02}", languages="vi en" if number != 24 else "vi")
    site = build(SITEURL=HOST)
    assert _titles(site, "feed.xml") == ["Chào mừng", *(f"item-{number:02} vi" for number in range(24, 5, -1))]
    assert _titles(site, "en/feed.xml") == ["Welcome", *(f"item-{number:02} en" for number in range(23, 4, -1))]


def test_feed_leads_to_the_pages(build: Build) -> None:
    """The feed is the event's, and its entry has the page's address, and an id that does not depend on it."""
    feed = _xml(build(SITEURL=HOST), "en/feed.xml")
    assert [feed.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated")] == [
        f"{HOST}/en/feed.xml", "Test Days", "2017-11-20T00:00:00+07:00",
    ]  # fmt: skip
    entry = feed.find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link").get("href") == f"{HOST}/en/news/welcome/"
    assert entry.findtext(f"{ATOM}id") == "tag:example.org,2017:/news/welcome.en"


def test_section_has_a_feed_of_its_own(build: Build, content: Path) -> None:
    """News and press releases each have a feed below their page, named after it; the list leads to it and to all."""
    _news(content, "hourly", "2017-11-25T08:00")
    release = "---\ntitle: Release\nsummary: Words.\ndate: 2017-11-26\nplace: Bình Dương\n---\n"
    (content / "press" / "r.vi.md").parent.mkdir(exist_ok=True)
    (content / "press" / "r.vi.md").write_text(release, encoding="utf-8")
    site = build(SITEURL=HOST)
    assert _titles(site, "feed.xml") == ["Release", "hourly vi", "Chào mừng"]
    assert _titles(site, "tin-tuc/feed.xml") == ["hourly vi", "Chào mừng"]
    assert _titles(site, "thong-cao/feed.xml") == ["Release"]
    assert not (site.root / "en/press/feed.xml").exists()
    feed = _xml(site, "thong-cao/feed.xml")
    assert [feed.findtext(f"{ATOM}{name}") for name in ("id", "title", "subtitle")] == [
        f"{HOST}/thong-cao/feed.xml", "Thông cáo báo chí – Thử nghiệm", "Tóm tắt của trang Thông cáo báo chí.",
    ]  # fmt: skip
    titles = [link["title"] for link in site.soup("/thong-cao/").select('link[type="application/atom+xml"]')]
    assert titles == ["Thông cáo báo chí – Thử nghiệm", "Ngày hội Thử nghiệm", "Tin tức – Thử nghiệm"]
    shown = [link["href"] for link in site.soup("/thong-cao/").select('main a[type="application/atom+xml"]')]
    assert shown == ["/thong-cao/feed.xml", "/feed.xml"]


def test_entry_has_the_whole_text(build: Build, content: Path) -> None:
    """Readers' programs get the text as the page has it, and every address in it is whole."""
    text = "---\ntitle: T\nsummary: S\ndate: 2017-11-25\n---\n[Tin](ref:news/welcome), [đầu](#a).\n\n## A\n"
    (content / "news" / "whole.vi.md").write_text(text, encoding="utf-8")
    entry = _xml(build(SITEURL=f"{HOST}/summit"), "feed.xml").find(f"{ATOM}entry")
    found = entry.find(f"{ATOM}content")
    assert found.get("type") == "html"
    assert found.text == (
        f'<p><a href="{HOST}/summit/tin-tuc/chao-mung/">Tin</a>, <a href="{HOST}/summit/tin-tuc/whole/#a">đầu</a>.</p>\n'
        '<h2 id="a">A</h2>'
    )


def _feeds(site: Built, path: str) -> list[str]:
    return [str(link["href"]) for link in site.soup(path).select('link[type="application/atom+xml"]')]


def test_page_names_the_feed_of_its_language(build: Build, content: Path) -> None:
    """Readers' programs find the feed from any page, where the language has one; the checks find the file."""
    site = build(SITEURL=f"{HOST}/summit")
    assert check_site(site.root)[0] == []
    # Press releases have no feed, since there are none.
    for path, prefix, news in (("/thong-cao/", "/summit/", "tin-tuc"), ("/en/press/", "/summit/en/", "news")):
        assert _feeds(site, path) == [f"{prefix}feed.xml", f"{prefix}{news}/feed.xml"]
    for path in ("/en/news/", "/en/news/welcome/"):
        assert _feeds(site, path) == ["/summit/en/news/feed.xml", "/summit/en/feed.xml"]
    (content / "news" / "welcome.en.md").unlink()
    assert build(SITEURL=HOST).soup("/en/").select('link[type="application/atom+xml"]') == []
    assert build().soup("/").select('link[type="application/atom+xml"]') == []


def test_site_below_a_path_has_whole_addresses(build: Build) -> None:
    """A site that stands under a path on its host names that path in sitemaps and feeds."""
    site = build(SITEURL=f"{HOST}/summit")
    places = [place.text for place in _xml(site, "sitemap.xml").iter(f"{SITEMAP}loc")]
    assert places == [f"{HOST}/summit/sitemap-vi.xml", f"{HOST}/summit/sitemap-en.xml"]
    assert "/summit/en/news/welcome/" in _sitemap(site, "en")
    assert (
        _xml(site, "en/feed.xml").findtext(f"{ATOM}entry/{ATOM}id") == "tag:example.org,2017:/summit/news/welcome.en"
    )


def test_language_without_news_has_no_feed(build: Build, content: Path) -> None:
    """A feed without entries would have no honest date, so there is none."""
    (content / "news" / "welcome.en.md").unlink()
    site = build(SITEURL=HOST)
    assert [(site.root / name).exists() for name in ("feed.xml", "en/feed.xml")] == [True, False]


def test_humans_names_hosts_that_are_on_record(build: Build, content: Path) -> None:
    """An invented host is left out, and so are names in a language that is being prepared."""
    event = content / "event.yml"
    text = event.read_text(encoding="utf-8").replace("languages: [vi, en]", "languages: [vi]\npreparing: [en]")
    event.write_text(text, encoding="utf-8")
    for name, fields in (("that", ""), ("mau", "sample: true\n")):
        for language, word in (("vi", "Viện"), ("en", "Institute")):
            (content / "partners" / f"{name}.{language}.md").parent.mkdir(exist_ok=True)
            own = f"category: host\n{fields}" if language == "vi" else ""
            lines = f"---\nname: {word} {name}\nsummary: A.\n{own}---\n"
            (content / "partners" / f"{name}.{language}.md").write_text(lines, encoding="utf-8")
    lines = (build(SITEURL=HOST).root / "humans.txt").read_text(encoding="utf-8").splitlines()
    held = lines.index("/* HELD BY */")
    assert lines[held : held + 3] == ["/* HELD BY */", "Viện that", ""]


def test_security_contact_is_published_where_tools_look(build: Build, content: Path) -> None:
    """With a contact there is `/.well-known/security.txt`, which may be published; without one there is none."""
    assert not (build(SITEURL=HOST).root / ".well-known").exists()
    with (content / "event.yml").open("a", encoding="utf-8") as file:
        file.write("security-contact: mailto:an@example.org\nsecurity-until: 2018-12-31\n")
    site = build(SITEURL=HOST)
    lines = (site.root / ".well-known" / "security.txt").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["Contact: mailto:an@example.org", "Expires: 2018-12-31T23:59:59+07:00"]
    refuse_unfit(site.root)


@pytest.mark.parametrize(("until", "count"), [("2017-11-19", 1), ("2018-12-31", 0)])
def test_security_contact_that_has_lapsed_is_told(
    build: Build, content: Path, caplog: pytest.LogCaptureFixture, until: str, count: int
) -> None:
    """From the day after its last one nobody may go by security.txt, and the build says so."""
    with (content / "event.yml").open("a", encoding="utf-8") as file:
        file.write(f"security-contact: mailto:an@example.org\nsecurity-until: {until}\n")
    build(SITEURL=HOST)
    assert caplog.text.count(f"event.yml, security-until: {until} is past, so security.txt holds no longer") == count


@pytest.mark.parametrize("name", ["sitemap.xml", "sitemap-vi.xml", "robots.txt", "feed.xml", "humans.txt"])
def test_development_has_neither_sitemaps_nor_feeds(build: Build, name: str) -> None:
    """Without SITEURL there is no whole address, and what needs one is left out."""
    assert not (build().root / name).exists()
