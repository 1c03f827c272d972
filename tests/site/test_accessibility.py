"""What screen readers are told on every page: landmarks, tables, languages, and when each session begins."""

import re
from collections import Counter
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from tests.building import Built

VIETNAMESE = re.compile("[ăđĩũơưạ-ỹ]")


def _pages(site: Built) -> Iterator[tuple[str, BeautifulSoup]]:
    """Yield every page but the screens on walls, which nobody reads with a screen reader."""
    for path in site.pages():
        page = site.soup(path)
        if page.select(".wall") == []:
            yield path, page


def _vietnamese(text: str) -> list[str]:
    """Return the words with a letter that only Vietnamese has, but for names, which begin with a capital."""
    return [word for word in re.findall(r"\w+", text) if word[0].islower() and VIETNAMESE.search(word)]


def _is_own(element: Tag) -> bool:
    return element.find_parent(["main", "article", "section", "nav", "aside"]) is None


def test_page_has_each_landmark_once(site: Built) -> None:
    """A page has one banner, one main part and one footer, and no two of its navigations have the same name."""
    wrong = []
    for path, page in _pages(site):
        found = [
            len([part for part in page.find_all(name) if _is_own(part)]) for name in ("header", "main", "footer")
        ]
        names = Counter(nav.get("aria-label") for nav in page.find_all("nav"))
        regions = Counter(part["aria-labelledby"] for part in page.select("section[aria-labelledby]"))
        if found != [1, 1, 1] or None in names or max([*names.values(), *regions.values()]) > 1:
            wrong.append((path, found, names, regions))
    assert wrong == []


def test_table_says_what_it_is_and_what_its_heads_are_for(site: Built) -> None:
    """Every table has a caption, and each of its head cells a scope."""
    wrong = []
    for path, page in _pages(site):
        for table in page.find_all("table"):
            caption = table.find("caption")
            heads = [head for head in table.find_all("th") if head.get("scope") not in {"col", "row"}]
            if caption is None or not caption.get_text(strip=True) or heads:
                wrong.append((path, str(table)[:120]))
    assert wrong == []


def test_language_names_are_in_their_own_language(site: Built) -> None:
    """In the switch each language is called as its speakers call it, and marked as being in it."""
    names = {"vi": "Tiếng Việt", "en": "English"}
    for path, page in _pages(site):
        shown = {item["lang"]: item.get_text(strip=True) for item in page.select(".languages [lang]")}
        assert shown.items() <= names.items(), path
        assert shown, path


def test_vietnamese_words_on_english_pages_are_marked(site: Built) -> None:
    """On pages in another language no Vietnamese word but names is left for a voice that cannot say it."""
    wrong = []
    for path, page in _pages(site):
        for text in page.body.find_all(string=_vietnamese) if page.html["lang"] == "en" else ():
            spoken = next(parent["lang"] for parent in text.parents if parent.get("lang"))
            if spoken == "en" and text.find_parent("script") is None:
                wrong.append((path, _vietnamese(text), " ".join(text.split())[:100]))
    assert wrong == []


def test_session_in_the_programme_says_when_it_is(site: Built) -> None:
    """Who goes from session to session hears the time of each on its card, and not of a row's first alone."""
    wrong = []
    for path, page in _pages(site):
        for card in page.select(".agenda .session-card"):
            when = card.select_one(".session-card__when")
            if when is None or not when.get_text(strip=True):
                wrong.append((path, card.h4 or card.h3))
    assert wrong == []
