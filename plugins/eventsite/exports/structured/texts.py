"""People's pages, news and press releases, questions and their answers."""

import re
from collections.abc import Iterable, Sequence
from html import unescape

from .events import event_id, person_id
from .graph import Node, reference

# Search engines show so many signs of a headline.
MOST_SIGNS = 110
_HEADING = re.compile(r"<h2\b[^>]*>(.*?)</h2>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_BLOCK = re.compile(r"</(?:p|li|h[3-6]|tr|blockquote|pre|dd|dt)>|<br ?/?>")
_SPACE = re.compile(r"\s+")
_QUESTION_MARKS = ("?", "？", "؟")


def person(name: str, url: str, *, honorific: str, roles: Sequence[str], organisation: str, summary: str) -> Node:
    """Return a person as the page at `url` tells."""
    return {
        "@type": "Person",
        "@id": person_id(url),
        "name": name,
        "url": url,
        "honorificPrefix": honorific,
        "jobTitle": [*roles],
        "affiliation": {"@type": "Organization", "name": organisation} if organisation else {},
        "description": summary if summary != name else "",
    }


def performances(urls: Iterable[str]) -> list[Node]:
    """Return the sessions at these addresses as what a person takes part in."""
    return [reference(event_id(url)) for url in urls]


def news_article(
    title: str, url: str, *, language: str, summary: str, published: str, place: str, invented: str
) -> Node:
    """Return a news item or press release; the page names no author, so none is named here."""
    return {
        "@type": "NewsArticle",
        "@id": f"{url}#article",
        "url": url,
        "headline": headline(title),
        "description": summary,
        "disambiguatingDescription": invented,
        "datePublished": published,
        "dateline": place,
        "inLanguage": language,
        "mainEntityOfPage": reference(url),
    }


def headline(title: str) -> str:
    """Return a title of at most 110 signs; a longer one ends at a word, with a sign that something is left out."""
    if len(title) <= MOST_SIGNS:
        return title
    kept = title[:MOST_SIGNS]
    return (kept.rpartition(" ")[0] or kept[:-1]).rstrip(" ,;:–-") + "…"


def questions(text_html: str) -> list[Node]:
    """Return what a text asks and answers, where it does nothing else: each of its headings, two at least, asks.

    A page needs no mark for that: a heading that asks has a question mark, and what follows it is the answer.
    """
    _, *parts = _HEADING.split(text_html)
    pairs = [(_words(asked), _words(said)) for asked, said in zip(parts[::2], parts[1::2], strict=True)]
    if len(pairs) <= 1 or not all(asked.endswith(_QUESTION_MARKS) and said for asked, said in pairs):
        return []
    return [
        {"@type": "Question", "name": asked, "acceptedAnswer": {"@type": "Answer", "text": said}}
        for asked, said in pairs
    ]


def _words(text_html: str) -> str:
    """Return the words of safe HTML, without the tags."""
    return _SPACE.sub(" ", unescape(_TAG.sub("", _BLOCK.sub(" ", text_html)))).strip()
