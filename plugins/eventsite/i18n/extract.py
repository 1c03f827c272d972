"""From the words in the templates, scripts and our own code to the catalogs that translators edit."""

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from .catalogs import PROGRAM

METHODS = [("templates/**.html", "jinja2"), ("js/**.js", "javascript")]
# The words that the program itself says on the site, below its package.
OWN_METHODS = [("exports/**.py", "python"), ("site/**.py", "python")]
PACKAGE = Path(__file__).parents[1]
# What is said to staff, and the descriptions of the fields that they fill in; every module may say something.
STAFF_METHODS = [("translations/**", "ignore"), ("**.py", "python")]
STAFF_KEYWORDS = {"say": None}
# What is nothing but a value has nothing to translate.
_VALUES = re.compile(r"(\s|\{\w+\})*")
OPTIONS = {"templates/**.html": {"trimmed": "true", "silent": "false"}}
# `gettext_in` has the language first, for a page in several languages.
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_in": (2,)}
COMMENTS = ("Translators:",)
_Message = tuple[str, int, str | tuple[str, ...], list[str], str | None]


def extract(theme: Path) -> Catalog:
    """Return every message of the theme's templates and scripts and of our own, in the order of files and lines."""
    catalog = Catalog(charset="utf-8")
    for folder, methods, prefix in ((theme, METHODS, ""), (PACKAGE, OWN_METHODS, PROGRAM)):
        for name, _, message, comments, context in sorted(
            _found(folder, methods), key=lambda item: (item[0], item[1])
        ):
            catalog.add(message, locations=[(prefix + name, 0)], auto_comments=comments, context=context)
    return catalog


def extract_for_staff(descriptions: Iterable[tuple[str, str]]) -> Catalog:
    """Return everything that the program says to those who write and look after the site.

    `descriptions` are the words of the content's fields, each behind the name of where it is from.
    """
    catalog = Catalog(charset="utf-8")
    found = _found(PACKAGE, STAFF_METHODS, STAFF_KEYWORDS)
    for name, _, message, comments, _ in sorted(found, key=lambda item: (item[0], item[1])):
        if isinstance(message, str) and not _VALUES.fullmatch(message):
            catalog.add(message, locations=[(name, 0)], auto_comments=comments)
    for name, words in descriptions:
        catalog.add(words, locations=[(name, 0)])
    return catalog


def _found(
    folder: Path, methods: list[tuple[str, str]], keywords: Mapping[str, Any] = KEYWORDS
) -> Iterable[_Message]:
    return extract_from_dir(
        str(folder), method_map=methods, options_map=OPTIONS, keywords=keywords, comment_tags=COMMENTS
    )


def render(catalog: Catalog) -> bytes:
    """Return the catalog as a .po file without dates, so that collecting twice changes nothing."""
    target = BytesIO()
    write_po(target, catalog, width=110, ignore_obsolete=True, include_lineno=False, sort_output=False)
    lines = target.getvalue().decode().split("\n")
    kept = [line for line in lines if not line.startswith(('"POT-Creation-Date', '"PO-Revision-Date'))]
    return "\n".join(kept).encode()


def updated(catalog: Catalog, template: Catalog) -> Catalog:
    """Return the language's catalog with exactly the template's messages; nothing is guessed as fuzzy."""
    catalog.update(template, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    return catalog


def missing(catalog: Catalog) -> list[str]:
    """Return the messages that have no translation, or one that is marked fuzzy."""
    return [
        str(message.id)
        for message in catalog
        if message.id and (message.fuzzy or not all(_strings(message.string)))
    ]  # fmt: skip


def _strings(string: str | tuple[str, ...] | list[str] | None) -> list[str]:
    if string is None or isinstance(string, str):
        return [string or ""]
    return list(string)


def update_catalogs(theme: Path) -> Iterator[tuple[Path, int]]:
    """Bring every catalog up to date with the templates; yield its path and the number of words to translate."""
    template = extract(theme)
    for path in sorted((theme / "translations").glob("*/LC_MESSAGES/messages.po")):
        yield path, _bring_up_to_date(path, path.parent.parent.name, template)


def update_staff_catalogs(descriptions: Iterable[tuple[str, str]]) -> Iterator[tuple[Path, int]]:
    """Do the same for what is said to staff, in the package's own catalogs."""
    template = extract_for_staff(descriptions)
    for path in sorted((PACKAGE / "translations").glob("*.po")):
        yield path, _bring_up_to_date(path, path.stem, template)


def _bring_up_to_date(path: Path, language: str, template: Catalog) -> int:
    with path.open("rb") as source:
        catalog = updated(read_po(source, locale=language), template)
    path.write_bytes(render(catalog))
    return len(missing(catalog))
