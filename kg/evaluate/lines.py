"""Which article each printed line was given to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping

from kg.evaluate.annotations import AnnotatedPage
from kg.evaluate.built import Built
from kg.evaluate.forms import folded

SHORTEST_LINE = 12  # folded characters; a shorter line may stand in several articles
Line = tuple[str, int]  # the page's file and the line's number
Where = tuple[str, str]  # the page's file and the annotated article's id


def given_lines(built: Built, pages: Iterable[AnnotatedPage]) -> tuple[dict[Line, Where], dict[Line, str]]:
    """The article of each line that is long enough: as annotated, and the IRI of the one whose body holds it.

    The headline and the byline may stand outside the body, so that only the longest part beside them is looked for.
    """
    wanted: dict[Line, Where] = {}
    found: dict[Line, str] = {}
    for page in pages:
        mine = [(iri, article.body) for iri, article in built.articles.items() if article.page == page.file]
        names = {
            article.id: [name for name in map(folded, (*article.authors, article.title)) if name]
            for article in page.articles
        }
        for number, article_id, printed in page.lines:
            text = _body_part(folded(printed).lstrip("#"), names[article_id])
            if len(text) < SHORTEST_LINE:
                continue
            wanted[page.file, number] = (page.file, article_id)
            holder = next((iri for iri, body in mine if text in body), None)
            if holder is not None:
                found[page.file, number] = holder
    return wanted, found


def same_articles(wanted: Mapping[Line, Where], found: Mapping[Line, str]) -> dict[str, Where]:
    """For each built article the annotated one that most of its lines belong to."""
    votes: dict[str, Counter[Where]] = defaultdict(Counter)
    for line, iri in found.items():
        votes[iri][wanted[line]] += 1
    return {iri: min(count, key=lambda where: (-count[where], where)) for iri, count in votes.items()}


def b_cubed(wanted: Mapping[Line, Hashable], found: Mapping[Line, Hashable]) -> float | None:
    """B-cubed F1 of two ways to group the wanted lines; a line that was not found is alone. None without lines.

    Source: Bagga, Baldwin: Algorithms for Scoring Coreference Chains, 1998.
    """
    if not wanted:
        return None
    groups: dict[Hashable, set[Line]] = defaultdict(set)
    guesses: dict[Hashable, set[Line]] = defaultdict(set)
    for line, group in wanted.items():
        groups[group].add(line)
        guesses[found.get(line, line)].add(line)
    precision = recall = 0.0
    for line, group in wanted.items():
        guess = guesses[found.get(line, line)]
        shared = len(groups[group] & guess)
        precision += shared / len(guess)
        recall += shared / len(groups[group])
    return 2 * precision * recall / (precision + recall) / len(wanted)


def _body_part(text: str, names: Iterable[str]) -> str:
    parts = [text]
    for name in names:
        parts = [piece for part in parts for piece in part.removesuffix(f"({name})").split(name)]
    return max(parts, key=len)
