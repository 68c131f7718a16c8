"""Fits the weights that join rules and tagger (kg/extract/evidence.py).

    python -m training.evidence.train CORPUS MODELS [--out kg/extract/evidence_weights.tsv]

CORPUS holds train/t*.txt and gold/*.json; MODELS the taggers and weights of programmes that have not seen a page or
some files (see training/README.md): what a tagger says of text that it was trained on is too good to learn from.
Needs scikit-learn, which kg does not.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from benchmarks.accuracy.models import Models, read_extractors
from kg.extract.evidence import Candidate, candidates, features, weigh
from kg.extract.guesses import guesses
from kg.extract.places import Located
from kg.extract.spans import Weights, choose, propose
from kg.model import Article, EntityType
from kg.tagger import Document, read
from kg.tagger.span import Span
from training.corpus import fold_of, training_articles
from training.tagger.corpus import read_gold

MIN_COUNT = 5  # a feature seen in fewer candidates says nothing general
MIN_GROUPS = 3  # nor does one that so few pages and files hold
REAL_WEIGHT = 3.0  # how much one candidate of a real page counts beside one of a written article
INVERSE_PENALTY = 0.3  # of the weights' squares; the best of 0.03, 0.1, 0.3 and 1 over the folds
SMALLEST = 0.02  # a smaller weight is left out
FOLDS = range(3)

Key = tuple[int, int, EntityType]


@dataclass(frozen=True)
class Annotated:
    """An article as kg reads it, with what the rules and an unseeing tagger propose, and what its annotators marked."""

    group: str
    document: Document
    located: Located
    proposed: list[Span]
    guessed: list[Span]
    names: frozenset[Key]
    doubtful: tuple[tuple[int, int], ...]

    def counts(self, key: Key) -> bool:
        """Whether a stretch is right or wrong, and not left open by the annotators."""
        return key in self.names or not any(begin < key[1] and key[0] < end for begin, end in self.doubtful)


@dataclass(frozen=True)
class Row:
    """A candidate to learn from."""

    group: str
    features: list[str]
    right: bool


def annotated(corpus: Path, models: Iterable[Models]) -> Iterator[Annotated]:
    """Every article that some models have not seen, read with them."""
    written = list(training_articles(corpus / "train"))
    for each in models:
        marked: list[tuple[str, Article, frozenset[Key], tuple[tuple[int, int], ...]]] = []
        for item in written:
            if item.fold in each.unseen:
                names = frozenset((mark.begin, mark.end, mark.type) for mark in item.marks if not mark.optional)
                doubtful = tuple((mark.begin, mark.end) for mark in item.marks if mark.optional)
                marked.append((item.fold, item.article, names, doubtful))
        for page in (corpus / "gold" / f"{name}.json" for name in each.unseen if name.isdigit()):
            for gold in read_gold(page):
                headline, _, body = gold.text.partition("\n")
                article = Article(f"article/{gold.id}", gold.group, headline, "", (), body, ())
                names = frozenset((begin, end, EntityType(name)) for begin, end, name in gold.spans)
                marked.append((gold.group, article, names, gold.masks))
        documents = read((article for _, article, _, _ in marked), each.tagger)
        for (group, _, names, doubtful), document in zip(marked, documents, strict=True):
            located, proposed = propose(document, Weights(each.programmes))
            yield Annotated(group, document, located, proposed, list(guesses(document)), names, doubtful)


def learnable(item: Annotated) -> Iterator[Row]:
    """The candidates of an article that are right or wrong."""
    found = candidates(item.proposed, item.guessed)
    for candidate, told in zip(found, features(item.document, item.located.links, found), strict=True):
        if item.counts(_key(candidate)):
            yield Row(item.group, told, _key(candidate) in item.names)


def _key(span: Candidate | Span) -> Key:
    return span.begin, span.end, span.type


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """The weights of the features that count."""
    counts = Counter(feature for row in rows for feature in set(row.features))
    groups = Counter(feature for _, feature in {(row.group, feature) for row in rows for feature in row.features})
    names = sorted(name for name, count in counts.items() if count >= MIN_COUNT and groups[name] >= MIN_GROUPS)
    index = {name: column for column, name in enumerate(names)}
    columns = [sorted({index[feature] for feature in row.features if feature in index}) for row in rows]
    pointers = np.cumsum([0, *map(len, columns)])
    matrix = csr_matrix((np.ones(pointers[-1]), np.concatenate(columns), pointers), shape=(len(rows), len(names)))
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=2000, fit_intercept=False)
    model.fit(matrix, [row.right for row in rows], [REAL_WEIGHT if row.group.isdigit() else 1.0 for row in rows])
    weights = zip(names, model.coef_[0].tolist(), strict=True)
    return {name: round(weight, 2) for name, weight in weights if abs(weight) >= SMALLEST}


def spans_of(item: Annotated, weights: Mapping[str, float] | None) -> list[Span]:
    """The names chosen, before any is looked for again in the article."""
    if weights is None:
        return choose(item.proposed)
    return choose(weigh(item.document, item.located.links, item.proposed, item.guessed, weights))


def report(items: Sequence[Annotated], found: Sequence[list[Span]], name: str) -> None:
    """Print F1 over exact spans, real pages and written articles apart."""
    for sort in ("real", "written"):
        table = {kind: [0, 0, 0] for kind in ("all", *EntityType)}
        for item, spans in zip(items, found, strict=True):
            if item.group.isdigit() is (sort == "real"):
                mine = {_key(span) for span in spans if item.counts(_key(span))}
                for at, group in enumerate((mine & item.names, mine - item.names, item.names - mine)):
                    for key in group:
                        table["all"][at] += 1
                        table[key[2]][at] += 1
        figures = (f"{kind} {2 * row[0] / max(1, 2 * row[0] + row[1] + row[2]):.3f}" for kind, row in table.items())
        print(f"{name:12} {sort:8}", *figures)


def write(path: Path, weights: Mapping[str, float]) -> None:
    """Write the weights, one feature a line."""
    lines = [
        "# Weights of the logistic regression in kg/extract/evidence.py: feature, weight.",
        "# Made by training/evidence/train.py from annotated articles; see training/README.md.",
        *(f"{name}\t{weight:.2f}" for name, weight in weights.items()),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Cross-validate by fold, print the figures, write the weights, and into each folder of MODELS its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("models", type=Path)
    parser.add_argument("--out", type=Path, default=Path("kg/extract/evidence_weights.tsv"))
    args = parser.parse_args()
    extractors = read_extractors(args.models)
    items = list(annotated(args.corpus, extractors.values()))
    rows = [row for item in items for row in learnable(item)]
    by_fold = {fold: fit([row for row in rows if fold_of(row.group) != fold]) for fold in FOLDS}
    report(items, [spans_of(item, None) for item in items], "rules")
    report(items, [choose(item.guessed) for item in items], "tagger")
    report(items, [spans_of(item, by_fold[fold_of(item.group)]) for item in items], "together")
    for folder, models in extractors.items():
        write(folder / "evidence.tsv", by_fold[fold_of(models.unseen[0])])
    write(args.out, fit(rows))


if __name__ == "__main__":
    main()
