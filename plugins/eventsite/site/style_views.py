"""The view of the page that shows the theme's parts to those who draw and write it."""

from dataclasses import dataclass

from ..model import Phrase
from .agenda import Day, SessionCard
from .frame import Frame
from .shared import Link
from .text_views import Body, Card, PersonCard
from .views import CalendarLink, ChangeEntry, DeadlineEntry, Filter, MilestoneEntry, Pages, View


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleView(View):
    """style.html: each part of the theme with the event's own longest words.

    Its own text shows what staff can put into texts. `longest` is the longest title of an article.
    `sessions` are one session in each state that it may have, `now` is one that is on.
    `marked` are frames of this page in each state that puts a mark on a page.
    `listed` is a place amid a long list, and `layouts` leads to the pages that have parts of their own.
    """

    body: Body
    longest: Phrase
    sessions: tuple[SessionCard, ...]
    now: SessionCard | None
    days: tuple[Day, ...]
    filters: tuple[Filter, ...]
    people: tuple[PersonCard, ...]
    cards: tuple[Card, ...]
    marked: tuple[Frame, ...]
    milestones: tuple[MilestoneEntry, ...]
    changes: tuple[ChangeEntry, ...]
    deadlines: tuple[DeadlineEntry, ...]
    calendar: CalendarLink | None
    listed: Pages
    layouts: tuple[Link, ...]

    @property
    def scripts(self) -> tuple[str, ...]:
        """Those of its parts besides those of the text."""
        shown = {"session-star": self.sessions, "agenda-filters": self.days}
        return tuple(sorted({*View.scripts.fget(self), *(name for name, parts in shown.items() if parts)}))  # type: ignore[attr-defined]
