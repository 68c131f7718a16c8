from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.evidence import Candidate, _rivals, candidates, features, weigh
from kg.model import Article, EntityType, Kind
from kg.tagger import Document
from kg.tagger.span import Span
from kg.tagger.words import Word

TEXT = "金溪县“清水入湖”专项行动启动"


def span(begin: int, end: int, score: float, source: str, type_: EntityType = EntityType.PROGRAMME) -> Span:
    return Span(begin, end, type_, Kind.CAMPAIGN if type_ is EntityType.PROGRAMME else Kind.COUNTY, score, source)


@pytest.fixture
def document() -> Document:
    words = (Word(0, 3, "LOC"), Word(3, 4, "w"), Word(4, 8, "nz"), Word(8, 9, "w"), Word(9, 13, "n"), Word(13, 15, "v"))
    return Document(Article("article/a", "p.txt", "", "", (), TEXT, (1,)), tuple(_shifted(words)))


def _shifted(words: tuple[Word, ...]) -> list[Word]:
    return [Word(word.begin + 1, word.end + 1, word.tag) for word in words]  # the empty headline's line break


def test_a_stretch_is_one_candidate_with_its_surest_rule_first() -> None:
    weak, sure, guess = span(5, 9, 0.5, "class"), span(5, 9, 0.9, "quotation"), span(5, 9, 0.7, "model")
    place = span(5, 9, 0.9, "gazetteer", EntityType.PLACE)
    assert candidates([weak, place, sure], [guess]) == [
        Candidate(5, 9, EntityType.PLACE, (place,), None),
        Candidate(5, 9, EntityType.PROGRAMME, (sure, weak), guess),
    ]


def test_the_score_is_the_sum_of_the_weights_as_a_probability(document: Document) -> None:
    weights = {"Programme rule quotation": 2.0, "Programme model 4": 1.5, "Programme whole “": -0.5, "Place ": 9.0}
    (found,) = weigh(document, {}, [span(5, 9, 0.9, "quotation")], [span(5, 9, 0.93, "model")], weights)
    assert found.score == pytest.approx(1 / (1 + 2.718281828**-3.0))
    assert (found.source, found.kind) == ("quotation", Kind.CAMPAIGN)


def test_features_say_who_is_for_it_and_who_is_against(document: Document) -> None:
    found = candidates([span(5, 9, 0.9, "quotation")], [span(5, 14, 0.95, "model"), span(1, 4, 0.99, "model")])
    told = dict(zip([(one.begin, one.end) for one in found], features(document, {}, found), strict=True))
    assert {"Programme around model Programme", "Programme around model 2"} <= set(told[5, 9])
    assert "Programme model silent" not in told[5, 9]
    assert "Programme inside rule Programme" in told[5, 14]
    assert "Programme whole “" in told[5, 9]
    assert "Programme whole “" not in told[5, 14]
    assert "Programme breaks 1 1" in told[5, 9]


def test_a_shipped_weight_is_there_for_both_sides(document: Document) -> None:
    (alone,) = weigh(document, {}, [span(5, 9, 0.9, "quotation")], [])
    (agreed,) = weigh(document, {}, [span(5, 9, 0.9, "quotation")], [span(5, 9, 0.99, "model")])
    assert alone.score < agreed.score
    assert agreed.score > 0.8


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=12))
def test_rivals_are_all_that_share_a_character(stretches: list[tuple[int, int]]) -> None:
    found = candidates([span(begin, begin + size, 0.5, "class") for begin, size in stretches], [])
    expected = {
        (one, two)
        for one, two in combinations(range(len(found)), 2)
        if found[one].begin < found[two].end and found[two].begin < found[one].end
    }
    rivals = _rivals(found)
    assert {tuple(sorted((at, found.index(other)))) for at, own in enumerate(rivals) for other in own} == expected
    assert sum(map(len, rivals)) == 2 * len(expected)
