from hypothesis import given
from hypothesis import strategies as st

from kg.articles.lines import ends_sentence, join, read_lines, width


def test_lines_keep_their_numbers_and_lose_their_marks() -> None:
    lines = read_lines("\n\n## 社区有了“评理摊”\n\n*记者 王磊*\n\n  摊主今年68岁。\u3000\n")
    assert [(line.numbers, line.text, line.level, line.gap) for line in lines] == [
        ((3,), "社区有了“评理摊”", 2, 2),
        ((5,), "记者 王磊", 0, 1),
        ((7,), "摊主今年68岁。", 0, 1),
    ]


def test_rules_and_blank_lines_are_no_lines() -> None:
    assert read_lines("\n---\n \n***\n\u200b\n") == []


def test_lines_cut_at_the_column_s_width_are_put_together() -> None:
    text = (
        "喜洲镇成立街区共治委员会，把商户、居民和执法中队拉到一张桌子上议事，每月公布账目。商户们都说好，也愿意出力。"
    )
    column = [text[i : i + 10] for i in range(0, len(text), 10)]
    page = "街区有了共治委员会\n\n\u3000\u3000" + "\n".join(column) + "\n\n\u3000\u3000" + "\n".join(column)
    head, first, second = read_lines(page)
    assert head.text == "街区有了共治委员会"
    assert (first.text, second.text) == (text, text)
    assert first.numbers == tuple(range(3, 3 + len(column)))


def test_paragraphs_of_unequal_width_stay_apart() -> None:
    page = "\n".join("大家都说好。" * count for count in range(1, 12))
    assert len(read_lines(page)) == 11


def test_a_byline_that_a_column_cut_is_put_together() -> None:
    (line,) = read_lines("大家都说好。(党卫\n\n东 王小燕)")
    assert line.text == "大家都说好。(党卫东 王小燕)"
    assert line.numbers == (1, 3)


def test_the_end_of_a_sentence_may_stand_before_closing_marks() -> None:
    assert ends_sentence("他说：“好。”")
    assert ends_sentence("明天见……")
    assert not ends_sentence("同时，建")
    assert not ends_sentence("叫作“评理摊”")


def test_only_latin_words_are_joined_with_a_blank() -> None:
    assert join("建", "立") == "建立"
    assert join("GB/T", "38597") == "GB/T38597"
    assert join("a big", "page") == "a big page"


def test_hanzi_are_twice_as_wide() -> None:
    assert width("5G基地") == 6


@given(st.text(alphabet="甲乙丙，。 \n\t#*（）\u3000a1", max_size=200))
def test_every_line_number_is_in_the_page_and_taken_once(text: str) -> None:
    numbers = [number for line in read_lines(text) for number in line.numbers]
    assert numbers == sorted(set(numbers))
    assert all(1 <= number <= text.count("\n") + 1 for number in numbers)
