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
from kg.extract.relations.groups import ACCEPTS, RELATED
from kg.extract.relations.layout import Bools, Floats, Ints, Layout
from kg.extract.relations.local import neighbours, read_local
from kg.extract.relations.names import ENDINGS
from kg.extract.relations.whole import read_whole

NEAR = 1  # sentences


@dataclass(frozen=True)
class Pairs:
    """P pairs with L local rows, sorted by pair."""

    subject: Ints  # (P,)
    object: Ints  # (P,)
    turned: Ints  # (P,) the pair turned round; P if there is none
    allowed: Bools  # (P, predicates)
    whole: Floats  # (P, features)
    pair: Ints  # (L,) the pair that a local row belongs to
    one: Ints  # (L,) the subject's mention
    two: Ints  # (L,) the object's mention
    forward: Bools  # (L,) the subject comes first
    local: Floats  # (L, features)
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
        return np.argsort(~self.forward, kind="stable")

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


def read_pairs(layout: Layout) -> Pairs:
    """Number the pairs and read their features."""
    kind, count = layout.type, len(layout.type)
    related = RELATED[kind[:, None], kind]
    np.fill_diagonal(related, val=False)
    subject, obj = np.nonzero(related)
    number = np.full((count, count), -1, dtype=np.int64)
    number[subject, obj] = np.arange(len(subject))
    pair, one, two = _meetings(layout, number, len(subject))
    beside = neighbours(layout)
    turned = number[obj, subject]
    turned[turned < 0] = len(subject)
    forward = layout.begin[one] < layout.begin[two]
    return Pairs(
        subject, obj, turned, ACCEPTS[kind[subject], kind[obj]], read_whole(layout, subject, obj, (one, two), beside),
        pair, one, two, forward, read_local(layout, one, two, forward, beside),
        read_bags(layout, np.where(forward, one, two), np.where(forward, two, one)),
    )  # fmt: skip


def _meetings(layout: Layout, number: Ints, count: int) -> tuple[Ints, Ints, Ints]:
    """The mentions in which pairs meet: (pair, the subject's mention, the object's mention), sorted.

    number: (R, R) that of each pair, -1 for none; count: how many pairs there are.
    """
    owner, sentence, begin = layout.referent, layout.sentence, layout.begin
    pair_of = number[owner[:, None], owner]
    near = np.abs(sentence[:, None] - sentence) <= NEAR
    near &= pair_of >= 0
    one, two = np.nonzero(near)
    pair = pair_of[one, two]
    far = np.ones(count + 1, dtype=bool)  # the last one stands for no pair
    far[pair] = far[-1] = False
    if far.any():
        far_one, far_two = np.nonzero(far[pair_of])
        far_pair = pair_of[far_one, far_two]
        order = np.lexsort((far_one, np.abs(begin[far_one] - begin[far_two]), far_pair))
        chosen = order[np.diff(far_pair[order], prepend=-1) > 0]
        pair = np.concatenate((pair, far_pair[chosen]))
        one, two = np.concatenate((one, far_one[chosen])), np.concatenate((two, far_two[chosen]))
    order = np.lexsort((two, one, pair))
    return pair[order], one[order], two[order]


def ending_numbers(layout: Layout, vocabulary: Mapping[str, int]) -> Ints:
    """The vocabulary's numbers of the endings of the names: (R, ENDINGS); 0 for an unknown one."""
    numbers = [vocabulary.get(ending, 0) for endings in layout.names.endings for ending in endings]
    return np.array(numbers, dtype=np.int64).reshape(-1, ENDINGS)
