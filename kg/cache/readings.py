"""Pages of files and readings of pages in one SQLite file, which any number of builds may use at once.

A row is one file or page as one state of the program reads it: its key a hash of both, its value JSON, deflated, behind
a hash of key and value. JSON, because what is read back can then be nothing but readings, whoever wrote the file.
"""

from __future__ import annotations

import dataclasses
import json
import sqlite3
import zlib
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec

from kg.errors import DamagedCache
from kg.model import Page, Reading
from kg.pages.caller import Given

NAME = "readings.sqlite"
LIMIT = 2**30  # bytes of readings that a file keeps; beyond it, what was longest without use goes
PATIENCE = 20.0  # seconds that a build waits while another one writes
APPLICATION = 0x6B675244  # "kgRD": what SQLite's header says of the program that a file belongs to
LAYOUT = 1  # of the table; a file of another is made anew
MOST_BUILDS = 2**62  # that a file counts; more, and a number would be none of SQLite's
LARGEST = 2**28  # bytes of one page's readings, inflated: a file made by others shall not fill the memory
_DIGEST = 32  # bytes of a SHA-256
_HEADER = b"SQLite format 3\0"
_APPLICATION_AT = 68  # offset in the header, see https://www.sqlite.org/fileformat.html
_SCHEMA = """
CREATE TABLE reading (key BLOB PRIMARY KEY, build INTEGER NOT NULL, size INTEGER NOT NULL, value BLOB NOT NULL)
    WITHOUT ROWID;
CREATE INDEX oldest ON reading (build);
"""
_FAULTS = (sqlite3.Error, UnicodeDecodeError)  # the other where SQLite's message has a name in it that is damaged
_READINGS, _PAGES = msgspec.json.Decoder(tuple[Reading, ...]), msgspec.json.Decoder(tuple[Page, ...])
Say = Callable[[str], None]
T = TypeVar("T")


def default_file() -> Path:
    """Where readings are kept if nobody says otherwise: newskg/readings.sqlite in the user's folder of caches."""
    from platformdirs import user_cache_path

    return user_cache_path("newskg", appauthor=False) / NAME


