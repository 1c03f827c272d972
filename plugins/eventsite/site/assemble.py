"""The SiteContext from its parts, once nothing is wrong with them: states, orders, and who appears where."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from .. import model
from ..content.documents import Documents, Twins, source_of
from ..content.kinds import Edition, Page, Person
from ..errors import Problem
from ..i18n.alternates import PUBLIC, Alternates, State, alternate_in, alternates
from ..model import Change, Event, Schedule, Session
from ..schedule.feeds import Current, Pulled, is_elsewhere
from ..schedule.merge import session_key
from ..schedule.state import FeedState
from ..settings import Config
from .context import SiteContext
from .frame import common_facts
from .gallery import Gallery
from .health import health
from .ledger import Ledger, ledger, moments, recent_changes
from .library import Library, ShownDocuments
from .order import by_name, by_order, newest_first
from .pictures import SitePicture
from .publication import moment, standing, turning_points
from .scripts import Scripts
from .shelf import Shelf
from .signposts import Signposts
from .social import SocialStyle
from .urls import Paths, agenda_days, list_page_of

Key = TypeVar("Key")
# What a site is due for besides documents.
MILESTONES, CHANGES = "milestones", "changes"
_ALWAYS = dt.datetime.min.replace(tzinfo=dt.UTC), dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a SiteContext is made from; `documents` are those that are shown, `paths` where every page stands.

    `expired` and `kept_back_files` are as SiteContext has them.
    """

    config: Config
    event: Event
    library: Library
    documents: ShownDocuments
    schedule: Schedule
    current: Current
    layouts: Mapping[str, str]
    paths: Paths
    stylesheets: Mapping[str, str]
    scripts: Mapping[str, Scripts]
    colours: tuple[str, str, str]
    social: SocialStyle | None
    files: Mapping[str, int]
    signposts: Signposts
    gallery: Gallery
    pictures: Mapping[str, SitePicture]
    shelf: Shelf
    words: Mapping[str, Mapping[str, str]]
    inputs: str
    states: Mapping[str, FeedState]
    changes: tuple[Change, ...]
    expired: frozenset[str]
    kept_back_files: frozenset[str]
    warnings: tuple[str, ...]
    advice: tuple[Problem, ...]


def assemble(parts: Parts) -> SiteContext:
    """Return the context in which pages are made."""
    event, schedule, current = parts.event, parts.schedule, parts.current
    sessions = {session_key(session.id): session for session in schedule.sessions}
    graph = _graph(parts, sessions)
    people = {person.id: person for person in schedule.people}
    rooms = {room.id: room for room in schedule.rooms}
    changes = ledger(parts.changes, sessions, rooms, people, parts.documents)
    since, until, due = valid(parts.library, event, parts.config.now, changes)
    venues = {room.id: room.venue for room in schedule.rooms}
    site = SiteContext(
        config=parts.config,
        event=event,
        layouts=parts.layouts,
        stylesheets=parts.stylesheets,
        scripts=parts.scripts,
        colours=parts.colours,
        social=parts.social,
        rooms=rooms,
        tracks={track.id: (position, track) for position, track in enumerate(schedule.tracks)},
        venues={venue.id: venue for venue in event.venues},
        sources={source.id: source for source in event.sources},
        programme=_programme(schedule, current),
        days=agenda_days(event, schedule),
        milestone_states=_milestone_states(event, parts.config.now),
        common={},
        files=parts.files,
        documents=parts.documents,
        texts={name: parts.library.entries[name].version for name in parts.documents},
        sessions=sessions,
        people=people,
        graph=graph,
        by_path={alternate_in(page, event.source_language).path: name for name, page in graph.items()},
        orders=orders(parts.documents, event, people),
        children=children(parts.documents),
        neighbours={},
        signposts=parts.signposts,
        pictures=parts.pictures,
        gallery=parts.gallery,
        shelf=parts.shelf,
        since=since,
        until=until,
        due=due,
        expired=parts.expired,
        kept_back_files=parts.kept_back_files,
        warnings=parts.warnings,
        advice=parts.advice,
        is_fed=bool(current.feeds),
        is_volatile=any(map(_must_be_asked, current.feeds)),
        ledger=changes,
        words=parts.words,
        health={},
        found={},
        terms={},
        states=parts.states,
        inputs=parts.inputs,
        recent=recent_changes(changes, parts.config.now),
        versions={session_key(key): version for key, version in current.versions.items()},
        scheduled=frozenset(session_key(session.id) for session in current.schedule.sessions),
        **appearances(sessions, venues),
    )
    site = replace(site, neighbours=neighbours(site.orders), health=health(site, current.feeds))
    return replace(site, common={language: common_facts(site, language) for language in event.languages})


