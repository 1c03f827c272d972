"""Work on several processes: the results of one, what goes wrong is told, and nobody stays behind."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from eventsite.build.pool import cores, in_parallel
from eventsite.errors import START, ContentError, EventsiteError, Place, Problem, ScheduleError, say

SEEN: list[str] = []
PROBLEMS = [
    Problem("b.md", START, "", say("no"), say("yes")),
    Problem("content/a.vi.md", Place(3, 8), "title", say("`{value}` is wrong", value="x"), say("write one")),
]
METHODS = ["fork", "spawn"]


class Odd(Exception):
    """An error that cannot be made again from its message alone, as many libraries' cannot."""

    def __init__(self, name: str, place: int) -> None:
        super().__init__(f"{name} at {place}")


class Locked(Exception):
    """An error that holds what cannot be pickled."""

    def __init__(self) -> None:
        super().__init__("holds a lock")
        self.lock = threading.Lock()


@pytest.fixture(params=METHODS)
def method(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Have processes started in each way."""
    monkeypatch.setenv("EVENTSITE_START_METHOD", request.param)
    return str(request.param)


@pytest.fixture
def fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have processes forked."""
    monkeypatch.setenv("EVENTSITE_START_METHOD", "fork")


def children() -> set[str]:
    """Return the processes that this one has, also dead ones, without that by which Python itself tidies up."""
    own = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    found = set(own.read_text(encoding="utf-8").split()) if own.exists() else set()
    return {child for child in found if b"resource_tracker" not in Path(f"/proc/{child}/cmdline").read_bytes()}


@pytest.fixture(autouse=True)
def nobody_stays() -> Iterator[None]:
    """Hold every test to the promise that no process outlives the call."""
    before = children(), multiprocessing.active_children()
    yield
    assert (children(), multiprocessing.active_children()) == before


def itself(share: Sequence[int]) -> list[int]:
    """Return the share."""
    return list(share)


def process(share: Sequence[int]) -> tuple[int, list[str], list[int]]:
    """Return the process, what it has in memory, and the share."""
    return os.getpid(), SEEN, list(share)


def much(share: Sequence[int]) -> bytes:
    """Return far more than a pipe holds."""
    return bytes([share[0]]) * 5_000_000


def slow_first(share: Sequence[int]) -> int:
    """Take longer for the first share than for the others."""
    time.sleep(0.2 if share[0] == 0 else 0)
    return share[0]


def wrong_content(share: Sequence[int]) -> None:
    """Find problems, in another process only."""
    if 1 in share:
        raise ContentError(PROBLEMS)


def wrong_schedule(share: Sequence[int]) -> None:
    """Find no schedule, in another process only."""
    if 1 in share:
        raise ScheduleError("no feed")


def wrong_everywhere(share: Sequence[int]) -> None:
    """Find problems in every process, sooner in the others."""
    time.sleep(0.2 if share[0] == 0 else 0)
    raise EventsiteError(f"share {share[0]}")


def divide(share: Sequence[int]) -> float:
    """Fail in another process only."""
    return 1 / (share[0] - 1)


def odd(share: Sequence[int]) -> None:
    """Raise what cannot be unpickled, in another process only."""
    if 1 in share:
        raise Odd("needle", 7)


def locked(share: Sequence[int]) -> None:
    """Raise what cannot be pickled, in another process only."""
    if 1 in share:
        raise Locked


def no_pickle(share: Sequence[int]) -> Callable[[], int]:
    """Return what cannot be pickled."""
    return lambda: share[0]


def leave(share: Sequence[int]) -> None:
    """End another process without a word, as if all was well."""
    if 1 in share:
        os._exit(0)


def die(share: Sequence[int]) -> None:
    """Kill another process, as the system does when memory is short."""
    if 1 in share:
        os.kill(os.getpid(), signal.SIGKILL)


def first_fails(share: Sequence[int]) -> None:
    """Fail at once in the calling process, while the others would work for ever."""
    if 0 not in share:
        time.sleep(1000)
    raise EventsiteError("first")


def second_fails(share: Sequence[int]) -> None:
    """Fail in the second of three processes, while the third would work for ever."""
    if 2 in share:
        time.sleep(1000)
    if 1 in share:
        raise EventsiteError("second")


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_the_order_of_the_shares(method: str, workers: int) -> None:
    """Each item is in one share; the shares of any number of processes are the same under any way to start them."""
    shares = in_parallel(itself, range(60), at_least=1, workers=workers)
    assert shares == [list(range(60))[number::workers] for number in range(workers)]


@pytest.mark.parametrize("workers", [1, 2, 3])
@pytest.mark.usefixtures("fork")
def test_results_wait_for_the_slowest(workers: int) -> None:
    """A share that is done before an earlier one does not come before it."""
    assert in_parallel(slow_first, range(60), at_least=1, workers=workers) == list(range(workers))


def test_each_share_has_its_process(method: str) -> None:
    """The first share is done here, each other one in a process of its own."""
    first, *others = in_parallel(process, range(90), at_least=1, workers=3)
    assert first[0] == os.getpid()
    assert len({os.getpid(), *(pid for pid, _, _ in others)}) == 3


def test_large_results_arrive_whole(method: str) -> None:
    """Results larger than any pipe come back."""
    assert in_parallel(much, range(20), at_least=1, workers=2) == [b"\0" * 5_000_000, b"\1" * 5_000_000]


@pytest.mark.usefixtures("fork")
def test_few_items_stay_in_this_process() -> None:
    """A share has at least so many items, so fewer than twice as many are one share, done here."""
    assert [pid for pid, _, _ in in_parallel(process, range(9), at_least=5, workers=3)] == [os.getpid()]
    shares = [share for _, _, share in in_parallel(process, range(14), at_least=5, workers=3)]
    assert shares == [[0, 2, 4, 6, 8, 10, 12], [1, 3, 5, 7, 9, 11, 13]]
    assert len(in_parallel(process, range(15), at_least=5, workers=3)) == 3


def test_processes_that_start_afresh_need_more_items(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a new process costs more, what two forks would do stays here."""
    monkeypatch.setenv("EVENTSITE_START_METHOD", "spawn")
    assert in_parallel(process, range(10), at_least=5, workers=2) == [(os.getpid(), SEEN, list(range(10)))]


def test_no_items_are_one_empty_share(method: str) -> None:
    """Without items the work is done once, for none."""
    assert in_parallel(itself, [], at_least=1, workers=3) == [[]]


@pytest.mark.parametrize("asked", ["1", "2", "3"])
@pytest.mark.usefixtures("fork")
def test_number_of_processes_can_be_set(monkeypatch: pytest.MonkeyPatch, asked: str) -> None:
    """EVENTSITE_WORKERS says how many processes there are; what is no number from 1 on says nothing."""
    monkeypatch.setenv("EVENTSITE_WORKERS", asked)
    assert (cores(), len(in_parallel(itself, range(60), at_least=1))) == (int(asked), int(asked))
    monkeypatch.delenv("EVENTSITE_WORKERS")
    by_default = cores()
    for nonsense in ("", "0", "-1", "two", "1.5"):
        monkeypatch.setenv("EVENTSITE_WORKERS", nonsense)
        assert cores() == by_default >= 1


def test_problems_of_the_content_arrive_as_they_are(method: str) -> None:
    """The ContentError of another process is raised here with its problems, its words and its exit code."""
    with pytest.raises(ContentError) as caught:
        in_parallel(wrong_content, range(20), at_least=1, workers=2)
    error = caught.value
    assert (error.problems, error.exitcode) == (PROBLEMS, 2)
    assert (str(error), error.summary) == (str(ContentError(PROBLEMS)), ContentError(PROBLEMS).summary)


def test_error_of_the_package_arrives_as_itself(method: str) -> None:
    """Any EventsiteError keeps its class and its message."""
    with pytest.raises(ScheduleError) as caught:
        in_parallel(wrong_schedule, range(20), at_least=1, workers=2)
    assert (type(caught.value), str(caught.value)) == (ScheduleError, "no feed")


@pytest.mark.usefixtures("fork")
def test_error_of_the_first_share_goes_before_others() -> None:
    """Where several shares fail, it is always the first one's error that is raised."""
    with pytest.raises(EventsiteError, match=r"^share 0$"):
        in_parallel(wrong_everywhere, range(30), at_least=1, workers=3)


@pytest.mark.parametrize(
    ("work", "words"),
    [(divide, "ZeroDivisionError"), (odd, "needle at 7"), (locked, "holds a lock")],
    ids=["plain", "not to be made again", "not to be pickled"],
)
def test_any_other_exception_arrives_with_its_traceback(
    method: str, work: Callable[[Sequence[int]], object], words: str
) -> None:
    """Whatever another process raises, the message here tells what it was and where."""
    with pytest.raises(RuntimeError) as caught:
        in_parallel(work, range(20), at_least=1, workers=2)
    assert words in str(caught.value)
    assert f"in {work.__name__}" in str(caught.value)


def test_exception_of_this_process_arrives_as_itself(method: str) -> None:
    """What the share of this process raises is raised as it is."""
    with pytest.raises(ZeroDivisionError):
        in_parallel(divide, range(1, 21), at_least=1, workers=2)


def test_result_that_cannot_be_pickled_is_told(method: str) -> None:
    """The message says that it is the result that cannot come back."""
    with pytest.raises(RuntimeError, match="pickle"):
        in_parallel(no_pickle, range(20), at_least=1, workers=2)


@pytest.mark.parametrize(("work", "code"), [(leave, 0), (die, -9)])
def test_process_that_is_killed_is_an_error(method: str, work: Callable[[Sequence[int]], object], code: int) -> None:
    """A process that ends without its result is told with its exit code, and nobody waits for it."""
    with pytest.raises(EventsiteError) as caught:
        in_parallel(work, range(20), at_least=1, workers=2)
    assert str(caught.value) == f"A process of the build ended early (exit code {code}); build again."


@pytest.mark.parametrize(("work", "words"), [(first_fails, "first"), (second_fails, "second")])
def test_failure_ends_all_other_processes(method: str, work: Callable[[Sequence[int]], object], words: str) -> None:
    """When a share fails, nobody waits for those after it."""
    with pytest.raises(EventsiteError, match=f"^{words}$"):
        in_parallel(work, range(30), at_least=1, workers=3)


def test_work_that_cannot_be_handed_over_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where processes start afresh, work that cannot be pickled is told as such."""
    monkeypatch.setenv("EVENTSITE_START_METHOD", "spawn")
    with pytest.raises(Exception, match="pickle"):
        in_parallel(lambda share: share[0], range(20), at_least=1, workers=2)


@pytest.mark.usefixtures("fork")
def test_process_that_cannot_be_started_ends_those_that_were(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the system has no room for another process, that is raised, and those that run are ended."""
    real, started = os.fork, []

    def fork() -> int:
        if started:
            raise BlockingIOError("no more processes")
        pid = real()
        started.append(pid)
        return pid

    monkeypatch.setattr(os, "fork", fork)
    with pytest.raises(BlockingIOError, match="no more processes"):
        in_parallel(first_fails, range(30), at_least=1, workers=3)


def test_threads_keep_the_process_from_forking(monkeypatch: pytest.MonkeyPatch) -> None:
    """While another thread runs, processes start afresh and know only what they are given."""
    monkeypatch.delenv("EVENTSITE_START_METHOD", raising=False)
    monkeypatch.setattr(sys.modules[__name__], "SEEN", ["by a fork only"])
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        first, second = in_parallel(process, range(20), at_least=1, workers=2)
    finally:
        end.set()
        thread.join()
    assert (first[1], second[1]) == (["by a fork only"], [])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks by default")
def test_process_without_threads_forks() -> None:
    """On Linux, without threads, two items are enough for two processes, which share what is in memory."""
    script = (
        "import os\n"
        "from eventsite.build.pool import in_parallel\n"
        "seen = ['by a fork']\n"
        "print(in_parallel(lambda share: (seen, list(share)), [0, 1], at_least=1, workers=2))\n"
    )
    folder = Path(__file__).parents[3] / "plugins"
    environment = {key: value for key, value in os.environ.items() if key != "EVENTSITE_START_METHOD"}
    environment["PYTHONPATH"] = str(folder)
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[(['by a fork'], [0]), (['by a fork'], [1])]\n", "")
