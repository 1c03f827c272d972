"""The preview: serves the built folder on this machine and reloads the pages that are open in a browser.

It answers as a static host does: `index.html` for a folder, `404.html` with status 404, and 304 to who has the
newest bytes already. Each request opens its file by the path, because a build puts another folder in the place of
the one that was served before.

With `reload`, each page gets one script more, `/_live.js`, which listens to the event stream `/_live`. Both
come from the same origin, so they work where the page's policy is `script-src 'self'; connect-src 'self'`.
"""

import hashlib
import logging
import mimetypes
import socketserver
import sys
import threading
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote, unquote, urlsplit

from ..errors import EventsiteError
from .posts import Answer, answer_question

log = logging.getLogger(__name__)

# What the tables of Python lack or leave to the system; the others come from Python itself, not from /etc.
_TYPES = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".avif": "image/avif",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
    ".yml": "application/yaml; charset=utf-8",
}
_PYTHONS_TYPES = mimetypes.MimeTypes(filenames=())
# A page that says so is not loaded again: somebody writes in it.
_STILL = b" data-still"
_HTML = "text/html; charset=utf-8"

_NO_PAGE = b"<!doctype html><title>404</title><p>404 Not Found</p>"
_SCRIPT = b"""\
const source = new EventSource("/_live");
source.addEventListener("message", () => location.reload());
addEventListener("pagehide", () => source.close());
"""
_SCRIPT_TAG = b'<script src="/_live.js" defer></script>'
_HEARTBEAT = 15.0  # seconds; an event stream without news finds out in this time that its page is gone


class PreviewServer(ThreadingHTTPServer):
    """A running preview of the folder `root`; `close` ends it, and so does leaving its `with` block.

    `answers` are what answers the questions of its own pages, by the path that they are posted to.
    """

    daemon_threads = True
    answers: Mapping[str, Answer] = MappingProxyType({})

    def __init__(self, root: Path, address: tuple[str, int], *, live: bool, at: str = "") -> None:
        """Listen at `address`; `live` puts the script into the pages; `at` is when their clocks begin, or empty."""
        self.root = root.absolute()
        self.live = live
        self.at = at
        self._reloads = 0
        self._ended = False
        self._news = threading.Condition()
        super().__init__(address, _Handler)

    @property
    def url(self) -> str:
        """The address to open in a browser, with a slash at its end."""
        return f"http://{self.server_name}:{self.server_port}/"

    def reload(self) -> None:
        """Reload every page that is open."""
        with self._news:
            self._reloads += 1
            self._news.notify_all()

    def close(self) -> None:
        """Stop serving, end the event streams and free the port."""
        self.shutdown()
        self.server_close()

    def shutdown(self) -> None:
        """Stop serving and end the event streams; the port stays bound until `server_close`."""
        with self._news:
            self._ended = True
            self._news.notify_all()
        super().shutdown()

    def __exit__(self, *_: object) -> None:
        """Close the server."""
        self.close()

    def events(self, last: str | None) -> Iterator[str]:
        """Yield the event stream of one page until the server ends.

        `last` is the page's Last-Event-ID: what it missed while it was cut off is told first. A number from
        before a restart of this server counts as nothing missed.
        """
        seen = self._reloads
        if last is not None and last.isdecimal():
            seen = min(seen, int(last))
        yield f"retry: 1000\nid: {seen}\n\n"
        while True:
            news = self._reloads_after(seen)
            if self._ended:
                return
            seen += len(news)
            yield "".join(f"id: {number}\ndata: reload\n\n" for number in news) or ":\n\n"

    def _reloads_after(self, seen: int) -> range:
        """Wait for a reload after number `seen`, the end or the next heartbeat; return what came."""
        with self._news:
            self._news.wait_for(lambda: self._ended or self._reloads > seen, _HEARTBEAT)
            return range(seen + 1, self._reloads + 1)

    def server_bind(self) -> None:
        """Bind without the name look-up of http.server, which takes seconds where there is no network."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet about a browser that went away; log everything else."""
        if not isinstance(sys.exception(), ConnectionError):
            log.exception("The preview could not answer %s.", client_address)


