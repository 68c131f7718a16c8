"""A graph whose texts are those that break files: as names, other names, headlines, evidence and posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.model import Candidate, EntityType, Field, Mention

if TYPE_CHECKING:
    import networkx as nx

# Quotation marks, line ends, separators, what a spreadsheet would run, ends of other syntaxes, control characters.
HOSTILE = (
    '他说："好"，"是"', "一行\n又一行", "回车\r换行\r\n完", "甲,乙;丙\t丁", "\t缩进", " 两头 ", "𠮷野家",
    "=1+1", "+86", "-2", "@村", "＝SUM(A1)", '=HYPERLINK("http://a","b")', "'引号", "''", "007", "true", "NULL",
    "a]]>b", "<b>&amp;</b>", "路径\\", '\\"', "\\N", "{a: [1]}", "[a,b]", "%20", "$1", "\x00", "\x01\x0b\x1b",
)  # fmt: skip


@pytest.fixture
def hostile() -> nx.MultiDiGraph[str]:
    """An article and a person for each text; each person also has all texts as other names."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    names = tuple(sorted(HOSTILE))
    for number, text in enumerate(HOSTILE):
        graph.add_node(
            f"article/{number:02}", type="Article", page=text, headline=text, byline=text, body=text, lines=(1, 2, 5),
            date="2024-08-31", paper=text, number="3", reprint_of="",
        )  # fmt: skip
    graph.add_node(
        "place/p", type="Place", kind="village", name="村", names=names, code="", anonymised=False,
        candidates=(Candidate("410185001004", 0.5), Candidate("530702001003", 0.25)),
    )  # fmt: skip
    for number, text in enumerate(HOSTILE):
        article, person = f"article/{number:02}", f"person/{number:02}"
        graph.add_node(
            person, type="Person", kind="other", name=text, names=names[:number], code="", candidates=(),
            anonymised=number % 2 == 0,
        )  # fmt: skip
        graph.add_edge(
            person, "place/p", key=f"associatedPlace {article}", relation="associatedPlace", article=article,
            evidence=text, confidence=0.5, post=text, note=text, date="2024", date_text=text,
        )  # fmt: skip
        graph.add_edge(
            person, article, key=f"mentionedIn {article}", relation="mentionedIn",
            mentions=(Mention(Field.BODY, 0, len(text), text, EntityType.PERSON),),
        )  # fmt: skip
    for source in ("https://example.org/a", "县志"):  # what people state from elsewhere
        graph.add_edge(
            "person/00", "place/p", key=f"affiliatedWith {source}", relation="affiliatedWith", article="",
            evidence="村长", confidence=1.0, post="村长", note="", date="", date_text="", origin="person", by="编辑",
            source=source,
        )  # fmt: skip
    graph.add_edge("article/00", "person/00", key="author", relation="author")
    return graph
