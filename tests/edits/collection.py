"""Edits of which documents there are, and in which languages."""

import random
import re

from tests.edits.choosing import any_document, new_words
from tests.rich_event import HEADINGS, File, RichEvent, source_mark


def add(event: RichEvent, rng: random.Random) -> None:
    """Add a document like one that is there."""
    name = any_document(event, rng, "news", "press", "people", "sessions", "partners", "editions")
    kind = name.partition("/")[0]
    copy = event.copy().documents[name]
    if rng.random() < 0.3 and "vi" in copy:
        copy.pop("en", None)
    for file in copy.values():
        file.fields.pop("slug", None)
        if file.fields.get(heading := HEADINGS.get(kind, "title")):
            file.fields[heading] = new_words(event, rng)
    event.documents[f"{kind}/added-{event.next()}"] = copy


def add_page(event: RichEvent, rng: random.Random) -> None:
    """Add a page, which may stand below another one or among the highlights."""
    number = event.next()
    fields = {"title": f"Page {number}", "summary": "New.", "parent": rng.choice(["about", "theme-1", "faq"])}
    event.documents[f"pages/page-{number}"] = {"vi": File(fields, "New.")}
    if rng.random() < 0.5:
        event.documents["pages/home"]["vi"].fields["highlights"] = [f"pages/page-{number}", "pages/about"]


def delete(event: RichEvent, rng: random.Random) -> None:
    """Delete a document and nearly always what leads to it."""
    name = any_document(event, rng, "news", "press", "people", "sessions", "partners", "editions", "rules", "pages")
    if name in {"pages/home", "pages/agenda", "pages/people", "pages/news", "pages/press"}:
        return
    del event.documents[name]
    if rng.random() < 0.9:
        _lead_elsewhere(event, name, None)


def rename(event: RichEvent, rng: random.Random) -> None:
    """Give a document another key, in links too."""
    name = any_document(event, rng, "news", "press", "people", "sessions", "pages", "editions")
    if name != "pages/home":
        new = f"{name.partition('/')[0]}/renamed-{event.next()}"
        event.documents[new] = event.documents.pop(name)
        _lead_elsewhere(event, name, new)


def mark(event: RichEvent, rng: random.Random) -> None:
    """Let a translation say what it was made from: the source as it is, or nearly as often another one."""
    name = any_document(event, rng, "news", "press", "people", "sessions", "pages", "partners")
    file = event.documents[name].get("en")
    if file and "vi" in event.documents[name]:
        is_right = rng.random() < 0.6
        file.fields["translated-from"] = source_mark(event, name) if is_right else f"vi@{event.next():012x}"
        file.fields["translated-on"] = rng.choice(["2017-11-01", "2017-11-02"])


def _lead_elsewhere(event: RichEvent, name: str, new: str | None) -> None:
    """Let everything that names a document name another one, or nothing."""
    kind, _, key = name.partition("/")
    new_key = (new or "").partition("/")[2]

    def replaced(names: list[str], old: str, other: str) -> list[str]:
        return [other if item == old else item for item in names if item != old or other]

    for twins in event.documents.values():
        for file in twins.values():
            link = rf"ref:{re.escape(name)}(#[a-z]*)?(?=\))"
            file.body = re.sub(link, f"ref:{new}" if new else "ref:pages/home", file.body)
            if kind == "people" and "people" in file.fields:
                file.fields["people"] = replaced(file.fields["people"], key, new_key)
            if "highlights" in file.fields:
                file.fields["highlights"] = replaced(file.fields["highlights"], name, new or "")
            if kind == "pages" and file.fields.get("parent") == key:
                file.fields["parent"] = new_key or "about"
    if kind == "pages":
        for menu in ("menu", "footer"):
            event.facts[menu] = replaced(event.facts[menu], key, new_key)
    for item in event.facts["milestones"]:
        if item.get("page") == name:
            item.update(page=new) if new else item.pop("page")


def translation(event: RichEvent, rng: random.Random) -> None:
    """Add a document's translation, or take it away."""
    name = any_document(event, rng, "news", "people", "sessions", "pages", "partners", "editions", "rules")
    twins = event.documents[name]
    if "en" in twins:
        if len(twins) > 1:
            del twins["en"]
        return
    heading = HEADINGS.get(name.partition("/")[0], "title")
    fields = {heading: new_words(event, rng), "summary": "Now in English."}
    if name.startswith("people/"):
        fields = {"roles": ["Head"], "summary": "Now in English."}
    twins["en"] = File(fields, "Text.\n\n## More\n\n[Link](ref:pages/about)")


def source_lost(event: RichEvent, rng: random.Random) -> None:
    """Delete the file in the source language alone: a mistake, or a document with one language."""
    name = any_document(event, rng, "news", "sessions", "partners")
    if len(event.documents[name]) > 1:
        event.documents[name].pop("vi", None)
