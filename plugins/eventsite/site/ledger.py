"""The change ledger as the site shows it: by session, and only what the public may know."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from ..model import Change, ChangeKind
from ..schedule.merge import session_key

# So long a change is marked on the session's card.
RECENT = dt.timedelta(days=7)
# Changes of these make another version of a calendar's entry (RFC 5545, section 3.8.7.4).
_OTHER_VERSION: frozenset[ChangeKind] = frozenset({"moved", "room", "title", "cancelled", "restored"})
Ledger = Mapping[str, tuple[Change, ...]]
"""Session key → its changes, newest first."""


def ledger(changes: Iterable[Change], keys: Collection[str]) -> dict[str, tuple[Change, ...]]:
    """Return the changes of the sessions that have one of these keys; those of others are nobody's business."""
    found: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        key = session_key(change.session)
        if key in keys:
            found[key].append(change)
    return {key: tuple(entries) for key, entries in found.items()}


def recent_kinds(known: Ledger, now: dt.datetime) -> dict[str, ChangeKind]:
    """Return for each session that changed within the last days what its newest change was."""
    return {key: changes[0].kind for key, changes in known.items() if _is_recent(changes[0], now)}


def _is_recent(change: Change, now: dt.datetime) -> bool:
    return change.seen <= now < change.seen + RECENT


def moments(known: Ledger) -> list[dt.datetime]:
    """Return the moments at which a mark comes or goes."""
    return [when for changes in known.values() for when in (changes[0].seen, changes[0].seen + RECENT)]


def newest(known: Ledger) -> list[Change]:
    """Return all changes, newest first; those of one moment in the order of the ledger."""
    return sorted((change for changes in known.values() for change in changes), key=lambda c: c.seen, reverse=True)


def is_told(change: Change, language: str) -> bool:
    """Return whether readers of the language see the change: a title may be another in one language only."""
    return change.kind != "title" or change.before.title.in_(language) != change.after.title.in_(language)


def version(changes: Iterable[Change]) -> int:
    """Return how many versions of a session's entry in a calendar there were before this one."""
    return sum(change.kind in _OTHER_VERSION for change in changes)
