"""A room's screen: right at every time of the event, for days, with the network and without."""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli
import pytest
from axe_playwright_python.sync_playwright import Axe
from filelock import FileLock
from playwright.sync_api import Browser, Locator, Page, Request, expect

from eventsite.build.server import serve
from tests.building import EPOCH, TINY, Built, pelican_build

BUDGET = 4000
MINUTE, HOUR = 60_000, 3_600_000
DAY = "2017-11-25"
PATH = "/en/screen/hall/"
Open = Callable[..., Page]


def _session(key: str, title: str, day: str, start: str, end: str, **fields: object) -> dict[str, object]:
    times = {"start": f"{day}T{start}:00+07:00", "end": f"{day}T{end}:00+07:00"}
    return {"id": key, "title": {"vi": f"{title} vi", "en": title}, "room": "hall", **times, **fields}


SESSIONS = [
    _session("A", "Welcome", DAY, "08:00", "08:30"),
    _session(
        "B", "Lights of the city", DAY, "09:00", "10:00", people=["an"], languages=["vi"],
        interpretation={"en": "2", "nl": "bằng miệng"}, message={"vi": "Đã đủ chỗ.", "en": "The room is full."},
    ),
    _session("C", "Water", DAY, "10:00", "11:00", state="cancelled"),
    _session("D", "Data", DAY, "11:00", "12:00"),
    _session("E", "Roads", DAY, "13:00", "14:00"),
    _session("F", "Bridges", "2017-11-26", "08:30", "09:30"),
    _session("G", "Trees", "2017-11-26", "09:30", "10:30"),
    _session("X", "Elsewhere", DAY, "09:00", "10:00") | {"room": "lab"},
]  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of an event with two rooms; the first worker builds it for all."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "wall-screen"
    with FileLock(f"{folder}.lock"), pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        patch.delenv("EVENTSITE_SCHEDULE_URL", raising=False)
        if not (folder / "done").exists():
            shutil.rmtree(folder, ignore_errors=True)
            content = folder / "content"
            shutil.copytree(TINY, content)
            shutil.rmtree(content / "sessions")
            for path in content.rglob("*.md"):
                path.write_text(re.sub(r".*ref:sessions/.*\n", "", path.read_text("utf-8")), encoding="utf-8")
            schedule = {
                "format": "eventsite-schedule/1", "sessions": SESSIONS, "people": [{"id": "an", "name": "Lê Văn An"}],
                "rooms": [{"id": "hall", "name": "Hall"}, {"id": "lab", "name": "Lab"}],
            }  # fmt: skip
            (content / "data" / "schedule.json").write_text(json.dumps(schedule), encoding="utf-8")
            pelican_build(folder / "output", PATH=str(content), EVENTSITE_REHEARSAL=False)
            (folder / "done").touch()
    return folder / "output"


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """Return a copy of the site, which the test may change."""
    return Path(shutil.copytree(made, tmp_path / "site"))


@pytest.fixture
def screen(browser: Browser, root: Path) -> Iterator[Open]:
    """Return what opens the hall's screen at a time of the event, in a browser of its own."""
    with serve(root, "127.0.0.1", 0, reload=False) as server:
        context = browser.new_context(viewport={"width": 1920, "height": 1080})

        def open_screen(time: str, path: str = PATH, *, live: bool = True, **routes: str) -> Page:
            page = context.new_page()
            page.clock.install(time=f"{time}+07:00")
            for pattern in routes.values():
                page.route(pattern, lambda route: route.abort())
            page.goto(server.url.rstrip("/") + path)
            if live:
                expect(page.get_by_role("heading", level=2, name="At the moment")).to_be_visible()
            return page

        yield open_screen
        context.close()


def _now(page: Page) -> Locator:
    return page.get_by_role("region", name="At the moment", exact=True)


def _next(page: Page) -> Locator:
    return page.get_by_role("region", name="Next", exact=True)


