"""The file of a built folder that holds its graph, loaded into memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import GraphError, NoGraph
from kg.folder import built_file, open_built
from kg.rdf.terms import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph

GRAPH_FILE = "graph.ttl"
DATA_SET = f"{PREFIXES['dcat']}Dataset"  # what each graph says last of all that it is


def graph_file(path: Path | str) -> Path:
    """The Turtle file of a built folder, or the file itself; NoGraph where there is none."""
    path = Path(path)
    file = built_file(path, GRAPH_FILE) if path.is_dir() else path
    if not file.is_file():
        raise NoGraph(f"{path}: no {file.name} there; build it first: kg build INPUT -o {path}")
    return file


def open_graph(path: Path | str) -> BinaryIO:
    """Open the Turtle file of a built folder, or the file itself; NoGraph where there is none."""
    graph_file(path)
    path = Path(path)
    return open_built(path, GRAPH_FILE) if path.is_dir() else path.open("rb")


def load(path: Path | str) -> pyoxigraph.Store:
    """Load the graph of a built folder, or of one Turtle file, into memory; GraphError where that cannot be done.

    So it is for a folder whose file says nothing of its data set: it is not whole. A file given by itself need not.
    """
    import pyoxigraph

    store = pyoxigraph.Store()
    try:
        with open_graph(path) as stream:
            store.bulk_load(stream, pyoxigraph.RdfFormat.TURTLE)
    except (OSError, SyntaxError) as error:
        raise GraphError(f"{graph_file(path)}: not a graph that can be read ({error}); build it again") from error
    if Path(path).is_dir() and not any(store.quads_for_pattern(None, None, pyoxigraph.NamedNode(DATA_SET))):
        raise incomplete(path)
    return store


def incomplete(path: Path | str) -> GraphError:
    """The error of a built folder whose graph lacks what stands at its end."""
    return GraphError(
        f"{graph_file(path)}: it does not say of which data set it is, as every graph does at its end, so it is empty, "
        "cut off or damaged; build it again"
    )
