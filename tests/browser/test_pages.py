"""What visitors see: nothing blocked, nothing cut off, nothing that some of them cannot use."""

from collections import Counter

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

# One page of each kind, in both languages.
KINDS = [
    "/", "/gioi-thieu/", "/chuong-trinh/", "/chuong-trinh/2017-11-27/", "/chuong-trinh/hoi-nghi-toan-the/",
    "/dien-gia/", "/dien-gia/tran-thanh-liem/", "/hackathon/the-le/", "/tin-tuc/",
    "/thong-cao-bao-chi/2017/be-mac/", "/luu-tru/", "/luu-tru/sau-2017/", "/dia-diem/", "/doi-tac/", "/nguon/",
    "/404.html", "/offline.html",
    "/en/", "/en/about/", "/en/agenda/", "/en/agenda/2017-11-27/", "/en/agenda/plenary/", "/en/speakers/",
    "/en/speakers/tran-thanh-liem/", "/en/hackathon/rules/", "/en/news/",
    "/en/press-releases/2017/summit-closes/", "/en/archive/", "/en/archive/after-2017/", "/en/venues/",
    "/en/partners/", "/en/sources/", "/dien-gia/theo-chu-cai/", "/en/speakers/alphabetical/",
    "/lich-cua-toi/", "/en/my-agenda/", "/tim-kiem/", "/en/search/", "/so-do-trang/", "/en/site-map/",
    "/man-hinh/eiu/", "/bang-cua/", "/en/agenda/printed-programme/",
    "/style/", "/en/style/",
]  # fmt: skip
WIDTHS = [320, 360, 768, 1440]


@pytest.mark.parametrize("width", WIDTHS)
def test_page_fits_the_screen(browser: Browser, address: str, width: int) -> None:
    """No page kind is wider than the screen, from 320 px on, in both languages."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    wide = {}
    for path in KINDS:
        page.goto(address + path)
        found = page.evaluate("document.documentElement.scrollWidth")
        if found > width:
            wide[path] = found
    page.close()
    assert wide == {}


def test_page_loads_without_complaint(browser: Browser, address: str) -> None:
    """Nothing is blocked by the security policy, missing, or asked of another host."""
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    # A request that the next page cut short is no fault.
    page.on("requestfailed", lambda r: None if "ABORTED" in str(r.failure) else complaints.append(r.url))
    page.on("response", lambda r: complaints.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    page.on("request", lambda r: None if r.url.startswith(address) else complaints.append(r.url))
    for path in KINDS:
        page.goto(address + path)
    page.close()
    assert complaints == []


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_on_a_desk_is_accessible(browser: Browser, address: str, scheme: str) -> None:
    """Axe finds no violation on any page kind on a wide screen; tests/browser/pages asks it on a phone."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme=scheme)
    found = {}
    for path in KINDS:
        page.goto(address + path)
        violations = Axe().run(page).response["violations"]
        if violations:
            found[path] = [(item["id"], item["nodes"][0]["html"]) for item in violations]
    page.close()
    assert found == {}


def _fonts(page: Page) -> set[str]:
    """Return the fonts that Chromium really drew the page with, with the glyphs of each."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    body = session.send("DOM.querySelector", {"nodeId": root, "selector": "body"})["nodeId"]
    nodes = session.send("DOM.querySelectorAll", {"nodeId": body, "selector": "*"})["nodeIds"]
    fonts: set[str] = set()
    for node in nodes:
        for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]:
            fonts.add(font["familyName"])
    return fonts


@pytest.mark.parametrize("path", ["/", "/dien-gia/", "/en/archive/after-2017/"])
def test_text_is_drawn_with_the_sites_font(browser: Browser, address: str, path: str) -> None:
    """Every letter comes from the site's own font: none, and no accent, falls back to another."""
    page = browser.new_page()
    # A font that comes late is for the next page, so that no line moves.
    for _ in range(2):
        page.goto(address + path)
        page.evaluate("document.fonts.ready")
    fonts = _fonts(page)
    page.close()
    assert fonts == {"Be Vietnam Pro"}