def _titles(part: Locator) -> list[str]:
    return part.get_by_role("listitem").get_by_role("heading").all_inner_texts()


def test_screen_shows_what_is_on_and_what_comes(screen: Open) -> None:
    """The clock, the session with all that visitors need of it, and the next three in this room alone."""
    page = screen(f"{DAY}T09:10:30")
    expect(page.locator(".wall__clock")).to_have_text("09:10")
    assert _titles(_now(page)) == ["Lights of the city"]
    words = re.sub(r"\s+", " ", _now(page).get_by_role("listitem").inner_text())
    assert words == (
        "until 10:00 Lights of the city Lê Văn An The room is full."
        " Spoken language: Vietnamese Interpretation: English (channel 2), Dutch (bằng miệng)"
    )
    assert _titles(_next(page)) == ["Water", "Data", "Roads"]
    times = [re.sub(r"\s+", " ", words) for words in _next(page).locator(".wall__when").all_inner_texts()]
    assert times == ["10:00–11:00 in 50 minutes Cancelled", "11:00–12:00", "13:00–14:00"]
    # Read by eye from the back of the hall: nothing of it is small.
    sizes = page.locator(".wall__live :is(p, h2, h3)").evaluate_all(
        "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 42


def _set(page: Page, time: str) -> None:
    """Let it be another time, as when a computer wakes up."""
    page.clock.set_system_time(f"{time}+07:00")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_screen_says_so_where_nothing_is_on(screen: Open) -> None:
    """Before, between and after the sessions one sentence says so, and what comes first is there with its day."""
    not_yet, over = "The programme in this room has not begun yet.", "The programme in this room is over."
    saturday, sunday = "Saturday, 25 November 08:00–08:30 Welcome", "Sunday, 26 November 08:30–09:30 Bridges"
    expected = {
        "2017-11-24T20:00:00": (not_yet, saturday),
        f"{DAY}T07:40:00": (not_yet, "08:00–08:30 in 20 minutes Welcome"),
        f"{DAY}T08:40:00": ("Nothing is on at the moment.", "09:00–10:00 in 20 minutes Lights of the city"),
        f"{DAY}T20:00:00": ("Nothing more takes place here today.", sunday),
        "2017-11-26T10:30:00": (over, ""),
        "2017-12-24T10:30:00": (over, ""),
    }
    page = screen("2017-11-23T20:00:00")
    found = {}
    for time in expected:
        _set(page, time)
        assert _titles(_now(page)) == []
        # In one step: an answer may come in the meantime, and its entries are others.
        first = page.locator("[data-list=next]").evaluate("list => list.firstElementChild?.innerText ?? ''")
        first = first.partition("The room is full.")[0]
        said = " ".join(_now(page).get_by_role("paragraph").all_inner_texts())
        found[time] = (said, re.sub(r"\s+", " ", first).strip())
    assert found == expected


def test_cancelled_session_stays_until_its_time_is_over(screen: Open) -> None:
    """Who comes for it reads that it will not take place, until its end."""
    page = screen(f"{DAY}T10:30:00")
    expect(_now(page).get_by_role("listitem").get_by_text("Cancelled")).to_be_visible()
    assert _titles(_now(page)) == ["Water"]
    page.clock.run_for(30 * MINUTE)
    assert _titles(_now(page)) == ["Data"]
    expect(_now(page).get_by_text("Cancelled")).to_be_hidden()


def test_screen_follows_the_programme(screen: Open, root: Path) -> None:
    """A changed title, a new message and what changed are there a minute later; a session that moved away is gone."""
    page = screen(f"{DAY}T09:10:30")
    path = root / "api/schedule.en.json"
    schedule = json.loads(path.read_text(encoding="utf-8"))
    by_id = {session["id"]: session for session in schedule["sessions"]}
    by_id["B"] |= {"title": {"vi": "Đèn"}, "message": "", "change": "New time: 09:00 (previously 08:45)."}
    by_id["D"]["room"] = "lab"
    by_id["X"] |= {"room": "hall", "start": f"{DAY}T12:00:00+07:00", "end": f"{DAY}T12:30:00+07:00"}
    path.write_text(json.dumps(schedule), encoding="utf-8")
    _ask(page)
    title = _now(page).get_by_role("heading", name="Đèn")
    expect(title).to_have_attribute("lang", "vi")
    expect(_now(page).get_by_text("New time: 09:00 (previously 08:45).")).to_be_visible()
    expect(_now(page).get_by_text("The room is full.")).to_have_count(0)
    assert _titles(_next(page)) == ["Water", "Elsewhere", "Roads"]


def _add(root: Path, *sessions: dict[str, object]) -> None:
    """Publish further sessions, with titles in English."""
    path = root / "api/schedule.en.json"
    schedule = json.loads(path.read_text(encoding="utf-8"))
    schedule["sessions"] += sessions
    path.write_text(json.dumps(schedule), encoding="utf-8")


def _expect_when(part: Locator, title: str, words: str) -> None:
    """Expect that the part has the session with this title and these words of its time."""
    entry = part.get_by_role("listitem").filter(has=part.page.get_by_role("heading", name=title, exact=True))
    expect(entry.locator(".wall__when")).to_have_text(words, use_inner_text=True)


def test_screen_names_the_real_day(screen: Open, root: Path) -> None:
    """After midnight, what stands on the evening's list is of today; an end on another day is told with its day."""
    long = _session("L", "Long", DAY, "20:00", "20:00") | {"end": "2017-11-26T17:00:00+07:00", "title": "Long"}
    late = _session("N", "Night", "2017-11-26", "00:30", "01:30", date=DAY) | {"title": "Night"}
    _add(root, long, late)
    page = screen("2017-11-26T00:10:00")
    assert _titles(_next(page))[0] == "Night"
    _expect_when(_next(page), "Night", "00:30–01:30 in 20 minutes")
    _set(page, f"{DAY}T21:00:00")
    _expect_when(_now(page), "Long", "until 17:00, Sunday, 26 November")
    _expect_when(_next(page), "Night", "Sunday, 26 November 00:30–01:30")
    _set(page, "2017-11-26T16:00:00")
    _expect_when(_now(page), "Long", "until 17:00")


def test_screen_tells_the_hours_of_each_day(screen: Open, root: Path) -> None:
    """A session on several days is on until that day's end, and comes next on the day after."""
    stand = _session("S", "Stand", DAY, "15:00", "17:00", until="2017-11-26") | {"title": "Stand"}
    _add(root, stand)
    page = screen(f"{DAY}T16:00:00")
    _expect_when(_now(page), "Stand", "until 17:00")
    _set(page, f"{DAY}T18:00:00")
    _expect_when(_next(page), "Stand", "Sunday, 26 November 15:00–17:00")
    assert _titles(_next(page)) == ["Bridges", "Trees", "Stand"]
    expect(_now(page)).to_contain_text("Nothing more takes place here today.")
    _set(page, "2017-11-26T14:30:00")
    _expect_when(_next(page), "Stand", "15:00–17:00 in 30 minutes")


def test_screen_shows_a_language_that_has_no_name(screen: Open, root: Path) -> None:
    """A feed's odd tag is shown as it is, and all else with it."""
    odd = _session("O", "Odd", DAY, "15:00", "17:00", languages=["en-1", "vi"], interpretation={"x": ""})
    _add(root, odd | {"title": "Odd"})
    page = screen(f"{DAY}T16:00:00")
    expect(_now(page).get_by_text("Spoken language: en-1, Vietnamese")).to_be_visible()


@pytest.mark.parametrize("has_programme", [True, False])
def test_screen_from_a_copy_says_since_when_it_is_old(screen: Open, root: Path, has_programme: bool) -> None:
    """Opened without a network, with a programme from the device or without one, it says of when the copy is."""
    path = root / PATH.strip("/") / "index.html"
    html = path.read_text(encoding="utf-8")
    path.write_text(html.replace("<html ", f'<html data-cached="{DAY}T01:00:00.000Z" '), encoding="utf-8")
    programme = (root / "api/schedule.en.json").read_text(encoding="utf-8")
    page = screen(f"{DAY}T09:00:00", path="/en/agenda/", live=False)
    if has_programme:
        headers = {"eventsite-fetched": f"{DAY}T01:00:00.000Z", "content-type": "application/json"}
        page.route("**/api/*", lambda route: route.fulfill(body=programme, headers=headers))
    else:
        page.route("**/api/*", lambda route: route.abort())
    page.goto(page.url.replace("/en/agenda/", PATH))
    age = page.get_by_text("No connection; this is the programme as of 08:00, Saturday, 25 November")
    expect(age).to_be_visible()
    expect(_now(page)).to_have_count(int(has_programme))
    page.unroute_all()
    page.clock.fast_forward(20 * MINUTE)
    expect(age).to_be_hidden()


def test_screen_without_a_copy_tells_no_age(screen: Open) -> None:
    """Where neither page nor programme is from the device, nobody knows an age, and none is shown."""
    page = screen(f"{DAY}T09:00:00", live=False, programme="**/api/*")
    expect(page.locator(".wall__clock")).to_have_text("09:00")
    expect(page.locator(".wall__age")).to_be_hidden()
    expect(page.get_by_text("NaN")).to_have_count(0)


def _ask(page: Page) -> None:
    """Let a minute pass, in which the programme is asked for and answered."""
    with page.expect_response("**/api/*") as answer:
        page.clock.run_for(MINUTE)
    answer.value.finished()


def _until_hidden(page: Page, part: Locator) -> None:
    """Let 20 minutes pass at most; the clock stands still while a question waits for its answer."""
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request) if "/api/" in request.url else None)
    for _ in range(240):
        while asked:
            asked.pop().response()
        if part.is_hidden():
            break
        page.clock.run_for(MINUTE // 12)
    expect(part).to_be_hidden()


def _counts(page: Page) -> dict[str, int]:
    session = page.context.new_cdp_session(page)
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
    counters = session.send("Memory.getDOMCounters")
    heap = session.send("Runtime.getHeapUsage")["usedSize"]
    session.detach()
    return {"nodes": counters["nodes"], "listeners": counters["jsEventListeners"], "heap": heap}


def test_screen_lives_through_a_day_without_network(screen: Open) -> None:
    """After 24 hours offline it shows what is on then, and since when it is old; it has not grown, and comes back."""
    page = screen(f"{DAY}T09:10:30")
    moves: list[str] = []
    page.on("framenavigated", lambda frame: moves.append(frame.url))
    _ask(page)
    page.context.set_offline(True)
    for hour in range(24):
        page.clock.run_for(HOUR)
        if hour == 5:
            # By now all code has run that ever will.
            before = _counts(page)
    # Before Playwright looks into the page, which makes that heavier.
    after = _counts(page)
    expect(page.locator(".wall__clock")).to_have_text(re.compile("09:1[1-3]"))
    assert _titles(_now(page)) == ["Bridges"]
    assert _titles(_next(page)) == ["Trees"]
    age = page.get_by_text("No connection; this is the programme as of")
    expect(age).to_have_text(re.compile("as of 09:1[12], Saturday, 25 November"))
    assert after["nodes"] <= before["nodes"] + 20
    # Each hour's question may still have the listener of its time limit.
    assert after["listeners"] <= before["listeners"] + 24
    assert after["heap"] < before["heap"] + 300_000
    assert moves == []
    page.context.set_offline(False)
    _until_hidden(page, age)
    assert _titles(_now(page)) == ["Bridges"]


def test_screen_finds_the_network_by_itself(screen: Open) -> None:
    """A server that fails for two hours, without the browser knowing of it, is asked again within a quarter of one."""
    page = screen(f"{DAY}T09:10:30")
    page.route("**/api/*", lambda route: route.fulfill(status=503, body=""))
    for _ in range(12):
        page.clock.run_for(10 * MINUTE)
    age = page.get_by_text("No connection; this is the programme as of")
    expect(age).to_be_visible()
    page.unroute("**/api/*")
    _until_hidden(page, age)


def test_screen_without_a_first_copy_is_the_list_and_asks_on(screen: Open) -> None:
    """Where no programme can be had, nor the event is near, the list and the clock are there, and a copy comes later."""
    page = screen("2017-10-01T09:10:30", live=False, programme="**/api/*")
    expect(page.locator(".wall__clock")).to_have_text("09:10")
    expect(page.get_by_role("heading", level=2, name="Saturday, 25 November 2017")).to_be_visible()
    expect(_now(page)).to_have_count(0)
    page.unroute_all()
    page.clock.run_for(MINUTE // 2 + 1000)
    expect(_now(page)).to_be_visible()
    expect(page.get_by_role("heading", level=2, name="Saturday, 25 November 2017")).to_be_hidden()


def test_screen_begins_to_follow_when_the_event_comes_near(screen: Open, root: Path) -> None:
    """Put up three days before, it has a copy, asks no more until the day before, and then every minute."""
    page = screen("2017-11-22T12:00:00")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/" in request.url else None)
    page.clock.fast_forward(34 * HOUR)
    page.clock.run_for(HOUR)
    assert asked == []
    page.clock.run_for(2 * HOUR)
    _ask(page)
    _ask(page)


def _make_anew(root: Path) -> None:
    """Let the screen's page name another style sheet, as after a change of the site."""
    (sheet,) = root.glob("theme/wall.*.css")
    shutil.copy(sheet, sheet.with_name("wall.0123456789.css"))
    path = root / PATH.strip("/") / "index.html"
    path.write_text(path.read_text(encoding="utf-8").replace(sheet.name, "wall.0123456789.css"), encoding="utf-8")


def test_screen_loads_a_newer_version_of_itself(screen: Open, root: Path) -> None:
    """Within an hour it is shown by the site as it is now; an unchanged site loads nothing again."""
    page = screen(f"{DAY}T09:10:30")
    moves: list[str] = []
    page.on("framenavigated", lambda frame: moves.append(frame.url))
    with page.expect_response(f"**{PATH}"):
        page.clock.run_for(61 * MINUTE)
    assert moves == []
    _make_anew(root)
    with page.expect_navigation():
        page.clock.run_for(61 * MINUTE)
    assert moves == [page.url]
    assert page.locator("link[rel=stylesheet]").last.get_attribute("href") == "/theme/wall.0123456789.css"


@pytest.mark.parametrize("stand_in", ["offline", "login", "missing"])
def test_screen_stays_where_there_is_no_newer_version(screen: Open, root: Path, stand_in: str) -> None:
    """Neither a lost network, nor a hotel's login page, nor a page that is gone takes its place."""
    page = screen(f"{DAY}T09:10:30")
    moves: list[str] = []
    page.on("framenavigated", lambda frame: moves.append(frame.url))
    _make_anew(root)
    if stand_in == "offline":
        page.context.set_offline(True)
    else:
        status, body = (200, "<title>Log in</title>") if stand_in == "login" else (404, "<p>Not found")
        page.route(f"**{PATH}", lambda route: route.fulfill(status=status, content_type="text/html", body=body))
    for _ in range(2):
        with page.expect_request(f"**{PATH}"):
            page.clock.run_for(61 * MINUTE)
    expect(page.locator(".wall__clock")).to_have_text("11:12")
    assert moves == []


WALLS = [(1920, 1080), (1080, 1920), (3840, 2160), (1366, 768), (1440, 900)]


def test_wall_needs_no_scrolling(screen: Open) -> None:
    """On a wall, lying or standing, everything fits: no bar to scroll, and no session is cut."""
    page = screen(f"{DAY}T09:10:30")
    for width, height in WALLS:
        page.set_viewport_size({"width": width, "height": height})
        found = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
        assert found == [width, height]
        boxes = page.evaluate("""() => [...document.querySelectorAll(".wall__session")].map((item) => {
            const box = item.getBoundingClientRect();
            const list = item.parentElement.getBoundingClientRect();
            return box.left >= list.right ? "left out" : box.bottom <= list.bottom + 1 && box.right <= innerWidth + 1;
        })""")
        assert set(boxes) <= {True, "left out"}
        assert boxes[:2] == [True, True]


def test_screen_on_a_phone_has_the_whole_programme_below(screen: Open) -> None:
    """Who scanned the sign finds what is on, and the room's days below it; nothing is wider than the phone."""
    page = screen(f"{DAY}T09:10:30")
    for width in (320, 360, 768):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        expect(page.get_by_role("heading", level=2, name="Saturday, 25 November 2017")).to_be_visible()
        expect(page.get_by_role("link", name="Agenda")).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1920), ("dark", 360)])
