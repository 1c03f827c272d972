"""The worker: after one visit the programme is there without a network, and nothing of it stays that was taken back."""

import datetime as dt
import json
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from eventsite.build.server import PreviewServer, serve
from tests.browser.chromium import ARGUMENTS, executable
from tests.building import EPOCH, TINY, Built, pelican_build

Build = Callable[..., Built]
HOST = "https://summit.example.org"
VENUES = "---\ntitle: {}\n{}summary: Words.\n---\nWords.\n"
AGENDA = {"vi": "/chuong-trinh/", "en": "/en/agenda/"}
SESSION = {"vi": "/chuong-trinh/a1/", "en": "/en/agenda/a1/"}
HOME = {"vi": "/", "en": "/en/"}
OFFLINE = {
    "vi": r"Ngoại tuyến – nội dung cập nhật lúc (\d\d:\d\d) ngày (\d+/\d+)",
    "en": r"Offline – as of (\d+ \w+), (\d\d:\d\d)",
}

# Makes a worker believe that its visitor saves data.
SAVING = 'Object.defineProperty(navigator, "connection", { value: { saveData: true } });\n'


class Host:
    """A host that the site is published to, below `base`; an answer leaves it while it is `free`.

    While it is `broken` it answers everything with this status. What is `private` it lets nobody store.
    """

    def __init__(self, root: Path, server: PreviewServer) -> None:
        self.root = root
        self.address = server.url.rstrip("/")
        self.asked: list[str] = []
        self.base = ""
        self.broken: HTTPStatus | None = None
        self.private = ""
        self.free = threading.Event()
        self.free.set()
        host = self

        class Handler(server.RequestHandlerClass):  # type: ignore[name-defined]
            def do_GET(self) -> None:
                host.asked.append(self.path)
                host.free.wait(20)
                if host.broken:
                    self.send_error(host.broken)
                else:
                    super().do_GET()

            def send_header(self, keyword: str, value: str) -> None:
                is_private = keyword == "Cache-Control" and self.path == host.private
                super().send_header(keyword, "private, no-store" if is_private else value)

        server.RequestHandlerClass = Handler

    def publish(self, built: Built, base: str = "") -> None:
        """Put the site in the place of the one that was there."""
        self.base = base
        fresh, old = self.root.with_name("fresh"), self.root.with_name("old")
        shutil.copytree(built.root, fresh / base.strip("/"))
        if self.root.exists():
            self.root.rename(old)
        fresh.rename(self.root)
        shutil.rmtree(old, ignore_errors=True)

    def text(self, path: str) -> Path:
        """Return the published file."""
        return self.root / self.base.strip("/") / path

    def url(self, path: str) -> str:
        """Return the full address of a page of the site."""
        return self.address + self.base + path

    @property
    def cache(self) -> str:
        """The name of the cache that the published worker fills."""
        found = re.match(r'const VERSION = "(\w{10})";', self.text("sw.js").read_text(encoding="utf-8"))
        assert found
        return f"eventsite {self.base}/ {found[1]}"


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    """Return a host without any site."""
    with serve(tmp_path / "host", "127.0.0.1", 0, reload=False) as server:
        yield Host(tmp_path / "host", server)


@pytest.fixture
def content(content: Path) -> Path:
    """Return the tiny event's content, with a page of venues."""
    return _with_venues(content)


def _with_venues(content: Path) -> Path:
    for language, fields in (("vi", "layout: venues\nslug: dia-diem\n"), ("en", "slug: venues\n")):
        (content / f"pages/venues.{language}.md").write_text(VENUES.format(language, fields), encoding="utf-8")
    return content


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the site as it is published at the root of its host."""
    folder = tmp_path_factory.mktemp("published")
    content = _with_venues(Path(shutil.copytree(TINY, folder / "content")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        patch.delenv("EVENTSITE_SCHEDULE_URL", raising=False)
        settings = {"PATH": str(content), "EVENTSITE_SCHEDULE_CACHE": str(folder / "cache"), "SITEURL": HOST}
        return pelican_build(folder / "output", **settings, EVENTSITE_SOCIAL_IMAGES=False)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a visitor whose browser has workers."""
    context = browser.new_context(service_workers="allow", viewport={"width": 360, "height": 740})
    yield context
    context.close()


