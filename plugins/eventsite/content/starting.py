"""A new document: the files of its languages with every field that they may have, each explained where it stands.

What only the editor can know stands in brackets, as in `(title)`, and is not published: the files begin as drafts,
and a document that is none has a problem for each bracket that is left.
"""

import datetime as dt
import re
import textwrap
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ..errors import Place, Problem, Translate, say
from .fields import Field, choices, fields_of, has_type, own_fields
from .frontmatter import Parts, read_yaml
from .kinds import KINDS, FrontMatter
from .markdown import heading_id
from .marks import MARK_FIELDS

BODY = say("(Write the text here.)")
OPTIONAL = say("Not needed: to use one of these lines, remove the sign # in front of it.")
# Addresses that are longer are cut off where they are shown.
LONGEST_KEY = 60
_COMMENT_WIDTH = 100
_BRACKETS = re.compile(r"\([^()\n]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a new document begins with; the first of its `languages` has the shared fields and the title.

    `words` puts what stands in brackets into each language, `explain` the comments into the one of the staff.
    """

    kind: str
    key: str
    title: str
    languages: Sequence[str]
    today: dt.date
    words: Mapping[str, Translate]
    explain: Translate


def kind_named(name: str) -> str | None:
    """Return the kind by its folder or by one of its documents: `people` for both `people` and `person`."""
    singular = {model.__name__.lower(): kind for kind, model in KINDS.items()}
    return name if name in KINDS else singular.get(name.lower())


def key_of(title: str) -> str:
    """Return a key made of the title's words in ASCII, đ as d; empty where the title has no such letters."""
    key = heading_id(title, "-")
    if len(key) <= LONGEST_KEY:
        return key
    return key[: LONGEST_KEY + 1].rpartition("-")[0] or key[:LONGEST_KEY]


def free_key(kind: str, key: str, taken: Collection[str]) -> str:
    """Return the key, else the first of `key-2`, `key-3` … of which no document is in `taken` as `kind/key`."""
    number, free = 1, key
    while f"{kind}/{free}" in taken:
        number += 1
        free = f"{key}-{number}"
    return free


def new_files(start: Start) -> dict[str, str]:
    """Return the text of each new file by its path below the content folder."""
    return {
        f"{start.kind}/{start.key}.{language}.md": "".join(f"{line}\n" for line in _lines(start, language))
        for language in start.languages
    }


def _lines(start: Start, language: str) -> Iterator[str]:
    first = language == start.languages[0]
    fields = [field for field in _ordered(KINDS[start.kind]) if first or field.translated]
    yield "---"
    for field in (field for field in fields if _begun(field)):
        yield from _comment(start.explain(field.description))
        yield from _written(field.name, _value(field, start, language), in_list=has_type(field.info, tuple))
    yield ""
    yield from _comment(OPTIONAL.in_(start.explain))
    for field in (field for field in fields if not _begun(field)):
        yield from _comment(start.explain(field.description))
        yield f"#{field.name}: {_example(field, start.today)}".rstrip()
    yield "---"
    yield BODY.in_(start.words[language])


def _ordered(model: type[FrontMatter]) -> list[Field]:
    """Return the fields that a person writes, the kind's own before those that every kind has."""
    own = [field.name for field in own_fields(model)]
    fields = [field for field in fields_of(model) if field.name not in MARK_FIELDS]
    return sorted(fields, key=lambda field: own.index(field.name) if field.name in own else len(own))


def _begun(field: Field) -> bool:
    return field.required or bool(field.start)


def _comment(text: str) -> list[str]:
    return [
        f"# {line}" for line in textwrap.wrap(text, _COMMENT_WIDTH, break_on_hyphens=False, break_long_words=False)
    ]


def _written(name: str, value: str, *, in_list: bool) -> list[str]:
    return [f"{name}:", f"  - {scalar(value)}"] if in_list else [f"{name}: {scalar(value)}"]


def _value(field: Field, start: Start, language: str) -> str:
    """Return what the field of a new document has: the title, the day, a word to choose, or what is to be written."""
    if field.name == heading_field(KINDS[start.kind]) and language == start.languages[0]:
        return unicodedata.normalize("NFC", " ".join(start.title.split()))
    if field.start:
        # Only what stands in brackets is words; other values are as they are in every language.
        return start.words[language](field.start) if field.start.startswith("(") else field.start
    if has_type(field.info, dt.date):
        return start.today.isoformat()
    if has_type(field.info, int):
        return str(start.today.year)
    return choices(field.info)[0]


def heading_field(model: type[FrontMatter]) -> str:
    """Return the field that has the document's title or name."""
    return next(name for name in ("title", "name") if name in model.model_fields)


def _example(field: Field, today: dt.date) -> str:
    """Return a value that a field which is not needed may have; nothing where only the editor can know one."""
    if field.info.examples:
        return scalar(str(field.info.examples[0]))
    if words := choices(field.info):
        return words[0]
    if has_type(field.info, dt.date):
        return today.isoformat()
    if has_type(field.info, bool):
        return "true"
    empty = {tuple: "[]", dict: "{}", int: "0"}
    return next((value for kind, value in empty.items() if has_type(field.info, kind)), "")


def scalar(value: str) -> str:
    """Return the value as YAML: as it is where that reads back as the same, else in double quotes."""
    read, _ = read_yaml("", f"a: {value}")
    if read.values == {"a": value}:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def left_over(path: str, parts: Parts, model: type[FrontMatter]) -> list[Problem]:
    """Return a problem for each bracket of a new document that nobody has written over."""
    found = [(name, value) for name in _to_write(model) for value in _texts(parts.data.values.get(name))]
    places = [(parts.data.place((name,)), name, value) for name, value in found]
    places.append((Place(parts.body_line), "", parts.body.strip()))
    hint = say("write it, or add a line `status: draft`")
    return [
        Problem(path, place, name, say("`{words}` is still to be written", words=value), hint)
        for place, name, value in places
        if _BRACKETS.fullmatch(value)
    ]


@cache
def _to_write(model: type[FrontMatter]) -> tuple[str, ...]:
    """Return the fields that begin with brackets; asked for once a document, of which there may be ten thousand."""
    return tuple(field.name for field in fields_of(model) if field.start.startswith("("))


def _texts(value: object) -> Iterable[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value or "")]
