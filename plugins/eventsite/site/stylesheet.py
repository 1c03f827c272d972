"""Few style sheets from the theme's files, so that a phone on bad Wi-Fi asks seldom and for little."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IMPORT = re.compile(r'@import url\("(?P<file>[\w.-]+)"\) layer\((?P<layer>\w+)\);')
_SPACE = re.compile(r"\s*\n\s*")


def sheets(folder: Path) -> dict[str, str]:
    """Return the text of each style sheet by its name: of every file of the folder that imports others.

    `main` is the one that every page has; a template names what its pages need besides.
    """
    found = {path.stem: _joined(path) for path in sorted(folder.glob("*.css"))}
    return {name: css for name, css in found.items() if css}


def _joined(path: Path) -> str:
    """Return a file with x.css within `@layer y` for each `@import url("x.css") layer(y);`; "" without any."""
    source = _COMMENT.sub("", path.read_text(encoding="utf-8"))

    def inline(match: re.Match[str]) -> str:
        return f"@layer {match['layer']} {{\n{path.with_name(match['file']).read_text(encoding='utf-8')}}}\n"

    css, imports = _IMPORT.subn(inline, source)
    return _SPACE.sub("\n", _COMMENT.sub("", css)).lstrip() if imports else ""


def colours(css: str) -> tuple[str, str, str]:
    """Return the theme's own colour and that of its paper, in light, then its own in the dark; "" where none is."""
    own, paper = (re.findall(rf"--{name}:\s*(#[0-9a-f]+)", css) for name in ("night", "paper"))
    return (own[0] if own else "", paper[0] if paper else "", own[1] if len(own) > 1 else "")


def tokens(css: str, names: Iterable[str]) -> dict[str, str]:
    """Return the colours that the sheet has for these tokens in light, which come first in it."""
    found = ((name, re.search(rf"--{name}:\s*(#[0-9a-f]+)", css)) for name in names)
    return {name: match[1] for name, match in found if match}


def file_names(found: Mapping[str, str]) -> dict[str, str]:
    """Return each sheet's path under the site's root; it changes with the content, so caches may keep it for ever."""
    return {name: f"theme/{name}.{hashlib.sha256(css.encode()).hexdigest()[:10]}.css" for name, css in found.items()}
