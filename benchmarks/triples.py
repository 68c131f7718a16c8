"""How many triples an article costs, with mentions and without, and how fast they are written.

    python benchmarks/triples.py INPUT... [--copies 50]

Sizes are of a build of the inputs; speed is that of the writer of graph.ttl, in seconds of one core, on a graph of many
copies of it.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.pipeline import build
from kg.rdf import to_rdflib, write_turtle
from kg.rdf.terms import DEFAULT_BASE

if TYPE_CHECKING:
    import networkx as nx

# What the triples of the table's rows are about, in the order of the rows.
ROWS = {
    "newspapers": ("newspaper",), "articles": ("article",),
    "entities": ("place", "agency", "programme", "person"), "candidates": ("candidate",),
    "claims": ("claim",), "mentions": ("mention",), "description of the data set": ("dataset", "software"),
}  # fmt: skip


def sizes(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[int, int]]:
    """Of each row of the table: how many things it has, and how many triples are about them."""
    row_of = {folder: row for row, folders in ROWS.items() for folder in folders}
    things: dict[str, set[object]] = {row: set() for row in ROWS}
    triples = dict.fromkeys(ROWS, 0)
    for subject, _, _ in to_rdflib(graph):
        row = row_of[str(subject).removeprefix(DEFAULT_BASE).partition("/")[0]]
        things[row].add(subject)
        triples[row] += 1
    return {row: (len(things[row]), triples[row]) for row in ROWS}


def copies(graph: nx.MultiDiGraph[str], number: int) -> nx.MultiDiGraph[str]:
    """The graph many times over, each time with other names of nodes."""
    import networkx as nx

    many: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for copy in range(number):
        for node, data in graph.nodes(data=True):
            many.add_node(f"{node}-{copy}", **data)
        for one, other, data in graph.edges(data=True):
            changed: dict[str, Any] = data | ({"article": f"{data['article']}-{copy}"} if "article" in data else {})
            many.add_edge(f"{one}-{copy}", f"{other}-{copy}", **changed)
    return many


def main(arguments: Sequence[str] | None = None) -> None:
    """Build, count, write, and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="+", type=Path)
    parser.add_argument("--copies", type=int, default=50, help="of the graph, for the speed of the writer")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        report = build(options.inputs, Path(folder) / "output")
        articles, found = report.counts()["articles"], sizes(report.graph)
        print("| | number | triples | each | per article |\n|---|---|---|---|---|")
        for row, (number, triples) in found.items():
            print(f"| {row} | {number} | {triples} | {triples / max(number, 1):.1f} | {triples / articles:.1f} |")
        whole = sum(triples for _, triples in found.values())
        for name, triples in (("with mentions", whole), ("without mentions", whole - found["mentions"][1])):
            print(f"| **{name}** | {articles} articles | {triples} | | {triples / articles:.0f} |")
        evidence = [data["evidence"] for *_, data in report.graph.edges(data=True) if "evidence" in data]
        print(f"\n{len(evidence)} claims rest on {len(set(evidence))} sentences")
        many, path = copies(report.graph, options.copies), Path(folder) / "many.ttl"
        for mentions in (True, False):
            begun = time.process_time()
            write_turtle(many, path, mentions=mentions)
            seconds = time.process_time() - begun
            written = (whole if mentions else whole - found["mentions"][1]) * options.copies
            size = path.stat().st_size / 1024 / articles / options.copies
            name = "with mentions" if mentions else "without mentions"
            print(f"{name}: {size:.1f} KiB an article, {written / seconds:,.0f} triples/s")


if __name__ == "__main__":
    main()
