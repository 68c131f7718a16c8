"""A file or folder that is written beside the old one and takes its place when it is whole."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from kg.errors import OutputError
from kg.lock import sole

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})  # no room on the disk, in the quota, in any one file


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give the place of a new file or folder, which replaces what the path names once the block is done.

    If the block fails, or the program ends in it, the old one stays as it is. A link is followed; a device or a pipe is
    written to. A folder gives way in two steps: what a killed program left between them is put back the next time.
    Raises OutputError where that cannot be done, where another program is doing it, and for an OSError in the block.
    """

    def in_use() -> OutputError:
        return OutputError(f"{path}: another export is writing it; wait for it, or choose another path with -o")

    try:
        whole = Path(os.path.realpath(path))
        if whole.exists() and not whole.is_file() and not whole.is_dir():
            with _copied_into(path) as place:
                yield place
            return
        whole.parent.stat()  # the lock would make the folder
        with sole(_beside(whole, "lock"), in_use):
            yield from _replaced(whole)
    except OSError as error:
        raise unwritable(path, error, "path") from error


def unwritable(path: Path, error: OSError, what: Literal["folder", "path"]) -> OutputError:
    """The error that a path cannot be written, with what to do about it."""
    reason = error.strerror or error
    if error.errno in FULL:
        return OutputError(f"{path}: cannot be written ({reason}); make room on the disk")
    if what == "folder":
        return OutputError(f"{path}: cannot be written ({reason}); choose another folder with -o")
    return OutputError(f"{path}: cannot be written ({reason}); choose another path with -o")


def remove(path: Path) -> None:
    """Remove a file or a folder with all that is in it, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def flush(path: Path) -> None:
    """Have the disk hold all of a file, or of a folder's files, before anything else is done; OSError if it cannot."""
    if path.is_dir():
        for below in sorted(path.iterdir()):
            flush(below)
        flush_folder(path)
        return
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(path: Path) -> None:
    """Have the disk hold the names in a folder, where the system has a call for that."""
    if sys.platform == "win32":
        return
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _replaced(whole: Path) -> Iterator[Path]:
    new, old = _beside(whole, "part"), _beside(whole, "old")
    if old.exists() and not whole.exists():
        old.rename(whole)
    remove(old)
    remove(new)
    try:
        yield new
        flush(new)
        if whole.is_dir() and new.is_dir():
            whole.rename(old)
        elif whole.is_file():
            shutil.copymode(whole, new)
        new.replace(whole)
        flush_folder(whole.parent)
        remove(old)
    finally:
        remove(new)


def _beside(path: Path, what: str) -> Path:
    return path.with_name(f".{path.name}.kg-{what}")


@contextmanager
def _copied_into(path: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "file")
        yield place
        with place.open("rb") as source, path.open("wb") as target:
            shutil.copyfileobj(source, target)
