"""Links to files say what they lead to: the type and the size, which a reader on a phone wants to know first."""

import html
import re
from pathlib import PurePosixPath

from ..content.documents import static_path
from ..i18n.numbers import file_size
from .context import SiteContext

# Pictures are made anew, so what a link leads to is not the file whose size is known.
_LINK = re.compile(
    r'(?P<tag><a\b[^<>]*?\shref="(?P<target>(?:\{static\}|%7Bstatic%7D)/(?!images/)[^"#?]*)[^"]*"[^<>]*>)(?P<words>.*?)</a>',
    re.DOTALL,
)
# The type as an author has written it, "(PDF)"; it is said with the size.
_OWN_TYPE = re.compile(r"[\s\xa0]*\((?P<type>[A-Za-z0-9]{2,5})(?:,[^()]*)?\)\s*\Z")


def name_files(site: SiteContext, text: str, language: str) -> str:
    """Return the HTML whose links to files end with the file's type and size, as in "(PDF, 1.2 MB)"."""
    if "static" not in text:
        return text

    def replace(match: re.Match[str]) -> str:
        facts = file_facts(site, html.unescape(match["target"]), language)
        words = match["words"]
        own = _OWN_TYPE.search(words)
        if own and facts.startswith(f"{own['type'].upper()},"):
            words = words[: own.start()]
        return f'{match["tag"]}{words} <span class="file-facts">({facts})</span></a>' if facts else match[0]

    return _LINK.sub(replace, text)


def file_facts(site: SiteContext, target: str, language: str) -> str:
    """Return the type and size of the file that a `{static}` link leads to, or "" where there is no such file."""
    path = static_path(target) or ""
    size = site.files.get(path)
    if size is None:
        return ""
    kind = PurePosixPath(path).suffix.lstrip(".").upper()
    return ", ".join(word for word in (kind, file_size(size, language)) if word)
