"""What the pages show by which others are found: the search and the site map."""

from dataclasses import dataclass
from typing import NamedTuple

from ..model import Phrase
from .shared import Link, Standing
from .text_views import Body
from .views import View


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView(View):
    """search.html: `index` is the address below which the index is, `kinds` are those that it has.

    `ways` are pages that serve without a search.
    """

    body: Body
    index: str
    kinds: tuple[str, ...]
    ways: tuple[Link, ...]


class MapEntry(NamedTuple):
    """A page in the site map, `depth` pages below one that has none above it."""

    url: str
    title: Phrase
    depth: int
    standing: Standing | None


class MapGroup(NamedTuple):
    """Pages under one `letter` of the alphabet; it is empty where they are not parted."""

    letter: str
    entries: tuple[MapEntry, ...]


class MapSection(NamedTuple):
    """The pages of one `kind`, or as many of them as this page of the site map has."""

    kind: str
    groups: tuple[MapGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMapView(View):
    """site-map.html: all pages by sections; the text stands on the first page."""

    body: Body
    sections: tuple[MapSection, ...]
