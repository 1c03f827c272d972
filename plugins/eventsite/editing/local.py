"""Local saving at the preview's own address: from the bytes of a question to files in the content folder."""

import datetime as dt
import json
import threading
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

from ..content.frontmatter import decode, read_yaml
from ..errors import Translate, say
from .api import Desk, Reply, answer
from .folder import ContentFolder


def saver(
    content: Path, today: Callable[[], dt.date], translate: Translate = str
) -> Callable[[bytes], tuple[HTTPStatus, bytes]]:
    """Return what answers the questions of a web editor from this content folder, one after the other."""
    lock = threading.Lock()

    def answer_one(body: bytes) -> tuple[HTTPStatus, bytes]:
        with lock:
            try:
                desk = Desk(
                    folder=ContentFolder(content), languages=languages(content), today=today(), translate=translate
                )  # fmt: skip
                reply = answer(body, desk)
            except OSError as error:
                message = say("the disk does not answer: {reason}", reason=error.strerror or error)
                reply = Reply(HTTPStatus.INTERNAL_SERVER_ERROR, {"error": message.in_(translate)})
        return reply.status, json.dumps(reply.content, ensure_ascii=False).encode()

    return answer_one


def languages(content: Path) -> tuple[str, ...]:
    """Return the event's languages as event.yml has them now, the source first; none where it cannot be read."""
    text, _ = decode("event.yml", (content / "event.yml").read_bytes())
    data, _ = read_yaml("event.yml", text)
    found = data.values.get("languages")
    return tuple(map(str, found)) if isinstance(found, list) else ()
