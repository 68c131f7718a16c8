"""Train the relation scorer, measure it, and write the file that kg ships.

    python training/relations/train.py CORPUS WORK [WEIGHTS]

CORPUS holds train/ and gold/; WORK keeps what is slow to make (LAC's words, the readings of the folds), and a run goes
on from what stands there. Needs torch beside kg's own packages; about 40 minutes on one core.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: several small products, threads only cost
os.environ.setdefault("OMP_NUM_THREADS", "1")

import corpus
import evaluate
import fit
import numpy as np
import rejudge
from batches import Item
from corpus import Example
from measure import thresholds
from ship import ship

FOLDS = 5
SEEDS = (0, 50)  # one network each; their logits are averaged
PAGE_SEED, FINAL_SEED = 11, 7
SHIPPED = Path(__file__).parents[2] / "kg" / "extract" / "relations" / "relation_weights.npz"

Readings = list[tuple[Item, np.ndarray]]


def read_unseen(examples: Sequence[Example], seed: int, path: Path) -> Readings:
    """Logits of each article by a network that had not seen its file, or its page."""
    if path.exists():
        return list(pickle.loads(path.read_bytes()))  # our own file
    files = sorted({example.source for example in examples if example.register != "real"})
    pages = sorted({example.source for example in examples if example.register == "real"})
    parts = [(set(files[number::FOLDS]), seed + number) for number in range(FOLDS)]
    parts += [({page}, seed + PAGE_SEED) for page in pages]
    found: Readings = []
    for left, part_seed in parts:
        network, words, ends = fit.fit([example for example in examples if example.source not in left], part_seed)
        found += fit.read(network, words, ends, [example for example in examples if example.source in left])
        print("read", *sorted(left), flush=True)
    path.write_bytes(pickle.dumps(found))
    return found


def main() -> None:
    """Do all of it."""
    folder, work = Path(sys.argv[1]), Path(sys.argv[2])
    examples = [entry for entry in corpus.load(folder, work / "examples.pkl") if len(entry.referents) > 1]
    runs = [read_unseen(examples, seed, work / f"readings{seed}.pkl") for seed in SEEDS]
    unseen = [(group[0][0], sum(logits for _, logits in group) / len(group)) for group in zip(*runs, strict=True)]
    evaluate.report(unseen)
    threshold = thresholds([pair for pair in evaluate.judge_again(unseen) if pair[0].example.register == "register"])
    again = [rejudge.fit(unseen, seed) for seed in range(evaluate.NETWORKS)]
    trained = [fit.fit(examples, FINAL_SEED + seed) for seed in SEEDS]
    _, words, ends = trained[0]
    ship([network for network, _, _ in trained], again, (words, ends), threshold,
         Path(sys.argv[3]) if len(sys.argv) > 3 else SHIPPED)  # fmt: skip


if __name__ == "__main__":
    main()
