from kg.gazetteer import Division, gazetteer
from kg.model import Kind
from kg.resolve.setting import Setting, setting


def placed(*names: tuple[int, str], body_begin: int = 10) -> Setting:
    divisions: list[tuple[int, Division]] = []
    for offset, code in names:
        division = gazetteer().division(code)
        assert division
        divisions.append((offset, division))
    return setting(divisions, body_begin)


def test_an_article_plays_in_the_smallest_place_that_covers_most_of_it() -> None:
    assert placed((12, "330500"), (15, "330521"), (20, "330521104"), (40, "330521115")).main == "330521"
    assert placed((12, "330521104"), (300, "330521104")).main == "330521104"


def test_the_headline_weighs_more() -> None:
    assert placed((0, "361028"), (300, "330521")).main == "361028"
    assert placed((200, "361028"), (300, "330521")).main != "361028"


def test_an_article_without_places_plays_nowhere() -> None:
    nowhere = placed()
    assert (nowhere.main, nowhere.chain, nowhere.home(Kind.COUNTY), nowhere.at("县", 5)) == ("", (), "", None)


def test_a_level_word_means_the_place_of_that_level_above_the_main_place() -> None:
    here = placed((12, "330503"), (15, "330503102"))
    county, city = here.at("区", 50), here.at("市", 50)
    assert county
    assert county.code == "330503"
    assert city
    assert city.code == "330500"
    assert here.at("县", 50) is None


def test_of_several_townships_the_nearest_before_is_meant() -> None:
    here = placed((12, "330521"), (20, "330521104"), (60, "330521115"))
    codes = [division.code for offset in (15, 30, 90) if (division := here.at("镇", offset))]
    assert codes == ["330521104", "330521104", "330521115"]


def test_home_is_the_level_asked_for_or_the_nearest_above() -> None:
    here = placed((12, "330521104"))
    assert [here.home(kind) for kind in (Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY, Kind.TOWNSHIP, Kind.VILLAGE)] == [
        "330000", "330500", "330521", "330521104", "330521104",
    ]  # fmt: skip
