"""Who may see a document, and from when; what is kept back is kept back everywhere."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ..content.documents import Document, Documents, Twins
from ..content.kinds import Dated, Person
from ..model import Event, Schedule
from ..schedule.feeds import Pulled
from ..schedule.formats.words import fold_name
from ..schedule.merge import session_key
from ..schedule.state import FeedState


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


def public_schedule(schedule: Schedule, hidden: Mapping[str, Twins]) -> Schedule:
    """Return the schedule without the sessions and people that the content keeps back.

    People whom only such sessions name go with them.
    """
    sessions = tuple(item for item in schedule.sessions if f"sessions/{session_key(item.id)}" not in hidden)
    dropped = {person for item in schedule.sessions if item not in sessions for person in item.people}
    named = {person for item in sessions for person in item.people}
    people = [twins for name, twins in hidden.items() if name.startswith("people/")]
    names = {fold_name(next(iter(twins.values())).as_(Person).name) for twins in people}
    kept = tuple(
        person
        for person in schedule.people
        if person.id not in dropped - named
        and f"people/{person.id}" not in hidden
        and fold_name(person.name) not in names
    )
    return replace(schedule, sessions=sessions, people=kept)


def public_states(feeds: Iterable[Pulled], hidden: Mapping[str, Twins]) -> dict[str, FeedState]:
    """Return by their ids what may be published of the feeds' states, for the next machine that builds the site."""
    return {one.feed.id: _public_state(one.state, hidden) for one in feeds if one.state}


def _public_state(state: FeedState, hidden: Mapping[str, Twins]) -> FeedState:
    schedule = public_schedule(state.schedule, hidden)
    kept = {session.id for session in schedule.sessions}
    changes = tuple(change for change in state.changes if change.session in kept)
    return replace(state, schedule=schedule, changes=changes)
