"""The programme as data: right by the official schema and by our own, complete, and without anything private."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import jsonschema
import pytest
from tests.building import SHARED, Built, needs_shared
from tests.unit.schedule.formats import (
    test_frab_xml,
    test_gridsmart,
    test_ical,
    test_indico,
    test_konopas,
    test_open_event,
    test_pretalx_api,
    test_sessionize,
    test_voc2,
)

from eventsite.schedule.formats import parse_schedule
from eventsite.schedule.formats.fields import Reading

Build = Callable[..., Built]
HOST = "https://example.org/summit"
READING = Reading(ZoneInfo("Asia/Ho_Chi_Minh"), 4, "vi")
OFFICIAL = SHARED / "schedules" / "SCHEMA__c3voc-schedule-v1.schema.json"


def _json(site: Built, name: str) -> Any:
    return json.loads((site.root / "api" / name).read_text(encoding="utf-8"))


def _faults(data: Any, schema: Any) -> list[str]:
    checker = jsonschema.validators.validator_for(schema)
    found = checker(schema, format_checker=checker.FORMAT_CHECKER).iter_errors(data)
    return [f"{'/'.join(map(str, fault.absolute_path))}: {fault.message}" for fault in found]


@needs_shared("schedules")
def test_schedule_json_keeps_to_the_official_schema(site: Built, build: Build) -> None:
    """The c3voc JSON of the real site and of a feed with every trap has no fault by c3voc's own schema."""
    official = json.loads(OFFICIAL.read_text(encoding="utf-8"))
    feed = SHARED / "schedules" / "pretalx-2026.2-bdsc17-widget.json"
    other = build(EVENTSITE_SCHEDULE_URL=str(feed), SITEURL=HOST)
    assert {name: _faults(_json(one, "schedule.json"), official) for name, one in (("real", site), ("fed", other))} == {
        "real": [], "fed": [],
    }  # fmt: skip


def test_schedule_json_has_what_has_an_hour(site: Built) -> None:
    """Sessions with a clock time are in the c3voc JSON, at their times and under their rooms; others cannot be."""
    days = _json(site, "schedule.json")["schedule"]["conference"]["days"]
    told = {event["slug"]: event["date"] for day in days for events in day["rooms"].values() for event in events}
    ours = {session["id"]: session.get("start") for session in _json(site, "schedule.vi.json")["sessions"]}
    assert told == {key: start for key, start in ours.items() if start}
    assert len(told) > 5


@pytest.mark.parametrize("language", ["vi", "en"])
def test_schedule_of_a_language_keeps_to_its_published_schema(site: Built, build: Build, language: str) -> None:
    """The file of each language has no fault by the schema that is published beside it."""
    for one in (site, build(SITEURL=HOST)):
        assert _faults(_json(one, f"schedule.{language}.json"), _json(one, "schedule.schema.json")) == []


def test_schema_refuses_what_is_not_ours(site: Built) -> None:
    """The published schema finds a missing title, an unknown field and a wrong state."""
    data, schema = _json(site, "schedule.vi.json"), _json(site, "schedule.schema.json")
    first = data["sessions"][0]
    for broken in ({"title": None}, {"email": "x@example.org"}, {"state": "draft"}):
        assert len(_faults(data | {"sessions": [first | broken]}, schema)) == 1


def test_schedule_of_a_language_can_be_read_as_a_feed(site: Built) -> None:
    """What one site publishes another can show: same sessions, times, rooms and people, in the file's language."""
    body = (site.root / "api/schedule.en.json").read_bytes()
    read, told = parse_schedule(body, READING), json.loads(body)
    assert [session.id for session in read.sessions] == [session["id"] for session in told["sessions"]]
    assert [session.title.by_language for session in read.sessions] == [
        {"en": session["title"]} for session in told["sessions"]
    ]
    assert [session.slot.start.isoformat() for session in read.sessions if session.slot and session.slot.start] == [
        session["start"] for session in told["sessions"] if "start" in session
    ]
    assert (len(read.rooms), len(read.people)) == (len(told["rooms"]), len(told["people"]))


def test_data_names_licence_and_contact(site: Built) -> None:
    """Open data says under which terms it may be used, and whom to ask."""
    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert _json(site, "schedule.en.json")["licence"] == {"name": "Texts under CC BY 4.0.", "url": licence}
    assert _json(site, "schedule.en.json")["contact"] == "https://summit.example.org/lien-he/"
    assert _json(site, "schedule.json")["schedule"]["conference"]["meta"]["licence"]["url"] == licence
    assert _json(site, "changes.json")["licence"]["url"] == licence


