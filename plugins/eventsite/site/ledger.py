"""The change ledger as the site shows it: by session, in the site's own names, and only what the public may know."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..content.documents import Documents
from ..content.kinds import Session as SessionFields
from ..model import Change, Person, Room, Session, Text, Told
from ..schedule.merge import plain, session_key

# So long a change is marked on the session's card.
RECENT = dt.timedelta(days=7)
Ledger = Mapping[str, tuple[Change, ...]]
"""Session key → its changes, newest first."""


def ledger(
    changes: Iterable[Change],
    sessions: Mapping[str, Session],
    rooms: Mapping[str, Room],
    people: Mapping[str, Person],
    documents: Documents,
) -> dict[str, tuple[Change, ...]]:
    """Return the changes of the sessions, in the names that the site has for their rooms, people and titles.

    Where an editor has written a title in a language, the feed's other one is nothing that its readers see.
    """
    found: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        key = session_key(change.session)
        if key in sessions:
            before, after = (_named(told, rooms, people) for told in (change.before, change.after))
            twins = documents.get(f"sessions/{key}", {})
            ours = Text({language: twin.as_(SessionFields).title for language, twin in twins.items()})
            if change.kind == "title":
                before, after = (replace(told, title=ours.over(told.title)) for told in (before, after))
            found[key].append(replace(change, title=ours.over(plain(change.title)), before=before, after=after))
    return {key: tuple(entries) for key, entries in found.items()}


def _named(told: Told, rooms: Mapping[str, Room], people: Mapping[str, Person]) -> Told:
    """Return what was told with the names of what the feed knew by its id alone."""
    known = rooms.get(told.room.by_language.get("", ""))
    room = known.name if known else told.room
    names = tuple(people[name].name if name in people else name for name in told.people)
    return replace(told, room=room, title=plain(told.title), people=names)


def recent_changes(known: Ledger, now: dt.datetime) -> dict[str, tuple[Change, ...]]:
    """Return for each session the changes of the last days, newest first."""
    found = {key: tuple(change for change in changes if _is_recent(change, now)) for key, changes in known.items()}
    return {key: changes for key, changes in found.items() if changes}


def _is_recent(change: Change, now: dt.datetime) -> bool:
    return change.seen <= now < change.seen + RECENT


def moments(known: Ledger) -> list[dt.datetime]:
    """Return the moments at which a mark comes or goes."""
    return [when for changes in known.values() for c in changes for when in (c.seen, c.seen + RECENT)]


def newest(known: Ledger, language: str = "") -> list[Change]:
    """Return all changes, newest first; with a language, those that its readers see.

    Those of one moment stand in the order of the ledger.
    """
    found = (change for changes in known.values() for change in changes if not language or is_told(change, language))
    return sorted(found, key=lambda change: change.seen, reverse=True)


def is_told(change: Change, language: str) -> bool:
    """Return whether readers of the language see the change: a title may be another in one language only."""
    return change.kind != "title" or change.before.title.in_(language) != change.after.title.in_(language)
