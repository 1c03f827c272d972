"""Text files at known addresses: who made the site (humanstxt.org), and where to report a weakness (RFC 9116)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Makers:
    """Who and what is behind the site, each in the words of all languages; `hosts` are the bodies that held it."""

    event: Sequence[str]
    days: tuple[dt.date, dt.date]
    hosts: Iterable[Sequence[str]]
    notice: Sequence[str]
    licence: Sequence[str]
    languages: Sequence[str]


def render_humans(makers: Makers) -> str:
    """Return humans.txt: bodies that are on record and programs, and no people."""
    parts = {
        "EVENT": [*makers.event, " – ".join(dict.fromkeys(day.isoformat() for day in makers.days))],
        "HELD BY": [" / ".join(dict.fromkeys(names)) for names in makers.hosts],
        "NOTICE": makers.notice,
        "LICENCE": makers.licence,
        "SITE": [f"Languages: {', '.join(makers.languages)}", "Made with: Eventsite, Pelican, Python"],
    }
    return "\n".join(_part(title, list(dict.fromkeys(lines))) for title, lines in parts.items() if lines)


def _part(title: str, lines: Sequence[str]) -> str:
    return f"/* {title} */\n" + "".join(f"{' '.join(line.split())}\n" for line in lines)


def render_security(contact: str, until: dt.datetime, languages: Sequence[str], address: str) -> str:
    """Return security.txt, which says itself until when it holds; `address` is where it stands."""
    return (
        f"Contact: {contact}\n"
        f"Expires: {until.isoformat(timespec='seconds')}\n"
        f"Preferred-Languages: {', '.join(languages)}\n"
        f"Canonical: {address}\n"
    )
