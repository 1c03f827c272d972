"""Cards, videos, sizes of files and meanings of abbreviations on built pages, cold and after an edit."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from tests.building import Built
from tests.comparing import cold, difference, free_environment, set_clock, tree
from tests.rich_event import RichEvent, make_project, rich_event

from eventsite.errors import ContentError
from eventsite.site.run import build as build_site

Build = Callable[..., Built]


def _page(content: Path, language: str, body: str) -> None:
    """Write the page of venues, at /dia-diem/ and /en/venues/."""
    slug = {"vi": "dia-diem", "en": "venues"}[language]
    fields = f"title: Places\nslug: {slug}\nsummary: Places.\nlayout: venues\n" if language == "vi" else (
        f"title: Places\nslug: {slug}\nsummary: Places.\n"
    )  # fmt: skip
    (content / "pages" / f"venues.{language}.md").write_text(f"---\n{fields}---\n{body}\n", encoding="utf-8")


def _prose(site: Built, path: str) -> Tag:
    found = site.soup(path).select_one(".prose")
    assert found is not None
    return found


def test_card_says_what_is_known(build: Build, content: Path) -> None:
    """Cards of a person, a session and a page stand in order, with headings below the text's own."""
    body = "## Who\n\n[x](ref:people/do-thi-ut){.card}\n[y](ref:sessions/opening){.card}\n\n### More\n\n[z](ref:pages/news){.card}"
    _page(content, "vi", body)
    _page(content, "en", body)
    site = build()
    for path, prefix in (("/dia-diem/", "/"), ("/en/venues/", "/en/")):
        prose = _prose(site, path)
        cards = prose.select("article")
        assert [card["class"][0] for card in cards] == ["person-card", "session-card", "card"]
        assert [card.select_one("h3, h4").name for card in cards] == ["h3", "h3", "h4"]
        assert all(card.a["href"].startswith(prefix) for card in cards)
        assert [link.get_text() for link in prose.find_all("a", class_="card")] == []


def test_card_of_nobody_is_a_problem(build: Build, content: Path) -> None:
    """A key that is misspelt is told at its line with the right one, and so is a card within other words."""
    _page(content, "vi", "[x](ref:people/do-thi-utt){.card}\n\nSee [y](ref:sessions/opening){.card}.")
    with pytest.raises(ContentError) as caught:
        build()
    assert [str(problem) for problem in caught.value.problems] == [
        "content/pages/venues.vi.md:7:5: the link `ref:people/do-thi-utt` leads nowhere; did you mean `people/do-thi-ut`?",
        "content/pages/venues.vi.md:9:9: the card of `ref:sessions/opening` stands within other words; "
        "put cards on lines of their own, with an empty line before and after them",
    ]


def test_card_of_a_draft_is_a_problem_in_the_public_build(build: Build, content: Path) -> None:
    """A hidden person's card is shown to staff only; the public build stops, and says nothing of the person."""
    person = content / "people" / "do-thi-ut.vi.md"
    person.write_text(person.read_text("utf-8").replace("---\n", "---\nstatus: draft\n", 1), encoding="utf-8")
    for path in (content / "sessions").glob("*.md"):
        path.write_text(path.read_text("utf-8").replace("people: [do-thi-ut]\n", ""), encoding="utf-8")
    _page(content, "vi", "[x](ref:people/do-thi-ut){.card}")
    assert len(_prose(build(EVENTSITE_DRAFTS=True), "/dia-diem/").select(".person-card")) == 1
    with pytest.raises(ContentError) as caught:
        build(EVENTSITE_DRAFTS=False)
    assert [str(problem.message) for problem in caught.value.problems] == [
        "the link `ref:people/do-thi-ut` leads to a document that is not public yet"
    ]


