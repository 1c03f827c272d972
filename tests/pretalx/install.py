"""A real pretalx in the user's cache folder: installed and migrated once, and used by every later run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from filelock import FileLock

VERSION = "2025.2.2"
HERE = Path(__file__).parent
REQUIREMENTS = HERE / "requirements.txt"


class PretalxMissing(Exception):
    """pretalx could not be installed, set up or served."""


def cache() -> Path:
    """Return the folder for this pretalx: below that of EVENTSITE_PRETALX, else below the user's cache folder."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    parent = Path(os.environ.get("EVENTSITE_PRETALX") or caches / "eventsite")
    return parent.absolute() / f"pretalx-{VERSION}"


def ensure() -> Path:
    """Return the cache's folder with a pretalx and a migrated, empty database in it, made first if they are not there.

    Raises PretalxMissing with what was tried and the end of what the tool said.
    """
    folder = cache()
    folder.parent.mkdir(parents=True, exist_ok=True)
    mark = folder / "complete"
    wanted = f"{sys.version}\n{REQUIREMENTS.read_text('utf-8')}"
    with FileLock(f"{folder}.lock"):
        if not mark.exists() or mark.read_text("utf-8") != wanted:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            _install(folder)
            _migrate(folder)
            # Last, so that a folder that was left half made is made again.
            mark.write_text(wanted, encoding="utf-8")
    return folder


def python_of(folder: Path) -> Path:
    """Return the Python that has pretalx."""
    return folder / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def database_of(folder: Path) -> Path:
    """Return the migrated database without an event."""
    return folder / "site" / "db.sqlite3"


def configure(site: Path, url: str) -> dict[str, str]:
    """Write the settings of a pretalx that keeps everything in `site`; return the environment to run it in.

    Settings of a pretalx that this machine may have do not count.
    """
    site.mkdir(parents=True, exist_ok=True)
    settings = [
        "[filesystem]", f"data = {site}", f"static = {site / 'static'}",
        "[site]", "debug = False", f"url = {url}", "secret = of-a-sample-event",
        "[database]", "backend = sqlite3", f"name = {site / 'db.sqlite3'}",
        "[mail]", "host = mail.invalid",
    ]  # fmt: skip
    file = site / "pretalx.cfg"
    file.write_text("\n".join([*settings, ""]), encoding="utf-8")
    foreign = ("PRETALX_", "DJANGO_", "PYTHON")
    return {name: value for name, value in os.environ.items() if not name.startswith(foreign)} | {
        "PRETALX_CONFIG_FILE": str(file),
        "PRETALX_NO_INITIAL_LOG": "1",
        "DJANGO_SETTINGS_MODULE": "plain_settings",
        "PYTHONPATH": str(HERE),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
    }


def run(task: str, command: list[str], cwd: Path, environment: dict[str, str] | None = None) -> None:
    """Run a command to its end; raises PretalxMissing that names the task where it fails."""
    done = subprocess.run(
        command, cwd=cwd, env=environment, check=False, capture_output=True, encoding="utf-8", errors="replace"
    )
    if done.returncode:
        raise PretalxMissing(f"{task} failed:\n{last_lines(done.stdout + done.stderr)}")


def last_lines(text: str) -> str:
    """Return the end of what a tool said, where the reason stands."""
    return "\n".join(text.strip().splitlines()[-15:])


def _install(folder: Path) -> None:
    python = str(python_of(folder))
    run("Making a virtual environment for pretalx", [sys.executable, "-m", "venv", str(folder / "venv")], folder)
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(REQUIREMENTS)]
    run(f"Installing pretalx {VERSION} from the package index", pip, folder)


def _migrate(folder: Path) -> None:
    environment = configure(database_of(folder).parent, "http://127.0.0.1")
    run("Migrating pretalx", [str(python_of(folder)), "-m", "pretalx", "migrate", "-v", "0"], folder, environment)
