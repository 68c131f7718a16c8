"""Whole pages, each with one sort of layout or damage, and what a careful reader would make of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles import split_articles
from kg.model import Article, Page


def split(text: str) -> list[Article]:
    return split_articles(Page("page.txt", text, "utf-8", ""))


TEA = """
党建引领 多元共治

茶市里的“评理摊”

王 朦 欧阳晓雯

安溪县感德镇茶叶市场的东门口，摆着一张旧课桌，桌上没有茶，只有一本登记簿和两杯水。摊主苏清河今年68岁，退休前教了一辈子语文。

感德镇司法所聘请苏清河当调解员，一年半里调解茶叶买卖纠纷213起。同时，建

立茶叶市场调解台账，每月五号在感德镇公告栏里公布。



苏清河在茶叶市场调解纠纷。 林志刚 摄

“先听完，再开口。”苏清河说，评理摊的规矩是茶商们自己定的。
"""
ORANGE = """
脐橙搭上冷链班车

11月以来，新宁县黄龙镇的冷链仓库每天发出12车脐橙，最远的一车三天后到达哈尔滨。

黄龙镇与邮政公司签了协议，脐橙运费每斤降了两角。“早上下树，晚上就上车。”果农唐艳梅说。（李国强 陈丽华）
"""
BOAT = """
洱海边的垃圾船靠岸了

双廊镇的打捞队员杨学文每天清晨划船出港，在洱海上捞水草和塑料瓶。去年，双廊镇给打捞队换了电动船，

柴油味没有了，洱海的水也更清了。（段丽华）
"""
FURNITURE = "\n\n· 公益广告 ·\n\n富强 民主 文明 和谐\n\n2024年3月5日 星期二 第3版\n"


def test_a_page_with_bylines_above_and_below() -> None:
    tea, orange = split(TEA + ORANGE)
    assert (tea.headline, tea.byline, tea.authors) == ("茶市里的“评理摊”", "王 朦 欧阳晓雯", ("王朦", "欧阳晓雯"))
    assert tea.body.split("\n")[0] == "党建引领 多元共治"
    assert "同时，建立茶叶市场调解台账" in tea.body
    assert "苏清河在茶叶市场调解纠纷。 林志刚 摄" in tea.body.split("\n")
    assert (orange.headline, orange.authors) == ("脐橙搭上冷链班车", ("李国强", "陈丽华"))
    assert orange.byline == "（李国强 陈丽华）"
    assert orange.body.endswith("果农唐艳梅说。")


def test_a_body_holds_neither_headline_nor_byline() -> None:
    for article in split(TEA + ORANGE + BOAT):
        assert article.headline not in article.body
        assert article.byline not in article.body


def test_every_printed_line_goes_to_one_article_and_furniture_to_none() -> None:
    text = TEA + FURNITURE + ORANGE + BOAT
    taken = [number for article in split(text) for number in article.lines]
    printed = {number for number, line in enumerate(text.split("\n"), 1) if line.strip()}
    furniture = {number for number, line in enumerate(text.split("\n"), 1) if line.strip() and line in FURNITURE}
    assert sorted(taken) == sorted(printed - furniture)


def test_an_advertisement_inside_an_article_does_not_end_it() -> None:
    text = ORANGE.replace("到达哈尔滨。\n", "到达哈尔滨。\n" + FURNITURE)
    (article,) = split(text)
    assert "每斤降了两角" in article.body
    assert "富强" not in article.body


def test_a_part_printed_in_another_article_comes_back() -> None:
    part = "立茶叶市场调解台账，每月五号在感德镇公告栏里公布。\n"
    text = TEA.replace(part, "") + ORANGE.replace("到达哈尔滨。\n", "到达哈尔滨。\n\n" + part)
    tea, orange = split(text)
    assert "同时，建立茶叶市场调解台账" in tea.body
    assert "台账" not in orange.body
    assert text.split("\n").index(part.strip()) + 1 in tea.lines


def test_a_part_printed_twice_is_read_once_and_its_lines_belong_to_the_article() -> None:
    part = "感德镇司法所聘请苏清河当调解员，一年半里调解茶叶买卖纠纷213起。同时，建\n"
    text = TEA + ORANGE.replace("到达哈尔滨。\n", "到达哈尔滨。\n\n" + part)
    tea, orange = split(text)
    assert tea.body.count("一年半里调解") == 1
    assert "一年半里调解" not in orange.body
    assert len([n for n in tea.lines if text.split("\n")[n - 1] == part.strip()]) == 2


def test_what_goes_on_from_a_repeat_goes_on_from_the_original() -> None:
    lost = "立茶叶市场调解台账，每月五号在感德镇公告栏里公布。\n"
    repeat = "同时，建\n\n"
    text = ORANGE + "\n一年半里调解茶叶买卖纠纷213起。" + repeat + lost + TEA.replace(lost, "")
    tea = next(article for article in split(text) if article.headline.startswith("茶市"))
    assert "213起。同时，建立茶叶市场调解台账" in tea.body


def test_a_caption_far_below_goes_to_the_article_whose_names_it_shares() -> None:
    caption = "\n\n\n感德镇茶叶市场的调解员在登记簿上签字 林志刚 摄\n"
    tea, orange = split(TEA + ORANGE + caption)
    assert "在登记簿上签字" in tea.body
    assert "登记簿" not in orange.body


def test_a_page_without_blank_lines() -> None:
    text = "\n".join(line for line in (TEA + ORANGE + BOAT).split("\n") if line.strip())
    assert [article.headline for article in split(text)] == [
        "茶市里的“评理摊”",
        "脐橙搭上冷链班车",
        "洱海边的垃圾船靠岸了",
    ]


MARKDOWN = """# 湘江晚报 · 基层

