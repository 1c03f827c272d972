"""What leads to a file, in every text: it follows the new name, and is put right where only its letters differ."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from ..content.documents import FILE_NAME
from ..content.frontmatter import Data, Where, read_yaml
from ..content.kinds import KINDS
from ..content.markdown import heading_id

_FILE = re.compile(
    r"(?P<before>(?:^|[(\s\"'<\[,])(?:(?:\{static\}|%7Bstatic%7D|content)/|(?:\.\./)+|/)?)"
    r"(?P<file>(?:images|documents)/[^\n\"'<>]*?\.[A-Za-z0-9]{2,5})(?=[)\s\"'>#?\]},]|$)",
    re.MULTILINE,
)
_DOCUMENT = re.compile(r"(?P<before>\bref:(?P<kind>[a-z]+)/)(?P<key>[^)\n\"'<>#\]]+)")
# Fields that name documents, and of which kind they are; where that is empty, the value says so itself.
_FIELDS = {"people": "people", "parent": "pages", "menu": "pages", "footer": "pages", "contact": "pages"}
_FULL = {"highlights", "page"}


@dataclass(frozen=True, slots=True)
class Known:
    """Where each file is now, by its path below the content folder, and the one that a loosely written name means."""

    files: Mapping[str, str]
    loose_files: Mapping[str, str]
    documents: Mapping[str, str]
    right_documents: frozenset[str]

    def file(self, name: str) -> str | None:
        """Return the path of the file that is meant, None where there is none or more than one."""
        plain = _plain(name)
        return self.files.get(plain) or self.loose_files.get(_loose(plain))

    def document(self, kind: str, key: str) -> str | None:
        """Return the key of the document that is meant, None where there is none."""
        if kind not in KINDS:
            return None
        right = heading_id(_plain(key), "-")
        return self.documents.get(f"{kind}/{_plain(key)}") or (
            right if f"{kind}/{right}" in self.right_documents else None
        )


def known(paths: Iterable[str], new: Mapping[str, str]) -> Known:
    """Return what the paths below the content folder are after their renaming."""
    after = {_plain(_below(path)): _below(new.get(path, path)) for path in paths}
    files = {old: name for old, name in after.items() if old.startswith(("images/", "documents/"))}
    counts = Counter(map(_loose, files))
    loose = {_loose(old): name for old, name in files.items() if counts[_loose(old)] == 1}
    documents = {f"{kind}/{old}": key for kind, old, key in _keys(after)}
    return Known(files, loose, documents, frozenset(f"{kind}/{key}" for kind, _, key in _keys(after)))


def _keys(after: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield the kind, the old and the new key of every document."""
    for old, now in after.items():
        path = PurePosixPath(now)
        match = FILE_NAME.fullmatch(path.name)
        if match and path.parent.name in KINDS:
            name = PurePosixPath(old).name
            yield path.parent.name, re.sub(r"\.[^.]*\.md(\.txt)?$", "", name, flags=re.IGNORECASE), match["key"]


def _below(path: str) -> str:
    return path.partition("/")[2]


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", unquote(name)).strip()


def _loose(name: str) -> str:
    """Return a file's name without what differs only by carelessness: case, accents, spaces, the kind of JPEG."""
    folder, _, last = name.rpartition("/")
    path = PurePosixPath(last)
    suffix = {".jpeg": ".jpg", ".heic": ".jpg", ".heif": ".jpg"}.get(path.suffix.lower(), path.suffix.lower())
    return "/".join([*(heading_id(part, "-") for part in folder.split("/")), heading_id(path.stem, "-") + suffix])


def with_references(text: str, places: Known) -> str:
    """Return the text whose links and pictures lead to the files as they are named now."""
    text = _FILE.sub(lambda match: match["before"] + (places.file(match["file"]) or match["file"]), text)

    def follow(match: re.Match[str]) -> str:
        key = match["key"].rstrip()
        found = places.document(match["kind"], key)
        return f"{match['before']}{found}{match['key'][len(key) :]}" if found else match[0]

    return _DOCUMENT.sub(follow, text)


def with_keys(fields: str, places: Known) -> str:
    """Return the YAML, with or without its lines of dashes, whose fields name documents by the keys they have now."""
    lines = fields.split("\n")
    inner = "\n".join("" if line.rstrip() == "---" else line for line in lines)
    data, _ = read_yaml("", inner, list_name="items")
    changes = [
        (data.places[where], value, found)
        for where, value in _values(data)
        if (found := _key(where, value, places)) and found != value
    ]
    for (row, column), value, found in sorted(changes, reverse=True):
        line = lines[row - 1]
        start = column - 1 + (line[column - 1 : column] in {'"', "'"})
        if line.startswith(value, start):
            lines[row - 1] = line[:start] + found + line[start + len(value) :]
    return "\n".join(lines)


def _values(data: Data) -> Iterator[tuple[Where, str]]:
    for where in data.places:
        value: object = data.values
        for part in where:
            value = value[part]  # type: ignore[index]
        if isinstance(value, str):
            yield where, value


def _key(where: Where, value: str, places: Known) -> str | None:
    name = next((part for part in reversed(where) if isinstance(part, str)), "")
    if name in _FIELDS:
        return places.document(_FIELDS[name], value)
    kind, _, key = value.partition("/")
    found = places.document(kind, key) if name in _FULL and key else None
    return f"{kind}/{found}" if found else None
