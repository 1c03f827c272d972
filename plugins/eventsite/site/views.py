"""What each page kind shows between its frame's header and footer: one frozen view a template.

A page is a pure function of its template and its view: nothing else reaches the template.
"""

from dataclasses import dataclass
from typing import NamedTuple

from ..model import Phrase
from .agenda import Day, SessionCard
from .frame import Frame
from .shared import Link
from .text_views import NO_BODY, Body, Card, DateWords, PersonCard


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """A source under a text (`url` leads to the list of sources) or in that list (`address` is the source's own)."""

    id: str
    title: Phrase
    publisher: Phrase
    date: str
    note: Phrase
    url: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneEntry:
    """A milestone: `state` is "past", "next" (the first to come) or "future"."""

    date: DateWords
    title: Phrase
    url: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLink:
    """A calendar: `url` is that of its file, `webcal` the address that a calendar program subscribes to, or empty."""

    title: Phrase
    url: str
    webcal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineEntry:
    """A day or moment until which something must be done."""

    date: DateWords
    title: Phrase
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """One page of a list that has several."""

    number: int
    url: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Where a page stands in its list: the `number`th of `count`; `previous` and `next` are addresses or empty.

    `links` has the first page, the last and those around this one; None stands for what is left out between them.
    """

    number: int
    count: int
    previous: str
    next: str
    links: tuple[PageLink | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What every page has; `sources` are those of its facts, and `pages` is None but on a list of several pages."""

    page: Frame
    sources: tuple[SourceEntry, ...] = ()
    pages: Pages | None = None

    @property
    def bodies(self) -> tuple[Body, ...]:
        """The texts on the page."""
        return (getattr(self, "body", NO_BODY),)

    @property
    def paper(self) -> str:
        """What kind of PDF file `./inv print` makes of the page, or "" for none."""
        return ""

    @property
    def frames(self) -> tuple[str, ...]:
        """The hosts whose players the page may load once a reader asks for one."""
        parts = (part for body in self.bodies for part in body.parts)
        return tuple(sorted({part.player.origin for part in parts if part.player}))

    @property
    def has_film(self) -> bool:
        """Whether a text has a video of the site's own."""
        return any(part.film for body in self.bodies for part in body.parts)

    @property
    def scripts(self) -> tuple[str, ...]:
        """The scripts that the parts of the texts need."""
        has_sessions = any(part.sessions for body in self.bodies for part in body.parts)
        needed = {"session-star": has_sessions, "video-player": bool(self.frames)}
        return tuple(name for name, is_needed in needed.items() if is_needed)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView(View):
    """page.html: a text, the pages below it and its sources."""

    body: Body
    cards: tuple[Card, ...] = ()
    version: str = ""
    effective: DateWords | None = None
    deadlines: tuple[DeadlineEntry, ...] = ()
    calendar: CalendarLink | None = None
    days: DateWords | None = None

    @property
    def paper(self) -> str:
        """Of pages, only rules have a version."""
        return "rules" if self.version else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView(View):
    """article.html: a press release or news item; `place` is empty for news.

    `contact` is the page that the press turns to, with its full address, for what is printed of a release.
    """

    body: Body
    place: Phrase
    date: DateWords
    summary: Phrase
    newer: Link | None
    older: Link | None
    contact: Link | None = None

    @property
    def paper(self) -> str:
        """Of the two, only press releases have a place."""
        return "press" if self.place.words else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """What the bar of now and next says before and after the event: the first day, and where the past is kept."""

    begins: str
    archive: Link | None


