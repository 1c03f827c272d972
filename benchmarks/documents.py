"""The documents of the corpus: the same for a number and a seed on every machine, whatever generator reads them.

A document is one of four kinds: speakers 40 %, sessions 35 %, press 20 %, pages 5 %. Its body has about 350 words
(in Vietnamese: syllables), 3 or 4 headings, a bullet list, external links and one internal link; 1 in 3 has a
table, 1 in 3 an ordered list, 1 in 5 a quotation and 1 in 20 fenced code.
"""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property

from .text import Body, chance, sentence
from .words import FAMILY_NAMES, GIVEN_NAMES, MIDDLE_NAMES, TITLES, WORDS

SEED = "2017"
LANGUAGES = ("vi", "en", "nl", "de")
"""The languages that a corpus can have, in the order in which they join it; `nl` and `de` have the English text."""

KINDS = ("speakers", "sessions", "press", "pages")
_SINGULAR = {"speakers": "speaker", "sessions": "session", "press": "press", "pages": "page"}
# Of each 20 documents in a row: the kind, and the place at which the next kind begins.
_SHARES = (("speakers", 8), ("sessions", 15), ("press", 19), ("pages", 20))
_CYCLE = 20
_FIRST = dt.datetime(2017, 1, 1, 8, 0, tzinfo=dt.UTC)
_MINUTES = 330 * 24 * 60


def kind_of(number: int) -> str:
    """Return the kind of the document with the number."""
    return next(kind for kind, end in _SHARES if number % _CYCLE < end)


def key_of(number: int) -> str:
    """Return the last part of the document's address, such as press-00015."""
    return f"{_SINGULAR[kind_of(number)]}-{number:05d}"


def numbers_of(kind: str, total: int) -> list[int]:
    """Return the numbers of the kind's documents in a corpus of `total`."""
    return [number for number in range(total) if kind_of(number) == kind]


def text_language(language: str) -> str:
    """Return the language that a language's documents are written in: `vi` or `en`."""
    return language if language in WORDS else "en"


@dataclass(frozen=True)
class Document:
    """The document with a number in a corpus of `total`, in every language; it is written when it is asked for."""

    number: int
    total: int
    seed: str = SEED

    @property
    def kind(self) -> str:
        """The kind, one of KINDS."""
        return kind_of(self.number)

    @property
    def key(self) -> str:
        """The last part of the address, the same in every language."""
        return key_of(self.number)

    @property
    def link(self) -> int:
        """The number of the document that the internal link leads to."""
        return (self.number * 7 + 3) % self.total

    @property
    def date(self) -> dt.datetime:
        """When it was published: a time of the year 2017."""
        return _FIRST + dt.timedelta(minutes=37 * self.number % _MINUTES)

    @cached_property
    def _subject(self) -> tuple[str, int]:
        """A person's name, and the position of a topic among the topics."""
        dice = chance(self.seed, self.number, "meta")
        name = f"{dice.choice(FAMILY_NAMES)} {dice.choice(MIDDLE_NAMES)} {dice.choice(GIVEN_NAMES)}"
        return name, dice.randrange(len(WORDS["vi"]["topic"]))

    @property
    def name(self) -> str:
        """The person's name, where the document is a speaker's."""
        return self._subject[0]

    def topic(self, language: str) -> str:
        """Return what it is about, in a few words."""
        return WORDS[text_language(language)]["topic"][self._subject[1]]

    def title(self, language: str) -> str:
        """Return the title."""
        form = TITLES[text_language(language)][self.kind]
        return form.format(name=self.name, i=self.number, topic=self.topic(language))

    def summary(self, language: str) -> str:
        """Return one sentence without Markdown."""
        code = text_language(language)
        words = sentence(chance(self.seed, self.number, f"{code}:sum"), code, self.key)
        return re.sub(r"[*\[]|\]\([^)]*\)", "", words)

    def body(self, language: str) -> str:
        """Return the Markdown text, with LINK where the internal link belongs."""
        return self._bodies[text_language(language)]

    @cached_property
    def _bodies(self) -> dict[str, str]:
        return {language: Body(self.seed, self.number, self.key, language).text() for language in WORDS}
