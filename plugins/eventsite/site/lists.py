"""The views of the home page and of the pages that list documents."""

import re
from collections.abc import Callable
from dataclasses import replace

from ..content.documents import Document
from ..content.kinds import Edition, Page, Partner
from ..i18n import dates
from ..model import Phrase
from . import views
from .agenda import agenda
from .context import SiteContext
from .parts import (
    body,
    cards,
    children,
    document_frame,
    group_of,
    milestones,
    newest,
    ordered,
    person_card,
    source_entry,
    sources,
)  # fmt: skip

# How many people and news items the home page shows.
HOME_PEOPLE = 6
HOME_NEWS = 3


def list_page(
    names: Callable[[SiteContext], list[str]],
) -> Callable[[SiteContext, Document, str], views.ListView]:
    """Return what makes the view of a list of the documents that `names` gives."""

    def make(site: SiteContext, document: Document, language: str) -> views.ListView:
        return views.ListView(
            page=document_frame(site, document, language),
            sources=sources(site, document.fields.sources, language),
            body=body(site, document, language),
            items=cards(site, names(site), language),
            cards=cards(site, children(site, document.key), language),
            milestones=milestones(site, language) if document.as_(Page).layout == "archive" else (),
        )

    return make


def editions(site: SiteContext) -> list[str]:
    """Return the editions, newest first."""

    def year(name: str) -> int:
        return next(iter(site.documents[name].values())).as_(Edition).year

    return sorted(site.of_kind("editions"), key=year, reverse=True)


def partners_page(site: SiteContext, document: Document, language: str) -> views.PartnersView:
    """Return the view of the organisers and partners."""
    found = [twin for name in ordered(site, site.of_kind("partners")) if (twin := site.document(name, language))]
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


def _apart(text: views.Body, key: str) -> views.Body:
    """Return a text with its ids, and its links to them, under the partner's key: `fn:1` becomes `icf.fn:1`.

    Partners' texts stand on one page, where the same heading or a first footnote in two of them would give an id
    twice. Without ids a footnote's links would lead nowhere. No heading's own id has a dot.
    """
    own = {found for tag in _TAG.findall(text.html) for found in _ID.findall(tag)}

    def name(match: re.Match[str]) -> str:
        return f' {match[1]}{key}.{match[2]}"' if match[2] in own else match[0]

    return replace(text, html=_TAG.sub(lambda tag: _PLACE.sub(name, tag[0]), text.html))


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


def all_news(site: SiteContext) -> list[str]:
    """Return news items and press releases together, newest first."""
    return newest(site, site.of_kind("news") + site.of_kind("press"))


def home_page(site: SiteContext, document: Document, language: str) -> views.HomeView:
    """Return the view of the home page."""
    fields = document.as_(Page)
    event = site.event
    people = [name.partition("/")[2] for name in ordered(site, site.of_kind("people"))]
    speakers = [key for key in people if group_of(site, key) == "speaker"]
    return views.HomeView(
        page=document_frame(site, document, language),
        body=body(site, document, language),
        tagline=event.tagline.in_(language),
        dates=dates.days(event.start, event.end, language),
        start=event.start.isoformat(),
        highlights=cards(site, fields.highlights, language),
        milestones=milestones(site, language),
        days=agenda(site, event.days, language) if "agenda" in site.layouts else (),
        people=tuple(person_card(site, key, language) for key in speakers[:HOME_PEOPLE]),
        people_url=_layout_url(site, "people", language),
        news=cards(site, all_news(site)[:HOME_NEWS], language),
        news_url=_layout_url(site, "news", language),
        agenda_url=_layout_url(site, "agenda", language),
    )


def _layout_url(site: SiteContext, layout: str, language: str) -> str:
    return site.url(site.layouts[layout], language) if layout in site.layouts else ""
