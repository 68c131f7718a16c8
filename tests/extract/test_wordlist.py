import re

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.wordlist import WordList


@given(st.text("甲乙丙", max_size=30), st.lists(st.text("甲乙丙", min_size=1, max_size=4), min_size=1))
def test_words_are_found_as_by_a_regular_expression(text: str, words: list[str]) -> None:
    longest_first = "|".join(sorted(words, key=len, reverse=True))
    expected = [(*match.span(), match.group()) for match in re.finditer(longest_first, text)]
    assert WordList(words).spans(text) == expected
