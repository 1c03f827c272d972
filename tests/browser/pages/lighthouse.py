"""Lighthouse on served pages: the four scores, and how soon and how steadily a page is there."""

import json
import os
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.browser.chromium import ARGUMENTS, ensure
from tests.browser.pages import tools

# A shift below this is that of a fraction of a pixel: 0 in the three digits that Lighthouse shows.
STEADY = 0.0005
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


@dataclass(frozen=True, slots=True)
class Measured:
    """What Lighthouse says of a page: scores from 0 to 100, the largest paint in milliseconds, the layout's shift."""

    address: str
    scores: tuple[int, ...]
    lcp: int
    cls: float
    failed: tuple[str, ...]


def measure(addresses: Sequence[str]) -> list[Measured]:
    """Return what Lighthouse says of each address, one after another in one browser.

    The profile is its own: a phone with a slow processor on a simulated slow 4G.
    """
    if not addresses:
        return []
    modules = tools.ensure()
    # A module of Node looks for packages in the folders above its own file.
    script = modules.parent / "lighthouse.mjs"
    script.write_bytes(Path(__file__).with_name("lighthouse.mjs").read_bytes())
    command = ["node", str(script), ensure(), json.dumps(ARGUMENTS), *addresses]
    environment = os.environ | {"NODE_PATH": str(modules)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = list(process.stdout)
    if process.returncode:
        raise RuntimeError(f"Lighthouse ended with {process.returncode}; what it said is above.")
    return [_measured(json.loads(line)) for line in lines]


def missed(found: Iterable[Measured], slowest: int) -> dict[str, str]:
    """Return by address why a page is below the bar: full scores, the largest paint within `slowest` ms, no shift."""
    return {
        one.address: f"{one.scores} LCP {one.lcp} ms, CLS {one.cls:.4f}; {', '.join(one.failed)}"
        for one in found
        if min(one.scores) < 100 or one.lcp > slowest or one.cls > STEADY
    }


def _measured(found: dict[str, object]) -> Measured:
    if found["error"]:
        raise RuntimeError(f"Lighthouse could not read {found['address']}: {found['error']}")
    scores = found["scores"]
    assert isinstance(scores, dict)
    return Measured(
        address=str(found["address"]),
        scores=tuple(scores[name] for name in CATEGORIES),
        lcp=int(str(found["lcp"])),
        cls=float(str(found["cls"])),
        failed=tuple(map(str, found["failed"])),  # type: ignore[call-overload]
    )
