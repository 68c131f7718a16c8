"""Relations that cannot hold together are not claimed together."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.relations.bags import BAGS, Bags
from kg.extract.relations.columns import Parted
from kg.extract.relations.decode import choose, know_parents
from kg.extract.relations.features import Pairs
from kg.extract.relations.groups import PREDICATES
from kg.extract.relations.names import above
from kg.model import Predicate

SIZE = 6  # referents


def pairs_of(ends: list[tuple[int, int]]) -> Pairs:
    subject, obj = (np.array([pair[index] for pair in ends], dtype=np.int64) for index in (0, 1))
    none = np.zeros(0, dtype=np.int64)
    allowed = np.ones((len(ends), len(PREDICATES)), dtype=bool)
    empty = np.zeros((0, 0), dtype=np.float32)
    turned = np.array(
        [ends.index((two, one)) if (two, one) in ends else len(ends) for one, two in ends], dtype=np.int64
    )
    bags = Bags(np.zeros((0, BAGS, 2), dtype=np.int64), none, none, none.reshape(0, 2))
    cell, number = subject * SIZE + obj, np.full(SIZE**2, len(ends))
    number[cell] = np.arange(len(ends))
    return Pairs(
        subject, obj, cell, number, turned, allowed, Parted(empty, none, empty, empty), none, none, none,
        none.astype(bool), empty, bags,
    )  # fmt: skip


def chosen(ends: list[tuple[int, int]], likely: dict[tuple[int, Predicate], float]) -> list[tuple[int, Predicate]]:
    pairs = pairs_of(ends)
    table = np.zeros((len(ends), len(PREDICATES)), dtype=np.float32)
    for (row, predicate), value in likely.items():
        table[row, PREDICATES.index(predicate)] = value
    threshold = np.full(len(PREDICATES), 0.3, dtype=np.float32)
    return [(row, PREDICATES[column]) for row, column in choose(pairs, table, pairs.allowed, threshold)]


def test_a_place_has_one_direct_parent() -> None:
    found = chosen([(0, 1), (0, 2)], {(0, Predicate.PART_OF): 0.6, (1, Predicate.PART_OF): 0.8})
    assert found == [(1, Predicate.PART_OF)]


def test_places_do_not_lie_in_each_other() -> None:
    likely = {(0, Predicate.PART_OF): 0.9, (1, Predicate.PART_OF): 0.8, (2, Predicate.PART_OF): 0.7}
    assert chosen([(0, 1), (1, 2), (2, 0)], likely) == [(0, Predicate.PART_OF), (1, Predicate.PART_OF)]


def test_the_doer_is_not_also_the_place_of_doing() -> None:
    likely = {(0, Predicate.IMPLEMENTED_BY): 0.7, (0, Predicate.APPLIES_TO): 0.6, (1, Predicate.APPLIES_TO): 0.5}
    assert chosen([(0, 1), (0, 2)], likely) == [(0, Predicate.IMPLEMENTED_BY), (1, Predicate.APPLIES_TO)]


def test_what_is_below_its_threshold_is_not_claimed() -> None:
    assert chosen([(0, 1)], {(0, Predicate.PART_OF): 0.29}) == []


def test_an_official_division_lies_in_the_one_above_it() -> None:
    pairs = pairs_of([(0, 1), (1, 0)])
    parent = np.zeros(SIZE**2, dtype=bool)
    parent[pairs.cell[0]] = True
    known = know_parents(pairs, np.zeros((2, len(PREDICATES)), dtype=np.float32), parent)
    column = PREDICATES.index(Predicate.PART_OF)
    assert known[0, column] >= 0.9
    assert known[1, column] == 0


def test_the_code_above_a_code() -> None:
    assert [above(code) for code in ("330521001003", "330521001", "330521", "3305", "33")] == [
        "330521001", "330521", "3305", "33", "",
    ]  # fmt: skip
    assert above("110102") == "11"  # a municipality's district
    assert above("429004") == "42"  # a county-level city right below its province


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda pair: pair[0] != pair[1]), unique=True),
    st.randoms(use_true_random=False),
)
def test_chains_of_parents_end(ends: list[tuple[int, int]], chance: object) -> None:
    likely = {(row, Predicate.PART_OF): 0.3 + 0.6 * chance.random() for row in range(len(ends))}  # type: ignore[attr-defined]
    parent = {ends[row][0]: ends[row][1] for row, _ in chosen(ends, likely)}
    for place in parent:
        seen, here = set(), place
        while here in parent:
            assert here not in seen
            seen.add(here)
            here = parent[here]
