"""Pairs of referents that could be related, and what is seen of each pair.

Every pair has one row of whole-article features, and one or more rows of local ones: for each two mentions of it in one
sentence or in neighbouring ones, and otherwise for its two nearest mentions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kg.extract.relations.bags import Bags, read_bags
from kg.extract.relations.columns import Parted
from kg.extract.relations.groups import ACCEPTS, RELATED
from kg.extract.relations.layout import Bools, Floats, Ints, Layout
from kg.extract.relations.local import read_local
from kg.extract.relations.names import ENDINGS
from kg.extract.relations.whole import Ends, read_whole

NEAR = 1  # sentences


@dataclass(frozen=True)
class Pairs:
    """P pairs with L local rows, sorted by pair."""

    subject: Ints  # (P,)
    object: Ints  # (P,)
    cell: Ints  # (P,) where they stand in a table of the layout's referents
    number: Ints  # (C,) the pair of each cell of such a table; P for none
    turned: Ints  # (P,) the pair turned round; P if there is none
    allowed: Bools  # (P, predicates)
    whole: Parted
    pair: Ints  # (L,) the pair that a local row belongs to
    one: Ints  # (L,) the subject's mention
    two: Ints  # (L,) the object's mention
    forward: Bools  # (L,) the subject comes first
    local: Floats  # (L, features) in reading order
    bags: Bags

    @cached_property
    def starts(self) -> Ints:
        """(P + 1,) where the rows of each pair begin, and where the last ones end."""
        return np.searchsorted(self.pair, np.arange(len(self.subject) + 1))

    def rows_of(self, pair: int) -> range:
        """The numbers of a pair's rows."""
        return range(int(self.starts[pair]), int(self.starts[pair + 1]))

    @cached_property
    def reading_order(self) -> Ints:
        """(L,) the rows with the subject first, then the others."""
        return reading_order(self.forward)

    @cached_property
    def place(self) -> Ints:
        """(L,) where each row stands in reading order."""
        result = np.empty_like(self.reading_order)
        result[self.reading_order] = np.arange(len(result))
        return result

    @cached_property
    def rounds(self) -> list[Ints]:
        """The first rows of all pairs, then the second rows of those that have one, and so on."""
        first = self.starts[:-1]
        if len(self.pair) == len(first):
            return [first]
        rank = np.arange(len(self.pair)) - first[self.pair]
        later = np.flatnonzero(rank)  # few
        return [first, *(later[rank[later] == number] for number in range(1, int(rank.max()) + 1))]


def reading_order(forward: Bools) -> Ints:
    """The rows with the subject first, then the others."""
    return np.argsort(~forward, kind="stable")


def read_pairs(layout: Layout) -> Pairs:
    """Number the pairs and read their features."""
    kind, (subject, obj) = layout.type, layout.cells
    related = RELATED[kind[subject], kind[obj]] & (subject != obj)
    cell = np.flatnonzero(related)
    subject, obj = subject[cell], obj[cell]
    number = np.full(len(related), len(cell))
    number[cell] = np.arange(len(cell))
    back = layout.row[obj] + subject
    pair, one, two = _meetings(layout, number, len(cell))
    forward = layout.begin[one] < layout.begin[two]
    order = reading_order(forward)
    return Pairs(
        subject, obj, cell, number, number[back], ACCEPTS[kind[subject], kind[obj]],
        read_whole(layout, Ends(subject, obj, cell, back), (pair, one, two)),
        pair, one, two, forward, read_local(layout, one[order], two[order], forward[order]),
        read_bags(layout, np.where(forward, one, two), np.where(forward, two, one)),
    )  # fmt: skip


def _meetings(layout: Layout, number: Ints, count: int) -> tuple[Ints, Ints, Ints]:
    """The mentions in which pairs meet: (pair, the subject's mention, the object's mention), sorted.

    number: (C,) that of each pair, count for none; count: how many pairs there are.
    """
    one, two = _both(layout)
    pair = number[layout.row[layout.referent][one] + layout.referent[two]]
    near = np.abs(layout.sentence[one] - layout.sentence[two]) <= NEAR
    chosen = np.flatnonzero(near & (pair < count))
    far = np.ones(count + 1, dtype=bool)  # the last one stands for no pair
    far[pair[chosen]] = far[-1] = False
    if far.any():
        others = np.flatnonzero(far[pair])
        gap = np.abs(layout.begin[one[others]] - layout.begin[two[others]])
        others = others[np.lexsort((one[others], gap, pair[others]))]
        chosen = np.concatenate((chosen, others[np.diff(pair[others], prepend=-1) > 0]))
    chosen = chosen[np.argsort(pair[chosen], kind="stable")]
    return pair[chosen], one[chosen], two[chosen]


def _both(layout: Layout) -> tuple[Ints, Ints]:
    """Every mention with every one of its article: all of the first, then all of the second, and so on."""
    many = layout.of_mentions([part.mentions.stop - part.mentions.start for part in layout.parts])
    first = layout.of_mentions([part.mentions.start for part in layout.parts])
    one = np.repeat(np.arange(len(many)), many)
    return one, np.arange(len(one)) - (np.cumsum(many) - many - first)[one]


def ending_numbers(layout: Layout, vocabulary: Mapping[str, int]) -> Ints:
    """The vocabulary's numbers of the endings of the names: (R, ENDINGS); 0 for an unknown one."""
    numbers = [vocabulary.get(ending, 0) for endings in layout.names.endings for ending in endings]
    return np.array(numbers, dtype=np.int64).reshape(-1, ENDINGS)
