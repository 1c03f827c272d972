"""What every page has around its own matter: head, menu, language switch, breadcrumbs, footer."""

from dataclasses import dataclass

from ..content.kinds import Page
from ..i18n import dates
from ..i18n.alternates import default, public
from ..i18n.languages import language as language_of
from ..model import Phrase
from .context import SiteContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link with its words; `current` is "page" on the page itself, "true" on those below it, else empty."""

    url: str
    title: Phrase
    current: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageLink:
    """One entry of the language switch; it leads to the same page."""

    code: str
    name: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The facts that base.html needs on every page.

    `hreflang` holds (language or x-default, absolute address) of this page's real translations.
    `borrowed` is the language of the page's matter where it is not the page's own, else empty.
    """

    language: str
    direction: str
    base: str
    stylesheet: str
    title: Phrase
    description: Phrase
    event_name: Phrase
    event_short_name: Phrase
    event_dates: str
    event_place: Phrase
    notice: Phrase
    licence: Phrase
    home: str
    is_home: bool
    canonical: str
    hreflang: tuple[tuple[str, str], ...]
    languages: tuple[LanguageLink, ...]
    menu: tuple[Link, ...]
    footer: tuple[Link, ...]
    breadcrumbs: tuple[Link, ...]
    borrowed: str = ""
    borrowed_name: str = ""
    draft: bool = False
    sample: bool = False
    noindex: bool = False


def frame(
    site: SiteContext,
    name: str,
    language: str,
    *,
    title: Phrase,
    description: Phrase,
    draft: bool = False,
    sample: bool = False,
) -> Frame:
    """Return the frame of the page `name` in `language`."""
    event = site.event
    alternate = site.graph[name][language]
    source = default(site.graph[name])
    fallback = alternate.state == "fallback"
    borrowed = title.language if fallback and title.language != language else ""
    canonical = source.path if fallback and source else alternate.path
    home = site.layouts["home"]
    trail = _trail(site, name)
    return Frame(
        language=language,
        direction=language_of(language).direction,
        base=site.config.base,
        stylesheet=f"{site.config.base}/{site.stylesheet}",
        title=title,
        description=description,
        event_name=event.name.in_(language),
        event_short_name=event.short_name.in_(language),
        event_dates=dates.days(event.start, event.end, language),
        event_place=event.place.in_(language),
        notice=event.notice.in_(language),
        licence=event.licence.in_(language),
        home=site.url(home, language),
        is_home=name == home,
        canonical=site.absolute(canonical) if name != "404" else "",
        hreflang=_hreflang(site, name),
        languages=_switch(site, name, language),
        menu=tuple(_link(site, f"pages/{key}", language, name, trail) for key in event.menu),
        footer=tuple(_link(site, f"pages/{key}", language, name, trail) for key in event.footer),
        breadcrumbs=tuple(_link(site, above, language, name, trail) for above in trail),
        borrowed=borrowed,
        borrowed_name=language_of(borrowed).name if borrowed else "",
        draft=draft,
        sample=sample,
        noindex=draft or fallback or name == "404",
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
    if name == "404":
        return ()
    alternates = site.graph[name]
    links = [(alternate.language, site.absolute(alternate.path)) for alternate in public(alternates)]
    first = default(alternates)
    return (*links, ("x-default", site.absolute(first.path))) if first else ()


def _switch(site: SiteContext, name: str, language: str) -> tuple[LanguageLink, ...]:
    return tuple(
        LanguageLink(
            code=code, name=language_of(code).name, url=site.url(name, code), current=code == language
        )
        for code in site.graph[name]
    )  # fmt: skip


def _link(site: SiteContext, target: str, language: str, name: str, trail: tuple[str, ...]) -> Link:
    current = "page" if target == name else "true" if target in trail else ""
    return Link(url=site.url(target, language), title=page_title(site, target, language), current=current)


def _trail(site: SiteContext, name: str) -> tuple[str, ...]:
    """Return the pages above `name`, from the home page down, by their addresses."""
    if name in {"404", site.layouts["home"]}:
        return ()
    path = site.graph[name][site.event.source_language].path
    above = []
    while path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        if path in site.by_path:
            above.append(site.by_path[path])
    return tuple(reversed(above))
