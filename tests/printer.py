"""The libraries with which PDF files are made, for the tests of them: found, or else installed where that is allowed."""

import ctypes

from eventsite.printing.pdf import LIBRARIES
from tests.debian import install

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
    if not are_there():
        install(*LIBRARIES.split())
