"""What comes of a feed's server, or of a file, on good days and on bad ones."""

import base64
import email.utils
import gzip
import io
import logging
import os
import socket
import threading
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import brotli  # type: ignore[import-untyped]
import httpx
import pytest

from eventsite.errors import ScheduleError
from eventsite.schedule.fetch import Answer, ask, check_hop, fetch, shown

BODY = b'{"talks": []}'
# A packed stream that goes on and on and never unpacks to anything.
EMPTY_BLOCK = b"\0\0\0\xff\xff"
EMPTY_START = zlib.compressobj(wbits=zlib.MAX_WBITS | 16).flush(zlib.Z_SYNC_FLUSH)
AUTHORIZED = "Basic " + base64.b64encode(b"an:hunter2").decode()


class Feed(BaseHTTPRequestHandler):
    """A server with one path for each kind of bad day; `left` are the paths of those who hung up on it."""

    left: Queue[str] = Queue()

    def do_GET(self) -> None:
        """Answer as the path asks."""
        path = self.path.split("?")[0]
        if path.startswith("/redirect/"):
            left = int(path.rpartition("/")[2])
            self.send(302, location=f"/redirect/{left - 1}" if left > 1 else "/good")
        elif path in self.answers:
            self.answers[path](self)
        else:
            self.send(500, b"<h1>Internal error</h1>")

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Send a whole answer."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def drip(self, start: bytes) -> None:
        """Send the start, then a byte now and again for five seconds; note who hangs up before."""
        try:
            self.wfile.write(start)
            for _ in range(100):
                time.sleep(0.05)
                self.wfile.write(b"x")
        except ConnectionError:
            self.left.put(self.path)

    def stream(self, start: bytes, more: bytes) -> None:
        """Send a start in gzip, then the same for ever; note who hangs up."""
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + start)
            while True:
                self.wfile.write(more * 1000)
                time.sleep(0.01)
        except ConnectionError:
            self.left.put(self.path)

    def private(self) -> None:
        """Let in who knows the password."""
        self.send(200 if self.headers["Authorization"] == AUTHORIZED else 401, BODY)

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""

    answers: dict[str, Callable[["Feed"], object]] = {  # noqa: RUF012 - a table, never changed
        "/good": lambda self: self.send(200, BODY),
        "/html": lambda self: self.send(200, b"<!doctype html>", Content_Type="text/html"),
        "/empty": lambda self: self.send(200),
        "/gone": lambda self: self.send(404),
        "/cached": lambda self: self.send(304),
        "/short": lambda self: self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"),
        "/noise": lambda self: self.wfile.write(b"\x00\x01\x02 noise\r\n\r\n"),
        "/slow-headers": lambda self: self.drip(b"HTTP/1.1 200 OK\r\nX-Slow: "),
        "/drip": lambda self: self.drip(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"),
        "/loop": lambda self: self.send(302, location="/loop"),
        "/to-ftp": lambda self: self.send(302, location="ftp://127.0.0.1/x"),
        "/to-file": lambda self: self.send(302, location="file:///etc/passwd"),
        "/to-nowhere": lambda self: self.send(302),
        "/zipped": lambda self: self.send(200, gzip.compress(BODY), Content_Encoding="gzip"),
        "/zipped-twice": lambda self: self.send(200, gzip.compress(BODY), Content_Encoding="gzip, gzip"),
        "/not-zipped": lambda self: self.send(200, BODY, Content_Encoding="gzip"),
        "/bomb": lambda self: self.send(200, gzip.compress(bytes(5_000_000)), Content_Encoding="gzip"),
        "/big": lambda self: self.send(200, bytes(100_001)),
        "/as-big-as-allowed": lambda self: self.send(200, bytes(100_000)),
        "/private": private,
        "/gzip-and-more": lambda self: self.stream(gzip.compress(BODY), b"more"),
        "/gzip-of-nothing": lambda self: self.stream(EMPTY_START, EMPTY_BLOCK),
    }


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Run the server on a free port of this machine; give its host and port."""
    feed = ThreadingHTTPServer(("127.0.0.1", 0), Feed)
    feed.daemon_threads, feed.block_on_close = True, False
    thread = threading.Thread(target=feed.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"127.0.0.1:{feed.server_port}"
    feed.shutdown()
    feed.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask the server itself, whatever proxy this machine has."""
    monkeypatch.setenv("NO_PROXY", "*")


def refusal(where: str, seconds: float = 5, most: int = 100_000) -> str:
    """Return the line with which fetching fails."""
    with pytest.raises(ScheduleError) as caught:
        fetch(where, total_seconds=seconds, max_bytes=most)
    return str(caught.value)


def hung_up(path: str) -> bool:
    """Return whether someone hangs up on that path within four seconds; others may, too."""
    until = time.monotonic() + 4
    try:
        while Feed.left.get(timeout=until - time.monotonic()) != path:
            pass
    except (Empty, ValueError):
        return False
    return True


@pytest.mark.parametrize("path", ["good", "zipped", "redirect/1", "redirect/3"])
def test_fetch_from_a_good_server(server: str, path: str) -> None:
    """The bytes arrive, unpacked, after up to three redirects."""
    assert fetch(f"http://{server}/{path}") == BODY


def test_fetch_of_whatever_a_server_gives(server: str) -> None:
    """What the bytes mean is not asked here: HTML and nothing at all are bytes too."""
    assert (fetch(f"http://{server}/html"), fetch(f"HTTP://{server}/empty")) == (b"<!doctype html>", b"")


def test_fetch_up_to_the_limit(server: str) -> None:
    """As many bytes as are allowed are not too many."""
    assert fetch(f"http://{server}/as-big-as-allowed", max_bytes=100_000) == bytes(100_000)


@pytest.mark.parametrize(
    ("path", "end"),
    [
        ("broken", "/broken answered 500"),
        ("gone", "/gone answered 404"),
        ("cached", "/cached answered 304"),
        ("to-nowhere", "/to-nowhere answered 302"),
        ("loop", "/loop redirects more than 3 times"),
        ("redirect/4", "/redirect/4 redirects more than 3 times"),
        ("to-ftp", "/to-ftp redirects to something that is not http(s)"),
        ("to-file", "/to-file redirects to something that is not http(s)"),
        ("short", "/short broke off its answer"),
        ("noise", "/noise broke off its answer"),
        ("not-zipped", "/not-zipped gave an answer that cannot be unpacked"),
        ("zipped-twice", "/zipped-twice answered in an encoding that is not read"),
        ("big", "/big gives more than 100,000 bytes"),
        ("bomb", "/bomb gives more than 100,000 bytes"),
    ],
)
def test_fetch_from_a_bad_server(server: str, path: str, end: str) -> None:
    """Each bad answer is told in one line, in which no password or query stands."""
    assert refusal(f"http://an:hunter2@{server}/{path}?token=hunter2#hunter2") == f"http://{server}{end}"


@pytest.mark.parametrize("path", ["slow-headers", "drip"])
def test_fetch_from_a_slow_server(server: str, path: str) -> None:
    """A byte now and again does not hold up the build longer than the whole time that is allowed."""
    begun = time.monotonic()
    expected = f"http://{server}/{path} did not answer in full within 0.3 seconds"
    assert (refusal(f"http://{server}/{path}", 0.3), time.monotonic() - begun < 2) == (expected, True)


def test_fetch_hangs_up_on_a_slow_server(server: str) -> None:
    """When no one waits any more, the connection is closed, and the rest of the answer is not taken."""
    refusal(f"http://{server}/drip", 0.1)
    assert hung_up("/drip")


def test_fetch_with_a_slow_name_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking up the name counts too."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(3))
    begun = time.monotonic()
    expected = "http://feed.invalid/x did not answer in full within 0.3 seconds"
    assert (refusal("http://feed.invalid/x", 0.3), time.monotonic() - begun < 2) == (expected, True)


def test_fetch_from_a_server_that_is_down() -> None:
    """A port where no one listens is told as such."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))  # taken, so that no other test listens there
        port = bound.getsockname()[1]
        assert refusal(f"http://127.0.0.1:{port}/x?token=1") == f"http://127.0.0.1:{port}/x cannot be reached"


def test_fetch_with_a_password(server: str) -> None:
    """The user and password of the address are sent, though never shown."""
    assert fetch(f"http://an:hunter2@{server}/private") == BODY
    assert refusal(f"http://an:wrong@{server}/private") == f"http://{server}/private answered 401"


def test_fetch_in_the_logs(server: str, caplog: pytest.LogCaptureFixture) -> None:
    """The libraries' own logs do not tell the address either."""
    caplog.set_level(logging.DEBUG)
    fetch(f"http://an:hunter2@{server}/redirect/1?token=hunter2")
    assert [record.getMessage() for record in caplog.records] == []


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("ftp://example.org/x", "the scheme ftp: is not read; give an http(s) address or a file"),
        ("file:///etc/passwd", "the scheme file: is not read; give an http(s) address or a file"),
        ("data:text/plain,hunter2", "the scheme data: is not read; give an http(s) address or a file"),
        ("http://", "the address is not a proper address or path"),
        ("http://[::1/x", "the address is not a proper address or path"),
        ("http://an:hunter2@[::1/x", "the address is not a proper address or path"),
        ("http://an:hun/ter2@example.org/", "the address is not a proper address or path"),
        ("http:an:hunter2@example.org", "the address is not a proper address or path"),
        ("http://example.org:port/", "the address is not a proper address or path"),
        ("\0", " is not a proper address or path"),
    ],
)
def test_fetch_of_no_proper_address(where: str, message: str) -> None:
    """An address that is none is refused without asking anyone, and without showing what may be a password."""
    assert refusal(where) == message


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ("https://an:hunter2@example.org:81/a/b?token=1#x", "https://example.org:81/a/b"),
        ("https://example.org", "https://example.org"),
        ("https://example.org/a\n\x1b[2Jb", "https://example.org/a [2Jb"),
        ("https://an:hun/ter2@example.org/", "the address"),
        ("https://an:12?ter2@example.org/", "the address"),
        ("https://an:hunter2", "the address"),
        ("https://an@hunter2@[::1]:80/a", "https://[::1]:80/a"),
        ("content/data/schedule.json", "content/data/schedule.json"),
        ("example.org/x?token=1", "example.org/x"),
    ],
)
def test_shown_without_secrets(where: str, line: str) -> None:
    """An address in a log has no user, password, query and fragment, and stays in its line."""
    assert shown(where) == line


