"""Everything that is looked for in the text of a document, once it is rendered: one call for each file."""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote

from ..errors import Place, Problem, Said, say
from .figures import check_pictures
from .frontmatter import Parts
from .kinds import KINDS
from .markdown import check_body, heading_id
from .mistakes import nearest
from .slips import check_cards, check_slips, without_code
from .wording import check_wording, heading_jumps

_ID = re.compile(r'<[a-z][^<>]*?\sid="([^"]+)"')
_LOCAL = re.compile(r'<a\b[^<>]*?\shref="#([^"]*)"')
_ADDRESS = re.compile(r'<a\b[^<>]*?\shref="(/(?!/)[^"]*)"')
# How the ids begin that the theme gives, as `t-day-2017-11-25`.
THEMES = ("t-", "venue-", "source-")
_OF_WORD = re.compile(
    r"""<(?:o:p|w:|/?\w+\s[^<>]*(?:class\s*=\s*["']?Mso|style\s*=\s*["'][^"']*mso-))""", re.IGNORECASE
)
# Also in quotations and lists, and as HTML.
_HEADING = re.compile(r"[\s>*+-]*(?:\d+\.\s+)?(?:(#{1,6})(?!#)[ \t]*\S|<h([1-6])\b)")
_WORDLESS = re.compile(r'<a\b(?![^<>]*\sclass="[^"]*card)[^<>]*?\shref="([^"]*)"[^<>]*>\s*</a>')
_RELATIVE = re.compile(r'<a\b[^<>]*?\shref="(?![/#]|[a-zA-Z][a-zA-Z0-9+.-]*:|\{static\}|%7Bstatic%7D)([^"]*)"')
_HOST = re.compile(
    r"(?:[a-z0-9-]+\.)+(?!html?\b|md\b|php\b|pdf\b|docx?\b|xlsx?\b)[a-z]{2,}(?:[/?#:]|$)", re.IGNORECASE
)
_DOCUMENT = re.compile(rf"(?:\.*/)*((?:{'|'.join(KINDS)})/[a-z0-9-]+)(?:\.[a-z]{{2,3}}\.md)?/?(#.*)?")
_FILE = re.compile(r"(?:\.*/|content/)*(documents/.+)")


def check_text(
    path: str, language: str, parts: Parts, text_html: str, place_of: Callable[[str], Place]
) -> list[Problem]:
    """Return what is wrong with a text, and what is worth a look; `place_of` finds a link's target in the file."""
    body, first = parts.body, parts.body_line
    lines = without_code(body)
    pasted = list(_pasted(path, body, first))
    return [
        *check_body(path, lines, first),
        *(pasted or check_slips(path, lines, first)),
        *(Problem(path, place_of(target), "", what, hint) for target, what, hint in check_cards(text_html)),
        *check_pictures(path, text_html, place_of),
        *check_wording(path, lines, first, language),
        *_jumps(path, lines, first, text_html),
        *_wordless(path, text_html, place_of),
        *_relative(path, text_html, place_of),
        *_lost_anchors(path, text_html, place_of),
    ]


def _pasted(path: str, body: str, first_line: int) -> Iterator[Problem]:
    """Yield one problem where the text has what Word writes, in place of one for each of its many signs."""
    if match := _OF_WORD.search(body):
        before = body[: match.start()]
        place = Place(first_line + before.count("\n"), len(before.rpartition("\n")[2]) + 1)
        hint = say("run `./inv fix`, which keeps the words, or paste them again as plain text (Ctrl+Shift+V)")
        yield Problem(path, place, "", say("the text was pasted from Word with all its styles"), hint)


def _wordless(path: str, text_html: str, place_of: Callable[[str], Place]) -> Iterator[Problem]:
    """Yield a problem for each link that nobody can see, for there is nothing between its square brackets."""
    for target in dict.fromkeys(map(html.unescape, _WORDLESS.findall(text_html))):
        message = say("the link to `{target}` has no words", target=target)
        yield Problem(path, place_of(target), "", message, say("write between the square brackets where it leads"))


def _relative(path: str, text_html: str, place_of: Callable[[str], Place]) -> Iterator[Problem]:
    """Yield a problem for each link whose address begins in its middle: browsers look for it beside the page."""
    for target in dict.fromkeys(map(html.unescape, _RELATIVE.findall(text_html))):
        message = say("the link's address `{target}` is not whole", target=target)
        yield Problem(path, place_of(target or "()"), "", message, _whole(target))


def _whole(target: str) -> Said:
    if "@" in target and "/" not in target:
        return say("write {right}", right=f"mailto:{target}")
    if _HOST.match(target):
        return say("write {right}", right=f"https://{target}")
    if match := _FILE.fullmatch(target):
        return say("write {right}", right=f"{{static}}/{match[1]}")
    if match := _DOCUMENT.fullmatch(target):
        return say("write {right}", right=f"ref:{match[1]}{match[2] or ''}")
    return say("begin it with https://, or link to a page of this site, as in [words](ref:pages/faq)")


def anchors(text_html: str) -> tuple[str, ...]:
    """Return the ids within a text, to which links may lead."""
    return tuple(map(html.unescape, _ID.findall(text_html)))


def addresses(text_html: str) -> list[str]:
    """Return the addresses of this site that a text names as such, instead of what stands there."""
    return list(map(html.unescape, _ADDRESS.findall(text_html)))


def _jumps(path: str, lines: Sequence[str], first_line: int, text_html: str) -> Iterator[Problem]:
    """Yield a problem for each heading that skips a level: readers who hear the page think that they missed one."""
    if "<h" not in text_html:
        return
    # Partners stand on a page together, under their names.
    above = 3 if PurePosixPath(path).parent.name == "partners" else 1
    for position, before, level in heading_jumps(text_html, above):
        same = [number for number, line in enumerate(lines) if _is_heading(line, level)]
        line = same[position] if position < len(same) else 0
        message = say("a heading of level {level} follows one of level {before}", level=level, before=before)
        hint = say("write {signs}", signs="#" * (before + 1))
        yield Problem(path, Place(first_line + line), "", message, hint)


def _is_heading(line: str, level: int) -> bool:
    match = _HEADING.match(line)
    return match is not None and level in {len(match[1] or ""), int(match[2] or 0)}


def _lost_anchors(path: str, text_html: str, place_of: Callable[[str], Place]) -> Iterator[Problem]:
    targets = dict.fromkeys(map(html.unescape, _LOCAL.findall(text_html)))
    if not targets:
        return
    known = anchors(text_html)
    for target in targets:
        name = unquote(target)
        # To the top of the page, and to what the theme has there.
        if name not in known and name.lower() != "top" and not name.startswith(THEMES):
            message = say("this page has no heading `#{anchor}`", anchor=name)
            yield Problem(path, place_of(f"#{target}"), "", message, nearest_anchor(name, known))


def nearest_anchor(name: str, known: Sequence[str]) -> Said:
    """Return a hint that names the heading that is most likely meant, also where its words stand for its id."""
    return nearest(heading_id(name, "-") or name, known)
