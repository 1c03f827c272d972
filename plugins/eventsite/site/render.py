"""Pages to files, on all cores: each page is made from its view, and what it was made from is recorded."""

import os
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..build.cache import digest
from ..build.pool import in_parallel
from ..checks import BuiltPage, read_page
from ..i18n.catalogs import load_catalogs
from .context import watched
from .files import site_files
from .pages import TEMPLATES, SitePage, site_page
from .prepare import Prepared

# Fewer pages are made faster by one process.
SHARE = 100

PageName = tuple[str, str]
"""A page's name in the graph, and its language."""


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What a page was made from: `reads` of the context, the `fingerprint` of view and template; and its bytes."""

    file: str
    reads: frozenset[str]
    fingerprint: str
    digest: str


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What a file that is no page was made from, and the digest of its bytes."""

    reads: frozenset[str]
    digest: str


@dataclass(slots=True)
class Rendered:
    """What was made: the records of pages and files, and what the checks need of each page, by its file."""

    pages: dict[PageName, PageRecord] = field(default_factory=dict)
    facts: dict[str, BuiltPage] = field(default_factory=dict)
    files: dict[str, FileRecord] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Target:
    """Where files go: `folder`, without those that `known` says are the same in the old output.

    With `old` they are put into `folder` as the same file on the disk (a hard link), else they are left out.
    """

    folder: Path
    pages: Mapping[PageName, PageRecord] = field(default_factory=dict)
    facts: Mapping[str, BuiltPage] = field(default_factory=dict)
    files: Mapping[str, FileRecord] = field(default_factory=dict)
    old: Path | None = None


def render_pages(prepared: Prepared, names: Sequence[PageName], target: Target) -> Rendered:
    """Make the pages and write those that differ from the known ones."""
    work = _Render(prepared, template_versions(prepared), target)
    made = Rendered()
    for share in in_parallel(work, names, at_least=SHARE):
        made.pages |= share.pages
        made.facts |= share.facts
        made.written += share.written
    return made


def template_versions(prepared: Prepared) -> dict[str, str]:
    """Return the version of every page template, of all that it uses, by the template's name."""
    versions = prepared.templates.versions([f"{name}.html" for name in TEMPLATES])
    return {name: versions[f"{name}.html"] for name in TEMPLATES}


def render_files(prepared: Prepared, target: Target, only: set[str] | None = None) -> Rendered:
    """Make the files that are no pages and write those that differ from the known ones."""
    made = Rendered()
    reads: set[str] = set()
    site = watched(prepared.site, reads)
    makers = site_files(prepared.site) | {prepared.site.stylesheet: lambda _: prepared.css}
    for name, make in makers.items():
        known = target.files.get(name)
        if only is not None and known and known.reads.isdisjoint(only):
            made.files[name] = known
            continue
        reads.clear()
        content = make(site).encode()
        made.files[name] = FileRecord(frozenset(reads), digest(content))
        if not (known and known.digest == made.files[name].digest and _keep(target, name)):
            _write(target.folder / name, content)
            made.written.append(name)
    return made


class PageMaker:
    """Makes pages one after the other, with the templates loaded once."""

    def __init__(self, prepared: Prepared, versions: Mapping[str, str]) -> None:
        """Load the templates; `versions` are theirs."""
        catalogs = load_catalogs(prepared.catalogs, prepared.site.event.languages)
        self._environments = {
            language: prepared.templates.environment(language, catalog, prepared.words[language])
            for language, catalog in catalogs.items()
        }
        self.prepared = prepared
        self.versions = versions
        self.reads: set[str] = set()
        self._site = watched(prepared.site, self.reads)
        # What all pages of a language share is hashed once, not with each of them.
        self._versions = {
            language: digest(prepared.code, prepared.words[language], pickle.dumps(common, pickle.HIGHEST_PROTOCOL))
            for language, common in prepared.site.common.items()
        }

    def view(self, name: PageName) -> tuple[SitePage, frozenset[str]]:
        """Return the page, and the notes of what its view read of the context."""
        self.reads.clear()
        self.reads.add(f"common:{name[1]}")
        page = site_page(self._site, *name)
        return page, frozenset(self.reads)

    def fingerprint(self, page: SitePage) -> str:
        """Return the digest of everything that decides the page's bytes."""
        language = page.view.page.language
        view = pickle.dumps(page.view, pickle.HIGHEST_PROTOCOL)
        return digest(self._versions[language], self.versions[page.template], view)

    def html(self, page: SitePage) -> str:
        """Return the page's HTML."""
        language = page.view.page.language
        template = self._environments[language].get_template(f"{page.template}.html")
        return template.render(
            {"page": page.view.page, "view": page.view, "common": self.prepared.site.common[language]}
        )


@dataclass(frozen=True, slots=True)
class _Render:
    """The making of a share of the pages."""

    prepared: Prepared
    versions: Mapping[str, str]
    target: Target

    def __call__(self, names: Sequence[PageName]) -> Rendered:
        maker = PageMaker(self.prepared, self.versions)
        made = Rendered()
        for name in names:
            self._make(maker, name, made)
        self.prepared.site.shelf.close()
        return made

    def _make(self, maker: PageMaker, name: PageName, made: Rendered) -> None:
        page, reads = maker.view(name)
        known = self.target.pages.get(name)
        fingerprint = maker.fingerprint(page)
        facts = self.target.facts.get(page.file)
        same = known is not None and (known.fingerprint, known.file) == (fingerprint, page.file)
        if known and same and facts and _keep(self.target, known.file):
            made.pages[name] = PageRecord(known.file, reads, fingerprint, known.digest)
            made.facts[page.file] = facts
            return
        content = maker.html(page).encode()
        made.pages[name] = record = PageRecord(page.file, reads, fingerprint, digest(content))
        made.facts[page.file] = read_page(page.file, content)
        same = known is not None and (known.digest, known.file) == (record.digest, record.file)
        if not (same and _keep(self.target, page.file)):
            _write(self.target.folder / page.file, content)
            made.written.append(page.file)


def _keep(target: Target, name: str) -> bool:
    """Let the new site have the old one's file; return whether it does."""
    if target.old is None:
        return True
    new = target.folder / name
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(target.old / name, new)
    except OSError:
        return False
    return True


def _write(path: Path, content: bytes) -> None:
    # Plain calls: pathlib's take longer than the system's own work, ten thousand times.
    name = str(path)
    try:
        file = open(name, "wb", buffering=0)  # noqa: SIM115
    except FileNotFoundError:
        os.makedirs(os.path.dirname(name), exist_ok=True)  # noqa: PTH103, PTH120
        file = open(name, "wb", buffering=0)  # noqa: SIM115
    with file:
        file.write(content)
