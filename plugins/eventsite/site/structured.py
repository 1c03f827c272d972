"""The structured data of each page: which things it tells of, and their addresses.

It says what the page says, from the same view: a thing that the page does not show is not told either.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from ..content.kinds import Partner
from ..exports.structured import events, graph, texts
from ..exports.structured.graph import Node
from ..i18n.alternates import public
from ..model import Room, Session
from ..schedule.merge import file_key, session_key
from . import views
from .calendars import SAMPLE
from .context import SiteContext
from .people_views import IndexView, PeopleView, PersonView

# With more sessions a page tells only of the event: those of a day are on the day's page.
MOST_PARTS = 200
_KINDS: dict[type[views.View], str] = {
    PersonView: "ProfilePage", PeopleView: "CollectionPage", IndexView: "CollectionPage",
    views.ListView: "CollectionPage", views.PartnersView: "CollectionPage",
}  # fmt: skip
# The bodies that hold the event; others are partners of the host.
_ORGANIZERS = ("host", "co-organiser")


def structured_data(site: SiteContext, name: str, language: str, view: views.View, image: str) -> str:
    """Return what search engines read of a public page and its translations; `image` is its address, or empty."""
    addresses = {alternate.language: site.absolute(alternate.path) for alternate in public(site.graph[name])}
    source = site.event.source_language
    things = [graph.full({**thing, "image": image}) for thing in _things(site, name, language, view)]
    asked = _questions(view)
    page = graph.web_page(
        "FAQPage" if asked else _KINDS.get(type(view), "WebPage"),
        view.page.title.words,
        language,
        addresses,
        source if source in addresses else "",
    )
    home = _home(site, language)
    page |= {
        "isPartOf": graph.reference(graph.web_site_id(home)),
        "mainEntity": asked or graph.reference(things[0]["@id"] if things else ""),
        "disambiguatingDescription": _invented(site, language, sample=view.page.sample and not things),
        "breadcrumb": _breadcrumbs(site, view),
    }
    return graph.render_graph([page, *things, *_others(site, name, language, view)])


def _things(site: SiteContext, name: str, language: str, view: views.View) -> Iterator[Node]:
    """Yield what the page is about."""
    match view:
        case views.HomeView():
            yield {**_whole(site, language), **_about_whole(site, language)}
        case views.AgendaView():
            yield {**_whole(site, language), "subEvent": _parts(site, name, language)}
        case views.SessionView():
            yield from _session(site, name.partition("/")[2], language, view)
        case PersonView():
            yield _person(site, name, language, view)
        case views.ArticleView():
            yield texts.news_article(
                view.page.title.words,
                _address(site, name, language),
                language=language,
                summary=view.page.description.words,
                published=view.date.iso,
                place=view.place.words,
                invented=_invented(site, language, sample=view.page.sample),
            )


def _others(site: SiteContext, name: str, language: str, view: views.View) -> Iterator[Node]:
    """Yield the things that those of the page lead to."""
    if isinstance(view, views.HomeView):
        search = site.layouts.get("search", "")
        yield graph.web_site(
            _home(site, language),
            site.event.name.in_(language).words,
            site.event.short_name.in_(language).words,
            language,
            _address(site, search, language) if search else "",
        )
    if isinstance(view, views.AgendaView):
        used = {session.room for session in _listed(site, name)}
        yield from (_place(site, room, language) for room in site.rooms.values() if room.id in used)


def _whole(site: SiteContext, language: str) -> Node:
    return events.whole_event(site.event, language, _home(site, language))


def _about_whole(site: SiteContext, language: str) -> Node:
    """Return what only the home page tells of the event: in a sentence, by whom, and in which languages."""
    return {
        "description": site.event.tagline.in_(language).words,
        "organizer": [*_organizers(site, language)],
        "inLanguage": events.spoken(site.sessions.values()),
    }


def _organizers(site: SiteContext, language: str) -> Iterator[Node]:
    """Yield the bodies that hold the event, none of them invented."""
    for name in site.orders.get("partners", ()):
        document = site.document(name, language)
        fields = document.as_(Partner) if document else None
        if fields and fields.category in _ORGANIZERS and not fields.sample:
            yield events.organizer(fields.name, fields.url or "")


def _parts(site: SiteContext, name: str, language: str) -> list[Node]:
    """Return the sessions on a page of the agenda, in short."""
    known = ((session, _known(site, session, language)) for session in _listed(site, name))
    return [part for session, facts in known if (part := events.session_part(session, language, facts))]


def _listed(site: SiteContext, name: str) -> Sequence[Session]:
    """Return the sessions that a page of the agenda tells of."""
    kind, _, key = name.partition("/")
    found: Iterable[Session] = site.sessions.values()
    if kind == "days":
        found = site.on_day.get(dt.date.fromisoformat(key), ())
    sessions = [session for session in found if session.slot]
    return sessions if len(sessions) <= MOST_PARTS else ()


def _known(site: SiteContext, session: Session, language: str) -> events.Known:
    room = site.rooms.get(session.room or "")
    return events.Known(
        url=_address(site, f"sessions/{session_key(session.id)}", language),
        place=_place(site, room, language) if room else None,
        invented=_invented(site, language, sample=session.sample),
    )


def _session(site: SiteContext, key: str, language: str, view: views.SessionView) -> Iterator[Node]:
    session = site.sessions[key]
    room = site.rooms.get(session.room or "")
    known = events.Known(
        url=_address(site, f"sessions/{key}", language),
        description=view.page.description.words,
        changes=site.ledger.get(key, ()),
        place=_place(site, room, language) if room else None,
        people=[events.performer(card.name, _absolute(site, card.url)) for card in view.people],
        invented=_invented(site, language, sample=view.page.sample),
    )
    if node := events.session_event(session, language, known, _whole(site, language)):
        yield node


def _place(site: SiteContext, room: Room, language: str) -> Node:
    # The page of all venues has no place for each room; the agenda is where rooms are columns.
    above = _address(site, site.layouts.get("agenda", site.layouts["home"]), language)
    return events.place(room, site.venues.get(room.venue or ""), language, f"{above}#room-{file_key(room.id)}")


def _person(site: SiteContext, name: str, language: str, view: PersonView) -> Node:
    about = texts.person(
        view.name,
        _address(site, name, language),
        honorific=view.honorific,
        roles=view.roles,
        organisation=view.organisation,
        summary=view.page.description.words,
    )
    return {**about, "performerIn": texts.performances(_absolute(site, card.url) for card in view.sessions)}


def _questions(view: views.View) -> list[Node]:
    return texts.questions("".join(part.html for part in view.body.parts)) if type(view) is views.DocumentView else []


def _breadcrumbs(site: SiteContext, view: views.View) -> Node:
    page = view.page
    here = (page.title.words, page.canonical)
    return graph.breadcrumbs([*((link.title.words, _absolute(site, link.url)) for link in page.breadcrumbs), here])


def _invented(site: SiteContext, language: str, *, sample: bool) -> str:
    return site.say(language)(SAMPLE) if sample else ""


def _home(site: SiteContext, language: str) -> str:
    return _address(site, site.layouts["home"], language)


def _address(site: SiteContext, name: str, language: str) -> str:
    return _absolute(site, site.url(name, language))


def _absolute(site: SiteContext, url: str) -> str:
    return site.absolute(url.removeprefix(site.config.base))
