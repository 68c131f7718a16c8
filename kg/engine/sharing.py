"""Equal strings of many readings as one: readings that come from a cache or another process have a copy of each.

Names, and the ids and sentences that claims repeat, are half of what a large corpus's readings take.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kg.model import Reading


def shared(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Yield the same readings, equal strings in them being the same object."""
    everywhere: dict[str, str] = {}
    for reading in readings:
        here: dict[str, str] = {}  # what no other article says need not be remembered for them
        for referent in reading.referents:
            _share(referent, ("id",), here)
            _share(referent, ("name", "stem", "home", "code"), everywhere)
            for mention in referent.mentions:
                _share(mention, ("surface",), everywhere)
        for claim in reading.claims:
            _share(claim, ("subject", "object", "evidence"), here)
            _share(claim, ("post", "date", "date_text"), everywhere)
        yield reading


def taken(readings: list[Reading]) -> Iterator[Reading]:
    """Yield readings out of a list, which lets go of each: the graph of a large corpus needs the room."""
    while readings:
        yield readings.pop()


def _share(value: Any, fields: Iterable[str], known: dict[str, str]) -> None:
    for field in fields:
        text = getattr(value, field)
        # The value is frozen, and stays what it is: one string takes the place of its equal.
        object.__setattr__(value, field, known.setdefault(text, text))
