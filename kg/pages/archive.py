"""ZIP archives → the files in them; nothing is written to the disk."""

from __future__ import annotations

import hashlib
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePath, PurePosixPath

from kg.errors import DamagedPage, OversizedPage, PageError
from kg.pages.limits import LARGEST_ARCHIVE, MOST_FILES, too_large
from kg.pages.paths import page_path

_ENTRY = b"PK\x01\x02"  # what each file's entry in the archive's list begins with
# All that Python's own reader is known to raise on an archive that is broken, or packed in a way that it cannot unpack.
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, NotImplementedError, EOFError, OSError,
    ValueError, RuntimeError, struct.error, OverflowError,
)  # fmt: skip
# What is unpacked at a time: bytes, where Python heeds that, else packed ones, of which 45 of bzip2 may be as many MB.
_STEP, _PACKED_STEP = 65536, 64
_UTF8, _ENCRYPTED = 0x800, 0x1  # bits of a member's flags


def unpack(
    data: bytes, path: str, wanted: Callable[[PurePath], bool] = lambda _: True
) -> Iterator[tuple[str, bytes] | PageError]:
    """Yield each file of an archive, with its path behind the archive's ("a.zip/b.txt"), in the order of these.

    A file that is locked, broken or too large comes as its error; hidden files are left out, as they are in folders,
    and those that are not wanted. A file that stands in the archive twice (same path, same bytes) comes once. Raises
    DamagedPage if it is no archive at all, OversizedPage if it lists too many files.
    """
    archive = open_archive(data, path)
    room = LARGEST_ARCHIVE
    seen: set[tuple[str, bytes]] = set()
    with archive:
        for member in sorted(archive.infolist(), key=member_name):
            name = PurePosixPath(member_name(member))
            where = f"{path}/{name}"
            hidden = any(part.startswith((".", "__MACOSX")) for part in name.parts)
            if member.is_dir() or hidden or not wanted(name):
                continue
            room -= member.file_size
            if member.flag_bits & _ENCRYPTED:
                yield DamagedPage(where, "it is locked with a password; unpack the archive first")
            elif reason := too_large(name.suffix, member.file_size):
                yield OversizedPage(where, reason)
            elif room < 0:
                yield OversizedPage(
                    where, f"unpacked, the archive has more than {LARGEST_ARCHIVE:,} bytes; cut it into several"
                )
            else:
                try:
                    found = where, _content(archive, member)
                except _BROKEN as error:
                    yield DamagedPage(where, f"it cannot be unpacked ({error})")
                    continue
                said = where, hashlib.sha256(found[1]).digest()
                if said not in seen:
                    yield found
                seen.add(said)


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The bytes of a file, and no more than the archive says that it has: unpacked in steps, since each is unpacked
    whole before it is cut at that size.
    """
    step = _STEP if member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) else _PACKED_STEP
    found = bytearray()
    with archive.open(member) as stream:
        assert isinstance(stream, zipfile.ZipExtFile)
        stream.MIN_READ_SIZE = step
        while chunk := stream.read(step):
            found += chunk
    return bytes(found)


def open_archive(data: bytes, path: str) -> zipfile.ZipFile:
    """Open an archive. Raises DamagedPage if it is none, OversizedPage if it lists too many files."""
    # Python reads the whole list before it tells how long it is.
    if data.count(_ENTRY) > MOST_FILES:
        raise OversizedPage(path, f"it holds more than {MOST_FILES:,} files; cut it into several archives")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise DamagedPage(path, f"it is no ZIP archive that can be opened ({error})") from error


def member_name(member: zipfile.ZipInfo) -> str:
    """A file's path in the archive, without steps out of it; names not marked as UTF-8 are mostly GBK."""
    name = member.filename
    if not member.flag_bits & _UTF8:
        for encoding in ("utf-8", "gb18030"):
            try:
                name = member.filename.encode("cp437").decode(encoding)
            except UnicodeError:
                continue
            break
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return page_path("/".join(part for part in parts if part.strip("/") not in ("", "..")))
