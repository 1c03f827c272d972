"""The site in memory while somebody writes: a save makes the pages that show it, and nothing else."""

import gc
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from jinja2 import TemplateError

from ..build.cache import CacheError
from ..build.swap import build_lock, recover
from ..content.markdown import MarkdownRenderer
from .code import PACKAGE
from .environments import Environments
from .faults import explained
from .readers import Readers
from .records import Records
from .render import PageMaker
from .run import Built, Job, build, warn
from .sources import needs_pelican
from .state import State, load_state
from .update import Preview, update

logger = logging.getLogger(__name__)


class Live:
    """A site that is kept up to date while it is edited; `close` keeps its state for the next build.

    `afresh` builds in a new process and raises what is wrong: it is asked once the program itself has changed.
    """

    def __init__(self, settings_file: Path, output: Path, afresh: Callable[[], None]) -> None:
        """Build nothing yet."""
        self._settings_file = settings_file
        self._output = output
        self._afresh = afresh
        self._is_outdated = False
        self._loaded: _Loaded | None = None

    def start(self) -> Built:
        """Build the site, keep it in memory, and return what was built.

        Raises what a build raises; then the next change is followed by another try.
        """
        built = build(self._settings_file, self._output)
        self._loaded = _Loaded(Job(self._settings_file, self._output))
        return built

    def change(self, paths: set[Path]) -> None:
        """Bring the output up to date after a change of the files at `paths`.

        Raises what a build raises, with the output as it was; what was wrong then is looked at again next time.
        """
        if not self._is_outdated and any(path.is_relative_to(PACKAGE.parent) for path in paths):
            logger.warning("The program changed: start this command again for a fast preview.")
            self._is_outdated = True
        if self._is_outdated:
            self._afresh()
        elif not (self._loaded and self._loaded.change(paths)):
            self.start()

    def close(self) -> None:
        """Keep what the next build needs to know; without this it makes the whole site again."""
        if self._loaded and not self._is_outdated:
            self._loaded.keep()


class _Loaded:
    """The state of a build in memory, and what changed in the sources since."""

    def __init__(self, job: Job) -> None:
        known = job.known()
        state = load_state(job.folder, known) if known else None
        if known is None or state is None:
            raise RuntimeError("the state of the build that just ended is not there")
        self._job = job
        self._static = known.outputs.keys() - state.made.names
        self._state = state
        self._stamp = job.manifest_stamp()
        # What changed since the graph was saved is read again with the first change.
        self._waiting = set(known.pending)
        self._needs_build = False
        self._is_changed = False
        self._preview = Preview(Environments(), Readers(state.made.pages))
        _warm_up(state, self._preview.environments)
        # The site stays as long as this process: the collector need not look at it again and again.
        gc.collect()
        gc.freeze()

    def change(self, paths: set[Path]) -> bool:
        """Make what the changed files concern; return False, now and from now on, where only a whole build can."""
        names = self._names(paths)
        if names is None:
            self._needs_build = True
        else:
            self._waiting |= names
        if self._needs_build:
            return False
        with build_lock(self._job.output):
            is_ours = recover(self._job.output) and self._job.manifest_stamp() == self._stamp
            if not is_ours or needs_pelican(self._waiting, self._job.settings):
                return False
            try:
                return self._update()
            except CacheError as error:
                logger.info("%s The site is built again.", error)
                return False

    def keep(self) -> None:
        """Keep the state for the next build, if no other build has made the output since."""
        if not self._is_changed:
            return
        with build_lock(self._job.output):
            if self._job.manifest_stamp() == self._stamp:
                self._job.keep_all(self._state, self._made_at)

    @explained()
    def _update(self) -> bool:
        made_at = time.time_ns()
        job = self._job
        job.look_at_clock()
        made = update(self._state, job.settings, job.output, job.clock, self._waiting, self._static, self._preview)
        if made is None:
            return False
        # The state has it all: nothing was made since that it does not know.
        self._state = replace(made.state, since=Records())
        self._waiting = set()
        self._is_changed = True
        self._made_at = made_at
        warn(made.state.prepared)
        return True

    def _names(self, paths: set[Path]) -> set[str] | None:
        """Return the changed files as `sources.source_stamps` names them; None for settings and whole folders."""
        settings = self._job.settings
        folders = {"content": Path(settings["PATH"]).resolve(), "theme": Path(settings["THEME"]).resolve()}
        found = set()
        for path in paths:
            name = next((name for name, folder in folders.items() if folder in path.parents), None)
            if name is None:
                return None
            found.add(f"{name}/{path.relative_to(folders[name]).as_posix()}")
        return found


def _warm_up(state: State, environments: Environments) -> None:
    """Let the first save find loaded what every save uses: Markdown, templates, languages.

    One page of each template and language is made and thrown away. Where one cannot be made any more, something
    changed just now, and the first save tells.
    """
    MarkdownRenderer().feed_html("")
    maker = PageMaker(state.prepared, state.templates, environments)
    with suppress(CacheError, TemplateError):
        for name in {(record.template, name[1]): name for name, record in state.made.pages.items()}.values():
            maker.html(maker.view(name)[0])
    state.prepared.site.shelf.close()
