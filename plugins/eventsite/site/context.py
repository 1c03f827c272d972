"""Everything known about the site before its first page is made; gathered once a build, then only read."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..content.documents import Document, Documents
from ..i18n.alternates import Alternates
from ..model import Event, Person, Schedule, Session
from ..schedule.guard import Current
from ..settings import Config
from .urls import document_in


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContext:
    """The event, its documents and programme, and where every page stands.

    `graph` holds the alternates of every page by `kind/key`, `by_path` the pages by their source language's path,
    `sessions` and `people` the programme's by the key of their page; `html` the text of each document in each of its
    languages as safe HTML, with link targets as the author wrote them; `targets` what those resolve to, by language.
    `neighbours` are the next newer and next older item of each press release and news item.
    `warnings` tell what is wrong and not the content's fault.
    `stylesheet` is the file of the style sheet below the root.
    """

    config: Config
    event: Event
    documents: Documents
    schedule: Schedule
    current: Current
    layouts: Mapping[str, str]
    graph: Mapping[str, Alternates]
    by_path: Mapping[str, str]
    sessions: Mapping[str, Session]
    people: Mapping[str, Person]
    html: Mapping[tuple[str, str], str]
    feed_html: Mapping[str, Mapping[str, str]]
    targets: Mapping[str, Mapping[str, str]]
    neighbours: Mapping[str, tuple[str | None, str | None]]
    stylesheet: str
    warnings: tuple[str, ...] = ()

    def url(self, name: str, language: str) -> str:
        """Return the root-relative address of the page `name` for links, the site's base path included."""
        return self.config.base + self.graph[name][language].path

    def absolute(self, path: str) -> str:
        """Return the full address of a path; in development, where no SITEURL is set, a root-relative one."""
        return self.config.site_url + path

    def document(self, name: str, language: str) -> Document | None:
        """Return the document `name` in `language`, else in the first language it has; None if there is none."""
        twins = self.documents.get(name)
        return document_in(twins, language) if twins else None

    def of_kind(self, kind: str) -> list[str]:
        """Return the ids of the kind's documents."""
        return [name for name in self.documents if name.startswith(f"{kind}/")]
