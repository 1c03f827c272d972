"""The content folder as the web editor may touch it: documents and pictures, and nothing else on the machine."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..content.documents import FILE_NAME
from ..content.kinds import KINDS
from ..errors import EventsiteError, say

IMAGES = "images"
# A drawing (SVG) may hold scripts, which would run at the site's address.
_IMAGE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.(?:jpe?g|png|webp|avif|gif)", re.IGNORECASE)


class NotAllowed(EventsiteError):
    """The path is none that the web editor may read or write."""

    def __init__(self, name: str) -> None:
        """Take the path as it was asked for."""
        super().__init__(say("the editor may not touch the file `{file}`", file=name))


@dataclass(frozen=True, slots=True)
class ContentFolder:
    """The folder `root`, whose files are known by the name that it has: `content/news/welcome.vi.md`."""

    root: Path

    def document(self, name: str) -> Path:
        """Return where the document's file is, or will be; raises NotAllowed for any other file."""
        folder, file = self._split(name)
        if folder not in KINDS or not FILE_NAME.fullmatch(file):
            raise NotAllowed(name)
        return self._safe(name, folder, file)

    def picture(self, name: str) -> Path:
        """Return where the picture is, or will be; raises NotAllowed for any other file."""
        folder, file = self._split(name)
        if folder != IMAGES or not _IMAGE.fullmatch(file):
            raise NotAllowed(name)
        return self._safe(name, folder, file)

    def any(self, name: str) -> Path:
        """Return where the document or picture is; raises NotAllowed for any other file."""
        return self.picture(name) if self._split(name)[0] == IMAGES else self.document(name)

    def documents(self, folder: str) -> list[str]:
        """Return the names of all documents of a kind, whose folder is named as `content/news`."""
        return self._names(folder, self.document)

    def pictures(self) -> list[str]:
        """Return the names of all pictures."""
        return self._names(f"{self.root.name}/{IMAGES}", self.picture)

    def _names(self, folder: str, at: Callable[[str], Path]) -> list[str]:
        root, _, kind = folder.partition("/")
        if root != self.root.name or kind not in {*KINDS, IMAGES}:
            raise NotAllowed(folder)
        names = (f"{folder}/{path.name}" for path in sorted((self.root / kind).glob("*")))
        return [name for name in names if self._is_there(name, at)]

    def _is_there(self, name: str, at: Callable[[str], Path]) -> bool:
        try:
            return at(name).is_file()
        except NotAllowed:
            return False

    def _split(self, name: str) -> tuple[str, str]:
        first, *folders, file = name.split("/") if name.count("/") == 2 else ("", "", "")  # noqa: PLR2004
        if first != self.root.name:
            raise NotAllowed(name)
        return folders[0], file

    def _safe(self, name: str, folder: str, file: str) -> Path:
        """Return the path, unless it or its folder is a link, which may lead anywhere."""
        path = self.root / folder / file
        if path.is_symlink() or path.parent.is_symlink() or (path.exists() and not path.is_file()):
            raise NotAllowed(name)
        return path
