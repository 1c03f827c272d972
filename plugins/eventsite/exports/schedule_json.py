"""The programme in one language, small, in our own format: `api/schedule.<language>.json`.

It is `eventsite-schedule/1`, which this program reads too: words in the file's language are plain strings, words that
exist in another language only are an object with that language's code. What it adds are the addresses of pages, the
event, the licence and the recent changes. The field table: docs/schedule-json.md.
"""

import json
from dataclasses import replace

from ..model import CHANGE_KINDS, PARTS, STATES, Person, Schedule, Session, Text
from ..schedule.formats.eventsite import FORMAT, schedule_row
from ..schedule.formats.fields import rows
from ..schedule.formats.strict import Json, Row
from ..schedule.merge import session_key
from .programme import Programme


def render_schedule_json(programme: Programme, language: str) -> str:
    """Return the text of the file; ends with a newline, the same input gives the same bytes."""
    data = schedule_row(_in_language(programme.schedule, language), language)
    sessions: list[Json] = [_session(programme, item, language) for item in rows(data.pop("sessions"))]
    people: list[Json] = [_person(programme, item, language) for item in rows(data.pop("people", []))]
    document: Row = {
        "$schema": f"{programme.site}/api/schedule.schema.json",
        "format": data.pop("format"),
        "language": language,
        "event": _event(programme, language),
        "licence": dict(programme.licence(language)),
        "contact": programme.contact,
        **({"stale": True} if programme.stale else {}),
        **data,
        "people": people,
        "sessions": sessions,
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


def _event(programme: Programme, language: str) -> Row:
    event = programme.event
    return {
        "name": event.name.in_(language).words,
        "start": event.start.isoformat(),
        "end": event.end.isoformat(),
        "zone": event.zone.key,
        "url": programme.address("home", language),
    }


def _session(programme: Programme, item: Row, language: str) -> Row:
    identifier = str(item["id"])
    key = session_key(identifier)
    added: Row = {
        "url": programme.session_url(identifier, language),
        "key": key if key != identifier.lower() else "",
        "sequence": programme.sequences.get(key, 0),
        "changed": programme.recent.get(key),
        "change": programme.sentence(key, language),
    }
    return item | {key: value for key, value in added.items() if value}


def _person(programme: Programme, item: Row, language: str) -> Row:
    url = programme.address(f"people/{item['id']}", language)
    return item | ({"url": url} if url else {})


def _in_language(schedule: Schedule, language: str) -> Schedule:
    """Return the schedule without long texts, each of its words in the language, else in the first that they have."""

    def session(item: Session) -> Session:
        return replace(
            item,
            title=_only(item.title, language),
            subtitle=_only(item.subtitle, language),
            type=_only(item.type, language),
            message=_only(item.message, language),
            abstract=Text(),
        )

    def person(item: Person) -> Person:
        return replace(item, biography=Text())

    return replace(
        schedule,
        rooms=tuple(replace(room, name=_only(room.name, language)) for room in schedule.rooms),
        tracks=tuple(replace(track, name=_only(track.name, language)) for track in schedule.tracks),
        people=tuple(map(person, schedule.people)),
        sessions=tuple(map(session, schedule.sessions)),
    )


def _only(text: Text, language: str) -> Text:
    """Return the words of one language; those of which nobody knows it count as the file's own."""
    phrase = text.in_(language)
    return Text({phrase.language or language: phrase.words} if phrase.words else {})


def _object(required: tuple[str, ...], properties: Row) -> Row:
    return {
        "type": "object",
        "required": list(required),
        "properties": properties,
        "additionalProperties": False,
    }


def _list(item: Row) -> Row:
    return {"type": "array", "items": item}


def _enum(*values: str) -> Row:
    return {"enum": list(values)}


_STRING: Row = {"type": "string"}
_ID: Row = {"type": "string", "minLength": 1, "maxLength": 200}
_DAY: Row = {"type": "string", "format": "date"}
_TIME: Row = {"type": "string", "format": "date-time"}
_URL: Row = {"type": "string", "format": "uri-reference"}
_CODE: Row = {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"}
_WORDS: Row = {
    "oneOf": [{"type": "string"}, {"type": "object", "maxProperties": 1, "additionalProperties": {"type": "string"}}],
    "description": "words in the file's language, or an object with the code of the only language that has them",
}
_EVENT = _object(
    ("name", "start", "end", "zone", "url"),
    {"name": _STRING, "start": _DAY, "end": _DAY, "zone": _STRING, "url": _URL},
)
_SESSION = _object(
    ("id", "title"),
    {
        "id": _ID,
        "title": _WORDS,
        "subtitle": _WORDS,
        "type": _WORDS,
        "message": _WORDS,
        "date": _DAY,
        "until": _DAY,
        "part": _enum(*PARTS),
        "start": _TIME,
        "end": _TIME,
        "room": _ID,
        "track": _ID,
        "people": _list(_ID),
        "state": _enum(*STATES),
        "languages": _list(_CODE),
        "interpretation": {"type": "object", "additionalProperties": _STRING},
        "service": {"const": True},
        "plenary": {"const": True},
        "sample": {"const": True},
        "url": _URL,
        "key": _STRING,
        "sequence": {"type": "integer", "minimum": 1},
        "changed": _enum(*CHANGE_KINDS),
        "change": _STRING,
    },
)
_FILE = _object(
    ("$schema", "format", "language", "event", "licence", "contact", "people", "sessions"),
    {
        "$schema": _URL,
        "format": {"const": FORMAT},
        "language": _CODE,
        "event": _EVENT,
        "licence": _object((), {"name": _STRING, "url": _URL}),
        "contact": _URL,
        "version": _STRING,
        "published": _TIME,
        "retrieved": _TIME,
        "stale": {"const": True},
        "rooms": _list(_object(("id",), {"id": _ID, "name": _WORDS, "venue": _ID})),
        "tracks": _list(_object(("id",), {"id": _ID, "name": _WORDS})),
        "people": _list(_object(("id", "name"), {"id": _ID, "name": _STRING, "url": _URL})),
        "sessions": _list(_SESSION),
    },
)


def schema() -> str:
    """Return the JSON Schema of the files that `render_schedule_json` makes: `api/schedule.schema.json`."""
    head: Row = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The programme of an event in one language",
    }
    return json.dumps(head | _FILE, ensure_ascii=False, indent=1) + "\n"
