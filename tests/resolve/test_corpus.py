import re
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Entity, EntityType, Referent
from kg.rdf.terms import safe
from kg.resolve.corpus import entities, slug
from tests.resolve.conftest import Refer

# An IRI's segment, RFC 3987 isegment without its reserved signs.
SEGMENT = re.compile(r"(?:[\w.~-]|%[0-9A-F]{2})+")


def named(found: list[Entity], name: str) -> list[Entity]:
    return [entity for entity in found if entity.name == name]


def together(*articles: list[Referent]) -> list[Entity]:
    return entities(referent for article in articles for referent in article)


def test_one_place_over_articles_is_one_entity_with_all_its_names(refer: Refer) -> None:
    found = together(refer("资溪县的茶香飘出山外。"), refer("资溪的竹子有名。江西省资溪县到了。", page="b.txt"))
    (county,) = named(found, "资溪县")
    assert (county.id, county.code, county.names) == ("place/361028", "361028", ("资溪",))
    assert len(county.referents) == 2


def test_namesakes_in_two_counties_stay_apart(refer: Refer) -> None:
    found = together(
        refer("资溪县鹤城镇向阳社区的居民来了，村民李建华说好。"),
        refer("德清县武康街道向阳社区的居民来了，村民李建华说好。", page="b.txt"),
    )
    assert len(named(found, "向阳社区")) == 2
    assert len(named(found, "李建华")) == 2


def test_the_same_name_in_one_county_is_one_entity(refer: Refer) -> None:
    found = together(
        refer("资溪县鹤城镇向阳社区的居民来了，村民李建华说好。"),
        refer("李建华是资溪县向阳社区的村民。", page="b.txt"),
    )
    assert [len(entity.referents) for name in ("向阳社区", "李建华") for entity in named(found, name)] == [2, 2]


def test_who_is_not_named_in_full_is_never_one_person_over_two_articles(refer: Refer) -> None:
    found = together(refer("德清县钟管镇的李女士说好，李女士笑了。"), refer("德清县钟管镇的李女士来了。", page="b.txt"))
    people = named(found, "李女士")
    assert len(people) == 2
    assert all(person.anonymised for person in people)


def test_a_reporter_on_pages_about_two_counties_is_one_person(refer: Refer) -> None:
    found = together(
        refer("德清县的桃子熟了。", "桃子", "记者 田 禾", ["田禾"]),
        refer("资溪县的茶熟了。", "茶", "（田禾）", ["田禾"], page="b.txt"),
    )
    (reporter,) = named(found, "田禾")
    assert len(reporter.referents) == 2
    assert reporter.kind == "author"


def test_offices_with_a_place_in_their_name_are_told_by_it(refer: Refer) -> None:
    found = together(
        refer("资溪县市场监管局开展检查。"),
        refer("德清县与资溪县市场监督管理局开会。", page="b.txt"),
        refer("德清县市场监督管理局开会。", page="c.txt"),
    )
    offices = {entity.name: len(entity.referents) for entity in found if entity.type == "Agency"}
    assert offices == {"资溪县市场监督管理局": 2, "德清县市场监督管理局": 1}


def test_campaigns_are_of_their_county_and_platforms_of_the_nation_are_one(refer: Refer) -> None:
    found = together(
        refer("资溪县启动“清水入湖”专项行动。居民在浙里办上登记。"),
        refer("德清县启动“清水入湖”行动。居民在浙里办上登记。", page="b.txt"),
    )
    assert len(named(found, "清水入湖")) == 2
    assert len(named(found, "浙里办")) == 1


def test_adding_pages_keeps_the_ids_of_those_before(refer: Refer) -> None:
    first = refer("资溪县鹤城镇向阳社区启动“清水入湖”行动，县民政局局长刘海明和李女士到场。", "", "田禾", ["田禾"])
    more = [
        refer("德清县武康街道向阳社区启动“清水入湖”专项行动，刘海明和李女士到场。", "", "田禾", ["田禾"], "b.txt"),
        refer("资溪县民政局在向阳社区慰问，刘海明和李女士到场，清水入湖行动见效。", page="c.txt"),
    ]
    ids_of = {referent: entity.id for entity in together(first) for referent in entity.referents}
    ids_after = {referent: entity.id for entity in together(first, *more) for referent in entity.referents}
    assert len(ids_of) > 5
    assert {referent: ids_after[referent] for referent in ids_of} == ids_of


def test_the_order_of_articles_says_nothing(refer: Refer) -> None:
    articles = [
        refer("资溪县向阳社区的李建华来了，资溪有茶。"),
        refer("德清县向阳社区的李建华来了。", page="b.txt"),
        refer("资溪县市场监管局检查向阳社区。", page="c.txt"),
    ]
    results = [together(*order) for order in permutations(articles)]
    assert all(result == results[0] for result in results)


def test_every_referent_belongs_to_one_entity_of_its_type(refer: Refer) -> None:
    articles = [refer("资溪县向阳社区的李建华和李女士来了，资溪县民政局启动“清水入湖”行动。", page=p) for p in "abc"]
    found = together(*articles)
    owners = [referent for entity in found for referent in entity.referents]
    assert sorted(owners) == sorted(referent.id for article in articles for referent in article)
    assert len({entity.id for entity in found}) == len(found)
    assert [entity.id for entity in found] == sorted(entity.id for entity in found)
    assert all(entity.id.startswith(f"{entity.type.lower()}/") for entity in found)
    assert all(entity.name not in entity.names for entity in found)


@given(st.text(min_size=1, max_size=80))
def test_any_name_makes_one_safe_segment(name: str) -> None:
    made = slug(name)
    assert SEGMENT.fullmatch(made)
    assert len(made) <= 60 * 12 + 13
    assert made == slug(name)
    assert safe(f"agency/{made}").count("/") == 1


@given(st.text(max_size=70), st.text(max_size=70))
def test_two_names_make_two_segments(one: str, other: str) -> None:
    clean = [name.encode("utf-8", "replace") for name in (one, other)]
    assert (slug(one) == slug(other)) is (clean[0] == clean[1])


@pytest.mark.parametrize("name", ["a/b", "a#b", "..", "100%", "甲 乙", "甲\n乙", "“甲”", "a~b", "<>", "\ud800"])
def test_signs_that_an_iri_reads_otherwise_are_escaped(name: str) -> None:
    assert not set(slug(name)) & set('/#?<> \n"“”')
    assert len(slug(name)) >= len(name)


def test_a_name_can_be_any_text(refer: Refer) -> None:
    (county,) = refer("资溪县有茶。")
    text = "甲/乙#\ud800"
    odd = replace(county, id="article/x#Agency/?", type=EntityType.AGENCY, code="", name=text, stem=text)
    (entity,) = entities([odd])
    assert entity.id.count("/") == 1
    assert "#" not in entity.id
