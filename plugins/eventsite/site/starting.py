"""A new document on the disk: what `./inv new` asks of the content folder."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from ..content.documents import document_ids
from ..content.kinds import KINDS
from ..content.mistakes import nearest
from ..content.starting import Start, free_key, key_of, kind_named, new_files
from ..errors import EventsiteError, Translate, say
from ..model import Event
from .gather import event_facts
from .reader import read_files


def start_document(  # noqa: PLR0913 -- what a person may say of a new document
    folder: Path,
    name: str,
    title: str,
    now: dt.datetime,
    *,
    languages: Sequence[str] = (),
    key: str = "",
    words: Callable[[str], Translate],
    explain: Translate,
) -> list[Path]:
    """Write the files of a new document below the content folder and return them; nothing is ever written over.

    `languages` are those of the event if left out, `key` is made of the title. Raises EventsiteError where one of the
    three names cannot be used, and ContentError where event.yml cannot be read.
    """
    kind = kind_named(name)
    if kind is None:
        kinds = ", ".join(model.__name__.lower() if kind != "press" else kind for kind, model in KINDS.items())
        raise EventsiteError(say("{name} is not a kind of document; write one of: {kinds}.", name=name, kinds=kinds))
    files = read_files(folder)
    event = event_facts(files, folder.name)[0].event
    chosen = _chosen(event, languages)
    start = Start(
        kind=kind,
        key=_key(kind, key or key_of(title), document_ids(files.documents)),
        title=title,
        languages=chosen,
        today=now.astimezone(event.zone).date(),
        words={language: words(language) for language in chosen},
        explain=explain,
    )
    return [_write(folder / path, text) for path, text in new_files(start).items()]


def _chosen(event: Event, languages: Sequence[str]) -> list[str]:
    """Return the languages in the event's order, the public ones where none are asked for."""
    for code in languages:
        if code not in event.languages:
            hint = nearest(code, event.languages)
            raise EventsiteError(say("{code} is not a language of this event; {hint}", code=code, hint=hint))
    return [code for code in event.languages if code in (languages or event.public_languages)]


def _key(kind: str, key: str, taken: set[str]) -> str:
    if not key or key != key_of(key):
        raise EventsiteError(
            say("The key must be made of a–z, 0–9 and single hyphens; name one, for example --key opening-day.")
        )
    free = free_key(kind, key, taken)
    if free != key:
        raise EventsiteError(
            say(
                "There is a document {document} already; name another key, for example --key {free}.",
                document=f"{kind}/{key}", free=free,
            )
        )  # fmt: skip
    return key


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return path
