"""Long lists go on over numbered pages: every entry stands on one of them, and every page leads to the others."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.building import EPOCH, TINY, Built, pelican_build

from eventsite.checks import check_site
from eventsite.errors import ContentError

Build = Callable[..., Built]

PEOPLE = {"vi": "/dien-gia/", "en": "/en/speakers/"}
PRESS = {"vi": "/thong-cao/", "en": "/en/press/"}
NEWS = {"vi": "/tin-tuc/", "en": "/en/news/"}
WORDS = {"vi": "trang", "en": "page"}


def _write(content: Path, key: str, shared: str, words: str) -> None:
    for language in ("vi", "en"):
        fields = words if language == "en" else f"{shared}\n{words}"
        (content / f"{key}.{language}.md").write_text(f"---\n{fields}\nsummary: Words.\n---\n", encoding="utf-8")


def _long_lists(content: Path) -> None:
    """Make 60 press releases, and 60 people of whom every third is a speaker, beside the one of the tiny event."""
    (content / "press").mkdir(exist_ok=True)
    for number in range(60):
        day = f"date: 2017-{number // 28 + 1:02}-{number % 28 + 1:02}"
        _write(content, f"press/release-{number:02}", day, f"title: Release {number}\nplace: Here")
        group = "speaker" if number % 3 == 0 else "guest"
        _write(content, f"people/person-{number:02}", f"name: Person {number}\ngroup: {group}", "roles: [Role]")


@pytest.fixture(scope="module")
def long_lists(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Return the tiny event with long lists, built once for all tests; the site's own checks find nothing."""
    folder = tmp_path_factory.mktemp("long-lists")
    content = Path(shutil.copytree(TINY, folder / "content"))
    _long_lists(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        patch.delenv("EVENTSITE_SCHEDULE_URL", raising=False)
        cache = str(folder / "cache")
        site = pelican_build(
            folder / "output", PATH=str(content), EVENTSITE_SCHEDULE_CACHE=cache, SITEURL="https://example.org"
        )
        assert check_site(site.root)[0] == []
        yield site


def _pages(base: str, language: str, count: int) -> list[str]:
    return [base, *(f"{base}{WORDS[language]}/{number}/" for number in range(2, count + 1))]


def _entries(site: Built, path: str, title: str) -> list[str]:
    return [str(link["href"]) for link in site.soup(path).select(f"main .{title} a")]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("lists", "title", "count"),
    [(PEOPLE, "person-card__name", 61), (PRESS, "card__title", 60), (NEWS, "card__title", 61)],
)
def test_every_entry_is_on_exactly_one_page(
    long_lists: Built, lists: dict[str, str], title: str, count: int, language: str
) -> None:
    """Three pages of 24, 24 and the rest hold each entry once, and there is no fourth."""
    pages = _pages(lists[language], language, 3)
    found = [_entries(long_lists, path, title) for path in pages]
    assert [len(entries) for entries in found] == [24, 24, count - 48]
    assert set(Counter(entry for entries in found for entry in entries).values()) == {1}
    assert set(pages) == {
        path for path in long_lists.pages() if path == pages[0] or path.startswith(f"{pages[0]}{WORDS[language]}/")
    }


def test_order_runs_through_the_pages(long_lists: Built) -> None:
    """Press releases stay newest first from page to page; people are speakers to the last one, then guests."""
    dates = [
        str(time["datetime"])
        for path in _pages(PRESS["en"], "en", 3)
        for time in long_lists.soup(path).select(".card time")
    ]
    assert dates == sorted(dates, reverse=True)
    groups = [
        [heading.get_text() for heading in long_lists.soup(path).select("main h2")]
        for path in _pages(PEOPLE["en"], "en", 3)
    ]
    assert groups == [["Speakers", "Delegates and guests"], ["Delegates and guests"], ["Delegates and guests"]]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_page_links_lead_through_the_list(long_lists: Built, language: str) -> None:
    """Each page names all three with itself as the current one, and the page before and after it."""
    pages = _pages(PRESS[language], language, 3)
    for place, path in enumerate(pages):
        soup = long_lists.soup(path)
        (navigation,) = soup.select("nav.pages")
        numbers = navigation.select(".pages__numbers a")
        assert [link["href"] for link in numbers] == pages
        assert [link["href"] for link in numbers if link.get("aria-current") == "page"] == [path]
        before, after = pages[:place][-1:], pages[place + 1 :][:1]
        for where in (navigation, soup.head):
            assert [link["href"] for link in where.select("[rel=prev]")] == before
            assert [link["href"] for link in where.select("[rel=next]")] == after


