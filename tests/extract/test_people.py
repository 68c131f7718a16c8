import pytest

from kg.extract.people import is_anonymised
from kg.model import Kind
from tests.extract.conftest import Names, Read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("村党支部书记于海波介绍，村民李秀兰笑着说，退休教师赵玉梅也来帮忙。", ["于海波", "李秀兰", "赵玉梅"]),
        ("网格员孙晓通过手机上报，孙晓每天巡查。", ["孙晓", "孙晓"]),
        ("德清县民政局副局长沈国强介绍了情况。", ["沈国强"]),
        ("吴爽书记说，大家都好。", ["吴爽"]),
        ("科尔沁右翼中旗司法局局长那仁满都拉介绍，议事厅由旗司法局和镇政府共同设立。", ["那仁满都拉"]),
    ],
)
def test_people_are_found_by_name_and_post(names: Names, text: str, found: list[str]) -> None:
    assert names("Person", text) == found


@pytest.mark.parametrize(
    "text",
    [
        "书记向大家介绍，委员对此表示支持，镇长为企业解难，主任在会上说。",
        "书记带领群众致富，主任和村民一起干活。",
        "代表们说，群众满意，利益共享。",
    ],
)
def test_what_follows_a_post_is_not_always_a_name(names: Names, text: str) -> None:
    assert names("Person", text) == []


def test_people_with_an_honorific_are_found_and_known_to_be_anonymised(look: Read) -> None:
    document, found = look("陈某因琐事与张某某争吵，李先生、小王和赵奶奶来劝。")
    people = [document.text[one.begin : one.end] for one in found.spans if one.type == "Person"]
    assert people == ["陈某", "张某某", "李先生", "小王", "赵奶奶"]
    assert all(map(is_anonymised, people))
    assert {one.kind for one in found.spans} == {Kind.RESIDENT}


@pytest.mark.parametrize("name", ["于海波", "李秀兰", "王小明", "欧阳修", "先生", "女士", "", "德清县"])
def test_a_full_name_is_not_anonymised(name: str) -> None:
    assert not is_anonymised(name)


def test_the_character_before_a_surname_is_no_surname(names: Names) -> None:
    assert names("Person", "独居户丁阿姨家的水管漏了，用户陈先生也来了。") == ["丁阿姨", "陈先生"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("村党支部书记于海波介绍。", "于海波", Kind.OFFICIAL),
        ("村民李秀兰笑着说。", "李秀兰", Kind.RESIDENT),
        ("孩子们在种树。\n周文雯 摄", "周文雯", Kind.AUTHOR),
    ],
)
def test_a_post_tells_the_kind(look: Read, text: str, name: str, kind: Kind) -> None:
    document, found = look(text)
    kinds = {document.text[one.begin : one.end]: one.kind for one in found.spans}
    assert kinds[name] is kind


def test_a_place_or_agency_is_no_person(names: Names) -> None:
    assert names("Person", "湖州市德清县和安吉县、永康市的民政局来了人，安吉的竹子好。") == []
