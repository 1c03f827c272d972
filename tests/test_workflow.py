"""The publishing workflow: a run starts when something is due, may do no more than it must, and tells nothing."""

import datetime as dt
import os
import subprocess
from pathlib import Path
from typing import Any

import yaml

from tests.building import ROOT

WORKFLOW = ROOT / ".github/workflows/publish.yml"


def _jobs() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    return {"workflow": found, **found["jobs"]}


def _script(job: str, words: str) -> str:
    """Return the commands of the one step that has these words."""
    (script,) = [step["run"] for step in _jobs()[job]["steps"] if words in step.get("run", "")]
    return str(script)


def test_each_job_may_do_only_what_it_must() -> None:
    """Everybody reads; publishing also writes, and waiting also starts runs."""
    jobs = _jobs()
    found = {name: jobs[name].get("permissions") for name in ("workflow", "check", "publish", "due")}
    writing, starting = {"contents": "write"}, {"actions": "write"}
    assert found == {"workflow": {"contents": "read"}, "check": None, "publish": writing, "due": starting}


def test_waiting_holds_up_no_publishing() -> None:
    """It has a group of its own, in which the newest run takes the place of older ones, and an end."""
    publish, due = _jobs()["publish"], _jobs()["due"]
    assert publish["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    assert due["concurrency"] == {"group": "due", "cancel-in-progress": True}
    assert due["needs"] == "publish"
    assert due["timeout-minutes"] * 60 > 4500


def test_what_is_due_is_asked_before_the_build_that_publishes() -> None:
    """So what falls due during a build is found by another run; only a time leaves the job, and no name."""
    script = _script("publish", "./inv publish")
    assert script.index("./inv status --next") < script.index("./inv publish")
    assert _jobs()["publish"]["outputs"] == {"next": "${{ steps.publish.outputs.next }}"}
    assert "status" not in script.replace("./inv status --next", "")


def _wait(tmp_path: Path, seconds: int) -> tuple[list[str], str]:
    """Run the waiting job's script, something being due in so many seconds; return what it called, and said.

    What would take an hour, or start a run on a host, is noted only.
    """
    for name in ("gh", "sleep"):
        path = tmp_path / name
        path.write_text(f'#!/bin/sh\necho "{name} $*" >> "{tmp_path}/called"\n', encoding="utf-8")
        path.chmod(0o755)
    due = dt.datetime.now(dt.timezone(dt.timedelta(hours=7))) + dt.timedelta(seconds=seconds)
    variables = {
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "NEXT": due.isoformat(timespec="seconds"),
        "GITHUB_REPOSITORY": "an/site", "GITHUB_SHA": "abc",
    }  # fmt: skip
    command = ["bash", "-e", "-o", "pipefail", "-c", _script("due", "gh workflow run")]
    said = subprocess.run(command, env=variables, check=True, capture_output=True, text=True).stdout
    called = tmp_path / "called"
    return called.read_text(encoding="utf-8").splitlines() if called.exists() else [], said


START = "gh workflow run publish.yml --repo an/site --ref main --field checked=abc"


def test_run_starts_when_the_time_has_come(tmp_path: Path) -> None:
    """It waits for as long as is left, and then starts a run of the commit that was checked."""
    called, said = _wait(tmp_path, 1000)
    waited, started = called
    assert 990 <= int(waited.removeprefix("sleep ")) <= 1000
    assert started == START
    assert said.startswith("The next rebuild is due at ")


def test_run_starts_at_once_where_the_time_is_over(tmp_path: Path) -> None:
    """What fell due while the site was published is not waited for."""
    assert _wait(tmp_path, -5) == ([START], "")


def test_hourly_run_comes_first(tmp_path: Path) -> None:
    """What is due later than that is left to the next run."""
    called, said = _wait(tmp_path, 5000)
    assert called == []
    assert "an hourly run comes before" in said


def test_only_a_checked_commit_skips_the_check() -> None:
    """A run that is told of another commit than its own, or of none, checks as any run does."""
    jobs = _jobs()
    # YAML 1.1 reads the key `on` as true.
    assert jobs["workflow"][True]["workflow_dispatch"]["inputs"]["checked"]["default"] == ""
    assert jobs["check"]["if"] == "github.event_name != 'workflow_dispatch' || inputs.checked != github.sha"
    assert jobs["publish"]["if"].split(" && ") == [
        "!cancelled()",
        "github.event_name != 'pull_request'",
        "(needs.check.result == 'success' || (needs.check.result == 'skipped'",
        "inputs.checked == github.sha))",
    ]
