"""The preview: serves the built folder on this machine and reloads the pages that are open in a browser.

It answers as a static host does: `index.html` for a folder, `404.html` with status 404, 304 to who has the newest
bytes already, and a part of a file to a player that asks for one. Each request opens its file by the path, because a
build puts another folder in the place of the one that was served before.

With `reload`, each page gets one script more, `/_live.js`, which listens to the event stream `/_live` and shows what
is wrong with the styles of `/_live.css`. All come from the same origin, so they work where the page's policy is
`script-src 'self'; style-src 'self'; connect-src 'self'`.
"""

import hashlib
import logging
import mimetypes
import re
import socket
import socketserver
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from ..errors import EventsiteError
from .addresses import is_loopback, local_address, names_this_machine
from .news import News, Trouble
from .posts import Answer, answer_question
from .ranges import part_of

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

_NO_PAGE = b'<!doctype html><meta name="viewport" content="width=device-width"><title>404</title><p>404 Not Found</p>'
# A digest in a name: another content has another name, as `js.0a1b2c3d4e/` and `site.0a1b2c3d4e.css`.
_DIGEST = re.compile(r"\.[0-9a-f]{10}(?=[./])")
_KEPT = 30.0  # seconds that a connection without requests stays open
_OVERLAY = Path(__file__).parent / "overlay"


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
        self.news = News()
        self._connections: set[socket.socket] = set()
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        super().__init__(address, _Handler)

    @property
    def url(self) -> str:
        """The address to open in a browser, on another machine too where that is allowed, with a slash at its end."""
        return f"http://{local_address(self.server_name)}:{self.server_port}/"

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the server: what must not be open to a network asks this first."""
        return is_loopback(self.server_name)

    def reload(self) -> None:
        """Reload every page that is open; what was wrong no longer is."""
        self.news.tell(None)

    def show(self, trouble: Trouble) -> None:
        """Show over every page, also over those that are opened later, what is wrong, until the next reload."""
        self.news.tell(trouble)

    def close(self) -> None:
        """Stop serving, end the event streams and free the port."""
        self.shutdown()
        self.server_close()

    def shutdown(self) -> None:
        """Stop serving, and end the event streams and connections; the port stays bound until `server_close`."""
        self.news.end()
        super().shutdown()
        for connection in tuple(self._connections):
            with suppress(OSError):  # its other end was faster
                connection.shutdown(socket.SHUT_RD)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own, on a connection that is known."""
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Close the connection."""
        self._connections.discard(request)
        super().shutdown_request(request)

    def __exit__(self, *_: object) -> None:
        """Close the server."""
        self.close()

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
    # One connection serves a page with all that it needs, and each answer is one packet.
    protocol_version = "HTTP/1.1"
    timeout = _KEPT
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer with a file, what the live pages need, or the event stream."""
        path = urlsplit(self.path).path
        # Known before the file is read: a page that is newer than it says is only loaded once too often.
        self._build = self.server.news.build
        if not self._is_for_us():
            self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", b"This name is not this machine's.\n")
        elif self.server.live and path == "/_live":
            self._stream()
        elif self.server.live and path in {"/_live.js", "/_live.css"}:
            file = _OVERLAY / path.removeprefix("/_")
            self._send(HTTPStatus.OK, _content_type(file), file.read_bytes())
        else:
            self._send_path([part for part in unquote(path).split("/") if part], is_folder=path.endswith("/"))

    do_HEAD = do_GET

    def do_POST(self) -> None:
        """Answer a question of one of our own pages, where anything answers at its path."""
        answer_question(self, self.server.answers.get(self.path), self.server.server_port)

    def _is_for_us(self) -> bool:
        try:
            return names_this_machine(self.headers["Host"] or "localhost")
        except ValueError:  # brackets that do not belong to an IPv6 address
            return False

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
            content = _with_script(content, self._build)
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        is_found = status == HTTPStatus.OK
        is_known = is_found and _is_named(tag, self.headers["If-None-Match"])
        size = len(content)
        part = part_of(self.headers["Range"], size) if is_found and content_type != _HTML else None
        if is_known:
            status, content = HTTPStatus.NOT_MODIFIED, b""
        elif part is not None and self.headers["If-Range"] in {None, tag}:
            status = HTTPStatus.PARTIAL_CONTENT if part else HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
            content = content[part.start : part.stop]
        self.send_response(status)
        self.send_header("Cache-Control", _keeping(urlsplit(self.path).path) if is_found else "no-cache")
        if is_found:
            self.send_header("ETag", tag)
            self.send_header("Accept-Ranges", "none" if content_type == _HTML else "bytes")
        if status == HTTPStatus.PARTIAL_CONTENT and part:
            self.send_header("Content-Range", f"bytes {part.start}-{part.stop - 1}/{size}")
        elif status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            self.send_header("Content-Range", f"bytes */{size}")
        # Types are as they are said, and a stranger's page cannot lay the web editor below its own buttons.
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "SAMEORIGIN")
        if content_type == _HTML:
            # A browser has one for all ports, so it is taken back where nothing is rehearsed.
            age = "" if self.server.at else "; Max-Age=0"
            self.send_header("Set-Cookie", f"eventsite-at={self.server.at}; Path=/; SameSite=Strict{age}")
        if not is_known:
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(content)))
        if location:
            self.send_header("Location", location)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _stream(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            for event in self.server.news.stream():
                self.wfile.write(event.encode())
                self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        log.debug(format, *args)


def _keeping(path: str) -> str:
    """Return what a cache may do: nearly always keep the file, and ask each time whether it is still the same."""
    if _DIGEST.search(path):
        return "max-age=31536000, immutable"
    # A browser that reloads a page draws nothing before it has asked for the page's fonts.
    return "max-age=3600" if path.endswith(".woff2") else "no-cache"


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


def _with_script(page: bytes, build: str) -> bytes:
    """Return the page with the script at the end of its body; the script is told which build the page is of.

    It is not deferred: it sees the page as it was served, before any other script.
    """
    tag = f'<script src="/_live.js" data-build="{build}"></script>'.encode()
    end = page.lower().rfind(b"</body>")
    return page + tag if end == -1 else page[:end] + tag + page[end:]
