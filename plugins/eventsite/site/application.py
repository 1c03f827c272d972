"""The site as an application: a manifest for each language that readers are led to."""

from collections.abc import Callable
from functools import partial

from ..exports.webmanifest import Application, render_manifest
from ..i18n.languages import language as language_of
from .context import SiteContext

_ICONS = (192, 512)
_MASKABLE = 512


def manifest_name(language: str) -> str:
    """Return the manifest's name below the site's root."""
    return f"manifest.{language}.webmanifest"


def manifests(site: SiteContext) -> dict[str, Callable[[SiteContext], str]]:
    """Return the name below the root of every manifest, and what makes its text."""
    return {manifest_name(code): partial(_manifest, language=code) for code in site.event.public_languages}


def _manifest(site: SiteContext, language: str) -> str:
    event = site.event
    images = f"{site.config.base}/theme/img/icon"
    colour, paper, _ = site.colours
    application = Application(
        language=language,
        direction=language_of(language).direction,
        name=event.name.in_(language).words,
        short_name=event.short_name.in_(language).words,
        description=event.tagline.in_(language).words,
        home=site.url(site.layouts["home"], language),
        scope=f"{site.config.base}/",
        colour=colour,
        paper=paper,
        icons={size: f"{images}-{size}.png" for size in _ICONS},
        maskable=(_MASKABLE, f"{images}-maskable-{_MASKABLE}.png"),
    )
    return render_manifest(application)
