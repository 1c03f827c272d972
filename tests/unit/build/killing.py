"""Processes that are killed: at the end of a block, or right before a step that they take on the disk."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event as EventType
from pathlib import Path

FORK = multiprocessing.get_context("fork")  # a fresh interpreter for each kill would take too long
STEPS = {"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.scandir", "os.truncate"}


@contextmanager
def killed_at_the_end(target: Callable[[Path, EventType], None], output: Path) -> Iterator[None]:
    """Run `target` in another process from when it has begun until the block ends, then kill -9 it."""
    begun = FORK.Event()
    process = FORK.Process(target=target, args=(output, begun))
    process.start()
    try:
        assert begun.wait(20)
        yield
    finally:
        process.kill()
        process.join()
    assert process.exitcode == -9


def killed_before_step(number: int, target: Callable[[], object]) -> bool:
    """Run `target` in another process and kill -9 it right before its step `number`, which counts from 0.

    A step is whatever Python audits of the work on files. Return False if `target` was through before that.
    """
    process = FORK.Process(target=_run, args=(number, target))
    process.start()
    process.join()
    assert process.exitcode in {0, -9}
    return process.exitcode == -9


def _run(number: int, target: Callable[[], object]) -> None:
    left = number

    def count(event: str, _: object) -> None:
        nonlocal left
        if event in STEPS:
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    target()
    left = sys.maxsize  # what the process does to end is no step
