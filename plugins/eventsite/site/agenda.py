"""The agenda as pages show it: days, in them rows of one time, in them sessions side by side."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from ..i18n import dates
from ..i18n.languages import name_in, within_text
from ..model import Event, Phrase, Room, Session, Slot, State, Track, Venue
from ..schedule.merge import row_minutes, session_key, sort_key
from .context import SiteContext
from .ledger import is_told
from .shared import Link

# The theme has this many track colours; later tracks begin again.
TRACK_COLOURS = 8
# Where items over several days stand among the minutes of a day: before its first, and before whole days.
SEVERAL_DAYS = -3


class When(NamedTuple):
    """When a session is, in words; empty words where nothing is known.

    `iso` is for `<time datetime>`: a time with offset, or a day. `part` is translated by the template.
    """

    days: str = ""
    several_days: bool = False
    iso: str = ""
    times: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCard:
    """A session in the agenda or a list.

    `interpretation` has (language, channel of the headsets or "") for each language that it is interpreted into.
    `only` is the language of the title where that is not the page's. `change` is what changed within the last days.
    `facts` are for scripts: fields of `api/schedule.<language>.json` with their values, those with several as words.
    """

    url: str
    title: Phrase
    subtitle: Phrase
    type: Phrase
    when: When
    track: Phrase | None
    colour: int
    place: Phrase | None
    people: tuple[Link, ...]
    languages: tuple[str, ...]
    interpretation: tuple[tuple[str, str], ...]
    message: Phrase
    only: str
    change: str
    state: State
    sample: bool
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The sessions of one column in one row; `span` is the number of columns it stretches over."""

    label: Phrase | None
    cards: tuple[SessionCard, ...]
    span: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What begins at one time: a clock time (`time`, `iso`) or a part of the day (`part`, never empty then)."""

    time: str
    iso: str
    part: str
    cells: tuple[Cell, ...]


class Column(NamedTuple):
    """A room or track beside which others run."""

    id: str
    name: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of the agenda; `columns`, which are `lanes` ("room" or "track"), may be none."""

    iso: str
    url: str
    title: str
    short: str
    lanes: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def agenda(site: SiteContext, days: Iterable[dt.date], language: str) -> tuple[Day, ...]:
    """Return the days' agendas, in order."""
    return tuple(_day(site, day, language) for day in days)


def unscheduled(site: SiteContext, language: str) -> tuple[SessionCard, ...]:
    """Return the sessions whose time is not known yet."""
    return tuple(session_card(site, session, language) for session in site.sessions.values() if session.slot is None)


def session_card(site: SiteContext, session: Session, language: str) -> SessionCard:
    """Return a session as lists show it."""
    position, track = site.tracks.get(session.track or "", (-1, None))
    key = session_key(session.id)
    title = session.title.in_(language)
    return SessionCard(
        url=site.url(f"sessions/{key}", language),
        title=title,
        subtitle=session.subtitle.in_(language),
        type=session.type.in_(language),
        when=when(session.slot, language),
        track=name_of(track, language) if track else None,
        colour=position % TRACK_COLOURS + 1 if track else 0,
        place=place(site, session.room, language),
        people=tuple(
            Link(url=site.url(f"people/{key}", language), title=Phrase(site.people[key].name, ""))
            for key in session.people
            if f"people/{key}" in site.graph
        ),
        languages=tuple(name_in(code, language) for code in session.languages),
        interpretation=tuple(
            (within_text(name_in(code, language)), channel) for code, channel in session.interpretation.items()
        ),
        message=session.message.in_(language),
        only=within_text(name_in(title.language, language)) if title.language not in {"", language} else "",
        change=_recent(site, key, language),
        state=session.state,
        sample=session.sample,
        facts=tuple((name, value) for name, value in _facts(session, site.event.source_language).items() if value),
    )


def _facts(session: Session, source: str) -> dict[str, str]:
    # A type is known by its words in the source language, so that a choice of it goes along to other languages.
    return {
        "id": session.id,
        **(_slot_facts(session.slot) if session.slot else {}),
        "room": session.room or "",
        "track": session.track or "",
        "type": session.type.in_(source).words,
        "languages": " ".join(session.languages),
        "interpretation": " ".join(session.interpretation),
        "state": session.state if session.state != "confirmed" else "",
    }


def _slot_facts(slot: Slot) -> dict[str, str]:
    # The day of most sessions is that of their start; there are a thousand of them on a page.
    is_late = slot.start is None or slot.start.date() != slot.first
    return {
        "date": slot.first.isoformat() if is_late else "",
        "until": slot.last.isoformat() if slot.last != slot.first else "",
        "part": slot.part or "",
        "start": slot.start.isoformat() if slot.start else "",
        "end": slot.end.isoformat() if slot.end else "",
    }


