"""Which translations there are, which are older than their source, and what is to do: what ./inv i18n.* shows."""

import datetime as dt
import json
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from itertools import groupby
from pathlib import Path

from babel.messages.pofile import read_po

from ..build.write import put
from ..content.documents import Documents, digest_of, read_documents
from ..content.fact_models import TranslationLimits
from ..content.frontmatter import Parts, split_document
from ..content.kinds import KINDS, word_fields
from ..content.marks import with_mark
from ..content.staleness import BlockChange, changes, word_count
from ..errors import ContentError, EventsiteError
from ..exports.markup import text
from ..i18n.alternates import KEPT_BACK
from ..i18n.catalogs import TEMPLATE_LANGUAGE, catalog_path
from ..i18n.extract import extract, missing, updated
from ..model import Event
from .assemble import document_state
from .gather import event_facts
from .reader import read_files


@dataclass(frozen=True, slots=True)
class Translation:
    """A document in a language that it was not written in.

    `state` is translated, stale, missing or draft. `marked` says whether the file tells what it was made from; one
    that does not is never stale. `words` is how many words the source has.
    """

    name: str
    language: str
    state: str
    marked: bool
    words: int


@dataclass(frozen=True, slots=True)
class Row:
    """The translations of one kind into one language: how many are in each state, and how many words are to do."""

    language: str
    kind: str
    translated: int
    stale: int
    missing: int
    draft: int
    unmarked: int
    words: int


@dataclass(frozen=True, slots=True)
class Content:
    """The documents below a content folder, read and right, with the files as they are."""

    folder: Path
    event: Event
    limits: TranslationLimits
    documents: Documents
    files: dict[str, bytes]

    def parts(self, name: str, language: str) -> Parts:
        """Return a document's file in two parts."""
        path = self.documents[name][language].path
        parts, _ = split_document(path, self.files[path])
        assert parts, "a document that was read"
        return parts

    def mark(self, name: str) -> str:
        """Return the mark of a translation that is made from the document as it is now."""
        source = self.event.source_language
        return f"{source}@{digest_of(name.partition('/')[0], self.parts(name, source))}"


def read_content(folder: Path) -> Content:
    """Return the content below the folder. Raises ContentError with every mistake that keeps it from being read."""
    files = read_files(folder)
    facts, problems = event_facts(files, folder.name)
    documents, found = read_documents(files.documents, facts.event.languages)
    # What is worth a look keeps nobody from reading on.
    if mistakes := [problem for problem in (*problems, *found) if not problem.advice]:
        raise ContentError(mistakes)
    return Content(folder, facts.event, facts.facts.translation_limits, documents, dict(files.documents))


def translations(content: Content, now: dt.datetime) -> Iterator[Translation]:
    """Yield every document in every language but its source's, by language and name."""
    source, *others = content.event.languages
    for language in others:
        for name, twins in content.documents.items():
            state = document_state(twins, language, content.event, now)
            yield Translation(
                name=name,
                language=language,
                state="missing" if state == "fallback" else "draft" if state in KEPT_BACK else state,
                marked=language in twins and twins[language].fields.translated_from is not None,
                words=_word_count(content, name) if source in twins else 0,
            )


def _word_count(content: Content, name: str) -> int:
    parts = content.parts(name, content.event.source_language)
    fields = word_fields(KINDS[kind_of(name)])
    return word_count({field: parts.data.values.get(field) for field in fields}, parts.body)


def kind_of(name: str) -> str:
    """Return the kind of the document with this name."""
    return name.partition("/")[0]


def rows(found: Iterable[Translation]) -> Iterator[Row]:
    """Yield the table of the translations, one row for each language and kind."""
    ordered = sorted(found, key=lambda item: (item.language, item.name))
    for (language, kind), group in groupby(ordered, key=lambda item: (item.language, kind_of(item.name))):
        items = list(group)
        states = [item.state for item in items]
        yield Row(
            language,
            kind,
            translated=states.count("translated"),
            stale=states.count("stale"),
            missing=states.count("missing"),
            draft=states.count("draft"),
            unmarked=sum(item.state == "translated" and not item.marked for item in items),
            words=sum(item.words for item in items if item.state in {"stale", "missing"}),
        )


