"""All repairs of one text, in their order, each under its name."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from ..errors import Said, say
from .fragments import beside_code
from .letters import composed, plain_at_edges, plain_between, without_unseen
from .lines import ended, listed, spaced, trimmed, trimmed_fields, unix
from .pasted import as_written
from .words import encoded_once, in_unicode


class Text(NamedTuple):
    """A file's text in two: the fields, with their lines of dashes, and what is below; `language` is its own."""

    fields: str
    body: str
    language: str

    @property
    def whole(self) -> str:
        """The text as it is in the file."""
        return self.fields + self.body


class Step(NamedTuple):
    """One repair: what is said of it, and how the fields and the body are repaired."""

    done: Said
    fields: Callable[[str, str], str]
    body: Callable[[str, str], str]


def _kept(text: str, language: str) -> str:
    return text


def _in_all(repair: Callable[[str], str]) -> Callable[[str, str], str]:
    return lambda text, language: repair(text)


def _in_words(repair: Callable[[str], str]) -> Callable[[str, str], str]:
    return lambda text, language: beside_code(text, repair)


def _plain_body(text: str, language: str) -> str:
    return beside_code(text, lambda words: plain_between(plain_at_edges(words), language))


# They change no sign that a reader sees.
_FORM = (
    Step(say("Unix line ends"), _in_all(unix), _in_all(unix)),
    Step(say("letters in two parts composed (NFC)"), _in_all(composed), _in_all(composed)),
)
# What they remove may be half a letter where the encoding is wrong: not before that is put right.
_LETTERS = (
    Step(say("invisible signs removed"), _in_all(without_unseen), _in_words(without_unseen)),
    Step(say("pasted HTML made Markdown"), _kept, _in_all(as_written)),
    # In a title somebody may have chosen where its line ends.
    Step(say("plain spaces for no-break spaces"), _kept, _plain_body),
    Step(say("bullets made lists"), _kept, _in_words(listed)),
)
_FIELDS = Step(say("fields indented with plain spaces"), _in_all(spaced), _kept)
_ENDS = Step(say("spaces at line ends removed"), _in_all(trimmed_fields), _in_words(trimmed))
_WORDS = (
    Step(say("UTF-8 that was read as Windows-1252"), _in_all(encoded_once), _in_all(encoded_once)),
    Step(say("old encoding made Unicode"), _in_all(in_unicode), _in_all(in_unicode)),
)
_LAST = Step(say("end of the file tidied"), _in_all(ended), _in_all(ended))
_MOST_ROUNDS = 5


def split(text: str, language: str, *, is_document: bool) -> Text:
    """Return the text in its two parts; a file of facts has fields only, and a document without dashes none."""
    if not is_document:
        return Text(text, "", language)
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or end is None:
        return Text("", text, language)
    length = sum(len(line) + 1 for line in lines[: end + 1])
    return Text(text[:length], text[length:], language)


def formed(text: str) -> tuple[str, tuple[Said, ...]]:
    """Return the text with Unix line ends, in NFC, and what was done."""
    found, done = _through(_FORM, Text("", text, ""))
    return found.body, done


def reworded(text: Text) -> tuple[Text, tuple[Said, ...]]:
    """Return the text with its letters read in the right encoding, and what was done: a person is asked first."""
    return _through(_WORDS, text)


def mended(text: Text, *, letters: bool = True) -> tuple[Text, tuple[Said, ...]]:
    """Return the text with every repair that loses no word, and what was done; `letters` may have to wait."""
    steps = (_FIELDS, *(_LETTERS if letters else ()), _ENDS, _LAST)
    done: dict[Said, None] = {}
    # What one repair uncovers may be another's, also of one that came before.
    for _ in range(_MOST_ROUNDS):
        text, more = _through(steps, text)
        if not more:
            break
        done |= dict.fromkeys(more)
    return text, tuple(done)


def _through(steps: Iterable[Step], text: Text) -> tuple[Text, tuple[Said, ...]]:
    done = []
    for step in steps:
        fields, body = step.fields(text.fields, text.language), step.body(text.body, text.language)
        if (fields, body) != (text.fields, text.body):
            done.append(step.done)
        text = Text(fields, body, text.language)
    return text, tuple(done)
