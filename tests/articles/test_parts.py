import time
from itertools import chain
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kg.articles import split_articles, whole_article
from kg.articles.lines import Line, read_lines
from kg.articles.parts import MOST_CHARACTERS, MOST_LINES, in_parts
from kg.model import Page

TEA = "江西省资溪县高阜镇的白茶开采了，李女士一天能挣两百元。"
TEXTS = st.integers(1, 3000).map(lambda length: "茶。" * length)
LINES = st.builds(Line, st.just((1,)), TEXTS, st.integers(0, 2), st.integers(0, 3), st.just(0))


def article(number: int) -> str:
    """An article of its own words, under a marked head."""
    words = "".join(Random(number).choices([chr(code) for code in range(0x4E00, 0x9FA5)], k=2000))
    return (
        f"## {words[:8]}\n\n本报记者 田 禾\n\n{words[8:900]}，{words[900:950]}。\n{words[950:1400]}，{words[1400:]}。\n"
    )


def page(text: str, whole: bool = False) -> Page:
    return Page("a.txt", text, "utf-8", "", whole=whole)


@given(st.lists(LINES, min_size=1, max_size=3000), st.integers(0, 300))
def test_parts_are_the_lines_in_their_order_and_none_is_too_long(lines: list[Line], long: int) -> None:
    lines.append(Line((2,), "茶" * 1000 * long, 0, 0, 0))
    parts = list(in_parts(lines))
    assert "".join(line.text for line in chain(*parts)) == "".join(line.text for line in lines)
    assert sum(line.numbers == (1,) for line in chain(*parts)) == len(lines) - 1
    assert {line.numbers for line in list(chain(*parts))[len(lines) - 1 :]} <= {(2,)}
    assert all(len(part) <= MOST_LINES and sum(len(x.text) for x in part) <= MOST_CHARACTERS for part in parts)
    assert len(parts) == 1 or len(lines) > MOST_LINES or sum(len(x.text) for x in lines) > MOST_CHARACTERS


def test_a_page_within_the_limits_is_left_as_it_is() -> None:
    lines = read_lines("\n\n".join([TEA] * (MOST_LINES - 1)))
    assert list(in_parts(lines)) == [lines]


def test_a_long_text_is_cut_before_a_head_or_in_the_widest_gap() -> None:
    lines = [Line((number,), TEA, 0, 1, 0) for number in range(MOST_LINES + 9)]
    lines[MOST_LINES - 200] = Line((0,), TEA, 0, 3, 0)
    assert len(next(in_parts(lines))) == MOST_LINES - 200
    lines[MOST_LINES - 300] = Line((0,), "白茶", 2, 1, 0)
    assert len(next(in_parts(lines))) == MOST_LINES - 300
    lines[10] = Line((0,), "白茶", 1, 9, 0)  # too soon: parts are to be few
    assert len(next(in_parts(lines))) == MOST_LINES - 300


def test_articles_of_a_text_longer_than_a_page_are_told_apart_all_the_same() -> None:
    printed = [article(number) for number in range(70)]
    text = "".join(printed)
    articles = split_articles(page(text))
    assert [found.headline for found in articles] == [one[3:11] for one in printed]
    assert [found.body for found in articles] == ["\n".join(one.split("\n")[4:6]) for one in printed]
    numbers = [number for found in articles for number in found.lines]
    assert numbers == sorted(set(numbers)) == [n for n, line in enumerate(text.split("\n"), 1) if line]


def seconds(text: str) -> float:
    begin = time.process_time()
    split_articles(page(text))
    whole_article(page(text, whole=True))
    return time.process_time() - begin


def test_time_grows_with_the_length_of_a_line_and_no_faster() -> None:
    """Each of these units took time by the square of their number, or more, in some form of byline or caption."""
    seconds(TEA)
    for unit in ("记者 ", "（甲", "。 （", "讯（", "甲 乙 "):
        assert seconds("白茶开采\n" + unit * 60_000 + "\n" + TEA) < 10, unit


def test_fifty_thousand_lines_and_two_megabytes_on_one_line_come_to_an_end() -> None:
    """By the square of their length these would take hours."""
    for text in ("甲乙丙丁戊己庚辛壬癸\n" * 50_000, f"{TEA}\n" * 50_000, f"# {TEA}\n" * 8_000, TEA * 28_000):
        assert seconds(text) < 60


def test_no_article_is_longer_than_what_can_be_read_in_time() -> None:
    """Names are compared all with all in an article, so two megabytes in one would take hours."""
    text = "".join(f"资溪县第{number}个村的白茶开采了，村民说收成好。" for number in range(30_000))
    bodies = [article.body for article in split_articles(page(text))]
    assert "".join(bodies) == text
    assert max(map(len, bodies)) <= 100_000
    assert all(body.endswith("。") for body in bodies)
