"""The kinds of document and the fields of their front matter, one model a kind.

A field is *translated* (each language's file has its own words) or *shared* (only the source language's file has
it, and every translation inherits it). The models are the only place where a field is declared: the reader, the
problems, the inheritance, the editors' field tables, the JSON Schemas and new documents are all made from them.
"""

import datetime as dt
import re
from abc import ABC, abstractmethod
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator, model_validator

from ..errors import say
from ..model import Part
from .field_types import (
    Channel,
    Clock,
    Day,
    DayOrTime,
    Focus,
    ImageFile,
    Layout,
    Mark,
    Slug,
    Words,
    not_before,
    shared,
    translated,
)
from .mistakes import Refused
from .old_addresses import ALIASES, Aliases


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class FrontMatter(BaseModel, ABC):
    """The fields that every kind has."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=_kebab,
        populate_by_name=True,
        hide_input_in_errors=False,
        # A build that reads no such file need not make what reads it.
        defer_build=True,
    )

    slug: Slug | None = translated(
        None,
        "Last part of the page's address, with a–z, 0–9 and single hyphens; the key if left out.",
        examples=["opening-day"],
    )
    summary: Words = translated(
        ...,
        "One sentence for lists and search engines.",
        start="(a summary in one sentence)",
    )
    status: Literal["published", "draft"] = translated(
        "published",
        "`published` or `draft`; `published` if left out. A draft is not on the public site.",
        start="draft",
    )
    translated_from: Mark | None = translated(
        None,
        "Which source the translation was made from, as `vi@` and 12 letters and digits; `./inv i18n.accept` writes"
        " it. Once the source has changed, readers of the translation are told. Only in translations.",
    )
    translated_on: Day | None = translated(
        None,
        "The day on which translation and source agreed, written by the command `./inv i18n.accept`."
        " Only in translations.",
    )
    publish_with: Literal["all"] | None = shared(
        None,
        "`all` keeps the page back in every language until each language of the event has it, so that all appear at"
        " once.",
    )
    publish_anyway: Words | None = shared(
        None,
        "Only with `publish-with: all`: the reason why it appears before all its translations; the build says so"
        " each time.",
    )
    publish_at: DayOrTime | None = shared(
        None,
        "Day, or moment as `2017-11-27T08:00`, from which the document is public. A day begins at midnight, and a"
        " moment without an offset is one in the event's time zone.",
        examples=["2017-11-27T08:00"],
    )
    expires: DayOrTime | None = shared(
        None,
        "Day or moment from which the document is no longer public; not for a page with a `layout`.",
        examples=["2018-04-01"],
    )
    aliases: Aliases = ALIASES
    searchable: bool = shared(True, "`false` keeps the page out of the site's search; `true` if left out.")
    sample: bool = shared(False, "`true` marks invented matter with a visible badge; `false` if left out.")
    sources: tuple[str, ...] = shared(
        (),
        "Ids from `sources.yml` that the facts come from, listed below the text.",
    )
    order: int = shared(
        0,
        "Position in lists, a whole number; smaller comes first, 0 if left out.",
    )

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, values: dict[str, object]) -> dict[str, object]:
        """Take an optional field that was left empty, as web editors do, for one that is not there."""
        left = {info.alias for info in cls.model_fields.values() if not info.is_required()}
        return {name: value for name, value in values.items() if value != "" or name not in left - {"slug"}}

    @field_validator("publish_anyway")
    @classmethod
    def _overrides(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None and info.data.get("publish_with", "all") is None:
            raise Refused(
                say("it says nothing without a line `publish-with: all`"), say("add that, or remove this one")
            )
        return value

    @property
    @abstractmethod
    def heading(self) -> str:
        """The title of the document's page."""


