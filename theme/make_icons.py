"""Draw the theme's icons from img/favicon.svg: PNG files for phones' home screens, and favicon.ico for old readers.

Needs:  pip install pillow playwright, and a Chromium
Run:    python make_icons.py [--browser /usr/bin/chromium] [--out static/img]

A phone cuts a maskable icon to a shape of its own, so its ground fills the whole square, and the mark stands within
the circle of 80 % that no shape cuts. The one for Apple's phones has the same ground, and they round it themselves.
"""

import argparse
import io
import pathlib
import re

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

IMAGES = pathlib.Path(__file__).parent / "static" / "img"
GROUND = re.compile(r'<rect [^>]*fill="(#\w+)"/>\n')
COLOURS = 64
# What is asked for at the root of a host by whoever reads no HTML, or no SVG.
ICO, ICO_SIZES = "favicon.ico", (16, 32, 48)
# Name → size in pixels, how large the mark is drawn, and whether its ground fills the square.
ICONS = {
    "icon-180": (180, 1.0, True),
    "icon-192": (192, 1.0, False),
    "icon-512": (512, 1.0, False),
    "icon-maskable-512": (512, 0.75, True),
}


def drawing(source: str, scale: float, *, filled: bool) -> str:
    """Return the page with the mark, which fills the window."""
    ground = GROUND.search(source)
    if ground is None:
        raise SystemExit("favicon.svg has no ground")
    mark = GROUND.sub("", source) if filled else source
    picture = mark.replace('width="64" height="64">', f'width="{100 * scale}vw" height="{100 * scale}vh">', 1)
    colour = ground[1] if filled else "transparent"
    style = f"margin: 0; display: grid; place-items: center; block-size: 100vh; background: {colour}"
    return f'<!doctype html><body style="{style}">{picture}</body>'


def picture(browser: Browser, size: int, scale: float, *, filled: bool) -> Image.Image:
    """Return the mark, drawn at this size."""
    page = browser.new_page(viewport={"width": size, "height": size})
    page.set_content(drawing((IMAGES / "favicon.svg").read_text(encoding="utf-8"), scale, filled=filled))
    drawn = Image.open(io.BytesIO(page.screenshot(omit_background=True)))
    page.close()
    return drawn


def draw_ico(browser: Browser, target: pathlib.Path) -> None:
    """Write the icon of several sizes, each drawn and none scaled."""
    drawn = [picture(browser, size, 1.0, filled=False) for size in ICO_SIZES]
    sizes = [(size, size) for size in ICO_SIZES]
    drawn[-1].save(target / ICO, sizes=sizes, append_images=drawn[:-1])
    print(f"{ICO}: {(target / ICO).stat().st_size:,} bytes")


def draw(browser: Browser, name: str, target: pathlib.Path) -> None:
    """Write one icon."""
    size, scale, filled = ICONS[name]
    drawn = picture(browser, size, scale, filled=filled)
    # Few colours are enough for four and the edges between them, and make the file a third as large.
    drawn.quantize(COLOURS).save(target / f"{name}.png", optimize=True)
    print(f"{name}.png: {(target / f'{name}.png').stat().st_size:,} bytes")


def main() -> None:
    """Draw every icon."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--browser", default="/usr/bin/chromium", help="default: /usr/bin/chromium")
    parser.add_argument("--out", type=pathlib.Path, default=IMAGES, help="default: static/img beside this script")
    args = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=args.browser, args=["--no-sandbox"])
        for name in ICONS:
            draw(browser, name, args.out)
        draw_ico(browser, args.out)
        browser.close()


if __name__ == "__main__":
    main()
