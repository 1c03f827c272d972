"""From saving a document to its reloaded page in a real Chromium: `python -m benchmarks.save_to_page`.

A copy of the shipped site, or with `--pages 10000` of the corpus of the other benchmarks, is opened with `./inv live`.
One document is saved again and again with other words, as most editors save: another file takes its place. The clock
runs from then until the reloaded page has the new words, and until the next frame after that has been painted.

The columns tell where the time goes, each from the save on: `written` is when the page's file has been written,
`reload` when the browser has heard of it and begins to load, `answered` when it has the page, `words` when the words
are in the document, `painted` when they have been drawn.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from .corpus import write_corpus

ROOT = Path(__file__).parent.parent
_LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "output", ".cache", "__pycache__", ".output-*", ".hypothesis", "tests"
)
_REST_SECONDS = 1.0
_COLUMNS = ("written", "reload", "answered", "words", "painted")

# In every page from its start: notes when the words that are waited for are there, and when they have been painted.
_WATCH = """
const expected = sessionStorage.getItem("expected");
const now = () => performance.timeOrigin + performance.now();
const look = () => {
  if (!expected || !document.body?.textContent.includes(expected)) return false;
  const words = now();
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const { responseEnd } = performance.getEntriesByType("navigation")[0];
      const { timeOrigin } = performance;
      globalThis.seen = { reload: timeOrigin, answered: timeOrigin + responseEnd, words, painted: now() };
    };
    port2.postMessage(0);
  });
  return true;
};
const observer = new MutationObserver(() => look() && observer.disconnect());
observer.observe(document, { subtree: true, childList: true, characterData: true });
"""


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=0, help="of a corpus, instead of the shipped site")
    parser.add_argument("--saves", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = _project(Path(folder) / "site", options.pages)
        source, name = _edited(project, is_corpus=bool(options.pages))
        with _live(project) as address, _chromium() as page:
            file = next((project / "output").glob(f"**/{name}/index.html"))
            page.goto(f"{address}{file.parent.relative_to(project / 'output').as_posix()}/")
            runs = []
            for number in range(options.saves + 1):
                began, seen = _save(page, source, number)
                runs.append([1000 * (file.stat().st_mtime - began), *(time - 1000 * began for time in seen)])
    load = os.getloadavg()[0]
    print(f"{options.pages or 'The shipped'} pages, {options.saves} saves, load of the machine {load:.1f}")
    print(_table(runs[1:]))  # the first only shows that all are awake


def _project(folder: Path, pages: int) -> Path:
    shutil.copytree(ROOT, folder, ignore=_LEFT_OUT)
    if pages:
        shutil.rmtree(folder / "content")
        write_corpus("eventsite", pages // 2, folder, languages=2)
    return folder


@contextmanager
def _live(project: Path) -> Iterator[str]:
    """Run the preview of the project and yield its address once the site is built."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("EVENTSITE_")}
    command = [sys.executable, "-u", "-m", "invoke", "live", "--port", "0"]
    with subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.PIPE, text=True) as process:
        says = process.stdout or ()
        yield next(found[0] for line in says if (found := re.search(r"http://\S+", line)))
        process.terminate()


@contextmanager
def _chromium() -> Iterator[Page]:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        page = browser.new_page()
        page.add_init_script(_WATCH)
        yield page
        browser.close()


def _edited(project: Path, *, is_corpus: bool) -> tuple[Path, str]:
    """Return the document that is saved, and the end of its page's address."""
    if is_corpus:
        return next((project / "content/press").rglob("press-00015.vi.md")), "press-00015"
    return project / "content/news/eipo.vi.md", "bai-hoc-eindhoven"


def _save(page: Page, source: Path, number: int) -> tuple[float, list[float]]:
    """Save the document with other words and return when, in seconds, and what the page saw, in milliseconds."""
    words = f"This is edit {number}."
    text = re.sub(r"\nThis is edit \d+\.\n\Z", "\n", source.read_text(encoding="utf-8"))
    text = re.sub(r"^(title: \"?)(?:Edit \d+ of )?", rf"\g<1>Edit {number} of ", text, count=1, flags=re.MULTILINE)
    page.evaluate("words => { sessionStorage.setItem('expected', words); }", words)
    time.sleep(_REST_SECONDS)
    draft = source.parents[2] / "draft.md"
    draft.write_text(f"{text.rstrip()}\n\n{words}\n", encoding="utf-8")
    began = time.time()
    draft.replace(source)
    page.wait_for_function("words => globalThis.seen && document.body.textContent.includes(words)", arg=words)
    seen = page.evaluate("seen")
    return began, [seen[name] for name in _COLUMNS[1:]]


def _table(runs: Sequence[Sequence[float]]) -> str:
    rows = [("median", statistics.median), ("fewest", min), ("most", max)]
    lines = [
        f"| {name} | {' | '.join(f'{take(times):.0f}' for times in zip(*runs, strict=True))} |" for name, take in rows
    ]
    return "\n".join([f"| ms | {' | '.join(_COLUMNS)} |", f"| --- |{' ---: |' * len(_COLUMNS)}", *lines])


if __name__ == "__main__":
    main()
