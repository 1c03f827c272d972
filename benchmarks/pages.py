"""A page of each kind in both languages, as a phone on a slow network has it.

    .venv/bin/python -m benchmarks.pages                     # the shipped site; exit code 1 below the bar
    .venv/bin/python -m benchmarks.pages --kinds home,day    # only these
    .venv/bin/python -m benchmarks.pages --peer FOLDER --paths /,/about/   # another built site in the same run
    .venv/bin/python -m benchmarks.pages --write             # into README.md

Bytes are what nginx sends in brotli at a first visit; scores, LCP and CLS are Lighthouse's, on its own simulated slow
4G; axe is asked in light, dark, forced colours and print; HTML is what the Nu Html Checker and html-validate say.
"""

import argparse
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "plugins"))

from playwright.sync_api import Browser, sync_playwright
from tests.browser.chromium import ARGUMENTS, ensure
from tests.browser.pages import axe, markup, web
from tests.browser.pages.kinds import KINDS, Kind
from tests.browser.pages.lighthouse import CATEGORIES, PERFORMANCE, SLOWEST, STEADY, Measured, measure
from tests.browser.pages.weight import AGENDA_PAGE, AGENDA_SCRIPTS, FONTS, PAGE, SCRIPTS, Weight, weigh
from tests.building import ROOT, pelican_build

from benchmarks.report import Table, write_sections

HEAD = ("page", "language", "HTML + CSS", "scripts", "fonts", "scores", "LCP, ms", "CLS", "axe", "HTML")
_ALL = (PERFORMANCE, *CATEGORIES)
# How often Lighthouse is asked where a page misses the bar: a machine with more to do makes pages slow.
_ATTEMPTS = 3


class WrongKinds(Exception):
    """These kinds of pages cannot be measured."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured of a page: `axe` and `html` count what is wrong."""

    kind: Kind
    language: str
    weight: Weight
    lighthouse: Measured
    axe: int
    html: int

    @property
    def is_good(self) -> bool:
        """Tell whether the page is at or above the bar in everything."""
        page, scripts = (AGENDA_PAGE, AGENDA_SCRIPTS) if self.kind.is_agenda else (PAGE, SCRIPTS)
        weight = self.weight
        is_light = weight.page <= page and weight.scripts <= scripts and weight.fonts <= FONTS and not weight.foreign
        return is_light and self.lighthouse.is_good and not self.axe and not self.html

    def row(self) -> tuple[str, ...]:
        """Return the cells under HEAD."""
        found = self.lighthouse
        return (
            self.kind.name if self.is_good else f"**{self.kind.name}**", self.language,
            f"{self.weight.page:,}", f"{self.weight.scripts:,}", f"{self.weight.fonts:,}",
            "/".join(str(found.scores[name]) for name in _ALL), f"{found.lcp:,}", f"{found.cls:.3f}",
            str(self.axe), str(self.html),
        )  # fmt: skip


def results(site: Path, kinds: Sequence[Kind], work: Path) -> Iterator[Result]:
    """Yield what is measured of each kind's pages on a built site."""
    errors = [*markup.nu_errors(site), *markup.html_validate_errors(site, work)]
    wrong = Counter(error.partition(":")[0] for error in errors)
    with web.served(site, work) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure(), args=ARGUMENTS)
        for kind in kinds:
            for language, path in kind.paths.items():
                yield Result(
                    kind, language, weigh(browser, address + path, language), _measured(address + path, kind),
                    _violations(browser, address + path, language), wrong[_file(path)],
                )  # fmt: skip
        browser.close()


def _file(path: str) -> str:
    return path.lstrip("/") + ("index.html" if path.endswith("/") else "")


def _measured(address: str, kind: Kind) -> Measured:
    """Return what Lighthouse says, the best of a few attempts where a page misses the bar."""
    attempts: list[Measured] = []
    while not attempts or (len(attempts) < _ATTEMPTS and not attempts[-1].is_good):
        attempts += measure([address], *_ALL, is_hidden=kind.is_hidden)
    return max(attempts, key=lambda one: (one.is_good, one.scores[PERFORMANCE], -one.lcp))


