"""What must be true of a built site; each check reads only the site and returns what is wrong."""

import os
from collections.abc import Collection, Mapping, Set
from pathlib import Path

from ..errors import START, Problem, say
from .links import check_links
from .pages import BuiltPage, read_page, read_pages

__all__ = ["BuiltPage", "check_pages", "check_site", "read_page"]

THEME_HINT = say("correct the theme's template or the content that this page is made from")


def check_site(root: Path) -> tuple[list[Problem], int]:
    """Return every fault of the site under `root`, and the number of its pages."""
    pages = read_pages(root)
    return check_pages(pages, _files(root)), len(pages)


def check_pages(
    pages: Mapping[str, BuiltPage], files: Set[str], only: Collection[str] | None = None
) -> list[Problem]:
    """Return every fault of the pages and of their links; with `only`, the faults and links of those pages alone.

    `pages` are all pages of the site by their names, and `files` the names of all its files below its root.
    What a change broke on pages that link to the changed one is found only where those are in `only` too.
    """
    names = sorted(pages if only is None else pages.keys() & set(only))
    problems = [] if "index.html" in pages else [_no_home()]
    for name in names:
        problems += [
            Problem(name, START, "", say("{fault}", fault=fault), THEME_HINT) for fault in pages[name].faults
        ]
    return problems + check_links(pages, files, names)


def _files(root: Path) -> set[str]:
    found = set()
    for folder, _, names in os.walk(root):
        below = Path(folder).relative_to(root)
        found |= {(below / name).as_posix() for name in names}
    return found


def _no_home() -> Problem:
    hint = say('make sure that PLUGINS in pelicanconf.py holds "eventsite" and that it loads')
    return Problem("index.html", START, "", say("the site has no home page"), hint)
