"""The tables: shown, and written between the markers of docs/performance.md."""

import os
import platform
import re
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .measure import Run
from .peers import YARDSTICKS


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a scenario, under their headings, and how many pages and runs they stand for."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    pages: int
    runs: int

    def markdown(self) -> str:
        """Return the table in Markdown, the first column to the left and the numbers to the right."""
        rule = ["---", *("---:" for _ in self.head[1:])]
        return "\n".join(f"| {' | '.join(row)} |" for row in (self.head, rule, *self.rows))


def seconds(value: float) -> str:
    """Return a time with as many digits as it deserves."""
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"  # noqa: PLR2004


def timing_table(found: Mapping[str, Sequence[Run]], pages: int, runs: int) -> Table:
    """Return the table of whole builds: medians, the spread of the clock's, and the ratios to the yardsticks."""
    walls = {name: statistics.median(run.wall for run in each) for name, each in found.items()}
    rows = {
        name: (
            seconds(walls[name]),
            f"{seconds(min(run.wall for run in each))}–{seconds(max(run.wall for run in each))}",
            seconds(statistics.median(run.cpu for run in each)),
            f"{statistics.median(run.written for run in each):.0f}",
        )
        for name, each in found.items()
    }
    return with_ratios(("clock, s", "from–to", "CPU, s", "HTML written"), rows, walls, pages, runs)


def with_ratios(
    head: Sequence[str], rows: Mapping[str, Sequence[str]], values: Mapping[str, float], pages: int, runs: int
) -> Table:
    """Return a table of rows by generator, with each one's value divided by those of the yardsticks."""
    yardsticks = [name for name in YARDSTICKS if name in values]
    return Table(
        ("generator", *head, *(f"to {name.capitalize()}" for name in yardsticks)),
        [
            (name, *cells, *(f"{values[name] / values[other]:.2f}" for other in yardsticks))
            for name, cells in rows.items()
        ],
        pages,
        runs,
    )


def machine(versions: Mapping[str, str], date: str) -> str:
    """Return the facts of the machine and of what was compared, as a Markdown list."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    facts = {
        "cores": str(len(os.sched_getaffinity(0))),
        "processor": _processor(),
        "memory": f"{memory:.0f} GB",
        "system": f"{platform.system()} {platform.release()}",
        **versions,
    }
    if date:
        facts["date"] = date
    return "\n".join(f"- {name}: {value}" for name, value in facts.items())


def _processor() -> str:
    try:
        found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        found = None
    return found[1] if found else platform.machine()


def summary(table: Table) -> str:
    """Return the sentence under a table."""
    return f"{table.pages:,} pages; {'one run' if table.runs == 1 else f'medians of {table.runs} runs in turn'}."


def write_sections(path: Path, sections: Mapping[str, str]) -> None:
    """Put each section's text between its markers, `<!-- name -->` and `<!-- /name -->`; the prose stays.

    Raises ValueError where the file has no such markers.
    """
    text = path.read_text(encoding="utf-8")
    for name, words in sections.items():
        pattern = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.DOTALL)
        parts = pattern.split(text)
        if len(parts) != 2:  # noqa: PLR2004
            raise ValueError(f"{path.name} has not one pair of markers for {name}")
        text = f"\n{words}\n\n".join(parts)
    path.write_text(text, encoding="utf-8")
