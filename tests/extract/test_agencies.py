import pytest

from kg.extract.agencies import kind_of
from kg.model import Kind
from tests.extract.conftest import Names, Read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("德清县农业农村局和德清县钟管镇人民政府派人来了。", ["德清县农业农村局", "德清县钟管镇人民政府"]),
        ("青岛银行崂山支行和青岛海尔集团有限公司签约。", ["青岛银行崂山支行", "青岛海尔集团有限公司"]),
        ("德清县公安局雷甸派出所的民警来了。", ["德清县公安局雷甸派出所"]),
        ("崂山区文化和旅游局办展览。", ["崂山区文化和旅游局"]),
        ("浙江大学的学生来了。", ["浙江大学"]),
        ("民政部发出通知。", ["民政部"]),
        ("日前，德清县人才办启动招聘。", ["德清县人才办"]),
        ("和县人民法院和会同县公安局交流经验。", ["和县人民法院", "会同县公安局"]),
    ],
)
def test_organisations_are_found_with_their_place_and_in_full(names: Names, text: str, found: list[str]) -> None:
    assert names("Agency", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("德清县人民法院联合德清县司法局开展普法。", ["德清县人民法院", "德清县司法局"]),
        ("湖州市总工会会同德清县总工会举办活动。", ["湖州市总工会", "德清县总工会"]),
        ("德清县民政局携手德清县妇联看望老人。", ["德清县民政局", "德清县妇联"]),
    ],
)
def test_bodies_that_act_together_are_cut_apart(names: Names, text: str, found: list[str]) -> None:
    assert names("Agency", text) == found


def test_a_relative_name_is_found_by_its_level(names: Names) -> None:
    text = "夜市热闹了，区市场监管局的执法人员每晚巡查，县纪委监委也来了。"
    assert names("Agency", text) == ["区市场监管局", "县纪委监委"]


def test_an_organ_before_a_post_names_the_place_not_itself(names: Names) -> None:
    assert names("Agency", "王哥庄街道党工委书记刘海明到场。") == []
    assert names("Agency", "王哥庄街道党工委印发了通知。") == ["王哥庄街道党工委"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("青岛市市南区组建“海鸥”宣讲团。", ["“海鸥”宣讲团"]),
        ("“小红帽”志愿服务队来了。", ["“小红帽”志愿服务队"]),
        ("“共富”工作室挂牌。", ["“共富”工作室"]),
    ],
)
def test_a_team_named_with_a_quotation_is_whole(look: Read, text: str, found: list[str]) -> None:
    document, result = look(text)
    teams = [one for one in result.spans if one.kind is Kind.TEAM]
    assert [document.text[one.begin : one.end] for one in teams] == found


def test_a_team_named_with_a_quotation_ends_with_its_line(names: Names) -> None:
    assert names("Agency", "老人们都用上了“阳光存折”\n站前街道的居民来了。") == []


@pytest.mark.parametrize(
    "text",
    [
        "办公大楼前格局打开，结局难料，主办单位是谁？",
        "各部门、有关单位和村委会都来了，公司化运作，银行卡丢了。",
        "街道党组织和相关部门上门。",
        "他部署工作，贴出布告。",
        "莫干山镇办民宿，向阳社区办夜校。",
    ],
)
def test_words_that_only_end_like_organisations_are_none(names: Names, text: str) -> None:
    assert names("Agency", text) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("德清县农业农村局", Kind.GOVERNMENT),
        ("德清县人民法院", Kind.JUSTICE),
        ("县纪委监委", Kind.PARTY),
        ("青岛银行崂山支行", Kind.BANK),
        ("青岛海尔集团有限公司", Kind.COMPANY),
        ("浙江大学", Kind.PUBLIC_INSTITUTION),
        ("德清县总工会", Kind.ASSOCIATION),
    ],
)
def test_the_end_of_a_name_tells_its_kind(name: str, kind: Kind) -> None:
    assert kind_of(name) is kind
