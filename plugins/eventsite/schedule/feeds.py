"""The live programme of a build: every feed asked, guarded and joined; a bad day of a server never costs the site it.

A feed that is down, broken or doubtful is replaced by its last good copy. When no feed has anything, the snapshot in
the content stands in.
"""

import datetime as dt
import os
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from ..errors import ScheduleError
from ..model import Change, Event, Feed, Schedule, Version
from .addresses import SCHEME, Answer
from .formats import parse_schedule
from .formats.fields import Reading
from .formats.times import order
from .guard import doubts
from .join import join
from .ledger import carry_over, changes, versions
from .state import MOST_CHANGES, FeedState, load_state, reader_of, render_state, save_state, source_of, state_file
from .without import without

# The committed programme, below the content folder.
SNAPSHOT = "data/schedule.json"
_SHORTEST_SECRET = 8
_TOKEN_INSIDE = "the answer has the token in it"  # noqa: S105 -- said of one
Outcome = Literal["new", "same", "refused", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """What came of asking one feed.

    `state` is what the site shows of it now, None where there is nothing. `outcome` says whether the feed said
    something new, the same as before, something that the guard `refused`, or nothing that can be read; for the last
    two `reason` says why in one line.
    """

    feed: Feed
    state: FeedState | None
    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Current:
    """A programme and where it comes from; `warnings` are lines for when that is not where it should.

    `changes` are the ledger, newest first; `versions` those of sessions that ever changed; `ids` has for each feed
    the ids that its sessions have in the programme; `began` is when the first of the feeds was first read.
    """

    schedule: Schedule
    origin: Literal["feed", "last-good", "snapshot", "none"]
    warnings: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    feeds: tuple[Pulled, ...] = ()
    began: dt.datetime | None = None
    versions: Mapping[str, Version] = field(default_factory=dict)
    ids: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def current_schedule(
    feeds: Sequence[Feed],
    content: Path,
    folder: Path,
    event: Event,
    now: dt.datetime,
    *,
    accept: bool = False,
    keeping: bool = True,
) -> Current:
    """Return the best programme there is: the feeds', else their last good copies, else the snapshot, else none.

    Addresses that are files are seen from the folder `content`, which has the snapshot too. The good copies are kept
    in `folder` for the next time, if `keeping`; `now` is aware. With `accept` the guard lets all through.
    Raises ScheduleError when the snapshot is needed and cannot be read: it is a file of the content.
    """
    reading = reading_of(event)
    snapshot = content / SNAPSHOT
    if not feeds:
        return _snapshot(snapshot, reading)
    pulled, unkept = [], []
    for feed in feeds:
        kept = load_state(state_file(folder, feed.id), source_of(feed.address), reading)
        one = pull(feed, kept, event, now, content, accept=accept)
        unkept += keep(one, kept, folder) if keeping else []
        pulled.append(one)
    found = _joined(tuple(pulled), snapshot, reading)
    return replace(found, warnings=(*unkept, *found.warnings), feeds=tuple(pulled))


def is_elsewhere(feed: Feed) -> bool:
    """Return whether the feed is none of the content's own files, so that nobody sees when it changes."""
    return bool(SCHEME.match(feed.address)) or Path(feed.address).is_absolute()


def reading_of(event: Event) -> Reading:
    """Return what a feed of the event does not say of itself."""
    return Reading(event.zone, event.day_starts, event.source_language)


def pull(
    feed: Feed, kept: FeedState | None, event: Event, now: dt.datetime, content: Path, *, accept: bool = False
) -> Pulled:
    """Ask a feed and return what follows for the site; `kept` is what was known of it.

    Nothing is written: what is new is in the returned state.
    """
    token = os.environ.get(feed.token, "").strip()
    reader = reader_of(reading_of(event), feed.forget)
    kept = forgetful(kept, feed.forget) if kept else None
    now = now.astimezone(event.zone).replace(microsecond=0)
    try:
        answer = answer_of(feed, content, kept.known_to(reader) if kept else Answer(None), token)
        if answer.body is None:
            return Pulled(feed=feed, state=kept, outcome="same")
        parsed = without(parse_schedule(answer.body, reading_of(event)), feed.forget)
        if not parsed.sessions:
            raise ScheduleError("the feed has no sessions")
    except ScheduleError as error:
        return Pulled(feed=feed, state=kept, outcome="failed", reason=_without(token, str(error)))
    new = accepted(feed, parsed, kept, now)
    same = kept is not None and replace(new.schedule, published=kept.schedule.published) == kept.schedule
    # What is shown already needs no belief.
    if not (same or accept) and (found := doubts(parsed, kept.schedule if kept else None, event, now)):
        return Pulled(feed=feed, state=kept, outcome="refused", reason=_without(token, "; ".join(found)))
    state = replace(new, etag=answer.etag, modified=answer.modified, reader=reader)
    if len(token) >= _SHORTEST_SECRET and token in render_state(state):
        return Pulled(feed=feed, state=kept, outcome="failed", reason=_TOKEN_INSIDE)
    return Pulled(feed=feed, state=state, outcome="same" if same else "new")


def answer_of(feed: Feed, content: Path, known: Answer, token: str) -> Answer:
    """Return what the feed's server, file or folder says now, all its pages joined; raises ScheduleError.

    An answer that has the token in it is none: it would be published.
    """
    from .fetch import ask  # noqa: PLC0415 -- slow import, and most builds have no feed
    from .paging import whole  # noqa: PLC0415

    address = feed.address if is_elsewhere(feed) else str(content / feed.address)
    answer = whole(ask(address, known=known, token=token), address, token)
    if len(token) >= _SHORTEST_SECRET and token.encode() in (answer.body or b""):
        raise ScheduleError(_TOKEN_INSIDE)
    return answer


def _without(token: str, words: str) -> str:
    """Return the words as they may stand in a log: a server may have given the token back."""
    return words.replace(token, "…") if token else words


def forgetful(kept: FeedState, ids: Set[str]) -> FeedState:
    """Return what is known of a feed without the sessions that it is to forget."""
    if not ids:
        return kept
    return replace(
        kept,
        schedule=without(kept.schedule, ids),
        changes=tuple(change for change in kept.changes if change.session not in ids),
        versions={key: version for key, version in kept.versions.items() if key not in ids},
    )


def accepted(feed: Feed, parsed: Schedule, kept: FeedState | None, now: dt.datetime) -> FeedState:
    """Return the state after a version that is believed; `now` is in the event's zone.

    A feed that says the same as before has the age of its last change, so that nothing changes on the site; only a
    release that is put back counts, or else the next one would seem to be older.
    """
    before = kept.schedule if kept else Schedule()
    new = replace(carry_over(before, parsed, now), retrieved=now)
    new = replace(new, sessions=tuple(sorted(new.sessions, key=order)))
    if kept and replace(new, retrieved=before.retrieved, published=before.published) == before:
        put_back = new.published and before.published and new.published < before.published
        new = replace(before, published=new.published) if put_back else before
    found = changes(before, new, now) if kept else []
    return FeedState(
        source=source_of(feed.address),
        schedule=new,
        began=kept.began if kept else now,
        changes=(*(kept.changes if kept else ()), *found)[-MOST_CHANGES:],
        versions=versions(kept.versions if kept else {}, found),
    )


def _joined(pulled: tuple[Pulled, ...], snapshot: Path, reading: Reading) -> Current:
    states = {one.feed.id: one.state for one in pulled if one.state}
    if not states:
        stands_in = _snapshot(snapshot, reading)
        using = "there is no copy to use instead"
        if stands_in.origin == "snapshot":
            using = f"using the snapshot{_of(stands_in.schedule)}"
        return replace(stands_in, warnings=_warnings(pulled, using))
    joined = join(states)
    warnings = _warnings(pulled, "its part of the programme is missing")
    return Current(
        joined.schedule,
        "last-good" if warnings else "feed",
        warnings,
        changes=joined.changes,
        versions=joined.versions,
        ids=joined.ids,
        began=min(state.began for state in states.values()),
    )


def _snapshot(path: Path, reading: Reading) -> Current:
    try:
        return Current(parse_schedule(path.read_bytes(), reading), "snapshot")
    except FileNotFoundError:
        return Current(Schedule(), "none")
    except OSError as unread:
        raise ScheduleError(f"{path}: cannot be read: {unread.strerror}") from unread
    except ScheduleError as unread:
        raise ScheduleError(f"{path}: {unread}") from unread


def _warnings(pulled: tuple[Pulled, ...], without: str) -> tuple[str, ...]:
    """Return a line for each feed that is not as it should be; `without` says what follows where it has no copy."""
    return tuple(_warning(one, without) for one in pulled if one.outcome in {"refused", "failed"})


def _warning(one: Pulled, without: str) -> str:
    using = f"using the last good copy{_of(one.state.schedule)}" if one.state else without
    if one.outcome == "failed":
        return f"schedule: {one.feed.id}: {one.reason}; {using}"
    take = "`./inv schedule.pull --accept` takes it all the same"
    return f"schedule: {one.feed.id}: not believed: {one.reason}; {using}; {take}"


def _of(schedule: Schedule) -> str:
    return f" of {schedule.retrieved:%Y-%m-%d %H:%M}" if schedule.retrieved else ""


def keep(one: Pulled, kept: FeedState | None, folder: Path) -> list[str]:
    """Keep what is new of a feed; return a warning where that fails: the build can go on without."""
    if one.state is None or one.state == kept:
        return []
    try:
        save_state(state_file(folder, one.feed.id), one.state)
    except OSError as error:
        return [f"schedule: {one.feed.id}: the good copy cannot be kept in {folder}: {error.strerror}"]
    return []
