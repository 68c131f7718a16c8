"""Writes the graph as Turtle that people can read: prefixes, then one block a subject, names first.

The same graph gives the same bytes. Things of the data stand under a prefix for their sort (place:330784) where
their name is plain enough, else as full IRIs. In literals every control character, and every character that hides or
turns text, is escaped, so that no text of a page can end a literal or mislead its reader.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import GraphError
from kg.rdf.data_set import with_data_set
from kg.rdf.description import descriptions
from kg.rdf.terms import (
    DEFAULT_BASE,
    FOLDERS,
    PREFIXES,
    Chinese,
    Day,
    Description,
    English,
    Iri,
    Ref,
    Term,
    Text,
    checked_base,
)

if TYPE_CHECKING:
    import networkx as nx

# Far narrower than Turtle's PN_LOCAL: every parser reads these, and so does every person.
_PLAIN_NAME = re.compile(rf"({'|'.join(FOLDERS)})/([0-9A-Za-z一-鿿][0-9A-Za-z_一-鿿-]*)")
_HIDING = "\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff"
_ESCAPED = re.compile(rf'["\\\x00-\x1f{_HIDING}]')
_ESCAPED_IN_LONG = re.compile(rf'["\\\x00-\x09\x0b-\x1f{_HIDING}]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_BLOCKS_A_WRITE = 2048


def write_turtle(
    graph: nx.MultiDiGraph[str], path: Path | str, base_iri: str = DEFAULT_BASE, mentions: bool = True
) -> None:
    """Write the graph as Turtle, and at its end what the data set says of itself.

    Without mentions the file is several times smaller and lacks the kg:Mention nodes. Raises UsageError for a base that
    makes no IRIs.
    """
    blocks: list[str] = [_header(checked_base(base_iri))]
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        for block in _blocks(with_data_set(descriptions(graph, mentions), base_iri), base_iri):
            blocks.append(block)
            if len(blocks) == _BLOCKS_A_WRITE:
                file.writelines(blocks)
                blocks.clear()
        file.writelines(blocks)


def to_turtle(described: Iterable[Description], base_iri: str = DEFAULT_BASE) -> str:
    """The descriptions as Turtle, with the prefixes that it needs, and nothing more."""
    return "".join((_header(base_iri), *_blocks(iter(described), base_iri)))


def _header(base_iri: str) -> str:
    prefixes = PREFIXES | {folder: f"{base_iri}{folder}/" for folder in FOLDERS}
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items())


def _blocks(described: Iterator[Description], base_iri: str) -> Iterator[str]:
    names: dict[str, str] = {}  # an entity is named again by each of its mentions

    def name(node: Ref) -> str:
        found = names.get(node)
        if found is None:
            found = names[node] = _name(node, base_iri)
        return found

    written: dict[type, Callable[[Any], str]] = {
        Ref: name, Term: str, Iri: lambda iri: f"<{iri}>", Text: _literal, Day: lambda day: f'"{day}"^^xsd:date',
        Chinese: lambda text: f"{_literal(text)}@zh",
        English: lambda text: f"{_literal(text)}@en", bool: _boolean, int: str, float: decimal,
    }  # fmt: skip
    for subject, kind, properties in described:
        # What is said of a subject in fragments has its class in one of them.
        lines = [f"\n{_name(subject, base_iri)} a {kind}" if kind else f"\n{_name(subject, base_iri)}"]
        last = None
        for predicate, value in properties:
            text = written[type(value)](value)
            end = " ;" if kind or last else ""
            lines.append(f", {text}" if predicate == last else f"{end}\n    {predicate} {text}")
            last = predicate
        lines.append(" .\n")
        yield "".join(lines)


def _name(node: str, base_iri: str) -> str:
    plain = _PLAIN_NAME.fullmatch(node)
    return f"{plain[1]}:{plain[2]}" if plain else f"<{base_iri}{node}>"


def _literal(text: str) -> str:
    if text.isalnum():  # as most names are
        return f'"{text}"'
    if "\n" in text:
        return f'"""{_ESCAPED_IN_LONG.sub(_escape, text)}"""'
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _boolean(value: bool) -> str:
    return "true" if value else "false"


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"


def decimal(value: float) -> str:
    """A number as xsd:decimal writes it, without an exponent; GraphError if it is not finite."""
    if not math.isfinite(value):
        raise GraphError(f"{value} is no confidence or score: the graph must give a number from 0 to 1")
    text = repr(value)
    if "e" not in text:
        return text
    digits = format(Decimal(text), "f")
    return digits if "." in digits else f"{digits}.0"
