"""From the fields of the models to those of a web editor: which widget writes what our reader reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..content.kinds import KINDS, FrontMatter
from ..model import Event
from . import labels

Translate = Callable[[str], str]
"""From English words to those of the staff's language."""

Definition = dict[str, Any]
"""A field, or any other part of the editor's configuration."""

# What the program writes itself; an editor leaves lines alone that it knows nothing of.
_NOT_EDITED = {"translated-from", "translated-on"}
# Sentences need more than one line; names of other documents are chosen and not typed.
_BY_NAME = {
    "summary": "text",
    "message": "text",
    "image": "image",
    "people": "people",
    "parent": "pages",
    "room": "rooms",
    "track": "tracks",
    "sources": "sources",
}
# A field for a moment would show and write it in the zone of whoever happens to edit.
_DAY_OR_TIME = r"^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?$"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a configuration: the `language` of the staff, and what translates into it."""

    language: str
    say: Translate


def fields(kind: str, event: Event, words: Words) -> list[Definition]:
    """Return the fields of a kind as the editor shows them: what must be written, the text, then the rest."""
    schema = KINDS[kind].model_json_schema()
    required = set(schema.get("required", ()))
    common = {info.alias or name for name, info in FrontMatter.model_fields.items()}
    shown = {name: field for name, field in schema["properties"].items() if name not in _NOT_EDITED}
    found = {
        name: _field(name, {**field, "label": _label(kind, name), "required": name in required}, event, words)
        for name, field in shown.items()
    }
    needed = sorted((name for name in found if name in required), key=lambda name: name in common)
    rest = sorted((name for name in found if name not in required), key=lambda name: name in common)
    text = {"name": "body", "label": words.say(labels.TEXT), "widget": "markdown", "required": False, "i18n": True}
    return [*(found[name] for name in needed), text, *(found[name] for name in rest)]


def _label(kind: str, name: str) -> str:
    return labels.FIELDS.get(f"{kind}.{name}") or labels.FIELDS.get(name) or name.replace("-", " ").capitalize()


def _field(name: str, schema: Mapping[str, Any], event: Event, words: Words) -> Definition:
    field: Definition = {
        "name": name,
        "label": words.say(schema["label"]),
        **_widget(name, schema, event, words),
        "required": schema["required"],
    }
    if description := schema.get("description"):
        said = words.say(description)
        field["hint"] = f"{said} {field['hint']}" if "hint" in field else said
    if schema.get("translated"):
        field["i18n"] = True
    return field


def _widget(name: str, schema: Mapping[str, Any], event: Event, words: Words) -> Definition:
    """Return the widget for a field's type; a model may name one itself, as `widget`."""
    kinds = [part for part in schema.get("anyOf", [schema]) if part.get("type") != "null"]
    is_list = kinds[0].get("type") == "array"
    chosen = str(schema.get("widget") or _BY_NAME.get(name, ""))
    if chosen in {"text", "image"} and not is_list:
        return {"widget": chosen}
    if chosen in {"people", "pages"}:
        return _relation(chosen, is_list)
    if chosen in {"rooms", "tracks", "sources"}:
        return _options(chosen, is_list, event, words)
    if any(part.get("format") == "date-time" for part in kinds):
        return {"widget": "string", "hint": words.say(labels.DATE_OR_TIME), **_pattern(_DAY_OR_TIME, words)}
    return _plain(kinds[0], event, words)


def _plain(schema: Mapping[str, Any], event: Event, words: Words) -> Definition:
    """Return the widget for what a single type holds."""
    values = schema.get("enum") or ([schema["const"]] if "const" in schema else [])
    if values:
        options = [{"label": words.say(labels.VALUES.get(value, value)), "value": value} for value in values]
        return {"widget": "select", "options": options}
    match schema.get("type"), schema.get("format"):
        case "string", "date":
            return {"widget": "datetime", "format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": False}
        case "boolean", _:
            return {"widget": "boolean"}
        case "integer", _:
            return {"widget": "number", "value_type": "int", "step": 1}
        case "array", _:
            item = {"name": "item", "label": words.say(labels.ITEM), "widget": "string"}
            return {"widget": "list", "field": item, "collapsed": False}
        case "object", _:
            return _by_language(event)
    return {"widget": "string", **(_pattern(schema["pattern"], words) if "pattern" in schema else {})}


def _pattern(pattern: str, words: Words) -> Definition:
    return {"pattern": [pattern, words.say(labels.FORM)]}


def _relation(kind: str, is_list: bool) -> Definition:
    """Return the choice among the documents of a kind, whose keys are written."""
    title = "name" if kind == "people" else "title"
    return {
        "widget": "relation",
        "collection": kind,
        "value_field": "{{slug}}",
        "search_fields": [title],
        "display_fields": [title],
        "multiple": is_list,
    }


def _options(name: str, is_list: bool, event: Event, words: Words) -> Definition:
    """Return the choice among rooms, tracks or sources."""
    items: Any = getattr(event, name)
    titled = ((item.id, item.title if name == "sources" else item.name) for item in items)
    options = [{"label": text.in_(words.language).words, "value": key} for key, text in titled]
    # Without anything to choose from, as where a feed names the rooms, it is typed.
    if not options:
        return {"widget": "list" if is_list else "string"}
    return {"widget": "select", "options": options, "multiple": is_list}


def _by_language(event: Event) -> Definition:
    """Return one short field for each language of the event."""
    parts = [{"name": code, "label": code, "widget": "string", "required": False} for code in event.languages]
    return {"widget": "object", "fields": parts, "collapsed": True}
