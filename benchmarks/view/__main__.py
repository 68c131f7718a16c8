"""How fast the page opens and moves: a table of Markdown.

    python -m benchmarks.view [--pages FOLDER] [--nodes 20000 --edges 60000] [--visits 3]
    python -m benchmarks.view --pictures docs    takes the pictures of the documents anew, and measures nothing

Needs Chromium on the PATH and playwright (make test-browser installs it).
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.view.browser import chromium, measured
from benchmarks.view.made import made_graph
from benchmarks.view.pictures import take
from kg.pipeline import build
from kg.view import write_html

if TYPE_CHECKING:
    import networkx as nx

EXAMPLES = Path(__file__).parents[2] / "examples" / "pages"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, default=EXAMPLES, help="pages to read for the small graph")
    parser.add_argument("--nodes", type=int, default=20_000)
    parser.add_argument("--edges", type=int, default=60_000)
    parser.add_argument("--visits", type=int, default=3, help="the median of so many is told")
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help="take pictures of the small graph instead")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        small = Path(folder) / "small"
        build([options.pages], small)
        if options.pictures:
            for file in take(browser, small / "graph.html", options.pictures):
                print(f"{file}: {file.stat().st_size / 1000:.0f} kB")
            return
        large = Path(folder) / "large.html"
        graph = made_graph(options.nodes, options.edges)
        begin = time.monotonic()
        write_html(graph, large, "新闻知识图谱")
        written = time.monotonic() - begin
        print(f"{_size(graph)}, written in {written:.1f} s\n")
        print("| page | MB | first picture, s | frames/s while panning | longest frame, s |\n|---|---|---|---|---|")
        for name, page in ((str(options.pages), small / "graph.html"), (_size(graph), large)):
            speed = measured(browser, page, options.visits)
            megabytes = page.stat().st_size / 1e6
            print(f"| {name} | {megabytes:.2f} | {speed.first:.2f} | {speed.frames:.0f} | {speed.longest:.2f} |")


def _size(graph: nx.MultiDiGraph[str]) -> str:
    return f"{graph.number_of_nodes()} nodes and {graph.number_of_edges()} edges"


if __name__ == "__main__":
    main()
