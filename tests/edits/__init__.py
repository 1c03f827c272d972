"""Edits of a RichEvent such as people make them in a year, right ones and mistakes, chosen by a random generator."""

import random
from collections.abc import Callable

from tests.edits.collection import add, add_page, delete, mark, rename, source_lost, translation
from tests.edits.documents import (
    alias,
    body,
    date,
    heading_lost,
    order,
    parent,
    person,
    searchable,
    session,
    slug,
    status,
    summary,
    times,
    title,
)
from tests.edits.event import facts, schedule, sources
from tests.edits.pictures import lead, picture, picture_lost, replaced
from tests.edits.project import clock, copied, mistake, other_files, settings, touch
from tests.edits.theme import style, template, words
from tests.rich_event import RichEvent

Edit = Callable[[RichEvent, random.Random], None]

# Edit → how often it is made, compared with the others.
EDITS: dict[Edit, int] = {
    body: 6, heading_lost: 1, title: 5, summary: 3, date: 4, times: 6, order: 3, slug: 3, parent: 2, person: 4, session: 6,
    status: 4, add: 3, add_page: 2, delete: 4, rename: 3, translation: 4, mark: 4, source_lost: 1, searchable: 2, facts: 5, sources: 3,
    schedule: 5, template: 4, words: 2, style: 1, touch: 3, copied: 2, settings: 2, clock: 3, mistake: 3,
    other_files: 1, picture: 3, lead: 3, replaced: 3, picture_lost: 1, alias: 3,
}  # fmt: skip


def edit(event: RichEvent, rng: random.Random) -> str:
    """Make one to three edits; return their names."""
    chosen = rng.choices(list(EDITS), weights=list(EDITS.values()), k=rng.choice([1, 1, 2, 3]))
    for change in chosen:
        change(event, rng)
    return ", ".join(change.__name__ for change in chosen)
