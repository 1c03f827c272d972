"""Where the processor's time of a cold build goes, part by part: the profile of docs/performance.md.

    .venv/bin/python -m benchmarks.phases --docs 500     # a first look
    .venv/bin/python -m benchmarks.phases --write        # 10,000 pages, into docs/performance.md

The build runs in this process and in no other, so that all that it uses is seen. A part counts without the parts
that it calls; what no part has (imports, settings, Pelican itself) is the rest.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from time import process_time
from typing import Any

from .overview import PAGE, ROOT
from .peers import GENERATORS, US
from .report import Table, seconds, summary, write_sections
from .site import Site

REST = "imports, settings, Pelican itself"


@dataclass(slots=True)
class Parts:
    """CPU seconds and calls by part."""

    spent: dict[str, float] = field(default_factory=dict)
    calls: dict[str, int] = field(default_factory=dict)
    _inner: list[float] = field(default_factory=lambda: [0.0])

    def time(self, owner: Any, name: str, part: str) -> None:
        """Count what the function `name` of a module or class uses as this part's."""
        function: Callable[..., Any] = getattr(owner, name)
        self.spent.setdefault(part, 0.0)
        self.calls.setdefault(part, 0)

        @wraps(function)
        def timed(*arguments: Any, **named: Any) -> Any:
            start = process_time()
            self._inner.append(0.0)
            try:
                return function(*arguments, **named)
            finally:
                used = process_time() - start
                self.spent[part] += used - self._inner.pop()
                self.calls[part] += 1
                self._inner[-1] += used

        setattr(owner, name, timed)

    def table(self, whole: float, pages: int) -> Table:
        """Return the parts of `whole` CPU seconds in the order in which they are timed, then the rest and the sum."""
        found = {**self.spent, REST: whole - sum(self.spent.values())}
        rows = [
            (part, str(self.calls.get(part, 1)), seconds(used), f"{100 * used / whole:.0f} %")
            for part, used in found.items()
        ]
        total = ("all", "", seconds(whole), "100 %")
        return Table(("part", "calls", "CPU, s", "share"), [*rows, total], pages, 1)


def _timed_parts() -> Parts:
    """Return the clock of the build's parts, each of which is a function that the build calls."""
    # What they import is measured, too.
    from markdown import Markdown  # noqa: PLC0415

    from eventsite.build.cache import Cache  # noqa: PLC0415
    from eventsite.content.markdown import MarkdownRenderer  # noqa: PLC0415
    from eventsite.site import library, prepare, render, run, whole  # noqa: PLC0415

    parts = Parts()
    parts.time(library, "read_twins", "front matter, fields and links of a document")
    parts.time(Markdown, "convert", "Markdown of a text")
    parts.time(MarkdownRenderer, "editors_html", "its HTML made safe (nh3), tables labelled")
    parts.time(Cache, "put", "into the content cache")
    parts.time(Cache, "get", "out of the content cache")
    parts.time(prepare, "gather", "lists, programme and alternates of the site")
    parts.time(render.PageMaker, "view", "view of a page")
    parts.time(render.PageMaker, "fingerprint", "fingerprint of a page")
    parts.time(render.PageMaker, "html", "template of a page")
    parts.time(render, "read_page", "a page parsed for the checks")
    parts.time(render, "_write", "a file written")
    parts.time(whole, "_check", "checks of the site")
    parts.time(run, "keep_spare", "spare copy for the next machine")
    parts.time(run.Job, "_save", "saved graph and manifest")
    return parts


def _measured(documents: int, work: Path) -> Table:
    """Return the parts of a cold build of a corpus of so many documents in two languages, below `work`."""
    us = next(generator for generator in GENERATORS if generator.name == US)
    site = Site(us, work / f"phases-{documents}", work, documents, 2)
    site.write()
    site.forget()
    before = process_time()
    sys.path.insert(0, str(ROOT / "plugins"))
    parts = _timed_parts()
    from eventsite.site.run import build  # noqa: PLC0415

    os.environ["EVENTSITE_WORKERS"] = "1"
    os.chdir(site.folder)
    build(site.folder / "pelicanconf.py", site.output)
    used = process_time() - before
    site.check_whole()
    return parts.table(used, site.pages)


def main() -> None:
    """Print the table, and write it where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", type=int, default=5000, help="documents, each in two languages (5000)")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "eventsite-benchmarks")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    options = parser.parse_args()
    table = _measured(options.docs, options.work.resolve())
    section = f"{table.markdown()}\n\n{summary(table)}"
    print(section)
    if options.write:
        write_sections(PAGE, {"phases": section})


if __name__ == "__main__":
    main()
