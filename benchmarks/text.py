"""Sentences and Markdown bodies of the corpus, by chance that is the same on every machine."""

import random

from .words import HEADINGS, LABELS, SENTENCES, WORDS

LINK = "@@LINK@@"
"""Stands in a body for the internal link, which every generator writes in a way of its own."""

_WORDS_IN_BODY = 338
_NOT_PARAGRAPHS = "#-|>1`"  # how the parts begin that no sentence can be added to


def chance(seed: str, number: int, name: str) -> random.Random:
    """Return the dice for one purpose in one document; a string as seed gives the same in every Python."""
    return random.Random(f"{seed}:{number}:{name}")  # noqa: S311 - words for a test, no secret


def sentence(dice: random.Random, language: str, key: str) -> str:
    """Return one sentence; `key` is the document's, for the address in an external link."""
    words = WORDS[language]
    text = dice.choice(SENTENCES[language]).format(
        org=dice.choice(words["org"]),
        topic=dice.choice(words["topic"]),
        place=dice.choice(words["place"]),
        group=dice.choice(words["group"]),
        num=dice.randrange(100, 2000),
        num2=dice.randrange(1, 28),
        slug=key,
    )
    return text[0].upper() + text[1:]


class Body:
    """The Markdown text of one document in one language."""

    def __init__(self, seed: str, number: int, key: str, language: str) -> None:
        # The shape comes from the number alone, so that every language has the same one.
        self._shape = chance(seed, number, "shape")
        self._dice = chance(seed, number, language)
        self._number = number
        self._key = key
        self._language = language
        self._parts: list[str] = []

    def text(self) -> str:
        """Return the text, of about 350 words, with LINK in its last part."""
        table, steps, quotation, code = (self._shape.random() < share for share in (1 / 3, 1 / 3, 1 / 5, 1 / 20))
        count = self._shape.choice((3, 3, 4))
        headings = self._shape.sample(HEADINGS[self._language], count)
        extras = (
            (self._bullets,),
            (*([self._table] if table else []), *([self._steps] if steps else [])),
            (*([self._quotation] if quotation else []), *([self._code] if code else [])),
            (),
        )
        self._paragraph(3)
        for heading, writers in zip(headings, extras, strict=False):
            self._parts.append(f"## {heading}")
            self._paragraph(2)
            for write in writers:
                write()
        self._parts.append(f"{LABELS[self._language]['see']}: {LINK}.")
        self._lengthen()
        return "\n\n".join(self._parts) + "\n"

    def _sentence(self) -> str:
        return sentence(self._dice, self._language, self._key)

    def _topic(self) -> str:
        return self._dice.choice(WORDS[self._language]["topic"])

    def _paragraph(self, sentences: int) -> None:
        self._parts.append(" ".join(self._sentence() for _ in range(sentences)))

    def _bullets(self) -> None:
        self._parts.append("\n".join(f"- {self._sentence()}" for _ in range(3)))

    def _table(self) -> None:
        label = LABELS[self._language]
        rows = [f"| {label['time']} | {label['item']} | {label['room']} |", "| --- | --- | --- |"]
        rows += [
            f"| {hour}:30 | {self._topic()} | {label['hall']} {self._dice.choice('ABC')} |" for hour in range(8, 12)
        ]
        self._parts.append("\n".join(rows))

    def _steps(self) -> None:
        rule = LABELS[self._language]["rule"]
        self._parts.append("\n".join(f"{step}. {rule} {step}: {self._topic()}." for step in range(1, 5)))

    def _quotation(self) -> None:
        self._parts.append(f"> {self._sentence()}")

    def _code(self) -> None:
        self._parts.append(f'```json\n{{"session": {self._number}, "hall": "{self._dice.choice("ABC")}"}}\n```')

    def _lengthen(self) -> None:
        """Add sentences to paragraphs taken by chance until there are enough words."""
        words = sum(len(part.split()) for part in self._parts)
        while words < _WORDS_IN_BODY:
            place = self._dice.randrange(1, len(self._parts))
            more = self._sentence()
            if self._parts[place][0] in _NOT_PARAGRAPHS or LINK in self._parts[place]:
                self._parts.insert(-1, more)  # the link stays last
            else:
                self._parts[place] += f" {more}"
            words += len(more.split())
