"""A lock that one process has at a time, and that the system lets go of for a process that is killed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import OutputError


@contextmanager
def sole(lock: Path, in_use: Callable[[], OutputError]) -> Iterator[None]:
    """Hold a lock, a file that is there only meanwhile; raise what in_use gives, at once, where another has it."""
    from filelock import FileLock, Timeout

    holder = FileLock(lock, blocking=False)
    try:
        holder.acquire()
    except Timeout:
        raise in_use() from None
    try:
        yield
    finally:
        # While it is held: who has opened it by now sees, once it is let go, that it is no more (on Windows, where an
        # open file cannot be removed, the library removes it).
        with suppress(OSError):
            lock.unlink()
        holder.release()
