"""The dictionary is jieba's, word for word."""

import jieba

from kg.dictionary import frequencies, total


def test_words_and_counts_are_those_of_jieba() -> None:
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    assert frequencies() == {word: count for word, count in tokenizer.FREQ.items() if count}
    assert total() == tokenizer.total


def test_words_that_another_program_adds_are_not_in_it() -> None:
    jieba.add_word("茅山村委会桃子", 99)
    assert "茅山村委会桃子" not in frequencies()
