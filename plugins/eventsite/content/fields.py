"""The fields of the models as people meet them: in the guides' tables, in schemas, and in a new document."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from .kinds import FrontMatter


@dataclass(frozen=True, slots=True)
class Field:
    """One field as an editor writes it; `start` is what a new document has there, in English."""

    name: str
    required: bool
    translated: bool
    description: str
    start: str
    info: FieldInfo

    @property
    def items(self) -> type[BaseModel] | None:
        """The model of what the field holds, where that is a mapping of fields or a list of them."""
        return next((part for part in _types(self.info) if issubclass(part, BaseModel)), None)


def fields_of(model: type[BaseModel]) -> list[Field]:
    """Return the model's fields, those that must be there first."""
    found = [_field(name, info) for name, info in model.model_fields.items()]
    return sorted(found, key=lambda field: not field.required)


def own_fields(model: type[FrontMatter]) -> list[Field]:
    """Return the fields that a kind has besides the common ones, or that mean something else there."""
    common = {field.name: field.description for field in fields_of(FrontMatter)}
    found = [field for field in fields_of(model) if common.get(field.name) != field.description]
    # What is new comes before what is only explained anew.
    return sorted(found, key=lambda field: (not field.required, field.name in common))


def choices(info: FieldInfo) -> tuple[str, ...]:
    """Return the words of which a field is one; none where it is free."""
    return tuple(value for value in _leaves(info.annotation) if isinstance(value, str) and value)


def has_type(info: FieldInfo, kind: type) -> bool:
    """Return whether a value of the field may be of this type."""
    return kind in _types(info)


def _field(name: str, info: FieldInfo) -> Field:
    extra = info.json_schema_extra
    assert isinstance(extra, dict), "a field that is declared as shared or translated"
    return Field(
        info.alias or name,
        info.is_required(),
        bool(extra["translated"]),
        info.description or "",
        start_of(info),
        info,
    )


def start_of(info: FieldInfo) -> str:
    """Return what a new document has in the field, in English; nothing where it does not say."""
    extra = info.json_schema_extra
    return str(extra.get("start", "")) if isinstance(extra, dict) else ""


def _types(info: FieldInfo) -> list[type]:
    return [value for value in _leaves(info.annotation) if isinstance(value, type)]


def _leaves(annotation: Any) -> Iterator[Any]:
    """Yield what an annotation is made of: its types, a collection's own first, and the words of its literals."""
    parts = get_args(annotation)
    yield get_origin(annotation) or annotation
    for part in parts:
        yield from _leaves(part)
