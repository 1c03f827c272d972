"""The block of a page: the page itself, its translations, the pages above it, and the site that it is part of."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..markup import script_json

Node = dict[str, Any]
"""A thing with its properties; what is empty is left out when it is rendered."""


def render_graph(nodes: Iterable[Node]) -> str:
    """Return the things for `<script type="application/ld+json">`, safe to stand there as they are."""
    return script_json({"@context": "https://schema.org", "@graph": [full(node) for node in nodes]})


def full(node: Node) -> Node:
    """Return a thing without its empty properties, and so all things within it."""
    found = {name: _full(value) for name, value in node.items()}
    return {name: value for name, value in found.items() if value not in ("", None, (), [], {})}


def _full(value: Any) -> Any:
    if isinstance(value, dict):
        return full(value)
    return [_full(item) for item in value] if isinstance(value, list | tuple) else value


def reference(identifier: str) -> Node:
    """Return what leads to a thing that is described elsewhere; nothing for nothing."""
    return {"@id": identifier} if identifier else {}


def web_page(kind: str, name: str, language: str, addresses: Mapping[str, str], source: str) -> Node:
    """Return the page itself: a `kind` of WebPage.

    `addresses` are the absolute addresses of all its real translations by their languages, its own among them;
    `source` is the language of which the others are translations, or empty where that one is not among them.
    """
    url = addresses[language]
    others = [reference(address) for code, address in addresses.items() if code != language]
    return {
        "@type": kind,
        "@id": url,
        "url": url,
        "name": name,
        "inLanguage": language,
        "workTranslation": others if language == source else [],
        "translationOfWork": reference(addresses[source]) if source and language != source else {},
    }


def web_site(home: str, name: str, short_name: str, language: str, search: str) -> Node:
    """Return the site in one language; `search` is the address of the page that searches it by `?q=`, or empty."""
    action = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{words}}"},
        # How schema.org's actions say that the address has a part that the reader types.
        "query-input": "required name=words",
    }
    return {
        "@type": "WebSite",
        "@id": web_site_id(home),
        "url": home,
        "name": name,
        "alternateName": short_name if short_name != name else "",
        "inLanguage": language,
        "potentialAction": action if search else {},
    }


def web_site_id(home: str) -> str:
    """Return the name of the site whose home page this is."""
    return f"{home}#website"


def breadcrumbs(trail: Sequence[tuple[str, str]]) -> Node:
    """Return the way from the home page to a page, which is the last: (name, address) of each; nothing for a home."""
    if len(trail) <= 1:
        return {}
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": reference(address)}
        for place, (name, address) in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
