"""graph.ttl as JSON-LD with the names of ontology/context.jsonld: one node object a line, in the order of the file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.rdf.reading import read_quads
from kg.rdf.terms import PREFIXES
from kg.rdf.vocabulary import vocabulary_file

if TYPE_CHECKING:
    import pyoxigraph

_STRING, _TYPE = f"{PREFIXES['xsd']}string", f"{PREFIXES['rdf']}type"


def write_jsonld(folder: Path | str, path: Path | str) -> None:
    """Write a built folder's graph as JSON-LD 1.1, the context inside; GraphError where the folder holds none.

    Numbers are strings that the context types, so that a decimal stays exactly what it was.
    """
    document = json.loads(vocabulary_file("context.jsonld").read_text(encoding="utf-8"))
    names = _Names(document["@context"])
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"@context": {json.dumps(document["@context"], ensure_ascii=False)},\n"@graph": [')
        for place, node in enumerate(_nodes(read_quads(folder), names)):
            file.write(f"{',' if place else ''}\n{json.dumps(node, ensure_ascii=False)}")
        file.write("\n]}\n")


def _nodes(quads: Iterable[pyoxigraph.Quad], names: _Names) -> Iterator[dict[str, Any]]:
    for subject, group in groupby(quads, key=lambda quad: quad.subject):
        node: dict[str, Any] = {"id": _id(subject)}
        for quad in group:
            key, value = names.pair(quad.predicate.value, quad.object)
            if isinstance(value, dict) and key in names.languages:  # {"zh": "丽江市"}
                for language, text in value.items():
                    _add(node.setdefault(key, {}), language, text)
            else:
                _add(node, key, value)
        yield node


def _add(values: dict[str, Any], key: str, value: object) -> None:
    """Set the value, or make a list of those that there are."""
    before = values.get(key)
    if before is None:
        values[key] = value
    elif isinstance(before, list):
        before.append(value)
    else:
        values[key] = [before, value]


class _Names:
    """The context the other way round: the short name of a property, and how its values are written."""

    def __init__(self, context: dict[str, Any]) -> None:
        self._prefixes = {
            name: iri for name, iri in context.items() if isinstance(iri, str) and iri.endswith(("#", "/"))
        }
        self._terms: dict[str, str] = {}
        self._types: dict[str, str] = {}
        self.languages: set[str] = set()
        for name, stated in context.items():
            if isinstance(stated, str) and (stated.startswith("@") or name in self._prefixes):
                continue
            definition = {"@id": stated} if isinstance(stated, str) else stated
            self._terms[self._expanded(definition["@id"])] = name
            if "@type" in definition:
                kind = definition["@type"]
                self._types[name] = kind if kind.startswith("@") else self._expanded(kind)
            if definition.get("@container") == "@language":
                self.languages.add(name)

    def pair(self, predicate: str, value: object) -> tuple[str, Any]:
        """The key of a node object for a property, and the value as it stands there."""
        import pyoxigraph

        if predicate == _TYPE:
            return "type", self._short(_id(value))
        key = self._short(predicate)
        kind = self._types.get(key)
        if not isinstance(value, pyoxigraph.Literal):
            if kind == "@vocab":
                return key, self._short(_id(value))
            return key, _id(value) if kind == "@id" else {"id": _id(value)}
        if value.language:
            return key, {value.language: value.value} if key in self.languages else {
                "@value": value.value, "@language": value.language,
            }  # fmt: skip
        datatype = value.datatype.value
        if key in self.languages or datatype != (kind or _STRING):
            # Only what others added to the file: written in full, behind the property's own IRI.
            return predicate, value.value if datatype == _STRING else {"@value": value.value, "@type": datatype}
        return key, value.value

    def _short(self, iri: str) -> str:
        """The term of the context, else prefix:name, else the IRI."""
        if iri in self._terms:
            return self._terms[iri]
        for prefix, start in self._prefixes.items():
            if iri.startswith(start):
                return f"{prefix}:{iri.removeprefix(start)}"
        return iri

    def _expanded(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        return self._prefixes[prefix] + local


def _id(term: object) -> str:
    import pyoxigraph

    if isinstance(term, pyoxigraph.BlankNode):
        return f"_:{term.value}"
    assert isinstance(term, pyoxigraph.NamedNode)
    return term.value
