"""The page that shows every part of the theme, with the event's own longest names and titles.

What is invented are only the states: that a session is cancelled, that a page is a draft.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from ..content.documents import Document
from ..i18n import dates
from ..i18n.languages import language as language_of
from ..i18n.languages import name_in, within_text
from ..model import Change, Phrase, Session, Told
from .agenda import SessionCard, agenda, session_card
from .bodies import body
from .changes import calendar_link, change_entries
from .context import SiteContext
from .filters import filters
from .frame import Frame, Older, page_title
from .lists import shown_numbers
from .parts import NOTHING, card, document_frame, milestones, person_card, shown
from .programme import deadlines
from .shared import Link, Standing
from .style_views import StyleView
from .text_views import Card, PersonCard
from .views import CalendarLink, MilestoneEntry, PageLink, Pages

# So many rows of a day are enough to see what a programme looks like.
_ROWS = 3
_STATES = ("draft", "scheduled", "embargoed", "expired")
# What a change may be, but for the cancellation, which is a state.
_CHANGES = ("new", "moved", "room", "title", "people", "restored")
# A place in a list of this many pages has numbers on both sides, and some left out.
_PLACE, _PAGES = 7, 20


def style_page(site: SiteContext, document: Document, language: str) -> StyleView:
    """Return the view of the theme's parts."""
    page = document_frame(site, document, language)
    session = _longest_session(site, language)
    cards = _cards(site, language)
    return StyleView(
        page=page,
        body=body(site, document, language),
        longest=cards[0].title,
        sessions=_sessions(site, session, language) if session else (),
        now=session_card(site, session, language) if session else None,
        days=tuple(replace(day, rows=day.rows[:_ROWS]) for day in agenda(site, _fullest(site), language)),
        filters=filters(site, site.sessions.values(), site.days, language) if session else (),
        people=_people(site, language),
        cards=cards,
        marked=_marked(site, page, language),
        milestones=_milestones(site, language),
        changes=change_entries(site, _changes(site, session), language) if session else (),
        deadlines=deadlines(site, language),
        calendar=_calendar(site, language),
        listed=_listed(),
        layouts=_layouts(site, language),
    )


def _longest_session(site: SiteContext, language: str) -> Session | None:
    """Return the session with the longest title; a site without an agenda has no pages for them."""
    if "agenda" not in site.layouts:
        return None
    return max(site.sessions.values(), key=lambda item: (len(item.title.in_(language).words), item.id), default=None)


def _sessions(site: SiteContext, session: Session, language: str) -> tuple[SessionCard, ...]:
    """Return a session's card as it is, with all that one may say, in another language, and in each state."""
    plain = session_card(site, session, language)
    other = next((code for code in site.event.languages if code != language), language)
    people = tuple(
        Link(url=site.url(name, language), title=page_title(site, name, language))
        for name in site.orders.get("people", ())[:5]
    )
    spoken = tuple(name_in(code, language) for code in site.event.languages)
    return (
        plain,
        replace(plain, sample=True, people=people, languages=spoken, message=plain.title),
        replace(plain, title=session.title.in_(other), only=within_text(name_in(other, language))),
        replace(plain, state="cancelled"),
        *(replace(plain, change=kind) for kind in _CHANGES),
    )


def _fullest(site: SiteContext) -> tuple[dt.date, ...]:
    """Return the day with the most sessions; none without an agenda."""
    if "agenda" not in site.layouts or not site.days:
        return ()
    return (max(site.days, key=lambda day: len(site.on_day.get(day, ()))),)


def _people(site: SiteContext, language: str) -> tuple[PersonCard, ...]:
    """Return who has the longest name, the longest role and the longest organisation."""
    people = [person_card(site, name.partition("/")[2], language) for name in site.orders.get("everyone", ())]
    longest = (
        max(people, key=lambda card: len(card.name), default=None),
        max(people, key=lambda card: len(card.role.words), default=None),
        max(people, key=lambda card: len(card.organisation.words), default=None),
    )
    return tuple(dict.fromkeys(found for found in longest if found))


def _cards(site: SiteContext, language: str) -> tuple[Card, ...]:
    """Return the article with the longest title, as it is, invented, and as it is before and after it is public."""
    titles = {name: page_title(site, name, language).words for name in shown(site, site.orders["articles"], language)}
    longest = card(site, max(titles, key=lambda name: len(titles[name]), default=site.layouts["home"]), language)
    marked = (replace(longest, standing=one) for one in _standings(site, language))
    return (longest, replace(longest, sample=True), *marked)


def _standings(site: SiteContext, language: str) -> tuple[Standing, ...]:
    moment = dt.datetime.combine(site.event.start, dt.time(8, 30), site.event.zone)
    words = dates.moment(moment, language)
    return tuple(Standing(state, moment.isoformat(), words) for state in _STATES)


def _marked(site: SiteContext, page: Frame, language: str) -> tuple[Frame, ...]:
    """Return the page's frame as a draft and so on, in borrowed words, and as a translation that is behind."""
    plain = replace(page, sample=False, standing=None, borrowed="", older=None)
    other = next((code for code in site.event.languages if code != language), language)
    older = Older(other, name_in(other, language), page.url, dates.full(site.event.start, language))
    return (
        *(replace(plain, standing=one) for one in _standings(site, language)),
        replace(plain, sample=True),
        replace(plain, borrowed=other, borrowed_name=Phrase(language_of(other).name, other)),
        replace(plain, older=older),
    )


def _milestones(site: SiteContext, language: str) -> tuple[MilestoneEntry, ...]:
    """Return the milestones as if the one before the last came next."""
    found = milestones(site, language)
    states = ["past"] * max(0, len(found) - 2) + ["next", "future"]
    return tuple(replace(item, state=state) for item, state in zip(found, states, strict=False))


def _changes(site: SiteContext, session: Session) -> Iterable[Change]:
    seen = dt.datetime.combine(site.event.start, dt.time(8, 30), site.event.zone)
    told = Told(slot=session.slot, title=session.title)
    return (
        Change(session=session.id, kind="new", seen=seen, title=session.title, after=told),
        Change(session=session.id, kind="cancelled", seen=seen, title=session.title, before=told),
    )


def _calendar(site: SiteContext, language: str) -> CalendarLink | None:
    return calendar_link(site, language, "schedule", NOTHING) if "agenda" in site.layouts else None


def _listed() -> Pages:
    numbers = shown_numbers(_PLACE, _PAGES)
    return Pages(
        number=_PLACE,
        count=_PAGES,
        previous="#t-menus",
        next="#t-menus",
        links=tuple(
            PageLink(number=number, url="#t-menus", current=number == _PLACE) if number else None
            for number in numbers
        ),
    )


def _layouts(site: SiteContext, language: str) -> tuple[Link, ...]:
    return tuple(
        Link(url=site.url(name, language), title=page_title(site, name, language))
        for layout, name in sorted(site.layouts.items())
        if layout not in {"page", "style"}
    )
