"""When pages last changed, as far as the content and the ledger say it; the clock and the files' times never do."""

import datetime as dt
from collections.abc import Iterable, Iterator

from ..content.documents import source_of
from ..content.kinds import Dated
from ..i18n.alternates import PUBLIC
from ..model import Session
from ..schedule.merge import session_key
from .context import SiteContext
from .publication import moment
from .urls import FEEDS


def modified(site: SiteContext, name: str, language: str) -> dt.date | None:
    """Return the last day or moment at which the public page is known to have changed; None where nobody knows it."""
    return newest(site, _moments(site, name, language))


def newest(site: SiteContext, found: Iterable[dt.date]) -> dt.date | None:
    """Return the last of days and moments, each as precise as it was given."""
    last = max(found, key=lambda value: moment(value, site.event.zone), default=None)
    return moment(last, site.event.zone) if isinstance(last, dt.datetime) else last


def _moments(site: SiteContext, name: str, language: str) -> Iterator[dt.date]:
    kind, _, key = name.partition("/")
    layouts = {page: layout for layout, page in site.layouts.items()}
    yield from _document(site, name, language)
    if kind == "sessions":
        yield from _changed(site, [site.sessions[key]])
    elif kind == "people":
        yield from _changed(site, site.by_person.get(key, ()))
    elif kind == "days":
        yield from _changed(site, site.on_day.get(dt.date.fromisoformat(key), ()))
    elif layouts.get(name) in {"agenda", "changes", "programme-sheet"}:
        yield from _changed(site, site.sessions.values())
    elif layouts.get(name) == "press":
        yield from _published(site, FEEDS["press"], language)
    elif layouts.get(name) in {"news", "home"}:
        yield from _published(site, FEEDS[""], language)


def _document(site: SiteContext, name: str, language: str) -> Iterator[dt.date]:
    """Yield from when the document is public, where it says so, and when its translation was last accepted."""
    twins = site.documents.get(name)
    if twins is None:
        return
    fields = source_of(twins).fields
    named = (fields.publish_at, *((fields.date, fields.embargo_until) if isinstance(fields, Dated) else ()))
    yield from (value for value in named if value)
    if language in twins and (day := twins[language].fields.translated_on):
        yield day


def _changed(site: SiteContext, sessions: Iterable[Session]) -> Iterator[dt.date]:
    """Yield when the programme of these sessions last changed; the ledger has the newest change first."""
    for session in sessions:
        for change in site.ledger.get(session_key(session.id), ())[:1]:
            yield change.seen.astimezone(site.event.zone)


def _published(site: SiteContext, kinds: Iterable[str], language: str) -> Iterator[dt.date]:
    """Yield when the items of a list became public in the language."""
    for name in site.orders["articles"]:
        page = site.graph[name].get(language)
        if name.partition("/")[0] in kinds and page and page.state in PUBLIC:
            yield from _document(site, name, language)
