"""What the pages that are open in a browser have to know: which build is the newest, and what is wrong.

A page is told how things stand and never what happened, so it cannot miss anything: whoever comes late, was cut off
or comes back from the browser's memory hears the same as everybody else.
"""

import json
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

_HEARTBEAT = 15.0  # seconds; an event stream without news finds out in this time that its page is gone


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake, in words for people: where it is, what it is and how to put it right; any part may be empty."""

    place: str = ""
    field: str = ""
    message: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no newer build, in the words that a page shows over the last good one.

    `labels` are the words around it: `close` for the button, `hint` for what stands before each hint.
    """

    language: str
    title: str
    text: str
    faults: tuple[Fault, ...]
    labels: Mapping[str, str]


class News:
    """How things stand; every stream hears of each change of it."""

    def __init__(self) -> None:
        """Begin with the first build and without trouble."""
        # A page that another server has served shows another build, whatever its number.
        self._server = f"{time.time_ns():x}"
        self._number = 0
        self._trouble: Trouble | None = None
        self._changes = 0
        self._ended = False
        self._changed = threading.Condition()

    @property
    def build(self) -> str:
        """The name of the newest build."""
        return f"{self._server}-{self._number}"

    def tell(self, trouble: Trouble | None) -> None:
        """Tell of what is wrong; or, with None, of a new build in which nothing is."""
        with self._changed:
            self._number += trouble is None
            self._trouble = trouble
            self._changes += 1
            self._changed.notify_all()

    def end(self) -> None:
        """End all streams."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def stream(self) -> Iterator[str]:
        """Yield the event stream of one page: how things stand, now and after each change, until the end."""
        yield "retry: 1000\n"
        seen = -1
        while True:
            with self._changed:
                has_news = self._changed.wait_for(lambda: self._ended or self._changes > seen, _HEARTBEAT)  # noqa: B023
                if self._ended:
                    return
                seen, message = self._changes, self._message()
            yield f"data: {message}\n\n" if has_news else ":\n\n"

    def _message(self) -> str:
        trouble = asdict(self._trouble) if self._trouble else None
        return json.dumps({"build": self.build, "trouble": trouble}, ensure_ascii=False)
