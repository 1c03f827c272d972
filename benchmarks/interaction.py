"""How long a phone takes to answer a reader on an agenda of 1,100 sessions: `python -m benchmarks.interaction`.

A real Chromium, slowed to a quarter of this machine's speed, opens the agenda on a screen of 360 × 740.
For each thing that a reader does, and for a change that comes while the page is open, the figure is the time from the
event to the next paint, as the Event Timing API measures it (where a script does it, the longest task).
It also tells what the page weighs.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "plugins"))

import brotli  # type: ignore[import-untyped]
from pelican import Pelican
from pelican.settings import read_settings
from playwright.sync_api import Page, sync_playwright

from benchmarks.big_programme import text
from eventsite.build.server import serve

ROOT = Path(__file__).parent.parent
SLOWER = 4
WAIT = 2500
# Durations of interactions, and of long tasks, since the last look.
OBSERVE = """
window.seen = { events: [], tasks: [] };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (entry.interactionId) seen.events.push(entry.duration);
}).observe({ type: "event", durationThreshold: 16, buffered: true });
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) seen.tasks.push(entry.duration);
}).observe({ type: "longtask", buffered: true });
"""


def build(folder: Path) -> Path:
    """Return the root of the site of the summit with the big programme in it."""
    content = Path(shutil.copytree(ROOT / "content", folder / "content"))
    (content / "data" / "schedule.json").write_text(text(), encoding="utf-8")
    event = content / "event.yml"
    facts = event.read_text(encoding="utf-8").replace("columns: track", "columns: room")
    event.write_text(facts, encoding="utf-8")
    override = {
        "PATH": str(content), "OUTPUT_PATH": str(folder / "output"), "CACHE_PATH": str(folder / "cache"),
        "EVENTSITE_SCHEDULE_CACHE": str(folder / "schedule"),
    }  # fmt: skip
    Pelican(read_settings(str(ROOT / "pelicanconf.py"), override=override)).run()
    return folder / "output"


@contextmanager
def phone(root: Path) -> Iterator[tuple[Page, str]]:
    """Open a slow phone's page on the served site; yields it with the site's address."""
    with serve(root, "127.0.0.1", 0, reload=False) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 360, "height": 740}, timezone_id="Asia/Ho_Chi_Minh")
        page = context.new_page()
        page.add_init_script(OBSERVE)
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        yield page, server.url.rstrip("/")
        browser.close()


def longest(page: Page, act: Callable[[], object], kind: str = "events") -> int:
    """Return the longest answer to what `act` does, in milliseconds; 0 for less than 16."""
    page.evaluate("seen.events.length = seen.tasks.length = 0")
    act()
    page.wait_for_timeout(WAIT)
    return round(max(page.evaluate(f"seen.{kind}"), default=0))


def change(root: Path, page: Page) -> None:
    """Publish a programme in which a session moved and another is cancelled, and let the page ask for it."""
    path = root / "api" / "schedule.vi.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    moved, cancelled = [
        item for item in data["sessions"] if item.get("room") == "room-1" and "T10:00" in item["start"]
    ][:2]
    moved["start"], moved["end"] = (moved[name].replace("T10:", "T11:") for name in ("start", "end"))
    cancelled["state"] = "cancelled"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    page.evaluate("dispatchEvent(new Event('online'))")


def weigh(root: Path) -> dict[str, int]:
    """Return how many bytes the agenda's pages have when compressed as hosts do it, with brotli at level 5."""
    names = ("chuong-trinh/index.html", "chuong-trinh/2017-11-26/index.html", "api/schedule.vi.json")
    return {name: len(brotli.compress((root / name).read_bytes(), quality=5)) for name in names}


def measure(root: Path) -> dict[str, int]:
    """Return the milliseconds of each thing that a reader does."""
    found = {}
    with phone(root) as (page, address):
        page.goto(f"{address}/chuong-trinh/?at=2017-11-26T10:05%2B07:00", wait_until="networkidle")
        page.wait_for_timeout(2 * WAIT)
        page.focus("#t-filter-q")
        found["first letter of a search"] = longest(page, lambda: page.keyboard.press("t"))
        found["five more letters"] = longest(page, lambda: page.keyboard.type("hanh ", delay=300))
        found["clear the search"] = longest(page, lambda: page.fill("#t-filter-q", ""), "tasks")
        found["open the filters"] = longest(page, lambda: page.click(".filters__more summary"))
        page.focus("#t-filter-track")
        found["choose a track"] = longest(page, lambda: page.keyboard.press("ArrowDown"))
        found["show all again"] = longest(page, lambda: page.click(".filters__reset"))
        found["star a session"] = longest(page, lambda: page.locator("session-star button:visible").nth(5).click())
        found["live change (longest task)"] = longest(page, lambda: change(root, page), "tasks")
    return found


def main() -> None:
    """Build, measure, print a table."""
    with tempfile.TemporaryDirectory() as folder:
        root = build(Path(folder))
        for name, size in weigh(root).items():
            print(f"{name}: {size / 1024:.0f} KiB")
        for name, milliseconds in measure(root).items():
            print(f"{name}: {milliseconds} ms")


if __name__ == "__main__":
    main()
