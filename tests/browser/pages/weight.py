"""What a first visit to a page takes over the network, in bytes as the server compressed them."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser

# HTML with CSS, and scripts: what is budgeted, in bytes, and more for a page with a programme to work with.
PAGE, AGENDA_PAGE = 14 * 1024, 40 * 1024
SCRIPTS, AGENDA_SCRIPTS = 4 * 1024, 15 * 1024
FONTS = 75 * 1024
_SHIFTS = """
  window.shifted = 0;
  new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { window.shifted += value; }))
    .observe({ type: "layout-shift", buffered: true });
"""


@dataclass(frozen=True, slots=True)
class Weight:
    """The bytes of a first visit by what they are, the addresses of other hosts, and how much the layout shifted."""

    page: int
    scripts: int
    fonts: int
    images: int
    foreign: tuple[str, ...]
    shift: float


def weigh(browser: Browser, address: str, language: str) -> Weight:
    """Return the weight of a page for a reader of its language who has never been on the site."""
    context = browser.new_context(viewport={"width": 412, "height": 823}, locale=language, ignore_https_errors=True)
    try:
        page = context.new_page()
        found: list[tuple[str, str, int]] = []
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.responseReceived", lambda event: found.append(_answer(event)))
        page.add_init_script(_SHIFTS)
        page.goto(address, wait_until="networkidle")
        # What is for paper comes last and is no part of what a reader waits for.
        printed = set(page.evaluate("[...document.querySelectorAll('link[media=print]')].map(({ href }) => href)"))
        seen = [answer for answer in found if answer[1] not in printed]
        return _weight(seen, address, page.evaluate("window.shifted"))
    finally:
        context.close()


def _answer(event: dict[str, Any]) -> tuple[str, str, int]:
    """Return what kind of file came, from where, and how many bytes the server sent of it."""
    response = event["response"]
    headers = {name.lower(): value for name, value in response["headers"].items()}
    return event["type"], response["url"], int(headers.get("content-length", 0))


def _weight(found: list[tuple[str, str, int]], address: str, shift: float) -> Weight:
    by_kind: Counter[str] = Counter()
    for kind, _, size in found:
        by_kind[kind] += size
    host = "/".join(address.split("/")[:3]) + "/"
    return Weight(
        page=by_kind["Document"] + by_kind["Stylesheet"],
        scripts=by_kind["Script"],
        fonts=by_kind["Font"],
        images=by_kind["Image"],
        foreign=tuple(sorted(url for _, url, _ in found if not url.startswith((host, "data:")))),
        shift=shift,
    )