class DayLink(NamedTuple):
    """A link to a day's agenda; `current` is "page" on the page that it leads to, else empty."""

    iso: str
    url: str
    title: str
    current: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What sessions can be told apart by: a field of theirs, and its values with their words."""

    name: str
    options: tuple[tuple[str, Phrase], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """A day of a programme that is too big for one page, with the number of its sessions."""

    url: str
    title: str
    sessions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView(View):
    """home.html: of a big programme it has only the days' `counts`, and `days` is empty."""

    body: Body
    tagline: Phrase
    dates: str
    start: str
    highlights: tuple[Card, ...]
    milestones: tuple[MilestoneEntry, ...]
    days: tuple[Day, ...]
    counts: tuple[DayCount, ...]
    people: tuple[PersonCard, ...]
    people_url: str
    news: tuple[Card, ...]
    news_url: str
    agenda_url: str
    now: Now | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEntry:
    """One change of the programme: what it concerns, when it was seen, and what changed in a sentence."""

    url: str
    title: Phrase
    kind: str
    seen: DateWords
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesView(View):
    """changes.html: what changed in the programme, newest first, and the same for other programs.

    `more` are older changes that are only in the file at `data`.
    """

    body: Body
    changes: tuple[ChangeEntry, ...]
    more: int
    feed: str
    json_feed: str
    data: str
    retrieved: DateWords | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaView(View):
    """agenda.html: all days, or one (`single`), with the age of the schedule's copy.

    Of a big programme the page of all days has only their `counts`, and `days` is empty.
    With the feed down, `stale` says that a copy stands in, and `missing` that there is none.
    `calendar` is that of what the page shows, `calendars` those of parts of it; `data` are (name, address) of files.
    `print` leads to the programme on paper, where there is such a page.
    """

    body: Body
    days: tuple[Day, ...]
    counts: tuple[DayCount, ...]
    now: Now
    filters: tuple[Filter, ...]
    all_days: tuple[DayLink, ...]
    agenda: Link
    single: bool
    unscheduled: tuple[SessionCard, ...]
    zone: str
    version: str
    retrieved: DateWords | None
    stale: bool
    missing: bool
    calendar: CalendarLink
    calendars: tuple[CalendarLink, ...]
    changes: Link | None
    changes_count: int
    my_agenda: Link | None
    print: Link | None
    data: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MyAgendaView(View):
    """my-agenda.html: what the script there needs, which shows the sessions that the reader has starred.

    `agenda` is where sessions can be starred and `calendar` that of the whole programme. `host` stands in the ids of
    calendar entries, and `places` are the rooms' names by their ids, as JSON, where the programme's file has shorter
    ones.
    """

    body: Body
    agenda: Link
    calendar: CalendarLink
    host: str
    places: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView(View):
    """session.html."""

    body: Body
    session: SessionCard
    day_url: str
    people: tuple[PersonCard, ...]
    changes: tuple[ChangeEntry, ...]
    calendar: CalendarLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView(View):
    """list.html: news, press releases or editions, newest first; the text stands on the list's first page."""

    body: Body
    items: tuple[Card, ...]
    cards: tuple[Card, ...]
    milestones: tuple[MilestoneEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerEntry:
    """An organiser or partner in partners.html; the summary stands where there is no text."""

    name: Phrase
    category: str
    rank: int
    url: str
    body: Body
    summary: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnersView(View):
    """partners.html: the partners by category, in the order host, co-organiser, partner, agreement."""

    body: Body
    partners: tuple[PartnerEntry, ...]

    @property
    def bodies(self) -> tuple[Body, ...]:
        """The page's own text, and those of the partners."""
        return (self.body, *(partner.body for partner in self.partners))


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueEntry:
    """A venue in venues.html, with what takes place there."""

    id: str
    name: Phrase
    area: Phrase
    sessions: tuple[SessionCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VenuesView(View):
    """venues.html."""

    body: Body
    venues: tuple[VenueEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesView(View):
    """sources.html."""

    body: Body
    entries: tuple[SourceEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InsteadWords:
    """What a page that stands for others says in one of its languages: where to go on."""

    language: str
    direction: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InsteadView(View):
    """404.html and offline.html: each one page in all languages, the source language first."""

    sections: tuple[InsteadWords, ...]