def beyond_limits(content: Content, found: Iterable[Translation]) -> list[str]:
    """Return a sentence for each language that is further behind than event.yml allows."""
    counts = Counter((item.language, item.state) for item in found)
    limits = {"stale": content.limits.stale, "missing": content.limits.missing}
    return [
        f"{language}: {counts[language, state]} translations are {state}, and event.yml allows {limit}"
        for language in content.event.languages[1:]
        if language not in content.event.preparing
        for state, limit in limits.items()
        if limit is not None and counts[language, state] > limit
    ]


def interface_gaps(content: Content, theme: Path) -> dict[str, int]:
    """Return how many words of the theme's interface each language lacks; those that lack none are left out."""
    template = extract(theme)
    found = {}
    for language in content.event.languages:
        path = catalog_path(theme / "translations", language)
        if language != TEMPLATE_LANGUAGE or path.exists():
            source = path.read_bytes() if path.exists() else b""
            found[language] = len(missing(updated(read_po(BytesIO(source), locale=language), template)))
    return {language: count for language, count in found.items() if count}


def as_json(table: Iterable[Row], found: Iterable[Translation]) -> str:
    """Return the table and what it counts, for programs."""
    items = sorted((asdict(item) for item in found), key=lambda item: (item["language"], item["name"]))
    return json.dumps({"rows": [asdict(row) for row in table], "documents": items}, indent=2)


def as_html(table: Sequence[Row]) -> str:
    """Return the table as a page of its own."""
    head = "".join(f'<th scope="col">{text(name)}</th>' for name in Row.__slots__)
    lines = ["".join(f"<td>{text(str(value))}</td>" for value in asdict(row).values()) for row in table]
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Translations</title>\n'
        f"<h1>Translations</h1>\n<table>\n<tr>{head}</tr>\n{body}\n</table>\n</html>"
    )


def accept(content: Content, name: str, day: dt.date) -> list[str]:
    """Mark every translation of the document as made from its source as that is now; return the files changed.

    Raises EventsiteError where there is no such document, or none of its translations.
    """
    twins = content.documents.get(name)
    if twins is None:
        raise EventsiteError(f"There is no document {name}; name it as kind/key, for example news/opening.")
    mark = content.mark(name)
    changed = []
    for language, twin in twins.items():
        if language == content.event.source_language or twin.fields.translated_from == mark:
            continue
        marked = with_mark(content.files[twin.path].decode("utf-8-sig"), mark, day)
        put(content.folder.parent / twin.path, marked.encode())
        changed.append(twin.path)
    return changed


def source_changes(content: Content, name: str, language: str) -> list[BlockChange] | None:
    """Return what has changed in the source since the translation was made; None where git does not know it any more.

    Fields come first, one block each, then the text. Raises EventsiteError where there is no such translation or it
    does not say what it was made from.
    """
    twin = content.documents.get(name, {}).get(language)
    if twin is None or not twin.fields.translated_from:
        raise EventsiteError(f"{name} has no translation into {language} that says what it was made from.")
    source = content.event.source_language
    then = _version(content, name, twin.fields.translated_from.partition("@")[2])
    if then is None:
        return None
    kind = kind_of(name)
    return list(changes(_words(kind, then), _words(kind, content.parts(name, source))))


def _words(kind: str, parts: Parts) -> str:
    """Return what is to be translated as one text: a block for each field, then those of the body."""
    found = [(field, parts.data.values.get(field)) for field in word_fields(KINDS[kind])]
    fields = [f"{field}: {'; '.join(value) if isinstance(value, list) else value}" for field, value in found if value]
    return "\n\n".join([*fields, parts.body])


def _version(content: Content, name: str, digest: str) -> Parts | None:
    """Return the version of a document's source that has this digest, from git's history of the file."""
    path = content.documents[name][content.event.source_language].path
    for commit in _git(content.folder, "log", "--format=%H", "--", path).decode().split():
        shown = _git(content.folder, "show", f"{commit}:./{path}")
        parts, _ = split_document(path, shown)
        if parts and digest_of(kind_of(name), parts) == digest:
            return parts
    return None


def _git(folder: Path, *arguments: str) -> bytes:
    """Return what git says, nothing where it fails: no repository, no such file in that commit."""
    run = subprocess.run(["git", *arguments], cwd=folder.parent, capture_output=True, check=False)
    return run.stdout if run.returncode == 0 else b""
