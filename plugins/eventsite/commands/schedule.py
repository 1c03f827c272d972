"""The commands `./inv schedule.*`: what the feeds say now, and what the site shows of them.

Exit codes: 0 all is well, 1 a feed was not believed or the programme has conflicts, 2 something cannot be read.
"""

import json as json_text
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from invoke import Collection, Context, Exit, task

from . import ROOT, told

if TYPE_CHECKING:
    from ..site.desk import Row

# What the public site shows counts.
SETTINGS = ROOT / "publishconf.py"


@task(help={"accept": "take what looks doubtful too", "json": "for programs"})
def pull(context: Context, accept: bool = False, json: bool = False) -> None:
    """Ask every feed and keep what is new and can be believed, for the next build."""
    with told():
        from ..site.desk import Desk

        rows = Desk(SETTINGS).pull(accept=accept)
    show(rows, json=json)
    leave(row.state for row in rows)


@task(positional=["feed"], help={"feed": "the id of a feed, an address, a file or a folder", "json": "for programs"})
def check(context: Context, feed: str, json: bool = False) -> None:
    """Read a feed as the site would, and tell its format, what is in it and whether it would be believed."""
    with told():
        from ..site.desk import Desk

        report = Desk(SETTINGS).check(feed)
    if json:
        print(json_text.dumps(report.as_json(), ensure_ascii=False, indent=1))
    else:
        print("\n".join(report.lines()))
    leave([report.state])


@task(help={"language": "of the sentences; the site's first if left out", "json": "for programs"})
def diff(context: Context, language: str = "", json: bool = False) -> None:
    """Show what the feeds would change on the site; nothing is kept."""
    with told():
        from ..site.desk import Desk

        rows, states = Desk(SETTINGS).diff(language)
    show(rows, json=json)
    if not rows and not json:
        print("Nothing has changed.")
    leave(states)


@task(help={"json": "for programs"})
def status(context: Context, json: bool = False) -> None:
    """Show what is kept of each feed, how old it is, and how many sessions each language has; nobody is asked."""
    with told():
        from ..site.desk import Desk

        desk = Desk(SETTINGS)
        rows, languages = desk.status(), desk.coverage()
    if json:
        everything = {"feeds": [row.as_dict() for row in rows], "languages": [row.as_dict() for row in languages]}
        print(json_text.dumps(everything, ensure_ascii=False, indent=1))
        return
    show(rows, json=False)
    show(languages, json=False)


_CONFLICTS = {
    "room": "are in the room {what} at the same time",
    "person": "need {what} at the same time",
    "plenary": "are at the same time, and the first is for everybody",
    "hours": "is outside the opening hours",
}


@task
def conflicts(context: Context) -> None:
    """Fail where sessions are in each other's way, or outside the opening hours, unless event.yml acknowledges it."""
    with told():
        from ..site.desk import Desk

        found, unused = Desk(SETTINGS).conflicts()
    lines = []
    for item in found:
        said = f"{' and '.join(item.sessions)} {_CONFLICTS[item.kind].format(what=item.what)}"
        if item.reason:
            print(f"acknowledged: {said}: {item.reason}")
        else:
            lines.append(f"{said}; change one of them, or write it into `acknowledged` in content/event.yml")
    lines += [
        f"{' and '.join(sessions)} have no conflict; remove them from `acknowledged` in content/event.yml"
        for sessions in unused
    ]
    if lines:
        raise Exit("\n".join(lines), 1)


@task(
    help={
        "every": "seconds between two questions",
        "publish": "push what changed to the branch that is served",
        "times": "how often to ask; for ever if left out",
    }
)
def watch(context: Context, every: float = 30, publish: bool = False, times: int = 0) -> None:
    """Ask the feeds again and again; on a change, make the pages that show it, and tell how long that took."""
    with told():
        from ..site.watching import watch as run

        bring_back()
        run(SETTINGS, ROOT / "output", every, publish=_push if publish else None, times=times)


def _push() -> str:
    from ..publish.ghpages import publish as push

    outcome = push(ROOT / "output", message="Publish the site", repo=ROOT)
    return "published" if outcome.pushed else "nothing to publish"


@task
def restore(context: Context) -> None:
    """Take the last good copies and the changes of the feeds from the published branch, or from the site itself."""
    with told():
        bring_back()


def bring_back() -> None:
    """Restore what this machine does not know of the feeds, and say so; without feeds there is nothing to restore."""
    from ..publish.ghpages import published_file
    from ..site.desk import Desk

    desk = Desk(SETTINGS)
    for feed in desk.restore([lambda path: published_file(path, repo=ROOT), desk.from_site]):
        print(f"Restored what is published of the feed {feed}.")


def show(rows: "Sequence[Row]", *, json: bool) -> None:
    """Print rows as a table, or as JSON."""
    if json:
        print(json_text.dumps([row.as_dict() for row in rows], ensure_ascii=False, indent=1))
        return
    if not rows:
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*rows[0].as_dict())
    for row in rows:
        table.add_row(*(_cell(value) for value in row.as_dict().values()))
    Console().print(table)


def _cell(value: Any) -> str:
    from rich.markup import escape

    return escape(str(value))


def leave(states: Iterable[str]) -> None:
    """End with the exit code that the worst of the states has."""
    codes = {"failed": 2, "refused": 1}
    if code := max((codes.get(state, 0) for state in states), default=0):
        raise Exit(code=code)


namespace = Collection("schedule", pull, check, conflicts, diff, status, watch, restore)
