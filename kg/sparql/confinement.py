"""What the process that answers gives up before it sees a query, where the system knows such limits (not Windows)."""

from __future__ import annotations

import contextlib
import signal
from pathlib import Path


def confine(memory: int) -> None:
    """Take no more files, sockets or memory than are needed from here on, where the system knows such limits."""
    try:
        import resource
    except ImportError:  # Windows
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = _held() + memory
    if hard == resource.RLIM_INFINITY or most < hard:
        # macOS has the limit and may refuse to set it.
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    # No new descriptor is no new connection: whatever a query reaches for, it reaches no network and no file.
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _held() -> int:
    """Bytes of addresses that this process holds already; 0 where the system does not say."""
    from mmap import PAGESIZE

    try:
        return PAGESIZE * int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0


def end_after(seconds: float) -> None:
    """Have the system end this process after so many seconds; 0 takes that back. Does nothing on Windows."""
    if hasattr(signal, "setitimer"):
        # Left to the system, which ends the process: Python could not act while the engine is at work.
        signal.setitimer(signal.ITIMER_REAL, seconds)
