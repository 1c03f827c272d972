"""Edits of what a document says, and of where it stands."""

import random
from typing import Any

from tests.edits.choosing import DAYS, any_document, any_file, any_source, new_words
from tests.rich_event import HEADINGS, RichEvent


def body(event: RichEvent, rng: random.Random) -> None:
    """Write another text, with links, headings, a table or nothing."""
    _, file = any_file(event, rng)
    target = rng.choice(event.of("pages", "people", "sessions", "press", "news", "rules", "editions"))
    file.body = rng.choice([
        f"{file.body}\n\n{new_words(event, rng)}",
        f"New text, [{new_words(event, rng)}](ref:{target}).\n\n## More\n\n<b>x</b> & y",
        f"| a | b |\n|---|---|\n| 1 | {event.next()} |\n\n## More\n\n[Link](ref:pages/about)",
        "![Mark]({static}/images/mark.png)\n\n[Plan]({static}/documents/plan.txt)\n\n## More",
        f"[Other](ref:{target})",
        f"## Cards\n\n[Other](ref:{target}){{.card}}\n[Talk](ref:sessions/talk-1){{.card}}",
        f"> [!NOTE] {new_words(event, rng)}\n> - a\n\nTD[^1], TD\n\n[^1]: [Plan]({{static}}/documents/plan.txt){{.button}}",
        f"[{new_words(event, rng)}](https://youtu.be/dQw4w9WgXcQ)\n\n[Film]({{static}}/documents/film.mp4)",
        "",
    ])  # fmt: skip


def heading_lost(event: RichEvent, rng: random.Random) -> None:
    """Rename the heading that other documents link to."""
    file = event.documents.get("pages/about", {}).get(rng.choice(["vi", "en"]))
    if file:
        file.body = file.body.replace("## More", "## Else") if "## More" in file.body else "Again.\n\n## More"


def title(event: RichEvent, rng: random.Random) -> None:
    """Give another heading."""
    name, file = any_file(event, rng)
    heading = HEADINGS.get(name.partition("/")[0], "title")
    if heading in file.fields:
        file.fields[heading] = new_words(event, rng)


def summary(event: RichEvent, rng: random.Random) -> None:
    """Give another summary, with signs that HTML has another use for."""
    any_file(event, rng)[1].fields["summary"] = f'<{new_words(event, rng)}> & "more"'


def date(event: RichEvent, rng: random.Random) -> None:
    """Move a news item or press release to another day or year, even one to come."""
    any_source(event, rng, "news", "press").fields["date"] = rng.choice(DAYS)


def times(event: RichEvent, rng: random.Random) -> None:
    """Say from when or until when a document is public, or no longer say so; some of it contradicts the rest."""
    file = any_source(event, rng, "news", "press", "people", "sessions", "pages", "partners")
    name = rng.choice(
        ["publish-at", "expires", "embargo-until"] if "date" in file.fields else ["publish-at", "expires"]
    )
    if file.fields.pop(name, None) is None and file.fields.get("layout", "page") == "page":
        file.fields[name] = rng.choice(DAYS)


def searchable(event: RichEvent, rng: random.Random) -> None:
    """Keep a document out of the search, or let it be found again."""
    fields = any_source(event, rng, "pages", "people", "sessions", "news").fields
    fields["searchable"] = not fields.get("searchable", True)


def order(event: RichEvent, rng: random.Random) -> None:
    """Move a document in its list."""
    file = any_source(event, rng, "pages", "people", "sessions", "partners", "editions")
    file.fields["order"] = rng.randrange(-3, 4)


def slug(event: RichEvent, rng: random.Random) -> None:
    """Give a page another address, sometimes one that is taken."""
    name, file = any_file(event, rng, "pages", "people", "sessions", "press", "news")
    if name != "pages/home":
        file.fields["slug"] = rng.choice([f"place-{event.next()}"] * 9 + ["faq"])


def alias(event: RichEvent, rng: random.Random) -> None:
    """Let an old address lead to a page, sometimes one that is taken, or no longer."""
    _, file = any_file(event, rng, "pages", "people", "sessions", "press", "news", "rules")
    if file.fields.pop("aliases", None) is None:
        file.fields["aliases"] = [rng.choice([f"/old/{event.next()}/"] * 9 + ["/tin-tuc/"])]


def parent(event: RichEvent, rng: random.Random) -> None:
    """Move a page below another one or to the top."""
    file = any_source(event, rng, "pages")
    if file.fields.get("layout") != "home":
        file.fields["parent"] = rng.choice(event.of("pages")).partition("/")[2]
        if rng.random() < 0.3:
            del file.fields["parent"]


def person(event: RichEvent, rng: random.Random) -> None:
    """Change what is said of a person."""
    name = any_document(event, rng, "people")
    twins = event.documents[name]
    file = twins[rng.choice(sorted(twins))]
    choice = rng.randrange(5)
    if choice == 0:
        next(iter(twins.values())).fields["name"] = rng.choice([f"Trần {new_words(event, rng)}", "Lê Văn Chín"])
    elif choice == 1:
        next(iter(twins.values())).fields["group"] = rng.choice(["speaker", "guest"])
    elif choice == 2:
        file.fields["honorific"] = rng.choice(["Ông", "Bà", "Ms"])
    elif choice == 3:
        file.fields["organisation"] = new_words(event, rng)
    else:
        file.fields["roles"] = [new_words(event, rng), "x"]


def session(event: RichEvent, rng: random.Random) -> None:
    """Change who takes part in a session, of what kind it is, where or when."""
    fields = any_source(event, rng, "sessions").fields
    people = [name.partition("/")[2] for name in event.of("people")]
    changes: list[dict[str, Any]] = [
        {"people": rng.sample(people, min(2, len(people)))},
        {"people": []},
        {"room": rng.choice(["hall", "lab"])},
        {"track": rng.choice(["talks", "workshops"])},
        {"type": rng.choice(["Tham luận", "Tọa đàm"])},
        {"date": rng.choice(["2017-11-25", "2017-11-26", "2017-11-28"])},
        {"date": "2017-11-25", "start": f"{rng.randrange(7, 22):02}:30"},
        {"date": "2017-11-26", "part": rng.choice(["all-day", "morning", "evening"])},
        {"date": "2017-11-25", "until": "2017-11-27"},
        {"languages": [rng.choice(["vi", "en", "ja"])]},
        {"sample": rng.choice([True, False])},
    ]
    if rng.random() < 0.2:
        for name in ("date", "start", "part", "until", "end"):
            fields.pop(name, None)
    else:
        fields |= rng.choice(changes)


def status(event: RichEvent, rng: random.Random) -> None:
    """Publish a draft or take a document back, or one of its languages."""
    _, file = any_file(event, rng, "news", "press", "people", "sessions", "pages", "editions")
    file.fields["status"] = "published" if file.fields.get("status") == "draft" else "draft"
    if rng.random() < 0.7:
        drafts = [
            f for twins in event.documents.values() for f in twins.values() if f.fields.get("status") == "draft"
        ]
        if drafts:
            rng.choice(drafts).fields["status"] = "published"