class Pictured(FrontMatter):
    """The fields of a kind whose documents may have a picture that stands for them."""

    image: ImageFile | None = shared(
        None,
        "The picture at the top of the page and on cards, as `images/x.jpg`; a person's portrait.",
    )
    image_alt: Words | None = translated(
        None,
        "What the picture shows, for who cannot see it; `-` if it only adorns. Needed with `image`, but not for a"
        " portrait.",
    )
    image_focus: Focus | None = shared(
        None,
        "What must stay in sight when the picture is cropped: per cent from the left and from the top, as `50% 30%`;"
        " the middle if left out.",
    )
    image_caption: Words | None = translated(None, "What stands below the picture.")
    image_credit: Words | None = shared(None, "Who made the picture.")

    @field_validator("image")
    @classmethod
    def _is_among_images(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith("images/"):
            raise Refused(say("pictures are in content/images"), say("write it as images/x.jpg"))
        return value

    @field_validator("image_alt", "image_focus", "image_caption", "image_credit")
    @classmethod
    def _needs_image(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None and info.data.get("image", "") is None:
            raise Refused(say("it says nothing without a picture"), say("add a line that begins with `image:`"))
        return value

    @property
    def focus(self) -> tuple[int, int]:
        """What must stay in sight: per cent from the left and from the top."""
        x, y = re.findall(r"\d+", self.image_focus or "50% 50%")
        return int(x), int(y)


class Titled(Pictured):
    """The fields of a kind whose documents have a title."""

    title: Words = translated(..., "The page's title.", start="(title)")

    @property
    def heading(self) -> str:
        """The title."""
        return self.title


class Page(Titled):
    """A page of the site: about, venues, FAQ, and the pages that hold lists."""

    slug: Slug | Literal[""] | None = translated(
        None,
        "Last part of the page's address, with a–z, 0–9 and single hyphens; the key if left out."
        ' It may be empty (`slug: ""`) for the home page only.',
        examples=["about"],
    )
    menu_title: Words | None = translated(
        None, "Shorter title for the menu, the footer and the path above the title."
    )
    layout: Layout = shared("page", "Which list is put below the text; `page` if left out.")
    parent: str | None = shared(None, "Key of the page that this one stands under.", examples=["about"])
    sources: tuple[str, ...] = shared(
        (),
        "Ids from `sources.yml` that the facts come from, listed below the text; not with the layouts `home`,"
        " `agenda`, `people`, `news`, `press` and `archive`.",
    )
    highlights: tuple[str, ...] = shared(
        (), "Home page only: the documents shown as its cards, each as `kind/key`, such as `sessions/plenary`."
    )


class Person(Pictured):
    """A speaker or guest."""

    name: Words = shared(..., "The name as the person writes it, with all accents.")
    honorific: Words | None = translated(None, "Form of address before the name.")
    roles: Annotated[tuple[Words, ...], Field(min_length=1)] = translated(
        ...,
        "List of the posts held at the time of the event, at least one; the first is shown in lists.",
        start="(post)",
    )
    organisation: Words | None = translated(None, "The body that the person stands for.")
    part: Words | None = translated(None, "What the person did at the event, in one sentence.")
    order: int = shared(
        0,
        "Position in lists, a whole number; smaller comes first, 0 if left out. People with the same number stand in"
        " the order of their given names.",
    )
    group: Literal["speaker", "guest"] = shared("guest", "`speaker` or `guest`; `guest` if left out.")

    @property
    def heading(self) -> str:
        """The name."""
        return self.name


class Session(Titled):
    """One item of the programme; the schedule's time, room and state win over the ones given here."""

    title: Words = translated(..., "The session's title.", start="(title)")
    subtitle: Words | None = translated(None, "A second line under the title.")
    type: Words | None = translated(
        None,
        "What kind of session it is, in a word or two, such as “Talk” or “Workshop”; shown on the card and the page.",
    )
    people: tuple[str, ...] = shared((), "List of keys of the people who take part.")
    date: Day | None = shared(
        None, "First day, if the schedule does not say; `until`, `part`, `start` and `end` need it."
    )
    until: Day | None = shared(None, "Last day of an item over several days.")
    part: Part | None = shared(None, "`all-day`, `morning`, `afternoon` or `evening`, where no clock time is known.")
    start: Clock | None = shared(
        None,
        "Time it begins, as `08:30`; a time before `day-starts` is after midnight of that day.",
        examples=["08:30"],
    )
    end: Clock | None = shared(None, "Time it ends, as `09:15`.", examples=["09:15"])
    room: str | None = shared(None, "Id of a room in `event.yml` or the schedule.")
    track: str | None = shared(None, "Id of a track in `event.yml` or the schedule.")
    languages: tuple[str, ...] = shared((), "List of the languages spoken, as two-letter codes.")
    interpretation: dict[str, Channel] = shared(
        {},
        'Languages that it is interpreted into, each with the channel of the headsets, a number alone, as `en: "2"`.',
    )
    message: Words | None = translated(
        None, "A short notice to visitors, such as that the hall is full; shown on the card and the page."
    )
    plenary: bool = shared(
        False,
        "`true` for a session for everybody: `./inv schedule.conflicts` reports what runs at the same time;"
        " `false` if left out.",
    )
    state: Literal["confirmed", "cancelled"] = shared(
        "confirmed",
        "`cancelled` strikes the session through, unless the schedule has it; `confirmed` if left out.",
    )

    @field_validator("until", "part", "start", "end")
    @classmethod
    def _needs_date(cls, value: object, info: ValidationInfo) -> object:
        if value is not None and info.data.get("date", dt.date.min) is None:
            raise Refused(say("it says nothing without a day"), say("add a line that begins with `date:`"))
        return value

    @field_validator("end")
    @classmethod
    def _needs_start(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None and info.data.get("start", "") is None:
            raise Refused(say("it says nothing without a beginning"), say("add a line that begins with `start:`"))
        return value

    @field_validator("until")
    @classmethod
    def _ends_after_it_starts(cls, value: dt.date | None, info: ValidationInfo) -> dt.date | None:
        return not_before(value, info.data.get("date"))


class Dated(Titled):
    """The fields of a kind that appears on a day."""

    title: Words = translated(..., "The headline.", start="(headline)")
    date: DayOrTime = shared(
        ...,
        "Day, or moment as `2017-11-25T08:00`, from which it is public; the year of a press release is part of its"
        " address.",
    )
    embargo_until: DayOrTime | None = shared(
        None,
        "Day, or moment as `2017-11-27T08:00`, before which nobody may publish it; nor does the site.",
        examples=["2017-11-27T08:00"],
    )


class PressRelease(Dated):
    """A press release."""

    place: Words = translated(..., "Place of the dateline.", start="(place)")


class News(Dated):
    """A news item."""


class Rules(Titled):
    """The rules of a competition, in a version."""

    version: Words = shared(..., "Version of the rules, shown under the title.", start="1.0")
    effective: Day = shared(..., "Day from which this version is in force.")


class Edition(Titled):
    """One edition of the event, for the archive."""

    year: int = shared(..., "Year of the edition; the latest comes first in the list.")
    start: Day = shared(..., "First day.")
    end: Day | None = shared(None, "Last day, if there was more than one.")
    order: int = shared(0, "It has no effect on editions, which are sorted by year.")

    @field_validator("end")
    @classmethod
    def _ends_after_it_starts(cls, value: dt.date | None, info: ValidationInfo) -> dt.date | None:
        return not_before(value, info.data.get("start"))


class Partner(FrontMatter):
    """An organiser or partner; it has no page of its own."""

    name: Words = translated(..., "The body's name.", start="(name)")
    slug: Slug | None = translated(None, "It has no effect on partners, which have no page of their own.")
    summary: Words = translated(
        ..., "One sentence on the body; not shown anywhere yet.", start="(a summary in one sentence)"
    )
    sources: tuple[str, ...] = shared((), "Ids from `sources.yml` that the facts come from; not shown for partners.")
    searchable: bool = shared(True, "It has no effect on partners, who are found with the page that lists them.")
    category: Literal["host", "co-organiser", "partner", "agreement"] = shared(
        ...,
        "`host`, `co-organiser`, `partner` or `agreement`; the page lists them in this order.",
        start="partner",
    )
    url: Annotated[str, StringConstraints(pattern=r"^https?://")] | None = shared(
        None, "The body's own site, beginning with `https://` or `http://`.", examples=["https://example.org"]
    )

    @property
    def heading(self) -> str:
        """The name."""
        return self.name


KINDS: dict[str, type[FrontMatter]] = {
    "pages": Page,
    "people": Person,
    "sessions": Session,
    "press": PressRelease,
    "news": News,
    "rules": Rules,
    "editions": Edition,
    "partners": Partner,
}
"""Folder name under content/ → the model of its documents."""


# Translated fields that hold no words.
_WORDLESS = {"aliases", "slug", "status", "translated-from", "translated-on"}


def word_fields(model: type[FrontMatter]) -> list[str]:
    """Return the fields that a translator has to translate, as an editor writes them."""
    return [name for name in field_names(model, translated_only=True) if name not in _WORDLESS]


def field_names(model: type[FrontMatter], *, translated_only: bool | None = None) -> list[str]:
    """Return the model's fields as an editor writes them; only the translated or the shared ones when asked."""
    names = []
    for name, info in model.model_fields.items():
        extra = info.json_schema_extra
        is_translated = isinstance(extra, dict) and bool(extra["translated"])
        if translated_only is None or translated_only == is_translated:
            names.append(info.alias or name)
    return names
