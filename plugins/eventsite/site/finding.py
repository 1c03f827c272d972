"""The views of the pages by which others are found: the search, and the site map in alphabetical order."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from ..content.documents import Document
from ..content.kinds import Page
from ..i18n import dates
from ..i18n.collation import index_letter, name_key, sort_key
from ..model import Phrase
from .bodies import body
from .context import SiteContext
from .findable import KINDS, kind_of
from .finding_views import MapEntry, MapGroup, MapSection, SearchView, SiteMapView
from .frame import page_title
from .lists import numbered_frame, pages_of
from .parts import document_frame, sources, standing
from .search import FOLDER
from .shared import Link
from .text_views import NO_BODY
from .urls import MAP_LENGTH, MAPPED, is_mapped, page_count

# Layouts of the pages that serve without a search.
_WAYS = ("site-map", "people-index", "agenda", "news")
# Shorter sections are seen at a glance, without letters.
_FEW = 20


def _letter_of_name(name: str) -> str:
    return index_letter(name.rpartition(" ")[2])


_BY_LETTER: dict[str, Callable[[str], str]] = {"sessions": index_letter, "people": _letter_of_name}
_ORDERS: dict[str, Callable[[str], object]] = {"sessions": sort_key, "people": name_key}


def search_page(site: SiteContext, document: Document, language: str) -> SearchView:
    """Return the view of the page for searches."""
    found = {kind_of(name) for name in site.found[language]}
    ways = (site.layouts[layout] for layout in _WAYS if layout in site.layouts)
    return SearchView(
        page=document_frame(site, document, language),
        sources=sources(site, document.fields.sources, language),
        body=body(site, document, language),
        index=f"{site.config.base}/{FOLDER}/{language}/",
        kinds=tuple(kind for kind in dict.fromkeys(KINDS.values()) if kind in found),
        ways=tuple(
            Link(url=site.url(name, language), title=_title(site, name, site.document(name, language), language))
            for name in ways
        ),
    )


def site_map_page(site: SiteContext, document: Document, language: str, number: int) -> SiteMapView:
    """Return the view of a page of the site map, which counts from 1."""
    first = number == 1
    names = [name for name, page in site.graph.items() if language in page and is_mapped(name, site.layouts)]
    sections = {kind: [name for name in names if name.startswith(f"{kind}/")] for kind in MAPPED}
    return SiteMapView(
        page=numbered_frame(site, document, language, number),
        pages=pages_of(site, document.id, language, number, page_count(len(names), MAP_LENGTH)),
        sources=sources(site, document.fields.sources, language) if first else (),
        body=body(site, document, language) if first else NO_BODY,
        sections=tuple(_sections(site, sections, language, (number - 1) * MAP_LENGTH)),
    )


def _sections(site: SiteContext, sections: dict[str, list[str]], language: str, start: int) -> Iterator[MapSection]:
    """Yield the sections that have some of the MAP_LENGTH pages from `start` on; only those are put into order."""
    for kind, names in sections.items():
        part = slice(max(0, start), max(0, start + MAP_LENGTH))
        if names[part]:
            entries = _in_order(site, kind, names, language)
            yield MapSection(kind, tuple(_groups(kind, entries[part], len(names))))
        start -= len(names)


def _in_order(site: SiteContext, kind: str, names: Sequence[str], language: str) -> list[MapEntry]:
    if kind == "pages":
        return [_entry(site, name, language, depth) for name, depth in _tree(site, names, language)]
    if kind in _ORDERS:
        order = _ORDERS[kind]
        entries = (_entry(site, name, language) for name in names)
        return sorted(entries, key=lambda entry: (order(entry.title.words), entry.url))
    if kind in site.orders:
        # As their lists have them; newest first.
        known = set(names)
        names = [name for name in site.orders[kind] if name in known]
    return [_entry(site, name, language) for name in names]


def _tree(site: SiteContext, names: Sequence[str], language: str) -> Iterator[tuple[str, int]]:
    """Yield the pages, each followed by those below it, and how deep they stand: the menu's first."""
    menu = {f"pages/{key}": place for place, key in enumerate(site.event.menu)}
    below: dict[str, list[str]] = {}
    for name in names:
        document = site.document(name, language)
        parent = f"pages/{document.as_(Page).parent}" if document else ""
        below.setdefault(parent if parent in site.graph else "", []).append(name)

    def branch(above: str, depth: int) -> Iterator[tuple[str, int]]:
        for name in sorted(below.get(above, ()), key=order):
            yield name, depth
            yield from branch(name, depth + 1)

    def order(name: str) -> tuple[object, ...]:
        is_home = name == site.layouts["home"]
        return not is_home, menu.get(name, len(menu)), sort_key(page_title(site, name, language).words), name

    yield from branch("", 0)


def _groups(kind: str, entries: Sequence[MapEntry], total: int) -> Iterator[MapGroup]:
    if kind not in _BY_LETTER or total <= _FEW:
        yield MapGroup("", tuple(entries))
        return
    letter = _BY_LETTER[kind]
    for found, group in groupby(entries, key=lambda entry: letter(entry.title.words)):
        yield MapGroup(found, tuple(group))


def _entry(site: SiteContext, name: str, language: str, depth: int = 0) -> MapEntry:
    document = site.document(name, language)
    return MapEntry(
        url=site.url(name, language),
        title=_title(site, name, document, language),
        depth=depth,
        standing=standing(site, document, language) if document else None,
    )


def _title(site: SiteContext, name: str, document: Document | None, language: str) -> Phrase:
    if document:
        return Phrase(document.fields.heading, document.language)
    kind, _, key = name.partition("/")
    if kind == "days":
        return Phrase(dates.weekday(dt.date.fromisoformat(key), language), language)
    return page_title(site, name, language)
