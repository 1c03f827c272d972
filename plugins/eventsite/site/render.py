"""Pages to files, on all cores: each page is made from its view, and what it was made from is recorded."""

import os
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from ..build.cache import digest
from ..build.pool import in_parallel
from ..checks import read_page
from .context import SiteContext, watched
from .environments import Environments
from .faults import explained
from .files import site_files
from .pages import TEMPLATES, SitePage, site_page
from .pictures import FOLDER, wanted
from .prepare import Prepared
from .records import FileRecord, PageName, PageRecord, Records, file_digest
from .social import is_card
from .worker import WORKER, worker

# Fewer pages, and fewer other files, are made faster by one process.
SHARE = 100
FILE_SHARE = 1000
# The notes of changes that may bring other files or take some away, besides those that any page may show.
_NAMING = {"graph:*", "sessions:*", "by_person:*", "states:*", "pictures:*", "signposts:*", "found:*"}


@dataclass(frozen=True)
class Target:
    """Where files go: `folder`, without those that are the same as in the old output, as `known` says.

    With `old` they are put into `folder` as the same file on the disk (a hard link), else they are left out.
    With `preview` the pages get no fingerprints: that of a home page with thousands of sessions takes ten times as
    long as its template. The next build that looks at such a page renders it.
    """

    folder: Path
    known: Records = field(default_factory=Records)
    old: Path | None = None
    preview: Environments | None = None

    @cached_property
    def by_file(self) -> dict[str, PageRecord]:
        """The known pages by their files: a page may have had its file under another name."""
        return {record.file: record for record in self.known.pages.values()}


def render_pages(
    prepared: Prepared, templates: Mapping[str, str], names: Sequence[PageName], target: Target
) -> Records:
    """Make the pages and write those that differ from the known ones; `templates` are the versions of theirs."""
    made = Records()
    for share in in_parallel(_Render(prepared, templates, target), names, at_least=SHARE):
        made.add(share)
    return made


def template_versions(prepared: Prepared) -> dict[str, str]:
    """Return the version of every page template, of all that it uses, by the template's name."""
    versions = prepared.templates.versions([f"{name}.html" for name in TEMPLATES])
    return {name: versions[f"{name}.html"] for name in TEMPLATES}


def render_files(prepared: Prepared, target: Target, only: set[str] | None = None) -> Records:
    """Make the files that are no pages and write those that differ from the known ones.

    With `only`, those that are not named there and read nothing of what these notes name stay as they are.
    """
    known = target.known.files
    if WORKER in known:
        # It is made at the end, from the records of all other files; the cards follow from the pages.
        known = {name: record for name, record in known.items() if name != WORKER and not is_card(name)}
    # Without these the same files are there as before, and nobody has to ask which they are: that takes a while.
    alike = only is not None and only.isdisjoint(_NAMING) and not any(map(_is_picture, only))
    listed = known if known and alike else _makers(prepared)
    made = Records(files={name: known[name] for name in listed if name in known})
    names = [name for name in listed if name not in known or only is None or not _is_same(name, known[name], only)]
    prepared.site.gallery.fill(wanted(prepared.site.pictures, set(names)))
    for share in in_parallel(_RenderFiles(prepared, target), names, at_least=FILE_SHARE):
        made.add(share)
    return made


def _is_picture(note: str) -> bool:
    """Return whether a note is the name of a picture's file, which no longer is one once the picture is another."""
    return note.startswith(f"{FOLDER}/")


def _is_same(name: str, record: FileRecord, notes: Set[str]) -> bool:
    return name not in notes and notes.isdisjoint(record.reads)


def _makers(prepared: Prepared, *, with_calendars: bool = True) -> dict[str, Callable[[SiteContext], str | bytes]]:
    files = site_files(prepared.site, with_calendars=with_calendars)
    files |= {name: partial(_asset, text) for name, text in prepared.assets.items()}
    # A file of their own that somebody has Pelican put in the place of one of ours is the one that they want.
    return {name: maker for name, maker in files.items() if name not in prepared.copied}


@dataclass(frozen=True, slots=True)
class _RenderFiles:
    """The making of a share of the files that are no pages."""

    prepared: Prepared
    target: Target

    @explained()
    def __call__(self, names: Sequence[str]) -> Records:
        made = Records()
        reads: set[str] = set()
        site = watched(self.prepared.site, reads)
        makers = _makers(self.prepared, with_calendars=any(name.endswith(".ics") for name in names))
        for name in names:
            reads.clear()
            text = makers[name](site)
            put_file(name, text if isinstance(text, bytes) else text.encode(), tuple(reads), self.target, made)
        self.prepared.site.gallery.close()
        return made


def render_worker(prepared: Prepared, everything: Records, target: Target) -> Records:
    """Make the worker, where the site is published, from the records of everything else that is in the site."""
    made = Records()
    if prepared.keeping:
        put_file(WORKER, worker(prepared.keeping, prepared.site, everything).encode(), (), target, made)
    return made


def put_file(name: str, content: bytes, reads: tuple[str, ...], target: Target, made: Records) -> None:
    """Record the file, and write it where it differs from the known one."""
    made.files[name] = record = FileRecord(reads, file_digest(content))
    known = target.known.files.get(name)
    if not (known and known.digest == record.digest and keep(target, name)):
        _write(target.folder / name, content)
        made.written.append(name)


