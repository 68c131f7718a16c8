import hashlib
import json
import re
from importlib.metadata import version
from pathlib import Path

import networkx as nx
import pytest

import kg
from kg.errors import EmptyPage
from kg.model import Page
from kg.report import Report


@pytest.fixture
def report(graph: "nx.MultiDiGraph[str]") -> Report:
    pages = [Page("north/001.txt", "…", "utf-8", "1" * 64), Page("south/002.txt", "…", "gb18030", "2" * 64)]
    return Report(pages, [EmptyPage("空.txt", "it holds no text")], graph, {"mentions": True, "base_iri": "https://a/"})


def test_counts_are_those_of_the_graph(report: Report) -> None:
    counts = report.counts()
    assert (counts["pages"], counts["skipped"], counts["articles"]) == (2, 1, 3)
    assert counts["entities"] == {"Place": 5, "Agency": 1, "Programme": 2, "Person": 4}
    assert sum(counts["kinds"].values()) == 12
    assert counts["kinds"]["Place/township"] == 1
    assert sum(counts["claims"].values()) == 10
    assert counts["claims"]["partOf"] == 3
    assert counts["claims"]["subAgencyOf"] == 0
    assert counts["bylines"] == 2
    mentions = [d["mentions"] for _, _, d in report.graph.edges(data=True) if d["relation"] == "mentionedIn"]
    assert counts["mentions"] == sum(map(len, mentions)) > 20


def test_pages_and_what_was_skipped_are_listed_with_reasons(report: Report) -> None:
    found = report.as_dict()
    assert found["pages"][1] == {"page": "south/002.txt", "encoding": "gb18030", "sha256": "2" * 64}
    assert found["skipped"] == [{"page": "空.txt", "reason": "it holds no text"}]


def test_a_report_names_what_it_was_made_with(report: Report) -> None:
    made = report.as_dict()["made_with"]
    assert made["newskg"] == kg.__version__
    assert made["packages"]["jieba"] == version("jieba")
    assert list(made["options"]) == ["base_iri", "mentions"]
    assert re.fullmatch(r"[0-9a-f]{64}", made["gazetteer"]["sha256"])
    assert re.fullmatch(r"[0-9a-f]{64}", made["tables"])
    tagger = Path(kg.__file__).parent / "tagger" / "best.onnx"
    assert made["model"]["best.onnx"] == hashlib.sha256(tagger.read_bytes()).hexdigest()


def test_the_file_is_readable_json_that_tells_no_time(report: Report, tmp_path: Path) -> None:
    report.write(tmp_path / "report.json")
    data = (tmp_path / "report.json").read_bytes()
    assert json.loads(data) == report.as_dict()
    assert "空.txt" in data.decode("utf-8")
    assert not re.search(rb'"(?:time|created|started|host|user|path)\w*"|\d\d:\d\d', data)
    report.write(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == data


def test_odd_names_of_files_do_not_break_the_report(graph: "nx.MultiDiGraph[str]", tmp_path: Path) -> None:
    Report([], [EmptyPage("\udcff.txt", "it holds no text")], graph, {}).write(tmp_path / "report.json")
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["skipped"][0]["page"] == "\ufffd.txt"


def test_the_report_of_a_build_fits_its_graph(built: Path) -> None:
    found = json.loads((built / "report.json").read_text(encoding="utf-8"))
    text = (built / "graph.ttl").read_text(encoding="utf-8")
    assert found["counts"]["articles"] == len(re.findall(r" a kg:Article\b", text))
    assert sum(found["counts"]["claims"].values()) == len(re.findall(r" a rdf:Statement\b", text))
    assert found["counts"]["pages"] == len(found["pages"]) == 4
    assert found["skipped"] == []
