"""Drawings (SVG): published as they are, if they can do nothing but be looked at."""

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ..errors import Said, say

_ROOT = "{http://www.w3.org/2000/svg}svg"
# HTML works in a drawing that is opened by itself: forms, `<meta>` that leads elsewhere.
_HTML = "{http://www.w3.org/1999/xhtml}"
# What runs, holds other documents, or reaches out.
_ACTIVE = {"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "canvas", "handler", "listener"}
_INSIDE = "#|data:image/(?:png|jpeg|gif|webp);"
_WITHIN = re.compile(_INSIDE, re.IGNORECASE)
_REACHES_OUT = re.compile(rf"url\(\s*['\"]?(?!{_INSIDE})[^)'\"\s]|@import|javascript:|expression\(", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px|pt|mm|cm|in)?\s*")
_PIXELS = {None: 1.0, "px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


def look_at_drawing(source: bytes, name: str) -> tuple[int, int] | Said:
    """Return the width and height of the drawing in the file `name`, or why it cannot be published."""
    try:
        root = fromstring(source)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return say("`{name}` is no SVG drawing that can be read safely", name=name)
    if root.tag != _ROOT:
        return say("`{name}` is no SVG drawing", name=name)
    # In UTF-16 a zero stands beside each letter.
    if b"<?xml-stylesheet" in source.replace(b"\0", b""):
        return say("`{name}` takes its style from elsewhere", name=name)
    for element in root.iter():
        if fault := _fault(element, name):
            return fault
    return _size(root) or say("`{name}` does not say how large it is", name=name)


def _fault(element: Element, file: str) -> Said | None:
    tag = _local(element.tag)
    if tag.lower() in _ACTIVE or str(element.tag).startswith(_HTML):
        return say("`{name}` holds `<{tag}>`, which may run a program", name=file, tag=tag)
    if tag.lower() == "style" and _reaches_out("".join(element.itertext())):
        return say("`{name}` has a style that loads something from elsewhere", name=file)
    for attribute, value in element.attrib.items():
        if fault := _attribute_fault(_local(attribute).lower(), value.strip(), file):
            return fault
    return None


def _attribute_fault(attribute: str, value: str, file: str) -> Said | None:
    # An animation may set any attribute.
    target = value.lower() if attribute == "attributename" else ""
    if attribute.startswith("on") or target.startswith("on") or target.endswith("href"):
        return say("`{name}` has a script in `{attribute}`", name=file, attribute=attribute)
    if attribute in {"href", "src"} and not _WITHIN.match(value):
        return say("`{name}` leads to `{address}`, outside the file", name=file, address=value[:60])
    if _reaches_out(value):
        return say("`{name}` loads something from elsewhere in `{attribute}`", name=file, attribute=attribute)
    return None


def _reaches_out(style: str) -> bool:
    r"""Tell whether a style, in which `\75rl(` is `url(`, loads something that is not in the file."""
    return bool(
        _REACHES_OUT.search(
            _ESCAPED.sub(lambda sign: chr(int(sign[1], 16) % 0x110000) if sign[1] else sign[2], style)
        )
    )


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
