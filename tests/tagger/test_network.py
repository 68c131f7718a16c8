from itertools import accumulate, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.tagger.network import Network, packed
from kg.tagger.neural import TAGGERS, shipped

# Sizes of stretches of one text.
SIZES = st.lists(st.integers(1, 40), min_size=1, max_size=30)


def cuts_of(sizes: list[int]) -> list[tuple[int, int]]:
    return list(pairwise(accumulate(sizes, initial=0)))


@given(SIZES)
def test_every_character_stands_in_one_row_and_each_stretch_in_one_piece(sizes: list[int]) -> None:
    cuts = sorted(cuts_of(sizes), key=lambda cut: cut[0] - cut[1])
    at, keeps = packed(cuts)
    time, rows = at.shape
    assert time == max(sizes)
    assert sorted(at[at >= 0]) == list(range(sum(sizes)))
    assert keeps.shape == (time, rows, 2, 1)
    for row in range(rows):
        column = at[:, row]
        begins = np.flatnonzero(keeps[:, row, 0, 0] == 0)
        lasts = time - 1 - np.flatnonzero(keeps[:, row, 1, 0] == 0)[::-1]
        held = [(int(column[begin]), int(column[last]) + 1) for begin, last in zip(begins, lasts, strict=True)]
        assert set(held) <= set(cuts)
        for begin, last in zip(begins, lasts, strict=True):
            assert (np.diff(column[begin : last + 1]) == 1).all()
    assert (keeps == 0).sum() == 2 * len(cuts)


def test_short_stretches_share_rows() -> None:
    at, _ = packed([(0, 10), (10, 16), (16, 20), (20, 23)])
    assert at.shape == (10, 3)
    assert at[:, 1].tolist() == [*range(10, 16), *range(16, 20)]


@pytest.mark.parametrize("name", TAGGERS)
@settings(max_examples=10, deadline=None)
@given(SIZES, st.integers(0, 2**32 - 1))
def test_the_scores_of_a_stretch_are_the_same_to_the_last_bit_whatever_is_read_beside_it(
    name: str, sizes: list[int], seed: int
) -> None:
    network = Network(shipped(name))
    random = np.random.default_rng(seed)
    known = random.integers(0, 2, (sum(sizes), network.columns)).astype(np.uint8)
    ids = random.integers(0, 7000, sum(sizes))
    together = network.scores(ids, known, cuts_of(sizes))
    for begin, end in cuts_of(sizes):
        alone = network.scores(ids[begin:end], known[begin:end], [(0, end - begin)])
        for some, every in zip(alone, together, strict=True):
            assert (some == every[begin:end]).all()
