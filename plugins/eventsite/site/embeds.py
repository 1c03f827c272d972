"""What stands on a line of its own in a text and becomes more than words: cards, and videos."""

import html
import re
from collections.abc import Iterable
from itertools import groupby
from pathlib import PurePosixPath
from urllib.parse import quote

from ..content.documents import static_path
from ..content.videos import FILES, video
from ..i18n.languages import name_in
from ..model import Phrase
from .agenda import session_card
from .context import SiteContext
from .downloads import file_facts
from .parts import card, person_card
from .text_views import BodyPart, Film, Player, Subtitles

_ALONE = re.compile(r"<p>((?:\s*<a\b[^<>]*>(?:(?!</?a\b|</p>).)*</a>)+)\s*</p>\n?", re.DOTALL)
_LINK = re.compile(r'<a\b(?P<before>[^<>]*?)\shref="(?P<href>[^"]*)"(?P<after>[^<>]*)>(?P<words>.*?)</a>', re.DOTALL)
_HEADING = re.compile(r"<h([2-6])\b")
_POSTERS = ("webp", "jpg", "png")


def embeds(site: SiteContext, text: str, spoken: str, language: str) -> list[BodyPart]:
    """Return the parts of a text in the language `spoken`, whose cards and videos are for a page in `language`.

    Targets of links stay as the author wrote them.
    """
    parts: list[BodyPart] = []
    done = 0
    for paragraph in _ALONE.finditer(text) if "<p><a " in text else ():
        level = _level(text[: paragraph.start()])
        links = list(_LINK.finditer(paragraph[1]))
        if found := _cards(site, links, level, language) or _video(site, links, spoken, language):
            parts += [BodyPart(html=text[done : paragraph.start()]), *found]
            done = paragraph.end()
    parts.append(BodyPart(html=text[done:]))
    return [part for part in parts if part != BodyPart()]


def _level(before: str) -> int:
    """Return the level of a heading below the last one, or below the page's title."""
    found = _HEADING.findall(before)
    return min(int(found[-1]) + 1, 6) if found else 2


def _cards(site: SiteContext, links: list[re.Match[str]], level: int, language: str) -> list[BodyPart]:
    """Return the cards that a paragraph's links ask for; none where one is no card, or leads nowhere any more."""
    names = [html.unescape(link["href"]).removeprefix("ref:").partition("#")[0] for link in links]
    if not all('class="card"' in link["before"] + link["after"] for link in links):
        return []
    # A feed may have dropped one; its link then leads to the list.
    if not all(name in site.graph for name in names):
        return []
    return [
        _row(site, kind, list(group), level, language)
        for kind, group in groupby(names, key=lambda name: name.partition("/")[0])
    ]


def _row(site: SiteContext, kind: str, names: Iterable[str], level: int, language: str) -> BodyPart:
    keys = [name.partition("/")[2] for name in names]
    if kind == "people":
        return BodyPart(level=level, people=tuple(person_card(site, key, language) for key in keys))
    if kind == "sessions":
        return BodyPart(level=level, sessions=tuple(session_card(site, site.sessions[key], language) for key in keys))
    return BodyPart(level=level, documents=tuple(card(site, f"{kind}/{key}", language) for key in keys))


def _video(site: SiteContext, links: list[re.Match[str]], spoken: str, language: str) -> list[BodyPart]:
    """Return the video that a link alone in its paragraph leads to; none where it leads to something else."""
    if len(links) != 1:
        return []
    address = html.unescape(links[0]["href"])
    title = Phrase(html.unescape(re.sub(r"<[^>]*>", "", links[0]["words"])), spoken)
    path = static_path(address)
    if path is not None:
        return [BodyPart(film=_film(site, path, address, title, language))] if _is_film(site, path) else []
    if found := video(address):
        player = Player(service=found.service, title=title, url=address, frame=found.frame, origin=found.origin)
        return [BodyPart(player=player)]
    return []


def _is_film(site: SiteContext, path: str) -> bool:
    return PurePosixPath(path).suffix.lstrip(".").lower() in FILES and path in site.files


def _film(site: SiteContext, path: str, target: str, title: Phrase, language: str) -> Film:
    """Return the film with what lies beside it: `talk.jpg` is its poster, `talk.vi.vtt` its subtitles."""
    file = PurePosixPath(path)
    stem = str(file.with_suffix(""))
    posters = (name for ending in _POSTERS if (name := f"{stem}.{ending}") in site.files)
    poster = next(posters, "")
    languages = [code for code in site.event.languages if f"{stem}.{code}.vtt" in site.files]
    return Film(
        title=title,
        url=f"{site.config.base}/{quote(path)}",
        type=FILES[file.suffix.lstrip(".").lower()],
        facts=file_facts(site, target, language),
        poster=f"{site.config.base}/{quote(poster)}" if poster else "",
        subtitles=tuple(
            Subtitles(code, name_in(code, language), f"{site.config.base}/{quote(stem)}.{code}.vtt")
            for code in sorted(languages, key=lambda code: code != language)
        ),
    )
