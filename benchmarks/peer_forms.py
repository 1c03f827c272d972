"""The corpus in the forms that the other generators read: one file for each document and language."""

from collections.abc import Callable, Sequence
from pathlib import Path

from .documents import KINDS, Document, key_of, kind_of, text_language
from .text import LINK
from .words import HOME, LISTS


def quoted(words: str) -> str:
    """Return a YAML or TOML string."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def put(path: Path, text: str) -> None:
    """Write a text file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def linked(document: Document, language: str, target: str) -> str:
    """Return the body with its internal link leading to `target`."""
    return document.body(language).replace(LINK, f"[{key_of(document.link)}]({target})")


def pelican_file(document: Document, language: str) -> str:
    """Return the path of a document's file in Pelican's form, below the site's folder."""
    return f"content/{_pelican_folder(document.kind)}/{document.key}.{language}.md"


def hugo_file(document: Document, language: str) -> str:
    """Return the path of a document's file in Hugo's form, below the site's folder."""
    return f"content/{document.kind}/{document.key}.{language}.md"


def eleventy_file(document: Document, language: str) -> str:
    """Return the path of a document's file in Eleventy's form, below the site's folder."""
    return f"content/{language}/{document.kind}/{document.key}.md"


def to_pelican(site: Path, documents: Sequence[Document], languages: Sequence[str]) -> None:
    """Write articles and pages, and `languages.txt`, which the configuration reads."""
    put(site / "languages.txt", "\n".join(languages) + "\n")
    for document in documents:
        folder = _pelican_folder(kind_of(document.link))
        for language in languages:
            head = (
                f"Title: {document.title(language)}\nDate: {document.date:%Y-%m-%d %H:%M}\nLang: {language}\n"
                f"Slug: {document.key}\nCategory: {document.kind}\nSummary: {document.summary(language)}\n"
            )
            target = f"{{filename}}/{folder}/{key_of(document.link)}.{language}.md"
            put(site / pelican_file(document, language), f"{head}\n{linked(document, language, target)}")


def _pelican_folder(kind: str) -> str:
    return "pages" if kind == "pages" else f"articles/{kind}"


def to_hugo(site: Path, documents: Sequence[Document], languages: Sequence[str]) -> None:
    """Write the documents, the page of each section, and the languages into the configuration."""
    with (site / "hugo.toml").open("a", encoding="utf-8") as configuration:
        for weight, language in enumerate(languages, 1):
            configuration.write(f'[languages.{language}]\nlabel = "{language}"\nweight = {weight}\n')
    for language in languages:
        code = text_language(language)
        put(site / f"content/_index.{language}.md", f"---\ntitle: {quoted(HOME[code])}\n---\n")
        for kind in KINDS:
            put(site / f"content/{kind}/_index.{language}.md", f"---\ntitle: {quoted(LISTS[code][kind])}\n---\n")
    for document in documents:
        target = f'{{{{< relref "/{kind_of(document.link)}/{key_of(document.link)}.md" >}}}}'
        for language in languages:
            head = (
                f"---\ntitle: {quoted(document.title(language))}\ndate: {document.date:%Y-%m-%dT%H:%M:%SZ}\n"
                f"slug: {document.key}\ndescription: {quoted(document.summary(language))}\n---\n"
            )
            put(site / hugo_file(document, language), head + linked(document, language, target))


def to_eleventy(site: Path, documents: Sequence[Document], languages: Sequence[str]) -> None:
    """Write the documents, with internal links as plain addresses, and `languages.json`."""
    put(site / "languages.json", "[" + ", ".join(quoted(language) for language in languages) + "]\n")
    for document in documents:
        for language in languages:
            head = (
                f"---\ntitle: {quoted(document.title(language))}\ndate: {document.date:%Y-%m-%dT%H:%M:%SZ}\n"
                f"lang: {language}\nslug: {document.key}\ncategory: {document.kind}\n"
                f"description: {quoted(document.summary(language))}\n---\n"
            )
            root = "" if language == languages[0] else f"/{language}"
            target = f"{root}/{kind_of(document.link)}/{key_of(document.link)}/"
            put(site / eleventy_file(document, language), head + linked(document, language, target))


Writer = Callable[[Path, Sequence[Document], Sequence[str]], None]