@pytest.mark.parametrize(
    ("here", "there", "end"),
    [
        ("http://a.test/1", "https://b.test/2", None),
        ("https://a.test/1", "https://b.test/2", None),
        ("http://a.test/1", "http://b.test/2", None),
        ("https://u:p@a.test/1?t=1", "http://a.test/2", "https://a.test/1 redirects from https to http"),
        ("http://a.test/1", "gopher://a.test", "http://a.test/1 redirects to something that is not http(s)"),
    ],
)
def test_check_hop_between_schemes(here: str, there: str, end: str | None) -> None:
    """A redirect may go to https, stay, or change the host, but not leave https or http(s) altogether."""
    try:
        check_hop(httpx.URL(here), httpx.URL(there))
        found = None
    except ScheduleError as error:
        found = str(error)
    assert found == end


def test_fetch_of_a_file(tmp_path: Path) -> None:
    """A path is read like an address, within the same size."""
    feed = tmp_path / "feed: tối.json"
    feed.write_bytes(BODY)
    assert (fetch(str(feed)), fetch(str(feed), max_bytes=len(BODY))) == (BODY, BODY)
    assert refusal(str(feed), most=len(BODY) - 1) == f"{feed} gives more than {len(BODY) - 1} bytes"


def test_fetch_of_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A file that is missing, and a folder with nothing to read, are told as such."""
    missing = tmp_path / "missing.json"
    assert refusal(str(missing)) == f"{missing} cannot be read: No such file or directory"
    assert refusal(str(tmp_path)) == f"{tmp_path} is a folder without .json files"


def test_fetch_of_a_pipe_that_no_one_fills(tmp_path: Path) -> None:
    """The time limit holds for files too."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert refusal(str(pipe), 0.2) == f"{pipe} did not answer in full within 0.2 seconds"
    os.close(os.open(pipe, os.O_WRONLY))  # lets the waiting thread go


