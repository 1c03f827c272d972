"""Our site from a real pretalx: both releases, at every address that we read, and nothing of what is not public."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import pytest

from eventsite.checks import check_site
from tests.building import Built
from tests.pretalx.sample import IS_CANCELLED, IS_RETITLED, MOVES, SENTINEL, TOKEN
from tests.pretalx.server import Pretalx
from tests.site.test_changes import add_changes_page, set_clock

pytestmark = [pytest.mark.pretalx, pytest.mark.slow, pytest.mark.timeout(1200)]
Build = Callable[..., Built]
HOST = "https://example.org"
EXPECTED = {IS_CANCELLED.code: "cancelled", MOVES.code: "moved", IS_RETITLED.code: "title"}
# How each change's title begins: pretalx's calendar has the speakers behind it, and the markup is gone.
TITLES = {"Bridges": IS_CANCELLED.code, "Street lamps": MOVES.code, "Bến cảng": IS_RETITLED.code}


def _json(site: Built, name: str) -> Any:
    return json.loads((site.root / "api" / name).read_text(encoding="utf-8"))


def _code(title: str) -> str:
    """Return the code of the talk that is called so."""
    return next((code for start, code in TITLES.items() if start in title), "")


@pytest.mark.parametrize("name", ["widget", "json", "xml", "ics", "rest"])
def test_two_releases_become_three_changes(
    first_release: Pretalx, build: Build, content: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """One talk moved, one renamed, one withdrawn: so say the ledger, the calendars and the pages, and nothing else."""
    for kind in ("sessions", "people"):
        shutil.rmtree(content / kind)
    add_changes_page(content)
    # An organiser's token shows nothing more, and is nowhere.
    monkeypatch.setenv("SCHEDULE_TOKEN", TOKEN if name == "rest" else "")
    settings = {"EVENTSITE_SCHEDULE_URL": first_release.addresses[name], "SITEURL": HOST}
    set_clock(monkeypatch, "20T09:00")
    first = build(**settings)
    assert _json(first, "health.json")["feeds"][0]["state"] == "ok"
    assert _json(first, "changes.json")["changes"] == []
    first_release.release_second()
    set_clock(monkeypatch, "21T09:00")
    second = build(**settings)
    changes = _json(second, "changes.json")["changes"]
    assert {_code(change["sentences"]["vi"] + str(change["title"])): change["kind"] for change in changes} == EXPECTED
    assert len(changes) == 3
    calendar = icalendar.Calendar.from_ical((second.root / "ical/schedule.ics").read_bytes())
    versions = {
        (code, int(event["SEQUENCE"]), str(event["STATUS"]))
        for event in calendar.walk("VEVENT")
        if (code := _code(str(event["SUMMARY"]))) in EXPECTED
    }
    assert versions == {
        (IS_CANCELLED.code, 1, "CANCELLED"), (MOVES.code, 1, "CONFIRMED"), (IS_RETITLED.code, 1, "CONFIRMED"),
    }  # fmt: skip
    assert len(second.soup("/en/changes/").select(".changes > li")) == 3
    assert check_site(second.root)[0] == []
    everything = second.text()
    assert [secret for secret in (SENTINEL, TOKEN) if secret in everything] == []
