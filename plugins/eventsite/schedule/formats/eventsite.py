"""Our own format, which is read and written: one JSON object.

    {
     "format": "eventsite-schedule/1",
     "version": "0.3", "published": "2017-11-20T08:00:00+07:00", "retrieved": "2017-11-20T09:00:00+07:00",
     "rooms": [{"id", "name", "venue"}],
     "tracks": [{"id", "name"}],
     "people": [{"id", "name", "biography"}],
     "sessions": [{
      "id", "title", "subtitle", "type", "abstract",
      "date": "YYYY-MM-DD", "until": "YYYY-MM-DD", "part": "all-day" | "morning" | "afternoon" | "evening",
      "start": ISO 8601, "end": ISO 8601,
      "room", "track", "people": [ids],
      "state": "confirmed" | "cancelled", "languages": ["vi"], "interpretation": {"en": "channel 2"},
      "message", "service": true, "plenary": true, "sample": true
     }]
    }

Only `format` and `sessions`, and of a session `id` and `title`, must be there.
Words are {"vi": …, "en": …}, or a plain string, whose language is that of the file where it has a "language".
`date` is the day on the agenda; without it the start tells it. `until` is the last day.
`room`, `track` and `people` may name ids that are defined elsewhere. The field table: docs/schedule-json.md.
"""

from collections.abc import Iterator
from dataclasses import replace

from ...errors import ScheduleError
from ...model import PARTS, Person, Room, Schedule, Session, Slot, Text, Track
from .fields import Reading, identities, identity, label, language, prose, row, state, text, top_rows, unique
from .strict import Json, Row
from .times import day, distinct, moment, order, slot_from, spans

FORMAT = "eventsite-schedule/1"
KEYS = ("format", "sessions", "rooms", "people")


def detect(data: Json) -> bool:
    """Return whether the data calls itself one of our formats, be it of a later version."""
    name = data.get("format") if isinstance(data, dict) else None
    return isinstance(name, str) and name.startswith("eventsite-schedule/")


def parse(data: Json, reading: Reading) -> Schedule:
    """Return the schedule; raises ScheduleError for another version, or when a list is none."""
    data = row(data)
    if data.get("format") != FORMAT:
        raise ScheduleError(f"this program reads {FORMAT}, not a later format")
    told = language(data.get("language"))
    return Schedule(
        version=label(data.get("version")),
        published=moment(data.get("published"), reading),
        retrieved=moment(data.get("retrieved"), reading),
        rooms=unique(_rooms(data, reading, told)),
        tracks=unique(_tracks(data, reading, told)),
        people=unique(_people(data, reading, told)),
        sessions=distinct(_sessions(data, reading, told)),
    )


def schedule_row(schedule: Schedule, language: str = "") -> Row:
    """Return the schedule as JSON's values, such that parsing them gives an equal schedule.

    Sessions are sorted by slot, then id; empty fields are left out. Words that are in the `language` alone are plain
    strings.
    """
    sessions: list[Json] = [_session_row(session, language) for session in sorted(schedule.sessions, key=order)]
    document = filled(
        {
            "format": FORMAT,
            "version": schedule.version,
            "published": schedule.published.isoformat() if schedule.published else None,
            "retrieved": schedule.retrieved.isoformat() if schedule.retrieved else None,
            "rooms": [
                filled({"id": room.id, "name": words(room.name, language), "venue": room.venue})
                for room in schedule.rooms
            ],
            "tracks": [filled({"id": track.id, "name": words(track.name, language)}) for track in schedule.tracks],
            "people": [
                filled({"id": person.id, "name": person.name, "biography": words(person.biography)})
                for person in schedule.people
            ],
        }
    )
    # The one list that must be there, so that an empty schedule can be told from something else.
    return {**document, "sessions": sessions}


def _rooms(data: Row, reading: Reading, told: str) -> Iterator[Room]:
    for item in top_rows(data, "rooms"):
        if room_id := identity(item.get("id")):
            yield Room(id=room_id, name=text(item.get("name"), reading, told), venue=identity(item.get("venue")))


