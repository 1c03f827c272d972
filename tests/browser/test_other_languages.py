"""Languages that the site does not have yet: longer words fit the smallest phone, and Arabic mirrors every page."""

import shutil
from collections.abc import Callable
from itertools import chain
from pathlib import Path

from playwright.sync_api import Browser

from eventsite.build.server import serve
from tests.building import ROOT, Built
from tests.site.test_pseudo_language import CODE, pseudo_site

Build = Callable[..., Built]
# The places of the page's parts, each from both sides of the screen.
BOXES = """() => [...document.querySelectorAll(
    ".brand, .languages, .menu-button, h1, .breadcrumbs, .prose, .card, .person-card, .site-footer__name, .wall__head, .wall__days"
)].filter(element => element.checkVisibility()).map(element => {
    const box = element.getBoundingClientRect();
    return [box.left, document.documentElement.clientWidth - box.right].map(Math.round);
})"""


def test_longer_words_fit_the_smallest_phone(build: Build, content: Path, tmp_path: Path, browser: Browser) -> None:
    """With every word of the interface two fifths longer, no page is wider than 320 px."""
    site = pseudo_site(build, content, tmp_path)
    paths = [path for path in site.pages() if path.startswith(f"/{CODE}/")]
    page = browser.new_page(viewport={"width": 320, "height": 640})
    wide = {}
    with serve(site.root, "127.0.0.1", 0, reload=False) as server:
        for path in paths:
            page.goto(server.url.rstrip("/") + path)
            assert "⟦" in page.locator("body").inner_text()
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > 320:
                wide[path] = width
    page.close()
    assert len(paths) > 15
    assert wide == {}


def test_arabic_mirrors_every_page(build: Build, content: Path, browser: Browser) -> None:
    """Each page in Arabic has its parts where the same words from left to right have them, seen in a mirror."""
    path = content / "event.yml"
    path.write_text(f"{path.read_text('utf-8')}\npreparing: [ar]\n", encoding="utf-8")
    theme = _theme_with_arabic(content.parent)
    site = build(THEME=str(theme))
    paths = [path for path in site.pages() if path.startswith("/ar/")]
    assert len(paths) > 15
    with serve(site.root, "127.0.0.1", 0, reload=False) as server:
        for width in (320, 1440):
            page = browser.new_page(viewport={"width": width, "height": 800})
            for path in paths:
                page.goto(server.url.rstrip("/") + path)
                assert page.evaluate("document.documentElement.dir") == "rtl"
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                mirrored = page.evaluate(BOXES)
                page.evaluate("document.documentElement.dir = 'ltr'")
                plain = [box[::-1] for box in page.evaluate(BOXES)]
                assert len(plain) >= 3
                assert len(plain) == len(mirrored)
                pairs = zip(chain(*mirrored), chain(*plain), strict=True)
                assert all(abs(a - b) <= 1 for a, b in pairs), (width, path, mirrored, plain)
            page.close()


def _theme_with_arabic(folder: Path) -> Path:
    """Return a copy of the theme with a catalog for Arabic, whose words do not matter here."""
    theme = Path(shutil.copytree(ROOT / "theme", folder / "theme"))
    catalog = theme / "translations/ar/LC_MESSAGES/messages.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_bytes((theme / "translations/vi/LC_MESSAGES/messages.po").read_bytes())
    return theme