@dataclass
class Reply:
    """One answer of a server that follows a script; `seconds` is how long it takes."""

    status: int = 200
    body: bytes = BODY
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0


@dataclass
class Script:
    """A server's host and port, and what it was asked: each request's target and headers."""

    host: str
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address of the feed."""
        return f"http://{self.host}/feed"

    def sent(self, name: str) -> list[str | None]:
        """Return a header of each request."""
        return [headers.get(name) for _, headers in self.asked]


@contextmanager
def playing(*replies: Reply) -> Iterator[Script]:
    """Run a server that gives the answers in their order, and the last one ever after."""
    left = list(replies)

    class Player(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reply = left.pop(0) if len(left) > 1 else left[0]
            script.asked.append((self.path, dict(self.headers.items())))
            script.times.append(time.monotonic())
            time.sleep(reply.seconds)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Player)
    server.daemon_threads, server.block_on_close = True, False
    script = Script(f"127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()


GOOD = Reply()
HIDDEN = "hunter2"
AT_ONCE = {"Retry-After": "0"}


def no_answer(where: str, seconds: float = 5, **more: Any) -> str:
    """Return the line with which asking fails."""
    with pytest.raises(ScheduleError) as caught:
        ask(where, total_seconds=seconds, **more)
    return str(caught.value)


def test_ask_of_a_plain_server() -> None:
    """A server is told what is read, and who asks, and nothing about anyone."""
    with playing(GOOD) as script:
        assert ask(f"  {script.url} ") == Answer(BODY)
        assert script.asked == [
            (
                "/feed",
                {
                    "Host": script.host,
                    "Connection": "keep-alive",
                    "Accept": "application/json, application/xml;q=0.9, text/calendar;q=0.8, */*;q=0.5",
                    "Accept-Encoding": "gzip, br",
                    "User-Agent": "eventsite",
                },
            )
        ]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_ask_of_a_server_that_is_busy_for_a_while(status: int) -> None:
    """A server that is busy or broken is asked again, twice at most, and then its answer counts."""
    with playing(Reply(status, headers=AT_ONCE), Reply(status, headers=AT_ONCE), GOOD) as script:
        assert ask(script.url) == Answer(BODY)
        assert len(script.asked) == 3


def test_ask_of_a_server_that_stays_busy() -> None:
    """After three times it is told what the server answered."""
    with playing(Reply(503, headers=AT_ONCE)) as script:
        assert no_answer(script.url) == f"{script.url} answered 503"
        assert len(script.asked) == 3


@pytest.mark.parametrize("status", [201, 204, 206, 400, 401, 403, 404, 410, 451, 501, 505])
def test_ask_of_a_server_that_means_it(status: int) -> None:
    """Any other answer stands at once, even when it asks for patience."""
    with playing(Reply(status, b"", AT_ONCE), GOOD) as script:
        assert no_answer(script.url) == f"{script.url} answered {status}"
        assert len(script.asked) == 1


@pytest.mark.parametrize("wanted", [None, "", "soon", "-1", "1.5", "1e3", "Mon, 99 Nov 2017 01:00:00 GMT"])
def test_ask_again_without_being_told_when(wanted: str | None) -> None:
    """A server that does not say when, or says nothing that has a meaning, is asked after half a second or more."""
    with playing(Reply(503, headers={} if wanted is None else {"Retry-After": wanted}), GOOD) as script:
        assert ask(script.url) == Answer(BODY)
        assert 0.5 <= script.times[1] - script.times[0] < 1.5


def test_ask_again_after_seconds() -> None:
    """Retry-After in seconds is what is waited."""
    with playing(Reply(429, headers={"Retry-After": " 1 "}), GOOD) as script:
        assert ask(script.url) == Answer(BODY)
        assert 1 <= script.times[1] - script.times[0] < 1.5


def test_ask_again_at_a_time() -> None:
    """Retry-After as a date is waited for; one that is past is now."""
    with playing(
        Reply(503, headers={"Retry-After": email.utils.formatdate(time.time() + 2, usegmt=True)}), GOOD
    ) as script:
        assert ask(script.url) == Answer(BODY)
        assert 0.9 <= script.times[1] - script.times[0] < 2.5
    with playing(Reply(503, headers={"Retry-After": "Mon, 20 Nov 2017 01:00:00 GMT"}), GOOD) as script:
        assert ask(script.url) == Answer(BODY)
        assert script.times[1] - script.times[0] < 0.4


@pytest.mark.parametrize(
    ("wanted", "seconds", "tries"),
    [("60", 3, 1), ("9" * 400, 3, 1), ("Fri, 20 Nov 2117 01:00:00 GMT", 3, 1), (None, 1.4, 2)],
)
def test_ask_again_later_than_there_is_time(wanted: str | None, seconds: float, tries: int) -> None:
    """Who would have to wait beyond the whole time does not wait at all, and tells what the server answered."""
    with playing(Reply(503, headers={"Retry-After": wanted} if wanted else {})) as script:
        begun = time.monotonic()
        assert no_answer(script.url, seconds) == f"{script.url} answered 503"
        assert (time.monotonic() - begun < seconds, len(script.asked)) == (True, tries)


def test_ask_again_of_a_server_that_is_slow_then() -> None:
    """The whole time is that of all tries together."""
    with playing(Reply(503, headers=AT_ONCE, seconds=0.3), Reply(seconds=2)) as script:
        begun = time.monotonic()
        assert no_answer(script.url, 0.5) == f"{script.url} did not answer in full within 0.5 seconds"
        assert (time.monotonic() - begun < 1.5, len(script.asked)) == (True, 2)


def test_ask_again_after_a_redirect() -> None:
    """A server that is busy behind a redirect is asked again by way of the redirect."""
    with (
        playing(Reply(503, headers=AT_ONCE), GOOD) as other,
        playing(Reply(302, b"", {"Location": other.url})) as script,
    ):
        assert ask(script.url) == Answer(BODY)
        assert (len(script.asked), len(other.asked)) == (2, 2)


ETAG, MODIFIED = 'W/"abc"', "Mon, 20 Nov 2017 01:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "answer"),
    [
        ({"ETag": ETAG}, Answer(BODY, ETAG)),
        ({"Last-Modified": MODIFIED}, Answer(BODY, "", MODIFIED)),
        ({"ETag": ETAG, "Last-Modified": MODIFIED}, Answer(BODY, ETAG, MODIFIED)),
        ({}, Answer(BODY)),
    ],
)
def test_ask_for_what_is_newer(headers: Mapping[str, str], answer: Answer) -> None:
    """What the server says of its answer is what it is asked with next; what has not changed has no body."""
    known = {"If-None-Match": answer.etag or None, "If-Modified-Since": answer.modified or None}
    with playing(Reply(headers=headers), Reply(304, b"")) as script:
        assert ask(script.url) == answer
        if headers:
            assert ask(script.url, known=answer) == Answer(None, answer.etag, answer.modified)
        else:
            assert no_answer(script.url, known=answer) == f"{script.url} answered 304"
        assert {name: script.sent(name) for name in known} == {name: [None, value] for name, value in known.items()}


def test_ask_for_what_is_newer_when_it_is() -> None:
    """A new answer comes with its own words, not with those of the last one."""
    with playing(Reply(headers={"ETag": "new"})) as script:
        assert ask(script.url, known=Answer(None, "old", MODIFIED)) == Answer(BODY, "new")


@pytest.mark.parametrize("etag", ['"\xe9t\xe9"', '"\x01\t"', "x" * 500])
def test_ask_with_what_cannot_be_sent_back(etag: str) -> None:
    """What a server says of its answer never makes the next question impossible."""
    with playing(Reply(headers={"ETag": etag})) as script:
        assert ask(script.url, known=ask(script.url)).body == BODY
        assert len(script.asked) == 2


def test_ask_with_a_token() -> None:
    """The token is sent as Django's servers want it, once more at each try, and nowhere else."""
    with playing(Reply(503, headers=AT_ONCE), GOOD) as script:
        assert ask(script.url, token=HIDDEN) == Answer(BODY)
        assert script.sent("Authorization") == ["Token hunter2"] * 2
        assert "hunter2" not in str([path for path, _ in script.asked])


