"""A content-addressed cache: what took long to make, under a key made from everything that it was made from.

An entry is never wrong, since whatever changes its making changes its key; so it survives other branches,
other machines and restored backups. It can only be missing or damaged, and then it is made again.
"""

import hashlib
import logging
import os
import sqlite3
import tempfile
import time
import zlib
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from ..errors import EventsiteError

log = logging.getLogger(__name__)

_PATIENCE = 60.0  # seconds to wait while another build writes
_KEPT = 30 * 24 * 3600  # seconds; an entry that no build asked for in this time goes
_TOUCHED = 24 * 3600  # seconds between two notes that an entry is still in use
_AT_ONCE = 500  # keys in one question, below SQLite's limit of variables
_SCHEMA = """
create table if not exists entries (key text primary key, value blob, checksum integer, used integer)
"""


def digest(*parts: bytes | str) -> str:
    """Return the key of something made from `parts`; where one part ends counts too."""
    made = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "little"))
        made.update(data)
    return made.hexdigest()


class CacheError(EventsiteError):
    """A cache cannot keep what was made, or has lost it."""


def cache_file(path: Path) -> Path:
    """Return `path` where a cache can be kept there, else that of one for this build only, with a warning.

    A damaged cache is removed with a warning.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        Cache(path).close()
    except (OSError, sqlite3.OperationalError) as error:
        log.warning("The cache %s cannot be used: %s; this build goes without.", path, error)
        return passing_file(path)
    return path


def passing_file(path: Path) -> Path:
    """Return the path of a cache for this build only."""
    return Path(tempfile.mkdtemp(prefix="eventsite-")) / path.name


class Cache:
    """The entries in one file; several processes may use it at once."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it; a damaged one is made anew, with a warning."""
        self.path = path
        try:
            self._connection = _connect(path)
        except sqlite3.DatabaseError as error:
            if _is_elsewhere(error):
                raise
            _warn(path, error)
            path.unlink()
            self._connection = _connect(path)

    def get(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Return the entries that are there and whole, by their key."""
        wanted = list(keys)
        found: dict[str, bytes] = {}
        try:
            for start in range(0, len(wanted), _AT_ONCE):
                found |= self._some(wanted[start : start + _AT_ONCE])
        except sqlite3.DatabaseError as error:
            if _is_elsewhere(error):
                log.warning("The cache %s cannot be read: %s; what it has is made again.", self.path, error)
            else:
                self._start_again(error)
        return found

    def known(self, keys: Iterable[str]) -> set[str]:
        """Return the keys that have an entry, which nobody looks at: a damaged one is found when it is asked for."""
        wanted = list(keys)
        found: set[str] = set()
        try:
            for start in range(0, len(wanted), _AT_ONCE):
                some = wanted[start : start + _AT_ONCE]
                marks = ",".join("?" * len(some))
                found |= {
                    key
                    for (key,) in self._connection.execute(
                        f"select key from entries where key in ({marks})",  # noqa: S608 -- only marks
                        some,
                    )
                }
        except sqlite3.DatabaseError as error:
            if not _is_elsewhere(error):
                self._start_again(error)
        return found

    def put(self, entries: Mapping[str, bytes]) -> None:
        """Keep the entries. Raises CacheError where the file cannot be written."""
        now = int(time.time())
        rows = [(key, value, _checksum(key, value), now) for key, value in sorted(entries.items())]
        try:
            with self._connection:
                self._connection.executemany("insert or replace into entries values (?, ?, ?, ?)", rows)
        except sqlite3.DatabaseError as error:
            raise CacheError(f"The cache {self.path} cannot be written: {error}.") from error

    def prune(self, used: Iterable[str]) -> None:
        """Note that the keys `used` are in use, and forget what no build asked for in a month."""
        now = int(time.time())
        try:
            with self._connection:
                self._connection.executemany(
                    "update entries set used = ? where key = ? and used < ?",
                    ((now, key, now - _TOUCHED) for key in used),
                )
                self._connection.execute("delete from entries where used < ?", (now - _KEPT,))
        except sqlite3.DatabaseError as error:
            log.warning("The cache %s cannot be pruned: %s.", self.path, error)

    def close(self) -> None:
        """Free the file."""
        self._connection.close()

    def _some(self, keys: list[str]) -> dict[str, bytes]:
        marks = ",".join("?" * len(keys))
        found: dict[str, bytes] = {}
        for key, value, checksum in self._connection.execute(
            f"select key, value, checksum from entries where key in ({marks})",  # noqa: S608 -- only marks
            keys,
        ):
            if isinstance(value, bytes) and _checksum(key, value) == checksum:
                found[key] = value
            else:
                log.warning("The cache %s had a damaged entry, which is made again.", self.path)
        return found

    def _start_again(self, error: sqlite3.DatabaseError) -> None:
        _warn(self.path, error)
        self._connection.close()
        self.path.unlink(missing_ok=True)
        self._connection = _connect(self.path)


def _is_elsewhere(error: sqlite3.DatabaseError) -> bool:
    """Return whether the fault is not the file's own: a lock that is held, a full disk, a right that is missing."""
    causes = {
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_PERM,
    }  # fmt: skip
    return error.sqlite_errorcode & 0xFF in causes  # the low byte, without the details


def _checksum(key: str, value: bytes) -> int:
    """Return the sum of both: a whole value under another key would be wrong too."""
    return zlib.crc32(value, zlib.crc32(key.encode()))


def _warn(path: Path, error: sqlite3.DatabaseError) -> None:
    log.warning("The cache %s is damaged (%s) and is made anew.", path, error)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        # A power cut may damage the file, which is found and costs one slow build; waiting for the disk costs each.
        connection.execute("pragma synchronous = off")
        with connection:
            connection.execute(_SCHEMA)
        with closing(connection.execute("select key, value, checksum, used from entries limit 1")) as rows:
            rows.fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


class ProcessCache:
    """A cache's file that each process opens for itself once it asks; this may be handed from one to another."""

    def __init__(self, path: Path) -> None:
        """Name the file; nothing is opened yet."""
        self.path = path
        self._cache: Cache | None = None
        self._process = 0

    def __reduce__(self) -> tuple[type["ProcessCache"], tuple[Path]]:
        """Begin anew in another process."""
        return ProcessCache, (self.path,)

    def open(self) -> Cache:
        """Return the open cache of this process."""
        # A connection must not be used in a forked child.
        if self._cache is None or self._process != os.getpid():
            self._cache = Cache(self.path)
            self._process = os.getpid()
        return self._cache

    def close(self) -> None:
        """Free the file."""
        if self._cache and self._process == os.getpid():
            self._cache.close()
        self._cache = None
