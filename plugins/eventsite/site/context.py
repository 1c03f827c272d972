"""Everything known about the site before its first page is made; gathered once, then only read."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Generic, TypeVar

from ..content.documents import Document
from ..errors import Problem
from ..i18n.alternates import Alternates, alternate_in
from ..model import Change, Event, Person, Room, Session, Source, Track, Venue, Version
from ..schedule.state import FeedState
from ..settings import Config
from .gallery import Gallery
from .library import ShownDocuments
from .pictures import SitePicture
from .scripts import Scripts
from .shared import Common
from .shelf import Shelf
from .signposts import Signpost
from .social import SocialStyle
from .urls import document_in

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContext:
    """The event, its documents and programme, and where every page stands.

    What any page may show (the event, its rooms, the days, `common` facts of each language) stands first; `colours`
    are the theme's own one, that of its paper, and its own one in the dark, `social` is what the pictures for social
    networks are drawn with, where they are.
    Then come the mappings, of which each page reads a few entries: `files` has the sizes of those that are copied, by
    their paths below the content folder, `texts` say which version of a document's text is
    shown, `graph` has the alternates of every page by `kind/key`, `by_path` the pages by their source language's
    path, `orders` the documents of lists in their order, `children` the pages below a page, `neighbours` the next
    newer and next older item of each press release and news item. `on_day`, `by_person`, `at_venue`, `by_room` and
    `by_track` have the sessions that take place there, `ledger` the changes of each session, newest first, `recent`
    those that are still news, `versions` how often each changed. `programme` has what is known of it as a whole:
    `version`, `retrieved`, `began` (when the feeds were first read), and whether a copy is `stale` or `missing`.
    `words` are those that the program itself says, from English to each language, `health` is what `api/health.json`
    tells, `states` what is public of the feeds. `pictures` are those that are shown, by their files, `signposts` what
    stands at old addresses, by its files.
    `gallery` has the pictures' bytes, `shelf` the texts; `scheduled` are the sessions that the schedule itself has.
    `warnings` tell what is wrong and not the content's fault, `advice` what in the content is worth a
    look.
    `found` are the pages that a search finds in each language, `terms` the parts of its index.
    `since` and `until` say for which time all this holds: at `until` something becomes public or past, and `due` says
    what that is. `expired` are the documents that are no longer shown, `kept_back_files` the files below the content
    folder that only hidden documents lead to.
    `inputs` is a digest of everything that the site is made from but the documents.
    A site that `is_fed` has feeds; it `is_volatile` where one is on a server, which must be asked at each build.
    """

    config: Config
    event: Event
    layouts: Mapping[str, str]
    stylesheets: Mapping[str, str]
    scripts: Mapping[str, Scripts]
    colours: tuple[str, str, str]
    social: SocialStyle | None
    rooms: Mapping[str, Room]
    tracks: Mapping[str, tuple[int, Track]]
    venues: Mapping[str, Venue]
    sources: Mapping[str, Source]
    days: tuple[dt.date, ...]
    milestone_states: tuple[str, ...]
    expired: frozenset[str]

    common: Mapping[str, Common]
    files: Mapping[str, int]
    documents: ShownDocuments
    texts: Mapping[str, str]
    sessions: Mapping[str, Session]
    people: Mapping[str, Person]
    graph: Mapping[str, Alternates]
    by_path: Mapping[str, str]
    orders: Mapping[str, tuple[str, ...]]
    children: Mapping[str, tuple[str, ...]]
    neighbours: Mapping[str, tuple[str | None, str | None]]
    on_day: Mapping[dt.date, tuple[Session, ...]]
    by_person: Mapping[str, tuple[Session, ...]]
    at_venue: Mapping[str, tuple[Session, ...]]
    ledger: Mapping[str, tuple[Change, ...]]
    by_room: Mapping[str, tuple[Session, ...]]
    by_track: Mapping[str, tuple[Session, ...]]
    recent: Mapping[str, tuple[Change, ...]]
    versions: Mapping[str, Version]
    programme: Mapping[str, Any]
    words: Mapping[str, Mapping[str, str]]
    health: Mapping[str, object]
    states: Mapping[str, FeedState]
    pictures: Mapping[str, SitePicture]
    signposts: Mapping[str, Signpost]
    found: Mapping[str, tuple[str, ...]]
    terms: Mapping[str, str]

    gallery: Gallery
    shelf: Shelf
    scheduled: frozenset[str]
    since: dt.datetime
    until: dt.datetime
    due: tuple[str, ...]
    kept_back_files: frozenset[str]
    inputs: str
    is_fed: bool
    is_volatile: bool
    warnings: tuple[str, ...] = ()
    advice: tuple[Problem, ...] = ()

    def url(self, name: str, language: str) -> str:
        """Return the root-relative address of the page `name` for links, the site's base path included.

        Where the language does not have the page, it is that of the first language which has.
        """
        return self.config.base + alternate_in(self.graph[name], language).path

    def absolute(self, path: str) -> str:
        """Return the full address of a path; in development, where no SITEURL is set, a root-relative one."""
        return self.config.site_url + path

    def say(self, language: str) -> Callable[[str], str]:
        """Return what says the program's own words in the language."""
        known = self.words[language]
        return lambda words: known.get(words, words)

    def document(self, name: str, language: str) -> Document | None:
        """Return the document `name` in `language`, else in the first language it has; None if there is none."""
        twins = self.documents.get(name)
        return document_in(twins, language) if twins else None

    def html(self, document: Document) -> str:
        """Return the document's text as safe HTML, with link targets as the author wrote them."""
        return self.shelf.editors_html(self.texts[document.id], document.language)


