"""The programme as open data takes it: what may be published, and where its pages are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..model import ChangeKind, Event, Schedule
from ..schedule.merge import session_key

Sentence = Callable[[str, str], str]
"""Returns what changed in a session within the last days, by its key and in a language; empty where nothing did."""
Address = Callable[[str, str], str]
"""Returns the absolute address of a page, by `kind/key` and language; empty where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """The public schedule of an event, with the addresses of its pages.

    `site` is the address of the site's root, without a slash at its end. `contact` is where questions about the data
    go. `recent` has for each session key what changed within the last days, which `sentence` says in words, and
    `sequences` how often its entry in calendars changed. It is `stale` where a feed does not answer and its last good
    copy stands in.
    """

    event: Event
    schedule: Schedule
    address: Address
    sentence: Sentence
    site: str
    contact: str
    recent: Mapping[str, ChangeKind] = field(default_factory=dict)
    stale: bool = False
    sequences: Mapping[str, int] = field(default_factory=dict)

    def session_url(self, identifier: str, language: str) -> str:
        """Return the address of a session's page."""
        return self.address(f"sessions/{session_key(identifier)}", language)

    def licence(self, language: str) -> dict[str, str]:
        """Return under which terms the data may be used; empty where the event names none."""
        said = {"name": self.event.licence.in_(language).words, "url": self.event.licence_url}
        return {key: words for key, words in said.items() if words}
