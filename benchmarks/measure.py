"""The stop-watch: whole processes, by wall clock and CPU, the memory of their trees, and the files they wrote."""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_SAMPLE_SECONDS = 0.05
_LOG_LINES = 30


class BenchmarkError(Exception):
    """A run that is no measurement: the process failed, or its output is not what it has to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a process: seconds of the clock, seconds of CPU, its children's too, and HTML files written."""

    wall: float
    cpu: float
    written: int


@dataclass(frozen=True, slots=True)
class Command:
    """A process to start: its arguments, its folder and what its environment has beyond ours."""

    arguments: Sequence[str]
    folder: Path
    variables: Mapping[str, str]

    def start(self, log: Path) -> subprocess.Popen[bytes]:
        """Start it in a session of its own, with what it says in the file `log`."""
        with log.open("wb") as says:
            return subprocess.Popen(
                self.arguments,
                cwd=self.folder,
                env={**os.environ, **self.variables},
                stdin=subprocess.DEVNULL,
                stdout=says,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )


def time_run(command: Command, output: Path, log: Path) -> Run:
    """Run the command to its end and return what it took; counting its files is not timed.

    Raises BenchmarkError with the end of its log when it fails.
    """
    began_at = time.time_ns()
    began = time.perf_counter()
    process = command.start(log)
    # wait4 counts the children that the process waited for, as a pool of workers does.
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    _check(process.returncode, command, log)
    written = sum(stamp >= began_at for stamp in html_files(output).values())
    return Run(wall=wall, cpu=usage.ru_utime + usage.ru_stime, written=written)


def peak_memory(command: Command, log: Path) -> float:
    """Run the command to its end and return the most memory that its whole tree had at once, in MB (10^6 bytes).

    Each page of memory counts once however many processes share it (PSS). Sampling disturbs, so no run that is
    timed is sampled. Raises BenchmarkError when it fails.
    """
    process = command.start(log)
    most = 0
    while process.poll() is None:
        most = max(most, sum(_shares(process.pid)))
        time.sleep(_SAMPLE_SECONDS)
    _check(process.returncode, command, log)
    return most / 1e6


def html_files(output: Path) -> dict[str, int]:
    """Return every HTML file below `output` and when it was written, in nanoseconds since 1970."""
    found = {}
    for folder, _, names in os.walk(output):
        for name in names:
            if name.endswith(".html"):
                path = f"{folder}/{name}"
                found[path] = os.stat(path).st_mtime_ns  # noqa: PTH116 - ten thousand Path objects are slow
    return found


def _check(code: int, command: Command, log: Path) -> None:
    if code:
        said = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LOG_LINES:])
        raise BenchmarkError(f"{' '.join(command.arguments)} ended with code {code}:\n{said}")


def _shares(session: int) -> Iterator[int]:
    """Yield the memory of each process of the session, in bytes."""
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            if os.getsid(int(entry.name)) == session:
                lines = (entry / "smaps_rollup").read_text(encoding="ascii").splitlines()
                yield sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
        except OSError:
            # It has just ended.
            continue
