import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.errors import GraphError, UsageError
from kg.evaluate import Share, evaluate
from kg.model import EntityType, Predicate
from kg.rdf import write_turtle
from tests.evaluate.conftest import Reference

Data = dict[str, Any]
Change = Callable[[Data], None]


def figures(graph: Path, gold: list[Path]) -> dict[str, object]:
    return dict(evaluate(graph, gold).as_dict())


def thing(key: str, kind: str, *surfaces: str, **rest: Any) -> Data:
    entity_type = "Place" if kind in ("county", "township", "village", "prefecture") else rest.pop("type")
    return {"key": key, "type": entity_type, "kind": kind, "surfaces": list(surfaces or (key,)), **rest}


def relation(subject: str, predicate: str, obj: str, **rest: Any) -> Data:
    return {"s": subject, "p": predicate, "o": obj, "evidence": "", **rest}


@pytest.fixture
def gold() -> Data:
    """What a reader would write of the page south/002.txt of tests/conftest.py: all that its graph says."""
    body = "登封市与丽江市古城区签约合作，共推“阳光餐饮”。吴先生到场观看。"
    return {
        "page": "002", "file": "002.txt",
        "articles": [{
            "id": "002-01", "title": "登封市与丽江市古城区结对", "authors": ["田禾"],
            "entities": [
                thing("登封市", "county", code="410185"), thing("丽江市", "prefecture", code="530700"),
                thing("古城区(丽江市)", "county", "古城区", code="530702"),
                thing("阳光餐饮", "campaign", type="Programme"),
                thing("吴先生@002-01", "resident", "吴先生", type="Person"),
                thing("田禾", "author", type="Person"),
            ],
            "relations": [
                relation("登封市", "cooperatesWith", "古城区(丽江市)"), relation("古城区(丽江市)", "partOf", "丽江市"),
                relation("阳光餐饮", "appliesTo", "登封市"),
            ],
        }],
        "line_text": [{"n": 3, "text": body, "article": "002-01"}],
    }  # fmt: skip


@pytest.fixture
def score(graph: "nx.MultiDiGraph[str]", tmp_path: Path) -> Callable[[Data], dict[str, Any]]:
    """Writes annotations and evaluates the small graph of tests/conftest.py against them."""
    write_turtle(graph, tmp_path / "graph.ttl")

    def run(data: Data) -> dict[str, Any]:
        (tmp_path / "gold.json").write_text(json.dumps(data), encoding="utf-8")
        return figures(tmp_path, [tmp_path / "gold.json"])

    return run


def test_a_graph_that_says_what_readers_say_is_perfect(gold: Data, score: Callable[[Data], dict[str, Any]]) -> None:
    found = score(gold)
    perfect = {"p": 1.0, "r": 1.0, "f1": 1.0}
    for name in ("articles", "mentions", "mentions.Place", "mentions.Person", "entities", "relations", "codes"):
        assert found[name] == perfect, name
    assert (found["lines_b3"], found["evidence"]) == (1.0, 1.0)
    assert found["links"] == {"p": 0.0, "r": 0.0, "f1": 0.0}  # one article has no pairs of articles


def extra_place(data: Data) -> None:
    data["articles"][0]["entities"].append(thing("阜埠镇", "township"))


def missing_place(data: Data) -> None:
    del data["articles"][0]["entities"][1]


def optional_place(data: Data) -> None:
    data["articles"][0]["entities"][1]["optional"] = True


def other_headline(data: Data) -> None:
    data["articles"][0]["title"] = "登封市来客人"


def other_code(data: Data) -> None:
    data["articles"][0]["entities"][0]["code"] = "410100"


def turned_partnership(data: Data) -> None:
    ends = data["articles"][0]["relations"][0]
    ends["s"], ends["o"] = ends["o"], ends["s"]


def other_relation(data: Data) -> None:
    data["articles"][0]["relations"][2]["p"] = "implementedBy"


def longer_surface(data: Data) -> None:
    data["articles"][0]["entities"][3].update(surfaces=["共推“阳光餐饮”"], alt=["阳光餐饮"])


def class_noun(data: Data) -> None:
    data["articles"][0]["entities"][3]["surfaces"] = ["“阳光餐饮”行动"]


@pytest.mark.parametrize(
    ("change", "name", "expected"),
    [
        (extra_place, "mentions.Place", (1.0, 0.75)),
        (extra_place, "entities", (1.0, 0.8571)),
        (missing_place, "mentions.Place", (0.6667, 1.0)),
        (optional_place, "mentions.Place", (1.0, 1.0)),
        (optional_place, "relations", (1.0, 1.0)),
        (other_headline, "articles", (0.0, 0.0)),
        (other_code, "codes", (0.6667, 0.6667)),
        (turned_partnership, "relations", (1.0, 1.0)),
        (other_relation, "relations", (0.6667, 0.6667)),
        (other_relation, "relations.appliesTo", (0.0, 0.0)),
        (longer_surface, "mentions", (1.0, 1.0)),
        (class_noun, "mentions", (1.0, 1.0)),
    ],
)
def test_each_slip_costs_what_it_should(
    gold: Data, score: Callable[[Data], dict[str, Any]], change: Change, name: str, expected: tuple[float, float]
) -> None:
    change(gold)
    found = score(gold)[name]
    assert (found["p"], found["r"]) == expected


