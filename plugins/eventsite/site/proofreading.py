"""The texts of the content looked through for faults in their letters, which a build takes as they are."""

import unicodedata
from pathlib import Path

from ..errors import START, Problem, in_order, say
from ..i18n.hygiene import check_text, check_tones
from .gather import event_facts
from .reader import read_files


def proofread(folder: Path) -> list[Problem]:
    """Return every fault of the texts and file names below the content folder, by path and line.

    Raises ContentError where event.yml, which knows the names, cannot be read.
    """
    files = read_files(folder)
    file, _ = event_facts(files, folder.name)
    sources = {
        **files.documents,
        f"{folder.name}/event.yml": files.event,
        f"{folder.name}/sources.yml": files.sources,
    }
    # What is no UTF-8 is the build's to tell.
    texts = {path: source.decode("utf-8-sig", errors="replace") for path, source in sources.items() if source}
    problems = [_name_problem(f"{folder.name}/{name}") for name in files.static if not _is_composed(name)]
    for path, text in texts.items():
        # The list of misspelt names holds them on purpose.
        spelling = {} if path.endswith("/event.yml") else file.facts.spelling
        problems += check_text(path, text, spelling)
    return in_order(problems + check_tones(texts))


def _is_composed(name: str) -> bool:
    return unicodedata.is_normalized("NFC", name)


def _name_problem(path: str) -> Problem:
    hint = say("rename it, best with a–z, 0–9 and hyphens only; links as people type them do not find it")
    return Problem(path, START, "", say("the file's name has letters in two parts (Unicode NFD)"), hint)
