"""Pages made out of held-out training articles, more and more damaged, read the whole way.

A name is asked for where it still stands on the page, white space aside; one that a column's end and a displaced part
tore in two is not. Captions and bylines that the damager adds name people whom nobody annotated, so that figures of
people mean nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from benchmarks.accuracy.models import Models
from benchmarks.accuracy.samples import Sample, annotated_article
from kg.articles import split_articles
from kg.evaluate.annotations import AnnotatedArticle, AnnotatedPage
from kg.evaluate.forms import folded
from kg.model import Page
from training.corpus import Annotated, training_articles
from training.damage.levels import LEVELS, Level
from training.damage.making import Truth, make_page
from training.damage.source import Source, read_sources

ARTICLES = 6  # of one page
SEED = 70_000


def samples(folder: Path, every: Iterable[Models]) -> Iterator[Sample]:
    """For each level, all training articles that some models have not seen, each printed once."""
    models = list(every)
    marked = {article.article.id.removeprefix("article/"): article for article in training_articles(folder)}
    sources = list(read_sources(folder))
    for name, level in LEVELS.items():
        sample = Sample(f"made pages, {name} damage", [], [])
        for each in models:
            mine = [source for source in sources if source.id in marked and marked[source.id].fold in each.unseen]
            Random(SEED).shuffle(mine)
            for first in range(0, len(mine), ARTICLES):
                _add_page(sample, mine[first : first + ARTICLES], marked, level, each)
        yield sample


def _add_page(
    sample: Sample, sources: list[Source], marked: dict[str, Annotated], level: Level, models: Models
) -> None:
    number = SEED + len(sample.pages)
    file = f"{number}.txt"
    made = make_page(sources, level, number)
    printed = folded(made.text)
    pairs = zip(sources, made.truths[: len(sources)], strict=True)
    written = [_standing(annotated_article(marked[source.id]), truth, printed) for source, truth in pairs]
    # Pictures that stand by themselves name nothing but the place of an article on the page, and who took them.
    pictures = made.truths[len(sources) :]
    articles = (
        *written,
        *(AnnotatedArticle(f"picture {at}", one.title, one.authors, (), ()) for at, one in enumerate(pictures)),
    )
    rows = made.text.split("\n")
    lines = [
        (n, article.id, rows[n - 1]) for article, truth in zip(articles, made.truths, strict=True) for n in truth.lines
    ]
    sample.pages.append(AnnotatedPage(file, articles, tuple(sorted(lines))))
    split = split_articles(Page(path=file, text=made.text, encoding="utf-8", digest=""))
    sample.documents.extend((document, models) for document in models.documents(split))


def _standing(article: AnnotatedArticle, truth: Truth, printed: str) -> AnnotatedArticle:
    """What the page still says of an article; its authors as they are printed."""
    kept = [
        replace(thing, surfaces=surfaces)
        for thing in article.things
        if (surfaces := tuple(surface for surface in thing.surfaces if folded(surface) in printed))
    ]
    keys = {thing.key for thing in kept}
    relations = tuple(each for each in article.relations if {each.subject, each.object} <= keys)
    return replace(article, title=truth.title, authors=truth.authors, things=tuple(kept), relations=relations)
