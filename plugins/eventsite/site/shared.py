"""What all pages of one language share: menus, the event's names, the footer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..model import Phrase
from ..pictures.card import Card
from .scripts import Scripts


class Link(NamedTuple):
    """A link with its words; `current` is "page" where it leads to the page that it stands on, else empty."""

    url: str
    title: Phrase
    current: str = ""


class FeedLink(NamedTuple):
    """A feed of a section, by the address of its `page`, or of everything, where that is empty."""

    url: str
    title: str
    page: str = ""


class Standing(NamedTuple):
    """Why the public site does not have a page, which the working copy shows all the same.

    `state` is draft, scheduled, embargoed or expired; `words` and `iso` say until or since when, "" for a draft.
    """

    state: str
    iso: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What others show of a page that somebody sends them: Open Graph's words for it.

    `kind` is Open Graph's: website, article or profile. `published` is when an article was, else empty. `image` is
    the address of the picture, which shows what `alt` says; both are empty where the page has no `card`.
    """

    kind: str
    title: str
    description: str
    published: str = ""
    image: str = ""
    alt: str = ""
    card: Card | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """The facts that base.html needs on every page of a language; `feeds` has that of everything first.

    `worker` is the address of the script that keeps pages on the visitor's device, or empty. `manifest` says what the
    site is as an application, `colour` is the one that browsers may put around it, `dark_colour`
    that in the dark. `search` is the page for searches, `search_description` tells browsers of it; both may be empty.
    The `scripts` are told the event's `zone`, when its first day `begins` and its last one `ends` (times with
    offset), its `days` in words by their ISO dates, as JSON, and where the programme is (`schedule`). `live` is an
    address of other people's that they may ask, `live_origin` its host, or both are empty.
    """

    language: str
    direction: str
    base: str
    stylesheets: Mapping[str, str]
    scripts: Scripts
    worker: str
    manifest: str
    colour: str
    dark_colour: str
    search: str
    search_description: str
    event_name: Phrase
    event_short_name: Phrase
    event_dates: str
    event_place: Phrase
    notice: Phrase
    licence: Phrase
    home: str
    feeds: tuple[FeedLink, ...]
    zone: str
    begins: str
    ends: str
    days: str
    schedule: str
    live: str
    live_origin: str
    menu: tuple[Link, ...]
    footer: tuple[Link, ...]
