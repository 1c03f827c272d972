"""The reader's language: offered and never forced, in a bar that can be sent away; and first where a page is missing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

VI, EN = "/chuong-trinh/", "/en/agenda/"
OFFERS = {
    "en": ("This page is also available in English.", "Read in English", "No, thanks"),
    "vi": ("Trang này có bản tiếng Việt.", "Đọc bản tiếng Việt", "Không, cảm ơn"),
}


@pytest.fixture
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """Return a reader with a browser in the language that the test names."""
    context = browser.new_context(locale=request.param, viewport={"width": 360, "height": 740})
    yield context
    context.close()


def _bar(page: Page):
    return page.locator(".offer")


def _settled(page: Page, url: str) -> None:
    """Go there, and wait until all modules have run."""
    page.goto(url, wait_until="networkidle")


@pytest.mark.parametrize(
    ("reader", "path", "offered"),
    [("en-GB", VI, "en"), ("vi-VN", EN, "vi"), ("en-GB", EN, ""), ("vi-VN", VI, ""), ("de-DE", VI, "")],
    indirect=["reader"],
)
def test_language_is_offered_to_who_reads_another(
    reader: BrowserContext, address: str, path: str, offered: str
) -> None:
    """The bar is there, in the offered language, just where the page is not in the browser's; nobody is moved."""
    page = reader.new_page()
    _settled(page, address + path)
    assert page.url == address + path
    if not offered:
        expect(_bar(page)).to_have_count(0)
        return
    sentence, link, close = OFFERS[offered]
    bar = _bar(page)
    assert (bar.get_attribute("lang"), bar.get_attribute("dir")) == (offered, "ltr")
    expect(bar.get_by_text(sentence)).to_be_visible()
    expect(bar.get_by_role("button", name=close)).to_be_visible()
    bar.get_by_role("link", name=link).click()
    page.wait_for_url(address + {"en": EN, "vi": VI}[offered])
    expect(_bar(page)).to_have_count(0)


@pytest.mark.parametrize("reader", ["en-GB"], indirect=True)
def test_offer_stays_away_once_sent_away(reader: BrowserContext, address: str) -> None:
    """Closing removes the bar, gives the focus to the page, and no page offers anything again."""
    page = reader.new_page()
    _settled(page, address + VI)
    _bar(page).get_by_role("button").click()
    expect(_bar(page)).to_have_count(0)
    assert page.evaluate("document.activeElement.localName") == "main"
    for path in (VI, "/", EN):
        _settled(page, address + path)
        expect(_bar(page)).to_have_count(0)


@pytest.mark.parametrize("reader", ["en-GB"], indirect=True)
def test_choice_in_the_switch_is_remembered(reader: BrowserContext, address: str) -> None:
    """Who switched to Vietnamese with an English browser is offered Vietnamese on English pages from then on."""
    page = reader.new_page()
    _settled(page, address + EN)
    page.get_by_role("navigation", name="Language").get_by_role("link", name="Tiếng Việt").click()
    page.wait_for_url(address + VI)
    _settled(page, address + VI)
    expect(_bar(page)).to_have_count(0)
    _settled(page, f"{address}/en/")
    assert _bar(page).get_attribute("lang") == "vi"


@pytest.mark.parametrize("reader", ["en-GB"], indirect=True)
def test_offer_moves_nothing(reader: BrowserContext, address: str) -> None:
    """The bar shifts no word of the page, and the page's end can be scrolled clear of it."""
    page = reader.new_page()
    page.add_init_script(
        "globalThis.shift = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries())"
        " globalThis.shift += entry.value; }).observe({ type: 'layout-shift', buffered: true });"
    )
    # A page of plain text: on the agenda a font that comes late can break another line.
    _settled(page, address + "/lien-he/")
    expect(_bar(page)).to_be_visible()
    assert page.evaluate("globalThis.shift") == 0
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_timeout(700)
    footer = page.locator(".site-footer__legal").bounding_box()
    bar = _bar(page).bounding_box()
    assert footer is not None
    assert bar is not None
    assert footer["y"] + footer["height"] <= bar["y"]


def test_pages_work_where_nothing_can_be_remembered(browser: Browser, address: str) -> None:
    """With storage forbidden the offer still comes and goes, without an error."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(
        "Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    _settled(page, address + VI)
    _bar(page).get_by_role("button").click()
    expect(_bar(page)).to_have_count(0)
    context.close()
    assert errors == []


@pytest.mark.parametrize(
    ("reader", "path", "order"),
    [
        ("vi-VN", "/khong-co/", ["vi", "en"]),
        ("en-GB", "/khong-co/", ["en", "vi"]),
        ("vi-VN", "/en/nothing/", ["en", "vi"]),
        ("de-DE", "/khong-co/", ["vi", "en"]),
    ],
    indirect=["reader"],
)
def test_missing_page_has_the_readers_language_first(
    reader: BrowserContext, address: str, path: str, order: list[str]
) -> None:
    """The address's language comes first, else the browser's; both are there, with ways on in each."""
    page = reader.new_page()
    response = page.goto(address + path, wait_until="networkidle")
    assert response is not None
    assert response.status == 404
    for selector in ("h1 > [lang]", "main section[lang]"):
        assert page.locator(selector).evaluate_all("all => all.map(one => one.lang)") == order
    titles = {"vi": "Không tìm thấy trang", "en": "Page not found"}
    expect(page.get_by_role("heading", level=1)).to_have_text(" ".join(titles[code] for code in order))
    for name in ("Trang chủ", "Home"):
        # It is in the reader's language already.
        expect(_bar(page)).to_have_count(0)
        expect(page.locator("main section").get_by_role("link", name=name, exact=True)).to_be_visible()


def test_missing_page_needs_no_script(browser: Browser, address: str) -> None:
    """Without JavaScript both languages are there, the source language first."""
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(f"{address}/en/nothing/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Không tìm thấy trang Page not found")
    expect(page.locator("main section[lang]")).to_have_count(2)
    context.close()
