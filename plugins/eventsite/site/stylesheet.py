"""One style sheet from the theme's files, so that a phone on bad Wi-Fi asks once."""

import hashlib
import re
from pathlib import Path

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IMPORT = re.compile(r'@import url\("(?P<file>[\w.-]+)"\) layer\((?P<layer>\w+)\);')
_SPACE = re.compile(r"\s*\n\s*")


def join(folder: Path) -> str:
    """Return `main.css` with each `@import url("x.css") layer(y);` replaced by that file within `@layer y`."""
    main = (folder / "main.css").read_text(encoding="utf-8")

    def inline(match: re.Match[str]) -> str:
        return f"@layer {match['layer']} {{\n{(folder / match['file']).read_text(encoding='utf-8')}}}\n"

    css = _IMPORT.sub(inline, _COMMENT.sub("", main))
    return _SPACE.sub("\n", _COMMENT.sub("", css)).lstrip()


def colours(css: str) -> tuple[str, str]:
    """Return the theme's own colour and that of its paper, in light; "" where the sheet names none."""
    dark, light = (re.search(rf"--{name}:\s*(#[0-9a-f]+)", css) for name in ("night", "paper"))
    return (dark[1] if dark else "", light[1] if light else "")


def file_name(css: str) -> str:
    """Return the sheet's name under the site's root; it changes with the content, so caches may keep it for ever."""
    return f"theme/site.{hashlib.sha256(css.encode()).hexdigest()[:10]}.css"
