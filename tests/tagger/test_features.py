from itertools import accumulate

import jieba
from hypothesis import example, given
from hypothesis import strategies as st

from kg.tagger.features import COLUMNS, SPEECH, WIDTH, features, windows
from kg.tagger.lexicon import Lexicon, shipped_lexicon

LEXICON = Lexicon.of({"division": ["德清县", "湖州市"], "agency": ["民政局", "局"]})
ALPHABET = st.text(alphabet="德清县湖州市民政局“”《》（）。，\n 好码", max_size=700)


def column(name: str) -> int:
    return COLUMNS.index(name)


def marked(text: str, name: str) -> str:
    (rows,) = features([text], LEXICON)
    return "".join(char for char, row in zip(text, rows, strict=True) if row[column(name)])


def test_names_and_words_are_marked_first_inner_last() -> None:
    assert marked("在德清县民政局", "division:B") == "德"
    assert marked("在德清县民政局", "division:I") == "清"
    assert marked("在德清县民政局", "division:E") == "县"
    assert marked("在德清县民政局", "agency:B") == "民"  # the longest word, not 局 alone


def test_quotations_know_their_edges_and_length() -> None:
    assert marked("推出“绿码贷”平台", "quote:inside") == "绿码贷"
    assert marked("推出“绿码贷”平台", "quote:1-4") == "绿码贷"
    assert marked("推出“绿码贷”平台", "quote:last") == "贷"
    assert marked("印发《垃圾分类办法》", "title:first") == "垃"


def test_a_quoted_name_is_seen_where_it_stands_bare() -> None:
    assert marked("推出“绿码贷”。用绿码贷的人多", "echo:B") == "绿绿"
    assert marked("推出“绿码贷”。", "echo:B") == ""


def test_what_is_printed_twice_is_marked_and_not_across_signs() -> None:
    assert marked("清河口码头好，清河口码头坏", "repeat:4") == "清河口码头清河口码头"
    assert marked("好，好，好，好，", "repeat:3") == ""


def test_every_character_has_one_place_in_a_word() -> None:
    (rows,) = features(["我们在德清县上学"], LEXICON)
    at = column("word:first")
    assert rows[:, at : at + 4].sum(1).tolist() == [1] * 8


def test_lines_of_names_are_told_from_sentences() -> None:
    assert marked("沈 超 王小明\n今天很好。", "line:names") == "沈 超 王小明"


def test_the_shipped_words_have_their_columns() -> None:
    assert set(shipped_lexicon().automata) <= {name.split(":")[0] for name in COLUMNS}
    assert features(["局"], shipped_lexicon())[0].shape == (1, WIDTH)


@given(ALPHABET)
def test_windows_cover_the_text_in_order(text: str) -> None:
    cuts = windows(text, 50)
    assert "".join(text[begin:end] for begin, end in cuts) == text
    assert all(0 < end - begin <= 50 for begin, end in cuts)


@given(ALPHABET)
def test_features_are_zeros_and_ones_of_the_text_s_length(text: str) -> None:
    (rows,) = features([text], LEXICON)
    assert rows.shape == (len(text), WIDTH)
    assert set(rows.flatten().tolist()) <= {0, 1}


@given(ALPHABET)
def test_without_parts_of_speech_the_other_columns_are_the_same(text: str) -> None:
    (every,), (some,) = features([text], LEXICON), features([text], LEXICON, SPEECH)
    assert some.tolist() == every[:, :SPEECH].tolist()


@example(["111\x0011", ""])
@given(st.lists(st.text("德清县民政局“”《》（）。，\n\r\0 a1-好𠮷\ud800", max_size=40), max_size=5))
def test_texts_told_together_are_told_as_alone(texts: list[str]) -> None:
    together = features(texts, LEXICON)
    assert len(together) == len(texts)
    for text, rows in zip(texts, together, strict=True):
        assert rows.tolist() == features([text], LEXICON)[0].tolist()


@given(st.text("我们在德清县上学民政局的人很多，。\n 2023a", max_size=60))
def test_words_are_those_of_jieba_s_dictionary(text: str) -> None:
    words = [word for word in jieba.cut(text, HMM=False) if word]
    (rows,) = features([text], LEXICON)
    at = column("word:first")
    begins = [offset for offset, row in enumerate(rows) if row[at] or row[at + 3]]
    assert begins == [0, *accumulate(map(len, words))][: len(words)]


def test_parts_of_speech_are_those_of_jieba_s_dictionary() -> None:
    assert marked("赵桂英在德清县推出", "speech:ns") == "德清县"
    assert marked("赵桂英在德清县推出", "speech:v") == "推出"
    assert marked("赵桂英在德清县推出", "speech:p") == "在"
