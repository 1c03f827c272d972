"""The views of the home page and of the pages that list documents."""

import re
from collections.abc import Sequence
from itertools import islice

from ..content.documents import Document
from ..content.kinds import Page, Partner
from ..i18n import dates
from ..i18n.collation import alphabet, index_letter, name_key, sort_key
from ..model import Phrase
from . import people_views, views
from .agenda import agenda
from .bodies import body
from .context import SiteContext
from .frame import Frame, frame
from .parts import (
    cards,
    document_frame,
    group_of,
    milestones,
    person_card,
    shown,
    source_entry,
    sources,
    standing,
)  # fmt: skip
from .programme import day_counts, now
from .text_views import NO_BODY, Body
from .urls import LISTS, PAGE_LENGTH, list_page_name, page_count

# How many people and news items the home page shows.
HOME_PEOPLE = 6
HOME_NEWS = 3
# Of more sessions the home page tells only how many each day has: nobody reads a hundred titles there.
HOME_SESSIONS = 100
# How many pages before and after it a page of a list names.
PAGES_AROUND = 2


def list_page(site: SiteContext, document: Document, language: str, number: int) -> views.ListView:
    """Return the view of a page of news or press releases; pages count from 1."""
    first = number == 1
    entries = _entries(site, document, language)
    return views.ListView(
        page=numbered_frame(site, document, language, number),
        pages=pages_of(site, document.id, language, number, page_count(len(entries))),
        sources=sources(site, document.fields.sources, language) if first else (),
        body=body(site, document, language) if first else NO_BODY,
        items=cards(site, _part(entries, number), language),
        cards=cards(site, site.children.get(document.key, ()), language) if first else (),
        milestones=(),
    )


def people_page(site: SiteContext, document: Document, language: str, number: int) -> people_views.PeopleView:
    """Return the view of a page of the list of people; its pages run through speakers and guests."""
    first = number == 1
    entries = _entries(site, document, language)
    keys = [name.partition("/")[2] for name in _part(entries, number)]
    groups = {
        group: tuple(person_card(site, key, language) for key in keys if group_of(site, key) == group)
        for group in ("speaker", "guest")
    }
    return people_views.PeopleView(
        page=numbered_frame(site, document, language, number),
        pages=pages_of(site, document.id, language, number, page_count(len(entries))),
        sources=sources(site, document.fields.sources, language) if first else (),
        body=body(site, document, language) if first else NO_BODY,
        speakers=groups["speaker"],
        guests=groups["guest"],
        cards=cards(site, site.children.get(document.key, ()), language) if first else (),
    )


def people_index_page(site: SiteContext, document: Document, language: str) -> people_views.IndexView:
    """Return the view of the alphabetical list of people."""
    entries: dict[str, list[people_views.IndexEntry]] = {letter: [] for letter in alphabet(site.event.languages)}
    names = shown(site, site.orders.get("everyone", ()), language)
    people = (person_card(site, name.partition("/")[2], language) for name in names)
    for card in sorted(people, key=lambda card: (name_key(card.name), card.url)):
        before, _, last = card.name.rpartition(" ")
        entry = people_views.IndexEntry(
            url=card.url, before=before, last=last, honorific=card.honorific, organisation=card.organisation
        )
        entries.setdefault(index_letter(last), []).append(entry)
    return people_views.IndexView(
        page=document_frame(site, document, language),
        sources=sources(site, document.fields.sources, language),
        body=body(site, document, language),
        letters=tuple(
            people_views.IndexLetter(letter=letter, entries=tuple(entries[letter]))
            for letter in sorted(entries, key=sort_key)
        ),
    )


def _entries(site: SiteContext, document: Document, language: str) -> Sequence[str]:
    return shown(site, site.orders.get(LISTS[document.as_(Page).layout], ()), language)


def _part(entries: Sequence[str], number: int) -> Sequence[str]:
    return entries[(number - 1) * PAGE_LENGTH : number * PAGE_LENGTH]


def numbered_frame(site: SiteContext, document: Document, language: str, number: int) -> Frame:
    """Return the frame of a page of a list."""
    if number == 1:
        return document_frame(site, document, language)
    return frame(
        site,
        list_page_name(document.id, number),
        language,
        title=Phrase(document.fields.heading, document.language),
        description=Phrase(document.fields.summary, document.language),
        standing=standing(site, document, language),
        sample=document.fields.sample,
    )


def pages_of(site: SiteContext, name: str, language: str, number: int, count: int) -> views.Pages | None:
    """Return the place of a page among those of its list; None where it is the only one."""
    if count == 1:
        return None

    def url(other: int) -> str:
        return site.url(list_page_name(name, other), language) if 1 <= other <= count else ""

    return views.Pages(
        number=number,
        count=count,
        previous=url(number - 1),
        next=url(number + 1),
        links=tuple(
            views.PageLink(number=other, url=url(other), current=other == number) if other else None
            for other in shown_numbers(number, count)
        ),
    )


