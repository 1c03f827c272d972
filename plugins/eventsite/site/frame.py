"""What every page has around its own matter: head, menu, language switch, breadcrumbs, footer."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..content.kinds import Page
from ..i18n import dates
from ..i18n.alternates import PUBLIC, alternate_in, default, public
from ..i18n.languages import language as language_of
from ..i18n.languages import name_in
from ..model import Phrase
from .application import manifest_name
from .context import SiteContext
from .scripts import Scripts
from .shared import Common, FeedLink, Link, Preview, Standing
from .urls import INSTEAD, description_name, feed_paths, is_for_staff, is_listed
from .worker import WORKER


class LanguageLink(NamedTuple):
    """One entry of the language switch; it leads to the same page, which may be one in borrowed words."""

    code: str
    name: str
    url: str
    current: bool
    translated: bool


class Older(NamedTuple):
    """A translation older than its source: that one's language and page, and the day of which it is (or "")."""

    language: str
    name: str
    url: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The facts that base.html needs on a page, besides those that all pages of a language share.

    `url` is the page's own address, `above` those of the pages in its `breadcrumbs`.
    `hreflang` holds (language or x-default, absolute address) of this page's real translations.
    `borrowed` is the language of the page's matter where it is not the page's own, else empty.
    `locales` are, for Open Graph, the page's own and those of its other real translations; `structured` is JSON-LD,
    `preview` what others show of the page; a page that is not for search engines has neither.
    `picture` is the HTML of the one that stands at the top, or empty.
    `older` tells of a translation whose source has changed since, and is None elsewhere; so is `standing`, which says
    why the public site does not have the page.
    """

    language: str
    title: Phrase
    description: Phrase
    is_home: bool
    url: str
    above: tuple[str, ...]
    canonical: str
    hreflang: tuple[tuple[str, str], ...]
    languages: tuple[LanguageLink, ...]
    breadcrumbs: tuple[Link, ...]
    borrowed: str = ""
    borrowed_name: Phrase | None = None
    older: "Older | None" = None
    standing: Standing | None = None
    sample: bool = False
    noindex: bool = False
    locales: tuple[str, ...] = ()
    preview: Preview | None = None
    structured: str = ""
    picture: str = ""


def frame(
    site: SiteContext,
    name: str,
    language: str,
    *,
    title: Phrase,
    description: Phrase,
    standing: Standing | None = None,
    sample: bool = False,
) -> Frame:
    """Return the frame of the page `name` in `language`."""
    alternates = site.graph[name]
    source = default(alternates)
    fallback = alternates[language].state == "fallback"
    borrowed = title.language if fallback and title.language != language else ""
    canonical = source.path if fallback and source else alternates[language].path
    breadcrumbs = tuple(
        Link(url=site.url(above, language), title=page_title(site, above, language)) for above in _trail(site, name)
    )
    noindex = bool(standing) or not is_listed(name, site.layouts) or alternates[language].state not in PUBLIC
    translations = () if noindex else tuple(alternate.language for alternate in public(alternates))
    return Frame(
        language=language,
        title=title,
        description=description,
        is_home=name == site.layouts["home"],
        url=site.url(name, language),
        above=tuple(link.url for link in breadcrumbs),
        canonical=site.absolute(canonical) if name not in INSTEAD else "",
        hreflang=_hreflang(site, name),
        languages=_switch(site, name, language),
        breadcrumbs=breadcrumbs,
        borrowed=borrowed,
        borrowed_name=Phrase(language_of(borrowed).name, borrowed) if borrowed else None,
        older=_older(site, name, language),
        standing=standing,
        sample=sample,
        noindex=noindex,
        locales=tuple(language_of(code).locale for code in sorted(translations, key=lambda code: code != language)),
    )


def common_facts(site: SiteContext, language: str) -> Common:
    """Return what all pages of the language share; `site.common` itself is not needed for it."""
    event = site.event

    def links(keys: tuple[str, ...]) -> tuple[Link, ...]:
        # What has expired has no page any more.
        names = [name for key in keys if (name := f"pages/{key}") in site.graph]
        return tuple(Link(url=site.url(name, language), title=page_title(site, name, language)) for name in names)

    return Common(
        language=language,
        direction=language_of(language).direction,
        base=site.config.base,
        stylesheets={name: f"{site.config.base}/{path}" for name, path in site.stylesheets.items()},
        scripts=_scripts(site, language),
        worker=_worker(site),
        manifest=f"{site.config.base}/{manifest_name(_public(site, language))}",
        colour=site.colours[0],
        dark_colour=site.colours[2],
        search=_layout_url(site, "search", language),
        search_description=_search_description(site, language),
        event_name=event.name.in_(language),
        event_short_name=event.short_name.in_(language),
        event_dates=dates.days(event.start, event.end, language),
        event_place=event.place.in_(language),
        notice=event.notice.in_(language),
        licence=event.licence.in_(language),
        home=site.url(site.layouts["home"], language),
        feeds=tuple(_feeds(site, language)) if site.config.site_url else (),
        zone=event.zone.key,
        begins=_moment(site, site.days[0], dt.time()),
        ends=_moment(site, site.days[-1] + dt.timedelta(1), dt.time(event.day_starts)),
        days=json.dumps({day.isoformat(): dates.tile(day, language) for day in site.days}, ensure_ascii=False),
        schedule=f"{site.config.base}/api/schedule.{_public(site, language)}.json",
        live=event.live_url,
        live_origin="/".join(event.live_url.split("/")[:3]),
        menu=links(event.menu),
        footer=links(event.footer),
    )


def _feeds(site: SiteContext, language: str) -> Iterator[FeedLink]:
    for (section, code), path in feed_paths(site.graph, site.layouts, site.event).items():
        if code == language:
            page = site.layouts[section] if section else ""
            yield FeedLink(
                url=site.config.base + path,
                title=feed_title(site, section, language),
                page=site.url(page, language) if page else "",
            )


def feed_title(site: SiteContext, section: str, language: str) -> str:
    """Return what readers' programs call the feed of a section, or that of everything."""
    if not section:
        return site.event.name.in_(language).words
    title = page_title(site, site.layouts[section], language).words
    return f"{title} – {site.event.short_name.in_(language).words}"


