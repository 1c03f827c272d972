"""The JSON that pretalx makes for its schedule widget: /<event>/schedule/widgets/schedule.json.

Source: pretalx 2026.2, src/pretalx/schedule/interfaces/widget.py (the format is not documented).
Only the fields named here are read: the feed has more, and may get others that are not meant for the public.
"""

from collections.abc import Iterable, Iterator

from ...model import Person, Room, Schedule, Session, Text, Track
from .fields import Reading, identities, identity, label, language, prose, row, state, text, top_rows, unique
from .strict import Json, Row
from .times import after, distinct, moment, slot_from

KEYS = ("talks", "rooms", "tracks", "speakers")

_POINTED_TO = ("rooms", "speakers", "tracks")


def detect(data: Json) -> bool:
    """Return whether the data has talks and one of the lists that they point to."""
    return isinstance(data, dict) and "talks" in data and any(key in data for key in _POINTED_TO)


def parse(data: Json, reading: Reading) -> Schedule:
    """Return the schedule; raises ScheduleError when one of its lists is none.

    Ids are those of the feed, numbers as strings; a break, which has no code, gets the id "break-<number>".
    """
    data = row(data)
    sessions = list(_sessions(data, reading))
    return Schedule(
        version=label(data.get("version")),
        rooms=unique(Room(id=key, name=name) for key, name in _named(data, "rooms", reading)),
        tracks=unique(Track(id=key, name=name) for key, name in _named(data, "tracks", reading)),
        people=unique(_people(data, sessions, reading)),
        sessions=distinct(sessions),
    )


def _named(data: Row, key: str, reading: Reading) -> Iterator[tuple[str, Text]]:
    for item in top_rows(data, key):
        if found := identity(item.get("id")):
            yield found, text(item.get("name"), reading)


def _people(data: Row, sessions: Iterable[Session], reading: Reading) -> Iterator[Person]:
    named = {code for item in top_rows(data, "talks") for code in identities(item.get("speakers"))}
    # The speakers of talks that are not for the public would tell of them.
    hidden = named - {code for session in sessions for code in session.people}
    for item in top_rows(data, "speakers"):
        code, name = identity(item.get("code")), label(item.get("name"))
        if code and name and code not in hidden:
            yield Person(id=code, name=name, biography=prose(item.get("biography"), reading))


def _sessions(data: Row, reading: Reading) -> Iterator[Session]:
    for item in top_rows(data, "talks", required=True):
        code, number = identity(item.get("code")), identity(item.get("id"))
        session_id = code or (f"break-{number}" if number else None)
        told = language(item.get("content_locale"))
        title, public = text(item.get("title"), reading, told), state(item.get("state"))
        start = moment(item.get("start"), reading)
        if not (session_id and title and public and start):
            continue
        end = moment(item.get("end"), reading) or after(start, item.get("duration"))
        yield Session(
            id=session_id,
            title=title,
            slot=slot_from(start, end, reading),
            abstract=prose(item.get("abstract"), reading, told),
            room=identity(item.get("room")),
            track=identity(item.get("track")),
            people=identities(item.get("speakers")) if code else (),
            state=public,
            service=not code,
            languages=(told,) if told else (),
        )