def test_card_in_borrowed_words_is_in_the_language_of_the_page(build: Build, content: Path) -> None:
    """Where the text is in another language, its cards are not."""
    _page(content, "vi", "Lời.\n\n[x](ref:sessions/opening){.card}\n\n> [!NOTE]\n> Lời.")
    prose = _prose(build(), "/en/venues/" if (content / "pages/venues.en.md").exists() else "/en/dia-diem/")
    assert prose["lang"] == "vi"
    assert prose.select_one(".embed")["lang"] == "en"
    assert prose.select_one(".embed article a")["href"].startswith("/en/")
    assert prose.select_one(".callout__title").get_text() == "Lưu ý"


def test_callout_and_note_speak_the_language_of_the_text(build: Build, content: Path) -> None:
    """Their own words are Vietnamese in a Vietnamese text and English in an English one."""
    body = "> [!WARNING]\n> x\n\na[^1] b[^1]\n\n[^1]: c"
    _page(content, "vi", body)
    _page(content, "en", body)
    site = build()
    told = {
        path: [tag.get_text() for tag in _prose(site, path).select(".callout__title, .footnote-backref")]
        for path in ("/dia-diem/", "/en/venues/")
    }
    assert told == {
        "/dia-diem/": ["Cảnh báo", "Trở lại chú thích 1 trong bài", "Trở lại chú thích 1 trong bài (2)"],
        "/en/venues/": ["Warning", "Back to note 1 in the text", "Back to note 1 in the text (2)"],
    }


def test_file_says_its_type_and_size(build: Build, content: Path) -> None:
    """A link to a file has both in the page's language, once; a link elsewhere and a picture have none."""
    (content / "documents").mkdir()
    (content / "documents" / "plan.pdf").write_bytes(b"x" * 1_234_567)
    link = "{static}/documents/plan.pdf"
    body = f"[a]({link})\n\n[b (PDF)]({link})\n\n[c]({link}){{.button}}\n\n[d](https://example.org/x.pdf)"
    _page(content, "vi", body)
    _page(content, "en", body)
    site = build()
    words = {
        path: [tag.get_text().replace("\u00a0", " ") for tag in _prose(site, path).find_all("a")]
        for path in ("/dia-diem/", "/en/venues/")
    }
    assert words == {
        "/dia-diem/": ["a (PDF, 1,2 MB)", "b (PDF, 1,2 MB)", "c (PDF, 1,2 MB)", "d"],
        "/en/venues/": ["a (PDF, 1.2 MB)", "b (PDF, 1.2 MB)", "c (PDF, 1.2 MB)", "d"],
    }


def _policy(page: BeautifulSoup) -> dict[str, str]:
    found = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    return dict(rule.strip().partition(" ")[::2] for rule in found.split(";"))


def test_video_opens_the_policy_on_its_own_page_only(build: Build, content: Path) -> None:
    """Only a page with a video may load its player, only from that service, and only there is the script."""
    (content / "documents").mkdir()
    for name in ("talk.mp4", "talk.en.vtt", "talk.vi.vtt", "talk.jpg"):
        (content / "documents" / name).write_bytes(b"x" * 2000)
    _page(content, "vi", "[Một phim](https://youtu.be/dQw4w9WgXcQ)\n\n[Phim]({static}/documents/talk.mp4)")
    _page(content, "en", "[Own]({static}/documents/talk.mp4)\n\nSee [this](https://youtu.be/dQw4w9WgXcQ).")
    site = build()
    vi, en, home = (site.soup(path) for path in ("/dia-diem/", "/en/venues/", "/"))
    plain = _policy(home)
    assert _policy(vi) == plain | {"frame-src": "https://www.youtube-nocookie.com", "media-src": "'self'"}
    assert _policy(en) == plain | {"media-src": "'self'"}
    assert [bool(page.select('script[src*="video-player"]')) for page in (vi, en, home)] == [True, False, False]
    player = vi.select_one(".video--elsewhere")
    assert (player.a["href"], player.a.get_text()) == ("https://youtu.be/dQw4w9WgXcQ", "Xem trên YouTube: Một phim")
    film = en.find("video")
    assert (film["preload"], film["poster"], film.source["src"]) == (
        "none",
        "/documents/talk.jpg",
        "/documents/talk.mp4",
    )
    assert [track["srclang"] for track in film.find_all("track")] == ["en", "vi"]
    assert [frame.parent.name for frame in vi.find_all("iframe")] == ["template"]
    assert en.select_one("figcaption a").get_text().replace("\u00a0", " ") == "Own (MP4, 2 kB)"


