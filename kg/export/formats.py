"""The formats of kg export: the name of each, how its file or folder ends, and what writes it from a built folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import NoGraph, OutputError, UsageError
from kg.export import neo4j, parquet, spreadsheet
from kg.export.cytoscape import write_cytoscape
from kg.folder import open_built, spare
from kg.rdf import read_graph, write_jsonld, write_ntriples, write_trig
from kg.replacement import replacing

if TYPE_CHECKING:
    import networkx as nx


class Format(NamedTuple):
    """How a format is written: from a built folder to a path, a new file or, where there are several, a new folder."""

    ending: str
    write: Callable[[Path, Path], None]
    files: Collection[str] = ()  # the names that the files of a folder can have


def _copied(name: str) -> Callable[[Path, Path], None]:
    """What every build writes is copied: it knows of mentions even where graph.ttl was told to leave them out."""

    def copy(folder: Path, path: Path) -> None:
        try:
            source = open_built(folder, name)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise NoGraph(f"{folder}: no {name} there; build it first: kg build INPUT -o {folder}") from error
        with source, path.open("wb") as target:
            shutil.copyfileobj(source, target)

    return copy


def _of_graph(write: Callable[[nx.MultiDiGraph[str], Path], None]) -> Callable[[Path, Path], None]:
    return lambda folder, path: write(read_graph(folder), path)


def _cytoscape(folder: Path, path: Path) -> None:
    from kg.view import lay_out_graph

    graph = read_graph(folder)
    write_cytoscape(graph, path, lay_out_graph(graph))


FORMATS: Mapping[str, Format] = {
    "graphml": Format(".graphml", _copied("graph.graphml")),
    "gexf": Format(".gexf", _copied("graph.gexf")),
    "cytoscape": Format(".cyjs", _cytoscape),
    "neo4j": Format("-neo4j", _of_graph(neo4j.write_neo4j), neo4j.FILES),
    "csv": Format("-csv", _of_graph(spreadsheet.write_csv), spreadsheet.FILES),
    "parquet": Format("-parquet", _of_graph(parquet.write_parquet), parquet.FILES),
    "jsonld": Format(".jsonld", write_jsonld),
    "ntriples": Format(".nt", write_ntriples),
    "trig": Format(".trig", write_trig),
}


def export(folder: Path, name: str, path: Path | None = None) -> Path:
    """Write a built folder in a format; without a path, beside the folder, under its name and the format's ending.

    Returns the path. Raises UsageError for a format that there is not or whose package is missing, and for a path that
    is a file of the build itself, GraphError where the folder holds no graph, OutputError where the path cannot be
    written or is a folder with other files in it; what stood there is replaced only when all is written.
    """
    if name not in FORMATS:
        raise UsageError(f"{name}: no format of kg export; there are {', '.join(FORMATS)}")
    if path is None:
        whole = folder.resolve() if folder.name in ("", "..") else folder
        path = whole.parent / f"{whole.name}{FORMATS[name].ending}"
    spare(folder, path)
    with replacing(path) as new:
        if path.is_dir():
            _check(path, FORMATS[name].files)
        FORMATS[name].write(folder, new)
    return path


def _check(path: Path, files: Collection[str]) -> None:
    """Let a folder be replaced only if nothing is in it but an older export."""
    others = sorted(found.name for found in path.iterdir() if found.name not in files)
    if others or not files:
        what = f"is a folder that holds {others[0]}" if others else "is a folder"
        raise OutputError(f"{path}: {what}, which would be lost; choose another path with -o")
