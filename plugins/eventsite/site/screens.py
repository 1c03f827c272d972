"""The programme of each room: what the screen at its door shows, and on which days something takes place there."""

import datetime as dt
from collections import defaultdict

from ..i18n import dates
from ..model import Phrase, Room, Session
from . import sheets
from .agenda import in_order, name_of, session_card, venue_of
from .context import SiteContext
from .frame import frame, page_title
from .shared import Link
from .urls import screen_name


def room_days(site: SiteContext, room: str) -> dict[dt.date | None, tuple[Session, ...]]:
    """Return what takes place in the room by its days, in order; under None, the last, what has no day yet."""
    days: dict[dt.date | None, list[Session]] = defaultdict(list)
    later = []
    for session in site.by_room.get(room, ()):
        if session.slot is None:
            later.append(session)
        else:
            for day in session.slot.days:
                days[day].append(session)
    ordered = sorted((day, sessions) for day, sessions in days.items() if day)
    return {day: tuple(in_order(sessions)) for day, sessions in ordered} | ({None: tuple(later)} if later else {})


def screens(site: SiteContext) -> dict[str, Room]:
    """Return the rooms that have a screen, by the name of its page, in the programme's order."""
    named = {screen_name(room.id): room for room in site.rooms.values()}
    return {name: room for name, room in named.items() if name in site.graph}


def screen_page(site: SiteContext, name: str, language: str) -> sheets.ScreenView:
    """Return the view of a room's screen."""
    room = screens(site)[name]
    title = name_of(room, language)
    description = Phrase(f"{title.words} · {site.event.name.in_(language).words}", language)
    agenda = site.layouts["agenda"]
    return sheets.ScreenView(
        page=frame(site, name, language, title=title, description=description),
        room=room.id,
        venue=venue_of(site, room, language),
        days=tuple(
            sheets.RoomDay(
                iso=day.isoformat() if day else "",
                title=dates.weekday(day, language) if day else "",
                sessions=tuple(session_card(site, session, language) for session in sessions),
            )
            for day, sessions in room_days(site, room.id).items()
        ),
        agenda=Link(url=site.url(agenda, language), title=page_title(site, agenda, language)),
    )
