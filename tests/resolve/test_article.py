import pytest

from kg.model import EntityType, Field, Kind, Referent
from tests.resolve.conftest import Refer


def by_name(found: list[Referent]) -> dict[str, Referent]:
    assert len({referent.id for referent in found}) == len(found)
    return {referent.name: referent for referent in found}


def test_a_relative_name_gets_its_place_back(refer: Refer) -> None:
    found = by_name(refer("湖州市南浔区练市镇的夜市热闹了，区市场监管局的执法人员每晚巡查。"))
    office = found["南浔区市场监管局"]
    assert office.surfaces == ("区市场监管局",)
    assert office.home == found["南浔区"].code == "330503"


def test_the_city_of_a_district_that_was_one_is_the_district(refer: Refer) -> None:
    found = by_name(refer("奉化市溪口镇的桃子熟了。市农林局的技术员每周都来，宁波市也派人来看。"))
    assert found["奉化区农林局"].home == found["奉化区"].code == "330213"


def test_relative_and_full_name_are_one_organisation(refer: Refer) -> None:
    found = by_name(
        refer("湖州市南浔区练市镇的夜市热闹了，区市场监管局的人每晚巡查。南浔区市场监督管理局说，摊位都登记了。")
    )
    assert set(found["南浔区市场监督管理局"].surfaces) == {"区市场监管局", "南浔区市场监督管理局"}
    assert "南浔区市场监管局" not in found


def test_a_towns_government_is_that_of_the_town_before(refer: Refer) -> None:
    found = by_name(refer("德清县莫干山镇的民宿多。钟管镇种桃，镇政府修了路。"))
    assert found["钟管镇政府"].home == found["钟管镇"].code
    assert "莫干山镇政府" not in found


def test_the_same_words_are_two_offices_in_two_towns(refer: Refer) -> None:
    found = by_name(refer("德清县莫干山镇的民宿多，镇政府请来了专家。钟管镇种桃，镇政府修了路。"))
    assert found["莫干山镇政府"].home != found["钟管镇政府"].home
    assert found["莫干山镇政府"].surfaces == found["钟管镇政府"].surfaces == ("镇政府",)


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("资溪县的茶香飘出山外，资溪的竹子也有名。", ("资溪县", "资溪")),
        ("德清县公安局雷甸派出所民警说，雷甸派出所每天巡逻。", ("德清县公安局雷甸派出所", "雷甸派出所")),
        ("浙江墨林制笔有限公司复工，墨林制笔有限公司招人。", ("浙江墨林制笔有限公司", "墨林制笔有限公司")),
        (
            "青岛海鲜加工有限公司（以下简称“青鲜公司”）停产，青鲜公司补发了工资。",
            ("青岛海鲜加工有限公司", "青鲜公司"),
        ),
        ("嘉兴市颁发“红船奖”。红船奖评了十年，第二届“红船奖”更热闹。", ("红船奖",)),
        ("《青岛市养老服务条例》（以下简称《条例》）实施，《条例》分八章。", ("青岛市养老服务条例", "条例")),
    ],
)
def test_short_forms_are_the_same_thing(refer: Refer, text: str, surfaces: tuple[str, ...]) -> None:
    assert surfaces in [referent.surfaces for referent in refer(text)]


def test_offices_of_two_places_stay_two(refer: Refer) -> None:
    found = by_name(refer("德清县民政局和安吉县民政局结对。"))
    assert {"德清县民政局", "安吉县民政局"} <= set(found)
    assert found["德清县民政局"].home != found["安吉县民政局"].home


def test_a_misprint_is_the_right_place_and_says_so(refer: Refer) -> None:
    found = by_name(refer("海口市海昌街道的居民办证。海昌街道在海宁市中心。"))
    assert found["海宁市"].surfaces == ("海口市", "海宁市")
    assert "海宁市" in found["海宁市"].note
    assert found["海昌街道"].code == "330481003"


def test_an_unlisted_village_lies_where_its_article_plays(refer: Refer) -> None:
    found = by_name(refer("永丰村在哪里。德清县的人来了。"))
    village = found["永丰村"]
    assert (village.code, village.home, village.kind) == ("", "330521", Kind.VILLAGE)


def test_byline_authors_are_people_with_the_byline_as_printed(refer: Refer) -> None:
    found = by_name(refer("德清县的桃子熟了。", "桃子熟了", "本报记者 田 禾 通讯员 王晓明", ["田禾", "王晓明"]))
    authors = {name: referent for name, referent in found.items() if referent.kind is Kind.AUTHOR}
    assert set(authors) == {"田禾", "王晓明"}
    (mention,) = authors["田禾"].mentions
    assert (mention.field, mention.begin, mention.end, mention.surface) == (Field.BYLINE, 5, 8, "田 禾")


def test_who_signs_and_is_named_in_the_text_is_one(refer: Refer) -> None:
    found = by_name(refer("孩子们在德清县种树。\n周文雯 摄", "种树", "周文雯", ["周文雯"]))
    fields = {mention.field for mention in found["周文雯"].mentions}
    assert fields == {Field.BODY, Field.BYLINE}
    assert found["周文雯"].kind is Kind.AUTHOR


def test_people_who_are_not_named_in_full_are_marked(refer: Refer) -> None:
    found = by_name(refer("村民李女士说好，村民李秀兰也说好。"))
    assert found["李女士"].anonymised
    assert not found["李秀兰"].anonymised


def test_mentions_point_at_what_is_printed(refer: Refer) -> None:
    headline, body = (
        '资溪"清水入湖"见效',
        '资溪县启动"清水入湖"专项行动(试点),县水利局局长刘海明说:"好!"\n李女士也说好.',
    )
    byline = "（田 禾）"
    found = refer(body, headline, byline, ["田禾"])
    assert {referent.type for referent in found} == set(EntityType)
    texts = {Field.HEADLINE: headline, Field.BODY: body, Field.BYLINE: byline}
    for referent in found:
        assert referent.mentions
        assert referent.kind.type is referent.type
        for mention in referent.mentions:
            assert mention.surface == texts[mention.field][mention.begin : mention.end] != ""
            assert mention.type is referent.type
    assert by_name(found)["清水入湖"].mentions[0].field is Field.HEADLINE


def test_no_mention_is_two_things(refer: Refer) -> None:
    found = refer("德清县民政局局长刘海明说，县民政局和德清县养老服务中心都来了，“海风助老”行动在德清启动。")
    places = [(m.field, m.begin, m.end) for referent in found for m in referent.mentions]
    assert len(places) == len(set(places)) > 4


def test_an_article_that_names_nothing_has_no_referents(refer: Refer) -> None:
    assert refer("") == []
    assert refer("桃子熟了，好吃。") == []
