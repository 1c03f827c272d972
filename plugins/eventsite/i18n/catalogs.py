"""The interface's words: gettext catalogs, read from the .po files that translators edit.

The words in the templates are English, so English needs no catalog.
A language without a catalog is an error and never a page in the wrong language.
"""

import gettext
import io
from collections.abc import Callable, Mapping
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from ..errors import ContentError, Problem

TEMPLATE_LANGUAGE = "en"
# How the names of our own modules begin in the catalogs, in which all other names are below the theme.
PROGRAM = "eventsite/"


def catalog_path(folder: Path, language: str) -> Path:
    """Return where the language's catalog lies under the theme's `translations` folder."""
    return folder / language / "LC_MESSAGES" / "messages.po"


def parse_catalog(language: str, source: bytes, path: str) -> tuple[gettext.NullTranslations, list[Problem]]:
    """Return the translations in a .po file; fuzzy and empty entries are left out, as gettext does."""
    try:
        catalog = read_po(io.BytesIO(source), locale=language, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        hint = "open it in a .po editor such as Poedit and save it again"
        return gettext.NullTranslations(), [Problem(path, 1, "", f"the catalog cannot be read: {error}", hint)]
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled), []


def script_words(folder: Path, language: str) -> dict[str, str]:
    """Return the words of the theme's scripts, from English to the language; what has no translation is left out.

    A catalog that cannot be read is told by `load_catalogs`.
    """
    return _words(folder, language, lambda name: name.endswith(".js"))


def program_words(folder: Path, language: str) -> dict[str, str]:
    """Return the words that the program itself says on the site, as `script_words` returns those of scripts."""
    return _words(folder, language, lambda name: name.startswith(PROGRAM))


def _words(folder: Path, language: str, is_asked: Callable[[str], bool]) -> dict[str, str]:
    path = catalog_path(folder, language)
    if not path.exists():
        return {}
    try:
        catalog = read_po(io.BytesIO(path.read_bytes()), locale=language, abort_invalid=True)
    except (PoFileError, ValueError):
        return {}
    return {
        message.id: message.string
        for message in catalog
        if isinstance(message.id, str)
        and isinstance(message.string, str)
        and message.string
        and not message.fuzzy
        and any(is_asked(name) for name, _ in message.locations)
    }


def gettext_in(catalogs: Mapping[str, gettext.NullTranslations]) -> Callable[[str, str], str]:
    """Return what says `words` in the `language` that it is asked for, for a page in several languages."""
    return lambda language, words: catalogs[language].gettext(words)


def load_catalogs(folder: Path, languages: tuple[str, ...]) -> Mapping[str, gettext.NullTranslations]:
    """Return each language's translations from the theme's folder.

    Raises ContentError when a language has no catalog, or one that cannot be read.
    """
    catalogs: dict[str, gettext.NullTranslations] = {}
    problems: list[Problem] = []
    for language in languages:
        path = catalog_path(folder, language)
        shown = path.relative_to(folder.parent.parent).as_posix()
        if path.exists():
            catalogs[language], found = parse_catalog(language, path.read_bytes(), shown)
            problems += found
        elif language == TEMPLATE_LANGUAGE:
            catalogs[language] = gettext.NullTranslations()
        else:
            hint = (
                "copy the catalog of another language there and translate it, or take the language out of event.yml"
            )
            problems.append(Problem(shown, 1, "", f"the interface has no words in `{language}`", hint))
    if problems:
        raise ContentError(problems)
    return catalogs