def _layout_url(site: SiteContext, layout: str, language: str) -> str:
    return site.url(site.layouts[layout], language) if layout in site.layouts else ""


def _search_description(site: SiteContext, language: str) -> str:
    if not site.config.site_url or "search" not in site.layouts:
        return ""
    return f"{site.config.base}/{description_name(_public(site, language))}"


def _scripts(site: SiteContext, language: str) -> Scripts:
    found = site.scripts[language]
    # A rehearsal sets the clock of all others.
    first = {"rehearsal": site.config.rehearsal, "offline": bool(_worker(site))}
    on_every_page = tuple(name for name, is_there in first.items() if is_there)
    return replace(found, address=f"{site.config.base}/{found.address}", first=on_every_page)


def _worker(site: SiteContext) -> str:
    return f"{site.config.base}/{WORKER}" if site.event.offline and site.config.site_url else ""


def _moment(site: SiteContext, day: dt.date, time: dt.time) -> str:
    return dt.datetime.combine(day, time, site.event.zone).isoformat()


def _public(site: SiteContext, language: str) -> str:
    """Return the language of the schedule's file for pages in `language`: one that is being prepared has none."""
    return site.event.source_language if language in site.event.preparing else language


def _older(site: SiteContext, name: str, language: str) -> Older | None:
    """Return what the reader of a stale translation has to know."""
    document = site.document(name, language) if site.graph[name][language].state == "stale" else None
    if document is None:
        return None
    source, day = site.event.source_language, document.fields.translated_on
    return Older(
        language=source,
        name=name_in(source, language),
        url=site.url(name, source),
        date=dates.full(day, language) if day else "",
    )


def page_title(site: SiteContext, name: str, language: str) -> Phrase:
    """Return a page's title for links: its menu title where it has one."""
    document = site.document(name, language)
    if document is None:
        return _feed_title(site, name, language)
    words = document.fields.heading
    if isinstance(document.fields, Page) and document.fields.menu_title:
        words = document.fields.menu_title
    return Phrase(words, document.language)


def _feed_title(site: SiteContext, name: str, language: str) -> Phrase:
    kind, _, key = name.partition("/")
    if kind == "people":
        return Phrase(site.people[key].name, "")
    return site.sessions[key].title.in_(language)


def _hreflang(site: SiteContext, name: str) -> tuple[tuple[str, str], ...]:
    if name in INSTEAD or is_for_staff(name, site.layouts):
        return ()
    alternates = site.graph[name]
    links = [(alternate.language, site.absolute(alternate.path)) for alternate in public(alternates)]
    first = default(alternates)
    return (*links, ("x-default", site.absolute(first.path))) if first else ()


def _switch(site: SiteContext, name: str, language: str) -> tuple[LanguageLink, ...]:
    # A page that stands for others is in all languages already.
    graph = site.graph[site.layouts["home"] if name in INSTEAD else name]
    return tuple(
        LanguageLink(
            code=code,
            name=language_of(code).name,
            url=site.config.base + alternate.path,
            current=code == language,
            translated=name not in INSTEAD and alternate.state in PUBLIC,
        )
        for code, alternate in graph.items()
        if code == language or code not in site.event.preparing
    )


def _trail(site: SiteContext, name: str) -> tuple[str, ...]:
    """Return the pages above `name`, from the home page down, by their addresses."""
    if name in {*INSTEAD, site.layouts["home"]}:
        return ()
    path = alternate_in(site.graph[name], site.event.source_language).path
    above = []
    while path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        if path in site.by_path:
            above.append(site.by_path[path])
    return tuple(reversed(above))
