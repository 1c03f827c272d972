"""A further language: its place in event.yml, and an empty catalog of the interface's words."""

import re
from pathlib import Path

from babel.messages.catalog import Catalog

from .catalogs import catalog_path
from .extract import extract, render, updated

_LIST = re.compile(r"^preparing:[ \t]*\[([^\]\n]*)\]", re.MULTILINE)
_LANGUAGES = re.compile(r"^languages:[^\n]*\n(?:[ \t]+[^\n]*\n|-[^\n]*\n)*", re.MULTILINE)
_COMMENT = "# Ngôn ngữ đang dịch, chưa công khai / Languages that are being translated and not public yet\n"


def with_language(text: str, code: str) -> str | None:
    """Return the text of event.yml with the language among those that are `preparing`.

    Return None where the text has no list of languages in a form that can be edited; other lines stay as they are.
    """
    if found := _LIST.search(text):
        codes = [item.strip() for item in found[1].split(",") if item.strip()]
        return f"{text[: found.start()]}preparing: [{', '.join([*codes, code])}]{text[found.end() :]}"
    if found := _LANGUAGES.search(text):
        return f"{text[: found.end()]}\n{_COMMENT}preparing: [{code}]\n{text[found.end() :]}"
    return None


def add_catalog(theme: Path, code: str) -> tuple[Path, int]:
    """Write a catalog for the language with every word of the interface untranslated; return it and their number.

    A catalog that is there stays, with the words that it lacks.
    """
    path = catalog_path(theme / "translations", code)
    template = extract(theme)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(render(updated(Catalog(locale=code, charset="utf-8"), template)))
    return path, sum(1 for message in template if message.id)
