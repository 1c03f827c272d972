"""The site in memory while somebody writes: a save makes the pages that show it, and nothing else."""

import gc
import logging
import time
from collections.abc import Callable
from pathlib import Path

from ..build.swap import build_lock, recover
from .code import PACKAGE
from .records import Records
from .run import Job, build, warn
from .sources import needs_pelican
from .state import load_state

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
        with build_lock(self._output):
            is_ours = recover(self._output) and self._job.manifest_stamp() == self._stamp
            if is_ours and not needs_pelican(self._waiting):
                self._update()
                return True
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
        # The site stays as long as this process: the collector need not look at it again and again.
        gc.collect()
        gc.freeze()

    def _update(self) -> None:
        made_at = time.time_ns()
        self._job.look_at_clock()
        made = self._job.changed_files(self._state, self._static, self._waiting, durable=False)
        self._state = made.state
        self._state.since = Records()
        self._waiting = set()
        self._is_changed = True
        self._made_at = made_at
        warn(made.state.prepared)

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
