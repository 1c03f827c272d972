"""The preview answers questions of its own pages and of nobody else: asked over real sockets."""

import json
from collections.abc import Iterator
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path

import pytest

from eventsite.build.posts import MOST_BYTES, refusal
from eventsite.build.server import PreviewServer, serve


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PreviewServer]:
    """Return a server that says back what it is asked."""
    with serve(tmp_path, "127.0.0.1", 0, reload=True) as server:
        server.answers = {"/api": lambda body: (HTTPStatus.OK, b"[" + body + b"]")}
        yield server


def ask(server: PreviewServer, path: str = "/api", body: bytes = b"1", **headers: str | None) -> tuple[int, object]:
    """Return the answer to a question that one of our own pages asks, but for these headers; None leaves one out."""
    here = f"127.0.0.1:{server.server_port}"
    own = {
        "Host": here,
        "Origin": f"http://{here}",
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
    }
    with closing(HTTPConnection("127.0.0.1", server.server_port, timeout=5)) as connection:
        return _asked(
            connection, path, body, {**own, **{name.replace("_", "-"): value for name, value in headers.items()}}
        )


def _asked(connection: HTTPConnection, path: str, body: bytes, headers: dict[str, str | None]) -> tuple[int, object]:
    connection.putrequest("POST", path, skip_host=True)
    for name, value in headers.items():
        if value is not None:
            connection.putheader(name, value)
    connection.endheaders(body)
    response = connection.getresponse()
    return response.status, json.loads(response.read())


def test_own_page_is_answered(server: PreviewServer) -> None:
    """A page of this address gets its answer, under each name that this machine has for itself."""
    port = server.server_port
    assert ask(server) == (200, [1])
    assert ask(server, Host=f"localhost:{port}", Origin=f"http://localhost:{port}") == (200, [1])
    assert ask(server, Content_Type="application/json; charset=utf-8") == (200, [1])


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": None}, 403),
        ({"Origin": "http://127.0.0.1"}, 403),
        ({"Host": "evil.example"}, 403),
        ({"Host": None}, 403),
        ({"Host": "evil.example:{port}", "Origin": "http://evil.example:{port}"}, 403),
        ({"Host": "127.0.0.1.evil.example:{port}", "Origin": "http://127.0.0.1.evil.example:{port}"}, 403),
        ({"Host": "127.0.0.1:1", "Origin": "http://127.0.0.1:1"}, 403),
        ({"Host": "user@127.0.0.1:{port}", "Origin": "http://127.0.0.1:{port}"}, 403),
        ({"Host": "127.0.0.1:x", "Origin": "http://127.0.0.1:x"}, 403),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content_Type": None}, 415),
        ({"Content_Length": None}, 411),
        ({"Content_Length": "-1"}, 411),
        ({"Content_Length": str(MOST_BYTES + 1)}, 413),
    ],
)
def test_strangers_question_is_refused(server: PreviewServer, headers: dict[str, str | None], status: int) -> None:
    """Another website, a name that leads here, a form, and a file without end get no answer, and the preview lives."""
    sent = {name: value and value.replace("{port}", str(server.server_port)) for name, value in headers.items()}
    found, answer = ask(server, **sent)
    assert (found, list(answer)) == (status, ["error"])
    assert ask(server) == (200, [1])


def test_question_to_nobody_is_not_found(server: PreviewServer, tmp_path: Path) -> None:
    """Where nothing answers there is nothing, also in a preview that only shows."""
    assert ask(server, "/other")[0] == 404
    with serve(tmp_path, "127.0.0.1", 0, reload=False) as plain:
        assert ask(plain)[0] == 404


def test_other_machine_is_refused() -> None:
    """Where the preview is open to the network, nobody there may ask, whatever the headers say."""
    headers = {
        "Host": "127.0.0.1:80", "Origin": "http://127.0.0.1:80", "Content-Type": "application/json", "Content-Length": "1",
    }  # fmt: skip
    assert refusal("192.168.1.20", 80, headers) == (HTTPStatus.FORBIDDEN, "only this machine may ask that")
    assert refusal("127.0.0.1", 80, headers) is None


def test_page_in_which_somebody_writes_is_not_loaded_again(tmp_path: Path) -> None:
    """A page that says `data-still` gets no script that reloads it; all others do."""
    (tmp_path / "admin.html").write_text('<!doctype html>\n<html lang="vi" data-still><body></body></html>', "utf-8")
    (tmp_path / "page.html").write_text('<!doctype html>\n<html lang="vi"><body></body></html>', "utf-8")
    with serve(tmp_path, "127.0.0.1", 0, reload=True) as server:
        found = {name: _get(server, f"/{name}.html") for name in ("admin", "page")}
    assert {name: "/_live.js" in text for name, text in found.items()} == {"admin": False, "page": True}


def _get(server: PreviewServer, path: str) -> str:
    with closing(HTTPConnection("127.0.0.1", server.server_port, timeout=5)) as connection:
        connection.request("GET", path)
        return connection.getresponse().read().decode()
