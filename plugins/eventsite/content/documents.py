"""From content files to documents: one for each key and language, with what translations inherit filled in.

A file is `content/<kind>/<key>.<language>.md`. Twins stand side by side and share the key; they are read together,
so that what becomes of them depends on their own bytes alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple, TypeVar
from urllib.parse import quote, unquote

from pydantic import ValidationError

from ..errors import START, Place, Problem, Said, say
from .figures import pictures
from .frontmatter import Parts, split_document
from .kinds import KINDS, Dated, FrontMatter, Pictured, field_names, word_fields
from .markdown import MarkdownRenderer, targets
from .mistakes import nearest, problems_of
from .staleness import source_digest
from .starting import left_over
from .texts import addresses, anchors, check_text
from .typography import bind
from .wording import check_dateline, check_title

FILE_NAME = re.compile(r"(?P<key>[a-z0-9]+(?:-[a-z0-9]+)*)\.(?P<language>[a-z]{2,3})\.md")
_GOES_ON = re.compile(r"[\w/-]")
Fields = TypeVar("Fields", bound=FrontMatter)


class Target(NamedTuple):
    """A link in a text: what it leads to, as the author wrote it, and its place in the file."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One content file that is right: its fields, inherited ones included, and what is to know of its text.

    `path` is as the editor knows it; `places` has the place of each field that the file itself has, and of each alias
    as `aliases.0`.
    `targets` are the links to documents and files in the text, each once, `addresses` those that name an address of
    this site, `anchors` the ids to which links may lead, `pictures` the files that it shows, below the content
    folder. It is `stale` where it was translated from other words than the source has now.
    """

    kind: str
    key: str
    language: str
    path: str
    fields: FrontMatter
    places: Mapping[str, Place]
    has_text: bool
    targets: tuple[Target, ...]
    addresses: tuple[Target, ...] = ()
    anchors: tuple[str, ...] = ()
    pictures: tuple[Target, ...] = ()
    stale: bool = False

    @property
    def id(self) -> str:
        """The `kind/key` by which links and the menu name the document."""
        return f"{self.kind}/{self.key}"

    def as_(self, model: type[Fields]) -> Fields:
        """Return the fields as those of `model`, which must be the kind's own."""
        if not isinstance(self.fields, model):
            raise TypeError(f"{self.path} is of the kind {self.kind}, not {model.__name__}")
        return self.fields

    def problem(self, field: str, message: Said, hint: Said) -> Problem:
        """Return a problem at the place of `field`."""
        return Problem(self.path, self.places.get(field, START), field, message, hint)


Twins = Mapping[str, Document]
"""The languages of one document."""

Documents = Mapping[str, Twins]
"""`kind/key` → language → document, sorted by both (the source language first)."""


def source_of(twins: Twins) -> Document:
    """Return the document in the language that the others are translated from, or in the first that there is."""
    return next(iter(twins.values()))


def static_path(target: str) -> str | None:
    """Return the path below the content folder of the file that a link leads to; None where it leads to no file."""
    for prefix in ("{static}/", "%7Bstatic%7D/"):
        if target.startswith(prefix):
            return unquote(target.removeprefix(prefix).partition("#")[0])
    return None


def static_files(document: Document) -> set[str]:
    """Return the paths below the content folder of the files that the document's text leads to."""
    return {path for target in document.targets if (path := static_path(target.name)) is not None}


class Source(NamedTuple):
    """One content file as it is on the disk; `path` is as the editor knows it."""

    kind: str
    key: str
    language: str
    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """What the files of one document say: its languages, what is wrong with them, and the texts as safe HTML.

    `twins` is empty when the source, which the others inherit from, is not right.
    """

    twins: Twins
    problems: tuple[Problem, ...]
    html: Mapping[str, str]


def group_sources(
    files: Mapping[str, bytes], languages: Sequence[str]
) -> tuple[dict[str, tuple[Source, ...]], list[Problem]]:
    """Return the files of each document by its `kind/key`, the source first, and what is wrong with files' names.

    `files` maps the path as the editor knows it to bytes; `languages` are the event's, the source language first.
    """
    problems: list[Problem] = []
    groups: dict[str, dict[str, Source]] = defaultdict(dict)
    for path, content in files.items():
        source, found = _named(path, content, languages)
        problems += found
        if source:
            groups[f"{source.kind}/{source.key}"][source.language] = source
    ordered = {
        name: tuple(group[language] for language in languages if language in group)
        for name, group in sorted(groups.items())
    }
    return ordered, problems


def read_documents(files: Mapping[str, bytes], languages: Sequence[str]) -> tuple[dict[str, Twins], list[Problem]]:
    """Return the documents in `files` (path as the editor knows it → bytes) and every problem found in them."""
    groups, problems = group_sources(files, languages)
    renderer = MarkdownRenderer()
    readings = {name: read_twins(sources, languages[0], renderer) for name, sources in groups.items()}
    problems += [problem for reading in readings.values() for problem in reading.problems]
    return {name: reading.twins for name, reading in readings.items() if reading.twins}, problems


