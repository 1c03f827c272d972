"""`content/event.yml` and `content/sources.yml`: the facts of the event, typed, with every mistake at its line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from ..errors import Problem
from ..model import Event, Milestone, Room, Source, Text, Track, Untranslated, Venue
from .frontmatter import Data, Where, decode, read_yaml
from .kinds import KINDS, LONGEST_DAYS, Day
from .mistakes import nearest, problems_of

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Words = dict[str, str]


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("it is not a time zone; write for example Asia/Ho_Chi_Minh")
    return name


def _known_language(code: str) -> str:
    """Return the code; Babel knows more than the ends of files' names can carry (vi_VN, root)."""
    try:
        if not re.fullmatch("[a-z]{2,3}", code):
            raise ValueError(code)
        Locale.parse(code)
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError("it is not a language code; write for example vi or en") from error
    return code


Facts = TypeVar("Facts", bound="_Facts")


class _Facts(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=lambda name: name.replace("_", "-"),
        populate_by_name=True,
        # A build that reads no such file need not make what reads it.
        defer_build=True,
    )


class Identified(_Facts):
    """An item that others name by its id."""

    id: Identifier = Field(description="Short name that others refer to.")


class VenueFacts(Identified):
    """A place with an address of its own."""

    name: Words = Field(description="Name, one line a language.")
    area: Words = Field(default={}, description="Town or district, one line a language.")


class RoomFacts(Identified):
    """A room, or a whole venue where rooms are not known."""

    name: Words = Field(description="Name, one line a language.")
    venue: Identifier | None = Field(default=None, description="Id of the venue that the room is in.")


class TrackFacts(Identified):
    """A strand of the programme."""

    name: Words = Field(description="Name, one line a language.")


class MilestoneFacts(_Facts):
    """A day on the way to the event and after it."""

    date: Day = Field(description="The day.")
    title: Words = Field(description="What happens, one line a language.")
    page: str | None = Field(default=None, description="A document that tells more, as `kind/key`.")


Count = Annotated[int, Field(ge=0)]


class TranslationLimits(_Facts):
    """How many documents of a language may be behind before the checks fail; None is any number."""

    stale: Count | None = Field(default=None, description="Translations older than their source.")
    missing: Count | None = Field(default=None, description="Documents without a translation.")


class EventFacts(_Facts):
    """Everything in event.yml."""

    name: Words = Field(description="Full name, one line a language.")
    short_name: Words = Field(description="Short name for phones and titles.")
    tagline: Words = Field(description="One sentence on what the event is.")
    place: Words = Field(description="Where it takes place.")
    notice: Words = Field(default={}, description="A sentence shown on every page, if one is needed.")
    licence: Words = Field(default={}, description="Under which licence the texts stand, for the footer.")
    start: Day = Field(description="First day.")
    end: Day = Field(description="Last day.")
    time_zone: Annotated[str, AfterValidator(_known_zone)] = Field(description="Time zone, as Asia/Ho_Chi_Minh.")
    languages: Annotated[tuple[Annotated[str, AfterValidator(_known_language)], ...], Field(min_length=1)] = Field(
        description="Language codes; the first is the one that content is written in."
    )
    preparing: tuple[Annotated[str, AfterValidator(_known_language)], ...] = Field(
        default=(), description="Languages that are being translated and not public yet."
    )
    day_starts: Annotated[int, Field(ge=0, le=12)] = Field(
        default=4, description="Hour before which a session belongs to the day before."
    )
    columns: Literal["track", "room"] = Field(default="room", description="What the agenda's columns are.")
    venues: tuple[VenueFacts, ...] = Field(default=(), description="Places.")
    rooms: tuple[RoomFacts, ...] = Field(default=(), description="Rooms.")
    tracks: tuple[TrackFacts, ...] = Field(default=(), description="Strands of the programme.")
    menu: tuple[str, ...] = Field(default=(), description="Keys of the pages in the main menu.")
    footer: tuple[str, ...] = Field(default=(), description="Keys of the pages in the footer.")
    untranslated: dict[str, Untranslated] = Field(
        default={}, description="What becomes of documents of a kind that are not translated."
    )
    translation_limits: TranslationLimits = Field(
        default=TranslationLimits(), description="How many documents of a language may be behind."
    )
    spelling: Words = Field(default={}, description="Names as they are often misspelt, and how they are written.")
    milestones: tuple[MilestoneFacts, ...] = Field(default=(), description="Days on the way to the event and after.")


