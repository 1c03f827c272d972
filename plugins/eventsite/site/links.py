"""The links in texts: where each leads in each language, and which lead nowhere."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from urllib.parse import quote, unquote

from ..content.documents import Document, Documents, Target, static_path
from ..content.kinds import KINDS, Page
from ..content.mistakes import nearest
from ..content.texts import THEMES, nearest_anchor
from ..errors import Problem, Said, say
from ..i18n.alternates import alternate_in
from ..i18n.languages import name_in, within_text
from .context import SiteContext
from .figures import download
from .pictures import like, picture_of
from .urls import Paths, document_in

# What a link leads to when the feed no longer has its session or person: the list of them.
_LISTS = {"sessions": "agenda", "people": "people"}


@dataclass(frozen=True, slots=True)
class Places:
    """Where links may lead, and the `documents` there; `hidden` ones are not public, `broken` ones not readable.

    Those that have `expired` are hidden too, but whoever named one could not know when the site would be built.
    With `fed` a feed says which sessions and people there are, and it may drop one at any time.
    """

    paths: Mapping[str, object]
    static: Set[str]
    hidden: Set[str]
    expired: Set[str]
    broken: Set[str]
    layouts: Mapping[str, str]
    fed: bool
    documents: Documents


def check_links(document: Document, places: Places) -> tuple[list[Problem], list[str]]:
    """Return a problem for each link in the text that leads nowhere, and a warning for each that is not as written.

    Where a feed is to blame it leads to a list instead, and where a document has expired its words stand alone.
    """
    problems = []
    warnings = []
    for target in document.targets:
        problem = _check_target(document, target, places)
        if problem and document_named(target.name) in places.expired:
            warnings.append(f"{problem}; until then its words stand without a link")
        elif problem and _is_excused(target.name, places):
            warnings.append(f"{problem}; until then the link leads to the list")
        elif problem:
            problems.append(problem)
    return problems, warnings


def addresses(site: SiteContext, document: Document, language: str) -> dict[str, str]:
    """Return the address in `language` of what each link in the text leads to, by the target as it is written."""
    gone = unlinked(site, document)
    names = (target.name for target in document.targets if target.name not in gone)
    return {name: site.config.base + _address(site, name, language) for name in names}


def unlinked(site: SiteContext, document: Document) -> set[str]:
    """Return the targets, as they are written, of the links whose words stand alone: their documents have expired."""
    return {target.name for target in document.targets if document_named(target.name) in site.expired}


def foreign(site: SiteContext, document: Document, language: str) -> dict[str, tuple[str, str]]:
    """Return the language, by its code and its name for the reader, of what a link leads to and is not translated."""
    found = {}
    for target in document.targets:
        name = document_named(target.name)
        page = site.graph.get(name, {})
        if page and (language not in page or page[language].state == "fallback"):
            borrowed = site.document(name, language)
            if borrowed is not None:
                found[target.name] = borrowed.language, within_text(name_in(borrowed.language, language))
    return found


def _address(site: SiteContext, target: str, language: str) -> str:
    static = static_path(target)
    if static is not None:
        shown = picture_of(target)
        return download(site, shown) if shown else f"/{quote(static)}{_parse(target)[1]}"
    name, fragment = _parse(target)
    if name in site.graph:
        return alternate_in(site.graph[name], language).path + fragment
    return alternate_in(site.graph[site.layouts[_LISTS[name.partition("/")[0]]]], language).path


def _is_excused(target: str, places: Places) -> bool:
    """Return whether the feed is to blame, and there is a list to lead to instead."""
    name = document_named(target)
    layout = _LISTS.get(name.partition("/")[0])
    return places.fed and name not in places.hidden and layout in places.layouts


def _parse(target: str) -> tuple[str, str]:
    """Return the document or file that a target names, and its fragment with the `#`."""
    name, hash_sign, fragment = target.partition("#")
    return name.removeprefix("ref:"), hash_sign + fragment


def document_named(target: str) -> str:
    """Return the `kind/key` that a `ref:` target names."""
    return _parse(target)[0]


def linked_files(document: Document) -> Iterator[str]:
    """Yield the paths below the content folder of the files and pictures that the document's text links to."""
    for target in document.targets:
        if file := _linked_file(target.name):
            yield file


def _linked_file(target: str) -> str | None:
    return picture_of(target) or static_path(target)


def _check_target(document: Document, target: Target, places: Places) -> Problem | None:
    file = _linked_file(target.name)
    if file is not None:
        if file in places.static:
            return None
        message = say("there is no file `{file}`", file=file)
        return Problem(document.path, target.place, "", message, like(file, places.static))
    name, fragment = _parse(target.name)
    if name in places.paths or name in places.broken:
        return _lost_anchor(document, target, name, fragment[1:], places)
    if name in places.expired:
        message = say("the link `{link}` leads to a document that has expired", link=target.name)
        hint = say("remove the link, or give the document a later time")
        return Problem(document.path, target.place, "", message, hint)
    if name in places.hidden:
        message = say("the link `{link}` leads to a document that is not public yet", link=target.name)
        return Problem(document.path, target.place, "", message, say("remove the link, or publish the document"))
    message = say("the link `{link}` leads nowhere", link=target.name)
    return Problem(document.path, target.place, "", message, _meant(name, places.paths))


def _meant(name: str, names: Iterable[str]) -> Said:
    """Return a hint that names the document that is most likely meant, also where its kind was left out."""
    known = [known for known in names if known.partition("/")[0] in KINDS]
    same = [known for known in known if name and name.rpartition("/")[2] == known.rpartition("/")[2]]
    return nearest(same[0] if len(same) == 1 else name, known)


# Of what these kinds show, all ids but the theme's own come from their texts.
_WHOLE_TEXTS = ("press", "news", "rules")


def _lost_anchor(document: Document, target: Target, name: str, anchor: str, places: Places) -> Problem | None:
    """Return a problem where the page is there, and not the heading on it that the link names."""
    twins = places.documents.get(name)
    if not anchor or not twins or anchor.startswith(THEMES):
        return None
    found = document_in(twins, document.language)
    is_text = found.kind in _WHOLE_TEXTS or (isinstance(found.fields, Page) and found.fields.layout == "page")
    if not is_text or unquote(anchor) in found.anchors:
        return None
    anchor = unquote(anchor)
    message = say("{path} has no heading `#{anchor}`", path=found.path, anchor=anchor)
    return Problem(document.path, target.place, "", message, nearest_anchor(anchor, found.anchors))


# Further pages of a long list stand below its address.
_FURTHER = re.compile(r"[a-z]+/\d+/")


def check_addresses(documents: Documents, paths: Paths) -> Iterator[Problem]:
    """Yield a problem for each address of this site that a text names and that no page has."""
    known = {path for by_language in paths.values() for path in by_language.values()}
    for twins in documents.values():
        for document in twins.values():
            for target in document.addresses:
                path = unquote(re.split("[?#]", target.name)[0])
                # What has an ending is a file, and files are looked for when they have been made.
                if "." in path.rpartition("/")[2] or path in known or _FURTHER.sub("", path) in known:
                    continue
                message = say("no page of this site has the address `{address}`", address=target.name)
                hint = say("link to what stands there, as in [words](ref:pages/faq)")
                if f"{path}/" in known:
                    hint = say("write {right}", right=f"{path}/")
                yield Problem(document.path, target.place, "", message, hint)
