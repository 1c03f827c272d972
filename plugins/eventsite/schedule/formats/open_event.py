"""The programme in FOSSASIA's Open Event format: a folder or zip of JSON files, or an answer of eventyay's API.

Sources: https://github.com/fossasia/open-event (version 1, keys with dashes), and in
https://github.com/fossasia/open-event-server app/api/helpers/export_helpers.py (exports, keys with underscores) and
app/api/schema/sessions.py (JSON:API).
Only the fields named here are read: an export has every proposal, and the addresses of everyone who made one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...model import Person, Room, Schedule, Session, State, Text, Track
from .fields import Reading, identities, identity, label, language, prose, row, rows, state, text, top_rows, unique
from .strict import Json, Row
from .times import distinct, moment, slot_from

KEYS = ("files", "data", "included")


@dataclass(frozen=True, slots=True)
class _Lists:
    """What both kinds give, with underscores in the keys."""

    sessions: list[Row]
    speakers: list[Row]
    rooms: list[Row]
    tracks: list[Row]
    types: list[Row]


def detect(data: Json) -> bool:
    """Return whether the data is files of which one is for the sessions, or an answer with sessions in it."""
    return "sessions.json" in row(row(data).get("files")) or any(_resources(row(data), "session"))


def parse(data: Json, reading: Reading) -> Schedule:
    """Return the schedule; raises ScheduleError when one of the files is no list.

    Ids are those of the format, as strings. Of the two abstracts the long one is read, else the short one.
    People without a session are there only if all sessions are: else they may belong to one that is not accepted.
    """
    lists = _api_lists(row(data)) if "files" not in row(data) else _file_lists(row(row(data)["files"]))
    spoken = _spoken(lists.speakers)
    named = (item.get("session_type") for item in lists.sessions)
    # As with the others, the list knows best.
    types = dict(reversed(list(_names(lists.types, named, reading))))
    sessions = [found for item in lists.sessions if (found := _session(item, spoken, types, reading))]
    shown = {key for session in sessions for key in session.people}
    everyone = len(sessions) == len(lists.sessions)
    public = [item for item in lists.sessions if _state(item)]
    rooms = _names(lists.rooms, (item.get("microlocation") for item in public), reading)
    tracks = _names(lists.tracks, (item.get("track") for item in public), reading)
    return Schedule(
        rooms=unique(Room(id=key, name=name) for key, name in rooms),
        tracks=unique(Track(id=key, name=name) for key, name in tracks),
        people=unique(one for one in _people(lists, reading) if everyone or one.id in shown),
        sessions=distinct(sessions),
    )


def _file_lists(files: Row) -> _Lists:
    names = ("speakers.json", "microlocations.json", "tracks.json", "session_types.json")
    sessions = top_rows(files, "sessions.json", required=True)
    return _Lists(_plain(sessions), *(_plain(top_rows(files, name)) for name in names))


def _api_lists(data: Row) -> _Lists:
    kinds = ("session", "speaker", "microlocation", "track", "session-type")
    return _Lists(*(_plain(_resources(data, kind)) for kind in kinds))


def _resources(data: Row, kind: str) -> Iterator[Row]:
    """Yield the attributes of a JSON:API answer's resources of one kind, with what they are related to."""
    main = data.get("data")
    for item in [*(rows(main) or [row(main)]), *rows(data.get("included"))]:
        if item.get("type") == kind and isinstance(item.get("attributes"), dict):
            related = {key: row(value).get("data") for key, value in row(item.get("relationships")).items()}
            yield {**row(item["attributes"]), **related, "id": item.get("id")}


def _plain(items: Iterable[Row]) -> list[Row]:
    return [{key.replace("-", "_"): value for key, value in item.items()} for item in items]


def _state(item: Row) -> State | None:
    return None if item.get("deleted_at") else state(item.get("state"))


def _names(listed: Iterable[Row], named: Iterable[Json], reading: Reading) -> Iterator[tuple[str, Text]]:
    """Yield the ids and names of a list, and of what only sessions name."""
    for item in [*listed, *map(row, named)]:
        key, name = identity(item.get("id")), text(item.get("name"), reading)
        if key and name and not item.get("deleted_at"):
            yield key, name


def _people(lists: _Lists, reading: Reading) -> Iterator[Person]:
    named = (one for item in lists.sessions for one in rows(item.get("speakers")))
    for item in [*lists.speakers, *named]:
        key, name = identity(item.get("id")), label(item.get("name"))
        if key and name and not item.get("deleted_at"):
            biography = prose(item.get("long_biography"), reading).over(prose(item.get("short_biography"), reading))
            yield Person(id=key, name=name, biography=biography)


def _spoken(speakers: Iterable[Row]) -> dict[str, list[str]]:
    """Return the people of each session as the speakers tell it, which an answer of the API may have alone."""
    found: dict[str, list[str]] = defaultdict(list)
    for speaker in speakers:
        if person := identity(speaker.get("id")):
            for key in _references(speaker.get("sessions")):
                found[key].append(person)
    return found


def _session(item: Row, spoken: dict[str, list[str]], types: dict[str, Text], reading: Reading) -> Session | None:
    session_id, public, told = identity(item.get("id")), _state(item), language(item.get("language"))
    title = text(item.get("title"), reading, told)
    start, end = (moment(item.get(f"{at}s_at") or item.get(f"{at}_time"), reading) for at in ("start", "end"))
    if not (session_id and title and public and start):
        return None
    long, short = (prose(item.get(f"{size}_abstract"), reading, told) for size in ("long", "short"))
    return Session(
        id=session_id,
        title=title,
        slot=slot_from(start, end, reading),
        subtitle=text(item.get("subtitle"), reading, told),
        type=types.get(_reference(item, "session_type") or "", Text()),
        abstract=long.over(short),
        room=_reference(item, "microlocation"),
        track=_reference(item, "track"),
        people=tuple(dict.fromkeys([*_references(item.get("speakers")), *spoken.get(session_id, [])])),
        state=public,
        languages=(told,) if told else (),
    )


def _reference(item: Row, name: str) -> str | None:
    """Return the id of what an item points to, be it told as {"id": 1, "name": "…"}, as 1 or as `name_id`."""
    return next(iter(_references([item.get(name), item.get(f"{name}_id")])), None)


def _references(value: Json) -> tuple[str, ...]:
    return identities([row(one).get("id", one) for one in value]) if isinstance(value, list) else ()
