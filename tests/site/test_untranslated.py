"""What becomes of a document that a language does not have: it is shown in other words, hidden, or stops the build."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.building import Built, at_lines
from tests.site.test_translation import NOW

from eventsite.errors import ContentError
from eventsite.site.translation import beyond_limits, read_content, translations
from eventsite.site.urls import PAGE_LENGTH

Build = Callable[..., Built]
HOST = "https://summit.example.org"


def _news(content: Path, key: str, day: int, *languages: str) -> None:
    for language in languages or ("vi", "en"):
        date = f"date: 2017-10-{day:02}\n" if language == "vi" else ""
        text = f"---\ntitle: {key} {language}\nsummary: S.\n{date}---\n[Tin](ref:news/only)\n"
        (content / "news" / f"{key}.{language}.md").write_text(text, encoding="utf-8")


def _event(content: Path, words: str) -> None:
    path = content / "event.yml"
    path.write_text(f"{path.read_text('utf-8')}\n{words}\n", encoding="utf-8")


@pytest.fixture
def news(content: Path) -> Path:
    """Return the content with three news items, the middle one of which is not translated."""
    _news(content, "older", 1)
    _news(content, "only", 2, "vi")
    _news(content, "newer", 3)
    return content


def test_untranslated_document_is_shown_in_other_words(build: Build, news: Path) -> None:
    """Without a policy the page borrows the source's words, marked, and search engines do not see it."""
    site = build(SITEURL=HOST)
    page = site.soup("/en/news/only/")
    assert page.select("main .mark")
    assert page.select("meta[name=robots][content=noindex]")
    assert [a["href"] for a in page.select("link[rel=canonical]")] == [f"{HOST}/tin-tuc/only/"]
    assert [div["lang"] for div in page.select(".prose")] == ["vi"]
    # The text of another item may lead to it; no sitemap, feed, head or data names it.
    text = site.text().replace(str(page), "")
    assert [address for address in ('"{}"', ">{}<") if address.format(f"{HOST}/en/news/only/") in text] == []


def test_hidden_document_is_nowhere_in_the_language(build: Build, news: Path) -> None:
    """It has no page, no card, no neighbour, no place in the switch; a link in a text leads to the other language."""
    _event(news, "untranslated:\n  news: hide")
    site = build(SITEURL=HOST)
    assert "/en/news/only/" not in site.pages()
    assert "/en/news/only/" not in site.text()
    assert "only vi" not in site.soup("/en/news/").get_text()
    assert [a.get_text() for a in site.soup("/en/news/newer/").select("a[href='/en/news/older/']")]
    (link,) = site.soup("/en/news/newer/").select(".prose a")
    assert (link["href"], link["hreflang"], link.get_text()) == ("/tin-tuc/only/", "vi", "Tin (Vietnamese)")
    page = site.soup("/tin-tuc/only/")
    assert {item["hreflang"] for item in page.select("link[hreflang][rel=alternate]")} == {"vi", "x-default"}
    assert page.select(".languages a") == []


def test_list_is_as_long_as_its_language_has_entries(build: Build, content: Path) -> None:
    """A language that lacks entries has fewer pages of the list, and its switch does not lead to one that is not there."""
    _event(content, "untranslated:\n  news: hide")
    for number in range(PAGE_LENGTH):
        _news(content, f"item-{number}" if number else "only", number + 1, "vi")
    site = build()
    assert "/tin-tuc/trang/2/" in site.pages()
    assert "/en/news/page/2/" not in site.pages()
    assert len(site.soup("/en/news/").select("article.card")) == 1
    assert site.soup("/tin-tuc/trang/2/").select(".languages a") == []


def test_required_translation_stops_the_build(build: Build, news: Path) -> None:
    """Every document of the kind that lacks one is told, and so is one whose translation is not public yet."""
    _event(news, "untranslated:\n  news: require")
    path = news / "news/older.en.md"
    path.write_text(path.read_text("utf-8").replace("summary:", "status: draft\nsummary:"), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        build(EVENTSITE_DRAFTS=False)
    hint = "write it, or let `untranslated` in event.yml say fallback for news"
    assert at_lines(caught.value.problems) == [
        "content/news/older.en.md:1: the translation of news/older into `en`, which must be there, is not public yet; "
        + hint,
        f"content/news/only.vi.md:1: the translation into `en`, which must be there, is missing: only.en.md; {hint}",
    ]


@pytest.mark.parametrize(
    ("policy", "message"),
    [
        ("pages: hide", "untranslated.pages: pages cannot be hidden: others lead to them"),
        ("new: hide", "untranslated.new: `new` is not a kind of document"),
        ("news: never", "untranslated"),
    ],
)
def test_policy_that_cannot_be_is_a_mistake(build: Build, content: Path, policy: str, message: str) -> None:
    """The mistake is told at its line of event.yml."""
    _event(content, f"untranslated:\n  {policy}")
    line = (content / "event.yml").read_text("utf-8").count("\n")
    with pytest.raises(ContentError, match=message) as caught:
        build()
    assert [(problem.path, problem.line) for problem in caught.value.problems] == [("content/event.yml", line)]


@pytest.mark.parametrize(("limit", "found"), [("missing: 1", 0), ("missing: 0", 1), ("stale: 0", 0), ("", 0)])
def test_limits_say_how_far_a_language_may_be_behind(news: Path, limit: str, found: int) -> None:
    """A language with more missing translations than allowed is named with its number; without a limit none is."""
    if limit:
        _event(news, f"translation-limits:\n  {limit}")
    content = read_content(news)
    told = beyond_limits(content, translations(content, NOW))
    assert told == ["en: 1 translations are missing, and event.yml allows 0"][:found]
