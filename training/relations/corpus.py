"""The annotated articles as kg reads them, with what is known of the relations between their referents.

Every article comes twice: as read by an extractor that has not seen it, with the names that it missed and misread, and
with the annotated spans in place of the extractor's, for the lesson that no error of the extractor blurs. In both,
referents are made by kg's own resolution and put beside the annotated entities as kg evaluate does it.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.accuracy.models import Models, read_extractors
from benchmarks.accuracy.samples import annotated_article
from kg.articles import split_articles
from kg.evaluate import evaluation
from kg.evaluate.annotations import AnnotatedPage, read_annotations
from kg.evaluate.built import Built, BuiltArticle
from kg.evaluate.forms import folded, form
from kg.evaluate.wanted import Wanted, wanted
from kg.extract import agencies, people, places, programmes
from kg.extract.spans import Found
from kg.model import EntityType, Kind, Page, Predicate, Referent
from kg.pages import read_pages
from kg.resolve.article import referents
from kg.resolve.corpus import entities
from kg.tagger import Document
from kg.tagger.span import Span
from training.corpus import Annotated, Marked, real_articles, training_articles

FIRST_REGISTER_FILE = 10  # t10 and later are written in the register of the real pages
UNREAD = 0.5  # the score of a marked span that the extractor did not find

Triple = tuple[int, Predicate, int]


@dataclass(frozen=True)
class Example:
    """An article with its referents and what is known of the relations between them, by referent number."""

    source: str  # "t01" … "t21", or the page
    register: str  # "literary", "register" or "real"
    reading: str  # "marked" or "read"
    page: str  # the file's name, by which relations are counted
    document: Document
    referents: tuple[Referent, ...]
    keys: tuple[str, ...]  # of the annotated entities; a misread name's begins with ?
    optional: frozenset[int]  # referents that are neither right nor wrong
    gold: frozenset[Triple]
    loose: frozenset[Triple]  # relations that are neither right nor wrong


@dataclass(frozen=True)
class Corpus:
    """Examples, and what the annotations ask for."""

    examples: tuple[Example, ...]
    asked: dict[str, Wanted]  # by register


Named = tuple[Document, tuple[Referent, ...], str]  # with the source


def load(corpus: Path, models: Path, cache: Path) -> Corpus:
    """Read all training files and annotated pages with models that have not seen them; kept in the cache.

    models: as benchmarks.accuracy reads them (training/README.md, last section); they need no scorers of relations.
    Files that every model has seen are read by the first.
    """
    if not cache.exists():
        cache.write_bytes(pickle.dumps(_load(corpus, list(read_extractors(models).values()))))
    found: Corpus = pickle.loads(cache.read_bytes())  # our own file
    return found


def _load(corpus: Path, every: Sequence[Models]) -> Corpus:
    written = list(training_articles(corpus / "train"))
    examples: list[Example] = []
    asked = {}
    for register in ("literary", "register"):
        own = [article for article in written if _register(article.fold) == register]
        pages = list(_pages(own))
        asked[register] = wanted(pages)
        marked, read = zip(*_both(own, every), strict=True)
        examples += label(marked, asked[register], pages, register, "marked")
        examples += label(read, asked[register], pages, register, "read")
    pages = read_annotations([corpus / "gold"])
    asked["real"] = wanted(pages)
    examples += label(
        [marked for marked, _ in _both(list(real_articles(corpus / "gold")), every)],
        asked["real"],
        pages,
        "real",
        "marked",
    )
    examples += label(list(_read_pages(corpus, every)), asked["real"], pages, "real", "read")
    return Corpus(tuple(examples), asked)


def _register(source: str) -> str:
    return "register" if int(source[1:]) >= FIRST_REGISTER_FILE else "literary"


def _unseen(every: Sequence[Models], source: str) -> Models:
    return next((models for models in every if source in models.unseen), every[0])


def _pages(articles: Iterable[Annotated]) -> Iterator[AnnotatedPage]:
    by_page: dict[str, list[Annotated]] = {}
    for article in articles:
        by_page.setdefault(article.article.page, []).append(article)
    for page, own in by_page.items():
        yield AnnotatedPage(page, tuple(map(annotated_article, own)), ())


def _both(articles: Sequence[Annotated], every: Sequence[Models]) -> Iterator[tuple[Named, Named]]:
    """Each article with its names as marked, and as read."""
    for models in every:
        own = [article for article in articles if _unseen(every, article.fold) is models]
        for annotated, document in zip(own, models.documents(article.article for article in own), strict=True):
            found = models.spans(document)
            marked = referents(document, _marked(document, annotated, found))
            yield (
                (document, tuple(marked), annotated.fold),
                (document, tuple(referents(document, found)), annotated.fold),
            )


def _read_pages(corpus: Path, every: Sequence[Models]) -> Iterator[Named]:
    parts = [(name, models) for models in every for name in models.unseen]
    for page in read_pages([corpus / "pages"]):
        name, models = next(
            ((n, m) for n, m in parts if isinstance(page, Page) and page.path.startswith(n)), ("", None)
        )
        if isinstance(page, Page) and models:
            for document in models.documents(split_articles(page)):
                yield document, tuple(referents(document, models.spans(document))), name


def _marked(document: Document, annotated: Annotated, read: Found) -> Found:
    """The annotated spans, each as sure as the extractor is of it."""
    scores = {(span.begin, span.end, span.type): span.score for span in read.spans}
    spans = tuple(
        Span(m.begin, m.end, m.type, _kind(document, m), scores.get((m.begin, m.end, m.type), UNREAD), "marked")
        for m in annotated.marks
    )
    known = places.find(document)
    named = {(span.begin, span.end) for span in (*known.spans, *spans)}
    return replace(read, spans=spans, links={span: link for span, link in known.links.items() if span in named})


def _kind(document: Document, mark: Marked) -> Kind:
    if mark.type is EntityType.PLACE:
        return places.kind_of(document.text[mark.begin : mark.end])
    if mark.type is EntityType.AGENCY:
        return agencies.kind_of(document.text[mark.begin : mark.end])
    if mark.type is EntityType.PROGRAMME:
        return programmes.kind_of(document.text, mark.begin, mark.end)
    return people.kind_of(document, mark.begin, mark.end)


def label(
    named: Sequence[Named], ask: Wanted, pages: Sequence[AnnotatedPage], register: str, reading: str
) -> Iterator[Example]:
    """Put the referents of all articles beside the annotated entities, and mark their relations."""
    entity_of = {
        referent: entity.id
        for entity in entities(referent for _, own, _ in named for referent in own)
        for referent in entity.referents
    }
    keys = {entity: key for key, entity in evaluation.align(ask, _built(named, entity_of), pages).match.items()}
    aside = ask.optional_keys - ask.required_keys
    for document, own, source in named:
        page = _file(document)
        found = [keys.get(entity_of[referent.id]) for referent in own]
        gold, loose = set(), set()
        for one, subject in enumerate(found):
            for two, obj in enumerate(found):
                if one == two or subject is None or obj is None:
                    continue
                for predicate in Predicate:
                    triple = (page, subject, predicate, obj)
                    if not predicate.accepts(own[one].type, own[two].type):
                        continue
                    if triple in ask.relations:
                        gold.add((one, predicate, two))
                    elif triple in ask.optional_relations:
                        loose.add((one, predicate, two))
        yield Example(
            source, register, reading, page, document, own,
            tuple(key or f"?{entity_of[referent.id]}" for key, referent in zip(found, own, strict=True)),
            frozenset(number for number, key in enumerate(found) if key in aside), frozenset(gold), frozenset(loose),
        )  # fmt: skip


def _built(named: Sequence[Named], entity_of: dict[str, str]) -> Built:
    """What kg evaluate would read from a graph of these articles."""
    built = Built({}, {}, {}, {}, {}, {}, [])
    for document, own, _ in named:
        article = document.article
        built.articles[article.id] = BuiltArticle(_file(document), folded(article.headline), folded(article.body))
        for referent in own:
            entity = entity_of[referent.id]
            built.types[entity] = referent.type
            for surface in referent.surfaces:
                built.forms.setdefault(entity, set()).add(form(_file(document), referent.type, surface))
                built.printed.setdefault(entity, set()).add((article.id, folded(surface)))
    return built


def _file(document: Document) -> str:
    return document.article.page.rsplit("/", 1)[-1]
