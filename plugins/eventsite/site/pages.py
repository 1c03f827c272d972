"""Which pages there are, and the view of each: the site as a list of (path, template, view)."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ..content.documents import Document
from ..content.kinds import Edition, News, Page, PressRelease, Rules
from ..i18n import dates
from ..i18n.alternates import alternate_in
from ..model import Phrase
from . import views
from .bodies import body
from .changes import calendar_link, changes_page
from .context import SiteContext
from .finding import search_page, site_map_page
from .frame import frame, page_title
from .lists import (
    archive_page,
    home_page,
    list_page,
    partners_page,
    people_index_page,
    people_page,
    sources_page,
)
from .own_agenda import my_agenda_page
from .paper import door_signs_page, programme_sheet_page
from .parts import NOTHING, cards, day_words, document_frame, link, sources
from .previews import preview
from .programme import agenda_page, day_page, deadlines, person_page, session_page, venues_page
from .screens import screen_page
from .shared import Link
from .structured import structured_data
from .style import style_page
from .text_views import DateWords
from .urls import INSTEAD, list_page_of


@dataclass(frozen=True, slots=True)
class SitePage:
    """A file of the site to be rendered: `path` is its address below the root, `view` all that its template sees."""

    path: str
    template: str
    view: views.View

    @property
    def file(self) -> str:
        """The file's path below the output folder."""
        return (self.path + "index.html" if self.path.endswith("/") else self.path).lstrip("/")


def page_names(site: SiteContext) -> Iterator[tuple[str, str]]:
    """Yield the name and language of every page, in a fixed order."""
    for name, alternates in site.graph.items():
        for language in alternates:
            yield name, language


def site_page(site: SiteContext, name: str, language: str) -> SitePage:
    """Return one page of the site by its name in the graph."""
    template, view = _page(site, name, language)
    return SitePage(site.graph[name][language].path, template, _told(site, name, language, view))


def _told(site: SiteContext, name: str, language: str, view: views.View) -> views.View:
    """Return the view of a public page with what other programs read of it; those need absolute addresses."""
    if not (view.page.locales and site.config.site_url):
        return view
    shown = preview(site, name, language, view)
    data = structured_data(site, name, language, view, shown.image)
    return replace(view, page=replace(view.page, preview=shown, structured=data))


def _page(site: SiteContext, name: str, language: str) -> tuple[str, views.View]:
    kind, _, key = name.partition("/")
    if name in INSTEAD:
        return name, _instead(site, name, language)
    if kind == "days":
        return "agenda", day_page(site, language, dt.date.fromisoformat(key))
    if kind == "sessions":
        return "session", session_page(site, name, key, language)
    if kind == "screens":
        return "screen", screen_page(site, name, language)
    if kind == "people":
        return "person", person_page(site, name, key, language)
    name, number = list_page_of(name)
    document = site.document(name, language)
    assert document is not None
    if isinstance(document.fields, Page):
        return _layout_page(site, document, language, number)
    if isinstance(document.fields, PressRelease | News):
        return "article", _article(site, document, language)
    return "page", _document(site, document, language)


def _layout_page(site: SiteContext, document: Document, language: str, number: int) -> tuple[str, views.View]:
    layout = document.as_(Page).layout
    if layout in _LISTS:
        template, make_part = _LISTS[layout]
        return template, make_part(site, document, language, number)
    template, make = _LAYOUTS[layout]
    return template, make(site, document, language)


_WAYS_ON = {"404": ("home", "agenda", "people", "news"), "offline": ("home", "agenda", "venues", "changes")}
"""Page that stands for others → the layouts of the pages that it leads to; those of `offline` are kept with it."""


def _instead(site: SiteContext, name: str, language: str) -> views.InsteadView:
    names = [site.layouts[layout] for layout in _WAYS_ON[name] if layout in site.layouts]
    return views.InsteadView(
        page=frame(site, name, language, title=NOTHING, description=NOTHING),
        sections=tuple(
            views.InsteadWords(
                language=code,
                direction=site.common[code].direction,
                links=tuple(Link(url=site.url(page, code), title=page_title(site, page, code)) for page in names),
            )
            for code in site.event.public_languages
        ),
    )


