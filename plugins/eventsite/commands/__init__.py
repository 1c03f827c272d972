"""Groups of commands for tasks.py: what they ask of a person and print. The work is done elsewhere.

What they need is imported within each command: `./inv --list` must not wait for what it does not use.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from invoke import Exit

ROOT = Path(__file__).parents[3]


@contextmanager
def told() -> Iterator[None]:
    """Say an error of ours in its own words, without a traceback, and exit with its code."""
    from ..errors import EventsiteError

    try:
        yield
    except EventsiteError as error:
        raise Exit(str(error), error.exitcode) from error
