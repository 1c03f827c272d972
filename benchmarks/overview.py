"""The short table of README.md, taken from the long ones of docs/performance.md: the same figures, once measured."""

import re
from collections.abc import Mapping
from pathlib import Path

from .peers import US
from .report import write_sections

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "performance.md"
README = ROOT / "README.md"
SECTION = "performance"

_SHOWN = {
    "cold": "no output, no cache",
    "warm": "publishing service: fresh checkout, kept cache, one edit",
    "unchanged": "nothing changed",
    "edit": "one edit, and all pages that show it",
    "preview": "preview: save to new page",
}
_GENERATORS = (US, "hugo", "pelican")

Row = Mapping[str, str]


def overview(page: str) -> str:
    """Return the short table, in Markdown, of the text of docs/performance.md.

    Scenarios without a table are left out. The last column is our time divided by Hugo's, as the long table has it.
    """
    lines = ["| what is built | eventsite | Hugo | stock Pelican | to Hugo |", "| --- | ---: | ---: | ---: | ---: |"]
    for name, words in _SHOWN.items():
        if rows := _rows(page, name):
            times = [_time(rows.get(generator, {})) for generator in _GENERATORS]
            lines.append(f"| {words} | {' | '.join(times)} | {rows[US]['to Hugo']} |")
    return "\n".join(lines)


def write_overview() -> None:
    """Put the short table into README.md."""
    write_sections(README, {SECTION: overview(PAGE.read_text(encoding="utf-8"))})


def _rows(page: str, name: str) -> dict[str, Row]:
    """Return the rows of a section's table by generator, each cell by its heading."""
    section = re.search(rf"<!-- {name} -->(.*?)<!-- /{name} -->", page, re.DOTALL)
    lines = [line for line in section[1].splitlines() if line.startswith("|")] if section else []
    head, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines] or [[]]
    return {row[0]: dict(zip(head, row, strict=True)) for row in rows[1:]}


def _time(row: Row) -> str:
    if "median, ms" in row:
        return f"{row['median, ms']} ms"
    return f"{row['clock, s']} s" if row else "–"
