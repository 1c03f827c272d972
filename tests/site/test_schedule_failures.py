"""A bad feed never breaks the site: the last good copy stands in, and its age is told."""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tests.building import Built

Build = Callable[..., Built]
STALE = "Hiện không kết nối được với lịch trực tiếp; đây là bản lưu gần nhất."


class _Answers(BaseHTTPRequestHandler):
    answer: Callable[["_Answers"], None]

    def do_GET(self) -> None:
        type(self).answer(self)

    def send(self, status: int, body: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def _server(answer: Callable[[_Answers], None]) -> Iterator[str]:
    handler = type("Handler", (_Answers,), {"answer": staticmethod(answer)})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/schedule.json"
        server.shutdown()


def _feed(title: str) -> bytes:
    session = {"id": "opening", "title": {"vi": title, "en": title}, "start": "2017-11-25T08:15:00+07:00"}
    other = {"id": "live", "title": {"vi": title, "en": title}, "start": "2017-11-25T16:00:00+07:00"}
    return json.dumps({"format": "eventsite-schedule/1", "sessions": [session, other]}).encode()


def _slowly(handler: _Answers) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(600):
        try:
            handler.wfile.write(b" ")
        except ConnectionError:
            # The build has hung up, as it should.
            return
        time.sleep(0.1)


FAULTS: dict[str, Callable[[_Answers], None]] = {
    "error": lambda handler: handler.send(500, b"oops"),
    "html": lambda handler: handler.send(200, b"<!doctype html><title>Log in</title>", "text/html"),
    "garbage": lambda handler: handler.send(200, b'{"sessions": [{]}'),
    "unknown": lambda handler: handler.send(200, b'{"hello": "world"}'),
    "empty": lambda handler: handler.send(200, b'{"format": "eventsite-schedule/1", "sessions": []}'),
}


def assert_stands_in(site: Built, times: str) -> None:
    """Check that both agendas show the copy, say so, and tell its time."""
    for path, words in (("/chuong-trinh/", STALE), ("/en/agenda/", "this is the last good copy")):
        text = " ".join(site.soup(path).get_text().split())
        assert words in text
        assert times in text


@pytest.mark.parametrize("fault", FAULTS)
def test_bad_feed_leaves_the_snapshot(build: Build, caplog: pytest.LogCaptureFixture, fault: str) -> None:
    """Whatever the server answers, the committed schedule is shown with its age, and one line warns."""
    caplog.set_level(logging.WARNING)
    with _server(FAULTS[fault]) as url:
        site = build(EVENTSITE_SCHEDULE_URL=url)
    assert_stands_in(site, "09:00, 20")
    assert "Bài một" in site.soup("/chuong-trinh/").get_text()
    assert [record.levelname for record in caplog.records if "schedule:" in record.getMessage()] == ["WARNING"]


def test_dead_server_leaves_the_snapshot(build: Build) -> None:
    """Where nothing listens the build goes on with the committed schedule."""
    with _server(FAULTS["error"]) as url:
        pass
    assert_stands_in(build(EVENTSITE_SCHEDULE_URL=url), "09:00, 20")


@pytest.mark.slow
def test_slow_server_leaves_the_snapshot(build: Build) -> None:
    """A server that drips is left after the time limit, and the build goes on."""
    with _server(_slowly) as url:
        began = time.monotonic()
        site = build(EVENTSITE_SCHEDULE_URL=url)
    assert time.monotonic() - began < 25
    assert_stands_in(site, "09:00, 20")


def test_feed_that_dies_leaves_its_last_good_copy(build: Build) -> None:
    """After a good answer a bad one changes nothing but the note that the copy is old."""
    answers = iter([lambda handler: handler.send(200, _feed("Bài trực tiếp")), FAULTS["error"]])
    with _server(lambda handler: next(answers)(handler)) as url:  # noqa: PLW0108 -- another answer each time
        good = build(EVENTSITE_SCHEDULE_URL=url)
        bad = build(EVENTSITE_SCHEDULE_URL=url)
    assert STALE not in good.soup("/chuong-trinh/").get_text()
    assert_stands_in(bad, "07:00, ")
    assert "cập nhật lúc 07:00, 01/01/2018" in " ".join(bad.soup("/chuong-trinh/").get_text().split())
    assert "Bài trực tiếp" in bad.soup("/chuong-trinh/").get_text()


def test_feed_wins_time_and_content_wins_words(build: Build) -> None:
    """A session of the content keeps its title, text and mark; the feed moves it to another hour."""
    with _server(lambda handler: handler.send(200, _feed("Tên khác"))) as url:
        site = build(EVENTSITE_SCHEDULE_URL=url)
    page = " ".join(site.soup("/chuong-trinh/khai-mac/").get_text().split())
    assert ("Lễ khai mạc" in page, "Tên khác" in page) == (True, False)
    assert "08:15" in page
    assert "Mở đầu." in page
    assert site.root.joinpath("chuong-trinh/live/index.html").exists()


def test_schedule_url_secrets_stay_secret(build: Build, caplog: pytest.LogCaptureFixture) -> None:
    """A token in the feed's address reaches neither the log, at its most talkative, nor the site."""
    caplog.set_level(logging.DEBUG)
    with _server(FAULTS["error"]) as url:
        address = url.replace("http://", "http://user:s3cr3t@") + "?token=t0k3n"
        site = build(EVENTSITE_SCHEDULE_URL=address)
    everything = caplog.text + site.text()
    assert [secret for secret in ("s3cr3t", "t0k3n") if secret in everything] == []
