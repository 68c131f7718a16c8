"""How well relations are read when the entities are given: by folds of training files, and page by page.

python training/relations/evaluate.py CORPUS WORK     (readings of the folds: see train.py)
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import rejudge
from batches import Item
from measure import claimed, judge, reliability, tally, thresholds

from kg.extract.relations.groups import PREDICATES

Readings = list[tuple[Item, np.ndarray]]
NETWORKS = 3  # of the second look


def judge_again(readings: Readings) -> Readings:
    """Probabilities of each article by second networks that had not seen its source."""
    sources = sorted({item.example.source for item, _ in readings})
    fold = {source: number % 5 for number, source in enumerate(sources)}
    out: Readings = []
    for number in range(5):
        rest = [reading for reading in readings if fold[reading[0].example.source] != number]
        layers = [rejudge.fit(rest, seed) for seed in range(NETWORKS)]
        out += [
            (item, rejudge.probabilities(item, logits, layers))
            for item, logits in readings
            if fold[item.example.source] == number
        ]
    return out


def report(readings: Readings) -> None:
    """Print the tables of the README, and what was wrong on request."""
    likely = judge_again(readings)
    register = [reading for reading in likely if reading[0].example.register == "register"]
    threshold = thresholds(register)
    judged = {
        name: [
            verdict
            for item, p in likely
            if item.example.register == name
            for verdict in judge(item, claimed(item, p, threshold))
        ]
        for name in ("real", "register", "literary")
    }
    tables = {name: tally(found) for name, found in judged.items()}
    print("thresholds", dict(zip((p.value for p in PREDICATES), threshold.round(2).tolist(), strict=True)))
    for predicate in tables["real"]:
        print(f"| {predicate} |", " | ".join(str(table[predicate]) for table in tables.values()), "|")
    for name, found in judged.items():
        print(name, [(f"{low:.1f}", n, round(mean, 2), round(right, 2)) for low, n, mean, right in reliability(found)])


def errors(readings: Sequence[tuple[Item, np.ndarray]], threshold: np.ndarray) -> None:
    """Print every extra and every missed relation."""
    for item, likely in readings:
        for verdict, (one, predicate, two), confidence in judge(item, claimed(item, likely, threshold)):
            if verdict != "right":
                names = [referent.name for referent in item.example.referents]
                print(item.example.document.article.id, verdict, f"{confidence:.2f}", names[one], predicate, names[two])
