"""What edits choose from: documents, files, dates and words that were not there before."""

import random

from tests.rich_event import WORDS, File, RichEvent

DAYS = ("2016-12-31", "2017-10-02", "2017-11-05", "2017-11-20", "2017-11-24T11:00:00+07:00", "2017-11-24T18:00:00+01:00",
        "2017-11-25", "2017-12-03", "2018-01-15")  # fmt: skip


def any_document(event: RichEvent, rng: random.Random, *kinds: str) -> str:
    """Return the name of a document of these kinds; of a page where there is none."""
    return rng.choice(event.of(*kinds) or event.of("pages"))


def any_file(event: RichEvent, rng: random.Random, *kinds: str) -> tuple[str, File]:
    """Return the name of a document, of these kinds or of any, and one of its files."""
    name = any_document(
        event, rng, *(kinds or ("pages", "people", "sessions", "press", "news", "rules", "editions", "partners"))
    )
    return name, event.documents[name][rng.choice(sorted(event.documents[name]))]


def any_source(event: RichEvent, rng: random.Random, *kinds: str) -> File:
    """Return the file of a document in its source language."""
    return next(iter(event.documents[any_document(event, rng, *kinds)].values()))


def new_words(event: RichEvent, rng: random.Random) -> str:
    """Return words that no document has yet."""
    return f"{rng.choice(WORDS)} {event.next()}"
