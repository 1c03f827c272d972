"""Groups of commands for tasks.py: what they ask of a person and print. The work is done elsewhere.

What they need is imported within each command: `./inv --list` must not wait for what it does not use.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from invoke import Exit

if TYPE_CHECKING:
    from ..errors import Translate

ROOT = Path(__file__).parents[3]
# The help of every command's option --lang.
LANG = "the language of what is said: vi or en; that of LANG if left out, else Vietnamese"


def words_in(lang: str = "") -> "Translate":
    """Return what says things in the language that was asked for, else in that of the environment."""
    from ..i18n.staff import staff_language, staff_languages, staff_words

    if lang and lang not in staff_languages():
        raise Exit(f"--lang can be: {', '.join(staff_languages())}", 2)
    return staff_words(staff_language(lang))


@contextmanager
def told(lang: str = "") -> Iterator[None]:
    """Say an error of ours in its own words and in the reader's language, without a traceback; exit with its code."""
    from ..errors import EventsiteError

    words = words_in(lang)
    try:
        yield
    except EventsiteError as error:
        raise Exit(error.in_(words), error.exitcode) from error
