"""A real browser for the tests: found, or else installed, or else one clear sentence."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.debian import install

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Chromium's own services are of no use in a test, and a closed network would make it wait for them.
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


class BrowserMissing(Exception):
    """No browser is there and none can be installed."""


def executable() -> str | None:
    """Return the path of an installed Chromium: Debian's, else Playwright's own; None if there is none."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache" / "ms-playwright"))
    found = sorted(folder.glob("chromium-*/chrome-*/chrome*"))
    return next((str(path) for path in found if path.name in {"chrome", "chrome.exe"}), None)


def ensure() -> str:
    """Return the path of a Chromium, installing one first if there is none.

    Raises BrowserMissing with one sentence that says what was tried.
    """
    if path := executable():
        return path
    tried = []
    if install("chromium"):
        tried.append("apt-get install chromium")
    if not executable():
        tried.append("playwright install chromium")
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    if path := executable():
        return path
    raise BrowserMissing(
        f"The browser tests need Chromium, and it could not be installed (tried: {', '.join(tried)}); "
        "install it by hand, for example with `apt-get install chromium`, and run ./inv test again."
    )
