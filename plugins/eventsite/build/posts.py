"""What the preview takes from a page: questions of its own pages on this machine, and of nobody else.

Any website that is open in the same browser can send requests to this machine, so a request has to prove that it
comes from a page that the preview itself has served.
"""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from urllib.parse import urlsplit

from .addresses import is_loopback

# A photo of a camera, written as text, is below this.
MOST_BYTES = 48 << 20


_NOTHING = HTTPStatus.NOT_FOUND, "nothing answers here"

Answer = Callable[[bytes], tuple[HTTPStatus, bytes]]
"""From the body of a question to the status of the answer, and JSON."""


def answer_question(request: BaseHTTPRequestHandler, answer: Answer | None, port: int) -> None:
    """Send what `answer` says to the request's body, or why nothing answers it."""
    headers = dict(request.headers.items())
    refused = refusal(request.client_address[0], port, headers) if answer else _NOTHING
    if answer and not refused:
        status, content = answer(request.rfile.read(int(headers["Content-Length"])))
    else:
        status, message = refused or _NOTHING
        content = json.dumps({"error": message}).encode()
    request.send_response(status)
    if refused:
        # What was sent is not read, so nothing more can come on this connection.
        request.send_header("Connection", "close")
    request.send_header("Content-Type", "application/json; charset=utf-8")
    request.send_header("Content-Length", str(len(content)))
    request.send_header("Cache-Control", "no-store")
    request.end_headers()
    request.wfile.write(content)


def refusal(client: str, port: int, headers: Mapping[str, str]) -> tuple[HTTPStatus, str] | None:
    """Return why a question is not answered, or None for one of our own pages.

    `client` is the address that asks, `port` ours. The name in `Host` must be this machine's own, or a stranger's
    name could lead here (DNS rebinding); `Origin` must be the same, which no page can choose; and a form cannot send
    JSON.
    """
    host = urlsplit(f"//{headers.get('Host', '')}")
    if not (is_loopback(client) and is_loopback(host.hostname or "") and _port(host.netloc) == port):
        return HTTPStatus.FORBIDDEN, "only this machine may ask that"
    if headers.get("Origin") != f"http://{host.netloc}":
        return HTTPStatus.FORBIDDEN, "only pages of this site may ask that"
    if headers.get("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "the question must be JSON"
    length = headers.get("Content-Length", "")
    if not length.isascii() or not length.isdecimal():
        return HTTPStatus.LENGTH_REQUIRED, "the question must say its length"
    if int(length) > MOST_BYTES:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the file is larger than {MOST_BYTES * 3 // 4 >> 20} MB"
    return None


def _port(netloc: str) -> int | None:
    try:
        return urlsplit(f"//{netloc}").port or 80
    except ValueError:
        return None
