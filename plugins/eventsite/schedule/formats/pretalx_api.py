"""The JSON of pretalx's REST API: a schedule with its slots, a list of slots, or one of submissions.

    /api/events/<event>/schedules/latest/
    /api/events/<event>/slots/
    /api/events/<event>/submissions/

Source: https://docs.pretalx.org/api/ and pretalx 2026.2, src/pretalx/api/serializers/.
All need `expand=`, as `parse` says when it is missing; without that of submission_type no session has a type.
A list is {"results": […]} with all its pages joined.
Only the fields named here are read: an organiser's token brings notes, e-mail addresses and hidden slots.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...errors import ScheduleError
from ...model import Person, Room, Schedule, Session, Text, Track
from .fields import Reading, identity, joined, label, language, prose, row, rows, state, text, top_rows, unique
from .strict import Json, Row
from .times import after, distinct, moment, slot_from

KEYS = ("version", "published", "comment", "slots")

_SLOT = {"room", "start", "submission"}
_SUBMISSION = {"code", "title", "slots"}


@dataclass(frozen=True, slots=True)
class _Placed:
    """A slot, and the submission that takes place in it; None for a break."""

    slot: Row
    submission: Row | None

    @property
    def talk(self) -> Row:
        return self.submission or {}


def detect(data: Json) -> bool:
    """Return whether the data is a schedule with slots, or a list with a slot or a submission in it."""
    data = row(data)
    if "slots" in data:
        return "published" in data or "version" in data
    return any(one.keys() >= keys for one in rows(data.get("results")) for keys in (_SLOT, _SUBMISSION))


def parse(data: Json, reading: Reading) -> Schedule:
    """Return the schedule; raises ScheduleError when its list is none, or has ids instead of what they stand for.

    Ids are those of the widget: a session has its submission's code, a break "break-<number of its slot>".
    Rooms, tracks and people are those of the sessions; of one that the answer has by id, only the id is known.
    """
    data = row(data)
    kept = [(one, session) for one in _placed(data) if (session := _session(one, reading))]
    rooms = _named((one.slot.get("room") for one, _ in kept), reading)
    tracks = _named((one.talk.get("track") for one, _ in kept), reading)
    about = data if "slots" in data else next((row(one.slot.get("schedule")) for one, _ in kept), {})
    return Schedule(
        version=label(about.get("version")),
        published=moment(about.get("published"), reading),
        rooms=unique(Room(id=key, name=name) for key, name in rooms),
        tracks=unique(Track(id=key, name=name) for key, name in tracks),
        people=unique(person for one, _ in kept for person in _people(one.talk, reading)),
        sessions=distinct(session for _, session in kept),
    )


def _placed(data: Row) -> list[_Placed]:
    """Return the slots with their submissions; raises ScheduleError when the answer is not expanded."""
    pairs = list(_pairs(data))
    found = [
        _Placed(slot, submission)
        for slot, submission in pairs
        if isinstance(slot, dict) and (submission is None or isinstance(submission, dict))
    ]
    by_id = any(isinstance(one, str | int) for pair in pairs for one in pair)
    if by_id and not any(one.submission for one in found):
        raise ScheduleError(f"the answer has only ids of its sessions: add expand={_expansion(data)} to the address")
    return found


def _expansion(data: Row) -> str:
    """Return the fields that pretalx has to write out in full."""
    if "slots" in data:
        return "slots.room,slots.submission.speakers,slots.submission.submission_type,slots.submission.track"
    if any("slots" in one for one in rows(data.get("results"))):
        return "slots.room,speakers,submission_type,track"
    return "room,schedule,submission.speakers,submission.submission_type,submission.track"


def _pairs(data: Row) -> Iterator[tuple[Json, Json]]:
    """Yield slot and submission, in whichever of the three ways the answer nests them."""
    name = "slots" if "slots" in data else "results"
    top_rows(data, name, required=True)
    for one in _items(data.get(name)):
        if isinstance(one, dict) and "slots" in one:
            yield from ((slot, one) for slot in _items(one["slots"]))
        else:
            yield one, row(one).get("submission")


def _items(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _session(placed: _Placed, reading: Reading) -> Session | None:
    slot, talk, service = placed.slot, placed.talk, placed.submission is None
    told, number = language(talk.get("content_locale")), identity(slot.get("id"))
    session_id = identity(talk.get("code")) or (f"break-{number}" if service and number else None)
    title = text(slot.get("description") if service else talk.get("title"), reading, told)
    public, start = state(talk.get("state")), moment(slot.get("start"), reading)
    if not (session_id and title and public and start) or _is_hidden(slot):
        return None
    end = moment(slot.get("end"), reading) or after(start, slot.get("duration"))
    abstract, description = (prose(talk.get(key), reading, told) for key in ("abstract", "description"))
    return Session(
        id=session_id,
        title=title,
        slot=slot_from(start, end, reading),
        type=text(row(talk.get("submission_type")).get("name"), reading),
        abstract=joined(abstract, description, reading),
        room=_id(slot.get("room")),
        track=_id(talk.get("track")),
        people=tuple(dict.fromkeys(code for one in _items(talk.get("speakers")) if (code := _id(one, "code")))),
        state=public,
        service=service,
        languages=(told,) if told else (),
    )


def _is_hidden(slot: Row) -> bool:
    """Return whether only organisers see the slot: one that is not confirmed yet, or a blocker."""
    return slot.get("is_visible") is False or label(slot.get("slot_type")).lower() == "blocker"


def _id(value: Json, key: str = "id") -> str | None:
    return identity(value.get(key) if isinstance(value, dict) else value)


def _named(told: Iterable[Json], reading: Reading) -> list[tuple[str, Text]]:
    """Return the ids and names of what is told in full, in the organisers' order."""
    found = sorted(rows(list(told)), key=_position)
    return [(key, text(one.get("name"), reading)) for one in found if (key := _id(one))]


def _position(item: Row) -> float:
    told = item.get("position")
    return told if isinstance(told, int | float) else 0


def _people(talk: Row, reading: Reading) -> Iterator[Person]:
    for one in rows(talk.get("speakers")):
        code, name = identity(one.get("code")), label(one.get("name"))
        if code and name:
            yield Person(id=code, name=name, biography=prose(one.get("biography"), reading))
