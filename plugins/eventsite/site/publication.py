"""Who may see a document, and from when; what is kept back is kept back everywhere."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from typing import NamedTuple

from ..content.documents import Document, Documents, Twins
from ..content.kinds import Dated, Person
from ..model import Change, Event, Schedule, Told
from ..schedule.feeds import Current
from ..schedule.formats.words import fold_name
from ..schedule.merge import session_key
from ..schedule.state import FeedState
from ..schedule.without import without


def is_draft(document: Document, event: Event, now: dt.datetime) -> bool:
    """Return whether this file must not be public yet: a draft, or one dated later than `now`."""
    fields = document.fields
    if fields.status == "draft":
        return True
    return isinstance(fields, Dated) and moment(fields.date, event.zone) > now


def is_kept_back(document: Document, twins: Twins, event: Event, now: dt.datetime) -> bool:
    """Return whether the public build leaves the document out: for its own sake, or for its source's."""
    source = next(iter(twins.values()))
    if is_draft(document, event, now) or is_draft(source, event, now):
        return True
    return not source.fields.publish_anyway and bool(waits_for(twins, event, now))


def waits_for(twins: Twins, event: Event, now: dt.datetime) -> list[str]:
    """Return the languages that a document which appears in all of them at once does not have yet."""
    source = next(iter(twins.values()))
    if source.fields.publish_with != "all":
        return []
    return [code for code in event.public_languages if code not in twins or is_draft(twins[code], event, now)]


def hurried(documents: Documents, event: Event, now: dt.datetime) -> Iterator[str]:
    """Yield a sentence for each document that is public before all its translations, with the reason given for it."""
    for name, twins in documents.items():
        source = next(iter(twins.values()))
        if source.fields.publish_anyway and not is_draft(source, event, now):
            lacking = waits_for(twins, event, now)
            if lacking:
                yield f"{name} is public without {', '.join(lacking)}: {source.fields.publish_anyway}"


def moment(value: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """Return the instant of a day or time in content: a bare day begins at midnight, a bare time is in the zone."""
    if isinstance(value, dt.datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    return dt.datetime.combine(value, dt.time(), tzinfo=zone)


def public_documents(documents: Documents, event: Event, now: dt.datetime) -> dict[str, dict[str, Document]]:
    """Return the documents that the public may see; a draft source keeps its translations back with it."""
    shown = {
        name: {code: twin for code, twin in twins.items() if not is_kept_back(twin, twins, event, now)}
        for name, twins in documents.items()
    }
    return {name: twins for name, twins in shown.items() if twins}


class Hidden(NamedTuple):
    """What the content keeps back: its documents by `kind/key`, and the names of its people, as they are compared."""

    documents: Set[str]
    names: Set[str]


def hidden(documents: Documents, shown: Set[str]) -> Hidden:
    """Return what is among the documents and is not shown."""
    kept_back = documents.keys() - shown
    people = (documents[name] for name in kept_back if name.startswith("people/"))
    return Hidden(kept_back, {fold_name(next(iter(twins.values())).as_(Person).name) for twins in people})


def public_schedule(schedule: Schedule, kept_back: Hidden, ids: Mapping[str, str] | None = None) -> Schedule:
    """Return the schedule without the sessions and people that the content keeps back.

    Rooms, tracks and people that only such sessions name go with them. `ids` are those that a feed's sessions have in
    the whole programme, where they are others.
    """
    ids = ids or {}
    gone = {item.id for item in schedule.sessions if _is_hidden(ids.get(item.id, item.id), kept_back)}
    rest = without(schedule, gone)
    people = tuple(person for person in rest.people if not _is_hidden_person(person.id, person.name, kept_back))
    return replace(rest, people=people)


def _is_hidden(session: str, kept_back: Hidden) -> bool:
    return f"sessions/{session_key(session)}" in kept_back.documents


def _is_hidden_person(identifier: str, name: str, kept_back: Hidden) -> bool:
    return f"people/{identifier}" in kept_back.documents or fold_name(name) in kept_back.names


def public_changes(
    changes: Iterable[Change], kept_back: Hidden, ids: Mapping[str, str] | None = None
) -> Iterator[Change]:
    """Yield what the public may know of the changes: nothing of hidden sessions, and no names of hidden people."""
    ids = ids or {}
    for change in changes:
        if _is_hidden(ids.get(change.session, change.session), kept_back):
            continue
        before, after = (_without_hidden(told, kept_back) for told in (change.before, change.after))
        if change.kind != "people" or before.people != after.people:
            yield replace(change, before=before, after=after)


def _without_hidden(told: Told, kept_back: Hidden) -> Told:
    return replace(told, people=tuple(name for name in told.people if not _is_hidden_person(name, name, kept_back)))


def public_states(current: Current, kept_back: Hidden) -> dict[str, FeedState]:
    """Return by their ids what may be published of the feeds' states, for the next machine that builds the site."""
    return {
        one.feed.id: _public_state(one.state, kept_back, current.ids.get(one.feed.id, {}))
        for one in current.feeds
        if one.state
    }


def _public_state(state: FeedState, kept_back: Hidden, ids: Mapping[str, str]) -> FeedState:
    schedule = public_schedule(state.schedule, kept_back, ids)
    shown = {session.id for session in schedule.sessions}
    return replace(
        state,
        schedule=schedule,
        changes=tuple(public_changes(state.changes, kept_back, ids)),
        versions={key: version for key, version in state.versions.items() if key in shown},
    )
