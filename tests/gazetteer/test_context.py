from pathlib import Path
from runpy import run_path

import pytest

from kg.gazetteer import Link, counties_in_play, gazetteer, locate, locate_all, resolve
from kg.model import Field


def links(text: str, home: str = "") -> list[Link]:
    return locate({Field.BODY: text}, home)


def codes(text: str, home: str = "") -> dict[str, str]:
    return {link.hit.surface: link.code for link in links(text, home)}


def test_a_chain_in_print_settles_every_link_of_it() -> None:
    assert codes("湖州市南浔区旧馆街道港胡村里") == {
        "湖州市": "330500", "南浔区": "330503", "旧馆街道": "330503002", "港胡村": "330503002211",
    }  # fmt: skip


def test_the_short_name_means_what_the_full_name_means() -> None:
    assert codes("永康市召开大会。会上说，永康要走在前列。") == {"永康市": "330784", "永康": "330784"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("乐清市城东街道来了客人", "330382001"),
        ("舟山市定海区的客人来自城东街道", "330902004"),
        ("定海的客人来自城东街道", "330902004"),
    ],
)
def test_townships_of_one_name_are_told_apart_by_their_county(text: str, code: str) -> None:
    assert codes(text)["城东街道"] == code


def test_two_townships_of_one_name_in_one_article_follow_their_chains() -> None:
    found = [link.code for link in links("乐清市城东街道与定海区城东街道结对") if link.hit.surface == "城东街道"]
    assert found == ["330382001", "330902004"]


def test_a_name_that_fits_several_places_stays_open() -> None:
    (township,) = links("城东街道的居民")
    assert township.code == ""
    scores = [candidate.score for candidate in township.candidates]
    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("海宁市硖石街道西山社区", "330481001009"),
        ("海宁市的硖石街道今天开会，西山社区党委书记发言", "330481001009"),
    ],
)
def test_a_community_is_looked_for_where_the_article_plays(text: str, code: str) -> None:
    assert codes(text)["西山社区"] == code


def test_two_communities_of_one_name_follow_their_chains() -> None:
    places = gazetteer()
    other = next(
        (places.chain(division.code)[-3:-1], division)
        for county in places.counties("330000")
        for division in places.villages(county).get("西山社区", ())
        if county != "330481"
    )
    (county, township), community = other
    text = f"海宁市硖石街道西山社区与{county.name}{township.name}西山社区结对"
    found = [link.code for link in links(text) if link.hit.surface == "西山社区"]
    assert found == ["330481001009", community.code]


def test_a_townships_short_name_counts_once_its_county_is_named() -> None:
    assert codes("海宁市发布消息。硖石的居民说好。")["硖石"] == "330481001"
    assert "硖石" not in codes("硖石的居民说好。")


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("辽宁、吉林和黑龙江三省", "吉林", "220000"),
        ("吉林省吉林市", "吉林省", "220000"),
        ("吉林省吉林市", "吉林市", "220200"),
        ("吉林舒兰市", "吉林", "220000"),
        ("北京市朝阳区与朝阳的居民", "朝阳", "110105"),
        ("长春市朝阳区与朝阳的居民", "朝阳", "220104"),
        ("辽宁省朝阳市与朝阳的居民", "朝阳", "211300"),
    ],
)
def test_provinces_prefectures_and_districts_of_one_name(text: str, name: str, code: str) -> None:
    assert codes(text)[name] == code


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("密云县檀营乡", {"密云县": "110118", "檀营乡": "110118003"}),
        ("富阳市场口镇", {"富阳": "330111", "场口镇": "330111110"}),
        ("富阳市政府", {"富阳市": "330111"}),
        ("绍兴县柯桥镇", {"绍兴县": "330603", "柯桥镇": "330603001"}),
        ("沙县夏茂镇", {"沙县": "350405", "夏茂镇": "350405101"}),
        ("都安县的客人", {"都安县": "451228"}),
        ("伊宁县和伊宁市结对", {"伊宁县": "654021", "伊宁市": "654002"}),
    ],
)
def test_counties_and_towns_are_known_by_their_former_names(text: str, found: dict[str, str]) -> None:
    assert codes(text) == found


