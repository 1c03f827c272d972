"""What event.yml and sources.yml may hold: a model for each of their parts, whose fields the guides name."""

import re
from typing import Annotated, Literal
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from ..errors import say
from ..model import Untranslated
from .field_types import Clock, Day, DayOrTime, shared, translated
from .mistakes import Refused
from .old_addresses import OldAddress

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Abbreviation = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2)]
Address = Annotated[str, StringConstraints(pattern=r"^(https?://.*)?$")]
Count = Annotated[int, Field(ge=0)]


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


Language = Annotated[str, AfterValidator(_known_language)]


def _by_language(words: dict[str, str]) -> dict[str, str]:
    """Return the words; in `{vi: Hai ngày, để thử}` the comma has made a language of the second half."""
    for code in words:
        if not re.fullmatch("[a-z]{2,3}", code):
            hint = say("put each language's words between double quotes")
            raise Refused(say("`{word}` is not a language code", word=code), hint)
    return words


Words = Annotated[dict[str, str], AfterValidator(_by_language)]


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

    id: Identifier = shared(..., "Short name that others refer to, with a–z, 0–9 and single hyphens; each only once.")


class VenueFacts(Identified):
    """A place with an address of its own."""

    name: Words = translated(..., "Name of the place, one line a language.")
    area: Words = translated({}, "Town or district, one line a language.")


class TrackFacts(Identified):
    """A strand of the programme."""

    name: Words = translated(..., "Name of the track, one line a language.")


class MilestoneFacts(FactModel):
    """A day on the way to the event and after it."""

    date: Day = shared(..., "The day; the site sorts milestones by it.")
    title: Words = translated(..., "What happens, one line a language.")
    page: str | None = shared(None, "A document that tells more, as `kind/key`.", examples=["press/opening"])


class TranslationLimits(FactModel):
    """How many documents of a language may be behind before the checks fail."""

    stale: Count | None = shared(
        None, "How many translations may be older than their source; any number if left out."
    )
    missing: Count | None = shared(None, "How many documents may have no translation; any number if left out.")


class Opened(FactModel):
    """From when until when something is open each day; both or none."""

    opens: Clock | None = shared(
        None,
        "Time from which rooms are open each day, as `07:00`; a room may have its own."
        " `./inv schedule.conflicts` tells what is outside.",
        examples=["07:00"],
    )
    closes: Clock | None = shared(None, "Time at which they close, as `18:00`.", examples=["18:00"])


class RoomFacts(Opened, Identified):
    """A room, or a whole venue where rooms are not known."""

    name: Words = translated(..., "Name of the room, one line a language.")
    venue: Identifier | None = shared(None, "Id of the venue that the room is in.")


class DeadlineFacts(Identified):
    """A moment until which something must be done: registration, a hackathon's submission."""

    id: Identifier = shared(..., "Short name, which keeps the entry the same in people's calendars; each only once.")
    due: DayOrTime = shared(..., "The day, or the moment with its offset, as `2017-11-20T17:00+07:00`.")
    title: Words = translated(..., "What must be done by then, one line a language.")
    sample: bool = shared(False, "`true` marks an invented one with the badge; `false` if left out.")


class AcknowledgedFacts(FactModel):
    """A conflict of the programme that is as it should be."""

    sessions: Annotated[tuple[str, ...], Field(min_length=1, max_length=2)] = shared(
        ..., "List of the ids of the two sessions, or of the one that is outside the hours."
    )
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] = shared(
        ..., "Why it is as it should be, for the next editor; not shown on the site."
    )


class FeedFacts(Identified):
    """Where a part of the live programme comes from."""

    id: Identifier = shared(..., "Short name of the feed; its last good copy is kept and published under it.")
    address: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] = shared(
        ..., "An http(s) address, or a file or folder below `content/`, as `data/hackathon.json`."
    )
    token: Annotated[str, StringConstraints(pattern=r"^([A-Z][A-Z0-9_]*)?$")] = shared(
        "",
        "Name of the environment variable that has the token, where the server asks for one. Never write the token"
        " itself.",
        examples=["PRETALX_TOKEN"],
    )
    forget: tuple[str, ...] = shared(
        (),
        "List of ids of sessions that are never shown, whatever the feed says; what was published of them goes too,"
        " as after a test or at a speaker's request.",
    )


class GoneFacts(FactModel):
    """A page that was removed, and what its old address says to whoever still has a link to it."""

    path: OldAddress = shared(..., "The address that the page had, from the root on, as `/en/old/`.")
    reason: Words = translated({}, "Why it was removed, in a sentence, one line a language.")
    date: Day | None = shared(None, "The day on which it was removed.")
    page: str | None = shared(
        None, "The document to go on with, as `kind/key`; the home page if left out.", examples=["pages/news"]
    )


