"""A build that makes only what changed: from the state of the last one, without Pelican."""

import datetime as dt
import shutil
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..build.journal import commit
from ..build.swap import stage_folder
from ..checks import check_pages
from .context import changes
from .environments import Environments
from .faults import CheckError
from .pages import page_names
from .prepare import Prepared, prepare
from .readers import Readers
from .records import PageName, PageRecord, Records
from .render import Target, render_files, render_pages, render_worker, template_versions
from .render_cards import render_cards
from .revise import revise
from .state import State


@dataclass(frozen=True, slots=True)
class Update:
    """What an update did: the new state, and the names of the files that it wrote and removed.

    It is `small` when it is enough to keep what it made beside the state of before.
    """

    state: State
    written: list[str]
    removed: set[str]
    small: bool


@dataclass(slots=True)
class Preview:
    """What a preview keeps from one save to the next; `readers` are those of the state's pages."""

    environments: Environments
    readers: Readers


# So many pages are kept beside the state of before; with more it is saved anew.
_SMALL = 500


def update(
    state: State,
    settings: Mapping[str, Any],
    output: Path,
    clock: dt.datetime,
    changed: Set[str],
    static: Set[str],
    preview: Preview | None = None,
) -> Update | None:
    """Bring the output up to date with the content and the templates, as a whole or not at all.

    Return None where other files are public than before, which only Pelican copies or leaves out.
    `changed` are the sources that changed since `state.prepared` was read, `static` the files of the output that
    the site did not make itself. The settings and the code must be those of `state`, which stays as it is. With
    `preview` a save of words does not wait for feeds, and the change survives a kill, but is not forced to the disk.
    Raises ContentError and CheckError as a whole build does, with the output as it was.
    """
    revised = revise(state.prepared, settings, clock, changed, asking=preview is None)
    prepared = revised or prepare(settings, clock, state.prepared)
    if prepared.site.kept_back_files != state.prepared.site.kept_back_files:
        return None
    restyled = any(path.startswith(("theme/templates/", "overrides/")) for path in changed)
    templates = template_versions(prepared) if restyled else state.templates
    if restyled and preview:
        preview.environments.forget()
    notes = changes(state.prepared.site, prepared.site)
    staged = stage_folder(output)
    try:
        target = Target(staged, state.made, preview=preview.environments if preview else None)
        readers = preview.readers if preview else None
        made = render_pages(prepared, templates, _affected(state, prepared, templates, notes, readers), target)
        again = None if notes is None else notes | state.since.files.keys()
        made.add(render_files(prepared, target, again))
        all_made = _merged(state, prepared, made)
        for more in (
            render_cards(prepared, all_made.pages, made.cards, target),
            render_worker(prepared, all_made, target),
        ):
            made.add(more)
            all_made.add(more)
        removed = _removed(state.made, all_made)
        _check(state.made, all_made, made, removed, static)
        if made.written or removed:
            commit(staged, output, removed, durable=preview is None)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    # What is kept of small builds says which files came, and not which went.
    small = bool(revised) and not removed and len(made.pages) <= _SMALL
    files = {name: record for name, record in made.files.items() if record is not state.made.files.get(name)}
    since = _joined(state.since, replace(made, files=files, written=[], cards={}))
    new = State(prepared=prepared, templates=templates, made=all_made, since=since)
    if preview:
        _note(preview, state, new, made)
    return Update(new, made.written, removed, small)


def _note(preview: Preview, before: State, after: State, made: Records) -> None:
    if after.prepared.site.graph is before.prepared.site.graph:
        preview.readers.replace(before.made.pages, made.pages)
    else:
        preview.readers = Readers(after.made.pages)


def _affected(
    state: State,
    prepared: Prepared,
    templates: Mapping[str, str],
    notes: set[str] | None,
    readers: Readers | None,
) -> list[PageName]:
    """Return the pages that may differ: those that read something of what changed, and new ones."""
    if notes is None or prepared.words != state.prepared.words:
        return list(page_names(prepared.site))
    known = state.made.pages
    restyled = {name for name in templates if templates[name] != state.templates.get(name)}
    # What was made since the graph was saved may have to become again what it was then.
    reading = readers.of(notes) if readers and not restyled else _readers(known, restyled, notes)
    again = dict.fromkeys([*state.since.pages, *reading])
    if prepared.site.graph is state.prepared.site.graph:
        return list(again)
    return [name for name in page_names(prepared.site) if name in again or name not in known]


def _readers(pages: Mapping[PageName, PageRecord], restyled: set[str], notes: set[str]) -> Iterator[PageName]:
    """Yield the pages that are made with one of these templates or read something of what changed."""
    for name, record in pages.items():
        if record.template in restyled or not notes.isdisjoint(record.reads):
            yield name


def _merged(state: State, prepared: Prepared, made: Records) -> Records:
    """Return the records of all files of the new site."""
    if prepared.site.graph is state.prepared.site.graph:
        # The same pages: ten thousand entries are copied at once, not one by one.
        return replace(_joined(state.made, made), files=made.files)
    pages = {name: made.pages.get(name) or state.made.pages[name] for name in page_names(prepared.site)}
    facts = {
        record.file: made.facts.get(record.file) or state.made.facts[record.file] for record in pages.values()
    }  # fmt: skip
    return Records(pages=pages, facts=facts, files=made.files)


def _joined(before: Records, made: Records) -> Records:
    """Return the records of before with those that were made in the place of theirs."""
    return Records(
        pages=before.pages | made.pages, facts=before.facts | made.facts, files=before.files | made.files
    )  # fmt: skip


def _removed(before: Records, after: Records) -> set[str]:
    """Return the files that are no longer there."""
    gone = (before.facts.keys() - after.facts.keys()) | (before.files.keys() - after.files.keys())
    return {name for name in gone if name not in after.facts and name not in after.files}


def _check(before: Records, after: Records, made: Records, removed: Set[str], static: Set[str]) -> None:
    """Raise CheckError for faults of the pages that were made, and of all pages where what they lead to is gone."""
    lost = bool(removed) or any(
        not before.facts[name].ids <= page.ids or before.facts[name].current != page.current
        for name, page in made.facts.items()
        if name in before.facts
    )
    if problems := check_pages(after.facts, static | after.files.keys(), None if lost else made.facts):
        raise CheckError(problems)
