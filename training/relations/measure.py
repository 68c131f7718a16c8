"""Precision, recall and F1 of relations, by kg evaluate's definition, from probabilities; thresholds; reliability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kg.evaluate.built import Built, BuiltArticle, BuiltClaim
from kg.evaluate.relations import by_predicate, relations
from kg.evaluate.wanted import Wanted
from kg.extract.relations.decode import choose, join_partners, know_parents
from kg.extract.relations.groups import PREDICATES
from kg.extract.relations.knowledge import possible
from kg.model import Predicate
from training.relations.batches import Item

Reading = tuple[Item, np.ndarray]  # with logits or probabilities, (P, predicates)


@dataclass(frozen=True)
class Tally:
    """Right, extra and missed relations."""

    right: int
    extra: int
    missed: int

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.extra + self.missed)

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.extra)
        recall = self.right / max(1, self.right + self.missed)
        return f"{precision:.3f} {recall:.3f} {self.f1:.3f} ({self.right} +{self.extra} -{self.missed})"


@dataclass(frozen=True)
class Measured:
    """Relations of some articles against the annotated ones, by predicate and all; how sure, how true each claim is."""

    tallies: dict[str, Tally]
    claims: list[tuple[float, bool]]


def claimed(item: Item, likely: np.ndarray, threshold: np.ndarray) -> dict[tuple[int, Predicate, int], float]:
    """The relations that are claimed, by number of the referents, with their confidence."""
    if not len(item.pairs.subject):
        return {}
    _, allowed = join_partners(item.pairs, likely)
    allowed = possible(item.layout, item.pairs, allowed)
    likely = know_parents(item.pairs, likely, item.layout.names.parent)
    numbers = item.layout.numbers
    return {
        (numbers[item.pairs.subject[row]], PREDICATES[column], numbers[item.pairs.object[row]]): float(
            likely[row, column]
        )
        for row, column in choose(item.pairs, likely, allowed, threshold)
    }


def measure(readings: Sequence[Reading], ask: Wanted, threshold: np.ndarray) -> Measured:
    """Compare what is claimed from some articles with what their annotations ask for."""
    built = Built({}, {}, {}, {}, {}, {}, [])
    sure: dict[tuple[str, str, Predicate, str], float] = {}
    for item, likely in readings:
        example = item.example
        name = example.document.article.id
        built.articles[name] = BuiltArticle(example.page, "", "")
        for (one, predicate, two), confidence in claimed(item, likely, threshold).items():
            subject, obj = example.keys[one], example.keys[two]
            built.claims.append(BuiltClaim(subject, predicate.value, obj, name, ""))
            ways = [(example.page, subject, predicate, obj)]
            ways += [(example.page, obj, predicate, subject)] if predicate is Predicate.COOPERATES_WITH else []
            for way in ways:
                sure[way] = max(confidence, sure.get(way, 0.0))
    files = {item.example.page for item, _ in readings}
    keys = {key: key for item, _ in readings for key in item.example.keys if not key.startswith("?")}
    built.labels.update((key, key[1:]) for item, _ in readings for key in item.example.keys if key.startswith("?"))
    own = replace(ask, relations={triple for triple in ask.relations if triple[0] in files})
    compared = relations(own, built, keys, files)
    shares = {predicate.value: share for predicate, share in by_predicate(compared).items()} | {"all": compared.share}
    tallies = {
        name: Tally(int(share.right), int(share.said - share.right), int(share.wanted - share.right))
        for name, share in shares.items()
    }
    claims = [(sure[triple], triple in compared.wanted) for triple in sorted(compared.said) if triple in sure]
    return Measured(tallies, claims)


def as_read(readings: Sequence[Reading]) -> list[Reading]:
    """Those of articles as an extractor read them."""
    return [reading for reading in readings if reading[0].example.reading == "read"]


def thresholds(readings: Sequence[Reading], weights: Mapping[str, float]) -> np.ndarray:
    """Half the best F1 that each predicate can have: for calibrated probabilities the threshold that reaches it.

    Lipton, Elkan, Naryanaswamy: Optimal Thresholding of Classifiers to Maximize F1 Measure, 2014. Taking the place of
    the best F1 itself would follow chance where a predicate is rare. weights: of the registers.
    """
    found = np.full(len(PREDICATES), 0.5)
    kept = [(item, likely, join_partners(item.pairs, likely)[1]) for item, likely in readings if len(likely)]
    for column in range(len(PREDICATES)):
        rows = [
            (likely[mask, column], item.truth[mask, column], np.full(mask.sum(), weights[item.example.register]))
            for item, likely, allowed in kept
            for mask in (item.counts[:, column] & allowed[:, column],)
        ]
        p, y, w = (np.concatenate(part) for part in zip(*rows, strict=True))
        order = np.argsort(-p, kind="stable")
        right = np.cumsum((y * w)[order])
        f1 = 2 * right / (np.cumsum(w[order]) + (y * w).sum())
        found[column] = f1.max() / 2
    return found


def reliability(claims: Sequence[tuple[float, bool]]) -> list[tuple[float, int, float, float]]:
    """By tenths of confidence: (from, claims, mean confidence, share that is right)."""
    out = []
    for tenth in range(10):
        inside = [claim for claim in claims if min(9, int(claim[0] * 10)) == tenth]
        if inside:
            mean, right = (sum(claim[index] for claim in inside) / len(inside) for index in (0, 1))
            out.append((tenth / 10, len(inside), mean, right))
    return out
