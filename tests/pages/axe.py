"""Axe on a page as different readers see it: light, dark, in colours of their own, on paper."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# What each reader's wish changes is colours, and on paper what is shown.
_CONTRAST = {"runOnly": ["color-contrast", "link-in-text-block"]}
_AXE = Axe()


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong on an open page as `mode: rule: first element`."""
    found = _found(page, "light", {})
    page.emulate_media(color_scheme="dark")
    found += _found(page, "dark", _CONTRAST)
    page.emulate_media(color_scheme="light", forced_colors="active")
    found += _found(page, "forced colours", _CONTRAST)
    page.emulate_media(media="print", forced_colors="none")
    found += _found(page, "print", {})
    page.emulate_media(media="screen")
    return found


def _found(page: Page, mode: str, options: dict[str, Any]) -> list[str]:
    found = _AXE.run(page, options=options or None).response["violations"]
    return [f"{mode}: {item['id']}: {item['nodes'][0]['html'][:200]}" for item in found]
