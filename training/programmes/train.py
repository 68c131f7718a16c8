"""Fit the logistic regression that tells programmes from other candidates, and write its weights.

    python -m training.programmes.train CORPUS [--out kg/extract/programme_weights.tsv] [--cache FILE]

CORPUS holds train/t*.txt and gold/*.json. Needs scikit-learn, which kg does not.
"""

from __future__ import annotations

import argparse
import pickle
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from kg.extract.programmes import candidates, features
from kg.model import EntityType
from kg.tagger import read
from training.corpus import real_articles, training_articles

MIN_COUNT = 4  # a feature seen in fewer candidates says nothing general
MIN_FOLDS = 2  # nor does one that a single page or file holds: it is that page's own words
REAL_WEIGHT = 4.0  # how much one candidate of a real page counts beside one of a literary training article
REGISTER_WEIGHT = 2.0  # the same for training articles in the register of the real pages (t10 on)
INVERSE_PENALTY = 0.3  # of the weights' squares; set by judgement, other values were not tried


def main() -> None:
    """Cross-validate by file and page, print the figures, fit on everything, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=Path("kg/extract/programme_weights.tsv"))
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--without", default="", help="leave these files and pages out of the weights: 000,t12,t15")
    args = parser.parse_args()
    rows = dataset(args.corpus, args.cache)
    if args.without:
        rows = [row for row in rows if row[0] not in args.without.split(",")]
    else:
        report(rows)
    write(args.out, *fit(rows))


def dataset(corpus: Path, cache: Path | None) -> list[tuple[str, list[str], bool, str, str]]:
    """(fold, features, whether a programme, form, text) of every candidate that is not optional."""
    annotated = [*training_articles(corpus / "train"), *real_articles(corpus / "gold")]
    if cache and cache.exists():
        documents = pickle.loads(cache.read_bytes())
    else:
        documents = list(read(item.article for item in annotated))
        if cache:
            cache.write_bytes(pickle.dumps(documents))
    found = []
    for item, document in zip(annotated, documents, strict=True):
        optional = [mark for mark in item.marks if mark.optional]
        names = {
            (mark.begin, mark.end) for mark in item.marks if mark.type is EntityType.PROGRAMME and not mark.optional
        }
        for candidate in candidates(document):
            span = (candidate.begin, candidate.end)
            if span not in names and any(mark.begin < span[1] and span[0] < mark.end for mark in optional):
                continue
            text = document.text[slice(*span)]
            found.append((item.fold, features(document, candidate), span in names, candidate.form, text))
    return found


def weight(fold: str) -> float:
    """How much a candidate of this fold counts."""
    return REAL_WEIGHT if not fold.startswith("t") else REGISTER_WEIGHT if fold >= "t10" else 1.0


def fit(rows: list[tuple[str, list[str], bool, str, str]]) -> tuple[list[str], np.ndarray]:
    """The features that count and their weights, the intercepts last as weights of form=…"""
    counts = Counter(feature for row in rows for feature in set(row[1]))
    folds = Counter(feature for _, feature in {(row[0], feature) for row in rows for feature in row[1]})
    names = sorted(name for name, count in counts.items() if count >= MIN_COUNT and folds[name] >= MIN_FOLDS)
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=2000, fit_intercept=False)
    model.fit(matrix(rows, names), [row[2] for row in rows], sample_weight=[weight(row[0]) for row in rows])
    return names, model.coef_[0]


def matrix(rows: list[tuple[str, list[str], bool, str, str]], names: list[str]) -> csr_matrix:
    """Candidates by features, ones where a candidate has a feature."""
    index = {name: column for column, name in enumerate(names)}
    columns = [sorted({index[feature] for feature in row[1] if feature in index}) for row in rows]
    pointers = np.cumsum([0, *map(len, columns)])
    flat = np.concatenate([np.array(column) for column in columns])
    return csr_matrix((np.ones(len(flat)), flat, pointers), shape=(len(rows), len(names)))


def report(rows: list[tuple[str, list[str], bool, str, str]]) -> None:
    """Print precision and recall of the candidates by form, over folds left out in turn."""
    folds = sorted({row[0] for row in rows})
    groups = [folds[index::7] for index in range(7)]
    table: Counter[tuple[str, str, str]] = Counter()
    for group in groups:
        train = [row for row in rows if row[0] not in group]
        test = [row for row in rows if row[0] in group]
        names, weights = fit(train)
        scores = matrix(test, names) @ weights
        for row, score in zip(test, scores, strict=True):
            sort = "real" if not row[0].startswith("t") else "register" if row[0] >= "t10" else "literary"
            verdict = ("tp" if row[2] else "fp") if score > 0 else ("fn" if row[2] else "tn")
            table[sort, row[3], verdict] += 1
            if sort == "real" and verdict in ("fp", "fn"):
                print(verdict, row[3], row[4])
    for sort, form in sorted({(sort, form) for sort, form, _ in table}):
        tp, fp, fn = (table[sort, form, verdict] for verdict in ("tp", "fp", "fn"))
        print(f"{sort:9} {form:10} tp {tp:5} fp {fp:5} fn {fn:5}  F1 {2 * tp / max(1, 2 * tp + fp + fn):.3f}")


def write(path: Path, names: list[str], weights: np.ndarray) -> None:
    """Write the weights that matter, as one feature a line."""
    lines = [
        "# Weights of the logistic regression in kg/extract/programmes.py: feature, weight.",
        "# Made by training/programmes/train.py from annotated articles; see training/README.md.",
    ]
    lines += [f"{name}\t{value:.3f}" for name, value in zip(names, weights, strict=True) if abs(value) >= 0.03]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
