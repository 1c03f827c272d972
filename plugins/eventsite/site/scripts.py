"""The theme's scripts: plain modules without their comments, and the words that they show, a file a language."""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

from ..i18n.catalogs import script_words
from ..i18n.languages import language

FOLDER = "js"
# A line with nothing but a comment.
_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*\*.*?\*/)$", re.MULTILINE)


def scripts(theme: Path, languages: tuple[str, ...]) -> tuple[str, dict[str, str]]:
    """Return the scripts' folder below the site's root, and every file below the root with its text.

    The folder's name changes with what is in it, so caches may keep it for ever, and modules find each other under
    plain names.
    """
    files = {path.name: _code(path) for path in sorted((theme / FOLDER).glob("*.js"))}
    files |= {f"words.{code}.js": _words(code, script_words(theme / "translations", code)) for code in languages}
    content = json.dumps(files, sort_keys=True)
    folder = f"theme/{FOLDER}.{hashlib.sha256(content.encode()).hexdigest()[:10]}"
    return folder, {f"{folder}/{name}": text for name, text in files.items()}


def _code(path: Path) -> str:
    """Return a script without its comments, a quarter of what phones load; its lines keep their numbers."""
    return _COMMENT.sub("", path.read_text(encoding="utf-8"))


def _words(code: str, words: Mapping[str, str]) -> str:
    """Return the module with a language's direction and its words for the scripts' English ones."""
    text = json.dumps(words, ensure_ascii=False, sort_keys=True)
    return f'export const direction = "{language(code).direction}";\nexport const words = {text};\n'
