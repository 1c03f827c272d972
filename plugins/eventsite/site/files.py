"""The site's files that are no pages: open data, calendars, pictures, sitemaps, feeds and robots.txt."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice

from ..content.kinds import Dated
from ..exports.feeds import Feed, Item, render_feed, tag_uri
from ..exports.sitemap import MOST_ADDRESSES, Entry, render_index, render_robots, render_sitemap
from ..i18n.alternates import PUBLIC, Alternates, public
from .admin import admin_files
from .application import manifests
from .calendars import calendars
from .context import SiteContext
from .figures import picture_files
from .open_data import open_data
from .publication import moment
from .signpost_files import signpost_files
from .urls import feed_paths, is_listed

# How many items a feed has.
FEED_LENGTH = 20
INDEX = "sitemap.xml"


def site_files(site: SiteContext, *, with_calendars: bool = True) -> dict[str, Callable[[SiteContext], str | bytes]]:
    """Return the name below the root of every file that is no page, and what makes it.

    Calendars, of which there are as many as sessions and people, can be left out.

    Sitemaps and feeds name the site's own address, so they are left out where no SITEURL is set.
    """
    files: dict[str, Callable[[SiteContext], str | bytes]] = {**open_data(site), **manifests(site)}
    files |= picture_files(site)
    files |= admin_files(site) | signpost_files(site)
    if with_calendars:
        files |= calendars(site)
    if site.config.site_url:
        files |= _sitemaps(site) | _feeds(site)
    return files


def _sitemaps(site: SiteContext) -> dict[str, Callable[[SiteContext], str]]:
    """Return the sitemaps of each language, their index and robots.txt."""
    maps: dict[str, Callable[[SiteContext], str]] = {}
    for language in site.event.languages:
        for start in range(0, len(_public_names(site, language)), MOST_ADDRESSES):
            number = "" if start == 0 else f"-{start // MOST_ADDRESSES + 1}"
            maps[f"sitemap-{language}{number}.xml"] = partial(_sitemap, language=language, start=start)
    return {
        **maps,
        INDEX: lambda site: render_index([site.absolute(f"/{name}") for name in maps]),
        "robots.txt": lambda site: render_robots(site.absolute(f"/{INDEX}")),
    }


def _public_names(site: SiteContext, language: str) -> list[str]:
    """Return the pages that search engines may know in the language, in the graph's order."""
    return [name for name, page in site.graph.items() if is_listed(name, site.layouts) and _is_public(page, language)]


def _is_public(page: Alternates, language: str) -> bool:
    return language in page and page[language].state in PUBLIC


def _sitemap(site: SiteContext, language: str, start: int) -> str:
    names = _public_names(site, language)[start : start + MOST_ADDRESSES]
    return render_sitemap(_entry(site, name, language) for name in names)


def _entry(site: SiteContext, name: str, language: str) -> Entry:
    links = tuple((alternate.language, site.absolute(alternate.path)) for alternate in public(site.graph[name]))
    # The first translation is for readers of any other language.
    alternates = (*links, ("x-default", links[0][1]))
    return Entry(site.absolute(site.graph[name][language].path), alternates, _modified(site, name))


def _modified(site: SiteContext, name: str) -> dt.date | None:
    """Return when the page was written, which only news items and press releases say."""
    twins = site.documents.get(name) if name.startswith(("news/", "press/")) else None
    fields = next(iter(twins.values())).fields if twins else None
    if not isinstance(fields, Dated):
        return None
    return moment(fields.date, site.event.zone) if isinstance(fields.date, dt.datetime) else fields.date


def _feeds(site: SiteContext) -> dict[str, Callable[[SiteContext], str]]:
    paths = feed_paths(site.graph, site.event)
    return {path[1:]: partial(_feed, language=language, path=path) for language, path in paths.items()}


def _feed(site: SiteContext, language: str, path: str) -> str:
    event = site.event
    home = site.layouts.get("news") or site.layouts["home"]
    feed = Feed(
        language=language,
        url=site.absolute(path),
        home=site.absolute(site.graph[home][language].path),
        title=event.name.in_(language).words,
        subtitle=event.tagline.in_(language).words,
        author=event.name.in_(language).words,
    )
    known = (name for name in site.orders["articles"] if _is_public(site.graph[name], language))
    return render_feed(feed, _items(site, list(islice(known, FEED_LENGTH)), language))


def _items(site: SiteContext, names: Sequence[str], language: str) -> list[Item]:
    items = []
    for name in names:
        fields = site.documents[name][language].as_(Dated)
        date = moment(fields.date, site.event.zone)
        items.append(
            Item(
                id=tag_uri(site.config.site_url, f"{name}.{language}", date),
                url=site.absolute(site.graph[name][language].path),
                title=fields.title,
                summary=fields.summary,
                date=date,
            )
        )
    return items
