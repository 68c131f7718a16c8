"""ZIP archives → the files in them; nothing is written to the disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from kg.errors import DamagedPage, OversizedPage, PageError

LARGEST_FILE = 200_000_000  # bytes, unpacked: beyond any newspaper page, and what a table of articles may have
LARGEST_ARCHIVE = 1_000_000_000  # bytes of all its files; all pages of a build stand in the memory
_UTF8, _ENCRYPTED = 0x800, 0x1  # bits of a member's flags


def unpack(data: bytes, path: str) -> Iterator[tuple[str, bytes] | PageError]:
    """Yield each file of an archive, with its path behind the archive's ("a.zip/b.txt"), in the order of these.

    A file that is locked, broken or too large comes as its error; hidden files are left out, as they are in folders.
    Raises DamagedPage if it is no archive at all.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OSError) as error:
        raise DamagedPage(path, f"it is no ZIP archive that can be opened ({error})") from error
    room = LARGEST_ARCHIVE
    with archive:
        for name, member in sorted((member_name(member), member) for member in archive.infolist()):
            where = f"{path}/{name}"
            parts = PurePosixPath(name).parts
            if member.is_dir() or any(part.startswith((".", "__MACOSX")) for part in parts):
                continue
            room -= member.file_size
            if member.flag_bits & _ENCRYPTED:
                yield DamagedPage(where, "it is locked with a password; unpack the archive first")
            elif member.file_size > LARGEST_FILE or room < 0:
                yield OversizedPage(where, f"unpacked it would be {member.file_size:,} bytes; unpack the archive first")
            else:
                try:
                    # No more than the size that the archive tells is ever unpacked.
                    yield where, archive.read(member)
                except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as error:
                    yield DamagedPage(where, f"it cannot be unpacked ({error})")


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
    return "/".join(part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", ".."))


def unpacked_size(data: bytes) -> int:
    """How many bytes the files of an archive say that they hold. Raises BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(member.file_size for member in archive.infolist())
