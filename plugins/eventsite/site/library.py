"""The documents, read once: what was read before comes from the cache, the rest is read on all cores."""

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..build.cache import Cache, digest
from ..build.pool import in_parallel
from ..content.documents import Documents, Reading, Source, Twins, group_sources, read_twins
from ..content.markdown import MarkdownRenderer
from ..errors import Problem
from .shelf import text_key

# Fewer documents are read faster by one process.
SHARE = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """One document in all its languages: what was read, and the `version` under which the cache has its texts."""

    version: str
    twins: Twins
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """All documents by `kind/key`, right or not, and what is wrong with files' names."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    misnamed: tuple[Problem, ...] = ()

    @property
    def documents(self) -> Documents:
        """The documents that are right."""
        return {name: entry.twins for name, entry in self.entries.items() if entry.twins}

    @property
    def problems(self) -> list[Problem]:
        """Everything that is wrong with the files."""
        return [*self.misnamed, *(problem for entry in self.entries.values() for problem in entry.problems)]


def read_library(
    files: Mapping[str, bytes], languages: Sequence[str], cache: Path, code: str, known: Library | None = None
) -> Library:
    """Return the documents in `files` (path as the editor knows it → bytes).

    `code` is the version of everything that reads them. An entry of `known` with the same version is taken over.
    """
    groups, problems = group_sources(files, languages)
    versions = {name: _version(code, languages[0], sources) for name, sources in groups.items()}
    before = known.entries if known else {}
    entries = {
        name: entry for name, version in versions.items() if (entry := before.get(name)) and entry.version == version
    }
    entries |= _cached(cache, {name: version for name, version in versions.items() if name not in entries})
    work = [(name, versions[name], groups[name]) for name in groups if name not in entries]
    for found in in_parallel(_Read(cache, languages[0]), work, at_least=SHARE):
        entries |= found
    return Library({name: entries[name] for name in groups}, tuple(problems))


def _version(code: str, source_language: str, sources: Sequence[Source]) -> str:
    first = sources[0]
    named = [part for source in sources for part in (source.language, source.path, source.content)]
    return digest(code, source_language, first.kind, first.key, *named)


def _cached(cache: Path, versions: Mapping[str, str]) -> dict[str, Entry]:
    if not versions:
        return {}
    store = Cache(cache)
    found = store.get(versions.values())
    store.close()
    return {
        name: Entry(version, *pickle.loads(found[version]))  # noqa: S301 -- the project's own file
        for name, version in versions.items()
        if version in found
    }


@dataclass(frozen=True, slots=True)
class _Read:
    """The reading of a share of the documents, each of which is kept in the cache."""

    cache: Path
    source_language: str

    def __call__(self, work: Sequence[tuple[str, str, Sequence[Source]]]) -> dict[str, Entry]:
        if not work:
            return {}
        renderer = MarkdownRenderer()
        entries: dict[str, Entry] = {}
        kept: dict[str, bytes] = {}
        for name, version, sources in work:
            reading = read_twins(sources, self.source_language, renderer)
            entries[name] = Entry(version, reading.twins, reading.problems)
            kept |= _packed(version, reading)
        store = Cache(self.cache)
        store.put(kept)
        store.close()
        return entries


def _packed(version: str, reading: Reading) -> dict[str, bytes]:
    """Return what the cache keeps of a document: the facts, and each text by itself."""
    facts = pickle.dumps((reading.twins, reading.problems), pickle.HIGHEST_PROTOCOL)
    return {version: facts} | {text_key(version, language): text.encode() for language, text in reading.html.items()}
