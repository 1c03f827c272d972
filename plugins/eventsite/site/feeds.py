"""The feeds of news and press releases: of each language everything, and each section for itself."""

from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from itertools import islice

from ..content.kinds import Dated
from ..exports.feeds import Feed, Item, absolute, render_feed, tag_uri
from ..i18n.alternates import PUBLIC
from .bodies import body
from .context import SiteContext
from .frame import feed_title
from .publication import moment
from .text_views import BodyPart
from .urls import FEEDS, feed_paths

# How many items a feed has.
FEED_LENGTH = 20


def feeds(site: SiteContext) -> dict[str, Callable[[SiteContext], str]]:
    """Return the name below the root of every feed, and what makes its text."""
    paths = feed_paths(site.graph, site.layouts, site.event)
    return {path[1:]: partial(_feed, section=key[0], language=key[1], path=path) for key, path in paths.items()}


def _feed(site: SiteContext, section: str, language: str, path: str) -> str:
    event = site.event
    home = site.layouts[section] if section else site.layouts.get("news") or site.layouts["home"]
    page = site.document(home, language)
    feed = Feed(
        language=language,
        url=site.absolute(path),
        home=site.absolute(site.graph[home][language].path),
        title=feed_title(site, section, language),
        subtitle=page.fields.summary if section and page else event.tagline.in_(language).words,
        author=event.name.in_(language).words,
    )
    return render_feed(feed, list(islice(_items(site, section, language), FEED_LENGTH)))


def _items(site: SiteContext, section: str, language: str) -> Iterator[Item]:
    """Yield the items of the section that are public in the language, newest first."""
    for name in site.orders["articles"]:
        page = site.graph[name].get(language)
        if name.partition("/")[0] not in FEEDS[section] or page is None or page.state not in PUBLIC:
            continue
        fields = site.documents[name][language].as_(Dated)
        date = moment(fields.date, site.event.zone)
        yield Item(
            id=tag_uri(site.config.site_url, f"{name}.{language}", date),
            url=site.absolute(page.path),
            title=fields.title,
            summary=fields.summary,
            date=date,
            html=_html(site, name, language),
        )


def _html(site: SiteContext, name: str, language: str) -> str:
    """Return the item's text as its page has it, with whole addresses; a card or video is a link there."""
    text = body(site, site.documents[name][language], language)
    host = site.config.site_url.removesuffix(site.config.base)
    page = site.absolute(site.graph[name][language].path)
    return absolute("".join(part.html or _links(part) for part in text.parts), host, page)


def _links(part: BodyPart) -> str:
    links = [(card.url, card.name) for card in part.people]
    links += [(card.url, card.title.words) for card in part.sessions]
    links += [(card.url, card.title.words) for card in part.documents]
    links += [(part.player.url, part.player.title.words)] if part.player else []
    links += [(part.film.url, part.film.title.words)] if part.film else []
    return "".join(f'<p><a href="{escape(url)}">{escape(words)}</a></p>' for url, words in links)
