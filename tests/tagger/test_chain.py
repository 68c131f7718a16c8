from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.tagger.chain import Chain
from kg.tagger.viterbi import Floats

TAGS = ("O", "B-x", "I-x", "E-x", "S-x", "B-y", "I-y", "E-y", "S-y")
BARRED = -1e4


def follows(before: str, after: str) -> bool:
    goes_on = after[0] in "IE"
    return (before[0] in "BI") == goes_on and (not goes_on or before[2:] == after[2:])


def chain(moves: Floats) -> Chain:
    barred = np.array([[0 if follows(a, b) else BARRED for b in TAGS] for a in TAGS], np.float32)
    first = np.array([0 if tag[0] in "OBS" else BARRED for tag in TAGS], np.float32)
    last = np.array([0 if tag[0] in "OES" else BARRED for tag in TAGS], np.float32)
    return Chain(TAGS, moves + barred, first, last)


def all_paths(model: Chain, scores: Floats) -> dict[tuple[int, ...], float]:
    """The probability of every allowed sequence, by trying them all."""
    weights = {}
    for path in product(range(len(TAGS)), repeat=len(scores)):
        total = float(model.first[path[0]] + model.last[path[-1]] + sum(scores[t][tag] for t, tag in enumerate(path)))
        total += sum(float(model.moves[a, b]) for a, b in pairwise(path))
        if total > BARRED / 2:
            weights[path] = float(np.exp(total))
    return {path: weight / sum(weights.values()) for path, weight in weights.items()}


def spans_of(path: tuple[int, ...]) -> set[tuple[int, int, str]]:
    begin, out = 0, set()
    for at, index in enumerate(path):
        if TAGS[index][0] in "BS":
            begin = at
        if TAGS[index][0] in "ES":
            out.add((begin, at + 1, TAGS[index][2:]))
    return out


@pytest.mark.parametrize("seed", range(6))
def test_best_sequence_and_probabilities_are_those_of_trying_all(seed: int) -> None:
    rng = np.random.default_rng(seed)
    model = chain(rng.normal(size=(len(TAGS), len(TAGS))).astype(np.float32))
    ends = np.array([1, 5, 8])
    scores = (3 * rng.normal(size=(8, len(TAGS)))).astype(np.float32)
    found = list(model.spans(scores, ends, ends[-1:].tolist()))
    for start, stop in pairwise([0, *ends.tolist()]):
        paths = all_paths(model, scores[start:stop])
        best = max(paths, key=lambda path: paths[path])
        mine = {(begin - start, end - start, kind): score for begin, end, kind, score in found if start <= begin < stop}
        assert set(mine) == spans_of(best)
        for span, score in mine.items():
            assert score == pytest.approx(sum(p for path, p in paths.items() if span in spans_of(path)), abs=1e-3)


@given(st.integers(0, 10_000), st.lists(st.integers(1, 40), max_size=6))
def test_spans_stay_in_their_sequences_and_probabilities_in_bounds(seed: int, sizes: list[int]) -> None:
    rng = np.random.default_rng(seed)
    ends = np.cumsum(np.array(sizes, np.int64))
    scores = rng.normal(size=(sum(sizes), len(TAGS))).astype(np.float32) * 5
    at = 0
    model = chain(np.zeros((len(TAGS), len(TAGS)), np.float32))
    for begin, end, _, score in model.spans(scores, ends, ends[-1:].tolist()):
        assert at <= begin < end
        assert not any(begin < edge < end for edge in ends.tolist())
        assert 0 <= score <= 1
        at = end
    assert at <= sum(sizes)


@given(st.integers(0, 10_000), st.lists(st.integers(1, 20), min_size=2, max_size=8), st.data())
def test_a_page_s_spans_are_the_same_to_the_last_bit_whatever_other_pages_stand_beside_it(
    seed: int, sizes: list[int], data: st.DataObject
) -> None:
    rng = np.random.default_rng(seed)
    ends = np.cumsum(np.array(sizes, np.int64))
    scores = rng.normal(size=(sum(sizes), len(TAGS))).astype(np.float32) * 3
    model = chain(rng.normal(size=(len(TAGS), len(TAGS))).astype(np.float32))
    edge = data.draw(st.sampled_from(ends[:-1].tolist()))
    together = list(model.spans(scores, ends, [edge, sum(sizes)]))
    first = model.spans(scores[:edge], ends[ends <= edge], [edge])
    second = model.spans(scores[edge:], ends[ends > edge] - edge, [sum(sizes) - edge])
    assert together == [*first, *((begin + edge, end + edge, kind, score) for begin, end, kind, score in second)]