@pytest.mark.parametrize("width", [360, 1440])
def test_stacked_marks_do_not_clip(browser: Browser, address: str, width: int) -> None:
    """The ink of Ẳ Ỗ Ỵ in every heading level, body text and badge stays inside its line, and no box hides it."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address + "/chuong-trinh/hoi-nghi-toan-the/")
    page.evaluate("document.fonts.ready")
    cut = page.evaluate("""() => {
        const canvas = document.createElement("canvas").getContext("2d");
        return [...document.querySelectorAll("h1, h2, h3, p, dd, dt, a, li, .badge")].filter(element => {
            const style = getComputedStyle(element);
            if (element.closest(".visually-hidden, .skip-link") || style.display === "inline") return false;
            canvas.font = `${style.fontWeight} ${style.fontSize} "Be Vietnam Pro"`;
            const ink = canvas.measureText("ẲỖỴẪẶ");
            const height = ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent;
            return height > parseFloat(style.lineHeight) || style.overflow === "hidden";
        }).map(element => element.outerHTML.slice(0, 120));
    }""")
    page.close()
    assert cut == []


def test_menu_opens_with_the_keyboard_and_closes_with_escape(browser: Browser, address: str) -> None:
    """On a phone the menu works without a pointer and without the site's own JavaScript."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(address + "/")
    link = page.get_by_role("navigation", name="Danh mục chính").get_by_role("link", name="Chương trình")
    assert not link.is_visible()
    page.get_by_role("button", name="Danh mục").focus()
    page.keyboard.press("Enter")
    assert link.is_visible()
    page.keyboard.press("Escape")
    assert not link.is_visible()
    page.keyboard.press("Enter")
    link.click()
    assert page.url == address + "/chuong-trinh/"
    page.close()


def test_skip_link_is_the_first_stop(browser: Browser, address: str) -> None:
    """The first Tab shows the skip link, and Enter moves to the main matter."""
    page = browser.new_page()
    page.goto(address + "/en/about/")
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to the content")
    assert link.evaluate("element => element === document.activeElement")
    assert link.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.wait_for_url("**#t-main")
    page.close()


def test_language_switch_keeps_the_page(browser: Browser, address: str) -> None:
    """A reader who changes the language stays on the page, there and back."""
    page = browser.new_page()
    page.goto(address + "/dien-gia/tran-thanh-liem/")
    page.get_by_role("link", name="English", exact=True).click()
    assert page.url == address + "/en/speakers/tran-thanh-liem/"
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="Tiếng Việt").click()
    assert page.url == address + "/dien-gia/tran-thanh-liem/"
    page.close()


def test_agenda_is_a_table_on_a_desk_and_a_list_on_a_phone(browser: Browser, address: str) -> None:
    """Parallel sessions stand side by side on a wide screen and below each other on a phone, as one table."""
    tops = {}
    for width in (360, 1440):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(address + "/en/agenda/2017-11-27/")
        table = page.get_by_role("table", name="Programme of Monday, 27 November 2017")
        row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Afternoon"))
        cells = [row.get_by_role("cell").nth(n).bounding_box() for n in range(2)]
        tops[width] = cells[1]["y"] - cells[0]["y"]
        page.close()
    assert tops[1440] == 0
    assert tops[360] > 50


def _table_parts(page: Page) -> Counter[str]:
    """Return how many tables, rows, headings and cells Chromium tells a screen reader of."""
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    roles = (
        node["role"]["value"] for node in session.send("Accessibility.getFullAXTree")["nodes"] if not node["ignored"]
    )
    return Counter(role for role in roles if role in {"table", "row", "columnheader", "rowheader", "cell"})


@pytest.mark.parametrize("path", ["/en/agenda/2017-11-27/", "/luu-tru/sau-2017/"])
def test_table_is_one_for_screen_readers_on_a_phone(browser: Browser, address: str, path: str) -> None:
    """Shown as blocks below each other, a table's parts are still a table's parts to a screen reader."""
    found = {}
    for width in (360, 1440):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(address + path)
        found[width] = _table_parts(page)
        page.close()
    assert found[360] == found[1440]
    assert found[360].keys() >= {"table", "row", "columnheader", "cell"}
