"""The time of each stage of a build of one folder, in one process and thread, and its memory; printed as JSON.

    python -m benchmarks.speed.stages FOLDER

A process of its own, so that the peak of its memory is that of this build.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from kg.articles import split_articles
from kg.engine import shared, taken
from kg.export import write_gexf, write_graphml
from kg.extract.dates import date_claims
from kg.extract.relations import find_claims
from kg.extract.spans import find_spans
from kg.graph import to_graph
from kg.model import Page, Reading
from kg.pages import read_pages
from kg.rdf import write_turtle
from kg.resolve.article import referents
from kg.resolve.corpus import entities
from kg.resolve.reprints import find_reprints
from kg.tagger import read
from kg.view import write_html

T = TypeVar("T")


class Clock:
    """Seconds of the processor, summed by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def __call__(self, stage: str, work: Callable[[], T]) -> T:
        """Do some work of a stage."""
        begun = time.process_time()
        done = work()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.process_time() - begun
        return done


def run(folder: Path) -> dict[str, object]:
    """Build a folder's graph, stage by stage; loading what a process loads once is a stage of its own."""
    clock = Clock()
    clock("loading", lambda: _read_page(Clock(), Page("", "金溪县的桃子熟了\n\n李秀兰说，今年桃子甜。\n", "", "")))
    pages = clock("reading files", lambda: [page for page in read_pages([folder]) if isinstance(page, Page)])
    readings = list(shared(reading for page in pages for reading in _read_page(clock, page)))
    articles = len(readings)
    reprints = clock("reprints", lambda: find_reprints(reading.article for reading in readings))
    found = clock("resolution", lambda: entities(one for reading in readings for one in reading.referents))
    graph = clock("graph", lambda: to_graph(taken(readings), found, reprints))
    writers = {"graph.ttl": write_turtle, "graph.graphml": write_graphml, "graph.gexf": write_gexf}
    with tempfile.TemporaryDirectory() as temporary:
        for name, write in writers.items():
            clock(name, lambda name=name, write=write: write(graph, Path(temporary, name)))  # type: ignore[misc]
        clock("graph.html", lambda: write_html(graph, Path(temporary, "graph.html"), ""))
    return {
        "characters": sum(len(page.text) for page in pages),
        "articles": articles,
        "nodes": graph.number_of_nodes(),
        "edges": graph.number_of_edges(),
        "seconds": clock.seconds,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,  # MiB
    }


def _read_page(clock: Clock, page: Page) -> list[Reading]:
    articles = clock("articles", lambda: split_articles(page))
    readings = []
    for document in clock("tagger", lambda: list(read(articles))):
        spans = clock("names", lambda document=document: find_spans(document))  # type: ignore[misc]
        named = clock("names in an article", lambda: list(referents(document, spans)))  # noqa: B023 - called at once
        claims = clock("relations", lambda: list(find_claims(document, named)))  # noqa: B023
        claims = clock("times", lambda: list(date_claims(claims, document.article.date)))  # noqa: B023
        readings.append(Reading(document.article, tuple(named), tuple(claims)))
    return readings


if __name__ == "__main__":
    json.dump(run(Path(sys.argv[1])), sys.stdout)