def test_abbreviation_is_explained_in_the_language_of_the_text(build: Build, content: Path) -> None:
    """The first use has the meaning where the language has one; ids of headings stay."""
    facts = content / "event.yml"
    short = "abbreviations: {UBND: {vi: Ủy ban nhân dân, en: People's Committee}, BTC: {vi: Ban Tổ chức}}\n"
    facts.write_text(facts.read_text("utf-8") + short, encoding="utf-8")
    _page(content, "vi", "## UBND\n\nUBND, BTC, UBND")
    _page(content, "en", "UBND, BTC, UBND")
    site = build()
    found = {
        path: [(tag.get_text(), tag["title"]) for tag in _prose(site, path).find_all("abbr")]
        for path in ("/dia-diem/", "/en/venues/")
    }
    assert found == {
        "/dia-diem/": [("UBND", "Ủy ban nhân dân"), ("BTC", "Ban Tổ chức")],
        "/en/venues/": [("UBND", "People's Committee")],
    }
    assert _prose(site, "/dia-diem/").h2["id"] == "ubnd"


@pytest.fixture
def event(monkeypatch: pytest.MonkeyPatch) -> RichEvent:
    """Return an event of which a page has every aid."""
    free_environment(monkeypatch)
    event = rich_event(public=True)
    body = (
        "[a](ref:people/person-1){.card}\n[b](ref:sessions/talk-1){.card}\n\n[c]({static}/documents/plan.txt)\n\n"
        "[d]({static}/documents/film.mp4)\n\nTD"
    )
    for file in event.documents["pages/theme-1"].values():
        file.body = body
    return event


def _rename(event: RichEvent) -> None:
    event.documents["people/person-1"]["vi"].fields["roles"] = ["Giám đốc"]


def _replace_file(event: RichEvent) -> None:
    event.files["content/documents/plan.txt"] = b"x" * 30_000


def _add_subtitles(event: RichEvent) -> None:
    event.files["content/documents/film.vi.vtt"] = b"WEBVTT"


def _move_session(event: RichEvent) -> None:
    event.documents["sessions/talk-1"]["vi"].fields["start"] = "07:15"


def _explain(event: RichEvent) -> None:
    event.facts["abbreviations"] = {"TD": {"vi": "Ngày Thử", "en": "Test Days"}}


@pytest.mark.parametrize(
    ("edit", "shown"),
    [
        (_rename, "Giám đốc"),
        (_replace_file, "(TXT, 30\u00a0kB)"),
        (_add_subtitles, "film.vi.vtt"),
        (_move_session, "7:15"),
        (_explain, 'title="Ngày Thử"'),
    ],
)
def test_page_follows_what_its_cards_show(
    event: RichEvent, tmp_path: Path, edit: Callable[[RichEvent], None], shown: str
) -> None:
    """When what a text shows of others changes, the page changes, and every file is a cold build's."""
    project = tmp_path / "project"
    settings = make_project(project, event)
    set_clock(event)
    build_site(settings, project / "output")
    page = next(path for path in tree(project / "output") if "theme-1" in path and path.startswith("about/"))
    assert shown not in tree(project / "output")[page].decode()
    edit(event)
    event.write(project)
    build_site(settings, project / "output")
    built = tree(project / "output")
    assert shown in built[page].decode()
    assert difference(built, cold(event, tmp_path / "cold")) == {}
    assert json.loads(built["api/health.json"])
