"""What is measured: each scenario returns one table of medians, its runs taken in turn, A B A B."""

import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from .measure import BenchmarkError, Run
from .peers import Generator
from .preview import save_to_written
from .report import Table, seconds, timing_table, with_ratios
from .site import Site


@dataclass(frozen=True, slots=True)
class Bench:
    """What is compared, and where: corpora of `documents` in two languages below the folder `work`."""

    generators: Sequence[Generator]
    work: Path
    peers: Path
    documents: int
    runs: int
    sizes: Sequence[int]
    say: Callable[[str], None]
    _written: dict[str, Site] = field(default_factory=dict)
    _numbers: "count[int]" = field(default_factory=lambda: count(int(time.time())))

    def site(self, generator: Generator, documents: int | None = None, languages: int = 2) -> Site:
        """Return the generator's site, which is written when it is first asked for."""
        size = documents or self.documents
        name = f"{generator.name.replace(' ', '-')}-{size}-{languages}"
        if name not in self._written:
            site = Site(generator, self.work / name, self.peers, size, languages)
            self.say(f"writing {name}")
            site.write()
            self._written[name] = site
        return self._written[name]

    def sites(self) -> list[Site]:
        """Return every generator's site of the usual size."""
        return [self.site(generator) for generator in self.generators]

    def in_turn(self, sites: Sequence[Site], once: Callable[[Site], Run]) -> list[list[Run]]:
        """Return each site's runs; every site is run once before any is run again."""
        found: list[list[Run]] = [[] for _ in sites]
        for number in range(1, self.runs + 1):
            for site, runs in zip(sites, found, strict=True):
                runs.append(once(site))
                self.say(f"  {number}/{self.runs} {site.folder.name}: {runs[-1].wall:.2f} s")
        return found

    def next_edit(self) -> int:
        """Return a number that no edit has had."""
        return next(self._numbers)


def cold(bench: Bench) -> Table:
    """Build with no output and no cache."""
    return _timed(bench, bench.sites(), _from_nothing)


def ci(bench: Bench) -> Table:
    """Build on the publishing service's next machine, after an edit: of the last run only the caches are there.

    Each generator has what its users keep there from one run to the next.
    """
    sites = [bench.site(generator) for generator in bench.generators if generator.in_ci]
    _build_missing(bench, sites, whole=True)

    def once(site: Site) -> Run:
        site.move()
        return _edited(bench, site)

    return _timed(bench, sites, once)


def unchanged(bench: Bench) -> Table:
    """Build again although nothing has changed."""
    sites = bench.sites()
    _build_missing(bench, sites)
    return _timed(bench, sites, Site.build)


def edit(bench: Bench) -> Table:
    """Build again after the title and the text of one press release have changed."""
    sites = bench.sites()
    _build_missing(bench, sites)

    return _timed(bench, sites, lambda site: _edited(bench, site))


def preview(bench: Bench) -> Table:
    """Save a file while the preview runs, and wait until its page is on disk."""
    sites = [bench.site(generator) for generator in bench.generators if generator.serve]
    found = save_to_written(sites, bench.runs)
    medians = {name: statistics.median(times) for name, times in found.items()}
    rows = {
        name: [f"{1000 * value:.0f}" for value in (medians[name], min(times), max(times))]
        for name, times in found.items()
    }
    return with_ratios(("median, ms", "fewest", "most"), rows, medians, bench.documents * 2, bench.runs)


def languages(bench: Bench) -> Table:
    """Build as many pages cold in four languages as in one."""
    pages = bench.documents * 2
    sites = [bench.site(g, pages // number, number) for g in bench.generators for number in (1, 4)]
    found = bench.in_turn(sites, _from_nothing)
    walls = [statistics.median(run.wall for run in runs) for runs in found]
    pairs = zip(bench.generators, walls[::2], walls[1::2], strict=True)
    rows = [(g.name, seconds(one), seconds(four), f"{four / one:.2f}") for g, one, four in pairs]
    return Table(("generator", "1 language, s", "4 languages, s", "4 to 1"), rows, pages, bench.runs)


def growth(bench: Bench) -> Table:
    """Build corpora of several sizes cold, and fit the power of the size with which the time grows."""
    sites = [bench.site(g, size) for size in bench.sizes for g in bench.generators]
    found = dict(zip((site.folder.name for site in sites), bench.in_turn(sites, _from_nothing), strict=True))
    rows = []
    for generator in bench.generators:
        runs = [found[bench.site(generator, size).folder.name] for size in bench.sizes]
        walls = [statistics.median(run.wall for run in of_size) for of_size in runs]
        cpus = [statistics.median(run.cpu for run in of_size) for of_size in runs]
        powers = (f"{exponent(bench.sizes, times):.2f}" for times in (walls, cpus))
        rows.append((generator.name, *map(seconds, walls), *powers))
    head = ("generator", *(f"{2 * size:,} pages, s" for size in bench.sizes), "power, clock", "power, CPU")
    return Table(head, rows, 2 * max(bench.sizes), bench.runs)


def memory(bench: Bench) -> Table:
    """Sample the memory of whole process trees, in runs of their own: cold, and after an edit."""
    rows, peaks = {}, {}
    for site in bench.sites():
        name = site.generator.name
        site.forget()
        peaks[name] = site.build_sampled()
        site.edit(bench.next_edit())
        rows[name] = [f"{peaks[name]:.0f}", f"{site.build_sampled():.0f}"]
        bench.say(f"  {site.folder.name}: {peaks[name]:.0f} MB")
    return with_ratios(("cold, MB", "one edit, MB"), rows, peaks, bench.documents * 2, 1)


SCENARIOS: dict[str, Callable[[Bench], Table]] = {
    "cold": cold,
    "warm": ci,
    "unchanged": unchanged,
    "edit": edit,
    "preview": preview,
    "languages": languages,
    "growth": growth,
    "memory": memory,
}
"""Name of a scenario → what measures it; they run in this order, and what one has built the next finds."""


def exponent(sizes: Sequence[int], times: Sequence[float]) -> float:
    """Return the power of the size with which the times grow: 1 is linear; at least two sizes are needed."""
    return statistics.linear_regression([math.log(size) for size in sizes], [math.log(time) for time in times]).slope


def _timed(bench: Bench, sites: Sequence[Site], once: Callable[[Site], Run]) -> Table:
    found = bench.in_turn(sites, once)
    names = [site.generator.name for site in sites]
    return timing_table(dict(zip(names, found, strict=True)), bench.documents * 2, bench.runs)


def _edited(bench: Bench, site: Site) -> Run:
    """Return the run of a build after an edit, which the page must show."""
    number = bench.next_edit()
    site.edit(number)
    run = site.build()
    if not site.shows(number):
        raise BenchmarkError(f"{site.generator.name} built, but the edited page does not show the edit")
    return run


def _from_nothing(site: Site) -> Run:
    site.forget()
    return _whole(site.build(), site)


def _whole(run: Run, site: Site) -> Run:
    """Return the run of a build that had to write every page, or raise BenchmarkError."""
    if run.written < site.fewest:
        raise BenchmarkError(f"{site.generator.name} wrote {run.written} HTML files instead of {site.fewest} or more")
    return run


def _build_missing(bench: Bench, sites: Sequence[Site], *, whole: bool = False) -> None:
    """Build, untimed, what is not built yet, or all of it."""
    for site in sites:
        if whole or not site.output.exists():
            bench.say(f"building {site.folder.name}")
            site.build()