def test_a_township_that_no_longer_exists_is_not_its_namesake_far_away() -> None:
    assert codes("马湖乡的茶")["马湖乡"] == "340122202"
    behind = links("雷波县马湖乡开会。马湖乡的茶好。")
    assert [(link.hit.surface, link.code, link.candidates) for link in behind if link.hit.surface == "马湖乡"] == [
        ("马湖乡", "", ()),
        ("马湖乡", "", ()),
    ]
    assert "马湖乡" not in codes("雷波县的干部在马湖乡开会。")
    assert codes("德清县的小村镇富起来了。") == {"德清县": "330521"}


def test_a_township_is_its_own_also_where_its_county_has_changed() -> None:
    assert codes("余杭区临平街道")["临平街道"] == "330113001"


def test_no_namesake_of_a_township_is_meant_behind_a_county_elsewhere() -> None:
    (link,) = (link for link in links("雷波县城东街道") if link.hit.surface == "城东街道")
    assert (link.code, link.candidates) == ("", ())


def test_a_misprinted_parent_gives_way_to_its_children() -> None:
    text = "海口市海昌街道举行活动。硖石街道西山社区也来了。"
    (first, *_) = links(text)
    assert (first.hit.surface, first.code) == ("海口市", "330481")
    assert "海昌街道" in first.note
    assert "海宁市" in first.note
    assert "460100" not in {link.code for link in links(text)}


@pytest.mark.parametrize(
    "text",
    [
        "海口市龙华区的街道",  # the child lies in it
        "海口市与海宁市海昌街道结对",  # side by side with nothing printed wrong
        "杭州市海昌街道",  # nothing of a like name holds the child
        "温州市市场监督管理局",
    ],
)
def test_a_parent_that_may_be_right_is_left(text: str) -> None:
    assert not any(link.note for link in links(text))
    assert links(text)[0].code in ("460100", "330100", "330300")


def test_ordinary_words_are_no_places_without_support() -> None:
    assert codes("公安部门会同有关单位，合作建设平安社区，整合资源，打通消防通道。") == {}
    assert codes("佛山市高明区的居民说，高明很美")["高明"] == "440608"
    assert "高明" not in codes("这一招真高明")


@pytest.mark.parametrize("name", ["鄱阳", "柯桥", "长沙", "铜山"])
def test_a_name_is_no_evidence_for_itself(name: str) -> None:
    # Read as the larger place, it would else speak for the smaller one of the same name in it, and so on to and fro.
    divisions = gazetteer().named(name)
    largest = min(divisions, key=lambda division: division.rank)
    text = f"{largest.name}的客人说，{name}很好，{name}人也好。"
    assert codes(text)[name] == largest.code


def test_home_breaks_a_tie() -> None:
    assert codes("长河街道打破常规", home="330108") == {"长河街道": "330108002"}


def test_counties_in_play_are_those_named_or_those_of_the_prefecture() -> None:
    places = gazetteer()
    assert counties_in_play(resolve(places.find("海宁市"))) == ("330481",)
    assert set(counties_in_play(resolve(places.find("嘉兴市")))) >= {"330481", "330402", "330411"}
    assert counties_in_play([]) == ()


def test_the_same_article_gives_the_same_links() -> None:
    text = "金华市永康市西城街道与海宁市硖石街道西山社区、城东街道结对，吉林、朝阳也来了。"
    assert links(text) == links(text)


def test_annotated_articles_are_linked_as_annotated() -> None:
    folder = Path(__file__).parents[2] / ".." / "shared" / "corpus" / "train"
    if not folder.is_dir():
        pytest.skip("the annotated training articles are not here")
    benchmark = Path(__file__).parents[2] / "benchmarks" / "places.py"
    shares = run_path(str(benchmark))["measured"](sorted(folder.glob("t0[1-6].txt")))
    assert shares["county"] >= 0.97
    assert shares["prefecture"] >= 0.97
    assert shares["township"] >= 0.96
    assert shares["village"] >= 0.94


def test_articles_that_are_read_together_say_nothing_of_each_other() -> None:
    texts: list[dict[Field, str]] = [{Field.BODY: "湖州市南浔区旧馆街道"}, {}, {Field.BODY: "他来到旧馆街道港胡村"}]
    assert locate_all(texts) == [locate(each) for each in texts]
    assert [[link.code for link in each] for each in locate_all(texts[:2])] == [["330500", "330503", "330503002"], []]
