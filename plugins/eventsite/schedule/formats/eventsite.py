"""Our own format, which is read and written: one JSON object.

    {
     "format": "eventsite-schedule/1",
     "version": "0.3", "retrieved": "2017-11-20T09:00:00+07:00",
     "rooms": [{"id", "name", "venue"}],
     "tracks": [{"id", "name"}],
     "people": [{"id", "name", "biography"}],
     "sessions": [{
      "id", "title", "subtitle", "abstract",
      "date": "YYYY-MM-DD", "until": "YYYY-MM-DD", "part": "all-day" | "morning" | "afternoon" | "evening",
      "start": ISO 8601, "end": ISO 8601,
      "room", "track", "people": [ids],
      "state": "confirmed" | "cancelled", "languages": ["vi"], "sample": true
     }]
    }

Only `format` and `sessions`, and of a session `id` and `title`, must be there.
Words are {"vi": …, "en": …}, or a plain string when no one knows their language.
`date` is the day on the agenda; without it the start tells it. `until` is the last day.
`room`, `track` and `people` may name ids that are defined elsewhere. The field table: docs/schedule-json.md.
"""

import json
from collections.abc import Iterator
from dataclasses import replace

from ...errors import ScheduleError
from ...model import PARTS, Person, Room, Schedule, Session, Slot, Text, Track
from .fields import Reading, identities, identity, label, language, prose, state, text, top_rows, unique
from .strict import Json, Row
from .times import day, moment, order, slot_from, spans

FORMAT = "eventsite-schedule/1"


def detect(data: Json) -> bool:
    """Return whether the data calls itself one of our formats, be it of a later version."""
    name = data.get("format") if isinstance(data, dict) else None
    return isinstance(name, str) and name.startswith("eventsite-schedule/")


def parse(data: Row, reading: Reading) -> Schedule:
    """Return the schedule; raises ScheduleError for another version, or when a list is none."""
    if data["format"] != FORMAT:
        raise ScheduleError(f"this program reads {FORMAT}, not a later format")
    return Schedule(
        version=label(data.get("version")),
        retrieved=moment(data.get("retrieved"), reading),
        rooms=unique(_rooms(data, reading)),
        tracks=unique(_tracks(data, reading)),
        people=unique(_people(data, reading)),
        sessions=tuple(sorted(unique(_sessions(data, reading)), key=order)),
    )


def render_schedule(schedule: Schedule) -> str:
    """Return the schedule in our format, such that parsing it gives an equal schedule.

    Sessions are sorted by slot, then id; empty fields are left out; ends with a newline.
    """
    sessions: list[Json] = [_session_row(session) for session in sorted(schedule.sessions, key=order)]
    document = _filled(
        {
            "format": FORMAT,
            "version": schedule.version,
            "retrieved": schedule.retrieved.isoformat() if schedule.retrieved else None,
            "rooms": [
                _filled({"id": room.id, "name": _words(room.name), "venue": room.venue}) for room in schedule.rooms
            ],
            "tracks": [_filled({"id": track.id, "name": _words(track.name)}) for track in schedule.tracks],
            "people": [
                _filled({"id": person.id, "name": person.name, "biography": _words(person.biography)})
                for person in schedule.people
            ],
        }
    )
    # The one list that must be there, so that an empty schedule can be told from something else.
    return json.dumps({**document, "sessions": sessions}, ensure_ascii=False, indent=1) + "\n"


def _rooms(data: Row, reading: Reading) -> Iterator[Room]:
    for row in top_rows(data, "rooms"):
        if room_id := identity(row.get("id")):
            yield Room(id=room_id, name=text(row.get("name"), reading), venue=identity(row.get("venue")))


def _tracks(data: Row, reading: Reading) -> Iterator[Track]:
    for row in top_rows(data, "tracks"):
        if track_id := identity(row.get("id")):
            yield Track(id=track_id, name=text(row.get("name"), reading))


def _people(data: Row, reading: Reading) -> Iterator[Person]:
    for row in top_rows(data, "people"):
        person_id, name = identity(row.get("id")), label(row.get("name"))
        if person_id and name:
            yield Person(id=person_id, name=name, biography=prose(row.get("biography"), reading))


def _sessions(data: Row, reading: Reading) -> Iterator[Session]:
    for row in top_rows(data, "sessions", required=True):
        session_id, title = identity(row.get("id")), text(row.get("title"), reading)
        slot, public = _slot(row, reading), state(row.get("state"))
        undated = row.get("date") is None and row.get("start") is None  # not yet known, which may be said
        if not (session_id and title and public and (slot or undated)):
            continue
        yield Session(
            id=session_id,
            title=title,
            slot=slot,
            subtitle=text(row.get("subtitle"), reading),
            abstract=prose(row.get("abstract"), reading),
            room=identity(row.get("room")),
            track=identity(row.get("track")),
            people=identities(row.get("people")),
            state=public,
            languages=_languages(row.get("languages")),
            sample=row.get("sample") is True,
        )


def _slot(row: Row, reading: Reading) -> Slot | None:
    start, first, until = moment(row.get("start"), reading), day(row.get("date")), day(row.get("until"))
    if start:
        slot = slot_from(start, moment(row.get("end"), reading), reading, first)
    elif first:
        slot = Slot(first=first, last=first, part=next((p for p in PARTS if p == row.get("part")), None))
    else:
        return None
    return replace(slot, last=until) if until and spans(slot.first, until) else slot


def _languages(value: Json) -> tuple[str, ...]:
    told = map(language, value) if isinstance(value, list) else ()
    return tuple(dict.fromkeys(code for code in told if code))


def _session_row(session: Session) -> Row:
    return _filled(
        {
            "id": session.id,
            "title": _words(session.title),
            "subtitle": _words(session.subtitle),
            "abstract": _words(session.abstract),
            **(_slot_row(session.slot) if session.slot else {}),
            "room": session.room,
            "track": session.track,
            "people": list(session.people),
            "state": session.state,
            "languages": list(session.languages),
            "sample": session.sample,
        }
    )


def _slot_row(slot: Slot) -> Row:
    # The reader takes the last day from the end: it is written where that could be another one.
    by_end = slot.end.date() if slot.end else slot.first
    return {
        "date": slot.first.isoformat(),
        "until": None if slot.first == slot.last == by_end else slot.last.isoformat(),
        "part": slot.part,
        "start": slot.start.isoformat() if slot.start else None,
        "end": slot.end.isoformat() if slot.end else None,
    }


def _words(text: Text) -> Json:
    """Return words whose language is not known as a plain string, others by language."""
    said: Row = {language: words for language, words in text.by_language.items() if words}
    return said[""] if list(said) == [""] else said


def _filled(row: Row) -> Row:
    return {key: value for key, value in row.items() if value not in (None, "", [], {}, False)}