class Readings:
    """The readings of earlier builds.

    Whatever is wrong with the file is said once through say, and never an error: then all pages are read anew. A
    damaged file of ours is made anew, and so is whatever lies at our own default place; any other file that is no
    cache is left as it is.
    """

    def __init__(
        self,
        path: Path,
        state: str,
        say: Say = lambda _message: None,
        *,
        limit: int = LIMIT,
        patience: float = PATIENCE,
    ) -> None:
        self._path, self._state, self._say, self._limit, self._patience = path, state, say, limit, patience
        self._base: sqlite3.Connection | None = None
        self._build = 0
        self._used: list[bytes] = []  # keys of files that this build asked for
        try:
            self._open()
        except (*_FAULTS, OSError) as error:
            self._repair(error)

    def __enter__(self) -> Readings:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of what was longest without use, if there is too much, and close the file."""
        if self._base:
            try:
                with self._base:
                    row = "UPDATE reading SET build = ? WHERE key = ?"
                    self._base.executemany(row, ((self._build, key) for key in self._used))
                self._forget(self._base)
            except _FAULTS as error:
                self._say(f"{self._path}: old readings stay in it ({error})")
        if self._base:
            self._base.close()
            self._base = None

    def key(self, page: Page) -> bytes:
        """What a page's readings are kept under: a hash of all that they depend on."""
        return sha256(json.dumps([self._state, *dataclasses.astuple(page)]).encode()).digest()

    def file_key(self, data: bytes, path: str, given: Given) -> bytes:
        """What the pages of a file are kept under."""
        return sha256(json.dumps([self._state, path, sha256(data).hexdigest(), given.said()]).encode()).digest()

    def known(self, keys: Sequence[bytes]) -> set[bytes]:
        """Those keys that have readings; from now on they count as used."""
        if not self._base:
            return set()
        try:
            with self._base:
                self._base.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (key BLOB PRIMARY KEY) WITHOUT ROWID")
                self._base.execute("DELETE FROM wanted")
                self._base.executemany("INSERT OR IGNORE INTO wanted VALUES (?)", ((key,) for key in keys))
                self._base.execute("UPDATE reading SET build = ? WHERE key IN wanted", (self._build,))
                return {key for (key,) in self._base.execute("SELECT key FROM reading WHERE key IN wanted")}
        except _FAULTS as error:
            self._repair(error)
            return set()

    def get(self, key: bytes) -> list[Reading] | None:
        """The readings kept under a key; None where there are none, or none that are whole."""
        return self._get(key, _READINGS.decode)

    def get_pages(self, key: bytes) -> list[Page] | None:
        """The pages kept under a file's key; from now on they count as used."""
        self._used.append(key)
        return self._get(key, _PAGES.decode)

    def put(self, key: bytes, values: Sequence[Reading] | Sequence[Page]) -> None:
        """Keep readings or pages; at once on the disk, so that a build that is killed can go on from them."""
        if not self._base:
            return
        try:
            packed = zlib.compress(msgspec.json.encode(values), 1)
        except UnicodeEncodeError:
            return  # half a surrogate pair, which no UTF-8 has: rare, and read anew each time
        row = (key, self._build, len(packed), sha256(key + packed).digest() + packed)
        try:
            with self._base:
                self._base.execute("INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?)", row)
        except _FAULTS as error:
            self._repair(error)

    def _get(self, key: bytes, decode: Callable[[bytes], tuple[T, ...]]) -> list[T] | None:
        if not self._base:
            return None
        try:
            row = self._base.execute("SELECT value FROM reading WHERE key = ?", (key,)).fetchone()
        except _FAULTS as error:
            self._repair(error)
            return None
        if not row:
            return None
        try:
            return list(decode(_unpacked(key, row[0])))
        except (DamagedCache, msgspec.MsgspecError, RecursionError, zlib.error) as error:
            self._say(f"{self._path}: the readings of a page are damaged ({error}); the page is read anew")
            return None

    def _open(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(self._path, timeout=self._patience)
        try:
            base.execute("PRAGMA synchronous = NORMAL")
            base.execute("BEGIN IMMEDIATE")
            if _pragma(base, "application_id") == 0 and not base.execute("SELECT 1 FROM sqlite_master").fetchone():
                for statement in filter(str.strip, _SCHEMA.split(";")):
                    base.execute(statement)
                base.execute(f"PRAGMA application_id = {APPLICATION}")
                base.execute(f"PRAGMA user_version = {LAYOUT}")
            _recognised(base)
            last = _last_build(base)
            base.commit()
        except BaseException:
            base.close()
            raise
        self._base, self._build = base, last + 1

    def _repair(self, error: Exception) -> None:
        """Begin a new file where the old one is damaged and ours; else go on without."""
        if self._base:
            self._base.close()
            self._base = None
        try:
            if _damaged(error) and self._is_ours():
                for path in (self._path, self._path.with_name(f"{self._path.name}-journal")):
                    path.unlink(missing_ok=True)
                self._open()
                self._say(f"{self._path}: the cache was damaged ({error}) and is made anew")
                return
        except (*_FAULTS, OSError) as again:
            error = again
        self._say(f"{self._path}: cannot be used as a cache ({error}); it is left as it is, and all pages are read")

    def _is_ours(self) -> bool:
        if self._path == default_file():
            return True
        with self._path.open("rb") as file:
            header = file.read(_APPLICATION_AT + 4)
        return header.startswith(_HEADER) and header[_APPLICATION_AT:] == APPLICATION.to_bytes(4, "big")

    def _forget(self, base: sqlite3.Connection) -> None:
        (total,) = base.execute("SELECT COALESCE(SUM(size), 0) FROM reading").fetchone()
        if total <= self._limit:
            return
        with base:
            sizes = base.execute("SELECT build, SUM(size) FROM reading GROUP BY build ORDER BY build").fetchall()
            for build, size in sizes:
                if total <= self._limit or build >= self._build:
                    break
                base.execute("DELETE FROM reading WHERE build = ?", (build,))
                total -= size
        base.execute("VACUUM")


def _recognised(base: sqlite3.Connection) -> None:
    if (_pragma(base, "application_id"), _pragma(base, "user_version")) != (APPLICATION, LAYOUT):
        raise sqlite3.DatabaseError("it is another program's, or another version's")


def _last_build(base: sqlite3.Connection) -> int:
    (last,) = base.execute("SELECT COALESCE(MAX(build), 0) FROM reading").fetchone()
    # SQLite's columns hold anything, whatever their type.
    if not isinstance(last, int) or not 0 <= last < MOST_BUILDS:
        raise sqlite3.DatabaseError("it counts builds wrongly")
    return last


def _unpacked(key: bytes, value: object) -> bytes:
    """The JSON of a row; DamagedCache or zlib.error where it is damaged."""
    if not isinstance(value, bytes) or sha256(key + value[_DIGEST:]).digest() != value[:_DIGEST]:
        raise DamagedCache("not what was written")
    inflater = zlib.decompressobj()
    text = inflater.decompress(value[_DIGEST:], LARGEST)
    if not inflater.eof:
        raise DamagedCache("longer than readings are")
    return text


def _pragma(base: sqlite3.Connection, name: str) -> int:
    (value,) = base.execute(f"PRAGMA {name}").fetchone()
    return int(value)


def _damaged(error: Exception) -> bool:
    """Whether the file itself is bad; one that is locked, or on a full disk, will be good again."""
    if isinstance(error, sqlite3.OperationalError):
        return "no such" in str(error)
    return isinstance(error, sqlite3.DatabaseError | UnicodeDecodeError)
