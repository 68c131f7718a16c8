from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from kg.tagger.viterbi import Floats
from kg.tagger.words import Word, WordTags

TAGS = ("n-B", "n-I", "v-B")
numbers = st.floats(-4, 4, width=16)


def worth(scores: Floats, moves: Floats, path: tuple[int, ...]) -> float:
    own = sum(float(scores[at, tag]) for at, tag in enumerate(path))
    return own + sum(float(moves[a, b]) for a, b in pairwise(path))


@given(st.data())
def test_the_best_sequences_are_those_found_by_trying_all(data: st.DataObject) -> None:
    ends = np.cumsum(np.array(data.draw(st.lists(st.integers(0, 5), min_size=1, max_size=3)), np.int64))
    scores = data.draw(arrays.arrays(np.float32, (int(ends[-1]), len(TAGS)), elements=numbers))
    moves = data.draw(arrays.arrays(np.float32, (len(TAGS), len(TAGS)), elements=st.floats(-1, 1, width=16)))
    found = WordTags(TAGS, moves).best(scores, ends).tolist()
    for begin, end in pairwise([0, *ends.tolist()]):
        own = scores[begin:end]
        best = max(worth(own, moves, path) for path in product(range(len(TAGS)), repeat=end - begin))
        assert worth(own, moves, tuple(found[begin:end])) >= best - 1e-4


def test_moves_decide_where_scores_do_not() -> None:
    moves = np.array([[-1, 1, -1], [-1, 1, -1], [1, -1, -1]], np.float32)  # a word goes on; a verb is followed by one
    scores = np.array([[0, 0, 9], [0.5, 0.4, 0], [0.5, 0.4, 0], [0, 0, 9]], np.float32)
    assert WordTags(TAGS, moves).best(scores, np.array([4])).tolist() == [2, 0, 1, 2]
    assert WordTags(TAGS, 0 * moves).best(scores, np.array([4])).tolist() == [2, 0, 0, 2]
    assert WordTags(TAGS, moves).best(scores[:0], np.array([0])).tolist() == []


def test_words_begin_at_their_tags_and_at_sentences() -> None:
    path = np.array([0, 1, 2, 1, 1, 1, 0])
    cut = WordTags(TAGS, np.zeros((3, 3), np.float32)).cut(path, [(0, 3), (4, 7)])
    assert list(cut) == [Word(0, 2, "n"), Word(2, 3, "v"), Word(4, 6, "n"), Word(6, 7, "n")]


@given(st.lists(st.integers(0, 2), max_size=30), st.lists(st.integers(0, 30), max_size=8))
def test_words_cover_their_sentences_without_gaps(path: list[int], marks: list[int]) -> None:
    edges = sorted({mark for mark in marks if mark <= len(path)})
    sentences = list(zip(edges[::2], edges[1::2], strict=False))
    words = list(WordTags(TAGS, np.zeros((3, 3), np.float32)).cut(np.array(path, np.int64), sentences))
    covered = [offset for word in words for offset in range(word.begin, word.end)]
    assert covered == [offset for begin, end in sentences for offset in range(begin, end)]
    assert all(word.begin < word.end for word in words)
