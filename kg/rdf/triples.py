"""The triples of a graph in plain dictionaries: what rdflib.Graph answers of them here, in a tenth of its time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.errors import GraphError
from kg.rdf.terms import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph

_TYPE = f"{PREFIXES['rdf']}type"


class Tagged(str):
    """A literal with its language."""

    __slots__ = ("language",)
    language: str


class Triples:
    """Triples by subject and predicate; IRIs and literals are strings, a literal with a language is Tagged."""

    def __init__(self, quads: Iterable[pyoxigraph.Quad]) -> None:
        """Take all triples; GraphError for one that has another triple inside."""
        import pyoxigraph

        self._of: dict[str, dict[str, list[str]]] = {}
        self._classes: dict[str, list[str]] = {}
        # Equal strings are held once: a corpus names each article, entity and property many times.
        known: dict[str, str] = {}
        for quad in quads:
            subject, value = quad.subject, quad.object
            if isinstance(subject, pyoxigraph.Triple) or isinstance(value, pyoxigraph.Triple):
                raise GraphError(f"{quad}: a triple inside a triple, which no graph of newskg has")
            name, predicate, held = subject.value, quad.predicate.value, value.value
            name = known.setdefault(name, name)
            held = known.setdefault(held, held)
            if isinstance(value, pyoxigraph.Literal) and value.language:
                held = Tagged(held)
                held.language = value.language
            self._of.setdefault(name, {}).setdefault(known.setdefault(predicate, predicate), []).append(held)
            if predicate == _TYPE:
                self._classes.setdefault(held, []).append(name)

    def objects(self, subject: str | None, predicate: str) -> Iterable[str]:
        """What stands behind a predicate, of one subject or of all."""
        predicate = str(predicate)
        if subject is None:
            return (value for found in self._of.values() for value in found.get(predicate, ()))
        return dict.fromkeys(self._of.get(subject, {}).get(predicate, ()))  # a triple that is said twice is one

    def instances(self, kind: str) -> Iterable[str]:
        """The subjects of a class."""
        return dict.fromkeys(self._classes.get(str(kind), ()))
