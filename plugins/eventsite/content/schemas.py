"""JSON Schemas of what editors write, for programs that check a file while it is written.

An editor's program reads `2017` as a number and `true` as a truth, our reader takes every scalar as the text that it
is written as. So where text may stand, the schemas let a number or a truth stand too.
"""

import re
from typing import Any

from pydantic import BaseModel

from ..errors import Translate
from .fact_models import EventFacts, SourceFacts
from .fields import fields_of
from .kinds import KINDS, FrontMatter

Schema = dict[str, Any]

_DRAFT = "http://json-schema.org/draft-07/schema#"
_DAY_OR_TIME = r"^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$"
# What pydantic adds for itself, and our own notes on a field.
_DROPPED = {"title", "default", "translated", "start"}


def schemas(translate: Translate) -> dict[str, Schema]:
    """Return the schema of each kind of document and of the two files of facts, by name."""
    kinds = {kind: _schema(model, translate) for kind, model in KINDS.items()}
    sources = {"type": "array", "items": _schema(SourceFacts, translate)}
    found = {**kinds, "event": _schema(EventFacts, translate), "sources": sources}
    return {name: {"$schema": _DRAFT, **schema} for name, schema in found.items()}


def _schema(model: type[BaseModel], translate: Translate) -> Schema:
    found = _told(model.model_json_schema(ref_template="#/definitions/{model}"), translate)
    if issubclass(model, FrontMatter):
        # What is shared stands in the source language's file only: a translation is right without it.
        found["required"] = [field.name for field in fields_of(model) if field.required and field.translated]
    return found


def _told(schema: Schema, translate: Translate) -> Schema:
    """Return the schema as an editor needs it: with both languages, and for the values that YAML gives."""
    if "anyOf" in schema:
        return _either(schema, translate)
    found: Schema = {}
    for name, value in schema.items():
        if name in {"properties", "$defs"}:
            key = "definitions" if name == "$defs" else name
            found[key] = {inner: _told(part, translate) for inner, part in value.items()}
        elif name in {"items", "additionalProperties"} and isinstance(value, dict):
            found[name] = _told(value, translate)
        elif name == "description" and "properties" not in schema:
            found[name] = _both(value, translate)
        elif name not in {*_DROPPED, "description"}:
            found[name] = value
    return _as_yaml(found)


def _either(schema: Schema, translate: Translate) -> Schema:
    """Return a schema of one of several: without None, which no file can say, and with days as days or times."""
    parts = [part for part in schema["anyOf"] if part != {"type": "null"}]
    rest = {name: value for name, value in schema.items() if name != "anyOf"}
    if any(part.get("format") == "date-time" for part in parts):
        return _told({"type": "string", "pattern": _DAY_OR_TIME, **rest}, translate)
    if len(parts) == 1:
        return _told({**parts[0], **rest}, translate)
    return {"anyOf": [_told(part, translate) for part in parts], **_told(rest, translate)}


def _both(description: str, translate: Translate) -> str:
    """Return the description in the staff's language and in English."""
    return "\n\n".join(dict.fromkeys([translate(description), description]))


def _as_yaml(schema: Schema) -> Schema:
    """Let a text also be what YAML makes of it: a number, a truth, or nothing where it may be empty."""
    if schema.get("const") == "":
        return {**schema, "type": ["string", "null"]}
    if schema.get("type") != "string" or schema.keys() & {"const", "enum", "format"}:
        return schema
    written = {"number": "2017", "boolean": "true", "null": ""}
    shortest, pattern = schema.get("minLength", 0), schema.get("pattern", "")
    others = [kind for kind, text in written.items() if len(text) >= shortest and re.search(pattern, text)]
    return {**schema, "type": ["string", *others] if others else "string"}
