"""What is not plainly published, and what the clock will change next: what `./inv status` shows."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..content.documents import Documents, Twins, source_of
from ..errors import Said, say
from ..model import Event
from .assemble import clock_points, next_due
from .embargo import words
from .publication import embargo, expiry, standing, starts_or_ends, waits_for

# So long before it expires a document is among those that somebody should look at.
SOON = dt.timedelta(days=14)
# More names than this make a line that nobody reads.
_MOST_NAMES = 5
Reason = Literal[
    "embargoed", "scheduled", "expires soon", "expired", "embargo over", "waiting", "draft", "stale", "missing"
]
REASONS: dict[Reason, Said] = {
    "embargoed": say("embargoed until"),
    "scheduled": say("public from"),
    "expires soon": say("expires at"),
    "expired": say("expired since"),
    "embargo over": say("public; its embargo is over, remove the line"),
    "waiting": say("waits for the translation"),
    "draft": say("draft"),
    "stale": say("translation older than its source"),
    "missing": say("translation missing"),
}
"""What each reason is called, in the order of the table."""


@dataclass(frozen=True, slots=True)
class Row:
    """A document that somebody should know of: `reason` says why, `when` until or since when, in the event's zone.

    `language` is that of the file which it is about, empty where it is about all. A *waiting* document has no public
    page before it is translated into that language; one whose *embargo is over* is public, and its line
    `embargo-until` can go.
    """

    document: str
    language: str
    reason: Reason
    when: dt.datetime | None = None

    @property
    def rank(self) -> tuple[int, float, str, str]:
        """The place in the table: what comes next comes first."""
        when = self.when.timestamp() if self.when else 0.0
        return list(REASONS).index(self.reason), when, self.document, self.language


@dataclass(frozen=True, slots=True)
class Status:
    """The rows in the table's order, how many documents of each kind are public, and what the clock changes next."""

    rows: tuple[Row, ...]
    public: dict[str, int]
    next_due: dt.datetime | None
    due: tuple[str, ...]

    def as_json(self) -> str:
        """Return everything for programs."""
        return json.dumps(
            {
                "next_due": _iso(self.next_due),
                "due": list(self.due),
                "public": self.public,
                "documents": [_as_dict(row) for row in self.rows],
            },
            indent=2,
        )


def status(documents: Documents, event: Event, now: dt.datetime) -> Status:
    """Return how the documents stand at `now`."""
    found = [row for name, twins in documents.items() for row in _rows(name, twins, event, now)]
    public = Counter(
        name.partition("/")[0]
        for name, twins in documents.items()
        if standing(source_of(twins), twins, event, now) is None
    )
    when, due = next_due(clock_points(documents, event), now) or (None, ())
    return Status(
        rows=tuple(sorted(found, key=lambda row: row.rank)),
        public=dict(sorted(public.items())),
        next_due=when.astimezone(event.zone) if when else None,
        due=due,
    )


def _rows(name: str, twins: Twins, event: Event, now: dt.datetime) -> Iterator[Row]:
    source = source_of(twins)
    state = standing(source, twins, event, now)
    if state in {"embargoed", "scheduled", "expired"}:
        yield Row(name, "", state, _local(starts_or_ends(source.fields, state, event.zone), event))
    elif source.fields.status == "draft":
        yield Row(name, "", "draft")
    elif state == "draft":
        yield from (Row(name, code, "waiting") for code in waits_for(twins, event))
        return
    else:
        yield from _public_rows(name, twins, event, now)
    if state != "expired":
        yield from _translations(name, twins, event)


def _public_rows(name: str, twins: Twins, event: Event, now: dt.datetime) -> Iterator[Row]:
    fields = source_of(twins).fields
    ends, embargo_ended = expiry(fields, event.zone), embargo(fields, event.zone)
    if ends and ends - now <= SOON:
        yield Row(name, "", "expires soon", _local(ends, event))
    if embargo_ended:
        yield Row(name, "", "embargo over", _local(embargo_ended, event))


def _translations(name: str, twins: Twins, event: Event) -> Iterator[Row]:
    source = source_of(twins)
    for code in event.public_languages:
        twin = twins.get(code)
        if twin is None:
            yield Row(name, code, "missing")
        elif twin.stale:
            yield Row(name, code, "stale")
        if twin and twin.fields.status == "draft" and source.fields.status != "draft":
            yield Row(name, code, "draft")


def _local(when: dt.datetime | None, event: Event) -> dt.datetime | None:
    return when.astimezone(event.zone) if when else None


def _iso(when: dt.datetime | None) -> str | None:
    return when.isoformat() if when else None


def _as_dict(row: Row) -> dict[str, Any]:
    return {"document": row.document, "language": row.language, "reason": row.reason, "when": _iso(row.when)}


def count_line(public: Mapping[str, int]) -> Said:
    """Return how many documents are public, of each kind."""
    kinds = ", ".join(f"{kind} {count}" for kind, count in public.items())
    return say("Public documents: {count} ({kinds})", count=sum(public.values()), kinds=kinds or "–")


def due_line(when: dt.datetime, due: Sequence[str]) -> Said:
    """Return when the clock changes the site, in the zone of `when`, and what of it, as far as that is told."""
    moment = say("Next rebuild due at {when} ({zone})", when=words(when, when.tzinfo), zone=str(when.tzinfo))
    if not due:
        return moment
    names = ", ".join(due[:_MOST_NAMES]) + (" …" if len(due) > _MOST_NAMES else "")
    return say("{moment} for {names}", moment=moment, names=names)
