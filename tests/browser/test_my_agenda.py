"""The reader's own agenda: starred in the programme, kept on the device, true to the newest programme."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.starring import (
    AGENDA,
    MINE,
    SCHEDULE,
    change_schedule,
    entry,
    keep_stars,
    open_mine,
    set_stars,
    titles,
)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a Vietnamese reader's browser that remembers nothing yet."""
    context = browser.new_context(locale="vi-VN", viewport={"width": 360, "height": 740})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Return a page that must not have an error."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


def _is_focused(locator: Any) -> bool:
    return bool(locator.evaluate("element => element === document.activeElement"))


def test_starred_session_is_in_the_agenda_in_both_languages(page: Page, address: str) -> None:
    """A star set in Vietnamese shows there and in English, on both kinds of page, and survives a new visit."""
    set_stars(page, address, "Phổ biến thể lệ", "Triển lãm")
    expect(page.locator("star-count")).to_have_text("(đã đánh dấu 2 hoạt động)")
    open_mine(page, address)
    expect(titles(page)).to_have_text(["Triển lãm", "Phổ biến thể lệ"])
    expect(page.locator("my-agenda")).to_contain_text("Thứ Bảy, 25/11 – Thứ Hai, 27/11, cả ngày")
    expect(entry(page, "Phổ biến thể lệ")).to_contain_text("08:30–09:00")
    open_mine(page, address, "en")
    expect(titles(page)).to_have_text(["Exhibition", "Briefing"])
    expect(entry(page, "Briefing").get_by_role("link")).to_have_attribute("href", "/en/agenda/briefing/")
    page.reload()
    expect(titles(page)).to_have_text(["Exhibition", "Briefing"])
    page.goto(f"{address}/en/agenda/exhibition/")
    star = page.get_by_role("button", name="Star this session")
    expect(star).to_have_attribute("aria-pressed", "true")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "false")
    open_mine(page, address)
    expect(titles(page)).to_have_text(["Phổ biến thể lệ"])


def test_star_reaches_the_other_window(context: BrowserContext, page: Page, address: str) -> None:
    """A star taken off in one window is off in the other, on every card of the session."""
    set_stars(page, address, "Triển lãm")
    stars = page.get_by_role("button", name="Đánh dấu: Triển lãm")
    assert stars.evaluate_all("all => all.map(star => star.ariaPressed)") == ["true"] * 3
    other = context.new_page()
    open_mine(other, address)
    other.get_by_role("button", name="Bỏ khỏi lịch: Triển lãm").click()
    expect(stars.first).to_have_attribute("aria-pressed", "false")
    assert stars.evaluate_all("all => all.map(star => star.ariaPressed)") == ["false"] * 3


def test_clash_is_told(page: Page, address: str) -> None:
    """Sessions that overlap name each other, on the agenda at once and aloud; one that begins at the end does not."""

    def overlap(sessions: dict[str, dict[str, Any]]) -> None:
        sessions["hackathon-mentoring"]["start"] = "2017-11-25T08:45:00+07:00"

    set_stars(page, address, "Phổ biến thể lệ", "Đón tiếp đội thi", "Triển lãm")
    expect(page.locator(".session-card__clash")).to_have_count(0)
    change_schedule(page, overlap)
    open_mine(page, address)
    expect(page.locator(".session-card__clash")).to_have_count(0)
    keep_stars(
        page, {key: {"title": key, "start": f"2017-11-27T{start}:00+07:00"} for key, start in (("gone", "08:00"),)}
    )
    set_stars(page, address, "Phổ biến thể lệ", "Đón tiếp đại biểu")
    status = page.locator("main > [role=status]")
    expect(status).to_have_text("Trùng giờ với: gone")
    expect(page.locator(".session-card__clash")).to_have_text(["Trùng giờ với: gone"])
    page.get_by_role("button", name="Đánh dấu: Cố vấn kỹ thuật").click()
    open_mine(page, address)
    expect(entry(page, "Phổ biến thể lệ").locator(".session-card__clash")).to_have_text(
        "Trùng giờ với: Cố vấn kỹ thuật"
    )
    expect(entry(page, "Cố vấn kỹ thuật").locator(".session-card__clash")).to_have_text(
        "Trùng giờ với: Phổ biến thể lệ"
    )
    # What left the programme and what is cancelled is in nobody's way.
    expect(page.locator(".session-card__clash")).to_have_count(2)
    change_schedule(page, lambda s: (overlap(s), s["hackathon-mentoring"].update(state="cancelled")))
    page.reload()
    expect(entry(page, "Cố vấn kỹ thuật")).to_contain_text("Đã hủy")
    expect(page.locator(".session-card__clash")).to_have_count(0)


