"""Python's search for cycles of objects, made less often: reading pages leaves next to none behind.

By default Python looks after every 700 new objects, which takes a thirtieth of a build's time, and through everything
when a program ends, which takes another fiftieth.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects before the young are looked at, and how often these before the older; a page leaves some thirty in cycles.
_SELDOM = (1_000_000, 20, 100)


def collect_seldom() -> None:
    """Let this process look for cycles seldom from now on, and not when it ends: the system takes all memory back."""
    gc.set_threshold(*_SELDOM)
    atexit.register(gc.freeze)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Let this process look for cycles seldom for a while, and then as often as before."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
