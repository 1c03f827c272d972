"""The scripts' weight: 15 KB brotli on the agenda's pages, 4 KB on all others, during the event too."""

from collections.abc import Iterator

import brotli
import pytest
from playwright.sync_api import Browser, Response

from tests.browser.hall import Hall, hall, visitor
from tests.building import Built

# The agenda, its days, and the visitor's own; what is asked for later, such as the QR code, counts when it is loaded.
AGENDA = 15 * 1024
OTHER = 4 * 1024


@pytest.fixture(scope="module")
def place(site: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """Return a served copy of the site, of which these tests change nothing."""
    with hall(site, tmp_path_factory.mktemp("weight")) as served:
        yield served


def _weights(browser: Browser, address: str) -> dict[str, int]:
    """Return the bytes of each script that the page loads during the event, for one who reads its language."""
    with visitor(browser, locale="en-GB" if "/en/" in address else "vi-VN") as page:
        answers: list[Response] = []
        page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 -- Playwright wants a function
        page.goto(address, wait_until="networkidle")
        scripts = {answer.url: answer for answer in answers if answer.url.endswith(".js")}
        return {url.rpartition("/")[2]: len(brotli.compress(answer.body())) for url, answer in scripts.items()}


@pytest.mark.parametrize(("path", "most"), [
    ("/chuong-trinh/", AGENDA),
    ("/en/agenda/2017-11-27/", AGENDA),
    ("/lich-cua-toi/", AGENDA),
    ("/", OTHER),
    ("/en/", OTHER),
    ("/chuong-trinh/plenary/", OTHER),
    ("/en/speakers/carel-richter/", OTHER),
    ("/en/news/", OTHER),
    ("/tim-kiem/", OTHER),
])  # fmt: skip
def test_scripts_of_a_page_weigh_little(browser: Browser, place: Hall, path: str, most: int) -> None:
    """The sum of all scripts that the page loads, each compressed by itself, keeps to the budget."""
    weights = _weights(browser, place.address + path)
    assert weights
    assert sum(weights.values()) <= most, weights
