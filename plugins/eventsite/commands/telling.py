"""What a build says when it went well: in the language of whoever called it."""

import os
from typing import TYPE_CHECKING

from ..errors import Translate, say

if TYPE_CHECKING:
    from ..site.run import Built

# So much advice is shown with a build; `check.content` has all of it.
MOST = 10


def tell(built: "Built", words: Translate) -> None:
    """Say what was built, when the clock will change it, and what in the content is worth a look."""
    folder, pages = f"{built.output.name}/", built.pages
    if built.changed:
        said = say(
            "Built {pages} pages in {folder} ({changed} files changed)",
            pages=pages,
            folder=folder,
            changed=built.changed,
        )
    else:
        said = say("Nothing changed: {pages} pages in {folder}", pages=pages, folder=folder)
    print(said.in_(words))
    if built.summary:
        print(built.summary.in_(words))
    if built.next_due:
        from ..site.status import due_line

        # Anybody may read what a public service for builds has printed.
        print(due_line(built.next_due, () if os.environ.get("CI") else built.due).in_(words))
    for problem in built.advice[:MOST]:
        print(problem.in_(words))
    if (more := len(built.advice) - MOST) > 0:
        print(say("{count} more: `./inv check.content` tells all of them", count=more).in_(words))
