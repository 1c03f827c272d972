"""The nouns of an event, frozen: what the content and the schedule become, and what pages are made of.

Days are calendar days in the event's time zone; times are aware datetimes in that zone.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

Part = Literal["all-day", "morning", "afternoon", "evening"]
State = Literal["confirmed", "cancelled"]
Untranslated = Literal["require", "fallback", "hide"]
PARTS: tuple[Part, ...] = ("all-day", "morning", "afternoon", "evening")
STATES: tuple[State, ...] = ("confirmed", "cancelled")
ChangeKind = Literal["new", "moved", "room", "title", "people", "cancelled", "restored"]
CHANGE_KINDS: tuple[ChangeKind, ...] = ("new", "moved", "room", "title", "people", "cancelled", "restored")


class Phrase(NamedTuple):
    """Words, and the language that they are in."""

    words: str
    language: str


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """Words in one or more languages, in order of preference, which counts; falsy when it has none.

    The empty language code "" stands for words whose language is not known (a feed that does not say).
    """

    by_language: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(self.by_language.values())

    def __eq__(self, other: object) -> bool:
        """Return whether both say the same in the same order: the first language is what others fall back to."""
        return isinstance(other, Text) and list(self.by_language.items()) == list(other.by_language.items())

    def __hash__(self) -> int:
        """Return the hash of the words in their order."""
        return hash(tuple(self.by_language.items()))

    def in_(self, language: str) -> Phrase:
        """Return the words in `language`, else in the first language that has any; empty when there are none."""
        if words := self.by_language.get(language):
            return Phrase(words, language)
        for other, words in self.by_language.items():
            if words:
                return Phrase(words, other)
        return Phrase("", language)

    def over(self, other: "Text") -> "Text":
        """Return these words, and in the languages that these lack those of `other`."""
        mine = {language: words for language, words in self.by_language.items() if words}
        return Text(mine | {k: v for k, v in other.by_language.items() if v and k not in mine})


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """When a session takes place, as far as it is known.

    Either clock times (`start`, perhaps `end`) or a part of the day, or only the days `first` to `last`.
    A talk after midnight keeps the day on whose list it stands, so `start` may fall on the day after `first`.
    """

    first: dt.date
    last: dt.date
    start: dt.datetime | None = None
    end: dt.datetime | None = None
    part: Part | None = None

    @property
    def days(self) -> tuple[dt.date, ...]:
        """Every day that the session touches, in order."""
        return tuple(self.first + dt.timedelta(n) for n in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """A place with an address of its own: a congress centre, a university."""

    id: str
    name: Text
    area: Text = Text()


class Hours(NamedTuple):
    """From when until when a place is open each day, in clock times of the event's zone."""

    opens: dt.time
    closes: dt.time


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Where a session takes place; `venue` is the id of the place that the room is in, if that is known."""

    id: str
    name: Text
    venue: str | None = None
    hours: Hours | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A strand of the programme; its position among the tracks picks its colour in the theme."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A speaker or guest; `biography` is Markdown as the feed gave it."""

    id: str
    name: str
    biography: Text = Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One item of the programme; `abstract` is Markdown as the feed gave it.

    `type` says what kind of session it is (talk, workshop, panel …), in the feed's or the editors' words.
    `room`, `track` and `people` are ids of the schedule's rooms, tracks and people.
    `languages` are the spoken ones; `interpretation` has those that it is interpreted into, with the channel of the
    headsets ("" where it is not known). `message` is a short notice to visitors, such as that a hall is full.
    `service` marks what nobody presents: a break, registration, lunch. A `plenary` session is for everybody, so that
    nothing should be beside it. `sample` marks an invented item. `slot` is None until a time is known.
    `order` is the editors' among items of one time; feeds have none.
    """

    id: str
    title: Text
    slot: Slot | None = None
    subtitle: Text = Text()
    type: Text = Text()
    abstract: Text = Text()
    room: str | None = None
    track: str | None = None
    people: tuple[str, ...] = ()
    state: State = "confirmed"
    languages: tuple[str, ...] = ()
    interpretation: Mapping[str, str] = field(default_factory=dict)
    message: Text = Text()
    service: bool = False
    plenary: bool = False
    sample: bool = False
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A programme: from one feed, or after merging with the content.

    `published` is when the feed's makers released this version, `retrieved` when it was read; both aware, None when
    that is not known.
    """

    version: str = ""
    published: dt.datetime | None = None
    retrieved: dt.datetime | None = None
    rooms: tuple[Room, ...] = ()
    tracks: tuple[Track, ...] = ()
    people: tuple[Person, ...] = ()
    sessions: tuple[Session, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a feed said of a session before or after a change, as far as the change concerns it.

    `room` is the room's name and `people` are names, since a later version may not have either any more.
    """

    slot: Slot | None = None
    room: Text = Text()
    title: Text = Text()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entry of the change ledger: what became another in a session, and when a build first saw it (aware).

    A move that changes the room too is one change, `moved`; `room` is the room alone. `title` is the session's title
    after the change.
    """

    session: str
    kind: ChangeKind
    seen: dt.datetime
    title: Text
    before: Told = Told()
    after: Told = Told()


class Version(NamedTuple):
    """How often a session's time, place, title or state changed since its feed was first read.

    `seen` (aware) is when it last changed in anything.
    """

    number: int
    seen: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Where a part of the programme comes from: `address` is http(s), or a file or folder.

    `token` names the environment variable with the server's token; empty where none is needed.
    `forget` are ids of sessions that are never shown, whatever the feed says.
    """

    id: str
    address: str
    token: str = ""
    forget: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A moment (aware), or a day, until which something must be done; `sample` marks an invented one."""

    id: str
    due: dt.date
    title: Text
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A page that was removed: the `path` that it had, why and when, and the document (`kind/key`) to go on with."""

    path: str
    reason: Text = Text()
    date: dt.date | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """A conflict of two sessions, or of one with opening hours, that is as it should be, for the reason given."""

    sessions: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A day on the way to the event and after it; `page` is the `kind/key` of a document that tells more."""

    date: dt.date
    title: Text
    page: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact comes from; documents name it by `id`."""

    id: str
    title: Text
    publisher: str = ""
    date: str = ""
    url: str = ""
    note: Text = Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The facts of the event from `content/event.yml`, which every page shares.

    `languages` has the source language first: its pages stand at the root, its files are what others translate.
    Those of them that are `preparing` are still being translated: nothing leads to their pages.
    `day_starts` is the hour before which a session belongs to the day before.
    `columns` says what the agenda's columns are where sessions run in parallel.
    With `offline` the devices of visitors keep pages of the public site for times without a network.
    `untranslated` says, by the folders of kinds, what becomes of documents that a language does not have.
    `feeds` are where the live programme comes from, the first of which names things; a new version of one that drops
    more than `most_dropped` percent of its sessions is not believed.
    An open agenda asks `live_url`, in the browser, for times and rooms that are newer than the site.
    `contact` is the key of the page that says whom to ask; `hours` are those of every room that has none of its own;
    `acknowledged` are conflicts of the programme that are as they should be; `abbreviations` say what each of them
    stands for. `gone` are pages that were removed. `security_contact` is where to report a weakness of the site,
    which is right until the end of the day `security_until`.
    """

    name: Text
    short_name: Text
    tagline: Text
    place: Text
    notice: Text
    start: dt.date
    end: dt.date
    zone: ZoneInfo
    languages: tuple[str, ...]
    licence: Text = Text()
    day_starts: int = 4
    columns: Literal["track", "room"] = "room"
    offline: bool = True
    preparing: tuple[str, ...] = ()
    untranslated: Mapping[str, Untranslated] = field(default_factory=dict)
    feeds: tuple[Feed, ...] = ()
    most_dropped: int = 30
    licence_url: str = ""
    contact: str = ""
    live_url: str = ""
    hours: Hours | None = None
    acknowledged: tuple[Acknowledged, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    venues: tuple[Venue, ...] = ()
    rooms: tuple[Room, ...] = ()
    tracks: tuple[Track, ...] = ()
    menu: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    abbreviations: Mapping[str, Text] = field(default_factory=dict)
    gone: tuple[Gone, ...] = ()
    security_contact: str = ""
    security_until: dt.date | None = None
    sources: tuple[Source, ...] = ()

    @property
    def source_language(self) -> str:
        """The language that the content is written in first."""
        return self.languages[0]

    @property
    def public_languages(self) -> tuple[str, ...]:
        """The languages that are not being prepared."""
        return tuple(code for code in self.languages if code not in self.preparing)

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The event's days, in order."""
        return tuple(self.start + dt.timedelta(n) for n in range((self.end - self.start).days + 1))