class PageMaker:
    """Makes pages one after the other, with the templates loaded once."""

    def __init__(
        self, prepared: Prepared, versions: Mapping[str, str], environments: Environments | None = None
    ) -> None:
        """Load the templates where `environments` have not done so; `versions` are theirs."""
        self._environments = (environments or Environments()).of(prepared)
        self.prepared = prepared
        self.versions = versions
        self.reads: set[str] = set()
        self._site = watched(prepared.site, self.reads)

    def view(self, name: PageName) -> tuple[SitePage, tuple[str, ...]]:
        """Return the page, and the notes of what its view read of the context."""
        self.reads.clear()
        self.reads.add(f"common:{name[1]}")
        page = site_page(self._site, *name)
        return page, tuple(self.reads)

    def fingerprint(self, page: SitePage) -> str:
        """Return the digest of everything that decides the page's bytes."""
        view = pickle.dumps(page.view, pickle.HIGHEST_PROTOCOL)
        return digest(self._versions[page.view.page.language], self.versions[page.template], view)

    @cached_property
    def _versions(self) -> dict[str, str]:
        """What all pages of a language share, hashed once and not with each of them.

        The page for missing ones has words in all languages.
        """
        return {
            language: digest(
                self.prepared.code, *self.prepared.words.values(), pickle.dumps(common, pickle.HIGHEST_PROTOCOL)
            )
            for language, common in self.prepared.site.common.items()
        }

    def html(self, page: SitePage) -> str:
        """Return the page's HTML."""
        language = page.view.page.language
        template = self._environments[language].get_template(f"{page.template}.html")
        return template.render({"page": page.view.page, "view": page.view})


def _asset(content: str | bytes, _: SiteContext) -> str | bytes:
    return content


@dataclass(frozen=True, slots=True)
class _Render:
    """The making of a share of the pages."""

    prepared: Prepared
    versions: Mapping[str, str]
    target: Target

    # Here and not further out: the traceback, which has the template's line, stays in its process.
    @explained()
    def __call__(self, names: Sequence[PageName]) -> Records:
        maker = PageMaker(self.prepared, self.versions, self.target.preview)
        made = Records()
        site = self.prepared.site
        for start in range(0, len(names), SHARE):
            share = names[start : start + SHARE]
            site.shelf.lay_out(_texts(site, share))
            for name in share:
                self._make(maker, name, made)
        site.shelf.close()
        return made

    def _make(self, maker: PageMaker, name: PageName, made: Records) -> None:
        page, reads = maker.view(name)
        known = self.target.known.pages.get(name) or self.target.by_file.get(page.file)
        fingerprint = "" if self.target.preview else maker.fingerprint(page)
        facts = self.target.known.facts.get(page.file)
        card = page.view.page.preview.card if page.view.page.preview else None
        if card:
            made.cards[card.file] = card
        picture = card.file if card else ""
        same = known is not None and fingerprint != "" and (known.fingerprint, known.file) == (fingerprint, page.file)
        if known and same and facts and keep(self.target, known.file):
            made.pages[name] = PageRecord(known.file, page.template, reads, fingerprint, known.digest, picture)
            made.facts[page.file] = facts
            return
        content = maker.html(page).encode()
        bytes_digest = file_digest(content)
        record = PageRecord(page.file, page.template, reads, fingerprint, bytes_digest, picture)
        made.pages[name] = record
        same = known is not None and (known.digest, known.file) == (record.digest, record.file)
        # Only in a preview is it sure that this code has read the facts.
        is_read = facts and same and self.target.preview
        made.facts[page.file] = facts if facts and is_read else read_page(page.file, content)
        if not (same and keep(self.target, page.file)):
            _write(self.target.folder / page.file, content)
            made.written.append(page.file)


def _texts(site: SiteContext, names: Sequence[PageName]) -> Iterator[tuple[str, str]]:
    """Yield the version and language of the text that each page shows as its own."""
    for name, language in names:
        if document := site.document(name, language):
            yield site.texts[document.id], document.language


def keep(target: Target, name: str) -> bool:
    """Let the new site have the old one's file; return whether it does."""
    if target.old is None:
        return True
    new = str(target.folder / name)
    try:
        os.link(target.old / name, new)
    except FileNotFoundError:
        _make_folder(os.path.dirname(new))  # noqa: PTH120
        return _linked(target.old / name, new)
    except OSError:
        return False
    return True


def _linked(old: Path, new: str) -> bool:
    """Make `new` the same file as `old`; return whether this file system could."""
    try:
        os.link(old, new)
    except OSError:
        return False
    return True


def _write(path: Path, content: bytes) -> None:
    # Plain calls: pathlib's take longer than the system's own work, ten thousand times.
    name = str(path)
    try:
        file = open(name, "wb", buffering=0)  # noqa: SIM115
    except FileNotFoundError:
        _make_folder(os.path.dirname(name))  # noqa: PTH120
        file = open(name, "wb", buffering=0)  # noqa: SIM115
    with file:
        file.write(content)


def _make_folder(name: str) -> None:
    try:
        # Another process may be faster.
        with suppress(FileExistsError):
            os.mkdir(name)  # noqa: PTH102
    except FileNotFoundError:
        _make_folder(os.path.dirname(name))  # noqa: PTH120
        _make_folder(name)
