"""What comes of a feed's server, or of a file, on good days and on bad ones."""

import base64
import gzip
import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from typing import Any

import httpx
import pytest

from eventsite.errors import ScheduleError
from eventsite.schedule.fetch import check_hop, fetch, shown

BODY = b'{"talks": []}'
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

    def private(self) -> None:
        """Let in who knows the password."""
        self.send(200 if self.headers["Authorization"] == AUTHORIZED else 401, BODY)

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""

    answers: dict[str, Callable[["Feed"], None]] = {  # noqa: RUF012 - a table, never changed
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
    assert Feed.left.get(timeout=4) == "/drip"


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
    """A file that is missing, and a folder, are told as such."""
    missing = tmp_path / "missing.json"
    assert refusal(str(missing)) == f"{missing} cannot be read: No such file or directory"
    assert refusal(str(tmp_path)) == f"{tmp_path} cannot be read: Is a directory"


def test_fetch_of_a_pipe_that_no_one_fills(tmp_path: Path) -> None:
    """The time limit holds for files too."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert refusal(str(pipe), 0.2) == f"{pipe} did not answer in full within 0.2 seconds"
    os.close(os.open(pipe, os.O_WRONLY))  # lets the waiting thread go
