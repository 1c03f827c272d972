"""What a person asks of the feeds outside a build: what they say, what they would change, what is kept of them."""

import datetime as dt
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from ..content.documents import read_documents
from ..errors import EventsiteError, ScheduleError
from ..exports.sentences import sentence
from ..i18n.catalogs import program_words
from ..model import Event, Feed, Schedule
from ..schedule.addresses import Answer, shown
from ..schedule.conflicts import Conflict, conflicts, unused
from ..schedule.feeds import accepted, answer_of, current_schedule, forgetful, is_elsewhere, keep, pull, reading_of
from ..schedule.fetch import fetch
from ..schedule.formats import format_of
from ..schedule.formats.decode import decode
from ..schedule.guard import doubts
from ..schedule.join import join
from ..schedule.ledger import changes
from ..schedule.merge import merge_schedule
from ..schedule.state import FeedState, load_state, parse_state, save_state, source_of, state_file
from ..schedule.without import without
from ..settings import read_config
from .clock import build_time
from .gather import event_facts
from .open_data import STATES
from .prepare import feeds as feeds_of
from .reader import read_files
from .sources import read_settings


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; its columns are the fields."""

    def as_dict(self) -> dict[str, Any]:
        """Return column → value, as JSON takes it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class FeedRow(Row):
    """A feed: `state` is new, same, refused, failed, kept or none; `retrieved` when it last said something new."""

    feed: str
    state: str
    version: str
    sessions: int
    cancelled: int
    changes: int
    retrieved: str
    reason: str


@dataclass(frozen=True, slots=True)
class ChangeRow(Row):
    """A change that a feed would bring."""

    feed: str
    session: str
    title: str
    change: str
    sentence: str


@dataclass(frozen=True, slots=True)
class LanguageRow(Row):
    """How many sessions of the programme have a title in the language."""

    language: str
    titles: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is in a feed; `state` is ok, refused or failed, `doubts` say why."""

    source: str
    state: str
    format: str = ""
    schedule: Schedule = field(default_factory=Schedule)
    doubts: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the report for programs."""
        whole = self.schedule
        return {
            "source": self.source,
            "state": self.state,
            "format": self.format,
            "version": whole.version,
            "sessions": len(whole.sessions),
            "cancelled": sum(item.state == "cancelled" for item in whole.sessions),
            "rooms": len(whole.rooms),
            "tracks": len(whole.tracks),
            "people": len(whole.people),
            "first": str(min((item.slot.first for item in whole.sessions if item.slot), default="")),
            "last": str(max((item.slot.last for item in whole.sessions if item.slot), default="")),
            "doubts": list(self.doubts),
        }

    def lines(self) -> list[str]:
        """Return the report for people."""
        if self.state == "failed":
            return [f"{self.source}: {self.doubts[0]}"]
        said = self.as_json()
        counts = ", ".join(f"{said[name]} {name}" for name in ("sessions", "rooms", "tracks", "people"))
        version = f", version {said['version']}" if said["version"] else ""
        days = f"{said['first']} to {said['last']}" if said["first"] else "no time is known"
        first = f"{self.source}: {self.format}{version}: {counts}, {days}"
        return [first, *(f"not believed: {doubt}" for doubt in self.doubts)]


