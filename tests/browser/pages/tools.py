"""The programs that measure and check pages: found, or else installed, or else one clear sentence."""

import hashlib
import shutil
import subprocess
from pathlib import Path

from filelock import FileLock

from tests.building import ROOT
from tests.debian import install

HERE = Path(__file__).parent
# Program → Debian's packages that bring it, and what it is needed for.
_PROGRAMS = {
    "node": (("nodejs", "npm"), "Lighthouse and html-validate"),
    "npm": (("npm",), "Lighthouse and html-validate"),
    "java": (("default-jre-headless",), "the Nu Html Checker"),
    "openssl": (("openssl",), "a certificate for it"),
    "nginx": (("nginx-light", "libnginx-mod-http-brotli-static"), "a web server that compresses with brotli"),
}


class ToolMissing(Exception):
    """A program is not there and cannot be installed."""


def ensure() -> Path:
    """Return the folder with the packages of package-lock.json, installing what is missing before.

    They stand in a folder of `.cache/` named after the lock, so a new version is a new folder.
    """
    lock = HERE / "package-lock.json"
    folder = ROOT / ".cache" / "page-tools" / hashlib.sha256(lock.read_bytes()).hexdigest()[:12]
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Tests run side by side, and one of them installs for all.
    with FileLock(folder.with_suffix(".lock")):
        _ensure_programs()
        if not folder.exists():
            _install(lock, folder)
    return folder / "node_modules"


def _ensure_programs() -> None:
    missing = [name for name in _PROGRAMS if not shutil.which(name)]
    packages = sorted({package for name in missing for package in _PROGRAMS[name][0]})
    install(*packages)
    if still := [name for name in missing if not shutil.which(name)]:
        reasons = ", ".join(f"{name} (for {_PROGRAMS[name][1]})" for name in still)
        raise ToolMissing(
            f"The tests of pages need {reasons}; install it with `apt-get install {' '.join(packages)}`."
        )


def _install(lock: Path, folder: Path) -> None:
    """Install in a folder beside, which takes its name when it is whole: a stopped install leaves nothing."""
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for path in (lock, lock.with_name("package.json")):
        shutil.copy(path, fresh)
    # No script of a package runs here; none of these needs one.
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, check=False, cwd=fresh, capture_output=True, encoding="utf-8")
    if done.returncode:
        raise ToolMissing(
            f"The tests of pages need packages from npm, and these could not be installed:\n{done.stderr}"
        )
    fresh.rename(folder)
