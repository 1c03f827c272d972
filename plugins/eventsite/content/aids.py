"""Callouts, quotations with their source, captions of tables and notes, made from HTML that is safe already.

What staff write is plain Markdown, and stays readable as such anywhere else. Words that depend on the language of a
page are left empty here and filled in when the page is made.
"""

import re
import unicodedata

CALLOUTS = {
    "NOTE": "note", "LƯU Ý": "note", "GHI CHÚ": "note",
    "TIP": "tip", "MẸO": "tip",
    "WARNING": "warning", "CẢNH BÁO": "warning",
    "IMPORTANT": "important", "QUAN TRỌNG": "important",
}  # fmt: skip
"""The word in `> [!WORD]` → the kind of callout."""

_QUOTE = re.compile(r"(<blockquote[^>]*>|</blockquote>)")
_CALLOUT = re.compile(r"\s*<p>\[!([^\]<>\n]+)\][ \t]*(?:(?P<empty></p>\n?)|\n?)")
_SOURCE = re.compile(r"(?:<p>|\n)(?:—|--)[ \xa0](?P<source>(?:(?!</?p>)[^\n])+)</p>\s*\Z")
_CAPTION = re.compile(r"<p>(?:Table|Bảng): ((?:(?!</?p>)[^\n])+)</p>\n(<table[^>]*>)")
# The rule as nh3 or BeautifulSoup writes it.
_NOTES = re.compile(r'<div class="footnote">\n<hr/?>')


def dress(safe_html: str) -> str:
    """Return the HTML with callouts and the like; it must be as nh3 writes it: balanced, in lower case."""
    if "<blockquote" in safe_html:
        safe_html = _quotes(safe_html)
    if "<table" in safe_html:
        safe_html = _CAPTION.sub(r"\2<caption>\1</caption>", safe_html)
    if '<div class="footnote">' in safe_html:
        safe_html = _NOTES.sub('<div class="footnote" role="doc-endnotes">', safe_html)
    return safe_html


def callout_kind(word: str) -> str | None:
    """Return the kind of callout that a word names, in any case and however its accents are composed."""
    return CALLOUTS.get(" ".join(unicodedata.normalize("NFC", word).upper().split()))


def _quotes(safe_html: str) -> str:
    """Dress each quotation, those within others first."""
    open_ones: list[list[str]] = [[]]
    for part in _QUOTE.split(safe_html):
        if part == "</blockquote>":
            opening, *inner = open_ones.pop()
            open_ones[-1].append(_quote(opening, "".join(inner)))
        elif part.startswith("<blockquote"):
            open_ones.append([part])
        else:
            open_ones[-1].append(part)
    return "".join(open_ones[0])


def _quote(opening: str, inner: str) -> str:
    match = _CALLOUT.match(inner)
    kind = callout_kind(match[1]) if match else None
    if match and kind:
        rest = inner[match.end() :] if match["empty"] else f"<p>{inner[match.end() :]}"
        title = '<p class="callout__title"></p>'
        return f'<div class="callout callout--{kind}" role="note">\n{title}\n{rest}</div>'
    source = _SOURCE.search(inner)
    if not source or not inner[: source.start()].strip():
        return f"{opening}{inner}</blockquote>"
    words = inner[: source.start()] + ("" if source[0].startswith("<p>") else "</p>\n")
    caption = f"<figcaption>— {source['source']}</figcaption>"
    return f'<figure class="quote">\n{opening}{words}</blockquote>\n{caption}\n</figure>'
