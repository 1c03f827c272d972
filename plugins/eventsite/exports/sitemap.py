"""Sitemaps for search engines: every public address with its translations (sitemaps.org 0.9, Google's xhtml:link)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from .markup import HEAD, text

# Addresses in one file. The protocol's limits are 50,000 and 50 MiB; each address is there with all its translations.
MOST_ADDRESSES = 10_000

_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
_OPEN = f'{HEAD}<urlset xmlns="{_SCHEMA}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
_CLOSE = "</urlset>\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in one language; addresses are absolute.

    `alternates` are (language or x-default, address) of all its real translations, itself among them.
    `modified` is a day, or an aware time; None where nobody knows it.
    """

    url: str
    alternates: tuple[tuple[str, str], ...]
    modified: dt.date | None = None


def render_sitemap(entries: Iterable[Entry]) -> str:
    """Return the text of one file; the protocol wants one entry at least, and MOST_ADDRESSES are enough."""
    return f"{_OPEN}{''.join(map(_url, entries))}{_CLOSE}"


def render_index(places: Iterable[tuple[str, dt.date | None]]) -> str:
    """Return the index of the sitemaps at these addresses, each with when it last changed, where that is known."""
    entries = "".join(
        f"<sitemap><loc>{text(url)}</loc>{_modified(modified).strip()}</sitemap>\n" for url, modified in places
    )
    return f'{HEAD}<sitemapindex xmlns="{_SCHEMA}">\n{entries}</sitemapindex>\n'


def render_robots(index: str) -> str:
    """Return robots.txt, which lets everything be read and names the address of the sitemaps' index."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {index}\n"


def _url(entry: Entry) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{text(url)}"/>\n'
        for language, url in entry.alternates
    )
    return f"<url>\n<loc>{text(entry.url)}</loc>\n{_modified(entry.modified)}{links}</url>\n"


def _modified(value: dt.date | None) -> str:
    return f"<lastmod>{_moment(value)}</lastmod>\n" if value else ""


def _moment(value: dt.date) -> str:
    """Return a day, or a time to the second with its offset, as W3C's datetime."""
    return value.isoformat(timespec="seconds") if isinstance(value, dt.datetime) else value.isoformat()
