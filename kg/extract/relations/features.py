"""Pairs of referents that could be related, and what is seen of each pair.

Every pair has one row of whole-article features, and one or more rows of local ones: for each two mentions of it in one
sentence or in neighbouring ones, and otherwise for its two nearest mentions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from kg.extract.relations.groups import ACCEPTS
from kg.extract.relations.layout import Bools, Floats, Ints, Layout
from kg.extract.relations.local import neighbours, read_bags, read_local
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
    bags: Ints  # (L, BAGS, 2) begin and end of the words in each bag


def read_pairs(layout: Layout) -> Pairs:
    """Number the pairs and read their features."""
    kind = layout.type
    possible: Bools = np.any(ACCEPTS, axis=2)
    subject, obj = np.nonzero(possible[np.ix_(kind, kind)] & ~np.eye(len(kind), dtype=bool))
    allowed = ACCEPTS[kind[subject], kind[obj]]
    pair, one, two = _meetings(layout, subject, obj)
    beside = neighbours(layout)
    local = read_local(layout, one, two, beside)
    whole = read_whole(layout, subject, obj, (pair, one, two), beside)
    number = np.full((len(kind), len(kind)), len(subject), dtype=np.int64)
    number[subject, obj] = np.arange(len(subject))
    return Pairs(
        subject, obj, number[obj, subject], allowed, whole, pair, one, two, layout.begin[one] < layout.begin[two],
        local, read_bags(layout, one, two),
    )  # fmt: skip


def _meetings(layout: Layout, subject: Ints, obj: Ints) -> tuple[Ints, Ints, Ints]:
    """The mentions in which pairs meet: (pair, the subject's mention, the object's mention), sorted."""
    count = len(layout.type)
    number = np.full((count, count), -1, dtype=np.int64)
    number[subject, obj] = np.arange(len(subject))
    owner, sentence = layout.referent, layout.sentence
    pair_of = number[owner[:, None], owner[None, :]]
    near = (np.abs(sentence[:, None] - sentence[None, :]) <= NEAR) & (pair_of >= 0)
    one, two = np.nonzero(near)
    pair = pair_of[one, two]
    met = np.zeros(len(subject), dtype=bool)
    met[pair] = True
    if not met.all():
        far_one, far_two = np.nonzero((pair_of >= 0) & ~met[pair_of])
        gap = np.abs(layout.begin[far_one] - layout.begin[far_two])
        far_pair = pair_of[far_one, far_two]
        order = np.lexsort((far_one, gap, far_pair))
        _, first = np.unique(far_pair[order], return_index=True)
        chosen = order[first]
        pair = np.concatenate((pair, far_pair[chosen]))
        one, two = np.concatenate((one, far_one[chosen])), np.concatenate((two, far_two[chosen]))
    order = np.lexsort((two, one, pair))
    return pair[order], one[order], two[order]


def ending_numbers(layout: Layout, vocabulary: Mapping[str, int]) -> Ints:
    """The vocabulary's numbers of the endings of the names: (R, ENDINGS); 0 for an unknown one."""
    return np.array(
        [[vocabulary.get(ending, 0) for ending in endings] for endings in layout.names.endings], dtype=np.int64
    ).reshape(len(layout.type), ENDINGS)
