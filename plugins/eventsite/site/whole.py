"""A whole build: Pelican into a fresh folder, which takes the old output's place when it is right."""

import filecmp
import logging
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.log import FatalLogger, console
from pelican.log import init as init_logging
from pelican.settings import read_settings

from ..build.manifest import Stamp, stamps, stamps_of
from ..build.swap import fresh_folder, take_place
from ..checks import check_pages, read_page
from ..errors import EventsiteError, SettingsError
from .faults import CheckError
from .generators import EventGenerator
from .render import Target
from .state import State

# What Pelican raises after it logged an error, with `fatal="errors"`; the log has the message.
FATAL_LOG = "Warning or error encountered"


class BuildError(EventsiteError):
    """Pelican reported an error; it was printed where it happened."""


def build_whole(
    settings_file: Path, output: Path, known: State | None, *, trusted: bool
) -> tuple[State, dict[str, Stamp]]:
    """Build the site into `output`, which changes only when the new site is whole and right.

    Return the site's state and the stamps of all its files. Files that are the same as before stay the very same
    files on the disk; `known` is the state of the output that is there, which is `trusted` to be one whole build of
    whatever settings.
    """
    fresh = fresh_folder(output)
    try:
        target = Target(fresh)
        if known:
            target = Target(fresh, known.made, output)
        state = run_pelican(settings_file, fresh, target)
        names = stamps(fresh).keys()
        _check(state, fresh, names)
        if trusted:
            _keep_same(fresh, output, names - state.made.names if known else names)
        outputs = stamps_of(fresh, names)
        take_place(fresh, output)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return state, outputs


@contextmanager
def _errors_are_fatal() -> Iterator[None]:
    """Let an error that is logged end the build; what other programs log in this process later ends nothing."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    before = FatalLogger.fatal_lvl
    init_logging(level=logging.WARNING, fatal="errors", handler=handler)
    try:
        yield
    finally:
        FatalLogger.fatal_lvl = before


@_errors_are_fatal()
def run_pelican(settings_file: Path, output: Path, target: Target | None = None) -> State:
    """Run Pelican as its own command does with `--fatal errors`, on plain lines instead of a table."""
    # Pelican's own summary counts articles and pages of its kind, of which there are none.
    console.quiet = True
    override = {"OUTPUT_PATH": str(output), "EVENTSITE_TARGET": target}
    try:
        settings = read_settings(str(settings_file), override=override)
    except ValueError as error:
        # Pelican says so of a PATH that is no folder.
        raise SettingsError(f"{settings_file.name}: {error}") from error
    with _generators() as generators:
        try:
            Pelican(settings).run()
        except RuntimeError as error:
            if str(error) != FATAL_LOG:
                raise
            raise BuildError("the build stopped at the error above; the old output stays.") from error
    if not generators:
        hint = 'make sure that PLUGINS in pelicanconf.py holds "eventsite" and that it loads'
        raise BuildError(f"nothing made the site's pages; {hint}.")
    return generators[0].state


@contextmanager
def _generators() -> Iterator[list[EventGenerator]]:
    """Collect the plugin's generator, which has what was made when Pelican is done."""
    found: list[EventGenerator] = []

    def collect(generators: list[Any]) -> None:
        found.extend(item for item in generators if isinstance(item, EventGenerator))

    signals.all_generators_finalized.connect(collect)
    try:
        yield found
    finally:
        signals.all_generators_finalized.disconnect(collect)


def _check(state: State, fresh: Path, names: Set[str]) -> None:
    """Raise CheckError with every fault of the new site; pages that others wrote are read too."""
    facts = state.made.facts
    foreign = {name: read_page(name, (fresh / name).read_bytes()) for name in names if _is_foreign_page(name, facts)}
    if problems := check_pages({**facts, **foreign}, names):
        raise CheckError(problems)


def _is_foreign_page(name: str, facts: Mapping[str, object]) -> bool:
    return name.endswith(".html") and name not in facts


def _keep_same(fresh: Path, output: Path, names: Iterable[str]) -> None:
    """Let the copied files that are as before be the same files as before; those that we made are already."""
    for name in names:
        new, old = fresh / name, output / name
        if old.is_file() and not new.samefile(old) and filecmp.cmp(new, old, shallow=False):
            # The old file first gets a second name, which not every file system can give, and then the new one's.
            second = new.with_name(f".{new.name}-same")
            with suppress(OSError):
                os.link(old, second)
                second.replace(new)
