"""Old addresses: aliases lead to the page that followed, and those of pages that are gone say so.

They are files and no pages of the graph, so no menu, sitemap, feed, search or hreflang knows them.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import Literal

from ..content.documents import Document, source_of
from ..content.facts import EventFile
from ..content.kinds import KINDS, Page
from ..content.mistakes import nearest
from ..content.old_addresses import file_of
from ..errors import Problem, Said, say
from ..model import Gone
from .urls import HOMES, Paths, Site, expired_paths, root

REMOVE = say("remove it here")
ONE_OF_TWO = say("leave it in one of the two")
# Kinds of pages that come with the programme.
_FED = {"sessions", "people", "days"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signpost:
    """What stands at an old address: a page that has `moved` to that of `page`, was `removed`, or has `expired`.

    `language` is the one whose readers the address was for. `page` may be empty where none follows.
    """

    kind: Literal["moved", "removed", "expired"]
    language: str
    page: str = ""
    gone: Gone | None = None


Signposts = Mapping[str, Signpost]
"""The file below the site's root → what it says."""


def signposts(
    site: Site, paths: Paths, facts: EventFile, files: Iterable[str], kept_back: Set[str], *, is_fed: bool
) -> tuple[Signposts, list[Problem]]:
    """Return what stands at old addresses, and a problem for each that is taken.

    `files` are those that are copied, `kept_back` the documents to which a page that is gone leads only once they are
    public. Where the programme `is_fed`, a page that it has brought is at its address without stopping the build.
    """
    from_feeds = paths.keys() - site.documents.keys() if is_fed else set()
    places = _Places(paths, files, {name for name in from_feeds if name.partition("/")[0] in _FED})
    found: dict[str, Signpost] = {}
    for document in (twin for twins in site.documents.values() for twin in twins.values()):
        found |= _aliases(document, places)
    names = {name for name in (*paths, *site.expired, *site.broken, *kept_back) if name.partition("/")[0] in KINDS}
    found |= _tombstones(facts, names, places)
    found |= _expired(site, places)
    return dict(sorted(found.items())), places.problems


class _Places:
    """Who stands where; not all devices tell capitals from small letters, so neither is told apart here."""

    def __init__(self, paths: Paths, files: Iterable[str], fed: Set[str]) -> None:
        self.pages: dict[str, str] = {
            file_of(path).casefold(): name for name, by_language in paths.items() for path in by_language.values()
        }
        self.owners: dict[str, str] = {}
        self.copied = {name.casefold() for name in files}
        self.fed = fed
        self.problems: list[Problem] = []

    def taken(self, path: str) -> tuple[Said, Said] | None:
        """Return who has the address already, and what to do about it."""
        file = file_of(path).casefold()
        if page := self.pages.get(file):
            return say("the page {name} is at {path} now", name=page, path=path), REMOVE
        if owner := self.owners.get(file):
            return say("the address {path} belongs to {other} already", path=path, other=owner), ONE_OF_TWO
        if file in self.copied:
            return say("the address {path} is that of a file", path=path), REMOVE
        return None

    def refuse(self, path: str, problem: Problem) -> None:
        """Note why the address cannot be given; what a feed has brought there is no mistake of the content."""
        page = self.pages.get(file_of(path).casefold())
        self.problems.append(replace(problem, advice=page in self.fed))

    def take(self, path: str, name: str) -> str:
        """Give the address to `name`; return the file that answers there."""
        self.owners[file_of(path).casefold()] = name
        return file_of(path)


def _aliases(document: Document, places: _Places) -> Iterator[tuple[str, Signpost]]:
    for position, path in enumerate(document.fields.aliases):
        field = f"aliases.{position}"
        if document.kind == "partners":
            places.problems.append(document.problem(field, say("partners have no page of their own"), REMOVE))
        elif taken := places.taken(path):
            places.refuse(path, document.problem(field, *taken))
        else:
            file = places.take(path, document.id)
            yield file, Signpost(kind="moved", language=document.language, page=document.id)


def _tombstones(facts: EventFile, names: Set[str], places: _Places) -> Iterator[tuple[str, Signpost]]:
    for position, gone in enumerate(facts.event.gone):
        where = ("gone", position)
        if gone.page and gone.page not in names:
            message = say("there is no document `{name}`", name=gone.page)
            places.problems.append(facts.problem((*where, "page"), message, nearest(gone.page, names)))
        if taken := places.taken(gone.path):
            places.refuse(gone.path, facts.problem((*where, "path"), *taken))
            continue
        file = places.take(gone.path, "event.yml")
        yield file, Signpost(kind="removed", language=_reader(gone.path, facts), page=gone.page or "", gone=gone)


def _reader(path: str, facts: EventFile) -> str:
    """Return the language whose pages stand around the path."""
    event = facts.event
    return next((code for code in event.languages[1:] if path.startswith(root(code, event))), event.source_language)


def _expired(site: Site, places: _Places) -> Iterator[tuple[str, Signpost]]:
    for name, by_language in expired_paths(site).items():
        fields = source_of(site.expired[name]).fields
        above = (
            f"pages/{fields.parent}"
            if isinstance(fields, Page)
            else site.layouts.get(HOMES[name.partition("/")[0]], "")
        )
        for language, path in by_language.items():
            if not places.taken(path):
                yield places.take(path, name), Signpost(kind="expired", language=language, page=above)
