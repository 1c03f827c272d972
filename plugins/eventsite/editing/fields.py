"""From the fields of the models to those of a web editor: which widget writes what our reader reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..content.kinds import KINDS, FrontMatter
from ..errors import Said, Translate
from ..model import Event
from . import labels

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


Choices = Mapping[str, str]
"""The key of what can be chosen → its title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the fields depend on besides the models: the staff's `language`, what translates into it, the event.

    `images` is the folder of pictures, as a path below the repository's root. `choices` are what can be named in a
    field: `people`, `pages`, `rooms`, `tracks` and `sources`.
    """

    language: str
    translate: Translate
    event: Event
    images: str
    choices: Mapping[str, Choices]

    def word(self, words: Said | str) -> str:
        """Return the words in the staff's language; a plain string is a description, or nobody's words."""
        return words.in_(self.translate) if isinstance(words, Said) else self.translate(words)


def fields(kind: str, context: Context) -> list[Definition]:
    """Return the fields of a kind as the editor shows them: what must be written, the text, then the rest."""
    schema = KINDS[kind].model_json_schema()
    required = set(schema.get("required", ()))
    common = {info.alias or name for name, info in FrontMatter.model_fields.items()}
    shown = {name: field for name, field in schema["properties"].items() if name not in _NOT_EDITED}
    found = {
        name: _field(name, {**field, "label": _label(kind, name), "required": name in required}, context)
        for name, field in shown.items()
    }
    needed = sorted((name for name in found if name in required), key=lambda name: name in common)
    rest = sorted((name for name in found if name not in required), key=lambda name: name in common)
    text = {
        "name": "body",
        "label": context.word(labels.TEXT),
        "widget": "markdown",
        "editor_components": ["image"],
        "required": False,
        "i18n": True,
    }
    return [*(found[name] for name in needed), text, *(found[name] for name in rest)]


def _label(kind: str, name: str) -> Said | str:
    return labels.FIELDS.get(f"{kind}.{name}") or labels.FIELDS.get(name) or name.replace("-", " ").capitalize()


def _field(name: str, schema: Mapping[str, Any], context: Context) -> Definition:
    # Editors take a switch without a default for one that is off, and write that down.
    is_on = schema.get("type") == "boolean" and schema.get("default")
    field: Definition = {
        "name": name,
        "label": context.word(schema["label"]),
        **_widget(name, schema, context),
        **({"default": True} if is_on else {}),
        "required": schema["required"],
    }
    description = schema.get("description")
    # A hint that only repeats the label is none.
    if description and context.word(description).removesuffix(".") != field["label"]:
        field["hint"] = context.word(description)
    if schema.get("translated"):
        field["i18n"] = True
    return field


def _widget(name: str, schema: Mapping[str, Any], context: Context) -> Definition:
    """Return the widget for a field's type; a model may name one itself, as `widget`."""
    kinds = [part for part in schema.get("anyOf", [schema]) if part.get("type") != "null"]
    is_list = kinds[0].get("type") == "array"
    chosen = str(schema.get("widget") or _BY_NAME.get(name, ""))
    if chosen == "text":
        return {"widget": chosen}
    if chosen == "image":
        # A picture of another host would be a hole in the page: the security policy leaves it out.
        return {"widget": chosen, "choose_url": False, "media_folder": context.images, "public_folder": "images"}
    if chosen in context.choices:
        return _options(context.choices[chosen], is_list)
    if any(part.get("format") == "date-time" for part in kinds):
        return {"widget": "string", "pattern": [_DAY_OR_TIME, context.word(labels.DATE_OR_TIME)]}
    return _plain(kinds[0], context)


def _plain(schema: Mapping[str, Any], context: Context) -> Definition:
    """Return the widget for what a single type holds."""
    values = schema.get("enum") or ([schema["const"]] if "const" in schema else [])
    if values:
        options = [{"label": context.word(labels.VALUES.get(value, value)), "value": value} for value in values]
        return {"widget": "select", "options": options}
    match schema.get("type"), schema.get("format"):
        case "string", "date":
            return {"widget": "datetime", "format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": False}
        case "boolean", _:
            return {"widget": "boolean"}
        case "integer", _:
            return {"widget": "number", "value_type": "int", "step": 1}
        case "array", _:
            item = {"name": "item", "label": context.word(labels.ITEM), "widget": "string"}
            return {"widget": "list", "field": item, "collapsed": False}
        case "object", _:
            return _by_language(context.event)
    return {"widget": "string", **(_pattern(schema["pattern"], context) if "pattern" in schema else {})}


def _pattern(pattern: str, context: Context) -> Definition:
    return {"pattern": [pattern, context.word(labels.FORM)]}


def _options(choices: Choices, is_list: bool) -> Definition:
    """Return the choice among named things; without any, as where a feed names the rooms, they are typed."""
    if not choices:
        return {"widget": "list" if is_list else "string"}
    options = [{"label": title, "value": key} for key, title in choices.items()]
    return {"widget": "select", "options": options, "multiple": is_list}


def _by_language(event: Event) -> Definition:
    """Return one short field for each language of the event."""
    parts = [{"name": code, "label": code, "widget": "string", "required": False} for code in event.languages]
    return {"widget": "object", "fields": parts, "collapsed": True}
