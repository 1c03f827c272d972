"""The preview server: real sockets on free ports, real files."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from eventsite.build.addresses import local_address
from eventsite.build.news import Fault, Trouble
from eventsite.build.server import PreviewServer, serve
from eventsite.errors import EventsiteError

PAGE = "<!doctype html><title>Lịch</title><body><p>Lịch trình</p></body></html>"
HTML = "text/html; charset=utf-8"
NO_PAGE = '<!doctype html><meta name="viewport" content="width=device-width"><title>404</title><p>404 Not Found</p>'
TROUBLE = Trouble(
    language="vi",
    title="1 lỗi trong nội dung",
    text="Trang vẫn như trước.",
    faults=(Fault("content/a.vi.md", "title", "</script><b>thiếu", "thêm vào"),),
    labels={"close": "Đóng", "hint": "Cách sửa:"},
)


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
    connection.request(method, path, headers={"Connection": "close"} | (headers or {}))
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


@pytest.mark.parametrize(
    ("asked", "status", "content", "part"),
    [
        ("bytes=0-", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=2-4", 206, b"234", "bytes 2-4/10"),
        ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
        ("bytes=-3", 206, b"789", "bytes 7-9/10"),
        ("bytes=-99", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=-0", 416, b"", "bytes */10"),
        ("bytes=4-2", 200, b"0123456789", None),
        ("bytes=0-1,3-4", 200, b"0123456789", None),
        ("bytes=-", 200, b"0123456789", None),
        ("bytes=" + "9" * 5000 + "-", 200, b"0123456789", None),
        ("lines=0-1", 200, b"0123456789", None),
    ],
)
def test_part_of_a_film(
    server: PreviewServer, root: Path, asked: str, status: int, content: bytes, part: str | None
) -> None:
    """A player that jumps within a film gets the bytes that it asks for, as from a static host."""
    write(root, {"film.mp4": "0123456789"})
    response = request(server, "/film.mp4", headers={"Range": asked})
    assert (response.status, response.read(), response.headers["Content-Range"]) == (status, content, part)


def test_part_of_another_film(server: PreviewServer, root: Path) -> None:
    """Who has a part of other bytes gets the whole film; who has all of these gets nothing; a page is always whole."""
    write(root, {"film.mp4": "0123456789"})
    tag = request(server, "/film.mp4").headers["ETag"]
    asked = {"Range": "bytes=1-1"}
    found = [
        (response.status, response.read())
        for headers in ({"If-Range": tag}, {"If-Range": '"other"'}, {"If-None-Match": tag})
        for response in [request(server, "/film.mp4", headers=asked | headers)]
    ]
    assert found == [(206, b"1"), (200, b"0123456789"), (304, b"")]
    assert request(server, "/en/", headers=asked).read() == b"en"
    assert request(server, "/missing.mp4", headers=asked).status == 404


def test_page_cannot_be_framed_by_strangers(server: PreviewServer) -> None:
    """No other site can show a page within its own, where its reader would not know what a click does."""
    for path in ("/", "/en/", "/missing/"):
        found = request(server, path).headers
        assert (found["X-Frame-Options"], found["X-Content-Type-Options"]) == ("SAMEORIGIN", "nosniff")


def test_post(server: PreviewServer) -> None:
    """Who only shows the site takes nothing, and other methods are not known."""
    assert request(server, "/", "POST").status == 404
    assert request(server, "/", "PUT").status == 501


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
    assert get(server, "/x") == (404, NO_PAGE)


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
    assert get(server, "/") == (404, NO_PAGE)
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


def test_address_for_everybody(root: Path) -> None:
    """A server that listens everywhere names the machine's address in its network, and answers there."""
    with serve(root, "0.0.0.0", 0, reload=True) as server:
        host = urlsplit(server.url).hostname
        assert host
        assert (server.is_loopback, host in {"0.0.0.0", "127.0.0.1", "localhost"}) == (False, False)
        connection = HTTPConnection(host, server.server_port, timeout=5)
        connection.request("GET", "/en/", headers={"Connection": "close"})
        assert connection.getresponse().read() != b""


def test_nobody_else_is_served_unasked(live: PreviewServer) -> None:
    """A server of the loopback does not answer at the machine's address in its network."""
    assert live.is_loopback
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((local_address("0.0.0.0"), live.server_port), timeout=5)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost:8000", 200),
        ("LOCALHOST", 200),
        ("[::1]:8000", 200),
        ("192.168.1.7:8000", 200),
        (socket.gethostname(), 200),
        (f"{socket.gethostname()}.local:8000", 200),
        ("example.org", 421),
        ("127.0.0.1.example.org:8000", 421),
        ("localhost.example.org", 421),
        ("[::1", 421),
        ("", 200),
    ],
)
def test_strangers_name(live: PreviewServer, host: str, status: int) -> None:
    """A page of a stranger who has his domain's name point here reads nothing: not a page, and not the stream."""
    for path in ("/", "/_live.js", "/en/"):
        response = request(live, path, headers={"Host": host})
        assert (response.status, b"not this machine" in response.read()) == (status, status == 421)


