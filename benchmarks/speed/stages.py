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
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TypeVar

from kg.articles import split_articles
from kg.collecting import collecting_seldom
from kg.engine import shared, taken
from kg.export import write_gexf, write_graphml
from kg.extract.dates import date_claims
from kg.extract.relations import find_together
from kg.extract.spans import find_all
from kg.graph import to_graph
from kg.model import Page, Reading
from kg.pages import read_pages
from kg.rdf import write_turtle
from kg.resolve.article import referents
from kg.resolve.corpus import entities
from kg.resolve.reprints import find_reprints
from kg.tagger import read_together
from kg.view import write_html

T = TypeVar("T")
TOGETHER = 6  # pages, as many as kg.engine reads at once of this size


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
    clock(
        "loading",
        lambda: list(_read_pages(Clock(), [Page("", "金溪县的桃子熟了\n\n李秀兰说，今年桃子甜。\n", "", "")])),
    )
    pages = clock("reading files", lambda: [page for page in read_pages([folder]) if isinstance(page, Page)])
    groups = (pages[at : at + TOGETHER] for at in range(0, len(pages), TOGETHER))
    readings = list(shared(reading for group in groups for reading in _read_pages(clock, group)))
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


def _read_pages(clock: Clock, pages: Sequence[Page]) -> Iterator[Reading]:
    """As kg.reader.Reader reads pages together: all articles through one stage, then through the next."""
    articles = clock("articles", lambda: [split_articles(page) for page in pages])
    documents = clock("tagger", lambda: [list(its) for its in read_together(articles)])
    every = list(chain.from_iterable(documents))
    spans = iter(clock("names", lambda: find_all(every)))
    named = clock(
        "names in an article",
        lambda: [[(document, tuple(referents(document, next(spans)))) for document in page] for page in documents],
    )
    said = clock("relations", lambda: [claims for page in named for claims in find_together(page)])
    days = [document.article.date for document in every]
    dated = clock("times", lambda: list(map(tuple, map(date_claims, said, days))))
    for (document, its), claims in zip(chain.from_iterable(named), dated, strict=True):
        yield Reading(document.article, its, claims)


if __name__ == "__main__":
    with collecting_seldom():
        json.dump(run(Path(sys.argv[1])), sys.stdout)
