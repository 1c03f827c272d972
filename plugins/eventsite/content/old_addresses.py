"""Old addresses, to which old links still lead: how editors write them, and which file answers there."""

import re
import unicodedata
from typing import Annotated
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator

from ..errors import say
from .field_types import translated
from .mistakes import Refused

# No file system takes a longer name.
_LONGEST_NAME = 200
# Folders of the site's own files.
_OWN = {"admin", "api", "theme"}
_NAME = re.compile(r"[^\s./\\?#:*\"<>|&%]+")
_ENDING = re.compile(r"\.html?$")
_FORM = say("write it from the root of the site on, as /en/old/ or /old.html")


def _read(value: str) -> str:
    """Return the address as the site knows it: decoded, composed, and with its last slash."""
    if re.match(r"(https?:)?//", value.strip()):
        path = urlsplit(value.strip()).path or "/"
        raise Refused(say("it names a host"), say("write only what stands behind that: {path}", path=path))
    if not value.startswith("/"):
        raise Refused(say("an address begins with /"), say("write {path}", path=f"/{value}"))
    path = unicodedata.normalize("NFC", unquote(value))
    if re.search("[?#]", path):
        raise Refused(say("what stands behind ? or # is not part of a page's address"), _FORM)
    *folders, last = path[1:].split("/")
    names = [*folders, *([_ENDING.sub("", last)] if last else [])]
    if not names or not all(map(_is_name, names)):
        raise Refused(say("an address of a page ends with / or .html, and has no other dots"), _FORM)
    if names[0] in _OWN:
        raise Refused(say("the site's own files are there"), say("remove the line"))
    return path if not last or _ENDING.search(last) else f"{path}/"


def _is_name(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and name.isprintable() and len(name.encode()) <= _LONGEST_NAME


def file_of(path: str) -> str:
    """Return the file below the site's root that answers at an address."""
    return (path + "index.html" if path.endswith("/") else path).lstrip("/")


OldAddress = Annotated[str, AfterValidator(_read)]
"""An address of a page below the site's root, as `/en/old/` or `/old.html`."""

Aliases = tuple[OldAddress, ...]

ALIASES = translated(
    (),
    "List of addresses under which the page stood before, each from the root on, as `/tin-tuc/old/`; whoever has an"
    " old link is led to the page. Not for partners, which have no page.",
)
