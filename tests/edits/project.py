"""Edits of everything else: settings, the clock, copied and other files; and mistakes."""

import random
import re
from collections.abc import Callable
from typing import Any

from tests.edits.choosing import any_file
from tests.rich_event import IMAGE, RichEvent

CLOCKS = ("2017-10-01T00:00:00+07:00", "2017-11-20T00:00:00+07:00", "2017-11-24T12:00:00+07:00",
          "2017-11-24T17:00:00+00:00", "2017-11-26T09:00:00+07:00", "2017-12-05T08:00:00+07:00",
          "2017-12-31T23:59:59+07:00", "2018-02-01T00:00:00+07:00")  # fmt: skip


def touch(event: RichEvent, rng: random.Random) -> None:
    """Save files without a change."""
    event.touched |= set(rng.sample(sorted(event.all_files()), 3))


def copied(event: RichEvent, rng: random.Random) -> None:
    """Add, change or remove files that are copied as they are."""
    number = event.next()
    changes: list[Callable[[], Any]] = [
        lambda: event.files.update({f"content/images/{number}.png": IMAGE}),
        lambda: event.files.update({"content/images/mark.png": IMAGE + bytes([number % 256])}),
        lambda: event.files.update({"content/documents/plan.txt": f"Plan {number}\n".encode() * number}),
        lambda: event.files.update({f"content/documents/film.{rng.choice(['jpg', 'vi.vtt'])}": b"x"}),
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
    _, file = any_file(event, rng)
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