def _recent(site: SiteContext, key: str, language: str) -> str:
    """Return the kind of the session's newest change, where that is still news for readers of the language."""
    return next((change.kind for change in site.recent.get(key, ()) if is_told(change, language)), "")


def when(slot: Slot | None, language: str) -> When:
    """Return a slot in words."""
    if slot is None:
        return When()
    return When(
        days=dates.days(slot.first, slot.last, language),
        several_days=slot.first != slot.last,
        iso=slot.start.isoformat() if slot.start else slot.first.isoformat(),
        times=dates.times(slot.start, slot.end, language) if slot.start else "",
        part="" if slot.start else slot.part or "",
    )


def place(site: SiteContext, room_id: str | None, language: str) -> Phrase | None:
    """Return a room's name, with its venue's where that says more."""
    room = site.rooms.get(room_id or "")
    if room is None:
        return None
    name, venue = name_of(room, language), venue_of(site, room, language)
    return Phrase(f"{name.words}, {venue.words}", name.language) if venue else name


def venue_of(site: SiteContext, room: Room, language: str) -> Phrase | None:
    """Return the place that the room is in, where that has another name than the room."""
    venue = site.venues.get(room.venue or "")
    if venue is None or name_of(venue, language).words == name_of(room, language).words:
        return None
    return name_of(venue, language)


def name_of(item: Room | Track | Venue, language: str) -> Phrase:
    """Return the item's name, else its id: a feed may name neither its rooms nor its tracks."""
    return item.name.in_(language) if item.name else Phrase(item.id, "")


def _day(site: SiteContext, day: dt.date, language: str) -> Day:
    rows = _rows(site.on_day.get(day, ()))
    columns = _lanes(site, rows)
    return Day(
        iso=day.isoformat(),
        url=site.url(f"days/{day}", language),
        title=dates.weekday(day, language),
        short=dates.tile(day, language),
        lanes=site.event.columns,
        columns=tuple(Column(column.id, name_of(column, language)) for column in columns.values()),
        rows=tuple(_row(site, row, columns, language) for row in rows),
    )


def _minutes(session: Session) -> int:
    """Return where in a day a session is listed; one over several days comes first."""
    assert session.slot is not None
    return row_minutes(session.slot) if session.slot.first == session.slot.last else SEVERAL_DAYS


def in_order(sessions: Iterable[Session]) -> list[Session]:
    """Return the sessions of a day in the order of its list; each must have a slot."""
    return sorted(sessions, key=lambda item: (_minutes(item), sort_key(item)))


def _rows(sessions: Sequence[Session]) -> list[list[Session]]:
    return [list(group) for _, group in groupby(in_order(sessions), key=_minutes)]


def _lane(session: Session, event: Event) -> str:
    return (session.room if event.columns == "room" else session.track) or ""


def _lanes(site: SiteContext, rows: list[list[Session]]) -> dict[str, Room | Track]:
    """Return the columns by id, in the event's order; none where one column would be enough.

    With tracks, only those that run beside another count: a plenary stretches over all columns.
    With rooms, every room that is used that day counts: a hall keeps its column.
    """
    used: set[str] = set()
    for row in rows:
        lanes = {_lane(session, site.event) for session in row}
        if site.event.columns == "room" or len(lanes) > 1:
            used |= lanes
    named: Iterable[Room | Track] = (
        site.rooms.values() if site.event.columns == "room" else (track for _, track in site.tracks.values())
    )
    columns = {item.id: item for item in named if item.id in used}
    return columns if len(columns) > 1 else {}


def _row(site: SiteContext, sessions: list[Session], columns: Mapping[str, Room | Track], language: str) -> Row:
    slot = sessions[0].slot
    assert slot is not None
    clock = slot.start if slot.first == slot.last else None
    return Row(
        time=dates.time(clock, language) if clock else "",
        iso=clock.isoformat() if clock else "",
        part="" if clock else _part(sessions[0]),
        cells=_cells(site, sessions, columns, language),
    )


def _part(session: Session) -> str:
    assert session.slot is not None
    if _minutes(session) == SEVERAL_DAYS:
        return "several-days"
    return session.slot.part or "unstated"


def _cells(
    site: SiteContext, sessions: list[Session], columns: Mapping[str, Room | Track], language: str
) -> tuple[Cell, ...]:
    """Return a row's cells: one a column, or a single one over all where something belongs to none of them."""
    lanes = {_lane(session, site.event) for session in sessions}
    if not columns or not lanes <= columns.keys():
        cards = tuple(session_card(site, session, language) for session in sessions)
        return (Cell(label=None, cards=cards, span=max(len(columns), 1)),)
    return tuple(
        Cell(
            label=name_of(column, language),
            cards=tuple(
                session_card(site, session, language) for session in sessions if _lane(session, site.event) == lane
            ),
        )
        for lane, column in columns.items()
    )
