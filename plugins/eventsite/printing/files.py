"""Where the printer gets what a page loads: from the output folder, and from nowhere else."""

import mimetypes
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from ..errors import EventsiteError, say


class PrintError(EventsiteError):
    """A page loads something that is no file of the site, or its PDF file cannot be written."""


class SiteFiles(URLFetcher):
    """Gives the files below `folder` under the addresses that begin with `root`, and notes what it `refused`."""

    def __init__(self, folder: Path, root: str) -> None:
        """Take the output folder, and the address of the site's root with a slash at its end."""
        super().__init__(allowed_protocols=())
        self.folder = folder.resolve()
        self.root = root
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return the file; raises ValueError for every other address, without a request."""
        path = self.path(url)
        if path is None or not path.is_file():
            # The fonts of the machine, which the style sheet names for browsers, are not asked for by the page.
            if not url.startswith("file:"):
                self.refused.append(url)
            raise ValueError(url)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    def path(self, url: str) -> Path | None:
        """Return the file of an address below the root, None for any other; no way leads out of the folder."""
        if not url.startswith(self.root):
            return None
        path = (self.folder / unquote(urlsplit(url.removeprefix(self.root)).path)).resolve()
        return path if path.is_relative_to(self.folder) else None

    def check(self) -> None:
        """Raise PrintError if the page has asked for anything else."""
        if self.refused:
            raise PrintError(
                say(
                    "{address} is no file of the site; a PDF file is made of what is in {folder} alone,"
                    " and nothing is loaded from elsewhere",
                    address=self.refused[0],
                    folder=f"{self.folder.name}/",
                )
            )
