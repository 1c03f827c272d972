"""Building sites in tests, and looking into what was built."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pelican import Pelican
from pelican.settings import read_settings

from eventsite.errors import Problem

ROOT = Path(__file__).parent.parent
TINY = ROOT / "tests" / "fixtures" / "tiny" / "content"
SHARED = ROOT.parent / "shared"
# The clock of every test build: New Year after the summit.
EPOCH = "1514764800"


def needs_shared(path: str) -> pytest.MarkDecorator:
    """Skip a test of real feeds where the folder with them is not beside the project; the reason says so."""
    return pytest.mark.skipif(not (SHARED / path).exists(), reason=f"../shared/{path} is not here")


class Built:
    """A built site to look into."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def soup(self, path: str) -> BeautifulSoup:
        """Return the parsed page at an address such as /en/agenda/."""
        name = path.strip("/") + ("/index.html" if path.endswith("/") else "")
        return BeautifulSoup((self.root / name.lstrip("/")).read_text(encoding="utf-8"), "html.parser")

    def pages(self) -> list[str]:
        """Return the address of every page, sorted."""
        names = (path.relative_to(self.root).as_posix() for path in self.root.rglob("*.html"))
        return sorted("/" + name.removesuffix("index.html") for name in names)

    def text(self) -> str:
        """Return everything that the public could read: every file that is text, joined."""
        files = sorted(path for path in self.root.rglob("*") if path.is_file())
        return "\n".join(path.read_bytes().decode("utf-8", errors="replace") for path in files)


def pelican_build(output: Path, settings_file: Path = ROOT / "pelicanconf.py", **settings: object) -> Built:
    """Build with Pelican in this process, with the project's settings but for those given, and a cache of its own."""
    own = {"OUTPUT_PATH": str(output), "CACHE_PATH": str(output.parent / "cache-of-tests")}
    Pelican(read_settings(str(settings_file), override={**own, **settings})).run()
    return Built(output)


def at_lines(problems: Iterable[Problem]) -> list[str]:
    """Return the problems in English, with the path and the line and without the column."""
    return [re.sub(r"^([^:]+:\d+):\d+:", r"\1:", str(problem)) for problem in problems]