def _document(site: SiteContext, document: Document, language: str) -> views.DocumentView:
    fields = document.fields
    below = site.children.get(document.key, ()) if isinstance(fields, Page) else ()
    has_deadlines = False
    if isinstance(fields, Page) and fields.layout == "hackathon":
        below = (*below, *site.orders.get("rules", ()))
        has_deadlines = bool(site.event.deadlines)
    return views.DocumentView(
        page=document_frame(site, document, language),
        body=body(site, document, language),
        cards=cards(site, below, language),
        sources=sources(site, fields.sources, language),
        version=fields.version if isinstance(fields, Rules) else "",
        effective=day_words(site, fields.effective, language) if isinstance(fields, Rules) else None,
        deadlines=deadlines(site, language) if has_deadlines else (),
        calendar=calendar_link(site, language, "deadlines", NOTHING) if has_deadlines else None,
        days=_edition_days(fields, language) if isinstance(fields, Edition) else None,
    )


def _edition_days(fields: Edition, language: str) -> DateWords:
    words = dates.days(fields.start, fields.end or fields.start, language)
    return DateWords(iso=fields.start.isoformat(), words=words)


def _article(site: SiteContext, document: Document, language: str) -> views.ArticleView:
    fields = document.fields
    assert isinstance(fields, PressRelease | News)
    newer, older = (
        link(site, name, language, page_title(site, name, language)) if name else None
        for name in (_neighbour(site, document.id, language, side) for side in (0, 1))
    )
    return views.ArticleView(
        page=document_frame(site, document, language),
        body=body(site, document, language),
        place=Phrase(fields.place, document.language) if isinstance(fields, PressRelease) else NOTHING,
        date=day_words(site, fields.date, language, full=True),
        summary=Phrase(fields.summary, document.language),
        sources=sources(site, fields.sources, language),
        newer=newer,
        older=older,
        contact=_contact(site, language) if isinstance(fields, PressRelease) else None,
    )


def _contact(site: SiteContext, language: str) -> Link | None:
    """Return the page whom to ask, with its full address; a working copy has none."""
    name = f"pages/{site.event.contact}"
    if not site.config.site_url or name not in site.graph:
        return None
    path = alternate_in(site.graph[name], language).path
    return Link(url=site.absolute(path), title=page_title(site, name, language))


def _neighbour(site: SiteContext, name: str, language: str, side: int) -> str | None:
    """Return the next newer (side 0) or older (1) item that has a page in the language."""
    other = site.neighbours[name][side]
    while other and language not in site.graph[other]:
        other = site.neighbours[other][side]
    return other


_LAYOUTS: dict[str, tuple[str, Callable[[SiteContext, Document, str], views.View]]] = {
    "page": ("page", _document),
    "hackathon": ("page", _document),
    "home": ("home", home_page),
    "agenda": ("agenda", agenda_page),
    "archive": ("list", archive_page),
    "people-index": ("people-index", people_index_page),
    "partners": ("partners", partners_page),
    "venues": ("venues", venues_page),
    "sources": ("sources", sources_page),
    "changes": ("changes", changes_page),
    "my-agenda": ("my-agenda", my_agenda_page),
    "door-signs": ("door-signs", door_signs_page),
    "programme-sheet": ("programme-sheet", programme_sheet_page),
    "search": ("search", search_page),
    "style": ("style", style_page),
}
"""Layout → template, and what makes its view."""

_LISTS: dict[str, tuple[str, Callable[[SiteContext, Document, str, int], views.View]]] = {
    "people": ("people", people_page),
    "news": ("list", list_page),
    "press": ("list", list_page),
    "site-map": ("site-map", site_map_page),
}
"""The same for the layouts of lists that may have several pages, whose views need the page's number."""

_OWN_TEMPLATES = (*INSTEAD, "article", "person", "screen", "session")
"""Those of pages that no layout names."""

TEMPLATES = tuple(sorted({*_OWN_TEMPLATES, *(name for name, _ in (*_LAYOUTS.values(), *_LISTS.values()))}))
"""Every template that a page is made with."""
