"""Pages at old addresses: they say in words where to go on, and lead there by themselves where one page follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..model import Phrase
from .markup import text

# Nothing but the theme's own style, letters and sign; and nobody else may ask for more.
_POLICY = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"


class WayOn(NamedTuple):
    """A link that leads on, with its words."""

    url: str
    title: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What the page says in one language: a heading, sentences, and ways on behind the words `lead`."""

    language: str
    direction: str
    heading: str
    sentences: tuple[Phrase, ...]
    lead: str
    links: tuple[WayOn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signpost:
    """A page at an old address: the site's `name` and `notice`, its `home`, style sheet and icon, and its sections.

    It leads to `target` by itself, whose whole address is `canonical`, unless both are empty.
    """

    name: str
    notice: Phrase
    home: str
    stylesheet: str
    icon: str
    sections: Sequence[Section]
    target: str = ""
    canonical: str = ""


def render_signpost(post: Signpost) -> str:
    """Return the page's HTML; search engines are to follow it where it leads on, and else not to keep it."""
    first = post.sections[0]
    title = " · ".join(section.heading for section in post.sections)
    description = " ".join(section.sentences[0].words for section in post.sections)
    # One that is to be forgotten would not hand on what its address was worth.
    way = (
        f'http-equiv="refresh" content="0; url={text(post.target)}"'
        if post.target
        else 'name="robots" content="noindex"'
    )
    canonical = f'  <link rel="canonical" href="{text(post.canonical)}">\n' if post.canonical else ""
    words = _phrase(post.notice, first.language)
    notice = f'<div class="notice"><p class="wrap">{words}</p></div>' if words else ""
    headings = "".join(
        f'<span class="not-found__title" {_language(section)}>{text(section.heading)}</span>'
        for section in post.sections
    )
    return (
        f'<!doctype html>\n<html {_language(first)}>\n<head>\n  <meta charset="utf-8">\n'
        f'  <meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '  <meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"  <title>{text(title)} – {text(post.name)}</title>\n"
        f'  <meta name="description" content="{text(description)}">\n'
        f"  <meta {way}>\n{canonical}"
        f'  <link rel="stylesheet" href="{text(post.stylesheet)}">\n'
        f'  <link rel="icon" href="{text(post.icon)}" type="image/svg+xml">\n</head>\n<body>\n'
        f'<header class="site-header">{notice}<div class="site-header__bar wrap">'
        f'<a class="brand" href="{text(post.home)}">'
        f'<img class="brand__mark" src="{text(post.icon)}" width="44" height="44" alt="">'
        f'<span class="brand__words"><span class="brand__name">{text(post.name)}</span></span></a>'
        "</div></header>\n"
        f'<main id="t-main"><div class="intro"><div class="wrap"><h1 class="not-found">{headings}</h1></div></div>\n'
        f'<div class="wrap section not-found">\n{"".join(map(_section, post.sections))}</div></main>\n'
        "</body>\n</html>\n"
    )


def _section(section: Section) -> str:
    sentences = " ".join(_phrase(sentence, section.language) for sentence in section.sentences)
    links = "".join(_link(link, section.language) for link in section.links)
    ways = f"<p>{text(section.lead)}</p>\n<ul>{links}</ul>\n" if links else ""
    return f'<section class="prose not-found__words" {_language(section)}>\n<p>{sentences}</p>\n{ways}</section>\n'


def _link(link: WayOn, language: str) -> str:
    return f'<li><a href="{text(link.url)}">{_phrase(link.title, language)}</a></li>'


def _language(section: Section) -> str:
    return f'lang="{text(section.language)}" dir="{section.direction}"'


def _phrase(phrase: Phrase, language: str) -> str:
    """Return words, marked where they are in another language than those around them."""
    if phrase.language in {"", language}:
        return text(phrase.words)
    return f'<span lang="{text(phrase.language)}">{text(phrase.words)}</span>'
