"""What a text asks for and would not get: aids that are misspelt, cards in the wrong place, attributes that go.

Each is said at its line. Nothing is looked for in a text that has no sign of it.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from markdown.extensions.attr_list import get_attrs_and_remainder

from ..errors import Place, Problem, Said, say
from .aids import CALLOUTS, callout_kind
from .kinds import KINDS
from .markdown import EDITOR_ATTRIBUTES, EDITOR_TAGS, LINK_CLASSES, RAW_TAGS, SCHEMES
from .mistakes import nearest
from .videos import video

# Partners have no pages, so they have no cards either.
CARD_KINDS = tuple(kind for kind in KINDS if kind != "partners")

_SIGNS = re.compile(r"\[!|[{<]|\]\(|\]:|https:|[•●▪◦‣]")
_FENCE = re.compile(r"\s*(?:>[ ]?)*[ ]{0,3}(```+|~~~+)")
# What may have paragraphs of its own below it, which are indented.
_OPENING = re.compile(r"[ ]{0,3}(?:[-*+]|\d+\.|\[\^[^\]]+\]:)\s")
_CODE_SIGNS = re.compile(r"`|~~~|^(?:\t|    )", re.MULTILINE)
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_CALLOUT = re.compile(r"\s*>[\s>]*\[!([^\]]*)\]")
_BULLET = re.compile(r"\s*([•●▪◦‣])\s*\S")
_ADDRESS = re.compile(r"\s*<?(https://\S+?)>?\s*")
_SCHEME = re.compile(
    r"""(?:\]\(\s*<?|\shref\s*=\s*["']?\s*|^[ ]{0,3}\[[^\]]+\]:\s*<?)([a-zA-Z][a-zA-Z0-9+.-]*):""", re.MULTILINE
)
_LETTER_OF_A_DISK = 1
_APART = re.compile(r"\)[ \t]+\{:?[ ]?\.")
_TAG = re.compile(r"""</?([a-zA-Z][a-zA-Z0-9]*)((?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?)>""")
_ATTRIBUTE = re.compile(r"""([^\s"'=/]+)\s*(?:=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?""")
# Braces behind links and pictures, behind other words, behind headings, and on lines of their own.
_LISTS = (
    (re.compile(r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)\{:?[ ]?([^{}\n]+)\}"), ("a", "img")),
    (re.compile(r"(?<=[*_`>\]])\{:?[ ]?([^{}\n]+)\}"), ()),
    (re.compile(r"^#{1,6}.*?[ ]\{:?[ ]?([^{}\n]+)\}[ ]*#*[ ]*$"), ()),
    (re.compile(r"^\s*\{:[ ]?([^{}\n]+)\}\s*$"), ()),
)
# Markdown's own; they never reach the page.
_OF_MARKDOWN = {"data-toc-label", "markdown"}
_Slip = tuple[Said, Said]


def check_slips(path: str, lines: Sequence[str], body_line: int) -> list[Problem]:
    """Return a problem for each aid, attribute and tag that would have no effect; code is left out of the lines."""
    text = "\n".join(lines)
    if not _SIGNS.search(text):
        return []
    found = [(number, slip) for number, line in enumerate(lines) if _SIGNS.search(line) for slip in _slips(line)]
    if "<" in text:
        tags = ((text.count("\n", 0, tag.start()), tag) for tag in _TAG.finditer(text))
        found += [(number, slip) for number, tag in tags for slip in _tag(tag)]
    return [Problem(path, Place(body_line + number, 1), "", message, hint) for number, (message, hint) in found]


def without_code(body: str) -> list[str]:
    """Return the lines, empty where they are code; within a line each sign of code is a `, so that columns stay."""
    if not _CODE_SIGNS.search(body):
        return body.split("\n")
    lines: list[str] = []
    fence = ""
    is_open = is_code = False
    before = ""
    for line in body.split("\n"):
        match = _FENCE.match(line)
        is_indented = line.startswith(("    ", "\t"))
        if line.strip():
            is_code = is_indented and not is_open and (is_code or not before.strip())
            is_open = bool(_OPENING.match(line)) or (is_open and (is_indented or bool(before.strip())))
        before = line
        if match and (not fence or match[1].startswith(fence)):
            fence = "" if fence else match[1]
            lines.append("")
        elif fence or is_code:
            lines.append("")
        else:
            lines.append(_CODE.sub(lambda code: "`" * len(code[0]), line) if "`" in line else line)
    return lines


def _slips(line: str) -> Iterator[_Slip]:
    if (match := _CALLOUT.match(line)) and callout_kind(match[1]) is None:
        yield say("`[!{word}]` is not a kind of callout", word=match[1]), nearest(match[1].upper(), CALLOUTS)
    if match := _BULLET.match(line):
        yield (
            say("`{sign}` makes no list", sign=match[1]),
            say("begin the line with a hyphen and a space, as in `- words`"),
        )
    if (match := _ADDRESS.fullmatch(line)) and video(match[1]):
        yield say("the video has no title"), say("write [its title]({address})", address=match[1])
    if ":" in line:
        yield from (
            _scheme(match[1]) for match in _SCHEME.finditer(line) if match[1].lower() not in SCHEMES | {"ref"}
        )
    if "{" in line:
        if _APART.search(line):
            yield (
                say("a space stands between the link and its braces"),
                say("write the braces right behind the link"),
            )
        yield from _listed(line)


def _scheme(name: str) -> _Slip:
    if name.lower() == "file" or len(name) == _LETTER_OF_A_DISK:
        hint = say("put it into content/images/ or content/documents/, and write images/… or {{static}}/documents/…")
        return say("a file on your own computer, which nobody else can open"), hint
    return say("a link with `{scheme}:` is removed", scheme=name), say("link to https://, mailto:, tel: or ref:")


def _listed(line: str) -> Iterator[_Slip]:
    """Yield what is wrong with `{.class #id name=value}`."""
    for pattern, tags in _LISTS:
        for match in pattern.finditer(line):
            attributes, _ = get_attrs_and_remainder(match[1])
            classes = [value for name, value in attributes if name == "."]
            if LINK_CLASSES.intersection(classes) and not tags:
                yield (
                    say("`.{name}` has no effect here", name=classes[0]),
                    say("write it right behind a link: [words](ref:…){braces}", braces="{.button}"),
                )
            else:
                yield from (_unknown(name) for name in classes if name not in LINK_CLASSES)
            yield from _removed([name for name, _ in attributes if name != "."], tags)


def _unknown(name: str) -> _Slip:
    return say("`.{name}` has no effect here", name=name), nearest(
        f".{name}", [f".{known}" for known in LINK_CLASSES]
    )


def _tag(tag: re.Match[str]) -> Iterator[_Slip]:
    name = tag[1].lower()
    if name in EDITOR_TAGS:
        yield from _removed([found[1].lower() for found in _ATTRIBUTE.finditer(tag[2])], (name,))
    elif name not in RAW_TAGS:
        yield (
            say("`<{tag}>` is removed from the text", tag=tag[1]),
            say("remove it; for the sign itself write &lt;"),
        )


def _removed(names: Iterable[str], tags: Iterable[str]) -> Iterator[_Slip]:
    stay = EDITOR_ATTRIBUTES["*"].union(_OF_MARKDOWN, *(EDITOR_ATTRIBUTES.get(tag, set()) for tag in tags))
    for name in names:
        if name not in stay:
            yield (
                say("`{name}` is removed from the text", name=name),
                say("remove it; what the site looks like belongs to the theme"),
            )


_PARAGRAPH = re.compile(r"<p>((?:\s*<a\b[^<>]*>(?:(?!</?a\b|</p>).)*</a>)+)\s*</p>", re.DOTALL)
_CARD = re.compile(r'<a\b[^<>]*?\sclass="(?:[^"]*\s)?card(?:\s[^"]*)?"[^<>]*>(?P<words>.*?)</a>', re.DOTALL)
_LINK = re.compile(r"<a\b")
_HREF = re.compile(r'\shref="([^"]*)"')


def check_cards(text_html: str) -> Iterator[tuple[str, Said, Said]]:
    """Yield the target of each card that cannot be shown, what is wrong with it, and what to do."""
    if 'class="' not in text_html:
        return
    alone = {match[0] for match in _PARAGRAPH.finditer(text_html)}
    whole = {
        card[0]
        for paragraph in alone
        if len(found := list(_CARD.finditer(paragraph))) == len(_LINK.findall(paragraph))
        for card in found
    }
    for card in _CARD.finditer(text_html):
        href = _HREF.search(card[0])
        target = html.unescape(href[1]) if href else ""
        kind = target.removeprefix("ref:").partition("/")[0]
        if not target.startswith("ref:") or kind not in CARD_KINDS:
            kinds = ", ".join(f"ref:{kind}/…" for kind in CARD_KINDS)
            yield target, say("`{target}` has no card", target=target), say("link to one of: {kinds}", kinds=kinds)
        elif not re.sub(r"<[^>]*>", "", card["words"]).strip():
            hint = say("write its name between the square brackets")
            yield target, say("the card of `{target}` has no words", target=target), hint
        elif card[0] not in whole:
            hint = say("put cards on lines of their own, with an empty line before and after them")
            yield target, say("the card of `{target}` stands within other words", target=target), hint
