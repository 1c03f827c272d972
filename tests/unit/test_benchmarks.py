"""The benchmarks' tables: what README.md says of the speed is what was measured, and the profile sees every part."""

import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks import pages
from benchmarks.overview import PAGE, README, ROOT, overview
from benchmarks.phases import REST

MEASURED = """
<!-- cold -->

| generator | clock, s | from–to | CPU, s | HTML written | to Hugo | to Pelican |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| eventsite | 14.0 | 13.0–15.0 | 25.0 | 10428 | 2.00 | 0.40 |
| hugo | 7.00 | 6.00–8.00 | 12.0 | 10429 | 1.00 | 0.20 |
| pelican | 35.0 | 35.0–35.0 | 35.0 | 10008 | 5.00 | 1.00 |
| eleventy | 21.0 | 20.0–22.0 | 30.0 | 10014 | 3.00 | 0.60 |

10,000 pages; medians of 5 runs in turn.

<!-- /cold -->
<!-- warm -->
<!-- /warm -->
<!-- preview -->

| generator | median, ms | fewest | most | to Hugo |
| --- | ---: | ---: | ---: | ---: |
| eventsite | 30 | 20 | 40 | 0.02 |
| hugo | 1500 | 1400 | 1600 | 1.00 |

<!-- /preview -->
"""


@pytest.mark.parametrize(
    ("names", "write", "said"),
    [
        (["home", "hom"], False, "No page is of the kind hom; --kinds can be: home, page, "),
        (["home"], True, "The summary in"),
    ],
)
def test_kinds_that_cannot_be_measured_are_told(names: list[str], write: bool, said: str) -> None:
    """A slip in a name measures nothing in silence, and the summary of a few pages does not stand for all."""
    with pytest.raises(pages.WrongKinds, match=said):
        pages.chosen(names, write=write)
    assert [kind.name for kind in pages.chosen(["day", "home"])] == ["home", "day"]


def test_overview_takes_its_figures_from_the_measured_tables() -> None:
    """Each measured scenario is one row with three generators; what was not measured has no row, or a dash in one."""
    assert overview(MEASURED).splitlines() == [
        "| what is built | eventsite | Hugo | stock Pelican | to Hugo |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| no output, no cache | 14.0 s | 7.00 s | 35.0 s | 2.00 |",
        "| preview: save to new page | 30 ms | 1500 ms | – | 0.02 |",
    ]


def test_readme_has_the_figures_that_were_measured() -> None:
    """The short table in README.md is the one that docs/performance.md's tables make."""
    table = overview(PAGE.read_text(encoding="utf-8"))
    assert f"<!-- performance -->\n\n{table}\n\n<!-- /performance -->" in README.read_text(encoding="utf-8")


def test_phases_see_every_part_of_a_build(tmp_path: Path) -> None:
    """Each part of the profile was really called, and the parts with the rest are the whole."""
    command = [sys.executable, "-m", "benchmarks.phases", "--docs", "80", "--work", str(tmp_path)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120).stdout
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in said.splitlines() if line[:1] == "|"]
    parts, whole = rows[2:-1], rows[-1]
    assert parts[-1][0] == REST
    assert [part for part in parts if int(part[1]) == 0] == []
    assert abs(sum(float(part[2]) for part in parts) - float(whole[2])) < 0.1
    assert all(float(part[2]) >= 0 for part in parts)
