"""What the gate measures: which pages, against which annotations, and which figures of them are held."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass
from pathlib import Path

from kg.evaluate import Scores, Share, evaluate
from kg.pipeline import build
from kg.rdf.validate import validate

ROOT = Path(__file__).parents[2]
FLOORS = Path(__file__).with_name("floors.json")
MARGIN = 0.01  # below what was reached: so much may change with a version of a library, not more
# Held without a margin: a claim whose sentence does not stand in its article is a defect, not a miss.
EXACT = frozenset({"evidence"})


@dataclass(frozen=True)
class Measure:
    """Pages and their annotations."""

    name: str
    pages: Path
    gold: Path

    @property
    def here(self) -> bool:
        """Whether its files are at hand."""
        return self.pages.is_dir() and self.gold.is_dir()

    def digest(self) -> str:
        """A hash over the annotated pages and their annotations: floors hold for these alone."""
        digest = hashlib.sha256()
        for path in sorted(self.gold.glob("*.json")):
            page = self.pages / json.loads(path.read_text(encoding="utf-8"))["file"]
            digest.update(path.read_bytes() + page.read_bytes())
        return digest.hexdigest()

    def figures(self, built: Path) -> dict[str, float]:
        """The figures that are held, of a built folder."""
        return held(evaluate(built, [self.gold]))

    def build(self, folder: Path) -> Path:
        """Build the pages into the folder."""
        build([self.pages], folder)
        assert validate(folder) == []
        return folder


MEASURES = (
    Measure("examples", ROOT / "examples/pages", ROOT / "examples/gold"),
    # Real pages, which are no part of this repository.
    Measure("corpus", ROOT / "../shared/corpus/pages", ROOT / "../shared/corpus/gold"),
)


def held(scores: Scores) -> dict[str, float]:
    """F1 of every figure but those of single relations, of which some have a handful of cases."""
    return {
        name: value.f1 if isinstance(value, Share) else value or 0.0
        for name, value in scores.by_name().items()
        if not name.startswith("relations.")
    }


def floor_of(name: str, figure: float) -> float:
    """The floor under a figure, rounded down to four decimals."""
    return math.floor((figure - (0.0 if name in EXACT else MARGIN)) * 10_000 + 1e-6) / 10_000


def read_floors() -> dict[str, dict[str, float | str]]:
    """The floors by measure; beside the figures, "sha256" of the files that they were measured on."""
    floors: dict[str, dict[str, float | str]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def below(figures: dict[str, float], floors: dict[str, float | str]) -> list[str]:
    """What fell below its floor, a line each."""
    return [
        f"{name} is {figures.get(name, 0.0):.4f}, below its floor of {floor:.4f}"
        for name, floor in floors.items()
        if isinstance(floor, float) and figures.get(name, 0.0) < floor
    ]
