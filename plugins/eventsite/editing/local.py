"""Local saving at the preview's own address: from the bytes of a question to files in the content folder."""

import datetime as dt
import json
import logging
import threading
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

from ..content.frontmatter import decode, read_yaml
from .api import Desk, Reply, answer
from .folder import ContentFolder

log = logging.getLogger(__name__)


def saver(content: Path, today: Callable[[], dt.date]) -> Callable[[bytes], tuple[HTTPStatus, bytes]]:
    """Return what answers the questions of a web editor from this content folder, one after the other."""
    lock = threading.Lock()

    def answer_one(body: bytes) -> tuple[HTTPStatus, bytes]:
        with lock:
            reply = _answer(body, content, today())
        return reply.status, json.dumps(reply.content, ensure_ascii=False).encode()

    return answer_one


def _answer(body: bytes, content: Path, today: dt.date) -> Reply:
    try:
        desk = Desk(folder=ContentFolder(content), languages=languages(content), today=today)
        return answer(body, desk)
    except OSError as error:
        log.exception("The web editor's question could not be answered.")
        return Reply(HTTPStatus.INTERNAL_SERVER_ERROR, {"error": error.strerror or "the disk does not answer"})


def languages(content: Path) -> tuple[str, ...]:
    """Return the event's languages as event.yml has them now, the source first; none where it cannot be read."""
    text, _ = decode("event.yml", (content / "event.yml").read_bytes())
    data, _ = read_yaml("event.yml", text)
    found = data.values.get("languages")
    return tuple(map(str, found)) if isinstance(found, list) else ()