class EventFacts(Opened):
    """Everything in event.yml."""

    name: Words = translated(..., "Full name of the event, in every language.")
    short_name: Words = translated(
        ..., "Short name for the head of each page and for page titles, in every language."
    )
    tagline: Words = translated(..., "One sentence on what the event is, on the home page, in every language.")
    place: Words = translated(..., "Where it takes place, shown next to the days, in every language.")
    notice: Words = translated({}, "A sentence shown on every page, if one is needed.")
    licence: Words = translated({}, "Under which licence the texts stand, one line a language; shown in the footer.")
    licence_url: Address = shared("", "Address of the licence's text, for the open data.")
    contact: str = shared(
        "", "Key of the page that says whom to ask about the data; the home page if left out.", examples=["contact"]
    )
    start: Day = shared(..., "First day.")
    end: Day = shared(..., "Last day, not before `start`.")
    time_zone: Annotated[str, AfterValidator(_known_zone)] = shared(
        ..., "Time zone of all times, as `Asia/Ho_Chi_Minh`.", examples=["Asia/Ho_Chi_Minh"]
    )
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = shared(
        ..., "List of language codes; the first is the source language, which content is written in."
    )
    preparing: tuple[Language, ...] = shared(
        (),
        "List of languages that are being translated: their pages are built below `/<code>/`, but nothing leads to"
        " them. `./inv i18n.add` begins one.",
    )
    day_starts: Annotated[int, Field(ge=0, le=12)] = shared(
        4, "Hour, 0 to 12, before which a session of the schedule belongs to the day before; 4 if left out."
    )
    feeds: tuple[FeedFacts, ...] = shared((), "List of where the live programme comes from.")
    live_url: Annotated[str, StringConstraints(pattern=r"^(https?://[A-Za-z0-9.:-]+/[^\s;,'\"<>]*)?$")] = shared(
        "",
        "Address that an open agenda asks every minute, in the visitor's browser, for times and rooms that are newer"
        " than the site: the widget of pretalx (`…/schedule/widgets/schedule.json`) or a frab JSON. Its server must"
        " allow that (CORS), and sees the visitors' IP addresses.",
    )
    most_dropped: Annotated[int, Field(ge=0, le=100)] = shared(
        30,
        "A new version of a feed that loses more than this percentage of its sessions is not accepted; 30 if left"
        " out.",
    )
    acknowledged: tuple[AcknowledgedFacts, ...] = shared(
        (), "List of conflicts of the programme that are as they should be."
    )
    deadlines: tuple[DeadlineFacts, ...] = shared((), "List of deadlines.")
    columns: Literal["track", "room"] = shared(
        "room", "What the agenda's columns are: `track` or `room`; `room` if left out."
    )
    offline: bool = shared(
        True,
        "Whether visitors' devices keep the programme for times without a network: `true` or `false`; `true` if left"
        " out. `false` removes the kept pages from each device at its next visit.",
    )
    venues: tuple[VenueFacts, ...] = shared((), "List of places.")
    rooms: tuple[RoomFacts, ...] = shared((), "List of rooms.")
    tracks: tuple[TrackFacts, ...] = shared((), "List of strands of the programme, in the order of the columns.")
    menu: tuple[str, ...] = shared((), "List of the keys of the pages in the main menu, in order.")
    footer: tuple[str, ...] = shared((), "List of the keys of the pages in the footer, in order.")
    untranslated: dict[str, Untranslated] = shared(
        {},
        "What becomes of documents that a language does not have, by their kind, as `press: require`: `fallback`"
        " shows the source's words with a notice, `hide` leaves the page out of the language (press, news, rules and"
        " editions only), `require` stops the build; `fallback` if left out.",
    )
    translation_limits: TranslationLimits = shared(
        TranslationLimits(),
        "How many documents of a language may be behind before `./inv check` fails: `stale`, translations older than"
        " their source, and `missing`; any number if left out.",
    )
    spelling: dict[str, str] = shared(
        {},
        "Names as they are often misspelt, each with its right form, as `Einhoven: Eindhoven`; `./inv check.content`"
        " finds them.",
    )
    abbreviations: dict[Abbreviation, Words] = shared(
        {},
        "What abbreviations in texts stand for, as `UBND: {vi: Ủy ban nhân dân, en: People's Committee}`; the first"
        " use in each text says it.",
    )
    milestones: tuple[MilestoneFacts, ...] = shared((), "List of days on the way to the event and after it.")
    gone: tuple[GoneFacts, ...] = shared(
        (), "List of pages that were removed; their addresses say so instead of that there is no such page."
    )
    security_contact: Annotated[str, StringConstraints(pattern=r"^((mailto|https|tel):\S+)?$")] = shared(
        "",
        "Where to report a weakness of the site, as `mailto:security@example.org` or an address beginning with"
        " `https://`; published as `/.well-known/security.txt`.",
        examples=["mailto:security@example.org"],
    )
    security_until: Day | None = shared(
        None, "Last day on which `security-contact` is sure to be right, at most a year ahead; needed with it."
    )


class SourceFacts(Identified):
    """Where a fact comes from."""

    id: Identifier = shared(..., "Short name that documents refer to in `sources`, with a–z, 0–9 and single hyphens.")
    title: Words = translated(..., "What it is, one line a language.")
    publisher: str = shared("", "Who published it.")
    date: str = shared("", "When it was published, as `2017-11-28`; other words are shown as they are.")
    url: Address = shared("", "Its address, beginning with `https://` or `http://`.")
    note: Words = translated({}, "A remark for the reader, one line a language.")


class SourceList(FactModel):
    """sources.yml."""

    sources: tuple[SourceFacts, ...] = shared((), "List of sources.")
