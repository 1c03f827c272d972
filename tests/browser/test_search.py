"""The search in a real browser: what is found first, how it is shown, and what it costs."""

from collections.abc import Iterator
from typing import Any

import brotli
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, expect

from tests.browser.hall import visitor
from tests.building import Built

PAGES = {"vi": "/tim-kiem/", "en": "/en/search/"}
SEARCH = """async ([engine, index, asked]) => {
  const { open } = await import(engine);
  const { search, entries } = await open(index);
  const answers = asked.map(async (query) => {
    const { found } = await search(query);
    const [first] = await entries(found.slice(0, 10), query);
    return [query, first?.title.replaceAll("\\u00a0", " ") ?? ""];
  });
  return Promise.all(answers);
}"""
# The first session of the plenary day has the same name as a press release about it begins with.
PLENARY = "Hội nghị toàn thể"
RULES = "Thể lệ cuộc thi Hackathon 2017 (bản mẫu)"
PARTNERS = "Đơn vị tổ chức và đối tác"

FIRST = {
    "vi": {
        # With accents and without, in capitals, in letters of two parts, with the tone on either vowel.
        "hội nghị toàn thể": PLENARY,
        "hoi nghi toan the": PLENARY,
        "HỘI NGHỊ TOÀN THỂ": PLENARY,
        "ho\u0323\u0302i nghi\u0323 toa\u0300n the\u0309\u0302": PLENARY,
        "toàn thể": PLENARY,
        "tòan thể": PLENARY,
        "đề án": "Đề án Thành phố thông minh",
        "de an": "Đề án Thành phố thông minh",
        "ĐỀ ÁN": "Đề án Thành phố thông minh",
        "đối tác": PARTNERS,
        "doi tac": PARTNERS,
        "địa điểm": "Địa điểm",
        "dia diem": "Địa điểm",
        "triển lãm": "Triển lãm",
        "trien lam": "Triển lãm",
        "họp báo": "Họp báo lần 1",
        "hop bao lan 2": "Họp báo lần 2",
        "hội thảo khoa học": "Hội thảo khoa học",
        "hoi thao doanh nghiep": "Hội thảo doanh nghiệp",
        "ba nhà": "Mô hình Ba Nhà",
        "mo hinh ba nha": "Mô hình Ba Nhà",
        "liên hệ": "Liên hệ",
        "lien he": "Liên hệ",
        "hỏi đáp": "Hỏi đáp",
        "cau hoi thuong gap": "Hỏi đáp",
        "lịch của tôi": "Lịch của tôi",
        "so do trang": "Sơ đồ trang",
        "thông cáo báo chí": "Thông cáo báo chí",
        "dữ liệu mở": "Dữ liệu mở phục vụ con người",
        "trao giải": "Lễ trao giải Hackathon",
        # People, by any part of their names.
        "nguyen van hung": "Ông Nguyễn Văn Hùng",
        "Nguyễn Văn Hùng": "Ông Nguyễn Văn Hùng",
        "nguyen van phuc": "TS. Nguyễn Văn Phúc",
        "Trần Văn Nam": "Ông Trần Văn Nam",
        "tran thanh liem": "Ông Trần Thanh Liêm",
        "mai hùng dũng": "Ông Mai Hùng Dũng",
        "richter": "Ông Carel Richter",
        "schreurs": "Bà Mary-Ann Schreurs",
        # Slips of the keyboard, words that are not finished, a space that is missing.
        "carel richer": "Ông Carel Richter",
        "schreuers": "Bà Mary-Ann Schreurs",
        "eindhofen": "EIPO nói về bài học Eindhoven",
        "hackaton": "Hackathon 2017",
        "hackath": "Hackathon 2017",
        "zachari": "Ông Louis Zacharilla",
        "binhduong": "Hội nghị Thành phố thông minh Bình Dương 2017",
        # Titles before texts, and several words of one.
        "hackathon": "Hackathon 2017",
        "thể lệ hackathon": RULES,
        "phổ biến thể lệ": "Phổ biến thể lệ",
        "smart21": "2018–2023: từ Smart21 đến Cộng đồng thông minh của năm",
        "EIPO": "EIPO nói về bài học Eindhoven",
        "vnpt": PARTNERS,
        "zqxzqx": "",
        "…!?": "",
    },
    "en": {
        "plenary": "Plenary Session",
        "PLENARY": "Plenary Session",
        "plenery": "Plenary Session",
        "hackathon": "Hackathon 2017",
        "rules": "Rules of the Hackathon 2017 (sample)",
        "hackathon rules": "Rules of the Hackathon 2017 (sample)",
        "triple helix": "The Triple Helix model",
        "Nguyễn Việt Long": "Dr Nguyễn Việt Long",
        "nguyen viet long": "Dr Nguyễn Việt Long",
        "viet long": "Dr Nguyễn Việt Long",
        "schreuers": "Ms Mary-Ann Schreurs",
        "speaker": "Speakers and guests",
        "speakers": "Speakers and guests",
        "press room": "Press room",
        "press conference": "First press conference",
        "press release": "Press releases",
        "venue": "Venues",
        "contact": "Contact",
        "open data": "Open data that serves people",
        "inno": "Innovation ideas",
        "demonstrations": "Demonstrations",
        "Bình Dương": "Binh Duong Smart City Summit 2017",
        "binh duong": "Binh Duong Smart City Summit 2017",
        "sitemap": "Site map",
        "faq": "Frequently asked questions",
        "mentoring": "Mentoring",
        "zqxzqx": "",
    },
}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a visitor's page."""
    with visitor(browser) as page:
        page.clock.resume()
        yield page


