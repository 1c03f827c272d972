"""The disk's side of pictures: their files are looked at, and what is made of them is kept in the cache.

Everything is kept under the digest of the source's bytes and of the recipe, so it is made once, whatever the site.
"""

import pickle
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..build.cache import ProcessCache
from ..build.pool import in_parallel
from ..errors import EventsiteError, say
from ..pictures.look import Flaw, digest, look
from ..pictures.make import make
from ..pictures.recipe import Picture, Variant

# The cache's file below the setting CACHE_PATH.
PICTURES = "images.sqlite"
# Fewer pictures are looked at faster by one process; the making of a single one takes longer than a process's start.
_LOOK_SHARE = 8
_MAKE_SHARE = 1
_FACTS = "facts"
_Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a file held when it had this stamp."""

    found: Picture | Flaw
    stamp: _Stamp = field(compare=False)


class Gallery:
    """The pictures below the content folder; other processes open the cache for themselves."""

    def __init__(self, content: Path, cache: Path) -> None:
        """Name the folder and the cache's file; nothing is opened yet."""
        self._content = content
        self._kept = ProcessCache(cache)

    def look(self, names: Iterable[str], known: Mapping[str, Seen]) -> dict[str, Seen]:
        """Return what is in these files that are there; one that is as `known` is not read again."""
        stamps = {name: stamp for name in sorted(names) if (stamp := self._stamp(name))}
        found = {name: known[name] for name, stamp in stamps.items() if name in known and known[name].stamp == stamp}
        rest = [(name, stamp) for name, stamp in stamps.items() if name not in found]
        self.close()
        for share in in_parallel(self._look, rest, at_least=_LOOK_SHARE):
            found |= share
        return found

    def fill(self, wanted: Mapping[str, tuple[Picture, Sequence[Variant]]]) -> None:
        """Make on all cores what the cache does not have of these pictures."""
        keys = {_key(picture, item): name for name, (picture, items) in wanted.items() for item in items}
        known = self._kept.open().known(keys)
        names = dict.fromkeys(name for key, name in keys.items() if key not in known)
        work = [
            (name, wanted[name][0], [item for item in wanted[name][1] if _key(wanted[name][0], item) not in known])
            for name in names
        ]
        if work:
            self.close()
            in_parallel(self._fill, work, at_least=_MAKE_SHARE)

    def read(self, name: str, picture: Picture, variant: Variant) -> bytes:
        """Return a file of the picture; one that the cache has lost is made again."""
        key = _key(picture, variant)
        found = self._kept.open().get([key])
        return found[key] if key in found else self._make(name, picture, [variant])[key]

    def source(self, name: str, known: str) -> bytes:
        """Return the bytes of a picture's file, which must still have the digest that is `known` of it."""
        source = self._file(name).read_bytes() if self._stamp(name) else b""
        if digest(source) != known:
            raise EventsiteError(say("`{name}` changed while the site was built; build again.", name=name))
        return source

    def prune(self, used: Mapping[str, tuple[Picture, Sequence[Variant]]]) -> None:
        """Forget what no build asked for in a month; these are in use."""
        keys = [_facts_key(picture.digest, name) for name, (picture, _) in used.items()]
        self._kept.open().prune([*keys, *(_key(picture, item) for picture, items in used.values() for item in items)])
        self.close()

    def close(self) -> None:
        """Free the cache's file."""
        self._kept.close()

    def _stamp(self, name: str) -> _Stamp | None:
        try:
            status = self._file(name).stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino

    def _file(self, name: str) -> Path:
        """Return the file; the disk of a Mac writes letters with marks in another way than texts do."""
        path = self._content / name
        return path if path.exists() else self._content / unicodedata.normalize("NFD", name)

    def _look(self, work: Sequence[tuple[str, _Stamp]]) -> dict[str, Seen]:
        found = {}
        for name, stamp in work:
            try:
                source = self._file(name).read_bytes()
            except OSError:
                continue
            found[name] = Seen(self._looked_at(source, name), stamp)
        self.close()
        return found

    def _looked_at(self, source: bytes, name: str) -> Picture | Flaw:
        key = _facts_key(digest(source), name)
        if kept := self._kept.open().get([key]):
            return pickle.loads(kept[key])  # type: ignore[no-any-return]  # noqa: S301 -- the project's own file
        found = look(source, name)
        if isinstance(found, Picture):
            self._kept.open().put({key: pickle.dumps(found)})
        return found

    def _fill(self, work: Sequence[tuple[str, Picture, Sequence[Variant]]]) -> None:
        for name, picture, items in work:
            self._make(name, picture, items)
        self.close()

    def _make(self, name: str, picture: Picture, items: Sequence[Variant]) -> dict[str, bytes]:
        source = self.source(name, picture.digest)
        made = {_key(picture, item): content for item, content in make(source, picture, items)}
        self._kept.open().put(made)
        return made


def _key(picture: Picture, variant: Variant) -> str:
    return f"{picture.digest}{variant.suffix}"


def _facts_key(of: str, name: str) -> str:
    # The name's end decides too: it must say what the file is.
    return f"{of} {_FACTS}{Path(name).suffix.lower()}"
