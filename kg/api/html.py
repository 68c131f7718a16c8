"""What a notebook shows of a graph and of what lies in it: small tables, every text escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from kg.api.values import Article, Claim, Entity, Mention

if TYPE_CHECKING:
    from kg.api.graph import Graph

ROWS = 20  # of a table; the others are counted below it


def table(things: Sequence[object]) -> str:
    """Rows for values of one sort, else their representations."""
    sorts = set(map(type, things))
    names, row = _COLUMNS.get(sorts.pop(), _OTHER) if len(sorts) == 1 else _OTHER
    return _table(names, (row(thing) for thing in things[:ROWS]), len(things))


def card(thing: object) -> str:
    """One value: what it is, and the claims that it stands in or makes."""
    head = Markup("<b>{}</b>").format(repr(thing)[1:-1])
    if isinstance(thing, Claim):
        return head + Markup("<blockquote>{}</blockquote>{}").format(thing.evidence, thing.article or thing.source)
    if isinstance(thing, Entity | Article):
        return head + Markup(table(thing.claims))
    return head


def overview(graph: Graph) -> str:
    """How much there is, and what is in most articles."""
    types = Counter(str(entity.type) for entity in graph.entities)
    counted = [(len(entity.articles), entity) for entity in graph.entities]
    leading = [entity for _, entity in sorted(counted, key=lambda pair: (-pair[0], pair[1].id))]
    head = Markup("<b>{}</b> ({})").format(
        repr(graph)[1:-1], ", ".join(f"{n} {kind}" for kind, n in sorted(types.items()))
    )
    return head + Markup(table(leading))


def _entity(entity: Entity) -> tuple[object, ...]:
    return entity.name, entity.type, entity.kind, entity.code, len(entity.articles)


def _claim(claim: Claim) -> tuple[object, ...]:
    return claim.subject.name, claim.relation, claim.object.name, f"{claim.confidence:.2f}", claim.evidence


def _article(article: Article) -> tuple[object, ...]:
    return article.title, article.date, article.paper, article.page, len(article.entities)


def _mention(mention: Mention) -> tuple[object, ...]:
    return mention.entity.name, mention.article.title, mention.field, mention.begin, mention.end, mention.surface


_COLUMNS: dict[type, tuple[tuple[str, ...], Callable[[Any], tuple[object, ...]]]] = {
    Entity: (("name", "type", "kind", "code", "articles"), _entity),
    Claim: (("subject", "relation", "object", "confidence", "evidence"), _claim),
    Article: (("title", "date", "paper", "page", "entities"), _article),
    Mention: (("entity", "article", "field", "begin", "end", "surface"), _mention),
}
_OTHER: tuple[tuple[str, ...], Callable[[Any], tuple[object, ...]]] = ((), lambda thing: (repr(thing),))


def _table(names: Sequence[str], rows: Iterable[tuple[object, ...]], number: int) -> str:
    head = Markup("").join(Markup("<th>{}</th>").format(name) for name in names)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row))
        for row in rows
    )
    rest = Markup("<p>and {} more</p>").format(number - ROWS) if number > ROWS else ""
    return Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}").format(head, body, rest)
