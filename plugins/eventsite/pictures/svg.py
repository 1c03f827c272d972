"""Drawings (SVG): published as they are, if they can do nothing but be looked at."""

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

_ROOT = "{http://www.w3.org/2000/svg}svg"
# What runs, holds other documents, or reaches out.
_ACTIVE = {"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "canvas", "handler", "listener"}
_INSIDE = "#|data:image/(?:png|jpeg|gif|webp);"
_WITHIN = re.compile(_INSIDE, re.IGNORECASE)
_REACHES_OUT = re.compile(rf"url\(\s*['\"]?(?!{_INSIDE})[^)'\"\s]|@import|javascript:|expression\(", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px|pt|mm|cm|in)?\s*")
_PIXELS = {None: 1.0, "px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


def look_at_drawing(source: bytes) -> tuple[int, int] | str:
    """Return a drawing's width and height, or why it cannot be published, as the rest of a sentence."""
    try:
        root = fromstring(source)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return "is no SVG drawing that can be read safely"
    if root.tag != _ROOT:
        return "is no SVG drawing"
    if b"<?xml-stylesheet" in source:
        return "takes its style from elsewhere"
    for element in root.iter():
        if fault := _fault(element):
            return fault
    return _size(root) or "does not say how large it is"


def _fault(element: Element) -> str:
    name = _local(element.tag).lower()
    if name in _ACTIVE:
        return f"holds `<{_local(element.tag)}>`, which may run a program"
    if name == "style" and _REACHES_OUT.search("".join(element.itertext())):
        return "has a style that loads something from elsewhere"
    for attribute, value in element.attrib.items():
        if fault := _attribute_fault(_local(attribute).lower(), value):
            return fault
    return ""


def _attribute_fault(name: str, value: str) -> str:
    if name.startswith("on") or (
        name == "attributename" and value.strip().lower().startswith(("on", "href", "xlink"))
    ):
        return f"has a script in `{name}`"
    if name in {"href", "src"} and not _WITHIN.match(value.strip()):
        return f"leads to `{value[:60]}`, outside the file"
    if _REACHES_OUT.search(value):
        return f"loads something from elsewhere in `{name}`"
    return ""


def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _size(root: Element) -> tuple[int, int] | None:
    sides = [_pixels(root.get(name, "")) for name in ("width", "height")]
    shown = [float(part) for part in re.findall(r"[\d.]+(?:e-?\d+)?", root.get("viewBox", ""))[2:4]]
    if not all(sides) and len(shown) == 2 and all(shown):  # noqa: PLR2004 -- width and height
        scale = next((side / full for side, full in zip(sides, shown, strict=True) if side), 1.0)
        sides = [full * scale for full in shown]
    width, height = (max(0, round(side)) for side in sides)
    return (width, height) if width and height else None


def _pixels(length: str) -> float:
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _PIXELS[found[2]] if found else 0.0
