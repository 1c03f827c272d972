"""Where a built site goes to the host, and what no host should be given.

ghpages.py   commits the folder to the branch that GitHub Pages serves, and pushes it

`refuse_unfit` comes before every way of publishing: it reads the folder and changes nothing. What is
published by mistake (a key, a file from outside of the folder, half a site) cannot be taken back.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from unicodedata import category

from ..errors import EventsiteError

LARGEST_FILE = 100_000_000  # bytes; GitHub refuses a push with a larger one
LARGEST_SITE = 1_000_000_000  # bytes; the limit of GitHub Pages


class PublishError(EventsiteError):
    """The site was not published; the message says why, and nothing on the host has changed."""

    @classmethod
    def listing(cls, summary: str, lines: Iterable[str]) -> "PublishError":
        """Return the error for several things at once: a sentence, then one line for each."""
        return cls("\n".join([summary, *(f"  {line}" for line in lines)]))


def refuse_unfit(root: Path, minimum_pages: int = 1) -> None:
    """Raise PublishError, with everything that is wrong, if the folder must not be published as it is.

    Wrong are: links, hidden names, names that git cannot take, files and sites over the host's limits, and a
    folder without `index.html` or with fewer than `minimum_pages` HTML files.
    """
    if root.is_symlink() or not root.is_dir():
        message = f"{root} is not a folder; build the site first."
        raise PublishError(message)
    paths = sorted(root.rglob("*"))
    if not paths:
        message = f"{root} is empty; build the site first."
        raise PublishError(message)
    if complaints := list(_complaints(root, paths, minimum_pages)):
        raise PublishError.listing(f"{root} is not fit to be published:", complaints)


def _complaints(root: Path, paths: list[Path], minimum_pages: int) -> Iterator[str]:
    for path in paths:
        if reason := _reason(root, path):
            yield f"{_shown(path.relative_to(root))}: {reason}"
    if not (root / "index.html").is_file():
        yield "index.html: missing"
    files = [path for path in paths if path.is_file() and not path.is_symlink()]
    pages = sum(path.suffix == ".html" for path in files)
    if pages < minimum_pages:
        yield f"*.html: {pages} instead of at least {minimum_pages}"
    size = sum(path.stat().st_size for path in files)
    if size > LARGEST_SITE:
        yield f"the whole site: {_megabytes(size)} MB, the limit is {_megabytes(LARGEST_SITE)} MB"


def _reason(root: Path, path: Path) -> str:
    """Return why this one path is refused, or nothing; what is in a refused folder is not told again."""
    if path.is_symlink():
        return "a symbolic link, which would publish what it points to"
    if not path.is_dir() and not path.is_file():
        return "neither a file nor a folder"
    if path.name.startswith(".") and path not in {root / ".nojekyll", root / ".well-known"}:
        return "hidden, so it may hold what is not meant for visitors"
    # git fast-import reads one path a line, and a leading quotation mark as the start of an escaped path.
    if path.name.startswith('"') or any(category(sign) in {"Cc", "Cs"} for sign in path.name):
        return "a name that git cannot take; use letters, digits, - and _"
    if path.is_file() and path.stat().st_size > LARGEST_FILE:
        return f"{_megabytes(path.stat().st_size)} MB, the limit for a file is {_megabytes(LARGEST_FILE)} MB"
    return ""


def _shown(path: Path) -> str:
    """Return the path on one line of text, whatever signs are in it."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in path.as_posix())


def _megabytes(size: int) -> int:
    return -(-size // 1_000_000)
