"""What readers may narrow a list of sessions down to: by day, track, room, type, spoken language, interpretation."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator

from ..i18n import dates
from ..i18n.collation import sort_key
from ..i18n.languages import name_in
from ..model import Phrase, Session
from .agenda import name_of
from .context import SiteContext
from .views import Filter


def filters(
    site: SiteContext, sessions: Collection[Session], days: Collection[dt.date], language: str
) -> tuple[Filter, ...]:
    """Return what tells these sessions, which take place on these days, apart, in words of the language.

    The names are those of the sessions' fields in `api/schedule.<language>.json`, and the values are theirs.
    """
    rooms = {session.room for session in sessions}
    tracks = {session.track for session in sessions}
    offered = {
        "day": ((day.isoformat(), Phrase(dates.tile(day, language), "")) for day in days),
        "track": ((key, name_of(track, language)) for key, (_, track) in site.tracks.items() if key in tracks),
        "room": ((key, name_of(room, language)) for key, room in site.rooms.items() if key in rooms),
        "type": _types(sessions, site.event.source_language, language),
        "languages": _languages((code for session in sessions for code in session.languages), language),
        "interpretation": _languages((code for session in sessions for code in session.interpretation), language),
    }
    found = (Filter(name=name, options=tuple(options)) for name, options in offered.items())
    # One value tells nothing apart; but whether there is interpretation into a language does.
    return tuple(one for one in found if len(one.options) > (one.name != "interpretation"))


def _types(sessions: Iterable[Session], source: str, language: str) -> Iterator[tuple[str, Phrase]]:
    """Yield the types; their values are the words of the source language, the same on pages of all languages."""
    found = {session.type.in_(source).words: session.type.in_(language) for session in sessions if session.type}
    yield from sorted(found.items(), key=lambda item: (sort_key(item[1].words), item[0]))


def _languages(codes: Iterable[str], language: str) -> Iterator[tuple[str, Phrase]]:
    names = {code: name_in(code, language) for code in set(codes)}
    for code in sorted(names, key=lambda code: sort_key(names[code])):
        yield code, Phrase(names[code], "")
