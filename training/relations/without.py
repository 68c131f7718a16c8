"""Train the relation scorer without some files and pages, to measure the whole way on what it has not seen.

    python training/relations/without.py CORPUS WORK 000,t12,t15 WEIGHTS

WORK is train.py's, after a run: the second look is fitted on the readings that lie there, those of the left-out sources
taken away, with the shipped thresholds.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy, as in train.py
os.environ.setdefault("OMP_NUM_THREADS", "1")

import corpus
import evaluate
import fit
import rejudge
from ship import ship
from train import FINAL_SEED, SEEDS, read_unseen

from kg.extract.relations.scorer import scorer


def main() -> None:
    """Train on the rest and write the weights."""
    folder, work, sources, out = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3].split(","), Path(sys.argv[4])
    examples = [entry for entry in corpus.load(folder, work / "examples.pkl") if len(entry.referents) > 1]
    runs = [read_unseen(examples, seed, work / f"readings{seed}.pkl") for seed in SEEDS]
    unseen = [(group[0][0], sum(logits for _, logits in group) / len(group)) for group in zip(*runs, strict=True)]
    rest = [reading for reading in unseen if reading[0].example.source not in sources]
    again = [rejudge.fit(rest, seed) for seed in range(evaluate.NETWORKS)]
    kept = [example for example in examples if example.source not in sources]
    trained = [fit.fit(kept, FINAL_SEED + seed) for seed in SEEDS]
    _, words, ends = trained[0]
    ship([network for network, _, _ in trained], again, (words, ends), scorer().threshold, out)


if __name__ == "__main__":
    main()