class Desk:
    """The event's feeds, seen with the settings of this file."""

    def __init__(self, settings_file: Path) -> None:
        """Read the settings and event.yml; raises ContentError and SettingsError."""
        self.config = read_config(read_settings(settings_file), build_time())

    @cached_property
    def event(self) -> Event:
        """The event."""
        return event_facts(read_files(self.config.content), self.config.content.name)[0].event

    @property
    def feeds(self) -> tuple[Feed, ...]:
        """Where the programme comes from."""
        return feeds_of(self.config, self.event)

    def kept(self, feed: Feed) -> FeedState | None:
        """Return what is kept of a feed, without what it is to forget."""
        path = state_file(self.config.schedule_cache, feed.id)
        kept = load_state(path, source_of(feed.address), reading_of(self.event))
        return forgetful(kept, feed.forget) if kept else None

    def pull(self, *, accept: bool) -> list[FeedRow]:
        """Ask every feed and keep what is new; raises ScheduleError where that cannot be kept."""
        rows = []
        for feed in self.feeds:
            kept = self.kept(feed)
            one = pull(feed, kept, self.event, self.config.now, self.config.content, accept=accept)
            if unkept := keep(one, kept, self.config.schedule_cache):
                raise ScheduleError(unkept[0])
            rows.append(_row(one.feed, one.state, one.outcome, one.reason))
        return rows

    def restore(self, readers: Iterable[Callable[[str], bytes | None]]) -> list[str]:
        """Take what is published of each feed where that is newer than what is kept, from the first that has it.

        A reader takes a path below the site's root. Return the ids of the feeds whose state was taken.
        """
        readers = tuple(readers)
        return [feed.id for feed in self.feeds if self._restored(feed, readers)]

    def _restored(self, feed: Feed, readers: Iterable[Callable[[str], bytes | None]]) -> bool:
        for read in readers:
            try:
                body = read(f"{STATES}/{feed.id}.json")
                state = parse_state(body, source_of(feed.address), reading_of(self.event)) if body else None
            except EventsiteError:
                continue
            if state:
                return self._take(feed, state)
        return False

    def _take(self, feed: Feed, state: FeedState) -> bool:
        kept = self.kept(feed)
        if kept and _age(kept) >= _age(state):
            return False
        try:
            save_state(state_file(self.config.schedule_cache, feed.id), state)
        except OSError as error:
            raise ScheduleError(f"the copy of {feed.id} cannot be kept: {error.strerror}") from error
        return True

    def from_site(self, path: str) -> bytes | None:
        """Return a file of the published site, as its visitors get it."""
        return fetch(f"{self.config.site_url}/{path}") if self.config.site_url else None

    def diff(self, language: str) -> tuple[list[ChangeRow], list[str]]:
        """Return what the feeds would change in words of the language, and how each of them is; nothing is kept."""
        language = language or self.event.source_language
        known = program_words(self.config.catalogs, language)
        rows: list[ChangeRow] = []
        states: list[str] = []
        for feed in self.feeds:
            kept = self.kept(feed)
            one = pull(feed, kept, self.event, self.config.now, self.config.content)
            news = changes(kept.schedule, one.state.schedule, self.config.now) if kept and one.state else []
            states.append(one.outcome)
            rows += [
                ChangeRow(
                    feed.id,
                    change.session,
                    change.title.in_(language).words,
                    change.kind,
                    sentence(change, language, lambda words: known.get(words, words)),
                )
                for change in news
            ]
        return rows, states

    def status(self) -> list[FeedRow]:
        """Return what is kept of each feed."""
        found = [(feed, self.kept(feed)) for feed in self.feeds]
        return [_row(feed, kept, "kept" if kept else "none", "") for feed, kept in found]

    def coverage(self) -> list[LanguageRow]:
        """Return how many sessions of what is kept, or of the committed programme, have a title in each language."""
        sessions = self._programme().sessions
        return [
            LanguageRow(code, sum(bool(item.title.by_language.get(code)) for item in sessions), len(sessions))
            for code in self.event.languages
        ]

    def conflicts(self) -> tuple[list[Conflict], list[tuple[str, ...]]]:
        """Return the conflicts of the programme as the site would show it now, and what is acknowledged for nothing.

        The feeds are not asked: what is kept of them counts, else the committed programme.
        """
        files = read_files(self.config.content)
        documents, _ = read_documents(files.documents, self.event.languages)
        merged, _ = merge_schedule(self._programme(), self.event, documents)
        return conflicts(merged, self.event), unused(merged, self.event)

    def _programme(self) -> Schedule:
        if kept := {feed.id: state for feed in self.feeds if (state := self.kept(feed))}:
            return join(kept).schedule
        return current_schedule(
            (), self.config.content, self.config.schedule_cache, self.event, self.config.now
        ).schedule

    def check(self, source: str) -> Report:
        """Read a feed as the site would: one of event.yml by its id or address, or any other address, file or folder.

        It is compared with what is kept of it.
        """
        feed = next((feed for feed in self.feeds if source in {feed.id, feed.address}), None)
        address = source if is_elsewhere(Feed(id="", address=source)) else str(Path(source).absolute())
        asked = feed or Feed(id="", address=address)
        try:
            answer = answer_of(asked, self.config.content, Answer(None), os.environ.get(asked.token, "").strip())
            data = decode(answer.body or b"")
            known = format_of(data)
            schedule = without(known.parse(data, reading_of(self.event)), asked.forget)
        except ScheduleError as error:
            return Report(source=shown(source), state="failed", doubts=(str(error),))
        kept = self.kept(feed) if feed else None
        now = self.config.now.astimezone(self.event.zone)
        is_known = kept is not None and accepted(asked, schedule, kept, now).schedule == kept.schedule
        found = () if is_known else tuple(doubts(schedule, kept.schedule if kept else None, self.event, now))
        state = "refused" if found else "ok"
        return Report(source=shown(source), state=state, format=known.name, schedule=schedule, doubts=found)


def _age(state: FeedState) -> dt.datetime:
    """Return when a copy last learnt something."""
    return state.schedule.retrieved or state.began


def _row(feed: Feed, state: FeedState | None, outcome: str, reason: str) -> FeedRow:
    schedule = state.schedule if state else Schedule()
    cancelled = sum(session.state == "cancelled" for session in schedule.sessions)
    return FeedRow(
        feed=feed.id,
        state=outcome,
        version=schedule.version,
        sessions=len(schedule.sessions) - cancelled,
        cancelled=cancelled,
        changes=len(state.changes) if state else 0,
        retrieved=f"{schedule.retrieved:%Y-%m-%d %H:%M}" if schedule.retrieved else "",
        reason=reason,
    )
