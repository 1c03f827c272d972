"""The libraries with which PDF files are made, for the tests of them: found, or else installed where that is allowed."""

import ctypes
import os
import shutil
import subprocess

from eventsite.printing.pdf import LIBRARIES

NEEDED = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")


def are_there() -> bool:
    """Return whether all libraries can be loaded."""
    try:
        for name in NEEDED:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def ensure() -> None:
    """Install Debian's packages if they are missing and this is root; without them the tests fail and say so."""
    if are_there() or not hasattr(os, "geteuid") or os.geteuid() or not shutil.which("apt-get"):
        return
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *LIBRARIES.split()]):
        subprocess.run(["apt-get", *words], check=False, stdout=subprocess.DEVNULL, env=environment)
