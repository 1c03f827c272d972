"""What can be wrong, said so that the person who reads it can put it right, in their own language.

EventsiteError
├── ContentError    the problems of the content files, all at once
├── ScheduleError   a schedule feed that cannot be had or cannot be read
└── SettingsError   an EVENTSITE_ setting with a value that has no meaning

`exitcode` is read by Pelican's command and by the tasks: 2 says "the content is wrong", 1 "the program is".

Words for editors are made with `say`, in English; `i18n/staff.py` has the other languages.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

Translate = Callable[[str], str]
"""English words, with their {names}, → those of another language, with the same names."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words for people, in no language yet: the English ones, and what stands for the {names} in them."""

    words: str
    values: tuple[tuple[str, object], ...] = ()

    def in_(self, translate: Translate) -> str:
        """Return the words in the language of `translate`; what was said within them is translated too."""
        given = {name: value.in_(translate) if isinstance(value, Said) else value for name, value in self.values}
        return translate(self.words).format(**given)

    def __str__(self) -> str:
        """Return the words in English."""
        return self.in_(str)


def say(words: str, /, **values: object) -> Said:
    """Return English words for people, with `{name}` where a value stands; a brace of their own is written twice.

    Values are numbers, words of the content or of the program's own (`Said`); anything else is taken as text.
    """
    plain = (int, str, Said)
    return Said(words, tuple((name, v if isinstance(v, plain) else str(v)) for name, v in values.items()))


class Place(NamedTuple):
    """Where something stands in a file: line and column, in characters, both from 1."""

    line: int = 1
    column: int = 1


START = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where it is, what it is, and how to put it right.

    `path` is as the editor knows it (`content/people/an.vi.md`), `field` the front matter's name or empty for the
    text. An `advice` is worth a look and stops no build.
    """

    path: str
    place: Place
    field: str
    message: Said
    hint: Said
    advice: bool = False

    @property
    def line(self) -> int:
        """The line, from 1."""
        return self.place.line

    def in_(self, translate: Translate) -> str:
        """Return the one line `path:line:column: field: message; hint`, which editors can click."""
        field = f"{self.field}: " if self.field else ""
        words = f"{self.message.in_(translate)}; {self.hint.in_(translate)}"
        return f"{self.path}:{self.place.line}:{self.place.column}: {field}{words}"

    def __str__(self) -> str:
        """Return the line in English."""
        return self.in_(str)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems by path and place, each once."""
    return sorted(set(problems), key=lambda problem: (problem.path, problem.place, problem.field, str(problem)))


class EventsiteError(Exception):
    """The base of everything that this package raises on purpose."""

    exitcode = 1

    def __init__(self, message: Said | str) -> None:
        """Take what is wrong; what was said can be told in other languages."""
        self.message = message
        super().__init__(message)

    def in_(self, translate: Translate) -> str:
        """Return what is wrong in the language of `translate`."""
        return self.message.in_(translate) if isinstance(self.message, Said) else self.message


class ContentError(EventsiteError):
    """The content has mistakes; nothing was written."""

    exitcode = 2

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Take the problems in any order; they are told sorted by path and place, each once."""
        self.problems = in_order(problems)
        super().__init__(self.summary)

    def __reduce__(self) -> tuple[type["ContentError"], tuple[list[Problem]]]:
        """Let a child process hand the error to its parent: it is made anew from its problems, not from its words."""
        return type(self), (self.problems,)

    def in_(self, translate: Translate) -> str:
        """Return the count of problems, and each of them on a line of its own."""
        return "\n".join([self.summary.in_(translate), *(problem.in_(translate) for problem in self.problems)])

    def __str__(self) -> str:
        """Return the same in English."""
        return self.in_(str)

    @property
    def summary(self) -> Said:
        """The count of problems, as a sentence; mere advice is no mistake and keeps nothing from being written."""
        if all(problem.advice for problem in self.problems):
            return say("Worth a look in the content: {count}", count=len(self.problems))
        if len(self.problems) == 1:
            return say("1 problem in the content; nothing was written.")
        return say("{count} problems in the content; nothing was written.", count=len(self.problems))


class ScheduleError(EventsiteError):
    """A schedule cannot be fetched or read; the message says why in one line, without the address's secrets."""


class SettingsError(EventsiteError):
    """A setting has a value that has no meaning; the message names the setting and what it may be."""

    exitcode = 2
