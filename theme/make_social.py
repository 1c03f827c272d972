"""Draw the ground of the pictures that social networks show: the site's mark and the helix, in the site's colours.

Needs:  pip install pillow playwright, and a Chromium
Run:    python make_social.py [--browser /usr/bin/chromium] [--out social/ground.png]

Words are put on it by the build, between the mark and the helix; a theme of its own has a ground of its own, of the
same size, and with no more than 48 colours, which every picture has room for.
"""

import argparse
import io
import pathlib
import re

from PIL import Image
from playwright.sync_api import sync_playwright

THEME = pathlib.Path(__file__).parent
SIZE = {"width": 1200, "height": 630}
COLOURS = 48
_GROUND = re.compile(r'<rect [^>]*fill="(#\w+)"/>\n')


def drawing() -> str:
    """Return the page with the ground, which fills the window."""
    images = THEME / "static" / "img"
    icon, helix = ((images / name).read_text(encoding="utf-8") for name in ("favicon.svg", "helix.svg"))
    ground = _GROUND.search(icon)
    if ground is None:
        raise SystemExit("favicon.svg has no ground")
    mark = _GROUND.sub("", icon).replace('width="64" height="64"', 'width="72" height="72"', 1)
    helix = helix.replace('width="1200" height="240"', 'width="900" height="180"', 1)
    twice = "".join(f'<div style="position:absolute;left:{left}px;top:468px">{helix}</div>' for left in (0, 900))
    return (
        f'<!doctype html><body style="margin:0;background:{ground[1]};overflow:hidden">'
        f'<div style="position:absolute;left:60px;top:80px">{mark}</div>{twice}'
    )


def main() -> None:
    """Draw the ground."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--browser", default="/usr/bin/chromium", help="default: /usr/bin/chromium")
    parser.add_argument("--out", type=pathlib.Path, default=THEME / "social" / "ground.png")
    args = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=args.browser, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        page.set_content(drawing())
        drawn = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        browser.close()
    drawn.quantize(COLOURS, dither=Image.Dither.NONE).save(args.out, optimize=True)
    print(f"{args.out}: {args.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
