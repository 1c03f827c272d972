"""`content/event.yml` and `content/sources.yml`: the facts of the event, typed, with every mistake at its line."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from ..errors import Problem, Said, say
from ..model import Acknowledged, Deadline, Event, Feed, Gone, Hours, Milestone, Room, Source, Text, Track, Venue
from .fact_models import EventFacts, FactModel, Identified, Opened, SourceFacts, SourceList, Words
from .field_types import LONGEST_DAYS
from .frontmatter import Data, Where, decode, read_yaml
from .kinds import KINDS
from .mistakes import nearest, problems_of

Facts = TypeVar("Facts", bound=FactModel)
TWO_DAYS = say("correct one of the two days")


@dataclass(frozen=True, slots=True)
class EventFile:
    """event.yml, read: the event, where each fact stands in the file, and the facts that no page shows."""

    event: Event
    path: str
    data: Data
    facts: EventFacts

    def problem(self, where: Where, message: Said, hint: Said) -> Problem:
        """Return a problem at the place of the value at `where`."""
        return _problem(self.path, self.data, where, message, hint)


def _problem(path: str, data: Data, where: Where, message: Said, hint: Said) -> Problem:
    field = ".".join(str(part) for part in where if isinstance(part, str))
    return Problem(path, data.place(where), field, message, hint)


def read_event(
    path: str, source: bytes, sources_path: str, sources: bytes | None
) -> tuple[EventFile | None, list[Problem]]:
    """Return the event's facts, or every problem in the two files."""
    facts, data, problems = _read(path, source, EventFacts)
    listed, listed_data, found = _read(sources_path, b"[]" if sources is None else sources, SourceList, "sources")
    problems += found
    if facts is None:
        return None, problems
    problems += _contradictions(path, data, facts)
    problems += _used_twice(sources_path, listed_data, "sources", listed.sources if listed else ())
    event = _event(facts, listed.sources if listed else ())
    return EventFile(event, path, data, facts), problems


def _read(
    path: str, source: bytes, model: type[Facts], list_name: str | None = None
) -> tuple[Facts | None, Data, list[Problem]]:
    text, problems = decode(path, source)
    if problems:
        return None, Data(), problems
    data, problems = read_yaml(path, text, list_name=list_name)
    if problems:
        return None, data, problems
    try:
        return model.model_validate(data.values), data, []
    except ValidationError as error:
        return None, data, problems_of(path, data, error, model)


def _contradictions(path: str, data: Data, facts: EventFacts) -> list[Problem]:
    """Return what no single field shows: an end before the start, a name without its language, ids used twice."""
    problems = []
    if facts.end < facts.start:
        problems.append(_problem(path, data, ("end",), say("the event ends before it starts"), TWO_DAYS))
    if (facts.end - facts.start).days > LONGEST_DAYS:
        problems.append(_problem(path, data, ("end",), say("the event lasts more than a year"), TWO_DAYS))
    for name in ("name", "short-name", "tagline", "place"):
        given = getattr(facts, name.replace("-", "_"))
        for language in facts.languages:
            if not given.get(language):
                message = say("the words in `{language}` are missing", language=language)
                hint = say("add a line `{language}: …` under `{name}:`", language=language, name=name)
                problems.append(_problem(path, data, (name,), message, hint))
    for name in ("venues", "rooms", "tracks", "feeds", "deadlines"):
        problems += _used_twice(path, data, name, getattr(facts, name))
    problems += _wrong_policies(path, data, facts) + _half_open(path, data, facts) + _outside(path, data, facts)
    problems += _half_given(path, data, facts)
    for position, code in enumerate(facts.languages):
        if code in facts.languages[:position]:
            message, hint = say("`{id}` is used twice", id=code), say("remove it from the list")
            problems.append(_problem(path, data, ("languages", position), message, hint))
    for position, code in enumerate(facts.preparing):
        if code in facts.languages:
            message = say("`{code}` is in `languages` already", code=code)
            hint = say("remove it from one of the two lists")
            problems.append(_problem(path, data, ("preparing", position), message, hint))
    venues = [venue.id for venue in facts.venues]
    for position, room in enumerate(facts.rooms):
        if room.venue and room.venue not in venues:
            message = say("there is no venue `{venue}`", venue=room.venue)
            problems.append(_problem(path, data, ("rooms", position, "venue"), message, nearest(room.venue, venues)))
    return problems


# Kinds of which a language can do without some: no page must have their places filled.
_HIDABLE = ("press", "news", "rules", "editions")


def _wrong_policies(path: str, data: Data, facts: EventFacts) -> list[Problem]:
    """Return a problem for each kind that does not exist, or that cannot be hidden."""
    problems = []
    for kind, policy in facts.untranslated.items():
        where = ("untranslated", kind)
        if kind not in KINDS:
            message = say("`{kind}` is not a kind of document", kind=kind)
            problems.append(_problem(path, data, where, message, nearest(kind, KINDS)))
        elif policy == "hide" and kind not in _HIDABLE:
            message = say("{kind} cannot be hidden: others lead to them", kind=kind)
            hint = say("write fallback or require; hide is for press, news, rules and editions")
            problems.append(_problem(path, data, where, message, hint))
    return problems


