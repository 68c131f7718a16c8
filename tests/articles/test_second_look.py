"""What only the article around a line can tell: slogans, pictures with a headline, two articles read as one."""

from kg.articles import split_articles
from kg.articles.cohesion import Cohesion
from kg.articles.drafts import draft_articles
from kg.articles.lines import read_lines
from kg.articles.roles import Role
from kg.articles.second_look import name_pictures, part_double_signed
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


def test_a_short_line_before_a_dated_caption_is_its_headline() -> None:
    lines = read_lines("稻熟时节\n\n9月10日，平远县的再生稻开镰。 丘林 摄\n\n夜市一角\n\n摊主在备货。\n")
    assert name_pictures(lines, [Role.CAPTION] * 4) == [Role.HEAD, Role.CAPTION, Role.CAPTION, Role.CAPTION]


def test_an_article_signed_above_and_below_parts_at_its_section_head() -> None:
    lines = read_lines(f"一道渠两家修\n郑一鸣\n{FIRST}\n矿山上的“存折”\n{SECOND}(刘 婕)\n")
    roles = [Role.HEAD, Role.BYLINE, Role.TEXT, Role.SECTION, Role.TEXT]
    cohesion = Cohesion(line.text for line in lines)
    parted = list(part_double_signed(draft_articles(roles), lines, roles, cohesion))
    assert [(draft.heads, draft.rest) for draft in parted] == [([0], [1, 2]), ([3], [4])]


def test_an_article_signed_once_keeps_its_section_heads() -> None:
    lines = read_lines(f"一道渠两家修\n郑一鸣\n{FIRST}\n矿山上的“存折”\n{SECOND}\n")
    roles = [Role.HEAD, Role.BYLINE, Role.TEXT, Role.SECTION, Role.TEXT]
    drafts = draft_articles(roles)
    assert list(part_double_signed(drafts, lines, roles, Cohesion(line.text for line in lines))) == drafts