def test_addresses_in_the_data_lead_to_pages(site: Built) -> None:
    """Each session's and person's address is that of a page of the site in the file's language."""
    pages = {f"https://summit.example.org{path}" for path in site.pages()}
    for language in ("vi", "en"):
        data = _json(site, f"schedule.{language}.json")
        urls = [item["url"] for item in (*data["sessions"], *data["people"])]
        assert set(urls) - pages == set()
        assert all(("/en/" in url) == (language == "en") for url in urls)


def test_table_is_read_by_spreadsheets(site: Built) -> None:
    """The CSV has a line a session, with accents whole, and says of itself that it is UTF-8."""
    text = (site.root / "api/schedule.vi.csv").read_bytes().decode("utf-8")
    assert text.startswith("\ufeffid,title,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    told = _json(site, "schedule.vi.json")["sessions"]
    assert [(row["id"], row["title"], row["start"]) for row in rows] == [
        (session["id"], session["title"], session.get("start", "")) for session in told
    ]
    assert {row["sample"] for row in rows} == {"", "sample"}


def test_table_has_no_formulas(build: Build, tmp_path: Path) -> None:
    """A title that a spreadsheet would take for a formula is text."""
    sessions = [{"id": str(n), "title": f"{sign}cmd", "date": "2017-11-25"} for n, sign in enumerate("=+-@")]
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps({"format": "eventsite-schedule/1", "sessions": sessions}), encoding="utf-8")
    text = (build(EVENTSITE_SCHEDULE_URL=str(feed)).root / "api/schedule.vi.csv").read_text(encoding="utf-8-sig")
    assert {row["title"] for row in csv.DictReader(io.StringIO(text)) if row["id"] in "0123"} == {
        "'=cmd", "'+cmd", "'-cmd", "'@cmd",
    }  # fmt: skip


def test_health_tells_the_state_of_each_feed(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A monitor sees which build this is, and of each feed whether it is well and since when; no path is told."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1511143200")
    feed = tmp_path / "feed.json"
    session = {"id": "a", "title": "A", "date": "2017-11-25"}
    feed.write_text(json.dumps({"format": "eventsite-schedule/1", "version": "7", "sessions": [session]}))
    settings = {"EVENTSITE_SCHEDULE_URL": str(feed)}
    well = {"id": "live", "state": "ok", "version": "7", "retrieved": "2017-11-20T09:00:00+07:00", "sessions": 1}
    assert _json(build(**settings), "health.json")["feeds"] == [well]
    feed.write_text(json.dumps({"format": "eventsite-schedule/1", "sessions": [session | {"date": "2019-01-01"}]}))
    reason = "its sessions are from 2019-01-01 to 2019-01-01, and the event is from 2017-11-25 to 2017-11-26"
    assert _json(build(**settings), "health.json")["feeds"] == [well | {"state": "refused", "reason": reason}]
    feed.unlink()
    assert _json(build(**settings), "health.json")["feeds"] == [well | {"state": "failed"}]


def test_build_id_follows_what_the_site_is_made_from(build: Build, content: Path) -> None:
    """The same content gives the same id in another build, and a changed word another one."""
    first, second = (_json(build(), "health.json")["build"] for _ in range(2))
    path = content / "news" / "welcome.vi.md"
    path.write_text(path.read_text(encoding="utf-8") + "Thêm.\n", encoding="utf-8")
    assert (first == second, first == _json(build(), "health.json")["build"]) == (True, False)


PRIVATE = "SENTINEL-7f3a"
FEEDS: dict[str, Any] = {
    "frab XML": test_frab_xml.XML,
    "GridSmart": test_gridsmart.FIXTURE,
    "iCalendar": test_ical.ICS,
    "Indico event": test_indico.EVENT,
    "Indico timetable": test_indico.TIMETABLE,
    "KonOpas": test_konopas.FIXTURE,
    "Open Event": test_open_event.FIXTURE,
    "pretalx API": test_pretalx_api.FIXTURE,
    "Sessionize": test_sessionize.FIXTURE,
    "c3voc v2": test_voc2.FIXTURE,
}


@pytest.mark.parametrize("name", FEEDS)
def test_private_fields_of_a_feed_are_nowhere(build: Build, tmp_path: Path, name: str) -> None:
    """Whatever else a feed of any format has in its fields, not a letter of it is in the built site."""
    feed = FEEDS[name]
    text = feed if isinstance(feed, str) else json.dumps(feed)
    assert text.count(PRIVATE) > 3
    path = tmp_path / "feed"
    path.write_text(text, encoding="utf-8")
    site = build(EVENTSITE_SCHEDULE_URL=str(path), SITEURL=HOST)
    assert _json(site, "health.json")["feeds"][0]["state"] == "ok"
    assert [
        file.name for file in site.root.rglob("*") if file.is_file() and PRIVATE.encode() in file.read_bytes()
    ] == []
