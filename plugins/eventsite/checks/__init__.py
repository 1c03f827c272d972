"""What must be true of a built site; each check reads only the folder and returns what is wrong."""

from pathlib import Path

from ..errors import Problem
from .html import check_page
from .links import check_links
from .pages import read_pages


def check_site(root: Path) -> tuple[list[Problem], int]:
    """Return every fault of the site under `root`, and the number of its pages."""
    pages = read_pages(root)
    problems = [] if "index.html" in pages else [_no_home()]
    for page in pages.values():
        problems += check_page(page)
    problems += check_links(root, pages)
    return problems, len(pages)


def _no_home() -> Problem:
    hint = 'make sure that PLUGINS in pelicanconf.py holds "eventsite" and that it loads'
    return Problem("index.html", 1, "", "the site has no home page", hint)
