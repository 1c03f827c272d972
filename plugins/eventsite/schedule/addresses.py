"""Where feeds are, how that may be shown, and what came from there; without the slow import of what fetches it."""

import re
from dataclasses import dataclass

from .formats.words import line

# Two letters or more: "C:" is a drive.
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
# Scheme, host and port, path. A further "@", or a port that is no number, may be part of a password: no match.
_ADDRESS = re.compile(
    r"(https?://)(?:[^/?#]*@)?((?:\[[0-9a-f:.]+\]|[^/?#@:\[]+)(?::[0-9]+)?)((?:/[^?#@]*)?)(?:[?#][^@]*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was fetched: `body` is None where the server says that nothing changed since `etag` or `modified`."""

    body: bytes | None
    etag: str = ""
    modified: str = ""


def shown(url_or_path: str) -> str:
    """Return an address or path in one line that may be printed: no user, password, query, fragment."""
    whole = line(url_or_path)
    if not SCHEME.match(whole):
        return re.split(r"[?#]", whole, maxsplit=1)[0]
    found = _ADDRESS.fullmatch(whole)
    return found[1] + found[2] + found[3] if found else "the address"