def _tracks(data: Row, reading: Reading, told: str) -> Iterator[Track]:
    for item in top_rows(data, "tracks"):
        if track_id := identity(item.get("id")):
            yield Track(id=track_id, name=text(item.get("name"), reading, told))


def _people(data: Row, reading: Reading, told: str) -> Iterator[Person]:
    for item in top_rows(data, "people"):
        person_id, name = identity(item.get("id")), label(item.get("name"))
        if person_id and name:
            yield Person(id=person_id, name=name, biography=prose(item.get("biography"), reading, told))


def _sessions(data: Row, reading: Reading, told: str) -> Iterator[Session]:
    for item in top_rows(data, "sessions", required=True):
        session_id, title = identity(item.get("id")), text(item.get("title"), reading, told)
        when, public = slot(item, reading), state(item.get("state"))
        undated = item.get("date") is None and item.get("start") is None  # not yet known, which may be said
        if not (session_id and title and public and (when or undated)):
            continue
        yield Session(
            id=session_id,
            title=title,
            slot=when,
            subtitle=text(item.get("subtitle"), reading, told),
            type=text(item.get("type"), reading, told),
            abstract=prose(item.get("abstract"), reading, told),
            room=identity(item.get("room")),
            track=identity(item.get("track")),
            people=identities(item.get("people")),
            state=public,
            languages=_languages(item.get("languages")),
            interpretation=_channels(item.get("interpretation")),
            message=text(item.get("message"), reading, told),
            service=item.get("service") is True,
            plenary=item.get("plenary") is True,
            sample=item.get("sample") is True,
        )


def slot(item: Row, reading: Reading) -> Slot | None:
    """Return the slot that a session's or a change's fields tell; None where they tell none."""
    start, first, until = moment(item.get("start"), reading), day(item.get("date")), day(item.get("until"))
    if start:
        found = slot_from(start, moment(item.get("end"), reading), reading, first)
    elif first:
        found = Slot(first=first, last=first, part=next((p for p in PARTS if p == item.get("part")), None))
    else:
        return None
    return replace(found, last=until) if until and spans(found.first, until) else found


def _languages(value: Json) -> tuple[str, ...]:
    told = map(language, value) if isinstance(value, list) else ()
    return tuple(dict.fromkeys(code for code in told if code))


def _channels(value: Json) -> dict[str, str]:
    """Return the languages that a session is interpreted into, with the channel of each."""
    told = {language(code): label(channel) for code, channel in row(value).items()}
    return {code: channel for code, channel in sorted(told.items()) if code}


def _session_row(session: Session, language: str) -> Row:
    return filled(
        {
            "id": session.id,
            "title": words(session.title, language),
            "subtitle": words(session.subtitle, language),
            "type": words(session.type, language),
            "abstract": words(session.abstract, language),
            **(slot_row(session.slot) if session.slot else {}),
            "room": session.room,
            "track": session.track,
            "people": list(session.people),
            "state": session.state,
            "languages": list(session.languages),
            "interpretation": dict(session.interpretation),
            "message": words(session.message, language),
            "service": session.service,
            "plenary": session.plenary,
            "sample": session.sample,
        }
    )


def slot_row(slot: Slot) -> Row:
    """Return a slot as the fields of a session, empty ones as None."""
    # The reader takes the last day from the end: it is written where that could be another one.
    by_end = slot.end.date() if slot.end else slot.first
    return {
        "date": slot.first.isoformat(),
        "until": None if slot.first == slot.last == by_end else slot.last.isoformat(),
        "part": slot.part,
        "start": slot.start.isoformat() if slot.start else None,
        "end": slot.end.isoformat() if slot.end else None,
    }


def words(text: Text, language: str = "") -> Json:
    """Return words that are in the `language` alone as a plain string, others by language.

    By default that is the empty code: words of which nobody knows the language.
    """
    said: Row = {code: words for code, words in text.by_language.items() if words}
    return said[language] if list(said) == [language] else said


def filled(item: Row) -> Row:
    """Return the fields that are not empty."""
    return {key: value for key, value in item.items() if value not in (None, "", [], {}, False)}
