import pytest

from kg.articles.furniture import furniture_score


@pytest.mark.parametrize(
    "line",
    [
        "· 公益广告 ·", "社会主义核心价值观", "富强 民主 文明 和谐", "浙江日报", "云岭晚报 · 基层", "03版 要闻",
        "A5 城事", "2024年3月5日 星期二 第3版", "责任编辑：王晓", "广告热线：0872-2100000",
        "http://www.example.cn", "· · ·",
    ],
)  # fmt: skip
def test_furniture(line: str) -> None:
    assert furniture_score(line) >= 0.8


@pytest.mark.parametrize(
    "line",
    ["社区内涝应急演练", "本报讯 记者王磊报道",
     "镇里在车站投放公益广告200余处，居民说，看得见、记得住。", "安居“枣树下”"]
)  # fmt: skip
def test_lines_of_articles(line: str) -> None:
    assert furniture_score(line) == 0.0
