"""Names of files that every system and every link can write: a–z, 0–9 and hyphens."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from ..content.documents import FILE_NAME
from ..content.markdown import heading_id
from ..errors import START, Problem, Said, say

# Points and underscores do no harm, and a new name breaks what leads to the file from elsewhere.
_FINE = re.compile(r"[a-z0-9._-]+")
_DOCUMENT = re.compile(
    r"(?P<key>.*?)[\s.]*\.\s*(?P<language>[a-z]{2,3})\s*\.md(?:\.md)?(?:\.txt)?", re.IGNORECASE | re.DOTALL
)
_COPY = re.compile(r"\(\d+\)|[-–_ ]\s*(?:copy|bản sao)\b|^(?:copy of|bản sao của)\b|conflicted copy", re.IGNORECASE)


class Names(NamedTuple):
    """The new name of each file that has one, and what a person must decide."""

    new: Mapping[str, str]
    problems: tuple[Problem, ...]


def document_path(path: str) -> str | None:
    """Return where a document belongs; None where its name does not say in which language it is, or is a copy's."""
    folder, _, name = path.rpartition("/")
    if FILE_NAME.fullmatch(name):
        return path
    plain = unicodedata.normalize("NFC", name)
    match = _DOCUMENT.fullmatch(plain)
    key = heading_id(match["key"], "-") if match and not _COPY.search(match["key"]) else ""
    return f"{folder}/{key}.{match['language'].lower()}.md" if match and key else None


def file_path(path: str) -> str:
    """Return where a picture or a file to download belongs."""
    root, *folders, name = path.split("/")
    plain = PurePosixPath(unicodedata.normalize("NFC", name).strip())
    stem, suffix = plain.stem, plain.suffix.lower()
    parts = [*(part if _FINE.fullmatch(part) else heading_id(part, "-") for part in folders)]
    right = name if _FINE.fullmatch(name) else f"{heading_id(stem, '-')}{suffix}"
    return "/".join([root, *parts, right])


def names(wanted: Mapping[str, str | None]) -> Names:
    """Return what becomes of the files, by the paths that they should have; nothing takes another file's place."""
    takers: dict[str, list[str]] = defaultdict(list)
    problems = []
    for path, right in wanted.items():
        if right is None or not all(PurePosixPath(part).stem for part in right.split("/")):
            problems.append(_unnamed(path))
        else:
            takers[right].append(path)
    new = {}
    for right, paths in takers.items():
        # Also a place that its file is about to leave is taken: until then one would be written over the other.
        holders = [*paths, *({right} & wanted.keys() - set(paths))]
        for path in paths:
            if path != right and len(holders) > 1:
                problems.append(_taken(path, right, holders))
            elif path != right:
                new[path] = right
    return Names(new, tuple(problems))


def _unnamed(path: str) -> Problem:
    hint = say("name it key.language.md with a–z, 0–9 and hyphens, for example opening-day.vi.md")
    return Problem(path, START, "", say("nobody but you can know the right name of this file"), hint)


def _taken(path: str, right: str, paths: list[str]) -> Problem:
    other = next(other for other in paths if other != path)
    message: Said = say("it would have the same name as {other}: {name}", other=other, name=right)
    return Problem(path, START, "", message, say("rename or remove one of the two"))
