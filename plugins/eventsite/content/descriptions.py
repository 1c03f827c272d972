"""What the models say of themselves and of their fields: the words of field tables, schemas and web editors."""

from collections.abc import Iterator
from typing import get_args

from pydantic import BaseModel

from .fact_models import EventFacts, SourceList
from .fields import start_of
from .kinds import KINDS


def descriptions() -> Iterator[tuple[str, str]]:
    """Yield the English words of every kind, of every part of event.yml and sources.yml, and of all their fields.

    Each comes behind the name of its model; Vietnamese is in the catalog of what is said to staff.
    """
    for model in models():
        yield model.__name__, summary(model)
        for info in model.model_fields.values():
            if info.description:
                yield model.__name__, info.description
            if (start := start_of(info)).startswith("("):
                yield model.__name__, start


def models() -> list[type[BaseModel]]:
    """Return the models of all kinds, then those of event.yml and sources.yml with all their parts, each once."""
    found: dict[type[BaseModel], None] = {}
    waiting: list[type[BaseModel]] = [*KINDS.values(), EventFacts, SourceList]
    while waiting:
        model = waiting.pop(0)
        if model not in found:
            found[model] = None
            waiting += [part for info in model.model_fields.values() for part in _models_in(info.annotation)]
    return list(found)


def summary(model: type[BaseModel]) -> str:
    """Return the sentence that says what the model is."""
    return (model.__doc__ or "").partition("\n")[0]


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)
