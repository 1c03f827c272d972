"""What can be wrong, said so that the person who reads it can put it right.

EventsiteError
├── ContentError    the problems of the content files, all at once
├── ScheduleError   a schedule feed that cannot be had or cannot be read
└── SettingsError   an EVENTSITE_ setting with a value that has no meaning

`exitcode` is read by Pelican's command and by the tasks: 2 says "the content is wrong", 1 "the program is".
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: where it is, what it is, and how to put it right.

    `path` is as the editor knows it (`content/people/an.vi.md`), `line` counts from 1, `field` is the front
    matter's name or empty for the text.
    """

    path: str
    line: int
    field: str
    message: str
    hint: str

    def __str__(self) -> str:
        """Return the one line `path:line: field: message; hint`, which editors can click."""
        where = f"{self.path}:{self.line}: "
        what = f"{self.field}: {self.message}" if self.field else self.message
        return f"{where}{what}; {self.hint}"


class EventsiteError(Exception):
    """The base of everything that this package raises on purpose."""

    exitcode = 1


class ContentError(EventsiteError):
    """The content has mistakes; nothing was written."""

    exitcode = 2

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Take the problems in any order; they are told sorted by path and line, each once."""
        self.problems = sorted(set(problems))
        super().__init__("\n".join([self.summary, *map(str, self.problems)]))

    def __reduce__(self) -> tuple[type["ContentError"], tuple[list[Problem]]]:
        """Let a child process hand the error to its parent: it is made anew from its problems, not from its words."""
        return type(self), (self.problems,)

    @property
    def summary(self) -> str:
        """The count of problems, as a sentence."""
        count = len(self.problems)
        noun = "problem" if count == 1 else "problems"
        return f"{count} {noun} in the content; nothing was written."


class ScheduleError(EventsiteError):
    """A schedule cannot be fetched or read; the message says why in one line, without the address's secrets."""


class SettingsError(EventsiteError):
    """A setting has a value that has no meaning; the message names the setting and what it may be."""

    exitcode = 2
