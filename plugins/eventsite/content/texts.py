"""Everything that is looked for in the text of a document, once it is rendered: one call for each file."""

import datetime as dt
import html
import re
from collections.abc import Callable, Iterator

from ..errors import Place, Problem, say
from .figures import check_pictures
from .frontmatter import Parts
from .markdown import check_body
from .mistakes import nearest
from .slips import check_cards, check_slips, without_code
from .wording import check_dateline, check_wording, heading_jumps

_ID = re.compile(r'<[a-z][^<>]*?\sid="([^"]+)"')
_LOCAL = re.compile(r'<a\b[^<>]*?\shref="#([^"]*)"')
_ADDRESS = re.compile(r'<a\b[^<>]*?\shref="(/(?!/)[^"]*)"')
_OF_WORD = re.compile(
    r"""<(?:o:p|w:|/?\w+\s[^<>]*(?:class\s*=\s*["']?Mso|style\s*=\s*["'][^"']*mso-))""", re.IGNORECASE
)
_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ \t]*\S")


def check_text(
    path: str, language: str, parts: Parts, text_html: str, place_of: Callable[[str], Place]
) -> list[Problem]:
    """Return what is wrong with a text, and what is worth a look; `place_of` finds a link's target in the file."""
    body, first = parts.body, parts.body_line
    pasted = list(_pasted(path, body, first))
    return [
        *check_body(path, body, first),
        *(pasted or check_slips(path, body, first)),
        *(Problem(path, place_of(target), "", what, hint) for target, what, hint in check_cards(text_html)),
        *check_pictures(path, text_html, place_of),
        *check_wording(path, without_code(body), first, language),
        *_jumps(path, parts, text_html),
        *_lost_anchors(path, text_html, place_of),
    ]


def _pasted(path: str, body: str, first_line: int) -> Iterator[Problem]:
    """Yield one problem where the text has what Word writes, in place of one for each of its many signs."""
    if match := _OF_WORD.search(body):
        before = body[: match.start()]
        place = Place(first_line + before.count("\n"), len(before.rpartition("\n")[2]) + 1)
        hint = say("run `./inv fix`, which keeps the words, or paste them again as plain text (Ctrl+Shift+V)")
        yield Problem(path, place, "", say("the text was pasted from Word with all its styles"), hint)


def check_date(path: str, parts: Parts, date: dt.date) -> list[Problem]:
    """Return advice where the text gives itself another date than the field has."""
    day = date.date() if isinstance(date, dt.datetime) else date
    return check_dateline(path, without_code(parts.body), parts.body_line, day)


def anchors(text_html: str) -> tuple[str, ...]:
    """Return the ids within a text, to which links may lead."""
    return tuple(map(html.unescape, _ID.findall(text_html)))


def addresses(text_html: str) -> list[str]:
    """Return the addresses of this site that a text names as such, instead of what stands there."""
    return list(map(html.unescape, _ADDRESS.findall(text_html)))


def _jumps(path: str, parts: Parts, text_html: str) -> Iterator[Problem]:
    """Yield a problem for each heading that skips a level: readers who hear the page think that they missed one."""
    if "<h" not in text_html:
        return
    lines = [number for number, line in enumerate(without_code(parts.body)) if _HEADING.match(line)]
    for position, before, level in heading_jumps(text_html):
        line = lines[position] if position < len(lines) else 0
        message = say("a heading of level {level} follows one of level {before}", level=level, before=before)
        hint = say("write {signs}", signs="#" * (before + 1))
        yield Problem(path, Place(parts.body_line + line), "", message, hint)


def _lost_anchors(path: str, text_html: str, place_of: Callable[[str], Place]) -> Iterator[Problem]:
    targets = dict.fromkeys(map(html.unescape, _LOCAL.findall(text_html)))
    if not targets:
        return
    known = anchors(text_html)
    for target in targets:
        if target not in known:
            message = say("this page has no heading `#{anchor}`", anchor=target)
            yield Problem(path, place_of(f"#{target}"), "", message, nearest(target, known))