def _visit(page: Page, host: Host, path: str) -> None:
    """Go there, and stay until the worker that is published now has taken over."""
    page.goto(host.url(path))
    # The browser would look for a new one by itself, some seconds later.
    page.evaluate("async () => (await navigator.serviceWorker.ready).update().catch(() => {})")
    _wait_for_worker(page, host)


def _wait_until(page: Page, check: str, argument: object = None) -> None:
    """Wait until the asynchronous function says so, for ten seconds."""
    waiting = f"""async (argument) => {{
        const check = {check};
        const end = Date.now() + 10_000;
        while (Date.now() < end) {{
            if (await check(argument)) return true;
            await new Promise((resolve) => setTimeout(resolve, 20));
        }}
        return false;
    }}"""
    assert page.evaluate(waiting, argument), check


def _wait_for_worker(page: Page, host: Host) -> None:
    check = """async (names) => {
        const registration = await navigator.serviceWorker.getRegistration();
        const mine = (await caches.keys()).filter((name) => name.startsWith("eventsite"));
        const { state } = navigator.serviceWorker.controller ?? {};
        return state === "activated" && !registration.installing && `${mine.sort()}` === `${names.sort()}`;
    }"""
    _wait_until(page, check, [host.cache, f"eventsite {host.base}/ visited"])


def _kept(page: Page, host: Host, path: str) -> str | None:
    """Return when the copy of a page came, or None where there is none."""
    return page.evaluate(
        "async (path) => (await caches.match(path))?.headers.get('Eventsite-Fetched') ?? null", host.base + path
    )


def _wait_until_kept(page: Page, host: Host, path: str) -> None:
    _wait_until(page, "async (path) => Boolean(await caches.match(path))", host.base + path)


def _go_offline(page: Page) -> None:
    """Cut the network, and let pages that are opened from now on know: not every Chromium tells them when emulating."""
    page.context.set_offline(True)
    page.add_init_script("Object.defineProperty(navigator, 'onLine', { value: false, configurable: true })")


def _come_back(page: Page) -> None:
    """Bring the network back, and tell the open page."""
    page.context.set_offline(False)
    page.evaluate("delete navigator.onLine; dispatchEvent(new Event('online'))")


@pytest.mark.parametrize(("language", "base"), [("vi", ""), ("en", "/summit")])
def test_programme_is_there_without_a_network_after_one_visit(
    build: Build, host: Host, context: BrowserContext, language: str, base: str
) -> None:
    """Agenda, days, venues and the open programme in both languages, sessions in the visitor's; styled and complete."""
    host.publish(build(SITEURL=HOST + base), base)
    page = context.new_page()
    _visit(page, host, HOME[language])
    _wait_until_kept(page, host, SESSION[language])
    _go_offline(page)
    for path in (*AGENDA.values(), *HOME.values(), "/chuong-trinh/2017-11-25/", "/dia-diem/", "/en/venues/"):
        page.goto(host.url(path))
        assert page.locator("html").get_attribute("data-cached") == _kept(page, host, path)
    response = page.goto(host.url(f"{SESSION[language]}?at=2017-11-25T09:30+07:00#t-main"))
    assert response is not None
    assert response.status == 200
    expect(page.get_by_role("heading", level=1)).to_have_text({"vi": "Bài một", "en": "Talk one"}[language])
    expect(page.locator(".offline[role=status]")).to_have_text(re.compile(OFFLINE[language]))
    # The style sheet is there: without it there would be no ground.
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.site-header')).backgroundColor")
        != "rgba(0, 0, 0, 0)"
    )
    for code in AGENDA:
        found = page.evaluate("async (path) => (await fetch(path)).json()", f"{base}/api/schedule.{code}.json")
        assert len(found["sessions"]) == 6


