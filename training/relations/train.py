"""Train the relation scorer, measure it, and write the file that kg ships.

    python -m training.relations.train CORPUS MODELS WORK [WEIGHTS]

CORPUS holds train/ and gold/ and pages/; MODELS the extractors by which the articles are read that they have not seen
(training/README.md, last section). Into each of its folders goes a relations.npz that has not seen either what the
folder's unseen.txt names. WORK keeps what is slow to make (the articles as read, the networks of the folds), and a run
goes on from what stands there. Needs torch beside kg's own packages; about 15 minutes on one free core.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: several small products, threads only cost
os.environ.setdefault("OMP_NUM_THREADS", "1")

from benchmarks.accuracy.models import UNSEEN
from training.corpus import fold_of
from training.relations import corpus, evaluate, fit, rejudge
from training.relations.corpus import Example
from training.relations.fit import Trained
from training.relations.measure import Reading, as_read, thresholds
from training.relations.ship import ship

FOLDS = 3  # of training/corpus.py: each holds out a page, and every third file in the register of the pages
SEEDS = (0, 50)  # one network each; their logits are averaged
FINAL_SEED = 7
SHIPPED = Path(__file__).parents[2] / "kg" / "extract" / "relations" / "relation_weights.npz"


def train_folds(examples: Sequence[Example], parts: Sequence[set[str]], work: Path) -> list[list[Trained]]:
    """The networks of each fold, trained without what it holds out."""
    found = []
    for number, left in enumerate(parts):
        path = work / f"fold{number}.pkl"
        if not path.exists():
            kept = [example for example in examples if example.source not in left]
            path.write_bytes(pickle.dumps([fit.fit(kept, number + seed) for seed in SEEDS]))
            print("trained without", *sorted(left), flush=True)
        found.append(list(pickle.loads(path.read_bytes())))  # our own file
    return found


def read_unseen(
    examples: Sequence[Example], parts: Sequence[set[str]], trained: Sequence[Sequence[Trained]]
) -> list[Reading]:
    """The logits of each article that a fold holds out, by the fold's networks."""
    found: list[Reading] = []
    for left, networks in zip(parts, trained, strict=True):
        own = [example for example in examples if example.source in left]
        runs = [fit.read(network, own) for network in networks]
        found += [(group[0][0], sum(logits for _, logits in group) / len(group)) for group in zip(*runs, strict=True)]
    return found


def write(trained: Sequence[Trained], readings: Sequence[Reading], likely: Sequence[Reading], path: Path) -> None:
    """Fit the second look on readings with logits, thresholds on those judged again, and write the file."""
    again = [rejudge.fit(readings, seed) for seed in range(evaluate.NETWORKS)]
    ship(trained, again, thresholds(as_read(likely), rejudge.WEIGHTS), path)


def _without(readings: Sequence[Reading], sources: set[str]) -> list[Reading]:
    return [reading for reading in readings if reading[0].example.source not in sources]


def main() -> None:
    """Do all of it."""
    folder, models, work = (Path(argument) for argument in sys.argv[1:4])
    known = corpus.load(folder, models, work / "examples.pkl")
    sources = {example.source for example in known.examples}
    parts = [{source for source in sources if fold_of(source) == fold} for fold in range(FOLDS)]
    trained = train_folds(known.examples, parts, work)
    unseen = read_unseen(known.examples, parts, trained)
    likely = evaluate.judge_again(unseen)
    evaluate.report(likely, known.asked)
    for path in sorted(models.glob(f"*/{UNSEEN}")):
        names = set(path.read_text(encoding="utf-8").split())
        networks = next(own for left, own in zip(parts, trained, strict=True) if names <= left)
        write(networks, _without(unseen, names), _without(likely, names), path.with_name("relations.npz"))
    last = [fit.fit(known.examples, FINAL_SEED + seed) for seed in SEEDS]
    write(last, unseen, likely, Path(sys.argv[4]) if len(sys.argv) > 4 else SHIPPED)


if __name__ == "__main__":
    main()
