"""Edits of a RichEvent such as people make them in a year, right ones and mistakes, chosen by a random generator."""

import random
import re
from collections.abc import Callable
from typing import Any

from tests.rich_event import HEADINGS, IMAGE, WORDS, File, RichEvent

Edit = Callable[[RichEvent, random.Random], None]
DAYS = ("2016-12-31", "2017-10-02", "2017-11-05", "2017-11-20", "2017-11-24T11:00:00+07:00", "2017-11-24T18:00:00+01:00",
        "2017-11-25", "2017-12-03", "2018-01-15")  # fmt: skip
CLOCKS = ("2017-10-01T00:00:00+07:00", "2017-11-20T00:00:00+07:00", "2017-11-24T12:00:00+07:00",
          "2017-11-24T17:00:00+00:00", "2017-11-26T09:00:00+07:00", "2017-12-05T08:00:00+07:00",
          "2017-12-31T23:59:59+07:00", "2018-02-01T00:00:00+07:00")  # fmt: skip


def _document(event: RichEvent, rng: random.Random, *kinds: str) -> str:
    return rng.choice(event.of(*kinds) or event.of("pages"))


def _file(event: RichEvent, rng: random.Random, *kinds: str) -> tuple[str, File]:
    name = _document(
        event, rng, *(kinds or ("pages", "people", "sessions", "press", "news", "rules", "editions", "partners"))
    )
    return name, event.documents[name][rng.choice(sorted(event.documents[name]))]


def _source(event: RichEvent, rng: random.Random, *kinds: str) -> File:
    return next(iter(event.documents[_document(event, rng, *kinds)].values()))


def _words(event: RichEvent, rng: random.Random) -> str:
    return f"{rng.choice(WORDS)} {event.next()}"


def body(event: RichEvent, rng: random.Random) -> None:
    """Write another text, with links, headings, a table or nothing."""
    _, file = _file(event, rng)
    target = rng.choice(event.of("pages", "people", "sessions", "press", "news", "rules", "editions"))
    file.body = rng.choice([
        f"{file.body}\n\n{_words(event, rng)}",
        f"New text, [{_words(event, rng)}](ref:{target}).\n\n## More\n\n<b>x</b> & y",
        f"| a | b |\n|---|---|\n| 1 | {event.next()} |\n\n## More\n\n[Link](ref:pages/about)",
        "![Mark]({static}/images/mark.png)\n\n[Plan]({static}/documents/plan.txt)\n\n## More",
        f"[Other](ref:{target})",
        "",
    ])  # fmt: skip


def heading_lost(event: RichEvent, rng: random.Random) -> None:
    """Rename the heading that other documents link to."""
    file = event.documents.get("pages/about", {}).get(rng.choice(["vi", "en"]))
    if file:
        file.body = file.body.replace("## More", "## Else") if "## More" in file.body else "Again.\n\n## More"


def title(event: RichEvent, rng: random.Random) -> None:
    """Give another heading."""
    name, file = _file(event, rng)
    heading = HEADINGS.get(name.partition("/")[0], "title")
    if heading in file.fields:
        file.fields[heading] = _words(event, rng)


def summary(event: RichEvent, rng: random.Random) -> None:
    """Give another summary, with signs that HTML has another use for."""
    _file(event, rng)[1].fields["summary"] = f'<{_words(event, rng)}> & "more"'


def date(event: RichEvent, rng: random.Random) -> None:
    """Move a news item or press release to another day or year, even one to come."""
    _source(event, rng, "news", "press").fields["date"] = rng.choice(DAYS)


def order(event: RichEvent, rng: random.Random) -> None:
    """Move a document in its list."""
    _source(event, rng, "pages", "people", "sessions", "partners", "editions").fields["order"] = rng.randrange(-3, 4)


def slug(event: RichEvent, rng: random.Random) -> None:
    """Give a page another address, sometimes one that is taken."""
    name, file = _file(event, rng, "pages", "people", "sessions", "press", "news")
    if name != "pages/home":
        file.fields["slug"] = rng.choice([f"place-{event.next()}"] * 9 + ["faq"])


def parent(event: RichEvent, rng: random.Random) -> None:
    """Move a page below another one or to the top."""
    file = _source(event, rng, "pages")
    if file.fields.get("layout") != "home":
        file.fields["parent"] = rng.choice(event.of("pages")).partition("/")[2]
        if rng.random() < 0.3:
            del file.fields["parent"]


