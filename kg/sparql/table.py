"""Rows as a table for a terminal: columns as wide as their widest cell, a Chinese character two places wide."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

from kg.rdf.terms import PREFIXES


def table(results: bytes) -> str:
    """Lay out SPARQL's JSON results; ends in a line end."""
    found = json.loads(results)
    names: list[str] = found["head"]["vars"]
    cells = [names] + [[_cell(row.get(name)) for name in names] for row in found["results"]["bindings"]]
    widths = [max(_width(line[column]) for line in cells) for column in range(len(names))]
    lines = (
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in [cells[0], ["-" * width for width in widths], *cells[1:]]
    )
    return "\n".join(lines) + "\n"


def _cell(term: dict[str, Any] | None) -> str:
    if term is None:
        return ""
    value = term["value"]
    if term["type"] == "triple":
        return "<< " + " ".join(_cell(value[part]) for part in ("subject", "predicate", "object")) + " >>"
    if term["type"] == "uri":
        for prefix, iri in PREFIXES.items():
            if value.startswith(iri):
                return f"{prefix}:{value.removeprefix(iri)}"
        return f"<{value}>"
    return "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in value)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else not unicodedata.combining(char) for char in text)
