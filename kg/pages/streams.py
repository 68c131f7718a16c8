"""What the streams of a PDF unpack to, measured before anything unpacks them whole.

Only the usual packing (Flate, also twice over) is measured; what is encrypted or packed in older ways is not.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from kg.pages.limits import LARGEST_ARCHIVE, LARGEST_STREAM

_BEGIN = re.compile(rb"stream\r?\n")
_STEP = 1_000_000  # bytes unpacked at a time
_ZLIB = 0x78  # what Flate begins with, as all programs write it


def swollen(data: bytes) -> str:
    """What is wrong with a PDF whose streams unpack to too much; "" if they do not."""
    total = 0
    for match in _BEGIN.finditer(data):
        if data[match.end() : match.end() + 1] != bytes([_ZLIB]):
            continue
        size = _unpacked(memoryview(data)[match.end() :])
        total += size
        for found, most, what in ((size, LARGEST_STREAM, "one of its parts"), (total, LARGEST_ARCHIVE, "its parts")):
            if found > most:
                return f"{what} would have more than {most:,} bytes unpacked"
    return ""


def _unpacked(packed: memoryview) -> int:
    """The bytes of a stream, and of the stream that it may be in turn; a few more than LARGEST_STREAM at most."""
    size = inner = 0
    second = None
    for chunk in _chunks(zlib.decompressobj(), packed):
        if not size and chunk[0] == _ZLIB:
            second = zlib.decompressobj()
        size += len(chunk)
        for part in _chunks(second, chunk) if second else ():
            inner += len(part)
            if inner > LARGEST_STREAM:
                return inner
        if size > LARGEST_STREAM:
            break
    return max(size, inner)


def _chunks(unpacker: zlib._Decompress, packed: memoryview | bytes) -> Iterator[bytes]:
    """What is unpacked, in steps, up to where it ends or breaks off."""
    begin = 0
    waiting: memoryview | bytes = b""
    while not unpacker.eof:
        if not waiting:
            waiting = packed[begin : begin + _STEP]
            begin += len(waiting)
        if not waiting:
            return
        try:
            chunk = unpacker.decompress(waiting, _STEP)
        except zlib.error:
            return
        waiting = unpacker.unconsumed_tail
        if chunk:
            yield chunk
