"""Work on all cores, with the same result as on one.

    results = in_parallel(work, items)

`work` gets a share of the items and returns one result for it; the results come back in the order of the shares.
This process does the first share itself. Where the system can, the others are forks, which have everything in
memory already; elsewhere, and where threads run (a fork would copy their locks), they start afresh and get
`work` and their items by pickle, which pays only for much more work.
"""

import multiprocessing
import os
import pickle
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from ..errors import EventsiteError

# How many times more items a process needs that has to start afresh.
_AFRESH = 10
# The folder from which a new process imports this package; Pelican does not put it on the path.
_IMPORTED_FROM = str(Path(__file__).parents[2])

Item = TypeVar("Item")
Result = TypeVar("Result")


def cores() -> int:
    """Return how many processes can run at once; EVENTSITE_WORKERS, where it is set, says another number."""
    asked = os.environ.get("EVENTSITE_WORKERS", "")
    if asked.isdecimal() and int(asked):
        return int(asked)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_parallel(
    work: Callable[[Sequence[Item]], Result], items: Sequence[Item], *, at_least: int, workers: int | None = None
) -> list[Result]:
    """Return the results of `work` for shares of the items, each share with `at_least` so many items.

    What `work` raises in any process is raised here, EventsiteErrors as they are; no process outlives the call.
    """
    method = _method()
    fewest = at_least if method == "fork" else at_least * _AFRESH
    count = max(1, min(workers or cores(), len(items) // fewest))
    shares = [items[number::count] for number in range(count)]
    if count == 1:
        return [work(shares[0])]
    context = multiprocessing.get_context(method)
    with tempfile.TemporaryDirectory(prefix="eventsite-") as folder:
        targets = [Path(folder) / str(number) for number in range(1, count)]
        children = [
            context.Process(  # type: ignore[attr-defined]
                target=_child, args=(work, share, target), daemon=True
            )
            for share, target in zip(shares[1:], targets, strict=True)
        ]
        started = []
        try:
            for child in children:
                child.start()
                started.append(child)
            first = work(shares[0])
            return [first, *(_result(child, target) for child, target in zip(children, targets, strict=True))]
        finally:
            for child in started:
                child.kill()
                child.join()


def _method() -> str:
    """Return how to start a process; EVENTSITE_START_METHOD, where it is set, decides."""
    can_fork = sys.platform == "linux" and threading.active_count() == 1
    method = os.environ.get("EVENTSITE_START_METHOD") or ("fork" if can_fork else "spawn")
    if method != "fork" and _IMPORTED_FROM not in sys.path:
        sys.path.append(_IMPORTED_FROM)
    return method


def _child(work: Callable[[Sequence[Item]], Result], share: Sequence[Item], target: Path) -> None:
    """Write what `work` returns or raises; by a file, since a full pipe would make the child wait for its parent."""
    outcome: tuple[bool, object, str]
    try:
        outcome = True, work(share), ""
    except Exception as error:  # noqa: BLE001 -- it is raised again in the parent
        # Others may not survive the way; what they say does.
        outcome = False, error if isinstance(error, EventsiteError) else None, traceback.format_exc()
    try:
        body = pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL)
    except Exception:  # noqa: BLE001 -- a result that holds what cannot be pickled
        body = pickle.dumps((False, None, traceback.format_exc()))
    part = target.with_suffix(".part")
    part.write_bytes(body)
    part.rename(target)


def _result(child: "multiprocessing.process.BaseProcess", target: Path) -> Result:  # type: ignore[type-var]
    child.join()
    if not target.exists():
        raise EventsiteError(f"A process of the build ended early (exit code {child.exitcode}); build again.")
    succeeded, value, trace = pickle.loads(target.read_bytes())  # noqa: S301 -- written by our own child
    if succeeded:
        result: Result = value
        return result
    if isinstance(value, EventsiteError):
        raise value
    raise RuntimeError(f"A process of the build failed:\n{trace}")
