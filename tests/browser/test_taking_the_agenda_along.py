"""The reader's own agenda elsewhere: on another device, in a calendar, and as reminders."""

import base64
import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ics
import pytest
import zxingcpp
from icalendar import Calendar
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from eventsite.build.server import serve
from tests.browser.starring import AGENDA, MINE, SCHEDULE, change_schedule, keep_stars, open_mine, set_stars, titles
from tests.building import Built

Build = Callable[..., Built]
NAMES = ["Phổ biến thể lệ", "Triển lãm", "Đón tiếp đại biểu"]
IN_ORDER = ["Triển lãm", "Phổ biến thể lệ", "Đón tiếp đại biểu"]
FRESH = "Thêm 3 hoạt động vào lịch của bạn?"


@pytest.fixture
def contexts(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page on a new device, which remembers nothing yet."""
    opened: list[BrowserContext] = []

    def new(**options: Any) -> Page:
        opened.append(browser.new_context(**({"locale": "vi-VN"} | options)))
        return opened[-1].new_page()

    yield new
    for context in opened:
        context.close()


def _link(page: Page, address: str) -> str:
    """Return the link that the page offers for its stars."""
    open_mine(page, address)
    page.get_by_role("button", name="Chuyển sang thiết bị khác").click()
    return page.get_by_role("textbox", name="Đường dẫn đến lịch của bạn").input_value()


def test_link_carries_the_stars_to_another_device(contexts: Callable[..., Page], address: str) -> None:
    """The other device asks first, names the sessions, adds them once, and no server is told of them."""
    page = contexts()
    set_stars(page, address, *NAMES)
    link = _link(page, address)
    assert re.fullmatch(rf"{re.escape(address + MINE['vi'])}#stars=[\w-]{{15}}", link)
    other = contexts()
    asked: list[str] = []
    other.on("request", lambda request: asked.append(request.url))
    other.goto(link)
    expect(other.get_by_role("heading", name=FRESH)).to_be_focused()
    expect(other.locator(".own__titles li")).to_have_text(IN_ORDER)
    expect(titles(other)).to_have_count(0)
    expect(other.get_by_role("button", name="Thay lịch của tôi bằng các hoạt động trong đường dẫn")).to_have_count(0)
    other.get_by_role("button", name="Thêm vào lịch").click()
    expect(titles(other)).to_have_text(IN_ORDER)
    expect(other.locator("my-agenda h2").first).to_be_focused()
    assert other.url == address + MINE["vi"]
    other.reload()
    expect(titles(other)).to_have_text(IN_ORDER)
    expect(other.locator(".own__question")).to_have_count(0)
    assert [url for url in asked if "stars=" in url] == []


def test_link_works_in_the_other_language(contexts: Callable[..., Page], address: str) -> None:
    """The switch of languages keeps the link's stars; refused, they are gone and nothing was added."""
    page = contexts()
    set_stars(page, address, *NAMES)
    link = _link(page, address)
    other = contexts(locale="en-GB")
    other.goto(link, wait_until="networkidle")
    other.get_by_role("navigation", name="Ngôn ngữ").get_by_role("link", name="English").click()
    expect(other.get_by_role("heading", name="Add 3 sessions to your agenda?")).to_be_focused()
    assert other.url == link.replace(MINE["vi"], MINE["en"])
    other.go_back()
    other.locator(".offer").get_by_role("link", name="Read in English").click()
    expect(other.locator(".own__titles li")).to_have_text(["Exhibition", "Briefing", "Registration"])
    other.get_by_role("button", name="No", exact=True).click()
    assert other.url == address + MINE["en"]
    expect(other.get_by_text("You have not starred any session yet.")).to_be_visible()


def test_link_tells_what_is_known_and_what_is_gone(contexts: Callable[..., Page], address: str) -> None:
    """Of a link's sessions those starred already and those out of the programme are counted; a cut link says so."""
    page = contexts()
    set_stars(page, address, *NAMES)
    link = _link(page, address)
    other = contexts()
    set_stars(other, address, "Triển lãm", "Họp báo lần 1")
    change_schedule(other, lambda sessions: sessions.pop("hackathon-briefing"))
    open_mine(other, address)
    other.goto(link)
    question = other.locator(".own__question")
    expect(question.get_by_role("heading")).to_have_text("Thêm 1 hoạt động vào lịch của bạn?")
    expect(question).to_contain_text("Đã có trong lịch: 1 hoạt động")
    expect(question).to_contain_text("Không còn trong chương trình: 1 hoạt động")
    question.get_by_role("button", name="Thay lịch của tôi bằng các hoạt động trong đường dẫn").click()
    expect(titles(other)).to_have_text(["Triển lãm", "Đón tiếp đại biểu"])
    expect(other.get_by_role("button", name="Hoàn tác")).to_have_accessible_name(
        "Hoàn tác: đánh dấu lại Họp báo lần 1"
    )
    other.goto(link[:-3])
    expect(question).to_contain_text("Đường dẫn không đầy đủ nên có thể thiếu một số hoạt động.")


def test_link_is_asked_about_when_the_programme_comes(contexts: Callable[..., Page], address: str) -> None:
    """Where the first answer is lost the page says so, keeps the link, and asks as soon as a later one is there."""
    page = contexts()
    set_stars(page, address, *NAMES)
    link = _link(page, address)
    other = contexts()
    other.clock.install(time="2017-11-25T08:00:00+07:00")
    other.route(SCHEDULE, lambda route: route.abort())
    other.goto(link, wait_until="networkidle")
    expect(other.get_by_text("Hiện chưa tải được chương trình. Vui lòng mở lại đường dẫn")).to_be_visible()
    other.unroute(SCHEDULE)
    with other.expect_response(SCHEDULE):
        other.clock.fast_forward(10 * 60_000)
    expect(other.get_by_role("heading", name=FRESH)).to_be_focused()
    assert other.url == link
    other.get_by_role("button", name="Thêm vào lịch").click()
    expect(titles(other)).to_have_text(IN_ORDER)


def test_link_can_be_copied(contexts: Callable[..., Page], address: str) -> None:
    """The button copies the link; where it may not, the link is selected and the page says so."""
    page = contexts(permissions=["clipboard-read", "clipboard-write"])
    set_stars(page, address, *NAMES)
    link = _link(page, address)
    page.get_by_role("button", name="Sao chép đường dẫn").click()
    expect(page.get_by_text("Đã sao chép đường dẫn.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_role("button", name="Sao chép đường dẫn").click()
    expect(page.get_by_text("Đã chọn sẵn đường dẫn, bạn hãy sao chép.")).to_be_visible()
    assert page.evaluate("document.activeElement.value.slice(0, document.activeElement.selectionEnd)") == link


def _read_code(page: Page, browser: Browser) -> list[str]:
    """Return what a camera reads in the code that the page shows."""
    picture = base64.b64encode(page.locator(".qr").screenshot()).decode()
    reader = browser.new_page()
    width, height, grey = reader.evaluate(
        """async (picture) => {
            const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
            const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
            context.drawImage(bitmap, 0, 0);
            const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
            return [bitmap.width, bitmap.height, [...data.filter((_, n) => n % 4 === 1)]];
        }""",
        picture,
    )
    reader.close()
    return [found.text for found in zxingcpp.read_barcodes(memoryview(bytes(grey)).cast("B", (height, width)))]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_code_carries_the_stars(contexts: Callable[..., Page], browser: Browser, address: str, scheme: str) -> None:
    """Another program reads the link in the code, and that opens the stars; light or dark, and again after a change."""
    page = contexts(color_scheme=scheme, viewport={"width": 360, "height": 740})
    set_stars(page, address, *NAMES)
    link = _link(page, address)
    page.get_by_role("button", name="Hiện mã QR").click()
    expect(page.get_by_role("img", name="Mã QR của đường dẫn đến lịch của bạn")).to_be_visible()
    assert _read_code(page, browser) == [link]
    other = contexts()
    other.goto(link)
    expect(other.get_by_role("heading", name=FRESH)).to_be_visible()
    dots = page.locator(".qr path")
    before = dots.get_attribute("d")
    page.get_by_role("button", name="Bỏ khỏi lịch: Triển lãm").click()
    expect(dots).not_to_have_attribute("d", before or "")
    shorter = page.get_by_role("textbox").input_value()
    assert len(shorter) == len(link) - 5
    assert _read_code(page, browser) == [shorter]


def test_code_of_too_many_stars_is_not_drawn(contexts: Callable[..., Page], browser: Browser, address: str) -> None:
    """With 150 stars the code can still be read; with 200 the page says that the link is the better way."""
    page = contexts(viewport={"width": 360, "height": 740})
    page.goto(address + AGENDA["vi"])
    for count in (150, 200):
        keep_stars(page, {f"s{n}": {"title": f"S{n}"} for n in range(count)})
        link = _link(page, address)
        page.get_by_role("button", name="Hiện mã QR").click()
        if count == 150:
            expect(page.locator(".qr")).to_be_visible()
            assert _read_code(page, browser) == [link]
    expect(page.get_by_text("Có quá nhiều hoạt động nên máy ảnh không đọc được mã QR")).to_be_visible()
    expect(page.locator(".qr")).to_have_count(0)


def test_codes_of_a_big_programme_are_all_different(contexts: Callable[..., Page], address: str) -> None:
    """Of ids as feeds have them, 1,100 each, no two share a code."""
    page = contexts()
    page.goto(address + MINE["vi"])
    script = page.locator("script[src$='my-agenda.js']").get_attribute("src")
    assert script is not None
    module = script.replace("my-agenda.js", "share.js")
    for pattern in ("{}", "S{}", "break-{}", "hội-thảo-{}"):
        ids = [pattern.format(n) for n in range(1100)]
        codes = page.evaluate("async ([module, ids]) => ids.map((await import(module)).codeOf)", [module, ids])
        assert len(set(codes)) == len(ids)
        assert {bool(re.fullmatch(r"[\w-]{5}", code)) for code in codes} == {True}


# What a feed may bring: long and hard words, ids of all kinds, and all that is known of a time.
HARD = 'Tiếng Việt, «nghĩa»; "trích" C:\\Temp \\\\ 100% 👩‍🏫🇻🇳 a:b=c – ' + "Thành phố thông minh " * 4
SESSIONS: list[dict[str, Any]] = [
    {"id": "DWZQGC", "title": {"vi": HARD, "en": "Opening"}, "start": "2017-11-25T08:00", "end": "2017-11-25T09:00",
     "room": "hall", "people": ["p"], "message": {"vi": "Dòng một\nDòng hai, hết"}, "sample": True},
    {"id": "Phiên 2", "title": "Odd id", "start": "2017-11-25T23:30", "end": "2017-11-26T00:30", "room": "B 1"},
    {"id": "opening", "title": "Cancelled", "start": "2017-11-25T10:00", "state": "cancelled"},
    {"id": "part", "title": "Morning", "date": "2017-11-25", "part": "morning", "subtitle": "Below"},
    {"id": "days", "title": "Days", "date": "2017-11-25", "until": "2017-11-26", "start": "2017-11-25T08:00",
     "end": "2017-11-25T17:00"},
    {"id": "night", "title": "Through the night", "date": "2017-11-25", "until": "2017-11-26",
     "start": "2017-11-25T20:00", "end": "2017-11-26T20:00"},
    {"id": "midnight", "title": "Until midnight", "date": "2017-11-25", "until": "2017-11-26",
     "start": "2017-11-25T20:00", "end": "2017-11-27T00:00"},
    {"id": "open", "title": "Without an end", "date": "2017-11-25", "until": "2017-11-26", "start": "2017-11-25T20:00"},
    {"id": "over", "title": "Ends on the next day", "start": "2017-11-25T20:00", "end": "2017-11-26T17:00"},
    {"id": "same", "title": "One day", "date": "2017-11-25", "until": "2017-11-25", "start": "2017-11-25T20:00"},
    {"id": "late", "title": "After midnight", "date": "2017-11-25", "until": "2017-11-26", "start": "2017-11-26T00:30",
     "end": "2017-11-26T01:30"},
    {"id": "free", "title": "No day yet"},
]  # fmt: skip


@pytest.fixture
def rich(build: Build, content: Path) -> Built:
    """Return a built site with a programme of hard cases and a page for the reader's own agenda."""
    schedule = {
        "format": "eventsite-schedule/1",
        "language": "vi",
        "rooms": [{"id": "B 1", "name": {"vi": "Phòng B", "en": "Room B"}, "venue": "centre"}],
        "people": [{"id": "p", "name": "Đỗ Thị Út, TS."}],
        "sessions": SESSIONS,
    }
    (content / "data" / "schedule.json").write_text(json.dumps(schedule), encoding="utf-8")
    with (content / "event.yml").open("a", encoding="utf-8") as facts:
        facts.write("venues:\n  - id: centre\n    name: {vi: Trung tâm, en: Centre}\n")
    for language, layout in (("vi", "layout: my-agenda\n"), ("en", "")):
        text = f"---\ntitle: Mine\nslug: mine\n{layout}summary: Words.\n---\nWords.\n"
        (content / "pages" / f"my-agenda.{language}.md").write_text(text, encoding="utf-8")
    return build(SITEURL="https://summit.example.org")


def _entries(content: bytes) -> dict[str, dict[str, object]]:
    """Return what the icalendar library reads, by UID; which version of the entry it is, only the server knows."""
    calendar = Calendar.from_ical(content)
    calendar.validate()
    assert [component.errors for component in calendar.walk()] == [[] for _ in calendar.walk()]
    names = ("SUMMARY", "DESCRIPTION", "LOCATION", "URL", "STATUS", "SEQUENCE")
    return {
        str(event["UID"]): {name: str(event.get(name, "")) for name in names}
        | {
            "start": _instant(event.start),
            "end": _instant(event.end),
            "language": event["SUMMARY"].params["LANGUAGE"],
        }
        for event in calendar.events
    }


def _instant(value: dt.date) -> dt.date:
    return value.astimezone(dt.UTC) if isinstance(value, dt.datetime) else value


def test_calendar_file_is_that_of_the_site(rich: Built, contexts: Callable[..., Page], tmp_path: Path) -> None:
    """Two programs read in the file what the site's own calendar says, under the same UIDs; lines keep to RFC 5545."""
    page = contexts(accept_downloads=True)
    with serve(rich.root, "127.0.0.1", 0, reload=False) as server:
        address = server.url.rstrip("/")
        page.goto(f"{address}/chuong-trinh/")
        keep_stars(page, {session["id"]: {"title": "x"} for session in SESSIONS} | {"gone": {"title": "Gone"}})
        with page.expect_response(SCHEDULE):
            page.goto(f"{address}/mine/")
        with page.expect_download() as download:
            page.get_by_role("button", name="Tải tệp lịch").click()
        expect(page.get_by_text("Tệp lịch có 11 hoạt động.")).to_be_visible()
        expect(
            page.get_by_text("Không đưa vào vì chưa rõ ngày hoặc không còn trong chương trình: 2 hoạt động.")
        ).to_be_visible()
    assert download.value.suggested_filename == "mine.ics"
    download.value.save_as(tmp_path / "mine.ics")
    made = (tmp_path / "mine.ics").read_bytes()
    theirs = _entries((rich.root / "ical/schedule.ics").read_bytes())
    # The browser's links lead to the site that it reads.
    local = {uid: entry | {"URL": str(entry["URL"])} for uid, entry in _entries(made).items()}
    assert local == theirs
    lines = made.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert made.endswith(b"END:VCALENDAR\r\n")
    others = {
        event.uid: (event.name, event.begin.datetime.astimezone(dt.UTC))
        for event in ics.Calendar(made.decode()).events
    }
    assert {uid: name for uid, (name, _) in others.items()} == {
        uid: entry["SUMMARY"] for uid, entry in theirs.items()
    }
    assert others.keys() == theirs.keys()


NOTICES = """
    globalThis.notices = [];
    globalThis.Notification = class {
        static permission = "granted";
        static requestPermission = async () => Notification.permission;
        constructor(title, options) { notices.push([title, options.body, options.data]); }
    };
"""


def test_reminder_comes_once_before_each_session(contexts: Callable[..., Page], address: str) -> None:
    """Ten minutes before a starred session a notice comes, with its place; none for a cancelled one, none twice."""
    page = contexts()
    page.clock.install(time="2017-11-25T08:15:00+07:00")
    page.add_init_script(NOTICES)
    set_stars(page, address, "Phổ biến thể lệ", "Cố vấn kỹ thuật", "Triển lãm")
    open_mine(page, address)
    switch = page.get_by_role("button", name="Nhắc trước 10 phút")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    expect(page.locator("my-agenda")).to_contain_text("hãy để mở một trang có chương trình trên trang web này")
    assert page.evaluate("notices.map(([title, , address]) => [title, address])") == [["Đã bật nhắc giờ", MINE["vi"]]]
    page.goto(address + AGENDA["vi"])
    page.wait_for_load_state("networkidle")
    page.clock.run_for("03:00")
    assert page.evaluate("notices") == []
    page.clock.run_for("03:00")
    page.wait_for_function("notices.length > 0")
    notice = ["Phổ biến thể lệ", "Bắt đầu lúc 08:30 · Trường Đại học Quốc tế Miền Đông"]
    notice.append("/chuong-trinh/pho-bien-the-le/")
    assert page.evaluate("notices") == [notice]
    page.clock.run_for("05:00")
    page.reload()
    page.wait_for_load_state("networkidle")
    page.clock.run_for("05:00")
    assert page.evaluate("notices") == []
    change_schedule(page, lambda sessions: sessions["hackathon-mentoring"].update(state="cancelled"))
    page.clock.fast_forward("05:15:00")
    with page.expect_response(SCHEDULE):
        page.reload()
    page.wait_for_load_state("networkidle")
    page.clock.run_for("12:00")
    assert page.evaluate("notices") == []
    open_mine(page, address)
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")


def test_reminders_stay_off_when_they_are_turned_off(contexts: Callable[..., Page], address: str) -> None:
    """Turned off while the newest programme is asked for, none is told, and they are off afterwards."""
    page = contexts()
    page.clock.install(time="2017-11-25T08:19:30+07:00")
    page.add_init_script(NOTICES)
    set_stars(page, address, "Phổ biến thể lệ")
    open_mine(page, address)
    switch = page.get_by_role("button", name="Nhắc trước 10 phút")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    held: list[Route] = []
    page.route(SCHEDULE, lambda route: held.append(route))  # noqa: PLW0108 -- Playwright wants a function
    with page.expect_request(SCHEDULE):
        page.clock.run_for(31_000)
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    with page.expect_response(SCHEDULE) as answer:
        for route in held:
            route.continue_()
    answer.value.finished()
    # What waits for the answer's last byte goes on in the meantime.
    page.evaluate(
        "() => new Promise((done) => { const c = new MessageChannel(); c.port1.onmessage = done; c.port2.postMessage(0); })"
    )
    assert page.evaluate("notices.length") == 1
    assert page.evaluate("JSON.parse(localStorage.getItem('eventsite.reminders:'))") == {"on": False, "told": []}


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("Notification.permission = 'denied'", "Trình duyệt đang chặn thông báo của trang web này."),
        ("Notification.permission = 'default'", "Bạn chưa cho phép thông báo nên trang web không thể nhắc giờ."),
        ("delete globalThis.Notification", "Trình duyệt này không hiện được thông báo."),
        (
            "const { requestPermission } = Notification; globalThis.Notification = class { static requestPermission = "
            "async () => 'granted'; constructor() { throw new TypeError('Illegal constructor'); } }",
            "Trình duyệt này không hiện được thông báo.",
        ),
    ],
    ids=["denied", "not answered", "not there", "not from a page"],
)
def test_reminders_say_why_they_cannot_be(
    contexts: Callable[..., Page], address: str, script: str, words: str
) -> None:
    """Where no notice can be shown the button stays off and the page says why, and how to change it."""
    page = contexts()
    page.add_init_script(NOTICES + script)
    set_stars(page, address, "Phổ biến thể lệ")
    open_mine(page, address)
    switch = page.get_by_role("button", name="Nhắc trước 10 phút")
    switch.click()
    expect(page.get_by_text(words)).to_be_visible()
    expect(switch).to_have_attribute("aria-pressed", "false")
