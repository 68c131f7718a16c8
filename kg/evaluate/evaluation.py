"""One graph against the annotations of some pages: every figure, each in a function of its own.

articles    headline and authors exact; lines_b3: which article each printed line was given to (B-cubed F1)
mentions    forms of names on a page, for all and for each type
entities    one-to-one match of entities over all pages (CEAF-phi4)
relations   (subject, predicate, object) on a page after that match, for all and for each predicate
links       pairs of occurrences in two articles: the same entity linked, namesakes kept apart
codes       official codes of places that have one in the annotations
evidence    share of all claims whose sentence stands in the body or headline of the article that they name
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.evaluate.annotations import AnnotatedPage, read_annotations
from kg.evaluate.built import Built, read_built
from kg.evaluate.forms import Form, folded
from kg.evaluate.lines import b_cubed, given_lines, same_articles
from kg.evaluate.links import links
from kg.evaluate.matching import Printed, best_match, similarities
from kg.evaluate.relations import by_predicate, relations
from kg.evaluate.scores import Scores, Share
from kg.evaluate.wanted import Wanted, wanted
from kg.model import EntityType


def evaluate(graph: Path, annotations: Sequence[Path]) -> Scores:
    """Compare a built folder, or its Turtle file, with annotation files, or folders of them.

    A page of the graph is the annotated one that has the same file name; pages that nobody annotated are left aside,
    except by the figure of evidence. Raises GraphError where there is no graph, UsageError where there are no
    annotations.
    """
    pages = read_annotations(annotations)  # first: what is cheap to find wrong
    return compare(read_built(graph), pages)


@dataclass(frozen=True)
class Alignment:
    """A graph's entities beside the annotated ones."""

    forms: dict[str, set[Form]]  # of each entity of the graph, those on annotated pages
    printed: dict[str, set[Printed]]
    similar: dict[tuple[str, str], float]
    match: dict[str, str]  # the IRI of each key


def align(ask: Wanted, built: Built, pages: Sequence[AnnotatedPage]) -> Alignment:
    """Find which entity of the graph stands for which annotated one."""
    same = same_articles(*given_lines(built, pages))
    files = {page.file for page in pages}
    forms = {
        iri: own
        for iri, every in built.forms.items()
        if (own := {form for form in (ask.instead.get(form, form) for form in every) if form.page in files})
    }
    printed: dict[str, set[Printed]] = {
        iri: {(same.get(article), text) for article, text in own} for iri, own in built.printed.items()
    }
    similar = similarities(ask, forms, printed)
    return Alignment(forms, printed, similar, best_match(similar))


def compare(built: Built, pages: Sequence[AnnotatedPage]) -> Scores:
    """Compare what a graph says with the annotations of some pages."""
    ask = wanted(pages)
    both = align(ask, built, pages)
    compared = relations(ask, built, both.match, {page.file for page in pages})
    return Scores(
        articles=_articles(built, pages),
        lines_b3=b_cubed(*given_lines(built, pages)),
        mentions=mention_share(ask, both.forms.values(), tuple(EntityType)),
        mentions_by_type={one: mention_share(ask, both.forms.values(), (one,)) for one in EntityType},
        entities=_entities(ask, both.forms, both.similar, both.match),
        relations=compared.share,
        relations_by_predicate=by_predicate(compared),
        links=links(ask.occurrences, both.printed, built.types),
        codes=code_share(ask.codes, built.codes, both.match),
        evidence=_evidence(built),
    )


def _articles(built: Built, pages: Iterable[AnnotatedPage]) -> Share:
    right = said = asked = 0
    for page in pages:
        hoped = Counter((folded(article.title), frozenset(map(folded, article.authors))) for article in page.articles)
        made = Counter(
            (article.headline, frozenset(article.authors))
            for article in built.articles.values()
            if article.page == page.file
        )
        right, said, asked = right + (hoped & made).total(), said + made.total(), asked + hoped.total()
    return Share(right, said, asked)


def mention_share(ask: Wanted, forms: Iterable[set[Form]], types: Sequence[EntityType]) -> Share:
    """How many of the forms of names are right; those that count neither for nor against are left out."""
    said = {form for own in forms for form in own if form.type in types and not ask.skips(form)}
    asked = {form for form in ask.required if form.type in types}
    return Share(len(said & asked), len(said), len(asked))


def _entities(
    ask: Wanted,
    forms: Mapping[str, set[Form]],
    similar: Mapping[tuple[str, str], float],
    match: Mapping[str, str],
) -> Share:
    required = [(key, iri) for key, iri in sorted(match.items()) if key in ask.required_keys]
    right = sum(min(1.0, similar[pair]) for pair in required)
    optional = {iri for key, iri in match.items() if key not in ask.required_keys}
    said = {iri for iri, own in forms.items() if not all(map(ask.skips, own))} - optional
    return Share(right, len(said), len(ask.required_keys))


def code_share(asked: Mapping[str, str], given: Mapping[str, str], match: Mapping[str, str]) -> Share:
    """How many places have their code, of those that have one in the annotations."""
    said = {key: given[match[key]] for key in asked if given.get(match.get(key, ""))}
    return Share(sum(code == asked[key] for key, code in said.items()), len(said), len(asked))


def _evidence(built: Built) -> float | None:
    if not built.claims:
        return None
    standing = 0
    for claim in built.claims:
        article = built.articles.get(claim.article)
        if article and claim.evidence:
            standing += claim.evidence in article.body or claim.evidence in article.headline
    return standing / len(built.claims)
