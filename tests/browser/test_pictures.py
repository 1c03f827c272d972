"""What a browser makes of pictures: it loads the size that it needs, nothing moves, and nothing is blocked."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from eventsite.build.server import serve
from tests.building import EPOCH, TINY, pelican_build
from tests.pictures import photo
from tests.site.test_pictures import put, write

PATH = "/tin-tuc/pictures/"
TEXT = """![Rộng](images/wide.jpg "Chú thích | An")

Lời.

![Cao](images/tall.jpg)
"""


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the tiny event with a news item that has large pictures, and a person with a portrait."""
    folder = tmp_path_factory.mktemp("pictures")
    content = Path(shutil.copytree(TINY, folder / "content"))
    put(content, wide_jpg=photo(2000, 1200), tall_jpg=photo(1200, 2000))
    write(content, "news/pictures.vi.md", "title: Ảnh", "summary: Có ảnh.", "date: 2017-11-20",
          "image: images/wide.jpg", "image-alt: Rộng", TEXT)  # fmt: skip
    person = content / "people/do-thi-ut.vi.md"
    person.write_text(
        person.read_text(encoding="utf-8").replace("---\n", "---\nimage: images/tall.jpg\n", 1), "utf-8"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        patch.delenv("EVENTSITE_SCHEDULE_URL", raising=False)
        built = pelican_build(folder / "output", PATH=str(content), EVENTSITE_SCHEDULE_CACHE=str(folder / "cache"))
    with serve(built.root, "127.0.0.1", 0, reload=False) as server:
        yield server.url.rstrip("/")


def _open(browser: Browser, address: str, width: int, density: float = 1) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 800}, device_scale_factor=density).new_page()
    page.add_init_script(
        """window.moved = []; new PerformanceObserver(list => list.getEntries().forEach(entry => entry.sources.forEach(
        source => window.moved.push(source.node?.nodeName)))).observe({type: 'layout-shift', buffered: true});"""
    )
    # Letters that come later move words, which is another matter.
    page.route("**/*.woff2", lambda route: route.abort())
    page.goto(address)
    return page


def _loaded(page: Page) -> list[tuple[str, int, int]]:
    """Return what was loaded of each picture, and how wide and high it is shown, once all are there."""
    found: list[tuple[str, int, int]] = []
    for image in page.query_selector_all("main img"):
        image.scroll_into_view_if_needed()
        page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=image)
        source, *size = image.evaluate("image => [image.currentSrc, image.clientWidth, image.clientHeight]")
        stem, _, rest = source.rpartition("/")[2].partition(".")
        found.append((stem + rest[16:], *size))
    return found


@pytest.mark.parametrize(
    ("width", "density", "expected"),
    [
        (360, 1, [("wide-480.avif", 328, 197), ("wide-480.avif", 328, 197), ("tall-480.avif", 328, 547)]),
        (360, 3, [("wide-1200.avif", 328, 197), ("wide-1200.avif", 328, 197), ("tall-1200.avif", 328, 547)]),
        (1440, 1, [("wide-800.avif", 672, 403), ("wide-800.avif", 672, 403), ("tall-480.avif", 416, 693)]),
        (1440, 2, [("wide-1600.avif", 672, 403), ("wide-1600.avif", 672, 403), ("tall-1200.avif", 416, 693)]),
    ],
)
def test_browser_loads_the_size_that_it_shows(
    browser: Browser, pictured: str, width: int, density: float, expected: list[tuple[str, int, int]]
) -> None:
    """Phone or desk, coarse screen or fine: the file is the smallest that is sharp, and no picture fills a screen."""
    page = _open(browser, pictured + PATH, width, density)
    assert _loaded(page) == expected
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.context.close()


@pytest.mark.parametrize("path", [PATH, "/tin-tuc/", "/dien-gia/", "/dien-gia/do-thi-ut/"])
def test_nothing_moves_when_pictures_come(browser: Browser, pictured: str, path: str) -> None:
    """The room for every picture is there before it is loaded."""
    page = _open(browser, pictured + path, 360)
    assert len(_loaded(page)) >= 1
    page.wait_for_timeout(100)
    assert page.evaluate("window.moved") == []
    page.context.close()


def test_portrait_is_round_on_cards_and_large_on_the_persons_page(browser: Browser, pictured: str) -> None:
    """A card loads a small square, the person's page a larger one; both are squares on the screen."""
    for path, expected in (
        ("/dien-gia/", [("tall-square-96.avif", 72, 72)]),
        ("/dien-gia/do-thi-ut/", [("tall-square-192.avif", 192, 192)]),
    ):
        page = _open(browser, pictured + path, 1440)
        assert _loaded(page)[:1] == expected
        page.context.close()


def test_policy_blocks_no_picture(browser: Browser, pictured: str) -> None:
    """The console stays silent, whatever the format."""
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 400 else None)
    page.goto(pictured + PATH)
    _loaded(page)
    page.close()
    assert complaints == []