## 茶市里的“评理摊”

*记者 刘志强*

感德镇的茶市里有张旧课桌。

**摊主是退休教师**

摊主苏清河今年68岁。

**规矩由茶商定**

先听完，再开口。

## 脐橙搭上冷链班车

*通讯员 唐艳*

黄龙镇每天发出12车脐橙。
"""


def test_a_page_in_markdown() -> None:
    tea, orange = split(MARKDOWN)
    assert (tea.headline, tea.authors, orange.authors) == ("茶市里的“评理摊”", ("刘志强",), ("唐艳",))
    assert "摊主是退休教师" in tea.body.split("\n")
    assert "#" not in tea.body + orange.body
    assert "*" not in tea.body + orange.body


def test_a_page_cut_at_the_column_s_width() -> None:
    def wrap(line: str) -> str:
        line = "\u3000\u3000" + line
        return "\n".join(line[i : i + 14] for i in range(0, len(line), 14))

    text = "\n".join(wrap(line) if len(line) > 20 else line for line in (ORANGE + BOAT).split("\n"))
    orange, boat = split(text)
    assert (orange.headline, orange.authors) == ("脐橙搭上冷链班车", ("李国强", "陈丽华"))
    assert "最远的一车三天后到达哈尔滨。" in orange.body
    assert boat.authors == ("段丽华",)


@pytest.mark.parametrize(
    "dateline", ["本报讯（记者 李国强）", "【本报讯】（记者李国强）", "新华社南昌11月2日电（记者\n李国强）"]
)
def test_datelines_and_symbols_sign_articles(dateline: str) -> None:
    text = ORANGE.replace("11月以来", f"{dateline}11月以来").replace("（李国强 陈丽华）", "")
    text += TEA.replace("王 朦 欧阳晓雯", "□ 本报记者 王朦")
    orange, tea = split(text)
    assert (orange.byline.replace(" ", ""), orange.authors) == (re.sub(r"\s", "", dateline), ("李国强",))
    assert orange.body.startswith("11月以来")
    assert (tea.byline, tea.authors) == ("□ 本报记者 王朦", ("王朦",))


def test_a_place_with_a_colon_is_the_kicker_of_the_article_below() -> None:
    text = ORANGE + TEA.replace("党建引领 多元共治\n", "梅州五华：\n")
    orange, tea = split(text)
    assert (tea.headline, tea.body.partition("\n")[0]) == ("茶市里的“评理摊”", "梅州五华：")
    assert "五华" not in orange.body


def test_a_picture_with_a_headline_is_an_article_of_its_maker() -> None:
    picture = "\n水清岸绿\n\n\n\n3月2日，在滕州市界河镇，农民在马铃薯田里覆膜播种。\n\n（李志勇 摄）\n"
    _, article = split(ORANGE + picture)
    assert (article.headline, article.authors) == ("水清岸绿", ("李志勇",))
    assert article.body == "3月2日，在滕州市界河镇，农民在马铃薯田里覆膜播种。"


def test_a_fragment_before_the_first_head_keeps_its_place_as_an_article_without_a_headline() -> None:
    text = "两位老人说，从前要走三里山路去挑水，如今水龙头装到了灶台边，水费一年一交。\n" + ORANGE + BOAT
    first, *_ = split(text)
    assert first.headline == ""
    assert first.body.startswith("两位老人说")


def test_half_width_punctuation_changes_nothing() -> None:
    half = (TEA + ORANGE).replace("，", ",").replace("（", "(").replace("）", ")")
    assert [article.authors for article in split(half)] == [article.authors for article in split(TEA + ORANGE)]


def test_the_id_comes_from_the_content() -> None:
    (one,), (moved,) = split(ORANGE), split("\n\n\n" + ORANGE)
    (other,) = split(ORANGE.replace("12车", "13车"))
    assert one.id == moved.id != other.id
    assert one.id.startswith("article/")
    assert len(one.id) == len("article/") + 16


def test_an_article_printed_twice_is_one() -> None:
    (article,) = split(ORANGE + ORANGE)
    assert len(article.lines) == 6


@pytest.mark.parametrize("text", ["", "\n\n", "· 公益广告 ·", "----"])
def test_a_page_without_articles_gives_none(text: str) -> None:
    assert split(text) == []


PARTS = [
    *(line for line in (TEA + ORANGE + BOAT + FURNITURE).split("\n") if line),
    "## 社区亮招", "", "", "，", "“", "（王磊",
    "**账本**", "本报讯", "记者", "a", "\u3000\u3000段落", "【组】", "。" * 40,
]  # fmt: skip


@given(
    st.lists(
        st.sampled_from(PARTS) | st.text(alphabet="王李镇的，。（）“” \t#·□记者摄\x00\u200b1a", max_size=30),
        max_size=25,
    )
)
def test_any_text_gives_articles_made_of_its_own_lines(parts: list[str]) -> None:
    text = "\n".join(parts)
    articles = split(text)
    taken = [number for article in articles for number in article.lines]
    assert len(taken) == len(set(taken))
    lines = text.split("\n")
    printed = "".join(text.split())
    for article in articles:
        assert all(lines[number - 1].strip() for number in article.lines)
        for body_line in article.body.split("\n"):
            assert set(body_line) - set(" ") <= set(printed)
        assert article.byline == "" or article.authors
    assert articles == split(text)
