"""A page of the built site as a PDF file for screens, screen readers and printers (PDF/UA-1).

The page is the site's own, with the rules of its style sheet for paper; `pdf.css` adds what only PDF has.
WeasyPrint needs libraries of the system and is slow to load, so it is imported when the first page is printed.
"""

import io
import logging
import warnings
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path
from types import ModuleType

from ..errors import EventsiteError, say
from .papers import Paper
from .prepare import prepared, root_of

LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
"""Debian's packages that have what WeasyPrint needs; requirements.lock cannot bring them."""


class PrinterMissing(EventsiteError):
    """The libraries with which WeasyPrint sets type are not installed."""


@cache
def printer() -> ModuleType:
    """Return WeasyPrint; raises PrinterMissing with the command that installs what it needs."""
    try:
        # It says on the standard output what it misses; that is ours to say.
        with redirect_stdout(io.StringIO()), warnings.catch_warnings():
            # Of the library that makes fonts small it only warns, and fails later.
            warnings.filterwarnings("error", message="HarfBuzz-Subset")
            import weasyprint  # noqa: PLC0415 -- slow import
            from PIL import ImageFile  # noqa: PLC0415 -- slow import
    except (OSError, DeprecationWarning):
        raise PrinterMissing(
            say(
                "PDF files cannot be made: libraries of the system are missing. On Debian and Ubuntu:"
                " apt-get install {libraries}",
                libraries=LIBRARIES,
            )
        ) from None
    # It lets Pillow take half a picture for a whole one, everywhere in this process.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    # It warns of each rule that only browsers know.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    found: ModuleType = weasyprint
    return found


def pdf(folder: Path, paper: Paper, css: str, options: str = "") -> bytes:
    """Return the page of the site in `folder` as PDF; the same files give the same bytes.

    `css` are the rules for PDF, `options` are words that they know: "days" for a page a day, "one" for one language.
    Raises PrintError where the page loads what is no file of the site.
    """
    weasyprint = printer()
    from .files import SiteFiles  # noqa: PLC0415 -- slow import

    html = (folder / paper.path / "index.html").read_text(encoding="utf-8")
    root = root_of(html)
    files = SiteFiles(folder, root)
    page = weasyprint.HTML(string=prepared(html, css, options), base_url=root + paper.path, url_fetcher=files)
    content: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    files.check()
    return content
