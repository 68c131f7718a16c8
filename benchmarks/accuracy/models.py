"""The learned parts with which pages are read: those shipped, or those that have not seen what they are measured on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kg.extract.relations import find_claims
from kg.extract.relations.scorer import Scorer, read_scorer
from kg.extract.spans import Found, Weights, find_spans
from kg.model import Article, Reading
from kg.resolve.article import referents
from kg.tagger import Document, read
from kg.tagger.neural import NeuralTagger

UNSEEN = "unseen.txt"


@dataclass(frozen=True)
class Models:
    """A tagger, weights of programmes and of evidence, a scorer of relations; None stands for the shipped one."""

    unseen: tuple[str, ...] = ()  # the pages and training files that none of them was trained on
    tagger: NeuralTagger | None = None
    programmes: Mapping[str, float] | None = None
    evidence: Mapping[str, float] | None = None
    scorer: Scorer | None = None

    def documents(self, articles: Iterable[Article]) -> Iterator[Document]:
        """The articles made ready, with this tagger's guesses."""
        yield from read(articles, self.tagger)

    def spans(self, document: Document) -> Found:
        """The names of an article."""
        return find_spans(document, Weights(self.programmes, self.evidence))

    def reading(self, document: Document) -> Reading:
        """All that an article says, as kg.reader.Reader does it."""
        named = referents(document, self.spans(document))
        return Reading(document.article, tuple(named), tuple(find_claims(document, named, self.scorer)))


def read_models(folder: Path) -> list[Models]:
    """The models in the folders of a folder, each with its unseen.txt; weights of evidence may be missing."""
    return [
        replace(models, scorer=read_scorer(path / "relations.npz")) for path, models in read_extractors(folder).items()
    ]


def read_extractors(folder: Path) -> dict[Path, Models]:
    """The models by their folders, without their scorers of relations."""
    return {path.parent: _extractor(path.parent) for path in sorted(folder.glob(f"*/{UNSEEN}"))}


def _extractor(folder: Path) -> Models:
    return Models(
        tuple((folder / UNSEEN).read_text(encoding="utf-8").split()),
        NeuralTagger(folder / "tagger.onnx"),
        _weights(folder / "programmes.tsv"),
        _weights(folder / "evidence.tsv"),
    )


def _weights(path: Path) -> dict[str, float] | None:
    if not path.exists():
        return None
    lines = path.read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {feature: float(weight) for feature, weight in rows}
