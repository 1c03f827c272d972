"""The theme's scripts: plain modules without their comments, what each of them needs, and the words that they show.

A page has the words of its own scripts within it, in its language; `words.<language>.js` has those that pages in
other languages ask for.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ..exports.markup import script_json
from ..i18n.catalogs import script_words
from ..i18n.languages import language

FOLDER = "js"
# The module that remembers a choice of language, and the one that offers a page in another, in that one's words.
SWITCH = "language-switch"
OFFER = "language-offer"
# Lines with nothing but a comment; one that begins with `/*!` is a licence, which stays.
_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*\*(?s:.*?)\*/)$", re.MULTILINE)
_IMPORT = re.compile(r'^(?:import|export)\b[^"\n]*"\./([\w-]+)\.js"', re.MULTILINE)
_LATER = re.compile(r'\bimport\("\./([\w-]+)\.js"\)')


class PageScripts(NamedTuple):
    """The scripts of a page: their addresses, those that they import, and their words as JSON."""

    sources: tuple[str, ...]
    imported: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scripts:
    """The scripts in one language, at `address`, a folder without a slash at its end.

    `imports` has for each module all that it needs at once, `possible` also what it may ask for later; `words` are
    by modules. The scripts `first` are on every page.
    """

    address: str
    imports: Mapping[str, tuple[str, ...]]
    possible: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Mapping[str, str]]
    first: tuple[str, ...] = ()

    def page(self, *names: str, switch: bool = True) -> PageScripts:
        """Return what a page needs for these scripts, those of every page, and its language `switch`."""
        entries = _distinct([self.first, (SWITCH,) if switch else (), names])
        imported = _distinct(self.imports[name] for name in entries)
        possible = _distinct([entries, *(self.possible[name] for name in entries)])
        said = {key: words for name in possible for key, words in self.words.get(name, {}).items()}
        return PageScripts(
            sources=tuple(self._url(name) for name in entries),
            imported=tuple(self._url(name) for name in imported if name not in entries),
            words=script_json(said) if said else "",
        )

    def _url(self, name: str) -> str:
        return f"{self.address}/{name}.js"


def _distinct(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in groups for name in group))


def read_scripts(theme: Path, languages: tuple[str, ...]) -> tuple[dict[str, Scripts], dict[str, str]]:
    """Return the scripts of each language, and every file below the site's root with its text.

    The folder's name changes with what is in it, so caches may keep it for ever, and modules find each other under
    plain names.
    """
    code = {path.stem: _code(path) for path in sorted((theme / FOLDER).glob("*.js"))}
    words = {one: script_words(theme / "translations", one) for one in languages}
    files = {f"{name}.js": text for name, text in code.items()}
    files |= {f"words.{one}.js": _words(one, words[one].get(OFFER, {})) for one in languages}
    content = json.dumps([files, words], sort_keys=True)
    folder = f"theme/{FOLDER}.{hashlib.sha256(content.encode()).hexdigest()[:10]}"
    at_once = {name: _IMPORT.findall(text) for name, text in code.items()}
    at_all = {name: [*at_once[name], *_LATER.findall(text)] for name, text in code.items()}
    imports = {name: _reached(name, at_once) for name in code}
    possible = {name: _reached(name, at_all) for name in code}
    found = {one: Scripts(address=folder, imports=imports, possible=possible, words=words[one]) for one in languages}
    return found, {f"{folder}/{name}": text for name, text in files.items()}


def _code(path: Path) -> str:
    """Return a script without its comments, a quarter of what phones load; its lines keep their numbers."""
    return _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), path.read_text(encoding="utf-8"))


def _reached(name: str, edges: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return every module that the module leads to, nearest first."""
    found: dict[str, None] = {}
    waiting = list(edges[name])
    while waiting:
        other = waiting.pop(0)
        if other not in found:
            found[other] = None
            waiting += edges.get(other, [])
    return tuple(found)


def _words(code: str, words: Mapping[str, str]) -> str:
    """Return the module with a language's direction and its words for the scripts' English ones."""
    text = json.dumps(words, ensure_ascii=False, sort_keys=True)
    return f'export const direction = "{language(code).direction}";\nexport const words = {text};\n'
