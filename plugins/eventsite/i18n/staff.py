"""What is said to those who write and look after the site, in their language."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from .catalogs import parse_catalog

FOLDER = Path(__file__).parents[1] / "translations"


@cache
def staff_words(language: str) -> Callable[[str], str]:
    """Return what says English words in the language; those without a translation stay English."""
    path = FOLDER / f"{language}.po"
    return parse_catalog(language, path.read_bytes(), path.name)[0].gettext if path.exists() else str
