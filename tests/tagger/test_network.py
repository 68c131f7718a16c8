from itertools import accumulate, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.tagger.network import BATCH_CHARACTERS, Network, batches, packed
from kg.tagger.neural import TAGGERS, shipped

# Sizes of stretches of one text.
SIZES = st.lists(st.integers(1, 40), min_size=1, max_size=30)


def cuts_of(sizes: list[int]) -> list[tuple[int, int]]:
    return list(pairwise(accumulate(sizes, initial=0)))


@given(SIZES)
def test_every_stretch_has_a_place_of_its_own_with_nothing_on_either_side(sizes: list[int]) -> None:
    cuts = cuts_of(sizes)
    (time, rows), places = packed(cuts)
    assert sorted(cut for cut, _ in places) == cuts
    taken = np.zeros((time + 2, rows), int)  # one before and one after
    for (begin, end), (steps, row) in places:
        assert 0 <= steps.start < steps.stop <= time
        assert steps.stop - steps.start == end - begin
        assert not taken[steps.start : steps.stop + 2, row].any()
        taken[steps.start + 1 : steps.stop + 1, row] = 1
    assert taken.any(0).all()


def test_short_stretches_share_rows() -> None:
    assert packed([(0, 10), (10, 15), (15, 19), (19, 22)])[0] == (10, 3)  # 10; 5 and 4; 3


def test_rows_are_as_long_as_takes_the_least_time() -> None:
    assert packed(cuts_of([10, *[7] * 120]))[0] == (15, 61)  # two of 7 in a row
    assert packed(cuts_of([10, *[7] * 4]))[0] == (10, 5)  # five more steps would take longer than two rows less spare


def test_stretches_are_read_in_groups_of_bounded_size() -> None:
    cuts = cuts_of([190, 20] * 400)
    groups = list(batches(cuts))
    assert sorted(cut for group in groups for cut in group) == cuts
    sizes = [sum(end - begin for begin, end in group) for group in groups]
    assert len(groups) == -(-sum(sizes) // BATCH_CHARACTERS) > 1
    assert max(sizes) - min(sizes) < 200


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