@pytest.mark.parametrize("language", ["vi", "en"])
def test_bar_tells_the_age_and_offers_to_load_again(
    published: Built, host: Host, context: BrowserContext, language: str
) -> None:
    """The bar has the time of the copy in the event's zone; its link comes with the network, and the bar goes."""
    host.publish(published)
    page = context.new_page()
    before = dt.datetime.now(dt.UTC).replace(microsecond=0)
    _visit(page, host, AGENDA[language])
    _go_offline(page)
    page.goto(host.url(AGENDA[language]))
    fetched = dt.datetime.fromisoformat(page.locator("html").get_attribute("data-cached") or "")
    assert before <= fetched <= dt.datetime.now(dt.UTC)
    local = fetched.astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
    when = {"vi": f"{local:%H:%M} ngày {local.day}/{local.month}", "en": f"{local.day} {local:%b}, {local:%H:%M}"}
    words = {"vi": "Ngoại tuyến – nội dung cập nhật lúc ", "en": "Offline – as of "}
    bar = page.locator(".offline[role=status]")
    expect(bar).to_have_text(words[language] + when[language].replace("Sep,", "Sept,"))
    link = bar.get_by_role("link", name={"vi": "Tải lại", "en": "Reload"}[language])
    expect(link).to_have_count(0)
    # The way back leads to no other copy than ours: the browser's own would not tell its age.
    page.goto(host.url(HOME[language]))
    page.go_back()
    expect(bar).to_have_text(words[language] + when[language].replace("Sep,", "Sept,"))
    _come_back(page)
    expect(link).to_be_visible()
    link.click()
    expect(bar).to_have_count(0)
    assert page.locator("html").get_attribute("data-cached") is None


