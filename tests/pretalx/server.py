"""A real pretalx with the sample event, served on this machine, and told to release its schedules."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.pretalx.install import PretalxMissing, configure, database_of, ensure, last_lines, python_of, run
from tests.pretalx.sample import EVENT, TOKEN

_START_SECONDS = 60
_EXPANDED = "slots,slots.room,slots.submission,slots.submission.speakers,slots.submission.track"


class Pretalx:
    """A pretalx with the sample event: `url` is the event's address, `token` that of one of its organisers."""

    def __init__(self, python: Path, site: Path, address: str) -> None:
        self.url = f"{address}/{EVENT}"
        self.token = TOKEN
        self.python = python
        self.site = site
        self.environment = configure(site, address)
        schedule, api = f"{self.url}/schedule", f"{address}/api/events/{EVENT}"
        self.addresses = {
            "widget": f"{schedule}/widgets/schedule.json",
            "json": f"{schedule}/export/schedule.json",
            "xml": f"{schedule}/export/schedule.xml",
            "ics": f"{schedule}/export/schedule.ics",
            "rest": f"{api}/schedules/latest/?expand={_EXPANDED}",
        }
        self.submissions = f"{api}/submissions/"

    def release_first(self) -> None:
        """Have the event as it is after its first release, whatever it has been since."""
        self._release("first")

    def release_second(self) -> None:
        """Have the event as it is after its second release: one talk moved, one renamed, one cancelled."""
        self._release("second")

    def _release(self, name: str) -> None:
        """Let pretalx make the release; one that it has made before is put back as it was."""
        database, kept = self.site / "db.sqlite3", self.site / f"{name}.sqlite3"
        if kept.exists():
            fresh = self.site / "fresh.sqlite3"
            shutil.copy(kept, fresh)
            fresh.replace(database)
            return
        if name == "second":
            self.release_first()
        code = f"import event_script; event_script.{name}()"
        shell = [str(self.python), "-m", "pretalx", "shell", "--unsafe-disable-scopes", "--no-imports", "-c", code]
        run(f"The {name} release in pretalx", shell, self.site, self.environment)
        shutil.copy(database, kept)


@contextmanager
def serve(site: Path) -> Iterator[Pretalx]:
    """Give a pretalx that keeps all that it has in `site`, with its first release out; its server ends with the block.

    Raises PretalxMissing when it cannot be installed, set up or served.
    """
    folder = ensure()
    site.mkdir(parents=True, exist_ok=True)
    shutil.copy(database_of(folder), site / "db.sqlite3")
    port = _free_port()
    pretalx = Pretalx(python_of(folder), site, f"http://127.0.0.1:{port}")
    pretalx.release_first()
    command = [str(pretalx.python), "-m", "pretalx", "runserver", "--noreload", "--skip-checks", f"127.0.0.1:{port}"]
    log = site / "server.log"
    with (
        log.open("wb") as output,
        subprocess.Popen(
            command, cwd=site, env=pretalx.environment, stdout=output, stderr=subprocess.STDOUT
        ) as process,
    ):
        try:
            _wait(pretalx, process, log)
            yield pretalx
        finally:
            _end(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(pretalx: Pretalx, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return once the server answers; raises PretalxMissing with the end of its log when it ends or does not."""
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            answer = httpx.get(pretalx.addresses["widget"], trust_env=False, timeout=10)
        except httpx.TransportError:
            time.sleep(0.2)
            continue
        if answer.status_code == httpx.codes.OK:
            return
        break
    raise PretalxMissing(f"Serving pretalx failed:\n{last_lines(log.read_text('utf-8', errors='replace'))}")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
