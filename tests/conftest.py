"""What many tests share: the real site built once per run, small sites built in a folder of their own."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from tests.building import EPOCH, ROOT, TINY, Built, pelican_build

# What commands say is held against English words, whatever the language of the machine.
os.environ["LANGUAGE"] = "en"
# The web editor's program weighs more than a whole test site; tests of the editor ask for it.
os.environ["EVENTSITE_ADMIN"] = ""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the real site as the public sees it; the first worker builds it for all."""
    base = tmp_path_factory.getbasetemp()
    # Under xdist each worker has a folder of its own below the run's.
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    output = shared / "real-site"
    with FileLock(f"{output}.lock"), pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        patch.delenv("EVENTSITE_SCHEDULE_URL", raising=False)
        if not output.exists():
            fresh = Path(f"{output}.new")
            shutil.rmtree(fresh, ignore_errors=True)
            pelican_build(fresh, ROOT / "publishconf.py", SITEURL="https://summit.example.org")
            fresh.rename(output)
    return Built(output)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return the tiny event's content in a folder that the test may change."""
    return Path(shutil.copytree(TINY, tmp_path / "content"))


@pytest.fixture
def build(tmp_path: Path, content: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Built]:
    """Return a function that builds the tiny event into a new folder with the settings given."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.delenv("EVENTSITE_SCHEDULE_URL", raising=False)
    count = iter(range(100))

    def run(**settings: object) -> Built:
        # To draw a picture for each page takes longer than all else.
        defaults = {
            "PATH": str(content), "EVENTSITE_SCHEDULE_CACHE": str(tmp_path / "cache"), "EVENTSITE_SOCIAL_IMAGES": False,
        }  # fmt: skip
        return pelican_build(tmp_path / f"output-{next(count)}", **(defaults | settings))

    return run