def test_clash_is_told_anew_when_the_programme_changes(page: Page, address: str) -> None:
    """While the agenda is open, what moves comes into a clash or out of it, and its star bears its new title."""
    page.clock.install(time="2017-11-25T07:00:00+07:00")
    set_stars(page, address, "Phổ biến thể lệ", "Cố vấn kỹ thuật")
    clashes = page.locator(".session-card__clash")
    expect(clashes).to_have_count(0)
    moved = {"start": "2017-11-25T08:45:00+07:00", "title": "Cố vấn mới"}
    change_schedule(page, lambda sessions: sessions["hackathon-mentoring"].update(moved))
    with page.expect_response(SCHEDULE):
        page.clock.run_for(60_100)
    expect(clashes).to_have_text(["Trùng giờ với: Cố vấn mới", "Trùng giờ với: Phổ biến thể lệ"])
    expect(page.get_by_role("button", name="Đánh dấu: Cố vấn mới")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="Đánh dấu: Cố vấn kỹ thuật")).to_have_count(0)
    change_schedule(page, lambda sessions: sessions["hackathon-mentoring"].update(start="2017-11-25T14:00:00+07:00"))
    with page.expect_response(SCHEDULE):
        page.clock.run_for(60_100)
    expect(clashes).to_have_count(0)


def test_changes_since_the_star_are_told(page: Page, address: str) -> None:
    """What was moved, cancelled or dropped since says so against the star's facts, until the reader takes note."""
    set_stars(page, address, "Phổ biến thể lệ", "Trình bày sản phẩm", "Cố vấn kỹ thuật")

    def change(sessions: dict[str, dict[str, Any]]) -> None:
        sessions["hackathon-briefing"] |= {"start": "2017-11-25T10:30:00+07:00", "end": "2017-11-25T11:00:00+07:00"}
        sessions["hackathon-briefing"]["room"] = "convention-centre"
        sessions["hackathon-demos"]["state"] = "cancelled"
        del sessions["hackathon-mentoring"]

    change_schedule(page, change)
    open_mine(page, address)
    moved, cancelled, gone = (
        entry(page, title) for title in ("Phổ biến thể lệ", "Trình bày sản phẩm", "Cố vấn kỹ thuật")
    )
    expect(moved.locator(".own__changes p")).to_have_text(
        [
            "Thời gian mới: 10:30–11:00; trước đây: Thứ Bảy, 25/11, 08:30–09:00",
            "Địa điểm mới: Trung tâm Hội nghị và Triển lãm tỉnh Bình Dương",
        ]
    )
    expect(cancelled.locator(".own__changes p")).to_have_text(["Đã bị hủy sau khi bạn đánh dấu"])
    expect(gone).to_contain_text("Không còn trong chương trình")
    expect(gone.get_by_role("link")).to_have_count(0)
    moved.get_by_role("button", name="Đã rõ").click()
    expect(moved.locator(".own__changes")).to_have_count(0)
    assert _is_focused(moved.get_by_role("link"))
    page.reload()
    expect(moved).to_contain_text("10:30–11:00")
    expect(cancelled.locator(".own__changes")).to_have_count(1)
    expect(moved.locator(".own__changes")).to_have_count(0)
    gone.get_by_role("button", name="Bỏ khỏi lịch").click()
    page.reload()
    expect(titles(page)).to_have_text(["Phổ biến thể lệ", "Trình bày sản phẩm"])


