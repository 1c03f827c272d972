"""schema.org's terms, as far as the site uses them, and what in structured data is none of them."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_TABLE = json.loads(Path(__file__).with_name("schema_org.json").read_text(encoding="utf-8"))
_WORDS = {"Text", "URL", "PronounceableText"}
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


def faults(data: dict[str, Any]) -> list[str]:
    """Return what of a page's block schema.org does not know: a type, a property of a type, a value of a property."""
    if data.get("@context") != "https://schema.org":
        return ["the context is another one"]
    named = {node["@id"]: node["@type"] for node in _nodes(data["@graph"]) if "@id" in node and "@type" in node}
    return [fault for node in _nodes(data["@graph"]) if "@type" in node for fault in _faults(node, named)]


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item)


def _faults(node: dict[str, Any], named: dict[str, str]) -> Iterator[str]:
    kind = node["@type"]
    if kind not in _TABLE["types"]:
        yield f"no type {kind}"
        return
    known: dict[str, list[str]] = {}
    for above in _TABLE["types"][kind]:
        known |= _TABLE["properties"].get(above, {})
    for name, value in node.items():
        # An action says so how its properties are filled in.
        term = name.removesuffix("-input")
        if name in {"@type", "@id"} or (name != term and term in known):
            continue
        if name not in known:
            yield f"{kind} has no {name}"
            continue
        for item in value if isinstance(value, list) else [value]:
            if not any(_is(item, expected, named) for expected in known[name]):
                yield f"{kind}.{name} cannot be {item!r}"


def _is(value: Any, expected: str, named: dict[str, str]) -> bool:
    if isinstance(value, dict):
        kind = value.get("@type") or named.get(value["@id"])
        # What is described on another page may be of any type.
        return (
            expected in _TABLE["types"].get(kind, [kind]) if kind else expected not in {*_WORDS, "Date", "DateTime"}
        )
    if isinstance(value, int | float):
        return expected in {"Integer", "Number"}
    if expected in _TABLE["values"]:
        return value in _TABLE["values"][expected]
    if expected in {"Date", "DateTime"}:
        return _is_moment(value, expected)
    return bool(value.strip()) if expected == "Text" else expected == "URL" and bool(_ADDRESS.fullmatch(value))


def _is_moment(value: str, expected: str) -> bool:
    try:
        if expected == "Date":
            return dt.date.fromisoformat(value).isoformat() == value
        return dt.datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False
