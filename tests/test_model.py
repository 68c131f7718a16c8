from dataclasses import FrozenInstanceError
from itertools import product

import pytest

from kg.model import KINDS, Article, Candidate, Entity, EntityType, Field, Kind, Mention, Predicate, Referent


def test_every_kind_belongs_to_one_type() -> None:
    listed = [kind for kinds in KINDS.values() for kind in kinds]
    assert sorted(listed) == sorted(Kind)
    assert all(kind in KINDS[kind.type] for kind in Kind)
    assert Kind.TOWNSHIP.type is EntityType.PLACE
    assert Kind.AUTHOR.type is EntityType.PERSON


@pytest.mark.parametrize(
    ("predicate", "pairs"),
    [
        ("partOf", "Place-Place"),
        ("locatedIn", "Agency-Place"),
        ("subAgencyOf", "Agency-Agency"),
        ("implementedBy", "Programme-Agency Programme-Place"),
        ("appliesTo", "Programme-Place"),
        ("partOfProgramme", "Programme-Programme"),
        ("affiliatedWith", "Person-Agency Person-Place"),
        ("associatedPlace", "Person-Place"),
        ("participatesIn", "Person-Programme Agency-Programme"),
        ("cooperatesWith", "Agency-Agency Agency-Place Place-Agency Place-Place"),
    ],
)
def test_a_relation_accepts_its_ends_and_no_others(predicate: str, pairs: str) -> None:
    accepted = {f"{s}-{o}" for s, o in product(EntityType, EntityType) if Predicate(predicate).accepts(s, o)}
    assert accepted == set(pairs.split())


def test_there_are_ten_relations() -> None:
    assert len(Predicate) == 10


def test_an_article_gives_the_text_that_a_mention_points_into() -> None:
    article = Article("article/a", "p.txt", "德清办夜校", "（田禾）", ("田禾",), "灯亮了。", (1, 2))
    assert [article.text(field) for field in (Field.HEADLINE, Field.BODY, Field.BYLINE)] == [
        "德清办夜校", "灯亮了。", "（田禾）",
    ]  # fmt: skip


def test_a_referent_lists_its_surfaces_once_in_order_of_appearance() -> None:
    mentions = tuple(
        Mention(Field.BODY, begin, begin + len(surface), surface, EntityType.PLACE)
        for begin, surface in ((0, "德清县"), (9, "德清"), (20, "德清县"))
    )
    referent = Referent("article/a#Place/德清县", EntityType.PLACE, Kind.COUNTY, "德清县", mentions)
    assert referent.surfaces == ("德清县", "德清")


def test_an_entitys_label_tells_its_code() -> None:
    county = Entity("place/330521", EntityType.PLACE, Kind.COUNTY, "德清县", (), ("r",), code="330521")
    team = Entity("agency/红船", EntityType.AGENCY, Kind.TEAM, "“红船”服务队", (), ("r",))
    assert (county.label, team.label) == ("德清县 (330521)", "“红船”服务队")


def test_values_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Candidate("330521", 0.5).score = 1.0  # type: ignore[misc]