def test_ask_with_a_token_in_the_logs(caplog: pytest.LogCaptureFixture) -> None:
    """No library tells the token."""
    caplog.set_level(logging.DEBUG)
    with playing(Reply(302, b"", {"Location": "/there"}), GOOD) as script:
        ask(script.url, token=HIDDEN)
        assert script.sent("Authorization") == ["Token hunter2"] * 2
    assert [record.getMessage() for record in caplog.records] == []


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_ask_with_a_token_and_a_redirect_to_another_host(name: str) -> None:
    """Another name does not get the token, nor does another port of the same one."""
    with playing(GOOD) as other:
        there = f"http://{name}:{other.host.rpartition(':')[2]}/there"
        with playing(Reply(302, b"", {"Location": there})) as first:
            assert ask(first.url, token=HIDDEN) == Answer(BODY)
            assert (first.sent("Authorization"), other.sent("Authorization")) == (["Token hunter2"], [None])


def test_ask_with_a_token_and_a_redirect_there_and_back() -> None:
    """A host that was asked with the token does not get it again by way of another one."""
    back: dict[str, str] = {}
    with (
        playing(Reply(302, b"", back)) as other,
        playing(Reply(302, b"", {"Location": other.url}), GOOD) as first,
    ):
        back["Location"] = first.url
        assert ask(first.url, token=HIDDEN) == Answer(BODY)
        assert (first.sent("Authorization"), other.sent("Authorization")) == (["Token hunter2", None], [None])


