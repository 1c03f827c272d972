"""What kind of session it is, from feed and file to cards, pages and open data."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bs4 import Tag
from tests.building import Built

from eventsite.schedule.formats import parse_schedule
from eventsite.schedule.formats.fields import Reading

Build = Callable[..., Built]
READING = Reading(ZoneInfo("Asia/Ho_Chi_Minh"), 4, "vi")


@pytest.fixture
def typed(build: Build, content: Path) -> Built:
    """Return a site on which A1 has a type in both languages, B1 in English, C1 in none that is known; D1 has none."""
    path = content / "data" / "schedule.json"
    schedule = json.loads(path.read_text(encoding="utf-8"))
    types = {
        "A1": {"vi": "Bài giảng", "en": "Keynote"},
        "B1": {"en": "<b>Work</b>shop"},
        "C1": "lecture",
        "opening": "Feed's",
    }
    for item in schedule["sessions"]:
        item.update({"type": types[item["id"]]} if item["id"] in types else {})
    path.write_text(json.dumps(schedule), encoding="utf-8")
    for language, words in (("vi", "Nghi lễ"), ("en", "Ceremony")):
        document = content / "sessions" / f"opening.{language}.md"
        text = document.read_text(encoding="utf-8").replace("summary:", f"type: {words}\nsummary:", 1)
        document.write_text(text, encoding="utf-8")
    return build(SITEURL="https://example.org")


def _fact(site: Built, path: str, name: str) -> Tag | None:
    term = next((term for term in site.soup(path).select("dt") if term.get_text(strip=True) == name), None)
    return term.find_next("dd") if term else None


def _cards(site: Built, path: str) -> dict[str, Tag]:
    return {str(card["data-id"]): card for card in site.soup(path).select("article[data-id]")}


def test_type_is_a_fact_of_the_page(typed: Built) -> None:
    """The page says the type in its language, in the editors' words before the feed's, and nothing where none is."""
    found = {
        key: [_fact(typed, f"{above}/{key}/", name) for above, name in (
            ("/chuong-trinh", "Loại hoạt động"), ("/en/agenda", "Session type"),
        )]
        for key in ("a1", "b1", "c1", "d1")
    }  # fmt: skip
    words = {key: [fact.get_text(strip=True) if fact else None for fact in both] for key, both in found.items()}
    assert words == {
        "a1": ["Bài giảng", "Keynote"],
        "b1": ["Workshop", "Workshop"],
        "c1": ["lecture", "lecture"],
        "d1": [None, None],
    }
    opening = [
        _fact(typed, "/chuong-trinh/khai-mac/", "Loại hoạt động"),
        _fact(typed, "/en/agenda/opening/", "Session type"),
    ]
    assert [fact.get_text(strip=True) for fact in opening if fact] == ["Nghi lễ", "Ceremony"]


def test_type_in_another_language_says_which(typed: Built) -> None:
    """Words of a language that is not the page's are marked with it; of others nothing is claimed."""
    marked = [
        [span["lang"] for span in fact.select("span")]
        if (fact := _fact(typed, f"/chuong-trinh/{key}/", "Loại hoạt động"))
        else None
        for key in ("a1", "b1", "c1")
    ]
    assert marked == [[], ["en"], []]


@pytest.mark.parametrize(("path", "label", "kinds"), [
    ("/chuong-trinh/", "Loại hoạt động:", {"A1": "Bài giảng", "B1": "Workshop", "C1": "lecture", "opening": "Nghi lễ"}),
    ("/en/agenda/", "Session type:", {"A1": "Keynote", "B1": "Workshop", "C1": "lecture", "opening": "Ceremony"}),
])  # fmt: skip
def test_type_is_on_the_card(typed: Built, path: str, label: str, kinds: dict[str, str]) -> None:
    """Each card says the type in the page's language, to the eye alone without a label.

    Scripts have it in the source language on every page, so that a choice goes along to another language.
    """
    cards = _cards(typed, path)
    source = {"A1": "Bài giảng", "B1": "Workshop", "C1": "lecture", "opening": "Nghi lễ"}
    assert {key: card.get("data-type") for key, card in cards.items()} == dict.fromkeys(cards) | source
    told = {
        key: [" ".join(item.get_text().split()) for item in card.select("li") if label in item.get_text()]
        for key, card in cards.items()
    }
    assert told == {key: [f"{label} {kinds[key]}"] if key in kinds else [] for key in cards}


def test_type_that_the_track_or_title_says_is_not_said_twice(build: Build, content: Path) -> None:
    """A card says a word once, and scripts are told the type all the same."""
    path = content / "data" / "schedule.json"
    schedule = json.loads(path.read_text(encoding="utf-8"))
    for item in schedule["sessions"]:
        item["type"] = {"B1": {"en": "Workshops"}, "D1": item["title"]}.get(item["id"], "Other")
    path.write_text(json.dumps(schedule), encoding="utf-8")
    cards = _cards(build(), "/en/agenda/")
    found = {key: ("Session type:" in card.get_text(), card["data-type"]) for key, card in cards.items()}
    assert (found["A1"], found["B1"], found["D1"]) == ((True, "Other"), (False, "Workshops"), (False, "Triển lãm"))


def test_type_is_open_data(typed: Built) -> None:
    """The JSON and the table of a language, and c3voc's JSON in the first one, have the types."""
    api = typed.root / "api"

    def read(name: str) -> Any:
        return json.loads((api / name).read_text(encoding="utf-8"))

    sessions = {item["id"]: item.get("type") for item in read("schedule.vi.json")["sessions"]}
    assert sessions == {
        "A1": "Bài giảng", "B1": {"en": "Workshop"}, "C1": "lecture", "D1": None, "E1": None, "opening": "Nghi lễ",
    }  # fmt: skip
    rows = csv.DictReader(io.StringIO((api / "schedule.en.csv").read_text(encoding="utf-8-sig")))
    assert {row["id"]: row["type"] for row in rows} == {
        "A1": "Keynote", "B1": "Workshop", "C1": "lecture", "D1": "", "E1": "", "opening": "Ceremony",
    }  # fmt: skip
    days = read("schedule.json")["schedule"]["conference"]["days"]
    told = {item["slug"]: item["type"] for day in days for room in day["rooms"].values() for item in room}
    # The opening is invented, which goes before what kind it is.
    assert told == {"a1": "Bài giảng", "b1": "Workshop", "opening": "sample"}


def test_type_is_read_again_from_what_is_published(typed: Built) -> None:
    """A site that has this one as its feed gets the types, of our own format as of c3voc's."""
    found = [
        {
            session.id.lower(): session.type.by_language
            for session in parse_schedule((typed.root / "api" / name).read_bytes(), READING).sessions
        }
        for name in ("schedule.vi.json", "schedule.json")
    ]
    assert (found[0]["a1"], found[0]["b1"]) == ({"vi": "Bài giảng"}, {"en": "Workshop"})
    assert {"Bài giảng"} in [set(types.values()) for types in found[1].values()]


def test_session_without_a_type_is_a_session_to_others(build: Build) -> None:
    """The c3voc format wants a type of everything; what we do not know reads as none here."""
    site = build(SITEURL="https://example.org")
    body = (site.root / "api" / "schedule.json").read_bytes()
    days = json.loads(body)["schedule"]["conference"]["days"]
    assert {item["type"] for day in days for room in day["rooms"].values() for item in room} == {"session", "sample"}
    kinds = {
        session.title.in_("").words: session.type.in_("").words for session in parse_schedule(body, READING).sessions
    }
    assert kinds == {"Lễ khai mạc": "sample", "Bài một": "", "Thực hành một": ""}
