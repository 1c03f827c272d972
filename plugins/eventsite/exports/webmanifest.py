"""Web app manifests: what a phone needs to put the site among its applications."""

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """The site as an application, in one language; `home` is its first page, `scope` the path that it stands under.

    `icons` are addresses by their sizes, the `maskable` one may be cut to any shape. A colour may be empty.
    """

    language: str
    direction: str
    name: str
    short_name: str
    description: str
    home: str
    scope: str
    colour: str
    paper: str
    icons: dict[int, str]
    maskable: tuple[int, str]


def render_manifest(application: Application) -> str:
    """Return the manifest; each language is an application of its own, whose name another one never changes."""
    icons = [_icon(size, address) for size, address in application.icons.items()]
    members: dict[str, Any] = {
        "id": application.home,
        "name": application.name,
        "short_name": application.short_name,
        "description": application.description,
        "lang": application.language,
        "dir": application.direction,
        "start_url": application.home,
        "scope": application.scope,
        "display": "standalone",
        "theme_color": application.colour,
        "background_color": application.paper,
        "icons": [*icons, _icon(*application.maskable) | {"purpose": "maskable"}],
    }
    shown = {name: value for name, value in members.items() if value}
    return json.dumps(shown, ensure_ascii=False, indent=1) + "\n"


def _icon(size: int, address: str) -> dict[str, str]:
    return {"src": address, "sizes": f"{size}x{size}", "type": "image/png"}
