"""Axe on a page as different readers see it: light, dark, in colours of their own, on paper."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

# A reader's wish changes colours only, and so does paper, which has no structure.
_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
_AXE = Axe()
# Axe reads the colours that the site asked for; what the reader's own colours made of them only the browser knows.
_FORCED = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => numbers(colour).slice(0, 3).map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const paper = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const found = getComputedStyle(at).backgroundColor;
      if ((numbers(found)[3] ?? 1) === 1) return found;
    }
    return "rgb(255, 255, 255)";
  };
  const isFaint = (element) => {
    const [dark, bright] = [light(getComputedStyle(element).color), light(paper(element))].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05) < 4.5;
  };
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .filter(isFaint)
    .map((element) => element.outerHTML.slice(0, 200));
}"""


def violations(page: Page) -> list[str]:
    """Return what is wrong on an open page as `mode: rule: first element`."""
    found = _found(page, "light", {})
    page.emulate_media(color_scheme="dark")
    found += _found(page, "dark", _COLOURS)
    page.emulate_media(color_scheme="light", forced_colors="active")
    found += [f"forced colours: color-contrast: {html}" for html in page.evaluate(_FORCED)]
    page.emulate_media(media="print", forced_colors="none")
    found += _found(page, "print", _COLOURS)
    page.emulate_media(media="screen")
    return found


def _found(page: Page, mode: str, options: dict[str, Any]) -> list[str]:
    found = _AXE.run(page, options=options or None).response["violations"]
    return [f"{mode}: {item['id']}: {item['nodes'][0]['html'][:200]}" for item in found]
