"""The version of everything that makes the site besides its content: our own code, the libraries, Python."""

import sys
import sysconfig
from functools import cache
from pathlib import Path

from ..build.cache import digest

PACKAGE = Path(__file__).parent.parent


@cache
def code_version() -> str:
    """Return a digest of this package's source and of the names, versions included, of all that is installed."""
    return digest(sys.version, *installed(), own_version())


@cache
def own_version() -> str:
    """Return a digest of this package's source alone, which is the same on every machine."""
    return digest(*(path.read_bytes() for path in sorted(PACKAGE.rglob("*.py"))))


def installed() -> list[str]:
    """Return the name and version of every installed package."""
    folders = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    return sorted(path.name for folder in folders for path in Path(folder).glob("*.dist-info"))
