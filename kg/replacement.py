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

from kg.errors import OutputError

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})  # no room on the disk, in the quota, in any one file


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give the place of a new file or folder, which replaces what the path names once the block is done.

    If the block fails, or the program ends in it, the old one stays as it is. A link is followed; a device or a pipe is
    written to. A folder gives way in two steps: what a killed program left between them is put back the next time.
    Raises OutputError where that cannot be done, also for an OSError in the block.
    """
    try:
        whole = Path(os.path.realpath(path))
        if whole.exists() and not whole.is_file() and not whole.is_dir():
            with _copied_into(path) as place:
                yield place
            return
        new, old = whole.with_name(f".{whole.name}.part"), whole.with_name(f".{whole.name}.old")
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
    except OSError as error:
        what = f"{path}: cannot be written ({error.strerror or error})"
        advice = "make room on the disk" if error.errno in FULL else "choose another path with -o"
        raise OutputError(f"{what}; {advice}") from error


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


@contextmanager
def _copied_into(path: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "file")
        yield place
        with place.open("rb") as source, path.open("wb") as target:
            shutil.copyfileobj(source, target)
