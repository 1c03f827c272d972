"""What is not public is nowhere in the public site, and in the preview it says so."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.building import ROOT, Built, at_lines

from eventsite.errors import ContentError

Build = Callable[..., Built]


def _news(content: Path, key: str, *, date: str = "2017-11-20", status: str = "published", marker: str) -> None:
    shared = f"title: {marker}\nsummary: {marker}\nstatus: {status}\n"
    (content / "news" / f"{key}.vi.md").write_text(f"---\ndate: {date}\n{shared}---\n{marker}\n", encoding="utf-8")
    (content / "news" / f"{key}.en.md").write_text(f"---\n{shared}---\n{marker}\n", encoding="utf-8")


def test_unpublished_is_not_in_the_public_site(build: Build, content: Path) -> None:
    """A draft, an item of tomorrow and one that is a draft in one language leave no trace in any public file."""
    _news(content, "draft", status="draft", marker="SENTINEL-DRAFT")
    _news(content, "future", date="2018-01-02", marker="SENTINEL-FUTURE")
    _news(content, "embargo", date="2018-01-01T07:00:01+07:00", marker="SENTINEL-EMBARGO")
    _news(content, "public", date="2018-01-01T07:00:00+07:00", marker="SENTINEL-PUBLIC")
    _news(content, "half", marker="SENTINEL-HALF")
    path = content / "news" / "half.en.md"
    path.write_text(path.read_text(encoding="utf-8").replace("SENTINEL-HALF", "SENTINEL-TWIN"), encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace("published", "draft"), encoding="utf-8")
    text = build(EVENTSITE_DRAFTS=False).text()
    markers = ["SENTINEL-TWIN", "SENTINEL-DRAFT", "SENTINEL-FUTURE", "SENTINEL-EMBARGO", "SENTINEL-PUBLIC"]
    assert [marker for marker in markers if marker in text] == ["SENTINEL-PUBLIC"]
    assert "SENTINEL-HALF" in text


def test_draft_session_is_kept_back_with_its_row_in_the_schedule(build: Build, content: Path) -> None:
    """A session that is a draft is not public, even if the feed has it."""
    for language in ("vi", "en"):
        path = content / "sessions" / f"opening.{language}.md"
        path.write_text(path.read_text(encoding="utf-8").replace("title:", "status: draft\ntitle:"), encoding="utf-8")
        path = content / "people" / f"do-thi-ut.{language}.md"
        path.write_text(
            path.read_text(encoding="utf-8").replace("ref:sessions/opening", "ref:pages/agenda"), encoding="utf-8"
        )
    text = build(EVENTSITE_DRAFTS=False).text()
    assert [word for word in ("khai-mac", "Khai mạc", "Lễ khai mạc", '"opening"') if word in text] == []


def test_speaker_of_a_draft_session_is_kept_back(build: Build, content: Path, tmp_path: Path) -> None:
    """Whom only a draft session names, and whose own page is a draft, is not public either."""
    for key, words in (("sessions/a1", "title: Bí mật\n"), ("people/b", "name: SENTINEL-PAGE\nroles: [R]\n")):
        (content / f"{key}.vi.md").write_text(f"---\n{words}status: draft\nsummary: S\n---\n", encoding="utf-8")
    people = [
        {"id": "x", "name": "SENTINEL-SPEAKER"},
        {"id": "y", "name": "sentinel-page"},
        {"id": "z", "name": "Public"},
    ]
    sessions = [
        {"id": "A1", "title": "SENTINEL-TITLE", "start": "2017-11-25T09:00:00+07:00", "people": ["x", "z"]},
        {"id": "B1", "title": "Open", "start": "2017-11-25T09:00:00+07:00", "people": ["y", "z"]},
    ]
    feed = {"format": "eventsite-schedule/1", "people": people, "sessions": sessions}
    (tmp_path / "feed.json").write_text(json.dumps(feed), encoding="utf-8")
    text = build(EVENTSITE_DRAFTS=False, EVENTSITE_SCHEDULE_URL=str(tmp_path / "feed.json")).text()
    assert [word for word in ("SENTINEL-SPEAKER", "SENTINEL-TITLE", "Bí mật") if word in text] == []
    assert "sentinel-page" not in text.lower()
    assert "Public" in text


def test_translation_of_a_draft_is_marked_in_the_preview(build: Build, content: Path) -> None:
    """A translation whose source is a draft is not public either, and the preview says so."""
    _news(content, "draft", marker="SENTINEL")
    path = content / "news" / "draft.vi.md"
    path.write_text(path.read_text(encoding="utf-8").replace("published", "draft"), encoding="utf-8")
    page = build().soup("/en/news/draft/")
    assert "Not public yet" in page.get_text()
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_unpublished_is_marked_in_the_preview(build: Build, content: Path) -> None:
    """The preview shows what is not public yet, marked and kept from search engines."""
    _news(content, "draft", status="draft", marker="SENTINEL-DRAFT")
    page = build().soup("/tin-tuc/draft/")
    assert "Chưa công bố" in page.get_text()
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_link_to_unpublished_stops_the_public_build(build: Build, content: Path) -> None:
    """A public page that leads to a draft is a mistake, said at its line."""
    _news(content, "draft", status="draft", marker="Sắp có")
    path = content / "news" / "welcome.vi.md"
    path.write_text(path.read_text(encoding="utf-8") + "[Xem trước](ref:news/draft)\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        build(EVENTSITE_DRAFTS=False)
    assert at_lines(caught.value.problems) == [
        "content/news/welcome.vi.md:8: the link `ref:news/draft` leads to a document that is not public yet; "
        "remove the link, or publish the document"
    ]


def test_missing_translation_borrows_the_source(build: Build, content: Path) -> None:
    """A page without a translation shows the source's text, says so, and search engines are sent to the source."""
    (content / "news" / "welcome.en.md").unlink()
    site = build(SITEURL="https://example.org")
    page = site.soup("/en/news/chao-mung/")
    assert page.html["lang"] == "en"
    assert "not available in your language yet" in page.get_text()
    assert page.find("div", class_="prose")["lang"] == "vi"
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert page.find("link", rel="canonical")["href"] == "https://example.org/tin-tuc/chao-mung/"
    source = site.soup("/tin-tuc/chao-mung/")
    assert [link["hreflang"] for link in source.select("link[hreflang]")] == ["vi", "x-default"]


