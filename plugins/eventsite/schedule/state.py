"""What is known of a feed from one build to the next: its last good copy and its changes, as one readable file.

    {
     "format": "eventsite-feed/1",
     "source": 16 hexadecimal digits of the feed's address,
     "began": when the feed was first read,
     "etag": …, "modified": …, "reader": …,
     "schedule": our own format,
     "versions": {session: {"number", "seen"}},
     "changes": [{"session", "kind", "seen", "title", "before", "after"}]
    }

`before` and `after` have those of "date", "until", "part", "start", "end", "room", "title" and "people" that the
change concerns. The same text is published as `api/feeds/<id>.json`, so that a fresh clone can take it from there.
"""

import datetime as dt
import hashlib
import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from ..errors import ScheduleError
from ..model import CHANGE_KINDS, Change, Schedule, Told, Version
from .addresses import Answer, shown
from .formats import eventsite
from .formats.fields import Reading, identity, label, row, rows, text
from .formats.strict import Json, Row, read_json
from .formats.times import moment

FORMAT = "eventsite-feed/1"
# The ledger keeps this many changes of a feed, the newest; an event has hundreds.
MOST_CHANGES = 2000
_SECRET = re.compile(r"token|key|secret|auth|pass|sig|code", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """A feed's last good copy, with what it withdrew, its changes, oldest first, and what its server said of it.

    `versions` are those of the sessions that ever changed, by id. `began` is when the feed was first read, aware.
    `reader` names what read it last: a newer program, or other facts of the event, may find more in the same answer.
    """

    source: str
    schedule: Schedule
    began: dt.datetime
    changes: tuple[Change, ...] = ()
    versions: Mapping[str, Version] = field(default_factory=dict)
    etag: str = ""
    modified: str = ""
    reader: str = ""

    def known_to(self, reader: str) -> Answer:
        """Return what to ask the server for news with; nothing where another reader has read the answer."""
        return Answer(None, self.etag, self.modified) if reader == self.reader else Answer(None)


def reader_of(reading: Reading, forget: Iterable[str] = ()) -> str:
    """Return the name of what reads feeds now: our formats, what a feed does not say of itself, what is forgotten."""
    return hashlib.sha256(f"{_formats()}{reading!r}{sorted(forget) or ''}".encode()).hexdigest()[:16]


@cache
def _formats() -> str:
    sources = sorted((Path(__file__).parent / "formats").glob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def source_of(address: str) -> str:
    """Return the digits that stand for an address; neither its password nor any token in its query is in them."""
    query = parse_qsl(urlsplit(address).query, keep_blank_values=True) if "://" in address else []
    told = [pair for pair in query if not _SECRET.search(pair[0])]
    return hashlib.sha256(f"{shown(address)}{sorted(told) or ''}".encode()).hexdigest()[:16]


def state_file(folder: Path, feed: str) -> Path:
    """Return the file of a feed's state."""
    return folder / f"{feed}.json"


def load_state(path: Path, source: str, reading: Reading) -> FeedState | None:
    """Return the state in the file; None where there is none, of that address, that can be used."""
    try:
        return parse_state(path.read_bytes(), source, reading)
    except (OSError, ScheduleError):
        return None


def save_state(path: Path, state: FeedState) -> None:
    """Write the state, whole or not at all; raises OSError where that fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".part-") as parts:
        part = Path(parts) / path.name
        part.write_text(render_state(state), encoding="utf-8", newline="\n")
        part.replace(path)


def parse_state(body: bytes, source: str, reading: Reading) -> FeedState:
    """Return the state that the bytes tell; raises ScheduleError for one of another address, or none."""
    data = row(read_json(body))
    if data.get("format") != FORMAT or label(data.get("source")) != source:
        raise ScheduleError("the copy is of another feed")
    schedule = row(data.get("schedule"))
    if not eventsite.detect(schedule):
        raise ScheduleError("the copy has no schedule")
    kept = eventsite.parse(schedule, reading)
    began = moment(data.get("began"), reading) or kept.retrieved
    if not kept.sessions or began is None:
        raise ScheduleError("the copy has no sessions, or does not say when it was made")
    return FeedState(
        source=source,
        schedule=kept,
        began=began,
        changes=tuple(_changes(data.get("changes"), reading)),
        versions=dict(_versions(data.get("versions"), reading)),
        etag=label(data.get("etag")),
        modified=label(data.get("modified")),
        reader=label(data.get("reader")),
    )


def render_state(state: FeedState, *, private: bool = True) -> str:
    """Return the state as text; what is not `private` is the same on every machine."""
    server: Row = {"etag": state.etag, "modified": state.modified, "reader": state.reader} if private else {}
    document: Row = {
        "format": FORMAT,
        "source": state.source,
        "began": state.began.isoformat(timespec="seconds"),
        **{key: value for key, value in server.items() if value},
        "schedule": eventsite.schedule_row(state.schedule),
        "versions": {
            key: {"number": version.number, "seen": version.seen.isoformat(timespec="seconds")}
            for key, version in sorted(state.versions.items())
        },
        "changes": [change_row(change) for change in state.changes],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def change_row(change: Change) -> Row:
    """Return a change as JSON."""
    said: Row = {"session": change.session, "kind": change.kind, "seen": change.seen.isoformat(timespec="seconds")}
    told: Row = {"before": _told_row(change.before), "after": _told_row(change.after)}
    return said | {"title": eventsite.words(change.title)} | {key: value for key, value in told.items() if value}


def _told_row(told: Told) -> Row:
    return eventsite.filled(
        {
            **(eventsite.slot_row(told.slot) if told.slot else {}),
            "room": eventsite.words(told.room),
            "title": eventsite.words(told.title),
            "people": list(told.people),
        }
    )


def _changes(value: Json, reading: Reading) -> Iterator[Change]:
    for item in rows(value):
        session, seen = identity(item.get("session")), moment(item.get("seen"), reading)
        kind = next((kind for kind in CHANGE_KINDS if kind == item.get("kind")), None)
        if session and seen and kind:
            yield Change(
                session=session,
                kind=kind,
                seen=seen,
                title=text(item.get("title"), reading),
                before=_told(row(item.get("before")), reading),
                after=_told(row(item.get("after")), reading),
            )


def _versions(value: Json, reading: Reading) -> Iterator[tuple[str, Version]]:
    for key, said in row(value).items():
        number, seen = row(said).get("number"), moment(row(said).get("seen"), reading)
        if isinstance(number, int) and not isinstance(number, bool) and number >= 0 and seen and identity(key) == key:
            yield key, Version(number, seen)


def _told(item: Row, reading: Reading) -> Told:
    people = item.get("people")
    return Told(
        slot=eventsite.slot(item, reading),
        room=text(item.get("room"), reading),
        title=text(item.get("title"), reading),
        people=_labels(people if isinstance(people, list) else ()),
    )


def _labels(values: Iterable[Json]) -> tuple[str, ...]:
    return tuple(name for name in map(label, values) if name)