def _programme(schedule: Schedule, current: Current) -> dict[str, Any]:
    """Return what is known of the programme as a whole, as SiteContext has it."""
    return {
        "version": schedule.version,
        "retrieved": schedule.retrieved,
        "began": current.began or schedule.retrieved,
        "stale": current.origin in {"last-good", "snapshot"} and bool(current.warnings),
        "missing": current.origin == "none" and bool(current.warnings),
    }


def _must_be_asked(one: Pulled) -> bool:
    """Return whether a feed may give something else though no source changed; so may one that was not taken."""
    return is_elsewhere(one.feed) or one.outcome in {"refused", "failed"}


def _graph(parts: Parts, sessions: Mapping[str, Session]) -> dict[str, Alternates]:
    languages = parts.event.languages
    return {
        name: alternates(by_language, prepared(_states(name, parts, sessions), parts.event), languages)
        for name, by_language in parts.paths.items()
    }


def prepared(states: Mapping[str, State], event: Event) -> dict[str, State]:
    """Return the states, in which no translation into a language that is being prepared is public."""
    if not event.preparing:
        return dict(states)
    return {
        code: "preparing" if code in event.preparing and state in PUBLIC else state for code, state in states.items()
    }


def _states(name: str, parts: Parts, sessions: Mapping[str, Session]) -> dict[str, State]:
    """Return the page's states: of its document, of a feed's own words, or of the list that it belongs to."""
    kind, _, key = name.partition("/")
    languages = parts.event.languages
    if kind in {"days", "screens", "lists"}:
        above = list_page_of(name)[0] if kind == "lists" else parts.layouts["agenda"]
        # They do not show the text that is stale.
        states = _states(above, parts, sessions)
        return {code: "translated" if state == "stale" else state for code, state in states.items()}
    if twins := parts.documents.get(name):
        return {language: document_state(twins, language, parts.event, parts.config.now) for language in languages}
    words = sessions[key].title.by_language if kind == "sessions" else {}
    known = {language for language in languages if words.get(language)}
    return {code: "fallback" if known and code not in known else "translated" for code in languages}


def document_state(twins: Twins, language: str, event: Event, now: dt.datetime) -> State:
    """Return the state of a document's page in the language."""
    if language not in twins:
        return "fallback"
    return standing(twins[language], twins, event, now) or ("stale" if twins[language].stale else "translated")


def orders(documents: Documents, event: Event, people: Mapping[str, model.Person]) -> dict[str, tuple[str, ...]]:
    """Return the documents of each kind in the order of lists, and two lists of several kinds.

    `articles` are news items and press releases; `everyone` are speakers, then guests, among the speakers those whom
    only the schedule knows. `people` are those of the programme by their keys.
    """
    kinds: dict[str, list[str]] = defaultdict(list)
    for name in documents:
        kinds[name.partition("/")[0]].append(name)

    found = {kind: tuple(_in_order(kind, names, documents, event)) for kind, names in kinds.items()}
    found["articles"] = tuple(newest_first(documents, [*kinds["news"], *kinds["press"]], event))
    fed = [name for key in people if (name := f"people/{key}") not in documents]
    everyone = by_name(documents, [*kinds["people"], *fed], people)
    found["everyone"] = tuple(sorted(everyone, key=lambda name: _is_guest(documents.get(name))))
    return found


