"""A feed's bytes, from an http(s) address, a local file or a folder, within limits of time and size.

Every way that it can fail is a ScheduleError of one line, in which the address stands without its user,
password and query: it ends up in public build logs. Proxies are those of the environment (HTTPS_PROXY, NO_PROXY).
"""

import email.utils
import io
import logging
import random
import threading
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import httpx

from ..errors import ScheduleError
from .addresses import SCHEME, Answer, shown
from .formats.decode import json_name
from .formats.words import line
from .hosts import check_target
from .unpack import Unpackable, unpacker

_MOST_REDIRECTS = 3
_MOST_TRIES = 3
_CONNECT_SECONDS = 5.0
_READ_SECONDS = 10.0
_FIRST_WAIT = 0.5
_HEADERS = {
    "Accept": "application/json, application/xml;q=0.9, text/calendar;q=0.8, */*;q=0.5",
    "Accept-Encoding": "gzip, br",
    "User-Agent": "eventsite",
}
# Too many requests, and what a server says of itself when it may soon be well again.
_TRY_AGAIN = {429, 500, 502, 503, 504}
# At level INFO they write whole addresses, the query's token among them.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


def fetch(url_or_path: str, *, total_seconds: float = 15, max_bytes: int = 20_000_000) -> bytes:
    """Return the bytes at an http(s) address, those of a local file, or a folder's JSON files as a zip.

    See `ask` for the limits and errors.
    """
    body = ask(url_or_path, total_seconds=total_seconds, max_bytes=max_bytes).body
    return body or b""


def ask(
    url_or_path: str,
    *,
    known: Answer | None = None,
    token: str = "",
    total_seconds: float = 15,
    max_bytes: int = 20_000_000,
) -> Answer:
    """Return the answer at an address, after at most 3 redirects, 3 tries and `total_seconds`.

    With `known`, the server is asked for what is newer. `token` is sent as `Authorization: Token …`, and never on to
    another host. A server that is too busy or broken (429, 5xx) is asked again, when its Retry-After says so, else
    after half a second and more. `total_seconds` is a hard limit from the call to the last byte; looking up the
    name and waiting count too. `max_bytes` counts what is unpacked from the answer.
    Raises ScheduleError for other schemes, any other status, a redirect from https to http or from a public host to
    one of the own network, and everything that keeps the bytes from being read whole.
    """
    answer: Future[Answer] = Future()
    ends = time.monotonic() + total_seconds + 1  # the thread's own end, after that of the waiting
    job = _Job(url_or_path.strip(), known or Answer(None), token, ends, max_bytes)

    def work() -> None:
        try:
            answer.set_result(_read(job))
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


@dataclass(frozen=True, slots=True)
class _Job:
    """What is asked for, and within which limits."""

    url: str
    known: Answer
    token: str
    ends: float
    max_bytes: int

    @property
    def headers(self) -> dict[str, str]:
        known = {"If-None-Match": self.known.etag, "If-Modified-Since": self.known.modified}
        # Others are read from a server, though not sent to one.
        asked = {name: value for name, value in known.items() if value.isascii()}
        asked["Authorization"] = f"Token {self.token}" if self.token else ""
        return _HEADERS | {name: value for name, value in asked.items() if value}


def check_hop(here: httpx.URL, there: httpx.URL) -> None:
    """Pass a redirect from one address to another; raises ScheduleError for one that must not be followed."""
    if there.scheme not in ("http", "https"):
        raise ScheduleError(f"{shown(str(here))} redirects to something that is not http(s)")
    if here.scheme == "https" and there.scheme == "http":
        raise ScheduleError(f"{shown(str(here))} redirects from https to http")


def _read(job: _Job) -> Answer:
    scheme = SCHEME.match(job.url)
    try:
        if scheme is None:
            return Answer(_capped_file(Path(job.url), job.max_bytes))
        if scheme[1].lower() not in ("http", "https"):
            raise ScheduleError(f"the scheme {scheme[1]}: is not read; give an http(s) address or a file")
        timeout = httpx.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS)
        with httpx.Client(timeout=timeout, headers=job.headers) as client:
            return _tried(client, job)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, ImportError) as error:
        raise ScheduleError(f"{shown(job.url)} {_reason(error)}") from error