class SourceFacts(Identified):
    """Where a fact comes from."""

    title: Words = Field(description="What it is, one line a language.")
    publisher: str = Field(default="", description="Who published it.")
    date: str = Field(default="", description="When it was published, as 2017-11-28.")
    url: str = Field(default="", pattern=r"^(https?://.*)?$", description="Its address.")
    note: Words = Field(default={}, description="A remark for the reader.")


class _SourceList(_Facts):
    sources: tuple[SourceFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class EventFile:
    """event.yml, read: the event, where each fact stands in the file, and the facts that no page shows."""

    event: Event
    path: str
    data: Data
    facts: EventFacts

    def problem(self, where: Where, message: str, hint: str) -> Problem:
        """Return a problem at the line of the value at `where`."""
        field = ".".join(str(part) for part in where if isinstance(part, str))
        return Problem(self.path, self.data.line(where), field, message, hint)


def read_event(
    path: str, source: bytes, sources_path: str, sources: bytes | None
) -> tuple[EventFile | None, list[Problem]]:
    """Return the event's facts, or every problem in the two files."""
    facts, data, problems = _read(path, source, EventFacts)
    listed, listed_data, found = _read(sources_path, sources or b"", _SourceList, "sources")
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
        line = data.line(("end",))
        problems.append(Problem(path, line, "end", "the event ends before it starts", "correct one of the two days"))
    if (facts.end - facts.start).days > LONGEST_DAYS:
        line = data.line(("end",))
        problems.append(Problem(path, line, "end", "the event lasts more than a year", "correct one of the two days"))
    for name in ("name", "short-name", "tagline", "place"):
        given = getattr(facts, name.replace("-", "_"))
        for language in facts.languages:
            if not given.get(language):
                hint = f"add a line `{language}: …` under `{name}:`"
                problems.append(
                    Problem(path, data.line((name,)), name, f"the words in `{language}` are missing", hint)
                )
    for name in ("venues", "rooms", "tracks"):
        problems += _used_twice(path, data, name, getattr(facts, name))
    problems += _wrong_policies(path, data, facts)
    for position, code in enumerate(facts.preparing):
        if code in facts.languages:
            line = data.line(("preparing", position))
            hint = "remove it from one of the two lists"
            problems.append(Problem(path, line, "preparing", f"`{code}` is in `languages` already", hint))
    venues = [venue.id for venue in facts.venues]
    for position, room in enumerate(facts.rooms):
        if room.venue and room.venue not in venues:
            line = data.line(("rooms", position, "venue"))
            message = f"there is no venue `{room.venue}`"
            problems.append(Problem(path, line, "rooms.venue", message, nearest(room.venue, venues)))
    return problems


# Kinds of which a language can do without some: no page must have their places filled.
_HIDABLE = ("press", "news", "rules", "editions")


def _wrong_policies(path: str, data: Data, facts: EventFacts) -> list[Problem]:
    """Return a problem for each kind that does not exist, or that cannot be hidden."""
    problems = []
    for kind, policy in facts.untranslated.items():
        line = data.line(("untranslated", kind))
        if kind not in KINDS:
            message = f"`{kind}` is not a kind of document"
            problems.append(Problem(path, line, f"untranslated.{kind}", message, nearest(kind, KINDS)))
        elif policy == "hide" and kind not in _HIDABLE:
            message = f"{kind} cannot be hidden: others lead to them"
            hint = "write fallback or require; hide is for press, news, rules and editions"
            problems.append(Problem(path, line, f"untranslated.{kind}", message, hint))
    return problems


def _used_twice(path: str, data: Data, name: str, items: Sequence[Identified]) -> list[Problem]:
    """Return a problem for each item whose id an earlier one has."""
    ids = [item.id for item in items]
    return [
        Problem(
            path, data.line((name, position, "id")), f"{name}.id", f"`{item}` is used twice", "give it another id"
        )
        for position, item in enumerate(ids)
        if item in ids[:position]
    ]


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
        untranslated=facts.untranslated,
        venues=tuple(Venue(id=v.id, name=text(v.name), area=text(v.area)) for v in facts.venues),
        rooms=tuple(Room(id=r.id, name=text(r.name), venue=r.venue) for r in facts.rooms),
        tracks=tuple(Track(id=t.id, name=text(t.name)) for t in facts.tracks),
        menu=facts.menu,
        footer=facts.footer,
        milestones=tuple(
            Milestone(date=m.date, title=text(m.title), page=m.page)
            for m in sorted(facts.milestones, key=lambda m: m.date)
        ),
        sources=tuple(
            Source(id=s.id, title=text(s.title), publisher=s.publisher, date=s.date, url=s.url, note=text(s.note))
            for s in sources
        ),
    )
