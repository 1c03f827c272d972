"""The documents' texts as safe HTML: kept in the cache and fetched from there when a page is made."""

import os
from collections.abc import Iterable
from pathlib import Path

from ..build.cache import Cache, CacheError
from ..content.markdown import MarkdownRenderer


class Shelf:
    """The texts in the cache's file; it may be handed to another process, which opens the file for itself."""

    def __init__(self, path: Path) -> None:
        """Name the cache's file; nothing is opened yet."""
        self._path = path
        self._process = 0
        self._cache: Cache | None = None
        self._renderer: MarkdownRenderer | None = None
        self._at_hand: dict[str, bytes] = {}

    def __getstate__(self) -> Path:
        """Return what another process needs."""
        return self._path

    def __setstate__(self, path: Path) -> None:
        """Begin anew in another process."""
        self.__init__(path)  # type: ignore[misc]

    def lay_out(self, texts: Iterable[tuple[str, str]]) -> None:
        """Fetch these texts (version, language) in one go, in the place of those that were fetched so before.

        One question for many takes a tenth of the time that as many questions take.
        """
        self._at_hand = self._open().get(text_key(version, language) for version, language in texts)

    def editors_html(self, version: str, language: str) -> str:
        """Return a document's text; `version` is the key of what was read from its files.

        Raises CacheError when the cache has lost it since.
        """
        key = text_key(version, language)
        found = self._at_hand if key in self._at_hand else self._open().get([key])
        if key not in found:
            raise CacheError(f"The cache {self._path} has lost a text.")
        return found[key].decode()

    def feed_html(self, text: str) -> str:
        """Return a feed's text as safe HTML."""
        if self._renderer is None:
            self._renderer = MarkdownRenderer()
        return self._renderer.feed_html(text)

    def close(self) -> None:
        """Free the file."""
        if self._cache and self._process == os.getpid():
            self._cache.close()
        self._cache = None
        self._at_hand = {}

    def _open(self) -> Cache:
        # A connection must not be used in a forked child.
        if self._cache is None or self._process != os.getpid():
            self._cache = Cache(self._path)
            self._process = os.getpid()
        return self._cache


def text_key(version: str, language: str) -> str:
    """Return the cache's key of a document's text in one language."""
    return f"{version}.{language}"
