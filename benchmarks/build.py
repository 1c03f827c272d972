"""How fast sites are built: this project and its peers, on the same corpus, on the same machine.

    .venv/bin/python -m benchmarks.build --install            # once: the peers, into --peers
    .venv/bin/python -m benchmarks.build --docs 500 --only cold edit
    .venv/bin/python -m benchmarks.build --write              # everything, into docs/performance.md and README.md

docs/performance.md says what each scenario is. A run that failed, or wrote fewer pages than the corpus has, stops
the benchmark: it is no time.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from .measure import BenchmarkError
from .overview import PAGE, write_overview
from .peers import GENERATORS, Generator, install, versions
from .report import machine, summary, write_sections
from .scenarios import SCENARIOS, Bench
from .site import RUBBISH

_FEWEST_DOCUMENTS = 80  # below, a corpus in four languages has no press release


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    work = Path(tempfile.gettempdir()) / "eventsite-benchmarks"
    peers = Path(os.environ.get("BENCHMARK_PEERS") or work / "peers")
    names = [generator.name for generator in GENERATORS]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", type=int, default=5000, help="documents, each in two languages (5000)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each scenario and generator (5)")
    parser.add_argument("--only", nargs="+", choices=SCENARIOS, default=list(SCENARIOS), help="these scenarios")
    parser.add_argument("--generators", nargs="+", choices=names, default=names, help="of these, what is installed")
    parser.add_argument("--sizes", nargs="+", type=int, help="documents of `growth`; else an eighth of --docs and up")
    parser.add_argument("--work", type=Path, default=work, help=f"folder for the sites ({work})")
    parser.add_argument("--peers", type=Path, default=peers, help="folder of the peers (BENCHMARK_PEERS)")
    parser.add_argument("--install", action="store_true", help="install the peers, and nothing else")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md and README.md")
    parser.add_argument("--date", default="", help="written beside the machine's facts")
    options = parser.parse_args(arguments)
    if options.docs < _FEWEST_DOCUMENTS or any(size < _FEWEST_DOCUMENTS for size in options.sizes or ()):
        parser.error(f"a corpus has {_FEWEST_DOCUMENTS} documents or more")
    return options


def _bench(options: argparse.Namespace) -> Bench:
    wanted = [generator for generator in GENERATORS if generator.name in options.generators]
    found: list[Generator] = [generator for generator in wanted if generator.installed(options.peers)]
    for generator in wanted:
        if generator not in found:
            _say(f"{generator.name} is not in {options.peers}; --install puts it there")
    sizes = options.sizes or [options.docs // part for part in (8, 4, 2, 1)]
    return Bench(found, options.work, options.peers, options.docs, options.runs, sorted(sizes), _say)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what the command line asks for, print the tables, and write them where that is asked for."""
    options = _options(arguments)
    if options.install:
        install(options.peers)
        return
    try:
        _measure(options)
    finally:
        shutil.rmtree(options.work / RUBBISH, ignore_errors=True)


def _measure(options: argparse.Namespace) -> None:
    bench = _bench(options)
    facts = machine(versions(options.peers, bench.generators), options.date)
    print(f"{facts}\n")
    if options.write:
        write_sections(PAGE, {"machine": facts})
    for name in SCENARIOS:
        if name in options.only:
            _say(name)
            table = SCENARIOS[name](bench)
            section = f"{table.markdown()}\n\n{summary(table)}"
            print(f"{name}\n\n{section}\n", flush=True)
            if options.write:
                write_sections(PAGE, {name: section})
    if options.write:
        write_overview()


if __name__ == "__main__":
    try:
        main()
    except BenchmarkError as error:
        sys.exit(str(error))
