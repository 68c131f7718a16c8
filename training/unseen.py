"""Makes the models that have not seen parts of the corpus: for measuring, and for learning from what they read.

    python -m training.unseen CORPUS RUNS MODELS

RUNS holds the taggers of the three folds (training.tagger.train --folds 0,1,2). For each fold MODELS gets a folder for
its page and one for its files, each with tagger.onnx, programmes.tsv and unseen.txt; training.evidence.train and
training.relations.train add their weights. Needs torch and scikit-learn.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.accuracy.models import UNSEEN
from training.corpus import fold_of
from training.programmes.train import dataset, fit, write
from training.tagger.export import export
from training.tagger.model import read_run

FOLDS = range(3)


def parts(corpus: Path) -> dict[str, tuple[int, list[str]]]:
    """What is held out together, by the name of its folder: its fold, and its pages or files."""
    pages = sorted(path.stem for path in (corpus / "gold").glob("*.json"))
    files = sorted(path.stem for path in (corpus / "train").glob("t*.txt"))
    found = {}
    for fold in FOLDS:
        for kind, names in (("page", pages), ("files", files)):
            found[f"{kind}-{fold}"] = fold, [name for name in names if fold_of(name) == fold]
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("runs", type=Path)
    parser.add_argument("models", type=Path)
    args = parser.parse_args()
    rows = dataset(args.corpus, None)
    for name, (fold, unseen) in parts(args.corpus).items():
        folder = args.models / name
        folder.mkdir(parents=True, exist_ok=True)
        export(read_run(args.runs / f"{fold}.pt"), folder / "tagger.onnx")
        write(folder / "programmes.tsv", *fit([row for row in rows if row[0] not in unseen]))
        (folder / UNSEEN).write_text("".join(f"{each}\n" for each in unseen), encoding="utf-8")
        print(name, *unseen, flush=True)


if __name__ == "__main__":
    main()