def _violations(browser: Browser, address: str, language: str) -> int:
    page = browser.new_page(locale=language, viewport={"width": 360, "height": 800}, ignore_https_errors=True)
    page.goto(address)
    found = axe.violations(page)
    page.close()
    for violation in found:
        print(f"{address}: {violation}", file=sys.stderr)
    return len(found)


def summary(found: Sequence[Result]) -> Table:
    """Return the table of README.md: for agenda pages and all others the heaviest, the slowest and the lowest."""
    rows = []
    for name, is_agenda in (("agenda pages", True), ("all other pages", False)):
        group = [one for one in found if one.kind.is_agenda is is_agenda]
        rows.append((
            name, f"{max(one.weight.page for one in group) / 1024:.1f} KB",
            f"{max(one.weight.scripts for one in group) / 1024:.1f} KB",
            "/".join(str(min(one.lighthouse.scores[name] for one in group)) for name in _ALL),
            f"{statistics.median(one.lighthouse.lcp for one in group) / 1000:.2f} s",
            f"{max(one.lighthouse.cls for one in group):.3f}", str(sum(one.axe for one in group)),
            str(sum(one.html for one in group)),
        ))  # fmt: skip
    head = ("at most, of", "HTML + CSS", "scripts", "scores", "LCP, median", "CLS", "axe", "HTML errors")
    return Table(head, rows, len(found), 1)


def chosen(names: Sequence[str], *, write: bool = False) -> list[Kind]:
    """Return the kinds with these names, all without names; raises WrongKinds for what no kind is called."""
    if unknown := sorted(set(names) - {kind.name for kind in KINDS}):
        known = ", ".join(kind.name for kind in KINDS)
        raise WrongKinds(f"No page is of the kind {', '.join(unknown)}; --kinds can be: {known}.")
    if names and write:
        raise WrongKinds("The summary in README.md is of all kinds: leave out --kinds or --write.")
    return [kind for kind in KINDS if not names or kind.name in names]


def check(
    names: Sequence[str] = (), peer: Path | None = None, paths: Sequence[str] = (), *, write: bool = False
) -> bool:
    """Measure, print the table as it grows, and return whether every page is at or above the bar."""
    kinds = chosen(names, write=write)
    print("| " + " | ".join(HEAD) + " |\n|" + " --- |" * len(HEAD))
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        site = work / "built"
        pelican_build(site, ROOT / "publishconf.py", SITEURL="https://summit.example.org", EVENTSITE_ADMIN="")
        found = _printed(results(site, kinds, work))
        if peer:
            (work / "peer").mkdir()
            _printed(results(peer, [Kind(f"peer {path}", path, path) for path in paths], work / "peer"))
    if write:
        write_sections(ROOT / "README.md", {"pages": summary(found).markdown()})
    below = [
        f"{one.kind.name} ({one.language}): {', '.join(one.lighthouse.failed)}" for one in found if not one.is_good
    ]
    print(f"\n{len(found) - len(below)} of {len(found)} pages are at or above the bar (100 in all four, "
          f"LCP at most {SLOWEST} ms, CLS below {STEADY}, no error).", *below, sep="\n")  # fmt: skip
    return not below


def _printed(found: Iterator[Result]) -> list[Result]:
    shown = []
    for result in found:
        print("| " + " | ".join(result.row()) + " |", flush=True)
        shown.append(result)
    return shown


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kinds", default="", help="names from tests/browser/pages/kinds.py, with commas")
    parser.add_argument("--peer", type=Path, help="the folder of another built site")
    parser.add_argument("--paths", default="/", help="the peer's pages, with commas")
    parser.add_argument("--write", action="store_true", help="write the summary into README.md")
    asked = parser.parse_args()
    try:
        is_good = check(
            [*filter(None, asked.kinds.split(","))], asked.peer, asked.paths.split(","), write=asked.write
        )
    except WrongKinds as error:
        parser.error(str(error))
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    main()
