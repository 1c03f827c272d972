"""What must be true of a built site; each check reads only the folder and returns what is wrong."""

from pathlib import Path

from ..errors import Problem
from .links import check_links
from .pages import BuiltPage, read_pages

THEME_HINT = "correct the theme's template or the content that this page is made from"


def check_site(root: Path) -> tuple[list[Problem], int]:
    """Return every fault of the site under `root`, and the number of its pages."""
    pages = read_pages(root)
    problems = [] if "index.html" in pages else [_no_home()]
    for page in pages.values():
        problems += _page_problems(page)
    problems += check_links(root, pages)
    return problems, len(pages)


def _page_problems(page: BuiltPage) -> list[Problem]:
    return [Problem(page.name, 1, "", message, THEME_HINT) for message in page.faults]


def _no_home() -> Problem:
    hint = 'make sure that PLUGINS in pelicanconf.py holds "eventsite" and that it loads'
    return Problem("index.html", 1, "", "the site has no home page", hint)
