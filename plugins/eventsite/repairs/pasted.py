"""HTML that was pasted from Word or Google Docs into a text, made Markdown without the loss of a word."""

import re
from functools import cache

from bs4 import BeautifulSoup

from ..content.markdown import MarkdownRenderer
from .fragments import BLOCKS, Fragment, fragments
from .to_markdown import MARK, as_markdown
from .word_html import is_known, prepared

# What nobody types, and only word processors write; of a foreign phrase an editor says `<span lang="en">`.
_PASTED = re.compile(
    r"\bmso-|class=[\"']?Mso|<o:p|<st1:|<w:|<!--\[if|<!\[if|<font\b|docs-internal-guid|<span\s+style=|"
    r"<span\s+lang=(?!(?-i:\"[a-z]{2,3}\">))|"
    r"<meta\s+name=[\"']?Generator|<(?:p|li|h\d)\s+dir=[\"']?ltr[\"']?\s+style=|<!--StartFragment",
    re.IGNORECASE,
)
_INLINE = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_TAG = re.compile(r"<!--.*?-->|<!\[[^\]>]*\]>|<(/?)([\w:-]+)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
_UNSEEN = re.compile("[\u00ad\u200b\ufeff]")


def first_pasted(text: str) -> int | None:
    """Return where the first HTML of a word processor begins in the text, None where there is none."""
    return next((piece.start for piece in fragments(text) if _PASTED.search(text, piece.start, piece.end)), None)


def as_written(text: str) -> str:
    """Return the text with all pasted HTML as Markdown; as it was where words would be lost, or a picture."""
    if MARK in text or not _PASTED.search(text) or first_pasted(text) is None:
        return text
    pieces = fragments(text)
    html, markdown, end = [], [], 0
    for piece in pieces:
        found = _converted(text, piece)
        if found is None:
            return text
        before = text[end : piece.start]
        html += [before, found[0]]
        markdown += [_apart(before, found[1], piece), found[1]]
        end = piece.end
    rest = text[end:]
    html.append(rest)
    markdown.append(_apart_behind(rest, pieces[-1]))
    written = "".join(markdown)
    return written if words_of("".join(html)) == words_of(written) and first_pasted(written) is None else text


def _converted(text: str, piece: Fragment) -> tuple[str, str] | None:
    """Return a piece as clean HTML and as Markdown; None where that cannot be done."""
    source = text[piece.start : piece.end]
    if not piece.balanced or not is_known(piece.tags):
        return (source, source) if piece.balanced and not _PASTED.search(source) else None
    if not piece.is_block:
        return source, _without_tags(source)
    soup = prepared(source)
    return None if soup is None else (f"\n\n<div>{soup}</div>\n\n", as_markdown(soup))


def _without_tags(source: str) -> str:
    """Return a part of a paragraph, whose words are Markdown already, without the tags around them."""
    if re.search(r"<(?:a|img|code|sub|sup|br|del|ins|s|strike|u|small)\b", source):
        return re.sub(r"</?(?:span|font|o:p|st1:\w+)\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", "", source)
    stressed = re.sub(r"<(b|strong|i|em)\b[^<>]*>(\s*)(.*?)(\s*)</\1>", _stressed, source, flags=re.DOTALL)
    return _TAG.sub("", stressed)


def _stressed(match: re.Match[str]) -> str:
    tag, before, words, behind = match.groups()
    bare = _TAG.sub("", words).strip()
    sign = _INLINE[tag.lower()] if bare and "*" not in bare else ""
    return f"{before}{sign}{bare}{sign}{behind}"


def _apart(before: str, made: str, piece: Fragment) -> str:
    """Return the text before a piece, with an empty line where a block needs it."""
    return f"{before.rstrip()}\n\n" if piece.is_block and made and before.strip() else before


def _apart_behind(rest: str, piece: Fragment) -> str:
    if not piece.is_block:
        return rest
    return f"\n\n{rest.lstrip()}" if rest.strip() else "\n"


def words_of(text: str) -> list[str]:
    """Return the words that a reader of the Markdown reads; what stands in two lines or cells is two words."""
    soup = BeautifulSoup(_renderer().editors_html(text), "html.parser")
    for tag in soup.find_all(["br", *BLOCKS]):
        tag.insert_before("\n")
        tag.insert_after("\n")
    return _UNSEEN.sub("", soup.get_text()).split()


@cache
def _renderer() -> MarkdownRenderer:
    return MarkdownRenderer()
