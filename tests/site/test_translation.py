"""Translations: those older than their source say so, and ./inv i18n.* tells what is to do, by the words alone."""

import datetime as dt
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.building import Built

from eventsite.content.staleness import BlockChange
from eventsite.errors import ContentError, EventsiteError
from eventsite.site.translation import Row, accept, as_html, as_json, read_content, rows, source_changes, translations

Build = Callable[..., Built]
DAY = dt.date(2017, 11, 20)
NOW = dt.datetime(2018, 1, 1, tzinfo=dt.UTC)
NAME = "pages/about"
PAGE = "/en/about/"


@pytest.fixture
def source(content: Path) -> Path:
    """Return the source of a page whose translation is marked as made from it."""
    for language, words in (("vi", "Giới thiệu"), ("en", "About")):
        fields = f"title: {words}\nslug: about\nsummary: {words}.\n"
        body = f"{words} [1](https://example.org/1).\n\n## {words} 2\n\nHai ba.\n"
        (content / f"{NAME}.{language}.md").write_text(f"---\n{fields}---\n{body}", encoding="utf-8")
    assert accept(read_content(content), NAME, DAY) == [f"content/{NAME}.en.md"]
    return content / f"{NAME}.vi.md"


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _states(content: Path) -> dict[str, str]:
    return {item.name: item.state for item in translations(read_content(content), NOW)}


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        ("Hai ba.", "Hai bốn.", "stale"),
        ("summary: Giới thiệu.", "summary: Về chúng tôi.", "stale"),
        ("https://example.org/1", "https://example.org/2", "translated"),
        ("Hai ba.", "Hai\nba.", "translated"),
        ("slug: about", "slug: gioi-thieu", "translated"),
        ("slug: about", "slug: about\norder: 3", "translated"),
    ],
)
def test_translation_is_stale_when_words_of_the_source_change(
    source: Path, content: Path, old: str, new: str, state: str
) -> None:
    """A word in the text or in a translated field counts; a link's target, a line break, a shared field do not."""
    assert _states(content)[NAME] == "translated"
    _replace(source, old, new)
    assert _states(content)[NAME] == state


def test_stale_page_tells_its_reader(build: Build, source: Path) -> None:
    """It names the day and leads to the source; search engines keep it, and the source has no such notice."""
    assert not build().soup(PAGE).select(".mark")
    _replace(source, "Hai ba.", "Hai bốn.")
    site = build(SITEURL="https://summit.example.org")
    page = site.soup(PAGE)
    notice = page.select_one("main .mark")
    assert notice
    assert notice.get_text(" ", strip=True) == (
        "This translation was made on 20 November 2017; the text in Vietnamese has changed since. "
        "Read the newest version in Vietnamese"
    )
    link = notice.a
    assert link
    assert (link["href"], link["hreflang"]) == ("/about/", "vi")
    assert not page.select("meta[name=robots]")
    assert {item["hreflang"] for item in page.select("link[rel=alternate][hreflang]")} == {"vi", "en", "x-default"}
    assert f"<loc>https://summit.example.org{PAGE}</loc>" in (site.root / "sitemap-en.xml").read_text("utf-8")
    assert not site.soup("/about/").select("main .mark")


def test_accepted_translation_is_no_longer_stale(build: Build, source: Path, content: Path) -> None:
    """After `accept` the notice is gone; to accept again changes no file."""
    _replace(source, "Hai ba.", "Hai bốn.")
    assert accept(read_content(content), NAME, DAY) == [f"content/{NAME}.en.md"]
    assert accept(read_content(content), NAME, DAY) == []
    assert not build().soup(PAGE).select(".mark")
    assert [path.name for path in content.rglob("*-new")] == []


def test_accept_of_an_unknown_document_says_how_to_name_one(content: Path) -> None:
    """The message has the name that was given, and an example."""
    with pytest.raises(EventsiteError, match=r"There is no document about; name it as kind/key, for example"):
        accept(read_content(content), "about", DAY)


def test_source_with_a_mark_is_a_mistake(source: Path, content: Path) -> None:
    """Only translations are translated from something; the mistake is told at its line, each field once."""
    _replace(source, "slug: about\n", "slug: about\ntranslated-from: vi@0123456789ab\ntranslated-on: 2017-11-20\n")
    with pytest.raises(ContentError) as caught:
        read_content(content)
    assert [(problem.path, problem.line, problem.field) for problem in caught.value.problems] == [
        (f"content/{NAME}.vi.md", 4, "translated-from"),
        (f"content/{NAME}.vi.md", 5, "translated-on"),
    ]


