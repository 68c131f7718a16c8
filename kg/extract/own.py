"""What a user knows of the names in their newspaper: names of their own, words that are none, the paper's home."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from kg.model import EntityType, Kind
from kg.tagger import Document
from kg.tagger.document import fold
from kg.tagger.span import Span

CERTAIN = 1.0
SOURCE = "own"


@dataclass(frozen=True, slots=True, order=True)
class OwnName:
    """A name that the user vouches for, with the other forms in which it is printed."""

    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()

    @property
    def type(self) -> EntityType:
        """The type of its kind."""
        return self.kind.type

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class Own:
    """Names, words that are no names though they look like it, and the code of the place that the paper is about."""

    names: tuple[OwnName, ...] = ()
    none: tuple[str, ...] = ()
    home: str = ""

    def said(self) -> dict[str, str]:
        """What a report says of it; nothing where there is nothing."""
        tables = {"own_names": [(n.name, n.kind, n.aliases) for n in self.names], "not_names": self.none}
        told = {name: f"{len(table)}, SHA-256 {_digest(table)}" for name, table in tables.items() if table}
        return told | ({"home": self.home} if self.home else {})

    def find(self, document: Document) -> Iterator[Span]:
        """Yield the user's names wherever an article prints them."""
        for form, own in self.forms.items():
            for begin in document.occurrences(form):
                yield Span(begin, begin + len(form), own.type, own.kind, CERTAIN, SOURCE)

    def allowed(self, document: Document, spans: Iterable[Span]) -> Iterator[Span]:
        """The spans that are not said to be no names."""
        if not self.refused:
            return iter(spans)
        return (span for span in spans if document.text[span.begin : span.end] not in self.refused)

    @cached_property
    def forms(self) -> dict[str, OwnName]:
        """Every form of every name as documents have it, in the order of the forms."""
        return dict(sorted((fold(form), own) for own in self.names for form in own.forms))

    @cached_property
    def refused(self) -> frozenset[str]:
        """The words that are no names."""
        return frozenset(map(fold, self.none))


NOTHING = Own()


def _digest(table: object) -> str:
    return sha256(json.dumps(table, ensure_ascii=True).encode()).hexdigest()
