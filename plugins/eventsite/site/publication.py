"""Who may see a document, and from when; what is kept back is kept back everywhere."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from typing import NamedTuple

from ..content.documents import Document, Documents, Twins, source_of, static_files
from ..content.kinds import Dated, FrontMatter, Person
from ..content.videos import FILES as FILMS
from ..i18n.alternates import State
from ..model import Change, Event, Schedule, Told
from ..schedule.feeds import Current
from ..schedule.formats.words import fold_name
from ..schedule.merge import session_key
from ..schedule.state import FeedState
from ..schedule.without import without


def standing(document: Document, twins: Twins, event: Event, now: dt.datetime) -> State | None:
    """Return why the public does not see the document at `now`: one of KEPT_BACK; None where it does.

    A source that is a draft keeps its translations back with it; the times are those of all languages. What waits
    for a translation is a draft until that is there.
    """
    source = source_of(twins)
    fields = source.fields
    if "draft" in (document.fields.status, fields.status):
        return "draft"
    ends = expiry(fields, event.zone)
    if ends and ends <= now:
        return "expired"
    starts = beginning(fields, event.zone)
    if starts and starts > now:
        return "embargoed" if is_embargoed(fields, event.zone, now) else "scheduled"
    return "draft" if not fields.publish_anyway and waits_for(twins, event) else None


def is_kept_back(document: Document, twins: Twins, event: Event, now: dt.datetime) -> bool:
    """Return whether the public build leaves the document out: for its own sake, or for its source's."""
    return standing(document, twins, event, now) is not None


def beginning(fields: FrontMatter, zone: dt.tzinfo) -> dt.datetime | None:
    """Return from when the document is public: the latest of the moments that say so; None where it always was."""
    named = (fields.publish_at, *((fields.date, fields.embargo_until) if isinstance(fields, Dated) else ()))
    return max((moment(value, zone) for value in named if value), default=None)


def expiry(fields: FrontMatter, zone: dt.tzinfo) -> dt.datetime | None:
    """Return from when the document is no longer public."""
    return moment(fields.expires, zone) if fields.expires else None


def embargo(fields: FrontMatter, zone: dt.tzinfo) -> dt.datetime | None:
    """Return when the document's embargo ends."""
    return moment(fields.embargo_until, zone) if isinstance(fields, Dated) and fields.embargo_until else None


def starts_or_ends(fields: FrontMatter, state: State, zone: dt.tzinfo) -> dt.datetime | None:
    """Return until when a document in this state is not public, or since when it no longer is; None for a draft."""
    if state == "draft":
        return None
    return expiry(fields, zone) if state == "expired" else beginning(fields, zone)


def is_embargoed(fields: FrontMatter, zone: dt.tzinfo, now: dt.datetime) -> bool:
    """Return whether nobody may publish the document yet."""
    ends = embargo(fields, zone)
    return ends is not None and ends > now


def turning_points(documents: Documents, event: Event) -> Iterator[tuple[dt.datetime, str]]:
    """Yield each moment at which the clock alone makes a document public or takes it away, with the document."""
    for name, twins in documents.items():
        fields = source_of(twins).fields
        if fields.status != "draft":
            for when in (beginning(fields, event.zone), expiry(fields, event.zone)):
                if when:
                    yield when, name


def waits_for(twins: Twins, event: Event) -> list[str]:
    """Return the languages that a document which appears in all of them at once does not have yet."""
    if source_of(twins).fields.publish_with != "all":
        return []
    return [code for code in event.public_languages if code not in twins or twins[code].fields.status == "draft"]


def hurried(documents: Documents, event: Event, now: dt.datetime) -> Iterator[str]:
    """Yield a sentence for each document that is public before all its translations, with the reason given for it."""
    for name, twins in documents.items():
        source = source_of(twins)
        if source.fields.publish_anyway and not is_kept_back(source, twins, event, now):
            lacking = waits_for(twins, event)
            if lacking:
                yield f"{name} is public without {', '.join(lacking)}: {source.fields.publish_anyway}"


def lapsed(event: Event, now: dt.datetime) -> Iterator[str]:
    """Yield a sentence where security.txt says itself that it no longer holds, so that nobody may go by it."""
    if event.security_until and event.security_until < now.astimezone(event.zone).date():
        yield (
            f"event.yml, security-until: {event.security_until} is past, so security.txt holds no longer; check the"
            " contact and write a later day"
        )


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


def expired_documents(documents: Documents, shown: Set[str], event: Event, now: dt.datetime) -> dict[str, Twins]:
    """Return the documents that are not among `shown` because their time is over.

    What names one of them was right when it was written: such a name is left out, and never stops a build.
    """
    kept_back = {name: twins for name, twins in documents.items() if name not in shown}
    return {
        name: twins for name, twins in kept_back.items() if standing(source_of(twins), twins, event, now) == "expired"
    }


def kept_back_files(documents: Documents, shown: Documents, files: Iterable[str]) -> set[str]:
    """Return which of the files, by their paths below the content folder, must not be public either.

    They are those that a document which is kept back leads to, in any language, and none that is shown does; with a
    film go its poster and its subtitles. A hidden document's links are read loosely: nobody has checked them yet, and
    a slip in one must not make its file public.
    """
    kept_back = {
        name: [twin for code, twin in twins.items() if code not in shown.get(name, {})]
        for name, twins in documents.items()
        if len(shown.get(name, ())) < len(twins)
    }
    secret = {_loose(name) for twins in kept_back.values() for twin in twins for name in _led_to(twin)}
    if not secret:
        return set()
    public = {name for twins in shown.values() for twin in twins.values() for name in _led_to(twin)}
    return {
        file for file in files if not secret.isdisjoint(map(_loose, _names(file))) and public.isdisjoint(_names(file))
    }


def _led_to(document: Document) -> Iterator[str]:
    """Yield the files that a document leads to, and for a film `talk.`, with which the files beside it begin."""
    for path in static_files(document):
        yield path
        stem, _, ending = path.rpartition(".")
        if ending.lower() in FILMS:
            yield f"{stem}."


def _names(file: str) -> Iterator[str]:
    """Yield what can lead to a file: its path, and each beginning of it that ends with a dot."""
    yield file
    yield from (file[: dot.end()] for dot in re.finditer(r"\.", file))


def _loose(path: str) -> str:
    return unicodedata.normalize("NFC", path.partition("?")[0]).casefold()


class Hidden(NamedTuple):
    """What the content keeps back: its documents by `kind/key`, and the names of its people, as they are compared."""

    documents: Set[str]
    names: Set[str]


def hidden(documents: Documents, shown: Set[str]) -> Hidden:
    """Return what is among the documents and is not shown."""
    kept_back = documents.keys() - shown
    people = (documents[name] for name in kept_back if name.startswith("people/"))
    return Hidden(kept_back, {fold_name(source_of(twins).as_(Person).name) for twins in people})


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


def without_people(schedule: Schedule, gone: Set[str]) -> Schedule:
    """Return the schedule whose sessions do not name the people among the documents that are gone."""
    if not any(name.startswith("people/") for name in gone):
        return schedule
    sessions = (
        replace(item, people=tuple(key for key in item.people if f"people/{key}" not in gone))
        for item in schedule.sessions
    )
    return replace(schedule, sessions=tuple(sessions))


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
