"""The folder of a build: how all its files come to be there at once, and how a reader takes them.

A build writes into .kg-building inside the folder. When every file is whole and on the disk, that folder is renamed to
.kg-ready: this one step makes it the build, and until then no file of the last build is touched. Then the files move up
into the folder, each in place of the old one. A reader takes a file from .kg-ready while it is there, else from the
folder: whenever a build is killed, it sees all files of the old build or all of the new one. The next build finishes
the moves. Nothing of this needs more than the renaming of a folder, which every file system of a machine has.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from kg.errors import FolderInUse, OutputError, UsageError
from kg.lock import sole
from kg.replacement import flush, flush_folder, remove, unwritable

# graph.ttl moves first: the folder that holds it is known for one of ours. The report moves last.
OUTPUTS = ("graph.ttl", "graph.html", "graph.graphml", "graph.gexf", "report.json")
STAGING = ".kg-building"
READY = ".kg-ready"
LOCK = ".kg-lock"
_PROCESS = ".process"  # the number of the process that builds, for those who would build too


def built_file(folder: Path, name: str) -> Path:
    """Where a file of a build lies, if it is there; it may move the next moment, so open_built is for reading it."""
    moving = folder / READY / name
    return moving if moving.exists() else folder / name


def open_built(folder: Path, name: str) -> BinaryIO:
    """Open a file of a build; FileNotFoundError where there is none."""
    # In this order a file that moves meanwhile is not missed.
    with suppress(FileNotFoundError, NotADirectoryError):
        return (folder / READY / name).open("rb")
    return (folder / name).open("rb")


def spare(folder: Path, path: Path) -> None:
    """Raise UsageError where a path to be written is a file of the build that is read, or its Turtle file."""
    read = [folder] if folder.is_file() else [folder / name for name in OUTPUTS]
    if os.path.realpath(path) in map(os.path.realpath, read):
        raise UsageError(f"{path}: belongs to the graph that is read, and would be lost; choose another path with -o")


@contextmanager
def building(folder: Path) -> Iterator[Path]:
    """Give an empty folder to write a build to, which becomes the build in the folder named when the block is done.

    If the block fails, or the program is killed, the old build stays. One build at a time may write to a folder. Raises
    FolderInUse where another one does, OutputError where the folder cannot be written, also for an OSError in the
    block.
    """
    staging = folder / STAGING
    with held(folder):
        remove(staging)
        _finish(folder)
        _check(folder)
        try:
            staging.mkdir()
            (staging / _PROCESS).write_text(str(os.getpid()), encoding="ascii")
            yield staging
            _publish(folder)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Make a folder if it is not there, and keep other builds out of it.

    Raises FolderInUse where another build is there, OutputError where the folder cannot be written, also for an OSError
    in the block.
    """

    def in_use() -> FolderInUse:
        return FolderInUse(
            f"{folder}: another build{_process(folder)} is writing there; wait for it, or choose another folder with -o"
        )

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with sole(folder / LOCK, in_use):
            yield
    except OSError as error:
        raise unwritable(folder, error, "folder") from error


def moving_order(name: str) -> tuple[int, str]:
    """What the names of a build's files are sorted by for their moves: the report comes last."""
    return OUTPUTS.index(name) if name in OUTPUTS else -1, name


def _publish(folder: Path) -> None:
    """Make what was written the build."""
    staging = folder / STAGING
    (staging / _PROCESS).unlink()
    flush(staging)
    staging.rename(folder / READY)
    flush_folder(folder)
    _finish(folder)


def _finish(folder: Path) -> None:
    """Move up what a build made ready, be it this one or one that was killed."""
    ready = folder / READY
    if not ready.is_dir():
        return
    for path in sorted(ready.iterdir(), key=lambda path: moving_order(path.name)):
        try:
            if path.is_dir():
                remove(folder / path.name)
            path.replace(folder / path.name)
        except OSError as error:
            raise OutputError(
                f"{folder / path.name}: the new graph is there and kg reads it, but this file cannot be replaced "
                f"({error.strerror}); close the program that has it open, and build again"
            ) from error
    ready.rmdir()
    flush_folder(folder)


def _check(folder: Path) -> None:
    for name in OUTPUTS:
        if (folder / name).is_dir():
            raise OutputError(f"{folder / name}: is a folder, where a file is to be; choose another folder with -o")


def _process(folder: Path) -> str:
    try:
        return f" (process {int((folder / STAGING / _PROCESS).read_text(encoding='ascii'))})"
    except (OSError, ValueError):
        return ""