def _outside(path: str, data: Data, facts: EventFacts) -> list[Problem]:
    """Return a problem for each feed in a file that is not among the content's, where nobody sees when it changes."""
    problems = []
    for position, feed in enumerate(facts.feeds):
        parts = PurePosixPath(feed.address).parts
        if "://" not in feed.address and any(part.startswith((".", "/", "~")) for part in parts):
            message = say("`{address}` is not below content/", address=feed.address)
            hint = say("put the file there, and write its path from there, as data/hackathon.json")
            problems.append(_problem(path, data, ("feeds", position, "address"), message, hint))
    return problems


def _half_open(path: str, data: Data, facts: EventFacts) -> list[Problem]:
    """Return a problem for each opening hour without its closing hour, or the other way round."""
    places: list[tuple[Where, Opened]] = [((), facts), *((("rooms", n), room) for n, room in enumerate(facts.rooms))]
    problems = []
    for where, item in places:
        if (item.opens is None) != (item.closes is None):
            said, lacking = ("opens", "closes") if item.opens else ("closes", "opens")
            message = say("`{field}` stands without `{other}`", field=said, other=lacking)
            hint = say("add `{other}`, or remove the line", other=lacking)
            problems.append(_problem(path, data, (*where, said), message, hint))
    return problems


def _half_given(path: str, data: Data, facts: EventFacts) -> list[Problem]:
    """Return a problem for a contact that does not say until when it is right, or the other way round."""
    if bool(facts.security_contact) == bool(facts.security_until):
        return []
    said, lacking = "security-contact", "security-until"
    if facts.security_until:
        said, lacking = lacking, said
    message = say("`{field}` stands without `{other}`", field=said, other=lacking)
    return [_problem(path, data, (said,), message, say("add `{other}`, or remove the line", other=lacking))]


def _used_twice(path: str, data: Data, name: str, items: Sequence[Identified]) -> list[Problem]:
    """Return a problem for each item whose id an earlier one has."""
    ids = [item.id for item in items]
    return [
        _problem(path, data, (name, position, "id"), say("`{id}` is used twice", id=item), say("give it another id"))
        for position, item in enumerate(ids)
        if item in ids[:position]
    ]


def _hours(facts: Opened) -> Hours | None:
    if facts.opens is None or facts.closes is None:
        return None
    return Hours(dt.time.fromisoformat(facts.opens), dt.time.fromisoformat(facts.closes))


def _due(value: dt.date, facts: EventFacts) -> dt.date:
    """Return a moment as one in the event's zone, and a day as it is."""
    zone = ZoneInfo(facts.time_zone)
    if not isinstance(value, dt.datetime):
        return value
    return value.astimezone(zone) if value.tzinfo else value.replace(tzinfo=zone)


def _event(facts: EventFacts, sources: tuple[SourceFacts, ...]) -> Event:
    def text(words: Words) -> Text:
        return Text({code: words[code] for code in (*facts.languages, *facts.preparing) if words.get(code)})

    return Event(
        name=text(facts.name),
        short_name=text(facts.short_name),
        tagline=text(facts.tagline),
        place=text(facts.place),
        notice=text(facts.notice),
        licence=text(facts.licence),
        start=facts.start,
        end=facts.end,
        zone=ZoneInfo(facts.time_zone),
        languages=(*facts.languages, *facts.preparing),
        preparing=facts.preparing,
        day_starts=facts.day_starts,
        columns=facts.columns,
        offline=facts.offline,
        untranslated=facts.untranslated,
        feeds=tuple(Feed(id=f.id, address=f.address, token=f.token, forget=frozenset(f.forget)) for f in facts.feeds),
        most_dropped=facts.most_dropped,
        licence_url=facts.licence_url,
        contact=facts.contact,
        live_url=facts.live_url,
        hours=_hours(facts),
        acknowledged=tuple(Acknowledged(sessions=a.sessions, reason=a.reason) for a in facts.acknowledged),
        deadlines=tuple(
            Deadline(id=d.id, due=_due(d.due, facts), title=text(d.title), sample=d.sample) for d in facts.deadlines
        ),
        venues=tuple(Venue(id=v.id, name=text(v.name), area=text(v.area)) for v in facts.venues),
        rooms=tuple(Room(id=r.id, name=text(r.name), venue=r.venue, hours=_hours(r)) for r in facts.rooms),
        tracks=tuple(Track(id=t.id, name=text(t.name)) for t in facts.tracks),
        menu=facts.menu,
        footer=facts.footer,
        milestones=tuple(
            Milestone(date=m.date, title=text(m.title), page=m.page)
            for m in sorted(facts.milestones, key=lambda m: m.date)
        ),
        abbreviations={short: text(words) for short, words in facts.abbreviations.items()},
        gone=tuple(Gone(path=g.path, reason=text(g.reason), date=g.date, page=g.page) for g in facts.gone),
        security_contact=facts.security_contact,
        security_until=facts.security_until,
        sources=tuple(
            Source(id=s.id, title=text(s.title), publisher=s.publisher, date=s.date, url=s.url, note=text(s.note))
            for s in sources
        ),
    )
