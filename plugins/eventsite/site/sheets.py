"""The views of what hangs at doors and lies on tables: screens, signs, the programme on paper."""

from dataclasses import dataclass

from ..exports.qr import QrCode
from ..model import Phrase
from .agenda import SessionCard
from .shared import Link
from .text_views import Body, DateWords
from .views import View


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomDay:
    """A day on which something takes place in a room; `title` is empty for what has no day yet."""

    iso: str
    title: str
    sessions: tuple[SessionCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenView(View):
    """screen.html: the programme of one room, of which a wall screen shows what is on now and what comes next.

    `room` is the room's id, by which scripts find its sessions; `venue` is the place that it is in, where that has
    another name.
    """

    room: str
    venue: Phrase | None
    days: tuple[RoomDay, ...]
    agenda: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetWords:
    """What a sheet of paper says of one session in one language; `hours` are a clock time or a part of the day."""

    language: str
    hours: str
    session: SessionCard


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEntry:
    """A session on a sheet of paper, in the page's language and then in the others; `people` are names."""

    cancelled: bool
    people: tuple[str, ...]
    words: tuple[SheetWords, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetHead:
    """What stands above the sessions of a sheet in one language; `room` is empty where they have several.

    `state` is when the programme last changed, and None where it comes from no feed.
    """

    language: str
    direction: str
    event: Phrase
    day: str
    room: Phrase
    venue: Phrase | None
    state: DateWords | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One day of a room, or of the whole programme, on paper; `heads` are in the languages of its entries' words.

    `code` leads to the room's screen, and is None where nobody knows its public address.
    """

    heads: tuple[SheetHead, ...]
    entries: tuple[SheetEntry, ...]
    code: QrCode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorSignsView(View):
    """door-signs.html: a sheet for each room and day, and links to the rooms' screens; `has_codes` in public."""

    body: Body
    sheets: tuple[Sheet, ...]
    screens: tuple[Link, ...]
    has_codes: bool

    @property
    def paper(self) -> str:
        """Signs are for printing."""
        return "signs" if self.sheets else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeSheetView(View):
    """programme-sheet.html: the whole programme on paper, a part a day; `code` leads to the agenda, as in Sheet."""

    body: Body
    heads: tuple[SheetHead, ...]
    days: tuple[Sheet, ...]
    code: QrCode | None
    agenda: Link | None

    @property
    def paper(self) -> str:
        """So is the programme, where there is one."""
        return "programme" if self.days else ""
