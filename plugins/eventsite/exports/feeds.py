"""Feeds for news readers: Atom 1.0 (RFC 4287) and JSON Feed 1.1 (jsonfeed.org)."""

import datetime as dt
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from .markup import HEAD, text

# The date of a feed that has nothing yet, where nobody knows a better one.
_UNKNOWN = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a feed: `id` never changes, `url` is the page's absolute address, `date` is aware.

    `html` is its whole text with whole addresses, or empty.
    """

    id: str
    url: str
    title: str
    summary: str
    date: dt.datetime
    html: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One language's feed: `url` is its own address, and `home` that of the pages that it tells of.

    `updated` (aware) is its date as long as it has no items.
    """

    language: str
    url: str
    home: str
    title: str
    subtitle: str
    author: str
    updated: dt.datetime | None = None


def render_feed(feed: Feed, items: Sequence[Item]) -> str:
    """Return an Atom feed's text; its own date is that of the newest of the `items`."""
    entries = "".join(map(_entry, items))
    updated = max((item.date for item in items), default=feed.updated or _UNKNOWN)
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


def render_json_feed(feed: Feed, items: Sequence[Item]) -> str:
    """Return the text of the same feed as JSON."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [
            {
                "id": item.id,
                "url": item.url,
                "title": item.title,
                "content_text": item.summary,
                "date_published": _time(item.date),
            }
            for item in items
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def tag_uri(site_url: str, name: str, date: dt.datetime) -> str:
    """Return an id (RFC 4151) for `name`, which stays when the address of its page changes."""
    parts = urlsplit(site_url)
    return f"tag:{parts.hostname},{date.year:04}:{parts.path.rstrip('/')}/{name}"


# The attributes of our own HTML that hold addresses.
_ADDRESS = re.compile(r'( (?:href|src|poster)=")(#|/(?!/))')
_SIZES = re.compile(r' srcset="[^"]*"')


def absolute(html: str, host: str, page: str) -> str:
    """Return HTML of ours with whole addresses: those from the root are on `host`, places are on the `page`."""
    html = _ADDRESS.sub(lambda match: f"{match[1]}{page if match[2] == '#' else host}{match[2]}", html)
    return _SIZES.sub(lambda match: re.sub(r'(^ srcset="|, )/(?!/)', rf"\g<1>{host}/", match[0]), html)


def _entry(item: Item) -> str:
    date = _time(item.date)
    content = f'<content type="html">{text(item.html)}</content>\n' if item.html else ""
    return (
        "<entry>\n"
        f"<id>{text(item.id)}</id>\n"
        f"<title>{text(item.title)}</title>\n"
        f"<published>{date}</published>\n"
        f"<updated>{date}</updated>\n"
        f'<link rel="alternate" type="text/html" href="{text(item.url)}"/>\n'
        f"<summary>{text(item.summary)}</summary>\n{content}"
        "</entry>\n"
    )


def _time(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="seconds")
