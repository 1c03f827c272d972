"""Edits of the facts of the event: event.yml, sources.yml and the committed schedule."""

import random
from collections.abc import Callable
from typing import Any

from tests.edits.choosing import DAYS, any_source, new_words
from tests.rich_event import RichEvent


def facts(event: RichEvent, rng: random.Random) -> None:
    """Change event.yml."""
    data = event.facts
    pages = [name.partition("/")[2] for name in event.of("pages")]
    milestones, rooms = data["milestones"], data["rooms"]
    words = {"vi": new_words(event, rng), "en": new_words(event, rng)}
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
        lambda: data.update(abbreviations={"TD": words, "city": {"en": f"town {event.next()}"}}),
        lambda: data.update(gone=[{"path": f"/gone/{event.next()}/", "reason": words, "page": "pages/home"}]),
        lambda: data.update(end=rng.choice(["2017-11-26", "2017-11-27", "2017-11-28"])),
    ]
    rng.choice(changes)()


def sources(event: RichEvent, rng: random.Random) -> None:
    """Change sources.yml, or name one of its sources."""
    item = rng.choice(event.sources)
    choice = rng.randrange(4)
    if choice == 0:
        item["title"] = {"vi": new_words(event, rng), "en": "x"}
    elif choice == 1:
        item["url"] = f"https://example.org/{event.next()}"
    elif choice == 2:
        event.sources.append({"id": f"s{event.next()}", "title": {"vi": "Mới"}})
    else:
        any_source(event, rng, "pages", "news", "press").fields["sources"] = [item["id"]]


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
        lambda: item.update(type={"en": rng.choice(["Talk", "Panel"])}),
        lambda: item.update(people=["p9"]),
        lambda: sessions.append(item | {"id": f"N{number}", "title": {"vi": f"Mới {number}"}}),
        lambda: sessions.append({"id": f"talk-{rng.randrange(11)}", "title": {"vi": f"Của lịch {number}"}}),
        lambda: sessions.remove(item) if len(sessions) > 2 else None,
        lambda: event.schedule.update(version=str(number)),
        lambda: event.schedule["people"][0].update(name=rng.choice([f"Người {number}", "Lê Văn Chín"])),
        lambda: event.schedule["people"].append({"id": f"p{number}", "name": f"Người {number}"}),
    ]
    rng.choice(changes)()
