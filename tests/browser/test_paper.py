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


@pytest.fixture
def narrow(dark: Page):
    """Return the same page as wide as what a sheet of A4 holds between its margins, as it is printed."""
    dark.set_viewport_size({"width": 640, "height": 900})
    dark.emulate_media(media="print")
    yield dark
    dark.emulate_media(media="null")
    dark.set_viewport_size({"width": 1280, "height": 900})


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


PAGES = [
    "/", "/en/agenda/", "/chuong-trinh/2017-11-27/", "/en/agenda/plenary/", "/dien-gia/", "/en/hackathon/rules/",
    "/thong-cao-bao-chi/2017/be-mac/", "/en/sources/", "/lich-cua-toi/", "/dia-diem/",
]  # fmt: skip
SEEN = """() => {
    const shown = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
        && one.getBoundingClientRect().width > 1;
    const all = [...document.querySelectorAll("body *")].filter(shown);
    const texts = all.filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
    return {
        tools: all.filter((one) => one.matches("nav, nav *, button, input, select, summary, session-star")).length,
        colours: [...new Set(texts.map((one) => getComputedStyle(one).color))],
        grounds: [...new Set(all.map((one) => getComputedStyle(one).backgroundColor))],
        address: [...document.querySelectorAll(".site-footer .on-paper")].filter(shown).map((one) => one.innerText),
        width: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
}"""


@pytest.mark.parametrize("path", PAGES)
def test_page_is_printed_as_a_document(narrow: Page, address: str, path: str) -> None:
    """A page of each kind is grey and black on white, without anything to press, and ends with its address."""
    narrow.goto(address + path)
    seen = narrow.evaluate(SEEN)
    assert seen["tools"] == 0
    assert set(seen["colours"]) <= {"rgb(0, 0, 0)", "rgb(51, 51, 51)", "rgb(102, 102, 102)"}
    assert set(seen["grounds"]) <= {"rgba(0, 0, 0, 0)", "rgb(255, 255, 255)", "rgb(0, 0, 0)"}
    assert seen["address"] == [f"https://summit.example.org{path}"]
    assert seen["width"] == 0


def test_table_keeps_its_head_on_every_sheet(narrow: Page, address: str) -> None:
    """The programme is a table on paper too, though a sheet is as narrow as a small screen, and its heads repeat."""
    narrow.goto(address + "/chuong-trinh/2017-11-25/")
    shown = narrow.locator("table.agenda").evaluate(
        "(one) => [one, one.tHead, one.rows[1], one.rows[1].cells[1]].map((part) => getComputedStyle(part).display)"
    )
    assert shown == ["table", "table-header-group", "table-row", "table-cell"]


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