def test_day_of_an_untranslated_agenda_is_not_announced(build: Build, content: Path) -> None:
    """The days of an agenda without an English page stay out of search engines there and claim no wrong language."""
    (content / "pages" / "agenda.en.md").unlink()
    site = build(SITEURL="https://example.org")
    page = site.soup("/en/chuong-trinh/2017-11-25/")
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert page.find("link", rel="canonical")["href"] == "https://example.org/chuong-trinh/2017-11-25/"
    assert "you are reading it in: English" not in page.get_text()
    source = site.soup("/chuong-trinh/2017-11-25/")
    assert [link["hreflang"] for link in source.select("link[hreflang]")] == ["vi", "x-default"]


def test_publish_settings_differ_only_where_they_must() -> None:
    """publishconf.py takes everything from pelicanconf.py but the address, the drafts, the clock and rehearsals."""
    from pelican.settings import get_settings_from_file  # noqa: PLC0415 -- executes the files

    ours = get_settings_from_file(str(ROOT / "pelicanconf.py"))
    public = get_settings_from_file(str(ROOT / "publishconf.py"))
    names = {name for name in public if name.isupper() and public[name] != ours.get(name)}
    assert names <= {"SITEURL", "EVENTSITE_DRAFTS", "EVENTSITE_NOW", "EVENTSITE_REHEARSAL"}
    assert (public["EVENTSITE_DRAFTS"], public["EVENTSITE_NOW"], public["EVENTSITE_REHEARSAL"]) == (False, "", False)


def _together(content: Path, *languages: str, fields: str = "") -> None:
    """Write a news item that appears in all languages at once, in these."""
    for language in languages:
        own = f"title: T\nsummary: SENTINEL-{language}\n"
        shared = f"date: 2017-11-20\npublish-with: all\n{fields}" if language == "vi" else ""
        (content / f"news/together.{language}.md").write_text(f"---\n{own}{shared}---\n", encoding="utf-8")


@pytest.mark.parametrize("languages", [("vi",), ("vi", "en")])
def test_document_of_all_languages_waits_for_the_last(
    build: Build, content: Path, languages: tuple[str, ...]
) -> None:
    """Without its translation it is in no language; with it, in all."""
    _together(content, *languages)
    text = build(EVENTSITE_DRAFTS=False).text()
    shown = [language for language in ("vi", "en") if f"SENTINEL-{language}" in text]
    assert shown == (["vi", "en"] if len(languages) == 2 else [])


def test_draft_translation_is_waited_for(build: Build, content: Path) -> None:
    """A translation that is a draft is not there yet; the preview shows both, marked."""
    _together(content, "vi", "en")
    path = content / "news/together.en.md"
    path.write_text(path.read_text("utf-8").replace("title:", "status: draft\ntitle:"), encoding="utf-8")
    assert "SENTINEL" not in build(EVENTSITE_DRAFTS=False).text()
    preview = build(EVENTSITE_DRAFTS=True)
    assert preview.soup("/tin-tuc/together/").select("main .mark--draft")


def test_reason_lets_a_document_not_wait(build: Build, content: Path, caplog: pytest.LogCaptureFixture) -> None:
    """With a reason it appears, and the build gives the reason and the language that is missing."""
    _together(content, "vi", fields="publish-anyway: The minister speaks at noon.\n")
    site = build(EVENTSITE_DRAFTS=False)
    assert "SENTINEL-vi" in site.text()
    assert "news/together is public without en: The minister speaks at noon." in caplog.text


def test_reason_without_a_wait_is_a_mistake(build: Build, content: Path) -> None:
    """A reason that overrides nothing is told at its line."""
    _together(content, "vi", "en")
    path = content / "news/together.vi.md"
    path.write_text(path.read_text("utf-8").replace("publish-with: all", "publish-anyway: x"), encoding="utf-8")
    with pytest.raises(ContentError, match=r"publish-anyway.*says nothing without a line `publish-with: all`"):
        build()
