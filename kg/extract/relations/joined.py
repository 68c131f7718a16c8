"""Articles put one after the other in one layout, so that each step works through the arrays of all at once.

Most articles are so short that a step takes longer to be called than to work through one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import chain
from typing import Any

import numpy as np

from kg.extract.relations.layout import Layout, Part, spread
from kg.extract.relations.names import Names

ROOM = 1 << 13  # pairs of mentions that articles which go together may have: their arrays stay in a core's cache
_OF_REFERENTS = ("referent", "clause_topic", "topic", "before_topic", "previous", "following", "opening")
_OF_WORDS = ("word_begin", "word_end", "clause_begin", "clause_end")


def gather(layouts: Iterable[Layout], room: int = ROOM) -> Iterator[list[Layout]]:
    """Articles that go together: neighbours, as long as there is room; a large one goes alone."""
    together: list[Layout] = []
    taken = 0
    for layout in layouts:
        size = len(layout.referent) ** 2
        if together and taken + size > room:
            yield together
            together, taken = [], 0
        together.append(layout)
        taken += size
    if together:
        yield together


def join(layouts: Sequence[Layout]) -> Layout:
    """One layout of articles, each of which is a layout by itself."""
    if len(layouts) == 1:
        return layouts[0]
    held = _concatenated(layouts)
    parts = tuple(_moved(held["parts"]))
    referents, mentions = [part.referents for part in parts], [part.mentions for part in parts]
    first_referent = spread([stretch.start for stretch in referents], mentions)
    for name in _OF_REFERENTS:
        held[name] += np.where(held[name] < 0, 0, first_referent)
    first_word = spread([part.words.start for part in parts], mentions)
    for name in _OF_WORDS:
        held[name] += first_word
    held["row"] += spread([part.cells.start - part.referents.start for part in parts], referents)
    names = Names(**_concatenated([layout.names for layout in layouts]))
    return Layout(**held | {"parts": parts, "names": names})


def _moved(parts: Sequence[Part]) -> Iterator[Part]:
    """Where each article stands behind those before it."""
    begins = [0] * 4
    for document, *own in parts:
        stretches = [slice(begin, begin + stretch.stop) for begin, stretch in zip(begins, own, strict=True)]
        yield Part(document, *stretches)
        begins = [stretch.stop for stretch in stretches]


def _concatenated(parts: Sequence[Layout] | Sequence[Names]) -> dict[str, Any]:
    """What the fields of several hold, one after the other."""
    found: dict[str, Any] = {}
    for field in fields(parts[0]):
        values = [getattr(part, field.name) for part in parts]
        if isinstance(values[0], np.ndarray):
            found[field.name] = np.concatenate(values, axis=-1)
        elif isinstance(values[0], tuple):
            found[field.name] = tuple(chain.from_iterable(values))
    return found
