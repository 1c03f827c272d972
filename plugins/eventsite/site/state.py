"""The saved graph of a site: what its pages are made from, so that a later build makes only what changed.

It is saved whole after a whole build. After small changes only the records of the files that they made are saved,
beside the graph of before; the documents that changed since are named in the manifest and read again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..build.manifest import Manifest, load, save
from .prepare import Prepared
from .records import Records

_SITE = "site"
_FACTS = "facts"
_SINCE = "since"


@dataclass(slots=True, kw_only=True)
class State:
    """A built site: what was read for the last whole build, the versions of its templates, and all records.

    `since` are the records of the files that were made after that build; `made` has them too.
    """

    prepared: Prepared
    templates: Mapping[str, str]
    made: Records
    since: Records = field(default_factory=Records)


def save_state(folder: Path, build: str, state: State) -> None:
    """Keep the state of the build with the id `build`; the manifest, which names the build, is written after it."""
    save(folder / _FACTS, (build, state.made.facts))
    made = Records(pages=state.made.pages, files=state.made.files)
    save(folder / _SITE, (build, replace(state, made=made, since=Records())))


def save_since(folder: Path, build: str, step: int, state: State) -> None:
    """Keep what was made since the build `build`, in so many steps."""
    save(folder / _SINCE, (build, step, state.since))


def load_state(folder: Path, manifest: Manifest) -> State | None:
    """Return the state of the build that the manifest names, or None where it is not there or damaged."""
    site, facts = load(folder / _SITE), load(folder / _FACTS)
    if not (isinstance(site, tuple) and isinstance(facts, tuple) and site[0] == facts[0] == manifest.build):
        return None
    state: State = site[1]
    state.made.facts = facts[1]
    if manifest.step:
        since = load(folder / _SINCE)
        if not isinstance(since, tuple) or since[:2] != (manifest.build, manifest.step):
            return None
        state.since = since[2]
        state.made.add(state.since)
    return state
