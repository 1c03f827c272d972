"""The documents, read once: what was read before comes from the cache, the rest is read on all cores."""

import pickle
from collections.abc import Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from ..build.cache import Cache, digest
from ..build.pool import in_parallel
from ..content.documents import Documents, Reading, Source, Twins, group_sources, read_twins
from ..content.markdown import MarkdownRenderer
from ..errors import Problem
from ..i18n.hygiene import check_encoding
from .shelf import text_key

# Fewer documents are read faster by one process.
SHARE = 40


@dataclass(frozen=True)
class Entry:
    """One document in all its languages: what was read, and the `version` under which the cache has its texts.

    It stays `packed` until somebody looks at it: a build that makes one page anew looks at few of ten thousand.
    """

    version: str
    packed: bytes = field(compare=False, repr=False)

    @classmethod
    def of(cls, version: str, reading: Reading) -> "Entry":
        """Return the entry of what was read just now."""
        read = reading.twins, reading.problems
        entry = cls(version, pickle.dumps(read, pickle.HIGHEST_PROTOCOL))
        entry.__dict__["_read"] = read
        return entry

    @cached_property
    def _read(self) -> tuple[Twins, tuple[Problem, ...]]:
        return pickle.loads(self.packed)  # type: ignore[no-any-return]  # noqa: S301 -- the project's own file

    @property
    def twins(self) -> Twins:
        """The document's languages, none where its source is not right."""
        return self._read[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with its files."""
        return self._read[1]

    def __reduce__(self) -> tuple[type["Entry"], tuple[str, bytes]]:
        """Keep it as it is kept."""
        return Entry, (self.version, self.packed)


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


@dataclass(frozen=True, slots=True)
class ShownDocuments(Mapping[str, Twins]):
    """The documents that the site shows, each in the `languages` that it has for readers."""

    entries: Mapping[str, Entry]
    languages: Mapping[str, tuple[str, ...]]

    def __getitem__(self, name: str) -> Twins:
        """Return the document's languages."""
        languages = self.languages[name]
        twins = self.entries[name].twins
        return twins if len(twins) == len(languages) else {language: twins[language] for language in languages}

    def __iter__(self) -> Iterator[str]:
        """Go through the names."""
        return iter(self.languages)

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self.languages)

    def keys(self) -> KeysView[str]:
        """Return the names."""
        return self.languages.keys()

    def unlike(self, others: "ShownDocuments") -> list[str]:
        """Return the names of the documents that do not say what those of `others` with these names say."""
        old, new = others.entries, self.entries
        # Most entries are the very same, which is asked without a call.
        changed = [
            name
            for name in self.languages
            if new[name] is not (entry := old.get(name)) and (entry is None or entry.version != new[name].version)
        ]
        if self.languages is others.languages:
            return changed
        shown = others.languages
        return list(
            dict.fromkeys([*changed, *(name for name, codes in self.languages.items() if shown.get(name) != codes)])
        )


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
    return {name: Entry(version, found[version]) for name, version in versions.items() if version in found}


def _with_encodings(reading: Reading, sources: Sequence[Source]) -> Reading:
    """Return what was read, with what is told of passages that are in an old encoding."""
    texts = ((source.path, source.content.decode("utf-8-sig", errors="replace")) for source in sources)
    found = [problem for path, text in texts for problem in check_encoding(path, text)]
    return replace(reading, problems=(*reading.problems, *found)) if found else reading


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
            reading = _with_encodings(read_twins(sources, self.source_language, renderer), sources)
            entries[name] = entry = Entry.of(version, reading)
            kept[version] = entry.packed
            kept |= {text_key(version, language): text.encode() for language, text in reading.html.items()}
        store = Cache(self.cache)
        store.put(kept)
        store.close()
        return entries
