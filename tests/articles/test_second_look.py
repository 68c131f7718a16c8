"""What only the article around a line can tell: slogans, pictures with a headline, two articles read as one."""

from kg.articles import split_articles
from kg.model import Article, Page

FIRST = "“以前两边各说各的，现在坐下来一起说。”9月5日，通安村村民罗世坤指着新修的渠道说，今年插秧没有再吵。"
SECOND = "站在石排村的山头往下看，一排排光伏板顺着山势铺开，板下种着药材，十几年前这里还是废弃的矿区。"


def split(text: str) -> list[Article]:
    return split_articles(Page("a.txt", text, "utf-8", "0"))


def test_a_slogan_that_stands_alone_is_no_article() -> None:
    page = f"石排村的山绿了\n\n何 欣\n\n{SECOND}\n\n节约用水 从点滴做起\n\n· 公益广告 ·\n"
    assert [article.headline for article in split(page)] == ["石排村的山绿了"]


def test_a_picture_has_its_own_headline_and_author() -> None:
    page = (
        f"石排村的山绿了\n\n{SECOND}(何 欣)\n\n稻熟时节\n\n\n\n"
        "9月10日，平远县八尺镇的再生稻开镰，志愿者与农户一起收割，头茬亩产过千斤。 丘 林 摄\n"
    )
    assert [(article.headline, article.authors) for article in split(page)] == [
        ("石排村的山绿了", ("何欣",)),
        ("稻熟时节", ("丘林",)),
    ]


def test_two_bylines_make_two_articles() -> None:
    page = f"一道渠两家修\n\n本报记者 郑一鸣\n\n{FIRST}\n\n矿山上的“存折”\n\n{SECOND}(刘 婕)\n"
    found = [(article.headline, article.authors) for article in split(page)]
    assert found == [("一道渠两家修", ("郑一鸣",)), ("矿山上的“存折”", ("刘婕",))]


def test_two_clauses_of_one_length_over_a_headline_are_a_kicker() -> None:
    (article,) = split(f"共用一道渠 同坐一张桌\n\n通安村有了界碑边调解室\n\n郑一鸣 何 欣\n\n{FIRST}\n")
    assert article.headline == "通安村有了界碑边调解室"
    assert article.body.startswith("共用一道渠 同坐一张桌\n")
