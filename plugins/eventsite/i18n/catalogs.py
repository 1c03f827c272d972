"""The interface's words: gettext catalogs, read from the .po files that translators edit.

The words in the templates are English, so English needs no catalog.
A language without a catalog is an error and never a page in the wrong language.
"""

import gettext
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from ..errors import START, ContentError, Problem, say

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
        hint = say("open it in a .po editor such as Poedit and save it again")
        message = say("the catalog cannot be read: {reason}", reason=error)
        return gettext.NullTranslations(), [Problem(path, START, "", message, hint)]
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled), []


def script_words(folder: Path, language: str) -> dict[str, dict[str, str]]:
    """Return the words of the theme's scripts, by their names, from English to the language.

    What has no translation is left out. A catalog that cannot be read is told by `load_catalogs`.
    """
    found: dict[str, dict[str, str]] = {}
    for name, english, words in _messages(folder, language):
        if name.endswith(".js"):
            found.setdefault(Path(name).stem, {})[english] = words
    return found


def program_words(folder: Path, language: str) -> dict[str, str]:
    """Return the words that the program itself says on the site, as `script_words` returns those of scripts."""
    return {
        english: words for name, english, words in _messages(folder, language) if name.startswith(PROGRAM)
    }  # fmt: skip


def _messages(folder: Path, language: str) -> Iterator[tuple[str, str, str]]:
    """Yield where each translated message of one form stands, its English words and the language's."""
    path = catalog_path(folder, language)
    if not path.exists():
        return
    try:
        catalog = read_po(io.BytesIO(path.read_bytes()), locale=language, abort_invalid=True)
    except (PoFileError, ValueError):
        return
    for message in catalog:
        english, words = message.id, message.string
        if isinstance(english, str) and isinstance(words, str) and words and not message.fuzzy:
            for name, _ in message.locations:
                yield name, english, words


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
            hint = say(
                "copy the catalog of another language there and translate it, or take the language out of event.yml"
            )
            message = say("the interface has no words in `{language}`", language=language)
            problems.append(Problem(shown, START, "", message, hint))
    if problems:
        raise ContentError(problems)
    return catalogs
