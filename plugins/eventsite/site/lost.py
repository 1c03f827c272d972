"""Addresses that the published site has and the new one has not: which somebody has to look after, and how."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ..content.documents import Document
from ..errors import Said, say
from .context import SiteContext
from .urls import HOMES, LISTS, PAGE_WORDS


@dataclass(frozen=True, slots=True)
class Lost:
    """An address that nothing answers any more; `is_ours` where it is an editor's to say what became of its page.

    What only the programme's feeds, the days or the length of a list made comes and goes by itself.
    """

    path: str
    is_ours: bool
    advice: Said


def explained(
    lost: Iterable[str], published: Collection[str], headings: Mapping[str, str], site: SiteContext
) -> list[Lost]:
    """Return what to do about each of the lost addresses; `published` are all that the published site has.

    `headings` are those of published pages, by which the page that took its place is found.
    """
    moving = re.compile("|".join(_patterns(site)) or "(?!)")
    newcomers = [found for found in _documents(site) if found[1] not in published]
    explained = []
    for path in lost:
        if moving.fullmatch(path):
            advice = say("{path} was published and is gone: it came and went with the programme or a list", path=path)
            explained.append(Lost(path, False, advice))
        else:
            explained.append(
                Lost(path, True, _advice(path, _follower(path, headings.get(path, ""), newcomers), site))
            )
    return explained


def _patterns(site: SiteContext) -> Iterable[str]:
    """Yield what addresses look like that no editor has made: further pages of lists, days, and what feeds name."""
    for layout in (*LISTS, "agenda"):
        for code, page in site.graph.get(site.layouts.get(layout, ""), {}).items():
            above = re.escape(page.path)
            if layout in LISTS:
                yield rf"{above}{PAGE_WORDS.get(code, 'page')}/\d+/"
            if layout == "agenda":
                yield rf"{above}\d{{4}}-\d\d-\d\d/"
            if site.is_fed and layout in {HOMES["sessions"], HOMES["people"]}:
                yield rf"{above}[^/]+/"


def _documents(site: SiteContext) -> Iterable[tuple[Document, str]]:
    """Yield every document in its own languages, with its address."""
    for name, twins in site.documents.items():
        for code, twin in twins.items():
            if name in site.graph and code in site.graph[name]:
                yield twin, site.graph[name][code].path


def _follower(path: str, heading: str, newcomers: Iterable[tuple[Document, str]]) -> Document | None:
    """Return the document whose page seems to have taken the place; None where that is not clear.

    It has the same heading, or its address ends alike.
    """
    for is_it in (
        lambda document, _: bool(heading) and document.fields.heading == heading,
        lambda _, other: other.split("/")[-2] == path.rstrip("/").rpartition("/")[2],
    ):
        found = [document for document, other in newcomers if len(other) > 1 and is_it(document, other)]
        if len(found) == 1:
            return found[0]
    return None


def _advice(path: str, follower: Document | None, site: SiteContext) -> Said:
    if follower:
        line = f"aliases: [{', '.join([*follower.fields.aliases, path])}]"
        return say(
            "{path} was published and is gone; its page seems to be {name} now: write into {file} the line `{line}`",
            path=path, name=follower.id, file=follower.path, line=line,
        )  # fmt: skip
    return say(
        "{path} was published and is gone; add `aliases: [{path}]` to the page that replaces it, or"
        " `- path: {path}` under `gone` in {event}",
        path=path, event=f"{site.config.content.name}/event.yml",
    )  # fmt: skip
