"""A document's text on a page: its links lead to pages in the page's language, its cards and videos are there.

What can be said without the site was done when the text was read (content/aids.py).
"""

import re

from ..content.abbreviations import explain
from ..content.documents import Document
from ..content.markdown import name_languages, resolve_targets, unlink
from .context import SiteContext
from .downloads import name_files
from .embeds import embeds
from .figures import in_text
from .links import addresses, foreign, unlinked
from .text_views import NO_BODY, Body

_CALLOUT = re.compile(
    r'(<div class="callout callout--(note|tip|warning|important)" role="note">\n'
    r'<p class="callout__title">)(?=</p>)'
)
_BACK = re.compile(
    r'(<a class="footnote-backref" href="#fnref(\d*):[^"]*")'
    r' title="Jump back to footnote (\d+) in the text">↩(?=</a>)'
)


def body(site: SiteContext, document: Document, language: str) -> Body:
    """Return the document's text with its links leading to pages in `language`."""
    text = _said(site, site.html(document), document.language)
    if not text:
        return NO_BODY
    if document.pictures:
        text = in_text(site, document, text)
    if meanings := _meanings(site, document.language):
        text = explain(text, meanings)
    parts = embeds(site, text, document.language, language)
    if document.targets:
        # A text in another language than the page's is for those who read that language.
        names = foreign(site, document, language) if document.language == language else {}
        urls, lost = addresses(site, document, language), unlinked(site, document)

        def resolved(piece: str) -> str:
            piece = name_files(site, piece, document.language)
            piece = name_languages(piece, names) if names else piece
            return resolve_targets(unlink(piece, lost), urls)

        parts = [part._replace(html=resolved(part.html)) if part.html else part for part in parts]
    return Body(parts=tuple(parts), language=document.language)


def _meanings(site: SiteContext, language: str) -> dict[str, str]:
    """Return what abbreviations stand for in the language."""
    known = ((short, text.by_language.get(language, "")) for short, text in site.event.abbreviations.items())
    return {short: meaning for short, meaning in known if meaning}


def _said(site: SiteContext, text: str, language: str) -> str:
    """Return the HTML with the site's own words in it: the titles of callouts, the names of links back from notes."""
    if 'class="callout__title"' in text:
        _ = site.say(language)
        titles = {
            "note": _("Note"), "tip": _("Tip"), "warning": _("Warning"), "important": _("Important"),
        }  # fmt: skip
        text = _CALLOUT.sub(lambda match: match[1] + titles[match[2]], text)
    if 'class="footnote-backref"' in text:
        _ = site.say(language)
        words = _("Back to note {number} in the text")

        def back(match: re.Match[str]) -> str:
            place = f" ({match[2]})" if match[2] else ""
            return f'{match[1]}><span class="visually-hidden">{words.format(number=match[3])}{place}</span>'

        text = _BACK.sub(back, text)
    return text