def _in_order(kind: str, names: list[str], documents: Documents, event: Event) -> list[str]:
    if kind in {"news", "press"}:
        return newest_first(documents, names, event)
    if kind == "people":
        return by_name(documents, names, {})
    if kind == "editions":
        return sorted(names, key=lambda name: source_of(documents[name]).as_(Edition).year, reverse=True)
    return by_order(documents, names)


def _is_guest(twins: Twins | None) -> bool:
    return twins is not None and source_of(twins).as_(Person).group == "guest"


def children(documents: Documents) -> dict[str, tuple[str, ...]]:
    """Return the pages directly under each page, by its key."""
    below: dict[str, list[str]] = defaultdict(list)
    for name, twins in documents.items():
        fields = source_of(twins).fields
        if isinstance(fields, Page) and fields.parent:
            below[fields.parent].append(name)
    return {key: tuple(by_order(documents, names)) for key, names in below.items()}


def neighbours(lists: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str | None, str | None]]:
    """Return for each press release and news item the next newer and the next older of its kind."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for kind in ("press", "news"):
        names = lists.get(kind, ())
        around = [None, *names, None]
        found |= {name: (around[place], around[place + 2]) for place, name in enumerate(names)}
    return found


def appearances(sessions: Mapping[str, Session], venues: Mapping[str, str | None]) -> dict[str, Any]:
    """Return the sessions of each day, person, venue, room and track, as SiteContext has them.

    `venues` are those of the rooms.
    """
    return {
        "on_day": _grouped(sessions, lambda session: session.slot.days if session.slot else ()),
        "by_person": _grouped(sessions, lambda session: session.people),
        "at_venue": _grouped(sessions, lambda session: filter(None, [venues.get(session.room or "")])),
        "by_room": _grouped(sessions, lambda session: filter(None, [session.room])),
        "by_track": _grouped(sessions, lambda session: filter(None, [session.track])),
    }


def _grouped(
    sessions: Mapping[str, Session], keys: Callable[[Session], Iterable[Key]]
) -> dict[Key, tuple[Session, ...]]:
    """Return the sessions that have each key, in the order of the programme."""
    found: dict[Key, list[Session]] = defaultdict(list)
    for session in sessions.values():
        for key in keys(session):
            found[key].append(session)
    return {key: tuple(items) for key, items in found.items()}


def _milestone_states(event: Event, now: dt.datetime) -> tuple[str, ...]:
    """Return the place in time of each milestone: past, next (the first to come) or future."""
    today = now.astimezone(event.zone).date()
    coming = next((position for position, item in enumerate(event.milestones) if item.date >= today), -1)
    return tuple(
        "past" if item.date < today else "next" if position == coming else "future"
        for position, item in enumerate(event.milestones)
    )


def valid(
    library: Library, event: Event, now: dt.datetime, changes: Ledger
) -> tuple[dt.datetime, dt.datetime, tuple[str, ...]]:
    """Return from when until when the clock may stand anywhere without a change of the site; last, what changes."""
    points = [*clock_points(library.documents, event), *((when, CHANGES) for when in moments(changes))]
    first, last = _ALWAYS
    until, due = next_due(points, now) or (last, ())
    return max((when for when, _ in points if when <= now), default=first), until, due


def clock_points(documents: Documents, event: Event) -> Iterator[tuple[dt.datetime, str]]:
    """Yield each moment at which the clock changes what editors' files make of the site, and what it changes."""
    yield from turning_points(documents, event)
    for item in event.milestones:
        yield moment(item.date + dt.timedelta(days=1), event.zone), MILESTONES


def next_due(
    points: Iterable[tuple[dt.datetime, str]], now: dt.datetime
) -> tuple[dt.datetime, tuple[str, ...]] | None:
    """Return the next of the moments after `now`, and all that changes then; None where nothing does."""
    coming = [(when, name) for when, name in points if when > now]
    if not coming:
        return None
    first = min(when for when, _ in coming)
    return first, tuple(sorted({name for when, name in coming if when == first}))