def document_ids(paths: Iterable[str]) -> set[str]:
    """Return the `kind/key` of every file by its name, whether its matter is right or not."""
    files = map(PurePosixPath, paths)
    return {f"{path.parent.name}/{match['key']}" for path in files if (match := FILE_NAME.fullmatch(path.name))}


def _named(path: str, content: bytes, languages: Sequence[str]) -> tuple[Source | None, list[Problem]]:
    kind, _, name = path.rpartition("/")
    kind = kind.rpartition("/")[2]
    if kind not in KINDS:
        hint = say("move the file; {nearest}", nearest=nearest(kind, KINDS))
        return None, [Problem(path, START, "", say("`{folder}` is not a folder for content", folder=kind), hint)]
    match = FILE_NAME.fullmatch(name)
    if not match:
        hint = say("name it key.language.md with a–z, 0–9 and hyphens, for example opening-day.vi.md")
        return None, [Problem(path, START, "", say("the file's name cannot be used"), hint)]
    if match["language"] not in languages:
        endings = ", ".join(f".{language}.md" for language in languages)
        message = say("`{language}` is not a language of this event", language=match["language"])
        return None, [Problem(path, START, "", message, say("end the name in one of: {endings}", endings=endings))]
    return Source(kind, match["key"], match["language"], path, content), []


def read_twins(sources: Sequence[Source], source_language: str, renderer: MarkdownRenderer) -> Reading:
    """Return what the files of one document say, the first of which the others inherit from.

    Pure: the same files give the same reading. When the file in the source language cannot be read, its translations
    are looked at no further than their texts: what they lack would repeat it.
    """
    parts: dict[Source, Parts] = {}
    problems: list[Problem] = []
    texts: list[Problem] = []
    unreadable = False
    # A blank translation is one that nobody has begun: web editors leave such a file in each language.
    for source in (item for item in sources if item.language == source_language or item.content.strip()):
        read, found = split_document(source.path, source.content)
        problems += found
        if read and read.readable:
            parts[source] = read
            continue
        unreadable = unreadable or source.language == source_language
        if read:
            texts += _check_text(source.path, source.language, read, _html(read, source.language, renderer))
    if unreadable or not parts:
        texts += [
            problem
            for source, read in parts.items()
            for problem in _check_text(source.path, source.language, read, _html(read, source.language, renderer))
        ]
        return Reading({}, (*problems, *texts), {})
    twins, found = _validate_twins(parts)
    found += _marked_sources(parts, source_language)
    html = {source.language: _html(parts[source], source.language, renderer) for source in parts}
    for source, read in parts.items():
        found += _check_text(source.path, source.language, read, html[source.language])
    for source, twin in twins.items():
        found += _check_words(twin, parts[source])
    documents = {
        twin.language: _with_targets(twin, parts[source], html[twin.language]) for source, twin in twins.items()
    }
    documents = _with_staleness(documents, parts)
    return Reading(documents, (*problems, *texts, *found), {code: html[code] for code in documents})


def _html(parts: Parts, language: str, renderer: MarkdownRenderer) -> str:
    return bind(renderer.editors_html(parts.body), language)


def _check_text(path: str, language: str, parts: Parts, html: str) -> list[Problem]:
    return check_text(path, language, parts, html, partial(_place_of, parts=parts))


def _check_words(twin: "_Valid", parts: Parts) -> list[Problem]:
    """Return what is wrong with the fields as a reader meets them: title, date, picture."""
    problems = list(_without_alt(twin, parts))
    if found := check_title(twin.fields.heading):
        name = "name" if "name" in parts.data.values else "title"
        message, hint, advice = found
        if name in parts.data.values:
            problems.append(Problem(twin.path, parts.data.place((name,)), name, message, hint, advice))
    if isinstance(twin.fields, Dated):
        problems += check_dateline(twin.path, parts.body, parts.body_line, twin.fields.date)
    return problems


def digest_of(kind: str, parts: Parts) -> str:
    """Return the digest of what a translator has to translate of a file."""
    words = {name: parts.data.values.get(name) for name in word_fields(KINDS[kind])}
    return source_digest(words, parts.body)


def _marked_sources(parts: Mapping[Source, Parts], source_language: str) -> list[Problem]:
    """Return a problem for each mark of a translation in a file that is none."""
    hint = say("remove the line: the other languages are translated from this one")
    message = say("this is the source and no translation")
    return [
        Problem(file.path, found.data.place((name,)), name, message, hint)
        for file, found in parts.items()
        for name in ("translated-from", "translated-on")
        if file.language == source_language and name in found.data.values
    ]