def test_ask_with_a_password_and_a_redirect_to_another_host() -> None:
    """The password of the address stays with its host too."""
    with playing(GOOD) as other, playing(Reply(302, b"", {"Location": other.url})) as first:
        assert ask(first.url.replace("//", "//an:hunter2@")) == Answer(BODY)
        assert (first.sent("Authorization"), other.sent("Authorization")) == ([AUTHORIZED], [None])


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make public names of this machine: they have public addresses, and connections to them end here."""
    real = socket.getaddrinfo

    def look_up(host: str, port: Any, *rest: Any, **more: Any) -> Any:
        known = {"public.test": "93.184.215.14", "mirror.test": "8.8.8.8", "inside.test": "10.0.0.7"}
        if host not in known:
            return real(host, port, *rest, **more)
        address = "127.0.0.1" if port else known[host]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port or 0))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.mark.parametrize("target", ["127.0.0.1", "localhost", "inside.test", "[::ffff:127.0.0.1]"])
@pytest.mark.usefixtures("names")
def test_ask_of_a_public_server_that_leads_inside(target: str) -> None:
    """A public feed cannot make the build ask a machine of its own network; that one is not even asked."""
    with playing(GOOD) as inside:
        there = f"http://{target}:{inside.host.rpartition(':')[2]}/secret?hunter2"
        with playing(Reply(302, b"", {"Location": there})) as script:
            public = script.url.replace("127.0.0.1", "public.test")
            assert no_answer(f"{public}?token=hunter2") == f"{public} redirects to a private network"
            assert (len(script.asked), inside.asked) == (1, [])


@pytest.mark.usefixtures("names")
def test_ask_of_a_public_server_that_leads_inside_by_way_of_another() -> None:
    """Each step is looked at, not only the first."""
    with playing(GOOD) as inside, playing(Reply(302, b"", {"Location": inside.url})) as mirror:
        there = mirror.url.replace("127.0.0.1", "mirror.test")
        with playing(Reply(302, b"", {"Location": there})) as script:
            public = script.url.replace("127.0.0.1", "public.test")
            assert no_answer(public) == f"{public} redirects to a private network"
            assert (len(script.asked), len(mirror.asked), inside.asked) == (1, 1, [])


@pytest.mark.usefixtures("names")
def test_ask_of_a_public_server_that_leads_to_another() -> None:
    """From one public host to another is allowed."""
    with playing(GOOD) as mirror:
        there = mirror.url.replace("127.0.0.1", "mirror.test")
        with playing(Reply(302, b"", {"Location": there})) as script:
            assert ask(script.url.replace("127.0.0.1", "public.test")) == Answer(BODY)


@pytest.mark.usefixtures("names")
def test_ask_of_a_private_server_that_leads_inside() -> None:
    """Who asks a machine of the own network from the start may be led to another one there."""
    with playing(GOOD) as inside:
        there = inside.url.replace("127.0.0.1", "inside.test")
        with playing(Reply(302, b"", {"Location": there})) as script:
            assert ask(script.url) == Answer(BODY)


def proxied(monkeypatch: pytest.MonkeyPatch, proxy: str, none: str = "") -> None:
    """Set the proxy of the environment, and the hosts that are asked without it."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("HTTP_PROXY", proxy)
    monkeypatch.setenv("NO_PROXY", none)


