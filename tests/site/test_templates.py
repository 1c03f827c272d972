"""What the templates make of editors' texts: no heading breaks a page, no word stands in a wrong language."""

from collections.abc import Callable
from pathlib import Path

from tests.building import Built

from eventsite.checks import check_site

Build = Callable[..., Built]

PLACES = """venues:
  - id: centre
    name: {vi: Trung tâm, en: Centre}
"""


def _add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n\n" + text + "\n", encoding="utf-8")


def _headings(*words: str) -> str:
    return "\n\n".join(f"## {word}\n\nWords." for word in words)


def _page(content: Path, layout: str, body: str) -> None:
    for language in ("vi", "en"):
        shared = f"layout: {layout}\n" if language == "vi" else ""
        (content / "pages" / f"{layout}.{language}.md").write_text(
            f"---\ntitle: The {layout}\nslug: {layout}\n{shared}summary: Words.\n---\n{body}\n", encoding="utf-8"
        )


def test_heading_named_like_a_part_of_the_theme_has_an_id_of_its_own(build: Build, content: Path) -> None:
    """Headings of a text may be called what the theme calls its own parts, on every page that has both."""
    words = _headings("Main", "Menu", "News", "Days", "People", "Highlights", "Milestones", "Sources", "Speakers")
    more = _headings("Guests", "Part", "Sessions", "Session people", "Below", "Unscheduled", "Day 2017-11-25")
    pages = [f"pages/{key}" for key in ("home", "agenda", "people", "archive")]
    for name in (*pages, "people/do-thi-ut", "sessions/opening"):
        for language in ("vi", "en"):
            _add(content / f"{name}.{language}.md", f"{words}\n\n{more}")
    site = build()
    assert check_site(site.root)[0] == []
    assert site.soup("/en/").find(id="news").get_text() == "News"


def test_heading_named_like_a_venue_or_source_has_an_id_of_its_own(build: Build, content: Path) -> None:
    """A heading may be called what a venue or a source has as its id; links to a source still reach it."""
    _add(content / "event.yml", PLACES)
    (content / "sources.yml").write_text("- id: report\n  title: {vi: Báo cáo, en: Report}\n", encoding="utf-8")
    _page(content, "venues", _headings("Centre"))
    _page(content, "sources", _headings("Report"))
    welcome = content / "news" / "welcome.vi.md"
    welcome.write_text(
        welcome.read_text(encoding="utf-8").replace("---\n", "---\nsources: [report]\n", 1), encoding="utf-8"
    )
    site = build()
    assert check_site(site.root)[0] == []
    assert site.soup("/en/venues/").find(id="venue-centre").get_text() == "Centre"
    assert [link["href"] for link in site.soup("/en/news/welcome/").select(".source-list a")] == [
        "/en/sources/#source-report"
    ]


def test_partners_texts_keep_their_ids_apart(build: Build, content: Path) -> None:
    """The same heading and a first footnote in two partners' texts have two ids, and links lead within each text."""
    (content / "partners").mkdir()
    for key in ("alpha", "beta"):
        for language in ("vi", "en"):
            shared = "category: partner\n" if language == "vi" else ""
            (content / "partners" / f"{key}.{language}.md").write_text(
                f"---\nname: {key}\n{shared}summary: Words.\n---\n#### History\n\nOf {key}.[^1] "
                f'`<a id="history">` [up](#history)\n\n[^1]: Note on {key}.\n',
                encoding="utf-8",
            )
    site = build()
    assert check_site(site.root)[0] == []
    for key, article in zip(("alpha", "beta"), site.soup("/en/partners/").select("article"), strict=True):
        assert article.find(id=f"{key}.history").get_text() == "History"
        assert [link["href"] for link in article.select("a")] == [
            f"#{key}.fn:1", f"#{key}.history", f"#{key}.fnref:1",
        ]  # fmt: skip
        assert '<a id="history">' in article.get_text()


def test_person_in_another_language_has_no_honorific(build: Build, content: Path) -> None:
    """Where a person's text is borrowed, the heading is the name alone, as in lists of people."""
    (content / "people" / "do-thi-ut.en.md").unlink()
    site = build()
    (vietnamese,) = [path for path in site.pages() if "ut/" in path and not path.startswith("/en/")]
    (english,) = [path for path in site.pages() if "ut/" in path and path.startswith("/en/")]
    headings = [" ".join(site.soup(path).h1.get_text().split()) for path in (vietnamese, english)]
    assert headings == ["Bà Đỗ Thị Út", "Đỗ Thị Út"]
