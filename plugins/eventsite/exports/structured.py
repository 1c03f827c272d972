"""What search engines read within a page: JSON-LD in the words of schema.org."""

from collections.abc import Mapping
from typing import Any

from .markup import script_json


def page_data(name: str, language: str, addresses: Mapping[str, str], source: str) -> str:
    """Return a page's data for `<script type="application/ld+json">`, safe to stand there as it is.

    `addresses` are the absolute addresses of all its real translations by their languages, its own among them;
    `source` is the language of which the others are translations, or empty where that one is not among them.
    """
    url = addresses[language]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": name,
        "inLanguage": language,
    }
    others = [{"@id": address} for code, address in addresses.items() if code != language]
    if language == source and others:
        data["workTranslation"] = others
    elif language != source and source:
        data["translationOfWork"] = {"@id": addresses[source]}
    return script_json(data)
