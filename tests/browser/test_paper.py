"""What comes out of the printer: sheets alone, black on white, as many pages as there should be."""

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.pictures import codes, grey

SIGNS = ["/bang-cua/", "/en/door-signs/"]
PROGRAMMES = ["/chuong-trinh/ban-in/", "/en/agenda/printed-programme/"]


@pytest.fixture(scope="module")
def dark(browser: Browser):
    """Return a page of a browser whose user prefers dark colours."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    yield page
    page.close()


def _pages(page: Page) -> int:
    """Return the number of pages that the printer gives."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("path", SIGNS + PROGRAMMES)
def test_sheets_are_printed_alone_black_on_white(dark: Page, address: str, path: str) -> None:
    """Neither the site's frame nor the text for staff is on paper, and no dark scheme reaches the ink."""
    dark.goto(address + path)
    dark.emulate_media(media="print")
    seen = dark.evaluate("""() => [...document.querySelectorAll("body *")].filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width > 0 && box.height > 0 && one.childNodes.length
            && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    }).map((one) => [Boolean(one.closest(".sheet")), getComputedStyle(one).color])""")
    widths = set(dark.locator(".sheet").evaluate_all("all => all.map((one) => one.getBoundingClientRect().width)"))
    dark.emulate_media(media="null")
    assert widths == {1280}
    assert seen
    assert {tuple(one) for one in seen} == {(True, "rgb(0, 0, 0)")}


@pytest.mark.parametrize("path", SIGNS)
def test_each_sign_is_one_page(dark: Page, address: str, path: str) -> None:
    """Of each room and day there is one A4 page, and no empty one before, between or after."""
    dark.goto(address + path)
    assert _pages(dark) == dark.locator("article.sign").count() == 5


@pytest.mark.parametrize("path", PROGRAMMES)
def test_programme_is_printed_on_few_pages(dark: Page, address: str, path: str) -> None:
    """The summit's programme in both languages is one page, in letters of nine points or more."""
    dark.goto(address + path)
    assert _pages(dark) == 1
    dark.emulate_media(media="print")
    styles = dark.locator(".sheet__entry").evaluate_all("all => all.map((one) => getComputedStyle(one).breakInside)")
    sizes = dark.locator(".sheet :is(p, h2, h3)").evaluate_all(
        "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    dark.emulate_media(media="null")
    assert set(styles) == {"avoid"}
    assert min(sizes) >= 9 / 72 * 96 - 0.01


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        ("/bang-cua/", "/man-hinh/convention-centre/"),
        ("/en/door-signs/", "/en/screen/convention-centre/"),
        ("/chuong-trinh/ban-in/", "/chuong-trinh/"),
    ],
)
def test_code_on_the_page_is_read(dark: Page, address: str, path: str, leads: str) -> None:
    """A camera reads the code off a dark screen too, and it leads to the public address."""
    dark.goto(address + path)
    drawing = dark.get_by_role("img", name=re.compile("QR")).first
    assert codes(grey(drawing.screenshot())) == ["https://summit.example.org" + leads]
