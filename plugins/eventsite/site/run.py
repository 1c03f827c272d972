"""One whole build: Pelican into a fresh folder, the checks, and only then the change of place with the old output."""

import logging
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from pelican import Pelican
from pelican.log import console
from pelican.log import init as init_logging
from pelican.settings import read_settings

from ..build.swap import build_lock, fresh_folder, recover, take_place
from ..checks import check_site
from ..errors import ContentError, EventsiteError, SettingsError

# What Pelican raises after it logged an error, with `fatal="errors"`; the log has the message.
FATAL_LOG = "Warning or error encountered"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the folder, and how many pages."""

    output: Path
    pages: int


class BuildError(EventsiteError):
    """Pelican reported an error; it was printed where it happened."""


class CheckError(ContentError):
    """The built site has faults, so it did not take the old one's place."""

    @property
    def summary(self) -> str:
        """The count of faults, as a sentence."""
        count = len(self.problems)
        return f"{count} {'fault' if count == 1 else 'faults'} in the built site; the old output stays."


def build(settings_file: Path, output: Path) -> Built:
    """Build the site into `output`, which changes only when the new site is whole and right.

    Raises ContentError for mistakes of the content, CheckError for faults of the built site, BuildError for
    everything that Pelican only logs: a plugin that does not load, a receiver that raises.
    """
    with build_lock(output):
        recover(output)
        fresh = fresh_folder(output)
        try:
            run_pelican(settings_file, fresh)
            problems, pages = check_site(fresh)
            if problems:
                raise CheckError(problems)
            take_place(fresh, output)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return Built(output, pages)


def run_pelican(settings_file: Path, output: Path) -> None:
    """Run Pelican as its own command does with `--fatal errors`, on plain lines instead of a table."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    init_logging(level=logging.WARNING, fatal="errors", handler=handler)
    # Pelican's own summary counts articles and pages of its kind, of which there are none.
    console.quiet = True
    try:
        settings = read_settings(str(settings_file), override={"OUTPUT_PATH": str(output)})
    except ValueError as error:
        # Pelican says so of a PATH that is no folder.
        raise SettingsError(f"{settings_file.name}: {error}") from error
    try:
        Pelican(settings).run()
    except RuntimeError as error:
        if str(error) != FATAL_LOG:
            raise
        raise BuildError("the build stopped at the error above; the old output stays.") from error
