"""The page of the theme's parts: all of them are there, and only its makers find it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.building import Built

PATHS = {"vi": "/style/", "en": "/en/style/"}
CLASSES = {
    "callout--note", "callout--tip", "callout--warning", "callout--important", "quote", "button", "person-card",
    "session-card", "session-card--cancelled", "session-card--now", "badge--sample", "badge--standing",
    "badge--change", "badge--alert", "mark--draft", "mark--alert", "card", "entries", "timeline__item--past",
    "timeline__item--next", "timeline__item--future", "agenda", "filters", "pages", "breadcrumbs", "menu", "changes",
    "deadlines", "calendar-links", "files", "footnote", "video", "first",
}  # fmt: skip


@pytest.mark.parametrize("path", PATHS.values())
def test_style_page_shows_each_part_of_the_theme(site: Built, path: str) -> None:
    """The page has every part that staff or the programme can bring about, drawn as other pages draw it."""
    page = site.soup(path)
    found = {name for element in page.find_all(class_=True) for name in element["class"]}
    assert CLASSES - found == set()
    assert {f"h{level}" for level in (1, 2, 3, 4)} <= {element.name for element in page.find_all(True)}
    for name in ("table caption", "figure figcaption", "dl", "ol", "blockquote", "abbr", "form", "[lang=nl]"):
        assert page.select("main " + name), name


@pytest.mark.parametrize(("language", "path"), PATHS.items())
def test_style_page_is_found_by_its_makers_only(site: Built, language: str, path: str) -> None:
    """Search engines are told nothing of it, no page but its twin leads to it, and devices do not keep it."""
    page = site.soup(path)
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert page.select("link[hreflang], script[type='application/ld+json']") == []
    twin = next(other for code, other in PATHS.items() if code != language)
    others = [other for other in site.pages() if other != twin]
    assert [other for other in others if site.soup(other).find("a", href=path) and other != path] == []
    told = [*site.root.glob("*.xml"), *site.root.glob("**/*feed*"), site.root / "sw.js"]
    assert [file.name for file in told if file.is_file() and path in file.read_text(encoding="utf-8")] == []


def test_style_page_of_an_event_without_a_programme(build: Callable[..., Built], content: Path) -> None:
    """What an event does not have is left out, and the page is there all the same."""
    for language in ("vi", "en"):
        extra = "layout: style\n" if language == "vi" else ""
        text = f"---\ntitle: Design\nslug: style\n{extra}summary: All.\n---\nWords.\n"
        (content / "pages" / f"style.{language}.md").write_text(text, encoding="utf-8")
    shutil.rmtree(content / "sessions")
    (content / "data" / "schedule.json").unlink()
    facts = content / "event.yml"
    facts.write_text(facts.read_text("utf-8").replace("menu: [agenda, people]", "menu: [people]"), "utf-8")
    for language in ("vi", "en"):
        (content / "pages" / f"agenda.{language}.md").unlink()
        person = content / "people" / f"do-thi-ut.{language}.md"
        person.write_text(person.read_text("utf-8").replace("ref:sessions/opening", "ref:news/welcome"), "utf-8")
    page = build().soup("/en/style/")
    assert page.select("section h2")[0].get_text() == "Colours"
