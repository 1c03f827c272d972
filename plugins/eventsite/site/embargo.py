"""The times that editors give a document, held against each other: what cannot be meant is told before it happens."""

import datetime as dt
from collections.abc import Iterator, Set

from ..content.documents import Document, Documents, Twins, source_of, static_path
from ..content.kinds import Dated, Page, Session
from ..errors import Problem, say
from ..model import Event
from .links import document_named
from .publication import beginning, embargo, expiry, moment, standing


def contradictions(documents: Documents, event: Event) -> Iterator[Problem]:
    """Yield a problem for each document whose times contradict each other.

    Times in the past are none: the document has simply become public, or has expired.
    """
    for twins in documents.values():
        document = source_of(twins)
        if document.fields.publish_at or document.fields.expires or embargo(document.fields, event.zone):
            yield from _ends_too_early(document, event)
            yield from _too_early(document, event)
            yield from _lists(document)


def _ends_too_early(document: Document, event: Event) -> Iterator[Problem]:
    starts, ends = beginning(document.fields, event.zone), expiry(document.fields, event.zone)
    if starts and ends and ends <= starts:
        message = say("the document would expire before it is public, {when}", when=words(starts, event.zone))
        yield document.problem("expires", message, say("write a later time, or remove the line"))


def _too_early(document: Document, event: Event) -> Iterator[Problem]:
    """Yield a problem for a time after which another one would still keep the document back.

    An embargo may be later than `publish-at`: it is often added last, and keeps the document back as it should.
    """
    fields = document.fields
    if not isinstance(fields, Dated):
        return
    date = moment(fields.date, event.zone)
    published = moment(fields.publish_at, event.zone) if fields.publish_at else None
    ends = embargo(fields, event.zone)
    if ends and published and ends < published:
        message = say("the embargo ends before `publish-at`, {when}", when=words(published, event.zone))
        yield document.problem("embargo-until", message, say("write the same time in both, or remove `publish-at`"))
    for name, when in (("publish-at", published), ("embargo-until", ends)):
        if when and when < date:
            message = say(
                "it is before the document's `date`, which keeps it back until {when}", when=words(date, event.zone)
            )
            yield document.problem(name, message, say("correct one of the two"))


def _lists(document: Document) -> Iterator[Problem]:
    """Yield a problem for the page of a list that would expire: other documents stand below it."""
    fields = document.fields
    if fields.expires and isinstance(fields, Page) and fields.layout != "page":
        message = say("a page with the layout `{layout}` cannot expire: other pages need it", layout=fields.layout)
        yield document.problem("expires", message, say("remove the line"))


def premature(documents: Documents, shown: Set[str], event: Event, now: dt.datetime) -> Iterator[Problem]:
    """Yield a problem for each document to come that would then name one which is not public yet.

    The clock alone makes it public, at night too, and would stop the site.
    """
    for name, twins in documents.items():
        source = source_of(twins)
        starts = beginning(source.fields, event.zone)
        if name in shown or source.fields.status == "draft" or starts is None or starts <= now:
            continue
        for named, problem in _named(twins, words(starts, event.zone)):
            others = documents.get(named)
            if others and standing(source_of(others), others, event, starts) not in {None, "expired"}:
                yield problem


def _named(twins: Twins, when: str) -> Iterator[tuple[str, Problem]]:
    """Yield each document that one names, with the problem which that is where it is not public at `when`."""
    source = source_of(twins)
    hint = say("let that one appear no later, or do not name it")
    for twin in twins.values():
        for target in twin.targets:
            message = say(
                "the link `{link}` leads to a document that is not public yet when this one appears, {when}",
                link=target.name,
                when=when,
            )
            if static_path(target.name) is None and twin.fields.status != "draft":
                yield document_named(target.name), Problem(twin.path, target.place, "", message, hint)
    fields = source.fields
    named: list[tuple[str, str]] = []
    if isinstance(fields, Page):
        named = [("highlights", name) for name in fields.highlights] + [("parent", f"pages/{fields.parent}")]
    elif isinstance(fields, Session):
        named = [("people", f"people/{key}") for key in fields.people]
    for field, name in named:
        message = say("`{name}` is not public yet when this document appears, {when}", name=name, when=when)
        yield name, source.problem(field, message, hint)


def words(when: dt.datetime, zone: dt.tzinfo | None) -> str:
    """Return a moment for staff, as in the zone: `2017-11-27 08:00`, with seconds where it has any."""
    local = when.astimezone(zone)
    return f"{local:%Y-%m-%d %H:%M:%S}" if local.second else f"{local:%Y-%m-%d %H:%M}"
