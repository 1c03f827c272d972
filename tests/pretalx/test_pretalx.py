"""What a real pretalx answers at each of its addresses: the releases as they were made, and nothing else."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime

import httpx
import pytest
from defusedxml import ElementTree
from icalendar import Calendar

from tests.pretalx.sample import FIRST, REJECTED, SECOND, SENTINEL, SUBMITTED, VERSIONS, Talk
from tests.pretalx.server import Pretalx

# The first test of all may have to install pretalx.
pytestmark = [pytest.mark.pretalx, pytest.mark.slow, pytest.mark.timeout(1200)]
# Title → start.
Talks = dict[str, datetime]


def _widget(text: str) -> Iterator[tuple[str, str]]:
    return ((talk["title"], talk["start"]) for talk in json.loads(text)["talks"] if "code" in talk)


def _frab(text: str) -> Iterator[tuple[str, str]]:
    days = json.loads(text)["schedule"]["conference"]["days"]
    return ((talk["title"], talk["date"]) for day in days for room in day["rooms"].values() for talk in room)


def _xml(text: str) -> Iterator[tuple[str, str]]:
    root = ElementTree.fromstring(text.encode())
    return ((str(talk.findtext("title")), str(talk.findtext("date"))) for talk in root.iter("event"))


def _ics(text: str) -> Iterator[tuple[str, str]]:
    for talk in Calendar.from_ical(text).walk("VEVENT"):
        yield str(talk["SUMMARY"]).rsplit(" - ", 1)[0], talk["DTSTART"].dt.isoformat()


def _rest(text: str) -> Iterator[tuple[str, str]]:
    slots = json.loads(text)["slots"]
    return ((slot["submission"]["title"], slot["start"]) for slot in slots if slot["submission"])


READERS = {
    "widget": ("application/json", _widget),
    "json": ("application/json", _frab),
    "xml": ("text/xml", _xml),
    "ics": ("text/calendar", _ics),
    "rest": ("application/json", _rest),
}


def _get(url: str, token: str = "") -> httpx.Response:
    headers = {"Authorization": f"Token {token}"} if token else {}
    return httpx.get(url, headers=headers, trust_env=False, timeout=30)


@pytest.mark.parametrize("release", ["first", "second"])
@pytest.mark.parametrize("name", READERS)
def test_address_gives_the_release(pretalx: Pretalx, name: str, release: str) -> None:
    """Each address has just the talks of the release, at their times, and nothing that is the organisers' own."""
    kind, read = READERS[name]
    (pretalx.release_first if release == "first" else pretalx.release_second)()
    answer = _get(pretalx.addresses[name])
    assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (200, kind)
    assert _talks(read, answer.text) == _expected(FIRST if release == "first" else SECOND)
    assert SENTINEL not in answer.text


def _talks(read: Callable[[str], Iterator[tuple[str, str]]], text: str) -> Talks:
    pairs = list(read(text))
    talks = {title: datetime.fromisoformat(start) for title, start in pairs}
    assert len(talks) == len(pairs)
    return talks


def _expected(talks: tuple[Talk, ...]) -> Talks:
    return {talk.title: datetime.fromisoformat(talk.start) for talk in talks}


def test_organiser_sees_what_the_public_does_not(first_release: Pretalx) -> None:
    """With a token pretalx tells of the other talks and of the notes; without, of the released talks only."""
    public = _get(first_release.submissions)
    own = _get(first_release.submissions, first_release.token)
    released = {talk.code for talk in FIRST}
    assert {item["code"] for item in public.json()["results"]} == released
    assert {item["code"] for item in own.json()["results"]} == released | {SUBMITTED[0], REJECTED[0]}
    assert SENTINEL not in public.text
    assert SENTINEL in own.text


def test_widget_answers_that_nothing_is_new_until_the_next_release(first_release: Pretalx) -> None:
    """With its own ETag the widget's address answers 304; the next release is there at once, with ids of its own."""
    url = first_release.addresses["widget"]
    before = _get(url)
    headers = {"If-None-Match": before.headers["ETag"]}
    assert httpx.get(url, headers=headers, trust_env=False).status_code == 304
    first_release.release_second()
    after = httpx.get(url, headers=headers, trust_env=False)
    assert [before.json()["version"], after.json()["version"]] == list(VERSIONS)
    # The numbers of slots, which a break has instead of a code, are new in each release.
    numbers = [{talk["id"] for talk in answer.json()["talks"]} for answer in (before, after)]
    assert numbers[0] & numbers[1] == set()