@pytest.mark.parametrize(
    "change",
    [extra_place, missing_place, optional_place, other_headline, other_code, turned_partnership, other_relation,
     longer_surface, class_noun],
)  # fmt: skip
def test_the_figures_of_a_slip_are_those_of_the_script(
    graph: "nx.MultiDiGraph[str]", gold: Data, change: Change, reference: Reference, tmp_path: Path
) -> None:
    change(gold)
    write_turtle(graph, tmp_path / "graph.ttl")
    (tmp_path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    expected = reference(tmp_path / "graph.ttl", [tmp_path / "gold.json"])
    assert figures(tmp_path, [tmp_path / "gold.json"]) == expected


def test_the_figures_of_the_examples_are_those_of_the_script(built: Path, examples: Path, reference: Reference) -> None:
    gold = sorted((examples / "gold").glob("*.json"))
    expected = reference(built / "graph.ttl", gold)
    assert figures(built, gold) == expected
    assert list(figures(built, gold)) == list(expected)
    # A single page, and the graph as a file.
    assert figures(built / "graph.ttl", gold[:1]) == reference(built / "graph.ttl", gold[:1])


def test_the_figures_of_a_damaged_graph_are_those_of_the_script(
    built: Path, examples: Path, reference: Reference, tmp_path: Path
) -> None:
    """Entities merged, surfaces cut and codes changed: where much is wrong, much has to be counted alike."""
    text = (built / "graph.ttl").read_text(encoding="utf-8")
    text = re.sub(r'(kg:surface ")(.)(..)', r"\1\3", text)
    text = re.sub(r'(kg:divisionCode "\d\d)\d', r"\g<1>9", text)
    text = text.replace("kg:partOf", "kg:cooperatesWith").replace("的", "")
    merged = sorted(set(re.findall(r"\bplace:\w+", text)))
    for one, other in zip(merged[::5], merged[1::5], strict=False):
        text = re.sub(rf"{one}\b", other, text)
    (tmp_path / "graph.ttl").write_text(text, encoding="utf-8")
    gold = sorted((examples / "gold").glob("*.json"))
    expected = reference(tmp_path / "graph.ttl", gold)
    assert figures(tmp_path, gold) == expected
    assert expected != reference(built / "graph.ttl", gold)


def test_a_folder_of_annotations_stands_for_its_files(built: Path, examples: Path) -> None:
    files = sorted((examples / "gold").glob("*.json"))
    assert evaluate(built, [examples / "gold"]) == evaluate(built, files[::-1]) == evaluate(built, [*files, files[0]])


def test_scores_have_a_share_for_every_type_and_relation(built: Path, examples: Path) -> None:
    scores = evaluate(built, [examples / "gold"])
    assert list(scores.mentions_by_type) == list(EntityType)
    assert set(scores.relations_by_predicate) == set(Predicate)
    parts = scores.mentions_by_type.values()
    assert sum(part.wanted for part in parts) == scores.mentions.wanted > 300
    assert sum(part.right for part in scores.relations_by_predicate.values()) == scores.relations.right > 100


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (Share(3, 4, 6), (0.75, 0.5, 0.6)),
        (Share(0, 0, 0), (0, 0, 0)),
        (Share(0, 5, 0), (0, 0, 0)),
        (Share(0, 0, 5), (0, 0, 0)),
    ],
)
def test_precision_recall_and_f1(share: Share, expected: tuple[float, float, float]) -> None:
    assert (share.precision, share.recall, share.f1) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not a file of annotations"),
        ("[]", "not a file of annotations"),
        ("{}", "it lacks 'line_text'"),
        ('{"line_text": [], "file": "a.txt", "articles": [{"id": "a"}]}', "not a file of annotations"),
    ],
)
def test_a_file_that_holds_no_annotations_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "odd.json").write_text(text)
    with pytest.raises(UsageError, match=message) as caught:
        evaluate(tmp_path, [tmp_path / "odd.json"])
    assert "odd.json" in str(caught.value)


def test_annotations_or_a_graph_that_are_not_there_are_errors(examples: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no annotation files"):
        evaluate(tmp_path, [tmp_path])
    with pytest.raises(UsageError, match=r"missing\.json: cannot be read"):
        evaluate(tmp_path, [tmp_path / "missing.json"])
    with pytest.raises(GraphError, match="build it first"):
        evaluate(tmp_path, [examples / "gold"])


def test_a_graph_of_other_pages_has_nothing_right(
    graph: "nx.MultiDiGraph[str]", examples: Path, tmp_path: Path
) -> None:
    write_turtle(graph, tmp_path / "graph.ttl")
    scores = evaluate(tmp_path, [examples / "gold"])
    assert (scores.mentions.right, scores.mentions.said, scores.entities.right, scores.relations.said) == (0, 0, 0, 0)
    assert scores.mentions.wanted > 300
