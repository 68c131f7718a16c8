"""Precision, recall and F1 of relations read from given referents, counted as for a built graph.

What touches an optional entity, or is an optional relation itself, is neither right nor wrong. A partnership counts in
either order. Where a post may belong to a place or to its committee, either satisfies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from batches import Item

from kg.extract.relations.decode import choose, join_partners, know_parents
from kg.extract.relations.groups import PREDICATES
from kg.model import Predicate


@dataclass
class Tally:
    """Right, extra and missed relations."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.extra + self.missed)

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.extra)
        recall = self.right / max(1, self.right + self.missed)
        return f"{precision:.3f} {recall:.3f} {self.f1:.3f} ({self.right} +{self.extra} -{self.missed})"


def claimed(item: Item, likely: np.ndarray, threshold: np.ndarray) -> dict[tuple, float]:
    """The relations that are claimed, by number of the referents, with their confidence."""
    if not len(item.pairs.subject):
        return {}
    _, allowed = join_partners(item.pairs, likely)
    likely = know_parents(item.pairs, likely, item.layout.names.parent)
    found = {}
    for row, column in choose(item.pairs, likely, allowed, threshold):
        subject = item.layout.numbers[int(item.pairs.subject[row])]
        obj = item.layout.numbers[int(item.pairs.object[row])]
        found[subject, PREDICATES[column], obj] = float(likely[row, column])
    return found


def judge(item: Item, found: Mapping[tuple, float]) -> list[tuple[str, tuple, float]]:
    """("right" | "extra" | "missed", relation, confidence) of what counts."""
    example = item.example
    flip = lambda triple: (triple[2], triple[1], triple[0])  # noqa: E731
    both = Predicate.COOPERATES_WITH
    gold = {t for t in example.gold if not {t[0], t[2]} & example.optional}
    known = gold | example.loose | set(example.gold)
    said = {}
    for triple, confidence in found.items():
        said[flip(triple) if triple[1] is both and triple not in known and flip(triple) in known else triple] = (
            confidence
        )
    hired = {
        t[0] for t in said if t[1] is Predicate.AFFILIATED_WITH and (t in example.loose or t[2] in example.optional)
    }
    out = []
    for triple, confidence in said.items():
        if triple in gold:
            out.append(("right", triple, confidence))
        elif triple not in example.loose and not {triple[0], triple[2]} & example.optional:
            out.append(("extra", triple, confidence))
    for triple in sorted(gold - set(said)):
        loose = triple[1] is Predicate.AFFILIATED_WITH and triple[0] in hired
        out.append(("right" if loose else "missed", triple, 0.0))
    return out


def tally(judged: Sequence[tuple[str, tuple, float]]) -> dict[str, Tally]:
    """By predicate, and all."""
    found = {predicate.value: Tally() for predicate in PREDICATES} | {"all": Tally()}
    for verdict, triple, _ in judged:
        for name in (triple[1].value, "all"):
            setattr(found[name], verdict, getattr(found[name], verdict) + 1)
    return found


def thresholds(readings: Sequence[tuple[Item, np.ndarray]]) -> np.ndarray:
    """Half the best F1 that each predicate can have: for calibrated probabilities the threshold that reaches it.

    Lipton, Elkan, Naryanaswamy: Optimal Thresholding of Classifiers to Maximize F1 Measure, 2014. Taking the place of
    the best F1 itself would follow chance where a predicate is rare.
    """
    found = np.full(len(PREDICATES), 0.5)
    kept = [(item, likely, join_partners(item.pairs, likely)[1]) for item, likely in readings if len(likely)]
    for column in range(len(PREDICATES)):
        counted = [item.counts[:, column] & allowed[:, column] for item, _, allowed in kept]
        p = np.concatenate([likely[mask, column] for (_, likely, _), mask in zip(kept, counted, strict=True)])
        y = np.concatenate([item.truth[mask, column] for (item, _, _), mask in zip(kept, counted, strict=True)])
        order = np.argsort(-p, kind="stable")
        right = np.cumsum(y[order])
        f1 = 2 * right / (np.arange(1, len(order) + 1) + y.sum())
        found[column] = f1.max() / 2
    return found


def reliability(judged: Sequence[tuple[str, tuple, float]]) -> list[tuple[float, int, float, float]]:
    """By tenths of confidence: (from, claims, mean confidence, share that is right)."""
    claims = [(confidence, verdict == "right") for verdict, _, confidence in judged if confidence > 0]
    out = []
    for tenth in range(10):
        inside = [claim for claim in claims if min(9, int(claim[0] * 10)) == tenth]
        if inside:
            mean, right = (sum(claim[index] for claim in inside) / len(inside) for index in (0, 1))
            out.append((tenth / 10, len(inside), mean, right))
    return out
