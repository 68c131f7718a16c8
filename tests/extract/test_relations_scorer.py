"""What a pair is judged beside, and the file of weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.errors import DataError
from kg.extract.relations.features import Pairs
from kg.extract.relations.groups import PREDICATES
from kg.extract.relations.scorer import look_around, read_scorer


def pairs_of(ends: list[tuple[int, int]]) -> Pairs:
    subject, obj = (np.array([pair[index] for pair in ends], dtype=np.int64) for index in (0, 1))
    turned = np.array(
        [ends.index((two, one)) if (two, one) in ends else len(ends) for one, two in ends], dtype=np.int64
    )
    none, empty = np.zeros(0, dtype=np.int64), np.zeros((0, 0), dtype=np.float32)
    allowed = np.ones((len(ends), len(PREDICATES)), dtype=bool)
    return Pairs(subject, obj, turned, allowed, empty, none, none, none, none.astype(bool), empty, none)


def test_a_pair_is_judged_beside_those_that_share_an_end_with_it() -> None:
    pairs = pairs_of([(0, 1), (0, 2), (1, 0), (2, 1)])
    around = look_around(pairs, np.array([[1.0], [5.0], [2.0], [4.0]], dtype=np.float32))
    # Itself, the largest of its subject's pairs, the largest of its object's, itself turned round.
    assert around.tolist() == [[1, 5, 4, 2], [5, 5, 5, 0], [2, 2, 2, 1], [4, 4, 4, 0]]


def test_weights_that_are_damaged_are_told(tmp_path: Path) -> None:
    (tmp_path / "weights.npz").write_bytes(b"PK")
    with pytest.raises(DataError, match=r"weights\.npz: relation weights cannot be read"):
        read_scorer(tmp_path / "weights.npz")
