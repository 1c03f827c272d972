"""Which format a file is in: the one of its own, and no other."""

import json
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.feeds import FAST, SAMPLES, junk, samples, spoiled

from eventsite.schedule.formats import FORMATS


def indico(results: Any, kind: str = "HTTPAPIResult") -> dict[str, Any]:
    """Return an answer of Indico's."""
    return {"_type": kind, "count": 1, "results": results}


def xml(tag: str, *children: str) -> dict[str, Any]:
    """Return an XML document with these elements in it."""
    return {"xml": {"tag": tag, "attributes": {}, "text": "", "children": [{"tag": child} for child in children]}}


# The smallest files, each with the name of its format; None is what looks like one and is of none.
FILES: list[tuple[str | None, Any]] = [
    ("eventsite", {"format": "eventsite-schedule/1", "sessions": []}),
    ("eventsite", {"format": "eventsite-schedule/1", "version": "1", "sessions": []}),
    ("eventsite", {"format": "eventsite-schedule/1", "sessions": [], "rooms": [], "tracks": [], "people": []}),
    ("pretalx widget", {"talks": [], "rooms": [], "speakers": [], "tracks": []}),
    ("pretalx widget", {"talks": [], "version": "1", "rooms": [], "speakers": [], "tracks": []}),
    ("pretalx API", {"id": 1, "version": "0.1", "slots": []}),
    ("pretalx API", {"id": 1, "version": "1", "published": None, "comment": None, "slots": []}),
    ("pretalx API", {"count": 1, "results": [{"id": 9, "room": 4, "start": None, "submission": None}]}),
    ("pretalx API", {"count": 1, "results": [{"code": "T1", "title": "T", "slots": []}]}),
    (None, {"count": 0, "next": None, "previous": None, "results": []}),
    (None, {"count": 1, "results": [{"id": 3, "name": {"en": "Hall A"}, "description": {}, "capacity": 9}]}),
    (None, {"count": 1, "results": [{"code": "AN1", "name": "An Lê", "biography": "", "submissions": []}]}),
    (None, {"count": 1, "results": [{"id": 3, "version": "0.4", "published": None}]}),
    ("frab/c3voc v1", {"schedule": {"conference": {"days": []}}}),
    ("frab/c3voc v1", {"schedule": {"version": "1", "conference": {"days": []}}}),
    ("frab/c3voc XML", xml("schedule", "conference")),
    ("frab/c3voc XML", xml("schedule", "day")),
    (None, xml("schedule")),
    (None, xml("schedule", "train")),
    (None, xml("iCalendar")),
    (None, xml("html", "body")),
    ("c3voc v2", {"schedule": {"conference": {}, "events": []}}),
    ("c3voc v2", {"schedule": {"version": "1", "conference": {}, "events": []}}),
    ("Sessionize All", {"sessions": [], "speakers": [], "questions": [], "categories": [], "rooms": []}),
    ("Sessionize GridSmart", [{"date": "2017-11-26T00:00:00", "rooms": []}]),
    ("Sessionize GridSmart", [{"date": "2017-11-26T00:00:00", "rooms": [], "timeSlots": []}]),
    ("Sessionize GridSmart", [{"date": "2017-11-25T00:00:00", "isDefault": True, "rooms": [], "timeSlots": []}]),
    (None, [{"groupId": None, "groupName": "All", "sessions": []}]),
    ("Open Event", {"files": {"sessions.json": []}}),
    ("Open Event", {"files": {"sessions.json": [], "speakers.json": [], "microlocations.json": []}}),
    ("Open Event", {"data": [{"type": "session", "id": "1", "attributes": {}}]}),
    ("Open Event", {"data": {"type": "session", "id": "1", "attributes": {}}}),
    (None, {"files": {"event": {}, "sessions": [], "speakers": [], "tracks": [], "microlocations": []}}),
    (None, {"data": [{"type": "speaker", "id": "1", "attributes": {}}]}),
    ("Indico", {"_type": "HTTPAPIResult", "results": []}),
    ("Indico", indico([{"_type": "Conference", "id": "1"}])),
    ("Indico", indico([{"contributions": []}])),
    ("Indico", {"_type": "HTTPAPIResult", "results": {"1": {"20171125": {}}}}),
    ("Indico", indico({"1": {"20171125": {}}})),
    (None, indico(None, "HTTPAPIError")),
    ("KonOpas/ConClár", {"program": [], "people": []}),
    ("KonOpas/ConClár", {"program": [{"title": "x", "datetime": "2017-11-26T08:00:00", "mins": 5}]}),
    ("KonOpas/ConClár", {"schemaVersion": 2, "schedule": []}),
    ("KonOpas/ConClár", [{"title": "x", "time": "08:00", "loc": []}]),
    ("KonOpas/ConClár", [None, {"title": "x", "datetime": "2017-11-26T08:00:00", "mins": 5}]),
    (None, {"schemaVersion": 2, "people": []}),
    (None, {"schemaVersion": 1, "schedule": {}}),
    (None, {"program": "x"}),
    (None, [{"title": "x"}]),
    ("iCalendar", {"vcalendar": {"properties": [], "components": []}}),
    (None, {}),
    (None, []),
]
# How the real files of a format are named.
REAL = [
    ("pretalx widget", "*-widget.json"),
    ("pretalx API", "*-api-schedule-latest*.json"),
    ("pretalx API", "*-api-slots.json"),
    ("pretalx API", "*-api-submissions.json"),
    ("frab/c3voc v1", "*frab-*.json"),
    ("c3voc v2", "schedule-v2__*.json"),
    ("Sessionize All", "sessionize-all__*.json"),
    ("Indico", "indico-export__*.json"),
]


@pytest.mark.parametrize(("name", "data"), FILES)
def test_detect(name: str | None, data: Any) -> None:
    """The format of a file knows it, and no other format does."""
    assert [known.name for known in FORMATS if known.detect(data)] == ([name] if name else [])


@samples
@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.json")), ids=lambda path: path.name)
def test_detect_sample(path: Path) -> None:
    """A real file is known by its own format alone, and what is no programme by none."""
    data = json.loads(path.read_text("utf-8"))
    names = [name for name, pattern in REAL if fnmatch(path.name, pattern)]
    assert [known.name for known in FORMATS if known.detect(data)] == names


@FAST
@given(st.data())
def test_detect_arbitrary_json(data: st.DataObject) -> None:
    """Whatever the JSON, and however near to a format, each format answers without an error."""
    near = spoiled(data.draw(st.sampled_from(FILES))[1], data)
    assert {known.detect(one) for known in FORMATS for one in (data.draw(junk), near)} <= {True, False}