def test_removed_session_can_be_taken_back(page: Page, address: str) -> None:
    """With the keyboard alone: the focus goes to the undoing, and back; without stars the page leads to the programme."""
    set_stars(page, address, "Phổ biến thể lệ")
    open_mine(page, address)
    page.get_by_role("button", name="Bỏ khỏi lịch").focus()
    page.keyboard.press("Enter")
    undo = page.get_by_role("button", name="Hoàn tác")
    expect(undo).to_be_focused()
    expect(page.locator("my-agenda > [role=status]").first).to_have_text("Đã bỏ khỏi lịch: Phổ biến thể lệ")
    expect(page.get_by_role("link", name="Đến chương trình")).to_have_attribute("href", "/chuong-trinh/")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Bỏ khỏi lịch")).to_be_focused()
    expect(page.get_by_role("link", name="Đến chương trình")).to_be_hidden()
    page.keyboard.press("Enter")
    page.reload()
    expect(page.get_by_text("Bạn chưa đánh dấu hoạt động nào.")).to_be_visible()
    expect(titles(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Tải tệp lịch")).to_be_hidden()


def test_star_works_with_the_keyboard(page: Page, address: str) -> None:
    """Tab reaches a star, Space sets it, and it says what it is."""
    page.goto(address + AGENDA["vi"])
    star = page.get_by_role("button", name="Đánh dấu: Họp báo lần 1", exact=True)
    star.focus()
    page.keyboard.press("Space")
    expect(star).to_have_attribute("aria-pressed", "true")
    size = star.bounding_box()
    assert size is not None
    assert min(size["width"], size["height"]) >= 44


def test_stars_work_where_nothing_can_be_remembered(page: Page, address: str) -> None:
    """With storage forbidden a star holds as long as its page, and the agenda opens empty, without an error."""
    page.add_init_script(
        "Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    set_stars(page, address, "Phổ biến thể lệ", "Triển lãm")
    expect(page.locator("star-count")).to_have_text("(đã đánh dấu 2 hoạt động)")
    open_mine(page, address)
    expect(page.get_by_text("Bạn chưa đánh dấu hoạt động nào.")).to_be_visible()
    page.goto(f"{address}{MINE['vi']}#stars=")
    page.reload()
    expect(page.get_by_role("heading", name="Đường dẫn không có hoạt động nào mới")).to_be_focused()


def test_agenda_without_the_programme_shows_what_the_stars_keep(page: Page, address: str) -> None:
    """Where the programme cannot be had, the stars' own facts are there, and nothing is called gone."""
    set_stars(page, address, "Phổ biến thể lệ")
    page.route(SCHEDULE, lambda route: route.abort())
    page.goto(address + MINE["vi"])
    expect(
        page.get_by_text("Hiện chưa tải được chương trình: đây là thông tin đã lưu khi bạn đánh dấu.")
    ).to_be_visible()
    expect(entry(page, "Phổ biến thể lệ")).to_contain_text("08:30–09:00")
    expect(page.get_by_text("Không còn trong chương trình")).to_have_count(0)


def test_agenda_without_scripts_explains_itself(browser: Browser, address: str) -> None:
    """Without JavaScript there are no stars, and the page says why and leads to the programme and its calendar."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + MINE["en"])
    main = page.locator("main")
    expect(main).to_contain_text("only JavaScript can show it")
    expect(main.get_by_role("link", name="Agenda", exact=True)).to_have_attribute("href", "/en/agenda/")
    expect(main.get_by_role("link", name="Add the whole programme to your calendar")).to_be_visible()
    page.goto(address + AGENDA["en"])
    assert page.locator("session-star").first.bounding_box() is None
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_agenda_is_accessible(browser: Browser, address: str, scheme: str) -> None:
    """Axe finds nothing with stars, a clash, changes, something removed, the panel and the question open, and empty."""
    context = browser.new_context(locale="vi-VN", color_scheme=scheme, viewport={"width": 360, "height": 740})
    page = context.new_page()

    def violations() -> list[tuple[str, str]]:
        return [(item["id"], item["nodes"][0]["html"]) for item in Axe().run(page).response["violations"]]

    page.goto(address + AGENDA["vi"])
    when = {"start": "2017-11-25T08:45:00+07:00", "end": "2017-11-25T09:15:00+07:00"}
    keep_stars(page, {"gone": {"title": "Đã mất", **when}, "hackathon-briefing": {"title": "x", **when}})
    set_stars(page, address, "Đón tiếp đại biểu", "Triển lãm", "Đón tiếp đội thi")
    assert violations() == []
    change_schedule(page, lambda s: s["hackathon-check-in"].update(end="2017-11-25T08:40:00+07:00"))
    page.goto(f"{address}{MINE['vi']}#stars=aaaaaZZZZZ")
    expect(page.get_by_role("heading", name="Đường dẫn không có hoạt động nào mới")).to_be_visible()
    expect(page.locator(".session-card__clash")).to_have_count(2)
    page.get_by_role("button", name="Bỏ khỏi lịch: Triển lãm").click()
    page.get_by_role("button", name="Chuyển sang thiết bị khác").click()
    page.get_by_role("button", name="Hiện mã QR").click()
    expect(page.get_by_role("img", name="Mã QR của đường dẫn đến lịch của bạn")).to_be_visible()
    assert violations() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.evaluate("localStorage.clear()")
    open_mine(page, address)
    expect(page.get_by_text("Bạn chưa đánh dấu hoạt động nào.")).to_be_visible()
    assert violations() == []
    context.close()


def test_paper_has_the_sessions_and_no_buttons(page: Page, address: str) -> None:
    """Printed, the agenda has its entries and, where it is shown, the QR code, but nothing to press."""
    set_stars(page, address, "Phổ biến thể lệ")
    open_mine(page, address)
    page.get_by_role("button", name="Chuyển sang thiết bị khác").click()
    page.get_by_role("button", name="Hiện mã QR").click()
    expect(page.locator(".qr")).to_be_visible()
    page.emulate_media(media="print")
    expect(entry(page, "Phổ biến thể lệ")).to_contain_text("08:30–09:00")
    expect(page.locator(".qr")).to_be_visible()
    assert page.get_by_role("button").filter(visible=True).count() == 0


def test_agenda_follows_the_programme_while_it_is_open(browser: Browser, address: str) -> None:
    """A change that comes while the page is open is shown and told once, and what has the focus keeps it."""
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    page.clock.install(time="2017-11-25T08:00:00+07:00")
    set_stars(page, address, "Phổ biến thể lệ", "Triển lãm")
    open_mine(page, address)
    remove = page.get_by_role("button", name="Bỏ khỏi lịch: Phổ biến thể lệ")
    remove.focus()
    change_schedule(page, lambda s: s["hackathon-briefing"].update(start="2017-11-25T08:40:00+07:00"))
    with page.expect_response(SCHEDULE):
        page.clock.run_for(61_000)
    words = "Thời gian mới: 08:40–09:00; trước đây: Thứ Bảy, 25/11, 08:30–09:00"
    expect(entry(page, "Phổ biến thể lệ").locator(".own__changes p")).to_have_text([words])
    expect(remove).to_be_focused()
    status = page.locator("my-agenda > [role=status]").first
    expect(status).to_have_text(f"Phổ biến thể lệ: {words}.")
    context.close()


def test_agenda_stands_still_while_nothing_changes(browser: Browser, address: str) -> None:
    """In three quiet minutes, each with an answer, nothing of it is touched: the focus stays, and what is selected."""
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    page.clock.install(time="2017-11-25T07:00:00+07:00")
    set_stars(page, address, "Phổ biến thể lệ", "Triển lãm", "Đón tiếp đại biểu")
    open_mine(page, address)
    expect(titles(page)).to_have_count(3)
    page.get_by_role("button", name="Bỏ khỏi lịch: Phổ biến thể lệ").focus()
    page.evaluate("""() => {
        globalThis.seen = [];
        const agenda = document.querySelector("my-agenda");
        for (const kind of ["focusin", "focusout"]) agenda.addEventListener(kind, () => seen.push(kind));
        new MutationObserver((all) => seen.push(...all.map(({ type, target }) => `${type} of ${target.nodeName}`)))
            .observe(agenda, { subtree: true, childList: true, characterData: true });
        getSelection().selectAllChildren(agenda.querySelector(".own__list h3"));
    }""")
    for _ in range(3):
        with page.expect_response(SCHEDULE) as answer:
            page.clock.run_for(60_100)
        answer.value.finished()
    assert page.evaluate("[...seen, getSelection().toString()]") == ["Triển lãm"]
    context.close()
