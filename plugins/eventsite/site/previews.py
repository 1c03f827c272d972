"""What others show of a page that somebody sends them: a title, a sentence, and a picture with the page's words."""

from typing import NamedTuple

from ..content.kinds import Person, Pictured
from ..exports.sentences import part_of_day
from ..i18n import dates
from ..model import Session
from ..pictures.card import Card, Photo
from . import views
from .agenda import place
from .context import SiteContext
from .people_views import PersonView
from .shared import Preview
from .social import SocialStyle

# A longer title is cut.
MOST_SIGNS = 300


def _(words: str) -> str:
    """Mark words that are collected for the translators; what they are in a language, `say` knows."""
    return words


_KINDS = {"press": _("Press release"), "news": _("News"), "speaker": _("Speaker"), "guest": _("Guest")}
_SAMPLE = _("Sample data")
_CANCELLED = _("Cancelled")


class _Words(NamedTuple):
    """What a card says of its page, besides the title: what it is, the most important fact, and the rest."""

    kind: str = ""
    fact: str = ""
    more: str = ""


def preview(site: SiteContext, name: str, language: str, view: views.View) -> Preview:
    """Return what others show of a public page."""
    title = _title(view)
    words = _words(site, name, language, view)
    card = _card(site, site.social, name, language, view, words) if site.social else None
    said = view.page.description.words
    return Preview(
        kind={views.ArticleView: "article", PersonView: "profile"}.get(type(view), "website"),
        title=_plain(title),
        description=_plain(said if said and said != title else _otherwise(site, language, words)),
        published=view.date.iso if isinstance(view, views.ArticleView) else "",
        image=site.absolute(f"/{card.file}") if card else "",
        alt=_plain(" · ".join(filter(None, (card.kind, card.title, card.fact)))) if card else "",
        card=card,
    )


def _plain(words: str) -> str:
    """Return words for other programs, which break lines as they like."""
    return words.replace("\N{NO-BREAK SPACE}", " ")


def _title(view: views.View) -> str:
    pages = view.pages
    title = view.page.title.words
    return f"{title} ({pages.number}/{pages.count})" if pages and pages.number > 1 else title


def _otherwise(site: SiteContext, language: str, words: _Words) -> str:
    """Return a sentence for a page that has none: what its card says, or the event's own."""
    said = " · ".join(filter(None, (words.fact, words.more)))
    return said or site.event.tagline.in_(language).words or _when(site, language)


def _when(site: SiteContext, language: str) -> str:
    event = site.event
    return " · ".join(filter(None, (dates.days(event.start, event.end, language), event.place.in_(language).words)))


def _card(
    site: SiteContext, style: SocialStyle, name: str, language: str, view: views.View, words: _Words
) -> Card | None:
    """Return the card; None where the fonts lack letters of what has to be on it."""
    title = _cut(style.spelled(_title(view)))
    notice = site.event.notice.in_(language).words
    # Without the notice, or the word that its matter is invented, a card would claim too much.
    if not title or any(said and not style.spelled(said) for said in (notice, words.kind)):
        return None
    is_home = isinstance(view, views.HomeView)
    initials = view.initials if isinstance(view, PersonView) else ""
    return Card(
        style=style.digest,
        title=title,
        event=style.spelled(site.event.short_name.in_(language).words),
        when="" if is_home else style.spelled(_when(site, language)),
        kind=style.spelled(words.kind),
        fact=style.spelled(words.fact),
        more=style.spelled(words.more),
        notice=style.spelled(notice),
        initials=style.spelled(initials),
        photo=_photo(site, name, language),
    )


def _cut(title: str) -> str:
    if len(title) <= MOST_SIGNS:
        return title
    kept = title[: MOST_SIGNS - 1]
    return (kept.rpartition(" ")[0] or kept).rstrip(" ,;:.–-") + "…"


def _photo(site: SiteContext, name: str, language: str) -> Photo | None:
    """Return the picture that stands for the page, where the site shows it; a drawing cannot be put on a card."""
    document = site.document(name, language)
    fields = document.fields if document else None
    one = site.pictures.get(fields.image) if isinstance(fields, Pictured) and fields.image else None
    if one is None or not isinstance(fields, Pictured) or one.picture.source == "svg":
        return None
    size = one.picture.width, one.picture.height
    return Photo(one.name, one.picture.digest, size, fields.focus, isinstance(fields, Person))


def _words(site: SiteContext, name: str, language: str, view: views.View) -> _Words:
    """Return what the card says of the page, and that it is invented where it is."""
    in_words = site.say(language)
    found = _of_page(site, name, language, view)
    is_cancelled = isinstance(view, views.SessionView) and view.session.state == "cancelled"
    state = [in_words(_CANCELLED)] if is_cancelled else []
    state += [in_words(_SAMPLE)] if view.page.sample else []
    return found._replace(kind=" · ".join(filter(None, (found.kind, *state))))


def _of_page(site: SiteContext, name: str, language: str, view: views.View) -> _Words:
    in_words = site.say(language)
    key = name.partition("/")[2]
    # The page right above; the home page is above all.
    above = view.page.breadcrumbs[-1].title.words if len(view.page.breadcrumbs) > 1 else ""
    summary = view.page.description.words
    match view:
        case views.HomeView():
            return _Words(_when(site, language), "", site.event.tagline.in_(language).words)
        case views.SessionView():
            return _of_session(site, site.sessions[key], language, view.session.type.words or above)
        case PersonView():
            role = view.roles[0] if view.roles else ""
            body = view.organisation if view.organisation not in role else ""
            return _Words(in_words(_KINDS[_group(site, name, language)]), role, body)
        case views.ArticleView():
            facts = (view.place.words, view.date.words)
            return _Words(in_words(_KINDS[name.partition("/")[0]]), ", ".join(filter(None, facts)), summary)
        case views.AgendaView() if view.single:
            return _Words(above, "", site.event.name.in_(language).words)
    return _Words(above, "", summary)


def _group(site: SiteContext, name: str, language: str) -> str:
    document = site.document(name, language)
    return document.as_(Person).group if document else "speaker"


def _of_session(site: SiteContext, session: Session, language: str, kind: str) -> _Words:
    room = place(site, session.room, language)
    slot = session.slot
    if slot is None:
        return _Words(kind, "", room.words if room else "")
    day = (
        dates.weekday(slot.first, language)
        if slot.first == slot.last
        else dates.days(slot.first, slot.last, language)
    )
    hours = dates.times(slot.start, slot.end, language) if slot.start else part_of_day(slot, site.say(language))
    return _Words(kind, " · ".join(filter(None, (day, hours))), room.words if room else "")