def serve(root: Path, host: str, port: int, *, reload: bool, at: str = "") -> PreviewServer:
    """Serve `root` at http://host:port/ in a thread of its own and return the running server.

    Port 0 takes a free one. A cookie tells the pages `at` which time their clocks begin, where that is rehearsed.
    Raises EventsiteError when the address cannot be used.
    """
    try:
        server = PreviewServer(root, (host, port), live=reload, at=at)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        message = f"The preview cannot listen at {host}:{port}: {reason}; choose another port."
        raise EventsiteError(message) from error
    threading.Thread(target=server.serve_forever, args=(0.05,), name="preview", daemon=True).start()
    return server


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer

    def do_GET(self) -> None:
        """Answer with a file, the reload script or the event stream."""
        path = urlsplit(self.path).path
        if self.server.live and path == "/_live":
            self._stream()
        elif self.server.live and path == "/_live.js":
            self._send(HTTPStatus.OK, _TYPES[".js"], _SCRIPT)
        else:
            self._send_path([part for part in unquote(path).split("/") if part], is_folder=path.endswith("/"))

    do_HEAD = do_GET

    def do_POST(self) -> None:
        """Answer a question of one of our own pages, where anything answers at its path."""
        answer_question(self, self.server.answers.get(self.path), self.server.server_port)

    def _send_path(self, parts: list[str], *, is_folder: bool) -> None:
        """Send what `parts` names below the root, or the page that says that there is nothing."""
        root = self.server.root
        target = _inside(root, parts)
        if target and target.is_dir():
            if parts and not is_folder:
                # Made from the parts, not from the path: `//host` must not become an address elsewhere.
                address = f"/{quote('/'.join(parts))}/"
                self._send(HTTPStatus.MOVED_PERMANENTLY, "text/plain", b"", location=address)
                return
            target /= "index.html"
        elif is_folder:
            target = None
        content = _read(target)
        if target and content is not None:
            self._send(HTTPStatus.OK, _content_type(target), content)
            return
        self._send(HTTPStatus.NOT_FOUND, _HTML, _read(_inside(root, ["404.html"])) or _NO_PAGE)

    def _send(self, status: HTTPStatus, content_type: str, content: bytes, *, location: str = "") -> None:
        if self.server.live and content_type == _HTML and _STILL not in content[:200]:
            content = _with_script(content)
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        is_known = status == HTTPStatus.OK and _is_named(tag, self.headers["If-None-Match"])
        if is_known:
            status, content = HTTPStatus.NOT_MODIFIED, b""
        self.send_response(status)
        # A cache may keep it, and has to ask each time whether it is still the same.
        self.send_header("Cache-Control", "no-cache")
        if status in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
            self.send_header("ETag", tag)
        if content_type == _HTML:
            # A browser has one for all ports, so it is taken back where nothing is rehearsed.
            age = "" if self.server.at else "; Max-Age=0"
            self.send_header("Set-Cookie", f"eventsite-at={self.server.at}; Path=/; SameSite=Strict{age}")
        if not is_known:
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(content)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _stream(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            for event in self.server.events(self.headers["Last-Event-ID"]):
                self.wfile.write(event.encode())

    def log_message(self, format: str, *args: object) -> None:
        log.debug(format, *args)


def _is_named(tag: str, header: str | None) -> bool:
    """Return whether an If-None-Match header names this tag; it may call it weak, or name all with a star."""
    named = (header or "").strip()
    return named == "*" or tag in (name.strip().removeprefix("W/") for name in named.split(","))


def _inside(root: Path, parts: list[str]) -> Path | None:
    """Return the path of `parts` below `root`, or None where nothing is or it would lead out of it."""
    target = root.joinpath(*parts)
    try:
        is_inside = target.exists() and ".." not in parts and target.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):  # a name that is too long, a link to itself, a null character
        return None
    return target if is_inside else None


def _read(path: Path | None) -> bytes | None:
    try:
        return path.read_bytes() if path else None
    except OSError:
        return None


def _content_type(path: Path) -> str:
    suffix = path.suffix.lower()
    kind = _TYPES.get(suffix) or _PYTHONS_TYPES.guess_type(f"file{suffix}")[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") and ";" not in kind else kind


def _with_script(page: bytes) -> bytes:
    """Return the page with the reload script at the end of its body."""
    end = page.lower().rfind(b"</body>")
    return page + _SCRIPT_TAG if end == -1 else page[:end] + _SCRIPT_TAG + page[end:]
