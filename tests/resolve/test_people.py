"""People who may not be named are in no reading: not as entities, and not in its texts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, EntityType, Field, Kind, Mention, Page, Reading, Referent
from kg.reader import Reader
from kg.resolve.people import People, withhold

OFFICIAL, VILLAGER, REPORTER = "沈国强", "李秀兰", "田禾"
BODY = (
    f"德清县钟管镇茅山村的桃子熟了。村民{VILLAGER}笑着说，桃子卖得好，{VILLAGER}调解工作室也开张了。\n"
    f"钟管镇党委书记{OFFICIAL}介绍，镇里印发了《钟管镇桃产业三年行动方案》。"
)
EVERYWHERE = range(1000)  # as if every character were a word
ARTICLE = Article("article/1", "p.txt", f"{VILLAGER}的桃子", "通讯员 田 禾", (REPORTER,), BODY, ())


def read(people: People) -> Reading:
    (reading,) = Reader(people=people).read([ARTICLE])
    return reading


def people_of(reading: Reading) -> dict[str, Kind]:
    return {one.name: one.kind for one in reading.referents if one.type is EntityType.PERSON}


@pytest.mark.parametrize(
    ("people", "named"),
    [
        (People.ALL, {OFFICIAL: Kind.OFFICIAL, VILLAGER: Kind.RESIDENT, REPORTER: Kind.AUTHOR}),
        (People.OFFICIALS, {OFFICIAL: Kind.OFFICIAL, REPORTER: Kind.AUTHOR}),
        (People.NONE, {}),
    ],
)
def test_only_those_who_may_be_named_are(people: People, named: dict[str, Kind]) -> None:
    reading = read(people)
    assert people_of(reading) == named
    text = "\n".join(reading.article.text(field) for field in Field).replace(" ", "")
    for name in (OFFICIAL, VILLAGER, REPORTER):
        assert (name in text) == (name in named)
    assert reading.article.authors == tuple(name for name in (REPORTER,) if name in named)
    assert {claim.subject for claim in reading.claims} <= {one.id for one in reading.referents}


def test_offsets_and_evidence_hold() -> None:
    named, withheld = read(People.ALL), read(People.OFFICIALS)
    assert len(named.article.body) == len(withheld.article.body)
    # An id that were a hash of what was printed would tell a name to who tries names.
    assert withheld.article.id != named.article.id
    assert {one.id.split("#")[0] for one in withheld.referents} == {withheld.article.id}
    assert {claim.subject.split("#")[0] for claim in withheld.claims} == {withheld.article.id}
    for referent in withheld.referents:
        for one in referent.mentions:
            assert withheld.article.text(one.field)[one.begin : one.end] == one.surface
    assert withheld.claims
    for claim in withheld.claims:
        assert claim.evidence in withheld.article.body or claim.evidence in withheld.article.headline


def test_a_reading_that_names_nobody_else_stays_as_it_is() -> None:
    reading = read(People.OFFICIALS)
    assert withhold(reading, People.OFFICIALS, EVERYWHERE) is reading


def test_a_name_inside_another_that_stays_is_not_torn() -> None:
    begin = BODY.index(f"{VILLAGER}调解工作室")
    team = Referent(
        "a#2", EntityType.AGENCY, Kind.TEAM, f"{VILLAGER}调解工作室",
        (Mention(Field.BODY, begin, begin + 8, f"{VILLAGER}调解工作室", EntityType.AGENCY),),
    )  # fmt: skip
    at = BODY.index(VILLAGER)
    person = Referent(
        "a#1", EntityType.PERSON, Kind.RESIDENT, VILLAGER,
        (Mention(Field.BODY, at, at + 3, VILLAGER, EntityType.PERSON),),
    )  # fmt: skip
    reading = withhold(Reading(ARTICLE, (person, team), ()), People.OFFICIALS, EVERYWHERE)
    assert [one.name for one in reading.referents] == [team.name]
    assert reading.article.body == BODY.replace(f"村民{VILLAGER}", "村民某某某")


def test_a_name_is_not_looked_for_inside_other_words_nor_in_names_that_stay() -> None:
    body = "永康市的村民高明说，产量不断提高明显，市里不断扩张江西省来的订单。村民张江说好。高明又说，好。"
    article = Article("article/1", "p.txt", "", "", (), body, ())
    (reading,) = Reader(people=People.OFFICIALS).read([article])
    (everybody,) = Reader().read([article])
    assert {"高明", "张江", "江西省"} <= {one.name for one in everybody.referents}
    assert reading.article.body == (
        "永康市的村民某某说，产量不断提高明显，市里不断扩张江西省来的订单。村民某某说好。某某又说，好。"
    )


@pytest.mark.parametrize("byline", ["沙悟净 / Anna Lee", "@老王说茶", "刘洋（磐安县农业农村局）", "王小明 摄"])
def test_nobody_is_named_in_a_byline_that_is_no_list_of_names(byline: str) -> None:
    article = replace(ARTICLE, byline=byline, authors=())
    (reading,) = Reader(people=People.NONE).read([article])
    assert set(reading.article.byline) <= {"某", " "}
    assert len(reading.article.byline) == len(byline)


@given(st.text("李秀兰王平 \n，", max_size=30), st.text("李秀兰王平", min_size=1, max_size=3))
def test_no_form_of_a_name_is_left(text: str, name: str) -> None:
    body = f"{name}{text}"
    article = Article("article/1", "p.txt", text, text, (), body, ())
    mention = Mention(Field.BODY, 0, len(name), name, EntityType.PERSON)
    person = Referent("a#1", EntityType.PERSON, Kind.OTHER, name, (mention,))
    told = withhold(Reading(article, (person,), ()), People.NONE, EVERYWHERE).article
    assert name not in told.headline + "|" + told.byline + "|" + told.body
    assert [len(told.text(field)) for field in Field] == [len(article.text(field)) for field in Field]


def test_names_are_withheld_as_they_are_printed() -> None:
    text = "通訊員 張偉\n\n德清縣鍾管鎮的桃子熟了。村民李秀蘭笑着說，桃子賣得好，李秀蘭調解工作室也開張了。\n"
    (reading,) = Reader(people=People.NONE)(Page("p.txt", f"德清縣桃子熟了\n\n{text}", "utf-8", ""))
    assert people_of(reading) == {}
    assert reading.article.authors == ()
    said = f"{reading.article.byline}{reading.article.body}{[claim.evidence for claim in reading.claims]}"
    assert [name for name in ("李秀蘭", "張偉", "李秀兰", "张伟") if name in said] == []
    assert "某某某 某某" in said