def shown_numbers(number: int, count: int) -> list[int]:
    """Return the numbers that lead on from page `number` of `count`; 0 stands for two or more that are left out."""
    near = range(max(number - PAGES_AROUND, 1), min(number + PAGES_AROUND, count) + 1)
    shown: list[int] = []
    for other in sorted({1, *near, count}):
        between = range(shown[-1] + 1, other) if shown else range(0)
        # A sign for a single page would take the room of its number.
        shown += [*between] if len(between) <= 1 else [0]
        shown.append(other)
    return shown


def archive_page(site: SiteContext, document: Document, language: str) -> views.ListView:
    """Return the view of the archive: the editions, newest first, and the milestones."""
    return views.ListView(
        page=document_frame(site, document, language),
        sources=sources(site, document.fields.sources, language),
        body=body(site, document, language),
        items=cards(site, site.orders.get("editions", ()), language),
        cards=cards(site, site.children.get(document.key, ()), language),
        milestones=milestones(site, language),
    )


def partners_page(site: SiteContext, document: Document, language: str) -> views.PartnersView:
    """Return the view of the organisers and partners."""
    found = [twin for name in site.orders.get("partners", ()) if (twin := site.document(name, language))]
    categories = ("host", "co-organiser", "partner", "agreement")
    return views.PartnersView(
        page=document_frame(site, document, language),
        body=body(site, document, language),
        partners=tuple(
            views.PartnerEntry(
                name=Phrase(twin.fields.heading, twin.language),
                category=twin.as_(Partner).category,
                rank=categories.index(twin.as_(Partner).category),
                url=twin.as_(Partner).url or "",
                body=_apart(body(site, twin, language), twin.key),
                summary=Phrase(twin.fields.summary, twin.language),
            )
            for twin in sorted(found, key=lambda twin: categories.index(twin.as_(Partner).category))
        ),
        sources=sources(site, _all_sources(document, found), language),
    )


_TAG = re.compile(r'<[a-z][a-z0-9]*(?: [a-z-]+="[^"]*")+>')
_ID = re.compile(r' id="([^"]*)"')
_PLACE = re.compile(r' (id="|href="#)([^"]*)"')


def _apart(text: Body, key: str) -> Body:
    """Return a text with its ids, and its links to them, under the partner's key: `fn:1` becomes `icf.fn:1`.

    Partners' texts stand on one page, where the same heading or a first footnote in two of them would give an id
    twice. Without ids a footnote's links would lead nowhere. No heading's own id has a dot.
    """
    pieces = [part.html for part in text.parts]
    own = {found for piece in pieces for tag in _TAG.findall(piece) for found in _ID.findall(tag)}

    def name(match: re.Match[str]) -> str:
        return f' {match[1]}{key}.{match[2]}"' if match[2] in own else match[0]

    def named(piece: str) -> str:
        return _TAG.sub(lambda tag: _PLACE.sub(name, tag[0]), piece)

    return text._replace(parts=tuple(part._replace(html=named(part.html)) for part in text.parts))


def _all_sources(page: Document, entries: list[Document]) -> tuple[str, ...]:
    """Return the sources of a page and of what it lists, each once."""
    return tuple(dict.fromkeys(source for twin in (page, *entries) for source in twin.fields.sources))


def sources_page(site: SiteContext, document: Document, language: str) -> views.SourcesView:
    """Return the view of the list of sources."""
    return views.SourcesView(
        page=document_frame(site, document, language),
        body=body(site, document, language),
        entries=tuple(source_entry(site, source, language) for source in site.event.sources),
    )


def home_page(site: SiteContext, document: Document, language: str) -> views.HomeView:
    """Return the view of the home page."""
    fields = document.as_(Page)
    event = site.event
    has_agenda, big = "agenda" in site.layouts, len(site.sessions) > HOME_SESSIONS
    people = (name.partition("/")[2] for name in site.orders.get("people", ()))
    speakers = islice((key for key in people if group_of(site, key) == "speaker"), HOME_PEOPLE)
    return views.HomeView(
        page=document_frame(site, document, language),
        body=body(site, document, language),
        tagline=event.tagline.in_(language),
        dates=dates.days(event.start, event.end, language),
        start=event.start.isoformat(),
        # What has expired has no page any more.
        highlights=cards(site, (name for name in fields.highlights if name in site.graph), language),
        milestones=milestones(site, language),
        days=agenda(site, event.days, language) if has_agenda and not big else (),
        counts=day_counts(site, language) if has_agenda and big else (),
        people=tuple(person_card(site, key, language) for key in speakers),
        people_url=_layout_url(site, "people", language),
        news=cards(site, shown(site, site.orders["articles"], language)[:HOME_NEWS], language),
        news_url=_layout_url(site, "news", language),
        agenda_url=_layout_url(site, "agenda", language),
        now=now(site, language) if has_agenda else None,
    )


def _layout_url(site: SiteContext, layout: str, language: str) -> str:
    return site.url(site.layouts[layout], language) if layout in site.layouts else ""