def test_table_counts_each_kind_and_the_words_to_do(source: Path, content: Path) -> None:
    """A stale translation and a missing one are to do, with all words of their sources; drafts are not."""
    for path in content.rglob("*.md"):
        if path.parent.name == "pages":
            continue
        path.unlink()
    (content / "news").mkdir(exist_ok=True)
    (content / "news/one.vi.md").write_text(
        "---\ntitle: Một hai\nsummary: Ba.\ndate: 2017-11-01\n---\nBốn [năm](ref:pages/about).\n"
    )
    (content / "news/two.vi.md").write_text("---\ntitle: Một\nsummary: Hai.\ndate: 2017-11-01\n---\n")
    (content / "news/two.en.md").write_text("---\ntitle: One\nsummary: Two.\nstatus: draft\n---\n")
    _replace(source, "Hai ba.", "Hai bốn.")
    found = list(translations(read_content(content), NOW))
    table = {row.kind: row for row in rows(found)}
    assert table["news"] == Row("en", "news", translated=0, stale=0, missing=1, draft=1, unmarked=0, words=5)
    pages = sum(path.name.endswith(".vi.md") for path in (content / "pages").iterdir())
    assert table["pages"] == Row(
        "en", "pages", translated=pages - 1, stale=1, missing=0, draft=0, unmarked=pages - 1, words=12
    )


def test_status_is_there_for_programs_and_for_people(source: Path, content: Path) -> None:
    """The JSON has the rows and every document, the page a row of cells for each row."""
    found = list(translations(read_content(content), NOW))
    table = list(rows(found))
    told = json.loads(as_json(table, found))
    assert [row["kind"] for row in told["rows"]] == [row.kind for row in table]
    assert {"name": NAME, "language": "en", "state": "translated", "marked": True, "words": 12}.items() <= next(
        item for item in told["documents"] if item["name"] == NAME
    ).items()
    assert as_html(table).count("<tr><td>") == len(table)


def _git(content: Path, *arguments: str) -> None:
    who = ("-c", "user.name=T", "-c", "user.email=t@example.org")
    subprocess.run(["git", *who, *arguments], cwd=content.parent, check=True, capture_output=True)


def test_changes_of_the_source_are_told_from_its_history(source: Path, content: Path) -> None:
    """However many commits came between, what differs from the translated version is told, fields first."""
    _git(content, "init", "-q")
    for number, (old, new) in enumerate(
        [("Hai ba.", "Hai ba."), ("Hai ba.", "Hai bốn."), ("title: G", "title: Lời g")]
    ):
        _replace(source, old, new)
        _git(content, "add", "-A")
        _git(content, "commit", "-q", "-m", str(number))
    _replace(source, "Hai bốn.", "Hai bốn.\n\nNăm.")
    assert source_changes(read_content(content), NAME, "en") == [
        BlockChange("changed", "title: Giới thiệu", "title: Lời giới thiệu"),
        BlockChange("changed", "Hai ba.", "Hai bốn."),
        BlockChange("added", "", "Năm."),
    ]


def test_changes_are_not_known_without_history(source: Path, content: Path) -> None:
    """Outside a repository, and where the translated version was never committed, nothing is told and nothing fails."""
    _replace(source, "Hai ba.", "Hai bốn.")
    assert source_changes(read_content(content), NAME, "en") is None
    _git(content, "init", "-q")
    _git(content, "add", "-A")
    _git(content, "commit", "-q", "-m", "late")
    assert source_changes(read_content(content), NAME, "en") is None


def test_changes_of_an_unmarked_translation_cannot_be_told(source: Path, content: Path) -> None:
    """The message names the document and the language."""
    path = content / f"{NAME}.en.md"
    path.write_text("---\ntitle: A\nslug: about\nsummary: S.\n---\n", encoding="utf-8")
    with pytest.raises(
        EventsiteError, match="pages/about has no translation into en that says what it was made from"
    ):
        source_changes(read_content(content), NAME, "en")


def test_link_to_what_is_not_translated_names_its_language(build: Build, source: Path, content: Path) -> None:
    """Both ways a link to the same document is itself in one language and says which language it leads to in the other."""
    (content / "news/only.vi.md").write_text(
        "---\ntitle: Chỉ\nsummary: S.\ndate: 2017-11-01\n---\n[Tin](ref:pages/about)\n\n## A\n"
    )
    link = "[*Quy*\nchế](ref:news/only#a) [x](ref:pages/about)"
    for language in ("vi", "en"):
        path = content / f"{NAME}.{language}.md"
        path.write_text(f"{path.read_text('utf-8')}\n{link}\n", encoding="utf-8")
    site = build()
    shown = {page: site.soup(page).select(".prose p")[-1].find_all("a") for page in ("/about/", PAGE)}
    assert [(a.get_text(), a["href"], a.get("hreflang")) for a in shown["/about/"]] == [
        ("Quy\nchế", "/tin-tuc/only/#a", None), ("x", "/about/", None),
    ]  # fmt: skip
    assert [(a.get_text(), a["href"], a.get("hreflang")) for a in shown[PAGE]] == [
        ("Quy\nchế (Vietnamese)", "/en/news/only/#a", "vi"), ("x", PAGE, None),
    ]  # fmt: skip
    # The borrowed text is for who reads Vietnamese: no label in it.
    assert [a.get("hreflang") for a in site.soup("/en/news/only/").select(".prose a")] == [None]
