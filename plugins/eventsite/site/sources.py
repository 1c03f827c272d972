"""What a build is made from: the settings, read without Pelican, and the files that it will read."""

import os
import re
import runpy
import sys
import types
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..build.manifest import Stamp, stamps
from ..errors import SettingsError
from .code import PACKAGE, installed

# The cache's file of read documents below the setting CACHE_PATH.
DOCUMENTS = "documents.sqlite"

# As Pelican does: these settings are paths seen from the settings file's folder.
_PATHS = ("PATH", "THEME", "OUTPUT_PATH", "CACHE_PATH")
_DEFAULTS = {"THEME": "theme", "CACHE_PATH": "cache", "PATH": "."}
_NOT_SOURCES = re.compile(r"^\.|^__pycache__$|~$|\.sw[px]$|\.pyc$")
# A change of these needs no new run of Pelican: the plugin alone makes what follows from them.
_OWN = re.compile(
    r"content/(?!images/|documents/|CNAME$).*|theme/(templates|translations|css)/.*|overrides/.*",
)


def read_settings(settings_file: Path) -> dict[str, Any]:
    """Return the settings in the file, with absolute paths.

    Raises SettingsError when the file cannot be run.
    """
    folder = settings_file.parent.absolute()
    try:
        _import_afresh("pelicanconf", folder)
        names = runpy.run_path(str(settings_file))
    except Exception as error:  # whatever the author's code raises
        raise SettingsError(f"{settings_file.name} cannot be read: {error}") from error
    settings = _DEFAULTS | {name: value for name, value in names.items() if name.isupper()}
    return settings | {name: os.path.normpath(folder / settings[name]) for name in _PATHS if name in settings}


def _import_afresh(name: str, folder: Path) -> None:
    """Import the module of the settings that others import, as it is now.

    Another build in this process may have imported it before it changed, and Python's own file of the compiled
    module is good for a change within the same second.
    """
    sys.modules.pop(name, None)
    path = folder / f"{name}.py"
    if path.is_file():
        module = types.ModuleType(name)
        module.__file__ = str(path)
        exec(compile(path.read_bytes(), path, "exec"), module.__dict__)  # noqa: S102 -- the project's own settings
        sys.modules[name] = module


def settings_key(settings: Mapping[str, Any], base: Path) -> str:
    """Return everything that decides how the content is read, as text: settings, Python, installed packages."""
    shown = [f"{name}={settings[name]!r}" for name in sorted(settings) if name != "EVENTSITE_NOW"]
    return "\n".join([str(base), sys.version, *installed(), *shown])


def source_stamps(settings: Mapping[str, Any], settings_file: Path) -> dict[str, Stamp]:
    """Return the stamps of all files that the site is made from, under `content/`, `theme/` and `code/`."""
    folders = {"content": Path(settings["PATH"]), "theme": Path(settings["THEME"]), "code": PACKAGE}
    overrides = settings.get("THEME_TEMPLATES_OVERRIDES") or ()
    folders |= {f"overrides/{number}": Path(folder) for number, folder in enumerate(overrides)}
    found = {
        f"{name}/{path}": stamp
        for name, folder in folders.items()
        for path, stamp in stamps(folder, lambda name: not _NOT_SOURCES.search(name)).items()
    }
    names = {path.name for path in settings_file.parent.glob("*conf.py")}
    own = stamps(settings_file.parent, names.__contains__)
    return found | {f"settings/{path}": stamp for path, stamp in own.items()}


def needs_pelican(changed: set[str]) -> bool:
    """Return whether any of the changed files is one that Pelican copies, or code."""
    return not all(_OWN.fullmatch(path) for path in changed)


def is_document(path: str) -> bool:
    """Return whether a changed file is a document."""
    return path.startswith("content/") and path.endswith(".md")
