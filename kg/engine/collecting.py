"""Python's search for cycles of objects, made less often: reading pages leaves next to none behind.

By default Python looks after every 700 new objects, which takes a thirtieth of a build's time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects before the young are looked at, and how often these before the older; of some 10 MB at most.
_SELDOM = (50_000, 20, 100)


def collect_seldom() -> None:
    """Let this process look for cycles seldom from now on."""
    gc.set_threshold(*_SELDOM)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Let this process look for cycles seldom for a while, and then as often as before."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
