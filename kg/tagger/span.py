"""A span: a stretch of an article's text that one source of evidence takes for a name."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import EntityType, Kind


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """text[begin:end] of a Document, taken for a name of this type."""

    begin: int
    end: int
    type: EntityType
    kind: Kind
    score: float  # how sure the source is, 0 to 1
    source: str  # the evidence, as in the order of sources: "gazetteer", "title", "pattern" …

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.begin < other.end and other.begin < self.end
