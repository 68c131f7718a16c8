"""The figures of an evaluation, and how they are printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from kg.messages import Language, filled, term
from kg.model import EntityType, Predicate

DIGITS = 4


@dataclass(frozen=True, slots=True)
class Share:
    """How much is right, of what was said and of what was wanted; for entities and lines the right ones are weighed."""

    right: float
    said: float
    wanted: float

    @property
    def precision(self) -> float:
        """The share of what was said that is right; 0 if nothing was said."""
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that was said; 0 if nothing was wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Scores:
    """How a graph does on annotated pages.

    lines_b3 and evidence are single figures from 0 to 1, None where there is nothing to measure them on.
    """

    articles: Share
    lines_b3: float | None
    mentions: Share
    mentions_by_type: Mapping[EntityType, Share]
    entities: Share
    relations: Share
    relations_by_predicate: Mapping[Predicate, Share]
    links: Share
    codes: Share
    evidence: float | None

    def by_name(self) -> dict[str, Share | float | None]:
        """Every figure by its name, in the order in which they are printed."""
        return {
            "articles": self.articles,
            "lines_b3": self.lines_b3,
            "mentions": self.mentions,
            **{f"mentions.{entity_type}": share for entity_type, share in self.mentions_by_type.items()},
            "entities": self.entities,
            "relations": self.relations,
            **{f"relations.{predicate}": share for predicate, share in self.relations_by_predicate.items()},
            "links": self.links,
            "codes": self.codes,
            "evidence": self.evidence,
        }

    def as_dict(self) -> dict[str, dict[str, float] | float | None]:
        """Every figure by its name, rounded to four decimals: p, r and f1, or one number."""
        return {name: _rounded(value) for name, value in self.by_name().items()}

    def as_table(self, language: Language = "en") -> str:
        """A table for people: a line a figure; in Chinese with what it is called at its end."""
        say = partial(filled, language=language)
        lines = [f"{'':26}{_right(say('precision'))}{_right(say('recall'))}{'F1':>10}"]
        for name, value in self.by_name().items():
            if isinstance(value, Share):
                figures = f"{value.precision:10.4f}{value.recall:10.4f}{value.f1:10.4f}"
            else:
                figures = f"{'':20}{'-' if value is None else f'{value:.4f}':>10}"
            stage, _, part = name.partition(".")
            called = " ".join(filter(None, (say(stage), term(part, language))))
            lines.append(f"{name:26}{figures}" + (f"  {called}" if language != "en" else ""))
        return "\n".join(lines) + "\n"


def _right(head: str) -> str:
    """A head over a column of ten places, of which a Chinese character takes two."""
    return " " * (10 - len(head) - sum(not char.isascii() for char in head)) + head


def _rounded(value: Share | float | None) -> dict[str, float] | float | None:
    if isinstance(value, Share):
        figures = {"p": value.precision, "r": value.recall, "f1": value.f1}
        return {name: round(figure, DIGITS) for name, figure in figures.items()}
    return value if value is None else round(value, DIGITS)
