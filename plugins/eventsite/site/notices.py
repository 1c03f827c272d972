"""humans.txt and security.txt, from what the content says of the event."""

import datetime as dt
from collections.abc import Callable, Iterator

from ..content.documents import source_of
from ..content.kinds import Partner
from ..exports.notices import Makers, render_humans, render_security
from ..model import Text
from .context import SiteContext

SECURITY = ".well-known/security.txt"


def notices(site: SiteContext) -> dict[str, Callable[[SiteContext], str]]:
    """Return the name below the root of each such file, and what makes its text."""
    files: dict[str, Callable[[SiteContext], str]] = {"humans.txt": _humans}
    if site.event.security_contact:
        files[SECURITY] = _security
    return files


def _humans(site: SiteContext) -> str:
    event = site.event
    return render_humans(
        Makers(
            event=_words(event.name, site),
            days=(event.start, event.end),
            hosts=[*_hosts(site)],
            notice=_words(event.notice, site),
            licence=_words(event.licence, site),
            languages=event.public_languages,
        )
    )


def _hosts(site: SiteContext) -> Iterator[list[str]]:
    """Yield the names of each body that held the event, none of them invented, in the languages of the public."""
    for name in site.orders.get("partners", ()):
        twins = site.documents[name]
        fields = source_of(twins).as_(Partner)
        if fields.category == "host" and not fields.sample:
            yield [twins[code].fields.heading for code in site.event.public_languages if code in twins]


def _words(text: Text, site: SiteContext) -> list[str]:
    return [words for code in site.event.public_languages if (words := text.by_language.get(code))]


def _security(site: SiteContext) -> str:
    event = site.event
    assert event.security_until is not None, "event.yml has both or neither"
    ends = dt.datetime.combine(event.security_until, dt.time(23, 59, 59), event.zone)
    return render_security(event.security_contact, ends, event.public_languages, site.absolute(f"/{SECURITY}"))
