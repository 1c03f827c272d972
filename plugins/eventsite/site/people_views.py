"""What the pages of people show: one frozen view a template, as in views.py."""

from dataclasses import dataclass

from ..model import Phrase
from .agenda import SessionCard
from .text_views import Body, Card, PersonCard
from .views import CalendarLink, View


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleView(View):
    """people.html: speakers first, then guests; the text stands on the list's first page."""

    body: Body
    speakers: tuple[PersonCard, ...]
    guests: tuple[PersonCard, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView(View):
    """person.html; `roles` and `part` are in the language `words_language`, the `portrait` is as on a PersonCard."""

    body: Body
    name: str
    honorific: str
    roles: tuple[str, ...]
    organisation: str
    part: str
    words_language: str
    initials: str
    portrait: str
    sessions: tuple[SessionCard, ...]
    calendar: CalendarLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """A person in the index, who stands there under the `last` word of the name; the words `before` may be none."""

    url: str
    before: str
    last: str
    honorific: str
    organisation: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexLetter:
    """A letter of the index, `#` for names that begin with none; without entries nothing stands under it."""

    letter: str
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView(View):
    """people-index.html: all people by the last words of their names."""

    body: Body
    letters: tuple[IndexLetter, ...]
