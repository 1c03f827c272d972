"""From content files to documents: one for each key and language, with what translations inherit filled in.

A file is `content/<kind>/<key>.<language>.md`. Twins stand side by side and share the key.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar

from pydantic import ValidationError

from ..errors import Problem
from .frontmatter import Data, Parts, split_document
from .kinds import KINDS, FrontMatter, field_names
from .mistakes import nearest, problems_of

FILE_NAME = re.compile(r"(?P<key>[a-z0-9]+(?:-[a-z0-9]+)*)\.(?P<language>[a-z]{2,3})\.md")
Fields = TypeVar("Fields", bound=FrontMatter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One content file that is right: its fields, inherited ones included, and its Markdown text.

    `path` is as the editor knows it; `body_line` is the line of the file on which the text begins.
    """

    kind: str
    key: str
    language: str
    path: str
    fields: FrontMatter
    data: Data
    body: str
    body_line: int

    @property
    def id(self) -> str:
        """The `kind/key` by which links and the menu name the document."""
        return f"{self.kind}/{self.key}"

    def as_(self, model: type[Fields]) -> Fields:
        """Return the fields as those of `model`, which must be the kind's own."""
        if not isinstance(self.fields, model):
            raise TypeError(f"{self.path} is of the kind {self.kind}, not {model.__name__}")
        return self.fields

    def problem(self, field: str, message: str, hint: str) -> Problem:
        """Return a problem at the line of `field`."""
        return Problem(self.path, self.data.line((field,)), field, message, hint)


Twins = Mapping[str, Document]
"""The languages of one document."""

Documents = Mapping[str, Twins]
"""`kind/key` → language → document, sorted by both (the source language first)."""


@dataclass(frozen=True, slots=True)
class _File:
    kind: str
    key: str
    language: str
    path: str
    parts: Parts


def read_documents(
    files: Mapping[str, bytes], languages: Sequence[str]
) -> tuple[dict[str, dict[str, Document]], list[Problem]]:
    """Return the documents in `files` (path as the editor knows it → bytes) and every problem found in them.

    `languages` are the event's, the source language first.
    """
    problems: list[Problem] = []
    unreadable: set[str] = set()
    groups: dict[str, dict[str, _File]] = defaultdict(dict)
    for path, source in sorted(files.items()):
        file, found = _read_file(path, source, languages)
        problems += found
        if file:
            groups[f"{file.kind}/{file.key}"][file.language] = file
        elif path.endswith(f".{languages[0]}.md"):
            unreadable |= document_ids({path: source})
    documents: dict[str, dict[str, Document]] = {}
    for name, group in sorted(groups.items()):
        if name in unreadable:
            # What its translations lack would only repeat that their source cannot be read.
            continue
        twins, found = _read_twins([group[language] for language in languages if language in group])
        problems += found
        if twins:
            documents[name] = twins
    return documents, problems


def document_ids(files: Mapping[str, bytes]) -> set[str]:
    """Return the `kind/key` of every file by its name, whether its matter is right or not."""
    paths = map(PurePosixPath, files)
    return {f"{path.parent.name}/{match['key']}" for path in paths if (match := FILE_NAME.fullmatch(path.name))}


def _read_file(path: str, source: bytes, languages: Sequence[str]) -> tuple[_File | None, list[Problem]]:
    kind = PurePosixPath(path).parent.name
    if kind not in KINDS:
        hint = f"move the file; {nearest(kind, KINDS)}"
        return None, [Problem(path, 1, "", f"`{kind}` is not a folder for content", hint)]
    match = FILE_NAME.fullmatch(PurePosixPath(path).name)
    if not match:
        hint = "name it key.language.md with a–z, 0–9 and hyphens, for example opening-day.vi.md"
        return None, [Problem(path, 1, "", "the file's name cannot be used", hint)]
    if match["language"] not in languages:
        hint = f"end the name in one of: {', '.join(f'.{language}.md' for language in languages)}"
        return None, [Problem(path, 1, "", f"`{match['language']}` is not a language of this event", hint)]
    parts, problems = split_document(path, source)
    if parts is None:
        return None, problems
    return _File(kind, match["key"], match["language"], path, parts), []


def _read_twins(files: Sequence[_File]) -> tuple[dict[str, Document], list[Problem]]:
    """Validate the languages of one document; `files` has the source first, which the others inherit from."""
    source, *translations = files
    document, problems = _validate(source, dict(source.parts.data.values))
    twins = {source.language: document} if document else {}
    shared_names = set(field_names(KINDS[source.kind], translated_only=False))
    shared = {name: value for name, value in source.parts.data.values.items() if name in shared_names}
    for file in translations:
        problems += _repeated(file, source, shared_names)
        document, found = _validate(file, file.parts.data.values | shared)
        # What is wrong with an inherited field is said once, at the source's own line.
        problems += [problem for problem in found if problem.field.split(".")[0] not in shared_names]
        if document and source.language in twins:
            twins[file.language] = document
    return twins, problems


def _validate(file: _File, values: dict[str, object]) -> tuple[Document | None, list[Problem]]:
    data = file.parts.data
    try:
        fields = KINDS[file.kind].model_validate(values)
    except ValidationError as error:
        return None, problems_of(file.path, data, error, KINDS[file.kind])
    return Document(
        kind=file.kind, key=file.key, language=file.language, path=file.path, fields=fields, data=data,
        body=file.parts.body, body_line=file.parts.body_line,
    ), []  # fmt: skip


def _repeated(file: _File, source: _File, shared_names: set[str]) -> list[Problem]:
    """Return a problem for each shared field that the translation gives another value."""
    found = []
    for name in sorted(shared_names & file.parts.data.values.keys()):
        theirs = source.parts.data.values.get(name)
        if file.parts.data.values[name] != theirs:
            message = "this field is shared by all languages, and the value differs from the source's"
            hint = f"remove the line here; the value in {source.path} counts"
            found.append(Problem(file.path, file.parts.data.line((name,)), name, message, hint))
    return found