# The mappings of which a page reads single entries, and what pages do not read at all; the rest any page may show.
MAPPINGS = (
    "common", "documents", "texts", "sessions", "people", "graph", "by_path", "orders", "children", "neighbours",
    "on_day", "by_person", "at_venue", "by_room", "by_track", "ledger", "recent", "versions", "programme", "words",
    "health", "states", "pictures", "files", "signposts", "found", "terms",
)  # fmt: skip
_NOT_SHOWN = (
    "gallery", "shelf", "scheduled", "since", "until", "due", "kept_back_files", "inputs", "is_fed", "is_volatile",
    "warnings", "advice",
)  # fmt: skip
SHARED = tuple(
    item.name for item in fields(SiteContext) if item.name not in MAPPINGS and item.name not in _NOT_SHOWN
)  # fmt: skip


class Watched(Mapping[Key, Value], Generic[Key, Value]):
    """A mapping that notes which of its entries are read; going through all of them notes `name:*`."""

    def __init__(self, name: str, entries: Mapping[Key, Value], reads: set[str]) -> None:
        """Watch `entries`; each read adds `name:key` to `reads`."""
        self._name = name
        self._entries = entries
        self._reads = reads
        self._labels: dict[Key, str] = {}

    def _note(self, key: Key) -> None:
        label = self._labels.get(key)
        if label is None:
            label = self._labels[key] = f"{self._name}:{key}"
        self._reads.add(label)

    def __getitem__(self, key: Key) -> Value:
        """Return the entry; one that is missing is noted too, since it may come."""
        self._note(key)
        return self._entries[key]

    def __contains__(self, key: object) -> bool:
        """Return whether there is such an entry."""
        self._note(key)  # type: ignore[arg-type]
        return key in self._entries

    def __iter__(self) -> Iterator[Key]:
        """Go through all keys."""
        self._reads.add(f"{self._name}:*")
        return iter(self._entries)

    def __len__(self) -> int:
        """Return the number of entries."""
        self._reads.add(f"{self._name}:*")
        return len(self._entries)


def watched(site: SiteContext, reads: set[str]) -> SiteContext:
    """Return the same site, whose mappings note in `reads` what is read of them."""
    mappings: dict[str, Any] = {name: Watched(name, getattr(site, name), reads) for name in MAPPINGS}
    return replace(site, **mappings)


def changes(old: SiteContext, new: SiteContext) -> set[str] | None:
    """Return the notes of everything that differs between the two, or None where what any page may show differs."""
    # The clock of a build is nothing that a page may show.
    old = replace(old, config=replace(old.config, now=new.config.now))
    if any(_differs(getattr(old, name), getattr(new, name)) for name in SHARED):
        return None
    changed: set[str] = set()
    for name in MAPPINGS:
        before, after = getattr(old, name), getattr(new, name)
        if before is not after:
            changed |= _differences(name, before, after)
    return changed


def _differences(name: str, before: Mapping[Key, Value], after: Mapping[Key, Value]) -> set[str]:
    keys = {key for key in _candidates(before, after) if _differs(before.get(key), after.get(key))}
    keys |= before.keys() ^ after.keys()
    if list(before) != list(after) or keys:
        return {f"{name}:*", *(f"{name}:{key}" for key in keys)}
    return set()


def _candidates(before: Mapping[Key, Any], after: Mapping[Key, Any]) -> list[Any]:
    """Return the keys of what may differ; documents are not looked at for that: it takes time."""
    if isinstance(before, ShownDocuments) and isinstance(after, ShownDocuments):
        return after.unlike(before)
    # Most entries are the very same, which is asked without a call: there are ten thousand.
    return [key for key, value in after.items() if before.get(key) is not value]


def _differs(one: object, other: object) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one.items()) != list(other.items())
    return one is not other and one != other
