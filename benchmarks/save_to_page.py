"""From saving a document to its page in a real Chromium: `python -m benchmarks.save_to_page`.

A copy of the shipped site, or with `--pages 10000` of the other benchmarks' corpus, is opened with `./inv live`.
Documents are saved again and again with another last line, as most editors save: a new file takes its place.
The clock runs from then until the open page has the new words, and until the frame after that has been painted.

The columns tell where the time goes, each from the save on: `written` is when the page's file has been written,
`asked` when the browser has heard of it and asks for the page, `answered` when it has it, `words` when these are in
the page, `painted` when they have been drawn.
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
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from .corpus import write_corpus

ROOT = Path(__file__).parent.parent
_LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "output", ".cache", "__pycache__", ".output-*", ".hypothesis", "tests"
)
_REST_SECONDS = 1.0
# What is edited, and the end of its page's address: a page that is all text, and one with scripts in it.
_SHIPPED = {
    "a news item": ("news/eipo.vi.md", "tin-tuc/bai-hoc-eindhoven"),
    "a session's text": ("sessions/plenary.vi.md", "chuong-trinh/hoi-nghi-toan-the"),
}
_OF_CORPUS = {
    "a press release": ("press/press-00015.vi.md", "press-00015"),
    "a session's text": ("sessions/session-00009.vi.md", "session-00009"),
}
_COLUMNS = ("written", "asked", "answered", "words", "painted")

# In every page from its start: notes when the words that are waited for are there, and when they have been painted.
_WATCH = """
const now = () => performance.timeOrigin + performance.now();
const look = () => {
  const expected = sessionStorage.getItem("expected");
  if (!expected || globalThis.seen?.expected === expected) return;
  if (!document.body?.textContent.includes(expected)) return;
  const requests = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const { fetchStart, responseEnd } = requests.findLast(({ name }) => name === location.href);
  const { timeOrigin } = performance;
  globalThis.seen = { expected, asked: timeOrigin + fetchStart, answered: timeOrigin + responseEnd, words: now() };
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { seen.painted = now(); };
    port2.postMessage(0);
  });
};
new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
"""


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=0, help="of a corpus, instead of the shipped site")
    parser.add_argument("--saves", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = _project(Path(folder) / "site", options.pages)
        documents = _OF_CORPUS if options.pages else _SHIPPED
        with _live(project) as address, _chromium() as page:
            found = {
                kind: _measure(page, project, address, *of_kind, options.saves) for kind, of_kind in documents.items()
            }
    load = os.getloadavg()[0]
    print(f"{options.pages or 'The shipped'} pages, {options.saves} saves of each, load of the machine {load:.1f}")
    print(_table(found))


def _project(folder: Path, pages: int) -> Path:
    """Return a copy of the project, with the corpus in the place of its content where pages are asked for."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".*", "output", "__pycache__", "tests"))
    if pages:
        shutil.rmtree(folder / "content")
        corpus = folder.with_name("corpus")
        write_corpus("eventsite", pages // 2, corpus, languages=2)
        (corpus / "content").rename(folder / "content")
    return folder


@contextmanager
def _live(project: Path) -> Iterator[str]:
    """Run the preview of the project and yield its address once the site is built."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("EVENTSITE_")}
    command = [sys.executable, "-u", "-m", "invoke", "live", "--port", "0"]
    with subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.PIPE, text=True) as process:
        says = process.stdout or ()
        try:
            yield next(found[0] for line in says if (found := re.search(r"http://\S+", line)))
        finally:
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


def _measure(page: Page, project: Path, address: str, document: str, name: str, saves: int) -> list[list[float]]:
    """Return the milliseconds of each save of the document, whose page's address ends with the name."""
    output = project / "output"
    # What is edited is the source language's, whose pages stand at the root.
    file = next(file for file in output.glob(f"**/{name}/index.html") if not file.is_relative_to(output / "en"))
    page.goto(f"{address}{file.parent.relative_to(output).as_posix()}/")
    runs = []
    for number in range(saves + 1):
        began, seen = _save(page, project / "content" / document, number)
        runs.append([1000 * (file.stat().st_mtime - began), *(moment - 1000 * began for moment in seen)])
    return runs[1:]  # the first only shows that all are awake


def _save(page: Page, source: Path, number: int) -> tuple[float, list[float]]:
    """Save the document with other words and return when, in seconds, and what the page saw, in milliseconds."""
    words = f"This is edit {number}."
    text = re.sub(r"\nThis is edit \d+\.\n\Z", "\n", source.read_text(encoding="utf-8"))
    page.evaluate("words => { sessionStorage.setItem('expected', words); }", words)
    time.sleep(_REST_SECONDS)
    draft = source.parents[2] / "saved.md"
    draft.write_text(f"{text.rstrip()}\n\n{words}\n", encoding="utf-8")
    began = time.time()
    draft.replace(source)
    page.wait_for_function("words => globalThis.seen?.expected === words && seen.painted", arg=words)
    seen = page.evaluate("seen")
    return began, [seen[name] for name in _COLUMNS[1:]]


def _table(found: Mapping[str, Sequence[Sequence[float]]]) -> str:
    rows = [
        (f"{kind}, {name}", *(f"{take(times):.0f}" for times in zip(*runs, strict=True)))
        for kind, runs in found.items()
        for name, take in (("median", statistics.median), ("fewest", min), ("most", max))
    ]
    head = [f"| ms | {' | '.join(_COLUMNS)} |", f"| --- |{' ---: |' * len(_COLUMNS)}"]
    return "\n".join([*head, *(f"| {' | '.join(row)} |" for row in rows)])


if __name__ == "__main__":
    main()
