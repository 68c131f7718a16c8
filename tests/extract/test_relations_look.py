"""What a pair is judged beside, and which of its rows counts."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from kg.extract.relations.bags import BAGS, Bags
from kg.extract.relations.columns import Parted
from kg.extract.relations.features import Pairs
from kg.extract.relations.groups import PREDICATES
from kg.extract.relations.layout import Part
from kg.extract.relations.look import GRID, Given, Look, around, largest, pool
from kg.extract.relations.scorer import Networks
from kg.model import Article
from kg.tagger.document import Document


def pairs_of(ends: list[tuple[int, int]], rows: list[tuple[int, bool]]) -> Pairs:
    """Pairs, with their rows as (pair, whether the subject comes first)."""
    subject, obj = (np.array([pair[index] for pair in ends], dtype=np.int64) for index in (0, 1))
    turned = [ends.index((two, one)) if (two, one) in ends else len(ends) for one, two in ends]
    none, empty = np.zeros(len(rows), dtype=np.int64), np.zeros((0, 0), dtype=np.float32)
    allowed = np.ones((len(ends), len(PREDICATES)), dtype=bool)
    bags = Bags(np.zeros((0, BAGS, 2), dtype=np.int64), none, none, np.zeros((len(rows), 2), dtype=np.int64))
    size = max(subject.max(), obj.max()) + 1
    cell, number = subject * size + obj, np.full(size**2, len(ends))
    number[cell] = np.arange(len(ends))
    return Pairs(
        subject, obj, cell, number, np.array(turned, dtype=np.int64), allowed, Parted(empty, none, empty, empty),
        np.array([row[0] for row in rows]), none, none,
        np.array([row[1] for row in rows], dtype=bool), empty, bags,
    )  # fmt: skip


def part_of(referents: int) -> Part:
    """An article of so many referents and nothing else."""
    document = Document(Article("a", "a.txt", "", "", (), "", ()), ())
    return Part(document, slice(0, referents), slice(0, 0), slice(0, 0), slice(0, referents**2))


def test_a_pair_is_judged_beside_those_that_share_an_end_with_it() -> None:
    ends = [(0, 1), (0, 2), (1, 0), (2, 1)]
    pairs = pairs_of(ends, [(number, True) for number in range(len(ends))])
    seen = np.array([[[1.0], [5.0], [2.0], [4.0], [0.0]]], dtype=np.float32)
    nothing = np.zeros((1, 1, 1), dtype=np.float32)
    # What its subject's largest gives counts as it is; the pair turned round a thousand times.
    weights = np.array([[[7.0], [10.0], [100.0], [1000.0]]], dtype=np.float32)
    networks = Networks(*(weights if part.name == "beside" else nothing for part in fields(Networks)))
    own = Look(networks, pairs, nothing, Given(nothing, nothing), seen, Given(*largest([part_of(3)], pairs, seen)))
    wanted = [[2009], [10], [1004], [8]]
    assert around(own, slice(0, 4)).tolist() == [wanted]
    assert around(own, slice(2, 3)).tolist() == [wanted[2:3]]


def test_many_referents_are_compared_in_parts() -> None:
    ends = [(0, 1), (0, 2), (1, 0), (2, 1)]
    pairs = pairs_of(ends, [(number, True) for number in range(len(ends))])
    seen = np.append(np.arange(12, dtype=np.float32), [0, 0, 0]).astype(np.float32).reshape(1, 5, 3)
    for room in (1, 20, GRID):
        by_subject, by_object = largest([part_of(3)], pairs, seen, room)
        assert by_subject.tolist() == [[[3, 4, 5], [6, 7, 8], [9, 10, 11]]]
        assert by_object.tolist() == [[[6, 7, 8], [9, 10, 11], [3, 4, 5]]]


def test_of_a_pairs_rows_the_largest_number_counts_wherever_they_stand_in_reading_order() -> None:
    pairs = pairs_of([(0, 1), (1, 0)], [(0, False), (0, True), (0, True), (1, False)])
    assert pairs.reading_order.tolist() == [1, 2, 0, 3]
    states = np.array([[[1.0, 0.0], [2.0, 7.0], [9.0, 1.0], [5.0, 5.0]]], dtype=np.float32)
    assert pool(pairs, states).tolist() == [[[9, 7], [5, 5]]]
