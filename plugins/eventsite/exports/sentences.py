"""The change ledger in words: one sentence a change, which pages, feeds and the open data share."""

from collections.abc import Callable

from ..i18n import dates
from ..model import Change, Slot, Told

Say = Callable[[str], str]
"""Returns the words of one language for ours in English."""


def sentence(change: Change, language: str, say: Say) -> str:
    """Return what changed in one sentence of the language, with both values where there are two.

    The session's title is not in it: where the sentence stands, the title stands above.
    """
    return _SENTENCES[change.kind](change, language, say)


def _new(change: Change, language: str, _: Say) -> str:
    return _("Added to the programme: {after}.").format(after=_placed(change.after, language, _))


def _moved(change: Change, language: str, _: Say) -> str:
    before, after = change.before, change.after
    if before.room.in_(language).words == after.room.in_(language).words:
        return _("New time: {after} (previously {before}).").format(
            before=_time(before.slot, language, _), after=_time(after.slot, language, _)
        )
    return _("New time and place: {after} (previously {before}).").format(
        before=_placed(before, language, _), after=_placed(after, language, _)
    )


def _room(change: Change, language: str, _: Say) -> str:
    return _("New place: {after} (previously {before}).").format(
        before=_place(change.before, language, _), after=_place(change.after, language, _)
    )


def _title(change: Change, language: str, _: Say) -> str:
    return _("Renamed; previously “{before}”.").format(before=change.before.title.in_(language).words)


def _people(change: Change, language: str, _: Say) -> str:
    return _("Speakers: {after} (previously {before}).").format(
        before=_names(change.before, _), after=_names(change.after, _)
    )


def _cancelled(change: Change, language: str, _: Say) -> str:
    return _("Cancelled; previously planned: {before}.").format(before=_placed(change.before, language, _))


def _restored(change: Change, language: str, _: Say) -> str:
    return _("No longer cancelled: {after}.").format(after=_placed(change.after, language, _))


_SENTENCES: dict[str, Callable[[Change, str, Say], str]] = {
    "new": _new,
    "moved": _moved,
    "room": _room,
    "title": _title,
    "people": _people,
    "cancelled": _cancelled,
    "restored": _restored,
}


def _placed(told: Told, language: str, _: Say) -> str:
    """Return when and where."""
    where = told.room.in_(language).words
    when = _time(told.slot, language, _)
    return f"{when}, {where}" if where else when


def _place(told: Told, language: str, _: Say) -> str:
    return told.room.in_(language).words or _("place to be announced")


def _names(told: Told, _: Say) -> str:
    return ", ".join(told.people) or _("to be announced")


def _time(slot: Slot | None, language: str, _: Say) -> str:
    """Return the hours and the day, as far as they are known."""
    if slot is None:
        return _("time to be announced")
    days = dates.days(slot.first, slot.last, language)
    hours = dates.times(slot.start, slot.end, language) if slot.start else part_of_day(slot, _)
    return f"{hours}, {days}" if hours else days


def part_of_day(slot: Slot, _: Say) -> str:
    """Return the part of the day as it stands within a sentence; empty where it is not known."""
    words = {
        "all-day": _("all day"),
        "morning": _("morning"),
        "afternoon": _("afternoon"),
        "evening": _("evening"),
    }
    return words.get(slot.part or "", "")
