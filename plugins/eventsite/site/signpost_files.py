"""What stands at old addresses, in words: a short page that leads on, or says that nothing follows."""

from collections.abc import Callable, Iterator
from functools import partial

from ..exports.signposts import Section, WayOn, render_signpost
from ..exports.signposts import Signpost as Words
from ..i18n import dates
from ..i18n.languages import language as language_of
from ..model import Gone, Phrase
from .context import SiteContext
from .frame import page_title
from .signposts import Signpost


def signpost_files(site: SiteContext) -> dict[str, Callable[[SiteContext], str]]:
    """Return the name below the root of every such file, and what makes its text."""
    return {name: partial(_render, name=name) for name in site.signposts}


def _render(site: SiteContext, name: str) -> str:
    post = site.signposts[name]
    languages = [post.language, *(code for code in site.event.public_languages if code != post.language)]
    moved = post.kind == "moved"
    sections = [_section(site, post, code) for code in (languages[:1] if moved else languages)]
    return render_signpost(
        Words(
            name=site.event.short_name.in_(post.language).words,
            notice=site.event.notice.in_(post.language),
            home=site.url(site.layouts["home"], post.language),
            stylesheet=f"{site.config.base}/{site.stylesheets['main']}",
            icon=f"{site.config.base}/theme/img/favicon.svg",
            sections=sections,
            target=site.url(post.page, post.language) if moved else "",
            canonical=site.absolute(site.graph[post.page][post.language].path) if moved else "",
        )
    )


def _section(site: SiteContext, post: Signpost, language: str) -> Section:
    _ = site.say(language)
    heading, sentence, lead = {
        "moved": (
            _("This page has moved"), _("It has a new address, to which you are being led."), _("It is now here:"),
        ),
        "removed": (_("This page was removed"), _("It is no longer part of this site."), _("Go on with:")),
        "expired": (
            _("This page is no longer here"), _("It was meant for a certain time, which is over."), _("Go on with:"),
        ),
    }[post.kind]  # fmt: skip
    names = dict.fromkeys([post.page, *(() if post.kind == "moved" else (site.layouts["home"],))])
    return Section(
        language=language,
        direction=language_of(language).direction,
        heading=heading,
        sentences=(Phrase(sentence, language), *_reasons(post.gone, language, _)),
        lead=lead,
        links=tuple(
            WayOn(site.url(name, language), page_title(site, name, language)) for name in names if name in site.graph
        ),
    )


def _reasons(gone: Gone | None, language: str, _: Callable[[str], str]) -> Iterator[Phrase]:
    """Yield what the editors say of it: when it was removed, and why."""
    if gone and gone.date:
        yield Phrase(_("Removed on {date}.").format(date=dates.full(gone.date, language)), language)
    if gone and gone.reason:
        yield gone.reason.in_(language)
