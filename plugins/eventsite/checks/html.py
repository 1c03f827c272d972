"""What every page owes its reader: one heading, a language, a title, a description, and matter."""

from collections import Counter
from itertools import pairwise

from .document import Document, has_text

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}

# Scripts of these types are no code, and the security policy lets them be.
DATA = {"application/ld+json", "application/json"}


def html_faults(page: Document) -> list[str]:
    """Return what is missing on the page, or there too often, or not allowed by its own security policy."""
    return [*_head(page), *_headings(page), *_identifiers(page), *_inline_code(page)]


def identifiers(page: Document) -> list[str]:
    """Return every id of the page, as often as it is there."""
    return [attributes["id"] or "" for _, attributes, _ in page.elements if "id" in attributes]


def _head(page: Document) -> list[str]:
    found = []
    if not any(attributes.get("lang") for _, attributes, _ in page.named("html")):
        found.append("the page says no language")
    if not _has_title(page):
        found.append("the page has no title")
    if not _description(page).strip():
        found.append("the page has no description")
    main = page.named("main")
    if not main or not has_text(main[0][2]):
        found.append("the page is empty")
    return found


def _has_title(page: Document) -> bool:
    """Tell whether the head has a title with words; a drawing's `<title>` is not the page's."""
    titles = [node for _, _, node in page.named("title") if node.parent and node.parent.tag == "head"]
    return bool(titles) and has_text(titles[0])


def _description(page: Document) -> str:
    for _, attributes, _ in page.named("meta"):
        if (attributes.get("name") or "").lower() == "description":
            return attributes.get("content") or ""
    return ""


def _headings(page: Document) -> list[str]:
    levels = [HEADINGS[name] for name, _, _ in page.elements if name in HEADINGS]
    found = []
    if levels.count(1) != 1:
        found.append(f"the page has {levels.count(1)} first-level headings instead of one")
    for before, after in pairwise(levels):
        if after > before + 1:
            found.append(f"a heading of level {after} follows one of level {before}")
            break
    return found


def _identifiers(page: Document) -> list[str]:
    ids = identifiers(page)
    if len(set(ids)) == len(ids):
        return []
    return [f"the id `{name}` is there {count} times" for name, count in sorted(Counter(ids).items()) if count > 1]


def _inline_code(page: Document) -> list[str]:
    """Return code inside the page, which its security policy would block."""
    names = set().union(*(attributes for _, attributes, _ in page.elements))
    found = []
    if page.named("style") or "style" in names:
        found.append("the page has a style inside it")
    scripts = (attributes for _, attributes, _ in page.named("script"))
    if any(not attributes.get("src") and attributes.get("type") not in DATA for attributes in scripts):
        found.append("the page has a script inside it")
    if any(name.startswith("on") for name in names):
        found += _event_handlers(page)
    return found


def _event_handlers(page: Document) -> list[str]:
    found = []
    for element, attributes, _ in page.elements:
        if handlers := [name for name in attributes if name.startswith("on")]:
            found.append(f"<{element}> has the event handler {handlers[0]}")
    return found