def test_further_page_says_which_it_is(long_lists: Built) -> None:
    """Title, heading and description of a further page have its number, in the page's language."""
    for path, words, place in (
        ("/thong-cao/trang/2/", "trang 2", "Trang 2/3"),
        ("/en/press/page/2/", "page 2", "Page 2 of 3"),
    ):
        soup = long_lists.soup(path)
        title = soup.h1.get_text()
        assert title.endswith(f" – {words}")
        assert soup.title.get_text().startswith(title)
        assert soup.find("meta", attrs={"name": "description"})["content"].endswith(f" – {words}")
        assert soup.select_one(".pages__place").get_text() == place
    first = long_lists.soup("/en/press/")
    assert "page 1" not in first.title.get_text() + first.h1.get_text()


def test_further_page_is_a_page_of_its_own(long_lists: Built) -> None:
    """A further page is canonical to itself, names its translations, and its path leads up to the first page."""
    soup = long_lists.soup("/en/press/page/2/")
    host = "https://example.org"
    assert soup.find("link", rel="canonical")["href"] == f"{host}/en/press/page/2/"
    assert {link["hreflang"]: link["href"] for link in soup.select("link[hreflang]")} == {
        "vi": f"{host}/thong-cao/trang/2/", "en": f"{host}/en/press/page/2/", "x-default": f"{host}/thong-cao/trang/2/",
    }  # fmt: skip
    assert [link["href"] for link in soup.select(".breadcrumbs a")] == ["/en/", "/en/press/"]
    assert [link["href"] for link in soup.select(".languages a")] == ["/thong-cao/trang/2/"]
    assert soup.find("meta", attrs={"name": "robots"}) is None


def test_text_stands_on_the_first_page_only(long_lists: Built) -> None:
    """The text above a list is not repeated on its further pages."""
    texts = [len(long_lists.soup(path).select("main .prose")) for path in _pages(PRESS["en"], "en", 3)]
    assert texts == [1, 0, 0]


def test_list_of_one_page_has_no_page_navigation(build: Build) -> None:
    """A list that fits on a page looks as if there were no pages."""
    site = build()
    assert [site.soup(path).select("nav.pages") for path in ("/tin-tuc/", "/dien-gia/")] == [[], []]
    assert [path for path in site.pages() if "/trang/" in path or "/page/" in path] == []


def test_untranslated_list_has_untranslated_pages(build: Build, content: Path) -> None:
    """The further pages of a list without an English page stay out of search engines in English."""
    _long_lists(content)
    (content / "pages" / "press.en.md").unlink()
    site = build(SITEURL="https://example.org")
    page = site.soup("/en/thong-cao/page/2/")
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert page.find("link", rel="canonical")["href"] == "https://example.org/thong-cao/trang/2/"
    assert len(page.select(".card")) == 24


def test_page_at_the_address_of_a_further_page_is_a_mistake(build: Build, content: Path) -> None:
    """A page that would stand where the list goes on is told, with the list that has the address."""
    _long_lists(content)
    _write(content, "pages/between", "parent: press", "title: Between\nslug: trang")
    _write(content, "pages/second", "parent: between", 'title: Second\nslug: "2"')
    with pytest.raises(ContentError) as caught:
        build()
    assert [str(problem.message) for problem in caught.value.problems] == [
        "the address /thong-cao/trang/2/ belongs to lists/press/2 already"
    ]
