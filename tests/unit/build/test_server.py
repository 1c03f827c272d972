"""The preview server: real sockets on free ports, real files."""

import socket
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from eventsite.build.server import PreviewServer, serve
from eventsite.errors import EventsiteError

PAGE = "<!doctype html><title>Lịch</title><body><p>Lịch trình</p></body></html>"
SCRIPT = '<script src="/_live.js" defer></script>'
HTML = "text/html; charset=utf-8"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a built site of two languages."""
    root = tmp_path / "output"
    write(root, {"index.html": PAGE, "404.html": "không có", "en/index.html": "en"})
    return root


@pytest.fixture
def server(root: Path) -> Iterator[PreviewServer]:
    """Return a server without reload."""
    with serve(root, "127.0.0.1", 0, reload=False) as server:
        yield server


@pytest.fixture
def live(root: Path) -> Iterator[PreviewServer]:
    """Return a server with reload."""
    with serve(root, "127.0.0.1", 0, reload=True) as server:
        yield server


def write(root: Path, files: dict[str, str]) -> None:
    """Write the files below `root`."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def request(
    server: PreviewServer, path: str, method: str = "GET", headers: dict[str, str] | None = None
) -> HTTPResponse:
    """Send a request and return the response, unread."""
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    connection.request(method, path, headers=headers or {})
    return connection.getresponse()


def get(server: PreviewServer, path: str) -> tuple[int, str]:
    """Return the status and the text for a path."""
    response = request(server, path)
    return response.status, response.read().decode()


def test_page_headers(server: PreviewServer) -> None:
    """A page comes with its type and length, and a cache that keeps it has to ask each time."""
    response = request(server, "/")
    names = ("Content-Type", "Content-Length", "Cache-Control")
    assert [response.headers[name] for name in names] == [HTML, str(len(PAGE.encode())), "no-cache"]
    assert (response.status, response.read().decode()) == (200, PAGE)


def test_tag_is_the_bytes(server: PreviewServer, root: Path) -> None:
    """Files with the same bytes have the same strong tag, others another; what is missing has none."""
    write(root, {"same.html": PAGE, "other.html": PAGE + " "})
    tags = [request(server, path).headers["ETag"] for path in ("/", "/same.html", "/other.html", "/missing")]
    assert tags[0] == tags[1] != tags[2]
    assert (tags[0][0], tags[0][-1], len(tags[0]), tags[3]) == ('"', '"', 34, None)


@pytest.mark.parametrize("named", ["{}", "W/{}", '"x", {}', '"x",W/{} ,"y"', "*"])
def test_page_that_is_known_is_not_sent(server: PreviewServer, root: Path, named: str) -> None:
    """Who has the bytes is told so without them, with the same tag; once they change, they are sent."""
    tag = request(server, "/").headers["ETag"]
    asked = {"If-None-Match": named.format(tag)}
    for method in ("GET", "HEAD"):
        known = request(server, "/", method, asked)
        assert (known.status, known.headers["ETag"], known.headers["Cache-Control"]) == (304, tag, "no-cache")
        assert (known.headers["Content-Length"], known.headers["Content-Type"], known.read()) == (None, None, b"")
    write(root, {"index.html": "new"})
    expected = (304, b"") if named == "*" else (200, b"new")
    changed = request(server, "/", headers=asked)
    assert (changed.status, changed.read()) == expected


@pytest.mark.parametrize("named", ["", '"x"', "x", "{0}x", "W/*", '*, "x"'])
def test_page_that_is_not_known_is_sent(server: PreviewServer, named: str) -> None:
    """Any other tag, or none, gets the page."""
    tag = request(server, "/").headers["ETag"]
    response = request(server, "/", headers={"If-None-Match": named.format(tag)})
    assert (response.status, response.read().decode()) == (200, PAGE)


def test_missing_page_is_never_known(server: PreviewServer) -> None:
    """A page that is not there answers 404 whatever the browser has."""
    response = request(server, "/x", headers={"If-None-Match": "*"})
    assert (response.status, response.read().decode()) == (404, "không có")


def test_page_of_folder(server: PreviewServer) -> None:
    """A folder answers with its index.html, at an address with a slash at its end."""
    assert [get(server, path) for path in ("/en/", "/en/index.html", "/en/?day=2")] == [(200, "en")] * 3
    moved = request(server, "/en?day=2")
    assert (moved.status, moved.headers["Location"], moved.read()) == (301, "/en/", b"")


