"""Answers that come in pages become one, within limits, and always from the server that was asked first."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from eventsite.errors import ScheduleError
from eventsite.schedule.addresses import Answer
from eventsite.schedule.fetch import ask
from eventsite.schedule.paging import whole


class Pages(BaseHTTPRequestHandler):
    """A server of numbered pages; `tokens` are those that it was asked with."""

    count = 3
    next_host = ""
    tokens: list[str]

    def do_GET(self) -> None:
        """Answer with one page."""
        number = int(self.path.rpartition("=")[2]) if "=" in self.path else 1
        self.tokens.append(self.headers.get("Authorization", ""))
        following = f"{self.next_host}/slots?page={number + 1}" if number < self.count else None
        if self.path.startswith("/loop"):
            following = self.path
        page = {"count": 3, "next": following, "previous": None, "results": [number]}
        body = b"<html>" if self.path.startswith("/broken") and number > 1 else json.dumps(page).encode()
        self.send_response(200)
        self.send_header("ETag", f'"{number}"')
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[tuple[str, type[Pages]]]:
    """Return the address of a server of pages, and what it does."""
    handler = type("Handler", (Pages,), {"tokens": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}", handler
        running.shutdown()


def joined(address: str, token: str = "") -> Any:
    """Return the joined answer as JSON."""
    return json.loads(whole(ask(address, token=token), address, token).body or b"")


@pytest.mark.parametrize("host", ["", "http://another.example", "https://127.0.0.1"])
def test_pages_become_one_answer(server: tuple[str, type[Pages]], host: str) -> None:
    """All results are there in their order, whatever name the server gives itself; the token goes along."""
    url, handler = server
    handler.next_host = host
    assert joined(f"{url}/slots", "s3cr3t") == {"count": 3, "next": None, "previous": None, "results": [1, 2, 3]}
    assert handler.tokens == ["Token s3cr3t"] * 3


def test_joined_answer_has_no_age(server: tuple[str, type[Pages]]) -> None:
    """The first page's ETag says nothing of the others, so that all are asked for again the next time."""
    url, handler = server
    assert whole(ask(f"{url}/slots"), f"{url}/slots", "").etag == ""
    handler.count = 1
    assert whole(ask(f"{url}/slots"), f"{url}/slots", "").etag == '"1"'


def test_page_that_leads_to_itself_is_read_once(server: tuple[str, type[Pages]]) -> None:
    """A server that goes in circles is not followed."""
    url, handler = server
    assert joined(f"{url}/loop")["results"] == [1]
    assert len(handler.tokens) == 1


def test_too_many_pages_are_refused(server: tuple[str, type[Pages]]) -> None:
    """A server without an end is left."""
    url, handler = server
    handler.count = 10_000
    with pytest.raises(ScheduleError, match=r"/slots has too many pages$"):
        joined(f"{url}/slots")


def test_broken_page_makes_the_whole_answer_broken(server: tuple[str, type[Pages]]) -> None:
    """Half a list is no list: a page that cannot be read is told, and nothing is shown of the others."""
    url, handler = server
    handler.next_host = "/broken"
    with pytest.raises(ScheduleError, match="the answer is HTML, not JSON"):
        joined(f"{url}/broken")


@pytest.mark.parametrize(
    "body", [b"", b"[1]", b'{"results": [1]}', b'{"next": null, "results": [1]}', b'{"next": "/x", "results": 1}']
)
def test_other_answers_stay_as_they_are(body: bytes) -> None:
    """What is no page of a list is the very answer that came."""
    answer = Answer(body, "etag")
    assert whole(answer, "http://127.0.0.1:1/a", "") is answer


def test_file_names_no_further_page() -> None:
    """A file is not asked for more, whatever it says."""
    answer = Answer(b'{"next": "/etc/passwd", "results": [1]}')
    assert whole(answer, "/tmp/feed.json", "") is answer  # noqa: S108 -- only a name
