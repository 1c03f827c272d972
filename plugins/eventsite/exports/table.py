"""The programme as a table for spreadsheets: `api/schedule.<language>.csv` (RFC 4180)."""

import csv
import io

from ..model import Session
from ..schedule.formats.times import order
from .programme import Programme

COLUMNS = (
    "id", "title", "date", "until", "part", "start", "end", "room", "track", "type", "people", "state", "languages",
    "sample", "url",
)  # fmt: skip
# Excel takes a file for UTF-8 only where it begins with this.
_MARK = "\ufeff"
# A cell that begins so is a formula for a spreadsheet, and a feed's title may be anybody's.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_table(programme: Programme, language: str) -> str:
    """Return the sessions as CSV, a line each in the order of their times, in the language where it has the words.

    Days and times are ISO 8601. Several values of a cell are parted by "; ".
    """
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(COLUMNS)
    schedule = programme.schedule
    names = {room.id: room.name.in_(language).words or room.id for room in schedule.rooms}
    tracks = {track.id: track.name.in_(language).words or track.id for track in schedule.tracks}
    people = {person.id: person.name for person in schedule.people}
    for item in sorted(schedule.sessions, key=order):
        row = {
            **_times(item),
            "id": item.id,
            "title": item.title.in_(language).words,
            "room": names.get(item.room or "", ""),
            "track": tracks.get(item.track or "", ""),
            "type": item.type.in_(language).words,
            "people": "; ".join(people.get(person, person) for person in item.people),
            "state": item.state,
            "languages": "; ".join(item.languages),
            "sample": "sample" if item.sample else "",
            "url": programme.session_url(item.id, language),
        }
        writer.writerow([_harmless(row.get(column, "")) for column in COLUMNS])
    return _MARK + target.getvalue()


def _times(session: Session) -> dict[str, str]:
    slot = session.slot
    if slot is None:
        return {}
    return {
        "date": slot.first.isoformat(),
        "until": slot.last.isoformat() if slot.last != slot.first else "",
        "part": slot.part or "",
        "start": slot.start.isoformat() if slot.start else "",
        "end": slot.end.isoformat() if slot.end else "",
    }


def _harmless(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) else words
