"""A real pretalx for the tests: without one they fail, and are never skipped."""

from collections.abc import Iterator

import pytest

from tests.pretalx.server import Pretalx, serve


@pytest.fixture(scope="session")
def pretalx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pretalx]:
    """Return a served pretalx with the sample event; a test says with `release_…` which release it needs."""
    with serve(tmp_path_factory.mktemp("pretalx")) as server:
        yield server


@pytest.fixture
def first_release(pretalx: Pretalx) -> Pretalx:
    """Return the served pretalx with its first release out, whatever the tests before have done."""
    pretalx.release_first()
    return pretalx
