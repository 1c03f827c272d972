"""A build that makes only what changed: from the state of the last one, without Pelican."""

import datetime as dt
import shutil
from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..build.journal import commit
from ..build.swap import stage_folder
from ..checks import BuiltPage, check_pages
from .context import changes
from .faults import CheckError
from .pages import page_names
from .prepare import Prepared, prepare
from .render import PageName, Rendered, Target, render_files, render_pages, template_versions
from .state import State


@dataclass(frozen=True, slots=True)
class Update:
    """What an update did: the new state, and the files that it wrote and removed, by their names below the output."""

    state: State
    written: tuple[str, ...]
    removed: tuple[str, ...]


def update(
    state: State, settings: Mapping[str, Any], output: Path, clock: dt.datetime, static: frozenset[str]
) -> Update:
    """Bring the output up to date with the content and the templates, as a whole or not at all.

    `static` are the files of the output that the site did not make itself. The settings and the code must be those
    of `state`. Raises ContentError and CheckError as a whole build does, with the output as it was.
    """
    prepared = prepare(settings, clock, state.prepared.library)
    templates = template_versions(prepared)
    staged = stage_folder(output)
    try:
        target = Target(staged, state.pages, state.facts, state.files)
        notes = changes(state.prepared.site, prepared.site)
        names = _affected(state, prepared, templates, notes)
        pages = render_pages(prepared, names, target)
        files = render_files(prepared, target, notes)
        new = _merged(state, prepared, templates, pages, files)
        removed = _files(state) - _files(new)
        _check(state, new, pages.facts, static | _files(new))
        written = (*pages.written, *files.written)
        if written or removed:
            commit(staged, output, removed)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return Update(new, tuple(sorted(written)), tuple(sorted(removed)))


def _affected(
    state: State, prepared: Prepared, templates: Mapping[str, str], notes: set[str] | None
) -> list[PageName]:
    """Return the pages that may differ: those that read something of what changed, and new ones."""
    names = list(page_names(prepared.site))
    if notes is None or templates != state.templates or prepared.words != state.prepared.words:
        return names
    return [
        name for name in names if name not in state.pages or not state.pages[name].reads.isdisjoint(notes)
    ]  # fmt: skip


def _merged(state: State, prepared: Prepared, templates: dict[str, str], pages: Rendered, files: Rendered) -> State:
    names = list(page_names(prepared.site))
    records = {name: pages.pages.get(name) or state.pages[name] for name in names}
    facts = {record.file: pages.facts.get(record.file) or state.facts[record.file] for record in records.values()}
    return State(prepared=prepared, templates=templates, pages=records, facts=facts, files=files.files)


def _files(state: State) -> set[str]:
    return state.facts.keys() | state.files.keys()


def _check(state: State, new: State, made: Mapping[str, BuiltPage], files: Set[str]) -> None:
    """Raise CheckError for faults of the pages that were made, and of all pages where what they lead to is gone."""
    lost = _files(state) - _files(new) or any(
        not state.facts[name].ids <= page.ids or state.facts[name].current != page.current
        for name, page in made.items()
        if name in state.facts
    )
    if problems := check_pages(new.facts, files, None if lost else made):
        raise CheckError(problems)