def test_screen_is_accessible(screen: Open, scheme: str, width: int) -> None:
    """Axe finds no violation, with something on and with no connection, on a wall and on a phone."""
    page = screen(f"{DAY}T10:10:30")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 1080})
    page.route("**/api/*", lambda route: route.abort())
    page.clock.run_for(MINUTE)
    expect(page.get_by_text("No connection")).to_be_visible()
    assert [(item["id"], item["nodes"][0]["html"]) for item in Axe().run(page).response["violations"]] == []


def test_screen_without_script_is_a_list(browser: Browser, root: Path) -> None:
    """Without JavaScript the room's whole programme is there, and nothing that only a script could fill."""
    with serve(root, "127.0.0.1", 0, reload=False) as server:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(server.url.rstrip("/") + PATH)
        assert page.get_by_role("heading", level=2).all_inner_texts() == [
            "Saturday, 25 November 2017", "Sunday, 26 November 2017",
        ]  # fmt: skip
        assert len(page.get_by_role("article").all()) == 7
        context.close()


def test_scripts_of_a_screen_are_small(site: Built, browser: Browser, address: str) -> None:
    """All scripts that the page of a wall screen loads are 4 KB at most together, packed as a server sends them."""
    page = browser.new_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url) if request.resource_type == "script" else None)
    page.goto(f"{address}/man-hinh/eiu/", wait_until="networkidle")
    page.close()
    files = {url.removeprefix(f"{address}/") for url in loaded}
    assert any(name.endswith("/wall-screen.js") for name in files)
    sizes = {
        name.rpartition("/")[2]: len(brotli.compress((site.root / name).read_bytes(), quality=11)) for name in files
    }
    assert sum(sizes.values()) <= BUDGET, sizes


def test_real_rooms_fit_their_screens(browser: Browser, address: str) -> None:
    """The summit's two rooms, whose names are long, fit a wall on its busiest morning, without a complaint."""
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.clock.install(time="2017-11-27T08:20:00+07:00")
    for path in ("/man-hinh/convention-centre/", "/en/screen/convention-centre/", "/man-hinh/eiu/"):
        page.goto(address + path, wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollHeight") == 1080
    page.close()
    assert complaints == []


def test_age_is_that_of_the_copy_which_a_device_kept(screen: Open, root: Path) -> None:
    """Where the programme comes from the device and not from the site, the screen says since when it is."""
    page = screen(f"{DAY}T09:10:30")
    body = (root / "api/schedule.en.json").read_text(encoding="utf-8")
    headers = {"Eventsite-Fetched": f"{DAY}T01:05:00Z", "Content-Type": "application/json"}
    page.route("**/api/schedule.en.json", lambda route: route.fulfill(body=body, headers=headers))
    with page.expect_response("**/api/schedule.en.json"):
        page.clock.run_for(61_000)
    expect(page.locator(".wall__age")).to_contain_text("08:05")
