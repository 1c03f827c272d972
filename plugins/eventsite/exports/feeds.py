"""Feeds for news readers: Atom 1.0 (RFC 4287)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from .markup import HEAD, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a feed: `id` never changes, `url` is the page's absolute address, `date` is aware."""

    id: str
    url: str
    title: str
    summary: str
    date: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One language's feed: `url` is its own address, and `home` that of the pages that it tells of."""

    language: str
    url: str
    home: str
    title: str
    subtitle: str
    author: str


def render_feed(feed: Feed, items: Sequence[Item]) -> str:
    """Return the feed's text; its own date is that of the newest of the `items`, of which it needs one at least."""
    entries = "".join(map(_entry, items))
    updated = max(item.date for item in items)
    return (
        f'{HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{text(feed.language)}">\n'
        f"<id>{text(feed.url)}</id>\n"
        f"<title>{text(feed.title)}</title>\n"
        f"<subtitle>{text(feed.subtitle)}</subtitle>\n"
        f"<updated>{_time(updated)}</updated>\n"
        f"<author><name>{text(feed.author)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{text(feed.url)}"/>\n'
        f'<link rel="alternate" type="text/html" hreflang="{text(feed.language)}" href="{text(feed.home)}"/>\n'
        f"{entries}</feed>\n"
    )


def _entry(item: Item) -> str:
    date = _time(item.date)
    return (
        "<entry>\n"
        f"<id>{text(item.id)}</id>\n"
        f"<title>{text(item.title)}</title>\n"
        f"<published>{date}</published>\n"
        f"<updated>{date}</updated>\n"
        f'<link rel="alternate" type="text/html" href="{text(item.url)}"/>\n'
        f"<summary>{text(item.summary)}</summary>\n"
        "</entry>\n"
    )


def _time(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="seconds")