def _with_staleness(twins: Twins, parts: Mapping[Source, Parts]) -> dict[str, Document]:
    """Return the documents, those marked stale whose mark is not of the source as it is now."""
    source, *_ = parts
    marks = {code: twin.fields.translated_from for code, twin in twins.items() if twin.fields.translated_from}
    if not marks:
        return dict(twins)
    now = f"{source.language}@{digest_of(source.kind, parts[source])}"
    return {code: replace(twin, stale=marks.get(code, now) != now) for code, twin in twins.items()}


@dataclass(frozen=True, slots=True)
class _Valid:
    """A file with valid fields, before its text is rendered."""

    path: str
    kind: str
    key: str
    language: str
    fields: FrontMatter


def _validate_twins(parts: Mapping[Source, Parts]) -> tuple[dict[Source, _Valid], list[Problem]]:
    """Validate the languages of one document; the first file is the source, which the others inherit from."""
    source, *translations = parts
    values = parts[source].data.values
    valid, problems = _validate(source, parts[source], values)
    twins = {source: valid} if valid else {}
    shared_names = set(field_names(KINDS[source.kind], translated_only=False))
    shared = {name: value for name, value in values.items() if name in shared_names}
    for file in translations:
        problems += _repeated(file, parts[file], source, parts[source], shared_names)
        valid, found = _validate(file, parts[file], parts[file].data.values | shared)
        # What is wrong with an inherited field is said once, at the source's own line.
        problems += [problem for problem in found if problem.field.split(".")[0] not in shared_names]
        if valid and source in twins:
            twins[file] = valid
    return twins, problems


def _validate(file: Source, parts: Parts, values: dict[str, object]) -> tuple[_Valid | None, list[Problem]]:
    try:
        fields = KINDS[file.kind].model_validate(values)
    except ValidationError as error:
        return None, problems_of(file.path, parts.data, error, KINDS[file.kind])
    unwritten = left_over(file.path, parts, KINDS[file.kind]) if fields.status == "published" else []
    return _Valid(file.path, file.kind, file.key, file.language, fields), unwritten


def _repeated(file: Source, parts: Parts, source: Source, original: Parts, shared_names: set[str]) -> list[Problem]:
    """Return a problem for each shared field that the translation gives another value."""
    found = []
    for name in sorted(shared_names & parts.data.values.keys()):
        if parts.data.values[name] != original.data.values.get(name):
            message = say("this field is shared by all languages, and the value differs from the source's")
            hint = say("remove the line here; the value in {path} counts", path=source.path)
            found.append(Problem(file.path, parts.data.place((name,)), name, message, hint))
    return found


def _with_targets(twin: _Valid, parts: Parts, html: str) -> Document:
    return Document(
        kind=twin.kind,
        key=twin.key,
        language=twin.language,
        path=twin.path,
        fields=twin.fields,
        places={
            ".".join(map(str, where)): place
            for where, place in parts.data.places.items()
            if len(where) == 1 or where[0] == "aliases"
        },
        has_text=bool(parts.body.strip()),
        targets=_placed(targets(html), parts),
        addresses=_placed(addresses(html), parts),
        anchors=anchors(html),
        pictures=_placed((picture.name for picture in pictures(html)), parts),
    )


def _placed(names: Iterable[str], parts: Parts) -> tuple[Target, ...]:
    return tuple(Target(name, _place_of(name, parts)) for name in dict.fromkeys(names))


def _place_of(target: str, parts: Parts) -> Place:
    """Return where the text names `target`, else its beginning."""
    written = target.replace("%7B", "{").replace("%7D", "}")
    bare = written.removeprefix("{static}/")
    # A file's name may be written in several ways; each is looked for.
    ways = (written, bare, quote(bare), unquote(bare))
    before = parts.body[: next((found for way in ways if (found := _whole(way, parts.body)) >= 0), 0)]
    return Place(parts.body_line + before.count("\n"), len(before.rpartition("\n")[2]) + 1)


def _whole(words: str, body: str) -> int:
    """Return where the words stand as such, and not as the beginning of longer ones; -1 where they do not."""
    at = body.find(words)
    while at >= 0 and _GOES_ON.match(body, at + len(words)):
        at = body.find(words, at + 1)
    return at


def _without_alt(twin: _Valid, parts: Parts) -> Iterator[Problem]:
    """Yield a problem where the document's own picture has no alt text; a portrait's is the person's name."""
    fields = twin.fields
    if isinstance(fields, Pictured) and fields.image and not fields.image_alt and twin.kind != "people":
        hint = say('say in a line `image-alt:` what it shows; a picture that only adorns has `image-alt: "-"`')
        place = parts.data.place(("image",))
        yield Problem(twin.path, place, "image-alt", say("the picture has no alt text"), hint)
