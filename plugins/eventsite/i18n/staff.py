"""What is said to those who write and look after the site, in their language: problems, and what fields mean.

The words in the code are English; `translations/<language>.po` of this package has them in others.
"""

import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ..errors import Translate
from .catalogs import TEMPLATE_LANGUAGE, parse_catalog

FOLDER = Path(__file__).parents[1] / "translations"
DEFAULT = "vi"
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def staff_languages() -> list[str]:
    """Return the languages that are there, English included."""
    return sorted({TEMPLATE_LANGUAGE, *(path.stem for path in FOLDER.glob("*.po"))})


def staff_language(asked: str = "", environment: Mapping[str, str] = os.environ) -> str:
    """Return the language that is asked for, else that of the environment as gettext finds it, else Vietnamese."""
    known = staff_languages()
    given = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    codes = (asked, re.split("[_.:@]", given)[0])
    return next((code for code in codes if code in known), DEFAULT)


@cache
def staff_words(language: str) -> Translate:
    """Return what says English words in the language; those without a translation stay English."""
    path = FOLDER / f"{language}.po"
    if not path.exists():
        return str
    return parse_catalog(language, path.read_bytes(), path.name)[0].gettext
