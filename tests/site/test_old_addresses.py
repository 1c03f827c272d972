"""Who has an old link arrives: at the page that followed, or at a page that says that it is gone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.building import Built
from tests.comparing import cold, difference, free_environment, set_clock, tree
from tests.rich_event import make_project, rich_event

from eventsite.checks import check_site
from eventsite.site.run import build as build_site

Build = Callable[..., Built]
HOST = "https://example.org/summit"


def _news(content: Path, key: str, fields: str, language: str = "vi") -> None:
    date = "date: 2017-11-21\n" if language == "vi" else ""
    text = f"---\ntitle: Tin {key}\nsummary: Tóm tắt.\n{date}{fields}---\nChữ.\n"
    (content / "news" / f"{key}.{language}.md").write_text(text, encoding="utf-8")


def _gone(content: Path, lines: str) -> None:
    path = content / "event.yml"
    path.write_text(f"{path.read_text(encoding='utf-8')}gone:\n{lines}", encoding="utf-8")


def _links(site: Built, path: str) -> list[tuple[str, str]]:
    return [(link["href"], link.get_text()) for link in site.soup(path).select("main a")]


def test_alias_leads_to_the_page(build: Build, content: Path) -> None:
    """An alias is a page in its reader's language that leads on by itself and in words; search engines get the new one."""
    _news(content, "moi", "aliases: [/tin/cu/, /bai-cu.html]\n")
    _news(content, "moi", "aliases: [/en/old/]\n", language="en")
    site = build(SITEURL=HOST, EVENTSITE_DRAFTS=False)
    for path in ("/tin/cu/", "/bai-cu.html"):
        page = site.soup(path)
        assert page.html["lang"] == "vi"
        assert page.select_one("meta[http-equiv=refresh]")["content"] == "0; url=/summit/tin-tuc/moi/"
        assert page.select_one("link[rel=canonical]")["href"] == f"{HOST}/tin-tuc/moi/"
        assert page.select("meta[name=robots]") == []
        assert _links(site, path) == [("/summit/tin-tuc/moi/", "Tin moi")]
        assert [page.select("script"), page.select("style"), page.select("[style]")] == [[], [], []]
    assert site.soup("/en/old/").html["lang"] == "en"
    assert _links(site, "/en/old/") == [("/summit/en/news/moi/", "Tin moi")]
    # The checks read these pages as any other.
    assert check_site(site.root)[0] == []


def test_old_address_is_known_to_nobody(build: Build, content: Path) -> None:
    """Neither sitemaps, feeds, pages, open data nor the worker name an alias or a page that is gone."""
    _news(content, "moi", "aliases: [/dia-chi-cu/]\n")
    _gone(content, "  - path: /da-xoa/\n")
    site = build(SITEURL=HOST, EVENTSITE_DRAFTS=False)
    files = (path for path in site.root.rglob("*") if path.is_file())
    named = {
        path.relative_to(site.root).as_posix() for path in files if re.search(b"dia-chi-cu|da-xoa", path.read_bytes())
    }
    assert named == set()
    assert {"/dia-chi-cu/", "/da-xoa/"} <= set(site.pages())


def test_gone_page_says_so_in_every_language(build: Build, content: Path) -> None:
    """First in the language of its readers, with the day, the reason and where to go on; nobody is sent away."""
    _gone(
        content,
        "  - {path: /en/news/old/, date: 2018-03-02, page: pages/news, reason: {vi: Tin sai., en: It was wrong.}}\n"
        "  - {path: /cu/}\n",
    )
    site = build(SITEURL=HOST, EVENTSITE_DRAFTS=False)
    page = site.soup("/en/news/old/")
    assert [section["lang"] for section in page.select("main section")] == ["en", "vi"]
    assert [section.p.get_text() for section in page.select("main section")] == [
        "It is no longer part of this site. Removed on 2 March 2018. It was wrong.",
        "Trang không còn thuộc trang web này nữa. Gỡ bỏ ngày 02 tháng 3 năm 2018. Tin sai.",
    ]
    assert _links(site, "/en/news/old/") == [
        ("/summit/en/news/", "News"), ("/summit/en/", "Test Days"), ("/summit/tin-tuc/", "Tin tức"),
        ("/summit/", "Ngày hội Thử nghiệm"),
    ]  # fmt: skip
    assert page.select("meta[http-equiv=refresh], link[rel=canonical]") == []
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert site.soup("/cu/").html["lang"] == "vi"
    assert check_site(site.root)[0] == []


def test_expired_page_says_that_its_time_is_over(build: Build, content: Path) -> None:
    """The clock alone never makes an address dead; what the page said is not there any more, in no language."""
    _news(content, "tam", "expires: 2017-12-24\n")
    _news(content, "tam", "slug: passing\n", language="en")
    site = build(SITEURL=HOST, EVENTSITE_DRAFTS=False)
    assert _links(site, "/tin-tuc/tam/")[:2] == [("/summit/tin-tuc/", "Tin tức"), ("/summit/", "Ngày hội Thử nghiệm")]
    assert site.soup("/en/news/passing/").html["lang"] == "en"
    assert "Tin tam" not in site.text()


def test_alias_of_a_draft_waits_with_it(build: Build, content: Path) -> None:
    """What is not public yet has no old address either, and the working copy shows it."""
    _news(content, "moi", "aliases: [/cu/]\nstatus: draft\n")
    assert "/cu/" not in build(SITEURL=HOST, EVENTSITE_DRAFTS=False).pages()
    assert _links(build(EVENTSITE_DRAFTS=True), "/cu/") == [("/tin-tuc/moi/", "Tin moi")]


def test_gone_page_names_what_follows_once_that_is_public(build: Build, content: Path) -> None:
    """Until the embargo ends the public page leads home alone and tells nothing of it; the working copy leads on."""
    _news(content, "sap-toi", "embargo-until: 2018-03-01\n")
    _gone(content, "  - {path: /cu/, page: news/sap-toi}\n")
    public, working = build(SITEURL=HOST, EVENTSITE_DRAFTS=False), build(EVENTSITE_DRAFTS=True)
    assert {link for link, _ in _links(public, "/cu/")} == {"/summit/", "/summit/en/"}
    assert "sap-toi" not in (public.root / "cu" / "index.html").read_text(encoding="utf-8")
    assert ("/tin-tuc/sap-toi/", "Tin sap-toi") in _links(working, "/cu/")


def test_update_makes_what_a_whole_build_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An alias that comes, a title that it names, and an alias that goes: each build is as one without a cache."""
    free_environment(monkeypatch)
    event = rich_event()
    project = tmp_path / "project"
    settings = make_project(project, event)
    set_clock(event)
    build_site(settings, project / "output")
    item = event.documents["news/item-0"]["vi"]
    for step, (fields, expected) in enumerate([
        ({"aliases": ["/cu/"]}, True), ({"title": "Tên khác"}, True), ({"aliases": []}, False),
    ]):  # fmt: skip
        item.fields |= fields
        event.write(project)
        build_site(settings, project / "output")
        found = tree(project / "output")
        assert ("cu/index.html" in found) == expected
        assert difference(found, cold(event, tmp_path / f"cold-{step}")) == {}