def _capped_file(path: Path, max_bytes: int) -> bytes:
    if path.is_dir():
        return _packed(path, max_bytes)
    with path.open("rb") as file:
        body = file.read(max_bytes + 1)
    if len(body) > max_bytes:
        raise _too_big(str(path), max_bytes)
    return body


def _packed(folder: Path, max_bytes: int) -> bytes:
    """Return the JSON files of a folder as a zip, which is how such formats travel."""
    paths = sorted(path for path in folder.iterdir() if json_name(path.name) and path.is_file())
    if not paths:
        raise ScheduleError(f"{folder} is a folder without .json files")
    target, left = io.BytesIO(), max_bytes
    with zipfile.ZipFile(target, "w") as archive:
        for path in paths:
            body = _capped_file(path, max_bytes)
            left -= len(body)
            if left < 0:
                raise _too_big(str(folder), max_bytes)
            archive.writestr(zipfile.ZipInfo(path.name), body)
    return target.getvalue()


def _tried(client: httpx.Client, job: _Job) -> Answer:
    for number in range(_MOST_TRIES):
        answer = _followed(client, job)
        if isinstance(answer, Answer):
            return answer
        wait = answer.seconds if answer.seconds is not None else _FIRST_WAIT * 2**number * random.uniform(1, 1.5)  # noqa: S311 -- no secret
        if number + 1 == _MOST_TRIES or time.monotonic() + wait > job.ends - 1:
            raise ScheduleError(f"{shown(job.url)} answered {answer.status}")
        time.sleep(wait)
    raise AssertionError("unreachable")


@dataclass(frozen=True, slots=True)
class _Again:
    """A server that asks for patience, with the seconds that it names, if it does."""

    status: int
    seconds: float | None


def _followed(client: httpx.Client, job: _Job) -> Answer | _Again:
    request = client.build_request("GET", job.url)
    for _ in range(_MOST_REDIRECTS + 1):
        with closing(client.send(request, stream=True)) as response:
            following = response.next_request
            if following is None:
                return _answer(response, job)
        check_hop(request.url, following.url)
        check_target(job.url, following.url.host, shown(job.url))
        request = following
    raise ScheduleError(f"{shown(job.url)} redirects more than {_MOST_REDIRECTS} times")


def _answer(response: httpx.Response, job: _Job) -> Answer | _Again:
    if response.status_code in _TRY_AGAIN:
        return _Again(response.status_code, _retry_after(response.headers.get("retry-after", "")))
    if response.status_code == httpx.codes.NOT_MODIFIED and (job.known.etag or job.known.modified):
        return Answer(None, job.known.etag, job.known.modified)
    if response.status_code != httpx.codes.OK:
        raise ScheduleError(f"{shown(str(response.url))} answered {response.status_code}")
    etag, modified = (line(response.headers.get(name, ""))[:200] for name in ("etag", "last-modified"))
    return Answer(_body(response, job.ends, job.max_bytes), etag, modified)


def _retry_after(value: str) -> float | None:
    """Return the seconds that a Retry-After (RFC 9110, section 10.2.3) asks for; None where it says nothing."""
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except (TypeError, ValueError, OverflowError):
        return None


def _body(response: httpx.Response, ends: float, max_bytes: int) -> bytes:
    where = str(response.url)
    unpack = unpacker(response.headers.get("content-encoding", ""))
    if unpack is None:
        raise ScheduleError(f"{shown(where)} answered in an encoding that is not read")
    body = bytearray()
    try:
        for piece in unpack(_until(ends, response)):
            body += piece
            if len(body) > max_bytes:
                raise _too_big(where, max_bytes)
    except Unpackable as error:
        raise ScheduleError(f"{shown(where)} gave an answer that cannot be unpacked") from error
    return bytes(body)


def _until(ends: float, response: httpx.Response) -> Iterator[bytes]:
    for chunk in response.iter_raw():
        if time.monotonic() > ends:  # no one waits any more: end the thread, close the connection
            raise ScheduleError(f"{shown(str(response.url))} took too long")
        yield chunk


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
        (httpx.HTTPError, "broke off its answer"),
        (ImportError, "cannot be reached by way of a SOCKS proxy"),
    )
    found = (reason for kind, reason in reasons if isinstance(error, kind))
    return next(found, "is not a proper address or path")
