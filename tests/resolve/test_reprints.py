import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article
from kg.resolve.reprints import find_reprints, marks, share, shingles

TEA = (
    "江西省资溪县高阜镇石陂村的白茶开采了。李女士说，茶叶公司上门收购，她一天能挣两百元。"
    "县农业农村局启动“金桃富民”专项行动，技术员每周都来，教村民修剪、施肥和防虫。"
    "镇党委书记沈国强介绍，镇里还印发了茶产业三年行动方案，计划新增茶园一千亩，带动三百户增收。"
)
PEACHES = (
    "德清县钟管镇茅山村的桃子熟了。村民李秀兰笑着说，果子又大又甜，游客从杭州赶来采摘。"
    "村里办起了桃子节，农家乐的生意也跟着好了起来，合作社还请来主播，把桃子卖到了外省。"
    "钟管镇打算明年把桃园再扩大两百亩，并且修一条通到山脚下的水泥路，让货车开得进来。"
)


def article(body: str, page: str, date: str = "") -> Article:
    return Article(f"article/{page}", page, "", "", (), body, (), date)


def test_the_earliest_is_what_the_others_repeat() -> None:
    articles = [article(TEA, "a", "2024-09-02"), article(TEA, "b", "2024-08-31"), article(PEACHES, "c", "2024-08-30"),
                article(TEA, "0")]  # fmt: skip
    assert find_reprints(articles) == {"article/a": "article/b", "article/0": "article/b"}


@pytest.mark.parametrize(
    "copy",
    [
        TEA.replace("，", ",").replace("。", "。\n"),
        TEA[: len(TEA) * 2 // 3],
        "新华社讯 " + TEA.replace("她一天能挣两百元", "每天收入可达两百元"),
        TEA[30:] + "（记者 田禾）",
    ],
)
def test_a_copy_that_was_cut_or_changed_here_and_there_is_one(copy: str) -> None:
    assert find_reprints([article(TEA, "a"), article(copy, "b")]) == {"article/b": "article/a"}


def test_what_says_much_that_is_new_and_what_is_short_is_none() -> None:
    assert find_reprints([article(TEA[:60], "a"), article(TEA[:60] + PEACHES, "b")]) == {}
    assert find_reprints([article("图为茶农在采茶。田禾 摄", "a"), article("图为茶农在采茶。田禾 摄", "b")]) == {}


def test_a_reprint_of_a_reprint_leads_to_the_first() -> None:
    texts = [TEA, TEA[:120], TEA[:100]]
    articles = [article(text, f"{at}", f"2024-08-0{at + 1}") for at, text in enumerate(texts)]
    assert find_reprints(articles) == {"article/1": "article/0", "article/2": "article/0"}


def test_the_order_of_the_articles_does_not_matter() -> None:
    articles = [article(text[at:], f"{at}{text[0]}") for at in range(0, 60, 7) for text in (TEA, PEACHES)]
    expected = find_reprints(articles)
    assert len(expected) == 16
    for seed in range(4):
        random.Random(seed).shuffle(articles)
        assert find_reprints(articles) == expected


def test_a_turn_of_phrase_that_all_articles_have_makes_none_a_reprint() -> None:
    """Sixty articles with a third in common, more than MOST_ORIGINALS; and a true copy is found among them."""
    rng = random.Random(3)
    own = ["".join(chr(rng.randrange(0x4E00, 0x9FA5)) for _ in range(160)) for _ in range(60)]
    articles = [article(TEA[:80] + text, f"{at:02}") for at, text in enumerate(own)]
    assert find_reprints([*articles, replace(articles[9], id="article/copy", page="x")]) == {
        "article/copy": "article/09"
    }


@given(st.text(max_size=200), st.text(max_size=60))
def test_a_text_stands_wholly_in_one_that_goes_on(text: str, more: str) -> None:
    runs = shingles(text)
    if len(runs):
        assert share(runs, shingles(text + more)) == 1


def test_copies_have_most_marks_in_common_and_other_texts_have_none() -> None:
    copy = "新华社讯 " + TEA.replace("她一天能挣两百元", "每天收入可达两百元")
    assert len(marks(TEA) & marks(copy)) > len(marks(TEA)) / 2 > 5
    assert marks(TEA).isdisjoint(marks(PEACHES))
    assert all(0 <= mark < 1 << 63 for mark in marks(TEA + PEACHES))
    assert marks("茶") == frozenset()