@pytest.mark.parametrize("language", PAGES)
def test_first_result(browser: Browser, address: str, site: Built, language: str) -> None:
    """Every query finds what its reader means before all else."""
    (engine,) = site.root.glob("theme/js.*/search-engine.js")
    page = browser.new_page()
    page.goto(address + PAGES[language])
    module = f"{address}/{engine.relative_to(site.root).as_posix()}"
    wanted = FIRST[language]
    found = page.evaluate(SEARCH, [module, f"{address}/search/{language}/", list(wanted)])
    page.close()
    assert dict(found) == wanted


def test_words_of_all_queries_are_many() -> None:
    """Sixty queries at least are held to their first results."""
    assert sum(map(len, FIRST.values())) >= 60


def _ask(page: Page, address: str, query: str) -> None:
    page.goto(address + query, wait_until="networkidle")
    expect(page.get_by_role("main").get_by_role("listitem").get_by_role("heading").first).to_be_visible()


def test_address_says_what_is_searched_for(page: Page, address: str) -> None:
    """Typing changes the address without a page more on the way back, also of the other language's page."""
    page.goto(address + "/")
    page.get_by_role("link", name="Tìm kiếm", exact=True).click()
    page.get_by_role("searchbox").type("dai hoc")
    status = page.get_by_role("main").get_by_role("status")
    expect(status).to_have_text("Có 27 kết quả cho “dai hoc”")
    page.get_by_label("Hoạt động").check()
    expect(page).to_have_url(f"{address}/tim-kiem/?q=dai+hoc&kind=sessions")
    expect(page.get_by_role("link", name="English")).to_have_attribute(
        "href", f"{address}/en/search/?q=dai+hoc&kind=sessions"
    )
    page.go_back()
    expect(page).to_have_url(f"{address}/")


def test_result_shows_kind_time_place_and_the_words(page: Page, address: str) -> None:
    """A session says what it is, that it is sample data, when and where it is, and where its words are."""
    _ask(page, address, "/en/search/?q=demonstrations&kind=sessions")
    (result,) = page.locator(".search__found li").all()
    parts = [part.inner_text() for part in result.locator("> *").all()]
    assert parts[:3] == [
        "Session Sample data", "Demonstrations", "26 November 2017, 14:00–16:30 · Eastern International University (EIU)",
    ]  # fmt: skip
    expect(result.get_by_role("link")).to_have_attribute("href", "/en/agenda/demos/")
    assert result.locator("mark").all_inner_texts() == ["Demonstrations"]


def test_words_are_marked_without_accents_too(page: Page, address: str) -> None:
    """What was typed plainly is marked as it is written, words side by side as one."""
    _ask(page, address, "/tim-kiem/?q=thong+minh")
    assert set(page.locator(".search__title mark").all_inner_texts()) <= {"thông minh", "thông\xa0minh"}
    assert "thông minh" in page.locator(".search__excerpt mark").all_inner_texts()


