"""Words, addresses and data within XML 1.0 and HTML."""

import json
import re
from html import escape

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
# What XML 1.0 forbids, however it is written; an editor's clipboard can bring it.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A sitemap has tens of thousands of addresses, and nearly all are these signs alone.
_PLAIN = re.compile(r"[\w/:.~%-]*", re.ASCII)


def text(words: str) -> str:
    """Return words for an element or an attribute in double quotes, without what XML forbids."""
    return words if _PLAIN.fullmatch(words) else escape(_FORBIDDEN.sub("", words), quote=False).replace('"', "&quot;")


# Within a script element HTML knows no escapes, but ends it at `</script`, and `<!--` changes its rules.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"}


def script_json(data: object) -> str:
    """Return data as JSON that may stand within a script element as it is."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
