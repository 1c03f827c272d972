"""The HTML of pictures: in the sizes that screens need, in the formats that browsers know, with what is said of them.

Their width and height stand in the page, so nothing moves when they come.
"""

import html
from collections.abc import Callable, Iterable
from functools import partial
from itertools import groupby
from urllib.parse import quote

from ..content.documents import Document
from ..content.figures import DECORATION, InText, with_pictures
from ..content.kinds import Person, Pictured
from ..pictures.recipe import MEDIA_TYPES, Cut, Variant, variants
from .context import SiteContext
from .pictures import SitePicture

# How wide a picture is shown: in a column of text, on a card, as a portrait. The lengths are those of theme/css:
# the column's `--measure`, and twice the `--gutter` beside it.
TEXT = "(min-width: 45rem) 42rem, calc(95.6vw - 1rem)"
TALL = "(min-width: 29rem) 26rem, calc(95.6vw - 1rem)"
CARD = "(min-width: 40em) 22rem, calc(95.6vw - 1rem)"
PORTRAIT = "4.5rem"
LARGE_PORTRAIT = "(min-width: 40em) 12rem, 9rem"
_REDUCED = "(prefers-reduced-motion: reduce)"


def picture_files(site: SiteContext) -> dict[str, Callable[[SiteContext], bytes]]:
    """Return what makes each file of the pictures, by its name below the site's root."""
    return {
        file: partial(_content, name=name, variant=variant)
        for name, one in site.pictures.items()
        for file, variant in one.variants.items()
    }


def _content(site: SiteContext, name: str, variant: Variant) -> bytes:
    return site.gallery.read(name, site.pictures[name].picture, variant)


def download(site: SiteContext, name: str) -> str:
    """Return the path of the whole picture, as it is given to those who ask for its file."""
    one = site.pictures[name]
    return f"/{one.file(variants(one.picture, Cut('file'))[-1])}"


def picture(site: SiteContext, name: str, cut: Cut, alt: str, sizes: str, *, eager: bool = False) -> str:
    """Return a picture as safe HTML; an `eager` one is asked for at once, others when they come near.

    A moving one stands still for readers who have asked for less movement.
    """
    one = site.pictures[name]
    made = variants(one.picture, cut)
    words = "" if alt == DECORATION else alt
    image = _image(site, one, made[-1], words, eager=eager)
    if len(made) == 1:
        return image
    if one.picture.moving and cut.shape == "whole":
        return f'<picture><source media="{_REDUCED}" srcset="{_address(site, one, made[0])}">{image}</picture>'
    groups = groupby(made[:-1], key=lambda item: item.format)
    sources = "".join(_source(site, one, list(items), sizes) for _, items in groups)
    return f"<picture>{sources}{image}</picture>"


def figure(shown: str, caption: str, credit: str, label: str, language: str = "") -> str:
    """Return a picture's HTML with what is said of it, in a language where it is not the page's own.

    The `label` stands before a credit that does not say itself what its name stands for.
    """
    said = [html.escape(caption)] if caption else []
    if credit:
        words = credit if ":" in credit else f"{label} {credit}"
        said.append(f'<span class="credit">{html.escape(words)}</span>')
    below = f"<figcaption>{' '.join(said)}</figcaption>" if said else ""
    return f"<figure{_lang(language)}>{shown}{below}</figure>"


def lead(site: SiteContext, document: Document, language: str) -> str:
    """Return the picture at the top of a document's page; a person's portrait stands elsewhere."""
    fields = document.fields
    if not isinstance(fields, Pictured) or isinstance(fields, Person) or not fields.image:
        return ""
    shown = _whole(site, fields.image, fields.image_alt or "", eager=True)
    borrowed = document.language if document.language != language else ""
    label = _label(site, document.language)
    return figure(shown, fields.image_caption or "", fields.image_credit or "", label, borrowed)


def on_card(site: SiteContext, document: Document) -> str:
    """Return the picture on a document's card, whose words say already what it stands for."""
    fields = document.fields
    if not isinstance(fields, Pictured) or isinstance(fields, Person) or not fields.image:
        return ""
    return picture(site, fields.image, Cut("card", fields.focus), "", CARD)


def portrait(site: SiteContext, document: Document | None, *, large: bool = False) -> str:
    """Return a person's portrait: beside the name on a card, or `large` on the person's own page."""
    fields = document.fields if document else None
    if not isinstance(fields, Person) or not fields.image:
        return ""
    cut = Cut("square", fields.focus)
    if large:
        return picture(site, fields.image, cut, fields.image_alt or fields.name, LARGE_PORTRAIT, eager=True)
    return picture(site, fields.image, cut, "", PORTRAIT)


def in_text(site: SiteContext, document: Document, text_html: str) -> str:
    """Return a text's HTML with its pictures as the site shows them."""
    label = _label(site, document.language)
    has_lead = isinstance(document.fields, Pictured) and document.fields.image is not None

    def shown(one: InText) -> str:
        made = _whole(site, one.name, one.alt or "", eager=one.first and not has_lead)
        return figure(made, one.caption, one.credit, label) if one.alone and one.title else made

    return with_pictures(text_html, shown)


def _whole(site: SiteContext, name: str, alt: str, *, eager: bool) -> str:
    sizes = TALL if site.pictures[name].is_tall else TEXT
    return picture(site, name, Cut("whole"), alt, sizes, eager=eager)


def _label(site: SiteContext, language: str) -> str:
    _ = site.say(language)
    return _("Photo:")


def _image(site: SiteContext, one: SitePicture, variant: Variant, alt: str, *, eager: bool) -> str:
    whole = variant.cut.shape in {"whole", "moving", "file"}
    width, height = (one.picture.width, one.picture.height) if whole else (variant.width, variant.height)
    tall = ' class="tall"' if whole and one.is_tall else ""
    when = 'fetchpriority="high"' if eager else 'loading="lazy"'
    return (
        f'<img{tall} src="{_address(site, one, variant)}" alt="{html.escape(alt)}" width="{width}" height="{height}"'
        f' {when} decoding="async">'
    )


def _source(site: SiteContext, one: SitePicture, items: list[Variant], sizes: str) -> str:
    kind = MEDIA_TYPES[items[0].format]
    if len(items) == 1:
        return f'<source type="{kind}" srcset="{_address(site, one, items[0])}">'
    return f'<source type="{kind}" srcset="{", ".join(_candidates(site, one, items))}" sizes="{sizes}">'


def _candidates(site: SiteContext, one: SitePicture, items: Iterable[Variant]) -> Iterable[str]:
    return (f"{_address(site, one, item)} {item.width}w" for item in items)


def _address(site: SiteContext, one: SitePicture, variant: Variant) -> str:
    return f"{site.config.base}/{quote(one.file(variant))}"


def _lang(language: str) -> str:
    return f' lang="{language}"' if language else ""
