"""What changed in the programme, as pages show it; and where the calendars are."""

import datetime as dt
from collections.abc import Iterable

from ..content.documents import Document
from ..exports.sentences import sentence
from ..i18n import dates
from ..model import Change, Phrase
from ..schedule.merge import session_key
from .bodies import body
from .calendars import calendar_path
from .context import SiteContext
from .ledger import is_told, newest
from .open_data import change_feeds
from .parts import document_frame, sources
from .text_views import DateWords
from .views import CalendarLink, ChangeEntry, ChangesView

# How many changes the page shows; the file has all.
MOST = 200


def changes_page(site: SiteContext, document: Document, language: str) -> ChangesView:
    """Return the view of the list of changes."""
    changes = newest(site.ledger, language)
    feeds = change_feeds(site, language)
    return ChangesView(
        page=document_frame(site, document, language),
        sources=sources(site, document.fields.sources, language),
        body=body(site, document, language),
        changes=change_entries(site, changes[:MOST], language),
        more=max(0, len(changes) - MOST),
        feed=_address(site, feeds.get("application/atom+xml", "")),
        json_feed=_address(site, feeds.get("application/feed+json", "")),
        data=f"{site.config.base}/api/changes.json",
        retrieved=moment_words(site, site.programme["retrieved"], language) if site.programme["retrieved"] else None,
    )


def _address(site: SiteContext, path: str) -> str:
    return site.config.base + path if path else ""


def change_entries(site: SiteContext, changes: Iterable[Change], language: str) -> tuple[ChangeEntry, ...]:
    """Return those changes that readers of the language see, as pages show them, in the order given."""
    say = site.say(language)
    return tuple(
        ChangeEntry(
            url=_session_url(site, change, language),
            title=change.title.in_(language),
            kind=change.kind,
            seen=moment_words(site, change.seen, language),
            sentence=sentence(change, language, say),
        )
        for change in changes
        if is_told(change, language)
    )


def _session_url(site: SiteContext, change: Change, language: str) -> str:
    name = f"sessions/{session_key(change.session)}"
    return site.url(name, language) if name in site.graph else ""


def moment_words(site: SiteContext, moment: dt.datetime, language: str) -> DateWords:
    """Return a moment in words, in the event's zone."""
    local = moment.astimezone(site.event.zone)
    words = f"{dates.time(local, language)}, {dates.day(local, language)}"
    return DateWords(iso=local.isoformat(timespec="minutes"), words=words)


def calendar_link(site: SiteContext, language: str, name: str, title: Phrase) -> CalendarLink:
    """Return the link to the calendar `name`, as `calendars` knows it."""
    path = calendar_path(site, language, name)
    address = site.config.site_url.partition("://")[2]
    webcal = f"webcal://{address}{path}" if address else ""
    return CalendarLink(title=title, url=site.config.base + path, webcal=webcal)
