"""The parts that several views share: bodies, cards, sources, milestones."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..content.documents import Document
from ..content.kinds import Person
from ..i18n import dates
from ..i18n.alternates import KEPT_BACK
from ..i18n.languages import spoken_in
from ..model import Phrase, Source
from .context import SiteContext
from .figures import lead, on_card, portrait
from .frame import Frame, frame
from .publication import moment, starts_or_ends
from .shared import Link, Standing
from .text_views import Card, DateWords, PersonCard
from .views import MilestoneEntry, SourceEntry

NOTHING = Phrase("", "")


def document_frame(site: SiteContext, document: Document, language: str, *, sample: bool = False) -> Frame:
    """Return the frame of a document's page; `sample` marks it even if the document itself does not."""
    without = frame(
        site,
        document.id,
        language,
        title=Phrase(document.fields.heading, document.language),
        description=Phrase(document.fields.summary, document.language),
        standing=standing(site, document, language),
        sample=document.fields.sample or sample,
    )
    shown = lead(site, document, language)
    return replace(without, picture=shown) if shown else without


def day_words(site: SiteContext, value: dt.date, language: str, *, full: bool = False) -> DateWords:
    """Return a day in words; a time is one of the event's zone, and its day is the one there."""
    day = value
    if isinstance(value, dt.datetime):
        value = moment(value, site.event.zone).astimezone(site.event.zone)
        day = value.date()
    words = dates.full(day, language) if full else dates.day(day, language)
    return DateWords(iso=value.isoformat(), words=words)


def card(site: SiteContext, name: str, language: str) -> Card:
    """Return the card of the document `name`."""
    document = site.document(name, language)
    if document is None:
        session = site.sessions[name.partition("/")[2]]
        return Card(url=site.url(name, language), title=session.title.in_(language), summary=NOTHING)
    date = getattr(document.fields, "date", None) or getattr(document.fields, "start", None)
    return Card(
        url=site.url(name, language),
        title=Phrase(document.fields.heading, document.language),
        summary=Phrase(document.fields.summary, document.language),
        date=day_words(site, date, language) if isinstance(date, dt.date) else None,
        kind=document.kind,
        sample=document.fields.sample,
        standing=standing(site, document, language),
        picture=on_card(site, document),
    )


def cards(site: SiteContext, names: Iterable[str], language: str) -> tuple[Card, ...]:
    """Return the cards of the documents, in the order given."""
    return tuple(card(site, name, language) for name in shown(site, tuple(names), language))


def shown(site: SiteContext, names: Sequence[str], language: str) -> Sequence[str]:
    """Return those that have a page in the language."""
    if "hide" not in site.event.untranslated.values():
        return names
    return [name for name in names if language in site.graph[name]]


def standing(site: SiteContext, document: Document, language: str) -> Standing | None:
    """Return why the public build leaves the document out, in words of `language`; None where it does not."""
    state = site.graph[document.id][document.language].state
    if state not in KEPT_BACK:
        return None
    zone = site.event.zone
    when = starts_or_ends(document.fields, state, zone)
    if when is None:
        return Standing(state)
    local = when.astimezone(zone)
    return Standing(state, local.isoformat(), dates.moment(local, language))


def person_card(site: SiteContext, key: str, language: str) -> PersonCard:
    """Return a person as lists show them."""
    name = f"people/{key}"
    document = site.document(name, language)
    fields = document.as_(Person) if document else None
    spoken = document.language if document else ""
    return PersonCard(
        url=site.url(name, language),
        name=site.people[key].name,
        honorific=(fields.honorific or "") if fields and spoken == language else "",
        role=Phrase(fields.roles[0], spoken) if fields else NOTHING,
        organisation=Phrase(fields.organisation or "", spoken) if fields else NOTHING,
        initials=initials(site.people[key].name),
        portrait=portrait(site, document),
    )


def group_of(site: SiteContext, key: str) -> str:
    """Return "speaker" or "guest"; a person that only the schedule knows speaks in it."""
    document = site.document(f"people/{key}", site.event.source_language)
    return document.as_(Person).group if document else "speaker"


def initials(name: str) -> str:
    """Return the first letters of a name's first and last word."""
    words = name.split()
    return "".join(word[0].upper() for word in dict.fromkeys((words[0], words[-1]))) if words else ""


def sources(site: SiteContext, ids: Iterable[str], language: str) -> tuple[SourceEntry, ...]:
    """Return the sources under a text, in the order given."""
    return tuple(source_entry(site, site.sources[identifier], language) for identifier in ids)


def source_entry(site: SiteContext, source: Source, language: str) -> SourceEntry:
    """Return a source with the address of its place in the list of sources."""
    page = site.layouts.get("sources")
    return SourceEntry(
        id=source.id,
        title=source.title.in_(language),
        publisher=Phrase(source.publisher, spoken_in(source.publisher)),
        date=_source_date(source.date, language),
        note=source.note.in_(language),
        url=f"{site.url(page, language)}#source-{source.id}" if page else "",
        address=source.url,
    )


def _source_date(value: str, language: str) -> str:
    try:
        return dates.day(dt.date.fromisoformat(value), language)
    except ValueError:
        return value


def milestones(site: SiteContext, language: str) -> tuple[MilestoneEntry, ...]:
    """Return the event's milestones with their place in time, seen from the build's clock."""
    return tuple(
        MilestoneEntry(
            date=day_words(site, item.date, language),
            title=item.title.in_(language),
            url=site.url(item.page, language) if item.page and item.page in site.graph else "",
            state=state,
        )
        for item, state in zip(site.event.milestones, site.milestone_states, strict=True)
    )


def link(site: SiteContext, name: str | None, language: str, title: Phrase) -> Link | None:
    """Return a link to the page `name`, or None where there is none."""
    return Link(url=site.url(name, language), title=title) if name else None
