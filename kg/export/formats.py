"""The formats of kg export: the name of each, the ending of its file, and what writes it from a built folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from kg.errors import NoGraph, OutputError, UsageError


class Format(NamedTuple):
    """How a format is written: from a built folder to a path."""

    ending: str
    write: Callable[[Path, Path], None]


def _graphml(folder: Path, path: Path) -> None:
    _copy(folder / "graph.graphml", path)


def _gexf(folder: Path, path: Path) -> None:
    _copy(folder / "graph.gexf", path)


def _jsonld(folder: Path, path: Path) -> None:
    from kg.rdf import write_jsonld

    write_jsonld(folder, path)


def _ntriples(folder: Path, path: Path) -> None:
    from kg.rdf import write_ntriples

    write_ntriples(folder, path)


def _trig(folder: Path, path: Path) -> None:
    from kg.rdf import write_trig

    write_trig(folder, path)


def _copy(file: Path, path: Path) -> None:
    """What every build writes is copied: it knows of mentions even where graph.ttl was told to leave them out."""
    if not file.is_file():
        raise NoGraph(f"{file.parent}: no {file.name} there; build it first: kg build INPUT -o {file.parent}")
    shutil.copyfile(file, path)


FORMATS: Mapping[str, Format] = {
    "graphml": Format(".graphml", _graphml),
    "gexf": Format(".gexf", _gexf),
    "jsonld": Format(".jsonld", _jsonld),
    "ntriples": Format(".nt", _ntriples),
    "trig": Format(".trig", _trig),
}


def export(folder: Path, name: str, path: Path | None = None) -> Path:
    """Write a built folder in a format; without a path, beside the folder, under its name and the format's ending.

    Returns the path. Raises UsageError for a format that there is not, GraphError where the folder holds no graph,
    OutputError where the path cannot be written; what stood there is replaced only when all is written.
    """
    if name not in FORMATS:
        raise UsageError(f"{name}: no format of kg export; there are {', '.join(FORMATS)}")
    if path is None:
        whole = folder.resolve() if folder.name in ("", "..") else folder
        path = whole.parent / f"{whole.name}{FORMATS[name].ending}"
    staging = path.with_name(f".{path.name}.part")
    try:
        FORMATS[name].write(folder, staging)
        staging.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); choose another path with -o") from error
    finally:
        staging.unlink(missing_ok=True)
    return path
