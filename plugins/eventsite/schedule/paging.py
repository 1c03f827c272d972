"""Answers that come in pages, as those of pretalx's API: {"count", "next", "previous", "results"}, joined to one."""

import json
import time
from urllib.parse import urljoin, urlsplit, urlunsplit

from ..errors import ScheduleError
from .addresses import Answer, shown
from .fetch import ask
from .formats.fields import row
from .formats.strict import Row, read_json

_MOST_PAGES = 200
# For all pages together; each has the time that any answer has.
_MOST_SECONDS = 60.0
_MOST_BYTES = 50_000_000


def whole(answer: Answer, address: str, token: str) -> Answer:
    """Return the answer, or all its pages as one; `address` is where the first came from.

    What is said of the first page's age says nothing of the others, so a joined answer has neither ETag nor date.
    Raises ScheduleError for more than 200 pages, 50 MB or a minute, and for a page that cannot be had or read.
    """
    page = _page(answer.body or b"") if address.lower().startswith(("http://", "https://")) else None
    if page is None or not _next(page, address):
        return answer
    ends = time.monotonic() + _MOST_SECONDS
    results, size, count = _results(page), len(answer.body or b""), 1
    seen = {address}
    while (following := _next(page, address)) and following not in seen:
        seen.add(following)
        body = ask(following, token=token).body or b""
        size, count = size + len(body), count + 1
        if count > _MOST_PAGES or size > _MOST_BYTES or time.monotonic() > ends:
            raise ScheduleError(f"{shown(address)} has too many pages")
        page = row(read_json(body))
        results += _results(page)
    return Answer(json.dumps(page | {"next": None, "results": results}).encode())


def _page(body: bytes) -> Row | None:
    # Most answers are none, which is seen without reading them twice.
    if not (body.lstrip().startswith(b"{") and b'"next"' in body and b'"results"' in body):
        return None
    page = row(read_json(body))
    return page if isinstance(page.get("results"), list) else None


def _results(page: Row) -> list[object]:
    found = page.get("results")
    return list(found) if isinstance(found, list) else []


def _next(page: Row, address: str) -> str:
    """Return the address of the following page, or nothing; it is always on the server that was asked first.

    A server behind a proxy often calls itself by another name, or by http.
    """
    said = page.get("next")
    if not isinstance(said, str) or not said:
        return ""
    try:
        here, there = urlsplit(address), urlsplit(urljoin(address, said))
    except ValueError:
        raise ScheduleError(f"{shown(address)} names a next page that is no address") from None
    return urlunsplit((here.scheme, here.netloc, there.path, there.query, ""))
