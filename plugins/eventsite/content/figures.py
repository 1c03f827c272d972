"""The pictures in texts: which there are, what is said of them, and other HTML in their place when a page is made.

All ways to write the address of a picture, or of a file to download, lead to one: `{static}/images/x.jpg`.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from ..errors import Place, Problem, say

# What an editor writes for a picture that only adorns.
DECORATION = "-"

_ADDRESS = re.compile(
    r'(<(?:img|a)\b[^<>]*?\s(?:src|href)=")(?:\{static\}/|%7Bstatic%7D/|(?:\.\./)+|/)?((?:images|documents)/[^"]+)'
)


def _image(prefix: str) -> str:
    return rf'<img\b(?P<{prefix}attributes>[^<>]*?\ssrc="\{{static\}}/(?P<{prefix}name>images/[^"]*)"[^<>]*)>'


_ANY = re.compile(_image(""))
# A picture that is a paragraph of its own, by itself or as a link, and any other.
_PLACED = re.compile(rf"<p>(?P<before>(?:<a\b[^<>]*>)?){_image('')}(?P<after>(?:</a>)?)</p>|{_image('in_')}")
_ELSEWHERE = re.compile(r'<img\b[^<>]*?\ssrc="(?!\{static\}/images/)([^"]*)"')
_HOST = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_ATTRIBUTE = re.compile(r'\s([a-z]+)="([^"]*)"')


class InText(NamedTuple):
    """A picture as the text has it: its file below `content/`, its alt text (None where none was written), its title.

    It is `alone` in its paragraph, or stands among words; `first` is one with nothing before it.
    """

    name: str
    alt: str | None
    title: str
    alone: bool = False
    first: bool = False

    @property
    def caption(self) -> str:
        """What stands below the picture."""
        return self.title.partition("|")[0].strip()

    @property
    def credit(self) -> str:
        """Who made it, written behind a `|`."""
        return self.title.partition("|")[2].strip()


def own_addresses(text_html: str) -> str:
    """Return safe HTML in which every address of a file in `images/` or `documents/` begins with `{static}/`."""
    if "images/" not in text_html and "documents/" not in text_html:
        return text_html
    # What sets no-break spaces into words must find none here.
    return _ADDRESS.sub(lambda match: f"{match[1]}{{static}}/{match[2].replace(' ', '%20')}", text_html)


def file_name(target: str) -> str:
    """Return the name of the file that an address names, decoded and composed."""
    return unicodedata.normalize("NFC", unquote(html.unescape(target)))


def pictures(text_html: str) -> Iterator[InText]:
    """Yield the pictures of rendered HTML, in their order."""
    return (_in_text(match["name"], match["attributes"]) for match in _ANY.finditer(text_html))


def with_pictures(text_html: str, make: Callable[[InText], str]) -> str:
    """Return the HTML with what `make` returns in the place of each picture.

    Where that begins with `<figure` it takes the place of the paragraph that the picture is alone in.
    """

    def replace(match: re.Match[str]) -> str:
        first = not text_html[: match.start()].strip()
        if match["in_name"] is not None:
            return make(_in_text(match["in_name"], match["in_attributes"])._replace(first=first))
        made = make(_in_text(match["name"], match["attributes"])._replace(alone=True, first=first))
        if made.startswith("<figure"):
            # The link is around the picture, not around what is said of it.
            start, end = made.index(">") + 1, made.index("<figcaption")
            return f"{made[:start]}{match['before']}{made[start:end]}{match['after']}{made[end:]}"
        return f"<p>{match['before']}{made}{match['after']}</p>"

    return _PLACED.sub(replace, text_html)


def check_pictures(path: str, text_html: str, place_of: Callable[[str], Place]) -> Iterator[Problem]:
    """Yield a problem for each picture that is elsewhere than in `content/images/`, or has no alt text."""
    for address in dict.fromkeys(map(html.unescape, _ELSEWHERE.findall(text_html))):
        if _HOST.match(address):
            message = say("the image `{address}` is on another host", address=address)
            hint = say("put the file into content/images/ and write images/…")
        else:
            message = say("the image `{address}` is not in content/images/", address=address)
            hint = say("put it there and write images/{name}", name=address.rpartition("/")[2])
        yield Problem(path, place_of(address), "", message, hint)
    for picture in pictures(text_html):
        if picture.alt is None:
            message = say("the picture `{name}` has no alt text", name=picture.name)
            hint = say(
                "say what it shows: ![words]({name}); a picture that only adorns has ![-]({name})", name=picture.name
            )
            yield Problem(path, place_of(picture.name), "", message, hint)


def _in_text(name: str, attributes: str) -> InText:
    found = {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(attributes)}
    alt = found.get("alt")
    words = alt.strip() if alt is not None else None
    return InText(file_name(name), words or None, found.get("title", ""))
