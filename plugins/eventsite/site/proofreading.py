"""Everything that can be found wrong with the content, or worth a look, without making a page of it."""

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import START, ContentError, Problem, in_order, say
from ..i18n.hygiene import check_text, check_tones
from .clock import build_time
from .gather import event_facts
from .prepare import prepare
from .reader import read_files


def look_through(settings: Mapping[str, Any]) -> list[Problem]:
    """Return what a build with these settings would find, and what is worth a look in letters and names besides.

    Raises SettingsError for a setting that has no meaning.
    """
    try:
        found = list(prepare(settings, build_time()).site.advice)
    except ContentError as error:
        found = error.problems
    folder = Path(settings["PATH"])
    return in_order([*found, *(proofread(folder) if folder.is_dir() else ())])


def proofread(folder: Path) -> list[Problem]:
    """Return advice on the letters of all texts and file names below the content folder, by path and line."""
    files = read_files(folder)
    sources = {
        **files.documents,
        f"{folder.name}/event.yml": files.event,
        f"{folder.name}/sources.yml": files.sources,
    }
    # What is no UTF-8 is told by who reads it.
    texts = {path: source.decode("utf-8-sig", errors="replace") for path, source in sources.items() if source}
    problems = [_name_problem(f"{folder.name}/{name}") for name in files.static if not _is_composed(name)]
    try:
        known = event_facts(files, folder.name)[0].facts.spelling
    except ContentError:
        known = {}
    for path, text in texts.items():
        # The list of misspelt names holds them on purpose.
        problems += check_text(path, text, {} if path.endswith("/event.yml") else known)
    return in_order(problems + check_tones(texts))


def _is_composed(name: str) -> bool:
    return unicodedata.is_normalized("NFC", name)


def _name_problem(path: str) -> Problem:
    hint = say("rename it, best with a–z, 0–9 and hyphens only; links as people type them do not find it")
    return Problem(path, START, "", say("the file's name has letters in two parts (Unicode NFD)"), hint, advice=True)
