"""The site as an application: one manifest a language, with the event's names, the theme's colours and real icons."""

import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.building import Built

Build = Callable[..., Built]


def _manifest(site: Built, language: str) -> dict[str, Any]:
    return json.loads((site.root / f"manifest.{language}.webmanifest").read_text(encoding="utf-8"))


@pytest.mark.parametrize("base", ["", "/summit"])
def test_manifest_is_the_events(build: Build, base: str) -> None:
    """Names, languages and addresses are the event's and the site's own; each language is an application of its own."""
    site = build(**({"SITEURL": f"https://example.org{base}"} if base else {}))
    found = _manifest(site, "en")
    assert found.pop("icons")
    assert found == {
        "id": f"{base}/en/",
        "name": "Test Days",
        "short_name": "Test Days",
        "description": "Two days for testing.",
        "lang": "en",
        "dir": "ltr",
        "start_url": f"{base}/en/",
        "scope": f"{base}/",
        "display": "standalone",
        "theme_color": "#0d3338",
        "background_color": "#faf7f0",
    }
    vietnamese = _manifest(site, "vi")
    assert (vietnamese["id"], vietnamese["name"], vietnamese["lang"]) == (f"{base}/", "Ngày hội Thử nghiệm", "vi")
    for path, code in (("/", "vi"), ("/en/agenda/", "en")):
        page = site.soup(path)
        assert page.select_one("link[rel=manifest]")["href"] == f"{base}/manifest.{code}.webmanifest"
        assert {meta["media"]: meta["content"] for meta in page.select("meta[name=theme-color]")} == {
            "(prefers-color-scheme: light)": found["theme_color"],
            "(prefers-color-scheme: dark)": "#071517",
        }
        icons = [
            (link["rel"][0], link["href"]) for link in page.select("link[rel~=icon], link[rel=apple-touch-icon]")
        ]
        assert icons == [
            ("icon", f"{base}/theme/img/favicon.svg"), ("apple-touch-icon", f"{base}/theme/img/icon-180.png"),
        ]  # fmt: skip


def test_icons_answer_where_nobody_was_told_of_them(site: Built) -> None:
    """Old readers and phones find their icons at the root: an ICO of three sizes, and the phones' picture."""
    with Image.open(site.root / "favicon.ico") as icon:
        assert (icon.format, sorted(icon.info["sizes"])) == ("ICO", [(16, 16), (32, 32), (48, 48)])
    touch = (site.root / "apple-touch-icon.png").read_bytes()
    assert touch == (site.root / "theme/img/icon-180.png").read_bytes()
    # In a dark bar of tabs the mark keeps an edge.
    assert "prefers-color-scheme: dark" in (site.root / "theme/img/favicon.svg").read_text(encoding="utf-8")


def test_icons_are_as_large_as_they_say(site: Built) -> None:
    """Every icon is a PNG of its size; there are the two that phones ask for, and one that may be cut to a shape."""
    icons = _manifest(site, "vi")["icons"]
    assert [(icon["sizes"], icon.get("purpose", "any")) for icon in icons] == [
        ("192x192", "any"), ("512x512", "any"), ("512x512", "maskable"),
    ]  # fmt: skip
    for icon in icons:
        image = Path(f"{site.root}{icon['src']}").read_bytes()
        assert image[:8] == b"\x89PNG\r\n\x1a\n"
        assert "{}x{}".format(*struct.unpack(">II", image[16:24])) == icon["sizes"]
