import pytest

from kg.gazetteer.names import former_names, place_name, short_names
from kg.model import Kind


@pytest.mark.parametrize(
    ("entry", "level", "name"),
    [
        ("港胡村村委会", Kind.VILLAGE, "港胡村"),
        ("南高村委会", Kind.VILLAGE, "南高村"),
        ("王庄村民委员会", Kind.VILLAGE, "王庄村"),
        ("西山社区居委会", Kind.VILLAGE, "西山社区"),
        ("清华园社区居民委员会", Kind.VILLAGE, "清华园社区"),
        ("双河社区村委会", Kind.VILLAGE, "双河社区"),
        ("曙光居民委员会", Kind.VILLAGE, "曙光居委会"),
        ("巴音塔拉嘎查委员会", Kind.VILLAGE, "巴音塔拉嘎查"),
        ("戴溪社区居委会（含戴溪村村委）", Kind.VILLAGE, "戴溪社区"),
        ("漓东街道办事处", Kind.TOWNSHIP, "漓东街道"),
        ("三星镇（叠石桥家纺产业园区）", Kind.TOWNSHIP, "三星镇"),
        ("科技城（东渚街道）", Kind.TOWNSHIP, "东渚街道"),
        ("市辖区", Kind.PREFECTURE, ""),
        ("省直辖县级行政区划", Kind.PREFECTURE, ""),
        ("海棠区直辖村级区划", Kind.TOWNSHIP, ""),
    ],
)
def test_an_entry_of_the_code_list_gives_the_places_own_name(entry: str, level: Kind, name: str) -> None:
    assert place_name(entry, level) == name


@pytest.mark.parametrize(
    ("name", "level", "forms"),
    [
        ("浙江省", Kind.PROVINCE, ("浙江",)),
        ("内蒙古自治区", Kind.PROVINCE, ("内蒙古",)),
        ("广西壮族自治区", Kind.PROVINCE, ("广西",)),
        ("新疆维吾尔自治区", Kind.PROVINCE, ("新疆",)),
        ("宁夏回族自治区", Kind.PROVINCE, ("宁夏",)),
        ("香港特别行政区", Kind.PROVINCE, ("香港",)),
        ("延边朝鲜族自治州", Kind.PREFECTURE, ("延边", "延边州")),
        ("黔西南布依族苗族自治州", Kind.PREFECTURE, ("黔西南", "黔西南州")),
        ("永康市", Kind.COUNTY, ("永康",)),
        ("景宁畲族自治县", Kind.COUNTY, ("景宁", "景宁县")),
        ("东乡族自治县", Kind.COUNTY, ("东乡", "东乡县")),
        ("鄂伦春自治旗", Kind.COUNTY, ("鄂伦春", "鄂伦春旗")),
        ("浦东新区", Kind.COUNTY, ("浦东",)),
        ("沛县", Kind.COUNTY, ()),
        ("郊区", Kind.COUNTY, ()),
        ("硖石街道", Kind.TOWNSHIP, ("硖石",)),
        ("岱岭畲族乡", Kind.TOWNSHIP, ("岱岭", "岱岭乡")),
        ("呼吉尔特蒙古民族乡", Kind.TOWNSHIP, ("呼吉尔特", "呼吉尔特乡")),
        ("张镇", Kind.TOWNSHIP, ()),
        ("西山社区", Kind.VILLAGE, ("西山",)),
        ("港胡村", Kind.VILLAGE, ("港胡",)),
    ],
)
def test_short_names_follow_from_full_ones(name: str, level: Kind, forms: tuple[str, ...]) -> None:
    assert short_names(name, level) == forms


def test_former_names_are_those_of_the_ranks_below() -> None:
    assert former_names("硖石街道", Kind.TOWNSHIP) == ("硖石镇", "硖石乡")
    assert former_names("富阳区", Kind.COUNTY) == ("富阳县",)
    assert former_names("市区", Kind.COUNTY) == ()
    assert former_names("龙塘村", Kind.VILLAGE) == ()
