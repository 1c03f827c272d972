"""One build: nothing where nothing changed, what changed where that is enough, else the whole site by Pelican."""

import datetime as dt
import gc
import logging
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..build.cache import CacheError
from ..build.manifest import Manifest, Stamp, changed, load, save, stamps, stamps_of
from ..build.spare import bring_back, keep_spare, update_spare
from ..build.swap import build_lock, recover
from ..errors import Problem, Said, say
from .clock import build_time
from .faults import explained
from .sources import (
    DOCUMENTS,
    has_other_plugins,
    needs_pelican,
    read_settings,
    settings_key,
    source_digests,
    source_stamps,
)

if TYPE_CHECKING:
    from .context import SiteContext
    from .prepare import Prepared
    from .state import State
    from .update import Update

logger = logging.getLogger(__name__)

_MANIFEST = "manifest"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the folder, how many pages the site has, how many files were written or removed.

    `summary` says more of the site in a line. `next_due` is when the clock will change the site, in the event's zone,
    and `due` names what: documents as `kind/key`, milestones, changes of the programme. `advice` is what is worth a
    look in the content.
    """

    output: Path
    pages: int
    changed: int
    summary: Said | None = None
    next_due: dt.datetime | None = None
    due: tuple[str, ...] = ()
    advice: tuple[Problem, ...] = ()


def build(settings_file: Path, output: Path) -> Built:
    """Build the site into `output`, which changes only when the new site is whole and right.

    Raises ContentError for mistakes of the content, ThemeError for those of templates, CheckError for faults of the
    built site, DiskError where a file cannot be read or written, and BuildError for everything that Pelican only
    logs: a plugin that does not load, a receiver that raises.
    """
    with build_lock(output), _without_collector(), explained():
        trusted = recover(output)
        job = Job(settings_file, output)
        known = job.known() if trusted and not has_other_plugins(job.settings) else None
        if known and job.is_current(known):
            job.note(known)
            for warning in known.warnings:
                logger.warning(warning)
            return Built(
                output, known.pages, job.brought_back, known.summary, known.next_due, known.due, known.advice
            )
        try:
            return job.update(known) or job.whole(known, trusted=trusted)
        except CacheError as error:
            # The cache has said what it found damaged; without it, and without the state, all is read again.
            logger.info("%s The whole site is made again.", error)
            job.cache.unlink(missing_ok=True)
            return job.whole(None, trusted=trusted)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Let the garbage collector rest: a build makes objects by the million and hardly any cycle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Job:
    """A build of these settings into this folder, with what it sees before it begins."""

    def __init__(self, settings_file: Path, output: Path) -> None:
        """Look at the settings and at the stamps of all sources."""
        self.settings_file = settings_file
        self.output = output
        self.settings = read_settings(settings_file)
        self.folder = Path(self.settings["CACHE_PATH"]) / "state"
        self.cache = Path(self.settings["CACHE_PATH"]) / DOCUMENTS
        self.spare = Path(self.settings["CACHE_PATH"]) / "site"
        self.brought_back = 0
        self.clock = _clock(self.settings)
        self.sources = source_stamps(self.settings, settings_file)
        self.key = settings_key(self.settings, settings_file.parent.absolute())

    def known(self) -> Manifest | None:
        """Return the manifest of the last build, if it is of these settings and of the output as it is there.

        An output that is not there at all comes back from its spare.
        """
        found = load(self.folder / _MANIFEST)
        if not isinstance(found, Manifest) or found.key != self.key or found.output != str(self.output.absolute()):
            return None
        if self.output.exists():
            return found if stamps_of(self.output, found.outputs) == found.outputs else None
        outputs = bring_back(self.spare, self.output, found.outputs)
        self.brought_back = len(outputs or ())
        return replace(found, outputs=outputs) if outputs else None

    def is_current(self, known: Manifest) -> bool:
        """Return whether the output is what a build would make now."""
        in_time = known.since <= self.clock.timestamp() < known.until
        return in_time and not known.volatile and not self.changed(known)

    def changed(self, known: Manifest) -> set[str]:
        """Return the sources that have other bytes than before.

        A fresh checkout, a change that was taken back and a copy from elsewhere have new stamps and the same bytes.
        """
        names = changed(known.sources, self.sources)
        now = source_digests(self.settings, self.settings_file, names & known.digests.keys() & self.sources.keys())
        return {name for name in names if name not in now or now[name] != known.digests[name]}

    def note(self, known: Manifest) -> None:
        """Keep the stamps of now, so that the next build need not look into files that are as they were."""
        if self.brought_back or known.sources != self.sources:
            save(self.folder / _MANIFEST, replace(known, sources=self.sources))

    def update(self, known: Manifest | None) -> Built | None:
        """Make what changed; return None where only Pelican can, or where nothing is known of the last build."""
        sources = self.changed(known) if known else set()
        if not known or needs_pelican(sources, self.settings):
            return None
        # Imported here, so that a build with nothing to do does not wait for what it does not use.
        from .state import load_state  # noqa: PLC0415 -- slow import

        state = load_state(self.folder, known)
        if state is None:
            return None
        made = self.changed_files(state, known.outputs.keys() - state.made.names, known.pending | sources)
        if made is None:
            return None
        self.keep(made, known, known.pending | sources)
        warn(made.state.prepared)
        count = len(made.written) + len(made.removed)
        return self.built(made.state, count)

    def changed_files(self, state: "State", static: Set[str], sources: Set[str]) -> "Update | None":
        """Bring the output up to date with the sources that changed since `state` was read; None as `update` says."""
        from .update import update  # noqa: PLC0415 -- slow import

        return update(state, self.settings, self.output, self.clock, sources, static)

    def keep(self, made: "Update", known: Manifest, pending: Set[str]) -> Manifest:
        """Keep what the next build needs to know of an update, and return the new manifest."""
        from .state import save_since  # noqa: PLC0415 -- slow import

        outputs = {name: stamp for name, stamp in known.outputs.items() if name not in made.removed}
        outputs |= stamps_of(self.output, made.written)
        update_spare(self.output, self.spare, made.written, made.removed)
        if not made.small:
            return self._save(made.state, outputs, known)
        site = made.state.prepared.site
        new = replace(
            known, sources=self.sources, digests=self._digests(known), outputs=outputs, step=known.step + 1,
            pending=frozenset(pending), since=site.since.timestamp(), until=site.until.timestamp(),
            summary=coverage(site), next_due=next_due(site), due=site.due,
            advice=site.advice,
        )  # fmt: skip
        save_since(self.folder, known.build, new.step, made.state)
        save(self.folder / _MANIFEST, new)
        return new

    def keep_all(self, state: "State", seen: int) -> None:
        """Keep the state of an output that was made from the sources as they were at `seen` (ns of the epoch)."""
        self.sources = {
            name: stamp
            for name, stamp in source_stamps(self.settings, self.settings_file).items()
            if stamp[0] < seen
        }  # fmt: skip
        self._save(state, stamps_of(self.output, stamps(self.output)), None)

    def look_at_clock(self) -> None:
        """Take the time of now for what follows."""
        self.clock = _clock(self.settings)

    def manifest_stamp(self) -> Stamp | None:
        """Return the stamp of the manifest, which changes with each build of any process."""
        return stamps_of(self.folder, [_MANIFEST]).get(_MANIFEST)

    def whole(self, known: Manifest | None, *, trusted: bool) -> Built:
        """Make the whole site by Pelican."""
        from .reader import check_folder  # noqa: PLC0415 -- slow import
        from .state import load_state  # noqa: PLC0415 -- slow import
        from .whole import build_whole  # noqa: PLC0415 -- slow import

        # Pelican's own words for it are about its command.
        check_folder(Path(self.settings["PATH"]))
        state = load_state(self.folder, known) if known else None
        state, outputs = build_whole(self.settings_file, self.output, state, trusted=trusted)
        self._save(state, outputs, known)
        return self.built(state, len(outputs))

    def built(self, state: "State", changed: int) -> Built:
        """Return what was made."""
        site = state.prepared.site
        return Built(
            self.output, len(state.made.facts), changed, coverage(site), next_due(site), site.due, site.advice
        )

    def _digests(self, known: Manifest | None) -> dict[str, str]:
        """Return the digests of the sources that have been the same from before the build until now."""
        before = known.digests if known else {}
        same = {name: before[name] for name in before if known and known.sources[name] == self.sources.get(name)}
        names = self.sources.keys() - same.keys()
        return same | source_digests(self.settings, self.settings_file, names, self.sources)

    def _save(self, state: "State", outputs: Mapping[str, Stamp], known: Manifest | None) -> Manifest:
        """Keep what the next build needs; the manifest comes last, since it says that the rest is there."""
        from ..build.pool import in_parallel  # noqa: PLC0415 -- slow import
        from .state import save_state  # noqa: PLC0415 -- slow import

        site = state.prepared.site
        build = uuid.uuid4().hex

        def keep_files() -> dict[str, str]:
            keep_spare(self.output, self.spare, outputs)
            return self._digests(known)

        # Both take half a second on a site of ten thousand pages.
        jobs: list[Callable[[], Any]] = [keep_files, partial(save_state, self.folder, build, state)]
        (digests, *_), *_ = in_parallel(_call, jobs, at_least=1)
        manifest = Manifest(
            key=self.key,
            build=build,
            output=str(self.output.absolute()),
            sources=self.sources,
            digests=digests,
            outputs=outputs,
            since=site.since.timestamp(),
            until=site.until.timestamp(),
            pages=len(state.made.facts),
            warnings=site.warnings,
            volatile=site.is_volatile,
            summary=coverage(site),
            next_due=next_due(site),
            due=site.due,
            advice=site.advice,
        )
        save(self.folder / _MANIFEST, manifest)
        return manifest


def _call(jobs: Sequence[Callable[[], Any]]) -> list[Any]:
    return [job() for job in jobs]


def coverage(site: "SiteContext") -> Said | None:
    """Return in how many sessions of the programme each language has a title of its own; None without sessions."""
    titles = [session.title.by_language for session in site.sessions.values()]
    counts = (f"{code} {sum(bool(words.get(code)) for words in titles)}" for code in site.event.languages)
    if not titles:
        return None
    return say(
        "Programme: {count} sessions, with titles in: {languages}", count=len(titles), languages=", ".join(counts)
    )


def next_due(site: "SiteContext") -> dt.datetime | None:
    """Return when the clock will change the site, in the event's zone; None where it will not."""
    return site.until.astimezone(site.event.zone) if site.due else None


def warn(prepared: "Prepared") -> None:
    """Log what is wrong with the site and not the content's fault."""
    for warning in prepared.site.warnings:
        logger.warning(warning)


def _clock(settings: Mapping[str, Any]) -> dt.datetime:
    from ..settings import read_config  # noqa: PLC0415 -- slow import

    return read_config(settings, build_time()).now