def test_ask_by_way_of_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proxy of the environment gets the whole address, of a host that this machine need not know."""
    with playing(Reply(302, b"", {"Location": "http://mirror.invalid/there"}), GOOD) as proxy:
        proxied(monkeypatch, f"http://{proxy.host}")
        assert ask("http://feed.invalid/feed?n=1", token=HIDDEN) == Answer(BODY)
        assert [path for path, _ in proxy.asked] == ["http://feed.invalid/feed?n=1", "http://mirror.invalid/there"]
        assert proxy.sent("Authorization") == ["Token hunter2", None]


def test_ask_around_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that NO_PROXY names is asked itself."""
    with playing(GOOD) as proxy, playing(GOOD) as script:
        proxied(monkeypatch, f"http://{proxy.host}", "localhost,127.0.0.1")
        assert ask(script.url) == Answer(BODY)
        assert ([path for path, _ in script.asked], proxy.asked) == (["/feed"], [])


@pytest.mark.parametrize(
    ("proxy", "end"),
    [
        ("http://an:hunter2@127.0.0.1:{closed}", "cannot be reached"),
        ("socks5://an:hunter2@127.0.0.1:{closed}", "cannot be reached by way of a SOCKS proxy"),
    ],
)
def test_ask_by_way_of_a_proxy_that_does_not_work(monkeypatch: pytest.MonkeyPatch, proxy: str, end: str) -> None:
    """A proxy that is down, or of a kind that is not spoken, is a feed that cannot be had, and no crash."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        proxied(monkeypatch, proxy.format(closed=bound.getsockname()[1]))
        assert no_answer("http://feed.invalid/feed?token=hunter2") == f"http://feed.invalid/feed {end}"


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "identity": bytes,
}


@pytest.mark.parametrize("encoding", PACKERS)
@pytest.mark.parametrize("size", [0, 10, 99_999, 100_000])
def test_ask_of_a_server_that_packs(encoding: str, size: int) -> None:
    """An answer arrives unpacked, up to the last byte that is allowed."""
    body = bytes(size)
    with playing(Reply(body=PACKERS[encoding](body), headers={"Content-Encoding": encoding})) as script:
        assert ask(script.url, max_bytes=100_000) == Answer(body)


@pytest.mark.parametrize("encoding", PACKERS)
@pytest.mark.parametrize("size", [100_001, 5_000_000])
def test_ask_of_a_server_that_packs_too_much(encoding: str, size: int) -> None:
    """It is what is unpacked that is counted, not the few bytes on the way."""
    with playing(Reply(body=PACKERS[encoding](bytes(size)), headers={"Content-Encoding": encoding})) as script:
        assert no_answer(script.url, max_bytes=100_000) == f"{script.url} gives more than 100,000 bytes"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_ask_of_a_server_that_packs_in_part(encoding: str) -> None:
    """A packed answer whose end is missing is not taken for a whole one, even when its length is right."""
    cut = PACKERS[encoding](BODY * 100)[:-1]
    with playing(Reply(body=cut, headers={"Content-Encoding": encoding})) as script:
        assert no_answer(script.url) == f"{script.url} gave an answer that cannot be unpacked"


def test_ask_of_a_server_that_goes_on_after_the_end(server: str) -> None:
    """After the end of a packed answer the connection is closed, and what follows is not heaped up."""
    assert ask(f"http://{server}/gzip-and-more", total_seconds=5) == Answer(BODY)
    assert hung_up("/gzip-and-more")


def test_ask_of_a_server_that_packs_nothing_for_ever(server: str) -> None:
    """A stream that never unpacks to anything ends with the whole time, for the thread that reads it too."""
    address = f"http://{server}/gzip-of-nothing"
    assert no_answer(address, 0.1) == f"{address} did not answer in full within 0.1 seconds"
    assert hung_up("/gzip-of-nothing")


def test_fetch_of_a_folder(tmp_path: Path) -> None:
    """A folder's JSON files, and nothing else of it, arrive as a zip that is the same whenever it is made."""
    (tmp_path / "deep").mkdir()
    for name in ("b.json", "a tối.json", "notes.txt", "deep/c.json"):
        (tmp_path / name).write_bytes(BODY + name.encode())
    found = fetch(str(tmp_path))
    os.utime(tmp_path / "b.json", (0, 0))
    assert fetch(f"{tmp_path}/") == found
    with zipfile.ZipFile(io.BytesIO(found)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "a tối.json": BODY + "a tối.json".encode(),
            "b.json": BODY + b"b.json",
        }


def test_fetch_of_a_folder_that_is_big(tmp_path: Path) -> None:
    """The size is that of all files together."""
    (tmp_path / "a.json").write_bytes(bytes(60))
    (tmp_path / "b.json").write_bytes(bytes(40))
    assert zipfile.is_zipfile(io.BytesIO(fetch(str(tmp_path), max_bytes=100)))
    assert refusal(str(tmp_path), most=99) == f"{tmp_path} gives more than 99 bytes"
    assert refusal(str(tmp_path), most=59) == f"{tmp_path / 'a.json'} gives more than 59 bytes"
