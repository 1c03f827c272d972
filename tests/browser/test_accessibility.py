"""What no program for rules sees: the way of the keyboard, what hides it, small targets, much zoom, wide letters."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pages.kinds import ALL

PARTS = Path(__file__).with_name("accessibility.js").read_text(encoding="utf-8")
# What WCAG 1.4.12 lets readers ask for.
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
# Pages that readers work with; the screen of a room has nothing to focus.
WORKED_WITH = {"home", "day", "session", "person", "article", "my-agenda", "style"}
PATHS = [path for _, _, path in ALL]


def _opened(browser: Browser, width: int, height: int, locale: str = "vi", **options: object) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height}, locale=locale, **options)
    page.add_init_script(PARTS)
    return page


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """Return a page as wide as a small phone."""
    page = _opened(browser, 360, 800)
    yield page
    page.close()


@pytest.mark.parametrize(("width", "height"), [(360, 640), (1440, 800)])
@pytest.mark.parametrize("path", [path for kind, code, path in ALL if kind.name in WORKED_WITH and code == "vi"])
def test_keyboard_reaches_everything_in_its_order(
    browser: Browser, address: str, path: str, width: int, height: int
) -> None:
    """Tab stops at all that can be worked with, in the page's order, each in sight, marked, and hidden by nothing.

    The mark differs from what is around it by 3 to 1 in light, dark and the reader's own colours.
    The reader prefers another language, so that the bar with the offer is there.
    """
    # A smooth way to what has the focus would still be going on when it is looked at.
    page = _opened(browser, width, height, "en", reduced_motion="reduce")
    page.goto(address + path)
    page.wait_for_selector(".offer")
    seen: list[int] = []
    wrong: list[str] = []
    while True:
        page.keyboard.press("Tab")
        stop = page.evaluate("a11y.stop()")
        if stop is None or stop["number"] in seen:
            break
        seen.append(stop["number"])
        wrong += stop["wrong"]
    assert (seen, wrong) == (list(range(page.evaluate("a11y.stops().length"))), [])
    for mode in ({"color_scheme": "dark"}, {"color_scheme": "light", "forced_colors": "active"}):
        page.emulate_media(**mode)
        assert page.evaluate("a11y.unmarked()") == [], mode
    page.close()


def test_targets_are_big_enough_for_a_finger(phone: Page, address: str) -> None:
    """Every link and control outside of sentences is 24 px wide and high, or has that much room (WCAG 2.5.8)."""
    small = {}
    for path in PATHS:
        phone.goto(address + path)
        if found := phone.evaluate("a11y.small()"):
            small[path] = found
    assert small == {}


def test_page_at_four_times_its_size_can_be_read(browser: Browser, address: str) -> None:
    """At 400 % no page scrolls sideways, and what sticks to the window leaves most of it to the page (WCAG 1.4.10)."""
    page = _opened(browser, 320, 256, "en")
    wrong = {}
    for path in PATHS:
        page.goto(address + path)
        found = page.evaluate("[document.documentElement.scrollWidth > 320, a11y.covered()]")
        if found[0] or found[1] > 0.4:
            wrong[path] = found
    page.close()
    assert wrong == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_wide_letters_lose_nothing(browser: Browser, address: str, width: int) -> None:
    """With the spacing that readers may ask for, no text is cut off and no page scrolls sideways (WCAG 1.4.12)."""
    page = _opened(browser, width, 800)
    wrong = {}
    for path in PATHS:
        page.goto(address + path)
        page.evaluate(SPACING)
        if found := page.evaluate("a11y.cut()"):
            wrong[path] = found
    page.close()
    assert wrong == {}


def test_nothing_moves_for_who_asks_for_less(browser: Browser, address: str) -> None:
    """With less movement asked for, nothing on any page is animated, and jumps are jumps."""
    page = _opened(browser, 1280, 800, reduced_motion="reduce")
    moving = {}
    for path in PATHS:
        page.goto(address + path)
        if found := page.evaluate("a11y.moving()"):
            moving[path] = found
    page.close()
    assert moving == {}
