"""The data file of all divisions: one small file that opens at once and gives villages a county at a time.

Layout
    8 bytes   MAGIC
    4 bytes   length of the head, unsigned, little-endian
    head      zlib of UTF-8 text in three parts with an empty line between them:
              where the data comes from, a line a fact, "key: value";
              province to township, a line each, "code name", sorted by code;
              villages' blocks, a line each, "county offset length", offsets counted from the end of the head
    blocks    zlib of GB18030 text each (the blocks come out 13% smaller than of UTF-8). A line "=" and the
              township's nine digits opens a township; then its villages in order of code, "name" where the code is
              the last plus one, "nnn name" with its last three digits otherwise.
"""

from __future__ import annotations

import mmap
import re
import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from operator import itemgetter
from pathlib import Path

from kg.errors import DataError

MAGIC = b"KGDIV\x00\x01\n"
_LENGTH = struct.Struct("<I")
_BLOCK_ENCODING = "gb18030"
_CODES = re.compile(r"\n(?:=\d+\n(?:\d+ )?|\d+ )")  # what stands in a block beside names


def pack(
    about: Mapping[str, str],
    divisions: Iterable[tuple[str, str]],
    villages: Mapping[str, Iterable[tuple[str, str]]],
) -> bytes:
    """The bytes of a data file, from (code, name) of provinces to townships and of each county's villages."""
    blocks = {county: zlib.compress(_block(rows).encode(_BLOCK_ENCODING), 9) for county, rows in villages.items()}
    index, offset = [], 0
    for county in sorted(blocks):
        index.append(f"{county} {offset} {len(blocks[county])}")
        offset += len(blocks[county])
    parts = (
        [f"{key}: {value}" for key, value in about.items()],
        [f"{code} {name}" for code, name in sorted(divisions)],
        index,
    )
    head = zlib.compress("\n\n".join("\n".join(lines) for lines in parts).encode(), 9)
    return b"".join((MAGIC, _LENGTH.pack(len(head)), head, *(blocks[county] for county in sorted(blocks))))


def _block(rows: Iterable[tuple[str, str]]) -> str:
    lines: list[str] = []
    township, last = "", 0
    for code, name in sorted(rows):
        if code[:9] != township:
            township, last = code[:9], 0
            lines.append("=" + township)
        number = int(code[9:])
        lines.append(name if number == last + 1 else f"{number} {name}")
        last = number
    return "\n".join(lines)


class Villages:
    """The villages of a county in order of code; codes are made for those that are asked for, which are few."""

    def __init__(self, block: str = "") -> None:
        """The villages of a block of a data file."""
        self._block = block
        self.names = _CODES.sub("\n", f"\n{block}").split("\n")[1:] if block else []

    @cached_property
    def _runs(self) -> list[tuple[int, str, int]]:
        """Index of a first village, its township, its number; behind it numbers count up."""
        runs: list[tuple[int, str, int]] = []
        index, township = 0, ""
        for line in filter(None, self._block.split("\n")):
            if line[0] == "=":
                township = line[1:]
                runs.append((index, township, 1))
                continue
            if line[0] < "=":
                number, _, _ = line.rpartition(" ")
                if number:
                    runs.append((index, township, int(number)))
            index += 1
        return runs

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """(code, name) of each."""
        return ((self.code(index), name) for index, name in enumerate(self.names))

    def code(self, index: int) -> str:
        """The code of the village that has this place in the order."""
        first, township, number = self._runs[bisect_right(self._runs, index, key=itemgetter(0)) - 1]
        return f"{township}{number + index - first:03}"

    def name(self, code: str) -> str | None:
        """The name of the village that has this code."""
        if not code.isdecimal():
            return None
        run = bisect_right(self._runs, (code[:9], int(code[9:])), key=itemgetter(1, 2)) - 1
        first, _, number = self._runs[run] if run >= 0 else (len(self.names), "", 0)
        index = first + int(code[9:]) - number
        return self.names[index] if index < len(self.names) and self.code(index) == code else None


class Archive:
    """An opened data file; only its head is read, and blocks when they are asked for.

    Raises DataError if the file is missing or damaged.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise DataError(f"{path}: the file of divisions cannot be read ({error}); install newskg again") from error
        start = len(MAGIC) + _LENGTH.size
        try:
            if self._bytes[: len(MAGIC)] != MAGIC:
                raise self._damaged("it does not begin as it should")
            (length,) = _LENGTH.unpack(self._bytes[len(MAGIC) : start])
            head = zlib.decompress(self._bytes[start : start + length]).decode()
            about, divisions, index = head.split("\n\n")
        except (struct.error, zlib.error, ValueError) as error:
            raise self._damaged(str(error)) from error
        self.about: dict[str, str] = dict(_halves(about, ": "))  # where the data comes from
        self.divisions: list[tuple[str, str]] = list(_halves(divisions, " "))  # (code, name), province to township
        self._index = {
            county: (start + length + int(offset), int(size))
            for county, offset, size in (line.split(" ") for line in index.splitlines())
        }

    def villages(self, county: str) -> Villages:
        """The villages of a county; none for a county that has no block."""
        if county not in self._index:
            return Villages()
        begin, size = self._index[county]
        try:
            return Villages(zlib.decompress(self._bytes[begin : begin + size]).decode(_BLOCK_ENCODING))
        except (zlib.error, ValueError) as error:
            raise self._damaged(f"county {county}: {error}") from error

    def digest(self) -> str:
        """SHA-256 of the file, hexadecimal."""
        import hashlib

        return hashlib.sha256(self._bytes).hexdigest()

    def _damaged(self, why: str) -> DataError:
        return DataError(f"{self.path}: the file of divisions is damaged ({why}); install newskg again")


def _halves(lines: str, separator: str) -> Iterator[tuple[str, str]]:
    for line in lines.split("\n"):
        if line:
            first, _, second = line.partition(separator)
            yield first, second
