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
from .readers import Readers
from .records import Records
from .render import PageMaker
from .run import Job, build, warn
from .sources import needs_pelican
from .state import State, load_state
from .update import Preview, update

logger = logging.getLogger(__name__)


class Live:
    """A built site that is kept up to date; `close` keeps its state for the next build.

    `afresh` builds in a new process and says whether that went well: it is asked once the program itself has changed.
    """

    def __init__(self, settings_file: Path, output: Path, afresh: Callable[[], bool]) -> None:
        """Build the site, and keep it in memory. Raises what a build raises."""
        self._settings_file = settings_file
        self._output = output
        self._afresh = afresh
        self._is_outdated = False
        self._begin()

    def change(self, paths: set[Path]) -> bool:
        """Bring the output up to date after a change of the files at `paths`; return whether there is a new output.

        Raises what a build raises, with the output as it was; what was wrong then is looked at again next time.
        """
        names = self._names(paths)
        if names is None and not self._is_outdated:
            logger.warning("The program or its settings changed: start this command again for a fast preview.")
            self._is_outdated = True
        if self._is_outdated or names is None:
            return self._afresh()
        self._waiting |= names
        if not self._updated():
            self._begin()
        return True

    def close(self) -> None:
        """Keep what the next build needs to know; without this it makes the whole site again."""
        if self._is_outdated or not self._is_changed:
            return
        with build_lock(self._output):
            if self._job.manifest_stamp() == self._stamp:
                self._job.keep_all(self._state, self._made_at)

    def _begin(self) -> None:
        self.built = build(self._settings_file, self._output)
        self._job = Job(self._settings_file, self._output)
        known = self._job.known()
        state = load_state(self._job.folder, known) if known else None
        if known is None or state is None:
            raise RuntimeError("the state of the build that just ended is not there")
        self._static = known.outputs.keys() - state.made.names
        self._state = state
        self._stamp = self._job.manifest_stamp()
        # What changed since the graph was saved is read again with the first change.
        self._waiting = set(known.pending)
        self._is_changed = False
        self._preview = Preview(Environments(), Readers(state.made.pages))
        _warm_up(state, self._preview.environments)
        # The site stays as long as this process: the collector need not look at it again and again.
        gc.collect()
        gc.freeze()

    def _updated(self) -> bool:
        """Make what the waiting changes concern; return False where only a whole build can."""
        with build_lock(self._output):
            is_ours = recover(self._output) and self._job.manifest_stamp() == self._stamp
            if not is_ours or needs_pelican(self._waiting, self._job.settings):
                return False
            try:
                return self._update()
            except CacheError as error:
                logger.info("%s The site is built again.", error)
                return False

    def _update(self) -> bool:
        made_at = time.time_ns()
        job = self._job
        job.look_at_clock()
        made = update(self._state, job.settings, self._output, job.clock, self._waiting, self._static, self._preview)
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
        """Return the changed files as `sources.source_stamps` names them; None where the program itself changed."""
        settings = self._job.settings
        folders = {"content": Path(settings["PATH"]).resolve(), "theme": Path(settings["THEME"]).resolve()}
        found = set()
        for path in paths:
            name = next((name for name, folder in folders.items() if path.is_relative_to(folder)), None)
            if name is None or path.is_relative_to(PACKAGE):
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
