"""A feed's bytes, from an http(s) address or a local file, within limits of time and size.

Every way that it can fail is a ScheduleError of one line, in which the address stands without its user,
password and query: it ends up in public build logs.
"""

import logging
import re
import threading
import time
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path

import httpx

from ..errors import ScheduleError
from .formats.words import line

_MOST_REDIRECTS = 3
_CONNECT_SECONDS = 5.0
_READ_SECONDS = 10.0
_HEADERS = {"Accept": "application/json", "Accept-Encoding": "gzip, deflate", "User-Agent": "eventsite"}
_ONE_ENCODING = {"", "identity", "gzip", "deflate"}
# Two letters or more: "C:" is a drive.
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
# Scheme, host and port, path. A further "@", or a port that is no number, may be part of a password: no match.
_ADDRESS = re.compile(
    r"(https?://)(?:[^/?#]*@)?((?:\[[0-9a-f:.]+\]|[^/?#@:\[]+)(?::[0-9]+)?)((?:/[^?#@]*)?)(?:[?#][^@]*)?",
    re.IGNORECASE,
)

# At level INFO they write whole addresses, the query's token among them.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


def fetch(url_or_path: str, *, total_seconds: float = 15, max_bytes: int = 20_000_000) -> bytes:
    """Return the bytes at an http(s) address, after at most 3 redirects, or those of a local file.

    `total_seconds` is a hard limit from the call to the last byte; looking up the name counts too.
    `max_bytes` counts what is unpacked from the answer.
    Raises ScheduleError for other schemes, a status that is not 200, a redirect from https to http, and
    everything that keeps the bytes from being read whole.
    """
    answer: Future[bytes] = Future()
    ends = time.monotonic() + total_seconds + 1  # the thread's own end, after that of the waiting

    def work() -> None:
        try:
            answer.set_result(_read(url_or_path, ends, max_bytes))
        except BaseException as error:  # noqa: BLE001 - it is raised again, in the thread that waits
            answer.set_exception(error)

    # No timeout of a socket bounds a name server or one header byte a second.
    # A daemon does not hold up the exit.
    threading.Thread(target=work, name="schedule-fetch", daemon=True).start()
    try:
        return answer.result(timeout=total_seconds)
    except TimeoutError:
        late = f"{shown(url_or_path)} did not answer in full within {total_seconds:g} seconds"
        raise ScheduleError(late) from None


def shown(url_or_path: str) -> str:
    """Return an address or path in one line that may be printed: no user, password, query, fragment."""
    whole = line(url_or_path)
    if not _SCHEME.match(whole):
        return re.split(r"[?#]", whole, maxsplit=1)[0]
    found = _ADDRESS.fullmatch(whole)
    return found[1] + found[2] + found[3] if found else "the address"


def check_hop(here: httpx.URL, there: httpx.URL) -> None:
    """Pass a redirect from one address to another; raises ScheduleError for one that must not be followed."""
    if there.scheme not in ("http", "https"):
        raise ScheduleError(f"{shown(str(here))} redirects to something that is not http(s)")
    if here.scheme == "https" and there.scheme == "http":
        raise ScheduleError(f"{shown(str(here))} redirects from https to http")


def _read(url_or_path: str, ends: float, max_bytes: int) -> bytes:
    scheme = _SCHEME.match(url_or_path.strip())
    try:
        if scheme is None:
            return _capped_file(Path(url_or_path), max_bytes)
        if scheme[1].lower() not in ("http", "https"):
            raise ScheduleError(f"the scheme {scheme[1]}: is not read; give an http(s) address or a file")
        timeout = httpx.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS)
        with httpx.Client(timeout=timeout, headers=_HEADERS) as client:
            return _download(client, url_or_path.strip(), ends, max_bytes)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        raise ScheduleError(f"{shown(url_or_path)} {_reason(error)}") from error


def _capped_file(path: Path, max_bytes: int) -> bytes:
    with path.open("rb") as file:
        body = file.read(max_bytes + 1)
    if len(body) > max_bytes:
        raise _too_big(str(path), max_bytes)
    return body


def _download(client: httpx.Client, url: str, ends: float, max_bytes: int) -> bytes:
    request = client.build_request("GET", url)
    for _ in range(_MOST_REDIRECTS + 1):
        with closing(client.send(request, stream=True)) as response:
            following = response.next_request
            if following is None:
                return _body(response, ends, max_bytes)
        check_hop(request.url, following.url)
        request = following
    raise ScheduleError(f"{shown(url)} redirects more than {_MOST_REDIRECTS} times")


def _body(response: httpx.Response, ends: float, max_bytes: int) -> bytes:
    where = str(response.url)
    if response.status_code != httpx.codes.OK:
        raise ScheduleError(f"{shown(where)} answered {response.status_code}")
    # Packed once, a chunk grows at most a thousandfold before it is counted; packed twice, without limit.
    if response.headers.get("content-encoding", "").strip().lower() not in _ONE_ENCODING:
        raise ScheduleError(f"{shown(where)} answered in an encoding that is not read")
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > max_bytes:
            raise _too_big(where, max_bytes)
        if time.monotonic() > ends:  # no one waits any more: end the thread, close the connection
            raise ScheduleError(f"{shown(where)} took too long")
    return bytes(body)


def _too_big(where: str, max_bytes: int) -> ScheduleError:
    return ScheduleError(f"{shown(where)} gives more than {max_bytes:,} bytes")


def _reason(error: Exception) -> str:
    """Return why in our own words: those of the library may hold parts of the address."""
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror or type(error).__name__}"
    reasons: tuple[tuple[type[Exception], str], ...] = (
        (httpx.TimeoutException, "did not answer in time"),
        (httpx.UnsupportedProtocol, "is not a proper address or path"),
        (httpx.ConnectError, "cannot be reached"),
        (httpx.DecodingError, "gave an answer that cannot be unpacked"),
        (httpx.HTTPError, "broke off its answer"),
    )
    found = (reason for kind, reason in reasons if isinstance(error, kind))
    return next(found, "is not a proper address or path")
