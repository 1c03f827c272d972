"""The links in texts: where each leads in each language, and which lead nowhere."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass

from ..content.documents import Document, Documents
from ..content.markdown import targets
from ..content.mistakes import nearest
from ..errors import Problem
from ..model import Event
from ..settings import Config
from .urls import Paths

_FOREIGN_IMAGE = re.compile(r'<img\b[^<>]*?\ssrc="((?:https?:)?//[^"]*)"')


@dataclass(frozen=True, slots=True)
class Places:
    """Where links may lead; `hidden` documents are not public, `broken` ones could not be read.

    With `fed` a feed says which sessions and people there are, and it may drop one at any time.
    """

    paths: Paths
    static: frozenset[str]
    hidden: Set[str]
    broken: Set[str]
    layouts: Mapping[str, str]
    fed: bool


@dataclass(frozen=True, slots=True)
class Targets:
    """What links in texts lead to, by language and written target, and the links that lead nowhere."""

    by_language: Mapping[str, Mapping[str, str]]
    problems: list[Problem]
    warnings: list[str]


def link_targets(
    documents: Documents,
    html: Mapping[tuple[str, str], str],
    places: Places,
    config: Config,
    event: Event,
) -> Targets:
    """Return what every link in the texts leads to, by language; a link to nothing is a problem at its line."""
    found: dict[str, dict[str, str]] = {language: {} for language in event.languages}
    problems = []
    warnings = []
    for (name, code), text in html.items():
        for target in dict.fromkeys(targets(text)):
            problem = _check_target(documents[name][code], target, places)
            instead = _list_of(target, places) if problem else None
            if problem and not instead:
                problems.append(problem)
            elif _parse(target)[0] not in places.broken:
                if problem:
                    warnings.append(f"{problem}; until then the link leads to the list")
                for language in event.languages:
                    found[language][target] = config.base + _address(instead or target, language, places.paths)
    return Targets(found, problems, warnings)


def _list_of(target: str, places: Places) -> str | None:
    """Return the list that a link leads to when the feed no longer has its session or person."""
    name = _parse(target)[0]
    layout = {"sessions": "agenda", "people": "people"}.get(name.partition("/")[0])
    if layout and places.fed and name not in places.hidden:
        return places.layouts.get(layout)
    return None


def _parse(target: str) -> tuple[str, str]:
    """Return the document or file that a target names, and its fragment with the `#`."""
    name, hash_sign, fragment = target.partition("#")
    return name.removeprefix("ref:"), hash_sign + fragment


def _static_path(target: str) -> str | None:
    for prefix in ("{static}/", "%7Bstatic%7D/"):
        if target.startswith(prefix):
            return target.removeprefix(prefix)
    return None


def _address(target: str, language: str, paths: Paths) -> str:
    static = _static_path(target)
    if static is not None:
        return f"/{static}"
    name, fragment = _parse(target)
    return paths[name][language] + fragment


def _check_target(document: Document, target: str, places: Places) -> Problem | None:
    line = _line_of(document, target)
    file = _static_path(target)
    if file is not None:
        if file in places.static:
            return None
        return Problem(document.path, line, "", f"there is no file `{file}`", nearest(file, places.static))
    name, _ = _parse(target)
    if name in places.paths or name in places.broken:
        return None
    if name in places.hidden:
        message = f"the link `{target}` leads to a document that is not public yet"
        return Problem(document.path, line, "", message, "remove the link, or publish the document")
    return Problem(document.path, line, "", f"the link `{target}` leads nowhere", nearest(name, places.paths))


def _line_of(document: Document, target: str) -> int:
    for number, line in enumerate(document.body.split("\n"), start=document.body_line):
        if target.replace("%7B", "{").replace("%7D", "}") in line:
            return number
    return document.body_line


def foreign_images(documents: Documents, html: Mapping[tuple[str, str], str]) -> list[Problem]:
    """Return a problem for each image of another host: the security policy would leave a hole in its place."""
    problems = []
    for (name, code), text in html.items():
        for address in dict.fromkeys(_FOREIGN_IMAGE.findall(text)):
            document = documents[name][code]
            hint = "put the file into content/images/ and write {static}/images/…"
            message = f"the image `{address}` is on another host"
            problems.append(Problem(document.path, _line_of(document, address), "", message, hint))
    return problems
