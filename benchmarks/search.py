"""What a first search costs a visitor of a big site: `python -m benchmarks.search --docs 5000`.

The other benchmarks' corpus, with a page for searches, is built; since it has a few hundred different words, every
document also gets a paragraph of words that are as rare as in real texts (Zipf's law over 20,000 of them).
Each query is typed into the page in a real Chromium that has loaded nothing before. Counted are the bytes of all
that is loaded from the first letter on, as a host sends it (brotli at level 5), and of what the page itself loads
the scripts; the time is that of the page's main thread (`TaskDuration` of the DevTools protocol) until the first
results have been drawn.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "plugins"))

import brotli  # type: ignore[import-untyped]
from pelican import Pelican
from pelican.settings import read_settings
from playwright.sync_api import Browser, CDPSession, Response, sync_playwright
from tests.browser.chromium import ARGUMENTS, executable

from benchmarks.corpus import write_corpus
from benchmarks.peer_forms import put
from eventsite.build.server import serve

ROOT = Path(__file__).parent.parent
_RARE, _IN_A_TEXT, _SHORTEST = 20_000, 60, 4
_PAGES = {
    "search": ("search", {"vi": "Tìm kiếm", "en": "Search"}),
    "map": ("site-map", {"vi": "Sơ đồ trang", "en": "Site map"}),
}
# Common words, a name, a rare word, a slip of the keyboard, and a word that is not finished.
_QUERIES = {
    "/search/": ["giao thông thông minh", "nguyen van dung", "hội nghị bình dương", "beva", "truyne thong", "th"],
    "/en/search/": ["smart mobility", "open data eindhoven", "renewable energi"],
}
_VOWELS, _CONSONANTS = "aeiou", "bcdghklmnprstvx"


def rare_words(dice: random.Random, count: int) -> list[str]:
    """Return so many words by Zipf's law: the n-th word of all is an n-th as frequent as the first."""
    found = []
    for _ in range(count):
        number = int(_RARE ** dice.random())
        word = ""
        while number or len(word) < _SHORTEST:
            number, consonant = divmod(number, len(_CONSONANTS))
            number, vowel = divmod(number, len(_VOWELS))
            word += _CONSONANTS[consonant] + _VOWELS[vowel]
        found.append(word)
    return found


def write(folder: Path, documents: int) -> None:
    """Write the corpus with a page for searches, a site map, and rare words in each text."""
    write_corpus("eventsite", documents, folder)
    for path in sorted((folder / "content").glob("*/*.md")):
        words = " ".join(rare_words(random.Random(path.name), _IN_A_TEXT))  # noqa: S311 -- words, no secret
        path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n\n{words}\n", encoding="utf-8")
    for key, (layout, titles) in _PAGES.items():
        for language, title in titles.items():
            shared = f"layout: {layout}\n" if language == "vi" else ""
            text = f"---\ntitle: {title}\nsummary: {title}.\nslug: {layout}\n{shared}---\n"
            put(folder / f"content/pages/{key}.{language}.md", text)


def build(folder: Path) -> float:
    """Build the site and return how many seconds that took."""
    override = {
        "PATH": str(folder / "content"), "OUTPUT_PATH": str(folder / "output"), "CACHE_PATH": str(folder / "cache"),
        "EVENTSITE_SCHEDULE_CACHE": str(folder / "schedule"),
    }  # fmt: skip
    began = time.perf_counter()
    Pelican(read_settings(str(ROOT / "pelicanconf.py"), override=override)).run()
    return time.perf_counter() - began


@dataclass(frozen=True, slots=True)
class Cost:
    """What a search cost: bytes, files, milliseconds of the main thread, and the first result's title."""

    size: int
    files: int
    milliseconds: int
    first: str


def search(browser: Browser, address: str, query: str, slower: int) -> Cost:
    """Type the query into the page at the address, and return what that cost until results were there."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    answers: list[Response] = []
    page.goto(address, wait_until="networkidle")
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 -- Playwright wants a function
    before = _tasks(session)
    page.focus("#t-search-q")
    page.keyboard.insert_text(query)
    page.wait_for_selector(".search__found a")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    after = _tasks(session)
    sizes = [len(brotli.compress(answer.body(), quality=5)) for answer in answers]
    first = page.locator(".search__found a").first.inner_text()
    context.close()
    return Cost(sum(sizes), len(sizes), round(1000 * (after - before)), first)


def _tasks(session: CDPSession) -> float:
    """Return the seconds that the page's main thread has worked so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        yield browser
        browser.close()


def weigh(root: Path) -> Iterator[tuple[str, int, int]]:
    """Yield each part of the index with the number of its files and their bytes, packed as a host does."""
    for part in ("*/index.json", "*/words/*.json", "*/pages/*.json"):
        files = sorted((root / "search").glob(part))
        yield part, len(files), sum(len(brotli.compress(file.read_bytes(), quality=5)) for file in files)


def main(arguments: Sequence[str] | None = None) -> None:
    """Build, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--docs", type=int, default=5000, help="documents, each in two languages")
    parser.add_argument("--folder", type=Path, help="keep the site here, and build it only where it is not there")
    parser.add_argument("--slower", type=int, nargs="+", default=[1, 4], help="how much slower than this machine")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as passing:
        folder = options.folder or Path(passing) / "site"
        if not (folder / "output").exists():
            write(folder, options.docs)
            print(f"built in {build(folder):.1f} s")
        for part, files, size in weigh(folder / "output"):
            print(f"{part}: {files} files, {size / 1024:.0f} KB")
        with serve(folder / "output", "127.0.0.1", 0, reload=False) as server, chromium() as browser:
            for path, queries in _QUERIES.items():
                for query in queries:
                    costs = [
                        search(browser, server.url.rstrip("/") + path, query, slower) for slower in options.slower
                    ]
                    times = ", ".join(
                        f"{cost.milliseconds} ms at 1/{slower}"
                        for slower, cost in zip(options.slower, costs, strict=True)
                    )
                    print(
                        f"{query}: {costs[0].size / 1024:.1f} KB in {costs[0].files} files, {times}: {costs[0].first}"
                    )


if __name__ == "__main__":
    main()
