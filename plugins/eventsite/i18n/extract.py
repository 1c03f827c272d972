"""From the words in the templates and scripts to the catalogs that translators edit."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from .catalogs import PROGRAM

METHODS = [("templates/**.html", "jinja2"), ("js/**.js", "javascript")]
# The words that the program itself says on the site, below its package.
OWN_METHODS = [("exports/**.py", "python"), ("site/**.py", "python")]
PACKAGE = Path(__file__).parents[1]
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


def _found(folder: Path, methods: list[tuple[str, str]]) -> Iterable[_Message]:
    return extract_from_dir(
        str(folder), method_map=methods, options_map=OPTIONS, keywords=KEYWORDS, comment_tags=COMMENTS
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
        language = path.parent.parent.name
        with path.open("rb") as source:
            catalog = updated(read_po(source, locale=language), template)
        path.write_bytes(render(catalog))
        yield path, len(missing(catalog))