def person(event: RichEvent, rng: random.Random) -> None:
    """Change what is said of a person."""
    name = _document(event, rng, "people")
    twins = event.documents[name]
    file = twins[rng.choice(sorted(twins))]
    choice = rng.randrange(5)
    if choice == 0:
        next(iter(twins.values())).fields["name"] = rng.choice([f"Trần {_words(event, rng)}", "Lê Văn Chín"])
    elif choice == 1:
        next(iter(twins.values())).fields["group"] = rng.choice(["speaker", "guest"])
    elif choice == 2:
        file.fields["honorific"] = rng.choice(["Ông", "Bà", "Ms"])
    elif choice == 3:
        file.fields["organisation"] = _words(event, rng)
    else:
        file.fields["roles"] = [_words(event, rng), "x"]


def session(event: RichEvent, rng: random.Random) -> None:
    """Change who takes part in a session, where it is or when."""
    fields = _source(event, rng, "sessions").fields
    people = [name.partition("/")[2] for name in event.of("people")]
    changes: list[dict[str, Any]] = [
        {"people": rng.sample(people, min(2, len(people)))},
        {"people": []},
        {"room": rng.choice(["hall", "lab"])},
        {"track": rng.choice(["talks", "workshops"])},
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
    _, file = _file(event, rng, "news", "press", "people", "sessions", "pages", "editions")
    file.fields["status"] = "published" if file.fields.get("status") == "draft" else "draft"
    if rng.random() < 0.7:
        drafts = [
            f for twins in event.documents.values() for f in twins.values() if f.fields.get("status") == "draft"
        ]
        if drafts:
            rng.choice(drafts).fields["status"] = "published"


def add(event: RichEvent, rng: random.Random) -> None:
    """Add a document like one that is there."""
    name = _document(event, rng, "news", "press", "people", "sessions", "partners", "editions")
    kind = name.partition("/")[0]
    copy = event.copy().documents[name]
    if rng.random() < 0.3 and "vi" in copy:
        copy.pop("en", None)
    for file in copy.values():
        file.fields.pop("slug", None)
        if file.fields.get(heading := HEADINGS.get(kind, "title")):
            file.fields[heading] = _words(event, rng)
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
    name = _document(event, rng, "news", "press", "people", "sessions", "partners", "editions", "rules", "pages")
    if name in {"pages/home", "pages/agenda", "pages/people", "pages/news", "pages/press"}:
        return
    del event.documents[name]
    if rng.random() < 0.9:
        _lead_elsewhere(event, name, None)


def rename(event: RichEvent, rng: random.Random) -> None:
    """Give a document another key, in links too."""
    name = _document(event, rng, "news", "press", "people", "sessions", "pages", "editions")
    if name != "pages/home":
        new = f"{name.partition('/')[0]}/renamed-{event.next()}"
        event.documents[new] = event.documents.pop(name)
        _lead_elsewhere(event, name, new)


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
    name = _document(event, rng, "news", "people", "sessions", "pages", "partners", "editions", "rules")
    twins = event.documents[name]
    if "en" in twins:
        if len(twins) > 1:
            del twins["en"]
        return
    heading = HEADINGS.get(name.partition("/")[0], "title")
    fields = {heading: _words(event, rng), "summary": "Now in English."}
    if name.startswith("people/"):
        fields = {"roles": ["Head"], "summary": "Now in English."}
    twins["en"] = File(fields, "Text.\n\n## More\n\n[Link](ref:pages/about)")


def source_lost(event: RichEvent, rng: random.Random) -> None:
    """Delete the file in the source language alone: a mistake, or a document with one language."""
    name = _document(event, rng, "news", "sessions", "partners")
    if len(event.documents[name]) > 1:
        event.documents[name].pop("vi", None)


def facts(event: RichEvent, rng: random.Random) -> None:
    """Change event.yml."""
    data = event.facts
    pages = [name.partition("/")[2] for name in event.of("pages")]
    milestones, rooms = data["milestones"], data["rooms"]
    words = {"vi": _words(event, rng), "en": _words(event, rng)}
    changes: list[Callable[[], Any]] = [
        lambda: data.update({rng.choice(["name", "short-name", "tagline", "place", "notice", "licence"]): words}),
        lambda: data.update(menu=rng.sample(pages, 3)),
        lambda: data.update(footer=rng.sample(pages, 2)),
        lambda: milestones.append({"date": rng.choice(DAYS)[:10], "title": words}),
        lambda: rng.choice(milestones).update(title=words),
        lambda: rng.choice(milestones).update(date=rng.choice(DAYS)[:10]),
        lambda: rng.choice(milestones).update(page=rng.choice(event.of("pages", "press"))),
        lambda: milestones.pop() if len(milestones) > 1 else None,
        lambda: rng.choice(rooms).update(name=words),
        lambda: rng.choice(rooms).update(venue="centre"),
        data["tracks"].reverse,
        lambda: rooms.append({"id": f"room-{event.next()}", "name": words}),
        lambda: data["venues"][0].update(name=words),
        lambda: data.update({"columns": rng.choice(["room", "track"])}),
        lambda: data.update({"day-starts": rng.choice([0, 4, 9])}),
        lambda: data.update(end=rng.choice(["2017-11-26", "2017-11-27", "2017-11-28"])),
    ]
    rng.choice(changes)()


def sources(event: RichEvent, rng: random.Random) -> None:
    """Change sources.yml, or name one of its sources."""
    item = rng.choice(event.sources)
    choice = rng.randrange(4)
    if choice == 0:
        item["title"] = {"vi": _words(event, rng), "en": "x"}
    elif choice == 1:
        item["url"] = f"https://example.org/{event.next()}"
    elif choice == 2:
        event.sources.append({"id": f"s{event.next()}", "title": {"vi": "Mới"}})
    else:
        _source(event, rng, "pages", "news", "press").fields["sources"] = [item["id"]]


def schedule(event: RichEvent, rng: random.Random) -> None:
    """Change the committed schedule."""
    sessions = event.schedule["sessions"]
    item = rng.choice(sessions)
    number = event.next()
    changes: list[Callable[[], Any]] = [
        lambda: item.update(start=f"2017-11-{rng.choice([25, 26, 29])}T{rng.randrange(7, 22):02}:15:00+07:00"),
        lambda: item.update(room=rng.choice(["hall", "lab"])),
        lambda: item.update(title={"vi": f"Phiên {number}", "en": f"Session {number}"}),
        lambda: item.update(title={"vi": f"Chỉ tiếng Việt {number}"}),
        lambda: item.update(state=rng.choice(["cancelled", "confirmed"])),
        lambda: item.update(abstract={"en": f"Abstract **{number}**."}),
        lambda: item.update(people=["p9"]),
        lambda: sessions.append(item | {"id": f"N{number}", "title": {"vi": f"Mới {number}"}}),
        lambda: sessions.append({"id": f"talk-{rng.randrange(11)}", "title": {"vi": f"Của lịch {number}"}}),
        lambda: sessions.remove(item) if len(sessions) > 2 else None,
        lambda: event.schedule.update(version=str(number)),
        lambda: event.schedule["people"][0].update(name=rng.choice([f"Người {number}", "Lê Văn Chín"])),
        lambda: event.schedule["people"].append({"id": f"p{number}", "name": f"Người {number}"}),
    ]
    rng.choice(changes)()


def _replace(event: RichEvent, path: str, old: str, new: str) -> None:
    event.files[path] = event.files[path].replace(old.encode(), new.encode(), 1)


def template(event: RichEvent, rng: random.Random) -> None:
    """Change a partial, a macro, the frame or one page's template."""
    number = event.next()
    path = f"theme/templates/{rng.choice(['page', 'article', 'session', 'list', 'people', 'person', 'agenda', 'home'])}.html"
    if rng.random() < 0.5:
        changes = [
            ("theme/templates/partials/footer.html", "<footer", f"<p>Foot {number}</p><footer"),
            ("theme/templates/partials/breadcrumbs.html", "<nav", f'<nav data-n="{number}"'),
            ("theme/templates/partials/pages.html", "<nav", f'<nav data-n="{number}"'),
            (
                "theme/templates/macros/cards.html",
                '<article class="card"',
                f'<article data-n="{number}" class="card"',
            ),
            (
                "theme/templates/macros/cards.html",
                '<article class="session-card',
                f'<article data-n="{number}" class="session-card',
            ),
            ("theme/templates/base.html", "<main", f'<main data-n="{number}"'),
        ]
        _replace(event, *rng.choice(changes))
    else:
        before, end, after = event.files[path].rpartition(b"{% endblock %}")
        event.files[path] = before + f"<p>Page {number}</p>\n".encode() + end + after


def words(event: RichEvent, rng: random.Random) -> None:
    """Change the words of the interface."""
    path = "theme/translations/vi/LC_MESSAGES/messages.po"
    _replace(event, path, *rng.choice([
        ("Tất cả các ngày", f"Tất cả {event.next()}"),
        ("Không tìm thấy trang", f"Không thấy {event.next()}"),
        ("cập nhật lúc", f"lúc {event.next()}"),
    ]))  # fmt: skip


def style(event: RichEvent, rng: random.Random) -> None:
    """Change a style sheet."""
    path = f"theme/css/{rng.choice(['base', 'cards', 'agenda'])}.css"
    event.files[path] += f"\n.n{event.next()} {{ color: red; }}\n".encode()


def touch(event: RichEvent, rng: random.Random) -> None:
    """Save files without a change."""
    event.touched |= set(rng.sample(sorted(event.all_files()), 3))


def copied(event: RichEvent, rng: random.Random) -> None:
    """Add, change or remove files that are copied as they are."""
    number = event.next()
    changes: list[Callable[[], Any]] = [
        lambda: event.files.update({f"content/images/{number}.png": IMAGE}),
        lambda: event.files.update({"content/images/mark.png": IMAGE + bytes([number % 256])}),
        lambda: event.files.update({"content/documents/plan.txt": f"Plan {number}\n".encode()}),
        lambda: event.files.update({"theme/static/img/mark.svg": f"<svg><!-- {number} --></svg>".encode()}),
        lambda: event.files.pop(next((n for n in sorted(event.files) if re.search(r"images/\d", n)), ""), None),
    ]
    rng.choice(changes)()


def settings(event: RichEvent, rng: random.Random) -> None:
    """Change a setting."""
    event.settings |= rng.choice([
        {"SITEURL": rng.choice(["", "https://summit.example.org", "https://example.org/summit"])},
        {"EVENTSITE_DRAFTS": not event.settings["EVENTSITE_DRAFTS"]},
        {"SITENAME": f"Name {event.next()}"},
    ])  # fmt: skip


def clock(event: RichEvent, rng: random.Random) -> None:
    """Let time go on, or back."""
    when = rng.choice(CLOCKS)
    event.clock = ("EVENTSITE_NOW", when)
    if rng.random() < 0.3:
        event.clock = ("SOURCE_DATE_EPOCH", str(rng.randrange(1506800000, 1517500000)))


def mistake(event: RichEvent, rng: random.Random) -> None:
    """Make a mistake that stops the build."""
    _, file = _file(event, rng)
    number = rng.randrange(12)
    if number < 8:
        name, value = [
            ("date", "yesterday"), ("status", "maybe"), ("summary", ""), ("no-such-field", "x"), ("order", "first"),
            ("sources", ["no-such-source"]), ("slug", "Not A Slug"), ("title", ""),
        ][number]  # fmt: skip
        file.fields[name] = value
    elif number == 8:
        file.body += "\n\n[Nowhere](ref:pages/nowhere)"
    elif number == 9:
        event.files["content/data/schedule.json"] = b"{"
    elif number == 10:
        event.files[rng.choice(["content/event.yml", "content/sources.yml"])] = b"a: [1"
    else:
        part = rng.choice(["{{ no_such_name }}", '<a href="/nowhere/">x</a>', "{% if %}"])
        event.files["theme/templates/partials/footer.html"] += part.encode()


def other_files(event: RichEvent, rng: random.Random) -> None:
    """Add files that are no documents, or not well named."""
    name = rng.choice(["content/news/_notes.vi.md", "content/news/.item.vi.md.swp", "content/README.md", "content/notes.txt",
                       "content/news/below/nested.vi.md", "content/news/Bad Name.md", "theme/templates/unused.html"])  # fmt: skip
    if name in event.files:
        del event.files[name]
    else:
        text = '---\ntitle: "Nested"\ndate: 2017-11-20\nsummary: "x"\n---\nText.\n'
        event.files[name] = text.encode() if name.endswith("md") else b"x"


# Edit → how often it is made, compared with the others.
EDITS: dict[Edit, int] = {
    body: 6, heading_lost: 1, title: 5, summary: 3, date: 4, order: 3, slug: 3, parent: 2, person: 4, session: 6,
    status: 4, add: 3, add_page: 2, delete: 4, rename: 3, translation: 4, source_lost: 1, facts: 5, sources: 3,
    schedule: 5, template: 4, words: 2, style: 1, touch: 3, copied: 2, settings: 2, clock: 3, mistake: 3,
    other_files: 1,
}  # fmt: skip


def edit(event: RichEvent, rng: random.Random) -> str:
    """Make one to three edits; return their names."""
    chosen = rng.choices(list(EDITS), weights=list(EDITS.values()), k=rng.choice([1, 1, 2, 3]))
    for change in chosen:
        change(event, rng)
    return ", ".join(change.__name__ for change in chosen)
