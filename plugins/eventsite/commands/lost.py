"""Before the site is published: which addresses of the published one would be lost, in the reader's words."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..errors import Said
    from ..publish.addresses import Read
    from ..site.context import SiteContext
    from ..site.lost import Lost

# More lines than this nobody reads at once.
MOST = 40


def lost_addresses(read: "Read", output: Path, new_site: "Callable[[], SiteContext]") -> "list[Lost]":
    """Return what the published site, whose files `read` gives, answers and the built one in `output` does not.

    `new_site` is asked only where something is lost.
    """
    from ..publish.addresses import file_at, heading, published_addresses, unanswered

    published = published_addresses(read)
    lost = unanswered(published, output)
    if not lost:
        return []
    from ..site.lost import explained

    # Each heading takes a call of git, and only what is shown needs one.
    headings = {path: heading(read(file_at(path))) for path in lost[:MOST]}
    return explained(lost, frozenset(published), headings, new_site())


def public_site(settings: Path) -> "SiteContext":
    """Return the site as the public will see it, read anew."""
    from ..site.clock import build_time
    from ..site.prepare import prepare
    from ..site.sources import read_settings

    return prepare(read_settings(settings), build_time()).site


def lines(lost: "Sequence[Lost]") -> "list[Said]":
    """Return what is said of them: a summary of those that stop a publish, then a line for each, these first."""
    from ..errors import say

    ours = [item.advice for item in lost if item.is_ours]
    summary = say(
        "Published addresses that would be lost: {count}. Nothing is published before each is looked after;"
        " --allow-gone publishes all the same.",
        count=len(ours),
    )
    shown = [*ours, *(item.advice for item in lost if not item.is_ours)]
    rest = [say("… and {count} more", count=len(shown) - MOST)] if len(shown) > MOST else []
    return [*([summary] if ours else ()), *shown[:MOST], *rest]