def test_text_is_no_html(page: Page, address: str) -> None:
    """What is typed is shown as it is, and makes no element."""
    page.goto(f"{address}/en/search/?q=%3Cimg+src%3Dx%3E", wait_until="networkidle")
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("“<img src=x>”")
    assert page.locator(".search img").count() == 0


def test_more_results_come_on_demand(page: Page, address: str) -> None:
    """Ten results are shown; the button shows further ones, and goes on to the first of them."""
    _ask(page, address, "/en/search/?q=summit")
    assert page.locator(".search__found li").count() == 10
    page.get_by_role("button", name="More results").click()
    expect(page.locator(".search__found li")).to_have_count(20)
    expect(page.locator(".search__found li").nth(10).get_by_role("link")).to_be_focused()


def test_kinds_are_apart(page: Page, address: str) -> None:
    """Each kind shows its own results alone."""
    for kind, words in {
        "people": "Person",
        "sessions": "Session",
        "news": "News and press",
        "documents": "Document",
    }.items():
        _ask(page, address, f"/en/search/?q=hackathon&kind={kind}")
        kinds = page.locator(".search__kind").evaluate_all("all => all.map(one => one.firstChild.textContent)")
        assert set(kinds) == {words}


def test_nothing_found_leads_on(page: Page, address: str) -> None:
    """A search without results says so, and leads to the lists of all there is."""
    page.goto(f"{address}/tim-kiem/?q=zqxzqx", wait_until="networkidle")
    expect(page.get_by_role("main").get_by_role("status")).to_have_text("Không tìm thấy kết quả nào cho “zqxzqx”.")
    expect(page.get_by_role("main").get_by_role("link", name="Sơ đồ trang")).to_be_visible()


def test_lost_network_is_told(page: Page, address: str) -> None:
    """Where the index cannot be loaded the page says so, and the next letter asks again."""
    page.route("**/search/en/**", lambda route: route.abort())
    page.goto(f"{address}/en/search/?q=plenary", wait_until="networkidle")
    status = page.get_by_role("main").get_by_role("status")
    expect(status).to_have_text("The search cannot be loaded. Are you connected to the network?")
    page.unroute("**/search/en/**")
    page.get_by_role("searchbox").press("End")
    page.get_by_role("searchbox").type(" session")
    expect(status).to_contain_text("Results for “plenary session”")


def test_page_leads_on_without_scripts(browser: Browser, address: str, site: Built) -> None:
    """Without JavaScript the page says what is missing, shows no form, and leads to the site map and the lists."""
    (without,) = site.soup("/en/search/").select("main noscript")
    assert "needs JavaScript" in without.get_text()
    assert [link.get_text() for link in without.find_all("a")] == [
        "Site map", "Speakers and guests in alphabetical order", "Agenda", "News",
    ]  # fmt: skip
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{address}/en/search/")
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", name="Search")).to_be_visible()
    expect(main.get_by_role("search")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_results_have_no_barriers(browser: Browser, address: str, scheme: Any) -> None:
    """Axe finds nothing wrong in the page with its results, on a phone."""
    with visitor(browser, color_scheme=scheme) as page:
        page.clock.resume()
        _ask(page, address, "/tim-kiem/?q=hackathon")
        assert Axe().run(page).response["violations"] == []


def _weigh(answers: list[Response], part: str) -> int:
    found = [answer.body() for answer in answers if part in answer.url and answer.ok]
    return sum(len(brotli.compress(body, quality=5)) for body in found)


def test_first_search_costs_little(browser: Browser, address: str) -> None:
    """Nothing of the index is loaded before it is asked for, and then less than 50 KB with all scripts."""
    with visitor(browser) as page:
        page.clock.resume()
        answers: list[Response] = []
        page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 -- Playwright wants a function
        page.goto(f"{address}/tim-kiem/", wait_until="networkidle")
        assert [answer.url for answer in answers if "/search/" in answer.url or "search-engine" in answer.url] == []
        page.get_by_role("searchbox").fill("thành phố thông minh")
        expect(page.locator(".search__found li")).to_have_count(10)
        assert _weigh(answers, "/search/vi/") + _weigh(answers, "/theme/js.") < 50 * 1024