def test_bar_moves_nothing(published: Built, host: Host, context: BrowserContext) -> None:
    """The room of the bar is there before the bar is."""
    host.publish(published)
    page = context.new_page()
    _visit(page, host, "/en/venues/")
    context.set_offline(True)
    page.add_init_script(
        "globalThis.shift = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries())"
        " globalThis.shift += entry.value; }).observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(host.url("/en/venues/"))
    expect(page.locator(".offline[role=status]")).to_be_visible()
    assert page.evaluate("globalThis.shift") == 0


@pytest.mark.parametrize("language", ["vi", "en"])
def test_screen_of_a_room_says_its_age_once(
    published: Built, host: Host, context: BrowserContext, language: str
) -> None:
    """The screen has the age of its copy on itself: there is no bar, no room kept free for one, and no fault."""
    host.publish(published)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    _visit(page, host, HOME[language])
    path = {"vi": "/man-hinh/hall/", "en": "/en/screen/hall/"}[language]
    page.goto(host.url(path))
    _wait_until_kept(page, host, path)
    context.set_offline(True)
    page.goto(host.url(path))
    fetched = dt.datetime.fromisoformat(page.locator("html").get_attribute("data-cached") or "")
    local = fetched.astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
    expect(page.locator(".wall__age")).to_contain_text(f"{local:%H:%M}")
    expect(page.locator(".offline[hidden]")).to_have_count(1)
    expect(page.locator(".offline")).to_be_hidden()
    assert page.evaluate("document.querySelector('.wall').getBoundingClientRect().top") == 0
    assert faults == []


def test_page_that_is_not_kept_says_so(published: Built, host: Host, context: BrowserContext) -> None:
    """It is no missing page: both languages say that this device does not have it, and lead to what it has."""
    host.publish(published)
    page = context.new_page()
    _visit(page, host, "/en/")
    context.set_offline(True)
    response = page.goto(host.url("/en/news/welcome/"))
    assert response is not None
    assert response.status == 503
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Page not kept on this device Trang chưa được lưu trên thiết bị này"
    )
    expect(page.locator(".offline[role=status]")).to_have_count(0)
    page.get_by_role("link", name="Agenda", exact=True).first.click()
    page.wait_for_url(host.url(AGENDA["en"]))
    page.go_back()
    context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome")
    # Having been visited, it is kept from now on.
    _wait_until_kept(page, host, "/en/news/welcome/")
    context.set_offline(True)
    page.goto(host.url("/en/news/welcome/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome")


def test_slow_network_gives_the_copy_and_refreshes_it(published: Built, host: Host, context: BrowserContext) -> None:
    """After two seconds the copy is there, with its age and a way to try again; the late answer takes its place."""
    host.publish(published)
    page = context.new_page()
    _visit(page, host, AGENDA["en"])
    before = _kept(page, host, AGENDA["en"])
    host.free.clear()
    started = time.monotonic()
    page.goto(host.url(AGENDA["en"]))
    assert 1.9 < time.monotonic() - started < 4
    assert page.locator("html").get_attribute("data-cached") == before
    expect(page.locator(".offline[role=status]")).to_have_text(re.compile(r"^Poor connection – as of .* Reload$"))
    host.free.set()
    newer = "async ([path, before]) => (await caches.match(path))?.headers.get('Eventsite-Fetched') > before"
    _wait_until(page, newer, [AGENDA["en"], before])


def test_broken_host_gives_the_copy(published: Built, host: Host, context: BrowserContext) -> None:
    """While the host answers with a fault of its own, the copy is there, with its age, and stays as it was."""
    host.publish(published)
    page = context.new_page()
    _visit(page, host, AGENDA["en"])
    before = _kept(page, host, AGENDA["en"])
    for host.broken in (HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.SERVICE_UNAVAILABLE):
        response = page.goto(host.url(AGENDA["en"]))
        assert response is not None
        assert response.status == 200
        assert page.locator("html").get_attribute("data-cached") == before
        expect(page.locator(".offline[role=status]")).to_have_text(re.compile(r"^Poor connection – as of .* Reload$"))
    # Without a copy the host's own answer is all there is.
    response = page.goto(host.url("/en/news/"))
    assert response is not None
    assert response.status == 503
    host.broken = None
    page.goto(host.url(AGENDA["en"]))
    assert page.locator("html").get_attribute("data-cached") is None


def test_programme_is_the_copy_where_the_host_is_slow_or_broken(
    published: Built, host: Host, context: BrowserContext
) -> None:
    """The programme's JSON waits two seconds and no longer; what comes late takes the copy's place."""
    host.publish(published)
    page = context.new_page()
    _visit(page, host, AGENDA["en"])
    path = "/api/schedule.en.json"
    ask = """async (path) => {
        const answer = await fetch(path);
        return [answer.status, (await answer.json()).sessions.length, answer.headers.get("Eventsite-Fetched")];
    }"""
    newer = "async ([path, before]) => (await caches.match(path))?.headers.get('Eventsite-Fetched') > before"
    before = _kept(page, host, path)
    host.free.clear()
    started = time.monotonic()
    assert page.evaluate(ask, path) == [200, 6, before]
    assert 1.9 < time.monotonic() - started < 4
    host.free.set()
    _wait_until(page, newer, [path, before])
    before = _kept(page, host, path)
    for host.broken in (HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.SERVICE_UNAVAILABLE):
        assert page.evaluate(ask, path) == [200, 6, before]
    host.broken = None
    assert page.evaluate(ask, path) == [200, 6, None]


def test_new_build_takes_the_place_of_the_old_one(
    build: Build, published: Built, host: Host, content: Path, context: BrowserContext
) -> None:
    """What did not change is not fetched again; what changed is new, and what is gone is gone from the device too."""
    host.publish(published)
    page = context.new_page()
    _visit(page, host, HOME["en"])
    _wait_until_kept(page, host, "/en/agenda/e1/")
    schedule = content / "data/schedule.json"
    data = json.loads(schedule.read_text(encoding="utf-8"))
    data["sessions"] = [session for session in data["sessions"] if session["id"] != "E1"]
    data["sessions"][1]["title"]["en"] = "Talk renamed"
    schedule.write_text(json.dumps(data), encoding="utf-8")
    new = build(SITEURL=HOST)
    host.asked.clear()
    host.publish(new)
    _visit(page, host, HOME["en"])
    renamed = "async (path) => (await (await caches.match(path)).text()).includes('Talk renamed')"
    _wait_until(page, renamed, SESSION["en"])
    assert AGENDA["en"] in host.asked
    same = ("/theme/", "/en/venues/", "/dia-diem/", "/manifest", "/en/agenda/b1/", "/en/agenda/opening/")
    assert [path for path in host.asked if path.startswith(same)] == []
    context.set_offline(True)
    page.goto(host.url(SESSION["en"]))
    expect(page.get_by_role("heading", level=1)).to_have_text("Talk renamed")
    page.goto(host.url("/en/agenda/e1/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Page not kept on this device")


def test_build_that_cannot_be_fetched_leaves_the_old_one(
    build: Build, published: Built, host: Host, content: Path, context: BrowserContext
) -> None:
    """Half of a new version is none: the old one answers until all is there, and the next visit completes it."""
    host.publish(published)
    page = context.new_page()
    _visit(page, host, HOME["en"])
    old = host.cache
    event = content / "event.yml"
    event.write_text(event.read_text(encoding="utf-8").replace("en: Test Days", "en: New Days"), encoding="utf-8")
    new = build(SITEURL=HOST)
    host.publish(new)
    host.text("en/venues/index.html").unlink()
    page.goto(host.url("/en/news/"))
    page.evaluate(
        """async () => {
            const registration = await navigator.serviceWorker.getRegistration();
            await new Promise((resolve) => {
                registration.addEventListener("updatefound", () => {
                    const { installing } = registration;
                    installing.addEventListener("statechange", () => installing.state === "redundant" && resolve());
                });
                registration.update().catch(() => {});
            });
        }"""
    )
    assert old in page.evaluate("caches.keys()")
    context.set_offline(True)
    page.goto(host.url("/en/venues/"))
    expect(page.get_by_text("Test Days").first).to_be_visible()
    context.set_offline(False)
    host.publish(new)
    _visit(page, host, HOME["en"])
    context.set_offline(True)
    page.goto(host.url("/en/venues/"))
    expect(page.get_by_text("New Days").first).to_be_visible()


def test_page_that_was_taken_off_the_site_is_not_kept(published: Built, host: Host, context: BrowserContext) -> None:
    """A visited page whose address answers that there is nothing any more goes from the device."""
    host.publish(published)
    page = context.new_page()
    _visit(page, host, HOME["en"])
    page.goto(host.url("/en/news/welcome/"))
    _wait_until_kept(page, host, "/en/news/welcome/")
    host.text("en/news/welcome/index.html").unlink()
    page.goto(host.url("/en/news/welcome/"))
    is_kept = "async (path) => Boolean(await caches.match(path))"
    _wait_until(page, f"async (path) => !(await ({is_kept})(path))", "/en/news/welcome/")
    assert page.evaluate(is_kept, "/en/news/welcome/") is False


def test_moment_without_a_listed_file_takes_nothing_away(
    published: Built, host: Host, context: BrowserContext
) -> None:
    """While the site is being uploaded a listed page may be missing: its copy stays, and so does the programme."""
    host.publish(published)
    page = context.new_page()
    _visit(page, host, AGENDA["en"])
    data = "/api/schedule.en.json"
    copies = [_kept(page, host, path) for path in (AGENDA["en"], data)]
    assert None not in copies
    host.broken = HTTPStatus.NOT_FOUND
    response = page.goto(host.url(AGENDA["en"]))
    assert response is not None
    assert response.status == 404
    asked = "async (path) => { const answer = await fetch(path); return answer.headers.get('Eventsite-Fetched'); }"
    assert page.evaluate(asked, data) == copies[1]
    host.broken = None
    # By the time that the next page is kept, all that was heard before has been seen to.
    page.goto(host.url("/en/news/"))
    _wait_until_kept(page, host, "/en/news/")
    assert [_kept(page, host, path) for path in (AGENDA["en"], data)] == copies
    context.set_offline(True)
    page.goto(host.url(AGENDA["en"]))
    expect(page.get_by_role("heading", level=1)).to_have_text("Agenda")


def test_full_device_keeps_the_copies_that_it_has(published: Built, host: Host, context: BrowserContext) -> None:
    """Where a new copy finds no room, the old one stays: of a listed page, the programme and a visited page."""
    host.publish(published)
    worker = host.text("sw.js")
    count = """
        globalThis.full = 0;
        const { put } = Cache.prototype;
        Cache.prototype.put = function (...all) {
            return put.apply(this, all).catch((error) => { globalThis.full += 1; throw error; });
        };"""
    worker.write_text(worker.read_text(encoding="utf-8") + SAVING + count, encoding="utf-8")
    page = context.new_page()
    _visit(page, host, AGENDA["en"])
    page.goto(host.url("/en/news/"))
    _wait_until_kept(page, host, "/en/news/")
    paths = (AGENDA["en"], "/en/news/", "/api/schedule.en.json")
    copies = [_kept(page, host, path) for path in paths]
    assert None not in copies
    session = context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": host.address, "quotaSize": 1})
    for path in paths[:2]:
        page.goto(host.url(path))
    page.evaluate("(path) => fetch(path)", paths[2])
    _wait_until_full(context, len(paths))
    assert [_kept(page, host, path) for path in paths] == copies


def _wait_until_full(context: BrowserContext, times: int) -> None:
    """Wait until so many copies have found no room."""
    check = """async (times) => {
        const end = Date.now() + 10_000;
        while (globalThis.full < times && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
        return globalThis.full;
    }"""
    assert context.service_workers[0].evaluate(check, times) >= times


def test_switch_removes_everything_with_one_visit(
    build: Build, host: Host, content: Path, context: BrowserContext
) -> None:
    """With `offline: false` one visit leaves no worker and no copies; what other sites of the host keep stays."""
    host.publish(build(SITEURL=f"{HOST}/summit"), "/summit")
    page = context.new_page()
    _visit(page, host, HOME["en"])
    page.evaluate("async () => { await caches.open('eventsite / other'); await caches.open('another site'); }")
    event = content / "event.yml"
    event.write_text(event.read_text(encoding="utf-8") + "offline: false\n", encoding="utf-8")
    host.publish(build(SITEURL=f"{HOST}/summit"), "/summit")
    page.goto(host.url(HOME["en"]))
    page.evaluate("globalThis.same = true")
    _wait_until(page, "async () => (await navigator.serviceWorker.getRegistrations()).length === 0")
    assert sorted(page.evaluate("caches.keys()")) == ["another site", "eventsite / other"]
    # Nothing was reloaded under the reader.
    assert page.evaluate("globalThis.same")
    page.goto(host.url(AGENDA["en"]))
    assert page.locator("html").get_attribute("data-worker") is None
    assert page.evaluate("navigator.serviceWorker.controller") is None
    assert not host.text("offline.html").exists()


def test_worker_keeps_to_its_path(build: Build, host: Host, context: BrowserContext) -> None:
    """A site below a path has a worker for that path alone, and leaves alone what is no page or file of the site."""
    host.publish(build(SITEURL=f"{HOST}/summit"), "/summit")
    (host.root / "index.html").write_text("<!doctype html><title>Another site</title>", encoding="utf-8")
    page = context.new_page()
    _visit(page, host, HOME["en"])
    scopes = "async () => (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope)"
    assert page.evaluate(scopes) == [f"{host.address}/summit/"]
    # The host's own redirect is followed as without a worker.
    page.goto(host.url("/en/news"))
    page.wait_for_url(host.url("/en/news/"))
    for path in ("/", "/summit/api/changes.json", "/summit/calendar.ics", "/summit/sitemap.xml"):
        page.evaluate("(path) => fetch(path)", path)
    _wait_until_kept(page, host, "/en/news/")
    kept = page.evaluate(
        """async () => { const visited = await caches.open("eventsite /summit/ visited");
            return (await visited.keys()).map(({ url }) => new URL(url).pathname); }"""
    )
    assert kept == ["/summit/en/news/"]
    page.goto(f"{host.address}/")
    assert page.evaluate("navigator.serviceWorker.controller") is None


@pytest.mark.parametrize("base", ["", "/summit"])
def test_pages_of_others_are_not_kept(build: Build, host: Host, context: BrowserContext, base: str) -> None:
    """What another application shows below the site's path is not kept, nor what the host lets nobody store."""
    host.publish(build(SITEURL=HOST + base), base)
    others = {
        "admin": '<!doctype html><html lang="en"><title>Admin</title><p>Secret',
        "other": '<!doctype html><html lang="en" data-base="/other"><title>Another event</title><p>Talks',
    }
    for name, html in others.items():
        host.text(name).mkdir()
        host.text(f"{name}/index.html").write_text(html, encoding="utf-8")
    host.private = f"{base}/en/press/"
    page = context.new_page()
    _visit(page, host, HOME["en"])
    paths = ("/admin/", "/other/", "/en/press/", "/en/news/")
    for path in paths:
        page.goto(host.url(path))
    _wait_until_kept(page, host, "/en/news/")
    assert [_kept(page, host, path) is not None for path in paths] == [False, False, False, True]


def test_visitor_who_saves_data_gets_no_sessions_unasked(
    published: Built, host: Host, context: BrowserContext
) -> None:
    """With Save-Data only the essential pages are kept, and those that were visited, the newest ones."""
    host.publish(published)
    worker = host.text("sw.js")
    code = worker.read_text(encoding="utf-8").replace("MOST_VISITED = 50", "MOST_VISITED = 2")
    worker.write_text(code + SAVING, encoding="utf-8")
    page = context.new_page()
    _visit(page, host, HOME["en"])
    page.goto(host.url(SESSION["en"]))
    _wait_until_kept(page, host, SESSION["en"])
    for path in ("/en/news/", "/en/press/", "/en/news/welcome/"):
        page.goto(host.url(path))
        _wait_until_kept(page, host, path)
    _wait_until(page, "async () => !(await caches.match('/en/news/'))")
    paths = ("/en/agenda/b1/", "/en/agenda/opening/", SESSION["en"], "/en/press/", "/en/news/welcome/")
    assert [_kept(page, host, path) is not None for path in paths] == [False, False, True, True, True]
    # One that is visited again is among the newest again.
    before = _kept(page, host, "/en/press/")
    page.goto(host.url("/en/press/"))
    newer = "async ([path, before]) => (await caches.match(path))?.headers.get('Eventsite-Fetched') > before"
    _wait_until(page, newer, ["/en/press/", before])
    page.goto(host.url("/en/news/"))
    _wait_until(page, "async () => !(await caches.match('/en/news/welcome/'))")
    assert [_kept(page, host, path) is not None for path in ("/en/press/", "/en/news/")] == [True, True]


def test_sessions_of_four_at_once_are_all_counted(published: Built, host: Host, context: BrowserContext) -> None:
    """When the second page comes the limit is passed: of six the fifth, if it is asked for after the first, is the last."""
    host.publish(published)
    worker = host.text("sw.js")
    code = worker.read_text(encoding="utf-8")
    listed = re.search(r"const LIST = (\{.*?\n\});", code, re.DOTALL)
    assert listed
    paths = list(json.loads(listed[1])["sessions"]["en"])
    assert len(paths) == 6
    sizes = sorted(host.text(f"{path[1:]}index.html").stat().st_size for path in paths)
    limit = sizes[-1] + 1
    assert limit < sizes[0] + sizes[1]
    worker.write_text(code.replace("MOST_BYTES = 5_000_000", f"MOST_BYTES = {limit}"), encoding="utf-8")
    page = context.new_page()
    _visit(page, host, HOME["en"])
    kept = """async (paths) => {
        const copies = await Promise.all(paths.map((path) => caches.match(path)));
        return copies.filter(Boolean).length;
    }"""
    _wait_until(page, f"async (paths) => (await ({kept})(paths)) >= 4", paths)
    context.service_workers[0].evaluate(
        "async () => { while (busy) await new Promise((resolve) => setTimeout(resolve, 20)); }"
    )
    # Where two come at the same moment, both are counted before a fifth is asked for.
    assert page.evaluate(kept, paths) in {4, 5}


def test_older_page_is_shown_with_what_is_there_now(published: Built, host: Host, context: BrowserContext) -> None:
    """A visited page asks for scripts and styles of its own build; when these are gone, the new ones stand in."""
    host.publish(published)
    page = context.new_page()
    _visit(page, host, HOME["en"])
    old = re.sub(
        r"/theme/main\.\w+\.css", "/theme/main.0123456789.css", host.text("en/news/index.html").read_text("utf-8")
    )
    old = re.sub(r"/theme/js\.\w+/", "/theme/js.0123456789/", old)
    host.text("en/news/index.html").write_text(old, encoding="utf-8")
    page.goto(host.url("/en/news/"))
    _wait_until_kept(page, host, "/en/news/")
    _go_offline(page)
    page.goto(host.url("/en/news/"))
    expect(page.locator(".offline[role=status]")).to_have_text(re.compile(OFFLINE["en"]))
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.site-header')).backgroundColor")
        != "rgba(0, 0, 0, 0)"
    )


def test_reminder_leads_to_the_site(build: Build, host: Host, context: BrowserContext) -> None:
    """A tap closes the reminder and shows an open page of the site; without any it opens the reminder's address."""
    host.publish(build(SITEURL=f"{HOST}/summit"), "/summit")
    (host.root / "index.html").write_text("<!doctype html><title>Another site</title>", encoding="utf-8")
    context.grant_permissions(["notifications"])
    page = context.new_page()
    _visit(page, host, HOME["en"])
    worker = context.service_workers[0]
    # No script can tap; and where nobody has tapped, the browser shows and opens no window, so its calls are noted.
    tap = """async (data) => {
        const done = [];
        WindowClient.prototype.focus = async function () { done.push(`shown ${this.url}`); };
        clients.openWindow = async (url) => { done.push(`opened ${url}`); };
        await registration.showNotification("Soon", { data });
        const [notification] = await registration.getNotifications();
        const event = new NotificationEvent("notificationclick", { notification });
        const waits = [];
        event.waitUntil = (wait) => waits.push(wait);
        dispatchEvent(event);
        await Promise.all(waits);
        return [...done, (await registration.getNotifications()).length];
    }"""
    address = host.url(SESSION["en"])
    assert worker.evaluate(tap, address) == [f"shown {host.url(HOME['en'])}", 0]
    page.goto(f"{host.address}/")
    assert worker.evaluate(tap, address) == [f"opened {address}", 0]
    assert worker.evaluate(tap) == ["opened /summit/", 0]


def test_site_can_be_installed(published: Built, host: Host, browser: Browser, tmp_path: Path) -> None:
    """Chromium finds nothing wrong with the site as an application, in either language."""
    host.publish(published)
    # A visitor without a profile cannot install anything.
    with browser.browser_type.launch_persistent_context(
        tmp_path / "profile", executable_path=executable(), args=ARGUMENTS
    ) as context:
        page = context.new_page()
        session = context.new_cdp_session(page)
        for path, home in (("/", "/"), ("/en/agenda/", "/en/")):
            _visit(page, host, path)
            assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
            found = session.send("Page.getAppManifest")
            assert (found["errors"], json.loads(found["data"])["start_url"]) == ([], home)


def test_working_copy_has_no_worker(build: Build, host: Host, context: BrowserContext) -> None:
    """A page of the preview is never a copy: there is no worker at all; the manifest is there."""
    host.publish(build())
    page = context.new_page()
    page.goto(host.url("/"), wait_until="networkidle")
    assert page.locator("html").get_attribute("data-worker") is None
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
    assert not host.text("sw.js").exists()
    assert host.text("manifest.vi.webmanifest").exists()
