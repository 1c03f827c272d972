"""A page with every aid in a real browser: on phones and desks, light and dark, with a pointer and without."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from eventsite.build.server import serve
from tests.building import EPOCH, ROOT, TINY, pelican_build

PATHS = ("/cong-cu/", "/en/aids/")
BODY = """UBND and BTC, then UBND.

> [!NOTE]
> Words with a [link](ref:pages/agenda).
> - a
> - b

> [!MẸO]
> Words.

> [!WARNING]
> Words.

> [!QUAN TRỌNG]
> Words.

[A button](ref:pages/agenda){.button}

[Plan]({static}/documents/plan.pdf) and [again]({static}/documents/plan.pdf){.button}

## Cards

[x](ref:people/do-thi-ut){.card}
[y](ref:sessions/opening){.card}

[z](ref:pages/agenda){.card}

> Words.
>
> — Name, role

### Videos

[A film](https://www.youtube.com/watch?v=dQw4w9WgXcQ)

[Own film]({static}/documents/film.mp4)

Table: Hours
| Day | A long heading of a column | Hours |
|---|---|---|
| Saturday | words and more words and a very long line of them | 7:00 |

Note[^1], note[^1].

[^1]: Words.
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the tiny event with a page of all aids, with a film that a browser can play."""
    folder = tmp_path_factory.mktemp("aids")
    content = Path(shutil.copytree(TINY, folder / "content"))
    for language, slug in (("vi", "cong-cu"), ("en", "aids")):
        fields = f"title: Aids\nslug: {slug}\nsummary: All."
        (content / "pages" / f"aids.{language}.md").write_text(f"---\n{fields}\n---\n{BODY}", encoding="utf-8")
    (content / "documents").mkdir()
    (content / "documents" / "plan.pdf").write_bytes(b"x" * 1_234_567)
    (content / "documents" / "film.mp4").write_bytes(b"x" * 10_000)
    (content / "documents" / "film.vi.vtt").write_text("WEBVTT\n", encoding="utf-8")
    facts = content / "event.yml"
    short = "abbreviations: {UBND: {vi: Ủy ban nhân dân, en: People's Committee}}\n"
    facts.write_text(facts.read_text("utf-8") + short, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        patch.delenv("EVENTSITE_SCHEDULE_URL", raising=False)
        own = {"PATH": str(content), "EVENTSITE_SCHEDULE_CACHE": str(folder / "cache")}
        # As the public sees it: the working copy has a script more.
        site = pelican_build(folder / "output", ROOT / "publishconf.py", SITEURL="https://x.example", **own)
    with serve(site.root, "127.0.0.1", 0, reload=False) as server:
        yield server.url.rstrip("/")


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_aids_fit_the_screen_and_ask_nobody(browser: Browser, place: str, width: int) -> None:
    """No aid is wider than the screen; nothing is blocked, and nothing is asked of another host."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("request", lambda request: None if request.url.startswith(place) else told.append(request.url))
    for path in PATHS:
        page.goto(place + path, wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") == width
        wide = page.evaluate(
            "[...document.querySelectorAll('.prose *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
            ".map(e => e.outerHTML.slice(0, 80))"
        )
        assert wide == []
    page.close()
    assert told == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_aids_are_accessible(browser: Browser, place: str, scheme: str, width: int) -> None:
    """Axe finds no violation."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    for path in PATHS:
        page.goto(place + path)
        page.locator(".video__play").wait_for()
        found = Axe().run(page).response["violations"]
        assert [(item["id"], item["nodes"][0]["html"]) for item in found] == []
    page.close()


def test_meaning_of_an_abbreviation_is_reached_without_a_pointer(browser: Browser, place: str) -> None:
    """Where nothing can hover, and on paper, the meaning stands in words behind the first use alone."""
    page = browser.new_page()
    page.goto(place + "/cong-cu/")
    after = "[...document.querySelectorAll('.prose abbr')].map(e => getComputedStyle(e, '::after').content)"
    assert page.evaluate(after) == ["none"]
    page.emulate_media(media="print")
    words = page.evaluate(after)
    assert len(words) == 1
    assert ("Ủy ban nhân dân" in words[0]) or ("attr(title)" in words[0])
    # Chromium has a pointer here, and no way to take it away; the rule for fingers must say the same as that for paper.
    rules = page.evaluate("""async () => (await (await fetch(document.querySelector("[rel=stylesheet]").href)).text())
        .match(/@media \\((?:hover: none)\\) \\{[^@]*?abbr\\.first::after \\{[^}]*\\}/)?.[0]""")
    assert rules is not None
    assert 'content: " (" attr(title) ")"' in rules
    page.close()


def test_video_is_loaded_by_a_click_only(browser: Browser, place: str) -> None:
    """The button puts the service's player in place and gives it the focus; the link stays."""
    page = browser.new_page()
    asked: list[str] = []
    page.route("https://www.youtube-nocookie.com/**", lambda route: route.fulfill(body="<title>x</title>"))
    page.on("request", lambda request: None if request.url.startswith(place) else asked.append(request.url))
    blocked: list[str] = []
    page.on("console", lambda message: blocked.append(message.text))
    page.goto(place + "/en/aids/", wait_until="networkidle")
    assert asked == []
    button = page.get_by_role("button", name="Play here")
    assert "YouTube" in page.locator(".video__note").inner_text()
    button.focus()
    page.keyboard.press("Enter")
    frame = page.frame_locator(".video iframe")
    assert frame.locator("title").inner_text() == "x"
    assert asked == ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"]
    assert page.evaluate("document.activeElement.title") == "A film"
    assert page.get_by_role("link", name="Watch on YouTube: A film").is_visible()
    assert not button.is_visible()
    page.close()
    assert blocked == []


def test_page_without_scripts_has_everything(browser: Browser, place: str) -> None:
    """Without JavaScript the video is a link, and no button is there that does nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(place + "/en/aids/")
    assert page.get_by_role("link", name="Watch on YouTube: A film").get_attribute("href") == (
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    )
    assert not page.locator(".video__play").is_visible()
    assert page.locator(".callout__title").all_inner_texts() == ["Note", "Tip", "Warning", "Important"]
    context.close()


def test_scripts_of_a_page_with_a_video_weigh_little(browser: Browser, place: str) -> None:
    """All scripts of a page with cards and a video keep to the budget of 4 KB in brotli."""
    page = browser.new_page(locale="en-GB")
    weights: dict[str, int] = {}
    page.on(
        "response",
        lambda answer: (
            weights.update({answer.url: len(brotli.compress(answer.body()))}) if answer.url.endswith(".js") else None
        ),
    )
    page.goto(place + "/en/aids/", wait_until="networkidle")
    page.close()
    assert "video-player" in " ".join(weights)
    assert sum(weights.values()) <= 4 * 1024, weights


def test_aids_are_printed_sensibly(browser: Browser, place: str) -> None:
    """On paper there are no players and links back, and a video is the address where it is."""
    page = browser.new_page()
    page.goto(place + "/en/aids/")
    page.locator(".video__play").wait_for()
    page.emulate_media(media="print")
    for name in (".video__ways", ".video__film", ".footnote-backref"):
        assert not page.locator(name).first.is_visible(), name
    for name in (".callout", ".video__link", ".quote", ".person-card", ".prose .button"):
        assert page.locator(name).first.is_visible(), name
    page.close()
