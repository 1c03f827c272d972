"""Videos of the services that texts may link to: how each is shown, known from the address alone."""

import re
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit


class Video(NamedTuple):
    """A video of a service: the service's `name`, and the address of its player for a frame."""

    service: str
    frame: str

    @property
    def origin(self) -> str:
        """The scheme and host of the player, for the security policy."""
        return "/".join(self.frame.split("/")[:3])


FILES = {"mp4": "video/mp4", "webm": "video/webm", "m4v": "video/mp4"}
"""Ending of the site's own films → type."""

_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_YOUTUBE = {"youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be", "www.youtube-nocookie.com"}
_YOUTUBE_ID = re.compile(r"[\w-]{11}")
_VIMEO_PATH = re.compile(r"/(\d+)(?:/([0-9a-f]+))?/?")
_PEERTUBE_PATH = re.compile(
    r"/(?:w|videos/watch)/([1-9A-HJ-NP-Za-km-z]{22}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
)


def video(address: str) -> Video | None:
    """Return the video that an address leads to, or None where it is none of a known service."""
    if not address.startswith("https://"):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    host = parts.netloc.lower()
    if host in _YOUTUBE:
        return _youtube(parts.path, parse_qs(parts.query))
    if host in {"vimeo.com", "www.vimeo.com"}:
        return _vimeo(parts.path)
    match = _PEERTUBE_PATH.fullmatch(parts.path)
    if match and _HOST.fullmatch(host):
        return Video(host, f"https://{host}/videos/embed/{match[1]}?autoplay=1")
    return None


def _youtube(path: str, query: dict[str, list[str]]) -> Video | None:
    # youtu.be/ID, /live/ID, /shorts/ID, /embed/ID, /watch?v=ID
    key = query.get("v", [path.rstrip("/").rpartition("/")[2]])[0]
    if not _YOUTUBE_ID.fullmatch(key):
        return None
    seconds = re.fullmatch(r"(\d+)s?", query.get("t", [""])[0])
    start = f"&start={seconds[1]}" if seconds else ""
    return Video("YouTube", f"https://www.youtube-nocookie.com/embed/{key}?autoplay=1{start}")


def _vimeo(path: str) -> Video | None:
    match = _VIMEO_PATH.fullmatch(path)
    if not match:
        return None
    # The second part is the key of a video that is not listed.
    key = f"&h={match[2]}" if match[2] else ""
    return Video("Vimeo", f"https://player.vimeo.com/video/{match[1]}?autoplay=1&dnt=1{key}")
