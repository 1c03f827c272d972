"""What is printed: a sheet for the door of each room and day, and the whole programme, in all languages at once."""

import datetime as dt
from collections.abc import Iterable

from ..content.documents import Document
from ..exports.qr import QrCode, qr_code
from ..exports.sentences import part_of_day
from ..i18n import dates
from ..i18n.languages import language as language_of
from ..model import Room, Session, Slot
from . import sheets
from .agenda import in_order, name_of, session_card, venue_of
from .bodies import body
from .changes import moment_words
from .context import SiteContext
from .frame import page_title
from .parts import NOTHING, document_frame, link
from .screens import room_days, screens
from .shared import Link


def door_signs_page(site: SiteContext, document: Document, language: str) -> sheets.DoorSignsView:
    """Return the view of the signs for the doors of all rooms."""
    shown = screens(site)
    return sheets.DoorSignsView(
        page=document_frame(site, document, language),
        body=body(site, document, language),
        sheets=tuple(sheet for name, room in shown.items() for sheet in _door_sheets(site, name, room, language)),
        screens=tuple(
            Link(url=site.url(name, language), title=name_of(room, language)) for name, room in shown.items()
        ),
        has_codes=bool(site.config.site_url),
    )


def programme_sheet_page(site: SiteContext, document: Document, language: str) -> sheets.ProgrammeSheetView:
    """Return the view of the whole programme on paper."""
    agenda = site.layouts.get("agenda")
    first, last = site.event.start, site.event.end
    return sheets.ProgrammeSheetView(
        page=document_frame(site, document, language),
        body=body(site, document, language),
        heads=tuple(_head(site, code, dates.days(first, last, code)) for code in _languages(site, language)),
        days=tuple(
            _sheet(site, day, sessions, language)
            for day in site.days
            # Without an agenda the sessions have no pages.
            if agenda and (sessions := site.on_day.get(day, ()))
        ),
        code=_code(site, agenda, language) if agenda else None,
        agenda=link(site, agenda, language, page_title(site, agenda, language)) if agenda else None,
    )


def _door_sheets(site: SiteContext, name: str, room: Room, language: str) -> Iterable[sheets.Sheet]:
    code = _code(site, name, language)
    for day, sessions in room_days(site, room.id).items():
        if day:
            yield _sheet(site, day, sessions, language, room, code)


def _sheet(
    site: SiteContext,
    day: dt.date,
    sessions: Iterable[Session],
    language: str,
    room: Room | None = None,
    code: QrCode | None = None,
) -> sheets.Sheet:
    languages = _languages(site, language)
    return sheets.Sheet(
        heads=tuple(_head(site, other, dates.weekday(day, other), room) for other in languages),
        entries=tuple(_entry(site, session, languages) for session in in_order(sessions)),
        code=code,
    )


def _languages(site: SiteContext, language: str) -> tuple[str, ...]:
    """Return the languages of a sheet: the page's own first, then the others that are public."""
    return (language, *(code for code in site.event.public_languages if code != language))


def _head(site: SiteContext, language: str, day: str, room: Room | None = None) -> sheets.SheetHead:
    retrieved = site.programme["retrieved"]
    return sheets.SheetHead(
        language=language,
        direction=language_of(language).direction,
        event=site.event.name.in_(language),
        day=day,
        room=name_of(room, language) if room else NOTHING,
        venue=venue_of(site, room, language) if room else None,
        state=moment_words(site, retrieved, language) if retrieved else None,
    )


def _entry(site: SiteContext, session: Session, languages: Iterable[str]) -> sheets.SheetEntry:
    return sheets.SheetEntry(
        cancelled=session.state == "cancelled",
        people=tuple(site.people[key].name for key in session.people if key in site.people),
        words=tuple(
            sheets.SheetWords(
                language=code, hours=_hours(site, session.slot, code), session=session_card(site, session, code)
            )
            for code in languages
        ),
    )


def _hours(site: SiteContext, slot: Slot | None, language: str) -> str:
    """Return when a session is, as far as it is known: hours, a part of the day, or several days."""
    if slot is None:
        return ""
    if slot.start:
        return dates.times(slot.start, slot.end, language)
    several = dates.days(slot.first, slot.last, language) if slot.first != slot.last else ""
    return part_of_day(slot, site.say(language)).capitalize() or several


def _code(site: SiteContext, name: str, language: str) -> QrCode | None:
    """Return the code that leads to the page; a working copy has no address that a phone could open."""
    return qr_code(site.absolute(site.graph[name][language].path)) if site.config.site_url else None
