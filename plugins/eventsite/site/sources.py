"""What a build is made from: the settings, read without Pelican, and the files that it will read."""

import os
import re
import runpy
import sys
import types
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import Any

from ..build.cache import digest
from ..build.manifest import Stamp, stamps
from ..errors import SettingsError
from .code import PACKAGE, installed

# The cache's file of read documents below the setting CACHE_PATH.
DOCUMENTS = "documents.sqlite"

# As Pelican does: these settings are paths seen from the settings file's folder.
_PATHS = ("PATH", "THEME", "OUTPUT_PATH", "CACHE_PATH")
_DEFAULTS = {"THEME": "theme", "CACHE_PATH": "cache", "PATH": "."}
_NOT_SOURCES = re.compile(r"^\.|^__pycache__$|~$|\.sw[px]$|\.pyc$")
# A change of these needs no new run of Pelican, unless it copies them: the plugin alone makes what follows from them.
_OWN = re.compile(r"content/.*|theme/(templates|translations|css|js)/.*|theme/worker(-off)?\.js|overrides/.*")
# As Pelican does where the settings name none.
_STATIC_PATHS = ("images",)


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
    found: dict[str, Stamp] = {}
    for name, folder in _folders(settings, settings_file).items():
        is_source = _is_source if name != "settings" else {path.name for path in folder.glob("*conf.py")}.__contains__
        found |= {f"{name}/{path}": stamp for path, stamp in stamps(folder, is_source).items()}
    return found


def source_digests(
    settings: Mapping[str, Any], settings_file: Path, names: Iterable[str], seen: Mapping[str, Stamp] | None = None
) -> dict[str, str]:
    """Return the digest of each of these sources' bytes; one that cannot be read has none.

    With `seen`, only those have one that still are as these stamps say, so that the bytes are those of then.
    """
    folders = _folders(settings, settings_file)
    found = {}
    for name in names:
        folder = next(key for key in folders if name.startswith(f"{key}/"))
        try:
            with open(f"{folders[folder]}/{name[len(folder) + 1 :]}", "rb", buffering=0) as file:
                content = file.read()
                status = os.fstat(file.fileno())
        except OSError:
            continue
        if seen is None or seen.get(name) == (status.st_mtime_ns, status.st_size, status.st_ino):
            found[name] = digest(content)
    return found


def _folders(settings: Mapping[str, Any], settings_file: Path) -> dict[str, Path]:
    """Return where the sources are, by the first part of their names."""
    overrides = settings.get("THEME_TEMPLATES_OVERRIDES") or ()
    return {
        "content": Path(settings["PATH"]),
        "theme": Path(settings["THEME"]),
        "code": PACKAGE,
        **{f"overrides/{number}": Path(folder) for number, folder in enumerate(overrides)},
        "settings": settings_file.parent,
    }


def _is_source(name: str) -> bool:
    return not _NOT_SOURCES.search(name)


def needs_pelican(changed: set[str], settings: Mapping[str, Any]) -> bool:
    """Return whether only Pelican can make what follows: any of the files is one that it copies, or code.

    Where other plugins are at work, that is so whatever changed.
    """
    if has_other_plugins(settings):
        return True
    copied = _copied(settings)
    return not all(_OWN.fullmatch(path) and not _is_in(path, copied) for path in changed)


def has_other_plugins(settings: Mapping[str, Any]) -> bool:
    """Return whether the site may be the work of plugins besides ours, which may read and write anything."""
    # Without the setting, Pelican loads every plugin that is installed.
    return settings.get("PLUGINS") not in (["eventsite"], ("eventsite",))


def _copied(settings: Mapping[str, Any]) -> set[str]:
    """Return what Pelican copies or gives a place of its own: files, and folders with all that is in them."""
    base = settings["PATH"]
    static = settings.get("STATIC_PATHS", _STATIC_PATHS)
    paths = [*([static] if isinstance(static, str) else static), *settings.get("EXTRA_PATH_METADATA", ())]
    return {os.path.normpath(f"content/{os.path.relpath(os.path.join(base, path), base)}") for path in paths}  # noqa: PTH118 -- as Pelican joins them


def _is_in(path: str, places: Set[str]) -> bool:
    """Return whether the path, or a folder that it is in, is among the places."""
    parts = path.split("/")
    return any("/".join(parts[:length]) in places for length in range(1, len(parts) + 1))
