"""The field tables of the editors' guides, written between their markers from the models."""

import re
from collections.abc import Iterable

from pydantic import BaseModel

from ..errors import Translate, say
from .fact_models import EventFacts, SourceFacts
from .fields import Field, fields_of, own_fields
from .kinds import KINDS, FrontMatter

_MARKED = re.compile(r"(<!-- fields: (?P<name>[\w. -]+) -->\n).*?(<!-- /fields -->)", re.DOTALL)


def field_tables() -> dict[str, list[Field]]:
    """Return the fields of each table by the name in its marker, such as `press` or `event.yml rooms`."""
    facts = fields_of(EventFacts)
    parts: dict[str, type[BaseModel]] = {field.name: field.items for field in facts if field.items}
    return {
        "common": fields_of(FrontMatter),
        **{kind: own_fields(model) for kind, model in KINDS.items()},
        "event.yml": facts,
        **{f"event.yml {name}": fields_of(model) for name, model in parts.items()},
        "sources.yml": fields_of(SourceFacts),
    }


def with_tables(guide: str, translate: Translate) -> str:
    """Return the guide's text with the table of each marker as the models have it now.

    Raises KeyError where a marker names no table.
    """
    tables = field_tables()
    return _MARKED.sub(lambda found: found[1] + _table(tables[found["name"]], translate) + found[3], guide)


def marked_tables(guide: str) -> list[str]:
    """Return the names in the guide's markers, in order."""
    return [found["name"] for found in _MARKED.finditer(guide)]


_HEAD = (say("Field"), say("Needed?"), say("Shared or translated"), say("Meaning"))
_YES, _SHARED, _TRANSLATED = say("yes"), say("shared"), say("translated")


def _table(fields: Iterable[Field], translate: Translate) -> str:
    head = [word.in_(translate) for word in _HEAD]
    rows = [head, ["---"] * len(head), *(_row(field, translate) for field in fields)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _row(field: Field, translate: Translate) -> list[str]:
    needed = _YES.in_(translate) if field.required else "–"
    kind = "–" if field.items else (_TRANSLATED if field.translated else _SHARED).in_(translate)
    return [f"`{field.name}`", needed, kind, translate(field.description).replace("|", r"\|")]
