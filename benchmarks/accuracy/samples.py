"""What is measured on: annotated pages, and annotated articles of the training files, each with its models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.accuracy.models import Models
from kg.articles import split_articles
from kg.evaluate.annotations import AnnotatedArticle, AnnotatedPage, Relation, Thing, read_annotations
from kg.model import KINDS, Page, Predicate, Reading
from kg.pages import read_pages
from kg.tagger import Document
from training.corpus import Annotated, Marked, training_articles


@dataclass(frozen=True)
class Sample:
    """Annotated pages and their articles, read: each document comes with the models that it may be measured with."""

    name: str
    pages: list[AnnotatedPage]
    documents: list[tuple[Document, Models]]

    def readings(self) -> list[Reading]:
        """All that the articles say, by the whole way."""
        return [models.reading(document) for document, models in self.documents]

    def parts(self) -> Iterator[Sample]:
        """What was read by each set of models, apart, named by its pages."""
        for models in dict.fromkeys(id(models) for _, models in self.documents):
            own = [(document, each) for document, each in self.documents if id(each) == models]
            files = {document.article.page for document, _ in own}
            chosen = [page for page in self.pages if page.file in files]
            yield Sample(" ".join(page.file.partition("_")[0].removesuffix(".txt") for page in chosen), chosen, own)


def pages(name: str, folder: Path, gold: Path, parts: Iterable[tuple[str, Models]]) -> Sample:
    """Pages whose file name begins with a part's word, read by the part's models; split into articles as built."""
    annotated = {page.file: page for page in read_annotations([gold])}
    chosen, documents = [], []
    for page in read_pages([folder]):
        models = next((each for start, each in parts if isinstance(page, Page) and page.path.startswith(start)), None)
        if isinstance(page, Page) and models and page.path in annotated:
            chosen.append(annotated[page.path])
            documents += [(document, models) for document in models.documents(split_articles(page))]
    return Sample(name, chosen, documents)


def folds(name: str, folder: Path, every: Iterable[Models]) -> Sample:
    """The training articles of the files that some models have not seen, as annotated: nothing has to be split.

    A file stands for a page. Each name is a thing of its file, a place of its code, a person of its article.
    """
    articles = list(training_articles(folder))
    chosen, documents = [], []
    for models in every:
        mine = [article for article in articles if article.fold in models.unseen]
        for fold in dict.fromkeys(article.fold for article in mine):
            held = [article for article in mine if article.fold == fold]
            chosen.append(AnnotatedPage(held[0].article.page, tuple(map(annotated_article, held)), ()))
        documents += [(document, models) for document in models.documents(article.article for article in mine)]
    return Sample(name, chosen, documents)


def annotated_article(source: Annotated) -> AnnotatedArticle:
    keys = dict(_keys(source))
    things = []
    for key in dict.fromkeys(keys.values()):
        own = [mark for mark in source.marks if keys[mark] == key]
        text = f"{source.article.headline}\n{source.article.body}"
        surfaces = tuple(dict.fromkeys(text[mark.begin : mark.end] for mark in own))
        code = next((mark.code for mark in own if mark.code), "")
        optional = all(mark.optional for mark in own)
        things.append(Thing(key, own[0].type, KINDS[own[0].type][0], surfaces, (), code, optional))
    named = {mark.name: key for mark, key in reversed(keys.items())}
    relations = tuple(
        Relation(named[subject], Predicate(predicate), named[obj], False)
        for subject, predicate, obj in source.relations
        if subject in named and obj in named
    )
    return AnnotatedArticle(source.article.id, source.article.headline, (), tuple(things), relations)


def _keys(source: Annotated) -> Iterator[tuple[Marked, str]]:
    """The key of each mark's thing."""
    codes = {mark.name: mark.code for mark in source.marks if mark.code}
    for mark in source.marks:
        where = source.article.id if mark.type == "Person" else codes.get(mark.name, "")
        yield mark, f"{mark.type} {mark.name} {where}".strip()
