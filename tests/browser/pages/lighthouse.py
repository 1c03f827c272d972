"""Lighthouse on served pages: the scores, and how soon and how steadily a page is there."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eventsite.build.write import put
from tests.browser.chromium import ARGUMENTS, ensure
from tests.browser.pages import tools

PERFORMANCE = "performance"
CATEGORIES = ("accessibility", "best-practices", "seo")
FULL = 100
# Milliseconds until the largest part of a page is there.
SLOWEST = 1500
# A shift below this is one of a fraction of a pixel: 0 in the three digits that Lighthouse shows.
STEADY = 0.0005


@dataclass(frozen=True, slots=True)
class Measured:
    """What Lighthouse says of a page: scores from 0 to 100 by category, and what costs points.

    `lcp` is when the largest paint is there, in milliseconds, `cls` how much the layout shifts; both are 0 where
    performance was not asked for.
    """

    address: str
    scores: dict[str, int]
    lcp: int
    cls: float
    failed: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Tell whether all scores are full, the page is there in time and nothing moves."""
        return min(self.scores.values()) == FULL and self.lcp <= SLOWEST and self.cls < STEADY


def measure(addresses: Sequence[str], *categories: str, is_hidden: bool = False) -> list[Measured]:
    """Return what Lighthouse says of each address, one after another in one browser.

    The profile is its own: a phone with a slow processor on a simulated slow 4G. Pages that are meant to be hidden
    from search engines are not blamed for it.
    """
    if not addresses:
        return []
    modules = tools.ensure()
    # A module of Node looks for packages in the folders above its own file.
    script = modules.parent / "lighthouse.mjs"
    # In one step: tests run side by side, and Node may be reading it for another.
    put(script, Path(__file__).with_name("lighthouse.mjs").read_bytes())
    lists = ([*ARGUMENTS, "--ignore-certificate-errors"], categories, ["is-crawlable"] if is_hidden else [])
    command = ["node", str(script), ensure(), *map(json.dumps, lists), *addresses]
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(f"Lighthouse ended with {done.returncode}; what it said is above.")
    return [_measured(json.loads(line)) for line in done.stdout.splitlines()]


def _measured(found: dict[str, Any]) -> Measured:
    if found["error"]:
        raise RuntimeError(f"Lighthouse could not read {found['address']}: {found['error']}")
    return Measured(found["address"], found["scores"], found["lcp"], found["cls"], tuple(found["failed"]))
