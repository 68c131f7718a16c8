import pytest

from kg.extract import teams
from kg.model import Article
from kg.tagger import read


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“银税法”联合服务队上门办税。", ["“银税法”联合服务队"]),
        ("德清县“双百”办联合县司法局走访。", ["德清县“双百”办"]),
        ("镇里的“老班长巡防队”每晚巡查。", ["老班长巡防队"]),
        ("“双百”指一百名干部和一百家企业。", []),
        ("“产量是高原，品牌是洼地。”局里的人说。", []),
    ],
)
def test_a_team_is_named_with_its_quotation(text: str, names: list[str]) -> None:
    (document,) = read([Article("article/x", "x.txt", "标题", "", (), text, ())])
    assert [document.text[span.begin : span.end] for span in teams.find(document)] == names
