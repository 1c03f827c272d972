"""Files that lie in the content folder and that no page would ever show: each is told, for somebody made them."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from ..errors import START, Problem, Said, say
from .kinds import KINDS

_PICTURES = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic", ".heif", ".svg", ".tif", ".tiff", ".bmp"}
_WRITTEN = {".docx", ".doc", ".odt", ".rtf", ".txt", ".html", ".htm", ".markdown", ".mdown"}
_FACTS = {"event.yaml": "event.yml", "sources.yaml": "sources.yml"}
_AT_THE_TOP = re.compile(r"(?i)(licen[cs]e|readme)(\.|$)")


def check_strays(paths: Iterable[str]) -> list[Problem]:
    """Return advice for each file, by its path as editors know it, that is neither a document nor is copied.

    `paths` are files that lie in the content folder itself or in the folder of a kind, and that are no documents.
    """
    return [
        Problem(path, START, "", say("no page shows this file"), hint, advice=True)
        for path in paths
        if (hint := _hint(PurePosixPath(path)))
    ]


def _hint(path: PurePosixPath) -> Said | None:
    """Return what to do with the file; None for one that programs have left or that may lie there."""
    name, ending = path.name, path.suffix.lower()
    if name.startswith((".", "_", "~")) or name.endswith("~"):
        return None
    is_document = path.parent.name in KINDS
    if name in _FACTS and not is_document:
        return say("rename it to {name}", name=_FACTS[name])
    if ending == ".md":
        if is_document and path.suffix != ".md":
            return say("rename it to {name}", name=f"{path.stem}.md")
        is_loose = not is_document and not _AT_THE_TOP.match(name)
        return say("move it into the folder of its kind, as content/news/") if is_loose else None
    if name.lower().endswith(".md.txt"):
        return say("rename it to {name}", name=name[: -len(".txt")])
    if ending in _WRITTEN:
        return say("`./inv new` makes a file for its words; copy them there")
    if ending in _PICTURES:
        return say("move it into content/images/, and show it with ![what it shows](images/{name})", name=name)
    if is_document or ending == ".pdf":
        return say(
            "move it into content/documents/, and link to it with [words]({{static}}/documents/{name})", name=name
        )
    return None
