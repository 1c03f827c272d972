"""A page's HTML with what a printer of PDF files needs besides: address, date, author; text in, text out."""

import re
from urllib.parse import urlsplit

# Nobody can ever own a name below .invalid: a working copy has no address of its own.
NOWHERE = "https://copy.invalid"
_CANONICAL = re.compile(r'<link rel="canonical" href="(https?://[^"]*)">')
_BASE = re.compile(r'<html [^>]*?\bdata-base="([^"]*)"')
_PAGE = re.compile(r'data-page="([^"]*)"')
_AUTHOR = re.compile(r'<p class="site-footer__name">(?:<span[^>]*>)?([^<]*)')
_DATE = re.compile(r'<main\b.*?<time datetime="([^"]*)"', re.DOTALL)
_DRAWING = re.compile(r'(<svg\b[^>]*\baria-label="([^"]*)"[^>]*>)')
_OWN_LINK = re.compile(r'<a ([^>]*?)href="/')


def root_of(html: str) -> str:
    """Return the address of the site's root, which ends with a slash; that of a working copy leads nowhere."""
    canonical = _CANONICAL.search(html)
    base = _BASE.search(html)
    address = urlsplit(canonical[1]) if canonical else urlsplit(NOWHERE)
    return f"{address.scheme}://{address.netloc}{base[1] if base else ''}/"


def prepared(html: str, css: str, options: str) -> str:
    """Return the page for the printer, with `css` behind its own style sheet.

    Its element `html` says the page's address, the word for "page" and the `options`, all of which pdf.css reads.
    The author and date are in the head; drawings have their names where PDF looks for them.
    Where the site has no address, links within it would lead nowhere and are none.
    """
    canonical, word = _CANONICAL.search(html), _PAGE.search(html)
    facts = {
        "data-address": canonical[1] if canonical else "",
        "data-page": word[1] if word else "",
        "data-options": options,
    }
    said = " ".join(f'{name}="{value}"' for name, value in facts.items())
    html = html.replace("<html ", f"<html {said} ", 1).replace(
        "</head>", f"{_metadata(html)}<style>{css}</style></head>", 1
    )
    html = _DRAWING.sub(r"\1<title>\2</title>", html)
    return html if canonical else _OWN_LINK.sub(r'<a \1data-href="/', html)


def _metadata(html: str) -> str:
    """Return the author and the date of what is printed, as the page itself says them."""
    found = {"author": _AUTHOR.search(html), "dcterms.created": _DATE.search(html)}
    return "".join(f'<meta name="{name}" content="{match[1]}">\n' for name, match in found.items() if match)
