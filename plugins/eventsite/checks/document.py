"""A page's elements as a browser makes them of its source, in a form that is quick to search."""

from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

# An element's name, its attributes by their names in small letters, and its place in the tree.
# An attribute without a value has None.
Element = tuple[str, dict[str, str | None], LexborNode]

# A chosen option is not copied into its menu, where its ids would be there twice.
STILL = LexborDocumentOptions.WO_EVENTS
UNSEEN = {"script", "style", "iframe"}


# Elements that the checks look for even where they have no attribute; of the others only attributes count.
BARE = {"html", "title", "main", "style", "script", "h1", "h2", "h3", "h4", "h5", "h6"}


@dataclass(frozen=True, slots=True)
class Document:
    """The elements of a page in their order that have an attribute, or a meaning for the checks without one.

    What stands inside a `<template>` is not part of the page until a script takes it out, so it is not there.
    """

    elements: list[Element]
    by_name: Mapping[str, list[Element]]

    def named(self, name: str) -> list[Element]:
        """Return the elements of this name in the page's order."""
        return self.by_name.get(name, [])


def parse(source: bytes) -> Document:
    """Return the page of this UTF-8 source by HTML's own rules, which give every source a page."""
    # A mark of the encoding in front would be taken as text, which ends the head before it began.
    root = LexborHTMLParser(source.removeprefix(BOM_UTF8), options=STILL).root
    assert root is not None
    found = ((node.tag or "", node.attributes, node) for node in root.traverse())
    elements = [element for element in found if element[1] or element[0] in BARE]
    by_name: dict[str, list[Element]] = {}
    for element in elements:
        by_name.setdefault(element[0], []).append(element)
    return Document(elements, by_name)


def is_within(node: LexborNode, name: str) -> bool:
    """Tell whether the node stands inside an element of this name, however deep."""
    parent = node.parent
    while parent is not None:
        if parent.tag == name:
            return True
        parent = parent.parent
    return False


def has_text(node: LexborNode) -> bool:
    """Tell whether a reader finds any word inside the node."""
    return any(_is_word(part) for part in node.traverse(include_text=True) if part.is_text_node)


def _is_word(text: LexborNode) -> bool:
    if not (text.text_content or "").strip():
        return False
    return text.parent is None or text.parent.tag not in UNSEEN
