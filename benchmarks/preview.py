"""From saving a file to its new page on disk, with the preview servers running."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import count

from .measure import BenchmarkError, html_files
from .site import Site

_POLL_SECONDS = 0.001
_REST_SECONDS = 2.0  # between two edits, for what a server does after the page is written
_PATIENCE_SECONDS = 600.0
_ONE_EDIT_SECONDS = 60.0
_ENDING_SECONDS = 10.0


def save_to_written(sites: Sequence[Site], runs: int) -> dict[str, list[float]]:
    """Return for each generator the seconds of each run from the save to the page that shows it.

    All servers run at once and are edited in turn. The first edit of each only shows that it is awake.
    Raises BenchmarkError where a server ends or does not write the page within a minute.
    """
    found: dict[str, list[float]] = {site.generator.name: [] for site in sites}
    numbers = count(int(time.time()))
    with ExitStack() as stack:
        servers = [(site, stack.enter_context(_server(site))) for site in sites]
        for site, process in servers:
            _one_edit(site, process, next(numbers))
        for _ in range(runs):
            for site, process in servers:
                time.sleep(_REST_SECONDS)
                found[site.generator.name].append(_one_edit(site, process, next(numbers)))
    return found


@contextmanager
def _server(site: Site) -> Iterator[subprocess.Popen[bytes]]:
    """Start the preview with nothing built, wait until the site is whole, and end it afterwards."""
    site.forget()
    command, log = site.server(_free_port())
    process = command.start(log)
    try:
        ends = time.monotonic() + _PATIENCE_SECONDS
        while len(html_files(site.output)) < site.fewest:
            _check_alive(site, process, ends)
            time.sleep(0.2)
        time.sleep(_REST_SECONDS)
        yield process
    finally:
        _end(process)


def _one_edit(site: Site, process: subprocess.Popen[bytes], number: int) -> float:
    page = site.edited_page
    ends = time.monotonic() + _ONE_EDIT_SECONDS
    began = time.perf_counter()
    site.edit(number)
    while not site.shows(number, page):
        _check_alive(site, process, ends)
        time.sleep(_POLL_SECONDS)
    return time.perf_counter() - began


def _check_alive(site: Site, process: subprocess.Popen[bytes], ends: float) -> None:
    if process.poll() is not None or time.monotonic() > ends:
        said = (site.folder / "log.txt").read_text(encoding="utf-8", errors="replace")[-2000:]
        raise BenchmarkError(f"the preview of {site.generator.name} ended or stood still:\n{said}")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the server and what it started: it has a session, and so a group, of its own."""
    for number in (signal.SIGINT, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(_ENDING_SECONDS)
        except ProcessLookupError:
            process.wait()
        except subprocess.TimeoutExpired:
            continue
