"""A page in traditional print says what its twin in simplified print says, and stands as it is printed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from opencc import OpenCC

from kg.model import Article, Field, Page, Reading
from kg.pipeline import build
from kg.reader import Reader
from kg.resolve.corpus import identity_of
from kg.resolve.reprints import find_reprints, marks
from kg.traditional.printing import simplified_page

PRINTS = ("s2t", "s2tw", "s2hk")  # OpenCC's standard, Taiwan's, Hong Kong's
TRAIN = Path(__file__).parents[2] / "../shared/corpus/train"
STORY = """德清县乡村振兴局到雷甸镇开会

本报记者 张伟

今年6月以来，德清县乡村振兴局到浙江省德清县雷甸镇发展枇杷产业。德清县乡村振兴局局长李建国说：“以后每个村都有干部联系。”
"""


def printed_as(variant: str) -> Callable[[str], str]:
    """How a text is printed there, quotation marks too; as it is for "" ."""
    if not variant:
        return str
    marks = str.maketrans("“”‘’", "「」『』")
    return lambda text: str(OpenCC(variant).convert(text)).translate(marks)


def page(text: str) -> Page:
    return Page("p.txt", text, "utf-8", "", date="2024-08-31")


def said(reading: Reading) -> object:
    """What a reading says, without what is printed: entities where they are mentioned, and claims."""
    own = reading.article.id.removeprefix("article/")
    ids = {found.id: identity_of(found).replace(own, "") for found in reading.referents}
    found = [
        (ids[one.id], one.kind, one.name, one.code, one.candidates, one.anonymised, one.note)
        for one in reading.referents
    ]
    claims = [
        (ids[claim.subject], claim.predicate, ids[claim.object], claim.date, claim.confidence, len(claim.evidence))
        for claim in reading.claims
    ]
    mentions = [(ids[one.id], m.field, m.begin, m.end, m.score) for one in reading.referents for m in one.mentions]
    return found, mentions, claims, reading.article.lines, reading.article.authors


@pytest.fixture(scope="module")
def simplified_readings(examples: Path) -> dict[Path, list[Reading]]:
    """What the example pages say."""
    return {path: Reader()(page(path.read_text(encoding="utf-8"))) for path in sorted((examples / "pages").iterdir())}


@pytest.mark.parametrize("variant", PRINTS)
def test_a_traditional_page_says_what_its_simplified_twin_says(
    variant: str, simplified_readings: dict[Path, list[Reading]]
) -> None:
    convert = printed_as(variant)
    assert sum(map(len, simplified_readings.values())) > 20
    for path, twins in simplified_readings.items():
        found = Reader()(page(convert(path.read_text(encoding="utf-8"))))
        for one, twin in zip(found, twins, strict=True):
            assert said(one) == said(twin)
            for field in Field:
                assert one.article.text(field) == convert(twin.article.text(field))


@pytest.mark.parametrize("variant", PRINTS)
def test_what_is_quoted_stands_as_printed(variant: str) -> None:
    text = printed_as(variant)(STORY)
    (reading,) = Reader()(page(text))
    article = reading.article
    mentions = [mention for found in reading.referents for mention in found.mentions]
    assert all(article.text(m.field)[m.begin : m.end] == m.surface for m in mentions)
    assert reading.claims
    assert all(claim.evidence in article.body or claim.evidence in article.headline for claim in reading.claims)
    assert all(claim.evidence in text for claim in reading.claims)
    assert {"德清縣鄉村振興局", "張偉"} <= {mention.surface for mention in mentions}
    assert ("2024-06/..", "今年6月以來") in {(claim.date, claim.date_text) for claim in reading.claims}
    assert {claim.post for claim in reading.claims} == {"", "局長"}


def test_a_whole_article_of_a_table_is_read_alike() -> None:
    first, byline, *rest = filter(None, STORY.split("\n"))
    whole = replace(page("\n".join(rest)), whole=True, headline=first, byline=byline, path="a.csv#1")
    convert = printed_as("s2tw")
    other = replace(whole, text=convert(whole.text), headline=convert(first), byline=convert(byline))
    (one,), (twin,) = Reader()(other), Reader()(whole)
    assert said(one) == said(twin)
    assert one.article.byline == "本報記者 張偉"


def test_a_mixed_corpus_has_one_entity_for_both_prints(tmp_path: Path) -> None:
    pages = [tmp_path / "simplified.txt", tmp_path / "traditional.txt"]
    for path, variant in zip(pages, ("", "s2tw"), strict=True):
        path.write_text(printed_as(variant)(STORY), encoding="utf-8")
    graph = build(pages, tmp_path / "out").graph
    named = {data["name"]: (node, data) for node, data in graph.nodes(data=True) if "names" in data}
    node, agency = named["德清县乡村振兴局"]
    assert "德清縣鄉村振興局" in agency["names"]
    assert len([edge for edge in graph.out_edges(node, data=True) if edge[2]["relation"] == "mentionedIn"]) == 2
    assert named["德清县"][1]["code"] == "330521"
    assert "德清縣" in named["德清县"][1]["names"]
    assert "張偉" in named["张伟"][1]["names"]
    assert not [name for name in named if name != simplified_page(page(name)).text]


def test_a_simplified_page_with_a_traditional_name_has_it_among_the_others() -> None:
    (reading,) = Reader()(page(STORY.replace("浙江省德清县", "浙江省德清縣")))
    (twin,) = Reader()(page(STORY))
    assert said(reading) == said(twin)
    assert "德清縣鄉村振興局" not in reading.article.body
    assert "浙江省德清縣雷甸镇" in reading.article.body


def test_simplified_pages_are_never_taken_for_others(examples: Path) -> None:
    for path in sorted((examples / "pages").iterdir()):
        one = page(path.read_text(encoding="utf-8"))
        assert simplified_page(one) is one


@pytest.mark.skipif(not TRAIN.is_dir(), reason="the annotated articles are not here")
def test_no_annotated_article_is_taken_for_traditional() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(TRAIN.glob("t*.txt"))]
    assert len(texts) > 20
    assert all(simplified_page(one) is one for one in map(page, texts))


def test_an_article_printed_again_in_the_other_print_is_a_reprint() -> None:
    first = Article("article/1", "p.txt", "", "", (), STORY, (), "2024-08-30")
    again = replace(first, id="article/2", body=printed_as("s2hk")(STORY), date="2024-08-31")
    assert find_reprints([first, again]) == {"article/2": "article/1"}
    assert marks(first.body) == marks(again.body)
