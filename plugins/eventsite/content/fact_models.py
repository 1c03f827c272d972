"""What event.yml and sources.yml may hold: a model for each of their parts, whose fields the guides name."""

import re
from typing import Annotated, Literal
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from ..errors import say
from ..model import Untranslated
from .kinds import Clock, Day, DayOrTime
from .mistakes import Refused

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Words = dict[str, str]


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise Refused(say("it is not a time zone"), say("write for example Asia/Ho_Chi_Minh"))
    return name


def _known_language(code: str) -> str:
    """Return the code; Babel knows more than the ends of files' names can carry (vi_VN, root)."""
    try:
        if not re.fullmatch("[a-z]{2,3}", code):
            raise ValueError(code)
        Locale.parse(code)
    except (UnknownLocaleError, ValueError) as error:
        raise Refused(say("it is not a language code"), say("write for example vi or en")) from error
    return code


class FactModel(BaseModel):
    """A part of the two files, in which no unknown field may stand."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=lambda name: name.replace("_", "-"),
        populate_by_name=True,
        # A build that reads no such file need not make what reads it.
        defer_build=True,
    )


class Identified(FactModel):
    """An item that others name by its id."""

    id: Identifier = Field(description="Short name that others refer to.")


class VenueFacts(Identified):
    """A place with an address of its own."""

    name: Words = Field(description="Name, one line a language.")
    area: Words = Field(default={}, description="Town or district, one line a language.")


class TrackFacts(Identified):
    """A strand of the programme."""

    name: Words = Field(description="Name, one line a language.")


class MilestoneFacts(FactModel):
    """A day on the way to the event and after it."""

    date: Day = Field(description="The day.")
    title: Words = Field(description="What happens, one line a language.")
    page: str | None = Field(default=None, description="A document that tells more, as `kind/key`.")


Count = Annotated[int, Field(ge=0)]


class TranslationLimits(FactModel):
    """How many documents of a language may be behind before the checks fail; None is any number."""

    stale: Count | None = Field(default=None, description="Translations older than their source.")
    missing: Count | None = Field(default=None, description="Documents without a translation.")


class Opened(FactModel):
    """From when until when something is open each day; both or none."""

    opens: Clock | None = Field(default=None, description="Time it opens each day, as 07:00.")
    closes: Clock | None = Field(default=None, description="Time it closes each day, as 18:00.")


class RoomFacts(Opened, Identified):
    """A room, or a whole venue where rooms are not known."""

    name: Words = Field(description="Name, one line a language.")
    venue: Identifier | None = Field(default=None, description="Id of the venue that the room is in.")


class DeadlineFacts(Identified):
    """A moment until which something must be done: registration, a hackathon's submission."""

    due: DayOrTime = Field(description="The day, or the moment with its offset.")
    title: Words = Field(description="What must be done by then, one line a language.")
    sample: bool = Field(default=False, description="`true` marks an invented one.")


class AcknowledgedFacts(FactModel):
    """A conflict of the programme that is as it should be."""

    sessions: Annotated[tuple[str, ...], Field(min_length=1, max_length=2)] = Field(
        description="Ids of the two sessions, or of the one that is outside the hours."
    )
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] = Field(
        description="Why it is as it should be, for the next editor."
    )


class FeedFacts(Identified):
    """Where a part of the live programme comes from."""

    address: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] = Field(
        description="An http(s) address, or a file or folder below content/."
    )
    token: str = Field(
        default="", pattern=r"^([A-Z][A-Z0-9_]*)?$", description="Name of the environment variable with the token."
    )
    forget: tuple[str, ...] = Field(default=(), description="Ids of sessions that are never shown.")


class EventFacts(Opened):
    """Everything in event.yml."""

    name: Words = Field(description="Full name, one line a language.")
    short_name: Words = Field(description="Short name for phones and titles.")
    tagline: Words = Field(description="One sentence on what the event is.")
    place: Words = Field(description="Where it takes place.")
    notice: Words = Field(default={}, description="A sentence shown on every page, if one is needed.")
    licence: Words = Field(default={}, description="Under which licence the texts stand, for the footer.")
    licence_url: str = Field(default="", pattern=r"^(https?://.*)?$", description="Address of the licence's text.")
    contact: str = Field(default="", description="Key of the page that says whom to ask about the data.")
    start: Day = Field(description="First day.")
    end: Day = Field(description="Last day.")
    time_zone: Annotated[str, AfterValidator(_known_zone)] = Field(description="Time zone, as Asia/Ho_Chi_Minh.")
    languages: Annotated[tuple[Annotated[str, AfterValidator(_known_language)], ...], Field(min_length=1)] = Field(
        description="Language codes; the first is the one that content is written in."
    )
    preparing: tuple[Annotated[str, AfterValidator(_known_language)], ...] = Field(
        default=(), description="Languages that are being translated and not public yet."
    )
    day_starts: Annotated[int, Field(ge=0, le=12)] = Field(
        default=4, description="Hour before which a session belongs to the day before."
    )
    feeds: tuple[FeedFacts, ...] = Field(default=(), description="Where the live programme comes from.")
    live_url: str = Field(
        default="",
        pattern=r"^(https?://[A-Za-z0-9.:-]+/[^\s;,'\"<>]*)?$",
        description="Where an open agenda looks for times newer than the site: pretalx's widget or a frab JSON.",
    )
    most_dropped: Annotated[int, Field(ge=0, le=100)] = Field(
        default=30, description="A feed that loses more than this percentage of its sessions is not believed."
    )
    acknowledged: tuple[AcknowledgedFacts, ...] = Field(
        default=(), description="Conflicts of the programme that are as they should be."
    )
    deadlines: tuple[DeadlineFacts, ...] = Field(default=(), description="Until when what must be done.")
    columns: Literal["track", "room"] = Field(default="room", description="What the agenda's columns are.")
    offline: bool = Field(default=True, description="Whether visitors' devices keep pages for hours offline.")
    venues: tuple[VenueFacts, ...] = Field(default=(), description="Places.")
    rooms: tuple[RoomFacts, ...] = Field(default=(), description="Rooms.")
    tracks: tuple[TrackFacts, ...] = Field(default=(), description="Strands of the programme.")
    menu: tuple[str, ...] = Field(default=(), description="Keys of the pages in the main menu.")
    footer: tuple[str, ...] = Field(default=(), description="Keys of the pages in the footer.")
    untranslated: dict[str, Untranslated] = Field(
        default={}, description="What becomes of documents of a kind that are not translated."
    )
    translation_limits: TranslationLimits = Field(
        default=TranslationLimits(), description="How many documents of a language may be behind."
    )
    spelling: Words = Field(default={}, description="Names as they are often misspelt, and how they are written.")
    milestones: tuple[MilestoneFacts, ...] = Field(default=(), description="Days on the way to the event and after.")


class SourceFacts(Identified):
    """Where a fact comes from."""

    title: Words = Field(description="What it is, one line a language.")
    publisher: str = Field(default="", description="Who published it.")
    date: str = Field(default="", description="When it was published, as 2017-11-28.")
    url: str = Field(default="", pattern=r"^(https?://.*)?$", description="Its address.")
    note: Words = Field(default={}, description="A remark for the reader.")


class SourceList(FactModel):
    """sources.yml."""

    sources: tuple[SourceFacts, ...] = ()