def test_connection_is_kept(server: PreviewServer, root: Path) -> None:
    """One connection serves a page with all that it needs, and is closed with the server."""
    write(root, {"theme/a.css": "a"})
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    for path, text in (("/en/", "en"), ("/theme/a.css", "a"), ("/missing", "không có"), ("/en/", "en")):
        connection.request("GET", path)
        assert connection.getresponse().read().decode() == text
    server.close()
    assert connection.sock.recv(1) == b""
    connection.close()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("theme/site.0a1b2c3d4e.css", "max-age=31536000, immutable"),
        ("theme/js.0a1b2c3d4e/a.js", "max-age=31536000, immutable"),
        ("theme/fonts/a.woff2", "max-age=3600"),
        ("images/a.jpg", "no-cache"),
        ("theme/site.0a1b2c3d4x.css", "no-cache"),
        ("0a1b2c3d4e/a.js", "no-cache"),
        ("en/", "no-cache"),
    ],
)
def test_what_a_cache_may_keep(server: PreviewServer, root: Path, name: str, kept: str) -> None:
    """A file whose name has its digest is kept for ever, a font for an hour, and all else is asked for each time."""
    if not name.endswith("/"):
        write(root, {name: "x"})
    assert request(server, f"/{name}").headers["Cache-Control"] == kept
    assert request(server, f"/missing/{name}").headers["Cache-Control"] == "no-cache"


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
    script = f'<script src="/_live.js" data-build="{live.news.build}"></script>'
    assert get(live, "/") == (200, PAGE.replace("</body>", f"{script}</body>"))
    assert get(live, "/a.html") == (200, f"</body> x {script}</BODY></html>")
    assert get(live, "/b.html") == (200, f"x{script}")
    assert get(live, "/x") == (404, f"không có{script}")
    assert [get(live, path) for path in ("/a.js", "/a.xml")] == [(200, "</body>")] * 2
    assert request(live, "/en").read() == b""


def test_what_pages_are_given(live: PreviewServer, server: PreviewServer) -> None:
    """The script and the styles of the overlay come from the site's own origin, where pages are live only."""
    found = {path: request(live, path).headers["Content-Type"] for path in ("/_live.js", "/_live.css")}
    assert found == {"/_live.js": "text/javascript; charset=utf-8", "/_live.css": "text/css; charset=utf-8"}
    assert "http" not in get(live, "/_live.js")[1] + get(live, "/_live.css")[1]
    assert [get(server, path)[0] for path in (*found, "/_live")] == [404] * 3


def read_news(stream: HTTPResponse, count: int) -> list[dict[str, object] | None]:
    """Read that many messages of a stream; None is a heartbeat."""
    found: list[dict[str, object] | None] = []
    while len(found) < count:
        line = stream.readline().decode().rstrip("\n")
        if line.startswith("data: "):
            found.append(json.loads(line.removeprefix("data: ")))
        elif line == ":":
            found.append(None)
    return found


def test_stream(live: PreviewServer) -> None:
    """Each page that listens is told how things stand: at once, after each build and of each trouble."""
    streams = [request(live, "/_live"), request(live, "/_live")]
    assert [stream.headers["Content-Type"] for stream in streams] == ["text/event-stream"] * 2
    builds = [live.news.build]
    assert [read_news(stream, 1) for stream in streams] == [[{"build": builds[0], "trouble": None}]] * 2
    live.show(TROUBLE)
    shown = {"build": builds[0], "trouble": asdict(TROUBLE)}
    assert [read_news(stream, 1) for stream in streams] == [[json.loads(json.dumps(shown))]] * 2
    live.reload()
    builds.append(live.news.build)
    assert [read_news(stream, 1) for stream in streams] == [[{"build": builds[1], "trouble": None}]] * 2
    assert len(set(builds)) == 2


def test_page_that_comes_late(live: PreviewServer) -> None:
    """A page that is opened after a mistake is told of it, and one that was cut off of the build that it missed."""
    live.reload()
    live.show(TROUBLE)
    (news,) = read_news(request(live, "/_live"), 1)
    assert news is not None
    assert (news["build"], news["trouble"]["title"]) == (live.news.build, TROUBLE.title)
    assert f'data-build="{live.news.build}"' in get(live, "/")[1]


def test_builds_of_two_servers_differ(root: Path) -> None:
    """A page that another server has served is of another build than any of this one."""
    with serve(root, "127.0.0.1", 0, reload=True) as one, serve(root, "127.0.0.1", 0, reload=True) as other:
        assert one.news.build != other.news.build


def test_stream_of_closed_page(live: PreviewServer, capfd: pytest.CaptureFixture[str]) -> None:
    """A page that was closed disturbs neither the others nor the log."""
    gone, stays = request(live, "/_live"), request(live, "/_live")
    assert [len(read_news(stream, 1)) for stream in (gone, stays)] == [1, 1]
    gone.close()
    for number in range(5):
        live.reload()
        assert read_news(stays, 1) == [{"build": live.news.build, "trouble": None}]
        time.sleep(0.01 * number)
    assert capfd.readouterr() == ("", "")


def test_stream_ends_with_server(live: PreviewServer) -> None:
    """The streams end when the server does, and their threads with them."""
    before = threading.active_count()
    streams = [request(live, "/_live") for _ in range(3)]
    assert [len(read_news(stream, 1)) for stream in streams] == [1] * 3
    assert threading.active_count() == before + 3
    live.close()
    assert [stream.read().decode() for stream in streams] == ["\n"] * 3
    deadline = time.monotonic() + 5
    while threading.active_count() >= before and time.monotonic() < deadline:
        time.sleep(0.005)
    assert threading.active_count() < before


def test_stream_heartbeat(live: PreviewServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream without news sends a comment now and then, by which a closed page is noticed."""
    monkeypatch.setattr("eventsite.build.news._HEARTBEAT", 0.02)
    assert read_news(request(live, "/_live"), 3)[1:] == [None, None]
