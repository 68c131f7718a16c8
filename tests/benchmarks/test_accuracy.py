"""The benchmark counts as kg evaluate does, and its measures say what they are said to."""

from pathlib import Path

import pytest

from benchmarks.accuracy import mentions, samples, whole
from benchmarks.accuracy.codes import shares
from benchmarks.accuracy.models import Models
from benchmarks.accuracy.samples import Sample
from kg.model import EntityType, Reading
from kg.tagger import Document

EXAMPLES = Path(__file__).parents[2] / "examples"
CORPUS = Path(__file__).parents[2] / "../shared/corpus"


@pytest.fixture(scope="module")
def sample() -> Sample:
    return samples.pages("one page", EXAMPLES / "pages", EXAMPLES / "gold", [("2023-09-26", Models())])


@pytest.fixture(scope="module")
def readings(sample: Sample) -> list[Reading]:
    return sample.readings()


def test_only_pages_with_models_are_read(sample: Sample) -> None:
    assert [page.file for page in sample.pages] == ["2023-09-26-05.txt"]
    assert {document.article.page for document, _ in sample.documents} == {"2023-09-26-05.txt"}


def test_mentions_are_counted_as_in_the_graph(sample: Sample, readings: list[Reading]) -> None:
    scores = whole.measure(sample, readings).scores
    counted = mentions.of_readings(sample, readings)
    assert counted["all"] == scores.mentions
    assert {name: counted[name] for name in EntityType} == scores.mentions_by_type


def test_a_tool_that_knows_all_names_finds_all(sample: Sample) -> None:
    names = {
        (thing.type, surface)
        for page in sample.pages
        for article in page.articles
        for thing in article.things
        for surface in thing.surfaces
    }
    assert mentions.by_tool(sample, lambda _document, _models: names)["all"].f1 == 1.0


def test_a_tool_that_finds_nothing_has_the_authors_alone(sample: Sample) -> None:
    def silent(_document: Document, _models: Models) -> list[mentions.Name]:
        return []

    found = mentions.by_tool(sample, silent)
    assert found["Place"].recall == found["Agency"].recall == found["Programme"].recall == 0.0
    assert found["Person"].precision == 1.0
    assert 0 < found["Person"].recall < 1


def test_rules_and_tagger_are_measured_alone_and_together(sample: Sample, readings: list[Reading]) -> None:
    found = [mentions.by_tool(sample, tool)["all"] for tool in (mentions.rules_alone, mentions.model_alone)]
    found.append(mentions.of_readings(sample, readings)["all"])
    assert all(0.7 < share.f1 < 1 for share in found)
    assert len({share.wanted for share in found}) == 1
    assert len({(share.right, share.said) for share in found}) == 3


def test_codes_are_right_where_the_tool_knows_them(sample: Sample) -> None:
    known = {
        max(thing.surfaces, key=len): thing.code
        for page in sample.pages
        for article in page.articles
        for thing in article.things
        if len(thing.code) == 6
    }
    found = shares(sample, lambda address: known.get(address, ""))
    assert found["to county, name"].f1 == 1.0
    assert found["all levels, name"].recall < found["all levels, name"].precision


def test_reliability_is_by_tenths() -> None:
    claims = [(0.81, True), (0.89, False), (0.3, False), (1.0, True)]
    assert [(tenth.begin, tenth.claims, round(tenth.mean, 3), tenth.right) for tenth in whole.reliability(claims)] == [
        (0.3, 1, 0.3, 0.0),
        (0.8, 2, 0.85, 0.5),
        (0.9, 1, 1.0, 1.0),
    ]


def test_claims_that_count_are_those_of_the_evaluation(sample: Sample, readings: list[Reading]) -> None:
    scores, county_codes, claims = whole.measure(sample, readings)
    assert 0 < county_codes.right <= scores.codes.right
    right = sum(is_right for _, is_right in claims)
    # One claim may be told by several articles, and a post may be right in the optional reading.
    assert right == pytest.approx(scores.relations.right, abs=0.1 * scores.relations.right)
    assert all(0 < confidence <= 1 for confidence, _ in claims)


def test_training_articles_become_annotated_pages() -> None:
    if not (CORPUS / "train").is_dir():
        pytest.skip(f"{CORPUS}/train is not here")
    held = samples.folds("one file", CORPUS / "train", [Models(("t13",))])
    assert [page.file for page in held.pages] == ["t13.txt"]
    (page,) = held.pages
    assert len(page.articles) == len(held.documents)
    keys = {thing.key for article in page.articles for thing in article.things}
    assert all({each.subject, each.object} <= keys for article in page.articles for each in article.relations)
    assert sum(len(article.relations) for article in page.articles) > 100
    assert any(thing.code for article in page.articles for thing in article.things)
