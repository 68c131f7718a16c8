"""How well scorers read relations of articles that they have not seen: with names as read, and as marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.evaluate.wanted import Wanted
from kg.extract.relations.groups import PREDICATES
from training.relations import rejudge
from training.relations.measure import Reading, as_read, measure, reliability, thresholds

NETWORKS = 3  # of the second look
PARTS = 5


def judge_again(readings: Sequence[Reading]) -> list[Reading]:
    """Probabilities of each article by second networks that had not seen its source."""
    sources = sorted({item.example.source for item, _ in readings})
    part = {source: number % PARTS for number, source in enumerate(sources)}
    out: list[Reading] = []
    for number in range(PARTS):
        rest = [reading for reading in readings if part[reading[0].example.source] != number]
        layers = [rejudge.fit(rest, seed) for seed in range(NETWORKS)]
        out += [
            (item, rejudge.probabilities(item, logits, layers))
            for item, logits in readings
            if part[item.example.source] == number
        ]
    return out


def report(likely: Sequence[Reading], asked: Mapping[str, Wanted]) -> None:
    """Print the tables of the README, from what was judged again."""
    threshold = thresholds(as_read(likely), rejudge.WEIGHTS)
    print("thresholds", dict(zip((p.value for p in PREDICATES), threshold.round(2).tolist(), strict=True)))
    for reading in ("read", "marked"):
        found = {
            register: measure(
                [one for one in likely if (one[0].example.register, one[0].example.reading) == (register, reading)],
                asked[register],
                threshold,
            )
            for register in ("real", "register")
        }
        print(f"\n| names {reading} | real pages | written, in their register |\n|---|---|---|")
        for name in [*(predicate.value for predicate in PREDICATES), "all"]:
            print(f"| {name} |", " | ".join(str(one.tallies.get(name, "")) for one in found.values()), "|")
        for register, one in found.items():
            print(f"\n| {register}: confidence from | claims | mean | right |\n|---|---|---|---|")
            for low, count, mean, right in reliability(one.claims):
                print(f"| {low:.1f} | {count} | {mean:.2f} | {right:.2f} |")
