from itertools import pairwise

import jieba
from hypothesis import given
from hypothesis import strategies as st

from kg.tagger.cut import boundaries


def cut(text: str) -> list[str]:
    offsets = sorted(boundaries(text))
    return [text[begin:end] for begin, end in pairwise(offsets)]


def test_plain_words_are_cut_as_jieba_cuts_them() -> None:
    text = "农民在田里种下水稻，秋天丰收。"
    assert cut(text) == jieba.lcut(text)


def test_posts_are_words() -> None:
    assert cut("网格员陆星星通过手机上报")[0] == "网格员"
    assert "网格员" not in jieba.lcut("网格员陆星星通过手机上报")  # and stay unknown to the user's own jieba


@given(st.text("德清县的人，。 a1é𠮷\n", max_size=30))
def test_boundaries_lie_in_the_text_with_both_its_ends(text: str) -> None:
    offsets = boundaries(text)
    assert {0, len(text)} <= offsets
    assert all(0 <= offset <= len(text) for offset in offsets)
    assert "".join(cut(text)) == text