def test_page_with_odd_name(server: PreviewServer, root: Path) -> None:
    """Escaped names find their files."""
    write(root, {"lịch/Đỗ Ế.html": "x", "a:b%.html": "y"})
    assert get(server, "/l%E1%BB%8Bch/%C4%90%E1%BB%97%20%E1%BA%BE.html") == (200, "x")
    assert get(server, "/a:b%25.html") == (200, "y")
    assert request(server, "/l%E1%BB%8Bch").headers["Location"] == "/l%E1%BB%8Bch/"


def test_head(server: PreviewServer) -> None:
    """HEAD tells the length and sends nothing."""
    response = request(server, "/", "HEAD")
    assert (response.status, response.headers["Content-Length"]) == (200, str(len(PAGE.encode())))
    assert response.read() == b""


def test_post(server: PreviewServer) -> None:
    """Other methods are not supported."""
    assert request(server, "/", "POST").status == 501


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.avif", "image/avif"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.html", HTML),
        ("a.ics", "text/calendar; charset=utf-8"),
        ("a.jpg", "image/jpeg"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.json", "application/json; charset=utf-8"),
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("a.pdf", "application/pdf"),
        ("a.PNG", "image/png"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.webmanifest", "application/manifest+json; charset=utf-8"),
        ("a.webp", "image/webp"),
        ("a.woff2", "font/woff2"),
        ("a.xml", "application/xml; charset=utf-8"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_content_type(server: PreviewServer, root: Path, name: str, expected: str) -> None:
    """Each kind of file has its type, whatever tables the system has."""
    write(root, {name: "x"})
    assert request(server, f"/{name}").headers["Content-Type"] == expected


def test_missing_page(server: PreviewServer, root: Path) -> None:
    """What is missing is answered with 404.html and status 404, wherever it is missing."""
    missing = "/x", "/index.html/", "/en/x", "/en/x/y.html", "/fr/x", "/_live", "/_live.js"
    assert {get(server, path) for path in missing} == {(404, "không có")}
    (root / "404.html").unlink()
    assert get(server, "/x") == (404, "<!doctype html><title>404</title><p>404 Not Found</p>")


def test_folder_without_index(server: PreviewServer, root: Path) -> None:
    """The files of a folder are not listed."""
    write(root, {"js/a.js": "x"})
    assert get(server, "/js/") == (404, "không có")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/en/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/link/secret.txt",
        "/link.txt",
        "/loop/x",
        "/%00",
        "/" + "a" * 300,
        "/" + "a/" * 3000,
        "/%ff",
    ],
)
def test_path_outside(server: PreviewServer, root: Path, path: str) -> None:
    """No path leads out of the folder, and none breaks the server."""
    (root.parent / "secret.txt").write_text("secret", encoding="utf-8")
    (root / "link").symlink_to(root.parent)
    (root / "link.txt").symlink_to(root.parent / "secret.txt")
    (root / "loop").symlink_to(root / "loop")
    assert get(server, path) == (404, "không có")


def test_redirect_stays_here(server: PreviewServer, root: Path) -> None:
    """A path with two slashes at its start is not sent to another host."""
    write(root, {"example.org/index.html": "x"})
    assert request(server, "//example.org").headers["Location"] == "/example.org/"


def test_swapped_folder(server: PreviewServer, root: Path) -> None:
    """After another folder took the place of the served one, its files are served."""
    root.rename(root.parent / "old")
    assert get(server, "/") == (404, "<!doctype html><title>404</title><p>404 Not Found</p>")
    write(root, {"index.html": "new"})
    assert get(server, "/") == (200, "new")


def test_relative_root(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative folder is the one it was at the start."""
    monkeypatch.chdir(root.parent)
    with serve(Path("output"), "127.0.0.1", 0, reload=False) as server:
        monkeypatch.chdir("/")
        assert get(server, "/en/") == (200, "en")


def test_address_in_use(server: PreviewServer, root: Path) -> None:
    """A port that is taken is named."""
    with pytest.raises(EventsiteError) as error:
        serve(root, "127.0.0.1", server.server_port, reload=False)
    assert str(error.value) == (
        f"The preview cannot listen at 127.0.0.1:{server.server_port}: Address already in use; choose another port."
    )


def test_url(server: PreviewServer) -> None:
    """The address is one that a browser can open."""
    assert server.url == f"http://127.0.0.1:{server.server_port}/"


def test_close(root: Path) -> None:
    """A closed server has freed its port."""
    server = serve(root, "127.0.0.1", 0, reload=True)
    server.close()
    with serve(root, "127.0.0.1", server.server_port, reload=True) as again:
        assert get(again, "/en/")[0] == 200


def test_quiet(server: PreviewServer, capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing is printed, also where a browser goes away in the middle of an answer."""
    get(server, "/")
    get(server, "/missing")
    with socket.create_connection(("127.0.0.1", server.server_port)) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # close by a reset
        connection.sendall(b"GET / HT")
    get(server, "/")
    assert capfd.readouterr() == ("", "")


def test_script_in_pages(live: PreviewServer, root: Path) -> None:
    """Each page ends with the script, and other files are as they are on the disk."""
    write(root, {"a.html": "</body> x </BODY></html>", "b.html": "x", "a.js": "</body>", "a.xml": "</body>"})
    assert get(live, "/") == (200, PAGE.replace("</body>", f"{SCRIPT}</body>"))
    assert get(live, "/a.html") == (200, f"</body> x {SCRIPT}</BODY></html>")
    assert get(live, "/b.html") == (200, f"x{SCRIPT}")
    assert get(live, "/x") == (404, f"không có{SCRIPT}")
    assert [get(live, path) for path in ("/a.js", "/a.xml")] == [(200, "</body>")] * 2
    assert request(live, "/en").read() == b""


def test_script(live: PreviewServer) -> None:
    """The script comes from the site's own origin and needs nothing from elsewhere."""
    response = request(live, "/_live.js")
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.read().decode().splitlines() == [
        'const source = new EventSource("/_live");',
        'source.addEventListener("message", () => location.reload());',
        'addEventListener("pagehide", () => source.close());',
    ]


def read_events(stream: HTTPResponse, count: int) -> list[str]:
    """Read that many events of a stream."""
    return [
        "".join(iter(lambda: stream.readline().decode().replace("\n", "|", 1), "|")).rstrip("|") for _ in range(count)
    ]


def test_stream(live: PreviewServer) -> None:
    """Each call of reload is one message, to each page that listens."""
    streams = [request(live, "/_live"), request(live, "/_live")]
    assert [stream.headers["Content-Type"] for stream in streams] == ["text/event-stream"] * 2
    assert [read_events(stream, 1) for stream in streams] == [["retry: 1000|id: 0"]] * 2
    live.reload()
    live.reload()
    assert [read_events(stream, 2) for stream in streams] == [["id: 1|data: reload", "id: 2|data: reload"]] * 2


def test_stream_after_disconnect(live: PreviewServer) -> None:
    """A page that comes back is told what it missed; one that knows another server is told nothing."""
    live.reload()
    live.reload()
    late = request(live, "/_live", headers={"Last-Event-ID": "1"})
    assert read_events(late, 2) == ["retry: 1000|id: 1", "id: 2|data: reload"]
    for strange in ("7", "x", "-1", "²"):
        stream = request(live, "/_live", headers={"Last-Event-ID": strange.encode().decode("latin-1")})
        assert read_events(stream, 1) == ["retry: 1000|id: 2"]


def test_stream_of_closed_page(live: PreviewServer, capfd: pytest.CaptureFixture[str]) -> None:
    """A page that was closed disturbs neither the others nor the log."""
    gone, stays = request(live, "/_live"), request(live, "/_live")
    assert [read_events(stream, 1) for stream in (gone, stays)] == [["retry: 1000|id: 0"]] * 2
    gone.close()
    for number in range(5):
        live.reload()
        time.sleep(0.01 * number)
    assert read_events(stays, 5) == [f"id: {number}|data: reload" for number in range(1, 6)]
    assert capfd.readouterr() == ("", "")


def test_stream_ends_with_server(live: PreviewServer) -> None:
    """The streams end when the server does, and their threads with them."""
    before = threading.active_count()
    streams = [request(live, "/_live") for _ in range(3)]
    assert threading.active_count() == before + 3
    live.close()
    assert [stream.read().decode() for stream in streams] == ["retry: 1000\nid: 0\n\n"] * 3
    deadline = time.monotonic() + 5
    while threading.active_count() >= before and time.monotonic() < deadline:
        time.sleep(0.005)
    assert threading.active_count() < before


def test_stream_heartbeat(live: PreviewServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream without news sends a comment now and then, by which a closed page is noticed."""
    monkeypatch.setattr("eventsite.build.server._HEARTBEAT", 0.02)
    assert read_events(request(live, "/_live"), 3) == ["retry: 1000|id: 0", ":", ":"]
