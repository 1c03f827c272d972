"""The event, its sessions, their places and people.

A session without a day is no event yet, unless it had one before: then it is postponed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...model import Change, Event, Room, Session, Slot, Venue
from .graph import Node, reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What of a session is not in the session itself: its address, and what its page says.

    `changes` are those of its ledger, newest first; `invented` says that a sample is one.
    """

    url: str
    description: str = ""
    changes: Sequence[Change] = ()
    place: Node | None = None
    people: Sequence[Node] = ()
    invented: str = ""


def event_id(url: str) -> str:
    """Return the name of the event that the page at this address is about."""
    return f"{url}#event"


def whole_event(event: Event, language: str, home: str) -> Node:
    """Return the whole event as far as every page may name it: what, when, where."""
    place = event.place.in_(language).words
    return {
        "@type": "Event",
        "@id": event_id(home),
        "name": event.name.in_(language).words,
        "url": home,
        "startDate": event.start.isoformat(),
        "endDate": event.end.isoformat(),
        "eventStatus": _term("EventScheduled"),
        "eventAttendanceMode": _term("OfflineEventAttendanceMode") if place else "",
        "location": {"@type": "Place", "name": place, "address": place} if place else {},
    }


def spoken(sessions: Iterable[Session]) -> list[str]:
    """Return the languages that are spoken in sessions or that these are interpreted into, sorted."""
    return sorted({code for session in sessions for code in (*session.languages, *session.interpretation)})


def organizer(name: str, url: str) -> Node:
    """Return a body that holds the event; `url` may be empty."""
    return {"@type": "Organization", "name": name, "url": url}


def place(room: Room, venue: Venue | None, language: str, identifier: str) -> Node:
    """Return a room; a venue that has another name is what it is in."""
    name = room.name.in_(language).words
    above = venue.name.in_(language).words if venue else ""
    area = venue.area.in_(language).words if venue else ""
    return {
        "@type": "Place",
        "@id": identifier,
        "name": name,
        "address": area,
        "containedInPlace": {"@type": "Place", "name": above, "address": area} if above not in ("", name) else {},
    }


def performer(name: str, url: str) -> Node:
    """Return a person who takes part in a session."""
    return {"@type": "Person", "@id": person_id(url), "name": name, "url": url}


def person_id(url: str) -> str:
    """Return the name of the person whose page this is."""
    return f"{url}#person"


def session_event(session: Session, language: str, known: Known, above: Node) -> Node | None:
    """Return a session with all that its page shows, a part of the event `above`; None where no day is known."""
    earlier = _earlier(session, known.changes)
    slot = session.slot
    if slot is None and not earlier:
        return None
    status = _status(session, earlier)
    return {
        "@type": "Event",
        "@id": event_id(known.url),
        "name": session.title.in_(language).words,
        "url": known.url,
        "description": known.description,
        "disambiguatingDescription": known.invented,
        "startDate": _start(slot) if slot else earlier[-1],
        "endDate": _end(slot),
        "eventStatus": _term(status),
        # Only what has moved has been somewhere else in time.
        "previousStartDate": earlier if status in {"EventRescheduled", "EventPostponed"} else [],
        "eventAttendanceMode": _term("OfflineEventAttendanceMode") if known.place else "",
        "location": known.place,
        "performer": [*known.people],
        "inLanguage": spoken([session]),
        "superEvent": above,
    }


def session_part(session: Session, language: str, known: Known) -> Node | None:
    """Return a session as one of a programme, which may have a thousand: what tells it, and where the rest is."""
    if session.slot is None:
        return None
    return {
        "@type": "Event",
        "@id": event_id(known.url),
        "name": session.title.in_(language).words,
        "disambiguatingDescription": known.invented,
        "startDate": _start(session.slot),
        "eventStatus": _term("EventCancelled") if session.state == "cancelled" else "",
        "location": reference((known.place or {}).get("@id", "")),
    }


def _status(session: Session, earlier: Sequence[str]) -> str:
    if session.state == "cancelled":
        return "EventCancelled"
    if session.slot is None:
        return "EventPostponed"
    return "EventRescheduled" if earlier else "EventScheduled"


def _earlier(session: Session, changes: Sequence[Change]) -> list[str]:
    """Return when the session was to begin before it was moved, each time once, in the order of the moves."""
    now = _start(session.slot) if session.slot else ""
    found = dict.fromkeys(_start(slot) for slot in _slots(reversed(changes)))
    return [start for start in found if start != now]


def _slots(changes: Iterable[Change]) -> Iterator[Slot]:
    for change in changes:
        if change.kind == "moved" and change.before.slot:
            yield change.before.slot


def _start(slot: Slot) -> str:
    """Return when it begins as exactly as it is known: a time, else a day."""
    return slot.start.isoformat() if slot.start else slot.first.isoformat()


def _end(slot: Slot | None) -> str:
    """Return when it ends as far as that is known; a day only where it is another than the first."""
    if slot is None or slot.end:
        return slot.end.isoformat() if slot and slot.end else ""
    return slot.last.isoformat() if slot.last != slot.first else ""


def _term(name: str) -> str:
    return f"https://schema.org/{name}"
