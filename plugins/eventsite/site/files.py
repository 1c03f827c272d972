"""The site's files that are no pages: open data, calendars, pictures, sitemaps, feeds and notices."""

from collections.abc import Callable, Mapping
from functools import partial

from ..exports.sitemap import MOST_ADDRESSES, Entry, render_index, render_robots, render_sitemap
from ..i18n.alternates import PUBLIC, Alternates, public
from .admin import admin_files
from .application import manifests
from .calendars import calendars
from .context import SiteContext
from .feeds import feeds
from .figures import picture_files
from .modified import modified, newest
from .notices import notices
from .open_data import open_data
from .search import search_files
from .signpost_files import signpost_files
from .urls import is_listed

INDEX = "sitemap.xml"


def site_files(site: SiteContext, *, with_calendars: bool = True) -> dict[str, Callable[[SiteContext], str | bytes]]:
    """Return the name below the root of every file that is no page, and what makes it.

    Calendars, of which there are as many as sessions and people, can be left out.

    Sitemaps, feeds and notices name the site's own address, so they are left out where no SITEURL is set.
    """
    files: dict[str, Callable[[SiteContext], str | bytes]] = {**open_data(site), **manifests(site)}
    files |= picture_files(site)
    files |= search_files(site)
    files |= admin_files(site) | signpost_files(site)
    if with_calendars:
        files |= calendars(site)
    if site.config.site_url:
        files |= _sitemaps(site) | feeds(site) | notices(site)
    return files


def _sitemaps(site: SiteContext) -> dict[str, Callable[[SiteContext], str]]:
    """Return the sitemaps of each language, their index and robots.txt."""
    parts = {
        f"sitemap-{language}{f'-{start // MOST_ADDRESSES + 1}' if start else ''}.xml": (language, start)
        for language in site.event.languages
        for start in range(0, len(_public_names(site, language)), MOST_ADDRESSES)
    }
    return {
        **{name: partial(_sitemap, language=language, start=start) for name, (language, start) in parts.items()},
        INDEX: partial(_index, parts=parts),
        "robots.txt": lambda site: render_robots(site.absolute(f"/{INDEX}")),
    }


def _index(site: SiteContext, parts: Mapping[str, tuple[str, int]]) -> str:
    """Return the index; each sitemap is as new as its newest page."""
    places = []
    for name, (language, start) in parts.items():
        known = (modified(site, page, language) for page in _part(site, language, start))
        places.append((site.absolute(f"/{name}"), newest(site, filter(None, known))))
    return render_index(places)


def _part(site: SiteContext, language: str, start: int) -> list[str]:
    return _public_names(site, language)[start : start + MOST_ADDRESSES]


def _public_names(site: SiteContext, language: str) -> list[str]:
    """Return the pages that search engines may know in the language, in the graph's order."""
    return [name for name, page in site.graph.items() if is_listed(name, site.layouts) and _is_public(page, language)]


def _is_public(page: Alternates, language: str) -> bool:
    return language in page and page[language].state in PUBLIC


def _sitemap(site: SiteContext, language: str, start: int) -> str:
    return render_sitemap(_entry(site, name, language) for name in _part(site, language, start))


def _entry(site: SiteContext, name: str, language: str) -> Entry:
    links = tuple((alternate.language, site.absolute(alternate.path)) for alternate in public(site.graph[name]))
    # The first translation is for readers of any other language.
    alternates = (*links, ("x-default", links[0][1]))
    return Entry(site.absolute(site.graph[name][language].path), alternates, modified(site, name, language))
