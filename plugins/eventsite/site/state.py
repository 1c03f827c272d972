"""The saved graph of a site: what its pages are made from, so that a later build makes only what changed."""

from dataclasses import dataclass, replace
from pathlib import Path

from ..build.manifest import load, save
from ..checks import BuiltPage
from .prepare import Prepared
from .render import FileRecord, PageName, PageRecord

MANIFEST = "manifest"
_SITE = "site"
_FACTS = "facts"


@dataclass(slots=True, kw_only=True)
class State:
    """A built site: everything that was read, the versions of its templates, and the record of each file.

    `pages` are by name, `facts` (what the checks know of a page) by file, `files` the text files that are no pages.
    """

    prepared: Prepared
    templates: dict[str, str]
    pages: dict[PageName, PageRecord]
    facts: dict[str, BuiltPage]
    files: dict[str, FileRecord]


def save_state(folder: Path, build: str, state: State) -> None:
    """Keep the state of the build with the id `build`; the manifest, which names the build, is written after it."""
    save(folder / _FACTS, (build, state.facts))
    save(folder / _SITE, (build, replace(state, facts={})))


def load_state(folder: Path, build: str) -> State | None:
    """Return the state of the build with that id, or None where it is not there or damaged."""
    parts = []
    for name in (_SITE, _FACTS):
        found = load(folder / name)
        if not isinstance(found, tuple) or found[0] != build:
            return None
        parts.append(found[1])
    state, facts = parts
    state.facts = facts
    return state if isinstance(state, State) else None
