"""What stands in lists and within texts: cards, videos, and texts themselves in their parts."""

from dataclasses import dataclass
from typing import NamedTuple

from ..model import Phrase
from .agenda import SessionCard
from .shared import Standing


class DateWords(NamedTuple):
    """A day in words, and for `<time datetime>`."""

    iso: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A document in a list; `picture` is HTML, or empty."""

    url: str
    title: Phrase
    summary: Phrase
    date: DateWords | None = None
    kind: str = ""
    sample: bool = False
    standing: Standing | None = None
    picture: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """A person in a list; the `portrait` is HTML, and empty where the `initials` stand in for it."""

    url: str
    name: str
    honorific: str
    role: Phrase
    organisation: Phrase
    initials: str
    portrait: str = ""


class Player(NamedTuple):
    """A video of a `service`: `url` leads to it there, `frame` is its player for a frame."""

    service: str
    title: Phrase
    url: str
    frame: str
    origin: str


class Subtitles(NamedTuple):
    """A film's subtitles in one language."""

    language: str
    name: str
    url: str


class Film(NamedTuple):
    """A video in a file of the site's own; `facts` are its type and size in words, `poster` may be empty."""

    title: Phrase
    url: str
    type: str
    facts: str
    poster: str
    subtitles: tuple[Subtitles, ...]


class BodyPart(NamedTuple):
    """A piece of a text: safe `html`, or cards of one kind, whose headings are of the `level`, or a video."""

    html: str = ""
    level: int = 0
    people: tuple[PersonCard, ...] = ()
    sessions: tuple[SessionCard, ...] = ()
    documents: tuple[Card, ...] = ()
    player: Player | None = None
    film: Film | None = None


class Body(NamedTuple):
    """A text in its parts, none where there is no text, and its language ("" where it is not known)."""

    parts: tuple[BodyPart, ...]
    language: str


NO_BODY = Body(parts=(), language="")
