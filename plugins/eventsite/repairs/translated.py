"""Translations of a repaired text are as good as before: their marks go along, so that none counts as stale."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from ..content.documents import FILE_NAME, digest_of
from ..content.frontmatter import split_document
from ..content.kinds import KINDS
from .document import Text

_MARK = re.compile(r"^(translated-from:[ ]*[\"']?)([a-z]{2,3}@[0-9a-f]+)", re.MULTILINE)
Marks = Mapping[tuple[str, str], str]
"""The document's `kind/key` and a mark of its words as they were → the mark of the same words as they are."""


def moved_marks(texts: Mapping[str, tuple[bytes, Text]]) -> Marks:
    """Return the marks that are others after the repair, by the files' new paths: bytes before, text after."""
    found = {}
    for path, (source, text) in texts.items():
        content = text.whole.encode()
        # Most files are as they were, and a mark takes the time of reading.
        if content != source and (before := _mark(path, source)) and (after := _mark(path, content)):
            found[_id(path), before] = after
    return found


def with_marks(path: str, text: Text, marks: Marks) -> Text:
    """Return a translation's text with the mark that its source has now."""
    fields = _MARK.sub(lambda match: match[1] + marks.get((_id(path), match[2]), match[2]), text.fields)
    return text._replace(fields=fields)


def _id(path: str) -> str:
    place = PurePosixPath(path)
    return f"{place.parent.name}/{place.name.partition('.')[0]}"


def _mark(path: str, source: bytes) -> str | None:
    """Return the mark that a translation of these bytes has; None where they cannot be read."""
    place = PurePosixPath(path)
    name = FILE_NAME.fullmatch(place.name)
    if not name or place.parent.name not in KINDS:
        return None
    parts, _ = split_document(path, source)
    return f"{name['language']}@{digest_of(place.parent.name, parts)}" if parts else None
