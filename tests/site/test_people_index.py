"""The alphabetical list of people: by the last word of the name, under letters of which the Vietnamese has 29."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.building import Built

Build = Callable[..., Built]
PATHS = {"vi": "/dien-gia/theo-chu-cai/", "en": "/en/speakers/a-z/"}
NAMES = {
    "duong": "Lê Văn Đường", "dung": "Mai Hùng Dũng", "anh": "Phạm Ánh", "an": "Trần Thị Ân", "oanh": "Võ Oanh",
    "on": "Bùi Ổn", "uoc": "Hồ Ước", "ut": "Hồ Út", "zacharilla": "Louis Zacharilla", "an-2": "An",
}  # fmt: skip


def _write(content: Path) -> None:
    for key, name in NAMES.items():
        for language in ("vi", "en"):
            shared = f"name: {name}\n" if language == "vi" else ""
            text = f"---\n{shared}roles: [Role]\nsummary: Words.\n---\n"
            (content / f"people/{key}.{language}.md").write_text(text, encoding="utf-8")
    for language, slug in (("vi", "theo-chu-cai"), ("en", "a-z")):
        shared = "layout: people-index\nparent: people\n" if language == "vi" else ""
        text = f"---\ntitle: T\nslug: {slug}\n{shared}summary: Words.\n---\n"
        (content / f"pages/names.{language}.md").write_text(text, encoding="utf-8")


@pytest.fixture
def site(build: Build, content: Path) -> Built:
    """Return the tiny event with people of many letters."""
    _write(content)
    return build()


@pytest.mark.parametrize(("language", "honorific"), [("vi", "Bà"), ("en", "Ms")])
def test_people_stand_under_the_letter_of_their_last_word(site: Built, language: str, honorific: str) -> None:
    """Â, Đ, Ô and Ư are letters of their own; tones are not; Z is there because somebody needs it."""
    page = site.soup(PATHS[language])
    found = {
        section.h2.get_text(): [link.get_text(" ", strip=True) for link in section.select("a")]
        for section in page.select(".index section")
    }
    assert found == {
        "A": ["An", "Phạm Ánh"],
        "Â": ["Trần Thị Ân"],
        "D": ["Mai Hùng Dũng"],
        "Đ": ["Lê Văn Đường"],
        "O": ["Võ Oanh"],
        "Ô": ["Bùi Ổn"],
        "U": [f"{honorific} Đỗ Thị Út", "Hồ Út"],
        "Ư": ["Hồ Ước"],
        "Z": ["Louis Zacharilla"],
    }
    assert list(found) == ["A", "Â", "D", "Đ", "O", "Ô", "U", "Ư", "Z"]


def test_letters_lead_to_their_people(site: Built) -> None:
    """The whole alphabet is shown; just the letters with people are links, each to its own heading."""
    page = site.soup(PATHS["vi"])
    letters = page.select("nav.letters > *")
    assert "".join(letter.get_text() for letter in letters) == "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXYZ"
    links = {letter.get_text(): str(letter["href"]) for letter in letters if letter.name == "a"}
    targets = {heading.get_text(): f"#{heading['id']}" for heading in page.select(".index h2")}
    assert links == targets


def test_list_of_people_leads_to_the_index(site: Built) -> None:
    """The page of speakers and guests has a card for the alphabetical list below it."""
    for language, people in (("vi", "/dien-gia/"), ("en", "/en/speakers/")):
        assert PATHS[language] in [link["href"] for link in site.soup(people).select("main .card a")]
