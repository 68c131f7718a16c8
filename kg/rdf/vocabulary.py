"""The files of the ontology: newskg.ttl (the words), shapes.ttl (what a graph must look like), context.jsonld."""

from __future__ import annotations

from pathlib import Path

from kg.errors import DataError

_PACKAGE = Path(__file__).resolve().parents[1]
# A wheel holds them inside the package; in a checkout they stand beside it.
_FOLDERS = (_PACKAGE / "ontology", _PACKAGE.parent / "ontology")


def vocabulary_file(name: str) -> Path:
    """Find a file of the ontology; DataError if the installation lacks it."""
    for folder in _FOLDERS:
        if (folder / name).is_file():
            return folder / name
    raise DataError(f"{name} is not in {_FOLDERS[0]}: the installation is damaged, install newskg again")
