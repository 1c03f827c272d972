"""The fast path: feeds are asked again and again, and what changed in them is on the site seconds later."""

import datetime as dt
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

from ..errors import EventsiteError
from .run import Built, build

Publish = Callable[[], str]
"""Publishes the output and says in a few words what it did."""


def watch(
    settings_file: Path,
    output: Path,
    every: float,
    *,
    publish: Publish | None = None,
    times: int = 0,
    tell: Callable[[str], None] = print,
) -> None:
    """Build every so many seconds, `times` times or for ever; a line tells of each build that changed something.

    A build asks the feeds, and makes only what changed. A fault is told and waited out: the next round may be better.
    What was built and could not be published is published with the next round.
    """
    is_waiting = publish is not None
    for number in count(1):
        began = time.monotonic()
        try:
            built = build(settings_file, output)
            is_waiting = is_waiting or (publish is not None and built.changed > 0)
            published = publish() if publish and is_waiting else ""
            is_waiting = False
            if built.changed or published:
                tell(_line(built, began, published))
        except (EventsiteError, OSError) as error:
            tell(str(error))
        if number == times:
            return
        time.sleep(max(0.0, every - (time.monotonic() - began)))


def _line(built: Built, began: float, published: str) -> str:
    now = dt.datetime.now().astimezone()
    seconds = time.monotonic() - began
    also = f", {published}" if published else ""
    return f"{now:%H:%M:%S}: {built.changed} files changed, {seconds:.1f} seconds after the feed was asked{also}"
